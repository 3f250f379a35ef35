"""The copy for evaluators tells nobody whose it is, leaves the price out, and every place that would tell is named."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from pipeline.build.bid import build_bid
from pipeline.build.bid_layout import FILE
from pipeline.problems import stopping
from pipeline.workspace import Workspace
from tests.build.small_bid import NAME, change, section, small_bid


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small_bid(tmp_path)


def test_a_copy_without_the_bidder(workspace: Workspace) -> None:
    change(section(workspace, "10-사업 이해.md"), "체계는", "{{ contract.contractor.name }}의 체계는")
    report = build_bid(workspace, NAME, blind=True)
    assert not stopping(report.problems), report.problems
    assert sorted(report.files) == sorted(f"제안-사본/{name}.{format}" for name in ("기술제안서", "제안요약서") for format in ("pdf", "docx", "hwpx"))
    folder = workspace.output / NAME / "제안-사본"
    reader = PdfReader(folder / "기술제안서.pdf")
    told = "".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    assert "가나다정보기술" not in told and "제안사의 체계는" in told
    for name in ("기술제안서.docx", "기술제안서.hwpx"):
        with ZipFile(folder / name) as package:
            assert not any("가나다정보기술".encode() in package.read(part) for part in package.namelist())
    assert not (section(workspace, FILE)).exists()  # what status knows is of the real books


def test_the_real_books_lie_beside_it(workspace: Workspace) -> None:
    """What a run kept of the real book is not taken for the copy."""
    change(section(workspace, "10-사업 이해.md"), "체계는", "{{ contract.contractor.name }}의 체계는")
    assert not stopping(build_bid(workspace, NAME, ("pdf",)).problems)
    assert not stopping(build_bid(workspace, NAME, ("pdf",), blind=True).problems)
    copy = "".join(page.extract_text() for page in PdfReader(workspace.output / NAME / "제안-사본" / "기술제안서.pdf").pages)
    assert "제안사의 체계는" in copy
    told = "".join(page.extract_text() for page in PdfReader(workspace.output / NAME / "제안" / "기술제안서.pdf").pages)
    assert "가나다정보기술" in told and (workspace.output / NAME / "제안-사본").is_dir()


def test_every_place_that_tells_the_bidder(workspace: Workspace) -> None:
    row = change(section(workspace, "20-유지관리 방안.md"), "매일 한다.", "㈜가나다 정보기술이 매일 한다.")
    change(workspace.data / NAME / "proposal" / "proposal.yaml", "제목: 가나다 유지관리", "제목: 가나다정보기술 유지관리")
    report = build_bid(workspace, NAME, blind=True)
    places = {(problem.at.file.rpartition("/")[2], problem.at.row) for problem in report.problems if problem.code == "R-BID-24"}
    assert ("20-유지관리 방안.md", row) in places and ("proposal.yaml", 0) in places
    assert report.stopped and not (workspace.output / NAME).exists()


def test_final_stops_at_an_example_paragraph(workspace: Workspace) -> None:
    library = workspace.data / "_library"
    library.mkdir()
    (library / "보안.md").write_text("---\n제목: 보안\n예시: 예\n---\n예시 문단입니다.\n", "utf-8")
    change(section(workspace, "10-사업 이해.md"), "체계는 위와 같다.", "체계는 위와 같다.\n\n@문단(보안)")
    assert not stopping(build_bid(workspace, NAME, ("pdf",)).problems)
    assert [problem.code for problem in stopping(build_bid(workspace, NAME, ("pdf",), final=True).problems) if problem.code == "R-BID-21"] == ["R-BID-21"]
