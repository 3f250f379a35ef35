"""Turns the duty roster into the hours that nobody answers and those in which one person stands in two turns at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.model.dossier import Dossier
from pipeline.model.staff import DayKind, Person, Shift
from pipeline.model.words import duration_words, moment_words
from pipeline.problems import Location, Problem, Severity
from pipeline.rules.calendar import Calendar
from pipeline.rules.clock import Span, subtract
from pipeline.rules.rule import Rule
from pipeline.rules.term import days_of

CODE = "R-ROS-01"
ALL_HOURS = ("support.hours_per_day", "standby.hours_per_day", "contacts.hours_per_day")
FIRST, SECOND = 1, 2
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Doubled:
    """One person in two turns at the same time: who, which lines of the roster, how often, and the first time."""

    person: str
    shifts: tuple[Shift, Shift]
    times: int
    first: Span

    @property
    def first_words(self) -> str:
        """The first time in words."""
        return said(self.first)


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One line of the roster with its person (None when people.csv does not know the number)."""

    shift: Shift
    person: Person | None

    @property
    def hours(self) -> str:
        """18:00 ~ 익일 09:00."""
        overnight = "익일 " if self.shift.end <= self.shift.start else ""
        return f"{self.shift.start:%H:%M} ~ {overnight}{self.shift.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class Roster:
    """The whole roster over the term: `gaps` that the first turn leaves, `alone` where no second turn stands behind it."""

    lines: tuple[ShiftLine, ...]
    gaps: tuple[Span, ...]
    alone: tuple[Span, ...]
    doubled: tuple[Doubled, ...]
    total: int  # minutes of the term

    @property
    def gap_words(self) -> tuple[str, ...]:
        """The gaps in words."""
        return tuple(said(gap) for gap in self.gaps)

    @property
    def open_minutes(self) -> int:
        """Minutes that nobody answers."""
        return sum(gap.minutes for gap in self.gaps)

    @property
    def turns(self) -> tuple[int, ...]:
        """The turns that the roster has."""
        return tuple(sorted({line.shift.turn for line in self.lines}))

    @property
    def step(self) -> str:
        """The arithmetic in words."""
        return (f"용역기간 {duration_words(self.total)} − 당번 {duration_words(self.total - self.open_minutes)} = "
                f"공백 {duration_words(self.open_minutes)}")


def said(span: Span) -> str:
    """2023. 12. 20. 18:00 ~ 2023. 12. 21. 09:00 (15시간)."""
    return f"{moment_words(span.start)} ~ {moment_words(span.end)} ({duration_words(span.minutes)})"


