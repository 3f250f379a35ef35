"""Any paper is read without an exception, and no text of a recognised detail cell is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.rfp.card import Requirements
from pipeline.rfp.cards.requirements import find_requirements
from pipeline.rfp.paper import Cell, Paper, Paragraph, Place, Table
from tests.rfp.cards.sample import card, read, table

WORDS = [
    "요구사항 분류", "고유번호", "요구사항 명칭", "요구사항 상세설명", "정의", "세부내용", "산출정보", "요구사항", "번호", "내용", "건수",
    "SFR-001", "SFR-002", "○○○-000", "기능 요구사항", "표 정비", "○ 바꾼다\n- 하나", "1) 한다", "", " ", "합계", "3", "비고", "제약사항", "구분",
]  # fmt: skip
CELLS = st.tuples(st.integers(1, 6), st.integers(1, 5), st.sampled_from(WORDS), st.integers(1, 3), st.integers(1, 3))
TABLES = st.lists(CELLS, max_size=20).map(
    lambda cells: Table(6, 5, tuple(made(*cell) for cell in cells), Place(block=1, table=1))
)
BLOCKS = st.lists(
    st.one_of(TABLES, st.sampled_from(WORDS).map(Paragraph), st.just(Paragraph("□ 요구사항 번호 : SFR-003"))),
    max_size=6,
)


def made(row: int, column: int, text: str, rowspan: int, colspan: int) -> Cell:
    return Cell(row, column, tuple(map(Paragraph, text.split("\n"))), rowspan, colspan, Place(1, 0, 1, 1, row, column))


@settings(max_examples=150, deadline=None)
@given(BLOCKS)
def test_any_paper(blocks: list[Table | Paragraph]) -> None:
    found = find_requirements(Paper("x", "hwp", tuple(blocks)))
    assert found == find_requirements(Paper("x", "hwp", tuple(blocks)))
    ids = [one.id for one in found.cards]
    assert len(set(ids)) == len(ids)
    for one in found.cards:
        assert letters(one.detail_text) == "".join(letters(detail.printed + detail.text) for _, detail in one.walk())
        assert one.id and not set(one.id) & set("# \t\n")


def letters(text: str) -> str:
    return "".join(text.split())


TEXTS = st.lists(st.text(alphabet="가나다 ○-1).,다", min_size=1, max_size=20), min_size=1, max_size=6).map("\n".join)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS)
def test_the_text_of_a_cell_and_of_its_second_half(first: str, second: str) -> None:
    found: Requirements = read(card("SFR-001", "표 정비", first), "- 3 -", table(["", "세부내용", second]))
    (one,) = found.cards
    assert letters(one.detail_text) == letters(first + second)


def test_deep_frames() -> None:
    framed: Table = card("SFR-001", "표 정비", "바꾼다")
    for _ in range(25):
        framed = table([framed])
    assert [one.id for one in read(framed).cards] == ["SFR-001"]
