"""The collector is off inside and as it was outside, whatever happens."""

import gc

import pytest

from pipeline.read.uncollected import uncollected


def test_off_inside_and_on_again() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled(), "the outer block still runs"
    assert gc.isenabled()


def test_on_again_after_an_error() -> None:
    @uncollected()
    def fails() -> None:
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):
            fails()
        assert gc.isenabled()


def test_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
