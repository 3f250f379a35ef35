"""`bid new`: a skeleton is written, a person's words stay, and a revised RFP is carried into it."""

from __future__ import annotations

from decimal import Decimal
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
    # 39 pages beside the two of the section that no item judges: 39 × 30 ÷ 40 = 29.25 and 39 × 10 ÷ 40 = 9.75
    assert [(each.file, each.points, each.pages, each.asks) for each in proposal.sections] == [
        (FIRST[0], None, 2, ()), (FIRST[1], 30, 29, ("SFR-001",)), (SECURITY, 10, 10, ("SER-001",)),
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


def test_written_words_stay_and_a_section_taken_away_stays_away(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    path = write_answer(workspace)
    edit(workspace, "proposal.yaml", "쪽제한: 41", "쪽제한: 30")
    before = path.read_bytes()
    (path.parent / FIRST[0]).unlink()
    report = new_bid(workspace, "sample")
    assert path.read_bytes() == before
    assert done(report) == {"proposal.yaml": Done.LEFT, FIRST[0]: Done.SKIPPED, FIRST[1]: Done.RENEWED, SECURITY: Done.LEFT}
    assert "쪽수: 31 " in files(workspace)[FIRST[1]].decode()  # 41 × 30 ÷ 40 = 30.75: its two pages are free
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
    report = new_bid(workspace, "sample")  # nobody answers it now: another section asks for it
    assert done(report)[SECURITY] is Done.SKIPPED and "요구사항: [SFR-001, SER-001]" in files(workspace)[FIRST[1]].decode()
    assert any("맞는 절을 낱말로 찾지 못한 요구사항 1개" in note and f"{FIRST[1][3:-3]}’에 SER-001" in note for note in report.notes)


def test_sections_taken_away_or_renamed_are_told_once_and_never_come_back(workspace: Workspace) -> None:
    edit(workspace, "rfp.yaml", "제안서목차:\n", "제안서목차:\n  - {장: Ⅰ. 현황, 절: 1. 조직 및 인원}\n  - {장: Ⅰ. 현황, 절: 2. 주요 사업}\n", "")
    folder = new_bid(workspace, "sample").folder
    path = folder / "11-조직 및 인원.md"
    path.with_name("11-우리 조직.md").write_text(path.read_text("utf-8").replace("조직 및 인원", "우리 조직"), "utf-8")
    path.unlink()
    (folder / "12-주요 사업.md").unlink()
    report = new_bid(workspace, "sample")
    assert done(report)["11-우리 조직.md"] is Done.LEFT and done(report)["12-주요 사업.md"] is Done.SKIPPED
    assert [note for note in report.notes if "절" in note and "→" in note] == ["이름을 바꾼 절로 보았습니다: 11-조직 및 인원.md → 11-우리 조직.md"]
    assert sum("다시 만들지 않습니다: 12-주요 사업.md." in note for note in report.notes) == 1
    standing = set(files(workspace))
    assert {name for name in standing if name.startswith("1")} == {"11-우리 조직.md"}
    for _ in range(2):
        report = new_bid(workspace, "sample")
        assert set(files(workspace)) == standing and report.files == []
        assert not any("다시 만들지" in note or "이름을 바꾼" in note for note in report.notes)
    edit(workspace, "rfp.yaml", "{장: Ⅰ. 제안 개요, 줄: L1}", "{장: Ⅰ. 현황, 절: 3. 연혁}", "")  # a revision does not bring them back either
    new_bid(workspace, "sample")
    assert {name for name in files(workspace) if name.startswith("1")} == {"11-우리 조직.md", "13-연혁.md"}


def test_a_section_comes_back_when_its_line_in_the_record_is_taken_out(workspace: Workspace) -> None:
    folder = new_bid(workspace, "sample").folder
    (folder / FIRST[0]).unlink()
    new_bid(workspace, "sample")
    record = (folder / ".skeleton.yaml").read_text("utf-8")
    line = next(line for line in record.split("\n") if "대신" in line)
    edit(workspace, ".skeleton.yaml", f"뺀절:\n{line}\n", "")
    assert done(new_bid(workspace, "sample"))[FIRST[0]] is Done.NEW


def test_a_proposal_made_by_hand_is_not_filled_up_by_a_later_run(workspace: Workspace) -> None:
    folder = workspace.data / "sample" / "proposal"
    folder.mkdir()
    (folder / "50-사람의 절.md").write_text("---\n제목: 사람의 절\n요구사항: SER-001\n---\n글 [[SER-001]]\n", "utf-8")
    for _ in range(2):
        report = new_bid(workspace, "sample")
        assert {FIRST[0], SECURITY} == {line.file for line in report.of(Done.SKIPPED)}


def test_what_a_person_moved_is_not_doubted_again(workspace: Workspace) -> None:
    odd = "- {고유번호: XYZ-001, 명칭: ㅎㅎ, 분류: ㅋㅋ, 세부내용: [{번호: XYZ-001#1, 내용: 알 수 없다.}]}\n"
    revise(workspace, "- 고유번호: SER-001\n", odd + "- 고유번호: SER-001\n")
    doubt = "맞는 절을 낱말로 찾지 못한 요구사항 1개"
    assert any(doubt in note and "XYZ-001" in note for note in new_bid(workspace, "sample").notes)
    edit(workspace, SECURITY, "[SER-001]", "[SER-001, XYZ-001]")
    for _ in range(2):
        assert not any(doubt in note for note in new_bid(workspace, "sample").notes)


def test_a_number_that_a_person_uses_is_not_used_again(workspace: Workspace) -> None:
    folder = workspace.data / "sample" / "proposal"
    folder.mkdir()
    (folder / "22-회사 소개.md").write_text("---\n제목: 회사 소개\n---\n글\n", "utf-8")
    (folder / "proposal.yaml").write_text("제목: 우리 제안서\n", "utf-8")
    report = new_bid(workspace, "sample")
    assert done(report) == {
        "proposal.yaml": Done.LEFT, FIRST[0]: Done.SKIPPED, FIRST[1]: Done.NEW, "221-보안 요구사항.md": Done.NEW, "22-회사 소개.md": Done.LEFT,
    }  # fmt: skip
    assert [(problem.code, problem.at.file) for problem in read_proposal(folder, workspace.root)[1]] == [
        ("D-PRO-08", "data/sample/proposal/221-보안 요구사항.md"),  # the person's section parts the RFP's chapter
    ]


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
    assert "## SER-001 보안 관리 (추가)" in after and "<!-- 확인할 것(추가):" in after and "> 4\\) 끝나면 자료를 모두 돌려준다." in after and after.count("[[SER-001#3]]") == 2
    assert new_bid(workspace, "sample").files == []


def test_sections_stand_in_the_rfps_chapters_or_in_those_of_the_evaluation(workspace: Workspace) -> None:
    proposal, problems = read_proposal(new_bid(workspace, "sample").folder, workspace.root)
    assert problems == [] and proposal is not None and [each.chapter for each in proposal.sections] == ["", "기술", "기술"]
    assert "\n장: Ⅱ. 기술\n제목: 보안 요구사항\n" in files(workspace)[SECURITY].decode()
    items = "배점표:\n  - {구분: 전략 (40), 항목: 이해도, 배점: 40}\n  - {구분: 기술 (60), 항목: 보안, 배점: 30}\n  - {구분: 기술 (60), 항목: 기능, 배점: 30}\n"
    (workspace.data / "sample" / "rfp.yaml").write_text(items, "utf-8")
    proposal, _ = read_proposal(new_bid(workspace, "sample").folder, workspace.root)
    assert proposal is not None and [(each.chapter, each.title) for each in proposal.sections] == [("전략", "이해도"), ("기술", "보안"), ("기술", "기능")]


def test_a_chapter_that_the_rfp_changes_is_told_until_the_person_follows(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    path = write_answer(workspace)
    edit(workspace, "rfp.yaml", "Ⅱ. 기술", "Ⅲ. 기술", "")
    report = new_bid(workspace, "sample")  # a number alone is no change
    assert report.problems == [] and done(report)[FIRST[1]] is Done.RENEWED and done(report)[SECURITY] is Done.LEFT
    edit(workspace, "rfp.yaml", "{장: Ⅲ. 기술, 절: 2. 보안 요구사항", "{장: Ⅳ. 관리, 절: 1. 보안 요구사항", "")
    before = path.read_bytes()
    for _ in range(2):
        report = new_bid(workspace, "sample")
        assert [str(problem) for problem in report.problems] == [
            f"data/sample/proposal/{SECURITY}:2 (장): 경고 B-NEW-06 보안 요구사항: 제안요청서에서 이 절의 장은 ‘Ⅳ. 관리’입니다. 전에는 ‘Ⅲ. 기술’ → 머리글을 고침: 장: Ⅳ. 관리"
        ]
        assert path.read_bytes() == before and not report.stopped
    edit(workspace, SECURITY, "장: Ⅱ. 기술", "장: 3. 관리")
    assert new_bid(workspace, "sample").problems == []
    edit(workspace, SECURITY, "장: 3. 관리", "장: 우리의 장")  # later, a chapter of their own: the RFP says nothing new
    assert new_bid(workspace, "sample").problems == []
    edit(workspace, "rfp.yaml", "Ⅳ. 관리", "Ⅳ. 보안", "")
    assert [problem.code for problem in new_bid(workspace, "sample").problems] == ["B-NEW-06"]
    assert new_bid(workspace, "sample").problems == []  # told once: theirs was not the RFP's before either


def test_a_chapter_that_the_rfp_takes_away_and_a_record_of_an_earlier_edition(workspace: Workspace) -> None:
    new_bid(workspace, "sample")
    write_answer(workspace)
    kept = workspace.data / "sample" / "proposal" / ".skeleton.yaml"
    text = kept.read_text("utf-8")
    edit(workspace, "rfp.yaml", "{장: Ⅱ. 기술, 절: 2. 보안 요구사항, 줄: L3}", "{장: 2. 보안 요구사항, 줄: L3}", "")
    (problem,) = new_bid(workspace, "sample").problems
    assert problem.message == "보안 요구사항: 제안요청서에서 이 절의 장이 없어졌습니다. 전에는 ‘Ⅱ. 기술’" and problem.hint == "머리글의 장 줄을 지움"
    edit(workspace, "rfp.yaml", "{장: 2. 보안 요구사항, 줄: L3}", "{장: Ⅱ. 기술, 절: 2. 보안 요구사항, 줄: L3}", "")
    start, end = text.index("장:\n  - {파일"), text.index("요구사항:\n  - {번호")
    kept.write_text(text[:start] + text[end:], "utf-8")
    assert new_bid(workspace, "sample").problems == []  # the head names the chapter
    kept.write_text(text[:start] + text[end:], "utf-8")
    edit(workspace, SECURITY, "장: Ⅱ. 기술\n", "# 장: Ⅱ. 기술\n")
    (problem,) = new_bid(workspace, "sample").problems
    assert problem.message == "보안 요구사항: 제안요청서에서 이 절의 장은 ‘Ⅱ. 기술’입니다" and problem.at.file.endswith(SECURITY)


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


PAPER = """  - {항목: 글꼴, 값: 신명조; 맑은 고딕, 원문: 신명조 또는 맑은 고딕, 줄: L10}
  - {항목: 최소크기, 값: 13, 원문: 13 Point, 줄: L10}
  - {항목: 방향, 값: 세로, 원문: A4 종 방향, 근거: 예외로 가로도 됨, 줄: L11}
  - {항목: 요약방향, 값: 가로, 원문: A4 횡 방향, 줄: L12}
  - {항목: 줄간격, 값: 160, 원문: 줄간격 160, 줄: L13}
  - {항목: 여백, 값: '위 25, 아래 15, 왼쪽 20', 원문: '(상25, 하15, 좌20)', 줄: L14}
"""


def test_the_rfp_s_paper_stands_in_the_settings_with_its_sentences(workspace: Workspace) -> None:
    edit(workspace, "rfp.yaml", "서식:\n", f"{PAPER}서식:\n", "")
    report = new_bid(workspace, "sample")
    text = files(workspace)["proposal.yaml"].decode()
    assert "방향: 세로   # 예외로 가로도 됨. L11 “A4 종 방향”\n" in text and "여백: {위: 25, 아래: 15, 왼쪽: 20}   # L14 “(상25, 하15, 좌20)”\n" in text
    proposal, problems = read_proposal(report.folder, workspace.root)
    assert problems == [] and proposal is not None
    assert (proposal.fonts, proposal.least_size, proposal.line_factor) == (("신명조", "맑은 고딕"), 13, Decimal("1.6"))
    assert (proposal.direction.value, proposal.summary_direction.value) == ("세로", "가로")
    assert (proposal.margins.top, proposal.margins.bottom, proposal.margins.left, proposal.margins.right) == (25, 15, 20, None)


def test_rules_that_are_no_settings_stay_words(workspace: Workspace) -> None:
    rules = PAPER.replace("값: 세로", "값: 사선").replace("값: 160", "값: 넓게").replace("값: '위 25, 아래 15, 왼쪽 20'", "값: 넉넉히")
    edit(workspace, "rfp.yaml", "서식:\n", f"{rules}서식:\n", "")
    report = new_bid(workspace, "sample")
    text = files(workspace)["proposal.yaml"].decode()
    assert "# 방향: 사선" in text and "# 줄간격: 넓게" in text and "# 여백: 넉넉히" in text
    proposal, problems = read_proposal(report.folder, workspace.root)
    assert problems == [] and (proposal.line, proposal.margins) == (None, None)


def test_a_person_s_paper_that_is_not_the_rfp_s_is_told(workspace: Workspace) -> None:
    edit(workspace, "rfp.yaml", "서식:\n", f"{PAPER}서식:\n", "")
    new_bid(workspace, "sample")
    edit(workspace, "proposal.yaml", "요약방향: 가로", "요약방향: 세로")
    told = [note for note in new_bid(workspace, "sample").notes if "방향" in note]
    assert told == ["proposal.yaml의 요약방향은 세로이고 제안요청서는 가로입니다. 맞는 쪽으로 고치세요."]
