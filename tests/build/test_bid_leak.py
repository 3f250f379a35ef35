"""A price told anywhere in the technical book or the summary is an error at the line of Markdown that tells it, without the sum."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from pipeline.build.bid import build_bid
from pipeline.build.bid_draft import compose_bid
from pipeline.build.bid_reading import read_bid
from pipeline.build.bid_status import status_of
from pipeline.problems import Problem
from pipeline.workspace import Workspace
from tests.build.small_bid import NAME, change, form, section, small_bid

TOTAL = ("60,984,000", "60984", "6,098", "5,500", "55,440")


def leaks(workspace: Workspace) -> list[Problem]:
    """Return the leaks of the draft."""
    bid, problems = read_bid(workspace, NAME)
    assert bid is not None, problems
    draft, _ = compose_bid(workspace, NAME, bid)
    return [problem for problem in draft.problems if problem.code == "R-BID-07"]


def one(workspace: Workspace) -> Problem:
    """Return the only leak."""
    (problem,) = leaks(workspace)
    assert problem.stops and not any(secret in str(problem) for secret in TOTAL)
    return problem


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A small proposal that tells nothing."""
    return small_bid(tmp_path)


def test_the_sample_tells_nothing(workspace: Workspace) -> None:
    assert leaks(workspace) == []


@pytest.mark.parametrize(("text", "kind"), [
    ("총액은 60,984,000원이다.", "총액"),
    ("총액은 **60,984**,000원이다.", "총액"),
    ("| 항목 | 금액(천원) |\n|---|---|\n| 합계 | 60,984 |", "총액"),
    ("육천구십팔만사천원에 한다.", "총액"),
    ("총액은 {{ cost.total|금액 }}이다.", "총액"),
    ("한 사람의 단가는 {{ cost.labour[0].wage.amount|수 }}이다.", "월단가"),
    ("제안가격은 59,000,000원이다.", "‘제안가격’ 뒤의 금액"),
    ("투찰률은 97.5%이다.", "투찰률"),
    ('{{ charts.columns(["총액"], ("천원", [60984]), unit="단위: 천원", caption="금액") }}', "총액"),
    ('{{ charts.columns(["1월"], ("건수", [3]), caption="총액 60,984천원") }}', "총액"),
])
def test_every_way_is_told_at_its_line(workspace: Workspace, text: str, kind: str) -> None:
    row = change(section(workspace, "10-사업 이해.md"), "체계는 위와 같다.", text)
    problem = one(workspace) if "caption=\"총액" not in text else leaks(workspace)[0]
    assert kind in problem.message and problem.message.startswith("기술제안서의 ")
    assert problem.at.file == "data/bid/proposal/10-사업 이해.md"
    assert row <= problem.at.row <= row + text.count("\n")


def test_in_the_summary(workspace: Workspace) -> None:
    row = change(section(workspace, "80-요약.md"), "모두 답하였다.", "모두 6,098만 4천원에 한다.")
    problem = one(workspace)
    assert problem.message.startswith("제안요약서의 ") and str(problem.at) == f"data/bid/proposal/80-요약.md:{row}"


def test_in_a_title(workspace: Workspace) -> None:
    change(section(workspace, "30-관리 방안.md"), "제목: 관리 방안", "제목: 60,984천원의 관리")
    assert {problem.at.field for problem in leaks(workspace)} == {"제목"}


def test_in_a_reusable_paragraph(workspace: Workspace) -> None:
    library = workspace.data / "_library"
    library.mkdir()
    (library / "값.md").write_text("값을 말한다.\n\n총액은 60,984,000원이다.\n", "utf-8")
    change(section(workspace, "30-관리 방안.md"), "## 보고", "@문단(값)\n\n## 보고")
    assert str(one(workspace).at) == "data/_library/값.md:3"


def test_in_the_reason_of_a_mark(workspace: Workspace) -> None:
    row = change(section(workspace, "20-유지관리 방안.md"), "대안: 주말은 월요일에 함", "대안: 월 단가 5,500천원으로 함")
    assert str(one(workspace).at) == f"data/bid/proposal/20-유지관리 방안.md:{row}"


def test_in_the_settings(workspace: Workspace) -> None:
    change(workspace.data / NAME / "proposal" / "proposal.yaml", "제목: 가나다 유지관리 제안서", "제목: 60,984,000원의 제안서")
    found = leaks(workspace)
    assert {str(problem.at) for problem in found} == {"data/bid/proposal/proposal.yaml"}
    assert {problem.message.partition("의 ")[0] for problem in found} == {"기술제안서", "제안요약서"}


def test_in_the_remarks_and_the_alternative_text_of_a_picture(workspace: Workspace) -> None:
    images = workspace.data / NAME / "proposal" / "images"
    images.mkdir()
    file, remarks = BytesIO(), PngInfo()
    remarks.add_text("Comment", "60,984,000")
    Image.new("RGB", (40, 30), "white").save(file, "PNG", pnginfo=remarks)
    (images / "a.png").write_bytes(file.getvalue())
    row = change(section(workspace, "10-사업 이해.md"), "체계는 위와 같다.", "![가격 60,984천원](images/a.png)")
    found = leaks(workspace)
    assert {str(problem.at) for problem in found} == {f"data/bid/proposal/10-사업 이해.md:{row}"}


def test_in_a_form_that_goes_with_the_technical_book(workspace: Workspace) -> None:
    path = workspace.data / NAME / "proposal" / "forms" / "서식1.docx"
    path.write_bytes(form("제안금액 {{ cost.total|금액표기 }}"))
    report = build_bid(workspace, NAME, ("html",))
    found = [problem for problem in report.problems if problem.code == "R-BID-07"]
    assert found and all(problem.at.file == "data/bid/proposal/proposal.yaml" and problem.at.row == 5 for problem in found)
    assert not workspace.output.exists()


@pytest.mark.parametrize("text", [
    "예산은 62,000,000원이다.", "사업예산 6,200만원", "해마다 5,500,000건을 처리한다.", "60,984명", "가격은 가격제안서에만 적는다.",
])
def test_what_the_rfp_prints_and_what_is_no_money_is_allowed(workspace: Workspace, text: str) -> None:
    change(section(workspace, "10-사업 이해.md"), "체계는 위와 같다.", text)
    assert leaks(workspace) == []


@pytest.mark.parametrize("run", [lambda ws: build_bid(ws, NAME, ("html",)).problems, lambda ws: status_of(ws, NAME).problems])
def test_both_commands_say_it(workspace: Workspace, run: Callable[[Workspace], list[Problem]]) -> None:
    change(section(workspace, "10-사업 이해.md"), "체계는 위와 같다.", "총액은 60,984,000원이다.")
    assert [problem.code for problem in run(workspace) if problem.stops] == ["R-BID-07"]
    assert not workspace.output.exists()
