"""Turns an agency's plan into the figures that its document states: sums, shares, months, counts, numbers of annexes, and what was put right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from pipeline.model.dossier import Dossier
from pipeline.model.period import Period
from pipeline.model.project_plan import Annex, BudgetLine, PlanItem, PlanPart, Points, ProjectPlan
from pipeline.rules import words
from pipeline.rules.project_sums import (
    THOUSAND,
    Budget,
    Correction,
    Gap,
    Group,
    Reckoning,
    Stretch,
    Tally,
    added,
    asset_words,
    budget,
    devices,
    grouped,
    month_words,
    short_month_words,
    signed,
    thousands,
)

REDRAWN = (PlanPart.HISTORY, PlanPart.BODIES, PlanPart.PROCEDURE, PlanPart.POINTS)
BLANK = re.compile(r"\{(\w+)\}")


class ProjectFigures:
    """What the plan's document states. Attributes are computed when first read; `plan` is None for a contract without one."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.plan = dossier.project

    @property
    def _plan(self) -> ProjectPlan:
        if self.plan is None:
            raise ValueError("this contract has no project-plan.yaml")
        return self.plan

    # The head

    @cached_property
    def approvers(self) -> tuple[str, ...]:
        """Those who decide, in order; never fewer than two columns, so that the head keeps its shape."""
        return self._plan.approvers + ("",) * (2 - len(self._plan.approvers))

    # Sums

    @cached_property
    def budget(self) -> Budget:
        """The budget with its difference to last year's."""
        return budget(self._plan)

    @cached_property
    def budget_lines(self) -> tuple[tuple[BudgetLine, Decimal], ...]:
        """Each line with its sum in thousands of won."""
        return tuple((line, Decimal(line.amount) / THOUSAND) for line in self._plan.budget_lines)

    @cached_property
    def budget_total(self) -> Decimal:
        """What the lines add up to, in thousands of won."""
        return Decimal(self.budget.total) / THOUSAND

    @cached_property
    def previous(self) -> Decimal | None:
        """Last year's budget in thousands of won."""
        return None if self.budget.previous is None else Decimal(self.budget.previous) / THOUSAND

    @cached_property
    def change(self) -> str:
        """The difference to last year's in thousands of won, with its share: −10,039(−7.2%)."""
        sums = self.budget
        if sums.difference is None or sums.change is None:
            return ""
        return f"{thousands(sums.difference).removesuffix('천원')}({signed(sums.change)}%)"

    @cached_property
    def points_total(self) -> int:
        """What the parts of the evaluation add up to."""
        return sum(part.points for part in self._plan.procurement.points)

    @cached_property
    def issued(self) -> str:
        """The month on the cover: 2013. 1."""
        return month_words(self._plan.issued)

    @cached_property
    def period(self) -> Period:
        """The months of the project as days."""
        return Period(self._plan.start.first, self._plan.end.last)

    @cached_property
    def years(self) -> tuple[tuple[int, int], ...]:
        """The fiscal years that the project touches, each with its months."""
        found: dict[int, int] = {}
        for month in self.period.months:
            found[month.year] = found.get(month.year, 0) + 1
        return tuple(found.items())

    @cached_property
    def points(self) -> tuple[tuple[Points, tuple[Points, ...]], ...]:
        """The parts of the evaluation, each with what it is made of (itself where it has no parts)."""
        return tuple((part, part.parts or (part,)) for part in self._plan.procurement.points)

    @cached_property
    def history(self) -> tuple[Stretch, ...]:
        """What went before, with its months in words."""
        return tuple(
            Stretch(each.name, each.start, each.end, f"{short_month_words(each.start)} ~ {short_month_words(each.end)}", each.label, each.scope)
            for each in self._plan.histories
        )

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The history and, last, the plan itself."""
        plan = self._plan
        own = Stretch(plan.project, plan.start, plan.end, f"{short_month_words(plan.start)} ~ {short_month_words(plan.end)}")
        return (*self.history, own)

    @cached_property
    def milestones(self) -> tuple[tuple[str, str], ...]:
        """Each line of the schedule with its months in words."""
        return tuple(
            (each.name, f"{month_words(each.start)} ~ {month_words(each.end)}" if each.end else month_words(each.start))
            for each in self._plan.milestones
        )

    # Lists of the annexes

    @cached_property
    def departments(self) -> tuple[Group, ...]:
        """The bodies, by name and then by what they are to the project."""
        return grouped(self.dossier.departments, lambda row: row.name, lambda row: row.relation)

    @cached_property
    def scopes(self) -> tuple[Group, ...]:
        """The tasks by system."""
        return grouped(self.dossier.scopes, lambda row: row.system)

    @cached_property
    def contents(self) -> tuple[Group, ...]:
        """The contents by agency and then by their upper heading."""
        return grouped(self.dossier.contents, lambda row: row.agency, lambda row: row.group)

    @cached_property
    def assets(self) -> tuple[Group, ...]:
        """The hardware and the software, and the rows of one product."""
        return grouped(self.dossier.assets, lambda row: row.kind.value, lambda row: row.name)

    @cached_property
    def asset_tallies(self) -> tuple[Tally, ...]:
        """How many rows each list has, and how many devices the hardware is."""
        return tuple(Tally(group.name, len(group.rows), devices(group)) for group in self.assets)

    # Words

    def annex(self, title: str) -> tuple[int, Annex] | None:
        """Return the annex of this title with its number (its place in the list), or None."""
        return next(((number, each) for number, each in enumerate(self._plan.annexes, 1) if each.title == title), None)

    def blanks(self, item: PlanItem) -> dict[str, str]:
        """Return what the named blanks of a line stand for; an empty value prints as missing."""
        found = self.annex(item.refers) if item.refers else None
        return self._values | ({"붙임": f"붙임 {found[0]}"} if found else {})

    @cached_property
    def _values(self) -> dict[str, str]:
        plan = self._plan
        values = {
            "사업명": plan.project,
            "사업기간": f"{month_words(plan.start)} ~ {month_words(plan.end)}",
            "소요예산": thousands(plan.budget),
            "전년도예산": "" if plan.previous_budget is None else thousands(plan.previous_budget),
            "대상시스템": ", ".join(plan.systems),
            "대상시스템수": str(len(plan.systems)),
            "입찰방식": plan.procurement.method,
            "낙찰방식": plan.procurement.award,
            "공동수급한도": str(plan.procurement.joint or ""),
        }
        return values | {f"{part.name}배점": str(part.points) for top in plan.procurement.points for _, part in top.walk()}

    def text(self, item: PlanItem) -> str:
        """Return a line as it is printed."""
        blanks = self.blanks(item)
        return BLANK.sub(lambda found: blanks.get(found[1], found[0]) or words.MISSING, item.text)

    def reference_note(self, item: PlanItem) -> str:
        """Return what to say of a reference whose number in the source is another annex's ("" where it is right)."""
        wrong, right = self.misreferred(item), self.annex(item.refers)
        if wrong is None or right is None:
            return ""
        title = wrong[1].title if wrong[1] else "목록에 없는 번호"
        return f"원문에 적힌 번호는 [{item.printed_reference}]({title}). ‘{item.refers}’의 번호(붙임 {right[0]})로 고쳐 적음"

    def misreferred(self, item: PlanItem) -> tuple[int, Annex | None] | None:
        """Return the number that the source gives and the annex that bears it, where that is not the one meant; else None."""
        digits = re.search(r"\d+", item.printed_reference)
        right = self.annex(item.refers) if item.refers else None
        if not digits or right is None or int(digits[0]) == right[0]:
            return None
        number = int(digits[0])
        return number, self._plan.annexes[number - 1] if 0 < number <= len(self._plan.annexes) else None

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """Every place where the document was put right, in reading order."""
        return tuple(self._corrections())

    def _corrections(self) -> Iterator[Correction]:
        for group in self._plan.review:
            for line in group.items:
                if line.original:
                    yield Correction(f"사전 검토항목 {line.line}".strip(), line.original, line.name, line.reason)
        for item in self._plan.items():
            printed = self.text(item)
            if item.original:
                yield Correction(item.line, item.original, printed, item.reason)
            if note := self.reference_note(item):
                yield Correction(item.line, f"[{item.printed_reference}]", printed, note)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything that a person has to fill in or to confirm, in reading order."""
        return tuple(self._gaps())

    def _gaps(self) -> Iterator[Gap]:
        if not self._plan.policy_number:
            yield Gap("", "방침번호", "빈칸(결재할 때 적음)")
        for item in self._plan.items():
            if item.part is PlanPart.LOST:
                yield Gap(item.line, self.text(item), words.MISSING)
            elif item.part in REDRAWN:
                yield Gap(item.line, f"{self.text(item)} 그림", "자료에 따라 다시 그림")
        for row in self.dossier.contents:
            if not row.cycle:
                yield Gap(row.line, f"{row.agency} {row.group} {row.name}의 갱신 횟수", words.MISSING)
        for annex in self._plan.annexes:
            if annex.separate:
                yield Gap("", annex.title, "별도의 문서로 붙임")

    # What can be redone by hand

    @cached_property
    def reckonings(self) -> tuple[Reckoning, ...]:
        """Every sum of the plan with its arithmetic."""
        return tuple(self._reckonings())

    def _reckonings(self) -> Iterator[Reckoning]:
        plan, sums = self._plan, self.budget
        if plan.budget_lines:
            steps = added([thousands(line.amount) for line in plan.budget_lines], thousands(sums.total))
            yield Reckoning("예산 합계", f"{steps} (적힌 소요예산 {thousands(sums.stated)})", sums.total == sums.stated)
        if sums.difference is not None and sums.previous is not None and sums.change is not None:
            steps = f"{thousands(sums.stated)} − {thousands(sums.previous)} = {thousands(sums.difference)}"
            yield Reckoning("전년도 대비 증감", f"{steps} ({signed(sums.change)}%)")
        yield Reckoning("추정가격", f"{words.won(sums.stated)} ÷ 1.1 = {words.won(sums.supply)}, 부가가치세 {words.won(sums.vat)}")
        months = len(self.period.months)
        years = added([f"{year}년 {count}개월" for year, count in self.years], f"{months}개월")
        yield Reckoning("사업기간과 회계연도", f"{month_words(plan.start)} ~ {month_words(plan.end)}: {years}")
        if plan.procurement.points:
            tops = sum(part.points for part in plan.procurement.points)
            names = added([f"{part.title or part.name} {part.points}점" for part in plan.procurement.points], f"{tops}점")
            yield Reckoning("평가 배점", f"{names} (총점 {plan.procurement.full_marks}점)", tops == plan.procurement.full_marks)
        for part in (each for top in plan.procurement.points for _, each in top.walk() if each.parts):
            inner = sum(each.points for each in part.parts)
            names = added([f"{each.title or each.name} {each.points}점" for each in part.parts], f"{inner}점")
            yield Reckoning(f"{part.title or part.name} 배점", names, inner == part.points)
        for name, groups, unit in (("유지보수 대상 업무", self.scopes, "건"), ("콘텐츠", self.contents, "건")):
            if groups:
                total = sum(len(group.rows) for group in groups)
                yield Reckoning(name, added([f"{group.name} {len(group.rows)}{unit}" for group in groups], f"{total}{unit}"))
        for group in self.assets:
            yield Reckoning(f"{group.name} 규격표", asset_words(group))
