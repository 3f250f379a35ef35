"""What the documents made on occasion state: only what is known by the month's end."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.period import Month
from pipeline.rules.occasions import OccasionFigures
from tests.rules.sample import day, dossier, person, work
from tests.rules.sample_logs import deliverable
from tests.rules.sample_occasions import REPLACING, amendment, replacement, visit

GIVEN = dossier(
    contract=REPLACING,
    people=(person(), person("P02", "전담인력", 4)),
    replacements=(replacement("REP-1", submitted="2019-07-31"), replacement("REP-2", submitted="2019-08-01"), replacement("REP-3")),
    amendments=(amendment("AMD-1", proposed="2019-07-31"), amendment("AMD-2", proposed="2019-08-01")),
    visits=(visit("VIS-1"), visit("VIS-2", start="2019-08-05", requested="2019-08-01"), visit("VIS-3", start="2019-08-05", requested="2019-07-31")),
    works=(work("W-1", "2019-06-03", 8), work("W-2", "2019-08-01", 8)),
    deliverables=(replace(deliverable("1", "대응절차"), template="response-procedure"),),
)


def test_what_is_known_at_the_end_of_a_month() -> None:
    found = OccasionFigures(GIVEN, Month(2019, 7))
    assert [each.replacement.id for each in found.replacements] == ["REP-1", "REP-3"]
    assert [each.amendment.id for each in found.amendments] == ["AMD-1"]
    assert [each.id for each in found.visits] == ["VIS-1", "VIS-3"]
    assert [each.month for each in found.work_records] == [Month(2019, 6)]
    assert found.until == day("2019-07-31")


def test_the_day_of_a_document_comes_when_the_month_is_over() -> None:
    assert OccasionFigures(GIVEN, Month(2019, 7)).day == day("2019-07-31")
    assert OccasionFigures(GIVEN, Month(2019, 8)).day == day("2019-09-02")  # 8. 31. is a Saturday


def test_what_the_contract_demands() -> None:
    found = OccasionFigures(GIVEN, Month(2019, 7))
    assert found.demands("response-procedure") and not found.demands("build-result")
    assert [each.name for each in found.deliverables("response-procedure")] == ["대응절차"]
