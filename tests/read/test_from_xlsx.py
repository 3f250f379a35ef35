"""A workbook becomes tables: header found, values typed, places with sheet, column and row."""

import io
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.read.from_xlsx import parse_xlsx

REQUIRED = (frozenset({"번호"}), frozenset({"점검일"}), frozenset({"내용"}))
HEADER = ["번호", "점검일", "내용"]


def workbook(sheets: dict[str, list[list[Any]]], change: Callable[[Worksheet], None] = lambda sheet: None) -> bytes:
    """Return the bytes of a workbook; `change` is applied to its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_values_keep_their_type_and_place() -> None:
    values = [[7, date(2019, 7, 3), "가"], ["나", datetime(2019, 7, 3, 14, 20), time(9, 30)]]
    rows = [["정기점검 결과"], [], *([""] + row for row in (HEADER, *values))]
    (table,), problems = parse_xlsx(workbook({"7월": rows}), "a.xlsx", REQUIRED)
    assert problems == []
    assert (table.header, table.header_row, table.first_column) == (tuple(HEADER), 3, 1)
    assert [row.cells for row in table.rows] == [
        (7.0, date(2019, 7, 3), "가"),
        ("나", datetime(2019, 7, 3, 14, 20), time(9, 30)),
    ]
    assert str(table.place(table.rows[0].number, 1, "점검일")) == "a.xlsx[7월]!C4 (점검일)"


def test_every_sheet_with_the_header_is_read_and_others_are_noted() -> None:
    row = [1, date(2019, 7, 3), "가"]
    data = workbook({"안내": [["설명"]], "7월": [HEADER, row], "8월": [HEADER, row, [], row], "빈 시트": []})
    tables, problems = parse_xlsx(data, "a.xlsx", REQUIRED)
    assert [(table.sheet, [row.number for row in table.rows]) for table in tables] == [("7월", [2]), ("8월", [2, 4])]
    assert [(problem.code, problem.at.sheet, problem.stops) for problem in problems] == [("D-XLSX-04", "안내", False)]


def test_cells_merged_downwards_speak_for_each_row() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet["A2"] = "점검-1"
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("A5:C5")
        sheet["A5"] = "합친 제목"

    rows = [HEADER, ["", date(2019, 7, 3), "가"], ["", date(2019, 7, 4), "나"]]
    (table,), _ = parse_xlsx(workbook({"7월": rows}, merge), "a.xlsx", REQUIRED)
    assert [row.cells[0] for row in table.rows] == ["점검-1", "점검-1", "합친 제목"]
    assert table.rows[2].cells[1:] == ("", "")


def test_header_with_a_column_missing_is_still_a_header() -> None:
    (table,), problems = parse_xlsx(workbook({"7월": [["번호", "내용"], [1, "가"]]}), "a.xlsx", REQUIRED)
    assert table.header == ("번호", "내용") and problems == []


def test_wrapped_header_label_counts() -> None:
    (table,), _ = parse_xlsx(workbook({"7월": [["번호", "점검\n일", "내용"], [1, date(2019, 7, 3), "가"]]}), "a.xlsx", REQUIRED)
    assert table.header_row == 1


def test_value_beside_the_header_is_kept_for_the_header_check() -> None:
    (table,), _ = parse_xlsx(workbook({"7월": [HEADER, [1, date(2019, 7, 3), "가", "덧붙임"]]}), "a.xlsx", REQUIRED)
    assert table.header == (*HEADER, "") and table.rows[0].cells[3] == "덧붙임"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D-XLSX-01"),
        (b"hello", "D-XLSX-01"),
        (b"PK\x03\x04 broken", "D-XLSX-01"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "D-XLSX-01"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "D-XLSX-02"),
        (workbook({"Sheet1": []}), "D-XLSX-03"),
        (workbook({"표지": [["목록"]]}), "D-TAB-01"),
        (workbook({"7월": [HEADER]}, lambda sheet: sheet.__setitem__("AAA1", "멀리")), "D-XLSX-06"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    tables, problems = parse_xlsx(data, "a.xlsx", REQUIRED)
    assert tables == [] and [problem.code for problem in problems] == [code]


@given(st.binary(), st.integers(0, 3000))
def test_any_bytes_and_any_damage_give_tables_or_problems(noise: bytes, at: int) -> None:
    assert parse_xlsx(noise, "a.xlsx", REQUIRED)[1]
    damaged = GOOD[:at] + noise + GOOD[at + len(noise) :]
    tables, problems = parse_xlsx(damaged, "a.xlsx", REQUIRED)
    assert tables or problems


GOOD = workbook({"7월": [HEADER, [1, date(2019, 7, 3), "가"]]})
