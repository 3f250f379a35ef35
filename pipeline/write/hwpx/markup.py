"""Turns text, measures and paragraphs into OWPML strings that are always well-formed."""

from __future__ import annotations

import re

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
_HANCOM = "http://www.hancom.co.kr/hwpml"
# 한글 calls a file damaged whose roots do not declare all of these, used or not.
NAMESPACE_URIS: dict[str, str] = {
    "ha": f"{_HANCOM}/2011/app",
    "hp": f"{_HANCOM}/2011/paragraph",
    "hp10": f"{_HANCOM}/2016/paragraph",
    "hs": f"{_HANCOM}/2011/section",
    "hc": f"{_HANCOM}/2011/core",
    "hh": f"{_HANCOM}/2011/head",
    "hhs": f"{_HANCOM}/2011/history",
    "hm": f"{_HANCOM}/2011/master-page",
    "hpf": "http://www.hancom.co.kr/schema/2011/hpf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "opf": "http://www.idpf.org/2007/opf/",
    "ooxmlchart": f"{_HANCOM}/2016/ooxmlchart",
    "hwpunitchar": f"{_HANCOM}/2016/HwpUnitChar",
    "epub": "http://www.idpf.org/2007/ops",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACE_URIS.items())
MM_PER_POINT = 25.4 / 72
_UNITS_PER_MM = 7200 / 25.4  # a HWPUNIT is a hundredth of a point

# XML 1.0 has no way to write these, not even as references; the control signs after 7E it only discourages.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS = re.compile("[\t\n\r]+")
_RGB = re.compile("[0-9A-Fa-f]{6}")
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_PLAIN = re.compile(r"[^&<>\"\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*")

LEFT_TAB, RIGHT_TAB = 1, 2  # hp:tab types
NO_LEADER, DOTS = 0, 3  # hp:tab leaders; 3 is what 한글 draws in its own tables of contents


def clean(text: str) -> str:
    """Return `text` without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def one_line(text: str) -> str:
    """Return `text` cleaned, its tabs and line feeds as blanks."""
    return _BLANKS.sub(" ", clean(text))


def escape(text: str) -> str:
    """Return `text` on one line as it may stand in an element or an attribute."""
    return one_line(text).translate(_SPECIAL)


def rgb(color: str) -> str:
    """Return `color` in capitals if it is RRGGBB, else ""."""
    return color.upper() if _RGB.fullmatch(color) else ""


def units(mm: float) -> int:
    """Return millimetres as HWPUNITs."""
    return round(mm * _UNITS_PER_MM)


def tab(width: float, kind: int = LEFT_TAB, leader: int = NO_LEADER) -> str:
    """Return a tab inside hp:t; `width` (mm) is only the layout that 한글 would cache, the paragraph's stops decide."""
    return f'<hp:tab width="{max(0, units(width))}" leader="{leader}" type="{kind}"/>'


def words(text: str) -> str:
    """Return the inside of hp:t: line feeds and tabs are elements there, never characters."""
    if _PLAIN.fullmatch(text):
        return text
    text = clean(text).replace("\r\n", "\n").replace("\r", "\n").translate(_SPECIAL)
    return text.replace("\n", "<hp:lineBreak/>").replace("\t", tab(0))


def run(letters: int, content: str) -> str:
    """Return a run whose look is charPr `letters`; `content` is the inside of its hp:t."""
    return f'<hp:run charPrIDRef="{letters}"><hp:t>{content}</hp:t></hp:run>' if content else empty_run(letters)


def empty_run(letters: int) -> str:
    """Return a run without text: 한글 takes the size of an empty line from it."""
    return f'<hp:run charPrIDRef="{letters}"><hp:t/></hp:run>'


def control(letters: int, content: str) -> str:
    """Return a run that holds one control (header, field, page number)."""
    return f'<hp:run charPrIDRef="{letters}"><hp:ctrl>{content}</hp:ctrl></hp:run>'


def paragraph(shape: int, style: int, runs: str, number: int = 0) -> str:
    """Return a paragraph; `number` is its id, which only what is referred to needs (one in the document)."""
    return f"{paragraph_opening(shape, style, number)}{runs}</hp:p>"


def paragraph_opening(shape: int, style: int, number: int = 0) -> str:
    """Return the opening tag of a paragraph."""
    return f'<hp:p id="{number}" paraPrIDRef="{shape}" styleIDRef="{style}" pageBreak="0" columnBreak="0" merged="0">'


def on_new_page(xml: str) -> str:
    """Return the paragraphs `xml` with the first of them beginning a new page."""
    return xml.replace('pageBreak="0"', 'pageBreak="1"', 1)


def sub_list_opening(vertical: str = "TOP") -> str:
    """Return the opening tag of the text of a cell, header or footer; `vertical` is TOP, CENTER or BOTTOM."""
    return (
        f'<hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="{vertical}" linkListIDRef="0" '
        'linkListNextIDRef="0" textWidth="0" textHeight="0" hasTextRef="0" hasNumRef="0">'
    )
