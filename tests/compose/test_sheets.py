"""Formulas of a sheet template point at the cells that they name, and keep the value computed beside them."""

from __future__ import annotations

from types import SimpleNamespace

from pipeline.compose.deliverable import Kind, Package, SheetColumn, SheetTemplate, Template
from pipeline.compose.sheets import compose
from pipeline.compose.subject import Task
from pipeline.language.environment import environment
from tests.rules.sample import contract

ROWS = (
    SimpleNamespace(key="a", count=2, price=300, amount=600, formula="={수량}*{단가}"),
    SimpleNamespace(key="b", count=1, price=50, amount=50, formula="={수량}*{단가}"),
    SimpleNamespace(key="sum", count=None, price=None, amount=650, formula="=SUM({금액@a}:{금액@b})"),
    SimpleNamespace(key="note", count=None, price=None, amount=7, formula=""),
)
COLUMNS = (
    SheetColumn(title="수량", value="row.count", look="number"),
    SheetColumn(title="단가", value="row.price", look="won"),
    SheetColumn(title="금액", value="row.amount", look="won", formula="row.formula"),
)


def _amounts(*heading: str):
    sheet = SheetTemplate(name="내역", rows="rows", key="row.key", columns=COLUMNS, heading=heading)
    template = Template(name="내역서", package=Package.PROJECT, kind=Kind.WORKBOOK, sheets=(sheet,))
    task = Task(template, None, "내역서", "내역서", None, {"rows": ROWS, "contract": contract()})
    book, problems = compose(task, environment())
    assert not problems
    return [(row[2].formula, row[2].value) for row in book.sheets[0].rows]


def test_a_title_is_the_cell_of_the_row_and_a_key_that_of_another() -> None:
    assert _amounts() == [("=A2*B2", 600), ("=A3*B3", 50), ("=SUM(C2:C3)", 650), ("", 7)]


def test_heading_lines_move_the_rows_down() -> None:
    assert _amounts("산출내역서", "단위: 원")[2] == ("=SUM(C4:C5)", 650)


def test_a_key_that_no_row_bears_is_the_template_authors_problem() -> None:
    sheet = SheetTemplate(name="내역", rows="rows", key="row.key", columns=(SheetColumn(title="금액", value="row.amount", formula="'={금액@zz}'"),))
    template = Template(name="내역서", package=Package.PROJECT, kind=Kind.WORKBOOK, sheets=(sheet,))
    book, problems = compose(Task(template, None, "내역서", "내역서", None, {"rows": ROWS, "contract": contract()}), environment())
    assert book is None and problems
