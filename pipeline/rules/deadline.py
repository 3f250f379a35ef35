"""Turns a deadline rule and its event into the day on which a duty falls due, by 민법 제155조~제161조."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.model.deliverable import Deliverable, DueKind, DueRule
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.rule import Rule

CODE = "R-DUE-01"
_WEEKDAYS = "월화수목금토일"


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a duty is due. All days are None where the clause names no day; `words` then says what it says.

    `nominal` is the counted day, `legal_due` that day after 민법 제161조, `recommended_due` the workday to aim at,
    `lenient_due` (backward rules only) the other reading, D − n. Rules in hours give datetimes.
    """

    rule: DueRule
    nominal: date | datetime | None
    legal_due: date | datetime | None
    recommended_due: date | datetime | None
    words: str
    steps: tuple[str, ...]
    lenient_due: date | None = None

    @property
    def clause(self) -> str:
        """The clause that sets the deadline."""
        return self.rule.clause

    @property
    def has_day(self) -> bool:
        """True when the clause gives a day."""
        return self.legal_due is not None


def deadline(rule: DueRule, event: date | datetime | Month, calendar: Calendar, strict: bool = True) -> Deadline:
    """산출물과 의무의 기한: 계약이 정한 기간을 민법에 따라 셉니다.

    조항: 민법 제155조(약정 우선), 제156조(시간은 즉시 기산), 제157조(초일 불산입), 제159조(말일의 종료로 만료),
    제160조(역에 의한 계산), 제161조(말일이 토요일 또는 공휴일이면 그 다음 날로 만료).

    산식
      이후일: 기준일 + n일. 말일이 토요일이나 공휴일이면 법정 기한은 다음 영업일, 권장 기한은 그 앞 영업일입니다.
      이전일: 엄격하게는 사이에 온전한 n일을 남겨 기준일 − n − 1일, 완화하면 기준일 − n일입니다. 말일이 휴일이어도
        뒤로 미루지 않고 앞 영업일을 권장합니다.
      이후시간: 기준 시각 + n시간. 야간과 휴일도 세며 제161조로 미루지 않습니다.
      당월말, 익월일: 그 달의 말일, 다음 달 n일(그 날이 없으면 말일). 확정일에 제161조가 적용되는지는 다툼이 있어
        법정 기한과 권장 기한을 함께 적습니다.
      사전: 기준일의 전날(엄격). 당일 시작 전까지로 보는 해석은 완화로 적습니다.
      즉시, 지체없이, 함께, 미정: 날짜를 만들지 않고 계약의 말을 그대로 적습니다.

    예: 계약 2019. 5. 31. 후 14일 이내 → 2019. 6. 14.(금). 익월 10일인 2019. 8. 10.(토) → 법정 8. 12.(월), 권장 8. 9.(금).
    변경 2019. 7. 31.의 15일 전 → 엄격 7. 15.(월), 완화 7. 16.(화).
    """
    match rule.kind:
        case DueKind.AFTER_DAYS:
            start = _day(event)
            return _forward(rule, start + timedelta(days=rule.number), calendar, start,
                            f"{_event(rule, start)} + {rule.number}일 (초일 불산입, 민법 제157조)")
        case DueKind.BEFORE_DAYS | DueKind.BEFORE_EVENT:
            return _backward(rule, _first_day(event), calendar, strict)
        case DueKind.AFTER_HOURS:
            return _hours(rule, event)
        case DueKind.MONTH_END:
            month = _month(event)
            return _forward(rule, month.last, calendar, month.first, f"{month.year}년 {month.month}월의 말일")
        case DueKind.NEXT_MONTH_DAY:
            month = _month(event).next
            day = month.first.replace(day=max(1, min(rule.number, month.days)))
            return _forward(rule, day, calendar, month.first, f"다음 달인 {month.year}년 {month.month}월 {day.day}일")
        case DueKind.AT_ONCE | DueKind.WITHOUT_DELAY | DueKind.WITH | DueKind.OPEN:
            return _wordy(rule)


def _forward(rule: DueRule, nominal: date, calendar: Calendar, earliest: date, counted: str) -> Deadline:
    """A deadline that 제161조 rolls on; the recommended workday never comes before the event itself."""
    legal, before = calendar.next_business_day(nominal), calendar.previous_business_day(nominal)
    recommended = before if before >= earliest else legal
    steps = [f"{counted} = {_dated(nominal)}"]
    if legal == nominal:
        return Deadline(rule, nominal, legal, recommended, _dated(legal), tuple(steps))
    steps.append(f"{_dated(nominal)} {calendar.holiday_name(nominal)} → 법정 {_dated(legal)} (민법 제161조)")
    steps.append(f"권장 {_dated(recommended)} ({'기한 앞 영업일' if recommended == before else '기준일 뒤 첫 영업일'})")
    said = f"{_dated(legal)}, 권장 {_dated(recommended)}" if recommended != legal else _dated(legal)
    return Deadline(rule, nominal, legal, recommended, said, tuple(steps))


