"""Turns a procurement that cannot be in time into problems: rings, unknown days and rules, lines that the plan forgot, too few days."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.dossier import Dossier
from pipeline.model.procurement import ProcurementStep
from pipeline.problems import Location, Problem, Severity
from pipeline.rules import words
from pipeline.rules.procurement import ProcurementFigures, Variant, procurement_figures
from pipeline.rules.rule import Rule

CODE = "R-PRC-01"


def check(dossier: Dossier) -> list[Problem]:
    """Return every problem of the steps; a contract without any has none."""
    if not dossier.procurement_steps:
        return []
    figures = ProcurementFigures(dossier)
    if figures.order is None:
        first = dossier.procurement_steps[0]
        names = ", ".join(f"{step.id}(선행 {', '.join(step.after)})" for step in dossier.procurement_steps if step.after)
        return [Problem(CODE, "단계가 서로를 기다려 차례를 정할 수 없습니다.", first.at.at_field("선행"), f"선행을 고칩니다: {names}")]
    found = [problem for step in dossier.procurement_steps for problem in _step(figures, step)]
    return found + list(_schedule(figures)) if not any(problem.stops for problem in found) else found


def _step(figures: ProcurementFigures, step: ProcurementStep) -> Iterator[Problem]:
    rules = {value.rule for value in figures.dossier.law.values}
    for field, rule in (("법령값", step.rule), ("긴급법령값", step.urgent_rule)):
        if rule and rule not in rules:
            yield Problem(CODE, f"{step.name}: 법령값에 없는 규칙입니다: {rule}", step.at.at_field(field), "data/_law의 규칙을 적거나 일수를 적습니다.")
    for field, days in (("일수", step.days), ("긴급일수", step.urgent_days)):
        if days is not None and days < 1:
            yield Problem(CODE, f"{step.name}: {field}는 1 이상이어야 합니다: {days}", step.at.at_field(field), "예: 5")
    plans = (each for variant in figures.variants for each in variant.steps if each.step is step)
    if any(each.days.days is None for each in plans):
        message = f"{step.name}: {words.day(figures.day)}에 유효한 법령값도 가정한 일수도 없습니다."
        yield Problem(CODE, message, step.at.at_field("일수"), "일수와 그 근거를 적습니다. 예: 일수 5, 근거 가정(예시)")
    if step.milestone and figures.dossier.project and figures.months_of(step) is None:
        names = ", ".join(each.name for each in figures.dossier.project.milestones) or "없음"
        yield Problem(CODE, f"{step.name}: 추진일정에 없는 단계입니다: {step.milestone}", step.at.at_field("추진일정"), f"추진일정: {names}")
    if step.decided and figures.approved is None:
        yield Problem(CODE, f"{step.name}: 사업계획에 결재일이 없어 가장 이른 날을 세지 못합니다.", step.at.at_field("결재일"),
                      "project-plan.yaml의 결재일을 적습니다.", severity=Severity.WARNING)


def _schedule(figures: ProcurementFigures) -> Iterator[Problem]:
    plan = figures.dossier.project
    place = plan.at.at_field("추진일정") if plan and plan.at else figures.steps[0].at.whole
    for step in figures.unplanned:
        message = f"추진일정에 ‘{step.name}’의 줄이 없습니다."
        yield Problem(CODE, message, place, "추진일정에 그 날수를 넣습니다.", (step.at,) if step.at else (), Severity.WARNING)
    for variant in figures.variants:
        yield from _late(figures, variant, place)


def _late(figures: ProcurementFigures, variant: Variant, place: Location) -> Iterator[Problem]:
    late = variant.days_late(figures.start)
    if late is None or late <= 0 or variant.possible is None:
        return
    message = f"{variant.name}로 하면 가장 이른 개시일이 {words.day(variant.possible)}로, {words.day(figures.start)}보다 {late}일 늦습니다."
    hint = "긴급 공고로 할 수 있는지 봅니다." if not variant.urgent and _in_time(figures) else "개시일을 늦추거나 단계의 날수를 줄입니다."
    yield Problem(CODE, message, place, hint, severity=Severity.WARNING)


def _in_time(figures: ProcurementFigures) -> bool:
    late = figures.urgent.days_late(figures.start)
    return late is not None and late <= 0


RULE = Rule(
    CODE, "조달 일정의 역산", ("사업계획의 추진일정", "정보시스템 구축·운영 지침 제24조, 제27조", "민법 제157조, 제161조"), procurement_figures, check,
)
