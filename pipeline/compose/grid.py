"""Turns an HTML table into a Table whose spans are known to tile its grid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lxml import etree

from pipeline.compose.inline import inlines
from pipeline.document.blocks import Align, Block, Cell, Paragraph, Row, Run, Table, TableStyle
from pipeline.problems import Problem

NOTHING = "해당 사항 없음"
_ALIGNS = {align.value: align for align in Align if align.value}


def table(element: etree._Element, number: int, inner: Callable[[etree._Element], tuple[Block, ...]]) -> tuple[Table, list[Problem]]:
    """Return the Table that `element` describes; `inner` turns a cell's block children into blocks.

    A body without rows gets one row that says 해당 사항 없음: an empty table is never printed.
    """
    caption = element.find("caption")
    columns = _columns(element)
    head, body = _sections(element)
    form = _style(element.get("class", "")) is TableStyle.FORM
    aligns = [align or ("left" if form else "") for _, align in columns]
    rows = _rows(head, inner, aligns, True) + _rows(body, inner, aligns, False)
    if not body and columns:
        rows.append(Row((Cell((Paragraph((Run(NOTHING),)),), colspan=len(columns), align=Align.CENTER),)))
    widths = tuple(width for width, _ in columns) or (1.0,) * max((sum(c.colspan for c in r.cells) for r in rows), default=1)
    made = Table(
        rows=tuple(rows),
        widths=widths,
        header_rows=len(head),
        caption="" if caption is None else "".join(part.text for part in inlines(caption) if isinstance(part, Run)),
        number=number if caption is not None else 0,
        unit=element.get("data-unit", ""),
        style=_style(element.get("class", "")),
        size=float(element.get("data-size", 0)),
        anchor=element.get("id", ""),
    )
    return made, _grid_faults(made)


def _style(names: str) -> TableStyle:
    return next((style for style in TableStyle if style.value in names.split()), TableStyle.GRID)


def _columns(element: etree._Element) -> list[tuple[float, str]]:
    return [(float(col.get("width", 1)), col.get("align", "")) for col in element.iterfind(".//col") if _owner(col) is element]


def _owner(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors("table"), None)


def _sections(element: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    head, body = [], []
    for child in element:
        if child.tag == "thead":
            head += child.findall("tr")
        elif child.tag in ("tbody", "tfoot"):
            body += child.findall("tr")
        elif child.tag == "tr":
            body.append(child)
    return head, body


def _rows(trs: list[etree._Element], inner: Callable, aligns: list[str], header: bool) -> list[Row]:
    rows, covered = [], {}
    for tr in trs:
        cells, column = [], 0
        for td in tr:
            if td.tag not in ("td", "th"):
                continue
            while covered.get(column, 0) > 0:
                column += 1
            colspan, rowspan = int(td.get("colspan", 1)), int(td.get("rowspan", 1))
            cells.append(_cell(td, inner, aligns[column] if column < len(aligns) else "", header, colspan, rowspan))
            for covered_column in range(column, column + colspan):
                covered[covered_column] = rowspan
            column += colspan
        covered = {place: left - 1 for place, left in covered.items()}
        rows.append(Row(tuple(cells), float(tr.get("data-height", 0))))
    return rows


def _cell(td: etree._Element, inner: Callable, align: str, header: bool, colspan: int, rowspan: int) -> Cell:
    content = inner(td)
    value = _value(content)
    header = header or td.tag == "th"
    own = next((_ALIGNS[name] for name in td.get("class", "").split() if name in _ALIGNS), Align.DEFAULT)
    if own is Align.DEFAULT:
        own = Align.CENTER if header else _ALIGNS.get(align, _natural(value))
    return Cell(content, colspan, rowspan, header, own, "top" not in td.get("class", ""), td.get("data-shade", ""), value)


def _value(content: tuple[Block, ...]):
    if len(content) == 1 and isinstance(content[0], Paragraph) and len(content[0].content) == 1:
        run = content[0].content[0]
        return run.value if isinstance(run, Run) else None
    return None


def _natural(value: object) -> Align:
    if value is None:
        return Align.LEFT
    return Align.CENTER if isinstance(value, date) else Align.RIGHT


def _grid_faults(made: Table) -> list[Problem]:
    width, covered, faults = len(made.widths), {}, []
    for order, row in enumerate(made.rows, 1):
        taken = {column for column, left in covered.items() if left > 0}
        column = 0
        for cell in row.cells:
            while column in taken:
                column += 1
            for place in range(column, column + cell.colspan):
                if place in taken:
                    faults.append(_grid_fault(made, order, "칸이 겹칩니다"))
                covered[place] = cell.rowspan
                taken.add(place)
            column += cell.colspan
        if taken != set(range(width)):
            faults.append(_grid_fault(made, order, f"칸이 {width}개가 아니라 {len(taken)}개입니다"))
        covered = {place: left - 1 for place, left in covered.items() if left > 1}
    if covered:
        faults.append(_grid_fault(made, len(made.rows), "행 병합이 표 밖으로 나갑니다"))
    return faults


def _grid_fault(made: Table, order: int, what: str) -> Problem:
    name = f"표 '{made.caption}'" if made.caption else "제목 없는 표"
    return Problem("T-TBL-01", f"{name}의 {order}번째 행: {what}", hint="colspan·rowspan과 <col/>의 개수를 맞추세요")
