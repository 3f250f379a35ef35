"""A proposal set as its RFP wants it: paper, type and margins in the books, right page numbers, and what is said of faces and sizes."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.build.bid import build_bid
from pipeline.build.bid_layout import key_of
from pipeline.build.bid_status import status_of
from pipeline.problems import Problem, Severity, stopping
from pipeline.workspace import Workspace
from pipeline.write import font_folders, fonts
from tests.build.small_bid import NAME, change, section, small_bid
from tests.build.test_bid import BESIDE, pages, printed
from tests.write.fonts_made import made_font

@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A small proposal on a machine without any font but ours."""
    monkeypatch.setattr(font_folders, "FOLDERS", ())
    monkeypatch.setattr(fonts, "serif", fonts.sans)
    return small_bid(tmp_path)


def settings(workspace: Workspace, *lines: str) -> Path:
    """Add lines to proposal.yaml."""
    path = workspace.data / NAME / "proposal" / "proposal.yaml"
    path.write_text(path.read_text("utf-8") + "".join(f"{line}\n" for line in lines), "utf-8")
    return path


def told(problems: list[Problem], *codes: str) -> list[Problem]:
    return [problem for problem in problems if problem.code in codes]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode("utf-8")


def test_books_are_set_and_lie_as_asked_and_the_table_has_the_pages_of_the_pdf(workspace: Workspace) -> None:
    settings(workspace, "본문글꼴: 휴먼명조", "제목글꼴: 맑은 고딕", "본문크기: 14", "줄간격: 170", "방향: 횡", "요약방향: 세로", "여백: [25, 15, 30, 30]", "쪽제한: 40")
    change(workspace.data / NAME / "proposal" / "proposal.yaml", "쪽제한: 20\n", "")
    report = build_bid(workspace, NAME, ("hwpx", "docx", "pdf"), date(2019, 5, 2))
    assert not stopping(report.problems), report.problems
    home = workspace.output / NAME / "제안"
    reader = PdfReader(home / "기술제안서.pdf")
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (842, 595)
    summary = PdfReader(home / "제안요약서.pdf").pages[0].mediabox
    assert summary.width < summary.height
    texts = pages(home / "기술제안서.pdf")
    start = next(order for order, text in enumerate(texts) if "붙임1.요구사항대비표" in text and "요구사항12행" in text)
    table = re.sub(r"-\d+-|가나다유지관리제안서|\(주\)가나다정보기술", "", "".join(texts[start:])).partition("붙임2")[0]
    rows = re.split("(" + "|".join(sorted(map(re.escape, BESIDE), key=len, reverse=True)) + ")", table)
    numbers = dict(zip(rows[1::2], rows[2::2], strict=True))
    for key, word in BESIDE.items():
        (page,) = [text for text in texts[2:start] if word in text]
        assert re.search(r"\d+$", numbers[key])[0] == str(printed(page)), key
    xml = part(home / "기술제안서.docx", "word/document.xml")
    assert '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' in xml and 'w:left="1701" w:header="1417"' in xml
    assert 'w:eastAsia="휴먼명조"' in part(home / "기술제안서.docx", "word/styles.xml")
    assert 'orient="landscape"' not in part(home / "제안요약서.docx", "word/document.xml")
    assert '<hp:pagePr landscape="NARROWLY"' in part(home / "기술제안서.hwpx", "Contents/section1.xml")
    assert 'face="휴먼명조"' in part(home / "기술제안서.hwpx", "Contents/header.xml")
    assert 'landscape="WIDELY"' in part(home / "제안요약서.hwpx", "Contents/section1.xml")


def test_faces_follow_from_the_rfp_and_nothing_is_wrong(workspace: Workspace) -> None:
    settings(workspace, "글꼴: [맑은 고딕, 휴먼명조]", "최소크기: 13")
    report = build_bid(workspace, NAME, ("docx",))
    assert not told(report.problems, "R-BID-12")
    (note,) = told(report.problems, "R-BID-11")
    assert note.severity is Severity.NOTE and note.at.field == "글꼴"
    assert "본문 휴먼명조 → 나눔고딕, 제목과 표 맑은 고딕 → 나눔고딕" in note.message
    xml = part(workspace.output / NAME / "제안" / "기술제안서.docx", "word/styles.xml")
    assert set(re.findall('w:eastAsia="([^"]+)"', xml)) == {"휴먼명조", "맑은 고딕", "ko-KR"}
    assert '<w:sz w:val="26"/>' in re.search('w:styleId="Item4">.*?</w:style>', xml)[0]


