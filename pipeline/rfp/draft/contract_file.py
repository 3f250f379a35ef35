"""Turns the facts of an RFP into the text of contract.yaml: every value with its place, every assumption said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from pipeline.rfp.draft.yaml_text import Noted, lines
from pipeline.rfp.fact import Fact, Facts, Rule
from pipeline.rfp.paper import Paper

MISSING = "〔입력 필요〕"
GROUPS = ("발주기관", "계약상대자", "지체상금")
# The contract file's own order; groups and lists stand where a person looks for them.
FIELDS = (
    "용역명", "약칭", "문서명", "주관기관", "계약번호", "발주기관", "계약상대자", "계약일", "개시일", "만료일", "계약금액", "월유지관리비",
    "지체상금", "복구기한", "수치규칙", "장애종류", "업무시작", "업무종료", "적용법", "적용법설명", "개인정보위탁업무", "적용기준",
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=\s*(?:년|\.|-|/))")
_CLOCKS = (("도착", "도착"), ("접수", "접수"))  # the first that stands before the number; else from 통보


def contract_text(paper: Paper, facts: Facts, name: str) -> str:
    """Return contract.yaml for the contract folder `name`; what the RFP lacks stands as 〔입력 필요〕 or as an assumption."""
    known = {fact.field: fact for fact in facts.contract}
    for fact in _assumed(paper, known):
        known.setdefault(fact.field, fact)
    values: dict[str, Any] = {}
    for field, fact in known.items():
        group, _, inner = field.partition(".")
        if inner and group in GROUPS:
            values.setdefault(group, {})[inner] = _noted(fact)
        elif field in FIELDS:
            values[field] = _noted(fact)
    recovery = [rule for rule in facts.rules if _is_recovery(rule)]
    values["복구기한"] = [_recovery(rule, order, paper.name) for order, rule in enumerate(recovery, 1)]
    values["수치규칙"] = list(_terms([rule for rule in facts.rules if rule not in recovery], paper.name))
    head = [
        f"# {paper.name}에서 읽은 계약 조건의 초안. 값마다 읽은 곳을 적었다. 고치면 다시 읽을 때 고친 값이 남는다.",
        "# '가정:'은 원문에 없어 정한 값이다. 확인한 뒤 고치고 맨 아래 가정항목에서 지운다.",
        f"계약코드: {name}",
    ]
    values = {field: _in_order(value) if isinstance(value, dict) else value for field, value in values.items()}
    body = [line for field in FIELDS for line in lines(field, values.get(field))]
    assumed = sorted({fact.field for fact in known.values() if fact.assumption and fact.field in FIELDS}, key=FIELDS.index)
    return "\n".join([*head, *body, *lines("가정항목", assumed)]) + "\n"


def _in_order(group: dict[str, Any]) -> dict[str, Any]:
    """Return a party with its name first, as people look for it."""
    first = [name for name in ("명칭", "호칭", "용어", "율") if name in group]
    return {name: group[name] for name in (*first, *(name for name in group if name not in first))}


def _noted(fact: Fact) -> Noted:
    if fact.assumption:
        return Noted(fact.value, f"가정: {fact.assumption}" + (f" ({fact.place})" if fact.place else ""))
    quote = f" “{fact.quote[:80]}”" if fact.quote and fact.quote != str(fact.value) else ""
    return Noted(fact.value, f"{fact.place}{quote}".strip())


def _assumed(paper: Paper, known: dict[str, Fact]) -> Iterator[Fact]:
    """Yield what a contract file cannot do without and the RFP does not say, each as an assumption or as 〔입력 필요〕."""
    yield Fact("용역명", MISSING)
    yield Fact("발주기관.명칭", MISSING)
    yield Fact("발주기관.호칭", "발주기관", assumption="원문이 발주기관을 부르는 말을 찾지 못함")
    yield Fact("계약상대자.명칭", MISSING)
    yield Fact("계약상대자.호칭", "계약상대자", assumption="원문이 계약상대자를 부르는 말을 찾지 못함")
    start = known.get("개시일") or known.get("계약일")
    first = start.value if start else date(_year(paper), 1, 1)
    because = f"원문에 없어 {start.field}과 같은 날로 둠" if start else "원문에 없어 문서에 가장 많이 나오는 해의 1월 1일로 둠"
    yield Fact("계약일", first, assumption=because)
    yield Fact("개시일", first, assumption=because)
    end = date(first.year + 1, first.month, min(first.day, 28)) - timedelta(days=1)
    yield Fact("만료일", end, assumption="원문에 없어 개시일부터 1년으로 둠")


def _year(paper: Paper) -> int:
    found = Counter(year for paragraph in paper.paragraphs() for year in _YEAR.findall(paragraph.text))
    return int(max(found, key=lambda year: (found[year], year))) if found else 2000


def _is_recovery(rule: Rule) -> bool:
    return rule.id.startswith("recovery") and rule.unit in ("시간", "분", "일") and _is_number(rule.number)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d+)?", text))


def _recovery(rule: Rule, order: int, document: str) -> dict[str, Any]:
    words = rule.quote
    clock = next((clock for word, clock in _CLOCKS if word in words), "통보")
    note = "" if clock in words else "가정: 원문이 기산점을 적지 않음"
    return {
        "번호": f"{rule.id}-{order}",
        "이름": rule.name or "복구기한",
        "조항": str(rule.place) or MISSING,
        "시간": Noted(_hours(rule), str(rule.place)),
        "기산": Noted(clock, note),
        "지체상금대상": True if "지체상금" in words or "지연배상금" in words else None,
        "출처": _source(rule, document),
    }


def _hours(rule: Rule) -> Decimal:
    number = Decimal(rule.number)
    hours = {"시간": number, "일": number * 24, "분": number / 60}[rule.unit]
    return hours.quantize(Decimal("0.01")).normalize() if hours % 1 else hours.quantize(Decimal(1))


def _terms(rules: list[Rule], document: str) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for rule in rules:
        seen[rule.id] += 1
        yield {
            "번호": rule.id if seen[rule.id] == 1 else f"{rule.id}-{seen[rule.id]}",
            "이름": rule.name,
            "값": Decimal(rule.number) if _is_number(rule.number) else None,
            "단위": rule.unit,
            "내용": rule.topic,
            "출처": _source(rule, document),
        }


def _source(found: Rule, document: str) -> dict[str, Any]:
    return {"문서": document, "줄": str(found.place), "인용": found.quote}
