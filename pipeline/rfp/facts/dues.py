"""Turns the words around a paper's name into its trigger and its deadlines: 계약 후 14일 이내, 익월 10일까지, 매월 말."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.model.deliverable import DueKind, Trigger

_TRIGGERS = (
    (Trigger.TEMPORARY, r"임시\s*(?:장애\s*)?복구|항구적"),
    (Trigger.OVERRUN, r"재발|원인\s*규명|시간을?\s*초과"),
    (Trigger.REPLACEMENT, r"인력\s*(?:의\s*)?(?:교체|변경)|교체\s*(?:시|할|요구|하고자)|변경\s*\d+일\s*전"),
    (Trigger.END, r"계약\s*(?:만료|종료)|(?:사업|용역|과업)\s*(?:종료|완료|만료)|준공|완료\s*(?:시|계|보고)|최종\s*(?:보고|산출)|종료\s*시|인수\s*인계"),
    (Trigger.STAFFING, r"투입\s*(?:전|시|인력)|인력\s*투입"),
    (Trigger.MONTHLY, r"매\s*월|월간|월\s*\d\s*회|월별|당월|익월|매\s*달"),
    (Trigger.YEARLY, r"매\s*년|연간|[연년]\s*\d\s*회"),
    (Trigger.START, r"착\s*수|과업\s*수행\s*계획|사업\s*수행\s*계획|계약\s*(?:체결\s*)?(?:일|후|체결)"),
    (Trigger.INCIDENT, r"장애|고장|침해사고|사고\s*발생"),
    (Trigger.CHANGE, r"변경|수정|개선"),
    (Trigger.REQUEST, r"요청|요구|필요\s*시|지시"),
    (Trigger.SIGNED, r"계약"),
    (Trigger.ONGOING, r"상시|기록|관리\s*대장"),
)
_COMPILED = tuple((trigger, re.compile(pattern)) for trigger, pattern in _TRIGGERS)
_EVENT = r"(?P<event>[가-힣()\s]{1,14}?)\s*(?:로\s?부터|으로부터|부터|이후|후|한\s*날부터)?\s*"
_WITHIN = re.compile(rf"(?:{_EVENT})?(?P<number>\d{{1,3}})\s*(?P<unit>일|주|개월|시간)\s*(?:이내|내|안)(?=[^가-힣]|에|로|까지|의|$)")
_BEFORE = re.compile(r"(?P<event>[가-힣\s]{1,14}?)\s*(?P<number>\d{1,3})\s*(?P<unit>일|주)\s*(?:이?\s*전)")
_NEXT_MONTH = re.compile(r"(?:매\s*월|익\s*월|다음\s*달|차\s*월)\s*(?P<number>\d{1,2})\s*일")
_MONTH_END = re.compile(r"(?:당\s*월|매\s*월|월|해당\s*월)\s*말")
_AT_ONCE = re.compile(r"즉시")
_NO_DELAY = re.compile(r"지체\s*없이")
_IN_ADVANCE = re.compile(r"(?P<event>[가-힣]{2,8})\s*(?:이?전에?|전까지)(?=[^가-힣]|까지|에|$)|사전(?:에|\s)")
_TOGETHER = re.compile(r"(?P<event>[가-힣\s]{2,14}?)(?:와|과|에)\s*(?:함께|포함하여|첨부하여)")
_DAYS = {"일": 1, "주": 7, "개월": 30}


def trigger_of(*texts: str) -> str:
    """Return the Korean name of the trigger that the first text with any word of one names; 수시 when none does."""
    for text in texts:
        for trigger, pattern in _COMPILED:
            if pattern.search(text):
                return trigger.value
    return Trigger.OCCASION.value


def dues_of(text: str, clause: str = "") -> list[dict[str, Any]]:
    """Return the deadlines that the words name; one that is open (미정) when they name none."""
    found = list(_dues(text))
    rules = [_due(kind, number, event, words, clause) for kind, number, event, words in found[:2]]
    return rules or [_due(DueKind.OPEN, 0, "", "", clause)]


def has_due(text: str) -> bool:
    """Return True when the words name a deadline."""
    return next(_dues(text), None) is not None


def _dues(text: str) -> Iterator[tuple[DueKind, int, str, str]]:
    if found := _WITHIN.search(text):
        number = int(found["number"])
        kind = DueKind.AFTER_HOURS if found["unit"] == "시간" else DueKind.AFTER_DAYS
        yield kind, number * _DAYS.get(found["unit"], 1), _event(found["event"]), found[0].strip()
    if found := _BEFORE.search(text):
        yield DueKind.BEFORE_DAYS, int(found["number"]) * _DAYS[found["unit"]], _event(found["event"]), found[0].strip()
    if (found := _NEXT_MONTH.search(text)) and 1 <= int(found["number"]) <= 31:
        yield DueKind.NEXT_MONTH_DAY, int(found["number"]), "", found[0].strip()
    elif found := _MONTH_END.search(text):
        yield DueKind.MONTH_END, 0, "", found[0].strip()
    for kind, pattern in ((DueKind.AT_ONCE, _AT_ONCE), (DueKind.WITHOUT_DELAY, _NO_DELAY)):
        if found := pattern.search(text):
            yield kind, 0, "", found[0].strip()
    if found := _IN_ADVANCE.search(text):
        yield DueKind.BEFORE_EVENT, 0, _event(found["event"]), found[0].strip()
    if found := _TOGETHER.search(text):
        yield DueKind.WITH, 0, _event(found["event"]), found[0].strip()


def _due(kind: DueKind, number: int, event: str, words: str, clause: str) -> dict[str, Any]:
    values = {"방식": kind.value, "수": number, "기준": event, "원문": words, "조항": clause}
    return {key: value for key, value in values.items() if value not in ("", 0)}


def _event(words: str | None) -> str:
    """Return the event at the end of the words before a number."""
    parts = (words or "").split()
    if not parts or parts[-1] in ("는", "은", "을", "를", "이", "최소", "최대", "기간", "내", "약"):
        return ""
    last = re.sub(r"(?:로부터|으로부터|부터|이후|후|로)$", "", parts[-1])
    if last in ("체결", "체결일", "체결한", "완료", "종료", "발생", "시작", "통보") and len(parts) > 1:
        last = f"{parts[-2]} {last}"
    return last
