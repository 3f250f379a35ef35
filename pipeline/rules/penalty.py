"""Turns a month's causes of delay into the penalty that is deducted from its fee, with cap, alarms and the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.model.contract import Contract, DayPolicy
from pipeline.model.dossier import Dossier
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.problems import Location, Problem, Severity
from pipeline.rules import words
from pipeline.rules.penalty_cause import Cause, Standing, causes
from pipeline.rules.penalty_rate import Cap, RateComparison, bond_share, cap, comparisons
from pipeline.rules.penalty_reckoning import Reckoning, floor, reckon
from pipeline.rules.proration import earning
from pipeline.rules.recovery import Assessment, assess
from pipeline.rules.rule import Rule
from pipeline.rules.term import elapsed_months, months_until

CODE = "R-PEN-01"


@dataclass(frozen=True, slots=True)
class PenaltyStatement:
    """One month's delay penalty. Sums are None while a fact is missing or the day policy is not agreed."""

    month: Month
    term: str  # 지체상금 or 지연배상금, as the contract says
    charged: tuple[Cause, ...]
    excluded: tuple[Cause, ...]
    held: tuple[Cause, ...]
    base: Won | None  # contract sum less accepted part
    rate: Decimal | None
    rate_source: str
    policy: DayPolicy | None
    reckonings: tuple[Reckoning, ...]  # all three day policies, so that an open choice shows its price
    days_words: str
    amount: Won | None  # before the cap
    cap: Cap
    cap_amount: Won | None
    cumulative_before: Won
    imposed: Won  # after the cap; 0 while the amount is unknown
    cumulative: Won
    bond: Won | None  # sum of the contract bond, for the alarm
    alarms: tuple[str, ...]
    comparisons: tuple[RateComparison, ...]
    carried_in: Won
    deducted: Won  # from this month's fee
    carried_out: Won
    questions: tuple[str, ...]  # what has to be decided before anything is deducted
    steps: tuple[str, ...]

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Every cause, charged ones first."""
        return (*self.charged, *self.excluded, *self.held)


def penalties(dossier: Dossier, month: Month, assessments: Iterable[Assessment]) -> PenaltyStatement | None:
    """지체상금: 기한을 넘긴 복구와 하지 않은 정기점검에 계약의 율로 지체상금을 셉니다.

    조항: V-6 "총계약금액 지체상금율×지체일수"를 월 유지관리비에서 공제, 천재지변과 발주부서의 귀책사유는 예외.
    MAR-005 4) 장애통보 후 4시간 지체, MAR-004 4) 정기점검 기한 내 미실시. 지방계약법 시행령 제90조, 시행규칙 제75조.

    산식
      지체상금 = (계약금액 − 인수금액) × 율 × 지체일수. 그 달의 합계에서 한 번만 원 미만을 절사합니다.
      율은 계약서의 율입니다. 법령의 율과 다르면 차이를 적습니다. 계약서에 율이 없고 적용법이 정해졌으면 지체한 날마다
      그 날 시행된 법령의 율을 씁니다(율이 바뀐 날의 앞뒤를 나누어 셈).
      시간으로 잰 지체는 일수정책으로 일수가 됩니다. 올림: 시작한 하루마다 1일, 버림: 24시간마다 1일, 비례: 분 ÷ 1,440.
      일수정책이 없으면 세 가지를 모두 적고 아무것도 공제하지 않습니다.
      귀책이 계약상대자인 것만 부과합니다. 불가항력과 발주부서 귀책은 제외, 조사중과 제3자는 판단 보류입니다.
      한 장애가 여러 조항을 넘겨도 가장 많이 넘긴 조항으로 한 번만 셉니다.
      점검 미실시는 기한 다음 날부터 다음 방문 점검일까지의 일수입니다.
      한도 = (계약금액 − 인수금액) × 한도율. 계약의 한도율, 없으면 그 날 시행된 법령(30/100, 2019. 6. 25. 신설)이며, 둘 다
      없으면 한도가 없습니다. 누계가 계약보증금 상당액(계약금액의 10/100)에 이르면 알립니다.
      월 유지관리비보다 많으면 남은 금액을 다음 달로 넘겨 따로 적습니다.

    예: 12,650,000원 × 1000분의 1.3 × 1일 = 16,445원, 3일 = 49,335원, 한도 30/100 = 3,795,000원.
    1000분의 1.25이면 1일 15,812.5원 → 15,812원.
    """
    return next((each for each in statements(dossier, month, assessments) if each.month == month), None)


def statements(dossier: Dossier, until: Month, assessments: Iterable[Assessment]) -> tuple[PenaltyStatement, ...]:
    """Return the statements of all months up to `until` that have one; cap and rest run on from month to month."""
    known, found = tuple(assessments), []
    cumulative, carried = Won(0), Won(0)
    for month in months_until(dossier.contract, until):
        own = causes(dossier, month, known)
        if own or carried:
            statement = _statement(dossier, month, own, cumulative, carried)
            cumulative, carried = statement.cumulative, statement.carried_out
            found.append(statement)
    return tuple(found)


def _statement(dossier: Dossier, month: Month, own: tuple[Cause, ...], before: Won, carried: Won) -> PenaltyStatement:
    contract, penalty = dossier.contract, dossier.contract.penalty
    charged = _with(own, Standing.CHARGED)
    base = None if contract.amount is None else Won(contract.amount - penalty.accepted)
    reckonings = tuple(reckon(dossier, policy, charged, base) for policy in DayPolicy)
    chosen = _chosen(charged, penalty.day_policy, reckonings)
    amount = chosen.amount if chosen else None
    day = max((cause.first_day for cause in own), default=month.last)
    limit = cap(dossier, day)
    cap_amount = None if base is None or limit.share is None else floor(Fraction(base) * Fraction(limit.share))
    imposed = _capped(amount or Won(0), cap_amount, before)
    deducted = _deducted(earning(contract, month).total, Won(carried + imposed))
    bond = None if contract.amount is None else floor(Fraction(contract.amount) * Fraction(bond_share(dossier, day)))
    cumulative = Won(before + imposed)
    return PenaltyStatement(
        month=month,
        term=penalty.term,
        charged=charged,
        excluded=_with(own, Standing.EXCLUDED),
        held=_with(own, Standing.HELD),
        base=base,
        rate=penalty.rate,
        rate_source=penalty.rate_source,
        policy=penalty.day_policy,
        reckonings=reckonings,
        days_words=chosen.days_words if chosen else "일수정책 미정",
        amount=amount,
        cap=limit,
        cap_amount=cap_amount,
        cumulative_before=before,
        imposed=imposed,
        cumulative=cumulative,
        bond=bond,
        alarms=_alarms(penalty.term, cumulative, bond, cap_amount),
        comparisons=comparisons(dossier, day),
        carried_in=carried,
        deducted=deducted,
        carried_out=Won(carried + imposed - deducted),
        questions=_questions(dossier, chosen, own),
        steps=(
            f"기준금액: 계약금액 {words.won(contract.amount)} − 인수금액 {words.won(penalty.accepted)} = {words.won(base)}",
            *(chosen.steps if chosen else _open_steps(reckonings)),
            *_cap_steps(limit, base, cap_amount, before, amount, imposed),
            *_deduction_steps(contract, month, carried, imposed, deducted),
        ),
    )


def _with(own: Iterable[Cause], standing: Standing) -> tuple[Cause, ...]:
    return tuple(cause for cause in own if cause.standing is standing)


def _chosen(
    charged: tuple[Cause, ...], policy: DayPolicy | None, reckonings: tuple[Reckoning, ...]
) -> Reckoning | None:
    """The agreed policy's reckoning; without a policy any will do when every delay is counted in whole days."""
    if policy is None and all(cause.in_days for cause in charged):
        policy = DayPolicy.CEIL
    return next((each for each in reckonings if each.policy is policy), None)


