"""Turns deadlines into findings: two values or two starts for one duty, and a deadline that another clause makes impossible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.finding import Finding, Grade
from pipeline.rfp.findings.source import Sentence, Source, finding
from pipeline.rfp.paper import Place

_HOURS = re.compile(r"(\d{1,3})\s*(시간|분|일)\s*(?:이내|내에?|안에?|에|까지)")
_RECOVERY = re.compile(r"복\s*구|정상\s*(?:가동|화)")
_ARRIVAL = re.compile(r"도착|출근|방문하여|현장\s*출동")
_STARTS = (("접수", r"접수"), ("통보", r"통보|통지|신고"), ("요청", r"(?:유지보수|지원|조치)\s*요청"), ("발생", r"발생\s*(?:시|후|한|즉시)"), ("도착", r"도착\s*후|도착한"))
_AT_ONCE = re.compile(r"(즉시|지체\s*없이)[^.]{0,12}(?:복구|조치|투입)(?![^.]{0,8}불가)")
_NEAR = 70  # letters between a duty and the words that say when


@dataclass(frozen=True, slots=True)
class Moment:
    """A duty that recurs in clauses: what it is, which sentences speak of it, and the words that say when."""

    topic: str
    about: str
    words: tuple[str, ...]  # of which a sentence about it holds one
    when: tuple[tuple[str, str], ...]  # (how the finding names it, pattern)
    assumption: str


# Duties of which maintenance contracts state the time more than once.
MOMENTS: tuple[Moment, ...] = (
    Moment("정기점검 결과 제출", r"점검\s*결과|점검보고서|결과보고", ("점검", "결과보고"),
           (("당월 말일까지", r"당월\s*말일|매월\s*말일|해당\s*월\s*말"), ("익월 n일까지", r"익월\s*\d+\s*일|다음\s*달\s*\d+\s*일"), ("청구서류에 넣어", r"청구\s*서류에\s*(?:포함|첨부)")),
           "이른 때인 당월 말일까지 낸다."),
    Moment("보안서약서 제출", r"보안\s*(?:서약서|각서)|보안\s*서약", ("보안",),
           (("투입 전", r"투입\s*전|착수\s*전"), ("과업수행계획서와 함께", r"계획서\s*(?:와|에)?\s*(?:함께|포함(?:될|하여)?|첨부)|계획서에는"), ("n일 이내", r"\d+\s*일\s*이내|\d+\s*주\s*이내"), ("계약 시", r"계약\s*(?:체결)?\s*시|착수\s*시")),
           "이른 때인 투입 전날까지 낸다."),
    Moment("인력 교체", r"교체", ("교체",),
           (("15일 이내처럼 기한을 두어", r"\d+\s*일\s*이내"), ("즉시", r"즉시|지체\s*없이"), ("며칠 전에 승인을 받아", r"\d+\s*일\s*(?:이)?\s*전")),
           "요청에 따른 교체는 기한과 '즉시'를 함께 적어 두고 이른 때를 따른다."),
    Moment("점검 방법", r"점검", ("점검",),
           (("방문", r"방문(?:하여|\s*점검)|현장\s*(?:방문|점검)|설치된\s*장소"), ("원격", r"원격"), ("상시", r"상시\s*(?:원격)?\s*점검|상주")),
           "방문과 원격 가운데 넓은 쪽을 기준으로 한다."),
)


def check_moments(source: Source) -> Iterator[Finding]:
    """Yield duties that two clauses want at two times."""
    for moment in MOMENTS:
        uses: dict[str, Sentence] = {}
        for order in source.orders(*moment.words):
            sentence, lead = source.sentences[order], _lead(source, order)
            for found in re.finditer(moment.about, sentence.text):
                near = sentence.text[max(0, found.start() - _NEAR) : found.end() + _NEAR] + lead
                for name, pattern in moment.when:
                    if re.search(pattern, near):
                        uses.setdefault(name, sentence)
        people = moment.topic != "인력 교체" or all(re.search(r"인력|요원|인원|직원|담당자|기술자", use.text) for use in uses.values())
        if len(uses) >= 2 and people and len(set(uses.values())) >= 2:
            names = ", ".join(f"'{name}'" for name in uses)
            grade = Grade.B if moment.topic == "점검 방법" else Grade.A
            issue = f"{moment.topic}의 때나 방법을 조항마다 달리 적었다: {names}."
            yield finding(grade, "기한 불일치", issue, _quotes(list(uses.values())), moment.assumption, f"{moment.topic}은(는) 어느 조항을 따르는지 알려 주시기 바랍니다.")


def _lead(source: Source, order: int) -> str:
    """Return the sentence that announces the list in which a sentence stands ("… 포함될 내용은 다음과 같다."), "" for none."""
    for above in reversed(source.sentences[max(0, order - 4) : order]):
        if re.search(r"다음과\s*같다|다음\s*각\s*호|아래와\s*같", above.text):
            return " " + above.text
    return ""


def check_recovery(source: Source) -> Iterator[Finding]:
    """Yield recovery limits with more than one value, more than one start, and arrivals that come too late for them."""
    limits: dict[str, Sentence] = {}
    starts: dict[str, Sentence] = {}
    for sentence in source.holding("복", "정상"):
        if not _RECOVERY.search(sentence.text):
            continue
        for found in _HOURS.finditer(sentence.text):
            after = sentence.text[found.end() : found.end() + 40]
            if found[2] == "시간" and not re.search(r"보고서|제출|원인", after) and _RECOVERY.search(sentence.text[max(0, found.start() - 60) : found.end() + 60]):
                limits.setdefault(f"{int(found[1])}시간", sentence)
                before = sentence.text[max(0, found.start() - 45) : found.start()]
                named = [name for name, pattern in _STARTS if re.search(pattern, before)]
                if named:
                    starts.setdefault("·".join(named), sentence)
        at_once = _AT_ONCE.search(sentence.text)
        if at_once:
            limits.setdefault(at_once[1], sentence)
    if len(limits) >= 2:
        issue = f"장애를 복구할 기한을 {', '.join(limits)} {len(limits)}가지로 적었다."
        yield finding(Grade.A, "값이 둘", issue, _quotes(list(limits.values())), "모두 셈하되 짧은 쪽은 경고, 지체상금을 적은 조항의 시간은 지체 판정에 쓴다.",
                      "어느 기한을 지체 판정에 쓰는지 알려 주시기 바랍니다.")
    if len(starts) >= 2:
        issue = f"복구 시간을 세기 시작하는 때를 {', '.join(starts)} {len(starts)}가지로 적었다."
        yield finding(Grade.A, "기산점 불일치", issue, _quotes(list(starts.values())), "조항마다 적힌 때부터 따로 셈한다.", "복구 시간은 언제부터 세는지 알려 주시기 바랍니다.")
    yield from _too_late(source, limits)


def _too_late(source: Source, limits: dict[str, Sentence]) -> Iterator[Finding]:
    hours = [int(limit.removesuffix("시간")) for limit in limits if limit.endswith("시간")]
    for sentence in source.holding("시간") if hours else ():
        found = _HOURS.search(sentence.text)
        if found and found[2] == "시간" and _ARRIVAL.search(sentence.text) and not _RECOVERY.search(sentence.text) and int(found[1]) >= min(hours):
            short = f"{min(hours)}시간"
            issue = f"{found[1]}시간 안에 도착하면 되는데 복구는 {short} 안에 마쳐야 하므로 둘을 함께 지킬 수 없다."
            yield finding(Grade.A, "기한 모순", issue, _quotes([sentence, limits[short]]), "복구 기한을 지키도록 도착 시간을 앞당겨 계획한다.", "업무시간 밖의 복구 기한을 알려 주시기 바랍니다.")
            return


def check_replacement(source: Source) -> Iterator[Finding]:
    """Yield hand-overs that take longer than the notice before a replacement."""
    notices = [(int(found[1]), sentence) for sentence, found in source.matching(r"(\d{1,3})\s*일\s*(?:이)?\s*전", "교체", "변경") if re.search(r"교체|변경", sentence.text) and re.search(r"인력|요원|인원|승인", sentence.text)]
    handovers = [(int(found[1]), sentence) for sentence, found in source.matching(r"(\d{1,3})\s*일\s*(?:이상|간|동안|의)", "인수", "인계") if re.search(r"인수\s*인계|인계\s*인수", sentence.text)]
    for days, sentence in notices:
        for longer, other in handovers:
            if longer > days:
                issue = f"교체를 {days}일 전에 알리면 되는데 인수인계는 {longer}일을 해야 하므로, 승인을 요청하기 전에 인수인계를 시작해야 한다."
                yield finding(Grade.A, "기한 모순", issue, _quotes([sentence, other]), f"교체 {longer}일 전에 승인을 요청하는 일정으로 계획한다.", "승인 요청과 인수인계의 순서를 알려 주시기 바랍니다.")
                return


def check_unlimited(source: Source) -> Iterator[Finding]:
    """Yield duties 'after' something that give no deadline at all."""
    for sentence, found in source.matching(r"(?:근무|업무)\s*시간\s*종료\s*후[^.]{0,30}(?:조치|복구|처리)"):
        if not re.search(r"\d+\s*(?:시간|일|분)", found[0]):
            issue = f"'{' '.join(found[0].split())}'에 기한이 없다."
            yield finding(Grade.B, "기한 없음", issue, _quotes([sentence]), "다음 근무일 업무 시작 전까지로 본다.", "언제까지 마쳐야 하는지 알려 주시기 바랍니다.")
    for sentence, _ in source.matching(r"휴무|휴가|대체\s*인력"):
        if re.search(r"필요\s*등급|동\s*등급|해당\s*등급", sentence.text) and not re.search(r"특급|고급|중급|초급", source.text):
            yield finding(Grade.B, "정의 없는 말", "'필요 등급'을 쓰면서 등급의 기준(특급·고급·중급·초급이나 경력)을 어디에도 적지 않았다.", _quotes([sentence]),
                          "교체되는 인력의 자격요건과 같은 요건으로 본다.", "등급의 기준을 알려 주시기 바랍니다.")
            break


def _quotes(sentences: list[Sentence]) -> list[tuple[str, Place]]:
    return [(sentence.text, sentence.place) for sentence in sentences]
