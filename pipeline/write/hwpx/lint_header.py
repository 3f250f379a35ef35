"""Turns header.xml into the ids that may be referred to, and checks its lists: counts, ids, fonts, borders."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.write.hwpx.lint_report import Report, children, local, shown
from pipeline.write.hwpx.looks import LANGUAGES

# list → its item; what the references in sections call it stands in lint_section.
LISTS = {
    "fontfaces": "fontface",
    "borderFills": "borderFill",
    "charProperties": "charPr",
    "tabProperties": "tabPr",
    "numberings": "numbering",
    "bullets": "bullet",
    "paraProperties": "paraPr",
    "styles": "style",
    "memoProperties": "memoPr",
    "trackChanges": "trackChange",
    "trackChangeAuthors": "trackChangeAuthor",
}
_WIDTH = re.compile(r"\d+(\.\d+)? mm")


def definitions(header: etree._Element | None, content: etree._Element | None) -> dict[str, set[str]]:
    """Return the ids that exist, by the name of the element that defines them ("font HANGUL" for fonts)."""
    known: dict[str, set[str]] = {}
    if header is not None:
        for item in LISTS.values():
            known[item] = {element.get("id", "") for element in header.iter(f"{{*}}{item}")}
        for face in header.iter("{*}fontface"):
            fonts = known.setdefault(f"font {face.get('lang', '')}", set())
            fonts |= {font.get("id", "") for font in children(face)}
    if content is not None:
        known["item"] = {item.get("id", "") for item in content.iter("{*}item")}
    return known


def check_header(header: etree._Element, part: str, sections: int, report: Report) -> None:
    """Check the number of sections, each list's count and ids, the fonts of the seven languages, and the borders."""
    count = header.get("secCnt")
    if count != str(sections):
        message = f"{shown(header)}의 secCnt={count}이지만 구역은 {sections}개입니다"
        report.fault("W-HWPX-24", part, message, f'secCnt="{sections}"로 고칩니다')
    for element in header.iter("{*}refList"):
        for listed in children(element):
            _check_list(listed, part, report)
    _check_fonts(header, part, report)
    _check_borders(header, part, report)


def _check_list(listed: etree._Element, part: str, report: Report) -> None:
    item = LISTS.get(local(listed))
    if item is None:
        return
    items = [child for child in children(listed) if local(child) == item]
    _check_count(listed, "itemCnt", len(items), part, report)
    if item != "fontface":
        _check_ids(items, part, report)


def _check_count(element: etree._Element, attribute: str, count: int, part: str, report: Report) -> None:
    if element.get(attribute) != str(count):
        told = f"{attribute}={element.get(attribute)}" if element.get(attribute) is not None else f"{attribute} 없음"
        message = f"{shown(element)}: {told}, 실제 {count}개"
        report.fault("W-HWPX-31", part, message, f'{attribute}="{count}"으로 고칩니다')


def _check_ids(items: list[etree._Element], part: str, report: Report) -> None:
    seen: set[str] = set()
    for item in items:
        name = item.get("id")
        if not name:
            report.fault("W-HWPX-32", part, f"{shown(item)}에 id가 없습니다", "차례대로 id를 붙입니다")
        elif name in seen:
            report.fault("W-HWPX-32", part, f"{shown(item)}의 id가 겹칩니다", "id를 하나씩 다르게 붙입니다")
        seen.add(name or "")


def _check_fonts(header: etree._Element, part: str, report: Report) -> None:
    faces = {face.get("lang", ""): face for face in header.iter("{*}fontface")}
    missing = [language.upper() for language in LANGUAGES if language.upper() not in faces]
    if missing:
        message = f"<hh:fontfaces>에 언어가 없습니다: {', '.join(missing)}"
        report.fault("W-HWPX-34", part, message, "일곱 언어의 hh:fontface를 모두 둡니다")
    for face in faces.values():
        fonts = [child for child in children(face) if local(child) == "font"]
        _check_count(face, "fontCnt", len(fonts), part, report)
        if not fonts:
            report.fault(
                "W-HWPX-34", part, f"{shown(face)} {face.get('lang')}에 글꼴이 없습니다", "글꼴을 하나 이상 적습니다"
            )
        _check_ids(fonts, part, report)


def _check_borders(header: etree._Element, part: str, report: Report) -> None:
    fills = [element for element in header.iter("{*}borderFill") if local(element.getparent()) == "borderFills"]
    numbers = [int(name) for fill in fills if (name := fill.get("id", "")).isdecimal()]
    if fills and (not numbers or min(numbers) != 1):
        report.fault("W-HWPX-35", part, "<hh:borderFill>의 id가 1부터가 아닙니다", "1부터 차례로 붙입니다")
    for fill in fills:
        for side in children(fill):
            width = side.get("width")
            if width is not None and not _WIDTH.fullmatch(width):
                message = f"{shown(fill)} <hh:{local(side)}>의 굵기 표기가 다릅니다: {width}"
                report.fault("W-HWPX-36", part, message, '"0.12 mm"처럼 숫자와 mm 사이를 띄웁니다')
