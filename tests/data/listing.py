"""Turns what a YAML file holds into its records, for tests that hold the data against itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Record = dict[str, Any]


def walk(items: list[Record], depth: int = 0) -> Iterator[tuple[int, Record]]:
    """Yield (depth, item) in reading order."""
    for item in items:
        yield depth, item
        yield from walk(item.get("하위", []), depth + 1)


def records(value: Any) -> Iterator[Record]:
    """Yield every mapping below `value`, itself included."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from records(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from records(inner)
