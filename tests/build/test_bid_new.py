"""`bid new`: a skeleton is written, a person's words stay, and a revised RFP is carried into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build.bid_heads import with_asks
from pipeline.build.bid_new import BidReport, Done, new_bid
from pipeline.problems import Severity
from pipeline.read.dossier import read_dossier
from pipeline.read.proposal import read_proposal
from pipeline.rules.cost import cost_figures
from pipeline.trace.diff import Turn
from pipeline.workspace import Workspace
from tests.build.small import small_workspace

REQUIREMENTS = """- 고유번호: SFR-001
  명칭: 화면 개선
  분류: 기능 요구사항
  세부내용:
    - {번호: SFR-001#1, 인쇄번호: 1), 내용: 화면의 글자를 크게 한다.}
- 고유번호: SER-001
  명칭: 보안 관리
  분류: 보안 요구사항
  세부내용:
    - {번호: SER-001#1, 인쇄번호: 1), 내용: 보안관리대책을 세워 발주부서에 낸다.}
    - {번호: SER-001#2, 인쇄번호: 2), 내용: 투입인력의 보안서약서를 투입 전에 낸다.}
    - {번호: SER-001#3, 인쇄번호: 3), 내용: 자료를 밖으로 내보내지 않는다.}
"""
RFP = """배점표:
  - {구분: 기술, 항목: 기능 요구사항, 배점: 30, 기준: 구현할 수 있는가}
  - {구분: 기술, 항목: 보안 요구사항, 배점: 10}
제안서목차:
  - {장: Ⅰ. 제안 개요, 줄: L1}
  - {장: Ⅱ. 기술, 절: 1. 기능 요구사항, 작성방법: 방안을 적는다.}
  - {장: Ⅱ. 기술, 절: 2. 보안 요구사항, 줄: L3}
제안서규격:
  - {항목: 쪽제한, 값: 41, 원문: 41쪽 이내, 줄: L9}
서식:
  - {번호: 서식 1, 이름: 일반현황}
"""
FIRST = ("10-제안 개요.md", "21-기능 요구사항.md", "22-보안 요구사항.md")
SECURITY = FIRST[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A contract with an RFP and no proposal."""
    made = small_workspace(tmp_path)
    for name, text in (("requirements.yaml", REQUIREMENTS), ("rfp.yaml", RFP)):
        (made.data / "sample" / name).write_text(text, "utf-8")
    (made.data / "sample" / "duties.yaml").unlink()
    return made


def files(workspace: Workspace) -> dict[str, bytes]:
    """Return what stands in the proposal's folder."""
    return {path.name: path.read_bytes() for path in (workspace.data / "sample" / "proposal").iterdir()}


def edit(workspace: Workspace, name: str, old: str, new: str, folder: str = "proposal") -> Path:
    """Change a file as a person does."""
    path = workspace.data / "sample" / folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


def revise(workspace: Workspace, old: str, new: str) -> None:
    """Change the RFP."""
    edit(workspace, "requirements.yaml", old, new, "")


def done(report: BidReport) -> dict[str, Done]:
    """File → what became of it."""
    return {line.file: line.done for line in report.lines}


def write_answer(workspace: Workspace) -> Path:
    """Let a person write the section on security."""
    return edit(workspace, SECURITY, "〔입력 필요〕", "대책을 세운다. [[SER-001#1]]\n서약서를 낸다. [[SER-001#2]]\n내보내지 않는다. [[SER-001#3]]")


def test_a_skeleton_is_a_proposal_that_can_be_read(workspace: Workspace) -> None:
    report = new_bid(workspace, "sample")
    assert report.problems == [] and set(files(workspace)) == {*FIRST, "proposal.yaml", ".skeleton.yaml"}
    known = {"SFR-001", "SER-001"}
    proposal, problems = read_proposal(report.folder, workspace.root, known)
    assert problems == [] and proposal is not None
    assert (proposal.page_limit, [form.number for form in proposal.forms]) == (41, ["서식 1"])
    # 40 pages beside the one of the section that no item judges: 40 × 30 ÷ 40 and 40 × 10 ÷ 40
    assert [(each.file, each.points, each.pages, each.asks) for each in proposal.sections] == [
        (FIRST[0], None, 1, ()), (FIRST[1], 30, 30, ("SFR-001",)), (SECURITY, 10, 10, ("SER-001",)),
    ]  # fmt: skip
    text = proposal.sections[2].text
    assert "## SER-001 보안 관리" in text and "> 2\\) 투입인력의 보안서약서를 투입 전에 낸다." in text and "〔입력 필요〕" in text
    assert "- [ ] [[SER-001#3]]" in text
    assert set(done(report).values()) == {Done.NEW}
    assert [path.name for path in report.files] == ["proposal.yaml", *FIRST]


def test_a_second_run_changes_no_byte(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    before = files(workspace)
    report = new_bid(workspace, "sample")
    assert (files(workspace), report.files, report.problems, set(done(report).values())) == (before, [], [], {Done.LEFT})


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        workspace = small_workspace(tmp_path / name)
        (workspace.data / "sample" / "rfp.yaml").write_text(RFP, "utf-8")
        new_bid(workspace, "sample")
        made.append(files(workspace))
    assert made[0] == made[1]


def test_written_words_stay_and_what_is_missing_comes_back(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    path = write_answer(workspace)
    edit(workspace, "proposal.yaml", "쪽제한: 41", "쪽제한: 30")
    before = path.read_bytes()
    (path.parent / FIRST[0]).unlink()
    report = new_bid(workspace, "sample")
    assert path.read_bytes() == before
    assert done(report) == {"proposal.yaml": Done.LEFT, FIRST[0]: Done.NEW, FIRST[1]: Done.LEFT, SECURITY: Done.LEFT}
    assert "proposal.yaml의 쪽제한은 30쪽이고 제안요청서는 41쪽입니다. 맞는 쪽으로 고치세요." in report.notes


def test_an_id_that_a_person_took_out_of_the_head_comes_back_without_its_text(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    path = write_answer(workspace)
    before = path.read_text("utf-8")
    edit(workspace, SECURITY, "요구사항: [SER-001]\n", "")
    new_bid(workspace, "sample")
    after = path.read_text("utf-8")
    assert sorted(after.split("\n")) == sorted(before.split("\n"))


def test_a_section_under_another_name_and_number_is_the_same(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    path = write_answer(workspace)
    path.rename(path.with_name("15-우리의 보안.md"))
    report = new_bid(workspace, "sample")
    assert done(report)["15-우리의 보안.md"] is Done.LEFT and SECURITY not in files(workspace)


def test_a_section_taken_apart_by_people_is_not_made_again(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    path = write_answer(workspace)
    (path.parent / "50-사람의 절.md").write_text("---\n제목: 사람의 절\n요구사항: SER-001\n---\n글 [[SER-001]]\n", "utf-8")
    path.unlink()
    report = new_bid(workspace, "sample")
    assert done(report)[SECURITY] is Done.SKIPPED and done(report)["50-사람의 절.md"] is Done.LEFT
    assert SECURITY not in files(workspace)
    (path.parent / "50-사람의 절.md").unlink()
    assert done(new_bid(workspace, "sample"))[SECURITY] is Done.NEW  # nobody answers it now


def test_a_number_that_a_person_uses_is_not_used_again(workspace: Workspace) -> None:
    folder = workspace.data / "sample" / "proposal"
    folder.mkdir()
    (folder / "22-회사 소개.md").write_text("---\n제목: 회사 소개\n---\n글\n", "utf-8")
    (folder / "proposal.yaml").write_text("제목: 우리 제안서\n", "utf-8")
    report = new_bid(workspace, "sample")
    assert done(report) == {
        "proposal.yaml": Done.LEFT, FIRST[0]: Done.SKIPPED, FIRST[1]: Done.NEW, "221-보안 요구사항.md": Done.NEW, "22-회사 소개.md": Done.LEFT,
    }  # fmt: skip
    assert read_proposal(folder, workspace.root)[1] == []


def test_nothing_is_written_while_a_file_cannot_be_read(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    edit(workspace, SECURITY, "제목:", "재목:")
    revise(workspace, "화면의 글자를 크게", "화면의 글자를 더 크게")
    before = files(workspace)
    report = new_bid(workspace, "sample")
    assert report.stopped and files(workspace) == before
    assert [problem.code for problem in report.problems] == ["D-YAML-07", "D-VAL-01"]


def test_a_revision_changes_what_nobody_touched_and_adds_to_what_people_wrote(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    path = write_answer(workspace)
    before = path.read_text("utf-8")
    revise(workspace, "화면의 글자를 크게 한다.", "화면의 글자를 두 배로 크게 한다.")
    more = "- {고유번호: SER-002, 명칭: 원격접속, 분류: 보안 요구사항, 세부내용: [{번호: SER-002#1, 내용: 승인된 단말에서만 접속한다.}]}\n"
    revise(workspace, "- 고유번호: SER-001\n", more + "- 고유번호: SER-001\n")
    report = new_bid(workspace, "sample")
    assert done(report) == {"proposal.yaml": Done.LEFT, FIRST[0]: Done.LEFT, FIRST[1]: Done.RENEWED, SECURITY: Done.ADDED}
    after = path.read_text("utf-8")
    assert after.startswith(before.replace("[SER-001]", "[SER-001, SER-002]"))
    assert after.count("## ") == before.count("## ") + 1 and "> 승인된 단말에서만 접속한다." in after
    assert "두 배로" in files(workspace)[FIRST[1]].decode()
    assert report.problems == []
    settled = files(workspace)
    assert new_bid(workspace, "sample").files == [] and files(workspace) == settled


def test_changed_gone_and_moved_sentences_are_told_until_somebody_looked(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    path = write_answer(workspace)
    revise(workspace, "보안관리대책을 세워 발주부서에 낸다.", "보안관리대책을 세워 착수 7일 안에 발주부서에 낸다.")
    revise(workspace, "    - {번호: SER-001#2, 인쇄번호: 2), 내용: 투입인력의 보안서약서를 투입 전에 낸다.}\n", "")
    revise(workspace, "{번호: SER-001#3,", "{번호: SER-001#4,")
    report = new_bid(workspace, "sample")
    lines = path.read_text("utf-8").split("\n")
    told = {problem.message.partition(":")[0]: problem for problem in report.problems}
    assert {key: problem.code for key, problem in told.items()} == {"SER-001#1": "B-NEW-03", "SER-001#2": "B-NEW-02", "SER-001#3": "B-NEW-03"}
    assert {problem.severity for problem in report.problems} == {Severity.WARNING}
    assert "보안관리대책을 세워 발주부서에 낸다." in told["SER-001#1"].message and "착수 7일 안에" in told["SER-001#1"].message
    assert "[[SER-001#4]]" in told["SER-001#3"].hint
    for key, problem in told.items():
        assert problem.at.file == f"data/sample/proposal/{SECURITY}"
        assert f"[[{key}]]" in lines[problem.at.row - 1] and not lines[problem.at.row - 1].startswith("- [ ]")
    turns = {each.old_key or each.new_key: each.turn for each in report.turned}
    assert turns == {"SER-001#1": Turn.CHANGED, "SER-001#2": Turn.REMOVED, "SER-001#3": Turn.MOVED}
    again = new_bid(workspace, "sample")
    assert [str(problem) for problem in again.problems] == [str(problem) for problem in report.problems] and again.files == []
    edit(workspace, SECURITY, "[[SER-001#3]]", "[[SER-001#4]]")
    assert new_bid(workspace, "sample").problems == []


def test_a_sentence_added_to_a_requirement_comes_behind_its_answers(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    path = write_answer(workspace)
    before = path.read_text("utf-8")
    last = "    - {번호: SER-001#3, 인쇄번호: 3), 내용: 자료를 밖으로 내보내지 않는다.}\n"
    revise(workspace, last, last + "    - {번호: SER-001#4, 인쇄번호: 4), 내용: 끝나면 자료를 모두 돌려준다.}\n")
    report = new_bid(workspace, "sample")
    after = path.read_text("utf-8")
    assert done(report)[SECURITY] is Done.ADDED and after.startswith(before)
    assert "## SER-001 보안 관리 (추가)" in after and "> 4\\) 끝나면 자료를 모두 돌려준다." in after and after.count("[[SER-001#3]]") == 2
    assert new_bid(workspace, "sample").files == []


def test_a_section_that_the_rfp_drops_goes_only_when_nobody_wrote_it(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    write_answer(workspace)
    edit(workspace, "rfp.yaml", "  - {장: Ⅰ. 제안 개요, 줄: L1}\n", "", "")
    edit(workspace, "rfp.yaml", "  - {장: Ⅱ. 기술, 절: 2. 보안 요구사항, 줄: L3}\n", "", "")
    report = new_bid(workspace, "sample")
    assert done(report)[FIRST[0]] is Done.DROPPED and done(report)[SECURITY] is Done.LEFT
    assert FIRST[0] not in files(workspace) and SECURITY in files(workspace)


def test_a_broken_record_is_told_and_stops_nothing(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    write_answer(workspace)
    (workspace.data / "sample" / "proposal" / ".skeleton.yaml").write_text("파일: {", "utf-8")
    report = new_bid(workspace, "sample")
    assert [problem.code for problem in report.problems] == ["B-NEW-04"] and not report.stopped
    assert done(report)[FIRST[1]] is Done.LEFT
    assert new_bid(workspace, "sample").problems == []


def test_without_requirements_the_sections_come_and_it_is_said(workspace: Workspace) -> None:
    (workspace.data / "sample" / "requirements.yaml").unlink()
    report = new_bid(workspace, "sample")
    assert [problem.code for problem in report.problems] == ["B-NEW-01"] and set(FIRST) <= set(files(workspace))


def test_a_price_is_written_only_when_told_and_says_that_it_is_an_example(workspace: Workspace) -> None:
    path = workspace.data / "sample" / "cost.yaml"
    new_bid(workspace, "sample")
    assert not path.exists()
    report = new_bid(workspace, "sample", with_price=True)
    text = path.read_text("utf-8")
    assert text.startswith("# 예시:") and any("예시 산출내역" in note for note in report.notes)
    dossier, problems = read_dossier(workspace.data / "sample", workspace.law, workspace.root)
    assert problems == [] and dossier is not None
    # (0.2 × 5,000,000 + 1.0 × 4,000,000) × (1 + 1.1) × (1 + 0.2) + 100,000 = 12,700,000
    assert cost_figures(dossier).by_effort == 12_700_000
    path.write_text(text + "# 사람\n", "utf-8")
    assert any("이미 있어" in note for note in new_bid(workspace, "sample", with_price=True).notes)
    assert path.read_text("utf-8").endswith("# 사람\n")


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("제목: 가\n요구사항: [A-1, A-2]   # 둘\n책: 기술\n", "제목: 가\n요구사항: [A-1, A-2, B-1]   # 둘\n책: 기술\n"),
        ("제목: 가\n요구사항: []\n", "제목: 가\n요구사항: [B-1]\n"),
        ("제목: 가\n요구사항:\n  - A-1   # 하나\n  - 'A-2#1'\n책: 기술\n", "제목: 가\n요구사항:\n  - A-1   # 하나\n  - 'A-2#1'\n  - B-1\n책: 기술\n"),
        ("제목: 가\n요구사항: A-1; A-2#3\n책: 기술\n", "제목: 가\n요구사항: [A-1, 'A-2#3', B-1]\n책: 기술\n"),
        ("제목: 가\n요구 사항:\n책: 기술\n", "제목: 가\n요구 사항: [B-1]\n책: 기술\n"),
        ("제목: 가\n", "제목: 가\n요구사항: [B-1]\n"),
    ],
)
def test_ids_are_added_in_the_form_of_the_head(head: str, wanted: str) -> None:
    assert with_asks(f"---\n{head}---\n\n본문 --- 그대로\n", ["B-1"]) == f"---\n{wanted}---\n\n본문 --- 그대로\n"
