"""The words around a mark: a paragraph with its page references, and in a table the whole row under its heads."""

from __future__ import annotations

from pipeline.build.bid_passages import passages
from pipeline.document.blocks import Anchor, Block, Cell, Document, Inline, PageNumber, Paragraph, Row, Run, Table
from pipeline.model.proposal import Acceptance, Answer

KEY = "PMR-003#1"


def answer(anchor: str, note: str = "") -> Answer:
    acceptance = Acceptance.ALTERNATIVE if note else Acceptance.ACCEPT
    return Answer(key=KEY, section="10-절.md", acceptance=acceptance, note=note, anchor=anchor)


def cell(*content: Inline | str, **spans: int) -> Cell:
    return Cell((Paragraph(tuple(Run(part) if isinstance(part, str) else part for part in content)),), **spans)


def table(*rows: tuple[Cell, ...], heads: int = 1) -> Table:
    return Table(tuple(Row(cells) for cells in rows), (10.0,) * 3, header_rows=heads)


def reached(block: Block, *answers: Answer) -> list[str]:
    """Return what each mark reaches."""
    return [each.reach for each in passages(Document("제안서", (block,)), answers or (answer("a"),), {"a": 4, "there": 27})]


HEADS = (cell("산출물"), cell("기한(요구)"), cell("기한(제안)"))


def test_the_row_of_a_short_cell_stands_under_its_heads() -> None:
    made = table(HEADS, (cell("착수보고서", Anchor("a")), cell("14일 이내"), cell("10일 이내")))
    assert reached(made) == ["산출물: 착수보고서 · 기한(요구): 14일 이내 · 기한(제안): 10일 이내"]


def test_empty_cells_and_counters_are_left_out() -> None:
    made = table((cell("번호"), cell("할 일"), cell("비고")), (cell("1"), cell("점검", Anchor("a")), cell("-")))
    assert reached(made) == ["할 일: 점검"]


def test_cells_of_other_marks_are_theirs_but_the_first_names_the_row() -> None:
    made = table(HEADS, (cell("착수보고서", Anchor("a")), cell("14일 이내", Anchor("b")), cell("10일 이내")))
    assert reached(made, answer("a"), answer("b")) == [
        "산출물: 착수보고서 · 기한(제안): 10일 이내", "산출물: 착수보고서 · 기한(요구): 14일 이내 · 기한(제안): 10일 이내",
    ]


def test_cells_that_reach_down_stand_in_every_row() -> None:
    made = table(
        HEADS,
        (cell("보고서", rowspan=2), cell("14일 이내"), cell("10일 이내", Anchor("a"))),
        (cell("30일 이내", Anchor("b")), cell("20일 이내")),
        (cell("둘 다", colspan=2), cell("5일 이내", Anchor("c"))),
    )
    assert reached(made, answer("a"), answer("b"), answer("c")) == [
        "산출물: 보고서 · 기한(요구): 14일 이내 · 기한(제안): 10일 이내",
        "산출물: 보고서 · 기한(요구): 30일 이내 · 기한(제안): 20일 이내",
        "산출물: 둘 다 · 기한(제안): 5일 이내",
    ]


def test_a_mark_in_a_head_or_in_a_table_without_heads() -> None:
    assert reached(table((cell("산출물", Anchor("a")), cell("기한")), (cell("보고서"), cell("10일")))) == ["산출물"]
    assert reached(table((cell("보고서", Anchor("a")), cell("10일 이내")), heads=0)) == ["보고서 · 10일 이내"]


def test_a_page_reference_has_its_number() -> None:
    spoken = (Run("전략은 대응 및 복구("), PageNumber("there"), Run("쪽)에 세웁니다"), Anchor("a"), Run("."))
    assert reached(Paragraph(spoken)) == ["전략은 대응 및 복구(27쪽)에 세웁니다."]


def test_the_printed_reason_is_no_part_of_the_words() -> None:
    spoken = (Run("백업합니다"), Anchor("a"), Run("(대안: 주말은 월요일). 이어 적습니다."))
    assert reached(Paragraph(spoken), answer("a", "주말은 월요일")) == ["백업합니다. 이어 적습니다."]
