"""Turns a few keyword arguments into log rows and law values, so that a test states only the facts that it is about."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.law import LawValue
from pipeline.model.log import Backup, BackupKind, Inspection, RequestStatus, ServiceRequest, Verdict
from pipeline.model.period import Month
from tests.rules.sample import HOME, at, day

JULY = Month(2019, 7)
MATERIALS = "소재정보 온라인 서비스"

LOCAL_RATE = LawValue(
    rule="delay_rate.local.service", value=Decimal("0.0013"), law="지방계약법 시행규칙 제75조", start=day("2016-11-29"),
    verified=True,
)
OLD_LOCAL_RATE = LawValue(
    rule="delay_rate.local.service", value=Decimal("0.0025"), law="지방계약법 시행규칙 제75조", end=day("2016-11-28"),
)
NATIONAL_RATE = LawValue(
    rule="delay_rate.national.service", value=Decimal("0.00125"), law="국가계약법 시행규칙 제75조", start=day("2017-12-28"),
)
LOCAL_CAP = LawValue(
    rule="delay_cap.local", value=Decimal("0.3"), law="지방계약법 시행령 제90조", start=day("2019-06-25"), verified=True,
)
LOCAL_PAYMENT = LawValue(rule="payment.days.local", value=Decimal(5), law="지방계약법 시행령 제67조제4항", verified=True)
NATIONAL_PAYMENT = LawValue(rule="payment.days.national", value=Decimal(5), law="용역계약일반조건 제27조제2항")


def web_systems() -> tuple[Asset, ...]:
    """Return two web systems."""
    return (
        Asset(id="WEB-01", kind=AssetClass.WEB, number=1, name="홈페이지", system=HOME),
        Asset(id="WEB-02", kind=AssetClass.WEB, number=2, name=MATERIALS),
    )


def deliverable(number: str, name: str, *due: DueRule, trigger: Trigger = Trigger.MONTHLY) -> Deliverable:
    """Return one deliverable of every month."""
    return Deliverable(number=number, name=name, trigger=trigger, due=due)


def monthly_deliverables() -> tuple[Deliverable, ...]:
    """Return the inspection report (two rules) and the claim."""
    month_end = DueRule(kind=DueKind.MONTH_END, words="당월 말일 이내", clause="MAR-004 3)")
    tenth = DueRule(kind=DueKind.NEXT_MONTH_DAY, number=10, words="익월 10일까지", clause="V-1")
    return deliverable("4", "정기점검보고서", month_end, tenth), deliverable("23", "청구서와 검수서류", tenth)


def check(asset: str = "HW-01", on: str = "2019-07-18", **changes: Any) -> Inspection:
    """Return one normal check of an asset at a visit, confirmed on the same day."""
    facts: dict[str, Any] = dict(
        id=f"CHK-{on}-{asset}", day=day(on), asset=asset, item="동작 상태", verdict=Verdict.NORMAL, inspector="홍길동",
        confirmed_by="김담당", confirmed=day(on),
    )
    return Inspection(**(facts | changes))


def backup(id: str, started: str, succeeded: bool = True, size: str | None = "10", **changes: Any) -> Backup:
    """Return one daily backup run."""
    facts: dict[str, Any] = dict(
        id=id, kind=BackupKind.DAILY, target="Tibero", started=at(started), succeeded=succeeded,
        size_gb=None if size is None else Decimal(size),
    )
    return Backup(**(facts | changes))


def daily_backups(month: Month, *without: int) -> tuple[Backup, ...]:
    """Return a successful backup of 10 GB for every day of `month` but those."""
    days = (month.first + timedelta(days=n) for n in range(month.days))
    return tuple(backup(f"BK-{when:%Y%m%d}", f"{when} 02:00") for when in days if when.day not in without)


def request(id: str, requested: str, completed: str | None = None, **changes: Any) -> ServiceRequest:
    """Return one request; with a completion it is done, without one it has been received."""
    facts: dict[str, Any] = dict(
        id=id, requested=at(requested), kind="기능개선", title="게시판 수정",
        status=RequestStatus.DONE if completed else RequestStatus.RECEIVED,
        completed=at(completed) if completed else None,
    )
    return ServiceRequest(**(facts | changes))
