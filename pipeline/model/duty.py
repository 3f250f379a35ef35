"""What a requirement makes somebody do: duties with their check, and signed exceptions, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.problems import Location


class Check(StrEnum):
    """The named rules by which a duty is found met or not; docs/rules/traceability.md says what each one reads."""

    INSPECTION = "정기점검"  # visits of the month, and whether every asset was seen
    CONFIRMATION = "점검확인"  # the month's inspection confirmed in time
    DAILY_BACKUP = "일일백업"
    QUARTERLY_BACKUP = "분기백업"
    RECOVERY = "복구기한"  # every incident under one recovery clause
    ARRIVAL = "출근시간"
    ROOT_CAUSE = "원인규명"
    PERMANENT = "항구대책"
    RECORD = "기록항목"  # every record of a log has these columns filled
    PRESENCE = "기록있음"  # at least so many records of a log each month
    REQUEST = "요청처리"  # the requests that name one of the duty's rows, or a kind
    URGENT = "긴급요청"
    YEARLY = "연간실적"  # at least so many finished requests or records in each year of the term
    PLAN = "계획이행"
    DOCUMENT = "산출물"  # a document each month, or each incident, person …, or once
    AVAILABILITY = "가용률"
    QUALIFICATION = "인력요건"
    REPLACEMENT = "인력변동"
    PLEDGE = "서약"
    TRAINING = "보안교육"
    PERSON = "사람확인"  # no log can prove it
    NOTHING = "해당없음"  # the row asks for nothing


class Method(StrEnum):
    """How an inspector verifies a duty (검증방법)."""

    REVIEW = "문서검토"
    INSPECTION = "점검"
    TEST = "시험"
    ANALYSIS = "분석"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing that has to happen: for which rows, how often or on what trigger, by when, by whom, how proved."""

    id: str = column("번호", hint="DU-INS-1")
    rows: tuple[str, ...] = column("요구사항", hint="MAR-004#3; SC-V1#6")
    what: str = column("이행활동", hint="모든 자산을 월 1회 방문하여 점검한다")
    cycle: str = column("주기", default="", hint="월 1회, 장애마다, 상시, 한 번")
    by: str = column("기한", default="", hint="당월 말일 이내")
    who: str = column("담당", default="", hint="전담인력")
    deliverables: tuple[str, ...] = column("산출물", default=(), hint="4; 23 — deliverables.yaml의 번호")
    template: str = column("서식", default="", hint="inspection-report — templates 아래 폴더 이름")
    section: str = column("증적위치", default="", hint="점검표 — 그 문서의 제목")
    check: Check = column("확인방식", hint="정기점검, 일일백업, 사람확인")
    parameters: tuple[str, ...] = column("기준값", default=(), hint="회수=1; 대상=전체")
    criterion: str = column("검사기준", default="")
    method: Method | None = column("검증방법", default=None, hint="문서검토, 점검, 시험, 분석")
    plan: str = column("수행계획서", default="", hint="4.2 정기점검")
    proposal: str = column("제안서", default="", hint="Ⅲ-2 유지관리 방안")
    exceptions: tuple[str, ...] = column("예외", default=(), hint="불가항력; 합의")
    reason: str = column("사유", default="", hint="해당없음이나 사람확인인 까닭")
    at: Location = place()

    def parameter(self, name: str, default: str = "") -> str:
        """Return the value that 기준값 gives `name` ("회수=1" → "1"), or `default`."""
        for each in self.parameters:
            key, _, value = each.partition("=")
            if key.strip() == name:
                return value.strip()
        return default


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A dated, signed exception: from which row or duty, why, who approved it when, and for which days."""

    target: str = column("대상", hint="MAR-004#1 또는 DU-INS-1")
    reason: str = column("사유")
    approved_by: str = column("승인자")
    approved: date = column("승인일", hint="2019-08-30")
    start: date | None = column("시작일", default=None, hint="비우면 처음부터")
    end: date | None = column("종료일", default=None, hint="비우면 끝까지")
    at: Location = place()

    def covers(self, first: date, last: date) -> bool:
        """True when the days from `first` to `last` all lie in the waived stretch."""
        return (self.start is None or self.start <= first) and (self.end is None or last <= self.end)
