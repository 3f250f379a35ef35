"""Turns chance into documents and workbooks: every kind of block, spans that tile their grid, and hostile text."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from pipeline.document.blocks import (
    Align,
    Anchor,
    ApprovalBox,
    Approver,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    ItemList,
    Line,
    LineBreak,
    ListItem,
    Page,
    PageBreak,
    PageNumber,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Run,
    Signatory,
    SignatureBlock,
    Table,
    TableOfContents,
    TableStyle,
)
from pipeline.document.sheet import Column, Look, Sheet, SheetCell, Workbook
from tests.write.pictures import JPEG, PALETTE, RGBA, png

HOSTILE = [
    "<b>굵게</b>",
    "</style><script>alert(1)</script>",
    "&amp; & &#0;",
    "{{ 7 * 7 }}{% raw %}",
    "=1+1",
    "+82-2-123-4567",
    "-2+3",
    "@SUM(A1)",
    "http://example.com/?a=1&b=2",
    "001",
    "1e5",
    "_x0041_",
    "줄\n바꿈\r\n과\t탭",
    "😀 👩‍👩‍👧 ㉿",
    "\x00\x07\x1b 제어",
    "\ud800 반쪽",
    "가" * 300,
    "W" * 300,
    "]]>",
    "%s %(a)s {0}",
    " 앞뒤 빈칸 ",
    "שלום",
    "\u200b\u00a0\ufeff",
]
SVGS = [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><rect width="10" height="5" fill="#36c"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><text x="1" y="3" font-size="2">가 &lt; 나</text></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="x()"><script>x()</script><a href="http://a.b"/></svg>',
    "그림이 아님",
    "",
]

texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12), st.just("장애 처리 현황"))
colours = st.sampled_from(["", "", "C00000", "빨강"])
dates = st.dates(date(1980, 1, 1), date(2099, 12, 31))
values = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.decimals(-1000, 1000, places=2),
    dates,
    st.datetimes(datetime(1980, 1, 1), datetime(2099, 12, 31)),
)
runs = st.builds(
    Run,
    texts,
    bold=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    strike=st.booleans(),
    superscript=st.booleans(),
    color=colours,
    size=st.sampled_from([0, 0, 8, 21.5]),
    href=st.sampled_from(
        ["", "", "#a1", "#없는곳", "https://example.com/", "javascript:alert(1)", "붙임/근거 자료.pdf"]
    ),
    missing=st.booleans(),
    value=values,
)
places = st.sampled_from(["a1", "자리 2", "a-SER-001#2-1", HOSTILE[0], "\x00", ""])
inlines = st.lists(
    st.one_of(runs, runs, st.just(LineBreak()), st.builds(Anchor, places), st.builds(PageNumber, places)), max_size=4
).map(tuple)
aligns = st.sampled_from(Align)

paragraphs = st.builds(
    Paragraph, inlines, st.sampled_from(ParagraphStyle), aligns, indent=st.integers(0, 4), keep_with_next=st.booleans()
)
headings = st.builds(Heading, st.integers(1, 4), inlines, st.sampled_from(["", "Ⅰ.", "가."]), st.sampled_from(["", "h1"]))
item_lists = st.builds(
    ItemList,
    st.lists(
        st.builds(ListItem, st.integers(0, 4), st.sampled_from(["", "□", "1)", "가.", "-", "<"]), inlines), max_size=4
    ).map(tuple),
)
figures = st.builds(
    Figure,
    st.sampled_from(SVGS),
    width=st.sampled_from([10.0, 150.0, 400.0]),
    height=st.sampled_from([5.0, 80.0, 600.0]),
    alt=texts,
    caption=texts,
    number=st.integers(0, 3),
)
pictures = st.builds(
    Picture,
    st.sampled_from([png(20, 10), png(3, 900, RGBA), png(9, 9, PALETTE, clear=True), JPEG, JPEG[:99], b""]),
    st.sampled_from(["png", "jpeg"]),
    width=st.sampled_from([10.0, 400.0]),
    height=st.sampled_from([5.0, 600.0]),
    alt=texts,
    caption=texts,
    number=st.integers(0, 3),
)
approvals = st.builds(ApprovalBox, st.lists(st.builds(Approver, texts, texts), max_size=5).map(tuple), texts)
signatories = st.builds(Signatory, st.lists(st.tuples(texts, inlines), max_size=3).map(tuple), texts, texts)
signatures = st.builds(
    SignatureBlock, st.lists(signatories, max_size=3).map(tuple), inlines, inlines, columns=st.integers(1, 3)
)
facts = st.lists(st.tuples(texts, inlines), max_size=3).map(tuple)
covers = st.builds(Cover, texts, texts, facts, texts, texts, texts)
contents = st.builds(TableOfContents, texts, st.integers(1, 4))


@st.composite
def tables(draw: st.DrawFn, depth: int = 1) -> Table:
    """Draw a table whose spans tile its grid; its cells hold paragraphs, lists, figures and, `depth` deep, tables."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    free = [[True] * width for _ in range(height)]
    rows = []
    for top in range(height):
        cells = []
        for left in range(width):
            if free[top][left]:
                down, right = draw(_spans(free, top, left))
                for row in free[top : top + down]:
                    row[left : left + right] = [False] * right
                cells.append(draw(_cells(down, right, depth)))
        rows.append(Row(tuple(cells), draw(st.sampled_from([0.0, 0.0, 30.0]))))
    return Table(
        tuple(rows),
        tuple(draw(st.lists(st.sampled_from([0.5, 1.0, 3.0]), min_size=width, max_size=width))),
        header_rows=draw(st.integers(0, height)),
        caption=draw(texts),
        number=draw(st.integers(0, 3)),
        unit=draw(st.sampled_from(["", "단위: 원"])),
        style=draw(st.sampled_from(TableStyle)),
        size=draw(st.sampled_from([0.0, 8.0])),
    )


