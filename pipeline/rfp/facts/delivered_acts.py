"""Turns a sentence that binds an act to a notice, an approval or a record into the name of that paper: 수탁계약 통보."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rfp.facts.noun_phrases import is_generic, phrase_before

_CONSENT = r"(?:서면\s?)?(?:동의|승인|승낙|허락|허가)"
_WITHOUT = re.compile(rf"사전(?:에)?\s?(?P<consent>{_CONSENT})[^.]{{0,12}}?(?:없이|얻지|받지|제외하고)(?P<rest>[^.]*?)(?:수\s?없|아니\s?된다|안\s?된?|금지|아니하)")
_FORBIDDEN_ACT = re.compile(r"(?P<act>[가-힣]{2,4}(?:(?:\s또는\s|하거나\s|·|,\s?)[가-힣]{2,4}){0,3})(?:할|하여서는|해서는|하지)\s?$")
_APPROVED = re.compile(
    rf"(?P<what>[^.]{{2,60}}?)(?:에\s(?:대해|대하여|관하여)|은|는|을|를)\s(?:반드시\s)?(?P<who>[^.,을를은는]{{0,14}}의\s)?(?P<prior>사전(?:에)?\s)?(?P<consent>{_CONSENT})(?:을|를)?\s?(?:받|얻|득하)(?!은\s경우|지)"
)
_PRIOR = re.compile(rf"사전\s?(?P<consent>{_CONSENT})(?:을|를)?\s?(?:받은|얻은|득한)\s?후")
_WOULD = re.compile(
    r"(?P<what>[^.,]{2,50}?)(?:을|를)\s?(?P<act>[가-힣]{2,4})?\s?(?:하여\s[가-힣]{2,4})?(?:하고자\s?(?:할|하는)|하려는|할)\s?(?:경우|때|시)(?:에는|에)?[,\s][^.]{0,60}?(?P<paper>통보|통지|협의|신고)(?:하|해|할)"
)
_TOLD = re.compile(r"(?P<what>[^.]{2,60}?)(?:을|를)\s(?:[^.,을를]{0,24}?\s)?(?P<paper>통보|통지|반납|신고)(?=하여야|해야|한다|할\s?것|함|하고|토록|$)")
_ASKED = re.compile(r"(?P<what>[^.]{2,40}?변경)(?:을|를)\s제안")
_CLAIM = re.compile(r"(?P<what>[^.]{2,40}?(?:비용|대금|대가|관리비|관리료|용역비|기성금))(?:을|를)\s[^.]{0,12}?청구(?:하|한)")
_RECORD = re.compile(r"(?P<what>[^.]{2,70}?)(?:은|는|을|를|의)\s(?:반드시\s|상세히\s|상세하게\s|모두\s)?기록(?=\s?(?:·|되어야|하여야|해야|및\s|하고|관리|유지|보관|한다|함|$))")
_DISPOSAL = re.compile(r"(?P<one>폐기|파기|삭제|소각|반납)(?:하거나|\s?또는|\s?및|·|,)\s?(?:[^.,]{0,16}?\s)?(?P<two>폐기|파기|삭제|소각|반납)(?=하|해|한|할|토록|$)")
_CHOSEN = re.compile(r"(?P<who>[가-힣()\s]{0,10}(?:대리인|책임자|관리자|책임기술자))(?:으로|로|을|를)\s(?:[^.,]{0,16}?\s)?(?P<act>선임|지정)(?=하여야|해야|한다|하고|할\s?것|함)")
_SHEET = re.compile(r"(?P<sheet>[가-힣\s]{1,20}(?:점검표|체크리스트|점검목록))에\s(?:따라|의하여|의거|따른)")
_WITNESSED = re.compile(r"(?P<what>[^.]{2,30}?)\s?완료\s?(?:시|후)[^.]{0,40}입회[^.]{0,10}(?:시험|확인|검사|점검)")
_SETTLED = re.compile(r"(?:(?P<what>[^.,]{2,24}?)에\s(?:대하여|대해)\s)?[^.]{0,24}?(?P<cycle>분기별|월별|매월|반기별|연도별)(?:로)?\s정산(?=\s?(?:하|한|함|$))")
_EVENT = re.compile(r"(?P<what>[가-힣\s·]{2,30}?)(?:이|가)\s?(?:있으면|있을\s?(?:경우|시|때)|발생(?:하면|할\s?(?:경우|시|때)|한\s?경우|\s?시))[^.]{0,30}?(?:작성하여\s|즉시\s|서면으로\s|지체\s?없이\s)[^.]{0,14}?(?P<paper>보고|통보|신고)(?=하)")
_AGREED = re.compile(r"합의서를\s작성하여\s(?P<what>[^.]{2,24}?)(?:을|를)\s(?P<act>변경|조정)")
_HANDOVER = re.compile(r"인수\s?인계|업무\s?인계|(?:업체|사업자|기관)에게\s인계")
_FACT = re.compile(r"(?:해당|그|이)?\s?(?:사실|사항|내용|이유|사유)$")
_NOT_TOLD = re.compile(r"(?:것|경우|업체|사업자|인력|기한|일정|시간|사람|직원|자료|보고|책임|의무|\S자)$")
_ENDED = re.compile(r"(?:하며|으며|되며|받고|하고),?\s")
_TAUGHT = re.compile(r"(?P<what>[^.]{0,40}?교육)(?:을|를)\s[^.]{0,16}?실시(?=하여야|해야|한다|$)")
_TAIL = re.compile(r"(?:에\s대한|에\s관한)?\s?(?:모든\s)?사항$")
_LONGEST = 44


def acts_of(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield (name, words that say when) of each notice, approval, record or return that the sentence binds an act to."""
    for name in _acts(sentence):
        name = " ".join(name.split())
        if 4 <= len(name) <= _LONGEST and name.count("(") == name.count(")"):
            yield name, _when(name, sentence)


