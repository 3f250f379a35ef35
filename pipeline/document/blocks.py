"""The blocks that turn into a page: every Document is made of them and every writer must draw them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = int | Decimal | date | datetime | None


class _Sent:
    """What crosses to other processes and is kept between runs: packed as the call that makes it, in half the time of a dataclass's own way."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        kind = type(self)
        return kind, tuple([getattr(self, name) for name in kind.__match_args__])


class Align(StrEnum):
    """Where text stands between the margins or in a cell; DEFAULT leaves it to the theme."""

    DEFAULT = ""
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"
    SPREAD = "spread"  # 배분 정렬: the letters of a label stretched over the cell


@dataclass(frozen=True, slots=True)
class Run(_Sent):
    """Text of one look; `value` keeps the number or date that `text` shows, for writers of workbooks."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    superscript: bool = False
    color: str = ""  # RRGGBB, empty for the theme's
    size: float = 0  # points, 0 for the style's
    href: str = ""
    missing: bool = False  # 〔입력 필요〕: marked in every format
    value: Value = None


@dataclass(frozen=True, slots=True)
class LineBreak(_Sent):
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Anchor(_Sent):
    """A place in the text that page numbers speak of; nothing is drawn. `name` is unique in the document."""

    name: str


@dataclass(frozen=True, slots=True)
class PageNumber(_Sent):
    """The number of the page on which an anchor (or the anchor of a heading, table or figure) stands."""

    anchor: str


Inline: TypeAlias = Run | LineBreak | Anchor | PageNumber
Inlines: TypeAlias = tuple[Inline, ...]


class ParagraphStyle(StrEnum):
    """What a paragraph is for; the theme gives each its face, size and spacing."""

    BODY = "body"
    TITLE = "title"  # the document's name at the head of its first page
    SUBTITLE = "subtitle"
    NOTE = "note"  # ※ small print
    UNIT = "unit"  # (단위: 원), right above a table
    DATE = "date"  # the date line over signatures, centred
    ADDRESSEE = "addressee"  # ○○○ 귀하, larger
    LETTERHEAD = "letterhead"  # 공문의 기관명
    SENDER = "sender"  # 발신명의
    CLAUSE = "clause"  # 제1조 …: hanging from the clause's name
    FORMULA = "formula"  # arithmetic printed line by line
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Paragraph(_Sent):
    """One paragraph. `indent` counts official indent steps (2타 each)."""

    content: Inlines
    style: ParagraphStyle = ParagraphStyle.BODY
    align: Align = Align.DEFAULT
    indent: int = 0
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Heading(_Sent):
    """A heading of level 1 to 4; `number` is already computed ("1.", "가.", "Ⅰ."), `anchor` is unique in the document."""

    level: int
    content: Inlines
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ListItem(_Sent):
    """One item: its depth (0-based), its mark already computed ("1)", "가.", "□", "○", "-", "※") and its text."""

    level: int
    mark: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class ItemList(_Sent):
    """Items in reading order, each hanging from its mark so that wrapped lines align with the text."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Cell(_Sent):
    """One cell at its top-left place; cells that a span covers are absent from the rows below."""

    content: tuple[Block, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    header: bool = False
    align: Align = Align.DEFAULT
    middle: bool = True  # vertically centred
    shade: str = ""  # RRGGBB, empty: the theme's for headers, none for others
    value: Value = None


@dataclass(frozen=True, slots=True)
class Row(_Sent):
    """One row of a table; `height` in mm is the least height, 0 for as high as its text."""

    cells: tuple[Cell, ...]
    height: float = 0


class TableStyle(StrEnum):
    """GRID has every rule; FORM is a GRID whose labels are header cells; PLAIN has no rules (layout only); SUMMARY is a GRID with an emphasised last row."""

    GRID = "grid"
    FORM = "form"
    PLAIN = "plain"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Table(_Sent):
    """A table: `widths` are relative column widths (one a column); the first `header_rows` rows repeat on each page."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    header_rows: int = 0
    caption: str = ""
    number: int = 0  # <표 n>, 0 when it has no caption
    unit: str = ""  # "단위: 원"
    style: TableStyle = TableStyle.GRID
    size: float = 0  # points of its text, 0 for the theme's
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Figure(_Sent):
    """A drawing as SVG text (viewBox in its own units) shown `width` mm wide and `height` mm high."""

    svg: str
    width: float
    height: float
    alt: str
    caption: str = ""
    number: int = 0  # <그림 n>, 0 when it has no caption
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Picture(_Sent):
    """A photograph or screen shot shown `width` mm wide and `height` mm high; `kind` is png or jpeg (RGB or grey)."""

    data: bytes = field(repr=False)
    kind: str
    width: float
    height: float
    alt: str
    caption: str = ""
    number: int = 0  # counted with the figures: <그림 n>
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Approver(_Sent):
    """One column of an approval box: the role, and the name under the space for the signature (often empty)."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalBox(_Sent):
    """결재란 at the upper right: a label column, then one column a role over a tall empty row."""

    approvers: tuple[Approver, ...]
    label: str = "결재"


@dataclass(frozen=True, slots=True)
class Signatory(_Sent):
    """One who signs: lines of (label, text) in order; `seal` stands after the last line, e.g. "(서명 또는 인)"."""

    lines: tuple[tuple[str, Inlines], ...]
    seal: str = "(서명 또는 인)"
    heading: str = ""  # "위탁자", "수탁자"


@dataclass(frozen=True, slots=True)
class SignatureBlock(_Sent):
    """A date, those who sign (side by side when `columns` > 1), and the addressee in larger letters."""

    signatories: tuple[Signatory, ...]
    date: Inlines = ()
    addressee: Inlines = ()
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Cover(_Sent):
    """The first page: title a third down, boxed facts (label, text), date, organisation at the foot. No page number on it."""

    title: str
    subtitle: str = ""
    facts: tuple[tuple[str, Inlines], ...] = ()
    date: str = ""
    organisation: str = ""
    marking: str = ""  # 대외비


@dataclass(frozen=True, slots=True)
class TableOfContents(_Sent):
    """목차 over the document's headings down to `depth`, with page numbers; it stands on pages of its own."""

    title: str = "목    차"
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak(_Sent):
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Line(_Sent):
    """A horizontal rule over the whole width."""

    thick: bool = False


Block: TypeAlias = (
    Paragraph
    | Heading
    | ItemList
    | Table
    | Figure
    | Picture
    | ApprovalBox
    | SignatureBlock
    | Cover
    | TableOfContents
    | PageBreak
    | Line
)

BLOCKS: tuple[type, ...] = (
    Paragraph,
    Heading,
    ItemList,
    Table,
    Figure,
    Picture,
    ApprovalBox,
    SignatureBlock,
    Cover,
    TableOfContents,
    PageBreak,
    Line,
)


@dataclass(frozen=True, slots=True)
class Page(_Sent):
    """Paper and margins in mm (A4 portrait as agencies set it), header text, and whether pages are numbered "- 1 -"."""

    width: float = 210
    height: float = 297
    top: float = 15
    bottom: float = 15
    left: float = 20
    right: float = 20
    header_margin: float = 10
    footer_margin: float = 10
    header: str = ""
    footer: str = ""  # small text at the foot's left, e.g. the sample-data notice
    numbered: bool = True
    marking: str = ""  # 대외비 or 초안, printed on every page


@dataclass(frozen=True, slots=True)
class FontFile(_Sent):
    """A TrueType file that a document brings along for its PDF; `name` is what messages call it."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Typesetting(_Sent):
    """What a document asks of its type; "" and 0 leave it to the theme.

    `face` is that of running text, `sans` that of headings and tables; `size` (pt) and `line` (1.6 = 160 %) are those of running
    text, lists and clauses. `files` may hold the faces, for writers that embed them.
    """

    face: str = ""
    sans: str = ""
    size: float = 0
    line: float = 0
    files: tuple[FontFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Document(_Sent):
    """A whole text document: equal documents give equal bytes in every format."""

    title: str
    blocks: tuple[Block, ...]
    page: Page = Page()
    author: str = ""
    subject: str = ""
    created: date | None = None  # the document's own date, also the files' property; never the clock
    keywords: tuple[str, ...] = field(default=())
    pages: tuple[tuple[str, int], ...] = ()  # anchor → printed page number, as the laid-out PDF has them; writers of other formats print them
    type: Typesetting = Typesetting()


def plain(content: Inlines, number: str = "") -> str:
    """Return the text that `content` shows, line breaks as newlines, `number` for each page number; anchors show nothing."""
    return "".join([_plain(inline, number) for inline in content])


def _plain(inline: Inline, number: str) -> str:
    match inline:
        case Run():
            return inline.text
        case LineBreak():
            return "\n"
        case PageNumber():
            return number
        case Anchor():
            return ""


def every_inline(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    """Yield every inline of `blocks` in reading order, those in cells, covers and signatures too."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield from block.content
            case ItemList():
                for item in block.items:
                    yield from item.content
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield from every_inline(cell.content)
            case SignatureBlock():
                yield from block.date
                for who in block.signatories:
                    for _, text in who.lines:
                        yield from text
                yield from block.addressee
            case Cover():
                for _, text in block.facts:
                    yield from text
