"""Turns the semantic HTML of a rendered template into the blocks of a Document, numbering headings, lists, tables and figures."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Protocol

from lxml import etree

from pipeline.compose.grid import table
from pipeline.compose.inline import INLINE_TAGS, inlines
from pipeline.compose.numbering import SCHEMES, bullet_from, mark, official_from
from pipeline.document.blocks import (
    Align,
    Anchor,
    ApprovalBox,
    Approver,
    Block,
    Cell,
    Cover,
    Figure,
    Heading,
    Inlines,
    ItemList,
    Line,
    ListItem,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Run,
    Signatory,
    SignatureBlock,
    Table,
    TableOfContents,
    plain,
)
from pipeline.problems import Location, Problem

_ALIGNS = {align.value: align for align in Align if align.value}
_STYLES = {style.value: style for style in ParagraphStyle}
_PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


_Counts = tuple[tuple[int, ...], int, int, int, int]  # headings by level, lines, tables, figures, anchors
Counted = tuple[tuple[Block, ...], _Counts, list[Problem]]  # what a text becomes, and what is counted behind it


class Included(Protocol):
    """A text whose blocks an earlier run may have made; they depend on the text, the scheme and what is counted before it."""

    @property
    def html(self) -> str:
        """The text."""
        ...

    def known(self, before: str) -> Counted | None:
        """Return its blocks as made before with `before` counted; None where nobody knows them."""
        ...

    def keep(self, before: str, made: Counted) -> None:
        """Keep its blocks for later runs."""
        ...


@dataclass(slots=True)
class _Reading:
    """What one pass over a template's output has counted so far."""

    scheme: tuple[str, ...]
    drawings: Mapping[str, Figure]
    pictures: Mapping[str, Picture]
    included: Mapping[str, Included] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    headings: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    lines: int = 0  # below the last heading, that are titled like a fifth level
    tables: int = 0
    figures: int = 0
    anchors: int = 0

    @property
    def counts(self) -> _Counts:
        """What has been counted so far."""
        return (tuple(self.headings), self.lines, self.tables, self.figures, self.anchors)

    @counts.setter
    def counts(self, counts: _Counts) -> None:
        headings, self.lines, self.tables, self.figures, self.anchors = counts
        self.headings = list(headings)


def blocks(
    html: str,
    scheme: str = "보고서",
    drawings: Mapping[str, Figure] | None = None,
    at: str = "",
    pictures: Mapping[str, Picture] | None = None,
    included: Mapping[str, Included] | None = None,
) -> tuple[tuple[Block, ...], list[Problem]]:
    """Return the blocks of well-formed `html` (XHTML: every tag closed), and what is wrong with it.

    `drawings` holds the figures that `<figure data-figure="key">` names and `pictures` those of `<figure data-picture="key">`;
    `included` the texts that `<div data-included="key"></div>` stands for; `at` is the template's file for problems.
    """
    reading = _Reading(SCHEMES[scheme], drawings or {}, pictures or {}, included or {})
    made = _read(html, at, reading)
    located = [Problem(p.code, p.message, p.at or Location(at), p.hint, p.related, p.severity) for p in reading.problems]
    return made, located


def _read(html: str, at: str, reading: _Reading) -> tuple[Block, ...]:
    text = "<body>" + html.replace("&nbsp;", "\u00a0") + "</body>"
    try:
        root = etree.fromstring(text, etree.XMLParser(**_PARSER_OPTIONS))
    except etree.XMLSyntaxError as error:
        line = (html.splitlines() or [""])[min(error.lineno or 1, html.count("\n") + 1) - 1].strip()
        hint = f"이 부근을 보세요: {line[:80]}"
        reading.problems.append(Problem("T-XML-01", f"서식의 태그가 맞지 않습니다: {error.msg}", Location(at), hint))
        return ()
    return _children(root, reading)


def _included(text: Included, reading: _Reading) -> tuple[Block, ...]:
    """Return the blocks of an included text, made now where no earlier run made them with the same numbers before them."""
    before = repr((reading.scheme, reading.counts))
    known = text.known(before)
    if known is None:
        inner = replace(reading, problems=[])
        known = (_read(text.html, "", inner), inner.counts, inner.problems)
        text.keep(before, known)
    made, reading.counts, problems = known
    reading.problems += problems
    return made


