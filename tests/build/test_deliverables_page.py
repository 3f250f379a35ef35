"""docs/deliverables.md says what the data and the templates say, and every template it names exists."""

from __future__ import annotations

import pytest

from pipeline.build.listing import listing
from pipeline.build.templates import load_templates
from pipeline.workspace import HOME, Workspace
from tests.build.deliverables_page import PAGE, page

WORKSPACE = Workspace(HOME, HOME / "output")
CONTRACTS, _ = WORKSPACE.chosen([])


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "make docs"


@pytest.mark.parametrize("contract", CONTRACTS)
def test_every_template_that_a_deliverable_names_exists(contract: str) -> None:
    rows, problems = listing(WORKSPACE, contract)
    templates, _ = load_templates(WORKSPACE, contract)
    assert rows and not problems
    assert {row.template for row in rows if row.template} <= {template.id for template in templates}
