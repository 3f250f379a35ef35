"""Temporary recoveries and the permanent measures owed for them."""

from __future__ import annotations

from pipeline.model.log import Incident
from pipeline.model.period import Month
from pipeline.problems import Severity
from pipeline.rules.temporary_recovery import check, pending
from tests.rules.sample import at, day, dossier, incident

JUNE, JULY, AUGUST = Month(2019, 6), Month(2019, 7), Month(2019, 8)


def temporary(plan: str | None = None, id: str = "INC-1", moment: str = "2019-07-19 15:00") -> Incident:
    handed_in = day(plan) if plan else None
    return incident(id, "2019-07-19 13:00", "2019-07-19 16:00", temporary=at(moment), permanent_plan=handed_in)


def test_days_to_the_plan() -> None:
    [found] = pending(dossier(temporary("2019-07-26")), JULY)
    assert (found.days, found.done, found.plan) == (7, True, day("2019-07-26"))
    assert found.state_words == "제출 (임시복구 후 7일)"
    assert found.steps == ("임시복구 2019. 7. 19. 15:00 → 항구대책 제출 2019. 7. 26. = 7일",)


def test_days_to_the_end_of_the_month_while_owed() -> None:
    [found] = pending(dossier(temporary()), JULY)
    assert (found.days, found.done, found.state_words) == (12, False, "미제출 (임시복구 후 12일 경과)")
    assert pending(dossier(temporary()), AUGUST)[0].days == 43


def test_a_plan_of_a_later_month_is_owed_until_then() -> None:
    given = dossier(temporary("2019-08-05"))
    assert [pending(given, month)[0].done for month in (JULY, AUGUST)] == [False, True]
    assert pending(given, AUGUST)[0].days == 17
    assert pending(given, Month(2019, 9)) == ()


def test_other_incidents_and_earlier_months_are_left_out() -> None:
    assert pending(dossier(incident()), JULY) == ()
    assert pending(dossier(temporary()), JUNE) == ()


def test_order_is_by_time() -> None:
    given = dossier(temporary(id="INC-2"), temporary(id="INC-1", moment="2019-07-19 14:00"))
    assert [each.incident.id for each in pending(given, JULY)] == ["INC-1", "INC-2"]


def test_owed_plan_is_warned_and_reversed_plan_stops() -> None:
    [owed] = check(dossier(temporary()))
    assert owed.severity is Severity.WARNING and "12일" in owed.message
    [wrong] = check(dossier(temporary("2019-07-18")))
    assert wrong.stops and wrong.at.field == "항구대책일"
    assert check(dossier(temporary("2019-07-26"))) == []
