"""Turns the looks of our cells into styles of a person's own workbook, behind theirs, and tells their colours from ours."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from lxml import etree

from pipeline.document.sheet import Look, Mark, SheetCell
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.their_package import Package
from pipeline.write.xlsx.their_xml import (
    MAIN,
    Element,
    child,
    children,
    local,
    made_child,
    parse,
    serialised,
    text_element,
    whole,
)

_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
_TABLES = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_APPLY = {"fontId": "applyFont", "fillId": "applyFill", "borderId": "applyBorder", "numFmtId": "applyNumberFormat"}
_FIRST_OWN_FORMAT = 164
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # numbers of built-in formats
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]|_.|\*.')
_OURS = {colour.lstrip("#").upper() for colour in looks.fills()}
_LETTERS = {
    str(facts.get("font_color", "")).lstrip("#").upper()
    for look in Look
    for missing, link in ((False, False), (True, False), (False, True))
    for facts in [looks.properties(look, None, Look.TEXT, missing=missing, link=link)]
}
_PALE = {"", "000000"}  # letters without a colour of their own
_EMPTY = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts><fills count="2"><fill><patternFill \
patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>\
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>'.encode()
)


class Styles:
    """The styles of one workbook; what is equal is made once."""

    def __init__(self, package: Package, part: str) -> None:
        self._package, self._part = package, part
        self.root = parse(package.read(part) if part in package else _EMPTY, part)
        self._before = serialised(self.root) if part in package else b""
        self._known: dict[str, dict[bytes, int]] = {}
        self._dressed: dict[tuple[object, ...], bytes] = {}
        self._restyled: dict[tuple[object, ...], bytes] = {}
        self._adopted: dict[tuple[int, str], str] = {}
        for name, start in (
            ("fonts", b"<font/>"),
            ("fills", b"<fill/>"),
            ("borders", b"<border/>"),
            ("cellXfs", b"<xf/>"),
        ):
            if child(self.root, name) is None:
                self._append(name, etree.fromstring(start.replace(b"/>", f' xmlns="{MAIN}"/>'.encode())))

    def save(self) -> None:
        """Put what was added into the package."""
        content = serialised(self.root)
        if content != self._before:
            self._package.write(self._part, content)

    def dressed(self, ours: SheetCell, under: Look, *, hidden: bool = False) -> bytes:
        """Return the number of our style for a cell."""
        key = (*_facts(ours, under), hidden)
        if key not in self._dressed:
            properties = looks.hidden_properties() if hidden else _properties(ours, under)
            made = etree.Element(
                f"{{{MAIN}}}xf", {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0"}
            )
            self._set(made, "fontId", _font(properties))
            if properties.get("bg_color"):
                self._set(made, "fillId", _fill(str(properties["bg_color"])))
            if properties.get("border"):
                self._set(made, "borderId", _border())
            self._finish(made, properties)
            _align(made, properties)
            self._dressed[key] = b"%d" % self._number("cellXfs", made)
        return self._dressed[key]

    def restyled(self, style: bytes, ours: SheetCell, under: Look) -> bytes:
        """Return the number of the style `style` with the colours that our cell has now; theirs stays as it is."""
        key = (style, *_facts(ours, under))
        if key not in self._restyled:
            self._restyled[key] = self._with_our_colours(style, _properties(ours, under))
        return self._restyled[key]

    def _with_our_colours(self, style: bytes, properties: dict[str, Any]) -> bytes:
        present = self._item("cellXfs", int(style))
        fill = self._colour(present, "fillId")
        if present is None or (fill and fill not in _OURS):
            return style
        made = deepcopy(present)
        wanted = str(properties.get("bg_color", "")).lstrip("#").upper()
        if fill != wanted:
            self._set(made, "fillId", _fill(wanted) if wanted else self._item("fills", 0))
        letters, colour = self._colour(present, "fontId"), str(properties.get("font_color", "")).lstrip("#").upper()
        if letters != colour and letters in _PALE | _LETTERS and not {letters, colour} <= _PALE:
            self._set(
                made, "fontId", _coloured(self._item("fonts", whole(present.get("fontId"))), colour, properties)
            )
        if made.get("numFmtId", "0") == "0":
            self._finish(made, properties)
        elif properties.get("quote_prefix"):
            made.set("quotePrefix", "1")
        return style if _bare(made) == _bare(present) else b"%d" % self._number("cellXfs", made)

    def _finish(self, made: Element, properties: dict[str, Any]) -> None:
        if code := properties.get("num_format"):
            made.set("numFmtId", str(self._format(str(code))))
            made.set("applyNumberFormat", "1")
        if properties.get("quote_prefix"):
            made.set("quotePrefix", "1")

    def shows_date(self, style: bytes) -> bool:
        """True when a style shows a number as a date or a time."""
        found = self._item("cellXfs", int(style or 0))
        number = found.get("numFmtId", "0") if found is not None else "0"
        formats = children(child(self.root, "numFmts"), "numFmt")
        code = next((each.get("formatCode", "") for each in formats if each.get("numFmtId") == number), None)
        if code is None:
            return number.isdecimal() and int(number) in _DATES
        return any(letter in "ymdhs" for letter in _NOT_LETTERS.sub("", code).lower().replace("general", ""))

    def differential(self, look: Look) -> int:
        """Return the number of the fill of a rule that follows a cell's value."""
        facts = looks.fill(look)
        made = etree.Element(f"{{{MAIN}}}dxf")
        if colour := facts.get("font_color"):
            font = etree.SubElement(made, f"{{{MAIN}}}font")
            etree.SubElement(font, f"{{{MAIN}}}color", {"rgb": _rgb(str(colour))})
        if colour := facts.get("bg_color"):
            pattern = etree.SubElement(etree.SubElement(made, f"{{{MAIN}}}fill"), f"{{{MAIN}}}patternFill")
            etree.SubElement(pattern, f"{{{MAIN}}}bgColor", {"rgb": _rgb(str(colour))})
        return self._number("dxfs", made)

    def adopted(self, other: Styles, number: int, table: str = "cellXfs") -> str:
        """Return the number here of a style (or a rule's fill, in "dxfs") of another workbook."""
        key = (number, table)
        if key not in self._adopted:
            made = deepcopy(other._item(table, number))
            if table == "cellXfs":
                for name, items in _TABLES.items():
                    made.set(name, str(self._number(items, deepcopy(other._item(items, int(made.get(name, "0")))))))
                code = other._codes().get(made.get("numFmtId", "0"))
                if code is not None:
                    made.set("numFmtId", str(self._format(code)))
                made.set("xfId", "0")
            self._adopted[key] = str(self._number(table, made))
        return self._adopted[key]

    def _codes(self) -> dict[str, str]:
        formats = children(child(self.root, "numFmts"), "numFmt")
        return {each.get("numFmtId", ""): each.get("formatCode", "") for each in formats}

    def _format(self, code: str) -> int:
        known = self._codes()
        found = next((number for number, each in known.items() if each == code), None)
        if found is None:
            taken = [int(number) for number in known if number.isdecimal()]
            found = str(max([_FIRST_OWN_FORMAT - 1, *taken]) + 1)
            self._append("numFmts", etree.Element(f"{{{MAIN}}}numFmt", {"numFmtId": found, "formatCode": code}))
        return int(found)

    def _set(self, made: Element, name: str, item: Element | None) -> None:
        if item is not None:
            made.set(name, str(self._number(_TABLES[name], item)))
            made.set(_APPLY[name], "1")

    def _item(self, table: str, number: int) -> Element | None:
        items = list(children(child(self.root, table)))
        return items[number] if 0 <= number < len(items) else None

    def _number(self, table: str, made: Element) -> int:
        """Return the number of an equal item of a table, or of this one behind the others."""
        if table not in self._known:
            known: dict[bytes, int] = {}
            for number, each in enumerate(children(child(self.root, table))):
                known.setdefault(_bare(each), number)
            self._known[table] = known
        key = _bare(made)
        if key not in self._known[table]:
            self._known[table][key] = self._append(table, made)
        return self._known[table][key]

    def _append(self, table: str, made: Element) -> int:
        parent = made_child(self.root, table, _ORDER)
        made.tail = None
        parent.append(made)
        parent.set("count", str(len(list(children(parent)))))
        return len(list(children(parent))) - 1

    def _colour(self, style: Element | None, name: str) -> str:
        """Return the colour of a style's fill or letters as RRGGBB, "" for none, "?" for one of a theme or a pattern."""
        item = self._item(_TABLES[name], whole(style.get(name))) if style is not None else None
        if name == "fontId":
            found = child(item, "color")
            black = (
                found is None
                or found.get("auto") is not None
                or found.get("theme") == "1"
                or found.get("indexed") in ("8", "64")
            )
            return "" if black else (found.get("rgb") or "??")[-6:].upper()
        pattern = child(item, "patternFill")
        if item is not None and pattern is None and len(item):
            return "?"
        if pattern is None or pattern.get("patternType", "none") == "none":
            return ""
        found = child(pattern, "fgColor")
        solid = pattern.get("patternType") == "solid" and found is not None and found.get("rgb")
        return str(found.get("rgb"))[-6:].upper() if solid else "?"