def test_a_face_and_a_size_against_the_rfp(workspace: Workspace) -> None:
    path = settings(workspace, "글꼴: [바탕, 나눔고딕]", "최소크기: 13", "본문글꼴: 나눔 명조", "제목글꼴: 나눔 고딕", "본문크기: 12")
    problems = status_of(workspace, NAME).problems
    face, note = told(problems, "R-BID-11")
    assert face.severity is Severity.WARNING and "(바탕, 나눔고딕)과 다릅니다: 본문 나눔 명조." in face.message
    assert "본문 나눔 명조 → 나눔고딕." in note.message and note.at.field == "본문글꼴"
    small = told(problems, "R-BID-12")
    assert small[0].severity is Severity.WARNING and "13pt보다 작은 글자가 있습니다: 12pt." in small[0].message
    change(path, "본문글꼴: 나눔 명조", "본문글꼴: 나눔고딕")
    change(path, "본문크기: 12", "본문크기: 13")
    assert not told(status_of(workspace, NAME).problems, "R-BID-11", "R-BID-12")


def test_a_font_file_of_ours_in_the_pdf(workspace: Workspace) -> None:
    home = workspace.data / NAME / "proposal"
    (home / "fonts").mkdir()
    (home / "fonts" / "a.ttf").write_bytes(made_font("휴먼명조"))
    settings(workspace, "본문글꼴: 휴먼명조", "글꼴파일: [fonts/a.ttf]")
    before = key_of(workspace, NAME)
    report = build_bid(workspace, NAME, ("pdf",))
    assert told(report.problems, "R-BID-11", "W-PDF-05", "D-PRO-13") == []
    reader = PdfReader(workspace.output / NAME / "제안" / "기술제안서.pdf")
    assert any("Made4Regular" in font["/BaseFont"] for page in reader.pages for font in page["/Resources"]["/Font"].get_object().values())
    (home / "fonts" / "a.ttf").write_bytes(made_font("휴먼명조", rights=2))
    assert key_of(workspace, NAME) != before
    report = build_bid(workspace, NAME, ("pdf",))
    assert {problem.at.file for problem in told(report.problems, "W-PDF-05")} == {"기술제안서.pdf", "제안요약서.pdf", "가격제안서.pdf"}
    assert "본문 휴먼명조 → 나눔고딕" in told(report.problems, "R-BID-11")[0].message
    (home / "fonts" / "a.ttf").write_bytes(b"\0\1\0\0" + bytes(500))
    report = build_bid(workspace, NAME, ("pdf",))
    assert not stopping(report.problems) and "이름이 들어 있지 않음" in told(report.problems, "W-PDF-05")[0].message


def test_other_fonts_on_the_machine_are_a_new_layout(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of(workspace, NAME)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "malgun.ttf").write_bytes(made_font("맑은 고딕"))
    monkeypatch.setattr(font_folders, "FOLDERS", (tmp_path / "fonts",))
    assert key_of(workspace, NAME) != before


def test_images_and_tables_use_the_room_of_turned_paper(workspace: Workspace) -> None:
    text = "![넓은 그림](images/a.svg){폭=250}\n"
    (workspace.data / NAME / "proposal" / "images").mkdir()
    (workspace.data / NAME / "proposal" / "images" / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 250 100"><rect width="9" height="9"/></svg>', "utf-8")
    path = section(workspace, "80-요약.md")
    path.write_text(path.read_text("utf-8") + "\n" + text, "utf-8")
    (problem,) = told(status_of(workspace, NAME).problems, "T-PRS-10")
    assert "폭 250 mm가 쪽에 맞지 않습니다" in problem.message and "170까지" in problem.hint
    settings(workspace, "요약방향: 가로")
    assert not told(status_of(workspace, NAME).problems, "T-PRS-10")
