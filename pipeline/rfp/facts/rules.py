"""Turns sentences with a number and a unit into rules of a few general topics: recovery.hours, replacement.notice_days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.rfp.fact import Rule
from pipeline.rfp.facts.reading_lines import Line, Lines, Zone
from pipeline.rfp.paper import Place

_SPAN = r"(?P<number>\d{1,3}(?:\.\d+)?)\s*(?P<unit>시간|분|일|주일|주|개월)\s*(?:이내|내|안)"
_TABLE = (  # id, name, topic, words that must stand in the sentence, the number in it
    ("recovery.hours", "복구기한", "장애 복구", r"복구|정상\s*가동|장애\s*(?:처리|조치)", rf"{_SPAN}[^.]{{0,16}}?(?:복구|정상|조치|처리|해결)|(?P<number2>\d{{1,3}})\s*(?P<unit2>시간)에\s(?:복구|조치)|(?:복구|처리|조치)\s?(?:시간|기한)\s?[:：은는]?\s?(?P<number3>\d{{1,3}})\s?(?P<unit3>시간|분|일)\s?(?:이내|내)"),
    ("arrival.hours", "출동 기한", "현장 도착", r"도착|출동|출근|방문", rf"{_SPAN}[^.]{{0,14}}?(?:도착|출동|출근|방문|지원)"),
    ("response.hours", "응답 기한", "장애 응답", r"장애|오류|문의|요청", rf"{_SPAN}[^.]{{0,10}}?(?:응답|대응|착수|회신|답변)"),
    ("recurrence.minutes", "재발로 보는 시간", "장애 재발", r"재\s?발", r"(?P<number>\d{1,3})\s*(?P<unit>분|시간)\s*(?:이내|내)[^.]{0,30}재\s?발"),
    ("root_cause.monthly_count", "원인규명 대상 횟수", "같은 장애의 반복", r"원인", r"월\s*(?P<number>\d{1,2})\s*(?P<unit>회)\s*이상[^.]{0,30}원인"),
    ("replacement.notice_days", "인력교체 사전 제출", "인력 교체 통보", r"교체|변경", r"(?:교체|변경|인력)[^.]{0,30}?(?P<number>\d{1,3})\s*(?P<unit>일|주일|주|개월)\s*(?:이?\s*전|이?전까지)"),
    ("replacement.forced_days", "교체 요구 뒤 교체", "인력 교체 요구", r"교체", r"교체[^.]{0,12}요구[^.]{0,20}?(?P<number>\d{1,3})\s*(?P<unit>일|주일|주)\s*(?:이내|내)"),
    ("handover.days", "인수인계 기간", "업무 인수인계", r"인수\s*인계|인계", r"(?P<number>\d{1,3})\s*(?P<unit>일|주일|주|개월)\s*(?:이?\s*전|동안|이상|간|이내)[^.]{0,20}인수?\s*인?계"),
    ("claim.due_day", "청구 기한일", "대금 청구", r"청구|기성", r"(?:익월|다음\s*달|매월)\s*(?P<number>\d{1,2})\s*(?P<unit>일)(?:까지|이내|\s)"),
    ("payment.days", "지급 기한", "대금 지급", r"지급", r"(?P<number>\d{1,3})\s*(?P<unit>일)\s*(?:이내|내)에?[^.]{0,30}지급"),
    ("report.monthly_day", "월간보고 기한일", "월간보고", r"보고", r"(?:매월|익월|다음\s*달)\s*(?P<number>\d{1,2})\s*(?P<unit>일)[^.]{0,40}(?:보고|제출)"),
    ("pledge.days", "보안서약서 기한", "보안서약서 제출", r"서약서|각서", r"(?P<number>\d{1,3})\s*(?P<unit>일|주일|주)\s*(?:이내|내)[^.]{0,40}(?:서약서|각서)|(?:서약서|각서)[^.]{0,30}?(?P<number2>\d{1,3})\s*(?P<unit2>일|주일|주)\s*(?:이내|내)"),
    ("plan.days", "수행계획서 기한", "수행계획서 제출", r"계획서", r"(?P<number>\d{1,3})\s*(?P<unit>일|주일|주)\s*(?:이내|내)에?[^.]{0,30}?(?:착수|수행|사업|세부|추진)[^.]{0,10}계획서|(?:수행|착수|사업)[가-힣\s]{0,8}계획서[^.]{0,40}?(?P<number2>\d{1,3})\s*(?P<unit2>일|주일|주)\s*(?:이내|내)"),
    ("commencement.days", "착수계 기한", "착수계 제출", r"착수(?:계|신고)", r"(?P<number>\d{1,3})\s*(?P<unit>일|주일|주)\s*(?:이내|내)에?[^.]{0,30}착수(?:계|신고)"),
    ("inspection.per_month", "월 정기점검 횟수", "정기점검", r"점검", r"월\s*(?P<number>\d)\s*(?P<unit>회)[^.]{0,20}점검|점검[^.]{0,20}월\s*(?P<number2>\d)\s*(?P<unit2>회)"),
    ("report.per_month", "월 보고 횟수", "정기 보고", r"보고", r"월\s*(?P<number>\d)\s*(?P<unit>회)[^.]{0,20}보고"),
    ("availability.percent", "가용률", "서비스 가용률", r"가용|가동", r"(?:가용률|가용성|가동률|가동율|가용율)[^.\d]{0,20}(?P<number>\d{2,3}(?:\.\d+)?)\s*(?P<unit>%)"),
    ("warranty.months", "하자담보책임기간", "하자보수", r"하자|무상", r"(?:하자|무상)[^.]{0,40}?(?P<number>\d{1,2})\s*(?P<unit>개월|년)(?!\s*(?:도|\d))"),
    ("termination.notice_days", "해지 예고", "계약 해지 통지", r"해지", r"해지[^.]{0,20}?(?P<number>\d{1,3})\s*(?P<unit>일)\s*전"),
    ("request.urgent_hours", "긴급 요청 완료 시간", "긴급 요청", r"긴급", r"긴급[^.]{0,40}?(?P<number>\d{1,3})\s*(?P<unit>시간)\s*(?:이내|내)"),
    ("subcontract.notice_days", "재위탁 통보", "재위탁", r"수탁계약|재위탁|하도급", r"(?P<number>\d{1,3})\s*(?P<unit>일)\s*이?전"),
    ("support.hours_per_day", "하루 지원 시간", "지원 시간", r"365\s*일", r"(?P<number>24)\s*(?P<unit>시간)"),
    ("experience.years", "투입인력 경력", "투입인력 경력", r"경력|업무|관리자|인력|PM", r"(?:경력|업무|분야|관리자|PM|경험)[^.\d]{0,20}(?P<number>\d{1,2})\s*(?P<unit>년)\s*이상"),
    ("meeting.minutes", "대면 회의 기한", "회의 참석", r"회의", r"(?P<number>\d{1,3})\s*(?P<unit>분|시간)\s*(?:이내|내)[^.]{0,16}회의"),
)
_COMPILED = tuple((id, name, topic, re.compile(words), re.compile(pattern)) for id, name, topic, words, pattern in _TABLE)
_COMPOUND = re.compile(r"복합\s*장애[^.]{0,12}?(?P<number>\d{1,3})\s*(?P<unit>시간)\s*(?:이내|내)")
_BACKUP = (
    (re.compile(r"일일\s*백업|매일[^.]{0,16}백업|일\s*단위[^.]{0,10}백업"), "1", "회/일"),
    (re.compile(r"분기(?:별|마다)?[^.]{0,24}백업"), "1", "회/분기"),
    (re.compile(r"(?:주간|매주|주\s*1회)[^.]{0,16}백업"), "1", "회/주"),
    (re.compile(r"(?:월간|매월|월\s*1회)[^.]{0,16}백업(?!\s*결과)"), "1", "회/월"),
)
_ANY = re.compile(r"\d\s*(?:시간|분|일|주|개월|년|회|%)|백업")
_BID = re.compile(r"입찰|제안서|평가|평점|배점|실적|투찰|공고|협상|낙찰")
_GRADE = re.compile(r"(?P<grade>[A-Za-z가-힣\d]{1,12}?)\s?(?:등급|급)?\s?[:：]\s?(?P<number>\d{1,3})\s?(?P<unit>시간|분|일)")
_GRADED = re.compile(rf"{_GRADE.pattern.replace('?P<grade>', '').replace('?P<number>', '').replace('?P<unit>', '')}(?:\s?[,/]\s?{_GRADE.pattern.replace('?P<grade>', '').replace('?P<number>', '').replace('?P<unit>', '')})+\s?\)?")
_SECURITY = re.compile(r"침해|해킹|보안\s?사고|유출|랜섬|악성|개인정보")  # getting data back after these is no repair of a fault
_DATA = re.compile(r"(?:자료|데이터)(?:의|를)?\s?복구")
_CLAUSE_END = re.compile(r"(?:하며|으며|되며|받고|하고|해야\s하고)[,\s]\s?(?!지체\s?(?:시|할|하))")  # 지체 시 지체상금 … belongs to the time before it
_MANY = frozenset(("recovery.hours", "arrival.hours"))  # a sentence may give several
_MOST_TORN = 300  # sentences of one cell over several lines; a cell with more is no requirement
_RECOVERY_OTHER = re.compile(r"재\s?발|응답|백업\s*본|도착|출동")


def rules_of(lines: Lines) -> tuple[Rule, ...]:
    """Return the rules of the body and the cards in reading order; sentences about the bid are left out."""
    found: list[Rule] = []
    seen: set[tuple[str, str, str, str]] = set()
    for line in whole_lines(lines):
        if not _ANY.search(line.text) or _BID.search(line.text) or _BID.search(line.heading):
            continue
        for rule in _rules(line):
            key = rule.topic, rule.number, rule.unit, rule.quote
            if key not in seen:
                seen.add(key)
                found.append(rule)
    return tuple(found)


def whole_lines(lines: Lines) -> Iterator[Line]:
    """Yield the lines of the body; where a card's sentence is printed over several of them, the whole sentence in their place."""
    torn = _torn(lines)
    own = {_squeezed(detail.text) for card in lines.requirements.cards for _, detail in card.walk()}
    told: set[str] = set()
    for line in lines.body:
        wholes = torn.get(_cell(line.place), ()) if line.zone is Zone.CARD else ()
        part = _squeezed(line.marked.text) if wholes else ""
        whole = next((text for joined, text in wholes if part in joined), "") if part and part not in own else ""
        if not whole:
            yield line
        elif whole not in told:
            told.add(whole)
            yield replace(line, text=whole)


