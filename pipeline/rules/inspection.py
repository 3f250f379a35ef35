"""Turns the inspection log into a month's account: assets visited and missed, verdicts, faults, confirmation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.deliverable import DueKind, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.log import Inspection, Verdict
from pipeline.model.period import Month
from pipeline.problems import Location, Problem, Severity
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.deadline import Deadline
from pipeline.rules.monthly_due import claim_due, report_due
from pipeline.rules.rule import Rule
from pipeline.rules.term import elapsed_months

CODE = "R-INS-01"
VISIT = "방문"


@dataclass(frozen=True, slots=True)
class AssetLine:
    """One asset's inspections in the month: its rows, and its worst verdict (None when it was not inspected).

    `visited` is True when it was inspected as it has to be: by a visit, a cloud service from afar.
    """

    asset: Asset
    rows: tuple[Inspection, ...]
    visited: bool
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class InspectionSummary:
    """A month's regular inspection of every H/W, S/W and cloud asset."""

    month: Month
    lines: tuple[AssetLine, ...]
    rows: tuple[Inspection, ...]
    visits: tuple[date, ...]  # the days of inspections that count
    methods: tuple[str, ...]  # 방문, 원격: as they were recorded
    off_days: tuple[date, ...]  # visits on a weekend or holiday (업무시간 내 원칙)
    missing: tuple[Asset, ...]  # without a visit: remote checks count for cloud services only
    remote_only: tuple[Asset, ...]
    planned: int
    done: int
    rate: Decimal | None  # per cent
    verdicts: tuple[tuple[Verdict, int], ...]  # checks by verdict, in the order 정상, 주의, 이상
    faults: tuple[Inspection, ...]
    unanswered: tuple[Inspection, ...]  # faults without an action
    unconfirmed: tuple[Inspection, ...]
    confirmed_by: tuple[str, ...]
    confirmed: date | None  # the day on which the last row was confirmed; None while any is not
    dated: bool  # False where the contract asks for the record and names no day
    due: Deadline  # 당월 말일
    other_due: Deadline  # 청구서류에 포함하는 해석: 익월 10일
    in_time: bool | None  # None while unconfirmed, or where no clause names a day
    steps: tuple[str, ...]


def inspection(dossier: Dossier, month: Month) -> InspectionSummary:
    """정기점검 실적: 목록의 H/W와 S/W를 달마다 한 번 이상 방문하여, 클라우드 서비스를 원격으로 점검했는지 봅니다.

    조항: 계약의 점검 조항. 유지관리 계약 MAR-001 7) 월 1회 이상, 결과는 매월 청구서류에 포함. MAR-004 1)~3) 전체 대상, 방문, 업무시간 내, 담당자 확인,
    당월 말일 이내 결과보고. 클라우드 계약 II 일반사항 나 상시 원격점검, 월 1회 점검기록.

    산식
      계획 = H/W, S/W, 클라우드 목록의 자산 수. 실시 = 그 달에 방문 점검 기록이 있는 자산 수. H/W와 S/W는 원격만 있으면
      미실시이고, 클라우드 서비스는 원격도 실시입니다.
      이행률 = 실시 ÷ 계획 × 100
      보고 기한 = 당월 말일(휴일이면 법정 기한과 권장 기한을 함께). 청구서류에 포함하는 해석이면 익월 10일.
      기한 준수 = 마지막 확인일 ≤ 법정 기한. 확인되지 않은 행이 있거나 계약이 날을 정하지 않았으면 판정하지 않습니다.

    예: 16개 자산 중 15개 방문 점검 → 15 ÷ 16 × 100 = 93.75%. 2019년 8월 보고 기한 8. 31.(토) → 법정 9. 2., 권장 8. 30.
    """
    calendar = Calendar(dossier.law, dossier.contract)
    service = dossier.contract.service
    rows = tuple(row for row in dossier.inspections if row.day in month and row.day in service)
    lines = tuple(_line(asset, rows) for asset in (*dossier.hardware, *dossier.software, *dossier.cloud))
    missing = tuple(line.asset for line in lines if not line.visited)
    done = len(lines) - len(missing)
    remote = {asset.id for asset in dossier.cloud}
    visits = tuple(sorted({row.day for row in rows if row.method == VISIT or row.asset in remote}))
    faults = tuple(row for row in rows if row.verdict is not Verdict.NORMAL)
    unconfirmed = tuple(row for row in rows if not row.confirmed_by or row.confirmed is None)
    due, confirmed = report_due(dossier, month, calendar, "점검보고서"), _confirmed(rows, unconfirmed)
    rate, dated = words.share(done, len(lines)), _dated(dossier)
    seen = "점검한" if remote and not (dossier.hardware or dossier.software) else "방문 점검한"
    return InspectionSummary(
        month=month,
        lines=lines,
        rows=rows,
        visits=visits,
        methods=tuple(dict.fromkeys(row.method for row in rows)),
        off_days=tuple(day for day in visits if calendar.is_holiday(day)),
        missing=missing,
        remote_only=tuple(line.asset for line in lines if line.rows and not line.visited),
        planned=len(lines),
        done=done,
        rate=rate,
        verdicts=tuple((verdict, sum(1 for row in rows if row.verdict is verdict)) for verdict in Verdict),
        faults=faults,
        unanswered=tuple(row for row in faults if not row.action),
        unconfirmed=unconfirmed,
        confirmed_by=tuple(dict.fromkeys(row.confirmed_by for row in rows if row.confirmed_by)),
        confirmed=confirmed,
        dated=dated,
        due=due,
        other_due=claim_due(dossier, month, calendar),
        in_time=None if confirmed is None or due.legal_due is None or not dated else confirmed <= due.legal_due,
        steps=(
            f"이행률: {seen} 자산 {done} ÷ 대상 자산 {len(lines)} × 100 = {words.percent(rate)}",
            f"{'점검일' if seen == '점검한' else '방문일'}: {words.day_list(visits)}",
            *(due.steps if dated else ("보고 기한: 계약에 날짜가 없음",)),
            f"확인일: {words.day(confirmed) if confirmed else '확인되지 않은 점검이 있음' if rows else words.NONE}",
        ),
    )


