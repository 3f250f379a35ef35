"""Turns a model field into a column of a person's file: the Korean name that it bears there and what right looks like."""

from __future__ import annotations

from dataclasses import MISSING, field
from typing import Any

from pipeline.problems import NOWHERE


def column(label: str, *, default: Any = MISSING, hint: str = "", aliases: tuple[str, ...] = ()) -> Any:
    """Declare a dataclass field that is read from the column or key `label` (or one of `aliases`).

    Without `default` a missing or empty value is a problem; `hint` is an example of a right value, in Korean.
    """
    metadata = {"label": label, "hint": hint, "aliases": aliases}
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


def place() -> Any:
    """Declare the field that keeps where a record was read from (a `Location`)."""
    return field(default=NOWHERE, compare=False, repr=False, metadata={"place": True})
