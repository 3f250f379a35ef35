"""Twenty-four hours are covered or the gap is named."""

from __future__ import annotations

from datetime import date, time

from pipeline.model.period import Period
from pipeline.rules.emergency import emergency
from tests.rules.sample import contract, day, dossier, law, person

JUNE = {"start": day("2019-06-03"), "end": day("2019-06-09")}  # 월 ~ 일, with 현충일 on 목


def covered(*people, **changes):
    return emergency(dossier(contract=contract(**(JUNE | changes)), people=people, law=law()))


def member(id: str, phone: str = "010-0000-0002", **changes):
    return person(id, role="전담인력", phone=phone, joined=changes.pop("joined", day("2019-06-03")), **changes)


MANAGER = person("P01", phone="010-0000-0001", joined=day("2019-06-03"))


def test_members_are_called_first_and_nobody_is_named_for_the_night_among_two() -> None:
    found = covered(MANAGER, member("P02"), member("P03", "010-0000-0003"))
    assert [[each.id for each in band.calls] for band in found.bands] == [["P02", "P03", "P01"]] * 3
    assert [band.answers.id if band.answers else None for band in found.bands] == ["P02", None, None]
    assert [band.name for band in found.unnamed] == ["평일 야간", "토·일·공휴일"] and not found.whole


def test_a_single_member_answers_at_night_too() -> None:
    found = covered(MANAGER, member("P02"))
    assert not found.unnamed and found.whole


def test_hours_outside_work_are_counted_with_holidays() -> None:
    found = covered(member("P02"), work_start=time(9), work_end=time(18))
    assert found.days == 7 and found.work_hours == 4 * 9 and found.after_hours == 7 * 24 - 4 * 9


def test_days_without_anybody_and_with_one_only() -> None:
    late = member("P02", joined=day("2019-06-05"))
    gone = member("P03", "010-0000-0003", joined=day("2019-06-07"), left=day("2019-06-08"))
    found = covered(late, gone)
    assert found.uncovered == (Period(date(2019, 6, 3), date(2019, 6, 4)),)
    assert found.single == (Period(date(2019, 6, 5), date(2019, 6, 6)), Period(date(2019, 6, 9), date(2019, 6, 9)))


def test_a_person_without_a_number_covers_nothing() -> None:
    found = covered(member("P02", ""))
    assert [each.id for each in found.unreachable] == ["P02"]
    assert found.uncovered == (Period(JUNE["start"], JUNE["end"]),)
    assert all(band.answers is None and band.calls == () for band in found.bands)


def test_one_number_for_two_people_is_told_however_it_is_written() -> None:
    found = covered(member("P02", "010-0000-0002"), member("P03", "01000000002"))
    assert [[each.id for each in people] for people in found.shared] == [["P02", "P03"]]
