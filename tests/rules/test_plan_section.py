"""Sections of the work plan as the duties name them."""

from __future__ import annotations

from pipeline.model.duty import Check, Duty
from pipeline.rules.plan_section import PlanSections
from tests.rules.sample import dossier


def duty(id: str, plan: str, check: Check = Check.PERSON) -> Duty:
    return Duty(id=id, rows=("A-001#1",), what=id, check=check, plan=plan, reason="표본")


GIVEN = PlanSections(dossier(duties=(
    duty("D1", "3. 점검과 예방"), duty("D2", "5.1 장애 접수"), duty("D3", "5.4 시험 확인"), duty("D4", "3. 점검과 예방"),
    duty("D5", "12. 클라우드 구축"), duty("D6", ""), duty("D7", "8. 보안", Check.NOTHING),
)))


def test_the_duties_name_the_section_and_else_the_plan_does() -> None:
    found = GIVEN.at("3", "정기점검")
    assert (found.heading, found.title, [each.id for each in found.duties]) == ("3. 점검과 예방", "점검과 예방", ["D1", "D4"])
    assert GIVEN.at("4", "백업").heading == "4. 백업" and GIVEN.at("4", "백업").duties == ()
    assert GIVEN.at("5.2", "임시 복구").heading == "5.2 임시 복구"
    assert GIVEN.at("8", "보안").duties == ()  # it asks for nothing


def test_other_sections_of_a_chapter_and_what_is_beyond_all() -> None:
    assert [each.heading for each in GIVEN.more(5, "5.1")] == ["5.4 시험 확인"]
    assert GIVEN.more(3, "3") == ()
    assert [each.id for each in GIVEN.beyond(11)] == ["D5", "D6"]
