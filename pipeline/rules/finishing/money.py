"""Turns the months of a contract into its money at the end: what each earned, what was deducted, what is left to claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.model.contract import Term
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.rules import words
from pipeline.rules.claim import Claim
from pipeline.rules.monthly import MonthlyFigures

PAYING = ("claim.", "payment.")  # terms that say how the money is claimed and paid


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One month: its claim, and whether the logs or a built claim show that it was claimed."""

    month: Month
    claim: Claim
    claimed: bool

    @property
    def basis(self) -> str:
        """How the fee came about: 월액, or 17일 ÷ 30일."""
        said = "월액" if self.claim.whole else f"{self.claim.days}일 일할"
        return f"{said}, 차액 {self.claim.earning.remainder:+,d}원" if self.claim.earning.remainder else said

    @property
    def penalty(self) -> Won:
        """The delay penalty that the month's causes brought; what could not be deducted at once runs on."""
        return self.claim.penalty.imposed if self.claim.penalty else Won(0)


@dataclass(frozen=True, slots=True)
class TermMoney:
    """The money of the term. Without a monthly fee there are no lines, and what was earned is unknown by the month."""

    amount: Won | None
    supply: Won | None  # of the contract's sum
    vat: Won | None
    lines: tuple[MoneyLine, ...]
    earned: Won | None  # the sum of the months; None without a monthly fee
    penalty: Won  # all that was imposed
    deducted: Won
    undeducted: Won  # imposed and not taken off any month's fee
    claimed: Won | None  # what the months came to after deduction
    balance: Won | None  # the contract's sum less the sum of the months
    paying: tuple[Term, ...]  # the contract's own terms of claim and payment; empty where it has none
    steps: tuple[str, ...]

    @property
    def monthly(self) -> bool:
        """True when the contract pays by the month."""
        return bool(self.lines)

    @property
    def unclaimed(self) -> tuple[MoneyLine, ...]:
        """The months of which neither a log nor a built document shows a claim."""
        return tuple(line for line in self.lines if not line.claimed)

    @property
    def unclaimed_fees(self) -> Won:
        """The fees of those months before deduction."""
        return Won(sum(line.claim.earned or 0 for line in self.unclaimed))

    @property
    def unclaimed_deductions(self) -> Won:
        """What is deducted in those months."""
        return Won(sum(line.claim.deducted for line in self.unclaimed))

    @property
    def unclaimed_total(self) -> Won:
        """The fees of those months less their deductions: what the last claim asks for."""
        return Won(self.unclaimed_fees - self.unclaimed_deductions)

    @property
    def unclaimed_tax(self) -> tuple[Won, Won]:
        """(supply amount, value-added tax) of those months, each month split by itself as its own claim would."""
        return Won(sum(line.claim.supply or 0 for line in self.unclaimed)), Won(sum(line.claim.vat or 0 for line in self.unclaimed))

    @property
    def payable(self) -> Won | None:
        """The contract's sum less every penalty: what the contractor receives in all; None while the sum is unknown."""
        return None if self.amount is None else Won(self.amount - self.penalty)


def term_money(months: Sequence[MonthlyFigures], claimed: Collection[Month]) -> TermMoney:
    """Return the money of all `months` of a term; `claimed` are those that were claimed already."""
    contract = months[0].contract
    paying = tuple(term for term in contract.terms if term.id.startswith(PAYING))
    supply, vat = contract.amount.split_vat() if contract.amount is not None else (None, None)
    lines = tuple(MoneyLine(each.month, each.claim, each.month in claimed) for each in months) if contract.monthly is not None else ()
    fees = [line.claim.earned or Won(0) for line in lines]
    earned = Won(sum(fees)) if lines else None
    imposed = [each.penalty.imposed for each in months if each.penalty and each.penalty.imposed]
    penalty, deducted = Won(sum(imposed)), Won(sum(line.claim.deducted for line in lines))
    balance = None if earned is None or contract.amount is None else Won(contract.amount - earned)
    claims = None if earned is None else Won(earned - deducted)
    return TermMoney(
        amount=contract.amount, supply=supply, vat=vat, lines=lines, earned=earned, penalty=penalty, deducted=deducted,
        undeducted=Won(penalty - deducted), claimed=claims, balance=balance, paying=paying,
        steps=(
            *_sum_steps(fees, earned, contract.amount),
            *_penalty_steps(contract.penalty.term, imposed, penalty, deducted, earned, claims),
        ),
    )


def _sum_steps(fees: Sequence[Won], earned: Won | None, amount: Won | None) -> tuple[str, ...]:
    if earned is None:
        return ("월 유지관리비를 정하지 않은 계약: 달마다 셈하지 않음",)
    parts = [words.won(fee) if count == 1 else f"{words.won(fee)} × {count}개월" for fee, count in Counter(fees).items()]
    steps = [f"월별 유지관리비의 합계: {' + '.join(parts)} = {words.won(earned)}"]
    if amount is not None:
        steps.append(f"계약금액과의 차: {words.won(amount)} − {words.won(earned)} = {words.won(amount - earned)}")
    return tuple(steps)


def _penalty_steps(
    term: str, imposed: Sequence[Won], penalty: Won, deducted: Won, earned: Won | None, claims: Won | None
) -> tuple[str, ...]:
    if not imposed:
        return (f"{term}: 0원",)
    added = " + ".join(words.won(each) for each in imposed)
    steps = [f"{term}: {added} = {words.won(penalty)}" if len(imposed) > 1 else f"{term}: {added}"]
    if earned is not None:
        steps.append(f"공제한 뒤의 청구액: {words.won(earned)} − {words.won(deducted)} = {words.won(claims)}")
    return tuple(steps)
