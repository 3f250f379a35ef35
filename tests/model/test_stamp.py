"""The hidden mark of a row, and what makes two texts the same."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.stamp import cell_text, digest, read_stamp, read_title, same_text, stamp, stamp_title


@pytest.mark.parametrize(
    "values",
    [
        ("2019-05-31", "2019. 5. 31.", "2019.05.31", date(2019, 5, 31), datetime(2019, 5, 31)),
        (1234, 1234.0, "1,234", Decimal("1234.00")),
        ("가 나\n다", "가나다", "  가나 다 "),
        ("각", "각"),
        (None, "", "  "),
    ],
)
def test_what_a_spreadsheet_changes_is_no_change(values: tuple) -> None:
    assert len({digest(cell_text(value)) for value in values}) == 1


def test_what_cp949_cannot_hold_is_no_change() -> None:
    text = "가—나 😀"
    assert same_text(text, text.encode("cp949", "replace").decode("cp949"))


@pytest.mark.parametrize(("one", "other"), [("적합", "부적합"), ("1,234", "1,235"), ("2019-05-31", "2019-06-01"), ("가", "")])
def test_what_people_change_is_a_change(one: str, other: str) -> None:
    assert digest(one) != digest(other)


@given(st.text(), st.text(st.characters(blacklist_characters="|")), st.lists(st.text("0123456789abcdef*", max_size=6), min_size=1))
def test_marks_are_read_again(id: str, fingerprint: str, digests: list[str]) -> None:
    found = read_stamp(stamp(id, fingerprint, digests))
    if fingerprint == fingerprint.strip() and id == id.strip():
        assert found is not None and (found.id, found.fingerprint, list(found.digests)) == (id, fingerprint, digests)


def test_titles_are_read_again() -> None:
    assert read_title(stamp_title("추적표", [("번호", False), ("의견|덧", True)])) == ("추적표", (("번호", False), ("의견¦덧", True)))
    assert read_title("자동값") is None
    assert read_stamp("DU-1") is None
