"""Cells that go on from above or from the left become spans that tile the table, and many columns get smaller letters."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compose.prose_merged import Span, merged
from pipeline.document.blocks import Anchor, Table, plain
from tests.compose.prose_sample import clean, laid


def table(text: str) -> Table:
    """Return the only table of `text`, which has no problem."""
    (found,) = laid(clean(text))
    assert isinstance(found, Table)
    return found


def test_cells_go_on_down_and_across() -> None:
    spans, faults = merged([["가", "나", "다"], ["^^", "라", "<<"], ["마", "^^", "<<"]])
    assert faults == []
    assert spans == [
        [Span(0, 1, 2, ((1, 0),)), Span(1), Span(2)],
        [Span(1, 2, 2, ((1, 2), (2, 1), (2, 2)))],
        [Span(0)],
    ]


@given(rows=st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(st.sampled_from(["가", "", "^^", "<<"]), min_size=width, max_size=width), min_size=1, max_size=5)))
@settings(deadline=None)
def test_whatever_is_typed_every_place_is_covered_once(rows: list[list[str]]) -> None:
    spans, _ = merged(rows)
    covered = [
        (row + down, span.column + across)
        for row, each in enumerate(spans) for span in each for down in range(span.rowspan) for across in range(span.colspan)
    ]
    assert sorted(covered) == [(row, column) for row in range(len(rows)) for column in range(len(rows[0]))]


def test_marks_of_a_covered_cell_stand_in_the_cell_that_covers_it() -> None:
    made = clean("| 가 | 나 |\n|---|---|\n| 1 | 2 |\n| ^^ [[SER-001]] | 3 |")
    (found,) = laid(made)
    assert found.rows[1].cells[0].content[0].content[0] == Anchor(made.answers[0].anchor)


def test_the_signs_of_spans_can_be_printed() -> None:
    found = table("| 가 | 나 |\n|---|---|\n| \\^^ | \\<< |")
    assert [plain(cell.content[0].content) for cell in found.rows[1].cells] == ["^^", "<<"]


def test_a_month_has_a_column_and_letters_are_smaller_only_where_there_is_no_room() -> None:
    months = "| 구분 |" + "".join(f" {month}월 |" for month in range(1, 13))
    found = table(f"{months}\n{'|---' * 13}|\n| 점검 |{' ● |' * 12}")
    assert (len(found.widths), found.size) == (13, 0)
    found = table(f"{months} 하나 | 둘 | 합계 | 비율 | 비고 |\n{'|---' * 18}|\n| 점검 |{' 100 |' * 12} 가 | 나 | 1,200 | 100% | 다 |")
    assert len(found.widths) == 18 and 7 <= found.size < 10 and abs(sum(found.widths) - 170) < 1
