"""Where a proposal stands: rows, items, pages of the layout, blanks, forms, faces and sizes; laid out again only when something changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.build.bid import build_bid
from pipeline.build.bid_layout import FILE, key_of, stored
from pipeline.build.bid_new import new_bid
from pipeline.build.bid_status import BidStatus, columns, status_lines, status_of, summary
from pipeline.problems import Problem, Severity, stopping
from pipeline.rules.compliance import State
from pipeline.workspace import Workspace
from tests.build.small_bid import NAME, change, section, small_bid


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A small proposal in which nothing is missing."""
    return small_bid(tmp_path)


def told(status: BidStatus, code: str) -> list[Problem]:
    """Return the problems of a code."""
    return [problem for problem in status.problems if problem.code == code]


def test_a_whole_proposal(workspace: Workspace) -> None:
    status = status_of(workspace, NAME)
    assert [problem for problem in status.problems if problem.severity is not Severity.NOTE] == []
    assert status.found.counts == {"답함": 12, "일부": 0, "없음": 0}
    assert [(each.asked, each.answered) for each in status.sections] == [(0, 0), (5, 5), (7, 7), (0, 0), (0, 0)]
    assert status.unearned == () and status.forms == () and status.fresh
    assert summary(status)[-1] == "요구사항 12행: 답함 12, 일부 0, 없음 0. 〔입력 필요〕 0곳."
    assert all(len(line) == len(columns(status)) for line in status_lines(status))


def test_pages_of_sections_are_those_of_the_pdf(workspace: Workspace) -> None:
    assert not stopping(build_bid(workspace, NAME, ("pdf",)).problems)
    texts = ["".join(page.extract_text().split()) for page in PdfReader(workspace.output / NAME / "제안" / "기술제안서.pdf").pages]
    body = texts[2:]  # behind cover and contents
    starts = [next(order for order, text in enumerate(body) if title in text) for title in ("Ⅰ.사업이해", "Ⅱ.유지관리방안", "Ⅲ.관리방안", "붙임1.")]
    status = status_of(workspace, NAME)
    assert not status.fresh  # the build kept its layout
    assert [each.used for each in status.sections[:3]] == [second - first for first, second in zip(starts, starts[1:])]
    assert status.sections[3].used == status.sections[4].used == 1
    assert "기술 책의 절: 8쪽 (제한 20쪽)" in summary(status) and sum(each.used for each in status.sections[:3]) == 8


def test_unanswered_rows_items_blanks_and_forms(workspace: Workspace) -> None:
    change(section(workspace, "20-유지관리 방안.md"), "[[QUR-001]]", "")
    change(section(workspace, "30-관리 방안.md"), "[[SER-001]]", "[[SER-001#2.1]]")
    change(section(workspace, "30-관리 방안.md"), "평가항목: [보안 관리]", "평가항목: []")
    change(section(workspace, "10-사업 이해.md"), "체계는 위와 같다.", "대표 전화는 {{ none }}이다.")
    change(workspace.data / NAME / "proposal" / "proposal.yaml", "파일: forms/서식1.docx", "파일: ''")
    status = status_of(workspace, NAME)
    assert [row.key for row in status.rows(State.PARTLY)] == ["SER-001#2"]
    assert [row.key for row in status.rows(State.OPEN)] == ["SER-001#1", "SER-001#2.2", "QUR-001"]
    assert [item.name for item in status.unearned] == ["보안 관리"]
    assert [each.blanks for each in status.sections] == [1, 0, 0, 0, 0]
    assert [form.number for form in status.forms] == ["서식 1"] and len(told(status, "R-BID-13")) == 1
    assert [(each.asked, each.answered) for each in status.sections[1:3]] == [(5, 4), (7, 4)]
    plain = status.as_dict()
    assert plain["counts"] == {"답함": 8, "일부": 1, "없음": 3} and plain["rows"]["일부"] == ["SER-001#2"]
    assert plain["evaluation"] == [{"name": "보안 관리", "points": 20}] and json.dumps(plain)
    words = summary(status)
    assert words[0] == "일부만 답한 요구사항 1행: SER-001#2" and words[1].startswith("답이 없는 요구사항 3행: SER-001#1,")


