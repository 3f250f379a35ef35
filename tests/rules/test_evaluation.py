"""Points added by hand, by part and section, and held against the plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.model.law import LawValue
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.model.project_plan import Points, Procurement, ProjectPlan
from pipeline.rules.evaluation import EvaluationFigures, check
from tests.rules.sample import day, dossier, law

POINTS = (
    Points(name="기술", points=90, parts=(Points(name="정성", points=70, judge="위원회"), Points(name="정량", points=20))), Points(name="가격", points=10),
)
PLAN = ProjectPlan(
    title="계획", approved=day("2013-01-10"), approvers=("주무관",), issued=Month(2013, 1), organisation="기관", project="사업", start=Month(2013, 3),
    end=Month(2014, 2), budget=Won(129_261_000), procurement=Procurement(points=POINTS),
)


def item(part: str, section: str, name: str, points: str | None, relative: bool = False) -> EvaluationItem:
    """Return one item."""
    return EvaluationItem(part=EvaluationPart(part), section=section, name=name, points=Decimal(points) if points else None, relative=relative)


ITEMS = (
    item("가격", "가격", "입찰가격", "10"), item("정성", "이해", "이해도", "25", True), item("정량", "실적", "실적", "20"),
    item("정성", "관리", "일정", "30.5", True), item("정성", "이해", "전략", "14.5"),
)


def figures(*items: EvaluationItem, **changes: Any) -> EvaluationFigures:
    """Return the points of these items under the plan."""
    return EvaluationFigures(dossier(**({"evaluation_items": items, "project": PLAN} | changes)))


def test_sums_by_part_and_section() -> None:
    found = figures(*ITEMS)
    assert [(each.part, each.name, each.points) for each in found.sections] == [
        ("정성", "이해", Decimal("39.5")), ("정성", "관리", Decimal("30.5")), ("정량", "실적", 20), ("가격", "가격", 10),
    ]
    assert found.total == 100 and found.full_marks == 100


def test_the_plan_is_met_part_by_part() -> None:
    found = figures(*ITEMS)
    assert [(each.name, each.depth, each.points, each.planned, each.agrees) for each in found.sums] == [
        ("기술", 0, 90, 90, True), ("정성", 1, 70, 70, True), ("정량", 1, 20, 20, True), ("가격", 0, 10, 10, True),
    ]
    assert found.sums[0].step == "정성 70 + 정량 20 = 90점"
    assert found.sums[1].step == "이해 39.5 + 관리 30.5 = 70점" and found.sums[1].judge == "위원회"
    assert check(found.dossier) == []


def test_a_part_that_falls_short() -> None:
    messages = [problem.message for problem in check(figures(*ITEMS[1:]).dossier)]
    assert messages == ["가격의 배점이 사업계획과 다릅니다: 항목 없음 = 0점, 사업계획은 10점.", "배점의 합이 90점으로 총점 100점과 다릅니다."]


def test_an_item_without_points_leaves_its_sum_open() -> None:
    found = figures(*ITEMS, item("정성", "관리", "보안", None))
    assert found.total is None and found.sums[0].points is None and found.sums[0].agrees is None
    (problem,) = check(found.dossier)
    assert "보안" in problem.message and "배점이 없습니다" in problem.message


def test_too_few_items_are_ranked() -> None:
    value = LawValue(rule="evaluation.relative_items", value=Decimal(3), law="지침 제21조", end=day("2013-08-26"))
    (problem,) = check(figures(*ITEMS, law=law(value)).dossier)
    assert "2개로 최소 3개" in problem.message and "(미확인)" in problem.message
    later = LawValue(rule="evaluation.relative_items", value=Decimal(3), law="지침 제21조", start=day("2013-08-27"))
    assert check(figures(*ITEMS, law=law(later)).dossier) == []


def test_without_a_plan_the_three_parts_are_added() -> None:
    found = figures(*ITEMS, project=None)
    assert [(each.name, each.points, each.planned) for each in found.sums] == [("정성", 70, None), ("정량", 20, None), ("가격", 10, None)]
    assert found.full_marks is None and check(found.dossier) == []
