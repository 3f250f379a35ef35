"""Turns the RFP's words on how the proposal's paper lies (A4 종 방향, 여백, 줄간격) into rows of 항목, 값, 원문, 근거."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.rfp.fact import Row
from pipeline.rfp.facts.reading_lines import Line

DIRECTION, SUMMARY_DIRECTION, SPACING, MARGINS = "방향", "요약방향", "줄간격", "여백"

_WAYS = {"종": "세로", "세로": "세로", "횡": "가로", "가로": "가로"}
_MARK = r"[‘’'“”\"()\[\]<>]?"
_WAY = re.compile(
    rf"(?:A4[^.;\d]{{0,24}}?{_MARK}|(?<![가-힣\d]))(종|횡|세로|가로)(?=\s*{_MARK}\s*(?:방향|규격|용지|으로(?!\s*\d)|로\s*(?:작성|편집|제본|출력|인쇄)|형|사용|작성|쓰기|편집|기준|또는|[,)\].;]|$))"
)
_PAPER = re.compile(r"A4|용지|제안서|요약|발표\s*자료|PPT|작성|편집", re.IGNORECASE)
_EXCEPTION = re.compile(r"부득이|불가피|필요\s*(?:한|시)|예외|경우에\s*(?:한|따라)")
_SUBJECT = re.compile(r"(요약|발표\s*(?:자료|용)|PPT)|제안서|본문", re.IGNORECASE)
_BOTH = re.compile(r"제안서\s*(?:\([^)]*\)\s*)?(?:및|와|,|·|/)\s*(?:제안\s*)?요약")
_SPACING = re.compile(r"(?<![가-힣])(?:줄\s*간격|행간|줄\s*사이)\s*[:：은는을를이가]?\s*(\d{3}|\d\.\d{1,2}|\d{2,3}(?=\s*%))")
_PERCENT = (100, 300)
_SIDE = r"(?:위쪽?|아래쪽?|왼쪽?|오른쪽?|상단?|하단?|좌측?|우측?)"
_MARGIN = re.compile(rf"(?<![가-힣])({_SIDE}(?:\s*[·,/및ㆍ∙․]?\s*{_SIDE})*)\s*(?:여백)?\s*[:：=은는]?\s*(?:각각?)?\s*(\d{{1,3}}(?:\.\d)?)\s*(mm|㎜|밀리|cm|㎝|센티)?", re.IGNORECASE)
_ONE_SIDE = re.compile(_SIDE)
_SIDES = {"위": "위", "상": "위", "아": "아래", "하": "아래", "왼": "왼쪽", "좌": "왼쪽", "오": "오른쪽", "우": "오른쪽"}
_MILLIMETRES = (Decimal(5), Decimal(60))


@dataclass(frozen=True, slots=True)
class _Said:
    """One direction that a line tells, with what it tells of exceptions."""

    name: str
    way: str
    line: Line
    exception: str = ""


def sheet_rows(lines: Iterable[Line], near: frozenset[int]) -> Iterator[Row]:
    """Yield the direction of the proposal and of its summary, the line spacing and the margins, as far as `lines` say.

    `near` are the places of those lines among `lines` that stand near words on how the proposal is written.
    """
    said: dict[str, list[_Said]] = {DIRECTION: [], SUMMARY_DIRECTION: []}
    spacings: list[tuple[int, Line]] = []
    margins: dict[str, tuple[Decimal, Line]] = {}
    for order, line in enumerate(lines):
        for each in _ways(line, order in near):
            said[each.name].append(each)
        if order in near:
            spacings += _spacings(line)
            if "여백" in line.text:
                for side, length in _margins(line.text):
                    margins.setdefault(side, (length, line))
    for found in said.values():
        yield from _direction(found)
    if spacings:
        yield _spacing(spacings)
    if margins:
        yield _sides(margins)


def _ways(line: Line, near: bool) -> Iterator[_Said]:
    """Yield the directions that a line prescribes; what it allows in exceptional cases only is told with them."""
    found = [match for match in _WAY.finditer(line.text) if _PAPER.search(line.text)]
    rules = [match for match in found if not _EXCEPTION.search(line.text, 0, match.start())]
    if not rules:
        return
    first, way = rules[0], _WAYS[rules[0][1]]
    others = dict.fromkeys(_WAYS[match[1]] for match in found if match not in rules and _WAYS[match[1]] != way)
    exception = f"예외로 {', '.join(others)}도 됨" if others else ""
    for name in _names(line, first.start(), near):
        yield _Said(name, way, line, exception)


def _names(line: Line, end: int, near: bool) -> tuple[str, ...]:
    """Return of which books a line speaks before `end`: its own words tell it, else the other cells of its row, else the words near it."""
    if _BOTH.search(line.text[:end]):
        return (DIRECTION, SUMMARY_DIRECTION)
    subjects = list(_SUBJECT.finditer(line.text, 0, end))
    if not subjects and line.table is not None:
        row = (cell.text for cell in line.table.cells if cell.row == line.place.row and cell.column < line.place.column)
        subjects = [match for text in row for match in _SUBJECT.finditer(text)]
    if subjects:
        return (SUMMARY_DIRECTION,) if any(match[1] for match in subjects) else (DIRECTION,)
    return (DIRECTION,) if near else ()


def _direction(found: list[_Said]) -> Iterator[Row]:
    if not found:
        return
    first = found[0]
    other = next((each for each in found if each.way != first.way), None)
    against = f"다른 곳은 {other.way}: {other.line.place} “{other.line.text.strip()}”" if other else ""
    why = "; ".join(filter(None, (first.exception, against)))
    yield Row({"항목": first.name, "값": first.way, "원문": first.line.text, "근거": why}, first.line.text, first.line.place)


def _spacings(line: Line) -> Iterator[tuple[int, Line]]:
    for text in _SPACING.findall(line.text):
        percent = round(Decimal(text) * (100 if "." in text else 1))
        if _PERCENT[0] <= percent <= _PERCENT[1]:
            yield percent, line


def _spacing(found: list[tuple[int, Line]]) -> Row:
    """Return the row of the spacing told most often, the first of those told as often."""
    counts = Counter(percent for percent, _ in found)
    percent, line = max(found, key=lambda each: counts[each[0]])
    others = ", ".join(str(each) for each in counts if each != percent)
    why = f"다른 값도 있음: {others}" if others else ""
    return Row({"항목": SPACING, "값": percent, "원문": line.text, "근거": why}, line.text, line.place)


def _margins(text: str) -> Iterator[tuple[str, Decimal]]:
    for sides, number, unit in _MARGIN.findall(text):
        length = Decimal(number) * (10 if unit.lower() in ("cm", "㎝", "센티") else 1)
        if _MILLIMETRES[0] <= length <= _MILLIMETRES[1]:
            yield from ((_SIDES[side[0]], length.normalize()) for side in _ONE_SIDE.findall(sides))


def _sides(margins: Mapping[str, tuple[Decimal, Line]]) -> Row:
    line = next(iter(margins.values()))[1]
    value = ", ".join(f"{side} {margins[side][0]:f}" for side in dict.fromkeys(_SIDES.values()) if side in margins)
    return Row({"항목": MARGINS, "값": value, "원문": line.text}, line.text, line.place)
