"""The names that templates see: figures are made, and their modules loaded, when one of them is first asked for."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from jinja2 import UndefinedError

from pipeline.build.names import Late, names
from pipeline.language.environment import environment
from pipeline.language.faults import fault
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.read.dossier import read_dossier
from pipeline.rules.monthly import MonthlyFigures
from pipeline.workspace import HOME


@cache
def dossier() -> Dossier:
    base = HOME / "tests" / "errors" / "base"
    found, _ = read_dossier(base, base / "_law", HOME)
    assert found is not None
    return found


def seen() -> dict[str, Any]:
    return names(dossier(), dossier().contract.months[0])


def test_figures_are_made_when_one_is_asked_for_and_only_once() -> None:
    made: list[Month] = []

    class Figures:
        def __init__(self) -> None:
            made.append(Month(2019, 5))
            self.month = made[0]

        def next(self) -> Month:
            return self.month.next

    late = Late(Figures)
    assert made == []
    assert late.month == Month(2019, 5) and late.next() == Month(2019, 6) and late.month == Month(2019, 5)
    assert len(made) == 1 and type(late) is Figures


def test_every_late_name_can_be_made() -> None:
    late = {name: value for name, value in seen().items() if isinstance(value, Late)}
    assert {"cost", "finish", "project", "status"} <= late.keys()
    for name, value in late.items():
        with pytest.raises(AttributeError, match="no_such_figure"):
            value.no_such_figure
        assert type(value) is not Late, name


def test_a_fault_names_the_figures() -> None:
    known = seen()
    with pytest.raises(UndefinedError) as raised:
        environment().from_string("{{ figures.no_such_figure }}").render(known)
    assert "MonthlyFigures의 no_such_figure" in fault(raised.value, "양식").message
    assert isinstance(known["figures"], MonthlyFigures)
