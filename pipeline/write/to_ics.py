"""Turns dated rows into the bytes of an iCalendar file (.ics, RFC 5545): all-day events with a reminder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_PRODUCT = "-//deliverables-pipeline//obligations//KO"
_OCTETS = 75  # the longest line that RFC 5545 allows, its line break aside
_BREAK = "\r\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in a calendar. `uid` stays the same from file to file; `remind` is how many days before (None: no reminder)."""

    uid: str
    day: date
    title: str
    text: str = ""
    category: str = ""
    remind: int | None = 3


def calendar_bytes(name: str, entries: Iterable[Entry], stamp: date) -> bytes:
    """Return the calendar `name` with its entries in the order given; `stamp` dates the edition, no clock is read."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}",
        *(line for entry in entries for line in _event(entry, stamp)), "END:VCALENDAR",
    ]  # fmt: skip
    return (_BREAK.join(piece for line in lines for piece in folded(line)) + _BREAK).encode("utf-8")


def _event(entry: Entry, stamp: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(entry.title)}"
    if entry.text:
        yield f"DESCRIPTION:{escaped(entry.text)}"
    if entry.category:
        yield f"CATEGORIES:{escaped(entry.category)}"
    yield "TRANSP:TRANSPARENT"  # a deadline does not make anybody busy
    if entry.remind is not None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(entry.title)}", f"TRIGGER:-P{entry.remind}D", "END:VALARM")
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Return `text` as a TEXT value: backslash, semicolon, comma and line breaks escaped, other control letters gone."""
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, safe)
    return "".join(letter for letter in text if letter >= " " and letter != "\x7f" or letter == "\t")


def folded(line: str) -> list[str]:
    """Split a line into pieces of at most 75 octets, never within a letter; every piece but the first begins with a space."""
    pieces, now, size = [], "", 0
    for letter in line:
        octets = len(letter.encode("utf-8"))
        if size + octets > _OCTETS:
            pieces.append(now)
            now, size = " ", 1
        now, size = now + letter, size + octets
    return [*pieces, now]
