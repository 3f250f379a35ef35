"""The words of messages: particles, quotes and near misses."""

from datetime import date, datetime, time

import pytest

from pipeline.read.phrase import example, joined, nearest, quoted, shown, suggestion


@pytest.mark.parametrize(
    ("word", "particle", "expected"),
    [
        ("복구일시", "이(가)", "복구일시가"),
        ("2019-07-03 14:00", "이(가)", "2019-07-03 14:00이"),
        ("'HW-03'", "을(를)", "'HW-03'을"),
        ("2019-06-31", "은(는)", "2019-06-31은"),
    ],
)
def test_joined(word: str, particle: str, expected: str) -> None:
    assert joined(word, particle) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "예"),
        (3.0, "3"),
        (7.5, "7.5"),
        (date(2019, 5, 31), "2019-05-31"),
        (datetime(2019, 5, 31, 14, 20), "2019-05-31 14:20"),
        (datetime(2019, 5, 31, 14, 20, 5), "2019-05-31 14:20:05"),
        (time(9), "09:00"),
        ("가", "가"),
    ],
)
def test_shown(value: object, expected: str) -> None:
    assert shown(value) == expected


def test_quoted_is_one_short_line() -> None:
    assert quoted("가\n나") == "'가 나'"
    assert quoted("가" * 40) == "'" + "가" * 30 + "…'"


def test_nearest_and_its_hint() -> None:
    assert nearest("INC-0O1", ["INC-001", "HW-01"]) == "INC-001"
    assert suggestion("복구일", ["복구일시", "비고"]) == "혹시 '복구일시'?"
    assert suggestion("전혀다름", ["비고"]) == ""


def test_example() -> None:
    assert example("HW-01") == "바른 보기: HW-01"
    assert example("") == ""
