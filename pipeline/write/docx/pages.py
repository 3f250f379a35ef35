"""Turns a page set-up into section properties, headers and footers."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.document import DocumentPart

from pipeline.document.blocks import Page
from pipeline.write import theme
from pipeline.write.docx.markup import NAMESPACES, TAB, Shape, field, paragraph, run, twips
from pipeline.write.theme import breadth

_SMALL = '<w:sz w:val="16"/><w:szCs w:val="16"/>'
_SMALL_POINTS = 8.0


class Pages:
    """The sections of one document: headers and footers are made once and shared by all sections of a kind."""

    def __init__(self, page: Page, part: DocumentPart) -> None:
        self.page = page
        self._part = part
        self._references: dict[bool, str] = {}

    def section(self, *, cover: bool = False, restart: bool = False) -> str:
        """Return the w:sectPr of a cover (marking only, no number) or of the text, numbered from 1 when `restart`."""
        page = self.page
        if cover not in self._references:
            self._references[cover] = self._header_and_footer(cover)
        turned = ' w:orient="landscape"' if page.width > page.height else ""
        # As in 한글, the header's room is added to the margin: the text begins below both.
        margins = (
            ("top", page.top + page.header_margin),
            ("right", page.right),
            ("bottom", page.bottom + page.footer_margin),
            ("left", page.left),
            ("header", page.top),
            ("footer", page.bottom),
        )
        sides = " ".join(f'w:{name}="{twips(mm)}"' for name, mm in margins)
        number = '<w:pgNumType w:start="1"/>' if restart else ""
        return (
            f'<w:sectPr>{self._references[cover]}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{turned}/>'
            f'<w:pgMar {sides} w:gutter="0"/>{number}<w:cols w:space="708"/></w:sectPr>'
        )

    def _header_and_footer(self, cover: bool) -> str:
        header, header_id = self._part.add_header_part()
        footer, footer_id = self._part.add_footer_part()
        _fill(header.element, _header(self.page, cover))
        _fill(footer.element, paragraph(Shape("Footer")) if cover else _footer(self.page))
        return (
            f'<w:headerReference w:type="default" r:id="{header_id}"/>'
            f'<w:footerReference w:type="default" r:id="{footer_id}"/>'
        )


def text_width(page: Page) -> float:
    """Return the width between the margins in mm (at least 20)."""
    return max(20.0, page.width - page.left - page.right)


def text_height(page: Page) -> float:
    """Return the height that text has on a page in mm (at least 20)."""
    return max(20.0, page.height - page.top - page.bottom - page.header_margin - page.footer_margin)


def _header(page: Page, cover: bool) -> str:
    red = f'<w:b/><w:bCs/><w:color w:val="{theme.MARKING}"/>'
    marking = TAB + run(f"[{page.marking}]", red) if page.marking else ""
    text = run(page.header) if page.header and not cover else ""
    return paragraph(Shape("Header"), text + marking)


def _footer(page: Page) -> str:
    number = run("- ") + field("PAGE", "1") + run(" -") if page.numbered else ""
    note = run(page.footer, _SMALL) if page.footer else ""
    if not note or not number:
        return paragraph(Shape("Footer"), note or TAB + number)
    if breadth(page.footer, _SMALL_POINTS) < text_width(page) / 2 - breadth("- 100 -", theme.FOOTER.size):
        return paragraph(Shape("Footer"), note + TAB + number)
    return paragraph(Shape("Footer"), TAB + number) + paragraph(Shape("Footer"), note)


def _fill(element: BaseOxmlElement, content: str) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(parse_xml(f"<w:hdr {NAMESPACES}>{content}</w:hdr>"))