def test_rows_that_only_a_mark_above_answers_are_counted(workspace: Workspace) -> None:
    """[[SER-001]] alone answers four rows; the card QUR-001 is its own row."""
    status = status_of(workspace, NAME)
    keys = ["SER-001#1", "SER-001#2", "SER-001#2.1", "SER-001#2.2"]
    assert status.as_dict()["from_above"] == keys
    assert f"위의 표시만으로 답한 요구사항 4행: {', '.join(keys)}. 그 글이 이 문장에도 답하는지 봅니다." in summary(status)


def test_a_row_that_came_later_waits_for_its_own_mark(workspace: Workspace) -> None:
    path = section(workspace, "30-관리 방안.md")
    before = path.read_text("utf-8")
    path.write_text(before + "\n<!-- 확인할 것(추가): 옮겨 적는다.\n- [ ] [[SER-001#2.2]]\n-->\n", "utf-8")
    status = status_of(workspace, NAME)
    (problem,) = told(status, "R-BID-14")
    assert problem.at.row == len(before.split("\n")) + 2 and [row.key for row in status.rows(State.OPEN)] == ["SER-001#2.2"]
    assert [row.key for row in status.rows(State.PARTLY)] == ["SER-001#2"]
    report = build_bid(workspace, NAME, ("html",), final=True)
    assert "B-FIN-01" in [each.code for each in report.problems] and report.stopped


def test_numbers_weaker_than_asked_and_numbers_that_differ(workspace: Workspace) -> None:
    row = change(section(workspace, "20-유지관리 방안.md"), "매월 점검하고 네 시간 안에 복구한다.", "매월 점검하고 6시간 안에 복구한다.")
    change(section(workspace, "80-요약.md"), "모두 답하였다.", "5시간 안에 복구한다[[MAR-001#3]].")
    first, again = status_of(workspace, NAME), status_of(workspace, NAME)
    assert first.fresh and not again.fresh
    for status in (first, again):
        weaker, summarised = told(status, "R-BID-15")
        assert weaker.at.row == row - 1 and weaker.message.endswith("지시서 4시간 이내 → 제안 6시간 안에")
        assert summarised.at.file.endswith("80-요약.md") and summarised.message.endswith("지시서 4시간 이내 → 제안 5시간 안에")
        (apart,) = told(status, "R-BID-16")
        assert apart.message == "MAR-001#3: 두 곳의 수치가 다릅니다. 6시간 안에, 5시간 안에" and apart.related[0].row == row - 1
    assert [each.code for each in _built(workspace).problems if each.code in ("R-BID-15", "R-BID-16")] == ["R-BID-15", "R-BID-15", "R-BID-16"]


def test_a_number_that_a_revision_moved_is_named(workspace: Workspace) -> None:
    """MAR-001#2 goes, and what stood as #3 and #4 moves up; the old number 4 is no row any more."""
    assert not new_bid(workspace, NAME).stopped
    path = workspace.data / NAME / "requirements.yaml"
    change(path, "    - {번호: MAR-001#2, 인쇄번호: 2), 내용: 매월 점검한다.}\n", "")
    change(path, "MAR-001#3, 인쇄번호: 3)", "MAR-001#2, 인쇄번호: 2)")
    change(path, "MAR-001#4, 인쇄번호: 4)", "MAR-001#3, 인쇄번호: 3)")
    change(workspace.data / NAME / "contract.yaml", "번호: MAR-001#3", "번호: MAR-001#2")
    (problem,) = told(status_of(workspace, NAME), "R-BID-01")
    assert problem.message.endswith("MAR-001#4") and problem.hint == "정정으로 번호가 바뀌었습니다: MAR-001#3"


