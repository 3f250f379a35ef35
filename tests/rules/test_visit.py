"""Applications to enter: lines under one number, approval of what is carried in, the pledge."""

from __future__ import annotations

import pytest

from pipeline.model.occasion import Medium
from pipeline.model.period import Period
from pipeline.rules.visit import check, entry_requests
from tests.rules.sample import day, dossier, person
from tests.rules.sample_occasions import visit

PEOPLE = (person(), person("P02", "전담인력", 4, pledged=None))


def test_lines_of_one_number_are_one_application() -> None:
    lines = (
        visit(requested="2019-07-01", place_name="통신실", item="노트북", medium=Medium.LAPTOP),
        visit(person="P02", requested="2019-07-02", end="2019-07-05", approved="2019-07-03", place_name="통신실"),
        visit("VIS-2", start="2019-08-01", approved=None),
    )
    first, second = entry_requests(dossier(people=PEOPLE, visits=lines))
    assert first.period == Period(day("2019-07-03"), day("2019-07-05"))
    assert [(each.person.id, each.pledged) for each in first.visitors] == [("P01", True), ("P02", False)]
    assert (first.places, first.carried, first.requested) == (("통신실",), lines[:1], day("2019-07-01"))
    assert (first.approved, first.state, first.day) == (day("2019-07-03"), "승인", day("2019-07-01"))
    assert (second.approved, second.state, second.day) == (None, "승인 대기", day("2019-08-01"))


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"approved": "2019-07-03"}, []),
        ({"approved": "2019-07-04"}, ["방문일"]),
        ({"approved": None}, []),
        ({"approved": None, "item": "점검 자료"}, ["승인일"]),
        ({"approved": None, "medium": Medium.USB}, ["승인일"]),
        ({"person": "P02"}, ["인력번호"]),
        ({"end": "2019-07-02"}, ["종료일"]),
    ],
)
def test_what_is_wrong_is_told(changes: dict[str, object], fields: list[str]) -> None:
    assert [problem.at.field for problem in check(dossier(people=PEOPLE, visits=(visit(**changes),)))] == fields
