"""Turns the theme into Word's styles.xml: built-in ids where Word has one, so that its navigation works."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from pipeline.document.blocks import Align, ParagraphStyle
from pipeline.write import theme
from pipeline.write.docx.markup import JUSTIFICATION, NAMESPACES, escape, tab_stop, twips
from pipeline.write.theme import Styles, TextStyle

STYLE_IDS: dict[ParagraphStyle, str] = {
    ParagraphStyle.BODY: "Normal",
    ParagraphStyle.TITLE: "Title",
    ParagraphStyle.SUBTITLE: "Subtitle",
    ParagraphStyle.NOTE: "Note",
    ParagraphStyle.UNIT: "Unit",
    ParagraphStyle.DATE: "DateLine",
    ParagraphStyle.ADDRESSEE: "Addressee",
    ParagraphStyle.LETTERHEAD: "Letterhead",
    ParagraphStyle.SENDER: "Sender",
    ParagraphStyle.CLAUSE: "Clause",
    ParagraphStyle.FORMULA: "Formula",
    ParagraphStyle.SMALL: "Small",
}
# Names of built-in styles are English in every file; Word shows them in the reader's language (제목 1).
_NAMES: dict[str, str] = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Note": "참고",
    "Unit": "표 단위",
    "DateLine": "일자",
    "Addressee": "수신처",
    "Letterhead": "기관명",
    "Sender": "발신명의",
    "Clause": "조문",
    "Formula": "산식",
    "Small": "작은 글",
}
HEADER_TEXT = replace(theme.FOOTER, size=9, align=Align.LEFT)
COVER_MARKING = TextStyle(16, 1.2, Align.RIGHT, bold=True, sans=True, after=0, color=theme.MARKING)
_ITEM_AFTER = 2.0  # pt below an item of a list


def item_left(level: int) -> float:
    """Return where the text of a list item of `level` begins, in mm."""
    return theme.LIST_INDENT * level + theme.LIST_HANG


@cache
def styles_xml(text_width: float, styles: Styles = theme.USUAL) -> str:
    """Return styles.xml of a document that looks like `styles`, for pages whose text is `text_width` mm wide (tab stops stand at its right)."""
    sheet, body = _Sheet(styles), styles.body
    parts = [
        f"<w:styles {NAMESPACES}>",
        f"<w:docDefaults><w:rPrDefault><w:rPr>{sheet.letters(body)}"
        '<w:lang w:val="en-US" w:eastAsia="ko-KR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>",
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" '
        'w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>',
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_shape(body)}</w:pPr><w:rPr>{sheet.letters(body)}</w:rPr></w:style>",
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        f"{cell_margins()}</w:tblCellMar></w:tblPr></w:style>",
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/>'
        '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>',
    ]
    parts += [*sheet.paragraphs(), *sheet.headings(), *sheet.lists(), *sheet.tables(), *sheet.pages(text_width), "</w:styles>"]
    return "".join(parts)


def cell_margins() -> str:
    """Return the four margins inside a cell."""
    across, down = twips(theme.CELL_PADDING[0]), twips(theme.CELL_PADDING[1])
    sides = (("top", down), ("left", across), ("bottom", down), ("right", across))
    return "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side, margin in sides)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The styles of one look, family by family."""

    styles: Styles

    def paragraphs(self) -> list[str]:
        parts = []
        for kind, style_id in STYLE_IDS.items():
            if style_id == "Normal":
                continue
            hang = theme.INDENT if kind is ParagraphStyle.CLAUSE else 0
            keep = kind in (ParagraphStyle.TITLE, ParagraphStyle.UNIT)
            text = self.styles.paragraphs[kind]
            parts.append(self._style(style_id, _NAMES[style_id], text, left=hang, hanging=hang, keep_next=keep))
        signature = replace(self.styles.body, line=1.8, align=Align.LEFT, after=0)
        parts.append(self._style("SignatureLine", "서명란", signature))
        return parts

    def headings(self) -> list[str]:
        return [
            self._style(f"Heading{level}", f"heading {level}", style, outline=level - 1, keep_next=True, next_style="Normal")
            for level, style in self.styles.headings.items()
        ]

    def lists(self) -> list[str]:
        body = self.styles.body
        parts = [self._style("ListParagraph", "List Paragraph", body, left=theme.LIST_HANG)]
        for level, size in enumerate(self.styles.lists):
            text = replace(body, size=size, after=_ITEM_AFTER)
            left = item_left(level)
            parts.append(
                self._style(
                    f"Item{level + 1}",
                    f"개조식 {level + 1}",
                    text,
                    based_on="ListParagraph",
                    left=left,
                    hanging=theme.LIST_HANG,
                    tabs=tab_stop("left", left),
                )
            )
        return parts

    def tables(self) -> list[str]:
        header = replace(theme.CELL, bold=True, align=Align.CENTER)
        picture = replace(self.styles.body, line=1.0, align=Align.CENTER, before=4)
        return [
            self._style("Caption", "caption", theme.CAPTION),
            self._style("TableText", "표 본문", theme.CELL),
            self._style("TableHeader", "표 머리", header, based_on="TableText"),
            self._style("TableTotal", "표 합계", replace(theme.CELL, bold=True), based_on="TableText"),
            self._style("Figure", "그림", picture),
            # Word joins tables that touch; this small paragraph keeps them apart.
            self._style("TableGap", "표 사이", TextStyle(4, align=Align.LEFT, after=0), exact=6),
            self._style("Hairline", "쪽 경계", TextStyle(1, align=Align.LEFT, after=0), exact=1),
            self._style("Rule", "가로줄", TextStyle(4, align=Align.LEFT, before=2, after=6), exact=4),
        ]

    def pages(self, text_width: float) -> list[str]:
        centre, right = tab_stop("center", text_width / 2), tab_stop("right", text_width)
        parts = [
            self._style("Header", "header", HEADER_TEXT, tabs=right),
            self._style("Footer", "footer", replace(theme.FOOTER, align=Align.LEFT), tabs=centre + right),
            self._style("CoverTitle", "표지 제목", theme.COVER_TITLE),
            self._style("CoverSubtitle", "표지 부제", theme.COVER_SUBTITLE),
            self._style("CoverFact", "표지 개요", theme.COVER_FACT),
            self._style("CoverLabel", "표지 개요 머리", replace(theme.COVER_FACT, bold=True, align=Align.CENTER)),
            self._style("CoverDate", "표지 일자", theme.COVER_DATE),
            self._style("CoverOrganisation", "표지 기관", theme.COVER_ORGANISATION),
            self._style("CoverMarking", "표지 표시", COVER_MARKING),
            self._style("TOCHeading", "TOC Heading", theme.PARAGRAPHS[ParagraphStyle.TITLE], keep_next=True),
        ]
        dots = tab_stop("right", text_width, "dot")
        for level in theme.HEADINGS:
            text = replace(theme.TOC_ENTRY, bold=level == 1)
            parts.append(self._style(f"TOC{level}", f"toc {level}", text, left=theme.LIST_INDENT * (level - 1), tabs=dots))
        return parts

    def _style(
        self,
        style_id: str,
        name: str,
        text: TextStyle,
        *,
        based_on: str = "Normal",
        next_style: str = "",
        left: float = 0,
        hanging: float = 0,
        tabs: str = "",
        outline: int | None = None,
        keep_next: bool = False,
        exact: float = 0,
    ) -> str:
        following = f'<w:next w:val="{next_style}"/>' if next_style else ""
        level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
        keep = "<w:keepNext/>" if keep_next else ""
        custom = ' w:customStyle="1"' if not name.isascii() else ""
        shape = _shape(text, left=left, hanging=hanging, tabs=tabs, exact=exact)
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="{based_on}"/>{following}<w:qFormat/>'
            f"<w:pPr>{keep}{shape}{level}</w:pPr><w:rPr>{self.letters(text)}</w:rPr></w:style>"
        )

    def letters(self, text: TextStyle) -> str:
        face = escape(self.styles.sans if text.sans else self.styles.serif)
        weight = "<w:b/><w:bCs/>" if text.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
        size = round(text.size * 2)
        return (
            f'<w:rFonts w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}" w:cs="{face}"/>{weight}'
            f'<w:color w:val="{text.color}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        )


def _shape(text: TextStyle, *, left: float = 0, hanging: float = 0, tabs: str = "", exact: float = 0) -> str:
    # A justified line may break inside a Korean word, as 한글 and Korean Word do; labels and cells keep words whole.
    breaking = 0 if text.align is Align.JUSTIFY else 1
    stops = f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
    # "At least" and not a multiple: 160 % means 1.6 times the letter's size, whatever the face's own line height is.
    line = round((exact or text.size * text.line) * 20)
    return (
        f'<w:widowControl/>{stops}<w:kinsoku/><w:wordWrap w:val="{breaking}"/><w:overflowPunct/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="{round(text.before * 20)}" w:after="{round(text.after * 20)}" '
        f'w:line="{line}" w:lineRule="{"exact" if exact else "atLeast"}"/>'
        f'<w:ind w:left="{twips(left)}" w:hanging="{twips(hanging)}"/>'
        f'<w:jc w:val="{JUSTIFICATION[text.align]}"/>'
    )
