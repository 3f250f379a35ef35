"""Tables of requirements become cards, nested by their numbers."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pipeline.read.requirement_rows import RequirementRow, cards_of, read_requirement_table

ROWS = (
    ("MAR-001", "대상과 범위", "유지보수 일반", "MAR", "D1 L141"),
    ("MAR-001#1", "일체를 대상으로 한다", "유지보수 일반", "MAR", "D1 L144"),
    ("MAR-001#1.1", "서버", "", "", ""),
    ("MAR-001#2", "월 1회 점검", "", "", ""),
    ("SC-V5a#T1", "착수계", "산출물", "SC", "D1 L230"),
)
HEADER = ("요구사항ID", "세부내용", "요구사항명", "구분", "근거", "판정")


def shape(cards) -> list:
    """Return ids, names and nested keys of cards."""

    def nested(items) -> list:
        return [(item.key, nested(item.items)) for item in items]

    return [(card.id, card.name, card.category, nested(card.items)) for card in cards]


EXPECTED = [
    ("MAR-001", "유지보수 일반", "MAR", [("MAR-001#1", [("MAR-001#1.1", [])]), ("MAR-001#2", [])]),
    ("SC-V5a", "산출물", "SC", [("SC-V5a#T1", [])]),
]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_from_csv(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "요구사항.csv"
    path.write_bytes("\n".join(",".join((*row, "")[: len(HEADER)]) for row in (HEADER[:5], *ROWS)).replace(",\n", "\n").encode(encoding))
    path.write_bytes("\n".join(",".join(row) for row in (HEADER[:5], *ROWS)).encode(encoding))
    cards, problems = read_requirement_table(path, "요구사항.csv")
    assert (shape(cards), problems) == (EXPECTED, [])
    assert (cards[0].definition, cards[0].source.document, cards[0].items[0].line) == ("대상과 범위", "D1", "L144")


def test_from_our_own_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "총괄"
    book.active.append(["구분", "추적행"])
    page = book.create_sheet("추적표")
    page.append(["요구사항추적표"])
    for row in (HEADER, *ROWS):
        page.append(row)
    book.save(tmp_path / "x.xlsx")
    cards, problems = read_requirement_table(tmp_path / "x.xlsx", "x.xlsx")
    assert shape(cards) == EXPECTED
    assert {problem.code for problem in problems} <= {"D-XLSX-04"}


@pytest.mark.parametrize(("keys", "code"), [(("MAR-001#1", "MAR-001#1"), "D-ITEM-02"), (("MAR 001",), "D-ITEM-01"), (("MAR-001#",), "D-ITEM-01")])
def test_bad_numbers_are_told(keys: tuple[str, ...], code: str) -> None:
    problems = cards_of(RequirementRow(key=key, text="글") for key in keys)[1]
    assert [problem.code for problem in problems] == [code]
    assert problems[0].hint


def test_a_missing_row_between_is_no_loss() -> None:
    cards, problems = cards_of([RequirementRow(key="A-1#2.3.4", text="깊은 글")])
    assert (shape(cards), problems) == ([("A-1", "A-1", "A", [("A-1#2.3.4", [])])], [])
