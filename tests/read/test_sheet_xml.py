"""What a reader of values hides is found in the sheet's own XML."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from pipeline.read.sheet_xml import UNPACKED_LIMIT, find_hidden_faults, pieces


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


def test_a_long_sheet_comes_in_pieces_of_whole_rows() -> None:
    rows = "".join(f'<c r="B{number}"><f>A{number}</f><v>{number}</v></c></row><row r="{number + 1}">' for number in range(2, 50_000))
    data = package(rows + '<c r="B50000" t="e"><v>#N/A</v></c><c r="ABC50000"><v>1</v></c>')
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        found = list(pieces(opened, "xl/worksheets/sheet1.xml"))
        assert b"".join(found) == opened.read("xl/worksheets/sheet1.xml")
    assert len(found) > 2 and all(each.endswith(b"</row>") for each in found[:-1])
    problems = find_hidden_faults(data, "a.xlsx")
    assert [(problem.code, problem.at.row) for problem in problems] == [("D-XLSX-05", 50_000), ("D-XLSX-06", 50_000)]


def test_a_row_longer_than_a_piece_stays_whole() -> None:
    data = package('<c r="B2" t="inlineStr"><is><t>' + "가" * 1_000_000 + '</t></is></c><c r="C2" t="e"><v>#REF!</v></c>')
    assert [str(problem.at) for problem in find_hidden_faults(data, "a.xlsx")] == ["a.xlsx[표]!C2"]