def roster(dossier: Dossier) -> Roster:
    """당번표: 용역기간의 모든 시간에 1차 당번이 있는지, 한 사람이 같은 때에 두 차수를 맡지 않았는지 봅니다.

    조항: 하루 24시간 지원, 비상 대응체계, 비상연락망을 정한 계약의 수치규칙(support·standby·contacts.hours_per_day).

    산식
      당번 시간 = 당번표의 줄마다 요일(매일, 평일, 휴일)에 맞는 날의 시작부터 종료까지. 종료가 시작보다 이르거나 같으면 다음 날까지입니다.
        평일과 휴일은 시작하는 날로 가립니다.
      공백 = 개시일 0시부터 만료일 24시까지에서 1차 당번의 시간을 뺀 것. 2차가 있어도 1차가 없으면 공백입니다.
      겹침 = 같은 사람이 서로 다른 차수에 같은 때 들어 있는 것. 연락이 안 될 때 대신할 사람이 없습니다.

    예: 평일 18:00~익일 09:00, 평일 09:00~18:00, 휴일 09:00~익일 09:00이면 모든 시간이 찹니다.
    12. 18.부터 12. 20.까지 휴가로 평일 야간 당번을 비우면 15시간씩 세 번, 공백 45시간입니다.
    """
    calendar = Calendar(dossier.law, dossier.contract)
    whole = Span(_midnight(dossier.contract.start), _midnight(dossier.contract.end + _DAY))
    worked = {id(shift): tuple(_spans(shift, dossier, calendar)) for shift in dossier.shifts}
    by_turn: dict[int, list[Span]] = defaultdict(list)
    for shift in dossier.shifts:
        by_turn[shift.turn] += worked[id(shift)]
    has_second = SECOND in by_turn
    return Roster(
        lines=tuple(ShiftLine(shift, dossier.person(shift.person)) for shift in dossier.shifts),
        gaps=_holes(whole, by_turn[FIRST]) if dossier.shifts else (),
        alone=_holes(whole, by_turn[SECOND]) if has_second else (),
        doubled=tuple(_doubled(dossier.shifts, worked)),
        total=whole.minutes,
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _spans(shift: Shift, dossier: Dossier, calendar: Calendar) -> Iterator[Span]:
    overnight = _DAY if shift.end <= shift.start else timedelta()
    for day in days_of(dossier.contract.service):
        if (shift.since and day < shift.since) or (shift.until and day > shift.until):
            continue
        if shift.days is DayKind.EVERY or (shift.days is DayKind.HOLIDAY) == calendar.is_holiday(day):
            yield Span(datetime.combine(day, shift.start), datetime.combine(day, shift.end) + overnight)


def _holes(whole: Span, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what of `whole` no span covers. The hours before the first shift of the first morning belong to the day before."""
    return tuple(hole for hole in subtract((whole,), spans) if hole.start != whole.start or hole.end - hole.start > _DAY)


def _doubled(shifts: tuple[Shift, ...], worked: dict[int, tuple[Span, ...]]) -> Iterator[Doubled]:
    for order, one in enumerate(shifts):
        for other in shifts[order + 1 :]:
            if one.person == other.person and one.turn != other.turn:
                common = list(_common(worked[id(one)], worked[id(other)]))
                if common:
                    yield Doubled(one.person, (one, other), len(common), common[0])


def _common(one: tuple[Span, ...], other: tuple[Span, ...]) -> Iterator[Span]:
    """Yield where two lists of spans, each in order of time, overlap."""
    left, right = 0, 0
    while left < len(one) and right < len(other):
        start, end = max(one[left].start, other[right].start), min(one[left].end, other[right].end)
        if start < end:
            yield Span(start, end)
        if one[left].end <= other[right].end:
            left += 1
        else:
            right += 1


def check(dossier: Dossier) -> list[Problem]:
    """Say which hours nobody answers, who stands behind himself, and who cannot be on duty."""
    if not dossier.shifts:
        return []
    found = roster(dossier)
    problems = [problem for shift in dossier.shifts for problem in _shift(dossier, shift)]
    if found.gaps:
        problems.append(_gaps(dossier, found))
    for each in found.doubled:
        one, other = each.shifts
        message = f"{each.person}: {one.turn}차와 {other.turn}차 당번을 같은 때에 맡아({each.times}번, 처음 {said(each.first)}) 대신할 사람이 없습니다."
        related = (one.at.at_field("차수"),) if one.at else ()
        problems.append(Problem(CODE, message, other.at.at_field("차수"), "차수마다 다른 사람을 적습니다.", related, Severity.WARNING))
    return problems


def _gaps(dossier: Dossier, found: Roster) -> Problem:
    terms = [term for id in ALL_HOURS if (term := dossier.contract.term(id)) and term.value == 24]
    asked = f" 계약은 24시간을 요구합니다({', '.join(dict.fromkeys(term.clause for term in terms))})." if terms else ""
    first = ", ".join(said(gap) for gap in found.gaps[:3])
    more = f" 밖에 {len(found.gaps) - 3}번" if len(found.gaps) > 3 else ""
    message = f"1차 당번이 없는 시간이 {len(found.gaps)}번, 모두 {duration_words(found.open_minutes)}입니다: {first}{more}.{asked}"
    place = Location(dossier.shifts[0].at.file) if dossier.shifts[0].at else dossier.contract.at
    return Problem(CODE, message, place, "빈 시간의 당번을 적습니다.", severity=Severity.WARNING if terms else Severity.NOTE)


def _shift(dossier: Dossier, shift: Shift) -> Iterator[Problem]:
    person = dossier.person(shift.person)
    if person is None:
        return
    if not person.phone:
        yield Problem(CODE, f"{person.id}: 당번인데 연락처가 없습니다.", shift.at.at_field("인력번호"),
                      "people.csv에 연락처를 적습니다.", (person.at.at_field("연락처"),) if person.at else (), Severity.WARNING)
    since, until = shift.since or dossier.contract.start, shift.until or dossier.contract.end
    if since < person.joined or (person.left and until > person.left):
        yield Problem(CODE, f"{person.id}: 당번 기간이 투입기간 밖에 걸칩니다.", shift.at.at_field("시작일"),
                      "투입일과 철수일 안의 날을 적습니다.", (person.at.at_field("투입일"),) if person.at else (), Severity.WARNING)
    if shift.until and shift.until < since:
        yield Problem(CODE, f"{person.id}: 당번의 종료일이 시작일보다 빠릅니다.", shift.at.at_field("종료일"), "시작일과 같거나 뒤의 날을 적습니다.")


RULE = Rule(CODE, "당번표의 공백과 겹침", ("24시간 지원을 정한 수치규칙", "비상연락망 조항"), roster, check)