def _torn(lines: Lines) -> dict[tuple[int, int, int, int], list[tuple[str, str]]]:
    """Return the sentences of cards that no line holds alone, squeezed and as they are, by the cell that they stand in."""
    printed: dict[tuple[int, int, int, int], set[str]] = {}
    for line in lines.body:
        if line.zone is Zone.CARD:
            printed.setdefault(_cell(line.place), set()).add(_squeezed(line.marked.text))
    found: dict[tuple[int, int, int, int], list[tuple[str, str]]] = {}
    for card in lines.requirements.cards:
        for _, detail in card.walk():
            cell, joined = _cell(detail.place), _squeezed(detail.text)
            if joined not in printed.get(cell, ()) and len(found.setdefault(cell, [])) < _MOST_TORN:
                found[cell].append((joined, detail.text))
    return found


def _cell(place: Place) -> tuple[int, int, int, int]:
    return place.block, place.table, place.row, place.column


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _rules(line: Line) -> Iterator[Rule]:
    for sentence in re.split(r"(?<=[가-힣)])\.\s+", line.text):
        for id, name, topic, words, pattern in _COMPILED:
            if not words.search(sentence):
                continue
            matches = list(pattern.finditer(sentence))
            for match in matches if id in _MANY else matches[:1]:
                number, unit = _number(match)
                if id == "recovery.hours" and not _is_recovery(sentence, match, unit):
                    continue
                yield Rule(id, name, number, unit, topic, _clause(sentence, match), line.place)
        if match := _COMPOUND.search(sentence):
            yield Rule("recovery.compound_hours", "복합장애 복구기한", match["number"], match["unit"], "복합장애 복구", _clause(sentence, match), line.place)
        for pattern, number, unit in _BACKUP:
            if pattern.search(sentence):
                yield Rule("backup.cycle", "백업 주기", number, unit, "백업", sentence.strip(), line.place)


    yield from _graded(line)


