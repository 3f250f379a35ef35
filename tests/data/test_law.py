"""Holds the dated values of the law and the snapshot of public holidays against themselves and known days."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "data" / "_law"
FILES = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))}
VALUES: list[dict[str, Any]] = [value for file in FILES.values() for value in file.get("값들", [])]
HOLIDAYS: list[dict[str, Any]] = [day for file in FILES.values() for day in file.get("휴일", [])]


def on(rule: str, day: date) -> list[dict[str, Any]]:
    """Return the values of `rule` that hold on `day`."""
    return [
        value for value in VALUES
        if value["규칙"] == rule and value.get("시행일", date.min) <= day <= value.get("종료일", date.max)
    ]


def test_values_of_one_rule_never_overlap() -> None:
    spans: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for value in VALUES:
        spans[value["규칙"]].append((value.get("시행일", date.min), value.get("종료일", date.max)))
    for rule, each in spans.items():
        assert all(start <= end for start, end in each), rule
        assert all(before[1] < after[0] for before, after in pairwise(sorted(each))), rule


def test_every_value_says_where_it_comes_from() -> None:
    for value in VALUES:
        assert value["법령"] and value["출처"] and value["확인"] in ("예", "아니오"), value["규칙"]
        assert "값" in value or "내용" in value, value["규칙"]


@pytest.mark.parametrize(
    ("rule", "day", "value", "verified"),
    [
        ("delay_rate.local.service", date(2016, 11, 28), 0.0025, "아니오"),
        ("delay_rate.local.service", date(2016, 11, 29), 0.0013, "예"),
        ("delay_rate.national.service", date(2017, 12, 27), 0.0025, "아니오"),
        ("delay_rate.national.service", date(2017, 12, 28), 0.00125, "아니오"),
        ("delay_cap.local", date(2019, 6, 25), 0.3, "예"),
        ("payment.days.local", date(2019, 8, 9), 5, "예"),
        ("wage.day.고급", date(2019, 12, 31), 305_433, "아니오"),
        ("wage.month.IT PM", date(2025, 3, 1), 9_145_473, "아니오"),
        ("overhead.max", date(2021, 6, 1), 1.2, "아니오"),
    ],
)
def test_the_value_on_a_day(rule: str, day: date, value: float, verified: str) -> None:
    [found] = on(rule, day)
    assert (found["값"], found["확인"]) == (value, verified)


@pytest.mark.parametrize(("rule", "day"), [("delay_cap.local", date(2019, 6, 24)), ("wage.day.고급", date(2020, 1, 1))])
def test_no_value_before_or_after_its_time(rule: str, day: date) -> None:
    assert on(rule, day) == []


def test_articles_155_to_161_of_the_civil_act() -> None:
    assert all(on(f"civil.{article}", date(2019, 5, 31)) for article in range(155, 162))


def dates(year: int, text: str) -> set[date]:
    """Read "2/4 2/5" as days of `year`."""
    return {date(year, *map(int, each.split("/"))) for each in text.split()}


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2019, "1/1 2/4 2/5 2/6 3/1 5/5 5/6 5/12 6/6 8/15 9/12 9/13 9/14 10/3 10/9 12/25"),
        (2023, "1/1 1/21 1/22 1/23 1/24 3/1 5/5 5/27 5/29 6/6 8/15 9/28 9/29 9/30 10/2 10/3 10/9 12/25"),
    ],
)
def test_public_holidays_of_a_year(year: int, text: str) -> None:
    assert {each["날짜"] for each in HOLIDAYS if each["날짜"].year == year} == dates(year, text)


def test_the_snapshot_covers_its_years_in_order() -> None:
    days = [each["날짜"] for each in HOLIDAYS]
    assert days == sorted(set(days))
    assert {day.year for day in days} == {2013, *range(2018, 2028)}
    assert all(each["이름"] for each in HOLIDAYS)
    for name, file in FILES.items():
        assert all(name == f"holidays-{each['날짜'].year}.yaml" for each in file.get("휴일", []))
