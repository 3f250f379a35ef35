"""Turns the RFP's rules for the proposal's paper (쪽수, 글꼴, 글자 크기, 방향, 줄간격, 여백) into rows of 항목, 값, 원문, 근거."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rfp.fact import Row
from pipeline.rfp.facts.proposal_sheet import sheet_rows
from pipeline.rfp.facts.reading_lines import Line, Lines, Zone

LIMIT, SUMMARY_LIMIT, FONT, LEAST_SIZE = "쪽제한", "요약쪽제한", "글꼴", "최소크기"

_UNIT = r"(쪽|페이지|[Pp]age|[pP]|매|장|면)"
_PAGES = re.compile(rf"(?:(?<!\d)\d{{1,3}}\s*[~∼～\-]\s*)?(?<!\d)(\d{{1,3}})\s*{_UNIT}\s*(?:[(（]\s*(\d{{1,3}})\s*{_UNIT}[^)）]{{0,12}}[)）])?\s*(?:분량\s*)?(?:이내|이하|내외|내(?!용))")
_SUBJECT = re.compile(r"요약|발표\s*자료|제안서|본문|분량")
_SHEETS = ("매", "장")
_BOTH_SIDES = re.compile(r"양면")
_ONE_SIDE = re.compile(r"단면")
_ADVICE = re.compile(r"권고|권장|가급적|내외")
_WRITING = re.compile(r"제안서[^.]{0,12}(?:작성|편집|규격|형식|서식)")
_NEAR = 45  # lines below such words that still speak of the proposal
_TYPE = re.compile(r"글꼴|글자|글씨|서체|활자|폰트|[Pp]oint|포인트|\dpt\b", re.IGNORECASE)
_SIZE = re.compile(r"(?<![\d.])(\d{1,2}(?:\.5)?)\s*(?:[Pp]oint|pt\b|포인트|폰트)", re.IGNORECASE)
_BODY_SIZE = re.compile(r"본문[^.,]{0,20}?(?<![\d.])(\d{1,2}(?:\.5)?)\s*(?:[Pp]oint|pt\b|포인트|폰트)", re.IGNORECASE)
_FONTS = re.compile(
    r"휴먼\s*명조|신명조|함초롬\s*바탕|함초롬\s*돋움|맑은\s*고딕|나눔\s*(?:고딕|명조)|HY\s*[가-힣]{2,6}|중고딕|견고딕|바탕체|돋움체|굴림체|명조체|고딕체"
    r"|(?<!흰 )(?<!흰)바탕(?=\s*[,)/>·]|\s*\d)|돋움(?=\s*[,)/>·]|\s*\d)|굴림(?=\s*[,)/>·]|\s*\d)"
)
_SIZES = (8, 20)  # points that a text can have; a title page has more


def paper_rows(lines: Lines) -> tuple[Row, ...]:
    """Return the page limits of the proposal and of its summary, fonts, least size, direction, spacing and margins, as far as the RFP says."""
    body = [line for line in lines.all if line.zone is Zone.BODY]
    near = frozenset(_near(body))
    return (*_limits(body), *_types([line for order, line in enumerate(body) if order in near]), *sheet_rows(body, near))


def _limits(lines: list[Line]) -> Iterator[Row]:
    found: dict[str, Row] = {}
    for line in lines:
        for match in _PAGES.finditer(line.text):
            before = [each[0] for each in _SUBJECT.finditer(line.text, 0, match.start())]
            if not before or before[-1].startswith("발표") and "요약" not in before:
                continue
            name = SUMMARY_LIMIT if before[-1] in ("요약", "발표자료", "발표 자료") or _is_summary(line.text, match.start()) else LIMIT
            pages, why = _pages(match, line.text)
            found.setdefault(name, Row({"항목": name, "값": pages, "원문": line.text, "근거": why}, line.text, line.place))
    yield from (found[name] for name in (LIMIT, SUMMARY_LIMIT) if name in found)


def _is_summary(text: str, end: int) -> bool:
    """True where the last subject before the number is a summary whose name goes on (제안요약서(발표자료)는, 요약서 본문)."""
    last = max((each.end() for each in re.finditer(r"요약(?:서|문|본|제안서)?", text[:end])), default=-1)
    return last >= 0 and not re.search(r"[.,]\s*(?:기술)?제안서", text[last:end])


def _pages(match: re.Match[str], text: str) -> tuple[int, str]:
    """Return the limit in pages and how it was reckoned: sheets of paper have one or two printed sides."""
    number, unit, other, other_unit = int(match[1]), match[2], match[3], match[4]
    advice = "권고하는 분량" if _ADVICE.search(text) else ""
    if unit not in _SHEETS:
        return number, advice
    if other and other_unit not in _SHEETS:
        return int(other), advice
    if _BOTH_SIDES.search(text):
        return number * 2, "; ".join(filter(None, (f"양면 {number}장은 {number * 2}쪽", advice)))
    why = "" if _ONE_SIDE.search(text) else f"가정: 단면 {number}장은 {number}쪽"
    return number, "; ".join(filter(None, (why, advice)))


def _near(lines: list[Line]) -> Iterator[int]:
    """Yield the places of the lines that stand near words on how the proposal is written."""
    since = _NEAR + 1
    for order, line in enumerate(lines):
        since = 0 if _WRITING.search(line.text) else since + 1
        if since <= _NEAR:
            yield order


def _types(lines: list[Line]) -> Iterator[Row]:
    fonts: dict[str, Line] = {}
    sizes: list[tuple[float, Line]] = []
    for line in lines:
        if not _TYPE.search(line.text):
            continue
        for name in _FONTS.findall(line.text):
            fonts.setdefault(" ".join(name.split()), line)
        own = _BODY_SIZE.search(line.text)
        for text in [own[1]] if own else _SIZE.findall(line.text):
            if _SIZES[0] <= float(text) <= _SIZES[1]:
                sizes.append((float(text), line))
    if fonts:
        first = next(iter(fonts.values()))
        yield Row({"항목": FONT, "값": "; ".join(fonts), "원문": first.text}, first.text, first.place)
    if sizes:
        least, line = min(sizes, key=lambda each: each[0])
        number = int(least) if least == int(least) else least
        yield Row({"항목": LEAST_SIZE, "값": number, "원문": line.text}, line.text, line.place)
