"""Small HWPX files with invented text, for the tests of reading."""

from __future__ import annotations

import io
import zipfile

_HANCOM = "http://www.hancom.co.kr/hwpml/2011"
NAMES = " ".join(
    f'xmlns:{short}="{_HANCOM}/{long}"'
    for short, long in (("hp", "paragraph"), ("hs", "section"), ("hh", "head"), ("hc", "core"))
)


def package(
    *sections: str, header: str = "", parts: dict[str, str | bytes] | None = None, count: int | None = None
) -> bytes:
    """Return a HWPX file of sections (what stands inside their root) and the lists of its header."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/hwp+zip", zipfile.ZIP_STORED)
        stated = len(sections) if count is None else count
        target.writestr(
            "Contents/header.xml", f'<hh:head {NAMES} secCnt="{stated}"><hh:refList>{header}</hh:refList></hh:head>'
        )
        for number, section in enumerate(sections):
            target.writestr(f"Contents/section{number}.xml", f"<hs:sec {NAMES}>{section}</hs:sec>")
        for name, content in (parts or {}).items():
            target.writestr(name, content)
    return made.getvalue()


def paragraph(inner: str = "", text: str = "", shape: int = 0, style: int = 0) -> str:
    """Return a paragraph of one run: `text` in a t element, then whatever else stands in the run."""
    said = f"<hp:t>{text}</hp:t>" if text else ""
    return f'<hp:p paraPrIDRef="{shape}" styleIDRef="{style}"><hp:run charPrIDRef="0">{said}{inner}</hp:run></hp:p>'


def say(text: str, shape: int = 0, style: int = 0) -> str:
    """Return a paragraph that says `text`, which may hold elements of a t."""
    return paragraph(text=text, shape=shape, style=style)


def cell(content: str, row: int, column: int, rowspan: int = 1, colspan: int = 1) -> str:
    """Return a cell at a place that counts from 0; content is text or paragraphs."""
    inside = content if content.startswith("<") else say(content)
    return (
        f'<hp:tc><hp:subList>{inside}</hp:subList><hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
        f'<hp:cellSpan colSpan="{colspan}" rowSpan="{rowspan}"/><hp:cellSz width="1" height="1"/></hp:tc>'
    )


def table(*rows: list[str], more: str = "", position: str = 'treatAsChar="1"', stated: int | None = None) -> str:
    """Return a table element; rows hold texts, or cells that stand in a `<hp:tc>` already."""
    lines = "".join(
        "<hp:tr>"
        + "".join(one if one.startswith("<hp:tc") else cell(one, row, column) for column, one in enumerate(line))
        + "</hp:tr>"
        for row, line in enumerate(rows)
    )
    return f'<hp:tbl rowCnt="{len(rows) if stated is None else stated}"><hp:pos {position}/>{more}{lines}</hp:tbl>'


def numbering(name: int, levels: list[tuple[str, str]], start: int = 1) -> str:
    """Return a numbering of (template, number format) levels."""
    heads = "".join(
        f'<hh:paraHead level="{level}" start="1" numFormat="{form}">{template}</hh:paraHead>'
        for level, (template, form) in enumerate(levels, 1)
    )
    return f'<hh:numbering id="{name}" start="{start}">{heads}</hh:numbering>'


def shape(
    name: int, kind: str = "NONE", ref: int = 0, level: int = 0, left: int = 0, first: int = 0, more: str = ""
) -> str:
    """Return a paragraph shape with its automatic number or bullet and its margins, as 한글 writes them (twice)."""
    margins = [
        f'<hh:margin><hc:intent value="{first * by}"/><hc:left value="{left * by}"/></hh:margin>' for by in (1, 2)
    ]
    return (
        f'<hh:paraPr id="{name}" {more}><hh:heading type="{kind}" idRef="{ref}" level="{level}"/>'
        f"<hp:switch><hp:case>{margins[0]}</hp:case><hp:default>{margins[1]}</hp:default></hp:switch></hh:paraPr>"
    )


def style(name: int, korean: str, english: str = "") -> str:
    """Return a paragraph style."""
    return f'<hh:style id="{name}" type="PARA" name="{korean}" engName="{english}"/>'
