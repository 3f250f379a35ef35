"""Growth of the data and the state of the media."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.backup_volume import growth, media, volumes
from tests.rules.sample_logs import backup


def test_growth_needs_two_sizes_and_a_beginning() -> None:
    assert growth(Decimal(8), Decimal(7)) == Decimal("-12.50")
    assert growth(None, Decimal(7)) is None and growth(Decimal(0), Decimal(7)) is None


def test_volumes_take_successful_runs_in_order_of_time() -> None:
    runs = (backup("C", "2019-07-03 02:00", False, "99"), backup("B", "2019-07-02 02:00", size="12"),
            backup("A", "2019-07-01 02:00", size="10"), backup("D", "2019-07-04 02:00", size=None))
    [line] = volumes(runs)
    assert (line.first, line.last, line.growth) == (Decimal(10), Decimal(12), Decimal("20.00"))


def test_media_are_short_when_less_is_free_than_the_largest_run() -> None:
    runs = (backup("A", "2019-07-01 02:00", media="NAS", media_free_gb=Decimal(30), media_state="정상"),
            backup("B", "2019-07-02 02:00", media="NAS", media_free_gb=Decimal(9)),
            backup("C", "2019-07-02 03:00", media="테이프", media_state="이상"))
    nas, tape = media(runs)
    assert (nas.name, nas.free_gb, nas.state) == ("NAS", Decimal(9), "부족")
    assert (tape.free_gb, tape.state) == (None, "이상")
