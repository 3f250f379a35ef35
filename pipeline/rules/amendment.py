"""Turns a proposed or agreed change of the contract into what stood before and stands after it, in money and days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.model.contract import Contract, Term
from pipeline.model.dossier import Dossier
from pipeline.model.money import Won
from pipeline.model.occasion import Amendment, AmendmentKind
from pipeline.model.period import Period
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.rule import Rule

CODE = "R-AMD-01"
NOTICE = "amendment.notice"


@dataclass(frozen=True, slots=True)
class SumLine:
    """One row of the comparison of sums, in won; None where a sum is not known."""

    label: str  # 공급가액, 부가가치세, 계약금액
    before: Won | None
    after: Won | None

    @property
    def difference(self) -> str:
        """+6,600,000, −550,000, 변동 없음; "" while a sum is not known."""
        if self.before is None or self.after is None:
            return ""
        change = self.after - self.before
        return f"{'+' if change > 0 else '−'}{words.plain(abs(change))}" if change else "변동 없음"


@dataclass(frozen=True, slots=True)
class AmendmentPlan:
    """One amendment with both sides of everything that it changes."""

    amendment: Amendment
    sums: tuple[SumLine, ...]  # empty when the sum stays
    before: Period
    after: Period | None  # None when the term stays
    days: int  # how many days the term grows (shrinks)
    notice: Term | None  # the clause that wants the sum told with the approval
    notice_met: bool | None  # None when it does not apply, or nothing is approved yet
    steps: tuple[str, ...]

    @property
    def state(self) -> str:
        """승인 or 제안."""
        return "승인" if self.amendment.approved else "제안"

    @property
    def days_words(self) -> str:
        """연장 31일, 단축 10일, 변동 없음."""
        return f"{'연장' if self.days > 0 else '단축'} {abs(self.days)}일" if self.days else "변동 없음"

    @property
    def scope(self) -> bool:
        """True when the work itself changes."""
        return AmendmentKind.SCOPE in self.amendment.kinds

    @property
    def total(self) -> SumLine | None:
        """The whole sum, before and after."""
        return self.sums[-1] if self.sums else None


def amendment_plan(dossier: Dossier, amendment: Amendment) -> AmendmentPlan:
    """계약변경: 변경 전과 후의 금액(공급가액, 부가가치세)과 기간을 나란히 놓고, 변경금액을 제때 통보했는지 봅니다.

    조항: V-12 "계약금액의 조정을 수반하는 경우 변경승인 시 변경금액을 함께 통보한다", "상호 협의에 의한 합의서를 작성하여 계약금액 및 조건을 변경할 수 있으며".

    산식
      증감 = 변경 뒤의 계약금액 − 변경 앞의 계약금액. 변경 앞의 금액을 적지 않으면 계약 자료의 계약금액입니다.
      공급가액 = 합계 ÷ 1.1 (원 미만 절사), 부가가치세 = 합계 − 공급가액.
      통보: 금액이 바뀐 변경을 승인한 날에 통보했으면 준수입니다.
      반영한 변경이 있으면 첫 변경 앞의 금액 + 증감의 합 = 계약 자료의 계약금액인지 봅니다.

    예: 49,940,000원 → 56,540,000원: 증감 +6,600,000원. 공급가액 51,400,000원, 부가가치세 5,140,000원.
    """
    contract = dossier.contract
    before = Period(contract.start, amendment.end_before or contract.end)
    after = Period(contract.start, amendment.end) if amendment.end else None
    notice = contract.term(NOTICE)
    applies = notice is not None and amendment.approved is not None and _delta(contract, amendment)
    return AmendmentPlan(
        amendment=amendment,
        sums=_sums(contract, amendment),
        before=before,
        after=after,
        days=(after.end - before.end).days if after else 0,
        notice=notice,
        notice_met=amendment.notified == amendment.approved if applies else None,
        steps=tuple(_steps(contract, amendment, before, after)),
    )


def _before(contract: Contract, amendment: Amendment) -> Won | None:
    return contract.amount if amendment.amount_before is None else amendment.amount_before


def _delta(contract: Contract, amendment: Amendment) -> int:
    """Return how much the sum grows, 0 where it stays or is not known."""
    before = _before(contract, amendment)
    return 0 if amendment.amount is None or before is None else amendment.amount - before


def _sums(contract: Contract, amendment: Amendment) -> tuple[SumLine, ...]:
    if AmendmentKind.AMOUNT not in amendment.kinds and amendment.amount is None:
        return ()
    before, after = _before(contract, amendment), amendment.amount
    supply_before, vat_before = before.split_vat() if before is not None else (None, None)
    supply_after, vat_after = after.split_vat() if after is not None else (None, None)
    return (SumLine("공급가액", supply_before, supply_after), SumLine("부가가치세", vat_before, vat_after), SumLine("계약금액", before, after))


def _steps(contract: Contract, amendment: Amendment, before: Period, after: Period | None) -> Iterator[str]:
    old, new = _before(contract, amendment), amendment.amount
    if old is not None and new is not None:
        sign = "+" if new >= old else "−"
        yield f"증감 = {words.won(new)} − {words.won(old)} = {sign}{words.won(abs(new - old))}"
    if amendment.basis:
        yield f"산출 근거: {amendment.basis}"
    if after:
        days = (after.end - before.end).days
        yield f"만료일 {words.day(before.end)} → {words.day(after.end)} ({'연장' if days >= 0 else '단축'} {abs(days)}일)"


def check(dossier: Dossier) -> list[Problem]:
    """Say which approved change of the sum was not told on that day, and whether the sums that were agreed make the contract's."""
    problems = [problem for each in dossier.amendments for problem in _notices(dossier, each)]
    return [*problems, *_included(dossier)]


