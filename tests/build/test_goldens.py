"""The text of chosen documents, kept in goldens/ and read by people: ACCEPT_GOLDENS=1 renews them, then read the difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.build import commands, run
from pipeline.build.ordering import Order
from pipeline.compose.deliverable import Package
from pipeline.document.blocks import Document
from pipeline.document.dump import dump, dump_workbook
from pipeline.model.period import Month
from pipeline.problems import stopping
from pipeline.workspace import HOME, Workspace

GOLDENS = Path(__file__).parent / "goldens"
CONTRACT = "seoul-upcycling-2019"
ORDERS = {
    "2019-05": Order(("docx",), month=Month(2019, 5), package=None, deliverables=("claim", "monthly-report")),
    "2019-07": Order(("docx",), month=Month(2019, 7)),
    "2019-10": Order(("docx",), month=Month(2019, 10), package=None, deliverables=("monthly-report", "report-letter")),
    "서약": Order(("docx",), Package.PLEDGES),
    "계약": Order(("docx",), Package.AGREEMENT),
    "착수": Order(("docx",), Package.START),
}


def texts(order: Order) -> dict[str, str]:
    """Return document name → its dump."""
    workspace = Workspace(HOME, HOME / "output")
    dossier, problems = commands.read_contract(workspace, CONTRACT)
    assert dossier is not None and not stopping(problems)
    planned, environment, problems = commands.plan(workspace, CONTRACT, dossier, order.month or dossier.newest_month, order)
    composed, faults = run.compose(planned, environment, order.formats, HOME)
    assert not stopping(problems + faults)
    return {each.name: dump(each.content) if isinstance(each.content, Document) else dump_workbook(each.content) for each in composed}


@pytest.mark.parametrize("name", ORDERS)
def test_documents_say_what_they_said(name: str) -> None:
    folder = GOLDENS / name
    made = texts(ORDERS[name])
    if os.environ.get("ACCEPT_GOLDENS"):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.txt"):
            old.unlink()
        for title, text in made.items():
            (folder / f"{title}.txt").write_text(text, "utf-8", newline="\n")
    kept = {path.stem: path.read_text("utf-8") for path in folder.glob("*.txt")}
    assert made.keys() == kept.keys()
    for title, text in made.items():
        assert text == kept[title], title
