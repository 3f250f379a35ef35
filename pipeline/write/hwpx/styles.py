"""Turns the theme into styles under 한글's own names (바탕글, 개요 1, 차례 1, 캡션), so that its tools find them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.document.blocks import Align, ParagraphStyle
from pipeline.write import theme
from pipeline.write.hwpx.looks import Border, Letters, Shape, Tab
from pipeline.write.theme import TextStyle

KEYS: dict[ParagraphStyle, str] = {kind: kind.value for kind in ParagraphStyle}
_NAMES: dict[ParagraphStyle, tuple[str, str]] = {
    ParagraphStyle.BODY: ("본문", "Body"),
    ParagraphStyle.TITLE: ("문서 제목", "Title"),
    ParagraphStyle.SUBTITLE: ("부제", "Subtitle"),
    ParagraphStyle.NOTE: ("참고", "Note"),
    ParagraphStyle.UNIT: ("표 단위", "Unit"),
    ParagraphStyle.DATE: ("일자", "Date Line"),
    ParagraphStyle.ADDRESSEE: ("수신처", "Addressee"),
    ParagraphStyle.LETTERHEAD: ("기관명", "Letterhead"),
    ParagraphStyle.SENDER: ("발신명의", "Sender"),
    ParagraphStyle.CLAUSE: ("조문", "Clause"),
    ParagraphStyle.FORMULA: ("산식", "Formula"),
    ParagraphStyle.SMALL: ("작은 글", "Small"),
}
HEADER_TEXT = replace(theme.FOOTER, size=9, align=Align.LEFT)
FOOTER_TEXT = replace(theme.FOOTER, size=8, align=Align.LEFT)
_COVER_MARKING = TextStyle(16, 1.2, Align.RIGHT, bold=True, sans=True, after=0, color=theme.MARKING)
_ITEM_AFTER = 2.0  # pt below an item of a list


@dataclass(frozen=True, slots=True)
class Style:
    """A named style: 한글's name, the English one, and the look of its letters and paragraphs."""

    name: str
    english: str
    letters: Letters
    shape: Shape
    kind: str = "PARA"  # or CHAR


def styles(text_width: float, looks: theme.Styles = theme.USUAL) -> dict[str, Style]:
    """Return the styles of a document that looks like `looks`, by key in the order of their ids; tab stops stand at the right of `text_width` mm."""
    body = looks.body
    found = {"normal": _style("바탕글", "Normal", body), KEYS[ParagraphStyle.BODY]: _style("본문", "Body", body)}
    for level, text in looks.headings.items():
        found[f"heading{level}"] = _style(f"개요 {level}", f"Outline {level}", text, outline=level, keep_next=True)
    found["page number"] = replace(_style("쪽 번호", "Page Number", theme.FOOTER), kind="CHAR")
    right = Tab(text_width)
    found["header"] = _style("머리말", "Header", HEADER_TEXT, tab=right)
    found["footer"] = _style("꼬리말", "Footer", FOOTER_TEXT)
    found["contents title"] = _style("차례 제목", "TOC Heading", theme.PARAGRAPHS[ParagraphStyle.TITLE], keep_next=True)
    dots = Tab(text_width, leader="DASH")
    for level in theme.HEADINGS:
        text = replace(theme.TOC_ENTRY, bold=level == 1)
        left = theme.LIST_INDENT * (level - 1)
        found[f"contents{level}"] = _style(f"차례 {level}", f"TOC {level}", text, left=left, tab=dots)
    # 한글 puts a line's whole leading below it: the text above a caption keeps clear of it without more space.
    found["caption"] = _style("캡션", "Caption", replace(theme.CAPTION, before=0))
    found |= _paragraph_styles(looks) | _list_styles(looks) | _table_styles(looks) | _cover_styles()
    return found


def _paragraph_styles(looks: theme.Styles) -> dict[str, Style]:
    found = {}
    for kind, (name, english) in _NAMES.items():
        if kind is ParagraphStyle.BODY:
            continue
        hang = theme.INDENT if kind is ParagraphStyle.CLAUSE else 0
        keep = kind in (ParagraphStyle.TITLE, ParagraphStyle.UNIT)
        found[KEYS[kind]] = _style(name, english, looks.paragraphs[kind], hanging=hang, keep_next=keep)
    signature = replace(looks.body, line=1.8, align=Align.LEFT, after=0)
    found["signature"] = _style("서명란", "Signature Line", signature)
    return found


def _list_styles(looks: theme.Styles) -> dict[str, Style]:
    return {
        f"item{level}": _style(
            f"개조식 {level + 1}",
            f"Item {level + 1}",
            replace(looks.body, size=size, after=_ITEM_AFTER),
            left=theme.LIST_INDENT * level,
            hanging=theme.LIST_HANG,
        )
        for level, size in enumerate(looks.lists)
    }


def _table_styles(looks: theme.Styles) -> dict[str, Style]:
    header = replace(theme.CELL, bold=True, align=Align.CENTER)
    picture = replace(looks.body, line=1.0, align=Align.CENTER, before=4)
    return {
        "cell": _style("표 본문", "Table Text", theme.CELL),
        "header cell": _style("표 머리", "Table Header", header),
        "total cell": _style("표 합계", "Table Total", replace(theme.CELL, bold=True)),
        "figure": _style("그림", "Figure", picture),
        "anchor": _style("표 자리", "Table Anchor", TextStyle(1, 1.0, Align.LEFT, after=0)),
        "gap": _style("표 사이", "Table Gap", TextStyle(6, 1.0, Align.LEFT, after=0)),
        "rule": _style("가로줄", "Rule", TextStyle(4, 1.0, Align.LEFT, before=2, after=6)),
    }


def _cover_styles() -> dict[str, Style]:
    label = replace(theme.COVER_FACT, bold=True, align=Align.CENTER)
    return {
        "cover title": _style("표지 제목", "Cover Title", theme.COVER_TITLE),
        "cover subtitle": _style("표지 부제", "Cover Subtitle", theme.COVER_SUBTITLE),
        "cover fact": _style("표지 개요", "Cover Fact", theme.COVER_FACT),
        "cover label": _style("표지 개요 머리", "Cover Label", label),
        "cover date": _style("표지 일자", "Cover Date", theme.COVER_DATE),
        "cover organisation": _style("표지 기관", "Cover Organisation", theme.COVER_ORGANISATION),
        "cover marking": _style("표지 표시", "Cover Marking", _COVER_MARKING),
    }


def _style(
    name: str,
    english: str,
    text: TextStyle,
    *,
    left: float = 0,
    hanging: float = 0,
    keep_next: bool = False,
    outline: int = 0,
    tab: Tab | None = None,
    border: Border | None = None,
) -> Style:
    letters = Letters(text.size, text.sans, text.bold, text.color)
    shape = Shape(
        text.align,
        left,
        hanging,
        before=text.before,
        after=text.after,
        line=text.line,
        keep_next=keep_next,
        outline=outline,
        tab=tab,
        border=border,
    )
    return Style(name, english, letters, shape)
