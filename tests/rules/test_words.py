"""The Korean words of sums, days, rates and shares."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from pipeline.model.period import Month, Period
from pipeline.rules import words


def test_sums_and_days() -> None:
    assert words.won(12_650_000) == "12,650,000원" and words.won(None) == "〔입력 필요〕"
    assert words.day(date(2019, 5, 31)) == "2019. 5. 31."
    assert words.moment(datetime(2019, 7, 3, 8, 5)) == "2019. 7. 3. 08:05"
    assert words.month(Month(2019, 7)) == "2019년 7월"
    assert words.span(Period(date(2019, 5, 15), date(2019, 5, 31))) == "2019. 5. 15. ~ 2019. 5. 31."
    in_a_row = [date(2019, 7, 31), date(2019, 8, 1), date(2019, 8, 2)]
    assert words.day_runs([date(2019, 7, 9), date(2019, 7, 10), *in_a_row]) == "7. 9., 7. 10., 7. 31. ~ 8. 2."
    assert words.day_runs([]) == "해당 없음"
    assert words.day_list([date(2019, 7, 9), date(2019, 7, 3)]) == "7. 3., 7. 9." and words.day_list([]) == "해당 없음"


@pytest.mark.parametrize(("value", "said"), [
    ("0.0013", "1000분의 1.3"), ("0.00125", "1000분의 1.25"), ("0.1", "1000분의 100"),
])
def test_rates(value: str, said: str) -> None:
    assert words.rate(Decimal(value)) == said


@pytest.mark.parametrize(("value", "said"), [
    ("1.30", "1.3"), ("100", "100"), ("1E+3", "1,000"), ("0", "0"), ("1234.5", "1,234.5"),
])
def test_plain_numbers(value: str, said: str) -> None:
    assert words.plain(Decimal(value)) == said


def test_shares_round_or_cut() -> None:
    assert words.share(2, 3) == Decimal("66.67") and words.cut_share(2, 3) == Decimal("66.6666")
    assert words.share(1, 0) is None and words.cut_share(1, 0) is None
    assert words.percent(words.share(1, 1)) == "100.00%" and words.percent(None) == "해당 없음"
