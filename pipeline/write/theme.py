"""Turns a style's name into its measures: one look for every format, as Korean agencies set their documents (docs/formats/look.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.document.blocks import Align, ParagraphStyle, TableStyle, Typesetting

SERIF = "함초롬바탕"  # body; 한글 and its viewers carry it
SERIF_ALTERNATIVE = "바탕"
SANS = "맑은 고딕"  # tables and headings; Windows carries it
SANS_ALTERNATIVE = "나눔고딕"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Face, size (pt), line spacing (1.6 = 160 %), alignment and space before and after (pt)."""

    size: float
    line: float = 1.6
    align: Align = Align.JUSTIFY
    bold: bool = False
    sans: bool = False
    before: float = 0
    after: float = 3
    color: str = "000000"


PARAGRAPHS: dict[ParagraphStyle, TextStyle] = {
    ParagraphStyle.BODY: TextStyle(12, 1.6, after=3),
    ParagraphStyle.TITLE: TextStyle(20, 1.4, Align.CENTER, bold=True, sans=True, before=6, after=12),
    ParagraphStyle.SUBTITLE: TextStyle(13, 1.4, Align.CENTER, sans=True, after=8),
    ParagraphStyle.NOTE: TextStyle(10, 1.4, Align.LEFT, after=3, color="333333"),
    ParagraphStyle.UNIT: TextStyle(9.5, 1.2, Align.RIGHT, sans=True, after=1),
    ParagraphStyle.DATE: TextStyle(13, 1.6, Align.CENTER, before=12, after=10),
    ParagraphStyle.ADDRESSEE: TextStyle(16, 1.6, Align.LEFT, bold=True, before=18),
    ParagraphStyle.LETTERHEAD: TextStyle(22, 1.3, Align.CENTER, bold=True, before=6, after=14),
    ParagraphStyle.SENDER: TextStyle(18, 1.4, Align.CENTER, bold=True, before=30, after=18),
    ParagraphStyle.CLAUSE: TextStyle(11.5, 1.6, after=4),
    ParagraphStyle.FORMULA: TextStyle(10.5, 1.5, Align.LEFT, after=1),
    ParagraphStyle.SMALL: TextStyle(9, 1.3, Align.LEFT, after=1),
}

HEADINGS: dict[int, TextStyle] = {
    1: TextStyle(15, 1.4, Align.LEFT, bold=True, sans=True, before=11, after=4),
    2: TextStyle(13, 1.4, Align.LEFT, bold=True, sans=True, before=7, after=3),
    3: TextStyle(12, 1.5, Align.LEFT, bold=True, sans=True, before=6, after=3),
    4: TextStyle(12, 1.5, Align.LEFT, before=4, after=2),
}

INDENT = 6.0  # mm for one official indent step (2타)
LIST_INDENT = 5.0  # mm from one list level to the next
LIST_HANG = 6.0  # mm between a mark and its text
LIST_SIZES = (12.0, 12.0, 12.0, 11.0)  # pt by level

CELL = TextStyle(10, 1.35, Align.LEFT, sans=True, after=0)
CELL_PADDING = (1.8, 0.9)  # mm, left/right and top/bottom
CAPTION = TextStyle(10, 1.3, Align.CENTER, bold=True, sans=True, before=6, after=2)
HEADER_SHADE = "E5E5E5"
TOTAL_SHADE = "F2F2F2"
OUTER_RULE = 0.4  # mm
INNER_RULE = 0.12  # mm
RULED: frozenset[TableStyle] = frozenset({TableStyle.GRID, TableStyle.FORM, TableStyle.SUMMARY})

COVER_TITLE = TextStyle(28, 1.3, Align.CENTER, bold=True, sans=True)
COVER_SUBTITLE = TextStyle(16, 1.4, Align.CENTER, sans=True)
COVER_FACT = TextStyle(13, 1.5, Align.LEFT, sans=True, after=0)
COVER_DATE = TextStyle(16, 1.4, Align.CENTER)
COVER_ORGANISATION = TextStyle(20, 1.4, Align.CENTER, bold=True)
TOC_ENTRY = TextStyle(12, 1.6, Align.LEFT, after=0)
FOOTER = TextStyle(10, 1.2, Align.CENTER, sans=True, after=0)
MARKING = "C00000"  # colour of 대외비 and 초안
MISSING = "C00000"  # colour of 〔입력 필요〕
APPROVAL_CELL = (20.0, 13.0)  # mm: width of a column, height of the empty row

_MM_PER_POINT = 25.4 / 72
_RUNNING = (ParagraphStyle.BODY, ParagraphStyle.CLAUSE)


@dataclass(frozen=True, slots=True, eq=False)
class Styles:
    """The looks of one document: the theme's own, changed where its type asks for something else."""

    paragraphs: Mapping[ParagraphStyle, TextStyle]
    headings: Mapping[int, TextStyle]
    lists: tuple[float, ...]  # pt of a list's text by level
    serif: str = SERIF  # the face of running text
    sans: str = SANS  # the face of headings and tables

    @property
    def body(self) -> TextStyle:
        """The look of running text."""
        return self.paragraphs[ParagraphStyle.BODY]

    def list_size(self, level: int) -> float:
        """Return the size (pt) of a list's text at a 0-based level, however deep."""
        return self.lists[min(max(0, level), len(self.lists) - 1)]


def styles_of(type: Typesetting) -> Styles:
    """Return the looks of a document set in `type`.

    Running text, lists and clauses take its size and line spacing; notes, captions and cells keep theirs; no heading is
    smaller than running text.
    """
    return _styles(type.face or SERIF, type.sans or SANS, type.size, type.line)


@lru_cache(64)
def _styles(serif: str, sans: str, size: float, line: float) -> Styles:
    paragraphs = {kind: replace(style, size=size or style.size, line=line or style.line) for kind, style in PARAGRAPHS.items() if kind in _RUNNING}
    headings = {level: replace(style, size=max(style.size, size)) for level, style in HEADINGS.items()}
    return Styles({**PARAGRAPHS, **paragraphs}, headings, (size,) * len(LIST_SIZES) if size else LIST_SIZES, serif, sans)


USUAL = styles_of(Typesetting())


def breadth(text: str, size: float) -> float:
    """Return about how wide `text` stands on one line, in mm, at `size` points: Hangul a full em, Latin half of one."""
    narrow = len(text.encode("ascii", "ignore"))
    return (len(text) - 0.45 * narrow) * size * _MM_PER_POINT
