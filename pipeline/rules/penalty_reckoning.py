"""Turns the charged causes of a month into the penalty under each day policy, rounded once, before any cap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.model.contract import DayPolicy
from pipeline.model.dossier import Dossier
from pipeline.model.money import Won
from pipeline.rules import words
from pipeline.rules.penalty_cause import Cause, day_words
from pipeline.rules.penalty_rate import Stretch, stretches


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The month's penalty under one day policy, before the cap; the amount is None while rate or sum is unknown."""

    policy: DayPolicy
    days: Fraction
    days_words: str
    amount: Won | None
    steps: tuple[str, ...]


def reckon(dossier: Dossier, policy: DayPolicy, charged: tuple[Cause, ...], base: Won | None) -> Reckoning:
    """Return base × rate × days of all charged causes, exact until the one cut to the won at the end."""
    days = sum((cause.days(policy) for cause in charged), Fraction(0))
    split = [stretches(dossier, cause.first_day, cause.days(policy)) for cause in charged]
    parts = _by_rate(stretch for each in split if each for stretch in each)
    steps = [f"{cause.label}: 지체 {cause.late_words} → {policy} {day_words(cause.days(policy))}" for cause in charged]
    if base is None or None in split:
        return Reckoning(policy, days, day_words(days), None, (*steps, f"계약금액 또는 율 {words.MISSING}"))
    exact = sum((Fraction(base) * Fraction(part.rate) * part.days for part in parts), Fraction(0))
    amount = floor(exact)
    cut = " (원 미만 절사)" if exact != amount else ""
    product = " + ".join(f"{words.won(base)} × {words.rate(part.rate)} × {day_words(part.days)}" for part in parts)
    steps += [f"율: {words.rate(part.rate)} ({part.source})" for part in parts]
    steps.append(f"{product} = {words.won(amount)}{cut}" if parts else f"지체일수 0일 = {words.won(0)}")
    return Reckoning(policy, days, day_words(days), amount, tuple(steps))


def floor(exact: Fraction) -> Won:
    """Return an exact sum without its fraction of a won (원 미만 절사); never negative here."""
    return Won(exact.numerator // exact.denominator)


def _by_rate(parts: Iterable[Stretch]) -> tuple[Stretch, ...]:
    days: dict[tuple[Decimal, str], Fraction] = {}
    for part in parts:
        days[part.rate, part.source] = days.get((part.rate, part.source), Fraction(0)) + part.days
    return tuple(Stretch(rate, sum_, source) for (rate, source), sum_ in days.items())
