"""References of formulas follow rows that leave and come, and nothing else of a formula changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.xlsx.their_moves import LAST_ROW, Rewriter, RowMoves, column_letters, column_number, shifted

# Rows 4 to 8 below the header in row 3: row 5 leaves, two rows come behind row 7.
MOVES = RowMoves({4: 4, 6: 5, 7: 6, 8: 9}, header=3, last=8, after=1, data=(4, 7), fresh=(7, 8))
REWRITER = Rewriter({"추적표": MOVES, "내 '시트'": MOVES})


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A6", "A6"),
        ("추적표!A6+A6", "추적표!A5+A6"),
        ("추적표!$A$8", "추적표!$A$9"),
        ("'추적표'!b8", "'추적표'!b9"),
        ("'내 ''시트'''!A8", "'내 ''시트'''!A9"),
        ("SUM(추적표!A4:A7)", "SUM(추적표!A4:A8)"),
        ("SUM(추적표!A4:A6)", "SUM(추적표!A4:A5)"),
        ("SUM(추적표!A5:A6)", "SUM(추적표!A5:A5)"),
        ("추적표!8:8", "추적표!9:9"),
        ("추적표!A:B", "추적표!A:B"),
        ("추적표!A20", "추적표!A21"),
        ("추적표!A1:A1048576", "추적표!A1:A1048576"),
        ('"추적표!A6"&추적표!A6', '"추적표!A6"&추적표!A5'),
        ("LOG10(추적표!B6)+추적표!B6#", "LOG10(추적표!B5)+추적표!B5#"),
        ("[1]추적표!A6", "[1]추적표!A6"),
        ("'[다른.xlsx]추적표'!A6", "'[다른.xlsx]추적표'!A6"),
        ("표1[[#This Row],[A6]]", "표1[[#This Row],[A6]]"),
        ("추적표!A6:INDEX(추적표!B6,1)", "추적표!A5:INDEX(추적표!B5,1)"),
        ("추적표_A6+Q1_실적", "추적표_A6+Q1_실적"),
        ("다른!A6", "다른!A6"),
    ],
)
def test_a_formula_of_another_sheet(formula: str, expected: str) -> None:
    assert REWRITER.formula(formula, "내 시트") == expected
    assert not REWRITER.lost


def test_a_formula_of_the_sheet_itself() -> None:
    assert REWRITER.formula("$A6&B$8&다른!C6", "추적표") == "$A5&B$9&다른!C6"


@pytest.mark.parametrize(
    ("formula", "expected"), [("추적표!A5", "추적표!#REF!"), ("SUM(추적표!5:5)", "SUM(추적표!#REF!)")]
)
def test_a_reference_to_a_row_that_is_no_more_is_told(formula: str, expected: str) -> None:
    assert (REWRITER.formula(formula), REWRITER.lost) == (expected, True)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("B5", "C7"),
        ("$B5:B$6", "$B7:C$6"),
        ("추적표!B5", "추적표!C7"),
        ("5:$6", "7:$6"),
        ('"B5"&LOG10(B5)', '"B5"&LOG10(C7)'),
    ],
)
def test_a_shared_formula_read_further_on(formula: str, expected: str) -> None:
    assert shifted(formula, 2, 1) == expected


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 2)), min_size=1, max_size=12),
    st.integers(1, 30),
    st.integers(0, 9),
)
def test_rows_keep_their_order_and_ranges_their_rows(plan: list[tuple[bool, int]], first: int, more: int) -> None:
    new, place = {}, 3
    for number, (stays, behind) in enumerate(plan, 4):
        if stays:
            place += 1
            new[number] = place
        place += behind
    moves = RowMoves(new, header=3, last=3 + len(plan), after=place - 3 - len(plan))
    kept = [row for row in range(first, first + more + 1) if moves.row(row)]
    assert [moves.row(row) for row in kept] == sorted({moves.row(row) for row in kept})
    span = moves.span(first, first + more, grows=False)
    assert span == ((moves.row(kept[0]), moves.row(kept[-1])) if kept else None)
    assert moves.row(LAST_ROW) == LAST_ROW


@given(st.integers(1, 16_384))
def test_columns_have_letters(number: int) -> None:
    assert column_number(column_letters(number)) == number
