"""The books of a proposal: which chapters stand in which, their numbers, header and marking, and the place at their end."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.compose.bid_book import Chapter, book
from pipeline.compose.bid_names import END
from pipeline.compose.prose import Prose
from pipeline.document.blocks import Anchor, Block, Document, Heading, ItemList, PageBreak, PageNumber, Paragraph, Table, plain
from pipeline.language.environment import environment
from pipeline.model.proposal import Answer, Proposal, Section, Volume
from pipeline.model.requirement import Requirement
from pipeline.rules.compliance import compliance
from pipeline.rules.cost import CostFigures
from pipeline.workspace import HOME
from tests.rules.sample import dossier

CARDS = (Requirement(id="A-001", name="가", category="나", definition="지킨다."), Requirement(id="A-002", name="다", category="나", definition="막는다."))


def chapters(count: int = 2, last: str = "<p>끝</p>") -> tuple[Chapter, ...]:
    """Return that many technical chapters, one of the summary and one of the price; the first one answers A-001."""
    made = [Chapter(Section(file=f"{order}.md", title=f"절 {order}"), Prose(f"<p>글 {order}</p>", {}, (), {})) for order in range(1, count)]
    answer = Answer(key="A-001", section="0.md", anchor="a-1")
    first = Chapter(Section(file="0.md", title="처음"), Prose('<p>답한다.<a id="a-1"></a></p>', {}, (answer,), {}))
    others = [
        Chapter(Section(file=f"{volume}.md", title=f"{volume.value} 절", volume=volume), Prose(last, {}, (), {}))
        for volume in (Volume.SUMMARY, Volume.PRICE)
    ]
    return (first, *made, *others)


def made(volume: Volume, parts: tuple[Chapter, ...], bidder: str = "주식회사 표본") -> Document:
    """Return one book of these chapters."""
    facts = dossier(requirements=CARDS, cost=None)
    proposal = Proposal(title="표본 제안서", bidder=bidder, sections=tuple(each.section for each in parts))
    names: dict[str, Any] = {
        "proposal": proposal, "dossier": facts, "contract": facts.contract, "client": facts.contract.client, "cost": CostFigures(facts),
    }
    found = compliance(facts, proposal, tuple(answer for each in parts for answer in each.prose.answers))
    document, problems = book(volume, parts, found, names, environment(HOME / "templates"), None, HOME)
    assert document is not None and not problems, problems
    return document


def headings(document: Document) -> list[str]:
    """Return the first-level headings as they are printed."""
    return [f"{block.number} {plain(block.content)}".strip() for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def test_each_book_holds_its_own_chapters() -> None:
    parts = chapters()
    assert headings(made(Volume.TECHNICAL, parts)) == ["Ⅰ. 처음", "Ⅱ. 절 1", "붙임 1. 요구사항 대비표"]
    assert headings(made(Volume.SUMMARY, parts)) == ["Ⅰ. 요약 절"] and headings(made(Volume.PRICE, parts)) == ["Ⅰ. 가격 절"]


def test_many_chapters_are_numbered_in_figures() -> None:
    assert headings(made(Volume.TECHNICAL, chapters(10)))[0] == "1. 처음"
    assert headings(made(Volume.TECHNICAL, chapters(9)))[0] == "Ⅰ. 처음"


def test_every_chapter_and_table_starts_on_its_own_page() -> None:
    blocks = made(Volume.TECHNICAL, chapters()).blocks
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    assert all(isinstance(blocks[place - 1], PageBreak) for place in starts[1:]) and not isinstance(blocks[starts[0] - 1], PageBreak)


def test_the_table_names_the_page_of_the_mark_and_an_unanswered_row_is_a_blank() -> None:
    document = made(Volume.TECHNICAL, chapters())
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    contents = [[inline for cell in row.cells for block in cell.content for inline in block.content] for row in table.rows[1:]]
    assert [[each.anchor for each in inlines if isinstance(each, PageNumber)] for inlines in contents] == [["a-1"], []]
    assert any(getattr(inline, "missing", False) for inline in contents[1])
    assert document.page.marking == "초안" and document.page.header == "표본 제안서" and document.page.footer.startswith("주식회사 표본")


def test_a_blind_proposal_names_nobody() -> None:
    document = made(Volume.SUMMARY, chapters(), bidder="")
    assert document.author == "" and "주식회사 표본" not in document.page.footer
    assert document.blocks[0].organisation == ""


@pytest.mark.parametrize("last", ["<p>끝</p>", "<ul><li>하나</li><li>끝</li></ul>", "<table><tbody><tr><td>칸</td><td>끝</td></tr></tbody></table>"])
def test_the_end_of_a_book_is_a_place_and_no_line_of_its_own(last: str) -> None:
    blocks = made(Volume.SUMMARY, chapters(last=last)).blocks
    assert [inline.name for inline in _inlines(blocks[-1]) if isinstance(inline, Anchor)] == [END]
    assert plain(tuple(_inlines(blocks[-1]))).endswith("끝")


def _inlines(block: Block) -> list[Any]:
    match block:
        case Paragraph():
            return list(block.content)
        case ItemList():
            return list(block.items[-1].content)
        case Table():
            return _inlines(block.rows[-1].cells[-1].content[-1])
    return []


def test_a_broken_template_is_a_problem_with_its_place() -> None:
    from jinja2 import DictLoader

    facts = dossier(requirements=CARDS)
    names = {"proposal": Proposal(title="가"), "dossier": facts, "contract": facts.contract, "client": facts.contract.client}
    broken = environment(loader=DictLoader({"bid-summary/body.html.j2": "{{ nobody }}"}))
    document, (problem,) = book(Volume.SUMMARY, chapters(), compliance(facts, names["proposal"], ()), names, broken, None, None)
    assert document is None and problem.code == "T-TPL-03" and problem.at.file == "bid-summary/body.html.j2"
