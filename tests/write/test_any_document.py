"""Any document survives any writer: no exception, and the same bytes the second time."""

from __future__ import annotations

import re
from importlib import import_module, util

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document.blocks import Document
from pipeline.document.dump import dump, dump_workbook
from pipeline.document.sheet import Workbook
from pipeline.write.to_xlsx import write_workbook
from tests.write.strategies import documents, workbooks

CALM = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
EXAMPLES = {"to_html": 40, "to_docx": 25, "to_pdf": 12}
STARTS = {"to_html": b"<!DOCTYPE html>", "to_docx": b"PK", "to_pdf": b"%PDF"}


@pytest.mark.parametrize("writer", sorted(name for name in EXAMPLES if util.find_spec(f"pipeline.write.{name}")))
def test_any_document_survives_any_writer(writer: str) -> None:
    write = import_module(f"pipeline.write.{writer}").write_document

    @settings(CALM, max_examples=EXAMPLES[writer])
    @given(document=documents)
    def survives(document: Document) -> None:
        data, problems = write(document)
        assert data.startswith(STARTS[writer])
        assert all(problem.message and problem.code.startswith("W-") for problem in problems)
        assert write(document) == (data, problems)

    survives()


@settings(CALM, max_examples=25)
@given(workbooks)
def test_any_workbook_survives(workbook: Workbook) -> None:
    data, problems = write_workbook(workbook)
    assert data.startswith(b"PK") if workbook.sheets else problems
    assert write_workbook(workbook) == (data, problems)


@settings(CALM, max_examples=25)
@given(documents, st.data())
def test_any_dump_is_lines_without_hidden_signs(document: Document, data: st.DataObject) -> None:
    text = dump(document) + dump_workbook(data.draw(workbooks))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]| $", text, re.MULTILINE)
