"""States, lateness, exceptions and what stands beside."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from pipeline.model.contract import Source
from pipeline.model.deliverable import DueKind, DueRule
from pipeline.model.duty import Waiver
from pipeline.rules.deadline import Deadline
from pipeline.rules.occurrence.judging import judged
from pipeline.rules.occurrence.occurrence import UNPROVED, Draft, Event, Obligation, Proof, State
from tests.rules.occurrence.duties import INSPECTION
from tests.rules.sample import at, day

EVENT = Event("2019-06", "매월", day("2019-06-01"), end=day("2019-06-30"))


def draft(due: object = None, kind: DueKind = DueKind.OPEN, proof: Proof = UNPROVED, event: Event | None = EVENT, **changes) -> Draft:
    deadline = Deadline(DueRule(kind=kind, event=changes.pop("word", "")), due, due, due, "", ())
    return Draft(thing="1/2019-06", ordinal=1, what="보고", event=event, deadline=deadline, clause="V-1", source=Source(), prove=lambda: proof, **changes)


def one(made: Draft, until: str = "2019-07-10", *waivers: Waiver) -> Obligation:
    (found,) = judged([made], day(until), waivers)
    return found


@pytest.mark.parametrize(
    ("made", "state"),
    [
        (draft(day("2019-07-09")), State.UNKNOWN),
        (draft(day("2019-07-10")), State.AHEAD),
        (draft(at("2019-07-09 10:00")), State.UNKNOWN),
        (draft(day("2019-07-09"), proof=Proof(lacking=True)), State.OVERDUE),
        (draft(day("2019-07-09"), proof=Proof(True)), State.DONE),
        (draft(day("2019-07-09"), proof=Proof(True, day("2019-07-11"), lacking=True)), State.UNKNOWN),
        (draft(), State.UNDATED),
        (draft(proof=Proof(lacking=True)), State.UNDATED),
        (draft(kind=DueKind.AT_ONCE), State.UNKNOWN),
        (draft(kind=DueKind.AT_ONCE, event=replace(EVENT, when=day("2019-12-31"), end=None)), State.AHEAD),
        (draft(kind=DueKind.BEFORE_DAYS, event=None), State.NO_EVENT),
        (draft(event=None, word="재위탁"), State.NO_EVENT),
        (draft(event=None), State.UNDATED),
    ],
)
def test_states(made: Draft, state: State) -> None:
    assert one(made).state is state


@pytest.mark.parametrize(
    ("due", "done", "late"),
    [
        (day("2019-06-30"), day("2019-06-30"), False),
        (day("2019-06-30"), datetime(2019, 6, 30, 23, 59), False),
        (day("2019-06-30"), day("2019-07-01"), True),
        (datetime(2019, 6, 30, 10), datetime(2019, 6, 30, 10), False),
        (datetime(2019, 6, 30, 10), datetime(2019, 6, 30, 10, 1), True),
        (None, day("2019-07-01"), False),
        (day("2019-06-30"), None, False),
    ],
)
def test_late_is_after_the_legal_day(due, done, late: bool) -> None:
    assert one(draft(due, proof=Proof(True, done))).late is late


def test_an_exception_needs_every_duty_the_days_and_a_day_of_approval() -> None:
    overdue = draft(day("2019-06-30"), proof=Proof(lacking=True), duties=(INSPECTION,))
    waiver = Waiver(target="A-001#1", reason="공사", approved_by="정담당", approved=day("2019-07-01"), start=day("2019-06-01"), end=day("2019-06-30"))
    assert one(overdue, "2019-07-10", waiver).state is State.WAIVED
    assert one(overdue, "2019-07-10", replace(waiver, end=day("2019-06-29"))).state is State.OVERDUE
    assert one(overdue, "2019-07-10", replace(waiver, approved=day("2019-07-11"))).state is State.OVERDUE
    assert one(replace(overdue, duties=(INSPECTION, replace(INSPECTION, id="DU-X", rows=("B#1",)))), "2019-07-10", waiver).state is State.OVERDUE
    assert one(replace(overdue, duties=()), "2019-07-10", waiver).state is State.OVERDUE


def test_the_other_deadline_of_the_thing_stands_beside() -> None:
    first, second = draft(day("2019-07-01")), replace(draft(day("2019-07-10")), ordinal=2, clause="MAR-004 3)")
    assert [each.others for each in judged([first, second], day("2019-06-30"), ())] == [("MAR-004 3) 2019. 7. 10.(수)",), ("V-1 2019. 7. 1.(월)",)]
