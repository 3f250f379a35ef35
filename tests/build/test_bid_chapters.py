"""A proposal in the RFP's own chapters: contents, pages, citations and both tables as the PDF has them, and what goes by sections."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from pipeline.build.bid import build_bid
from pipeline.build.bid_draft import compose_bid
from pipeline.build.bid_layout import stored
from pipeline.build.bid_paper import body_pages
from pipeline.build.bid_reading import read_bid
from pipeline.build.bid_status import columns, status_lines, status_of
from pipeline.build.bid_win import win
from pipeline.model.proposal import Volume
from pipeline.problems import Severity, stopping
from pipeline.read.dossier import read_dossier
from pipeline.workspace import Workspace
from tests.build.small_bid import NAME, change, section, small_bid, with_chapters
from tests.build.test_bid import BESIDE, pages, printed

PLACES = {"MAR-001#1": "Ⅰ-1사업이해", "MAR-001#2": "Ⅱ-1-가점검", "MAR-001#4": "Ⅱ-1-나백업", "SER-001#1": "Ⅱ-2관리방안", "PMR-001#3": "Ⅱ-2-가보고"}
JUDGED = {"사업 이해도": "Ⅰ-1 사업 이해", "유지관리 방안": "Ⅱ-1 유지관리 방안", "보안 관리": "Ⅱ-2 관리 방안", "수행실적": "Ⅱ-1 유지관리 방안"}


@pytest.fixture(scope="module", params=["앞", "뒤"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Workspace]:
    """The small proposal in chapters, built once in all formats for each place of the table of the evaluation."""
    workspace = small_bid(tmp_path_factory.mktemp("chapters"))
    with_chapters(workspace, request.param)
    report = build_bid(workspace, NAME, ("hwpx", "docx", "pdf"), date(2019, 5, 2))
    assert [problem for problem in report.problems if problem.severity is not Severity.NOTE] == []
    return request.param, workspace


def book(workspace: Workspace, ending: str) -> Path:
    """Return a file of the technical book."""
    return workspace.output / NAME / "제안" / f"기술제안서.{ending}"


def starts(found: list[str]) -> dict[str, int]:
    """Return what begins a page → its index: the sections and both tables."""
    names = {"이해": "Ⅰ.이해부문1.사업이해", "유지": "1.유지관리방안", "관리": "2.관리방안", "요구": "붙임1.요구사항대비표요구사항12행", "평가": "평가항목대비표구분"}
    return {name: next(order for order, page in enumerate(found) if order > 1 and words in page) for name, words in names.items()}


def rows_of(path: Path) -> list[list[str]]:
    """Return the texts of the cells of every row of every table in a DOCX or HWPX file."""
    part, row, cell, text = (r"word/document\.xml", "w:tr", "w:tc", "w:t") if path.suffix == ".docx" else (r"Contents/section\d\.xml", "hp:tr", "hp:tc", "hp:t")
    with zipfile.ZipFile(path) as package:
        content = "".join(package.read(name).decode("utf-8") for name in package.namelist() if re.fullmatch(part, name))

    def inside(tag: str, whole: str) -> list[str]:
        return re.findall(rf"<{tag}(?: [^>]*)?>(.*?)</{tag}>", whole, re.DOTALL)

    return [[unescape("".join(inside(text, each))) for each in inside(cell, one)] for one in inside(row, content)]


def test_the_contents_show_chapter_section_and_one_level_below(built: tuple[str, Workspace]) -> None:
    side, workspace = built
    found = pages(book(workspace, "pdf"))
    at, contents = starts(found), re.sub(r"\.{2,}|(?<=\D)(?:\.\s?)+(?=\d)", "", found[1])
    first = {name: printed(found[order]) for name, order in at.items()}
    below = {words: printed(next(page for page in found[2:] if words in page)) for words in ("가.추진체계", "나.백업", "가.보고")}
    table = f"평가항목대비표{first['평가']}"
    expected = (
        f"Ⅰ.이해부문{first['이해']}1.사업이해{first['이해']}가.추진체계{below['가.추진체계']}Ⅱ.수행부문{first['유지']}1.유지관리방안{first['유지']}"
        f"가.점검{first['유지']}나.백업{below['나.백업']}2.관리방안{first['관리']}가.보고{below['가.보고']}붙임1.요구사항대비표{first['요구']}"
    )
    assert (f"{table}{expected}" if side == "앞" else f"{expected}붙임2.{table}") in contents


def test_the_chapters_heading_stands_with_its_first_section_and_every_section_on_a_new_page(built: tuple[str, Workspace]) -> None:
    found = pages(book(built[1], "pdf"))
    at = starts(found)
    order = ["이해", "유지", "관리", "요구"]
    assert sorted(order, key=at.get) == order and len(set(at.values())) == 5
    assert found[at["이해"]].startswith("Ⅰ.이해부문1.사업이해") and found[at["유지"]].startswith("Ⅱ.수행부문1.유지관리방안가.점검")
    assert found[at["관리"]].startswith("2.관리방안")
    assert (at["평가"] < at["이해"]) == (built[0] == "앞") and at["평가"] == (2 if built[0] == "앞" else len(found) - 1)


def test_citations_count_the_chapter(built: tuple[str, Workspace]) -> None:
    text = "".join(pages(book(built[1], "pdf")))
    for key, place in PLACES.items():
        assert re.search(rf"{re.escape(key)}(?!\.).{{0,60}}?(?:수용|대안){re.escape(place)}", text), key


def test_the_pages_of_both_tables_are_those_of_the_pdf_in_all_formats(built: tuple[str, Workspace]) -> None:
    workspace = built[1]
    found = pages(book(workspace, "pdf"))
    at = starts(found)
    numbers = {"Ⅰ-1 사업 이해": printed(found[at["이해"]]), "Ⅱ-1 유지관리 방안": printed(found[at["유지"]]), "Ⅱ-2 관리 방안": printed(found[at["관리"]])}
    body = [page for order, page in enumerate(found) if at["이해"] <= order < at["요구"]]
    marks = {key: printed(next(page for page in body if word in page)) for key, word in BESIDE.items()}
    for ending in ("docx", "hwpx"):
        rows = rows_of(book(workspace, ending))
        for item, place in JUDGED.items():
            (row,) = [row for row in rows if len(row) == 8 and row[2] == item]
            assert (row[5], row[6]) == (place, str(numbers[place])), (ending, item)
        for key, page in marks.items():
            (row,) = [row for row in rows if row and row[0] == key]
            assert row[-1] == str(page), (ending, key)
    table = found[at["평가"]]
    for item, place in JUDGED.items():
        assert re.search(rf"{item.replace(' ', '')}(?:대상을아는정도|-)\d+{place.replace(' ', '')}{numbers[place]}(?=\D)", table), item
    assert "평가요소" in table and "사업이해도대상을아는정도20" in table and re.search(r"Ⅱ-1유지관리방안\d매월점검네시간복구", table)


def test_the_front_table_is_no_page_of_the_text(built: tuple[str, Workspace]) -> None:
    workspace = built[1]
    found = pages(book(workspace, "pdf"))
    at = starts(found)
    status = status_of(workspace, NAME)
    assert not status.fresh and [problem for problem in status.problems if problem.severity is not Severity.NOTE] == []
    lengths = [at["유지"] - at["이해"], at["관리"] - at["유지"], at["요구"] - at["관리"]]
    assert [each.used for each in status.sections] == [*lengths, 1, 1]
    layout = stored(workspace.data / NAME / "proposal")
    assert layout is not None and body_pages(layout.books[Volume.TECHNICAL]) == sum(lengths) == status.pages_of(Volume.TECHNICAL)
    assert columns(status)[0] == "장"
    assert [line[0] for line in status_lines(status)] == ["이해 부문", "수행 부문", "", "-", "-"]
    assert [each["chapter"] for each in status.as_dict()["sections"]] == ["이해 부문", "수행 부문", "수행부문", "", ""]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The small proposal in chapters, nothing built."""
    made = small_bid(tmp_path)
    with_chapters(made)
    return made


