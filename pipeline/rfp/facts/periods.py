"""Turns the printed period of a contract into its days: 계약일 ~ 2019. 12. 31., 계약일로부터 5개월, 2013. 3. ~ 2014. 2."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.rfp.fact import Fact
from pipeline.rfp.facts.labelled import Labelled
from pipeline.rfp.facts.reading_lines import Line, Lines
from pipeline.rfp.paper import Place

_LABELS = (
    "사업기간", "용역기간", "과업기간", "계약기간", "사업수행기간", "과업수행기간", "용역수행기간", "수행기간", "유지보수기간", "유지관리기간",
    "계약이행기간", "운영기간", "과업의기간", "사업의기간",
)
_YEAR = r"(?P<{0}y>(?:20)?\d\d)\s*[.년\-/]\s*"
_DAY = r"['’‘′`]?" + _YEAR + r"(?P<{0}m>\d{{1,2}})(?:\s*[.월\-/]\s*(?P<{0}d>\d{{1,2}})(?!\d)\s*[.일]?|\s*[.월])\s*(?:\([월화수목금토일]\))?"
_FROM_TO = re.compile(_DAY.format("a") + r"\s*(?:~|∼|～|-|–|부터)\s*" + _DAY.format("b"))
_UNTIL = re.compile(_DAY.format("b"))
_BEGINS = re.compile(r"(계약\s*(?:체결)?\s*(?:일|후)|체결\s*일|착수\s*(?:지시)?\s*일|개시일)")
_LENGTH = re.compile(r"(?P<about>약)?\s*(?P<number>\d{1,4})\s*(?P<unit>개월|일|년|주)(?!\s*\d)")
_SENTENCE = re.compile(r"(?:과업|사업|용역|계약)의?\s*(?:수행\s*)?기간은\s*(.{6,60}?(?:까지|간|이내|이내로)(?=[^가-힣]|로|으로|이다|임|$))")
_COVER_DATE = re.compile(r"['’‘]?(20\d\d)\s*[.년\-]\s*(\d{1,2})\s*[.월]?")


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a period as far as its words tell; `months` or `days` where it gives a length."""

    start: date | None = None
    end: date | None = None
    months: int = 0
    days: int = 0
    begins: str = ""  # 계약일, 착수일 — the event that it is counted from
    whole_months: bool = False  # the words name months, not days
    about: bool = False


def period_facts(lines: Lines, labelled: tuple[Labelled, ...]) -> Iterator[Fact]:
    """Yield 사업기간 and the days of signing, start and end; what had to be reckoned is an assumption that says how."""
    for value, quote, place in _candidates(lines, labelled):
        span = span_of(value)
        if span.end is None and not span.months and not span.days:
            continue
        yield Fact("사업기간", value, quote, place)
        for field, day, why in _days(span, _cover_month(lines.cover) or _cover_month(lines.front[:40])):
            yield Fact(field, day, quote, place, why)
        return


def _candidates(lines: Lines, labelled: tuple[Labelled, ...]) -> Iterator[tuple[str, str, Place]]:
    found = [each for each in labelled if each.label in _LABELS and any(letter.isdigit() for letter in each.value)]
    for each in sorted(found, key=lambda each: each.block):
        yield each.value, each.quote, each.place
    for line in lines.front:
        if said := _SENTENCE.search(line.text):
            yield said[1].strip(), line.text, line.place


def span_of(text: str) -> Span:
    """Return the days that the words of a period name."""
    begins = _BEGINS.search(text)
    event = "" if begins is None else "착수일" if begins[1].startswith("착수") else "개시일" if begins[1] == "개시일" else "계약일"
    whole = _FROM_TO.search(text)
    if whole and not (begins and begins.start() < whole.start()):
        start, end = _first(whole), _last(whole)
        if start and end and start <= end:
            return Span(start, end, whole_months=not (whole["ad"] and whole["bd"]))
    until = _UNTIL.search(text, begins.end() if begins else 0)
    rest = text[until.end() :] if until else text
    length = _LENGTH.search(rest) or (_LENGTH.search(text[: until.start()]) if until else None)
    months, days = _length(length)
    about = bool(length and length["about"])
    if until and (begins or "까지" in rest[:8]):
        return Span(None, _last(until), months, days, event, not until["bd"], about)
    if begins and length:
        return Span(None, None, months, days, event, about=about)
    return Span()


def _length(found: re.Match[str] | None) -> tuple[int, int]:
    if found is None:
        return 0, 0
    number = int(found["number"])
    match found["unit"]:
        case "개월":
            return number, 0
        case "년":
            return (number * 12, 0) if number < 10 else (0, 0)
        case "주":
            return 0, number * 7
        case _:
            return 0, number


def _first(found: re.Match[str]) -> date | None:
    return _date(found["ay"], found["am"], found["ad"] or "1")


def _last(found: re.Match[str]) -> date | None:
    if found["bd"]:
        return _date(found["by"], found["bm"], found["bd"])
    first = _date(found["by"], found["bm"], "1")
    return first and first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _days(span: Span, cover: date | None) -> Iterator[tuple[str, date, str]]:
    """Yield field, day and assumption ("" when the words name the day)."""
    if span.start and span.end:
        why = "원문이 달만 적어 {}로 둠" if span.whole_months else ""
        yield "개시일", span.start, why.format("그 달의 첫날")
        yield "만료일", span.end, why.format("그 달의 마지막 날")
        return
    start, why = _start(span, cover)
    if start is None:
        if span.end:
            yield "만료일", span.end, "원문이 달만 적어 그 달의 마지막 날로 둠" if span.whole_months else ""
        return
    yield "계약일", start, why
    yield "개시일", start, why
    if span.end:
        yield "만료일", span.end, "원문이 달만 적어 그 달의 마지막 날로 둠" if span.whole_months else ""
    else:
        words = f"{span.months}개월" if span.months else f"{span.days}일"
        yield "만료일", _plus(start, span.months, span.days), f"개시일로 둔 날부터 {words}을 셈"


def _start(span: Span, cover: date | None) -> tuple[date | None, str]:
    """Return a start for a period that begins with an event, and why that one."""
    if span.end and (span.months or span.days):
        after = span.end + timedelta(days=1)
        begin = _minus(after, span.months) if span.months else after - timedelta(days=span.days)
        words = f"{'약 ' if span.about else ''}{span.months}개월" if span.months else f"{span.days}일"
        return begin, f"만료일에서 {words}을 거슬러 셈"
    if cover is None:
        return None, ""
    begin = date(cover.year + cover.month // 12, cover.month % 12 + 1, 1)
    if span.end and begin >= span.end:
        begin = cover
        if begin >= span.end:
            return None, ""
    return begin, f"원문에 {span.begins or '시작일'}이 없어 표지의 {cover.year}. {cover.month}. 다음 달 1일로 둠"


def _cover_month(lines: tuple[Line, ...]) -> date | None:
    for line in lines:
        if (found := _COVER_DATE.match(line.text)) and len(line.text) < 20 and 1 <= int(found[2]) <= 12:
            return date(int(found[1]), int(found[2]), 1)
    return None


def _plus(start: date, months: int, days: int) -> date:
    """Return the last day of a period from `start`."""
    if days:
        return start + timedelta(days=days - 1)
    return _minus(start, -months) - timedelta(days=1)


def _minus(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