def _capped(amount: Won, cap_amount: Won | None, before: Won) -> Won:
    return amount if cap_amount is None else Won(min(amount, max(0, cap_amount - before)))


def _deducted(fee: Won | None, owed: Won) -> Won:
    """All that is owed, as far as the month's fee goes; an unknown fee sets no bound."""
    return owed if fee is None else Won(min(max(fee, 0), owed))


def _alarms(term: str, cumulative: Won, bond: Won | None, cap_amount: Won | None) -> tuple[str, ...]:
    alarms = []
    if bond and cumulative >= bond:
        alarms.append(f"{term} 누계 {words.won(cumulative)}이 계약보증금 상당액 {words.won(bond)} 이상입니다.")
    if cap_amount and cumulative >= cap_amount:
        alarms.append(f"{term} 누계 {words.won(cumulative)}이 한도 {words.won(cap_amount)}에 이르렀습니다.")
    return tuple(alarms)


def _questions(dossier: Dossier, chosen: Reckoning | None, own: tuple[Cause, ...]) -> tuple[str, ...]:
    penalty, questions = dossier.contract.penalty, []
    if chosen is None:
        questions.append("시간으로 잰 지체를 며칠로 셉니까(올림, 버림, 비례)? 정해지기 전에는 공제하지 않습니다.")
    if penalty.rate is None:
        questions.append(f"{penalty.term}율은 얼마입니까? 계약서에 적힌 율을 따릅니다.")
    unclear = (cause for cause in own if cause.standing is not Standing.EXCLUDED and cause.reason)
    questions += [f"{cause.label} ({cause.reason})" for cause in unclear]
    return tuple(questions)


