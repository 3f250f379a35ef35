"""An agency's form filled from any table: all files or none, names that repeat, columns that are missing, forms in templates' place."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from pipeline.build.commands import make
from pipeline.build.filling import data_sheet, fill, open_form
from pipeline.build.ordering import Order
from pipeline.model.period import Month
from pipeline.problems import stopping
from pipeline.workspace import HOME, Workspace
from pipeline.write.hwpx.lint import lint

FORMS = HOME / "forms"
PEOPLE = "성명,소속,직위,투입일,서약일\n홍길동,가나다,부장,2019-05-15,2019-05-14\n\"김 <철수> & {{ x }}\",가나다,과장,2019-05-15,\n"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_bytes(PEOPLE.encode("cp949"))
    return path


def codes(problems: list) -> list[str]:
    return [problem.code for problem in problems if problem.stops]


def words(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.parametrize("form", sorted(FORMS.iterdir()), ids=lambda path: path.name)
def test_shipped_forms_are_clean_and_print_their_data_sheet(form: Path) -> None:
    made, problems = open_form(form)
    assert made is not None and not stopping(problems)
    book = load_workbook(BytesIO(data_sheet(made)[0]))
    assert [cell.value for cell in book.worksheets[0][1]] == [name.name for name in made.names if not name.many]


def test_one_file_a_row_with_values_as_typed(people: Path, tmp_path: Path) -> None:
    done = fill(FORMS / "보안서약서.docx", people, tmp_path / "out", "{{성명}}_보안서약서")
    assert not stopping(done.problems)
    assert sorted(path.name for path in done.files) == ["김 ＜철수＞ & {{ x }}_보안서약서.docx", "홍길동_보안서약서.docx"]
    text = words((tmp_path / "out" / "김 ＜철수＞ & {{ x }}_보안서약서.docx").read_bytes())
    assert "김 <철수> & {{ x }}" in text and "2019. 5. 15." in text and "〔입력 필요〕" in text
    assert not list((tmp_path / "out").glob(".*"))


def test_hwpx_is_sound_after_a_fill(people: Path, tmp_path: Path) -> None:
    done = fill(FORMS / "보안서약서.hwpx", people, tmp_path / "out", "{{_번호}}")
    assert [stopping(lint(path.read_bytes(), path.name)) for path in done.files] == [[], []]


def test_xlsx_rows_grow_and_the_total_follows(tmp_path: Path) -> None:
    rows = [{"자산번호": f"HW-{n:02d}", "대상": "서버", "점검항목": "CPU", "측정치": "=1+1", "결과": "정상", "조치": ""} for n in range(1, 6)]
    data = tmp_path / "check.json"
    data.write_text(json.dumps([{"점검월": "2019-07", "용역명": "운영", "점검일": "2019-07-23", "점검자": "김철수", "확인자": "", "점검": rows}]), "utf-8")
    (file,) = fill(FORMS / "정기점검표.xlsx", data, tmp_path / "out", "점검표").files
    sheet = load_workbook(file).active
    assert [sheet.cell(row, 2).value for row in range(7, 12)] == [row["자산번호"] for row in rows]
    assert sheet["E7"].value == "=1+1" and sheet["E7"].data_type == "s"
    assert "=COUNTA(F7:F11)" in [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.mark.parametrize(
    ("table", "name", "code"),
    [
        ("이름,소속,직위,투입일,서약일\n홍길동,가,부장,2019-05-15,2019-05-14\n", "{{_번호}}", "F-DAT-01"),
        (PEOPLE, "같은 이름", "F-DAT-03"),
        (PEOPLE.splitlines()[0] + "\n", "{{성명}}", "F-DAT-02"),
        (PEOPLE, "{{ 없는열 }}", "T-TPL-03"),
    ],
)
def test_faults_stop_before_anything_is_written(table: str, name: str, code: str, tmp_path: Path) -> None:
    data = tmp_path / "people.csv"
    data.write_text(table, "utf-8")
    done = fill(FORMS / "보안서약서.docx", data, tmp_path / "out", name)
    assert code in codes(done.problems) and not done.files
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_a_file_that_is_there_stays(people: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "홍길동.docx").write_text("먼저 있던 것", "utf-8")
    done = fill(FORMS / "보안서약서.docx", people, out, "{{성명}}")
    assert codes(done.problems) == ["F-DAT-04"] and (out / "홍길동.docx").read_text("utf-8") == "먼저 있던 것"
    assert not stopping(fill(FORMS / "보안서약서.docx", people, out, "{{성명}}", overwrite=True).problems)


@pytest.mark.parametrize(("content", "suffix"), [(b"not a zip", ".docx"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".hwp"), (b"", ".xlsx")])
def test_what_is_no_form_is_told_so(content: bytes, suffix: str, people: Path, tmp_path: Path) -> None:
    form = tmp_path / f"form{suffix}"
    form.write_bytes(content)
    done = fill(form, people, tmp_path / "out", "{{성명}}")
    assert codes(done.problems) and all(problem.hint for problem in stopping(done.problems))


def test_a_contracts_own_form_takes_the_templates_place(workspace: Workspace) -> None:
    own = workspace.data / "seoul-upcycling-2019" / "forms"
    own.mkdir()
    document = docx.Document()
    document.add_paragraph("우리 기관 청구서: {{ figures.claim.total|금액 }} / {{ contract.title }}")
    document.save(own / "claim.docx")
    order = Order(("docx", "html"), None, ("claim",), Month(2019, 7))
    report = make(workspace, "seoul-upcycling-2019", order)
    assert not stopping(report.problems)
    text = words((report.folder / "대금청구서.docx").read_bytes())
    assert "우리 기관 청구서: 6,535,078원 / 2019년 서울새활용플라자" in text
    assert "일 할 계 산 서" in (report.folder / "대금청구서.html").read_text("utf-8")


def test_a_fault_in_a_contracts_own_form_stops_the_build(workspace: Workspace) -> None:
    own = workspace.data / "seoul-upcycling-2019" / "forms"
    own.mkdir()
    document = docx.Document()
    document.add_paragraph("{{ figures.없는것 }}")
    document.save(own / "claim.docx")
    report = make(workspace, "seoul-upcycling-2019", Order(("docx",), None, ("claim",), Month(2019, 7)))
    assert stopping(report.problems) and report.folder is None
