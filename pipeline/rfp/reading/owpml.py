"""Turns the header and the section parts of an OWPML document into the blocks of a Paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from pipeline.rfp.paper import Block, Kind, Paragraph, Table
from pipeline.rfp.reading.number_forms import in_form
from pipeline.rfp.reading.owpml_grid import Spot, placed, table_of
from pipeline.rfp.reading.owpml_header import Header, Shape, Style
from pipeline.rfp.reading.owpml_line import Line, mark_contents
from pipeline.rfp.reading.owpml_numbers import Counters
from pipeline.rfp.reading.owpml_xml import descendants, find, local, number, offspring, visible
from pipeline.rfp.reading.symbols import readable

DEEPEST = 30  # tables and boxes inside one another; what lies deeper is read as plain text
_DRAWN = frozenset(
    "rect ellipse arc polygon curve line connectLine container pic ole equation textart video chart".split()
)
_NOTES = frozenset(("footNote", "endNote"))
_TRUE = ("1", "true")
_PLAIN, _NAMELESS = Shape(), Style()
_LINE = 800  # HWPUNIT, less than the lowest line of text


def walk(sections: Iterable[Element], header: Header) -> tuple[Block, ...]:
    """Return the blocks of the sections in order; `sections` are the roots of their parts.

    Left out are headers, footers, master pages, hidden comments, memos, deleted text and paragraphs without text.
    """
    walker = _Walker(header)
    return placed([block for section in sections for block in walker.section(section)])


class _Walker:
    """Reads elements in document order, so that automatic numbers run as the editor counts them."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._counters = Counters(header.lists)

    def section(self, root: Element) -> list[Block]:
        """Return the blocks of one section."""
        settings = next(descendants(root, "secPr"), None)
        if settings is not None:
            self._counters.start_section(settings.get("outlineShapeIDRef", "1"))
        return self._blocks(root, Kind.BODY, 0)

    def _blocks(self, parent: Element, kind: Kind, depth: int) -> list[Block]:
        found: list[Block] = []
        for child in offspring(parent, "p"):
            found += self._paragraph(child, kind, depth)
        return mark_contents(found) if len(found) > 2 else found

    def _paragraph(self, element: Element, kind: Kind, depth: int) -> list[Block]:
        shape = self._header.shapes.get(element.get("paraPrIDRef", ""), _PLAIN)
        style = self._header.styles.get(element.get("styleIDRef", ""), _NAMELESS)
        line = Line(kind, shape, style, self._counters.mark(shape))
        made: list[Block] = []
        for run in offspring(element, "run"):
            line.height = line.height or self._header.height(run.get("charPrIDRef"))
            for part in visible(run):
                for block in self._part(part, line, depth):
                    made += [*line.finish(), block]
        made += line.finish()
        return [*line.before, *made, *line.after]

    def _part(self, part: Element, line: Line, depth: int) -> Iterator[Block]:
        """Add text and floating things to the line; yield what stands in the text and so cuts it."""
        name = local(part)
        if name == "t":
            line.add(part)
        elif name == "ctrl":
            for control in part:
                self._control(control, line, depth)
        elif name == "tbl" or name in _DRAWN:
            blocks = [self._table(part, depth)] if name == "tbl" else self._drawn(part, depth)
            position = find(part, "pos")
            if position is None or position.get("treatAsChar") in _TRUE:
                line.begun = line.begun or bool(blocks)
                yield from blocks
            else:
                line.float(blocks, behind=line.begun or _hangs(position))
        elif name == "compose":
            line.say(_composed(part))
        elif name == "dutmal":
            line.say("".join(text for main in offspring(part, "mainText") for text in main.itertext()))

    def _control(self, control: Element, line: Line, depth: int) -> None:
        name = local(control)
        if name in _NOTES:
            line.float(self._list(control, Kind.FOOTNOTE, depth), behind=True)
        elif name == "autoNum" and control.get("numType") not in ("PAGE", "TOTAL_PAGE"):
            form = find(control, "autoNumFormat")
            prefix, suffix = ("", "") if form is None else (form.get("prefixChar", ""), form.get("suffixChar", ""))
            mark = prefix + control.get("num", "") + suffix
            if line.kind is Kind.FOOTNOTE and not line.begun:
                line.marker = mark
            else:
                line.say(mark)

    def _list(self, holder: Element, kind: Kind, depth: int) -> list[Block]:
        if depth >= DEEPEST:
            text = readable(" ".join("".join(found.itertext()) for found in descendants(holder, "t"))).strip()
            return [Paragraph(text, kind=kind)] if text else []
        return [block for held in offspring(holder, "subList") for block in self._blocks(held, kind, depth + 1)]

    def _drawn(self, element: Element, depth: int) -> list[Block]:
        """Return the text boxes of a drawing (a group holds more drawings) and its caption."""
        found: list[Block] = []
        if local(element) == "textart" and (text := readable(element.get("text", "")).strip()):
            found.append(Paragraph(text, kind=Kind.BOX))
        for child in visible(element):
            name = local(child)
            if name == "drawText":
                found += self._list(child, Kind.BOX, depth)
            elif name == "caption":
                found += self._list(child, Kind.CAPTION, depth)
            elif name in _DRAWN and depth < DEEPEST:
                found += self._drawn(child, depth + 1)
        return found

    def _table(self, element: Element, depth: int) -> Table:
        spots: list[Spot] = []
        caption: list[Block] = []
        lines = 0
        for child in visible(element):
            name = local(child)
            if name == "tr":
                lines += 1
                spots += [self._spot(cell, lines, order, depth) for order, cell in enumerate(offspring(child, "tc"), 1)]
            elif name == "caption":
                caption = self._list(child, Kind.CAPTION, depth)
        words = "\n".join(block.printed for block in caption if isinstance(block, Paragraph))
        return table_of(spots, number(element, "rowCnt"), words)

    def _spot(self, element: Element, line: int, order: int, depth: int) -> Spot:
        row, column, rowspan, colspan = line, order, 1, 1
        if (at := find(element, "cellAddr")) is not None:
            row, column = number(at, "rowAddr", line - 1) + 1, number(at, "colAddr", order - 1) + 1
        if (span := find(element, "cellSpan")) is not None:
            rowspan, colspan = max(number(span, "rowSpan", 1), 1), max(number(span, "colSpan", 1), 1)
        blocks = tuple(self._list(element, Kind.BODY, depth))
        element.clear()  # a table of 100,000 rows would otherwise lie in memory twice
        return Spot(line, order, row, column, rowspan, colspan, blocks)


def _composed(element: Element) -> str:
    """Return letters that are printed over each other; a number in a circle as the one sign that it is meant to be."""
    text = element.get("composeText", "")
    inner = text.lstrip("◯○□\u20dd")
    circled = inner != text or element.get("circleType") == "SHAPE_CIRCLE"
    return in_form(int(inner), "CIRCLED_DIGIT") if circled and inner.isdecimal() and len(inner) < 3 else inner or text


def _hangs(position: Element) -> bool:
    """Return whether a floating object stands below the first line of its paragraph, as a table below its title."""
    offset = number(position, "vertOffset")
    return position.get("vertRelTo") == "PARA" and position.get("vertAlign") == "TOP" and _LINE < offset < 1 << 31
