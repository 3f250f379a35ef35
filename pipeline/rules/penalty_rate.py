"""Turns the contract and the dated law into the rate, the cap and the comparisons that a delay penalty stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from pipeline.model.contract import Contract
from pipeline.model.dossier import Dossier
from pipeline.model.law import LawValue
from pipeline.rules import words

LOCAL, NATIONAL = "지방계약법", "국가계약법"
RATE_RULES = {LOCAL: "delay_rate.local.service", NATIONAL: "delay_rate.national.service"}
CAP_RULES = {LOCAL: "delay_cap.local", NATIONAL: "delay_cap.national"}
BOND_RULE, BOND_SHARE = "contract_guarantee", Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of delay to which one rate applies, with the rate's source."""

    rate: Decimal
    days: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class RateComparison:
    """A law's rate on the day of the delay beside the contract's; the contract's is the one that is used."""

    law: str
    rate: Decimal
    difference: Decimal | None  # contract less law; None while the contract has no rate
    words: str


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that all penalties of a contract may come to: a share of its sum, and where the share is set."""

    share: Decimal | None
    source: str


def stretches(dossier: Dossier, first_day: date, days: Fraction) -> tuple[Stretch, ...] | None:
    """Split days of delay by rate: the contract's rate for all, else the applicable law's rate of each single day.

    None when neither the contract nor a law that applies gives a rate for every day.
    """
    penalty = dossier.contract.penalty
    if penalty.rate is not None:
        return (Stretch(penalty.rate, days, penalty.rate_source or "계약서"),)
    rule, found = RATE_RULES.get(dossier.contract.law), []
    for number in range(-(-days.numerator // days.denominator)):
        value = dossier.law.on(rule, first_day + timedelta(days=number)) if rule else None
        if value is None or value.value is None:
            return None
        found.append(Stretch(value.value, min(Fraction(1), days - number), value.cited))
    return _joined(found) if rule else None


def _joined(found: list[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for stretch in found:
        if joined and (joined[-1].rate, joined[-1].source) == (stretch.rate, stretch.source):
            joined[-1] = Stretch(stretch.rate, joined[-1].days + stretch.days, stretch.source)
        else:
            joined.append(stretch)
    return tuple(joined)


def cap(dossier: Dossier, day: date) -> Cap:
    """Return the contract's own cap, else that of the law in force on `day` (지방계약법 unless 국가계약법 applies)."""
    contract = dossier.contract
    if contract.penalty.cap is not None:
        return Cap(contract.penalty.cap, f"{contract.document} {contract.penalty.clause}".strip())
    value = dossier.law.on(CAP_RULES.get(contract.law, CAP_RULES[LOCAL]), day)
    if value is None or value.value is None:
        return Cap(None, f"계약에도 {words.day(day)}에 시행된 법령에도 한도가 없음")
    return Cap(value.value, value.cited)


def bond_share(dossier: Dossier, day: date) -> Decimal:
    """Return the contract bond's share of the contract sum: the law data's, else the usual tenth."""
    value = dossier.law.on(BOND_RULE, day)
    return BOND_SHARE if value is None or value.value is None else value.value


def comparisons(dossier: Dossier, day: date) -> tuple[RateComparison, ...]:
    """Set the contract's rate beside that of each law in force on `day`; both laws where it is open which applies."""
    laws = [dossier.contract.law] if dossier.contract.law in RATE_RULES else list(RATE_RULES)
    values = (dossier.law.on(RATE_RULES[law], day) for law in laws)
    return tuple(_compare(dossier.contract, value) for value in values if value is not None and value.value is not None)


def _compare(contract: Contract, value: LawValue) -> RateComparison:
    law_rate, own = value.value or Decimal(0), contract.penalty.rate
    if own is None:
        text = f"{value.cited}: {words.rate(law_rate)}, 계약의 율 {words.MISSING}"
        return RateComparison(value.cited, law_rate, None, text)
    moved = own - law_rate
    verdict = "같음" if not moved else f"계약이 {words.rate(abs(moved))} {'높음' if moved > 0 else '낮음'}"
    text = f"{value.cited}: {words.rate(law_rate)}, 계약 {words.rate(own)} → {verdict}"
    return RateComparison(value.cited, law_rate, moved, text)