def leaks(workspace: Workspace) -> set[str]:
    """Return the places where the price is told."""
    bid, problems = read_bid(workspace, NAME)
    assert bid is not None, problems
    return {str(problem.at) for problem in compose_bid(workspace, NAME, bid)[0].problems if problem.code == "R-BID-07"}


@pytest.mark.parametrize(("old", "new", "field"), [
    ("장: Ⅰ. 이해 부문", "장: Ⅰ. 60,984천원의 이해", "장"), ("제안포인트: 모두를 대상으로", "제안포인트: 모두 60,984,000원에", "제안포인트"),
])  # fmt: skip
def test_a_price_in_the_head_of_a_section_is_told_there(workspace: Workspace, old: str, new: str, field: str) -> None:
    row = change(section(workspace, "10-사업 이해.md"), old, new)
    assert leaks(workspace) == {f"data/bid/proposal/10-사업 이해.md:{row} ({field})"}


def test_a_heading_of_the_sections_own_level_begins_no_other_section(workspace: Workspace) -> None:
    path = section(workspace, "20-유지관리 방안.md")
    change(path, "## 백업", "# 또 하나\n\n금액은 {{ cost.total|금액 }}이고 전화는 {{ none }}이다.\n\n## 백업")
    row = path.read_text("utf-8").split("\n").index("금액은 {{ cost.total|금액 }}이고 전화는 {{ none }}이다.") + 1
    assert leaks(workspace) == {f"data/bid/proposal/20-유지관리 방안.md:{row}"}
    change(path, "금액은 {{ cost.total|금액 }}이고 ", "")
    status = status_of(workspace, NAME)
    assert [each.blanks for each in status.sections] == [0, 1, 0, 0, 0]
    assert [each.used for each in status.sections[:3]] == [2, 4, 2]


def test_an_item_without_a_section_is_a_blank_of_no_section(workspace: Workspace) -> None:
    change(section(workspace, "30-관리 방안.md"), "평가항목: [보안 관리]", "평가항목: []")
    assert [each.blanks for each in status_of(workspace, NAME).sections] == [0, 0, 0, 0, 0]
    build_bid(workspace, NAME, ("docx",))
    layout = stored(workspace.data / NAME / "proposal")
    assert layout is not None and dict(layout.books[Volume.TECHNICAL].blanks) == {"": 1, "evaluation": 1}  # the day on the cover; the item


def test_promises_stand_in_their_chapters(workspace: Workspace) -> None:
    report = win(workspace, NAME, workspace.data / "won", date(2019, 5, 13), date(2019, 5, 31))
    assert not stopping(report.problems), [str(problem) for problem in report.problems]
    dossier, _ = read_dossier(workspace.data / "won", workspace.law, workspace.root)
    assert dossier is not None
    places = {promise.key: promise.stands.partition(" (")[0] for promise in dossier.promises}
    assert (places["MAR-001#1"], places["MAR-001#2"], places["SER-001"], places["PMR-001#1"]) == ("Ⅰ-1 사업 이해", "Ⅱ-1-가 점검", "Ⅱ-2 관리 방안", "Ⅱ-2-가 보고")


def test_equal_input_gives_equal_bytes(workspace: Workspace) -> None:
    made = []
    for _ in range(2):
        assert not stopping(build_bid(workspace, NAME, ("docx",)).problems)
        made.append(book(workspace, "docx").read_bytes())
    assert made[0] == made[1]
