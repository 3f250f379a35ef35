"""A month is built whole or not at all, equal input gives equal bytes, and what people edited is never lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.build import publish
from pipeline.build.commands import make
from pipeline.build.ordering import Order, order
from pipeline.compose.deliverable import Package
from pipeline.model.period import Month
from pipeline.problems import stopping
from pipeline.workspace import Workspace

CONTRACT = "seoul-upcycling-2019"
JULY = Order(formats=("html",), month=Month(2019, 7))


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_july_has_every_document_that_the_month_demands(workspace: Workspace) -> None:
    report = make(workspace, CONTRACT, JULY)
    assert not stopping(report.problems)
    names = {Path(name).stem.split("_")[0] for name in report.files}
    assert names == {
        "월간 보고 공문", "대금청구 공문", "월간 유지관리 보고서", "정기점검보고서", "백업결과보고서", "장애결과보고서", "원인규명서", "복구대책서",
        "S／W 기능 및 오류수정 보고서", "대금청구서", "지체상금 산정서", "요구사항관리대장", "장애접수·처리대장", "요구사항추적표",
    }
    assert report.missing == 0


def test_a_quiet_month_has_no_documents_for_what_did_not_happen(workspace: Workspace) -> None:
    report = make(workspace, CONTRACT, replace(JULY, month=Month(2019, 10)))
    stems = {Path(name).stem.split("_")[0] for name in report.files}
    assert not stems & {"장애결과보고서", "원인규명서", "지체상금 산정서", "복구대책서"}
    text = (report.folder / "월간 유지관리 보고서.html").read_text("utf-8")
    assert "당월에 통보된 장애가 없다" in text and "해당 사항 없음" in text


@pytest.mark.parametrize("month", [5, 6, 8, 9, 11, 12])
def test_every_month_of_the_term_can_be_built(workspace: Workspace, month: int) -> None:
    report = make(workspace, CONTRACT, replace(JULY, month=Month(2019, month)))
    assert not stopping(report.problems) and report.files


def test_equal_input_gives_equal_bytes(workspace: Workspace, tmp_path: Path) -> None:
    first = make(workspace, CONTRACT, replace(JULY, formats=("docx", "pdf", "html")))
    before = tree(first.folder)
    second = make(Workspace(workspace.root, tmp_path / "again"), CONTRACT, replace(JULY, formats=("docx", "pdf", "html")))
    assert tree(second.folder) == before


def test_broken_data_leaves_the_old_files_as_they_were(workspace: Workspace) -> None:
    before = tree(make(workspace, CONTRACT, JULY).folder)
    incidents = workspace.data / CONTRACT / "logs" / "incidents.csv"
    incidents.write_text(incidents.read_text("utf-8-sig").replace("2019-07-03 14:20", "2019-07-32 14:20"), "utf-8-sig")
    report = make(workspace, CONTRACT, JULY)
    assert stopping(report.problems) and report.folder is None
    assert tree(workspace.output / CONTRACT / "2019-07") == before


def test_an_edited_file_stops_the_run_and_archive_keeps_it(workspace: Workspace) -> None:
    folder = make(workspace, CONTRACT, JULY).folder
    edited = folder / "대금청구서.html"
    edited.write_text("사람이 고침", "utf-8")
    (folder / "도장 찍은 스캔.pdf").write_bytes(b"%PDF")
    report = make(workspace, CONTRACT, JULY)
    assert [p.code for p in stopping(report.problems)] == ["B-PUB-01"]
    assert edited.read_text("utf-8") == "사람이 고침"
    report = make(workspace, CONTRACT, replace(JULY, archive=True))
    assert not stopping(report.problems)
    assert (folder / publish.ARCHIVE / "대금청구서.html").read_text("utf-8") == "사람이 고침"
    assert edited.read_text("utf-8") != "사람이 고침"
    assert (folder / "도장 찍은 스캔.pdf").read_bytes() == b"%PDF"
    assert not list(folder.parent.glob(".*")), "no staging folder stays behind"


def test_building_one_deliverable_keeps_the_others(workspace: Workspace) -> None:
    folder = make(workspace, CONTRACT, JULY).folder
    before = tree(folder)
    report = make(workspace, CONTRACT, replace(JULY, package=None, deliverables=("claim",)))
    assert report.files == ["대금청구서.html"]
    assert tree(folder).keys() == before.keys()
    names = {document["name"] for document in json.loads((folder / "manifest.json").read_text("utf-8"))["documents"]}
    assert {"대금청구서", "월간 유지관리 보고서"} <= names


def test_a_whole_build_drops_what_is_no_longer_made(workspace: Workspace) -> None:
    folder = make(workspace, CONTRACT, replace(JULY, formats=("html", "docx"))).folder
    assert (folder / "대금청구서.docx").exists()
    make(workspace, CONTRACT, JULY)
    assert not (folder / "대금청구서.docx").exists() and (folder / "대금청구서.html").exists()


def test_manifest_holds_inputs_holidays_rules_and_sections(workspace: Workspace) -> None:
    found = json.loads((make(workspace, CONTRACT, JULY).folder / "manifest.json").read_text("utf-8"))
    assert f"data/{CONTRACT}/contract.yaml" in found["inputs"] and "data/_law/delay-penalty.yaml" in found["inputs"]
    assert any(day.startswith("2019-08-15") for day in found["holidays"])
    assert found["rules"]["claim.due_day"] == ["10", "일", "V-1"]
    report = next(document for document in found["documents"] if document["deliverable"] == "monthly-report")
    assert ["h1", "1. 요약"] in report["sections"]


def test_a_missing_fact_marks_the_draft_and_final_refuses(workspace: Workspace) -> None:
    contract = workspace.data / CONTRACT / "contract.yaml"
    contract.write_text(contract.read_text("utf-8").replace("월유지관리비: 6600000", ""), "utf-8")
    report = make(workspace, CONTRACT, JULY)
    assert report.missing > 0
    text = (report.folder / "대금청구서.html").read_text("utf-8")
    assert "〔입력 필요〕" in text and "초안" in text
    refused = make(workspace, CONTRACT, replace(JULY, final=True))
    assert {p.code for p in stopping(refused.problems)} == {"B-FIN-01"}


def test_a_month_outside_the_term_is_refused(workspace: Workspace) -> None:
    report = make(workspace, CONTRACT, replace(JULY, month=Month(2020, 3)))
    assert [p.code for p in stopping(report.problems)] == ["B-WRK-04"]


def test_template_faults_are_all_reported_and_nothing_is_written(workspace: Workspace) -> None:
    (workspace.templates / "claim" / "body.html.j2").write_text("<p>{{ 없는이름 }}</p>", "utf-8")
    (workspace.templates / "backup-report" / "body.html.j2").write_text("<p>닫지 않음", "utf-8")
    report = make(workspace, CONTRACT, JULY)
    assert {"T-TPL-03", "T-XML-01"} <= {p.code for p in stopping(report.problems)}
    assert not workspace.output.exists()


def test_a_contract_may_have_its_own_template(workspace: Workspace) -> None:
    own = workspace.data / CONTRACT / "templates" / "claim"
    own.mkdir(parents=True)
    (own / "deliverable.yaml").write_text((workspace.templates / "claim" / "deliverable.yaml").read_text("utf-8"), "utf-8")
    (own / "body.html.j2").write_text("<p>우리 기관 청구서</p>", "utf-8")
    folder = make(workspace, CONTRACT, JULY).folder
    assert "우리 기관 청구서" in (folder / "대금청구서.html").read_text("utf-8")


def test_pledges_and_agreement(workspace: Workspace) -> None:
    pledges = make(workspace, CONTRACT, Order(("html",), Package.PLEDGES))
    assert len([name for name in pledges.files if name.startswith("보안서약서_")]) == 4
    text = (pledges.folder / "보안서약서_P02_김철수.html").read_text("utf-8")
    assert "본인은 2019년 5월 15일부로 서울새활용플라자와 『2019년 서울새활용플라자 정보시스템 운영 및 유지관리 용역』 계약체결에 따른" in _plain(text)
    agreement = make(workspace, CONTRACT, Order(("html",), Package.AGREEMENT))
    text = _plain((agreement.folder / "개인정보처리위탁 계약서.html").read_text("utf-8"))
    assert '제1항에 따른 교육의 시기와 방법 등에 대해서는 "위탁자"는 "수탁자"와 협의하여 시행한다.' in text


def _plain(html: str) -> str:
    from lxml import html as parser

    return " ".join(parser.fromstring(html).text_content().split())


HOSTILE = '<b>홍</b>&"{{ 1+1 }}" =1+1\n둘째 줄 🙂'


def test_hostile_names_appear_as_typed_in_every_format(workspace: Workspace) -> None:
    people = workspace.data / CONTRACT / "people.csv"
    text = people.read_text("utf-8-sig").replace("김철수", '"' + HOSTILE.replace('"', '""') + '"')
    people.write_text(text, "utf-8-sig")
    report = make(workspace, CONTRACT, replace(JULY, formats=("html", "docx"), package=None, deliverables=("pledge-status",)))
    assert not stopping(report.problems)
    shown = _plain((report.folder / "보안서약서 제출 현황.html").read_text("utf-8"))
    assert '<b>홍</b>&"{{ 1+1 }}" =1+1' in shown and "둘째 줄 🙂" in shown


def test_hostile_text_is_never_a_formula_and_reads_back_from_pdf(workspace: Workspace) -> None:
    from openpyxl import load_workbook
    from pypdf import PdfReader

    requests = workspace.data / CONTRACT / "logs" / "requests.csv"
    text = requests.read_text("utf-8-sig")
    title = next(line.split(",")[4] for line in text.splitlines() if line.startswith("SR-2019-014"))
    requests.write_text(text.replace(title, '"=1+1 <b>&{{ x }}"'), "utf-8-sig")
    order = replace(JULY, formats=("pdf",), package=None, deliverables=("requirement-ledger", "monthly-report"))
    report = make(workspace, CONTRACT, order)
    assert not stopping(report.problems)
    cells = [cell for row in load_workbook(report.folder / "요구사항관리대장.xlsx").active.iter_rows() for cell in row]
    (cell,) = [cell for cell in cells if cell.value == "=1+1 <b>&{{ x }}"]
    assert cell.data_type == "s"
    shown = "".join(page.extract_text() for page in PdfReader(report.folder / "월간 유지관리 보고서.pdf").pages)
    assert "=1+1<b>&{{x}}" in "".join(shown.split())


@pytest.mark.parametrize(
    ("words", "code"),
    [({"formats": "hwp"}, "B-ORD-01"), ({"formats": ""}, "B-ORD-01"), ({"month": "2019-13"}, "B-ORD-02"), ({"day": "어제"}, "B-ORD-03")],
)
def test_wrong_words_are_refused(words: dict[str, str], code: str) -> None:
    made, problems = order("월간", (), **{"formats": "html", "month": "", "day": "", **words})
    assert made is None and [p.code for p in problems] == [code] and problems[0].hint
