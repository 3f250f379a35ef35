"""The load of the staff: hours planned by the share of time against hours recorded, month by month."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.period import Month
from pipeline.rules.reinforcement import reinforcement
from tests.rules.sample import day, dossier, incident, person, work
from tests.rules.sample_logs import request

PEOPLE = (person(share=Decimal("0.5")), person("P02", "전담인력", 4, joined=day("2019-06-24")), person("P03", "대체인력", 4, share=Decimal(0)))
WORKS = (work("W-1", "2019-06-03", 19), work("W-2", "2019-06-25", 10, person_id="P02"), work("W-3", "2019-06-26", 10, person_id="P02"))
JUNE = Month(2019, 6)


def test_the_load_of_a_month() -> None:
    found = reinforcement(dossier(people=PEOPLE, works=WORKS), JUNE)
    # June 2019 has 20 weekdays, one of them 현충일: 19 workdays. 19 × 8 × 0.5 = 76; from 6. 24. five workdays: 5 × 8 = 40
    assert [(each.days, each.planned, each.worked, each.load) for each in found.people] == [
        (19, Decimal("76.0"), Decimal(19), Decimal("25.0")),
        (5, Decimal("40.0"), Decimal(20), Decimal("50.0")),
        (19, Decimal("0.0"), Decimal(0), None),
    ]
    assert found.people[0].step == "19일 × 8시간 × 50% = 76시간"
    assert (found.now.planned, found.now.worked, found.now.load) == (Decimal("116.0"), Decimal(39), Decimal("33.6"))  # 39 ÷ 116


def test_the_months_so_far_and_what_was_left() -> None:
    late = incident(reported="2019-06-10 09:00", recovered="2019-06-10 20:00")
    asked = (request("SR-1", "2019-06-10 09:00"), request("SR-2", "2019-06-10 09:00", "2019-06-12 10:00", urgent=True))
    found = reinforcement(dossier(late, people=PEOPLE, works=WORKS, requests=asked), JUNE)
    assert [each.month for each in found.months] == [Month(2019, 5), JUNE]
    assert found.labels == ("5월", "6월")
    assert (found.now.open_requests, found.now.late_requests, found.now.incidents, found.now.late_incidents) == (1, 1, 1, 1)
    assert (found.months[0].incidents, found.months[0].open_requests) == (0, 0)
