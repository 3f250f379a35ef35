"""Turns budget lines and penalty clauses into 계약금액, 부가세포함 and the rate of 지체상금."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from pipeline.rfp.fact import Fact
from pipeline.rfp.facts.amounts import amount_of, tax_included
from pipeline.rfp.facts.labelled import Labelled
from pipeline.rfp.facts.reading_lines import Lines
from pipeline.rfp.paper import Table

_LABELS = (
    ("계약금액", "용역금액", "용역비", "사업금액"),
    ("사업예산", "소요예산", "과업예산", "배정예산", "용역예산", "총사업예산", "사업비", "총사업비", "예산액", "예산", "소요금액", "사업예산액", "계약예산"),
    ("기초금액", "예정금액", "추정금액"),
    ("추정가격",),
)
_ASSUMED = ("", "사업예산을 계약금액으로 둠", "기초금액·추정금액을 계약금액으로 둠", "추정가격을 계약금액으로 둠")
_TOTAL = re.compile(r"^(?:총?\s*합?\s*계|총\s*액|총\s*사업비)$")
_UNIT = re.compile(r"단\s*위\s*[:：]?\s*(천원|백만원|만원|억원|원)")
_RATE = (
    re.compile(r"(?:1\s*,?\s*000\s*분의|천\s*분의)\s*(\d+(?:\.\d+)?)"),
    re.compile(r"(\d+(?:\.\d+)?)\s*/\s*1\s*,?\s*000(?!\d)"),
)
_PERCENT = re.compile(r"(\d(?:\.\d+)?)\s*%")
_PENALTY = re.compile(r"지체\s*상금|지연\s*배상금")


def money_facts(lines: Lines, labelled: tuple[Labelled, ...]) -> Iterator[Fact]:
    """Yield the first sum that is called the budget of this contract, and whether tax is in it."""
    for labels, why in zip(_LABELS, _ASSUMED, strict=True):
        found = sorted((each for each in labelled if each.label in labels), key=lambda each: each.block)
        for each in found:
            amount, quote = amount_of(each.value), each.quote
            if amount is None and each.tail is not None and len(each.value) < 40:
                amount, quote = _of_table(each.tail)
            if amount is None:
                continue
            yield Fact("계약금액", amount, quote, each.place, why)
            tax = tax_included(each.quote) if tax_included(each.quote) is not None else _tax_below(lines, each)
            if tax is not None:
                yield Fact("부가세포함", tax, quote, each.place)
            return


def _tax_below(lines: Lines, found: Labelled) -> bool | None:
    for line in lines.front:
        if found.block < line.block <= found.block + 2 and (said := tax_included(line.text)) is not None:
            return said
    return None


def _of_table(table: Table) -> tuple[int | None, str]:
    """Return the total of a table of sums, or its only sum."""
    text = "\n".join(cell.text for cell in table.cells)
    unit = _UNIT.search(text)
    sums: list[tuple[int, str]] = []
    for row in range(1, table.rows + 1):
        cells = [cell for cell in table.cells if cell.row == row]
        words = " ".join(" ".join(cell.text.split()) for cell in cells)
        for cell in cells:
            value = amount_of(cell.text) or (amount_of(f"{cell.text.strip()}{unit[1]}") if unit and cell.text.strip()[:1].isdigit() else None)
            if value is not None:
                if any(_TOTAL.match(" ".join(other.text.split())) for other in cells):
                    return value, words
                sums.append((value, words))
    return sums[0] if len(sums) == 1 else (None, "")


def penalty_facts(lines: Lines) -> Iterator[Fact]:
    """Yield the word for damages of delay that the document uses, and its daily rate where it prints one."""
    words: Counter[str] = Counter()
    first = {}
    for line in lines.body:
        for found in _PENALTY.finditer(line.text):
            word = re.sub(r"\s", "", found[0])
            words[word] += 1
            first.setdefault(word, line)
    if not words:
        return
    word = max(words, key=lambda each: (words[each], each))
    yield Fact("지체상금.용어", word, first[word].text, first[word].place)
    for line in lines.body:
        for found in _PENALTY.finditer(line.text):
            rate = _rate(line.text[found.end() : found.end() + 60])
            if rate is not None:
                yield Fact("지체상금.율", rate, line.text, line.place)
                return


def _rate(text: str) -> Decimal | None:
    for pattern in _RATE:
        if found := pattern.search(text):
            value = Decimal(found[1]) / 1000
            return value if 0 < value < Decimal("0.01") else None
    if "율" in text[:12] and (found := _PERCENT.search(text)):
        value = Decimal(found[1]) / 100
        return value if 0 < value < Decimal("0.01") else None
    return None
