"""Turns the contract and the dated law into what a delay would cost: one day, some days and the cap, before any delay."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.model.dossier import Dossier
from pipeline.model.money import Won
from pipeline.rules import words
from pipeline.rules.penalty_rate import Cap, RateComparison, cap, comparisons, stretches
from pipeline.rules.penalty_reckoning import floor

SAMPLE_DAYS = (1, 3)


@dataclass(frozen=True, slots=True)
class PenaltySample:
    """What so many days of delay would cost, with its arithmetic; None while the sum or the rate is unknown."""

    days: int
    amount: Won | None
    step: str


@dataclass(frozen=True, slots=True)
class PenaltyBasis:
    """The figures on which a delay penalty stands. `clause` is "" where the contract has none: then it is the law's alone."""

    term: str  # 지체상금 or 지연배상금
    clause: str
    quote: str
    base: Won | None
    rate: Decimal | None
    rate_source: str
    samples: tuple[PenaltySample, ...]
    cap_amount: Won | None
    cap_step: str
    comparisons: tuple[RateComparison, ...]


def penalty_basis(dossier: Dossier) -> PenaltyBasis:
    """지체상금 계산 기준: 지체가 생기기 전에 하루와 사흘의 금액, 한도를 셈하여 보입니다.

    조항: 계약의 지체상금 조항. 없으면 적용법의 율과 한도(지방계약법 시행령 제90조, 시행규칙 제75조; 국가계약법 시행규칙 제75조).

    산식
      기준금액 = 계약금액 − 인수금액. 지체 n일 = 기준금액 × 율 × n (원 미만은 곱한 뒤에 한 번 절사)
      한도 = 기준금액 × 한도율. 계약의 한도율, 없으면 계약일에 시행된 법령, 그것도 없으면 만료일에 시행된 법령입니다.

    예: 12,650,000원 × 1000분의 1.3 = 1일 16,445원, 3일 49,335원. 한도 12,650,000원 × 30/100 = 3,795,000원.
    """
    contract, penalty = dossier.contract, dossier.contract.penalty
    base = None if contract.amount is None else Won(contract.amount - penalty.accepted)
    known = stretches(dossier, contract.signed, Fraction(1))
    rate, source = (known[0].rate, known[0].source) if known else (None, "")
    limit = _cap(dossier)
    cap_amount = None if base is None or limit.share is None else floor(Fraction(base) * Fraction(limit.share))
    return PenaltyBasis(
        term=penalty.term,
        clause=penalty.clause,
        quote=penalty.source.quote,
        base=base,
        rate=rate,
        rate_source=source,
        samples=tuple(_sample(base, rate, days) for days in SAMPLE_DAYS),
        cap_amount=cap_amount,
        cap_step=_cap_step(base, limit, cap_amount),
        comparisons=comparisons(dossier, contract.signed),
    )


def _sample(base: Won | None, rate: Decimal | None, days: int) -> PenaltySample:
    product = f"{words.won(base)} × {words.rate(rate)} × {days}일"
    if base is None or rate is None:
        return PenaltySample(days, None, f"{product} = {words.MISSING}")
    exact = Fraction(base) * Fraction(rate) * days
    amount = floor(exact)
    cut = " (원 미만 절사)" if exact != amount else ""
    return PenaltySample(days, amount, f"{product} = {words.won(amount)}{cut}")


def _cap(dossier: Dossier) -> Cap:
    """The cap on the day of the contract; a law that sets one later in the term is named with that."""
    signed, end = (cap(dossier, day) for day in (dossier.contract.signed, dossier.contract.end))
    if signed.share is not None or end.share is None:
        return signed
    return Cap(end.share, f"{end.source}, 계약일에는 한도가 없었음")


def _cap_step(base: Won | None, limit: Cap, amount: Won | None) -> str:
    if limit.share is None:
        return limit.source
    return f"{words.won(base)} × {words.plain(limit.share * 100)}/100 = {words.won(amount)} ({limit.source})"
