"""Turns the items of the evaluation into the table of points with its sums, held against the points that the plan decided on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.model.dossier import Dossier
from pipeline.model.law import LawValue
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.model.project_plan import Points
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.rule import Rule

CODE = "R-EVL-01"
RELATIVE = "evaluation.relative_items"


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one part and one section with their sum (None while an item has no points)."""

    part: EvaluationPart
    name: str
    items: tuple[EvaluationItem, ...]

    @property
    def points(self) -> Decimal | None:
        """The sum of the items."""
        return _sum(self.items)


@dataclass(frozen=True, slots=True)
class PartSum:
    """One part of the evaluation: the sum of its items beside what the plan says of it."""

    name: str
    title: str
    depth: int
    points: Decimal | None
    planned: int | None
    step: str
    judge: str = ""

    @property
    def agrees(self) -> bool | None:
        """True when the items come to what the plan says; None where one of both is unknown."""
        return None if self.points is None or self.planned is None else self.points == self.planned


class EvaluationFigures:
    """배점표: 평가항목의 배점을 구분별로 더해 사업계획의 배점(기술 90 = 정성 70 + 정량 20, 가격 10)과 견줍니다.

    조항: 사업계획의 평가기준. 행정기관 및 공공기관 정보시스템 구축·운영 지침 제21조제4항(상대평가 항목 최소 6개, 그 날의 값이 있을 때).

    산식
      구분의 합 = 그 구분에 든 항목의 배점의 합. 사업계획이 하위 배점을 적은 부분(기술)은 하위의 합(정성 + 정량)입니다.
      총점 = 정성 + 정량 + 가격. 배점이 없는 항목이 있으면 그 합은 내지 않습니다.
      상대평가로 표시한 항목이 그 날의 최소 개수보다 적으면 알립니다.

    예: 정성 15 + 25 + 20 + 10 = 70점, 정량 20점, 기술 70 + 20 = 90점, 가격 10점, 총점 100점.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.items = dossier.evaluation_items

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The items by part and section: 정성, 정량, 가격, the sections in the order of their first item."""
        keys = dict.fromkeys((item.part, item.section) for part in EvaluationPart for item in self.items if item.part is part)
        return tuple(
            Section(part, name, tuple(item for item in self.items if (item.part, item.section) == (part, name))) for part, name in keys
        )

    def of(self, part: str) -> tuple[Section, ...]:
        """Return the sections of a part (정성, 정량, 가격)."""
        return tuple(section for section in self.sections if section.part.value == part)

    def points_of(self, part: str) -> Decimal | None:
        """Return the sum of a part's items; None while one has no points."""
        return _sum(tuple(item for item in self.items if item.part.value == part))

    @property
    def total(self) -> Decimal | None:
        """All points."""
        return _sum(self.items)

    @property
    def full_marks(self) -> int | None:
        """The points that the plan gives in all; None without a plan."""
        return self.dossier.project.procurement.full_marks if self.dossier.project else None

    @cached_property
    def sums(self) -> tuple[PartSum, ...]:
        """Every part that the plan names, each with its sum; without a plan the three parts."""
        plan = self.dossier.project
        if plan is None or not plan.procurement.points:
            return tuple(self._sum(part.value, part.value, 0, None) for part in EvaluationPart if self.of(part.value))
        made = [self._of_plan(part, depth) for top in plan.procurement.points for depth, part in top.walk()]
        return tuple(made)

    @property
    def relative(self) -> tuple[EvaluationItem, ...]:
        """The items in which proposals are ranked against each other."""
        return tuple(item for item in self.items if item.relative)

    @property
    def least_relative(self) -> LawValue | None:
        """How many such items the law of the plan's day asks for."""
        plan = self.dossier.project
        return self.dossier.law.on(RELATIVE, plan.approved if plan and plan.approved else self.dossier.contract.signed)

    def _of_plan(self, part: Points, depth: int) -> PartSum:
        if not part.parts:
            return self._sum(part.name, part.title or part.name, depth, part.points, part.judge)
        inner = [(each.name, self._points(each)) for each in part.parts]
        points = None if any(value is None for _, value in inner) else sum((value or Decimal(0) for _, value in inner), Decimal(0))
        steps = _added([f"{name} {_said(value)}" for name, value in inner], points)
        return PartSum(part.name, part.title or part.name, depth, points, part.points, steps, part.judge)

    def _points(self, part: Points) -> Decimal | None:
        if not part.parts:
            return self.points_of(part.name)
        values = [self._points(each) for each in part.parts]
        return None if any(value is None for value in values) else sum((value or Decimal(0) for value in values), Decimal(0))

    def _sum(self, name: str, title: str, depth: int, planned: int | None, judge: str = "") -> PartSum:
        points = self.points_of(name)
        steps = [f"{section.name} {_said(section.points)}" for section in self.of(name)]
        return PartSum(name, title, depth, points, planned, _added(steps, points), judge)


def _sum(items: tuple[EvaluationItem, ...]) -> Decimal | None:
    points = [item.points for item in items]
    return None if any(each is None for each in points) else sum((each or Decimal(0) for each in points), Decimal(0))


def _said(points: Decimal | None) -> str:
    return words.MISSING if points is None else words.plain(points)


def _added(parts: list[str], points: Decimal | None) -> str:
    return f"{' + '.join(parts) or '항목 없음'} = {_said(points)}점"


def check(dossier: Dossier) -> list[Problem]:
    """Say which item has no points, which part does not come to what the plan says, and whether too few items are ranked."""
    return list(_problems(EvaluationFigures(dossier))) if dossier.evaluation_items else []


def _problems(figures: EvaluationFigures) -> Iterator[Problem]:
    first = figures.items[0].at
    for item in figures.items:
        if item.points is None or item.points <= 0:
            what = "배점이 없습니다." if item.points is None else f"배점은 0보다 커야 합니다: {words.plain(item.points)}"
            yield Problem(CODE, f"{item.part} {item.section} ‘{item.name}’의 {what}", item.at.at_field("배점"), "예: 10")
    plan = figures.dossier.project
    for each in figures.sums:
        if each.agrees is False:
            message = f"{each.title}의 배점이 사업계획과 다릅니다: {each.step}, 사업계획은 {each.planned}점."
            related = (plan.procurement.at.at_field("배점"),) if plan and plan.procurement.at else ()
            yield Problem(CODE, message, first.whole, "항목의 배점이나 사업계획의 배점을 고칩니다.", related)
    total = figures.total
    if total is not None and figures.full_marks is not None and total != figures.full_marks:
        yield Problem(CODE, f"배점의 합이 {words.plain(total)}점으로 총점 {figures.full_marks}점과 다릅니다.", first.whole, "항목의 배점을 고칩니다.")
    least = figures.least_relative
    if least is not None and least.value is not None and len(figures.relative) < least.value:
        message = f"상대평가 항목이 {len(figures.relative)}개로 최소 {words.plain(least.value)}개보다 적습니다({least.cited})."
        yield Problem(CODE, message, first.whole, "변별력이 필요한 항목의 상대평가 칸에 ○를 적습니다.", severity=Severity.WARNING)


def evaluation_figures(dossier: Dossier) -> EvaluationFigures:
    """Return the points of a contract's evaluation; reading an attribute computes it."""
    return EvaluationFigures(dossier)


evaluation_figures.__doc__ = EvaluationFigures.__doc__
RULE = Rule(CODE, "평가 배점표", ("사업계획의 평가기준", "정보시스템 구축·운영 지침 제21조제4항"), evaluation_figures, check)
