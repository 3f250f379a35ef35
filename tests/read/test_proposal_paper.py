"""Direction, type and margins of a proposal as people write them, and everything that cannot be."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.model.proposal import Direction, Margins, Proposal
from pipeline.problems import Problem, Severity
from pipeline.read.proposal import read_proposal
from pipeline.read.proposal_paper import font_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A proposal of one section."""
    made = tmp_path / "data" / "x" / "proposal"
    made.mkdir(parents=True)
    (made / "10-글.md").write_text("---\n제목: 글\n---\n글이다.\n", "utf-8")
    return made


def read(folder: Path, *lines: str) -> tuple[Proposal | None, list[Problem]]:
    """Read the proposal with these settings, from the second line on."""
    (folder / "proposal.yaml").write_text("\n".join(("제목: 제안서", *lines)) + "\n", "utf-8")
    return read_proposal(folder, folder.parents[2])


def test_nothing_is_asked(folder: Path) -> None:
    proposal, problems = read(folder)
    assert problems == [] and proposal is not None
    assert (proposal.direction, proposal.summary_direction, proposal.margins) == (Direction.PORTRAIT, None, None)
    assert (proposal.face, proposal.heading_face, proposal.size, proposal.line_factor, proposal.font_files) == ("", "", None, None, ())


def test_everything_is_asked(folder: Path) -> None:
    proposal, problems = read(
        folder, "방향: 세로", "요약방향: 가로", "본문글꼴: 휴먼명조", "제목글꼴: 맑은 고딕", "본문크기: 14", "줄간격: 170",
        "여백: {위: 25, 아래: 15, 왼쪽: 20, 오른쪽: 20.5}",
    )  # fmt: skip
    assert problems == [] and proposal is not None
    assert (proposal.direction, proposal.summary_direction) == (Direction.PORTRAIT, Direction.LANDSCAPE)
    assert (proposal.face, proposal.heading_face, proposal.size) == ("휴먼명조", "맑은 고딕", Decimal(14))
    assert proposal.line_factor == Decimal("1.7")
    assert proposal.margins == Margins(top=Decimal(25), bottom=Decimal(15), left=Decimal(20), right=Decimal("20.5"))


@pytest.mark.parametrize("written", ["횡", "가로", "가로 방향", "A4 횡", "A4 횡 방향"])
def test_spellings_of_a_direction(folder: Path, written: str) -> None:
    proposal, problems = read(folder, f"방향: {written}")
    assert problems == [] and proposal.direction is Direction.LANDSCAPE


@pytest.mark.parametrize("written", ["160", "160%", "160 %", "1.6"])
def test_spellings_of_a_line_spacing(folder: Path, written: str) -> None:
    proposal, problems = read(folder, f"줄간격: {written}")
    assert problems == [] and proposal.line_factor == Decimal("1.6")


@pytest.mark.parametrize("written", ["14", "14pt", "14 포인트", "14.0"])
def test_spellings_of_a_size(folder: Path, written: str) -> None:
    proposal, problems = read(folder, f"본문크기: {written}")
    assert problems == [] and proposal.size == 14


@pytest.mark.parametrize("written", ["[25, 15, 20, 30]", "{상: 25, 하: 15, 좌: 20, 우: 30}", "{위쪽: 25, 아래쪽: 15, 왼쪽: 20, 오른쪽: 30}"])
def test_spellings_of_margins(folder: Path, written: str) -> None:
    proposal, problems = read(folder, f"여백: {written}")
    assert problems == []
    margins = proposal.margins
    assert (margins.top, margins.bottom, margins.left, margins.right) == (25, 15, 20, 30)


def test_a_margin_may_be_left_out(folder: Path) -> None:
    proposal, problems = read(folder, "여백: {왼쪽: 30}")
    assert problems == [] and (proposal.margins.left, proposal.margins.top) == (30, None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("본문크기: 3", "proposal.yaml:2 (본문크기): 오류 D-PRO-11 본문크기 3pt는 쓸 수 없습니다 → 8~24pt를 0.5pt 단위로 적음. 바른 보기: 본문크기: 12"),
        ("본문크기: 12.3", "D-PRO-11 본문크기 12.3pt는"),
        ("본문크기: 큼", "D-VAL-02"),
        ("줄간격: 16", "proposal.yaml:2 (줄간격): 오류 D-PRO-11 줄간격 16은 쓸 수 없습니다 → 100~300%로 적음. 바른 보기: 줄간격: 160"),
        ("줄간격: 0.5", "D-PRO-11"),
        ("줄간격: 900%", "D-PRO-11"),
        ("여백: {위: 200}", "proposal.yaml:2 (위): 오류 D-PRO-12 여백 위 200mm는 쓸 수 없습니다 → 5~60mm로 적음. 바른 보기: 위: 20"),
        ("여백: {왼쪽: 0}", "D-PRO-12"),
        ("여백: [20, 20]", "proposal.yaml:2 (여백): 오류 D-PRO-12 여백의 값이 2개입니다. 네 개를 적습니다"),
        ("여백: 20", "D-YAML-06"),
        ("여백: {가: 20}", "D-YAML-07"),
        ("방향: 옆", "D-VAL-08"),
        ("본문글꼴: a<b", "proposal.yaml:2 (본문글꼴): 오류 D-PRO-11 'a<b'는 글꼴의 이름이 아닙니다"),
        (f"제목글꼴: {'가' * 41}", "D-PRO-11"),
    ],
)
def test_nonsense_is_told_with_its_place(folder: Path, line: str, said: str) -> None:
    proposal, problems = read(folder, line)
    assert proposal is None
    (problem,) = problems
    assert said in str(problem).replace("은(는)", "는")


def test_all_nonsense_is_told_at_once(folder: Path) -> None:
    _, problems = read(folder, "본문크기: 3", "줄간격: 5", "여백: {위: 200, 좌: 1}")
    assert [(problem.code, problem.at.row) for problem in problems] == [("D-PRO-11", 2), ("D-PRO-11", 3), ("D-PRO-12", 4), ("D-PRO-12", 4)]


def test_font_files(folder: Path) -> None:
    (folder / "fonts").mkdir()
    (folder / "fonts" / "a.ttf").write_bytes(b"font")
    (folder.parent / "b.ttf").write_bytes(b"outside")
    proposal, problems = read(folder, "글꼴파일: [fonts/a.ttf, fonts/없음.ttf, ../b.ttf]")
    assert proposal is not None and all(problem.severity is Severity.WARNING for problem in problems)
    assert [(problem.code, problem.message) for problem in problems] == [
        ("D-PRO-13", "글꼴 파일이 없습니다: fonts/없음.ttf"), ("D-PRO-13", "글꼴 파일이 제안서 폴더 밖에 있습니다: ../b.ttf"),
    ]  # fmt: skip
    assert font_bytes(proposal, folder) == {"fonts/a.ttf": b"font"}
