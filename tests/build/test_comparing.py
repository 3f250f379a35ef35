"""Two editions of the requirements: what changed, what leans on it, remarks that follow, and the files that say so."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.build.comparing import apply_moves, compare, stale_duties, write_changes
from pipeline.build.editions import read_edition
from pipeline.build.tracing import TraceOrder, write_trace
from pipeline.problems import Severity, stopping
from pipeline.trace.diff import Turn
from pipeline.workspace import Workspace
from tests.build.small import REQUIREMENTS

INSERTED = "    - {번호: A-001#2, 인쇄번호: 2), 내용: 착수 후 7일 이내에 구성도를 낸다.}\n"
HEADER = "행,열,내용,적은이,적은날,지문,당시원문,출처\n"


@pytest.fixture
def old(small: Workspace, tmp_path: Path) -> str:
    """The contract gets a new sentence in the middle and other words in the one after it; return its edition before."""
    path = tmp_path / "이전.yaml"
    path.write_text(REQUIREMENTS, "utf-8")
    lines = REQUIREMENTS.replace("A-001#3, 인쇄번호: 3", "A-001#4, 인쇄번호: 4").replace("A-001#2, 인쇄번호: 2", "A-001#3, 인쇄번호: 3")
    lines = lines.replace("매월 발주부서에", "매주 발주부서에").splitlines(keepends=True)
    (small.data / "sample" / "requirements.yaml").write_text("".join([*lines[:5], INSERTED, *lines[5:]]), "utf-8")
    folder = small.data / "sample" / "reviews"
    folder.mkdir()
    said = "A-001#2,판정,적합,김점검,2019-08-31,,,가.xlsx\nA-001#3,의견,원본 확인,김점검,2019-08-31,,,가.xlsx\n"
    (folder / "추적표.csv").write_text(HEADER + said, "utf-8")
    return str(path)


def stored(workspace: Workspace) -> dict[tuple[str, str], str]:
    text = (workspace.data / "sample" / "reviews" / "추적표.csv").read_text("utf-8-sig")
    return {(row["행"], row["열"]): row["내용"] for row in csv.DictReader(io.StringIO(text))}


def test_a_comparison_names_what_leans_on_each_difference(small: Workspace, old: str) -> None:
    found = compare(small, old, "sample")
    assert not stopping(found.problems) and found.contract == "sample" and found.comparison
    turns = {each.new_key: (each.turn, each.old_key) for each in found.comparison.turned}
    assert turns == {"A-001#2": (Turn.NEW, ""), "A-001#3": (Turn.MOVED, "A-001#2"), "A-001#4": (Turn.MOVED, "A-001#3")}
    assert found.comparison.leaning["A-001#3"].duties == ("DU-2",)
    assert found.comparison.again == {"A-001#3"} and found.comparison.verdicts == {"A-001#3": "적합"}
    assert stale_duties(found) == [("DU-2", "A-001#2", "A-001#3"), ("DU-3", "A-001#3", "A-001#4")]


def test_remarks_stay_until_they_are_asked_to_move_and_move_once(small: Workspace, old: str) -> None:
    found = compare(small, old, "sample")
    assert len(found.moves) == 2 and set(stored(small)) == {("A-001#2", "판정"), ("A-001#3", "의견")}
    apply_moves(small, found)
    assert stored(small) == {("A-001#3", "판정"): "적합", ("A-001#4", "의견"): "원본 확인"}
    again = compare(small, old, "sample")
    assert again.moves == () and again.comparison and again.comparison.verdicts == {"A-001#3": "적합"}


def test_reviews_that_wait_are_pulled_before_remarks_move(small: Workspace, old: str) -> None:
    book = write_trace(small, "sample", TraceOrder()).files[0]
    edited = load_workbook(book)
    edited["추적표"]["U5"] = "새 의견"
    edited.save(book)
    found = compare(small, old, "sample")
    apply_moves(small, found)
    assert [problem.code for problem in stopping(found.problems)] == ["B-CMP-05"]
    assert ("A-001#2", "판정") in stored(small)


def test_logs_that_name_old_numbers_do_not_stop_it(small: Workspace, old: str) -> None:
    (small.data / "sample" / "logs" / "requests.csv").write_text(
        "요청번호,요청일시,요청자,유형,제목,내용,출처,우선순위,긴급,감독지정기한,담당,상태,완료일시,검수자,처리결과,관련요구사항\n"
        "SR-1,2019-06-03 10:00,김담당,문의,문의,문의,전화,보통,아니오,,홍길동,접수,,,,A-001#9\n",
        "utf-8",
    )
    found = compare(small, old, "sample")
    assert found.dossier is None and not stopping(found.problems)
    assert "D-REF-02" in {problem.code for problem in found.problems if problem.severity is Severity.WARNING}
    assert found.comparison and found.comparison.leaning["A-001#3"].duties == ("DU-2",)


def test_every_form_is_written_and_an_edited_one_stays(small: Workspace, old: str, tmp_path: Path) -> None:
    formats = ("xlsx", "hwpx", "docx", "pdf", "html", "csv", "json")
    found = compare(small, old, "sample")
    write_changes(found, tmp_path / "out", formats)
    assert not stopping(found.problems) and {path.suffix[1:] for path in found.files} == set(formats)
    first = {path.name: path.read_bytes() for path in found.files}
    found = compare(small, old, "sample")
    write_changes(found, tmp_path / "out", formats)
    assert {path.name: path.read_bytes() for path in found.files} == first, "equal input, equal bytes"
    made = json.loads(first["요구사항 변경내역.json"])
    assert made["수"] == {"무변경": 2, "변경": 0, "신규": 1, "삭제": 0, "이동": 2}
    page = tmp_path / "out" / "요구사항 변경내역.html"
    assert "<신설>" not in page.read_text("utf-8") and "&lt;신설&gt;" in page.read_text("utf-8")
    page.write_text("사람이 고침", "utf-8")
    found = compare(small, old, "sample")
    write_changes(found, tmp_path / "out", formats)
    assert [problem.code for problem in stopping(found.problems)] == ["F-DAT-04"] and page.read_text("utf-8") == "사람이 고침"
    found = compare(small, old, "sample")
    write_changes(found, tmp_path / "out", ("html",), overwrite=True)
    assert page.read_bytes() == first[page.name]


def test_the_workbook_shows_the_changes_since_an_edition(small: Workspace, old: str) -> None:
    path = small.data / "sample" / "duties.yaml"
    path.write_text(path.read_text("utf-8").replace("A-001#3]", "A-001#4]").replace("A-001#2]", "A-001#3]"), "utf-8")
    traced = write_trace(small, "sample", TraceOrder(since=old))
    assert not stopping(traced.problems) and traced.unmoved == 2
    sheet = load_workbook(traced.files[0])["변경내역"]
    rows = {row[0].value: [cell.value for cell in row[:8]] for row in sheet.iter_rows(min_row=4)}
    assert rows["A-001#2"][1] == "신규" and rows["A-001#3"][1:3] == ["이동", "A-001#2"] and rows["A-001#3"][7] == "재확인 필요"
    traced = write_trace(small, "sample", TraceOrder(since=old, apply=True))
    assert traced.unmoved == 0 and stored(small)["A-001#4", "의견"] == "원본 확인"


@pytest.mark.parametrize("form", ["xlsx", "csv", "reqif"])
def test_our_own_tables_are_editions_too(small: Workspace, form: str) -> None:
    files = write_trace(small, "sample", TraceOrder(formats=(form,))).files
    path = next(path for path in files if path.suffix == f".{form}")
    found = compare(small, str(path), "sample")
    assert not stopping(found.problems), found.problems
    assert found.comparison and found.comparison.turned == ()


def test_a_table_without_special_conditions_is_held_against_the_requirements_alone(small: Workspace, old: str) -> None:
    clause = '- {번호: SC-1#1, 절: 일반조건, 내용: 성실히 수행한다., 출처: {문서: D1, 줄: L1}}\n'
    (small.data / "sample" / "clauses.yaml").write_text(clause, "utf-8")
    found = compare(small, old, str(small.data / "sample"))
    assert "B-CMP-04" in {problem.code for problem in found.problems} and found.comparison
    assert all(not each.new_key.startswith("SC") for each in found.comparison.differences)


@pytest.mark.parametrize(
    ("word", "code"), [("없음.yaml", "B-CMP-01"), ("sampel", "B-CMP-01"), ("그림.png", "B-CMP-02"), ("빈것.csv", "B-CMP-03"), ("빈폴더", "D-FILE-01")]
)
def test_what_cannot_be_compared_is_told(small: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, code: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "그림.png").write_bytes(b"png")
    (tmp_path / "빈것.csv").write_text("요구사항ID,세부내용\n", "utf-8")
    (tmp_path / "빈폴더").mkdir()
    edition, problems = read_edition(small, word)
    assert edition is None and code in {problem.code for problem in problems}
