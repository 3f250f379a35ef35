"""Sections of one 장 are a chapter, and every block of a book belongs to a section, whatever headings stand in its text."""

from __future__ import annotations

from pipeline.compose.bid_chapters import Part, by_section, chapters_of
from pipeline.compose.markup import blocks
from pipeline.compose.prose import Prose
from pipeline.document.blocks import Heading, PageBreak, Paragraph, plain
from pipeline.model.proposal import Section

HTML = """<h1 id="evaluation" class="unnumbered">표</h1><p>표 글</p><hr class="page"/>
<h1 id="c-1">장</h1><h2 id="s-1">절</h2><h1 id="own">글 안의 제목</h1><p>하나</p><hr class="page"/>
<h2 id="s-2">다음 절</h2><h3 id="more">속</h3><p>둘</p><hr class="page"/><h1 id="s-3">장 없는 절</h1><p>셋</p>"""


def part(title: str, chapter: str) -> Part:
    """Return a section without a word."""
    return Part(Section(file=f"{title}.md", title=title, chapter=chapter), Prose("", {}, (), {}))


def test_neighbours_of_one_chapter_stand_together() -> None:
    parts = [part("가", "기술"), part("나", "기 술"), part("다", ""), part("라", ""), part("마", "관리"), part("바", "기술")]
    made = chapters_of(parts)
    assert [(each.title, each.anchor, [inner.title for inner in each.parts]) for each in made] == [
        ("기술", "c-기술", ["가", "나"]), ("", "s-다", ["다"]), ("", "s-라", ["라"]), ("관리", "c-관리", ["마"]), ("기술", "c-기술-2", ["바"]),
    ]  # fmt: skip
    assert chapters_of(()) == ()


def test_every_block_belongs_to_its_section_and_a_chapters_heading_to_the_first_of_its_own() -> None:
    found = list(by_section(blocks(HTML, "계획서")[0], {"evaluation", "s-1", "s-2", "s-3"}))
    told = [(section, plain(block.content)) for section, block in found if isinstance(block, Heading | Paragraph)]
    assert told == [
        ("evaluation", "표"), ("evaluation", "표 글"), ("s-1", "장"), ("s-1", "절"), ("s-1", "글 안의 제목"), ("s-1", "하나"), ("s-2", "다음 절"), ("s-2", "속"),
        ("s-2", "둘"), ("s-3", "장 없는 절"), ("s-3", "셋"),
    ]  # fmt: skip
    assert sum(isinstance(block, PageBreak) for _, block in found) == 3
    assert {section for section, _ in by_section(blocks(HTML, "계획서")[0], ())} == {""}
