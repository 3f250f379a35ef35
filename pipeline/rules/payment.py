"""Turns the day of a claim into the days by which it is to be paid: the contract's and the law's, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.model.deliverable import DueKind, DueRule
from pipeline.model.dossier import Dossier
from pipeline.model.law import LawValue
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.deadline import Deadline, deadline
from pipeline.rules.rule import Rule

CODE = "R-PAY-02"
NATIONAL = "국가계약법"


@dataclass(frozen=True, slots=True)
class Payment:
    """When a claim made on `claimed` is to be paid; either side is None where nothing says so."""

    claimed: date
    contract_due: Deadline | None
    law_due: date | None
    law_words: str
    difference: int | None  # days by which the contract's day lies after the law's
    words: str
    steps: tuple[str, ...]


def payment(dossier: Dossier, claimed: date) -> Payment:
    """대금 지급기한: 청구일부터 계약이 정한 날과 법령이 정한 날을 함께 적습니다.

    조항: V-1 "청구일로부터 14일 이내에 지급한다", 지방계약법 시행령 제67조제4항 5일 이내
    (국가계약법이 적용되면 용역계약일반조건 제27조제2항 5일, 공휴일과 토요일 제외).

    산식
      계약상 지급기한 = 청구일 + 14일 (초일 불산입, 말일이 휴일이면 다음 영업일)
      법정 지급기한 = 검사를 마친 날 또는 그 뒤의 청구일 + 5일. 여기서는 청구일부터 셉니다.
      적용법이 정해지지 않았으면 지방계약법의 날을 참고로 적습니다. 계약의 날이 늦으면 그 차이를 알립니다.

    예: 청구 2019. 8. 9. → 계약 8. 23., 법령 8. 14., 차이 9일.
    """
    calendar = Calendar(dossier.law, dossier.contract)
    term, value = dossier.contract.term("payment.days"), _law_value(dossier, claimed)
    contract_due = None
    if term is not None and term.value is not None:
        rule = DueRule(kind=DueKind.AFTER_DAYS, number=int(term.value), event="청구일", clause=term.clause,
                       words=f"청구일로부터 {int(term.value)}일 이내")
        contract_due = deadline(rule, claimed, calendar)
    law_due = None if value is None or value.value is None else _law_due(dossier, value, claimed, calendar)
    law_words = ""
    if value is not None and law_due is not None:
        law_words = f"{words.day(law_due)} ({value.cited}, {words.plain(value.value or 0)}일)"
    difference = _difference(contract_due, law_due)
    text = f"계약 {contract_due.words}" if contract_due else f"계약 {words.NONE}"
    text += f", 법령 {law_words}" if law_words else ""
    text += f", 계약의 지급기한이 법령보다 {difference}일 늦음" if difference and difference > 0 else ""
    steps = (*(contract_due.steps if contract_due else ()), *((f"법정 지급기한: {law_words}",) if law_words else ()))
    return Payment(claimed, contract_due, law_due, law_words, difference, text, steps)


def _law_value(dossier: Dossier, day: date) -> LawValue | None:
    national = dossier.contract.law == NATIONAL
    return dossier.law.on("payment.days.national" if national else "payment.days.local", day)


def _law_due(dossier: Dossier, value: LawValue, claimed: date, calendar: Calendar) -> date:
    """The national rule counts workdays only; the local one counts days and rolls as 민법 does."""
    number = int(value.value or 0)
    if dossier.contract.law != NATIONAL:
        return calendar.next_business_day(claimed + timedelta(days=number))
    day = claimed
    for _ in range(number):
        day = calendar.next_business_day(day + timedelta(days=1))
    return day


def _difference(contract_due: Deadline | None, law_due: date | None) -> int | None:
    if contract_due is None or contract_due.legal_due is None or law_due is None:
        return None
    due = contract_due.legal_due
    return ((due.date() if isinstance(due, datetime) else due) - law_due).days


def check(dossier: Dossier) -> list[Problem]:
    """Say that the contract gives more days to pay than the law does."""
    term, value = dossier.contract.term("payment.days"), _law_value(dossier, dossier.contract.signed)
    if term is None or term.value is None or value is None or value.value is None or term.value <= value.value:
        return []
    message = f"대금 지급기한이 서로 다릅니다: 계약 {words.plain(term.value)}일, {value.cited} {words.plain(value.value)}일."
    hint = f"{dossier.contract.client.term}에 적용되는 법을 확인합니다. 문서에는 두 날을 함께 적습니다."
    return [Problem(CODE, message, term.at.at_field("값"), hint, severity=Severity.NOTE)]


RULE = Rule(CODE, "대금 지급기한", ("V-1", "지방계약법 시행령 제67조"), payment, check)
