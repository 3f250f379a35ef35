"""Turns texts and values into pieces of a dump: on one line, every special sign visible."""

from __future__ import annotations

import re
from datetime import date, datetime

from pipeline.document.sheet import CellValue

STEP = "  "  # one indent

_SPECIAL = re.compile(r"[\\{}\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def line(name: str, *parts: str, sign: str = "") -> str:
    """Return a name and the parts that are not empty, one blank between them."""
    return " ".join([name + sign, *[part for part in parts if part]])


def joined(lines: list[str]) -> str:
    """Return the lines as one text; a blank at a line's end would be lost in an editor, so it is written out."""
    return "".join(re.sub(" $", r"\\s", each) + "\n" for each in lines)


def escaped(text: str) -> str:
    """Return `text` with backslashes, braces and control characters written out."""
    return _SPECIAL.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    if sign in _NAMED:
        return _NAMED[sign]
    return f"\\{sign}" if sign in "\\{}" else f"\\u{ord(sign):04x}"


def shown(value: CellValue) -> str:
    """Return a value: texts in quotes, dates as in ISO 8601, nothing as "-"."""
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
        case str():
            return f'"{escaped(value)}"'
        case _:
            return str(value)
