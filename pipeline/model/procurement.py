"""How a contractor is found, as data: the steps before the contract with their days, and the items by which proposals are judged."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.problems import Location


class DayCount(StrEnum):
    """How the days of a step are counted."""

    WORKDAYS = "영업일"  # n workdays, the first one included
    PERIOD = "기간"  # 민법 제157조, 제161조: the first day is not counted, an end on a day off rolls on
    CLEAR = "온전한 날"  # n whole days between the first day and the next step (…의 전날부터 기산하여 n일 전)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcurementStep:
    """One step on the way to the contract. `rule` names a dated value of the law, which wins over `days`; days that no law
    sets are an assumption, which `basis` says."""

    id: str = column("번호", hint="P4")
    name: str = column("단계", hint="제안요청서 사전공개")
    counting: DayCount = column("세는법", default=DayCount.WORKDAYS, hint="영업일, 기간, 온전한 날")
    days: int | None = column("일수", default=None, hint="5")
    urgent_days: int | None = column("긴급일수", default=None, hint="3 — 비우면 일수와 같음")
    rule: str = column("법령값", default="", hint="rfp.notice_days — _law의 규칙")
    urgent_rule: str = column("긴급법령값", default="", hint="rfp.notice_days.urgent")
    basis: str = column("근거", default="", hint="법령에 정함이 없어 가정한 일수(예시)")
    after: tuple[str, ...] = column("선행", default=(), hint="P2; P3")
    milestone: str = column("추진일정", default="", hint="사업발주 및 공고 — 사업계획의 추진일정에 적힌 단계")
    decided: bool = column("결재일", default=False, hint="예 — 사업계획의 결재일에 끝난 단계")
    at: Location = place()


class EvaluationPart(StrEnum):
    """Who judges an item, and by what."""

    QUALITATIVE = "정성"  # the committee
    QUANTITATIVE = "정량"  # the person in charge, by the figures handed in
    PRICE = "가격"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationItem:
    """One item of the evaluation (배점표) with its points; `relative` says that proposals are ranked against each other in it."""

    part: EvaluationPart = column("구분", hint="정성, 정량, 가격")
    section: str = column("부문", hint="사업 이해와 수행전략")
    name: str = column("항목", hint="사업 이해도")
    points: Decimal | None = column("배점", default=None, hint="10")
    criterion: str = column("기준", default="")
    relative: bool = column("상대평가", default=False, hint="○")
    note: str = column("비고", default="")
    at: Location = place()
