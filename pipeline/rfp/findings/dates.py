"""Turns dates into findings: weekdays that do not match, periods whose length and ends disagree, days out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.model.finding import Finding, Grade
from pipeline.rfp.findings.source import Sentence, Source, finding

_WEEKDAYS = "월화수목금토일"
_DATE = r"(20\d\d)\s*[.년\-/]\s*(\d{1,2})\s*[.월\-/]\s*(\d{1,2})\s*[.일]?"
_WITH_WEEKDAY = re.compile(rf"['’]?{_DATE}\s*[(（]\s*([{_WEEKDAYS}])(?:요일)?\s*[,)）]")
_PERIOD = re.compile(rf"{_DATE}\s*[.]?\s*(?:\([{_WEEKDAYS}]\))?\s*(?:~|∼|～|-|부터)\s*{_DATE}[^()\n]{{0,6}}[(（][^)）]*?(\d{{1,3}})\s*(개월|일)(?:간)?[^)）]*[)）]")
_FROM_SIGNING = re.compile(rf"계약\s*(?:체결)?\s*일[^\n]{{0,12}}?(?:~|∼|～|부터)\s*{_DATE}[^()\n]{{0,6}}[(（]\s*(약)?\s*(\d{{1,2}})\s*개월[^)）]*[)）]")


def check_weekdays(source: Source) -> Iterator[Finding]:
    """Yield dates whose printed weekday is another day's, and dates that no calendar has."""
    for sentence, found in source.matching(_WITH_WEEKDAY, "20"):
        year, month, day = (int(found[order]) for order in (1, 2, 3))
        try:
            right = _WEEKDAYS[date(year, month, day).weekday()]
        except ValueError:
            yield finding(Grade.A, "없는 날짜", f"{year}. {month}. {day}.은 없는 날짜이다.", [(sentence.text, sentence.place)], "", "바른 날짜를 알려 주시기 바랍니다.")
            continue
        if right != found[4]:
            issue = f"{year}. {month}. {day}.은 {right}요일인데 {found[4]}요일로 적었다."
            yield finding(Grade.A, "요일 불일치", issue, [(sentence.text, sentence.place)], "날짜를 따르고 요일은 무시한다.", "날짜와 요일 가운데 어느 것이 맞는지 알려 주시기 바랍니다.")


def check_periods(source: Source) -> Iterator[Finding]:
    """Yield periods whose printed length is not that of their days, and lengths that hang on an unknown day of signing."""
    for sentence, found in source.matching(_PERIOD, "20"):
        days = _day(found, 1), _day(found, 4)
        if days[0] and days[1]:
            yield from _length(sentence, days[0], days[1], int(found[7]), found[8])
    for sentence, found in source.matching(_FROM_SIGNING, "계약"):
        end = _day(found, 1)
        if end:
            issue = f"계약기간을 '계약일부터 {end.year}. {end.month}. {end.day}.까지 {found[4] or ''} {found[5]}개월'로 적어, 계약일에 따라 기간과 금액이 달라진다.".replace("  ", " ")
            yield finding(Grade.A, "기간 불명확", issue, [(sentence.text, sentence.place)], "계약일부터 만료일까지 날수로 다시 셈한다(월 중 시작은 일할계산).",
                          "개시일과, 첫 달 대가를 일할로 계산하는지 알려 주시기 바랍니다.")


def _length(sentence: Sentence, first: date, last: date, number: int, unit: str) -> Iterator[Finding]:
    days = (last - first).days + 1
    if unit == "일":
        wrong = number not in (days, days - 1)
        right = f"{days}일"
    else:
        months = (last.year - first.year) * 12 + last.month - first.month + (last.day - first.day + 1) / 30.4
        wrong = abs(months - number) >= 0.75
        right = f"약 {months:.1f}개월"
    if days <= 0:
        issue = f"기간의 끝({last})이 시작({first})보다 앞선다."
        yield finding(Grade.A, "기간 불일치", issue, [(sentence.text, sentence.place)], "", "바른 기간을 알려 주시기 바랍니다.")
    elif wrong:
        issue = f"{first}부터 {last}까지는 {right}인데 {number}{unit}(으)로 적었다."
        yield finding(Grade.A, "기간 불일치", issue, [(sentence.text, sentence.place)], "적힌 날짜를 따른다.", "기간의 바른 길이를 알려 주시기 바랍니다.")


def _day(found: re.Match[str], first: int) -> date | None:
    try:
        return date(int(found[first]), int(found[first + 1]), int(found[first + 2]))
    except ValueError:
        return None