def _backward(rule: DueRule, event: date, calendar: Calendar, strict: bool) -> Deadline:
    """A deadline counted back from its event. It never rolls forward: that would eat the other side's time."""
    number = rule.number if rule.kind is DueKind.BEFORE_DAYS else 0
    lenient = event - timedelta(days=number)
    clear = lenient - timedelta(days=1)
    nominal = clear if strict else lenient
    recommended = calendar.previous_business_day(nominal)
    if number:
        steps = [f"엄격: {_event(rule, event)} − {number}일 − 1일 (온전한 {number}일을 남김) = {_dated(clear)}",
                 f"완화: {_event(rule, event)} − {number}일 = {_dated(lenient)}"]
    else:
        steps = [f"엄격: {_event(rule, event)}의 전날 = {_dated(clear)}", f"완화: 당일 시작 전 = {_dated(lenient)}"]
    if recommended != nominal:
        steps.append(f"{_dated(nominal)} {calendar.holiday_name(nominal)} → 권장 앞 영업일 {_dated(recommended)}")
    said = _dated(nominal) if recommended == nominal else f"{_dated(nominal)}, 권장 {_dated(recommended)}"
    return Deadline(rule, nominal, nominal, recommended, said, tuple(steps), lenient_due=lenient)


def _hours(rule: DueRule, event: date | datetime | Month) -> Deadline:
    """A deadline in hours runs at once and through nights and holidays (제156조); it needs a moment to run from."""
    if not isinstance(event, datetime):
        said = f"{_said(rule)} (기준 시각 없음)"
        return Deadline(rule, None, None, None, said, ("기준 시각이 없어 시간 기한을 계산하지 못함",))
    due = event + timedelta(hours=rule.number)
    step = f"{rule.event or '기준'} {words.moment(event)} + {rule.number}시간 (즉시 기산, 민법 제156조) = {words.moment(due)}"
    return Deadline(rule, due, due, due, words.moment(due), (step,))


def _wordy(rule: DueRule) -> Deadline:
    step = "조항에 날짜 기한이 없음" if rule.kind is DueKind.OPEN else f"날짜 없이 ‘{rule.kind.value}’로 정한 기한"
    return Deadline(rule, None, None, None, _said(rule), (step,))


def _said(rule: DueRule) -> str:
    return rule.words or ("기한 미정" if rule.kind is DueKind.OPEN else _short(rule))


def _short(rule: DueRule) -> str:
    """A rule in a few words, for messages: "계약일 이후 14일"."""
    event = f"{rule.event} " if rule.event else ""
    match rule.kind:
        case DueKind.AFTER_DAYS:
            return f"{event}이후 {rule.number}일"
        case DueKind.BEFORE_DAYS:
            return f"{event}{rule.number}일 전"
        case DueKind.AFTER_HOURS:
            return f"{event}이후 {rule.number}시간"
        case DueKind.NEXT_MONTH_DAY:
            return f"익월 {rule.number}일"
        case DueKind.MONTH_END:
            return "당월 말일"
        case _:
            return f"{event}{rule.kind.value}"


def _event(rule: DueRule, day: date) -> str:
    return f"{rule.event or '기준일'} {words.day(day)}"


def _dated(day: date) -> str:
    return f"{words.day(day)}({_WEEKDAYS[day.weekday()]})"


def _day(event: date | datetime | Month) -> date:
    """A month as an event that time runs from has passed on its last day."""
    if isinstance(event, Month):
        return event.last
    return event.date() if isinstance(event, datetime) else event


def _first_day(event: date | datetime | Month) -> date:
    return event.first if isinstance(event, Month) else _day(event)


def _month(event: date | datetime | Month) -> Month:
    return event if isinstance(event, Month) else Month.of(event)


def check(dossier: Dossier) -> list[Problem]:
    """Say which deliverables have deadline rules that disagree, and which rules have an impossible number."""
    problems = [problem for item in dossier.deliverables for rule in item.due if (problem := _bad_number(item, rule))]
    groups: dict[tuple[str, str], list[tuple[Deliverable, DueRule]]] = defaultdict(list)
    for item in dossier.deliverables:
        groups[item.name, item.trigger].extend((item, rule) for rule in item.due if rule.kind is not DueKind.OPEN)
    for (name, _), pairs in groups.items():
        if len({_count(rule) for _, rule in pairs}) > 1:
            problems.append(_disagreement(name, pairs, dossier.contract.client.term))
    return problems


def _count(rule: DueRule) -> tuple[DueKind, int, str]:
    """What makes two rules disagree: how they count, and the event where a number is counted from it."""
    return rule.kind, rule.number, rule.event if rule.number else ""


def _disagreement(name: str, pairs: list[tuple[Deliverable, DueRule]], client: str) -> Problem:
    said = list(dict.fromkeys(f"{_short(rule)}({rule.clause or item.clause or '조항 미기재'})" for item, rule in pairs))
    places = tuple(dict.fromkeys(place for item, rule in pairs if (place := rule.at or item.at)))
    return Problem(
        CODE, f"‘{name}’의 제출기한이 조항마다 다릅니다: {' / '.join(said)}.", places[0] if places else pairs[0][0].at,
        hint=f"이른 기한에 맞추고 어느 기한이 맞는지 {client}에 질의합니다.", related=places[1:], severity=Severity.NOTE,
    )


def _bad_number(item: Deliverable, rule: DueRule) -> Problem | None:
    counted = rule.kind in (DueKind.AFTER_DAYS, DueKind.BEFORE_DAYS, DueKind.AFTER_HOURS)
    if counted and rule.number < 1:
        hint = "1 이상의 수를 적습니다. 예: 14"
    elif rule.kind is DueKind.NEXT_MONTH_DAY and not 1 <= rule.number <= 31:
        hint = "1부터 31까지의 날을 적습니다. 예: 10"
    else:
        return None
    place = rule.at.at_field("수") if rule.at else item.at.at_field("기한")
    return Problem(CODE, f"‘{item.name}’ 기한의 수({rule.number})가 ‘{rule.kind.value}’ 방식에 맞지 않습니다.", place, hint=hint)


RULE = Rule(CODE, "산출물 제출기한 계산", ("민법 제155조~제161조",), deadline, check)
