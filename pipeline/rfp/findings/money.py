"""Turns sums into findings: digits against Korean words, totals of tables against their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.finding import Finding, Grade
from pipeline.model.money import parse_hangul, to_hangul
from pipeline.rfp.findings.source import Source, finding
from pipeline.rfp.paper import Cell, Table

_DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{4,})"
_LETTER = r"[일이삼사오육칠팔구십백천만억조]"
# Spaces stand in one place of the pattern only, and a sum has an end: otherwise a long run of either takes minutes.
_WORDS = rf"(?P<words>(?:금\s*)?{_LETTER}(?:(?:\s*{_LETTER}){{1,40}}\s*|\s+)(?:원\s*)?(?:정\s*)?)"
_BOTH = (re.compile(rf"{_WORDS}[(（][^\d)）]{{0,3}}{_DIGITS}"), re.compile(rf"{_DIGITS}\s*원?\s*정?\s*[(（]{_WORDS}[)）]"))
_MAYBE = re.compile(r"[십백천만억]\s*원?\s*정?\s*[(（).）]|\d\s*원?\s*정?\s*[(（]\s*금?\s*[일이삼사오육칠팔구십]")
_TOTAL = re.compile(r"^(?:합\s*계|총\s*계|계|총\s*합계|소\s*계)$")
_NUMBER = re.compile(r"^[₩\\]?\s*(-?\d{1,3}(?:,\d{3})+|-?\d+)(?:\.\d+)?\s*(?:천원|원|명|건|점|식|대|%|M/M|MM)?$")
_PART = re.compile(r"(?:중|가운데)\s*일부")


def check_amounts(source: Source) -> Iterator[Finding]:
    """Yield amounts whose digits and words differ, and words that leave out a leading 일 (행정업무규정 시행규칙 제2조제2항)."""
    for sentence in source.holding("(", "（"):
        if not _MAYBE.search(sentence.text):
            continue  # few sentences hold a sum in words; the patterns below are slow
        for found in (found for pattern in _BOTH for found in pattern.finditer(sentence.text)):
            words = re.sub(r"\s", "", found["words"])
            said, digits = parse_hangul(words), int(found["digits"].replace(",", ""))
            if said is None:
                continue
            quote = [(sentence.text, sentence.place)]
            if said != digits:
                issue = f"같은 금액을 한글로는 {said:,}원({words}), 숫자로는 {digits:,}원으로 적었다."
                yield finding(Grade.A, "금액 불일치", issue, quote, f"숫자 {digits:,}원을 쓴다.", "바른 금액을 알려 주시기 바랍니다.")
            elif to_hangul(digits) not in words:
                right = to_hangul(digits)
                issue = f"금액의 한글 표기 '{words}'에 '일'이 빠져 있다. 규정의 표기는 '금{right}원'이다."
                yield finding(Grade.A, "금액 표기", issue, quote, f"금 {digits:,}원(금{right}원)으로 적는다.", "계약서에 적을 금액 표기를 확인해 주시기 바랍니다.")


def check_sums(source: Source) -> Iterator[Finding]:
    """Yield totals that are not the sum of the rows above them."""
    for table in source.paper.all_tables():
        if not any("계" in cell.text for cell in table.cells if cell.column <= 2):
            continue
        grid = table.grid()
        total_rows = [index for index, row in enumerate(grid) if any(cell and _TOTAL.match(" ".join(cell.text.split())) for cell in row[:2])]
        if len(total_rows) != 1 or total_rows[0] < 2:
            continue
        last = total_rows[0]
        for column in range(table.columns):
            yield from _column(table, grid, last, column)


def _column(table: Table, grid: list[list[Cell | None]], last: int, column: int) -> Iterator[Finding]:
    total = grid[last][column]
    said = _value(total)
    if total is None or said is None or total.column != column + 1:
        return
    addends: dict[int, Cell] = {}
    for row in range(last):
        cell = grid[row][column]
        if cell is not None and cell.column == column + 1 and cell.colspan == total.colspan:
            addends[id(cell)] = cell
    values = [value for cell in addends.values() if (value := _value(cell)) is not None]
    blanks = [cell for cell in addends.values() if _value(cell) is None and cell.text.strip() not in ("", "-") and cell.row > 1]
    if len(values) < 2 or blanks:
        return
    place = total.place or table.place
    if sum(values) != said:
        if abs(sum(values)) * 3 < abs(said) or abs(said) * 3 < abs(sum(values)):
            return  # another kind of number, such as a year or a rate
        issue = f"합계를 {said:,}(으)로 적었으나 위 칸의 합은 {sum(values):,}이다."
        yield finding(Grade.A, "합계 불일치", issue, [(f"합계 {said:,}", place)], "행의 값을 따르고 합계를 다시 셈한다.", "바른 값을 알려 주시기 바랍니다.")
        return


def check_parts(source: Source) -> Iterator[Finding]:
    """Yield table rows that give a whole sum and say that only a part of it is used."""
    for table in source.paper.all_tables():
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell)
        for cells in rows.values():
            text = " ".join(" ".join(cell.text.split()) for cell in cells)
            amount = next((cell for cell in cells if (_value(cell) or 0) >= 1000), None) if _PART.search(text) else None
            if amount:
                issue = f"'{' '.join(amount.text.split())}'의 일부만 이 사업에 쓴다고 적었으나 얼마인지 적지 않았다."
                yield finding(Grade.A, "금액 범위", issue, [(text, amount.place or table.place)], "적힌 금액 전부를 쓰는 것으로 셈한다.", "이 사업에 쓰는 금액을 알려 주시기 바랍니다.")


def _value(cell: Cell | None) -> int | None:
    found = _NUMBER.match(" ".join(cell.text.split())) if cell else None
    return int(found[1].replace(",", "")) if found else None
