"""Which delays become causes of a penalty, how long they are, and whether they are charged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from pipeline.model.contract import DayPolicy
from pipeline.model.dossier import Dossier
from pipeline.model.log import Responsibility
from pipeline.model.period import Month
from pipeline.rules.penalty_cause import Cause, Standing, causes, day_words
from pipeline.rules.recovery import assess
from tests.rules.sample import FOUR_HOURS, contract, dossier, incident, term
from tests.rules.sample_logs import JULY, check

INSPECTED = (term("penalty.inspection", 0, clause="MAR-004 4)"),)


def found(given: Dossier, month: Month = JULY) -> tuple[Cause, ...]:
    return causes(given, month, assess(given))


def late(
    responsibility: Responsibility = Responsibility.CONTRACTOR,
    recovered: str | None = "2019-07-09 19:15",
    **changes: object,
) -> Dossier:
    return dossier(incident(recovered=recovered, responsibility=responsibility, **changes))


@pytest.mark.parametrize(("responsibility", "standing"), [
    (Responsibility.CONTRACTOR, Standing.CHARGED),
    (Responsibility.FORCE_MAJEURE, Standing.EXCLUDED),
    (Responsibility.CLIENT, Standing.EXCLUDED),
    (Responsibility.THIRD_PARTY, Standing.HELD),
    (Responsibility.UNKNOWN, Standing.HELD),
])
def test_responsibility_decides(responsibility: Responsibility, standing: Standing) -> None:
    [cause] = found(late(responsibility))
    assert cause.standing is standing and cause.clause == "MAR-005 4)" and cause.minutes == 130
    assert bool(cause.reason) == (standing is not Standing.CHARGED)


def test_only_clauses_that_penalise_count() -> None:
    assert found(late(recovered="2019-07-09 16:05")) == ()  # over 2 hours of V-1 only


def test_one_incident_is_one_delay_by_the_clause_exceeded_most() -> None:
    two = replace(FOUR_HOURS, id="X", clause="V-1", hours=FOUR_HOURS.hours / 2)
    given = late()
    [cause] = found(replace(given, contract=contract(recovery=(FOUR_HOURS, two))))
    assert (cause.clause, cause.minutes) == ("V-1", 250)
    assert cause.steps[-1] == "MAR-005 4) 초과는 같은 장애이므로 거듭 세지 않음"


def test_an_open_incident_past_its_limit_is_held() -> None:
    [cause] = found(late(recovered=None))
    assert cause.standing is Standing.HELD and cause.ended_words == "미완료" and cause.late_words == "미완료"


def test_a_delay_without_an_outage_is_charged_with_a_question() -> None:
    [cause] = found(late(outage=False))
    assert cause.standing is Standing.CHARGED and "지장" in cause.reason


@pytest.mark.parametrize(("recovered", "days"), [
    ("2019-07-09 17:06", (Fraction(1), Fraction(0), Fraction(1, 1440))),
    ("2019-07-10 17:05", (Fraction(1), Fraction(1), Fraction(1))),
    ("2019-07-10 17:06", (Fraction(2), Fraction(1), Fraction(1441, 1440))),
])
def test_days_by_policy(recovered: str, days: tuple[Fraction, ...]) -> None:
    [cause] = found(late(recovered=recovered))
    assert tuple(cause.days(policy) for policy in (DayPolicy.CEIL, DayPolicy.FLOOR, DayPolicy.PROPORTIONAL)) == days


def test_a_month_without_a_visit_lasts_until_the_next_visit() -> None:
    given = dossier(contract=contract(terms=INSPECTED), inspections=(check(on="2019-06-20"), check(on="2019-08-03")))
    [cause] = found(given)
    assert (cause.standing, cause.late_words, cause.clause) == (Standing.CHARGED, "3일", "MAR-004 4)")
    assert cause.first_day == date(2019, 8, 1) and cause.in_days
    assert cause.days(DayPolicy.FLOOR) == cause.days(DayPolicy.CEIL) == 3


def test_a_remote_check_is_no_visit_and_an_open_end_is_held() -> None:
    rows = (check(on="2019-06-20"), check(on="2019-07-20", method="원격"))
    [cause] = found(dossier(contract=contract(terms=INSPECTED), inspections=rows))
    assert cause.standing is Standing.HELD and cause.minutes == 0


def test_a_deadline_that_rolled_is_kept_by_a_visit_on_the_rolled_day() -> None:
    rows = (check(on="2019-09-02"), check(on="2019-07-20"))
    given = dossier(contract=contract(terms=INSPECTED), inspections=rows)
    assert found(given, Month(2019, 8)) == ()  # 8. 31. is a Saturday


def test_no_inspection_is_missed_without_the_clause_or_in_months_to_come() -> None:
    assert found(dossier(inspections=(check(on="2019-08-03"),))) == ()
    assert found(dossier(contract=contract(terms=INSPECTED)), Month(2019, 12)) == ()


def test_days_in_words() -> None:
    assert day_words(Fraction(3)) == "3일" and day_words(Fraction(130, 1440)) == "130분 ÷ 1,440분"
