"""Turns the books of a draft and the pages of their anchors into what is kept of a layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.build.bid_draft import Draft
from pipeline.build.bid_layout import Layout, Paper
from pipeline.compose.bid_chapters import by_section
from pipeline.compose.bid_names import END, OWN_HEADINGS
from pipeline.document.blocks import Document, ItemList, Paragraph, ParagraphStyle, Run, Table
from pipeline.document.missing import missing_facts
from pipeline.model.proposal import Volume
from pipeline.write import theme


def laid_out(draft: Draft, key: str, pages: Mapping[Volume, Mapping[str, int]], before: Layout | None) -> Layout:
    """Return what the books of `draft` came to on paper; `pages` is anchor → page of each, `before` what was known till now."""
    anchors = {each.section.file: each.anchor for each in draft.parts}
    books = {volume: _paper(document, pages[volume], set(anchors.values())) for volume, document in draft.books.items()}
    open_rows = {row.key for row in draft.found.rows if not row.answers}
    known = [*(before.answers if before else ()), *(before.orphans if before else ())]
    orphans = tuple(dict.fromkeys(each for each in known if each.section not in anchors and open_rows.intersection(draft.found.under((each.key,)))))
    return Layout(key, anchors, draft.answers, books, tuple(draft.written), orphans)


def _paper(document: Document, pages: Mapping[str, int], anchors: set[str]) -> Paper:
    begin = {*anchors, *OWN_HEADINGS}
    starts = {anchor: pages[anchor] for anchor in pages if anchor in begin}
    blanks: dict[str, int] = {}
    sizes: set[float] = set()
    styles = theme.styles_of(document.type)
    for section, block in by_section(document.blocks, begin):
        if blank := len(missing_facts(Document("", (block,)))):
            blanks[section] = blanks.get(section, 0) + blank
        if section in anchors:
            sizes |= set(_sizes(block, styles))
    return Paper(starts, pages.get(END, max(pages.values(), default=0)), blanks, tuple(sorted(sizes)))


def _sizes(block: object, styles: theme.Styles) -> Iterator[float]:
    """Yield the sizes of running text: of paragraphs and lists, not of notes, captions and tables."""
    match block:
        case Paragraph(style=ParagraphStyle.BODY):
            yield from (run.size or styles.body.size for run in block.content if isinstance(run, Run))
        case ItemList():
            for item in block.items:
                size = styles.list_size(item.level)
                yield from (run.size or size for run in item.content if isinstance(run, Run))
        case Table():
            return
