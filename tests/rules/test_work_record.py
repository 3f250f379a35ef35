"""The record of a month's work: lines in order, hours by day and person and by kind, answers to requests for material."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.log import RequestStatus
from pipeline.model.period import Month, Period
from pipeline.rules.work_record import work_record
from tests.rules.sample import at, day, dossier, person, work
from tests.rules.sample_logs import request

PEOPLE = (person(), person("P02", "전담인력", 4, name="김철수"), person("P03", "대체인력", 4, name="박민수"))
WORKS = (
    work("W-3", "2019-08-02", 2), work("W-2", "2019-08-01", "1.5", "백업", "P02"), work("W-1", "2019-08-01", 4),
    work("W-4", "2019-08-01", 3, "장애조치"), work("W-5", "2019-09-01", 8),
)
AUGUST = Month(2019, 8)


def test_the_record_of_a_month() -> None:
    found = work_record(dossier(people=PEOPLE, works=WORKS), AUGUST)
    assert found is not None
    assert [(each.id, name) for each, name in found.lines] == [("W-1", "홍길동"), ("W-4", "홍길동"), ("W-2", "김철수"), ("W-3", "홍길동")]
    assert [each.person.id for each in found.people] == ["P01", "P02"]  # P03 did not work
    assert [(line.day, line.hours, line.total) for line in found.days] == [
        (day("2019-08-01"), (Decimal(7), Decimal("1.5")), Decimal("8.5")), (day("2019-08-02"), (Decimal(2), None), Decimal(2)),
    ]
    assert found.kinds == ("백업", "장애조치", "점검")
    assert [hours for _, hours in found.by_kind] == [(None, Decimal(3), Decimal(6)), (Decimal("1.5"), None, None)]
    assert (found.staffing.total, found.period) == (Decimal("10.5"), Period(day("2019-08-01"), day("2019-08-31")))
    assert found.day == day("2019-09-02")  # 8. 31. is a Saturday


def test_a_month_without_work_has_no_record() -> None:
    assert work_record(dossier(people=PEOPLE, works=WORKS), Month(2019, 7)) is None


def test_requests_for_material_and_how_long_they_took() -> None:
    asked = (
        request("SR-1", "2019-08-05 10:00", "2019-08-07 15:30", kind="자료요청"), request("SR-2", "2019-08-05 10:00", "2019-08-05 10:40", kind="자료요청"),
        request("SR-3", "2019-08-06 09:00", kind="자료요청", status=RequestStatus.ONGOING), request("SR-4", "2019-08-06 09:00"),
        request("SR-5", "2019-08-06 09:00", "2019-08-07 09:00", kind="자료요청"), request("SR-6", "2019-07-31 09:00", kind="자료요청"),
    )
    found = work_record(dossier(people=PEOPLE, works=WORKS, requests=asked), AUGUST)
    assert found is not None
    assert [(each.request.id, each.elapsed) for each in found.supplies] == [
        ("SR-1", "2일 5시간 30분"), ("SR-2", "40분"), ("SR-3", "진행"), ("SR-5", "1일"),
    ]
    assert found.supplies[0].request.requested == at("2019-08-05 10:00")
