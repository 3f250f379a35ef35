"""요구사항 변경내역: old and new side by side, changed words marked, nothing that a spreadsheet would compute."""

from __future__ import annotations

import json
from datetime import date

from pipeline.compose.trace_changes import changes_book, changes_document, csv_bytes, json_bytes
from pipeline.document.blocks import Document, Paragraph, Run, Table
from pipeline.model.review import Review, Reviews
from pipeline.trace.comparison import Comparison
from pipeline.trace.diff import Dependants, difference

OLD = [("A#1", "통보 후 4시간 이내 복구 완료"), ("A#2", "=1+1 점검 결과를 보고한다"), ("A#3", "자료를 파기한다")]
NEW = [("A#1", "통보 후 2시간 이내 복구 완료"), ("A#3", "자료를 파기한다"), ("A#4", "교육을 연 1회 실시한다")]


def sample() -> Comparison:
    leaning = {"A#1": Dependants(("A#1",), ("DU-1",), ("4",), tuple(f"INC-{number}" for number in range(12)))}
    return Comparison("이전.yaml", "sample", "유지관리 용역", difference(OLD, NEW), leaning, {"A#1": "적합"}, frozenset({"A#1"}))


def cells(document: Document) -> list[list[tuple[Run, ...]]]:
    """Return the rows of runs of the table of old and new."""
    table = [block for block in document.blocks if isinstance(block, Table)][1]
    return [[_runs(cell.content[0]) for cell in row.cells] for row in table.rows[1:]]


def _runs(paragraph) -> tuple[Run, ...]:
    assert isinstance(paragraph, Paragraph)
    return tuple(run for run in paragraph.content if isinstance(run, Run))


def test_changed_words_are_underlined_on_both_sides() -> None:
    rows = cells(changes_document(sample(), "", date(2019, 8, 31)))
    changed = rows[0]
    assert [run.text.strip() for run in changed[2] if run.underline] == ["4시간"]
    assert [run.text.strip() for run in changed[3] if run.underline] == ["2시간"]
    assert changed[4][0].text == "적합 → 재확인 필요"
    assert [row[3][0].text for row in rows if row[0][0].text == "신규"] == ["<신설> "]
    assert [row[2][0].text for row in rows if row[0][0].text == "삭제"] == ["<삭제> "]
    assert len(rows) == 3, "what stayed is not listed"


def test_what_leans_on_a_change_is_listed_and_long_lists_are_cut() -> None:
    last = [block for block in changes_document(sample(), "", None).blocks if isinstance(block, Table)][-1]
    texts = [_runs(cell.content[0])[0].text for cell in last.rows[1].cells]
    assert texts[:3] == ["A#1", "DU-1", "4"] and texts[3].endswith("INC-7 외 4건")


def test_without_changes_there_is_a_word_instead_of_a_table() -> None:
    document = changes_document(Comparison("가", "나", "", difference(OLD, OLD)), "", None)
    assert "달라진 글이 없습니다." in [run.text for block in document.blocks if isinstance(block, Paragraph) for run in _runs(block)]


def test_csv_and_json_hold_the_same_rows() -> None:
    made = json.loads(json_bytes(sample()))
    assert made["수"] == {"무변경": 1, "변경": 1, "신규": 1, "삭제": 1, "이동": 0}
    assert made["변경"][0]["의무"] == ["DU-1"] and made["변경"][0]["다시 볼 것"] == "재확인 필요"
    lines = csv_bytes(sample()).decode("utf-8-sig").splitlines()
    assert len(lines) == 4 and any("'=1+1 점검" in line for line in lines)


def test_the_workbook_is_the_sheet_of_changes() -> None:
    verdict = Review(key="A#1", title="판정", text="적합")
    (sheet,) = changes_book(sample(), Reviews([verdict]), "", None).sheets
    assert sheet.name == "변경내역" and [row[1].value for row in sheet.rows] == ["변경", "신규", "삭제"]
    assert sheet.rows[0][6].value == "적합" and sheet.rows[0][7].value == "재확인 필요"
