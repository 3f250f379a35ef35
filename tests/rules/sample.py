"""Turns a few keyword arguments into a small dossier, so that a test states only the facts that it is about."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.contract import ClockStart, Contract, DayPolicy, Party, Penalty, RecoveryRule, Term
from pipeline.model.dossier import Dossier
from pipeline.model.law import Holiday, Law, LawValue
from pipeline.model.log import Exclusion, Incident, Work
from pipeline.model.money import Won
from pipeline.model.staff import Person

KINDS = ("웹서비스 중단", "DBMS 장애", "네트워크 장애")
HOME = "새활용플라자 홈페이지"

FOUR_HOURS = RecoveryRule(
    id="MAR-005#5", name="장애통보 후 복구기한", clause="MAR-005 4)", hours=Decimal(4), start=ClockStart.REPORTED,
    excludes=("합의", "불가항력"), penalises=True,
)
FOUR_HOURS_RECEIVED = RecoveryRule(
    id="MAR-001#10", name="접수 후 복구기한", clause="MAR-001 10)", hours=Decimal(4), start=ClockStart.RECEIVED,
)
FOUR_HOURS_REQUESTED = RecoveryRule(
    id="QUR-001#1", name="통보·요청 후 복구기한", clause="QUR-001 1)", hours=Decimal(4), start=ClockStart.REQUESTED,
)
TWO_HOURS = RecoveryRule(
    id="SC-V1#9", name="일반 복구기한", clause="V-1", hours=Decimal(2), start=ClockStart.RECEIVED, compound=False,
    excludes=("DBMS 자료복구",),
)
EIGHT_HOURS = RecoveryRule(
    id="SC-V1#9.1", name="복합장애 복구기한", clause="V-1", hours=Decimal(8), start=ClockStart.RECEIVED, compound=True,
    excludes=("DBMS 자료복구",),
)
RECOVERY = (FOUR_HOURS_RECEIVED, FOUR_HOURS, FOUR_HOURS_REQUESTED, TWO_HOURS, EIGHT_HOURS)


def at(text: str) -> datetime:
    """Return the moment that "2019-07-09 13:05" says."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


def day(text: str) -> date:
    """Return the day that "2019-07-09" says."""
    return date.fromisoformat(text)


def contract(**changes: Any) -> Contract:
    """Return a sample contract for 2019-05-15 to 2019-12-31 with the recovery clauses of a statement of work."""
    facts: dict[str, Any] = dict(
        id="sample-2019",
        title="2019년 표본 정보시스템 운영 및 유지관리 용역",
        client=Party(name="표본재단 표본플라자", term="발주부서", head_name="김발주"),
        contractor=Party(name="주식회사 표본", term="계약상대자", head_title="대표이사", head_name="홍길동"),
        signed=day("2019-05-13"),
        start=day("2019-05-15"),
        end=day("2019-12-31"),
        amount=Won(49_940_000),
        monthly=Won(6_600_000),
        penalty=Penalty(rate=Decimal("0.0013"), rate_source="지방계약법 시행규칙 제75조", day_policy=DayPolicy.CEIL, clause="V-6"),
        recovery=RECOVERY,
        terms=(
            term("recurrence.window_minutes", 30, "분", "재발 판정 시간", "MAR-005 5)"),
            term("root_cause.monthly_count", 2, "회", "같은 종류 장애 횟수", "MAR-005 7)"),
            term("staff.pm_years", 5, "년", "총괄관리자 경력", "MHR-001 1)"),
            term("staff.member_years", 3, "년", "전담인력 경력", "MHR-001 1)"),
            term("afterhours.arrival_hours", 4, "시간", "야간·휴일 출근", "V-3"),
            term("request.urgent_hours", 24, "시간", "긴급 유지관리 완료 시간", "V-5b"),
            term("backup.daily_per_day", 1, "회/일", "데이터베이스 일일 백업", "III-2"),
            term("backup.quarterly_per_quarter", 1, "회/분기", "분기 홈페이지 데이터·소스 백업", "III-2"),
        ),
        incident_kinds=KINDS,
    )
    return Contract(**(facts | changes))


