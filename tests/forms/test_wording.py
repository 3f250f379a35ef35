"""The words of a filled form come back by row, whatever program made it."""

from __future__ import annotations

import io

from docx import Document as Word
from openpyxl import Workbook

from pipeline.forms.wording import words_of


def test_a_word_file_gives_rows_and_paragraphs() -> None:
    made = Word()
    made.add_paragraph("착수계")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "계약금액", "금1,000원"
    stream = io.BytesIO()
    made.save(stream)
    rows, problems = words_of(stream.getvalue(), "a.docx")
    assert not problems
    assert ("착수계",) in rows and ("계약금액", "금1,000원") in rows


def test_a_workbook_gives_its_rows() -> None:
    book, stream = Workbook(), io.BytesIO()
    book.active.append(["계약금액", 1000])
    book.save(stream)
    assert words_of(stream.getvalue(), "a.xlsx") == ([("계약금액", "1000")], [])


def test_what_is_no_form_is_a_problem() -> None:
    rows, problems = words_of(b"plain", "a.docx")
    assert rows == [] and problems
