"""Turns tables and lists of the bid into rows: forms, information that must not leak, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rfp.cards.markers import split_marker
from pipeline.rfp.fact import Row
from pipeline.rfp.facts.reading_lines import Line, Lines, Zone

_FORM = re.compile(r"^[\[<(【〔{\s]*(?P<number>(?:별지|서식|양식)\s*(?:제\s*)?(?:서식\s*)?\d{1,2}(?:\s*-\s*\d{1,2})?(?:\s*,\s*\d{1,2}(?:\s*-\s*\d{1,2})?)*\s*(?:호\s*)?(?:서식)?)\s*[\])>】〕}]*\s*[:.]?\s*(?P<name>.*)$")
_CHAPTER_FORM = re.compile(r"^[\[【〔]\s*(?P<number>[Ⅰ-Ⅻ]\s*[-–]\s*\d{1,2})\s*[\]】〕]\s*(?P<name>.*)$")  # the forms of each chapter of an annex: [Ⅱ-3]
_ANNEX_FORM = re.compile(  # an annex is a form where its name is that of a paper to be filled in or signed
    r"^[\[【〔]\s*(?P<number>(?:붙임|별첨)\s*(?:제\s*)?\d{1,2}(?:\s*호)?)\s*[\]】〕]\s*"
    r"(?P<name>[^.]*(?:서약서|각서|확약서|동의서|신청서|증명서|명세서|총괄표|계획표|결과표|확인서|위임장|협정서)(?:\s*\([^)]*\))?)$"
)
_FORMS = (_FORM, _CHAPTER_FORM, _ANNEX_FORM)
_FORM_NAME_END = re.compile(r"\s+(?:제안서와\s*별도|계약\s*(?:체결\s*)?후\s).*$|\t.*$|\s*[·.…]{2,}.*$|\s+\d{1,3}$")
_FORBIDDEN = re.compile(r"누출\s*금지\s*(?:대상)?\s*정보")
_ENDS_LIST = re.compile(r"^(?:제\s*\d+\s*조|[\[<【〔]|[ⅠⅡⅢⅣⅤⅥ]|붙임|별지|서식|별표)")
_DATE = re.compile(r"20\d\d\s*[.년\-]\s*\d{1,2}|\d{1,2}\s*월\s*\d{1,2}\s*일|['’]\d\d\.\s*\d")
_EVENTS = re.compile(r"^(?:사업\s*설명회?|현장\s*설명회?|제안\s*설명회?|제안서\s*(?:제출|접수|평가|발표)|입찰\s*(?:공고|등록|참가|마감|개시)|공고\s*기간|제출\s*기한|접수\s*기간|개찰|기술\s*평가|우선\s*협상|계약\s*체결|사업\s*수행|사업자\s*선정|가격\s*(?:입찰|제안)|질의\s*접수|사업\s*발주|검토\s*의뢰|계약\s*심사)")
_NO_NAME = re.compile(r"(?:에|을|를|의|및|참조|참고|작성)$|(?:다|함|음)\.?$|작성|제출|활용|참[조고]")  # words that only speak of a form
_IN_FORM = re.compile(r"「[^」]*」$|접수\s*번호|접수\s*일자|처리\s*기간|즉\s*시$|[<＜(]?\s*(?:신설|개정)\s*\d")  # cells at the top of a form, above its title
_LIST_LINES = 25


def form_rows(lines: Lines) -> tuple[Row, ...]:
    """Return the numbered forms: the place where the form stands, else where the contents name it."""
    found: dict[str, Row] = {}
    order = list(lines.all)
    for at, line in enumerate(order):
        match = _form(line.text)
        if match is None or line.zone is Zone.CARD or len(line.text) > 70:
            continue
        number, name = " ".join(match["number"].split()), _unwrapped(_FORM_NAME_END.sub("", match["name"]))
        if not name and line.zone is Zone.FORM:
            following = next((each for each in order[at + 1 : at + 4] if 2 < len(each.text) < 40 and not _form(each.text) and not _IN_FORM.match(each.text)), None)
            name = split_marker(following.text).text if following else ""
        if name and not _IN_FORM.match(name) and not _NO_NAME.search(re.sub(r"\s*\([^)]*\)", "", name)):
            found.setdefault(re.sub(r"\s|제(?=\d)|호|서식$", "", number), Row({"번호": number, "이름": " ".join(name.split())}, line.text, line.place))
    once = {("".join(re.findall(r"\d[\d-]*", row.values["번호"])[:1]), re.sub(r"\W", "", row.values["이름"])): row for row in reversed(found.values())}
    return tuple(row for row in found.values() if row in once.values())


def _form(text: str) -> re.Match[str] | None:
    return next((match for pattern in _FORMS if (match := pattern.match(text))), None)


def _unwrapped(name: str) -> str:
    """Return a form's name without the brackets around it; brackets within it stay."""
    bare = name.strip(" ])>】:.")
    return bare + ")" if bare.count("(") > bare.count(")") else bare


def forbidden_rows(lines: Lines) -> tuple[Row, ...]:
    """Return the list below the first title of information that must not leak (누출금지 대상정보)."""
    best: tuple[Row, ...] = ()
    order = list(lines.all)
    for at, line in enumerate(order):
        if _FORBIDDEN.search(line.text) and len(line.text) < 60:
            rows = tuple(_listed(order[at + 1 : at + 1 + _LIST_LINES]))
            if len(rows) >= 3 and len(rows) > len(best):
                best = rows
    return best


def _listed(lines: list[Line]) -> Iterator[Row]:
    family = ""
    for line in lines:
        marked = split_marker(line.text)
        if _ENDS_LIST.match(marked.text) or (family and marked.family and marked.family != family) or _FORBIDDEN.search(marked.text):
            break
        if not marked.family:
            if family:
                break
            continue
        family = marked.family
        yield Row({"번호": marked.printed, "대상정보": marked.text}, line.text, line.place)


def schedule_rows(lines: Lines) -> tuple[Row, ...]:
    """Return the dates of the bid as printed."""
    rows: dict[str, Row] = {}
    for line in lines.body:
        text = split_marker(line.text).text
        if not _EVENTS.match(text) or not _DATE.search(text) or len(text) > 160:
            continue
        name, _, when = text.partition(":") if ":" in text else text.partition("：")
        if when and len(name) < 30 and _DATE.search(when):
            rows.setdefault(name.strip(), Row({"일정": name.strip(), "일시": when.strip()}, line.text, line.place))
    return tuple(rows.values())
