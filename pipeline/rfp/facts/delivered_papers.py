"""Turns a sentence that obliges a paper into the paper's name: 월간보고서를 매월 10일까지 제출하여야 한다."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rfp.facts.noun_phrases import is_generic, phrase_before, with_owner

STRONG = re.compile(
    r"(?:(?:계획|보고|결과|내역|명세|증명|확인|서약|합의|지침|설명|정의|신고|동의|청구|요청|신청|통보|인계|인수|절차|점검|시험|분석|설계|검토|의견|협정|완료|경력|이력|허가|승인|협약|품의|지시|기술|요구|위탁계약|납품|검수|검사)서"
    r"|각서|대장|[매메]뉴얼|일지|점검표|연락망|조직도|구성도|착수계|완료계|준공계|완수계|선임계|조서|명단|경력사항|이력사항|인적사항|체크리스트|현황표|관리카드|산출물|청구서류|소스(?:코드)?|연락처|월간\s?보고)(?:\s?\([^()]{1,40}\))?(?:\s?등)?$"
)
WEAK = re.compile(r"(?:현황|내역|결과|실적|계획|대책|방안|방법|자료|서류|기록|목록|해결책|원인규명|사유|단가|금액|의견|문서|도서|보고|계획안|소스|이력|내용|인력투입명단)(?:\s?\([^()]{1,40}\))?$")
_PLAN = re.compile(r"(?:대책|방안|방법|계획|해결책|금액)$")
_RULES = (  # verb, what may be its object: its own noun, and whether it counts in a call for proposals
    (re.compile(r"제출|납품|교부"), (STRONG, WEAK), True),
    (re.compile(r"보고"), (STRONG, WEAK), True),
    (re.compile(r"통보|통지|신고"), (STRONG, WEAK), True),
    (re.compile(r"제공"), (STRONG, re.compile(r"(?:기술\s?자료|교육\s?자료|작업\S*\s?내용)(?:\s?\([^()]{1,40}\))?$")), True),
    (re.compile(r"제시"), (_PLAN,), False),
    (re.compile(r"작성|비치|갱신|현행화"), (re.compile(rf"(?:{STRONG.pattern})"),), True),
    (re.compile(r"수립|마련"), (re.compile(r"(?:관리대책|보안대책|예방대책|조치\s?방안|계획|대응절차)$"),), False),
    (re.compile(r"관리"), (re.compile(r"(?:대응\s?절차|관리\s?대장)$"),), False),
)
_VERB = re.compile(
    r"(?P<verb>제출|납품|교부|보고|통보|통지|신고|제공|제시|작성|비치|갱신|현행화|수립|마련|관리)(?=\s?(?:하여|하고|하며|하도|하는|하되|한\s?다|한\s?후|할\s?것|할\s?때|해야|해$|함|토록|필요|및\s|·|,|\)|\.|$))"
)
_SWAP = re.compile(r"후\s?\(後\)|선\s?\(先\)")
_CLAUSE = re.compile(r"(?<=하며)[,\s]|(?<=으며)[,\s]|(?<=되며)[,\s]|(?<=하고,)|(?<=하고)\s|(?<=받고)[,\s]|(?<=하되)[,\s]|[;:：]\s")
_OBJECT = re.compile(r"(?:을|를)[,\s]")
_TOPIC = re.compile(r"(?:은|는)\s(?=(?:반드시|매월|서면|즉시|별도|사전)?)")
_CLIENT = re.compile(r"^[“\"'‘]?(?:발주기관|발주부서|발주처|발주자|주관기관|우리\s?원|위탁자|감독관?|공단|본원|수요기관)[”\"'’]?(?:은|는|이|가|에서)\s")
_NOT = re.compile(r"(?:않|아니하|못하|없)[^.]{0,4}$")
_ASK_ONLY = re.compile(r"^[가-힣]{0,2}\s?할\s수\s있|^하여?\s?줄|^받(?:은|는|을|아)|^된\s|^한\s(?!다|후)")
_TO_TELL = re.compile(r"(?:금액|내용|사유|단가|의견|방안)$")  # what is told: the paper is the notice of it
_THAT = re.compile(r"(?:^|\s)그\s$")
_LONGEST = 46


def papers_of(sentence: str, proposal: bool = False) -> Iterator[tuple[str, str]]:
    """Yield (name, words that say when) of each paper that the sentence wants; `proposal`: in a call for proposals."""
    text = _SWAP.sub("", sentence)
    if _CLIENT.match(text):
        return
    for found in _VERB.finditer(text):
        after = text[found.end() : found.end() + 24]
        if _ASK_ONLY.match(after.strip()):
            continue
        for verb, kinds, always in _RULES:
            if verb.fullmatch(found["verb"]) and (always or not proposal):
                yield from _objects(text, found, kinds)


def _objects(text: str, verb: re.Match[str], kinds: tuple[re.Pattern[str], ...]) -> Iterator[tuple[str, str]]:
    clause = _clause(text, verb.start())
    for phrase, before in _candidates(text[clause : verb.start()]):
        name = phrase
        if is_generic(name):
            name = with_owner(name, before) if with_owner(name, before) != name else of_antecedent(name, text[: verb.start()])
        elif _THAT.search(before[: len(before) - len(phrase)]) and (made := list(_DONE.finditer(before))):
            name = f"{phrase_before(made[-1]['what'], 3)} {phrase}".strip()
        if name and not is_generic(name) and len(name) <= _LONGEST and any(kind.search(name) for kind in kinds):
            told = verb["verb"] in ("보고", "통보", "통지", "신고") and _TO_TELL.search(name)
            words = _words(text, clause, verb).replace(phrase, "")
            yield from ((part, words) for part in ([f"{name} {verb['verb']}"] if told else parted(name)))
            return


def _words(text: str, clause: int, verb: re.Match[str]) -> str:
    """Return the words that may say when: the verb's clause with the end of the one before, not beyond the next."""
    after = text[verb.end() : verb.end() + 40]
    end = _CLAUSE.search(after)
    return text[max(0, clause - 50) : verb.end()] + after[: end.start() if end else None]