def _children(parent: etree._Element, reading: _Reading) -> tuple[Block, ...]:
    """Return the blocks inside `parent`; loose text and inline elements between blocks become paragraphs.

    A place between blocks is one at the beginning of the block after it: it makes no line of its own.
    """
    made: list[Block] = []
    places: list[Anchor] = []
    loose = etree.Element("p")
    loose.text = parent.text
    for child in parent:
        if not isinstance(child.tag, str):
            continue
        if child.tag in INLINE_TAGS:
            loose.append(_detached(child))
            continue
        made += _loose(loose, places)
        loose = etree.Element("p")
        loose.text = child.tail
        made += _placed(_block(child, reading), places)
    made += _loose(loose, places)
    return (*made, Paragraph(tuple(places))) if places else tuple(made)


def _detached(child: etree._Element) -> etree._Element:
    """Return a copy with its tail, since moving the element itself would break the walk over its parent."""
    return deepcopy(child)


def _loose(element: etree._Element, places: list[Anchor]) -> list[Block]:
    """Return loose text as a paragraph; `places` takes up those that stand without a word."""
    content = inlines(element)
    if all(isinstance(inline, Anchor) for inline in content):
        places += [inline for inline in content if isinstance(inline, Anchor)]
        return []
    return _placed([Paragraph(content)], places)


def _placed(made: list[Block], places: list[Anchor]) -> list[Block]:
    """Return `made` with `places`, which are then empty, at the beginning of the first text; they wait where there is none."""
    if not made or not places:
        return made
    first, *rest = made
    match first:
        case Paragraph() | Heading():
            first = replace(first, content=(*places, *first.content))
        case ItemList(items=(item, *others)):
            first = replace(first, items=(replace(item, content=(*places, *item.content)), *others))
        case Table(rows=(Row(cells=(Cell() as cell, *cells)) as row, *rows)):
            cell = replace(cell, content=tuple(_placed(list(cell.content) or [Paragraph(())], places)))
            first = replace(first, rows=(replace(row, cells=(cell, *cells)), *rows))
        case _:
            return made
    places.clear()
    return [first, *rest]


def _block(element: etree._Element, reading: _Reading) -> list[Block]:
    match element.tag:
        case "p":
            return [_paragraph(element)]
        case "h1" | "h2" | "h3" | "h4":
            return [_heading(element, int(element.tag[1]), reading)]
        case "h5":
            return [_titled_line(element, reading)]
        case "ol" | "ul":
            return [ItemList(tuple(_items(element, int(element.get("data-level", 0)), _pattern(element, reading), reading)))]
        case "table":
            return [_table(element, reading)]
        case "figure":
            return _figure(element, reading)
        case "hr":
            kind = element.get("class", "")
            return [PageBreak() if kind == "page" else Line(kind == "thick")]
        case "header":
            return [_cover(element)]
        case "nav":
            return [TableOfContents(element.get("data-title", "목    차"), int(element.get("data-depth", 2)))]
        case "aside":
            approvers = tuple(Approver(span.get("data-role", ""), "".join(span.itertext()).strip()) for span in element.findall("span"))
            return [ApprovalBox(approvers, element.get("data-label", "결재"))]
        case "footer":
            return [_signatures(element)]
        case "div" if text := reading.included.get(element.get("data-included", "")):
            return list(_included(text, reading))
        case "div" | "section" | "article":
            return list(_children(element, reading))
    reading.problems.append(Problem("T-XML-02", f"서식에 쓸 수 없는 태그입니다: <{element.tag}>", hint="docs/templates.md의 태그만 쓰세요"))
    return []


def _words(element: etree._Element) -> list[str]:
    return element.get("class", "").split()


def _paragraph(element: etree._Element) -> Paragraph:
    names = _words(element)
    style = next((_STYLES[name] for name in names if name in _STYLES), ParagraphStyle.BODY)
    align = next((_ALIGNS[name] for name in names if name in _ALIGNS), Align.DEFAULT)
    return Paragraph(inlines(element), style, align, int(element.get("data-indent", 0)), "keep" in names)


def _heading(element: etree._Element, level: int, reading: _Reading) -> Heading:
    number = ""
    if "unnumbered" not in _words(element):
        reading.headings[level - 1] += 1
        reading.headings[level:] = [0] * (4 - level)
        reading.lines = 0
        pattern = reading.scheme[level - 1]
        number = mark(pattern, reading.headings[level - 1]) if pattern else ""
    reading.anchors += 1
    return Heading(level, inlines(element), number, element.get("id", f"h{reading.anchors}"))


