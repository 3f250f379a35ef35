"""Turns styles and looks into Contents/header.xml: fonts, borders, letters, tabs, numbering, paragraphs, styles."""

from __future__ import annotations

from pipeline.write.hwpx.looks import LANGUAGES
from pipeline.write.hwpx.markup import DECLARATION, NAMESPACES, escape
from pipeline.write.hwpx.story import Story

_OUTLINE_LEVELS = 10
_INHERITED = 4294967295  # charPrIDRef of a number that looks like its paragraph
_KOREAN = 1042
_BETWEEN = "함초롬돋움"  # listed in every file
# 한글 keeps its oldest faces in files of its own kind, some under the maker's name; asked for as TrueType they are not found.
_HFT = {
    "신명조": "한양신명조", "견명조": "한양견명조", "중고딕": "한양중고딕", "견고딕": "한양견고딕", "명조": "명조", "고딕": "고딕",
    **{name: name for name in ("한양신명조", "한양견명조", "한양중고딕", "한양견고딕", "신명 신명조", "신명 견명조", "신명 세명조", "신명 중고딕", "신명 견고딕")},
}  # fmt: skip
_FAMILY = (
    '<hh:typeInfo familyType="FCAT_GOTHIC" weight="6" proportion="4" contrast="0" strokeVariation="1" armStyle="1" '
    'letterform="1" midline="1" xHeight="1"/>'
)


def header_xml(story: Story, sections: int) -> str:
    """Return header.xml for a file of `sections` sections; call it when all of them are written."""
    borders, letters, tabs, shapes = story.looks.lists()
    return (
        f'{DECLARATION}<hh:head {NAMESPACES} version="1.5" secCnt="{sections}">'
        '<hh:beginNum page="1" footnote="1" endnote="1" pic="1" tbl="1" equation="1"/><hh:refList>'
        + _list("fontfaces", [_fontface(language, story) for language in LANGUAGES])
        + _list("borderFills", borders)
        + _list("charProperties", letters)
        + _list("tabProperties", tabs)
        + _list("numberings", [_numbering()])
        + _list("paraProperties", shapes)
        + _list("styles", _styles(story))
        + '</hh:refList><hh:compatibleDocument targetProgram="HWP201X"><hh:layoutCompatibility/>'
        '</hh:compatibleDocument><hh:docOption><hh:linkinfo path="" pageInherit="0" footnoteInherit="0"/>'
        '</hh:docOption><hh:trackchageConfig flags="56"/></hh:head>'  # 한글's own spelling
    )


def _list(name: str, items: list[str]) -> str:
    return f'<hh:{name} itemCnt="{len(items)}">{"".join(items)}</hh:{name}>'


def _fontface(language: str, story: Story) -> str:
    faces = (story.look.serif, _BETWEEN, story.look.sans)
    fonts = "".join(_font(number, face) for number, face in enumerate(faces))
    return f'<hh:fontface lang="{language.upper()}" fontCnt="{len(faces)}">{fonts}</hh:fontface>'


def _font(number: int, face: str) -> str:
    kind = "HFT" if face in _HFT else "TTF"
    return f'<hh:font id="{number}" face="{escape(_HFT.get(face, face))}" type="{kind}" isEmbedded="0">{_FAMILY}</hh:font>'


def _numbering() -> str:
    """Return the outline numbering, its formats empty: a heading's number is already in its text."""
    heads = "".join(
        f'<hh:paraHead start="1" level="{level}" align="LEFT" useInstWidth="0" autoIndent="0" widthAdjust="0" '
        f'textOffsetType="PERCENT" textOffset="0" numFormat="DIGIT" charPrIDRef="{_INHERITED}" checkable="0"/>'
        for level in range(1, _OUTLINE_LEVELS + 1)
    )
    return f'<hh:numbering id="1" start="0">{heads}</hh:numbering>'


def _styles(story: Story) -> list[str]:
    parts = []
    for key, style in story.styles.items():
        number = story.style_ids[key]
        following = story.style_ids["body"] if style.shape.outline else number
        if style.kind == "CHAR":
            following = 0
        parts.append(
            f'<hh:style id="{number}" type="{style.kind}" name="{escape(style.name)}" engName="{style.english}" '
            f'paraPrIDRef="{story.looks.shape(style.shape)}" charPrIDRef="{story.looks.letters(style.letters)}" '
            f'nextStyleIDRef="{following}" langID="{_KOREAN}" lockForm="0"/>'
        )
    return parts
