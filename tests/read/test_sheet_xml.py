"""What a reader of values hides is found in the sheet's own XML."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from pipeline.read.sheet_xml import UNPACKED_LIMIT, find_hidden_faults


def package(cells: str) -> bytes:
    """Return a workbook whose only sheet, "표", has the row `cells`."""
    book = openpyxl.Workbook()
    book.active.title = "표"
    out, raw = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert data.count(b"<sheetData></sheetData>") == 1
                row = f'<sheetData><row r="2">{cells}</row></sheetData>'
                data = data.replace(b"<sheetData></sheetData>", row.encode())
            target.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ('<c r="B2"><v>1</v></c>', []),
        ('<c r="B2"><f>A2+1</f><v>2</v></c>', []),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', []),
        ('<c r="B2" s="1"><f>A2+1</f><v></v></c>', [("D-XLSX-05", "B2")]),
        ('<c r="B2"><f>A2+1</f></c>', [("D-XLSX-05", "B2")]),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2"><v>1</v></c>', [("D-XLSX-05", "B2")]),
        ('<c t="e" r="C2" s="3"><v>#N/A</v></c>', [("D-XLSX-05", "C2")]),
        ('<c r="XFD2" s="1"/>', []),
        ('<c r="XFD2"><v>1</v></c>', [("D-XLSX-06", "XFD2")]),
        ('<c r="A900000" t="s"><v>1</v></c>', [("D-XLSX-06", "A900000")]),
    ],
)
def test_hidden_faults(cells: str, expected: list[tuple[str, str]]) -> None:
    problems = find_hidden_faults(package(cells), "a.xlsx")
    assert [(problem.code, f"{problem.at.column}{problem.at.row}") for problem in problems] == expected
    assert all(problem.at.sheet == "표" for problem in problems)


def test_a_written_workbook_with_formulas_has_none() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet().write_formula("A1", "=1+1", None, 2)
    book.close()
    assert find_hidden_faults(out.getvalue(), "a.xlsx") == []


def test_unpacked_size_is_limited() -> None:
    data = bytearray(package(""))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (UNPACKED_LIMIT + 1).to_bytes(4, "little")
    assert [problem.code for problem in find_hidden_faults(bytes(data), "a.xlsx")] == ["D-FILE-02"]


def test_another_zip_is_not_a_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert [problem.code for problem in find_hidden_faults(out.getvalue(), "a.xlsx")] == ["D-XLSX-01"]
