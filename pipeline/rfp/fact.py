"""The nouns of an RFP's other contents: facts with their quote and place, each sure or an assumption that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.rfp.paper import Place


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of the contract: which field, what it is, the words that it was read from, and where they stand.

    `field` is the field's path in the contract file (`용역명`, `발주기관.명칭`, `계약금액`) or, beyond the contract file, a plain
    Korean name (`입찰마감`, `제안서분량`). `assumption` is not empty where the value is not in the words: it says why it was chosen.
    """

    field: str
    value: Any  # str, int (won), Decimal, date, datetime, bool
    quote: str = ""
    place: Place = Place()
    assumption: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of the RFP (an asset, a deliverable, a staffing condition, an evaluation item): labelled values."""

    values: dict[str, Any]  # column label of the data file (`항목명`, `수량`) → value
    quote: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Rule:
    """One numeric or temporal rule: its name, number and unit, whom it binds to what, and its words."""

    id: str  # "recovery.hours", "claim.due_day", "penalty.rate"; a general name where the RFP's rule is its own
    name: str  # 복구기한
    number: str  # "4", "1000분의 1.3" as a decimal text where it can be read
    unit: str = ""  # 시간, 일, 분, 회, %, 부, 쪽, 개월, 년
    topic: str = ""  # the words that say what it limits: "장애 복구", used to find two values for one rule
    quote: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Passage:
    """One clause outside the requirement cards (a chapter's numbered or bulleted sentence), keyed by chapter and order."""

    key: str  # SC-V1#9, SC-V1#9.1
    text: str
    heading: str = ""
    printed: str = ""
    parent: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that an RFP says beside its requirement cards."""

    contract: tuple[Fact, ...] = ()
    rules: tuple[Rule, ...] = ()
    deliverables: tuple[Row, ...] = ()  # 번호 이름 시점 기한 부수 수신 조항
    assets: tuple[Row, ...] = ()  # columns of assets.csv
    staffing: tuple[Row, ...] = ()  # 역할 등급 경력 인원 상주
    evaluation: tuple[Row, ...] = ()  # 구분 항목 기준 배점
    forms: tuple[Row, ...] = ()  # 번호 이름 빈칸
    forbidden: tuple[Row, ...] = ()  # 누출금지 대상정보
    schedule: tuple[Row, ...] = ()  # dates of the bid: 일정, 일시
    outline: tuple[Row, ...] = ()  # the proposal's sections in the RFP's order: 구분 장 절 작성방법
    paper: tuple[Row, ...] = ()  # rules for the proposal's pages and type: 항목 값 원문 근거
    writing: tuple[Row, ...] = ()  # rules for writing and handing in the proposal: 항목 값 원문
    passages: tuple[Passage, ...] = ()