def _when(name: str, sentence: str) -> str:
    """Return the clause that the name was read from: the clauses before it have their own time."""
    at = max((sentence.find(word) for word in name.split()), default=0)
    begin = max((found.end() for found in _ENDED.finditer(sentence, 0, max(at, 0))), default=0)
    end = _ENDED.search(sentence, max(at, 0))
    return sentence[begin : end.end() if end else None]


def _has(sentence: str, words: tuple[str, ...]) -> bool:
    """True when one of the words stands in the sentence: asked before the slow patterns that cannot match without."""
    return any(word in sentence for word in words)


def _acts(sentence: str) -> Iterator[str]:
    if _has(sentence, ("동의", "승인", "승낙", "허락", "허가")):
        yield from _consents(sentence)
    if _has(sentence, ("통보", "통지", "협의", "신고", "반납", "제안", "청구", "보고")):
        yield from _notices(sentence)
    if _has(sentence, ("기록", "점검표", "체크리스트", "점검목록")):
        yield from _records(sentence)
    if _has(sentence, ("폐기", "파기", "삭제", "소각", "반납", "선임", "지정", "입회", "교육", "정산", "합의서", "인계", "인수")):
        yield from _others(sentence)


def _others(sentence: str) -> Iterator[str]:
    for found in _DISPOSAL.finditer(sentence):
        if found["one"] != found["two"] and (what := _whose(sentence[: found.start()])) and not what.startswith("불필요한"):
            yield f"{what} {found['one']} 또는 {found['two']}"
    if found := _CHOSEN.search(sentence):
        yield f"{phrase_before(found['who'])} {found['act']}"
    if (found := _WITNESSED.search(sentence)) and (what := phrase_before(found["what"])):
        yield f"{what} 완료 확인"
    if (found := _TAUGHT.search(sentence)) and (what := phrase_before(found["what"])) and what != "교육":
        yield f"{what} 실시"
    if found := _SETTLED.search(sentence):
        yield f"{phrase_before(found['what'] or '')} {found['cycle']} 정산".strip()
    if (found := _AGREED.search(sentence)) and (what := phrase_before(found["what"])):
        yield f"{what} {found['act']} 합의서"
    if _HANDOVER.search(sentence) and re.search(r"(?:인계|인수)[^.]{0,30}(?:하여야|해야|한다|할\s?것|함$)", sentence):
        yield "인수인계"


