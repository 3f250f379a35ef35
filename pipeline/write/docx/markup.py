"""Turns text, measures and paragraph shapes into WordprocessingML strings that are always well-formed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document.blocks import Align

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
MM_PER_POINT = 25.4 / 72
JUSTIFICATION = {
    Align.LEFT: "left",
    Align.CENTER: "center",
    Align.RIGHT: "right",
    Align.JUSTIFY: "both",
    Align.SPREAD: "distribute",
}

# XML 1.0 has no way to write these, not even as references; Word calls such a file damaged.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RGB = re.compile("[0-9A-Fa-f]{6}")
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def clean(text: str) -> str:
    """Return `text` without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def escape(text: str) -> str:
    """Return `text` as it may stand in an element or an attribute."""
    return clean(text).translate(_SPECIAL)


def rgb(color: str) -> str:
    """Return `color` if it is RRGGBB, else "" (Word calls a file with another colour damaged)."""
    return color if _RGB.fullmatch(color) else ""


def twips(mm: float) -> int:
    """Return millimetres as twentieths of a point."""
    return round(mm / MM_PER_POINT * 20)


def eighths(mm: float) -> int:
    """Return the thickness of a rule in mm as eighths of a point (at least Word's thinnest, 2)."""
    return max(2, round(mm / MM_PER_POINT * 8))


def run(text: str, properties: str = "") -> str:
    """Return a run of `text`, its line feeds as breaks and its tabs as tabs; `properties` is the inside of w:rPr."""
    text = escape(text).replace("\r\n", "\n").replace("\r", "\n")
    inside = f'<w:t xml:space="preserve">{text}</w:t>'
    if "\n" in text:
        inside = inside.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    if "\t" in text:
        inside = inside.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{inside}</w:r>"


TAB = "<w:r><w:tab/></w:r>"


def field(instruction: str, shown: str) -> str:
    """Return a field such as PAGE with the text that it shows until Word computes it."""
    return f'<w:fldSimple w:instr=" {instruction} ">{run(shown)}</w:fldSimple>'


def reference(bookmark: str, shown: str, properties: str = "") -> str:
    """Return a field that shows the number of the page of `bookmark`, and leads there; `shown` stands there until Word counts."""
    instruction = f'<w:r><w:instrText xml:space="preserve"> PAGEREF {bookmark} \\h </w:instrText></w:r>'
    return field_mark("begin") + instruction + field_mark("separate") + run(shown, properties) + field_mark("end")


def field_mark(kind: str) -> str:
    """Return the begin, separate or end of a field of several runs."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def rule(side: str, mm: float) -> str:
    """Return one black border of `mm` thickness, e.g. side "bottom"."""
    return f'<w:{side} w:val="single" w:sz="{eighths(mm)}" w:space="0" w:color="000000"/>'


@dataclass(frozen=True, slots=True)
class Shape:
    """What one paragraph changes of its style: measures in mm, None or empty for the style's own."""

    style: str = "Normal"
    align: Align = Align.DEFAULT
    left: float | None = None
    hanging: float = 0
    keep_next: bool = False
    page_break: bool = False
    frame: str = ""  # w:framePr
    border: str = ""  # inside of w:pBdr
    tabs: str = ""  # inside of w:tabs
    before: float | None = None
    line: float = 0  # points, at least
    section: str = ""  # w:sectPr

    def xml(self) -> str:
        """Return the w:pPr, its elements in the order that the schema demands."""
        parts = [f'<w:pStyle w:val="{self.style}"/>' if self.style != "Normal" else ""]
        if self.keep_next:
            parts.append("<w:keepNext/>")
        if self.page_break:
            parts.append("<w:pageBreakBefore/>")
        parts.append(self.frame)
        if self.border:
            parts.append(f"<w:pBdr>{self.border}</w:pBdr>")
        if self.tabs:
            parts.append(f"<w:tabs>{self.tabs}</w:tabs>")
        if self.before is not None or self.line:
            before = "" if self.before is None else f' w:before="{twips(self.before)}"'
            line = f' w:line="{round(self.line * 20)}" w:lineRule="atLeast"' if self.line else ""
            parts.append(f"<w:spacing{before}{line}/>")
        if self.left is not None:
            parts.append(f'<w:ind w:left="{twips(self.left)}" w:hanging="{twips(self.hanging)}"/>')
        if self.align is not Align.DEFAULT:
            parts.append(f'<w:jc w:val="{JUSTIFICATION[self.align]}"/>')
        parts.append(self.section)
        inside = "".join(parts)
        return f"<w:pPr>{inside}</w:pPr>" if inside else ""


def paragraph(shape: Shape, content: str = "") -> str:
    """Return a paragraph of `content` (runs)."""
    return f"<w:p>{shape.xml()}{content}</w:p>"


def tab_stop(kind: str, mm: float, leader: str = "") -> str:
    """Return a tab stop ("left", "center", "right", "clear" for one of the style) at `mm`; `leader` such as "dot"."""
    dots = f' w:leader="{leader}"' if leader else ""
    return f'<w:tab w:val="{kind}"{dots} w:pos="{twips(mm)}"/>'
