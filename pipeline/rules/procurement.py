"""Turns the steps before a contract into their latest and earliest days: backward from the first day of service, forward from the decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from pipeline.model.dossier import Dossier
from pipeline.model.money import Won
from pipeline.model.period import Month, Period
from pipeline.model.procurement import ProcurementStep
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.procurement_days import (
    StepDays,
    counted_words,
    span_from,
    span_until,
    step_days,
)
from pipeline.rules.project import budget, month_words
from pipeline.rules.schedule_line import ScheduleLine

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step in one way of going about it: when it can be at the earliest and has to be at the latest (None: left out, or unknown)."""

    step: ProcurementStep
    days: StepDays
    earliest: Period | None
    latest: Period | None
    months: tuple[Month, Month] | None  # first and last month of the plan's own schedule
    arithmetic: str

    @property
    def plan_words(self) -> str:
        """The plan's months in its own way: 2013. 1. or 2013. 3. ~ 2014. 2.; - for none."""
        if self.months is None:
            return "-"
        first, last = (month_words(month) for month in self.months)
        return first if first == last else f"{first} ~ {last}"

    @property
    def slack(self) -> int | None:
        """Days between the earliest and the latest end; negative when the step comes too late."""
        return None if self.earliest is None or self.latest is None else (self.latest.end - self.earliest.end).days

    @property
    def fits(self) -> bool | None:
        """True when the step can be done in time, in the months that the plan gives it."""
        return None if self.slack is None else self.slack >= 0 and not self.outside

    @property
    def outside(self) -> str:
        """What is wrong with the plan's month, "" when nothing is."""
        if self.months is None or self.earliest is None or self.latest is None:
            return ""
        if self.earliest.start > self.months[1].last:
            return "계획 달을 넘김"
        return "계획 달보다 앞" if self.latest.end < self.months[0].first else ""

    @property
    def verdict(self) -> str:
        """The judgement in a few words."""
        if self.days.omitted:
            return "생략 가능"
        if self.slack is None:
            return "-"
        late = f"{-self.slack}일 모자람" if self.slack < 0 else ""
        return ", ".join(filter(None, (late, self.outside))) or "맞음"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of going about it: with the usual or with the urgent days."""

    name: str
    urgent: bool
    steps: tuple[StepPlan, ...]
    possible: date | None  # the first day of service that can be reached from the decision
    lines: tuple[ScheduleLine, ...]
    horizon: Period

    def days_late(self, start: date) -> int | None:
        """Return how many days after `start` service could begin at the earliest; negative when there is time to spare."""
        return None if self.possible is None else (self.possible - start).days


class ProcurementFigures:
    """일정 역산: 사업 개시일에서 거꾸로 세어 단계마다 늦어도 언제 해야 하는지, 결재일에서 바로 세어 언제 할 수 있는지를 견줍니다.

    조항: 사업계획의 추진일정. 행정기관 및 공공기관 정보시스템 구축·운영 지침 제24조(제안요청서 사전공개), 제27조(입찰공고 기간),
    지방계약법 시행령 제35조(입찰공고의 시기), 민법 제157조, 제161조. 그 날짜의 판을 읽지 않은 값에는 (미확인)이 찍힙니다.

    산식
      마지막 단계는 개시일의 전날까지, 그 앞의 단계는 뒤 단계가 시작하는 날의 전날까지 끝나야 합니다.
      영업일: 토·일·공휴일을 빼고 첫날부터 n일. 기간: 첫날 + n일(초일 불산입), 말일이 쉬는 날이면 다음 근무일.
      온전한 날: 공고일과 다음 단계 사이에 온전한 n일(제출 마감일의 전날부터 기산하여 n일 전).
      일수는 결재일에 유효한 법령값, 없으면 자료에 적은 가정입니다. 긴급은 긴급한 값이 있는 단계만 줄입니다.
      여유 = 늦어도 끝날 날 − 가장 이른 끝. 0보다 작으면 그만큼 모자랍니다.

    예: 개시 2013. 3. 1., 계약 체결 영업일 3일 → 2. 26. ~ 2. 28. 마감일 2. 13.의 공고 온전한 20일 → 공고일 1. 23.
    40일이면 공고일 1. 3.로 결재일 1. 10.보다 앞서 맞출 수 없습니다.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.steps = dossier.procurement_steps
        self.calendar = Calendar(dossier.law, dossier.contract)

    @property
    def start(self) -> date:
        """The first day of service."""
        return self.dossier.contract.start

    @property
    def approved(self) -> date | None:
        """The day on which the plan was decided."""
        return self.dossier.project.approved if self.dossier.project else None

    @property
    def day(self) -> date:
        """The day whose law values are used: that of the decision, else of the contract."""
        return self.approved or self.dossier.contract.signed

    @cached_property
    def price(self) -> Won | None:
        """추정가격: the budget (else the contract sum) without VAT."""
        if self.dossier.project:
            return budget(self.dossier.project).supply
        amount = self.dossier.contract.amount
        return amount.split_vat()[0] if amount else None

    @property
    def gross(self) -> Won | None:
        """The sum with VAT that the estimated price comes from."""
        return self.dossier.project.budget if self.dossier.project else self.dossier.contract.amount

    @cached_property
    def order(self) -> tuple[ProcurementStep, ...] | None:
        """The steps, each behind those that it waits for, else in the order of the file; None when they wait for each other in a ring."""
        known = {step.id: step for step in self.steps}
        sorter = TopologicalSorter({step.id: [id for id in step.after if id in known] for step in self.steps})
        try:
            depth: dict[str, int] = {}
            for id in sorter.static_order():
                depth[id] = 1 + max((depth[before] for before in known[id].after if before in known), default=0)
        except CycleError:
            return None
        return tuple(sorted(self.steps, key=lambda step: depth[step.id]))

    @cached_property
    def normal(self) -> Variant:
        """The usual days."""
        return self._variant("보통 공고", False)

    @cached_property
    def urgent(self) -> Variant:
        """The urgent days, where a step has any."""
        return self._variant("긴급 공고", True)

    @property
    def variants(self) -> tuple[Variant, Variant]:
        """Both ways."""
        return self.normal, self.urgent

    @property
    def pairs(self) -> tuple[tuple[StepPlan, StepPlan, str], ...]:
        """Each step both ways with what follows: 가능, 긴급만 가능, 불가."""
        return tuple((usual, quick, _both(usual, quick)) for usual, quick in zip(self.normal.steps, self.urgent.steps, strict=True))

    @property
    def floors(self) -> tuple[str, ...]:
        """The comparisons of the estimated price with the sums below which a step may be left out."""
        return tuple(f"{each.step.name}: {each.days.floor}" for each in self.normal.steps if each.days.floor)

    @property
    def unplanned(self) -> tuple[ProcurementStep, ...]:
        """The steps that a law asks for and the plan's own schedule has no line for."""
        if not self.dossier.project or not self.dossier.project.milestones:
            return ()
        return tuple(each.step for each in self.normal.steps if each.days.law and not each.days.omitted and not each.step.milestone)

    @property
    def assumed(self) -> tuple[ProcurementStep, ...]:
        """The steps whose usual days no law sets."""
        return tuple(each.step for each in self.normal.steps if not each.days.law and not each.step.decided)

    @property
    def unread(self) -> tuple[str, ...]:
        """The laws whose text of that day nobody read."""
        names = (each.days.law for variant in self.variants for each in variant.steps)
        return tuple(dict.fromkeys(name for name in names if "(미확인)" in name))

    def months_of(self, step: ProcurementStep) -> tuple[Month, Month] | None:
        """Return the months that the plan's own schedule gives to a step."""
        lines = self.dossier.project.milestones if self.dossier.project and step.milestone else ()
        return next(((each.start, each.end or each.start) for each in lines if each.name == step.milestone), None)

    def _variant(self, name: str, urgent: bool) -> Variant:
        order = self.order or ()
        taken = {step.id: step_days(step, urgent, self.dossier.law, self.day, self.price) for step in order}
        latest = self._backward(order, taken)
        earliest, done = self._forward(order, taken)
        plans = []
        for step in order:
            span, days = latest.get(step.id), taken[step.id]
            said = ""
            if span and days.days and not step.decided:
                said = counted_words(step.counting, days.days, span, self.calendar)
            plans.append(StepPlan(step, days, earliest.get(step.id), span, self.months_of(step), said))
        possible = max(done.values()) + _DAY if done and len(done) == len(order) else None
        lines = tuple(_lines(plans, self.approved, self.start))
        days = [self.start, *(day for line in lines for day in (*line.marks, *(end for span in line.spans for end in (span.start, span.end))))]
        horizon = Period(Month.of(min(days)).first, Month.of(max(days)).last)
        return Variant(name, urgent, tuple(plans), possible, lines, horizon)

    def _backward(self, order: Sequence[ProcurementStep], taken: dict[str, StepDays]) -> dict[str, Period]:
        """Return the latest days of each step; the steps before one whose days are unknown stay out."""
        made: dict[str, Period] = {}
        begins: dict[str, date | None] = {}  # the day by which all before a step has to be over
        for step in reversed(order):
            following = [begins[other.id] for other in order if step.id in other.after]
            limits = [day for day in following if day is not None]
            days = taken[step.id]
            if len(limits) < len(following) or days.days is None:
                begins[step.id] = None
                continue
            end = min(limits, default=self.start) - _DAY
            if days.omitted:
                begins[step.id] = end + _DAY
                continue
            made[step.id] = span_until(step.counting, days.days, end, self.calendar)
            begins[step.id] = made[step.id].start
        return made

    def _forward(self, order: Sequence[ProcurementStep], taken: dict[str, StepDays]) -> tuple[dict[str, Period], dict[str, date]]:
        """Return the earliest days of each step and the day on which it is done, from the decision on."""
        made: dict[str, Period] = {}
        done: dict[str, date] = {}
        for step in order:
            if step.decided and self.approved:
                made[step.id], done[step.id] = Period(self.approved, self.approved), self.approved
                continue
            days = taken[step.id]
            if self.approved is None or days.days is None or any(id not in done for id in step.after):
                continue
            ready = max((done[id] for id in step.after), default=self.approved) + _DAY
            if days.omitted:
                done[step.id] = ready - _DAY
                continue
            made[step.id] = span_from(step.counting, days.days, ready, self.calendar)
            done[step.id] = made[step.id].end
        return made, done


def _lines(plans: Sequence[StepPlan], approved: date | None, start: date) -> Iterator[ScheduleLine]:
    """Yield the rows of the drawing: the latest days of each step, the decision and the first day of service as marks."""
    for each in plans:
        if each.step.decided and approved:
            yield ScheduleLine(f"{each.step.name} {words.day(approved)}", marks=(approved,))
        elif each.latest:
            yield ScheduleLine(each.step.name, (each.latest,))
    yield ScheduleLine(f"사업 개시 {words.day(start)}", marks=(start,))


def _both(usual: StepPlan, quick: StepPlan) -> str:
    if usual.days.omitted:
        return "생략 가능"
    if usual.fits is None or quick.fits is None:
        return "-"
    return "가능" if usual.fits else "긴급만 가능" if quick.fits else "불가"


def procurement_figures(dossier: Dossier) -> ProcurementFigures:
    """Return the schedule of a contract's procurement; reading an attribute computes it."""
    return ProcurementFigures(dossier)


procurement_figures.__doc__ = ProcurementFigures.__doc__
