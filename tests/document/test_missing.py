"""Every 〔입력 필요〕 of a document counts: in text, in captions and alternative texts, in the letters of drawings, on covers."""

from __future__ import annotations

from pipeline.document.blocks import (
    ApprovalBox,
    Approver,
    Block,
    Cell,
    Cover,
    Document,
    Figure,
    ItemList,
    ListItem,
    Page,
    Paragraph,
    Picture,
    Row,
    Run,
    Signatory,
    SignatureBlock,
    Table,
)
from pipeline.document.missing import MARK, missing_facts
from pipeline.model.words import MISSING

LACKING = Run(MARK, missing=True)


def count(*blocks: Block) -> int:
    return len(missing_facts(Document("", blocks)))


def test_the_mark_is_the_one_that_templates_print() -> None:
    assert MARK == MISSING


def test_words_count_once_each_in_every_block() -> None:
    text = Paragraph((Run("글"), LACKING, LACKING))
    assert count(text, ItemList((ListItem(0, "○", (LACKING,)),))) == 3
    assert count(Table((Row((Cell((text,)),)),), (1,), caption=f"표 {MARK}")) == 3
    assert count(Paragraph((Run("글"),))) == 0


def test_letters_of_drawings_count_and_a_caption_that_is_the_alternative_text_counts_once() -> None:
    svg = f"<svg><text>{MARK}</text><text>가 {MARK} {MARK}</text><text><tspan>〔입력</tspan> 필요〕</text></svg>"
    assert count(Figure(svg, 10, 10, "조직도")) == 4
    assert count(Figure("<svg/>", 10, 10, f"조직 {MARK}", f"조직 {MARK}")) == 1
    assert count(Figure("<svg><text>&#x3014;입력 필요〕</text></svg>", 10, 10, f"조직 {MARK}")) == 2
    assert count(Picture(b"", "png", 10, 10, MARK, "사진"), Picture(b"", "png", 10, 10, "사진", MARK)) == 2


def test_a_figure_in_a_cell_counts_too() -> None:
    assert count(Table((Row((Cell((Figure(f"<svg><text>{MARK}</text></svg>", 10, 10, ""),)),)),), (1,))) == 1


def test_what_stands_on_the_edge_of_every_page_counts_once() -> None:
    assert len(missing_facts(Document("", (Paragraph((LACKING,)),), Page(header=MARK, footer=f"{MARK} · 예시")))) == 3


def test_covers_signatures_and_approvals_count() -> None:
    assert count(Cover(f"{MARK} 계획서", MARK, (("일자", (LACKING,)),), MARK, MARK)) == 5
    assert count(SignatureBlock((Signatory((("성명", (LACKING,)), (MARK, ()))),), (LACKING,), (LACKING,))) == 4
    assert count(ApprovalBox((Approver("담당", MARK), Approver("과장")))) == 1