def term(id: str, value: int | str, unit: str = "", name: str = "", clause: str = "") -> Term:
    """Return one numeric rule of the contract."""
    return Term(id=id, name=name or id, value=Decimal(value), unit=unit, clause=clause)


def incident(id: str = "INC-1", reported: str = "2019-07-09 13:05", recovered: str | None = "2019-07-09 15:05",
             **changes: Any) -> Incident:
    """Return one incident on the home page that occurs, is reported and is received at one moment.

    Times are "2019-07-09 13:05"; `recovered=None` leaves it open. Any field of Incident may be given in `changes`.
    """
    facts: dict[str, Any] = dict(
        id=id,
        assets=("HW-01",),
        service=HOME,
        kind=KINDS[0],
        title="홈페이지 접속 불가",
        occurred=at(reported),
        reported=at(reported),
        received=at(reported),
        recovered=at(recovered) if recovered else None,
        cause="메모리 부족",
        prevention="임계치 경보 설정",
    )
    return Incident(**(facts | changes))


def exclusion(incident_id: str, kind: str, start: str, end: str, agreed_by: str = "") -> Exclusion:
    """Return one excluded stretch of an incident."""
    return Exclusion(incident=incident_id, kind=kind, start=at(start), end=at(end), agreed_by=agreed_by)


def person(id: str = "P01", role: str = "총괄관리자(PM)", years: int | str = 7, **changes: Any) -> Person:
    """Return one assigned person who pledged before joining."""
    facts: dict[str, Any] = dict(
        id=id, name="홍길동", role=role, joined=day("2019-05-15"), career_years=Decimal(years),
        pledged=day("2019-05-14"), trained=day("2019-05-14"),
    )
    return Person(**(facts | changes))


def work(id: str, on: str, hours: int | str, kind: str = "점검", person_id: str = "P01", **changes: Any) -> Work:
    """Return one line of a work log."""
    return Work(**({"id": id, "day": day(on), "person": person_id, "kind": kind, "text": f"{kind} 수행",
                    "hours": Decimal(hours)} | changes))


def assets() -> tuple[Asset, ...]:
    """Return two servers and one database."""
    return (
        Asset(id="HW-01", kind=AssetClass.HARDWARE, number=1, name="WEB서버", quantity=2, unit="SET", system=HOME),
        Asset(id="HW-02", kind=AssetClass.HARDWARE, number=2, name="WAS서버", quantity=1, unit="SET", system=HOME),
        Asset(id="SW-01", kind=AssetClass.SOFTWARE, number=1, name="Tibero 6", quantity=1, unit="copy", system=HOME),
    )


HOLIDAYS_2019 = tuple(
    Holiday(day=day(text), name=name)
    for text, name in (
        ("2019-01-01", "신정"), ("2019-02-04", "설날 연휴"), ("2019-02-05", "설날"), ("2019-02-06", "설날 연휴"),
        ("2019-03-01", "삼일절"), ("2019-05-05", "어린이날"), ("2019-05-06", "대체공휴일"), ("2019-05-12", "부처님오신날"),
        ("2019-06-06", "현충일"), ("2019-08-15", "광복절"), ("2019-09-12", "추석 연휴"), ("2019-09-13", "추석"),
        ("2019-09-14", "추석 연휴"), ("2019-10-03", "개천절"), ("2019-10-09", "한글날"), ("2019-12-25", "성탄절"),
    )
)


def law(*values: LawValue) -> Law:
    """Return the public holidays of 2019 with the given law values."""
    return Law(values=values, holidays=HOLIDAYS_2019)


def dossier(*incidents: Incident, **changes: Any) -> Dossier:
    """Return a dossier of the sample contract with these incidents; any field may be given in `changes`."""
    facts: dict[str, Any] = dict(
        contract=contract(), incidents=incidents, assets=assets(), people=(person(),), law=law(),
    )
    return Dossier(**(facts | changes))