def _notices(dossier: Dossier, amendment: Amendment) -> Iterator[Problem]:
    plan, approved, told = amendment_plan(dossier, amendment), amendment.approved, amendment.notified
    if plan.notice_met is False and plan.notice and approved:
        state = f"{words.day(told)}에 통보하였습니다" if told else "그날 통보한 기록이 없습니다"
        yield Problem(CODE, f"{amendment.id}: 금액이 바뀐 변경을 {words.day(approved)}에 승인하였으나 변경금액을 {state}({plan.notice.clause}).",
                      amendment.at.at_field("통보일"), "승인한 날에 통보하였으면 그날을 적습니다.", severity=Severity.WARNING)
    if AmendmentKind.AMOUNT in amendment.kinds and amendment.amount is None:
        yield Problem(CODE, f"{amendment.id}: 금액의 변경인데 변경금액이 없습니다.", amendment.at.at_field("변경금액"),
                      "변경 뒤의 계약금액을 부가가치세를 넣어 적습니다. 예: 56,540,000", severity=Severity.WARNING)
    if approved and approved < amendment.proposed:
        yield Problem(CODE, f"{amendment.id}: 승인일({words.day(approved)})이 제안일({words.day(amendment.proposed)})보다 빠릅니다.",
                      amendment.at.at_field("승인일"), "두 날짜를 확인합니다.")


def _included(dossier: Dossier) -> Iterator[Problem]:
    """What the contract's data are said to include must be what they state."""
    contract = dossier.contract
    included = sorted((each for each in dossier.amendments if each.included and each.approved), key=lambda each: (each.approved or date.min, each.id))
    sums = [each for each in included if each.amount is not None and each.amount_before is not None]
    if sums and contract.amount is not None:
        first, deltas = sums[0].amount_before or 0, [_delta(contract, each) for each in sums]
        if first + sum(deltas) != contract.amount:
            counted = " ".join(f"{'+' if delta >= 0 else '−'} {words.won(abs(delta))}" for delta in deltas)
            yield Problem(CODE, f"승인하여 반영한 변경으로 센 계약금액({words.won(first)} {counted} = {words.won(first + sum(deltas))})이 "
                          f"계약 자료의 {words.won(contract.amount)}과 다릅니다.", sums[-1].at.at_field("변경금액"), "반영 칸이나 계약금액을 고칩니다.",
                          (contract.at.at_field("계약금액"),) if contract.at else (), Severity.NOTE)
    ends = [each for each in included if each.end]
    if ends and ends[-1].end != contract.end:
        yield Problem(CODE, f"{ends[-1].id}: 승인하여 반영한 변경만료일({words.day(ends[-1].end or contract.end)})이 계약 자료의 만료일({words.day(contract.end)})과 다릅니다.",
                      ends[-1].at.at_field("변경만료일"), "반영 칸이나 만료일을 고칩니다.", (contract.at.at_field("만료일"),) if contract.at else (), Severity.NOTE)


RULE = Rule(CODE, "계약변경과 변경금액의 통보", ("V-12",), amendment_plan, check)
