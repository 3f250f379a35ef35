"""Turns people and work logs into a month's staffing: hours by kind of work, qualification, pledge and training."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from pipeline.model.contract import Contract, Term
from pipeline.model.dossier import Dossier
from pipeline.model.log import Incident, Work
from pipeline.model.period import Month
from pipeline.model.staff import Person
from pipeline.model.words import duration_words
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.clock import minutes_between
from pipeline.rules.rule import Rule

CODE = "R-STF-01"
PM_TERM, MEMBER_TERM, ARRIVAL_TERM = "staff.pm_years", "staff.member_years", "afterhours.arrival_hours"
DAY_HOURS = 24


@dataclass(frozen=True, slots=True)
class Qualification:
    """Whether a person's years meet what the contract asks of the role; `met` is None when it asks nothing."""

    required: Decimal | None
    actual: Decimal
    met: bool | None
    clause: str

    @property
    def verdict(self) -> str:
        """적합, 부적합 or 해당 없음."""
        return words.NONE if self.met is None else "적합" if self.met else "부적합"

    @property
    def shortfall(self) -> str:
        """The comparison as a message; "" where nothing falls short."""
        if self.required is None or self.met:
            return ""
        actual, required = words.plain(self.actual), words.plain(self.required)
        return f"경력 {actual}년이 요구 경력 {required}년({self.clause})에 미치지 못합니다."

    @property
    def step(self) -> str:
        """The comparison in words."""
        if self.required is None:
            return f"경력 {words.plain(self.actual)}년, 역할의 요구 경력 없음"
        return f"경력 {words.plain(self.actual)}년, 요구 {words.plain(self.required)}년 이상 ({self.clause}): {self.verdict}"


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """One person in one month: hours by kind (ordered by its name), days with work, and the standing checks."""

    person: Person
    hours: tuple[tuple[str, Decimal], ...]
    total: Decimal
    days: int
    works: tuple[Work, ...]
    qualification: Qualification
    pledge: str  # 투입 전 서약, 투입 당일 서약, 투입 후 서약, 미제출
    training: str  # 이수 or 미이수

    @property
    def steps(self) -> tuple[str, ...]:
        """Hours and checks in words."""
        kinds = " + ".join(f"{kind} {words.plain(hours)}" for kind, hours in self.hours)
        return (f"작업시간 {kinds} = {words.plain(self.total)}시간 ({self.days}일)" if kinds else "작업기록 없음",
                self.qualification.step, f"보안서약 {self.pledge}", f"보안교육 {self.training}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One after-hours call and the minutes until somebody was there; `met` is None when no arrival was recorded."""

    incident: Incident
    when: str  # 야간 or 휴일
    minutes: int | None
    limit: int
    met: bool | None
    step: str


@dataclass(frozen=True, slots=True)
class Staffing:
    """A month's staffing; `hours` sums the people by kind of work."""

    month: Month
    people: tuple[PersonMonth, ...]
    hours: tuple[tuple[str, Decimal], ...]
    total: Decimal
    arrivals: tuple[Arrival, ...]
    note: str  # why arrival in time may still be too late, or ""


def staffing(dossier: Dossier, month: Month) -> Staffing:
    """투입인력: 사람마다 그 달의 작업시간을 더하고 경력, 보안서약, 보안교육, 야간·휴일 출근을 확인합니다.

    조항: MHR-001 1) 총괄관리자(PM) 관련 업무 5년 이상, 전담인력 3년 이상, SER-001 2) 사업 투입 전 보안서약서 제출,
    V-7 참여 인원의 보안교육, V-3 야간·휴일 요청 시 4시간 내 담당자 출근.

    산식
      작업시간 = 그 달 작업기록의 시간을 구분별로 더한 것. 작업일수는 기록이 있는 날의 수입니다.
      경력 ≥ 요구 경력이면 적합. 역할에 '총괄'이나 'PM'이 있으면 총괄관리자, '전담'이 있으면 전담인력의 경력을 봅니다.
      서약일 < 투입일이면 투입 전 서약. 당일 서약은 투입 전인지 확인하도록 따로 적습니다.
      출근시간 = 도착일시 − 요청일시(없으면 통보일시). 정확히 4시간이면 준수입니다.
      출근 기한이 복구기한보다 짧지 않으면 제때 출근하여도 복구기한을 넘길 수 있음을 적습니다.

    예: 점검 16시간 + 장애조치 6.5시간 = 22.5시간. 총괄관리자 경력 7.5년, 요구 5년 이상 → 적합.
    """
    works = [work for work in dossier.works if work.day in month]
    people = tuple(
        _person_month(dossier.contract, person, [work for work in works if work.person == person.id])
        for person in dossier.people
        if _assigned(person, month) or any(work.person == person.id for work in works)
    )
    counted = [work for each in people for work in each.works]
    return Staffing(
        month=month, people=people, hours=_by_kind(counted), total=_total(counted),
        arrivals=_arrivals(dossier, month), note=arrival_note(dossier.contract),
    )


def _person_month(contract: Contract, person: Person, works: list[Work]) -> PersonMonth:
    return PersonMonth(
        person=person, hours=_by_kind(works), total=_total(works), days=len({work.day for work in works}),
        works=tuple(sorted(works, key=lambda work: (work.day, work.id))), qualification=qualification(contract, person),
        pledge=_pledge(person), training="이수" if person.trained else "미이수",
    )


def qualification(contract: Contract, person: Person) -> Qualification:
    """Return what the contract asks of the person's role, and whether the years meet it."""
    term = _role_term(contract, person.role)
    if term is None or term.value is None:
        return Qualification(None, person.career_years, None, "")
    return Qualification(term.value, person.career_years, person.career_years >= term.value, term.clause)


def _role_term(contract: Contract, role: str) -> Term | None:
    if "총괄" in role or "PM" in role.upper():
        return contract.term(PM_TERM)
    return contract.term(MEMBER_TERM) if "전담" in role else None


def _pledge(person: Person) -> str:
    if person.pledged is None:
        return "미제출"
    if person.pledged == person.joined:
        return "투입 당일 서약"
    return "투입 전 서약" if person.pledged < person.joined else "투입 후 서약"


def _assigned(person: Person, month: Month) -> bool:
    return person.joined <= month.last and (person.left is None or person.left >= month.first)


def _by_kind(works: Iterable[Work]) -> tuple[tuple[str, Decimal], ...]:
    hours: dict[str, Decimal] = defaultdict(Decimal)
    for work in works:
        hours[work.kind] += work.hours
    return tuple(sorted(hours.items()))


def _total(works: Iterable[Work]) -> Decimal:
    return sum((work.hours for work in works), Decimal(0))


def _arrivals(dossier: Dossier, month: Month) -> tuple[Arrival, ...]:
    """The after-hours incidents reported in the month, in order; none when no clause speaks of arrival."""
    term = dossier.contract.term(ARRIVAL_TERM)
    if term is None or term.value is None:
        return ()
    calendar, limit = Calendar(dossier.law, dossier.contract), int(term.value * 60)
    called = [each for each in dossier.incidents if each.reported in month]
    called.sort(key=lambda each: (each.reported, each.id))
    return tuple(_arrival(each, when, limit) for each in called if (when := calendar.after_hours(each.reported)))


def _arrival(incident: Incident, when: str, limit: int) -> Arrival:
    asked, event = (incident.requested, "요청") if incident.requested else (incident.reported, "통보")
    if incident.arrived is None:
        return Arrival(incident, when, None, limit, None, f"{when} {event} {words.moment(asked)} → 도착일시 기록 없음")
    minutes = minutes_between(asked, incident.arrived)
    step = (f"{when} {event} {words.moment(asked)} → 도착 {words.moment(incident.arrived)} = {duration_words(minutes)}, "
            f"기한 {duration_words(limit)} {'이내' if minutes <= limit else '초과'}")
    return Arrival(incident, when, minutes, limit, minutes <= limit, step)


def arrival_note(contract: Contract) -> str:
    """Return why arriving in time after hours may leave no time to recover; "" when it leaves some."""
    term = contract.term(ARRIVAL_TERM)
    if term is None or term.value is None:
        return ""
    short = [rule for rule in contract.recovery if rule.hours <= term.value]
    if not short:
        return ""
    limits = ", ".join(f"{rule.clause} {words.plain(rule.hours)}시간" for rule in short)
    return (f"야간·휴일 출근 기한 {words.plain(term.value)}시간({term.clause})이 복구기한({limits})보다 짧지 않아, "
            "출근 기한을 지켜도 복구기한을 넘길 수 있습니다.")


def check(dossier: Dossier) -> list[Problem]:
    """Say who does not meet the contract, which work cannot be, and where the clauses clash."""
    problems = [problem for person in dossier.people for problem in _person(dossier, person)]
    problems += [*_outside(dossier), *_long_days(dossier)]
    if note := arrival_note(dossier.contract):
        term, client = dossier.contract.term(ARRIVAL_TERM), dossier.contract.client.term
        at = term.at if term else dossier.contract.at
        problems.append(Problem(CODE, note, at, f"원격 조치 등 야간·휴일 대응 방법을 {client} 담당자와 정합니다.", severity=Severity.NOTE))
    return problems


def _person(dossier: Dossier, person: Person) -> list[Problem]:
    problems, needed = [], qualification(dossier.contract, person)
    if needed.met is False:
        problems.append(Problem(CODE, f"{person.id}({person.role}): {needed.shortfall}", person.at.at_field("경력년수"),
                                "요구 경력을 채우는 인력을 투입하거나 경력을 고쳐 적습니다.", severity=Severity.WARNING))
    match _pledge(person):
        case "미제출" | "투입 후 서약":
            eve = words.day(person.joined - timedelta(days=1))
            state = f"보안서약을 {words.day(person.pledged)}에야 하였습니다" if person.pledged else "보안서약의 기록이 없습니다"
            problems.append(Problem(CODE, f"{person.id}: 투입({words.day(person.joined)}) 전에 할 {state}.",
                                    person.at.at_field("서약일"), f"{eve}까지 서약하였으면 그 날을 적습니다.", severity=Severity.WARNING))
        case "투입 당일 서약":
            problems.append(Problem(CODE, f"{person.id}: 투입 당일에 서약하였습니다.", person.at.at_field("서약일"),
                                    "투입 전에 제출하였는지 확인합니다.", severity=Severity.NOTE))
    if person.trained is None:
        problems.append(Problem(CODE, f"{person.id}: 보안교육 기록이 없습니다.", person.at.at_field("보안교육일"),
                                "교육한 날을 적습니다. 예: 2019-05-14", severity=Severity.NOTE))
    return problems


def _outside(dossier: Dossier) -> list[Problem]:
    problems = []
    for work in dossier.works:
        person = dossier.person(work.person)
        if person and (work.day < person.joined or (person.left and work.day > person.left)):
            message = f"{work.id}: 작업일({words.day(work.day)})이 {person.id}의 투입기간 밖입니다."
            problems.append(Problem(CODE, message, work.at.at_field("작업일"), "작업일이나 투입일·철수일을 고칩니다.",
                                    related=(person.at,) if person.at else (), severity=Severity.WARNING))
    return problems


def _long_days(dossier: Dossier) -> list[Problem]:
    """More than 24 hours on one day make the month's hours impossible."""
    days: dict[tuple[str, object], list[Work]] = defaultdict(list)
    for work in dossier.works:
        days[work.person, work.day].append(work)
    return [
        Problem(CODE, f"{works[0].person} {words.day(works[0].day)}의 작업시간이 {words.plain(_total(works))}시간으로 하루 24시간을 넘습니다.",
                works[-1].at.at_field("시간"), "시간 단위로 적습니다. 예: 8",
                related=tuple(work.at for work in works[:-1] if work.at))
        for works in days.values() if _total(works) > DAY_HOURS
    ]


RULE = Rule(CODE, "투입인력", ("MHR-001 1)", "SER-001 2)", "V-3 비상근무", "V-7 보안교육"), staffing, check)
