"""Which events a deadline counts from."""

from __future__ import annotations

import pytest

from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.log import Change, ChangeKind, Plan
from pipeline.model.period import Month
from pipeline.rules.occurrence.events import Events
from tests.rules.occurrence.duties import REQUESTS
from tests.rules.sample import at, day, dossier, incident, person
from tests.rules.sample_logs import deliverable, request

UNTIL = day("2019-08-31")
NOON = "2019-07-03 12:00"


def keys(data: Dossier, item: Deliverable, until=UNTIL, duties=()) -> list[str]:
    """Return the keys of the events of the item's first rule."""
    return [each.key for each in Events(data, until, until).of(item, item.due[0], duties)]


def item(trigger: Trigger, event: str = "", kind: DueKind = DueKind.OPEN, number: int = 0) -> Deliverable:
    return deliverable("1", "보고서", DueRule(kind=kind, event=event, number=number), trigger=trigger)


@pytest.mark.parametrize(
    ("word", "key"),
    [("계약일", "계약"), ("계약 체결일", "계약"), ("착수일", "착수"), ("유지보수 개시일", "착수"), ("만료일", "종료"), ("사업 종료", "종료"), ("해지 또는 만료", "종료")],
)
def test_words_of_the_contracts_own_days(word: str, key: str) -> None:
    assert keys(dossier(), item(Trigger.OCCASION, word, DueKind.AFTER_DAYS, 7)) == [key]


def test_other_contracts_are_not_this_one() -> None:
    assert keys(dossier(), item(Trigger.OCCASION, "수탁계약 체결일", DueKind.BEFORE_DAYS, 7)) == []


def test_a_deadline_never_counts_from_a_word_that_it_does_not_know() -> None:
    assert keys(dossier(), item(Trigger.START, "낙찰 통지", DueKind.AFTER_DAYS, 14)) == []
    assert keys(dossier(), item(Trigger.START, "", DueKind.AFTER_DAYS, 14)) == ["착수"]


def test_months_and_years_of_the_term() -> None:
    assert keys(dossier(), item(Trigger.MONTHLY, "보고하는 달")) == ["2019-05", "2019-06", "2019-07", "2019-08"]
    assert keys(dossier(), item(Trigger.YEARLY)) == ["2019"]


def test_a_chain_of_incidents_is_one_event_and_later_ones_are_unknown() -> None:
    again = (incident("INC-1"), incident("INC-2", "2019-07-09 15:20", "2019-07-09 16:00"), incident("INC-3", "2019-09-02 09:00"))
    assert keys(dossier(*again), item(Trigger.INCIDENT)) == ["INC-1"]


def test_people_come_and_are_replaced() -> None:
    people = (person("P01"), person("P02", left=day("2019-07-31")), person("P03", joined=day("2019-08-01")), person("P04", joined=day("2019-10-01")))
    data = dossier(people=people)
    assert keys(data, item(Trigger.STAFFING)) == ["P01", "P02", "P03", "P04"]
    assert keys(data, item(Trigger.REPLACEMENT, "변경일", DueKind.BEFORE_DAYS, 15)) == ["P02", "P04"]
    assert keys(data, item(Trigger.REPLACEMENT, "교체 요구를 받은 날", DueKind.AFTER_DAYS, 15)) == []


def test_a_request_or_a_plan_of_the_very_word_is_the_event() -> None:
    asked = request("SR-9", "2019-08-01 10:00", kind="교체 요구")
    planned = Plan(month=Month(2019, 9), kind="수탁계약 체결일", text="재위탁", day=day("2019-09-20"))
    data = dossier(requests=(asked,), plans=(planned,))
    assert keys(data, item(Trigger.REPLACEMENT, "교체 요구", DueKind.AFTER_DAYS, 15)) == ["SR-9"]
    assert keys(data, item(Trigger.OCCASION, "수탁계약 체결일", DueKind.BEFORE_DAYS, 7)) == ["2019-09-20"]


def test_only_program_changes_ask_for_sources() -> None:
    changes = tuple(
        Change(id=f"CHG-{kind}", kind=kind, applied=at("2019-07-01 10:00"), title="변경") for kind in (ChangeKind.SOFTWARE, ChangeKind.HARDWARE)
    )
    assert keys(dossier(changes=changes), item(Trigger.CHANGE, "프로그램 변경")) == ["CHG-S/W"]
    assert keys(dossier(changes=changes), item(Trigger.CHANGE, "이전 사유 발생")) == []


def test_requests_by_the_rows_of_their_duties_and_urgent_ones() -> None:
    rows = (request("SR-1", NOON, requirement="A-001#7"), request("SR-2", NOON, requirement="A-001#9"), request("SR-3", NOON, urgent=True))
    data = dossier(requests=rows)
    assert keys(data, item(Trigger.REQUEST, "요청"), duties=(REQUESTS,)) == ["SR-1"]
    assert keys(data, item(Trigger.REQUEST, "긴급 요청", DueKind.AFTER_HOURS, 24)) == ["SR-3"]


def test_what_is_kept_at_all_times_stands_and_what_has_a_deadline_waits() -> None:
    assert keys(dossier(), item(Trigger.ONGOING, "고장접수")) == ["상시"]
    assert keys(dossier(), item(Trigger.OCCASION, "재위탁", DueKind.BEFORE_EVENT)) == []
