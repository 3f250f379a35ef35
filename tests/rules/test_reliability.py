"""Recovery times, time between failures and rates of a month."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.dossier import Dossier
from pipeline.model.log import Incident
from pipeline.model.period import Month
from pipeline.rules.recovery import assess
from pipeline.rules.reliability import Reliability, check, reliability
from tests.rules.sample import KINDS, assets, contract, dossier, incident, term
from tests.rules.sample_logs import JULY, web_systems

WINDOW = (term("recurrence.window_minutes", 30, "분"),)


def figures(*incidents: Incident, month: Month = JULY) -> Reliability:
    book: Dossier = dossier(*incidents, contract=contract(terms=WINDOW), assets=(*assets(), *web_systems()))
    return reliability(book, month, assess(book))


def test_example_of_the_docstring() -> None:
    found = figures(
        incident("A", "2019-07-01 10:00", "2019-07-01 12:10"),
        incident("B", "2019-07-10 10:00", "2019-07-10 16:10", kind=KINDS[1]),
    )
    assert (found.mttr, found.mttr_words) == (250, "4시간 10분")
    assert (found.mtbf, found.mtbf_words) == (22_070, "367시간 50분")
    assert found.longest_words == "6시간 10분(B)"
    assert found.steps[0] == "평균 복구시간(MTTR): (130 + 370) ÷ 2건 = 250분(4시간 10분)"
    assert [(each.label, each.count) for each in found.kinds] == [(KINDS[0], 1), (KINDS[1], 1), (KINDS[2], 0)]


def test_rates_per_clause_leave_open_incidents_out() -> None:
    found = figures(
        incident("A", "2019-07-01 10:00", "2019-07-01 13:00"),
        incident("B", "2019-07-10 10:00", "2019-07-10 15:00"),
        incident("C", "2019-07-20 10:00", None),
    )
    rates = {each.rule.id: (each.met, each.late, each.open, each.rate) for each in found.clauses}
    assert rates["MAR-005#5"] == (1, 1, 1, Decimal("50.00"))
    assert rates["SC-V1#9"] == (0, 2, 1, Decimal("0.00"))
    assert rates["SC-V1#9.1"] == (0, 0, 0, None)
    assert found.lowest_rate == Decimal("0.00") and found.open == 1 and found.mttr == 240


def test_recurrences_join_and_count() -> None:
    found = figures(
        incident("A", "2019-07-01 10:00", "2019-07-01 11:00"),
        incident("B", "2019-07-01 11:20", "2019-07-01 12:00"),
    )
    assert (found.incidents, found.chains, found.recurrences, found.recurrence_rate) == (2, 1, 1, Decimal("50.00"))
    assert found.mttr == 120


def test_a_month_without_incidents() -> None:
    found = figures(incident("A", "2019-06-01 10:00", "2019-06-01 11:00"), month=Month(2019, 5))
    assert {found.mttr_words, found.mtbf_words, found.longest_words, found.recurrence_words} == {"해당 없음"}
    assert found.lowest_rate is None and all("해당 없음" in step for step in found.steps)


def test_time_of_day() -> None:
    found = figures(
        incident("A", "2019-07-09 10:00", "2019-07-09 11:00"),
        incident("B", "2019-07-09 22:00", "2019-07-09 23:00"),
        incident("C", "2019-07-13 10:00", "2019-07-13 11:00"),
    )
    assert [(each.label, each.count) for each in found.hours] == [("업무시간", 1), ("야간", 1), ("휴일", 1)]
    assert found.after_hours == 2


def test_check_names_an_incident_that_no_month_counts() -> None:
    [problem] = check(dossier(incident("A", "2020-01-02 10:00", "2020-01-02 11:00"), incident("B")))
    assert problem.message.startswith("A: 통보일시(2020. 1. 2. 10:00)가 용역기간(2019. 5. 15. ~ 2019. 12. 31.) 밖")
