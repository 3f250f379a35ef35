"""Sums in Korean words and back, and VAT: the vectors of the official rules and properties over all sums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.money import Won, parse_hangul, to_hangul

VECTORS = {
    12_650_000: "일천이백육십오만", 11_500_000: "일천일백오십만", 1_150_000: "일백일십오만", 129_261_000: "일억이천구백이십육만일천",
    16_445: "일만육천사백사십오", 10_010_010: "일천일만일십", 100_000_000: "일억", 10_000: "일만", 234_580: "이십삼만사천오백팔십",
    113_560: "일십일만삼천오백육십", 0: "영",
}


@pytest.mark.parametrize(("amount", "words"), VECTORS.items())
def test_vectors(amount: int, words: str) -> None:
    assert to_hangul(amount) == words


@given(st.integers(0, 10**20 - 1))
def test_words_read_back(amount: int) -> None:
    assert parse_hangul(to_hangul(amount)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [("금 천이백육십오만원정", 12_650_000), ("일억일천칠백칠십육만칠천", 117_767_000), ("십만", 100_000), ("만", 10_000), ("이백", 200), ("abc", None), ("", None), ("이이", None)],
)
def test_words_without_il_are_understood(text: str, amount: int | None) -> None:
    assert parse_hangul(text) == amount


@pytest.mark.parametrize(("total", "supply", "vat"), [(12_650_000, 11_500_000, 1_150_000), (6_600_000, 6_000_000, 600_000), (100, 90, 10), (0, 0, 0)])
def test_vat(total: int, supply: int, vat: int) -> None:
    assert Won(total).split_vat() == (supply, vat)


@given(st.integers(-(10**12), 10**12))
def test_vat_parts_always_sum(total: int) -> None:
    supply, vat = Won(total).split_vat()
    assert supply + vat == total and abs(supply * 11 - total * 10) < 11


def test_official_form() -> None:
    assert Won(113_560).official == "금113,560원(금일십일만삼천오백육십원)"
