"""Turns a section (or a master page) into its faults: set-up, references, text, fields and required children."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.write.hwpx.lint_report import Report, children, local, shown
from pipeline.write.hwpx.lint_table import check_table

# attribute → the element that defines what it refers to, and values that refer to nothing
_REFERENCES: dict[str, tuple[str, frozenset[str]]] = {
    "charPrIDRef": ("charPr", frozenset({"4294967295", "-1"})),
    "paraPrIDRef": ("paraPr", frozenset()),
    "styleIDRef": ("style", frozenset()),
    "nextStyleIDRef": ("style", frozenset()),
    "borderFillIDRef": ("borderFill", frozenset()),
    "tabPrIDRef": ("tabPr", frozenset()),
    "outlineShapeIDRef": ("numbering", frozenset({"0"})),
    "binaryItemIDRef": ("item", frozenset({""})),
}
_WITH_TEXT = frozenset({"t"})
_RAW = re.compile("[\x00-\x1f\x7f]")
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_TAB, _FEED = "\t", "\n"
# element → children without which 한글 refuses the file or crashes
_REQUIRED: dict[str, tuple[str, ...]] = {
    "header": ("subList",),
    "footer": ("subList",),
    "subList": ("p",),
    "pic": ("renderingInfo", "img"),
    "secPr": ("startNum", "visibility", "pagePr"),
}


def check_section(part: str, root: etree._Element, known: dict[str, set[str]], report: Report) -> None:
    """Check one tree; header.xml goes through it too, for its references."""
    if local(root) == "sec":
        _check_setup(part, root, report)
    begins: dict[str, etree._Element] = {}
    ends: list[etree._Element] = []
    for element in root.iter(etree.Element):
        name = local(element)
        _check_references(part, element, name, known, report)
        if name in _WITH_TEXT:
            _check_text(part, element, report)
        elif name == "tbl":
            check_table(part, element, report)
        elif name == "fieldBegin":
            _note_field(part, element, begins, report)
        elif name == "fieldEnd":
            ends.append(element)
        elif name == "ctrl" and not children(element):
            report.fault("W-HWPX-45", part, "<hp:ctrl>이 비어 있습니다", "비면 한글이 멈춥니다. 지웁니다")
        if name in _REQUIRED:
            _check_children(part, element, name, report)
    _check_fields(part, begins, ends, report)
    _check_placeholders(part, root, report)


def _check_setup(part: str, root: etree._Element, report: Report) -> None:
    paragraphs = [child for child in children(root) if local(child) == "p"]
    runs = [child for child in children(paragraphs[0]) if local(child) == "run"] if paragraphs else []
    first = runs[0] if runs else None
    if first is None or not any(local(child) == "secPr" for child in children(first)):
        message = "첫 문단의 첫 <hp:run>에 <hp:secPr>이 없습니다"
        report.fault("W-HWPX-41", part, message, "구역 설정은 그 자리에서만 읽힙니다")
    if not paragraphs or next(paragraphs[0].iter("{*}colPr"), None) is None:
        report.fault("W-HWPX-41", part, "첫 문단에 <hp:colPr>이 없습니다", "단 설정을 secPr 다음에 둡니다")


def _check_references(part: str, element: etree._Element, name: str, known: dict[str, set[str]], report: Report) -> None:
    for attribute, value in element.items():
        if attribute not in _REFERENCES:
            continue
        target, nothing = _REFERENCES[attribute]
        # A style of letters has no paragraph, whatever its paraPrIDRef says.
        if attribute == "paraPrIDRef" and element.get("type") == "CHAR":
            continue
        if target in known and value not in known[target] and value not in nothing:
            message = f'<{_prefixed(element)} {attribute}="{value}">이 가리키는 {target}가 없습니다'
            report.fault("W-HWPX-33", part, message, "header.xml의 목록(그림은 content.hpf)에 있는 id를 적습니다")
    if name == "fontRef":
        for language, value in element.items():
            fonts = known.get(f"font {language.upper()}")
            if fonts is not None and value not in fonts:
                message = f'<hh:fontRef {language}="{value}">이 가리키는 글꼴이 없습니다'
                report.fault("W-HWPX-33", part, message, "그 언어의 hh:font id를 적습니다")


def _prefixed(element: etree._Element) -> str:
    return f"{element.prefix}:{local(element)}" if element.prefix else local(element)


def _check_text(part: str, element: etree._Element, report: Report) -> None:
    texts = [element.text or "", *(child.tail or "" for child in element)]
    for text in texts:
        if found := _RAW.search(text):
            sign = {_TAB: "탭", _FEED: "줄바꿈"}.get(found.group(), f"U+{ord(found.group()):04X}")
            around = text[max(0, found.start() - 8) : found.start() + 8].translate({ord(_TAB): " ", ord(_FEED): " "})
            message = f"<hp:t> 안에 {sign} 문자가 그대로 있습니다: “{around.strip()}”"
            report.fault("W-HWPX-42", part, message, "<hp:tab/>, <hp:lineBreak/>로 바꾸거나 지웁니다")
            return


def _note_field(part: str, element: etree._Element, begins: dict[str, etree._Element], report: Report) -> None:
    name = element.get("id", "")
    if not name:
        report.fault("W-HWPX-44", part, f"{shown(element)}에 id가 없습니다", "없으면 한글이 열지 않습니다")
    elif name in begins:
        report.fault("W-HWPX-32", part, f"{shown(element)}의 id가 겹칩니다", "필드마다 다른 id를 붙입니다")
    begins[name] = element


def _check_fields(part: str, begins: dict[str, etree._Element], ends: list[etree._Element], report: Report) -> None:
    ended = {end.get("beginIDRef", "") for end in ends}
    for end in ends:
        if end.get("beginIDRef", "") not in begins:
            report.fault("W-HWPX-44", part, f"{shown(end)}에 맞는 <hp:fieldBegin>이 없습니다", "시작과 끝을 짝지웁니다")
    for name, begin in begins.items():
        if name and name not in ended:
            report.fault("W-HWPX-44", part, f"{shown(begin)}에 맞는 <hp:fieldEnd>가 없습니다", "시작과 끝을 짝지웁니다")


def _check_children(part: str, element: etree._Element, name: str, report: Report) -> None:
    parent = element.getparent()
    around = local(parent) if parent is not None else ""
    # Only a control is a story of its own, and a picture in a group leaves its frame to the group.
    if (name in ("header", "footer") and around != "ctrl") or (name == "pic" and around == "container"):
        return
    found = {local(child) for child in children(element)}
    missing = [f"<{child}>" for child in _REQUIRED[name] if child not in found]
    if missing:
        message = f"{shown(element)}에 꼭 있어야 할 요소가 없습니다: {', '.join(missing)}"
        report.fault("W-HWPX-45", part, message, "없으면 한글이 열지 않거나 멈춥니다")


def _check_placeholders(part: str, root: etree._Element, report: Report) -> None:
    """Look at whole paragraphs: an editor splits what a person typed over many runs."""
    for paragraph in root.iter("{*}p"):
        text = "".join("".join(t.itertext()) for t in paragraph.iterfind("{*}run/{*}t"))
        if "{" in text and (found := _PLACEHOLDER.search(text)):
            message = f"<hp:p>에 채우지 않은 표시가 남았습니다: {found.group()}"
            report.fault("W-HWPX-43", part, message, "값을 채우거나 지웁니다", warning=True)
