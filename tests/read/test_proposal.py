"""The folder of a proposal: what it says, and everything that is wrong with it at once."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.model.proposal import Proposal, Side, Volume
from pipeline.problems import Problem, Severity
from pipeline.read.proposal import read_proposal

SETTINGS = """제목: 2030년 가나다시스템 유지관리 제안서
제안사: (주)라마바
쪽제한: 20
글꼴: [맑은 고딕, 바탕]
최소크기: 12
서식:
  - {번호: 서식 1, 이름: 일반현황, 파일: forms/서식1.hwpx}
  - {번호: 서식 2, 이름: 산출내역서, 책: 가격}
"""
UNDERSTANDING = """---
제목: 사업 이해
배점: 7.5
쪽수: 4
평가항목: 사업 이해도
---

## 목적

목적을 적는다.
"""
SECURITY = """---
# 보안은 두 사람이 쓴다
제목: 보안 방안
책: 기술
쪽수: 6
요구사항: [SER-001, "MAR-005#3"]
---
첫 줄이다. [[SER-001#1]]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A proposal with two sections and one form."""
    made = tmp_path / "data" / "x" / "proposal"
    (made / "forms").mkdir(parents=True)
    (made / "forms" / "서식1.hwpx").write_bytes(b"hwpx")
    (made / "proposal.yaml").write_text(SETTINGS, "utf-8")
    (made / "30-보안 방안.md").write_text(SECURITY, "utf-8")
    (made / "10-사업 이해.md").write_text(UNDERSTANDING, "utf-8")
    return made


def read(folder: Path, known: tuple[str, ...] = ()) -> tuple[Proposal | None, list[Problem]]:
    """Read with places relative to the folder above data/."""
    return read_proposal(folder, folder.parents[2], known)


def said(folder: Path, known: tuple[str, ...] = ()) -> list[str]:
    """Return the problems as printed."""
    return [str(problem) for problem in read(folder, known)[1]]


def test_settings_and_sections_in_the_order_of_their_names(folder: Path) -> None:
    proposal, problems = read(folder)
    assert problems == [] and proposal is not None
    assert (proposal.title, proposal.page_limit, proposal.fonts, proposal.least_size) == (
        "2030년 가나다시스템 유지관리 제안서", 20, ("맑은 고딕", "바탕"), Decimal(12),
    )  # fmt: skip
    assert [(form.number, form.file, form.volume) for form in proposal.forms] == [
        ("서식 1", "forms/서식1.hwpx", Volume.TECHNICAL), ("서식 2", "", Volume.PRICE),
    ]  # fmt: skip
    first, second = proposal.sections
    assert (first.file, first.points, first.pages, first.evaluation) == ("10-사업 이해.md", Decimal("7.5"), Decimal(4), ("사업 이해도",))
    assert second.asks == ("SER-001", "MAR-005#3")


def test_text_begins_behind_the_head_and_knows_its_line(folder: Path) -> None:
    proposal, _ = read(folder)
    assert proposal is not None
    first, second = proposal.sections
    assert (first.line, first.text.split("\n")[first.text.split("\n").index("## 목적")]) == (7, "## 목적")
    assert UNDERSTANDING.split("\n")[first.line - 1 :] == first.text.split("\n")
    assert (second.line, second.text) == (8, "첫 줄이다. [[SER-001#1]]\n")
    assert str(second.at.at_field("요구사항")) == "data/x/proposal/30-보안 방안.md:6 (요구사항)"


def test_windows_ends_of_lines_byte_order_mark_and_taken_apart_letters(folder: Path) -> None:
    text = unicodedata.normalize("NFD", SECURITY).replace("\n", "\r\n")
    (folder / "30-보안 방안.md").write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8"))
    proposal, problems = read(folder)
    assert problems == [] and proposal is not None
    assert (proposal.sections[1].title, proposal.sections[1].line, proposal.sections[1].text) == ("보안 방안", 8, "첫 줄이다. [[SER-001#1]]\n")


def test_all_problems_of_all_files_at_once(folder: Path) -> None:
    (folder / "20-머리글 없음.md").write_text("본문만 있다.\n", "utf-8")
    (folder / "30-같은 번호.md").write_text("---\n제목: 다른 절\n책: 기슬\n---\n", "utf-8")
    (folder / "40-끝없음.md").write_text("---\n제목: 끝없음\n본문\n", "utf-8")
    (folder / "50-모르는.md").write_text("---\n제목: 모르는\n\n쪽쑤: 3\n파일: 가.md\n---\n", "utf-8")
    (folder / "60-틀린 값.md").write_text("---\n제목: 값\n쪽수: 셋\n---\n", "utf-8")
    assert said(folder) == [
        "data/x/proposal/20-머리글 없음.md:1: 오류 D-PRO-01 머리글이 없습니다 → 첫 줄과 머리글 뒤에 --- 줄을 두고 그 사이에 '제목: …'처럼 적음",
        "data/x/proposal/30-같은 번호.md:3 (책): 오류 D-VAL-08 '기슬'은 정해진 말이 아닙니다 → 혹시 '기술'? 쓸 수 있는 말: 기술, 요약, 가격",
        "data/x/proposal/40-끝없음.md:1: 오류 D-PRO-01 머리글이 끝나지 않습니다 → 첫 줄과 머리글 뒤에 --- 줄을 두고 그 사이에 '제목: …'처럼 적음",
        "data/x/proposal/50-모르는.md:5 (파일): 오류 D-PRO-06 '파일'은 여기에 적지 않습니다 → 그 줄을 지움: 파일에서 저절로 정해짐",
        "data/x/proposal/50-모르는.md:4 (쪽쑤): 오류 D-YAML-07 모르는 항목 '쪽쑤' → 혹시 '쪽수'?",
        "data/x/proposal/60-틀린 값.md:3 (쪽수): 오류 D-VAL-02 '셋'은 숫자가 아닙니다 → %나 단위 없이 숫자만",
    ]
    assert read(folder)[0] is None


def test_chapters_without_their_numbers_pitches_and_the_place_of_the_table(folder: Path) -> None:
    (folder / "10-사업 이해.md").write_text("---\n장: Ⅲ. 기술 부문\n제목: 이해\n제안포인트: |\n  첫째 줄\n  둘째 줄\n---\n글\n", "utf-8")
    (folder / "proposal.yaml").write_text(f"{SETTINGS}대비표자리: 앞\n", "utf-8")
    proposal, problems = read(folder)
    assert problems == [] and proposal is not None
    assert (proposal.sections[0].chapter, proposal.sections[0].pitch) == ("기술 부문", "첫째 줄\n둘째 줄")
    assert (proposal.sections[1].chapter, proposal.sections[1].pitch) == ("", "") and proposal.scores_stand is Side.FRONT
    (folder / "proposal.yaml").write_text(f"{SETTINGS}대비표자리: 위\n", "utf-8")
    assert "data/x/proposal/proposal.yaml:9 (대비표자리): 오류 D-VAL-08 '위'는 정해진 말이 아닙니다" in said(folder)[0]


def test_a_chapter_that_comes_again_behind_another_warns(folder: Path) -> None:
    for number, head in ((10, "장: Ⅰ. 기술"), (20, "장: 2. 관리"), (40, "장: 3. 기 술"), (50, "장: 기술"), (60, "책: 요약\n장: 관리")):
        (folder / f"{number}-절.md").write_text(f"---\n제목: 절 {number}\n{head}\n---\n글\n", "utf-8")
    (folder / "10-사업 이해.md").unlink()
    (folder / "30-보안 방안.md").unlink()
    proposal, problems = read(folder)
    assert proposal is not None and [str(problem) for problem in problems] == [
        "data/x/proposal/40-절.md:3 (장): 경고 D-PRO-08 '기 술'이 다른 장 뒤에 다시 나와 장이 둘로 나뉩니다 → "
        "파일의 번호를 바꾸어 같은 장의 절을 이어 두거나 장의 이름을 고침 [관련: data/x/proposal/10-절.md:3 (장)]"
    ]


def test_two_files_with_one_number(folder: Path) -> None:
    (folder / "30-둘째.md").write_text("---\n제목: 둘째\n---\n", "utf-8")
    assert said(folder) == [
        "data/x/proposal/30-보안 방안.md: 오류 D-PRO-03 번호 30인 절 파일이 둘입니다 → 한 파일의 번호를 바꿈 [관련: data/x/proposal/30-둘째.md]"
    ]


def test_the_line_of_a_fault_of_yaml_is_that_of_the_file(folder: Path) -> None:
    (folder / "10-사업 이해.md").write_text("---\n제목: 이해\n쪽수: 3: 4\n배점: 2\n---\n", "utf-8")
    (problem,) = read(folder)[1]
    assert (problem.code, str(problem.at)) == ("D-YAML-01", "data/x/proposal/10-사업 이해.md:3")


def test_pages_above_the_limit_warn(folder: Path) -> None:
    path = folder / "10-사업 이해.md"
    path.write_text(UNDERSTANDING.replace("쪽수: 4", "쪽수: 14.5"), "utf-8")
    proposal, problems = read(folder)
    assert proposal is not None  # 14.5 + 6 = 20.5 > 20
    assert [str(problem) for problem in problems] == [
        "data/x/proposal/proposal.yaml:3 (쪽제한): 경고 D-PRO-07 기술 책의 절에 나눈 쪽수의 합 20.5쪽이 쪽제한 20쪽보다 많습니다 → 절의 쪽수를 줄임"
    ]
    path.write_text(UNDERSTANDING.replace("쪽수: 4", "쪽수: 14.5\n책: 가격"), "utf-8")
    assert said(folder) == []  # another book


@pytest.mark.parametrize(("file", "words"), [("forms/없음.hwpx", "파일이 없습니다"), ("../../비밀.hwpx", "파일이 제안서 폴더 밖에 있습니다")])
def test_a_form_that_is_named_has_to_be_there(folder: Path, file: str, words: str) -> None:
    (folder.parents[1] / "비밀.hwpx").write_bytes(b"")
    (folder / "proposal.yaml").write_text(SETTINGS.replace("forms/서식1.hwpx", file), "utf-8")
    proposal, problems = read(folder)
    assert proposal is not None
    assert [(problem.code, problem.severity, words in problem.message, problem.at.row) for problem in problems] == [
        ("D-PRO-04", Severity.WARNING, True, 7)
    ]


def test_ids_that_the_contract_does_not_have(folder: Path) -> None:
    known = ("SER-001", "SER-001#1", "MAR-005", "MAR-005#2")
    assert said(folder, known) == [
        "data/x/proposal/30-보안 방안.md:6 (요구사항): 오류 D-PRO-05 요구사항 'MAR-005#3'이 없습니다 → 혹시 'MAR-005#2'?"
    ]
    assert said(folder, (*known, "MAR-005#3")) == []


def test_what_is_not_a_section_is_told_and_left(folder: Path) -> None:
    (folder / "보안.md").write_text("번호가 없다", "utf-8")
    (folder / "images").mkdir()
    (folder / ".skeleton.yaml").write_text("", "utf-8")
    (folder / "사진.png").write_bytes(b"")
    proposal, problems = read(folder)
    assert proposal is not None and len(proposal.sections) == 2
    assert [str(problem) for problem in problems] == [
        "data/x/proposal/보안.md: 경고 D-PRO-02 '보안.md' 파일은 읽지 않습니다 → 바른 보기: 30-유지관리 방안.md"
    ]


def test_sections_are_not_written_into_the_settings(folder: Path) -> None:
    (folder / "proposal.yaml").write_text(SETTINGS + "절:\n  - {제목: 가}\n", "utf-8")
    assert said(folder) == ["data/x/proposal/proposal.yaml:9 (절): 오류 D-PRO-06 '절'은 여기에 적지 않습니다 → 그 줄을 지움: 파일에서 저절로 정해짐"]


def test_nothing_there(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "x" / "proposal"
    assert said(folder) == ["data/x/proposal: 오류 D-FILE-01 제안서 폴더가 없습니다 → 먼저 만듦: pipeline bid new data/x"]
    folder.mkdir(parents=True)
    assert said(folder) == ["data/x/proposal/proposal.yaml: 오류 D-FILE-01 파일이 없습니다"]
    (folder / "proposal.yaml").write_text(SETTINGS.partition("서식")[0], "utf-8")
    assert said(folder) == ["data/x/proposal: 오류 D-FILE-01 절 파일이 하나도 없습니다 → 바른 보기: 30-유지관리 방안.md"]
