"""The calendar of a whole term as it is known on the day of the contract: nothing that logs tell stands in it."""

from __future__ import annotations

from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.period import Month
from pipeline.rules.duty_calendar import duty_calendar
from tests.rules.sample import contract, day, dossier, incident, law, person

PLAN = Deliverable(
    number="4", name="수행계획서", trigger=Trigger.SIGNED,
    due=(DueRule(kind=DueKind.AFTER_DAYS, number=14, event="계약일", words="2주 이내", clause="II 가"),),
)
PLEDGE = Deliverable(
    number="5", name="보안서약서", trigger=Trigger.STAFFING,
    due=(DueRule(kind=DueKind.BEFORE_EVENT, event="투입일", words="투입 전", clause="III 라"),),
)
REPORT = Deliverable(
    number="10", name="월간 보고", trigger=Trigger.MONTHLY,
    due=(DueRule(kind=DueKind.MONTH_END, words="당월 말일", clause="마 1"),),
)
RECORD = Deliverable(number="8", name="점검기록", trigger=Trigger.MONTHLY, due=(DueRule(kind=DueKind.OPEN, words="월1회", clause="나"),))
TROUBLE = Deliverable(number="11", name="장애 보고", trigger=Trigger.INCIDENT, due=(DueRule(kind=DueKind.AFTER_HOURS, number=24),))
CHANGE = Deliverable(number="7", name="인력 변동 승인요청", trigger=Trigger.REPLACEMENT, due=(DueRule(kind=DueKind.BEFORE_EVENT),))


def found(*items: Deliverable, people=(person("P01"), person("P02")), **changes):
    known = contract(signed=day("2019-05-13"), start=day("2019-05-15"), end=day("2019-06-30"), terms=(), recovery=())
    return dict(duty_calendar(dossier(contract=known, deliverables=items, people=people, law=law(), **changes)))


def test_days_by_month_with_the_legal_and_the_recommended_one() -> None:
    months = found(PLAN, REPORT)
    assert [(line.what, line.legal, line.recommended) for line in months[Month(2019, 5)]] == [
        ("수행계획서", day("2019-05-27"), day("2019-05-27")), ("월간 보고", day("2019-05-31"), day("2019-05-31")),
    ]
    (june,) = months[Month(2019, 7)]  # 6. 30. is a Sunday: by law the next workday
    assert (june.about, june.legal, june.recommended) == (("2019년 6월분",), day("2019-07-01"), day("2019-06-28"))


def test_lines_that_differ_in_a_person_only_are_one() -> None:
    people = (person("P01", name="홍길동"), person("P02", name="김철수"), person("P03", name="이영희", joined=day("2019-06-04")))
    months = found(PLEDGE, people=people)
    assert [(line.about, line.legal) for line in months[Month(2019, 5)]] == [(("홍길동", "김철수"), day("2019-05-14"))]
    assert [line.about for line in months[Month(2019, 6)]] == [("이영희",)]


def test_what_is_monthly_without_a_day_aims_at_the_last_workday() -> None:
    months = found(RECORD)
    assert [(line.legal, line.recommended) for lines in months.values() for line in lines] == [
        (None, day("2019-05-31")), (None, day("2019-06-28")),
    ]


def test_neither_incidents_nor_replacements_are_planned() -> None:
    people = (person("P01"), person("P02", joined=day("2019-06-10")))
    assert found(TROUBLE, CHANGE, people=people, incidents=(incident("INC-1", "2019-05-13 10:00"),)) == {}