def _clause(text: str, end: int) -> int:
    """Return where the clause begins that ends at `end`."""
    begin = 0
    for found in _CLAUSE.finditer(text, 0, end):
        begin = found.end()
    return begin


def _candidates(clause: str) -> Iterator[tuple[str, str]]:
    """Yield (phrase, words up to its end) of what may be the verb's object, the likeliest first."""
    direct = re.sub(r"\s(?:서면(?:으로)?|즉시|매월|별도|반드시|함께|지체\s없이|수시로?)\s*$|을\s*$|를\s*$", "", clause.rstrip())
    if direct != clause.rstrip() or not re.search(r"(?:여|고|로|에|게|서면|후|시)$", direct):
        yield phrase_before(direct), direct
    objects = [found.start() for found in _OBJECT.finditer(clause)]
    for at in reversed(objects):
        before = clause[:at]
        if not _NOT.search(clause[at:]):
            yield phrase_before(before), before
    for found in reversed(list(_TOPIC.finditer(clause))):
        before = clause[: found.start()]
        if STRONG.search(before):
            yield phrase_before(before), before


_DONE = re.compile(r"(?P<what>[^.,]{2,60}?)(?:을|를)\s(?:[가-힣]+(?:히|게|로)\s)?(?P<act>[가-힣]{2,4})(?:하고|하며|한\s경우|한\s후|하여|하는\s경우|할\s경우|하였을\s경우|후)[,\s]")
_KEPT = re.compile(r"(?P<what>[^.,]{2,60}?)(?:을|를)\s(?:요구|정리|보관|관리)")


def of_antecedent(name: str, before: str) -> str:
    """Return a bare word (결과, 이, 내용) named by what the sentence did before: 개인정보를 파기한 경우 그 결과 → 개인정보 파기 결과."""
    word = re.sub(r"^(?:그|이|해당|이에\s대한|당해)\s?", "", name)
    if word.endswith("결과") and (done := list(_DONE.finditer(before))):
        what = phrase_before(done[-1]["what"], 4)
        act = "" if done[-1]["act"] in ("수행", "실시", "진행", "완료") or what.endswith(done[-1]["act"]) else f" {done[-1]['act']}"
        return f"{what}{act} 결과" if what and not what.startswith("결과") and not is_generic(f"{what}결과물") else ""
    if re.search(r"(?:이에|그에)\s대한\s(?:\S+한\s)?방안$", before[: before.rfind("방안") + 2] if name.endswith("방안") else "") and (asked := _KEPT.search(before)):
        what = re.sub(r"\s등$", "", phrase_before(asked["what"], 4))
        return f"{what}에 대한 방안" if what else ""
    if re.search(r"(?:^|\s)이를\s", before[-24:]) and (kept := _KEPT.search(before)):
        return phrase_before(kept["what"], 4)
    return ""


def parted(name: str) -> Iterator[str]:
    """Yield each paper of a phrase that joins several (보안각서 및 이력사항); a phrase whose parts need each other stays whole."""
    parts = [part.strip() for part in re.split(r"\s및\s|,\s|\s또는\s|(?<=서)[와과]\s", name)]
    if len(parts) > 1 and all(STRONG.search(part) and not is_generic(part) for part in parts):
        yield from (re.sub(r"\s등$", "", part) for part in parts)
    else:
        yield re.sub(r"\s등$", "", name)
