"""Turns cards, clauses, deliverables, findings and the bid's own tables into the text of their YAML files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.model.finding import Finding
from pipeline.rfp.card import Card, Detail
from pipeline.rfp.draft.contract_file import FIELDS, MISSING
from pipeline.rfp.draft.yaml_text import record
from pipeline.rfp.fact import Facts, Passage, Row
from pipeline.rfp.paper import Paper


def requirements_text(paper: Paper, cards: Iterable[Card]) -> str:
    """Return requirements.yaml: a record a card, its details as a tree, every row with its place."""
    head = f"# {paper.name}의 요구사항. 번호는 순서로 매기고 인쇄번호를 따로 적었다. 줄은 읽은 곳이다."
    return _listing(head, [_card(card, paper.name) for card in cards])


def clauses_text(paper: Paper, passages: Iterable[Passage]) -> str:
    """Return clauses.yaml: the sentences outside the requirement cards, keyed by chapter and order."""
    head = f"# {paper.name}의 요구사항 밖 조항. 번호는 장과 순서이다."
    return _listing(head, [_passage(passage, paper.name) for passage in passages])


def deliverables_text(paper: Paper, rows: Iterable[Row]) -> str:
    """Return deliverables.yaml: what the RFP wants on paper, with the deadline's own words."""
    head = f"# {paper.name}이(가) 요구하는 산출물의 초안. 기한의 방식은 원문을 보고 정했다."
    records = []
    for order, row in enumerate(rows, 1):
        values = {"번호": str(order), "이름": MISSING, "시점": "수시"} | {key: value for key, value in row.values.items() if value not in (None, "")}
        records.append(values | {"출처": {"문서": paper.name, "줄": str(row.place), "인용": row.quote}})
    return _listing(head, records)


def findings_text(paper: Paper, findings: Iterable[Finding]) -> str:
    """Return findings.yaml; a person writes answers into it under 회신."""
    head = f"# {paper.name}에서 서로 다르거나 빠진 곳. 회신을 받으면 '회신:'에 적는다. 질의서는 이 파일로 만든다."
    return _listing(head, [_finding(finding) for finding in findings])


def bid_text(paper: Paper, facts: Facts) -> str:
    """Return rfp.yaml: what only the bid needs (evaluation, forms, schedule), each row with its place."""
    head = f"# {paper.name}에서 읽은 입찰 사항. 제안서를 쓸 때 본다."
    parts = {
        "입찰사항": [_fact(fact.field, fact.value, fact.assumption, str(fact.place)) for fact in facts.contract if _of_bid(fact.field)],
        "입찰일정": _rows(facts.schedule),
        "배점표": _rows(facts.evaluation),
        "인력조건": _rows(facts.staffing),
        "서식": _rows(facts.forms),
        "제안서목차": _rows(facts.outline),
        "제안서규격": _rows(facts.paper),
        "작성지침": _rows(facts.writing),
        "누출금지정보": _rows(facts.forbidden),
    }
    texts = [head]
    for name, rows in parts.items():
        if rows:
            texts += [f"{name}:", *(line for row in rows for line in record(row, 2))]
    return "\n".join(texts) + "\n"


def _of_bid(field: str) -> bool:
    return field.partition(".")[0] not in FIELDS


def _fact(field: str, value: Any, assumption: str, place: str) -> dict[str, Any]:
    return {"이름": field, "값": value, "가정": assumption, "줄": place}


def _rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [{**row.values, "줄": str(row.place)} for row in rows]


def _listing(head: str, records: Iterable[Mapping[str, Any]]) -> str:
    parts = ["\n".join(record(each)) for each in records]
    return "\n".join([head, "", *(f"{part}\n" for part in parts)]) if parts else head + "\n"


def _card(card: Card, document: str) -> dict[str, Any]:
    return {
        "고유번호": card.id,
        "인쇄된번호": card.printed_id if card.printed_id != card.id else "",
        "명칭": card.name or MISSING,
        "분류": card.category or MISSING,
        "정의": card.definition,
        "산출정보": card.outputs,
        "관련요구사항": list(card.related),
        "비고": card.notes,
        "파생번호": True if card.derived else None,
        "출처": {"문서": document, "줄": str(card.place), "인용": card.source},
        "세부내용": [_detail(detail) for detail in card.details],
    }


def _detail(detail: Detail) -> dict[str, Any]:
    return {
        "번호": detail.key,
        "인쇄번호": detail.printed,
        "표머리": " | ".join(" ".join(part.split()) for part in detail.heads.split("\t")) if detail.heads else "",
        "내용": detail.text or MISSING,
        "줄": str(detail.place),
        "하위": [_detail(item) for item in detail.items],
    }


def _passage(passage: Passage, document: str) -> dict[str, Any]:
    return {
        "번호": passage.key,
        "절": passage.heading,
        "인쇄번호": passage.printed,
        "내용": passage.text or MISSING,
        "상위": passage.parent,
        "출처": {"문서": document, "줄": str(passage.place)},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "번호": finding.number,
        "등급": finding.grade.value,
        "종류": finding.kind,
        "쟁점": finding.issue,
        "원문": [{"원문": quote.text or MISSING, "위치": quote.where} for quote in finding.quotes],
        "가정": finding.assumption,
        "질의": finding.question,
        "회신": finding.answer,
    }
