"""Turns a cover and a table of contents into the pages that stand before the text."""

from __future__ import annotations

from pipeline.document.blocks import (
    Align,
    Cell,
    Cover,
    Heading,
    Inlines,
    Paragraph,
    Row,
    Run,
    Table,
    TableOfContents,
    TableStyle,
    plain,
)
from pipeline.write import theme
from pipeline.write.docx.markup import TAB, Shape, field_mark, paragraph, reference, run, twips
from pipeline.write.docx.story import Place, contents_anchor
from pipeline.write.docx.tables import Frame, write_table
from pipeline.write.theme import breadth

_TITLE_AT = 0.24  # of the text's height, so that the title stands a third down the sheet
_WIDE_SET = 8  # letters: a title up to this long is set wide (제 안 요 청 서)
_SPACING = 240  # twips between the letters of such a title


def write_cover(block: Cover, place: Place) -> str:
    """Return the cover: marking, title, boxed facts, date, and the organisation at the foot of the page."""
    parts = []
    top = place.height * _TITLE_AT
    if block.marking:
        parts.append(paragraph(Shape("CoverMarking"), run(f"[{block.marking}]")))
        top -= 8
    parts.append(paragraph(Shape("CoverTitle", before=top), _wide(block.title)))
    if block.subtitle:
        parts.append(paragraph(Shape("CoverSubtitle", before=4), run(block.subtitle)))
    if block.facts:
        parts.append(paragraph(Shape("Hairline", before=place.height * 0.08)))
        parts.append(_facts(block.facts, place))
    if block.date:
        parts.append(paragraph(Shape("CoverDate", before=place.height * 0.1), run(block.date)))
    if block.organisation:
        frame = "" if place.nested else _foot(place.width)
        parts.append(paragraph(Shape("CoverOrganisation", frame=frame), run(block.organisation)))
    return "".join(parts)


def _wide(title: str) -> str:
    if len(title) <= _WIDE_SET and " " not in title:
        return run(title, f'<w:spacing w:val="{_SPACING}"/>')
    return run(title)


def _foot(width: float) -> str:
    return (
        f'<w:framePr w:w="{twips(width)}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" '
        'w:xAlign="center" w:yAlign="bottom"/>'
    )


def _facts(facts: tuple[tuple[str, Inlines], ...], place: Place) -> str:
    width = place.width * 0.82
    label_width = min(max(breadth(label, theme.COVER_FACT.size) for label, _ in facts) + 12, width / 2)
    rows = tuple(
        Row((Cell((Paragraph((Run(label),)),), header=True, align=Align.CENTER), Cell((Paragraph(text),))), 11)
        for label, text in facts
    )
    table = Table(rows, (label_width, width - label_width), style=TableStyle.FORM)
    return write_table(table, place, Frame(width, Align.CENTER, "CoverFact", "CoverLabel"))


def write_contents(block: TableOfContents, place: Place) -> str:
    """Return the title and a TOC field over the document's headings.

    Page numbers that the document does not know stay empty until Word computes them on opening: a guess would be a wrong
    number in print.
    """
    depth = min(max(block.depth, 1), len(theme.HEADINGS))
    entries = []
    seen: set[str] = set()  # of equal anchors, the first has the page
    for position, heading in enumerate(place.story.contents, 1):
        page = "" if heading.anchor in seen else place.story.page(heading.anchor)
        seen.add(heading.anchor)
        if heading.level <= depth:
            entries.append(_entry(heading, contents_anchor(position), page))
    instruction = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{depth}" \\h \\z </w:instrText></w:r>'
    begin = field_mark("begin") + instruction + field_mark("separate")
    lines = [paragraph(Shape(f"TOC{level}"), content) for level, content in entries] or [paragraph(Shape("TOC1"))]
    lines[0] = lines[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
    end = paragraph(Shape("Hairline"), field_mark("end"))
    title = paragraph(Shape("TOCHeading"), run(block.title))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{title}{''.join(lines)}{end}</w:sdtContent></w:sdt>"
    )


def _entry(heading: Heading, anchor: str, page: str) -> tuple[int, str]:
    text = f"{heading.number} {plain(heading.content)}".strip().replace("\n", " ")
    level = min(max(heading.level, 1), len(theme.HEADINGS))
    content = run(text) + TAB + reference(anchor, page)
    return level, f'<w:hyperlink w:anchor="{anchor}" w:history="1">{content}</w:hyperlink>'
