"""What the contract demands on paper: each deliverable with its trigger, deadline rule, recipient and clause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.model.contract import Source
from pipeline.problems import Location


class Trigger(StrEnum):
    """When a deliverable falls due."""

    SIGNED = "계약"
    START = "착수"
    STAFFING = "투입"
    MONTHLY = "매월"
    YEARLY = "매년"
    INCIDENT = "장애"
    OVERRUN = "기한초과·재발"
    TEMPORARY = "임시복구"
    CHANGE = "변경"
    REQUEST = "요청"
    REPLACEMENT = "교체"
    ONGOING = "상시"
    END = "종료"
    OCCASION = "수시"


class DueKind(StrEnum):
    """How a deadline is counted from its event."""

    AFTER_DAYS = "이후일"  # within n days after the event
    BEFORE_DAYS = "이전일"  # at least n days before the event
    AFTER_HOURS = "이후시간"  # within n hours
    MONTH_END = "당월말"
    NEXT_MONTH_DAY = "익월일"  # by day n of the next month
    BEFORE_EVENT = "사전"
    AT_ONCE = "즉시"
    WITHOUT_DELAY = "지체없이"
    WITH = "함께"  # together with another deliverable
    OPEN = "미정"  # the contract gives no deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRule:
    """One deadline: its kind, its number and the words of the clause."""

    kind: DueKind = column("방식", default=DueKind.OPEN, hint="이후일, 이전일, 당월말, 익월일, 사전, 즉시, 미정")
    number: int = column("수", default=0, hint="14")
    event: str = column("기준", default="", hint="계약일")
    words: str = column("원문", default="", hint="계약 후 14일 이내")
    clause: str = column("조항", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable:
    """One deliverable that the contract demands; two rules where two clauses disagree."""

    number: str = column("번호", hint="1, 1a")
    name: str = column("이름", hint="정기점검보고서")
    trigger: Trigger = column("시점", hint="매월, 장애, 계약")
    due: tuple[DueRule, ...] = column("기한", default=())
    recipient: str = column("수신", default="")
    signer: str = column("서명", default="")
    clause: str = column("조항", default="")
    template: str = column("서식", default="", hint="templates 아래 폴더 이름")
    copies: str = column("부수", default="")
    note: str = column("비고", default="")
    source: Source = column("출처", default=Source())
    at: Location = place()