def _titled_line(element: etree._Element, reading: _Reading) -> Paragraph:
    """Return a heading deeper than documents have them: a numbered line that stays with its text and stands in no contents."""
    reading.lines += 1
    last = reading.scheme[-1]
    number = (Run(f"{mark(official_from(last, 1), reading.lines)} "),) if last else ()
    name = element.get("id", "")
    return Paragraph(((Anchor(name),) if name else ()) + number + inlines(element), indent=1, keep_with_next=True)


def _pattern(element: etree._Element, reading: _Reading) -> str:
    given = element.get("type", "")
    if given:
        return given
    if element.tag == "ul":
        return "○" if any(reading.headings) else "□"
    return official_from(_first_number(reading), int(element.get("data-below", 0)))


def _first_number(reading: _Reading) -> str:
    """Return the pattern of a numbered list right below the last heading: the official one after the heading's."""
    depth = sum(1 for count in reading.headings if count)
    used = [pattern for pattern in reading.scheme[:depth] if pattern]
    return official_from(used[-1], 1 + bool(reading.lines)) if used and used[-1] in ("1.", "가.", "1)", "가)") else "1."


def _items(element: etree._Element, level: int, pattern: str, reading: _Reading) -> list[ListItem]:
    made: list[ListItem] = []
    order = int(element.get("start", 1)) - 1
    for li in element.findall("li"):
        order += 1
        own = etree.Element("li")
        own.text = li.text
        nested = []
        for child in li:
            if child.tag in ("ol", "ul"):
                nested.append(child)
            elif isinstance(child.tag, str):
                own.append(_detached(child))
        made.append(ListItem(level, li.get("data-mark", mark(pattern, order)), inlines(own)))
        for child in nested:
            made += _items(child, level + 1, _pattern_below(child, pattern, reading), reading)
    return made


def _pattern_below(element: etree._Element, above: str, reading: _Reading) -> str:
    """Return the pattern of a list inside an item of a list of `above`; `data-below` counts the numbered lists around it."""
    if element.get("type") or element.get("data-below"):
        return _pattern(element, reading)
    return official_from(above, 1) if element.tag == "ol" else bullet_from(above, 1)


def _table(element: etree._Element, reading: _Reading) -> Block:
    number = 0
    if element.find("caption") is not None:
        reading.tables += 1
        number = reading.tables
    made, problems = table(element, number, lambda cell: _children(cell, reading))
    reading.problems += problems
    return made


def _figure(element: etree._Element, reading: _Reading) -> list[Block]:
    drawing = reading.drawings.get(element.get("data-figure", ""))
    picture = reading.pictures.get(element.get("data-picture", ""))
    if drawing is None and picture is None:
        reading.problems.append(Problem("T-FIG-01", "서식의 그림을 찾을 수 없습니다", hint="도표 함수로 그린 그림만 넣을 수 있습니다"))
        return []
    caption = element.find("figcaption")
    text = plain(inlines(caption)) if caption is not None else ""
    if text:
        reading.figures += 1
    told = {"caption": text, "number": reading.figures if text else 0, "anchor": element.get("id", "")}
    if drawing is None:
        return [replace(picture, alt=picture.alt or text, **told)]
    return [Figure(drawing.svg, drawing.width, drawing.height, text or drawing.alt, **told)]


def _line(element: etree._Element | None) -> Inlines:
    return () if element is None else inlines(element)


def _cover(element: etree._Element) -> Cover:
    facts = []
    for list_ in element.findall("dl"):
        facts += [(plain(inlines(dt)), _line(dt.getnext())) for dt in list_.findall("dt")]
    named = {name: p for p in element.findall("p") for name in _words(p)}
    return Cover(
        title=plain(_line(element.find("h1"))),
        subtitle=plain(_line(named.get("subtitle"))),
        facts=tuple(facts),
        date=plain(_line(named.get("date"))),
        organisation=plain(_line(named.get("organisation"))),
        marking=plain(_line(named.get("marking"))),
    )


def _signatures(element: etree._Element) -> SignatureBlock:
    named = {name: p for p in element.findall("p") for name in _words(p)}
    signatories = tuple(
        Signatory(
            tuple((p.get("data-label", ""), inlines(p)) for p in div.findall("p")),
            div.get("data-seal", "(서명 또는 인)"),
            div.get("data-heading", ""),
        )
        for div in element.findall("div")
    )
    return SignatureBlock(signatories, _line(named.get("date")), _line(named.get("addressee")), int(element.get("data-columns", 1)))