@st.composite
def _spans(draw: st.DrawFn, free: list[list[bool]], top: int, left: int) -> tuple[int, int]:
    row = free[top][left:]
    most = row.index(False) if False in row else len(row)
    right = draw(st.integers(1, most))
    below = [all(each[left : left + right]) for each in free[top:]]
    return draw(st.integers(1, below.index(False) if False in below else len(below))), right


def _cells(down: int, right: int, depth: int) -> st.SearchStrategy[Cell]:
    inside = st.one_of(paragraphs, paragraphs, item_lists, figures, pictures, *([tables(depth - 1)] if depth else []))
    return st.builds(
        Cell,
        st.lists(inside, max_size=2).map(tuple),
        colspan=st.just(right),
        rowspan=st.just(down),
        header=st.booleans(),
        align=aligns,
        middle=st.booleans(),
        shade=colours,
        value=values,
    )


blocks = st.one_of(
    paragraphs,
    headings,
    item_lists,
    tables(),
    figures,
    pictures,
    approvals,
    signatures,
    covers,
    contents,
    st.just(PageBreak()),
    st.builds(Line, st.booleans()),
)
pages = st.builds(
    Page, header=texts, footer=texts, numbered=st.booleans(), marking=st.sampled_from(["", "초안", "<초안>"])
)
documents = st.builds(
    Document,
    texts,
    st.lists(blocks, max_size=5).map(tuple),
    pages,
    author=texts,
    subject=texts,
    created=st.one_of(st.none(), dates),
    keywords=st.lists(texts, max_size=2).map(tuple),
    pages=st.sampled_from([(), (("a1", 12), ("h1", 1))]),
)

sheet_values = st.one_of(
    texts, st.booleans(), values, st.sampled_from([10**20, Decimal("NaN"), Decimal("1E+999999"), date(1850, 1, 1)])
)
sheet_cells = st.builds(
    SheetCell,
    sheet_values,
    st.sampled_from(Look),
    href=st.sampled_from(["", "", "a.pdf", "a", "internal:'시트'!A1", "javascript:1", "https://example.com/a b"]),
    colspan=st.integers(1, 3),
    missing=st.booleans(),
    comment=st.sampled_from(["", "", "메모\n둘째 줄", "\x00<"]),
)
sheet_rows = st.lists(st.lists(sheet_cells, max_size=4).map(tuple), max_size=4).map(tuple)
columns = st.builds(
    Column,
    texts,
    st.sampled_from([0.0, 8.0, 40.0, 300.0]),
    choices=st.sampled_from(
        [(), ("적합", "부적합"), ("가,나",), tuple(f"긴 선택 항목 {count}" for count in range(60))]
    ),
    look=st.sampled_from(Look),
)
sheets = st.builds(
    Sheet,
    st.one_of(texts, st.sampled_from(["시트", "시트", "History", "'", "a/b:c", "가" * 40])),
    st.lists(columns, max_size=4).map(tuple),
    sheet_rows,
    heading=sheet_rows,
    totals=sheet_rows,
    freeze_columns=st.integers(0, 2),
    autofilter=st.booleans(),
    landscape=st.booleans(),
    paper=st.sampled_from(["A4", "A3", "B5"]),
    footer=texts,
)
workbooks = st.builds(
    Workbook, texts, st.lists(sheets, max_size=3).map(tuple), texts, st.one_of(st.none(), dates), texts
)
