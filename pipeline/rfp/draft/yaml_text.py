"""Turns values into lines of YAML that a person edits: plain where YAML allows, one line a value, places as comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import yaml

_WIDEST = 1 << 30  # YAML must not fold a sentence
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# Nearly every value begins with a Korean letter and holds no sign of YAML's own: it needs no dumper.
_PLAIN = re.compile(r"[가-힣][가-힣A-Za-z0-9 ()·.%/~\-]*(?<![ :])")
_WORDS = frozenset(("예", "아니오", "네", "아니요", "참", "거짓"))


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a comment that stands behind it: its place, or why it was assumed."""

    value: Any
    note: str = ""


def scalar(value: Any) -> str:
    """Return one value as YAML writes it on one line."""
    match value:
        case bool():
            return "예" if value else "아니오"
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case int() | Decimal():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = clean(str(value))
    if _PLAIN.fullmatch(text) and text not in _WORDS:
        return text
    style = '"' if "\n" in text else None
    return yaml.dump(text, Dumper=_DUMPER, allow_unicode=True, width=_WIDEST, default_style=style).removesuffix("...\n").rstrip("\n")


def clean(text: str) -> str:
    """Return `text` without control characters, which no data file may hold."""
    return "".join(letter if letter >= " " or letter in "\n\t" else " " for letter in text).replace("\t", " ").replace("\x7f", "")


def lines(key: str, value: Any, indent: int = 0) -> Iterator[str]:
    """Yield the lines of `key: value`; empty values give none. Mappings and lists of mappings are nested."""
    note = ""
    if isinstance(value, Noted):
        value, note = value.value, value.note
    if value is None or value == "" or (isinstance(value, (Mapping, Sequence)) and not isinstance(value, str) and not value):
        return
    margin, comment = " " * indent, f"   # {_one_line(note)}" if note else ""
    if isinstance(value, Mapping):
        yield f"{margin}{key}:{comment}"
        for name, each in value.items():
            yield from lines(name, each, indent + 2)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if any(isinstance(each, Mapping) for each in value):
            yield f"{margin}{key}:{comment}"
            for each in value:
                yield from record(each, indent + 2)
        else:
            yield f"{margin}{key}: [{', '.join(_flow(each) for each in value)}]{comment}"
    else:
        yield f"{margin}{key}: {scalar(value)}{comment}"


def record(values: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """Yield the lines of one mapping in a list, its first key behind the dash."""
    margin = " " * indent
    inner = [line for key, value in values.items() for line in lines(key, value, indent + 2)]
    if inner:
        yield f"{margin}- {inner[0][indent + 2:]}"
        yield from inner[1:]


def _flow(value: Any) -> str:
    text = scalar(value)
    plain = not text.startswith(("'", '"')) and any(letter in text for letter in ",[]{}")
    return "'" + text.replace("'", "''") + "'" if plain else text


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
