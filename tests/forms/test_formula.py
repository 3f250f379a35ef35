"""Formulas taken apart: which pieces are references, and which of them grow into a total."""

from __future__ import annotations

import pytest

from pipeline.forms.formula import take_apart
from pipeline.forms.references import Reference


def moved(formula: str, by: int = 10) -> str:
    pieces = take_apart(formula)
    return "".join(
        piece if isinstance(piece, str) else piece.written(piece.first + by, piece.last + by) for piece in pieces
    )


@pytest.mark.parametrize(
    ("formula", "shifted"),
    [
        ("B4*C4", "B14*C14"),
        ("SUM(D4:D9)+$D$4", "SUM(D14:D19)+$D$14"),
        ('IF(A1="B2",A1&" C3",LOG10(B1))', 'IF(A11="B2",A11&" C3",LOG10(B11))'),
        ("내역!D5+'내 시트'!$A1+'O''Neil'!B2", "내역!D15+'내 시트'!$A11+'O''Neil'!B12"),
        ("SUM(5:5)+SUM(A:A)", "SUM(15:15)+SUM(A:A)"),
        ("표1[금액]+단가", "표1[금액]+단가"),
        ("VLOOKUP(A2,$F$1:$G$9,2,FALSE)", "VLOOKUP(A12,$F$11:$G$19,2,FALSE)"),
        ("-B4%", "-B14%"),
        ('"A1', '"A1'),
    ],
)
def test_references_move_and_nothing_else(formula: str, shifted: str) -> None:
    assert moved(formula, 0) == formula
    assert moved(formula) == shifted


@pytest.mark.parametrize(
    ("formula", "totals"),
    [
        ("SUM(D4)", [True]),
        ("SUM(D4,E4*2)", [True, False]),
        ("D4*2", [False]),
        ("IF(D4,1,2)", [False]),
        ("SUM((D4))", [False]),
        ("AVERAGE(D4:D5)", [True]),
    ],
)
def test_a_lone_cell_in_a_total(formula: str, totals: list[bool]) -> None:
    assert [piece.total for piece in take_apart(formula) if isinstance(piece, Reference)] == totals