def test_nothing_is_laid_out_twice(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    first = status_of(workspace, NAME)
    monkeypatch.setattr("pipeline.write.layout.pages_of", lambda document: pytest.fail("laid out again"))
    again = status_of(workspace, NAME)
    assert first.fresh and not again.fresh
    assert again.as_dict() == {**first.as_dict(), "laid_out": False}
    assert again.problems == first.problems


@pytest.mark.parametrize("file", ["proposal/10-사업 이해.md", "proposal/proposal.yaml", "contract.yaml", "requirements.yaml", "../_library/새.md"])
def test_any_changed_input_is_a_new_layout(workspace: Workspace, file: str) -> None:
    before = key_of(workspace, NAME)
    assert status_of(workspace, NAME).fresh and key_of(workspace, NAME) == before
    path = workspace.data / NAME / file
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n", "utf-8")
    assert key_of(workspace, NAME) != before and status_of(workspace, NAME).fresh


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": 1}', '{"key":"x","files":[],"answers":[1],"books":{},"problems":[],"orphans":[]}'])
def test_a_broken_record_is_made_anew(workspace: Workspace, text: str) -> None:
    folder = workspace.data / NAME / "proposal"
    (folder / FILE).write_text(text, "utf-8")
    assert stored(folder) is None
    assert status_of(workspace, NAME).fresh and stored(folder) is not None


def test_a_section_that_is_gone_with_marks_inside(workspace: Workspace) -> None:
    status_of(workspace, NAME)
    path = section(workspace, "30-관리 방안.md")
    text = path.read_text("utf-8")
    path.unlink()
    for _ in range(2):  # it is told until somebody answers
        (problem,) = told(status_of(workspace, NAME), "R-BID-09")
        assert str(problem.at) == "data/bid/proposal/30-관리 방안.md:6" and "‘30-관리 방안.md’에 있던 답 4개" in problem.message
    assert told(_built(workspace), "R-BID-09")
    section(workspace, "40-관리.md").write_text(text, "utf-8")
    assert told(status_of(workspace, NAME), "R-BID-09") == []


def _built(workspace: Workspace) -> BidStatus:
    report = build_bid(workspace, NAME, ("html",))
    return BidStatus(NAME, problems=report.problems)


def test_more_pages_than_allowed(workspace: Workspace) -> None:
    path = workspace.data / NAME / "proposal" / "proposal.yaml"
    row = change(path, "쪽제한: 20", "쪽제한: 7")
    change(section(workspace, "10-사업 이해.md"), "쪽수: 2", "쪽수: 1")
    status = status_of(workspace, NAME)
    (problem,) = told(status, "R-BID-10")
    assert "본문이 8쪽으로 쪽제한 7쪽을 1쪽 넘습니다" in problem.message and problem.at.row == row
    assert status.sections[0].over and status_lines(status)[0][3].endswith("/1 넘음")


def test_faces_and_sizes_that_the_rfp_asks_for(workspace: Workspace) -> None:
    path = workspace.data / NAME / "proposal" / "proposal.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + "글꼴: [바탕, 나눔 고딕]\n최소크기: 13\n본문글꼴: 함초롬바탕\n본문크기: 12\n", "utf-8")
    status = status_of(workspace, NAME)
    face = next(each for each in told(status, "R-BID-11") if each.severity is Severity.WARNING)
    assert "본문 함초롬바탕" in face.message and "제목과 표" not in face.message and face.at.field == "글꼴"
    assert [each.at.field for each in told(status, "R-BID-12")] == ["최소크기", "최소크기", "최소크기"]
    assert "12pt" in told(status, "R-BID-12")[0].message
    path.write_text(text + "글꼴: [나눔 고딕]\n최소크기: 13\n", "utf-8")
    status = status_of(workspace, NAME)
    assert not told(status, "R-BID-11") and not told(status, "R-BID-12")


def test_the_table_of_points_of_the_rfp_stands_in_for_one_of_ours(workspace: Workspace) -> None:
    home = workspace.data / NAME
    (home / "evaluation.csv").unlink()
    (home / "rfp.yaml").write_text(
        "배점표:\n  - {구분: 수행능력 (80), 항목: 사업이해도, 배점: 30, 줄: 표 1}\n  - {구분: 가격평가, 항목: 입찰가격, 배점: 20, 줄: 표 1}\n"
        "  - {구분: 계량평가, 항목: 경영상태, 배점: 50, 줄: 표 1}\n",
        "utf-8",
    )
    status = status_of(workspace, NAME)
    assert [item.name for item in status.unearned] == ["경영상태"]
    assert [str(problem.related[0]) for problem in told(status, "R-BID-05")] == ["data/bid/rfp.yaml:4 (배점표)"]


def test_a_proposal_that_cannot_be_read_says_why(workspace: Workspace) -> None:
    section(workspace, "10-사업 이해.md").write_text("제목이 없다\n", "utf-8")
    status = status_of(workspace, NAME)
    assert status.found is None and stopping(status.problems) and status.as_dict()["counts"] is None
