"""작성지침.md: the RFP's rules as a checklist in which people's ticks and notes stay."""

from __future__ import annotations

from pathlib import Path

from pipeline.build.bid_guide import guide_text, guide_with
from pipeline.build.bid_new import BidReport, Done, new_bid
from pipeline.model.bid_terms import WritingRule
from pipeline.read.proposal import GUIDE, read_proposal
from pipeline.workspace import Workspace
from tests.build.small import small_workspace

TABLE = WritingRule(name="조견표", quote="앞장에 조견표를 둔다", line="문단 3")
WORDS = WritingRule(name="명확한 표현", value="할 수 있다", quote="“할 수 있다”는 쓰지 않는다", line="문단 4")
PENALTY = WritingRule(name="어기면", quote="“할 수 있다”는 쓰지 않는다", line="문단 4")
RFP = """제안서목차:
  - {장: Ⅰ. 제안 개요}
  - {장: Ⅱ. 기술}
제안서규격:
  - {항목: 대비표자리, 값: 앞, 원문: 앞장에 조견표, 줄: 문단 3}
작성지침:
  - {항목: 조견표, 원문: 앞장에 조견표를 둔다, 줄: 문단 3}
  - {항목: 약어, 원문: 약어표를 둔다, 줄: 문단 5}
"""


def test_a_quote_stands_once_with_all_of_its_kinds() -> None:
    text = guide_text((TABLE, WORDS, PENALTY), "과업지시서")
    assert text.count("할 수 있다’는 쓰지 않는다") == 1
    assert "- [ ] “‘할 수 있다’는 쓰지 않는다” (문단 4; 쓰지 않을 말: 할 수 있다; 함께: 어기면)" in text
    assert text.index("## 조견표") < text.index("## 명확한 표현") and "## 어기면" not in text
    assert "과업지시서에서 읽은" in text


def test_ticks_stay_and_new_rules_stand_behind() -> None:
    ticked = guide_text((TABLE,), "제안요청서").replace("- [ ]", "- [x]") + "\n표는 김철수가 만든다.\n"
    text, new, gone = guide_with(ticked, (WORDS, PENALTY))
    assert text.startswith(ticked.rstrip()) and len(new) == 1 and gone == [TABLE.quote]
    assert "- [ ] “‘할 수 있다’는" in text.partition("## 다시 읽은 제안요청서에 새로 있는 것")[2]
    assert guide_with(text, (TABLE, WORDS, PENALTY)) == (text, [], [])


def workspace_of(path: Path) -> tuple[Workspace, Path]:
    made = small_workspace(path)
    (made.data / "sample" / "rfp.yaml").write_text(RFP, "utf-8")
    return made, made.data / "sample" / "proposal" / GUIDE


def what_became(report: BidReport) -> list[Done]:
    return [line.done for line in report.lines if line.file == GUIDE]


def test_bid_new_writes_it_and_no_book_reads_it(tmp_path: Path) -> None:
    workspace, guide = workspace_of(tmp_path)
    report = new_bid(workspace, "sample")
    assert what_became(report) == [Done.NEW] and "- [ ] “약어표를 둔다” (문단 5)" in guide.read_text("utf-8")
    proposal, problems = read_proposal(guide.parent, workspace.root)
    assert proposal is not None and GUIDE not in [section.file for section in proposal.sections]
    assert not [problem for problem in problems if GUIDE in str(problem)]
    assert "\n대비표자리: 앞   # 문단 3 “앞장에 조견표”\n" in (guide.parent / "proposal.yaml").read_text("utf-8")
    assert what_became(new_bid(workspace, "sample")) == [Done.LEFT]


def test_ticks_survive_a_revision_and_a_deleted_one_stays_away(tmp_path: Path) -> None:
    workspace, guide = workspace_of(tmp_path)
    new_bid(workspace, "sample")
    guide.write_text(guide.read_text("utf-8").replace("- [ ] “약어표", "- [x] “약어표"), "utf-8")
    rfp = workspace.data / "sample" / "rfp.yaml"
    rfp.write_text(RFP.replace("앞장에 조견표를 둔다", "뒤에 조견표를 둔다"), "utf-8")
    report = new_bid(workspace, "sample")
    text = guide.read_text("utf-8")
    assert what_became(report) == [Done.ADDED] and "- [x] “약어표를 둔다”" in text and "- [ ] “뒤에 조견표를 둔다” (문단 3) · 조견표" in text
    assert [note for note in report.notes if GUIDE in note] == [f"{GUIDE}의 1줄은 이제 제안요청서에 없습니다: 앞장에 조견표를 둔다"]
    guide.unlink()
    assert [what_became(new_bid(workspace, "sample")) for _ in range(2)] == [[Done.SKIPPED], [Done.SKIPPED]]
    assert not guide.exists()
