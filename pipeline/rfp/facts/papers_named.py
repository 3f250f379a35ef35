"""Turns a sentence that demands a paper into the paper's name: 월간보고서를 매월 10일까지 제출하여야 한다."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KINDS = (
    "계획서|보고서|결과서|서약서|각서|확인서|내역서|명세서|대장|매뉴얼|메뉴얼|지침서|설명서|정의서|착수계|착수신고서|완료계|완수계|준공계|선임계|신고서|"
    "조서|증명서|명단|목록|일지|점검표|연락망|조직도|구성도|이력서|경력사항|이력사항|인적사항|청구서|청구서류|서류|합의서|인계서|인수서|"
    "계획안|대책안|소스|조치결과|점검결과|처리결과|분석결과|백업결과|현황표|체크리스트|세부계획|보안대책|관리대책|계획|결과|기록|해결책|방안|원인규명|자료"
)
_VERB = r"(?:제출|보고|통보|납품|비치|제공|제시|작성|인계|반납|청구|갱신|현행화|관리|첨부)"
_OBJECT = re.compile(
    rf"(?P<name>(?:[가-힣A-Za-z0-9·/ㆍ&()\-]+\s){{0,4}}?[가-힣A-Za-z0-9·/ㆍ&()\-]*?(?:{_KINDS})(?:\s?\([^)]{{1,20}}\))?)"
    rf"(?:\s*\d\s*부)?\s?(?:을|를|은|는|,|와|과|및|\s등을|\s등|\s일체를)?\s*(?=[^.]{{0,60}}?{_VERB})"
)
_STRICT = re.compile(r"(?:제출|보고|통보|납품|비치|인계|반납)")  # what is only made or kept is no paper to hand in
_WEAK = frozenset(
    ["계획", "결과", "기록", "방안", "자료", "서류", "목록", "대장", "확인서", "보고서", "계획서", "결과서", "내역서", "명세서", "조서", "증명서", "명단", "매뉴얼", "지침서", "설명서", "소스", "해당자료", "관련자료", "관련서류", "제출서류", "산출물", "증빙서류", "세부계획", "각종자료", "모든자료", "해결방안", "추진방안", "수행방안", "관리방안", "개선방안", "사업계획", "수행계획"]
)
_WEAK_ENDS = ("계획", "결과", "기록", "방안", "자료", "해결책", "원인규명", "목록", "소스")
_PARTICLE_END = re.compile(r"(?:을|를|은|는|이|가|에|의|로|으로|에서|하여|하고|하며|및|또는|시|후|전|한|된|할|하는|있는|위한|대한|관한|따른|따라|통한|포함한|등|와|과|에게|까지|이내|마다|까지의|필요시|매월|즉시|별도의|수시로|사전에|각)$")
_GIVEN = re.compile(r"(?:발주기관|발주부서|발주처|주관기관|우리원)[”\"']?(?:은|는|이|가)\s")
_ACT = re.compile(r"(?P<what>(?:[가-힣A-Za-z·/]+\s){0,3}[가-힣A-Za-z·/]+)(?:을|를)\s(?:[^.,을를]{0,24}?\s)?(?P<verb>통보|통지|반납|보고)(?=하|한|할|토록|$)")
_NOT_TOLD = ("사항을", "것", "경우", "업체", "사업자", "인력", "기한", "일정", "시간", "보고서", "계획서")
_LONGEST = 40


def papers_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield (name, words that say when) of each paper that the sentence wants handed in."""
    if not _STRICT.search(text) and not re.search(r"서면|작성하여\s*비치|기록", text):
        return
    for sentence in re.split(r"(?<=[다음함임])\.\s*", text):
        if not re.search(_VERB, sentence) or _GIVEN.match(sentence):
            continue
        yield from _acts(sentence)
        for found in _OBJECT.finditer(sentence):
            name = _whole(_name(found["name"]), sentence[: found.end("name")])
            if name and _is_wanted(name, sentence[found.end() :]):
                yield name, _words(sentence, found)


def _acts(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield what must be told or given back though no paper is named: 변경금액 통보, 장비 반납."""
    for found in _ACT.finditer(sentence):
        name = _name(found["what"])
        flat = re.sub(r"\s", "", name)
        if len(flat) >= 3 and flat not in _WEAK and not flat.endswith(_NOT_TOLD):
            yield f"{name} {found['verb']}", _words(sentence, found)


def _name(phrase: str) -> str:
    """Return the noun at the end of the phrase: words up to the last that ends in a particle belong to the sentence."""
    words = phrase.replace("“", "").replace("”", "").split()
    for at in range(len(words) - 2, -1, -1):
        if _PARTICLE_END.search(words[at]) and words[at] not in ("및", "이력", "시스템", "업무", "장애", "점검"):
            words = words[at + 1 :]
            break
    while words and words[0] in ("및", "등", "또는", "그", "이", "해당", "동", "본", "각", "매월", "월1회", "기타", "후", "거쳐", "시"):
        words = words[1:]
    name = " ".join(words).strip("()-·/ ")
    if len(words) > 1 and words[1] in ("및", "또는") and len(words) == 3 and len(words[0]) <= 2:
        name = words[2]
    return name if 2 <= len(name) <= _LONGEST and name.count("(") == name.count(")") else ""


def _whole(name: str, before: str) -> str:
    """Return a bare word (해결책) with what it is for (항구적인 복구를 위한 해결책), where the sentence says so."""
    if re.sub(r"\s", "", name) not in _WEAK and name not in _WEAK_ENDS:
        return name
    found = re.search(rf"((?:[가-힣]+\s){{0,2}}[가-힣]+(?:을|를|에)\s(?:위한|대한|관한|따른))\s*{re.escape(name)}$", before)
    return f"{found[1].removeprefix('후 ').removeprefix('시 ')} {name}" if found else name


def _is_wanted(name: str, after: str) -> bool:
    flat = re.sub(r"\s", "", name)
    if flat in _WEAK or len(flat) < 3:
        return False
    handed = _STRICT.search(after[:70])
    if flat.endswith(_WEAK_ENDS):
        return handed is not None and len(flat) >= 4
    return handed is not None or "작성" in after[:20]


def _words(sentence: str, found: re.Match[str]) -> str:
    """Return the part of the sentence that may say when: around the name, not beyond the next paper."""
    return sentence[max(0, found.start() - 60) : found.end() + 60]
