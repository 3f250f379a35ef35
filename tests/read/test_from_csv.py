"""CSV becomes a table whose rows know the line on which they start."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.from_csv import parse_csv, read_csv

cells = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=6)
tables = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=5))


def test_row_number_is_the_line_on_which_the_record_starts() -> None:
    table, problems = parse_csv('번호,내용\n1,"첫 줄\n둘째 줄"\n\n2,다\n', "a.csv")
    assert problems == []
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("1", "첫 줄\n둘째 줄")), (5, ("2", "다"))]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimiter_is_taken_from_the_header(delimiter: str) -> None:
    table, problems = parse_csv(f"번호{delimiter}\"내,용;\"\n1{delimiter}나\n", "a.csv")
    assert problems == [] and table.header == ("번호", "내,용;") and table.rows[0].cells == ("1", "나")


@given(tables)
def test_what_was_written_is_read_again(rows: list[list[str]]) -> None:
    width = len(rows[0]) if rows else 1
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([[f"열{n}" for n in range(width)], *rows])
    table, problems = parse_csv(out.getvalue(), "a.csv")
    assert problems == []
    assert [list(row.cells) for row in table.rows] == [row for row in rows if "".join(row).strip()]


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_gives_a_table_or_problems(text: str) -> None:
    table, problems = parse_csv(text, "a.csv")
    assert table is not None or problems
    assert all(len(row.cells) == len(table.header) for row in (table.rows if table else ()))


def test_empty_cells_at_the_end_are_excels_padding() -> None:
    table, problems = parse_csv("번호,내용,,\n1,가,,\n,,,\n", "a.csv")
    assert problems == [] and table.header == ("번호", "내용") and len(table.rows) == 1


def test_cell_counts() -> None:
    table, problems = parse_csv("번호,내용\n1,가,나\n2\n3,다\n", "a.csv")
    assert [(problem.code, problem.at.row) for problem in problems] == [("D-CSV-02", 2), ("D-CSV-02", 3)]
    assert [row.cells for row in table.rows] == [("3", "다")]


def test_quote_left_open_names_the_row_that_opens_it() -> None:
    table, (problem,) = parse_csv('번호,내용\n1,가\n2,"나\n3,다\n', "a.csv")
    assert (problem.code, problem.at.row) == ("D-CSV-01", 3)
    assert len(table.rows) == 1


def test_nothing_but_blank_lines() -> None:
    table, (problem,) = parse_csv("\n\n", "a.csv")
    assert table is None and problem.code == "D-TAB-01"


def test_korean_excel_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("번호,내용\r\n1,가나다\r\n".encode("cp949"))
    table, problems = read_csv(tmp_path / "a.csv", "a.csv")
    assert problems == [] and table.rows[0].cells == ("1", "가나다")
