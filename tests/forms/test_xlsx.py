"""Excel forms: typed cells, repeated rows, and all that refers to rows that moved."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

from pipeline.forms.form import compile_form
from pipeline.forms.richtext import RichText
from pipeline.model.money import Won
from tests.forms.packages import PNG, unzipped, zipped

ITEMS = [{"이름": "가", "수": 2, "값": 100}, {"이름": "나", "수": 3, "값": 200}, {"이름": "다", "수": 4, "값": 300}]
LOOP = {
    "A4": "{% for 행 in 품목 %}{{ 행.이름 }}",
    "B4": "{{ 행.수 }}",
    "C4": "{{ 행.값 }}",
    "D4": "=B4*C4",
    "E4": "{% endfor %}",
}


def book(cells: dict[str, object], **others: dict[str, object]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.title = "내역"
    for name, content in {"내역": cells, **others}.items():
        sheet = made[name] if name in made.sheetnames else made.create_sheet(name)
        for place, value in content.items():
            sheet[place] = value
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def fill(made: openpyxl.Workbook | bytes, **values: object) -> bytes:
    form, problems = compile_form(made if isinstance(made, bytes) else saved(made), "양식.xlsx")
    assert form, [str(problem) for problem in problems]
    data, problems = form.render(values)
    assert data, [str(problem) for problem in problems]
    return data


def sheet(data: bytes, name: str = "내역"):
    return openpyxl.load_workbook(io.BytesIO(data))[name]


def values(data: bytes, name: str = "내역") -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet(data, name).iter_rows()]


@pytest.mark.parametrize(
    ("value", "format", "shown", "kind"),
    [
        (12, "General", 12, "n"),
        (Won(12_000), '#,##0"원"', 12_000, "n"),
        (Decimal("1.50"), "0.00", 1.5, "n"),
        (0.1, "General", 0.1, "n"),
        (True, "General", True, "b"),
        (date(2019, 5, 31), "yyyy-mm-dd", datetime(2019, 5, 31), "d"),
        (datetime(2019, 5, 31, 12), "yyyy. m. d. hh:mm", datetime(2019, 5, 31, 12), "d"),
        (time(6), "hh:mm", time(6), "d"),
        (date(2019, 5, 31), "General", "2019. 5. 31.", "s"),
        (date(2019, 5, 31), '0"년"', "2019. 5. 31.", "s"),
        (12, "@", "12", "s"),
        (10**16, "General", f"{10**16:,}", "s"),
        ("=1+1", "General", "=1+1", "s"),
        ("007", "General", "007", "s"),
        ("A & B <c>\n나 ", "General", "A & B <c>\n나 ", "s"),
        (None, "General", "〔입력 필요〕", "s"),
    ],
)
def test_a_cell_of_one_tag_keeps_the_type_of_its_value(value: object, format: str, shown: object, kind: str) -> None:
    form = book({"B2": "{{ 값 }}"})
    form.active["B2"].number_format = format
    cell = sheet(fill(form, 값=value))["B2"]
    assert (cell.data_type, cell.value) == ("s" if kind == "s" else kind, shown) or (
        kind == "s" and cell.value == shown and cell.data_type in "sf"
    )
    assert cell.number_format == format
    assert b"<f>" not in unzipped(fill(form, 값=value))["xl/worksheets/sheet1.xml"]


def test_a_tag_among_other_text_is_text() -> None:
    data = fill(
        book({"A1": "금액: {{ 값|금액 }} (부가세 {% if 세 %}포함{% else %}별도{% endif %})"}), 값=1000, 세=False
    )
    assert values(data) == [["금액: 1,000원 (부가세 별도)"]]


def test_optional_values_and_spreadsheet_escapes() -> None:
    data = fill(book({"A1": "{{ 없음|선택 }}", "B1": "{{ 글 }}", "C1": "글 {{ 글 }}"}), 없음=None, 글="_x0041_")
    assert values(data)[0][0] is None
    assert unzipped(data)["xl/worksheets/sheet1.xml"].count(b"_x005F_x0041_") == 2


def test_tags_leave_no_trace_in_the_shared_texts() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        page = made.add_worksheet("내역")
        for place, text in {"A1": "{{ 이름 }}", "A2": "그대로", "B2": "{{ 이름 }} 님"}.items():
            page.write_string(place, text)
        page.write_rich_string("C1", made.add_format({"bold": True}), "{{ 이", "름 }}", " 귀하")
    data = fill(stream.getvalue(), 이름="홍")
    parts = unzipped(data)
    assert values(data) == [["홍", None, "홍 귀하"], ["그대로", "홍 님", None]]
    assert b"<b/>" in parts["xl/worksheets/sheet1.xml"]
    assert b"{{" not in parts["xl/sharedStrings.xml"] and "그대로".encode() in parts["xl/sharedStrings.xml"]


def test_a_row_loop_shifts_what_stands_below() -> None:
    form = book({"A1": "{{ 제목 }}", **LOOP, "A5": "합계", "D5": "=SUM(D4:D4)", "D6": "=SUM(D4)*1.1", "A9": "끝"})
    form.active.row_dimensions[4].height = 30
    form.active.merge_cells("A5:C5")
    form.active.merge_cells("E4:F4")
    data = fill(form, 제목="내역서", 품목=ITEMS)
    assert values(data)[3:] == [
        ["가", 2, 100, "=B4*C4", None, None],
        ["나", 3, 200, "=B5*C5", None, None],
        ["다", 4, 300, "=B6*C6", None, None],
        ["합계", None, None, "=SUM(D4:D6)", None, None],
        [None, None, None, "=SUM(D4:D6)*1.1", None, None],
        [None] * 6,
        [None] * 6,
        ["끝", None, None, None, None, None],
    ]
    filled = sheet(data)
    assert {str(area) for area in filled.merged_cells.ranges} == {"A7:C7", "E4:F4", "E5:F5", "E6:F6"}
    assert [filled.row_dimensions[row].height for row in (4, 5, 6, 7)] == [30, 30, 30, None]


def test_rows_of_their_own_for_the_tags_vanish() -> None:
    form = book(
        {
            "A2": "{%tr for 행 in 품목 %}",
            "A3": "{{ 행.이름 }}",
            "A5": "{%tr endfor %}",
            "A6": "=COUNTA(A3:A3)",
            "A7": "=A3",
        }
    )
    assert values(fill(form, 품목=ITEMS)) == [
        [None],
        ["가"],
        [None],
        ["나"],
        [None],
        ["다"],
        [None],
        ["=COUNTA(A2:A6)"],
        ["=A2"],
    ]


def test_no_rows_at_all() -> None:
    data = fill(book({**LOOP, "A5": "합계", "D5": "=SUM(D4:D4)", "D6": "=D4"}), 품목=[])
    assert [row[3] for row in values(data)[3:]] == ["=SUM(D1048576:D1048576)", "=#REF!"]


def test_nested_loops_have_subtotals_of_their_own() -> None:
    form = book(
        {
            "A1": "{%tr for 조 in 조들 %}",
            "A2": "{{ 조.이름 }}",
            "A3": "{%tr for x in 조.값 %}",
            "B4": "{{ x }}",
            "A5": "{%tr endfor %}",
            "A6": "소계",
            "B6": "=SUM(B4:B4)",
            "A7": "{%tr endfor %}",
            "A8": "합계",
            "B8": "=SUM(B4:B4)",
        }
    )
    data = fill(form, 조들=[{"이름": "가", "값": [1, 2]}, {"이름": "나", "값": [3]}])
    assert values(data) == [
        ["가", None],
        [None, 1],
        [None, 2],
        ["소계", "=SUM(B2:B3)"],
        ["나", None],
        [None, 3],
        ["소계", "=SUM(B6:B6)"],
        ["합계", "=SUM(B2:B6)"],
    ]


def test_a_condition_removes_rows() -> None:
    form = book(
        {
            "A1": "처음",
            "A2": "{%tr if x %}",
            "A3": "있음",
            "A4": "{%tr else %}",
            "A5": "없음",
            "A6": "둘째",
            "A7": "{%tr endif %}",
            "A8": "=A1&A5",
        }
    )
    assert values(fill(form, x=1)) == [["처음"], ["있음"], ["=A1&#REF!"]]
    assert values(fill(form, x=0)) == [["처음"], ["없음"], ["둘째"], ["=A1&A2"]]


def test_other_sheets_names_rules_charts_tables_and_pictures_follow() -> None:
    form = book(
        {"G1": "이름", **LOOP, "A8": "끝", "H8": "머리", "H9": 1},
        요약={"A1": "=내역!D8", "A2": "=SUM(내역!D4:D4)", "A3": "=A1"},
    )
    page = form["내역"]
    page.print_area = "A1:E8"
    page.print_title_rows = "4:4"
    form.defined_names["품값"] = DefinedName("품값", attr_text="내역!$D$4:$D$4")
    choices = DataValidation(type="list", formula1="$G$8:$G$9", sqref="B4 B8")
    page.add_data_validation(choices)
    page.conditional_formatting.add("D4:D8", FormulaRule(formula=["D4>100"], font=Font(bold=True)))
    page["A8"].hyperlink = "https://example.com/a"
    page.auto_filter.ref = "A3:E4"
    page.row_breaks.append(Break(id=8))
    page.add_table(Table(displayName="표", ref="H8:H9"))
    chart = BarChart()
    chart.add_data(Reference(page, min_col=4, min_row=4, max_row=4))
    page.add_chart(chart, "H10")
    page.add_image(Image(io.BytesIO(_png())), "A20")
    data = fill(form, 품목=ITEMS)
    parts, filled = unzipped(data), sheet(data)
    assert values(data, "요약") == [["=내역!D10"], ["=SUM(내역!D4:D6)"], ["=A1"]]
    assert filled.print_area == "'내역'!$A$1:$E$10" and filled.print_title_rows == "$4:$6"
    assert openpyxl.load_workbook(io.BytesIO(data)).defined_names["품값"].attr_text == "내역!$D$4:$D$6"
    rule = filled.data_validations.dataValidation[0]
    assert (str(rule.sqref), rule.formula1) == ("B4:B6 B10", "$G$10:$G$11")
    assert [(str(area.sqref), rules[0].formula) for area, rules in filled.conditional_formatting._cf_rules.items()] == [
        ("D4:D10", ["D4>100"])
    ]
    assert filled["A10"].hyperlink.target == "https://example.com/a"
    assert (
        filled.auto_filter.ref == "A3:E6" and filled.row_breaks.brk[0].id == 10 and filled.tables["표"].ref == "H10:H11"
    )
    assert b"<c:f>'\xeb\x82\xb4\xec\x97\xad'!$D$4:$D$6</c:f>" in parts["xl/charts/chart1.xml"].replace(
        b"<f>", b"<c:f>"
    ).replace(b"</f>", b"</c:f>")
    assert sorted(int(row) for row in re.findall(rb"row>(\d+)</", parts["xl/drawings/drawing1.xml"]))[:2] == [11, 21]


def _png() -> bytes:
    from PIL import Image as Pixels

    stream = io.BytesIO()
    Pixels.new("RGB", (4, 4)).save(stream, "PNG")
    return stream.getvalue()


def test_shared_formulas_are_written_out_before_they_move() -> None:
    form = book({**LOOP, "A6": 1, "A7": 2, "B6": "=A6*2", "B7": "=A7*2"})
    parts = unzipped(saved(form))
    xml = parts["xl/worksheets/sheet1.xml"].decode()
    xml = xml.replace("<f>A6*2</f>", '<f t="shared" ref="B6:B7" si="0">A6*2</f>').replace(
        "<f>A7*2</f>", '<f t="shared" si="0"/>'
    )
    data = fill(zipped({**parts, "xl/worksheets/sheet1.xml": xml}), 품목=ITEMS)
    assert [row[1] for row in values(data)[7:]] == ["=A8*2", "=A9*2"]


def test_stored_results_and_the_order_of_computing_go() -> None:
    parts = unzipped(saved(book({"A1": "{{ 값 }}", "B1": "=A1*2"}, 둘={"A1": "=내역!B1"})))
    for number in (1, 2):
        name = f"xl/worksheets/sheet{number}.xml"
        parts[name] = re.sub(rb"</f><v ?/?>(</v>)?", b"</f><v>42</v>", parts[name])
    parts["xl/calcChain.xml"] = b"<calcChain/>"
    types = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="a/b"/></Types>'
    )
    filled = unzipped(fill(zipped({**parts, "[Content_Types].xml": types}), 값=3))
    assert b"42" not in filled["xl/worksheets/sheet1.xml"] + filled["xl/worksheets/sheet2.xml"]
    assert "xl/calcChain.xml" not in filled and b"calcChain" not in filled["[Content_Types].xml"]
    assert b'fullCalcOnLoad="1"' in filled["xl/workbook.xml"]


def test_rich_text_and_pictures_in_cells() -> None:
    form = book(
        {
            "A1": "앞 {{ 글|서식(굵게=true, 색='빨강') }}",
            "A2": "{{r 글 }}",
            **LOOP,
            "F4": "{{ 사진|그림(10) }}",
            "B9": "{{ 사진|그림(너비=20) }}",
        }
    )
    data = fill(form, 글=RichText("가", 크기=14), 품목=ITEMS, 사진=PNG)
    parts = unzipped(data)
    xml = parts["xl/worksheets/sheet1.xml"].decode()
    assert '<rPr><b val="1"/><sz val="14.0"/><color rgb="FFFF0000"/></rPr>' in xml
    drawing = parts["xl/drawings/formDrawing1.xml"].decode()
    assert re.findall(r"<xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>", drawing) == [
        ("5", "3"),
        ("5", "4"),
        ("5", "5"),
        ("1", "10"),
    ]
    assert parts["xl/media/form1.png"] == PNG
    openpyxl.load_workbook(io.BytesIO(data))


def test_page_headers_double_the_ampersand() -> None:
    form = book({"A1": "가"})
    form.active.oddHeader.center.text = "{{ 제목 }}"
    assert b"A &amp;&amp; B" in unzipped(fill(form, 제목="A & B"))["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    ("cells", "merge", "code"),
    [
        ({"A1": "가", "B1": "{%tc for x in y %}", "C1": "{{ x }}", "D1": "{%tc endfor %}"}, "", "F-TAG-09"),
        ({"A1": "{%p for x in y %}", "A2": "{%p endfor %}"}, "", "F-TAG-09"),
        ({"A1": "{% vm %}"}, "", "F-TAG-09"),
        ({"A4": "{% for x in y %}", "B4": "{{ x }}", "B5": "{{ x }}", "C5": "{% endfor %}"}, "F5:F6", "F-TAG-10"),
        ({"A1": "{% for x in y %}"}, "", "F-TAG-03"),
    ],
)
def test_bad_sheets(cells: dict[str, object], merge: str, code: str) -> None:
    form = book(cells)
    if merge:
        form.active.merge_cells(merge)
    made, problems = compile_form(saved(form), "양식.xlsx")
    assert made is None and code in [problem.code for problem in problems]
    assert problems[0].at.sheet == "내역"


def test_a_merged_block_with_the_loop_inside_grows() -> None:
    form = book(
        {
            "A3": "묶음",
            **{place.replace("A4", "B4"): value for place, value in {"A4": LOOP["A4"], "C4": "{% endfor %}"}.items()},
            "B5": "끝",
        }
    )
    form.active.merge_cells("A3:A5")
    assert {str(area) for area in sheet(fill(form, 품목=ITEMS)).merged_cells.ranges} == {"A3:A7"}


def test_a_place_names_sheet_and_cell() -> None:
    form, _ = compile_form(saved(book({"C7": "{{ 값 }}"})), "양식.xlsx")
    assert str(form.tags[0].place) == "내역 C7"
    assert str(form.render({})[1][0]).startswith("양식.xlsx[내역]!C7 ({{ 값 }})")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_computes_what_was_shifted(tmp_path: Path) -> None:
    form = book(
        {**LOOP, "A5": "합계", "D5": "=SUM(D4:D4)", "D6": "=ROUND(SUM(D4)*0.1,0)", "D7": "=D5+D6"},
        요약={"A1": "=내역!D7", "A2": "=COUNT(내역!D4:D4)"},
    )
    (tmp_path / "결과.xlsx").write_bytes(fill(form, 품목=ITEMS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(tmp_path / "다시"),
        str(tmp_path / "결과.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    computed = openpyxl.load_workbook(tmp_path / "다시" / "결과.xlsx", data_only=True)
    assert [computed["내역"][f"D{row}"].value for row in range(4, 10)] == [200, 600, 1200, 2000, 200, 2200]
    assert [computed["요약"]["A1"].value, computed["요약"]["A2"].value] == [2200, 3]