def _line(asset: Asset, rows: Iterable[Inspection]) -> AssetLine:
    own = tuple(row for row in rows if row.asset == asset.id)
    order = list(Verdict)
    worst = max((row.verdict for row in own), key=order.index, default=None)
    seen = any(row.method == VISIT or asset.kind is AssetClass.CLOUD for row in own)
    return AssetLine(asset, own, seen, worst)


def _dated(dossier: Dossier) -> bool:
    """False when the contract asks for a monthly record of inspections and no rule of it names a day."""
    asked = [item for item in dossier.deliverables if item.trigger is Trigger.MONTHLY and "점검" in item.name]
    return not asked or any(rule.kind is not DueKind.OPEN for item in asked for rule in item.due)


def _confirmed(rows: tuple[Inspection, ...], unconfirmed: tuple[Inspection, ...]) -> date | None:
    return None if unconfirmed else max((row.confirmed for row in rows if row.confirmed is not None), default=None)


def check(dossier: Dossier) -> list[Problem]:
    """Name faults without an action, and months in which assets were missed or confirmed late."""
    if not dossier.inspections:
        return []
    problems = [problem for row in dossier.inspections for problem in _row_problems(dossier, row)]
    newest = max(row.day for row in dossier.inspections)
    for month in elapsed_months(dossier):
        if month.first <= newest:
            problems += _month_problems(inspection(dossier, month), dossier.inspections[0].at.whole)
    return problems


def _row_problems(dossier: Dossier, row: Inspection) -> list[Problem]:
    problems = []
    if row.day not in dossier.contract.service:
        message = f"{row.id}: 점검일({words.day(row.day)})이 용역기간({words.span(dossier.contract.service)}) 밖입니다."
        problems.append(Problem(CODE, message, row.at.at_field("점검일"), "점검일이나 계약의 개시일·만료일을 고칩니다."))
    if row.verdict is not Verdict.NORMAL and not row.action:
        message = f"{row.id}: 결과가 '{row.verdict}'인데 조치가 비어 있습니다."
        problems.append(
            Problem(CODE, message, row.at.at_field("조치"), "이미 한 조치나 앞으로 할 조치를 적습니다.", severity=Severity.WARNING)
        )
    if row.confirmed is not None and row.confirmed < row.day:
        message = f"{row.id}: 확인일({words.day(row.confirmed)})이 점검일({words.day(row.day)})보다 빠릅니다."
        problems.append(Problem(CODE, message, row.at.at_field("확인일"), "점검한 뒤의 날을 적습니다."))
    return problems


def _month_problems(summary: InspectionSummary, log: Location) -> list[Problem]:
    """What the month lacks is told at its last row, for want of one at the whole log."""
    problems, name = [], words.month(summary.month)
    last = max(summary.rows, key=lambda row: row.day).at if summary.rows else log
    if summary.missing:
        listed = ", ".join(f"{asset.id} {asset.name}" for asset in summary.missing)
        visit = "" if all(asset.kind is AssetClass.CLOUD for asset in summary.missing) else "방문 "
        message = f"{name} {visit}정기점검 기록이 없는 자산이 {len(summary.missing)}개 있습니다: {listed}"
        problems.append(_warning(message, last, f"점검대장에 {visit}점검을 적거나 보고서에 사유를 밝힙니다."))
    if summary.in_time is False and summary.confirmed is not None:
        late = next(row for row in summary.rows if row.confirmed == summary.confirmed)
        message = f"{name} 점검결과를 기한({summary.due.words}) 뒤인 {words.day(summary.confirmed)}에 확인받았습니다."
        hint = f"청구서류에 포함하는 해석이면 기한은 {summary.other_due.words}입니다."
        problems.append(_warning(message, late.at.at_field("확인일"), hint))
    return problems


def _warning(message: str, at: Location, hint: str) -> Problem:
    return Problem(CODE, message, at, hint, severity=Severity.WARNING)


RULE = Rule(CODE, "정기점검 실적", ("MAR-001 7)", "MAR-004"), inspection, check)
