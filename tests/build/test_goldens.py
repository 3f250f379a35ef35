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
CONTRACT, CLOUD, PLAN = "seoul-upcycling-2019", "gb-metaverse-2023", "seoul-finance-2013"
ORDERS = {
    "2019-05": Order(("docx",), month=Month(2019, 5), package=None, deliverables=("claim", "monthly-report")),
    "2019-07": Order(("docx",), month=Month(2019, 7)),
    "2019-10": Order(("docx",), month=Month(2019, 10), package=None, deliverables=("monthly-report", "report-letter")),
    "서약": Order(("docx",), Package.PLEDGES),
    "계약": Order(("docx",), Package.AGREEMENT),
    "착수": Order(("docx",), Package.START),
    "수시": Order(("docx",), Package.OCCASION),
    "완료": Order(("docx",), Package.FINISH),
    f"{CLOUD}/착수": Order(("docx",), Package.START),
    f"{CLOUD}/2023-10": Order(("docx",), month=Month(2023, 10)),
    f"{PLAN}/계획": Order(("docx",), Package.PROJECT),
    f"{PLAN}/정산": Order(("docx",), Package.SETTLEMENT),
}


def texts(name: str, nowhere: Path) -> dict[str, str]:
    """Return document name → its dump; nothing was built before, so that no golden depends on what lies in output/."""
    order, (contract, _, _) = ORDERS[name], (name if "/" in name else f"{CONTRACT}/{name}").partition("/")
    workspace = Workspace(HOME, nowhere)
    dossier, problems = commands.read_contract(workspace, contract)
    assert dossier is not None and not stopping(problems)
    planned, environment, problems = commands.plan(workspace, contract, dossier, order.month or dossier.newest_month, order)
    composed, faults = run.compose(planned, environment, order.formats, HOME)
    assert not stopping(problems + faults)
    return {each.name: dump(each.content) if isinstance(each.content, Document) else dump_workbook(each.content) for each in composed}


@pytest.mark.parametrize("name", ORDERS)
def test_documents_say_what_they_said(name: str, tmp_path: Path) -> None:
    folder = GOLDENS / name
    made = texts(name, tmp_path)
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
