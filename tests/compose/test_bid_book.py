"""The books of a proposal: which chapters stand in which, their numbers, header and marking, and the place at their end."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipeline.compose.bid_book import book
from pipeline.compose.bid_chapters import Part
from pipeline.compose.bid_names import END
from pipeline.compose.prose import Prose
from pipeline.document.blocks import Anchor, Block, Document, Heading, ItemList, PageBreak, PageNumber, Paragraph, Table, TableOfContents, plain
from pipeline.language.environment import environment
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.model.proposal import Answer, Proposal, Section, Side, Volume
from pipeline.model.requirement import Requirement
from pipeline.rules.compliance import compliance
from pipeline.rules.cost import CostFigures
from pipeline.workspace import HOME
from tests.rules.sample import dossier

CARDS = (Requirement(id="A-001", name="가", category="나", definition="지킨다."), Requirement(id="A-002", name="다", category="나", definition="막는다."))


def sections(count: int = 2, last: str = "<p>끝</p>") -> tuple[Part, ...]:
    """Return that many technical sections, one of the summary and one of the price; the first one answers A-001."""
    made = [Part(Section(file=f"{order}.md", title=f"절 {order}"), Prose(f"<p>글 {order}</p>", {}, (), {})) for order in range(1, count)]
    answer = Answer(key="A-001", section="0.md", anchor="a-1")
    first = Part(Section(file="0.md", title="처음"), Prose('<p>답한다.<a id="a-1"></a></p>', {}, (answer,), {}))
    others = [
        Part(Section(file=f"{volume}.md", title=f"{volume.value} 절", volume=volume), Prose(last, {}, (), {}))
        for volume in (Volume.SUMMARY, Volume.PRICE)
    ]
    return (first, *made, *others)


def made(volume: Volume, parts: tuple[Part, ...], bidder: str = "주식회사 표본", side: Side = Side.BACK, criterion: str = "") -> Document:
    """Return one book of these sections; items of the evaluation are claimed by those named like them."""
    items = tuple(
        EvaluationItem(part=EvaluationPart.QUALITATIVE, section="기술", name=name, points=Decimal(10), criterion=criterion)
        for name in dict.fromkeys(name for each in parts for name in each.section.evaluation)
    )
    facts = dossier(requirements=CARDS, cost=None, evaluation_items=items)
    proposal = Proposal(title="표본 제안서", bidder=bidder, scores_stand=side, sections=tuple(each.section for each in parts))
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
    parts = sections()
    assert headings(made(Volume.TECHNICAL, parts)) == ["Ⅰ. 처음", "Ⅱ. 절 1", "붙임 1. 요구사항 대비표"]
    assert headings(made(Volume.SUMMARY, parts)) == ["Ⅰ. 요약 절"] and headings(made(Volume.PRICE, parts)) == ["Ⅰ. 가격 절"]


def test_many_chapters_are_numbered_in_figures() -> None:
    assert headings(made(Volume.TECHNICAL, sections(10)))[0] == "1. 처음"
    assert headings(made(Volume.TECHNICAL, sections(9)))[0] == "Ⅰ. 처음"


def part(title: str, chapter: str = "", pitch: str = "", evaluation: tuple[str, ...] = ()) -> Part:
    """Return a section with one heading inside."""
    section = Section(file=f"{title}.md", title=title, chapter=chapter, pitch=pitch, evaluation=evaluation)
    level = 3 if chapter else 2
    return Part(section, Prose(f"<h{level}>{title}의 속</h{level}><p>글</p>", {}, (), {}))


def printed(document: Document) -> list[tuple[int, str]]:
    """Return the level and the words of every heading."""
    return [(block.level, f"{block.number} {plain(block.content)}".strip()) for block in document.blocks if isinstance(block, Heading)]


CHAPTERED = (part("가", "첫 장"), part("나", "첫 장"), part("다"), part("라", "끝 장"))


def test_sections_of_a_chapter_stand_below_it_each_on_a_page_of_its_own() -> None:
    document = made(Volume.TECHNICAL, CHAPTERED)
    assert printed(document)[:-1] == [
        (1, "Ⅰ. 첫 장"), (2, "1. 가"), (3, "가. 가의 속"), (2, "2. 나"), (3, "가. 나의 속"), (1, "Ⅱ. 다"), (2, "1. 다의 속"), (1, "Ⅲ. 끝 장"), (2, "1. 라"),
        (3, "가. 라의 속"),
    ]  # fmt: skip
    blocks = document.blocks
    anchors = [block.anchor if isinstance(block, Heading) else "" for block in blocks]
    for before, anchor in (("첫", "c-첫-장"), ("", "s-나"), ("", "s-다"), ("", "c-끝-장"), ("", "comparison")):
        place = anchors.index(anchor)
        assert isinstance(blocks[place - 1], TableOfContents if before else PageBreak)
    assert anchors.index("s-가") == anchors.index("c-첫-장") + 1 and anchors.index("s-라") == anchors.index("c-끝-장") + 1
    assert sum(isinstance(block, PageBreak) for block in blocks) == 4


def test_contents_show_one_level_more_where_there_are_chapters() -> None:
    depths = [next(block.depth for block in made(Volume.TECHNICAL, parts).blocks if isinstance(block, TableOfContents)) for parts in (CHAPTERED, sections())]
    assert depths == [3, 2]


def test_chapters_are_counted_not_their_sections() -> None:
    assert headings(made(Volume.TECHNICAL, tuple(part(f"절 {order}", "한 장") for order in range(12))))[0] == "Ⅰ. 한 장"
    assert headings(made(Volume.TECHNICAL, tuple(part(f"절 {order}", f"장 {order}") for order in range(10))))[0] == "1. 장 0"


JUDGED = (part("가", "첫 장", "첫째\n둘째", ("이해",)), part("나", "첫 장", "", ("이해", "방안")), part("다"))


def test_the_table_of_the_evaluation_stands_before_the_chapters_where_it_is_wanted() -> None:
    front, back = (made(Volume.TECHNICAL, JUDGED, side=side) for side in (Side.FRONT, Side.BACK))
    assert headings(front) == ["평가항목 대비표", "Ⅰ. 첫 장", "Ⅱ. 다", "붙임 1. 요구사항 대비표"]
    assert headings(back) == ["Ⅰ. 첫 장", "Ⅱ. 다", "붙임 1. 요구사항 대비표", "붙임 2. 평가항목 대비표"]
    cover, contents, heading, table, end, chapter = front.blocks[:6]
    assert isinstance(contents, TableOfContents) and isinstance(table, Table) and isinstance(end, PageBreak)
    assert (heading.anchor, chapter.anchor) == ("evaluation", "c-첫-장")


def test_each_section_of_an_item_has_a_row_with_its_place_page_and_pitch() -> None:
    for criterion, columns in (("", 7), ("기준 하나\n기준 둘", 8)):
        table = next(block for block in made(Volume.TECHNICAL, JUDGED, side=Side.FRONT, criterion=criterion).blocks if isinstance(block, Table))
        assert len(table.widths) == columns
        rows = [[" / ".join(plain(block.content, "쪽") for block in cell.content) for cell in row.cells] for row in table.rows]
        said = ["기준 하나\n기준 둘"] if criterion else []
        assert rows[1] == ["정성", "기술", "이해", *said, "10", "Ⅰ-1 가", "쪽", "첫째\n둘째"] and rows[2] == ["Ⅰ-2 나", "쪽", "-"]
        assert rows[3] == ["정성", "기술", "방안", *said, "10", "Ⅰ-2 나", "쪽", "-"] and rows[4][:2] == ["합계", "20"]
        assert {cell.rowspan for cell in table.rows[1].cells[: columns - 3]} == {2}
    plain_table = next(block for block in made(Volume.TECHNICAL, (part("가", "", "", ("이해",)),), side=Side.FRONT).blocks if isinstance(block, Table))
    assert [cell.content[0].content[0].text for cell in plain_table.rows[0].cells] == ["구분", "부문", "평가항목", "배점", "제안서의 절", "쪽"]


def test_every_chapter_and_table_starts_on_its_own_page() -> None:
    blocks = made(Volume.TECHNICAL, sections()).blocks
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    assert all(isinstance(blocks[place - 1], PageBreak) for place in starts[1:]) and not isinstance(blocks[starts[0] - 1], PageBreak)


def test_the_table_names_the_page_of_the_mark_and_an_unanswered_row_is_a_blank() -> None:
    document = made(Volume.TECHNICAL, sections())
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    contents = [[inline for cell in row.cells for block in cell.content for inline in block.content] for row in table.rows[1:]]
    assert [[each.anchor for each in inlines if isinstance(each, PageNumber)] for inlines in contents] == [["a-1"], []]
    assert any(getattr(inline, "missing", False) for inline in contents[1])
    assert document.page.marking == "초안" and document.page.header == "표본 제안서" and document.page.footer.startswith("주식회사 표본")


def test_a_blind_proposal_names_nobody() -> None:
    document = made(Volume.SUMMARY, sections(), bidder="")
    assert document.author == "" and "주식회사 표본" not in document.page.footer
    assert document.blocks[0].organisation == ""


@pytest.mark.parametrize("last", ["<p>끝</p>", "<ul><li>하나</li><li>끝</li></ul>", "<table><tbody><tr><td>칸</td><td>끝</td></tr></tbody></table>"])
def test_the_end_of_a_book_is_a_place_and_no_line_of_its_own(last: str) -> None:
    blocks = made(Volume.SUMMARY, sections(last=last)).blocks
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
    document, (problem,) = book(Volume.SUMMARY, sections(), compliance(facts, names["proposal"], ()), names, broken, None, None)
    assert document is None and problem.code == "T-TPL-03" and problem.at.file == "bid-summary/body.html.j2"
