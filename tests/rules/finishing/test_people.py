"""Hours of the whole term: every row and every column adds up to the same sum."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.rules.finishing.people import term_people
from pipeline.rules.monthly import MonthlyFigures
from tests.rules.sample import contract, day, dossier, person, work

PEOPLE = (person("P01"), person("P02", "전담인력"), person("P03", "대체인력"))


def people(*works):
    known = dossier(people=PEOPLE, works=works)
    return term_people(known, [MonthlyFigures(known, month) for month in known.contract.months])


def test_one_person_by_hand() -> None:
    found = people(
        work("W-1", "2019-08-05", 1, "백업", "P02"), work("W-2", "2019-08-05", 6, "기술지원", "P02"), work("W-3", "2019-08-06", 4, "기술지원", "P02"),
        work("W-4", "2019-08-08", 7, "기능개선", "P02"), work("W-5", "2019-09-09", "1.5", "관리", "P02"), work("W-6", "2020-01-02", 8, "관리", "P02"),
    )
    own = found.people[1]
    assert own.total == Decimal("19.5")  # 1 + 6 + 4 + 7 + 1.5; January lies outside the term
    assert own.days == 4 and own.months == tuple(map(Decimal, ("0", "0", "0", "18", "1.5", "0", "0", "0")))
    assert found.kinds == ("관리", "기능개선", "기술지원", "백업") and own.kinds == tuple(map(Decimal, ("1.5", "7", "10", "1")))
    assert found.people[0].total == 0 and found.total == Decimal("19.5")


def test_training_is_what_the_work_log_calls_so() -> None:
    found = people(work("W-1", "2019-07-25", 2, "교육", "P01"), work("W-2", "2019-07-26", 2, "점검", "P01"))
    assert [each.id for each in found.training_works] == ["W-1"] and found.trainings == ()


@settings(max_examples=40, deadline=None)
@given(st.lists(
    st.tuples(st.integers(0, 230), st.integers(1, 48), st.sampled_from(["점검", "백업", "교육"]), st.sampled_from(["P01", "P02", "P03"])),
    max_size=25,
))  # fmt: skip
def test_rows_and_columns_add_up(logged: list[tuple[int, int, str, str]]) -> None:
    works = [
        work(f"W-{place}", (day("2019-05-15") + timedelta(days=offset)).isoformat(), Decimal(half) / 2, kind, who)
        for place, (offset, half, kind, who) in enumerate(logged)
    ]
    found = people(*works)
    assert found.total == sum((each.hours for each in works), Decimal(0))
    assert sum(found.months, Decimal(0)) == sum(found.of_kinds, Decimal(0)) == found.total
    assert all(sum(each.months, Decimal(0)) == sum(each.kinds, Decimal(0)) == each.total for each in found.people)
    assert len(found.months) == len(contract().months)
