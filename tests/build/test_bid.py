"""A small proposal built whole: every page number of its tables is that of the PDF, the price lies apart, edited files stay."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from pipeline.build.bid import build_bid
from pipeline.build.commands import Report
from pipeline.problems import Severity, stopping
from pipeline.workspace import Workspace
from tests.build.small_bid import NAME, SENTENCE, change, section, small_bid

# row → the word that stands beside its first mark, which no other place has
BESIDE = {
    "MAR-001#1": "여기서알파", "MAR-001#2": "여기서베타", "MAR-001#3": "여기서베타", "MAR-001#4": "여기서감마", "QUR-001": "여기서델타",
    "SER-001#1": "여기서엡실론", "SER-001#2": "여기서엡실론", "SER-001#2.1": "여기서엡실론", "SER-001#2.2": "여기서엡실론",
    "PMR-001#1": "여기서제타", "PMR-001#2": "여기서제타", "PMR-001#3": "여기서제타",
}
SECRETS = ("60,984,000", "60984000", "55,440,000", "5,544,000", "5,500,000", "육천구십팔만사천")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Report]:
    """The small proposal, built once in all formats."""
    workspace = small_bid(tmp_path_factory.mktemp("bid"))
    return workspace, build_bid(workspace, NAME, ("hwpx", "docx", "pdf"), date(2019, 5, 2))


def pages(path: Path) -> list[str]:
    """Return the text of each page without blanks."""
    return ["".join(page.extract_text().split()) for page in PdfReader(path).pages]


def printed(page: str) -> int:
    """Return the number at the foot of a page."""
    return int(re.findall(r"-(\d+)-", page)[-1])


def test_all_books_are_made_and_the_price_lies_apart(built: tuple[Workspace, Report]) -> None:
    workspace, report = built
    assert [p for p in report.problems if p.severity is not Severity.NOTE] == []
    home = workspace.output / NAME
    names = {folder: {path.name for path in (home / folder).iterdir()} for folder in ("제안", "가격")}
    books = {f"{name}.{ending}" for name in ("기술제안서", "제안요약서") for ending in ("hwpx", "docx", "pdf")}
    assert names["제안"] == books | {"서식1_참가신청서.docx", "manifest.json"}
    assert names["가격"] == {f"가격제안서.{ending}" for ending in ("hwpx", "docx", "pdf")} | {
        "산출내역서.xlsx", "서식2_가격제안서 표지.docx", "manifest.json",
    }
    assert report.folder == home and "제안/기술제안서.pdf" in report.files and "가격/산출내역서.xlsx" in report.files


def test_page_numbers_of_the_table_are_those_of_the_pdf(built: tuple[Workspace, Report]) -> None:
    found = pages(built[0].output / NAME / "제안" / "기술제안서.pdf")
    start = next(order for order, page in enumerate(found) if "붙임1.요구사항대비표" in page and "요구사항12행" in page)
    body = found[2:start]  # behind cover and contents
    table = re.sub(r"-\d+-|가나다유지관리제안서|\(주\)가나다정보기술", "", "".join(found[start:])).partition("붙임2")[0]
    rows = re.split("(" + "|".join(sorted(map(re.escape, BESIDE), key=len, reverse=True)) + ")", table)
    numbers = dict(zip(rows[1::2], rows[2::2], strict=True))
    for key, word in BESIDE.items():
        (page,) = [page for page in body if word in page]
        assert re.search(r"\d+$", numbers[key])[0] == str(printed(page)), key


def test_every_page_number_as_the_anchor_of_the_layout(built: tuple[Workspace, Report]) -> None:
    """The cached numbers of the DOCX fields are those of the PDF."""
    home = built[0].output / NAME / "제안"
    found = pages(home / "기술제안서.pdf")
    start = next(order for order, page in enumerate(found) if "붙임1.요구사항대비표" in page and "요구사항12행" in page)
    with zipfile.ZipFile(home / "기술제안서.docx") as package:
        text = package.read("word/document.xml").decode("utf-8")
    rows = re.findall(r"<w:tr[ >].*?</w:tr>", text, re.DOTALL)
    for key, word in BESIDE.items():
        (page,) = [page for page in found[2:start] if word in page]
        (row,) = [row for row in rows if f">{key}<" in row]
        assert re.findall(r"<w:t(?: [^>]*)?>(\d+)</w:t>", row)[-1] == str(printed(page)), key


def test_the_table_says_how_and_where_each_row_is_answered(built: tuple[Workspace, Report]) -> None:
    text = "".join(pages(built[0].output / NAME / "제안" / "기술제안서.pdf"))
    assert "요구사항12행:답함12,일부0,없음0.답한행의수용여부:수용11,대안1,불가0." in text
    assert re.search(r"MAR-001#4.{0,3}4\)매일백업한다\.대안Ⅱ-2백업주말은월요일에함\d", text)
    assert re.search(r"SER-001#2\.1○해마다교육한다\.수용Ⅲ관리방안\d", text)
    assert re.search(r"정성이해사업이해도20Ⅰ사업이해\d", text) and "가격가격입찰가격10가격제안서-" in text
    assert "합계100-" in text


def test_the_workbook_of_the_price_has_formulas(built: tuple[Workspace, Report]) -> None:
    sheet = load_workbook(built[0].output / NAME / "가격" / "산출내역서.xlsx").active
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert any("ROUNDDOWN" in formula for formula in formulas) and len(formulas) >= 6
    price = "".join(pages(built[0].output / NAME / "가격" / "가격제안서.pdf"))
    assert "60,984,000" in price and "금60,984,000원(금육천구십팔만사천원)" in price


def test_no_file_beside_the_technical_book_holds_the_price(built: tuple[Workspace, Report]) -> None:
    for path in (built[0].output / NAME / "제안").iterdir():
        if path.suffix == ".pdf":
            reader = PdfReader(path)
            texts = [*(page.extract_text() for page in reader.pages), *map(str, (reader.metadata or {}).values())]
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                texts = [re.sub(r"<[^>]*>", "", package.read(name).decode("utf-8", "replace")) for name in package.namelist()]
        else:
            texts = [path.read_text("utf-8")]
        assert [secret for secret in SECRETS for text in texts if secret in text.replace("\n", "")] == [], path.name


def test_forms_are_filled(built: tuple[Workspace, Report]) -> None:
    home = built[0].output / NAME
    for folder, file, words in (("제안", "서식1_참가신청서.docx", "사업명 가나다기관"), ("가격", "서식2_가격제안서 표지.docx", "금60,984,000원")):
        with zipfile.ZipFile(home / folder / file) as package:
            assert words in re.sub(r"<[^>]*>", "", package.read("word/document.xml").decode("utf-8"))


def test_the_manifests_know_every_file(built: tuple[Workspace, Report]) -> None:
    home = built[0].output / NAME
    for folder in ("제안", "가격"):
        record = json.loads((home / folder / "manifest.json").read_text("utf-8"))
        listed = {file for document in record["documents"] for file in document["files"]}
        assert listed | {"manifest.json"} == {path.name for path in (home / folder).iterdir()}
        assert any(path.endswith("proposal/proposal.yaml") for path in record["inputs"])
        assert not any("/.layout" in path for path in record["inputs"])


def test_equal_input_gives_equal_bytes_and_edited_files_are_kept(tmp_path: Path) -> None:
    workspace = small_bid(tmp_path)
    file = workspace.output / NAME / "제안" / "기술제안서.docx"
    assert not stopping(build_bid(workspace, NAME, ("docx",)).problems)
    first = file.read_bytes()
    assert not stopping(build_bid(workspace, NAME, ("docx",)).problems)
    assert file.read_bytes() == first
    file.write_bytes(first + b" ")
    price = workspace.output / NAME / "가격" / "산출내역서.xlsx"
    before = price.stat().st_mtime_ns
    refused = build_bid(workspace, NAME, ("docx",))
    assert [problem.code for problem in stopping(refused.problems)] == ["B-PUB-01"] and refused.folder is None
    assert file.read_bytes() == first + b" " and price.stat().st_mtime_ns == before
    assert not stopping(build_bid(workspace, NAME, ("docx",), archive=True).problems)
    assert (file.parent / "보관" / file.name).read_bytes() == first + b" " and file.read_bytes() == first


def test_a_row_without_an_answer_is_a_blank_and_stops_a_final_build(tmp_path: Path) -> None:
    workspace = small_bid(tmp_path)
    change(section(workspace, "20-유지관리 방안.md"), "[[QUR-001]]", "")
    report = build_bid(workspace, NAME, ("html",), date(2019, 5, 2), final=True)
    assert {problem.code for problem in stopping(report.problems)} == {"B-FIN-01"} and not workspace.output.exists()
    report = build_bid(workspace, NAME, ("html",), date(2019, 5, 2))
    assert report.missing == 1 and [p.code for p in report.problems if p.severity is Severity.WARNING] == ["R-BID-03"]


def test_nothing_is_written_while_the_price_lies_above_the_budget(tmp_path: Path) -> None:
    workspace = small_bid(tmp_path)
    row = change(workspace.data / NAME / "cost.yaml", "예산: 62000000", "예산: 60000000")
    report = build_bid(workspace, NAME, ("html",))
    (problem,) = stopping(report.problems)
    assert problem.code == "R-BID-08" and str(problem.at) == f"data/bid/cost.yaml:{row} (예산)" and not workspace.output.exists()


def test_a_contract_without_a_proposal(tmp_path: Path) -> None:
    workspace = small_bid(tmp_path)
    (workspace.data / NAME / "proposal").rename(workspace.data / NAME / "other")
    assert [problem.code for problem in build_bid(workspace, NAME).problems if problem.stops] == ["D-FILE-01"]


def test_what_an_earlier_run_kept_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = small_bid(tmp_path)

    def files(cache: str) -> dict[str, bytes]:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            monkeypatch.setenv(name, str(tmp_path / cache))
        assert not stopping(build_bid(workspace, NAME).problems)
        folder = workspace.output / NAME
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}

    files("first")
    change(section(workspace, "20-유지관리 방안.md"), "## 백업", f"{SENTENCE * 60}\n\n## 백업")
    assert any((tmp_path / "first").rglob("sections/*.section")) and any((tmp_path / "first").rglob("pages/*.json"))
    kept = files("first")
    assert files("second") == kept
