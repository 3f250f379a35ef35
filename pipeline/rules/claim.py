"""Turns a month of service into the claim for it: fee, deductions, value-added tax, deadlines, what is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.contract import Contract
from pipeline.model.dossier import Dossier
from pipeline.model.money import Won
from pipeline.model.period import Month, Period
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.deadline import Deadline
from pipeline.rules.monthly_due import claim_due
from pipeline.rules.payment import Payment, payment
from pipeline.rules.penalty import PenaltyStatement, statements
from pipeline.rules.proration import Earning, earning, term_difference, term_total
from pipeline.rules.recovery import Assessment, assess
from pipeline.rules.rule import Rule
from pipeline.rules.term import months_until

CODE = "R-PAY-01"


@dataclass(frozen=True, slots=True)
class Deduction:
    """One line that is taken off the fee, with the clause that takes it off."""

    label: str
    amount: Won
    clause: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One month's claim; every sum is None while the contract's monthly fee or sum is unknown (〔입력 필요〕)."""

    month: Month
    earning: Earning
    supply: Won | None  # of the fee before deductions: a penalty does not lessen the tax base
    vat: Won | None
    deductions: tuple[Deduction, ...]
    deducted: Won
    total: Won | None  # the sum claimed: fee less deductions
    penalty: PenaltyStatement | None
    due: Deadline
    payment: Payment  # as though claimed on the recommended day
    contract_amount: Won | None
    earned_before: Won | None  # fees of the months before
    cumulative: Won | None  # fees up to and including this month
    remaining: Won | None  # contract sum less the cumulative fees
    deducted_total: Won  # deductions up to and including this month
    steps: tuple[str, ...]

    @property
    def period(self) -> Period | None:
        """The days of service that are claimed."""
        return self.earning.period

    @property
    def days(self) -> int:
        """How many days of service are claimed."""
        return self.earning.days

    @property
    def whole(self) -> bool:
        """True when the whole calendar month is claimed."""
        return self.earning.whole

    @property
    def earned(self) -> Won | None:
        """The fee before deductions, value-added tax included."""
        return self.earning.total

    @property
    def hangul(self) -> str | None:
        """The sum claimed in Korean words."""
        return None if self.total is None else self.total.hangul

    @property
    def official(self) -> str | None:
        """The sum claimed in the form of official documents: 금…원(금…원)."""
        return None if self.total is None else self.total.official


def claim(dossier: Dossier, month: Month, assessments: Iterable[Assessment] | None = None) -> Claim:
    """대금청구: 그 달의 유지관리비를 일할로 셈하고, 공제를 따로 적고, 부가가치세를 나눕니다.

    조항: V-1 "익월 10일까지 검수에 필요한 서류 제출 및 유지관리 비용을 청구", "1개월 미만 기간의 유지관리료는 1개월을
    30일로 간주하여 일할 계산한다", V-6 월 유지관리비에서 지체상금 공제. 부가가치세법.

    산식
      온전한 한 달 = 월 유지관리비 (2월도 31일인 달도 같음)
      1개월 미만 = 월 유지관리비 × 용역일수 ÷ 30. 첫날과 끝날을 모두 세고, 월 유지관리비를 넘지 않으며, 원 미만은 절사합니다.
      마지막 달에는 계약금액과 월별 합계의 차액을 따로 적어 더합니다.
      공급가액 = 유지관리비 ÷ 1.1 (원 미만 절사), 부가가치세 = 유지관리비 − 공급가액.
      공제는 한 줄씩 적습니다. 지체상금은 공급가액을 줄이지 않으므로 공제 전 금액으로 세액을 나눕니다(세무 확인 필요).
      청구금액 = 유지관리비 − 공제. 잔액 = 계약금액 − 유지관리비 누계.

    예: 2019. 5. 15. ~ 5. 31. 17일 → 6,600,000원 × 17 ÷ 30 = 3,740,000원, 공급가액 3,400,000원, 부가가치세 340,000원.
    """
    contract, known = dossier.contract, tuple(assess(dossier) if assessments is None else assessments)
    earned = earning(contract, month)
    notices = statements(dossier, month, known)
    penalty = next((each for each in notices if each.month == month), None)
    deductions = _deductions(contract, penalty)
    deducted = Won(sum(each.amount for each in deductions))
    total = None if earned.total is None else Won(earned.total - deducted)
    supply, vat = (None, None) if earned.total is None else earned.total.split_vat()
    before = _earned(contract, month.previous)
    cumulative = None if before is None or earned.total is None else Won(before + earned.total)
    remaining = None if contract.amount is None or cumulative is None else Won(contract.amount - cumulative)
    due = claim_due(dossier, month, Calendar(dossier.law, contract))
    return Claim(
        month=month,
        earning=earned,
        supply=supply,
        vat=vat,
        deductions=deductions,
        deducted=deducted,
        total=total,
        penalty=penalty,
        due=due,
        payment=payment(dossier, due.recommended_due or month.next.first),
        contract_amount=contract.amount,
        earned_before=before,
        cumulative=cumulative,
        remaining=remaining,
        deducted_total=Won(sum(each.deducted for each in notices)),
        steps=(
            *earned.steps,
            _tax_step(earned.total, supply, vat),
            *(f"공제: {each.label} {words.won(each.amount)} ({each.clause})" for each in deductions),
            f"청구금액: {words.won(earned.total)} − {words.won(deducted)} = {words.won(total)}",
            f"누계: 이전 {words.won(before)} + 이번 {words.won(earned.total)} = {words.won(cumulative)}",
            f"잔액: {words.won(contract.amount)} − {words.won(cumulative)} = {words.won(remaining)}",
        ),
    )