def _open_steps(reckonings: tuple[Reckoning, ...]) -> tuple[str, ...]:
    lines = (f"{each.policy}: {each.days_words} → {words.won(each.amount)}" for each in reckonings)
    return ("일수정책이 정해지지 않아 세 가지를 함께 적고 공제하지 않음", *lines)


def _cap_steps(
    limit: Cap, base: Won | None, cap_amount: Won | None, before: Won, amount: Won | None, imposed: Won
) -> tuple[str, ...]:
    if limit.share is None:
        return (f"한도: {limit.source}",)
    steps = [f"한도: {words.won(base)} × {words.plain(limit.share * 100)}/100 = {words.won(cap_amount)} ({limit.source})"]
    steps.append(f"누계: 이전 {words.won(before)} + 이번 {words.won(imposed)} = {words.won(before + imposed)}")
    if amount is not None and imposed < amount:
        steps.append(f"한도를 넘는 {words.won(amount - imposed)} 부과하지 않음")
    return tuple(steps)


def _deduction_steps(contract: Contract, month: Month, carried: Won, imposed: Won, deducted: Won) -> tuple[str, ...]:
    source = contract.penalty.deduct_from
    steps = [f"공제({source}): 전월 이월 {words.won(carried)} + 이번 {words.won(imposed)} 중 {words.won(deducted)}"]
    if rest := carried + imposed - deducted:
        steps.append(f"{'계약 종료 뒤 따로 정산' if month == contract.months[-1] else '차월 이월'}: {words.won(rest)}")
    return tuple(steps)


def check(dossier: Dossier) -> list[Problem]:
    """Name an impossible rate, one that differs from the law's, choices still open, and the last alarms."""
    problems = [*_rate_problems(dossier)]
    months = elapsed_months(dossier)
    found = statements(dossier, months[-1], assess(dossier)) if months else ()
    problems += [_open_choice(dossier, each) for each in found if each.charged and each.amount is None]
    if found:
        at = dossier.contract.at.at_field("지체상금")
        problems += [
            Problem(CODE, text, at, "산정서에서 누계를 확인합니다.", severity=Severity.WARNING) for text in found[-1].alarms
        ]
    return problems


def _rate_problems(dossier: Dossier) -> list[Problem]:
    penalty, at = dossier.contract.penalty, dossier.contract.penalty.at.at_field("율")
    if penalty.rate is None:
        return []
    if not 0 < penalty.rate < Decimal("0.05"):
        message = f"{penalty.term}율({words.plain(penalty.rate)})이 하루의 율로 맞지 않습니다."
        return [Problem(CODE, message, at, "1000분의 1.3이면 0.0013으로 적습니다.")]
    return [
        Problem(CODE, f"{penalty.term}율이 법령과 다릅니다: 계약 {words.rate(penalty.rate)}, {each.law} {words.rate(each.rate)}. "
                "계약의 율을 씁니다.", at, "계약서의 율과 적용법을 확인합니다.", severity=Severity.NOTE)
        for each in comparisons(dossier, dossier.contract.signed) if each.difference
    ]


def _open_choice(dossier: Dossier, statement: PenaltyStatement) -> Problem:
    message = f"{words.month(statement.month)} {statement.term} 대상이 {len(statement.charged)}건 있으나 금액을 정할 수 없습니다."
    hint = " ".join(statement.questions) or f"계약금액 {words.MISSING}"
    return Problem(CODE, message, _open_place(dossier.contract), hint, severity=Severity.WARNING)


def _open_place(contract: Contract) -> Location:
    """The place of the first fact that is missing: the sum, the rate, else the day policy."""
    if contract.amount is None:
        return contract.at.at_field("계약금액")
    penalty = contract.penalty.at or contract.at
    return penalty.at_field("율" if contract.penalty.rate is None else "일수정책")


RULE = Rule(
    CODE, "지체상금", ("V-6", "MAR-004 4)", "MAR-005 4)", "지방계약법 시행령 제90조", "지방계약법 시행규칙 제75조"), penalties, check
)
