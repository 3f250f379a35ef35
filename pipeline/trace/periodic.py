"""Turns duties that recur (inspection, backup, yearly work, plans) and a month into what was planned and done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.model.asset import Asset
from pipeline.model.duty import Duty
from pipeline.model.log import BackupKind, RequestStatus
from pipeline.model.period import Month, Period
from pipeline.rules import words
from pipeline.trace.fulfilment import Fulfilment
from pipeline.trace.ledger import LOGS, Ledger, day_of
from pipeline.trace.outcome import choices, log_of, not_due, number, outcome, records

WHOLE = "전체"


def inspection(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """정기점검: visits of the month against 회수; 대상=전체 (or H/W, S/W) and 시간=업무시간 make a visit 일부."""
    summary = ledger.inspection(month)
    planned = number(duty, "회수", int(ledger.contract.number_of("inspection.per_month", 1)))
    done = min(planned, len(summary.visits))
    ids = [row.id for row in summary.rows]
    if done < planned and not ledger.ended(month):
        return not_due(ledger, month, ids)
    missing = _missing(duty, summary.missing)
    off_days = summary.off_days if duty.parameter("시간") else ()
    reasons = (
        [f"방문 점검하지 못한 자산 {len(missing)}개: " + ", ".join(f"{each.id} {each.name}" for each in missing)]
        if missing and done
        else []
    )
    reasons += [f"휴일 방문: {words.day_list(off_days)}"] if off_days else []
    figure = f"{summary.done} ÷ {summary.planned} × 100 = {words.percent(summary.rate)}" if duty.parameter("대상") else ""
    return outcome(ledger, month, planned, done, "; ".join(reasons), ids, figure=figure, short=bool(reasons))


def _missing(duty: Duty, missing: tuple[Asset, ...]) -> list[Asset]:
    wanted = duty.parameter("대상")
    return [each for each in missing if wanted and (wanted == WHOLE or each.kind == wanted)]


def confirmation(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """점검확인: every row of the month's inspection confirmed by the client's person, by the end of the month."""
    summary = ledger.inspection(month)
    ids, due = [row.id for row in summary.rows], summary.due.legal_due
    if summary.confirmed is None:
        if due is not None and ledger.until <= day_of(due):
            return not_due(ledger, month, ids)
        reason = f"확인받지 않은 점검 {len(summary.unconfirmed)}줄" if summary.rows else "점검 기록 없음"
        return outcome(ledger, month, 1, 0, reason, ids)
    late = summary.in_time is False
    reason = f"{words.day(summary.confirmed)} 확인, 기한 {words.day(day_of(due))} 넘김" if late and due else ""
    return outcome(ledger, month, 1, 1, reason, ids, short=late)


def daily_backup(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """일일백업: days with a successful run (a re-run makes good for its day) against the days of service so far."""
    summary = ledger.backups(month)
    period = ledger.contract.service.within(month)
    days = Period(period.start, min(period.end, ledger.until)).days if period else 0
    planned, done = days * len(summary.lines), summary.done
    lost = sorted({day for line in summary.lines for day in (*line.missing, *line.failed) if day <= ledger.until})
    reason = f"성공한 백업이 없는 날: {words.day_runs(lost)}" if lost else ""
    runs = [run.id for run in summary.runs if run.kind is BackupKind.DAILY]
    figure = f"{done} ÷ {planned} × 100 = {words.percent(words.share(done, planned))}" if planned else ""
    return outcome(ledger, month, planned, done, reason, runs, figure=figure)


def quarterly_backup(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """분기백업: each quarter counts in the month of its backup, or, missed, in its last month."""
    planned, done, missed, runs = 0, 0, [], []
    for quarter in ledger.backups(ledger.months[-1]).quarters:
        made = Month.of(quarter.done[-1].started) if quarter.done else None
        if made == month:
            planned, done = planned + 1, done + 1
            runs += [run.id for run in quarter.done]
        elif made is None and Month.of(quarter.period.end) == month and ledger.ended(month):
            planned += 1
            missed.append(quarter.name)
    if not planned:
        return outcome(ledger, month, 0, 0, "분기 백업을 할 달이 아님")
    return outcome(ledger, month, planned, done, f"{', '.join(missed)} 백업 기록 없음" if missed else "", runs)


def yearly(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """연간실적: 회수 things in each year (기간=반기, 전체) of the term, counted when done, missed in its last month."""
    period = next(each for each in _stretches(duty, ledger) if month.first <= each.end and each.start <= month.last)
    wanted, events = number(duty, "회수", 1), [each for each in _events(duty, ledger) if each[0] in period]
    own = [id for day, id in events if day in month]
    counted = sum(1 for day, _ in events[:wanted] if day in month)
    if Month.of(period.end) != month or not ledger.ended(month) or len(events) >= wanted:
        return outcome(ledger, month, counted, counted, "이 달에 할 몫이 없음" if not counted else "", own)
    lacking = wanted - len(events)
    return outcome(ledger, month, counted + lacking, counted, f"{words.span(period)} 동안 {lacking}회 모자람", own)


def _stretches(duty: Duty, ledger: Ledger) -> list[Period]:
    """Split the term by calendar years or half years, or leave it whole."""
    service, span = ledger.contract.service, {"반기": 6, WHOLE: 0}.get(duty.parameter("기간"), 12)
    if not span:
        return [service]
    groups: dict[tuple[int, int], list[Month]] = {}
    for month in service.months:
        groups.setdefault((month.year, (month.month - 1) // span), []).append(month)
    return [Period(max(each[0].first, service.start), min(each[-1].last, service.end)) for each in groups.values()]


def _events(duty: Duty, ledger: Ledger) -> list[tuple[date, str]]:
    """The finished requests that name a row of the duty; with 기록=… the records of that log that did not fail."""
    kind = log_of(duty)
    if kind is None:
        done = (each for each in ledger.requests_for(duty.rows) if each.status is RequestStatus.DONE and each.completed)
        return sorted((day_of(each.completed or each.requested), each.id) for each in done)
    found = (record for month in ledger.months for record in records(duty, ledger, month))
    return sorted((day_of(getattr(each, LOGS[kind][1])), each.id) for each in found if getattr(each, "succeeded", True))


def plan(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """계획이행: the month's plans (구분, 낱말) that were done by its end; open ones count once the month has ended."""
    kinds, said = choices(duty, "구분"), choices(duty, "낱말")
    wanted = [
        (id, each)
        for id, each in ledger.plans(month)
        if (not kinds or each.kind in kinds) and (not said or any(word in each.text for word in said))
    ]
    done = [id for id, each in wanted if each.done and each.done <= month.last]
    opened = [each for id, each in wanted if id not in done]
    if not ledger.ended(month):
        wanted, opened = [each for each in wanted if each[0] in done], []
    reason = "미완료: " + ", ".join(each.text for each in opened) if opened else "" if wanted else "계획 없음"
    rate = words.share(Decimal(len(done)), len(wanted))
    figure = f"{len(done)} ÷ {len(wanted)} × 100 = {words.percent(rate)}" if wanted else ""
    return outcome(ledger, month, len(wanted), len(done), reason, [id for id, _ in wanted], figure=figure)
