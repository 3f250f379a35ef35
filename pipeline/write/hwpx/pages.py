"""Turns a page set-up and the blocks of a section into Contents/sectionN.xml: paper, header, footer, page number."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document.blocks import Page
from pipeline.write import theme
from pipeline.write.hwpx.looks import NO_BORDER
from pipeline.write.hwpx.markup import (
    DECLARATION,
    NAMESPACES,
    RIGHT_TAB,
    control,
    paragraph,
    run,
    sub_list_opening,
    tab,
    units,
    words,
)
from pipeline.write.hwpx.story import Story
from pipeline.write.hwpx.styles import HEADER_TEXT
from pipeline.write.theme import breadth

_NUMBER_ROOM = 12.0  # mm on each side of the page's middle that the footer's text leaves to the page number
_NOTES = (
    '<hp:footNotePr><hp:autoNumFormat type="DIGIT" userChar="" prefixChar="" suffixChar=")" supscript="0"/>'
    '<hp:noteLine length="-1" type="SOLID" width="0.12 mm" color="#000000"/>'
    '<hp:noteSpacing betweenNotes="283" belowLine="567" aboveLine="850"/>'
    '<hp:numbering type="CONTINUOUS" newNum="1"/><hp:placement place="EACH_COLUMN" beneathText="0"/></hp:footNotePr>'
    '<hp:endNotePr><hp:autoNumFormat type="DIGIT" userChar="" prefixChar="" suffixChar=")" supscript="0"/>'
    '<hp:noteLine length="14692344" type="SOLID" width="0.12 mm" color="#000000"/>'
    '<hp:noteSpacing betweenNotes="0" belowLine="567" aboveLine="850"/>'
    '<hp:numbering type="CONTINUOUS" newNum="1"/><hp:placement place="END_OF_DOCUMENT" beneathText="0"/></hp:endNotePr>'
)
_PAGE_BORDERS = "".join(
    f'<hp:pageBorderFill type="{kind}" borderFillIDRef="{NO_BORDER}" textBorder="PAPER" headerInside="0" '
    'footerInside="0" fillArea="PAPER"><hp:offset left="1417" right="1417" top="1417" bottom="1417"/>'
    "</hp:pageBorderFill>"
    for kind in ("BOTH", "EVEN", "ODD")
)
_ONE_COLUMN = '<hp:ctrl><hp:colPr id="" type="NEWSPAPER" layout="LEFT" colCount="1" sameSz="1" sameGap="0"/></hp:ctrl>'


def text_width(page: Page) -> float:
    """Return the width between the margins in mm (at least 20)."""
    return max(20.0, page.width - page.left - page.right)


def text_height(page: Page) -> float:
    """Return the height that text has on a page in mm (at least 20): 한글 adds the header's room to the margin."""
    return max(20.0, page.height - page.top - page.bottom - page.header_margin - page.footer_margin)


def section_xml(page: Page, content: str, story: Story, *, cover: bool = False) -> str:
    """Return one section: `content` (at least one paragraph) on pages numbered from 1, or a cover without a number."""
    letters = story.letters("normal")
    setup = f'<hp:run charPrIDRef="{letters}">{_properties(page, cover)}{_ONE_COLUMN}</hp:run>'
    setup += _header(page, story, cover)
    if not cover:
        setup += control(letters, '<hp:newNum num="1" numType="PAGE"/>') + _footer(page, story)
        if page.numbered:
            setup += control(letters, '<hp:pageNum pos="BOTTOM_CENTER" formatType="DIGIT" sideChar="-"/>')
    # The set-up stands in the first runs of the first paragraph: 한글 reads it nowhere else.
    start = content.index(">") + 1
    return f"{DECLARATION}<hs:sec {NAMESPACES}>{content[:start]}{setup}{content[start:]}</hs:sec>"


def _properties(page: Page, cover: bool) -> str:
    # 한글 keeps the paper upright and turns it: NARROWLY is its word for landscape.
    turned = "NARROWLY" if page.width > page.height else "WIDELY"
    narrow, high = sorted((units(page.width), units(page.height)))
    sides = (
        ("header", page.header_margin),
        ("footer", page.footer_margin),
        ("gutter", 0.0),
        ("left", page.left),
        ("right", page.right),
        ("top", page.top),
        ("bottom", page.bottom),
    )
    margins = " ".join(f'{name}="{units(mm)}"' for name, mm in sides)
    return (
        '<hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134" tabStop="8000" tabStopVal="4000" '
        'tabStopUnit="HWPUNIT" outlineShapeIDRef="1" memoShapeIDRef="0" textVerticalWidthHead="0" masterPageCnt="0">'
        '<hp:grid lineGrid="0" charGrid="0" wonggojiFormat="0"/>'
        f'<hp:startNum pageStartsOn="BOTH" page="{0 if cover else 1}" pic="0" tbl="0" equation="0"/>'
        '<hp:visibility hideFirstHeader="0" hideFirstFooter="0" hideFirstMasterPage="0" border="SHOW_ALL" '
        'fill="SHOW_ALL" hideFirstPageNum="0" hideFirstEmptyLine="0" showLineNumber="0"/>'
        '<hp:lineNumberShape restartType="0" countBy="0" distance="0" startNumber="0"/>'
        f'<hp:pagePr landscape="{turned}" width="{narrow}" height="{high}" gutterType="LEFT_ONLY">'
        f"<hp:margin {margins}/></hp:pagePr>{_NOTES}{_PAGE_BORDERS}</hp:secPr>"
    )


def _header(page: Page, story: Story, cover: bool) -> str:
    text = page.header if not cover else ""
    if not text and not page.marking:
        return ""
    letters = story.letters("header")
    runs = run(letters, words(text)) if text else ""
    if page.marking:
        red = story.looks.letters(replace(story.styles["header"].letters, bold=True, color=theme.MARKING))
        marking = f"[{page.marking}]"
        room = text_width(page) - breadth(text + marking, HEADER_TEXT.size)
        runs += run(red, tab(room, RIGHT_TAB) + words(marking))
    line = paragraph(story.shape("header"), story.style_ids["header"], runs)
    return control(letters, _story("header", line, story))


def _footer(page: Page, story: Story) -> str:
    """Return the small text at the foot's left; it wraps before it meets the page number in the middle."""
    if not page.footer:
        return ""
    letters = story.letters("footer")
    room = text_width(page) / 2 + _NUMBER_ROOM if page.numbered else 0
    line = paragraph(story.shape("footer", right=room), story.style_ids["footer"], run(letters, words(page.footer)))
    return control(letters, _story("footer", line, story))


def _story(name: str, content: str, story: Story) -> str:
    number = story.next_object()
    return f'<hp:{name} id="{number}" applyPageType="BOTH">{sub_list_opening()}{content}</hp:subList></hp:{name}>'