def rich(ours: SheetCell) -> bytes:
    """Return the marked pieces of a text as runs, b"" when there is but one."""
    pieces = [(looks.clean(run.text), run.mark) for run in ours.runs if run.text]
    pieces = [(text, mark) for text, mark in pieces if text]
    if len(pieces) < 2 or looks.units("".join(text for text, _ in pieces)) > looks.LONGEST_TEXT:
        return b""
    return b"".join(b"<r>" + _run_properties(mark) + text_element("t", text) + b"</r>" for text, mark in pieces)


def _run_properties(mark: Mark) -> bytes:
    facts = looks.mark(mark)
    made = "<b/>" if facts.get("bold") else ""
    made += "<strike/>" if facts.get("font_strikeout") else ""
    made += "<u/>" if facts.get("underline") else ""
    made += f'<sz val="{facts["font_size"]}"/>'
    made += f'<color rgb="{_rgb(str(facts["font_color"]))}"/>' if facts.get("font_color") else ""
    return f'<rPr>{made}<rFont val="{facts["font_name"]}"/></rPr>'.encode()


def _properties(ours: SheetCell, under: Look) -> dict[str, Any]:
    look = under if ours.look is Look.TEXT else ours.look
    return looks.properties(look, ours.value, under, missing=ours.missing, link=bool(ours.href))


