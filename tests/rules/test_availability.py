"""Availability of services: clipping, merging, exclusions, cut percentages."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.dossier import Dossier
from pipeline.model.log import Incident, Responsibility
from pipeline.model.period import Month
from pipeline.rules.availability import ServiceAvailability, availability, check, service_names, services_hit
from tests.rules.sample import HOME, assets, contract, dossier, exclusion, incident, term
from tests.rules.sample_logs import JULY, MATERIALS, web_systems


def book(*incidents: Incident, **changes: object) -> Dossier:
    return dossier(*incidents, assets=(*assets(), *web_systems()), **changes)


def home(*incidents: Incident, month: Month = JULY, **changes: object) -> ServiceAvailability:
    return availability(book(*incidents, **changes), month).services[0]


def test_services_are_those_of_the_web_list() -> None:
    assert service_names(book()) == (HOME, MATERIALS)


def test_example_of_the_docstring() -> None:
    found = home(incident(recovered="2019-07-09 15:15"))
    assert (found.total_minutes, found.raw_minutes, found.raw) == (44_640, 130, Decimal("99.7087"))
    assert "(44,640 − 130) ÷ 44,640 × 100 = 99.7087%" in found.steps[-2]


def test_a_minute_of_outage_never_prints_a_hundred() -> None:
    assert home(incident(recovered="2019-07-09 13:06")).raw == Decimal("99.9977")


def test_overlaps_count_once_and_the_month_cuts() -> None:
    found = home(
        incident("A", "2019-06-30 23:00", "2019-07-01 01:00"),
        incident("B", "2019-07-01 00:30", "2019-07-01 02:00"),
        incident("C", "2019-07-31 23:00", None),
    )
    assert found.raw_minutes == 120 + 60
    assert [outage.open for outage in found.outages] == [False, False, True]


def test_first_month_begins_with_the_service() -> None:
    found = home(incident("A", "2019-05-14 23:00", "2019-05-15 00:30"), month=Month(2019, 5))
    assert (found.total_minutes, found.raw_minutes) == (17 * 1440, 30)
    assert home(month=Month(2020, 2)).raw is None


def test_net_leaves_out_what_was_agreed_or_nobodys_fault() -> None:
    one = incident("A", "2019-07-01 00:00", "2019-07-01 04:00")
    storm = incident("B", "2019-07-02 00:00", "2019-07-02 01:00", responsibility=Responsibility.FORCE_MAJEURE)
    off = (exclusion("A", "합의", "2019-07-01 01:00", "2019-07-01 02:00"),
           exclusion("A", "DBMS 자료복구", "2019-07-01 02:00", "2019-07-01 03:00"))
    found = home(one, storm, exclusions=off)
    assert (found.raw_minutes, found.net_minutes) == (300, 180)


def test_an_exclusion_of_one_incident_does_not_excuse_another() -> None:
    one = incident("A", "2019-07-01 00:00", "2019-07-01 02:00")
    two = incident("B", "2019-07-01 01:00", "2019-07-01 03:00")
    found = home(one, two, exclusions=(exclusion("A", "합의", "2019-07-01 00:00", "2019-07-01 02:00"),))
    assert found.net_minutes == 120


def test_which_service_an_incident_stops() -> None:
    assert services_hit(book(), incident(service="")) == (HOME,)
    assert services_hit(book(), incident(service="", assets=("WEB-02",))) == (MATERIALS,)
    assert services_hit(book(), incident(service="", assets=("HW-99",))) == ()
    assert services_hit(book(), incident(outage=False)) == ()


def test_headlines_of_a_month() -> None:
    found = availability(book(incident(recovered="2019-07-09 15:15")), JULY)
    assert (found.lowest, found.down_minutes, found.target) == (Decimal("99.7087"), 130, None)
    nothing = availability(dossier(), JULY)
    assert nothing.lowest is None and nothing.lowest_net is None
    aimed = availability(dossier(contract=contract(terms=(term("availability.target", "99.9", "%"),))), JULY)
    assert aimed.target == Decimal("99.9")


def test_check_names_a_service_of_no_list() -> None:
    [problem] = check(book(incident(service="모르는 서비스")))
    assert "모르는 서비스" in problem.message and HOME in problem.hint
    assert check(book(incident())) == []


SPANS = st.tuples(st.integers(-3_000, 47_000), st.integers(0, 6_000))


@given(st.lists(SPANS, max_size=8))
def test_a_month_is_down_for_every_minute_of_any_outage_once(spans: list[tuple[int, int]]) -> None:
    begin = datetime(2019, 7, 1)
    incidents = []
    for number, (start, length) in enumerate(spans):
        when = begin + timedelta(minutes=start)
        text = f"{when:%Y-%m-%d %H:%M}"
        incidents.append(incident(f"I{number}", text, f"{when + timedelta(minutes=length):%Y-%m-%d %H:%M}"))
    found = home(*incidents)
    minutes = {m for start, length in spans for m in range(max(start, 0), min(start + length, 44_640))}
    assert found.raw_minutes == len(minutes)
    assert found.raw is not None and 0 <= found.raw <= 100
