"""Headline numbers and their difference in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.trend import Headline, Unit, difference


@pytest.mark.parametrize(("unit", "this", "previous", "said"), [
    (Unit.CASES, 3, 1, "▲ 2건"),
    (Unit.CASES, 1, 1, "-"),
    (Unit.PERCENT, Decimal("99.58"), Decimal("99.70"), "▼ 0.12%p"),
    (Unit.MINUTES, 250, 130, "▲ 2시간"),
    (Unit.GIGABYTES, Decimal("12.50"), Decimal("10"), "▲ 2.5GB"),
    (Unit.MINUTES, None, 130, "-"),
    (Unit.MINUTES, 130, None, "-"),
])
def test_difference(unit: Unit, this: Decimal | int | None, previous: Decimal | int | None, said: str) -> None:
    assert difference(Headline("이름", this, unit), Headline("이름", previous, unit)).words == said


def test_without_a_month_before() -> None:
    found = difference(Headline("장애 건수", 0, Unit.CASES), None)
    assert (found.this, found.previous, found.words) == ("0건", "-", "-")


def test_nothing_to_measure() -> None:
    assert Headline("평균 복구시간", None, Unit.MINUTES).words == "해당 없음"
