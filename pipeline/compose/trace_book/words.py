"""Turns nouns of the trace into the words and colours that every sheet of the workbook uses alike."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pipeline.document.sheet import Look, SheetCell
from pipeline.model.words import MISSING, NOTHING
from pipeline.trace.evidence import Evidence
from pipeline.trace.fulfilment import Status
from pipeline.trace.thread import Tier, Trace, TraceRow

__all__ = [
    "MISSING", "NOTHING", "LOOKS", "STATUS_WORDS", "VERDICT_WORDS",
    "asking_rows", "counted", "each_once", "fact", "said", "place_of", "link_to",
]  # fmt: skip

LOOKS: dict[Status, Look] = {
    Status.MET: Look.GOOD,
    Status.PARTLY: Look.WARN,
    Status.UNMET: Look.BAD,
    Status.OPEN: Look.ASK,
    Status.NONE: Look.IDLE,
}
STATUS_WORDS = tuple((str(status), look) for status, look in LOOKS.items())
VERDICT_WORDS = (("적합", Look.GOOD), ("부적합", Look.BAD), ("재확인", Look.WARN), ("점검제외", Look.IDLE))
_UNKNOWN = SheetCell(MISSING, missing=True)


def asking_rows(trace: Trace) -> tuple[TraceRow, ...]:
    """Return the rows that ask for something: all but the cards, which only gather their items."""
    return tuple(row for row in trace.rows if row.tier is not Tier.CARD)


@lru_cache(maxsize=16_384)
def said(text: str, look: Look = Look.TEXT) -> SheetCell:
    """Return the cell of a text. Equal texts share one: most cells of a large sheet say one of a few hundred things."""
    return SheetCell(text, look)


@lru_cache(maxsize=4096)
def counted(count: int) -> SheetCell:
    """Return the cell of a count, shared as texts are."""
    return SheetCell(count)


def fact(text: str) -> SheetCell:
    """Return a cell of a fact that somebody has to know: 〔입력 필요〕 when nobody wrote it down."""
    return said(text) if text else _UNKNOWN


def each_once(texts: Iterable[str]) -> list[str]:
    """Return the texts that say something, each once."""
    return list(dict.fromkeys(filter(None, texts)))


def place_of(evidence: Evidence, section: str = "") -> str:
    """Return where a piece of evidence stands: file and section of a document, file and line of a record."""
    if evidence.files:
        found = evidence.section(section) if section else None
        return " · ".join(filter(None, (evidence.files[0][0], found[1] if found else "")))
    file = evidence.at.file.rpartition("/")[2]
    sheet = f"[{evidence.at.sheet}]" if evidence.at.sheet else ""
    return f"{file}{sheet} {evidence.at.row}행" if evidence.at.row else file


def link_to(sheet: str, row: int, column: str = "A") -> str:
    """Return the link to a cell of another sheet; rows count from 1."""
    return f"internal:'{sheet}'!{column}{row}"