def _facts(ours: SheetCell, under: Look) -> tuple[object, ...]:
    """Return all on which our style of a cell depends."""
    value = ours.value
    telling = (
        value if Look.TOTAL in (ours.look, under) else isinstance(value, str) and value[:1] in looks.TYPED_AS_FORMULA
    )
    return (ours.look, under, type(value), telling, ours.missing, bool(ours.href))


def _bare(element: Element) -> bytes:
    """Return what tells equal items from others: names and attributes, in one order, without declarations."""
    inner = b"".join(map(_bare, children(element)))
    facts = "".join(f" {name}={value}" for name, value in sorted(element.attrib.items()))
    return f"<{local(element)}{facts}>".encode() + inner + b"</>"


def _rgb(colour: str) -> str:
    return f"FF{colour.lstrip('#')}"


def _font(properties: dict[str, Any]) -> Element:
    made = etree.Element(f"{{{MAIN}}}font")
    for name, wanted in (("b", properties.get("bold")), ("u", properties.get("underline"))):
        if wanted:
            etree.SubElement(made, f"{{{MAIN}}}{name}")
    etree.SubElement(made, f"{{{MAIN}}}sz", {"val": str(properties["font_size"])})
    colour = properties.get("font_color")
    etree.SubElement(made, f"{{{MAIN}}}color", {"rgb": _rgb(colour)} if colour else {"theme": "1"})
    etree.SubElement(made, f"{{{MAIN}}}name", {"val": str(properties["font_name"])})
    etree.SubElement(made, f"{{{MAIN}}}family", {"val": "2"})
    return made


def _coloured(font: Element | None, colour: str, properties: dict[str, Any]) -> Element:
    """Return their font with letters of our colour, underlined where ours are (links)."""
    made = deepcopy(font) if font is not None else _font(properties)
    present = child(made, "color")
    if present is None:
        before = {"b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz"}
        present = made.makeelement(f"{{{MAIN}}}color")
        made.insert(sum(local(each) in before for each in made), present)
    present.attrib.clear()
    present.set("rgb" if colour else "theme", _rgb(colour) if colour else "1")
    underline = child(made, "u")
    if properties.get("underline") and underline is None:
        made.insert(sum(local(each) in {"b", "i", "strike"} for each in made), made.makeelement(f"{{{MAIN}}}u"))
    elif underline is not None and not properties.get("underline"):
        made.remove(underline)
    return made


def _fill(colour: str) -> Element:
    made = etree.Element(f"{{{MAIN}}}fill")
    pattern = etree.SubElement(made, f"{{{MAIN}}}patternFill", {"patternType": "solid"})
    etree.SubElement(pattern, f"{{{MAIN}}}fgColor", {"rgb": _rgb(colour)})
    etree.SubElement(pattern, f"{{{MAIN}}}bgColor", {"indexed": "64"})
    return made


def _border() -> Element:
    made = etree.Element(f"{{{MAIN}}}border")
    for name in ("left", "right", "top", "bottom"):
        side = etree.SubElement(made, f"{{{MAIN}}}{name}", {"style": "thin"})
        etree.SubElement(side, f"{{{MAIN}}}color", {"auto": "1"})
    etree.SubElement(made, f"{{{MAIN}}}diagonal")
    return made


def _align(made: Element, properties: dict[str, Any]) -> None:
    facts = {
        "horizontal": properties.get("align"),
        "vertical": str(properties.get("valign", "")).replace("vcenter", "center"),
    }
    facts = {name: str(value) for name, value in facts.items() if value} | (
        {"wrapText": "1"} if properties.get("text_wrap") else {}
    )
    if facts:
        etree.SubElement(made, f"{{{MAIN}}}alignment", facts)
        made.set("applyAlignment", "1")
