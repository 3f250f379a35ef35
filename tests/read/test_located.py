"""Places that tables make on demand."""

import pytest

from pipeline.problems import Location
from pipeline.read.located import Cell, Lines, Record, Row, Table, letter


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letter(index: int, letters: str) -> None:
    assert letter(index) == letters


def test_place_in_sheet_names_the_cell() -> None:
    table = Table("a.xlsx", "장애", ("번호", "복구일시"), 2, (Row(3, ("1", "2")),), first_column=4)
    assert str(table.place(3, 1, "복구일시")) == "a.xlsx[장애]!F3 (복구일시)"
    assert str(table.place(3)) == "a.xlsx[장애]:3"


def test_place_in_text_file_has_no_letters() -> None:
    table = Table("a.csv", "", ("번호",), 1, ())
    assert table.place(7, 0, "번호") == Location("a.csv", 7, "번호")


def test_record_of_a_text_file_has_one_row_for_all_its_fields() -> None:
    table = Table("a.csv", "", ("번호",), 1, ())
    assert table.letters({0: "번호"}) is None
    assert table.record_place(7, None).at_field("번호") == Location("a.csv", 7, "번호")


def test_a_node_makes_its_place_on_demand() -> None:
    assert Cell("가", "a.yaml", 3, "이름").at == Location("a.yaml", 3, "이름")
    record = Record({"이름": Cell("가", "a.yaml", 4, "이름")}, {"이름": 3}, "a.yaml", 2)
    assert (str(record.at), str(record.place("이름"))) == ("a.yaml:2", "a.yaml:3 (이름)")


def test_lines_are_the_places_of_the_fields() -> None:
    lines = Lines(("이름", "값"), (3, 5))
    assert dict(lines) == {"이름": Location(row=3), "값": Location(row=5)} and len(lines) == 2
    assert lines.get("없음") is None
    assert str(Location("a.yaml", 3, places=lines).at_field("값")) == "a.yaml:5 (값)"
