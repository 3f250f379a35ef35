"""Turns clauses of which one forbids, or gives to the client, what another one demands of the bidder into findings; also contacts that were swapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.finding import Finding, Grade
from pipeline.rfp.findings.source import Sentence, Source, finding

_NO = r"(?:금지|불허|불가|허용하지\s*않|하지\s*(?:않|못)|할\s*수\s*없)"
_MUST = r"(?:하여야|해야|한다|할\s*것|함(?=[.)\s]|$)|(?:제출|제시|수립|실시|수행)(?=[.)]|$))"
_BUT = re.compile(r"부득이|불가피|승인|경우에\s*한|이외|초과|이상|재하도급|중복\s*하도급|다만|단[,\s]")  # a prohibition that knows exceptions forbids less
_IF = re.compile(rf"경우|하고자|할\s*때|{_NO}")  # what holds in a case only is no demand
_WITHIN = 4  # lines below the title of a contact
_LONGEST = 80  # letters of a line with a contact


@dataclass(frozen=True, slots=True)
class _Topic:
    """Something that one clause may forbid and another one want, each in its own words."""

    name: str
    forbidden: re.Pattern[str]
    wanted: re.Pattern[str]
    question: str


_TOPICS = (
    _Topic("백업", re.compile(rf"백업\s*(?:데이터|자료|본|파일)?의?\s*(?:생성|보관|저장|보유|복사)\s*(?:은|을|를)?\s*{_NO}"),
           re.compile(rf"백업(?!\s*(?:데이터|자료)?의?\s*(?:생성|보관)[^.]{{0,6}}금지)[^.]{{0,30}}(?:수행|수립|실시|보관)[^.]{{0,8}}{_MUST}"), "백업에서 뺄 데이터와 백업할 데이터를 알려 주시기 바랍니다."),
    _Topic("하도급", re.compile(rf"(?<!재)하도급(?:은|을|를|이)?\s*{_NO}"),
           re.compile(rf"(?<!재)하도급\s*(?:계획|비율|업체|대금|계약)[^.]{{0,40}}(?:제출|제시|작성|명시|신청)[^.]{{0,8}}{_MUST}"), "하도급을 할 수 있는지, 관련 서류를 내야 하는지 알려 주시기 바랍니다."),
    _Topic("공동수급", re.compile(rf"공동\s*(?:수급|도급|계약)(?:\([^)]*\))?(?:은|을|를|이)?\s*{_NO}"),
           re.compile(rf"공동\s*수급(?:체|협정서|\s*표준\s*협정서)[^.]{{0,40}}(?:제출|제시|작성|명시)[^.]{{0,8}}{_MUST}"), "공동수급으로 입찰할 수 있는지 알려 주시기 바랍니다."),
    _Topic("원격 작업", re.compile(rf"원격\s*(?:지)?\s*(?:작업|접속|관리|개발|유지\s*보수)(?:은|을|를)?\s*{_NO}"),
           re.compile(rf"원격\s*(?:지)?\s*(?:작업|접속|지원|점검|개발)[^.]{{0,30}}(?:지원|제공|실시|수행|구성)[^.]{{0,8}}{_MUST}"), "원격으로 할 수 있는 일의 범위를 알려 주시기 바랍니다."),
)  # fmt: skip
_BY_CLIENT = re.compile(
    r"(?P<what>[가-힣A-Za-z]{2,12})\s?(?P<act>점검|점점|진단|시험|검사|교육|백업|감리|측정)[은는]\s*[가-힣]{2,10}(?:에서|이|가)\s*(?:직접\s*)?(?:진행|실시|수행|시행)"
)
_ALIKE = {"점검": ("점검", "진단"), "점점": ("점검", "진단"), "진단": ("점검", "진단")}
_CONTACT_BID = re.compile(r"(?:입찰|계약|공고)\s*(?:관련|진행)?[^.]{0,8}문의")
_CONTACT_WORK = re.compile(r"(?:제안|과업|사업|기술)\s*(?:요청)?\s*(?:내용|서)?\s*(?:및\s*제안서)?\s*(?:관련)?[^.]{0,6}문의")
_OFFICES = re.compile(r"(?P<work>사업\s*부서|사업\s*담당|주관\s*부서)|(?P<bid>계약\s*부서|계약\s*담당)")


def check_forbidden_and_wanted(source: Source) -> Iterator[Finding]:
    """Yield what one clause forbids without exception and another one demands."""
    for topic in _TOPICS:
        no = [sentence for sentence, _ in source.matching(topic.forbidden, topic.name[:2]) if not _BUT.search(sentence.text)]
        yes = [sentence for sentence, _ in source.matching(topic.wanted, topic.name[:2]) if sentence not in no and not _IF.search(sentence.text)]
        if no and yes:
            issue = f"{topic.name}을(를) 한 곳은 못 하게 하고 다른 곳은 하도록 하였다."
            quotes = [(use.text, use.place) for use in (no[0], *yes[:2])]
            yield finding(Grade.B, "금지와 요구의 모순", issue, quotes, "금지한 범위를 뺀 나머지만 하는 것으로 본다.", topic.question)


def check_who_does(source: Source) -> Iterator[Finding]:
    """Yield an act that a card gives to the client in one sentence and orders of the bidder in another one."""
    for card in source.requirements.cards:
        texts = [(detail.text, detail.place) for _, detail in card.walk()]
        for text, place in texts:
            found = _BY_CLIENT.search(text)
            if found is None:
                continue
            acts = "|".join(_ALIKE.get(found["act"], (found["act"],)))
            order = re.compile(rf"{re.escape(found['what'])}[^.]{{0,12}}(?:{acts})[^.]{{0,12}}(?:하여|하고|수립|실시|계획)|{re.escape(found['what'])}[을를]?\s*(?:{acts})하")
            others = [(other, where) for other, where in texts if other != text and order.search(other) and not _BY_CLIENT.search(other)]
            if others:
                issue = f"{card.id}에서 {found['what']} {_ALIKE.get(found['act'], (found['act'],))[0]}을(를) 한 문장은 발주기관이, 다른 문장은 사업자가 하도록 하였다."
                yield finding(Grade.B, "수행 주체", issue, [(text, place), *others[:2]], "발주기관이 하고 사업자는 그 결과를 조치하는 것으로 본다.", "누가 하는지 알려 주시기 바랍니다.")
                break


def check_contacts(source: Source) -> Iterator[Finding]:
    """Yield contacts of which the bid's names the office of the project and the project's the office of contracts."""
    bid, work = (_contact(source, title) for title in (_CONTACT_BID, _CONTACT_WORK))
    if bid and work and bid[1] == "work" and work[1] == "bid":
        issue = "입찰 문의처에는 사업부서를, 제안 문의처에는 계약부서를 적어 서로 바뀐 듯하다."
        yield finding(Grade.C, "문의처", issue, [(use.text, use.place) for use in (bid[0], work[0])], "적힌 전화로 물어 확인한다.", "입찰과 제안의 문의처를 확인해 주시기 바랍니다.")


def _contact(source: Source, title: re.Pattern[str]) -> tuple[Sentence, str] | None:
    """Return the line that names an office below the first title of contacts, and which office: work or bid."""
    for order in source.orders("문의"):
        if len(source.sentences[order].text) > _LONGEST or not title.search(source.sentences[order].text):
            continue
        for line in source.sentences[order : order + _WITHIN]:
            found = _OFFICES.search(line.text)
            if found:
                return line, "work" if found["work"] else "bid"
    return None