def _tax_step(total: Won | None, supply: Won | None, vat: Won | None) -> str:
    cut = " (원 미만 절사)" if total is not None and total % 11 else ""
    return f"공급가액: {words.won(total)} ÷ 1.1 = {words.won(supply)}{cut}, 부가가치세 {words.won(vat)}"


def _earned(contract: Contract, until: Month) -> Won | None:
    """The fees of all months of the term up to `until`."""
    totals = [earning(contract, month).total for month in months_until(contract, until)]
    return None if contract.monthly is None or None in totals else Won(sum(each for each in totals if each is not None))


def _deductions(contract: Contract, penalty: PenaltyStatement | None) -> tuple[Deduction, ...]:
    """What this month bears: first what was left over from the months before, then its own penalty."""
    if penalty is None:
        return ()
    old = Won(min(penalty.carried_in, penalty.deducted))
    own, clause = Won(penalty.deducted - old), contract.penalty.clause
    lines = (Deduction(f"{penalty.term} 전월 이월분", old, clause), Deduction(penalty.term, own, clause))
    return tuple(line for line in lines if line.amount)


def _claims(dossier: Dossier) -> bool:
    """True where the contract speaks of monthly claims; one that is paid at once owes none."""
    return dossier.contract.term("claim.due_day") is not None or any(item.template == "claim" for item in dossier.deliverables)


def check(dossier: Dossier) -> list[Problem]:
    """Say what is missing to claim at all, and that the months do not add up to the contract's sum."""
    contract, problems = dossier.contract, []
    for label, amount in (("계약금액", contract.amount), ("월유지관리비", contract.monthly)):
        if amount is None and (label == "계약금액" or _claims(dossier)):
            message = f"{label} {words.MISSING}: 청구금액을 계산할 수 없습니다."
            hint = "부가가치세를 포함한 금액을 적습니다. 예: 6600000"
            problems.append(Problem(CODE, message, contract.at.at_field(label), hint, severity=Severity.WARNING))
    divisor = contract.term("proration.days")
    if divisor is not None and divisor.value is not None and divisor.value <= 0:
        message = f"일할계산에 쓰는 한 달의 날수({words.plain(divisor.value)}일)로는 나눌 수 없습니다."
        problems.append(Problem(CODE, message, divisor.at.at_field("값"), "1 이상의 수를 적습니다. 예: 30"))
    if rest := term_difference(contract):
        problems.append(_sum_problem(contract, rest))
    return problems


def _sum_problem(contract: Contract, rest: int) -> Problem:
    message = (
        f"월별 유지관리비의 합계 {words.won(term_total(contract))}과 계약금액 {words.won(contract.amount)}이 "
        f"{words.won(abs(rest))} 다릅니다."
    )
    carried = contract.monthly is not None and abs(rest) < contract.monthly
    hint = "차액을 마지막 달에 따로 적어 더합니다." if carried else "월 유지관리비, 계약금액, 개시일과 만료일을 확인합니다."
    return Problem(CODE, message, contract.at.at_field("계약금액"), hint, severity=Severity.WARNING)


RULE = Rule(CODE, "대금청구와 일할계산", ("V-1", "V-6", "부가가치세법"), claim, check)
