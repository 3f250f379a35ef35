"""Turns an agency's plan into what a reader would send back: sums that do not agree, references to another annex, a rule in two editions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.dossier import Dossier
from pipeline.model.project_plan import Citation, PlanPart, Points, ProjectPlan
from pipeline.problems import Problem, Severity
from pipeline.rules.project import BLANK, ProjectFigures
from pipeline.rules.project_sums import budget, month_words, thousands
from pipeline.rules.rule import Rule

CODE = "R-PRJ-01"
_TYPED_NUMBER = re.compile(r"붙임\s*\d+")
_EDITION = re.compile(r"\d+(?:-\d+)?")
_LISTS = {
    PlanPart.DEPARTMENTS: ("departments", "departments.yaml"),
    PlanPart.SCOPES: ("scopes", "scope.csv"),
    PlanPart.CONTENTS: ("contents", "contents.csv"),
    PlanPart.ASSETS: ("assets", "assets.csv"),
}


def check(dossier: Dossier) -> list[Problem]:
    """Return every problem of the plan; a contract without one has none."""
    plan = dossier.project
    if plan is None:
        return []
    figures = ProjectFigures(dossier)
    return [
        *_budget(plan), *_period(plan), *_points(plan), *_blanks(plan, figures), *_references(plan, figures),
        *_parts(dossier, plan), *_editions(plan), *_cycles(dossier),
    ]


def _budget(plan: ProjectPlan) -> Iterator[Problem]:
    sums = budget(plan)
    if plan.budget_lines and sums.total != sums.stated:
        rows = " + ".join(f"{line.name} {thousands(line.amount)}" for line in plan.budget_lines)
        apart = thousands(abs(sums.total - sums.stated))
        message = f"세부사업 예산의 합계 {thousands(sums.total)}과 소요예산 {thousands(sums.stated)}이 {apart} 다릅니다: {rows}."
        related = tuple(line.at.at_field("예산액") for line in plan.budget_lines)
        yield Problem(CODE, message, plan.at.at_field("소요예산"), "세부사업의 예산액이나 소요예산을 고칩니다.", related)


def _period(plan: ProjectPlan) -> Iterator[Problem]:
    if plan.end < plan.start:
        message = f"사업이 끝나는 달({month_words(plan.end)})이 시작하는 달({month_words(plan.start)})보다 앞섭니다."
        yield Problem(CODE, message, plan.at.at_field("사업끝"), "사업시작과 사업끝을 고칩니다.")


def _points(plan: ProjectPlan) -> Iterator[Problem]:
    procurement = plan.procurement
    if procurement.points and (found := _unequal(procurement.points, procurement.full_marks)):
        yield Problem(CODE, f"평가 배점의 합이 총점과 다릅니다: {found}", procurement.at.at_field("배점"), "배점이나 총점을 고칩니다.")
    for part in (each for top in procurement.points for _, each in top.walk() if each.parts):
        if found := _unequal(part.parts, part.points):
            yield Problem(CODE, f"‘{part.title or part.name}’의 하위 배점의 합이 다릅니다: {found}", part.at.at_field("배점"), "하위의 배점을 고칩니다.")


def _unequal(parts: tuple[Points, ...], wanted: int) -> str:
    total = sum(part.points for part in parts)
    names = " + ".join(f"{part.title or part.name} {part.points}" for part in parts)
    return "" if total == wanted else f"{names} = {total}점, 적힌 것은 {wanted}점."


def _blanks(plan: ProjectPlan, figures: ProjectFigures) -> Iterator[Problem]:
    for item in plan.items():
        known = figures.blanks(item)
        for name in BLANK.findall(item.text):
            if name not in known:
                hint = "‘참조’에 붙임의 이름을 적습니다." if name == "붙임" else f"쓸 수 있는 빈칸: {', '.join(known)}"
                yield Problem(CODE, f"글의 빈칸 {{{name}}}에 넣을 값이 없습니다.", item.at.at_field("내용"), hint)


def _references(plan: ProjectPlan, figures: ProjectFigures) -> Iterator[Problem]:
    titles = ", ".join(annex.title for annex in plan.annexes) or "없음"
    for item in plan.items():
        if item.refers and figures.annex(item.refers) is None:
            yield Problem(CODE, f"이런 이름의 붙임이 없습니다: {item.refers}", item.at.at_field("참조"), f"붙임: {titles}")
        elif note := figures.reference_note(item):
            message = f"‘{figures.text(item)}’: {note}."
            yield Problem(CODE, message, item.at.at_field("원문참조"), "바른 번호인지 확인합니다.", severity=Severity.WARNING)
        if not item.refers and (typed := _TYPED_NUMBER.search(item.text)):
            message = f"‘{typed[0]}’처럼 번호를 글에 적으면 붙임의 차례가 바뀔 때 어긋납니다."
            hint = "‘참조’에 붙임의 이름을 적고 글에는 {붙임}을 씁니다."
            yield Problem(CODE, message, item.at.at_field("내용"), hint, severity=Severity.WARNING)


def _parts(dossier: Dossier, plan: ProjectPlan) -> Iterator[Problem]:
    """Lines below which something is to be printed that the data do not hold."""
    procedures = {each.name for each in plan.procedures}
    for item in plan.items():
        if item.part is PlanPart.PROCEDURE and item.text not in procedures:
            hint = f"절차: {', '.join(procedures) or '없음'}"
            yield Problem(CODE, f"이런 이름의 절차가 없어 그림을 그리지 못합니다: {item.text}", item.at.at_field("부분"), hint)
    for holder in (*plan.chapters, *plan.annexes, *plan.items()):
        field, file = _LISTS.get(holder.part, ("", "")) if holder.part else ("", "")
        if field and not getattr(dossier, field):
            message = f"‘{holder.part}’에 넣을 자료({file})가 없습니다."
            yield Problem(CODE, message, holder.at.at_field("부분"), f"만들 파일: {file}", severity=Severity.WARNING)


def _editions(plan: ProjectPlan) -> Iterator[Problem]:
    first: dict[str, Citation] = {}
    for item in plan.items():
        for cited in item.citations:
            earlier = first.setdefault("".join(cited.rule.split()), cited)
            if _edition(earlier) != _edition(cited):
                message = f"‘{cited.rule}’의 판을 둘로 인용합니다: {_cited(earlier)} / {_cited(cited)}"
                hint = "공고일에 시행 중인 판을 확인합니다. 두 판을 원문대로 적어 둡니다."
                yield Problem(CODE, message, cited.at.at_field("판"), hint, (earlier.at.at_field("판"),), Severity.WARNING)


def _edition(cited: Citation) -> tuple[str, object]:
    numbers = _EDITION.findall(cited.edition)
    return numbers[-1] if numbers else "".join(cited.edition.split()), cited.day


def _cited(cited: Citation) -> str:
    day = f"{cited.day.year}. {cited.day.month}. {cited.day.day}." if cited.day else ""
    return ", ".join(filter(None, (cited.edition, day)))


def _cycles(dossier: Dossier) -> Iterator[Problem]:
    for row in dossier.contents:
        if not row.cycle:
            message = f"{row.agency}의 콘텐츠 ‘{row.group} > {row.name}’에 갱신 횟수가 없습니다."
            yield Problem(CODE, message, row.at.at_field("횟수"), "1회/년, 일배치, 수시", severity=Severity.WARNING)


RULE = Rule(CODE, "사업계획의 셈과 참조", ("사업계획서(방침서)의 소요예산·사업기간·제안서평가·붙임",), budget, check)