def _is_recovery(sentence: str, match: re.Match[str], unit: str) -> bool:
    """Return True where the time is that of a repair, not of an answer, an arrival, or of getting data back."""
    before = sentence[max(0, match.start() - 16) : match.start()]
    of_other = _RECOVERY_OTHER.search(match[0]) or _SECURITY.search(sentence) or _DATA.search(match[0]) or re.search(r"복합\s*장애", before)
    return not of_other and unit in ("시간", "분", "일")


def _clause(sentence: str, match: re.Match[str]) -> str:
    """Return the clause that the number stands in, with the words that say from when it counts."""
    ends = [found.end() for found in _CLAUSE_END.finditer(sentence)]
    begin = max((end for end in ends if end <= match.start()), default=0)
    return sentence[begin : min((end for end in ends if end >= match.end()), default=len(sentence))].strip(" ,")


def _graded(line: Line) -> Iterator[Rule]:
    """Yield a rule a grade of fault: (Critical : 12시간, Major : 24시간)."""
    found = _GRADED.search(line.text)
    if found is None or not re.search(r"복구|장애\s?(?:조치|처리)", line.text[: found.start()]):
        return
    begin = max((end.end() for end in _CLAUSE_END.finditer(line.text, 0, found.start())), default=0)
    quote = line.text[begin : found.end()].strip()
    for grade in _GRADE.finditer(found[0]):
        name = grade["grade"].strip()
        yield Rule("recovery.hours", f"복구기한({name})", grade["number"], grade["unit"], f"장애복구({name})", quote, line.place)


def _number(match: re.Match[str]) -> tuple[str, str]:
    groups = match.groupdict()
    number, unit = next((groups[f"number{which}"], groups[f"unit{which}"]) for which in ("", "2", "3") if groups.get(f"number{which}"))
    return (str(int(number) * 7), "일") if unit in ("주", "주일") else (number, unit)