def _consents(sentence: str) -> Iterator[str]:
    if found := _WITHOUT.search(sentence):
        acts = _FORBIDDEN_ACT.search(found["rest"].rstrip())
        act = acts["act"].replace("하거나 ", " 또는 ") if acts else ""
        what = _object(found["rest"]) or _object(sentence[: found.start()] + " ")
        thing = act if is_generic(what, 2) or what.endswith("일부") else what if act.startswith("누설") else f"{what} {act}"
        if thing:
            yield f"{thing.strip()} 사전 {found['consent']}"
        return
    if found := _APPROVED.search(sentence):
        what = phrase_before(found["what"])
        relative = re.search(r"(\S+)에\s대한\s*$", found["what"][: found["what"].rfind(what)]) if what else None
        name = f"{relative[1]}에 대한 {what}" if relative and is_generic(what) else what
        if name and (not is_generic(name) or relative) and not re.search(r"(?:업체|자|인력|기관|책임관|담당관|대책)$", name):
            yield f"{name} {'사전 ' if found['prior'] else ''}{found['consent']}"
    elif found := _PRIOR.search(sentence):
        for what in re.findall(r"(?:^|\s|는\s|은\s)([^.,]{2,24}?)\s(?:시|할\s경우|할\s때)[,\s]", sentence[: found.start()])[:1]:
            if name := phrase_before(what):
                yield f"{name} 사전 {found['consent']}"


def _notices(sentence: str) -> Iterator[str]:
    would = _WOULD.search(sentence) if _has(sentence, ("통보", "통지", "협의", "신고")) else None
    if would and (what := re.sub(r"^.*[와과]\s(?=\S+계약)", "", phrase_before(would["what"], 3))):
        act = would["act"] or ""
        name = what if what.endswith(act) or act in ("체결", "하여") else f"{what} {act}"
        if not is_generic(f"{name} {would['paper']}서"):
            yield f"{name} {would['paper']}"
            return
    for found in _TOLD.finditer(sentence) if _has(sentence, ("통보", "통지", "반납", "신고")) else ():
        what = phrase_before(found["what"], 5)
        if what and not is_generic(what) and not _FACT.search(what) and not _NOT_TOLD.search(what) and not re.search(r"결과|서$|현황|목록|계획|금지$", what):
            yield f"{what} {found['paper']}"
    for pattern, paper in ((_ASKED, "제안"), (_CLAIM, "청구")):
        if (found := pattern.search(sentence)) and (what := phrase_before(found["what"])):
            yield f"{what.rpartition(' 및 ')[2]} {paper}"
    if _has(sentence, ("발생", "있으면", "있을")) and (found := _EVENT.search(sentence)):
        what = phrase_before(found["what"])
        if is_generic(what, 2):
            joined = re.search(r"([가-힣]+)\s(?:및|또는)\s", found["what"])
            what = joined[1] if joined else ""
        if not is_generic(what, 2):
            yield f"{what} {found['paper']}"


def _records(sentence: str) -> Iterator[str]:
    for found in _RECORD.finditer(sentence):
        what = _TAIL.sub("", phrase_before(found["what"]) if not _TAIL.search(found["what"]) else phrase_before(_TAIL.sub("", found["what"])))
        if what and not is_generic(what) and not re.search(r"자$|업체$", what):
            yield f"{what} 기록"
    if (found := _SHEET.search(sentence)) and not is_generic(sheet := phrase_before(found["sheet"])):
        yield sheet


def _object(words: str) -> str:
    """Return the last object in the words."""
    ends = [found.start() for found in re.finditer(r"(?:을|를)\s", words)]
    return phrase_before(words[: ends[-1]], 4) if ends else ""


def _whose(words: str) -> str:
    """Return what is given back or destroyed: the last object or topic, with the word that says how it was got."""
    ends = [found.start() for found in re.finditer(r"(?:을|를|에\s관하여|에\s대하여|은|(?<![서지])는)[,\s]", words)]
    for end in reversed(ends[-3:]):
        what = phrase_before(words[:end], 4)
        if not what or re.search(r"(?:상대|사업|담당|수탁|위탁|당사)자$|업체$|물론$", what):
            continue
        if is_generic(what, 2):
            got = re.search(rf"(\S+(?:한|된|받은))\s{re.escape(what)}$", words[:end])
            return f"{got[1]} {what}" if got else ""
        return what
    return ""
