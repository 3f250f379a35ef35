"""Turns covers, tables of contents, approval boxes and signature blocks into sections of an HTML page."""

from __future__ import annotations

from pipeline.document.blocks import (
    ApprovalBox,
    Cover,
    Inlines,
    LineBreak,
    ParagraphStyle,
    Run,
    Signatory,
    SignatureBlock,
    TableOfContents,
)
from pipeline.write import theme
from pipeline.write.html.element import Content, Element, element, measure, style
from pipeline.write.html.inlines import Writing, write_inlines


def write_cover(block: Cover, run: Writing) -> Element:
    """Return the first page: marking, title, boxed facts, date and organisation."""
    rows = [
        element("tr", element("th", label, scope="row"), element("td", *write_inlines(content, run)))
        for label, content in block.facts
    ]
    parts = [
        element("p", block.marking, class_="marking") if block.marking else None,
        element("h1", block.title),
        element("p", block.subtitle, class_="subtitle") if block.subtitle else None,
        element("table", element("tbody", *rows)) if rows else None,
        element("p", block.date, class_="date") if block.date else None,
        element("p", block.organisation, class_="organisation") if block.organisation else None,
    ]
    return element("section", *[part for part in parts if part is not None], class_="cover")


def write_contents(block: TableOfContents, run: Writing) -> Element:
    """Return the list of headings down to the block's depth, each a link to its heading."""
    entries = element("ol")
    for heading, name in run.headings:
        if heading.level <= block.depth:
            number = f"{heading.number} " if heading.number else ""
            entry = element("a", number, *_texts(heading.content), href=f"#{name}")
            inset = style(measure("margin-left", (heading.level - 1) * theme.LIST_INDENT, "mm"))
            entries.append(element("li", entry, style=inset))
    return element("nav", element("h2", block.title), entries, class_="toc", aria_label="목차")


def _texts(content: Inlines) -> list[Content]:
    return [" " if isinstance(inline, LineBreak) else inline.text for inline in content if isinstance(inline, Run | LineBreak)]


def write_approval(block: ApprovalBox) -> Element:
    """Return 결재란: the roles over one tall row."""
    label = element("th", block.label, class_="label", rowspan="2", scope="row")
    roles = [element("th", approver.role, class_="role", scope="col") for approver in block.approvers]
    names = [element("td", approver.name) for approver in block.approvers]
    body = element("tbody", element("tr", label, *roles), element("tr", *names))
    return element("table", body, class_="approval", aria_label="결재란")


def write_signatures(block: SignatureBlock, run: Writing) -> Element:
    """Return the date, those who sign and the addressee."""
    made = element("section", class_="signatures")
    if block.date:
        made.append(element("p", *write_inlines(block.date, run), class_=ParagraphStyle.DATE))
    signing = [_signatory(who, run) for who in block.signatories]
    side_by_side = f"grid-template-columns: repeat({block.columns}, 1fr)" if block.columns > 1 else ""
    made.append(element("div", *signing, class_="signatories", style=side_by_side))
    if block.addressee:
        made.append(element("p", *write_inlines(block.addressee, run), class_=ParagraphStyle.ADDRESSEE))
    return made


def _signatory(who: Signatory, run: Writing) -> Element:
    made = element("div", class_="signatory")
    if who.heading:
        made.append(element("p", who.heading, class_="heading"))
    lines = element("dl")
    for label, content in who.lines:
        lines.append(element("dt", label))
        lines.append(element("dd", *write_inlines(content, run)))
    made.append(lines)
    if who.seal:
        after = lines[-1] if len(lines) else made
        after.append(element("span", who.seal, class_="seal"))
    return made
