"""Requests received, completed and carried over; urgent ones against their limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.log import RequestStatus
from pipeline.model.period import Month
from pipeline.problems import Severity
from pipeline.rules.request import check, requests
from tests.rules.sample import at, dossier
from tests.rules.sample_logs import JULY, request


def test_flow_of_a_month() -> None:
    rows = (
        request("OLD", "2019-06-01 09:00", "2019-06-02 09:00"),
        request("IN", "2019-06-28 09:00", "2019-07-01 10:00"),
        request("NOW", "2019-07-02 09:00", "2019-07-02 14:30", kind="콘텐츠"),
        request("OVER", "2019-07-30 09:00", "2019-08-01 09:00"),
        request("HELD", "2019-07-03 09:00", status=RequestStatus.HELD),
        request("NO", "2019-07-04 09:00", status=RequestStatus.REJECTED),
        request("LATER", "2019-08-04 09:00"),
    )
    found = requests(dossier(requests=rows), JULY)
    groups = (found.carried_in, found.received, found.completed, found.rejected, found.open)
    names = [[each.id for each in group] for group in groups]
    assert names == [["IN"], ["NOW", "OVER", "HELD", "NO"], ["IN", "NOW"], ["NO"], ["OVER", "HELD"]]
    assert found.mean_words == "39시간 15분"  # (73 h + 5 h 30) ÷ 2
    assert found.steps[2] == "평균 처리시간: 합계 4,710분 ÷ 2건 = 39시간 15분"
    assert [(each.kind, each.received, each.completed, each.open) for each in found.kinds] == [
        ("기능개선", 3, 1, 2), ("콘텐츠", 1, 1, 0)]


def test_nothing_requested() -> None:
    found = requests(dossier(), Month(2019, 5))
    assert found.mean_words == "해당 없음" and found.completion_rate is None and found.late == ()


def test_urgent_within_a_day_or_the_supervisors_time() -> None:
    rows = (
        request("MET", "2019-07-03 10:00", "2019-07-04 10:00", urgent=True),
        request("LATE", "2019-07-03 10:00", "2019-07-04 13:30", priority="긴급"),
        request("SET", "2019-07-03 10:00", "2019-07-06 10:00", urgent=True, supervisor_due=at("2019-07-07 18:00")),
        request("OPEN", "2019-07-31 12:00", urgent=True),
        request("GONE", "2019-07-03 10:00", urgent=True),
        request("PLAIN", "2019-07-03 10:00", "2019-07-30 10:00"),
    )
    found = requests(dossier(requests=rows), JULY)
    assert {due.request.id: due.met for due in found.urgent} == {
        "MET": True, "LATE": False, "SET": True, "OPEN": None, "GONE": False}
    assert [due.request.id for due in found.late] == ["LATE", "GONE"]
    assert found.late[0].steps == (
        "요청 2019. 7. 3. 10:00, 기한 2019. 7. 4. 10:00(요청일로부터 24시간 이내), 완료 2019. 7. 4. 13:30: 3시간 30분 초과",)


MOMENTS = st.datetimes(datetime(2019, 5, 15), datetime(2019, 12, 31))
ROWS = st.tuples(MOMENTS, st.none() | st.integers(0, 200_000), st.sampled_from(RequestStatus))


@given(st.lists(ROWS, max_size=12))
def test_what_comes_in_goes_out_or_stays_and_passes_to_the_next_month(rows: list[tuple]) -> None:
    ledger = tuple(
        replace(request(f"SR-{n}", "2019-07-01 00:00"), requested=when, status=status,
                completed=None if after is None else when + timedelta(minutes=after))
        for n, (when, after, status) in enumerate(rows)
    )
    book = dossier(requests=ledger)
    months = [requests(book, month) for month in book.contract.months]
    for found in months:
        gone = len(found.completed) + len(found.rejected)
        assert len(found.carried_in) + len(found.received) == gone + len(found.open)
    for before, after in zip(months, months[1:], strict=False):
        assert before.open == after.carried_in


def test_check_names_contradictions() -> None:
    rows = (
        request("A", "2019-07-03 10:00", status=RequestStatus.DONE),
        request("C", "2019-07-03 10:00", "2019-07-04 10:00", status=RequestStatus.ONGOING),
        request("D", "2019-07-03 10:00", "2019-07-05 10:00", urgent=True),
        request("E", "2019-07-03 10:00", "2019-07-05 10:00"),
    )
    problems = check(dossier(requests=rows))
    assert [(problem.message[0], problem.severity) for problem in problems] == [
        ("A", Severity.ERROR), ("C", Severity.ERROR), ("D", Severity.WARNING)]
    assert "24시간 넘겨" in problems[2].message
