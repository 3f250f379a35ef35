"""The facts that every document of a contract must state alike: their labels, how a text says them, and what the data say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.model.money import parse_hangul
from pipeline.model.words import day_words, won_words

Value = Any
Read = Callable[[str], list[Value]]

_WON = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{4,})\s*원")
_SPELT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)\s*원\s*\(\s*금?\s*([일이삼사오육칠팔구십백천만억조\s]+)원?정?\s*\)")
_DAY = re.compile(r"(\d{4})\s*(?:\.|년|-)\s*(\d{1,2})\s*(?:\.|월|-)\s*(\d{1,2})")
_PERIOD_MARK = re.compile(r"[~∼～]|부터")


def amounts(text: str) -> list[int]:
    """Return the sums of won that a text names."""
    return [int(found.replace(",", "")) for found in _WON.findall(text)]


def days(text: str) -> list[date]:
    """Return the dates that a text names; what is no date in the calendar is left out."""
    found = []
    for year, month, day in _DAY.findall(text):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found


def periods(text: str) -> list[tuple[date, date]]:
    """Return the stretches "A ~ B" that a text names."""
    known = [(match.start(), match.end(), days(match.group())) for match in _DAY.finditer(text)]
    pairs = zip(known, known[1:], strict=False)
    return [(one[2][0], two[2][0]) for one, two in pairs if one[2] and two[2] and _PERIOD_MARK.search(text[one[1] : two[0]])]


def words(text: str) -> list[str]:
    """Return the text itself without blanks; nothing for a blank or a missing fact."""
    bare = re.sub(r"\s", "", text)
    return [] if not bare or "〔입력필요〕" in bare else [bare]


def counts(unit: str) -> Read:
    """Return how a text says a number of `unit` ("4명")."""
    pattern = re.compile(rf"(\d[\d,]*)\s*{unit}")
    return lambda text: [int(found.replace(",", "")) for found in pattern.findall(text)]


def shown(value: Value) -> str:
    """Return a value as a message says it."""
    match value:
        case (date() as start, date() as end):
            return f"{day_words(start)} ~ {day_words(end)}"
        case date():
            return day_words(value)
        case int():
            return won_words(value) if value >= 1_000 else str(value)
    return str(value)


def spelt_wrong(text: str) -> list[tuple[str, str]]:
    """Return the sums whose Korean words do not say what their digits say."""
    return [(digits, said.strip()) for digits, said in _SPELT.findall(text) if parse_hangul(said) not in (int(digits.replace(",", "")), None)]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its name, the labels under which documents state it, how to read it, and what may stand there.

    `expected` gives the right values from the names that templates see ("" or none: the data say nothing, so that only the
    documents are held against each other). `sentence` finds it in running text; `month` marks a figure of one month.
    """

    name: str
    labels: tuple[str, ...]
    read: Read
    expected: Callable[[Mapping[str, Any]], Iterable[Value]]
    sentence: re.Pattern[str] | None = None
    month: bool = False
    field: str = ""  # of contract.yaml


def _sums(names: Mapping[str, Any]) -> list[int]:
    contract = names["contract"]
    if contract.amount is None:
        return []
    return [contract.amount, *contract.amount.split_vat(), *([contract.monthly] if contract.monthly else [])]


def _only(path: str) -> Callable[[Mapping[str, Any]], list[Value]]:
    def found(names: Mapping[str, Any]) -> list[Value]:
        value: Any = names["contract"]
        for part in path.split("."):
            value = getattr(value, part)
        return [] if value in (None, "") else [value]

    return found


def _texts(*paths: str) -> Callable[[Mapping[str, Any]], list[str]]:
    return lambda names: [text for path in paths for value in _only(path)(names) for text in words(str(value))]


def _service(names: Mapping[str, Any]) -> list[tuple[date, date]]:
    contract = names["contract"]
    return [(contract.start, contract.end), (contract.signed, contract.end)]


def _class_count(kind: str) -> Callable[[Mapping[str, Any]], list[int]]:
    def found(names: Mapping[str, Any]) -> list[int]:
        own = getattr(names["dossier"], kind)
        return [len(own), sum(asset.quantity for asset in own)] if own else []

    return found


FACTS: tuple[Fact, ...] = (
    Fact("용역명", ("용역명", "사업명", "과업명", "계약명"), words, _texts("title", "short_title"), field="용역명"),
    Fact("계약번호", ("계약번호",), words, _texts("number"), field="계약번호"),
    Fact("계약금액", ("계약금액", "용역금액", "총계약금액", "계약금액(부가가치세포함)"), amounts, _sums,
         re.compile(r"(?:총\s*)?계약금액(?:은|이|:)?\s*금?\s*[\d,]{4,}\s*원"), field="계약금액"),
    Fact("월 유지관리비", ("월유지관리비", "월유지관리료"), amounts, _only("monthly"), re.compile(r"월 유지관리(?:비|료)(?:는|가|:)?\s*금?\s*[\d,]{4,}\s*원"), field="월유지관리비"),
    Fact("계약일", ("계약일", "계약일자", "계약체결일"), days, _only("signed"), re.compile(r"계약일(?:은|:)?\s*\d{4}\s*[.년]\s*\d+\s*[.월]\s*\d+"), field="계약일"),
    Fact("착수일", ("착수일", "개시일", "착수일자"), days, _only("start"), field="개시일"),
    Fact("만료일", ("완료예정일", "만료일", "준공예정일"), days, _only("end"), field="만료일"),
    Fact("계약기간", ("계약기간", "용역기간", "과업기간", "사업기간"), periods, _service,
         re.compile(r"(?:계약|용역|과업|사업)기간(?:은|:)?\s*\d{4}\s*\.\s*\d+\s*\.\s*\d+\s*\.?\s*(?:\(.\))?\s*~\s*\d{4}\s*\.\s*\d+\s*\.\s*\d+"), field="만료일"),
    Fact("대표자", ("대표이사", "대표자"), words, _texts("contractor.head_name", "client.head_name"), field="대표자"),
    Fact("사업자등록번호", ("사업자등록번호",), words, _texts("contractor.business_number"), field="사업자등록번호"),
    Fact("현장대리인", ("현장대리인", "책임기술자", "총괄관리자"), words,
         lambda names: [text for person in names["start"].managers for text in words(f"{person.position}{person.name}") + words(person.name)]),
    Fact("투입인력 수", ("투입인력",), counts("명"), lambda names: [len(names["dossier"].people)]),
    Fact("하드웨어 수", ("하드웨어", "H/W"), counts("종"), _class_count("hardware"), re.compile(r"(?:하드웨어|H/W)(?: 목록의)? \d+종")),
    Fact("소프트웨어 수", ("소프트웨어", "S/W"), counts("종"), _class_count("software"), re.compile(r"(?:소프트웨어|S/W)(?: 목록의)? \d+종")),
    Fact("웹시스템 수", ("웹시스템",), counts("종"), _class_count("web_systems"), re.compile(r"웹시스템 \d+종")),
    Fact("클라우드 서비스 수", ("클라우드", "클라우드서비스"), counts("종"), _class_count("cloud"), re.compile(r"클라우드(?: 서비스)? \d+종")),
    Fact("청구금액", ("청구금액",), amounts, lambda names: [], re.compile(r"청구금액(?:은|:)?\s*금\s*[\d,]{4,}\s*원"), month=True),
    Fact("보고기간", ("보고기간", "청구기간"), periods, lambda names: [], month=True),
)
