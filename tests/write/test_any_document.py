"""Any document survives any writer: no exception, the same bytes the second time, and no missing fact goes unsaid."""

from __future__ import annotations

import re
from importlib import import_module, util

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document.blocks import Document
from pipeline.document.dump import dump, dump_workbook
from pipeline.document.missing import missing_facts
from pipeline.document.sheet import Workbook
from pipeline.write.to_xlsx import write_workbook
from tests.write.strategies import documents, workbooks
from tests.write.test_exhaustive import docx_text, html_text, hwpx_text

CALM = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
EXAMPLES = {"to_html": 40, "to_docx": 25, "to_pdf": 12, "to_hwpx": 25}
READERS = {"to_html": html_text, "to_docx": docx_text, "to_hwpx": hwpx_text}  # a PDF holds glyphs, not every character
STARTS = {"to_html": b"<!DOCTYPE html>", "to_docx": b"PK", "to_pdf": b"%PDF", "to_hwpx": b"PK"}


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
        if writer in READERS:
            text = visible(READERS[writer](data))
            assert [fact for fact in missing_facts(document) if visible(fact) not in text] == []

    survives()


def visible(text: str) -> str:
    """Return `text` without white space and the characters that a file cannot hold."""
    return re.sub("[\x00-\x20\x7f-\xa0\ud800-\udfff\ufffe\uffff\\s]", "", text)


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
