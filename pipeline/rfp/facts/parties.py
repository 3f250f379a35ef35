"""Turns cover, definitions and signature blocks into the names of the contract: its title, its paper, client and contractor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.rfp.fact import Fact
from pipeline.rfp.facts.labelled import Labelled, named
from pipeline.rfp.facts.reading_lines import Line, Lines

_TITLES = ("용역명", "과업명", "사업명", "건명", "입찰건명", "용역건명", "계약건명", "사업건명", "공사명")
_DOCUMENTS = ("제안요청서", "과업지시서", "과업내용서", "과업설명서", "용역설명서", "과업시방서", "기술시방서", "구매규격서", "입찰설명서", "방침서")
_DOCUMENT = re.compile("|".join(r"\s*".join(word) for word in _DOCUMENTS))
_SUBJECT = re.compile(r"용역|사업|구축|개발|운영|유지|정보|시스템|고도화|개선|플랫폼|계획$")
_BODY_KINDS = (
    "대학교|대학|공사|공단|재단|진흥원|연구원|연구소|평가원|서비스원|개발원|관리원|정보원|기술원|교육원|시청|군청|구청|도청|교육청|"
    "협회|센터|병원|은행|위원회|산학협력단|본부|진흥회|조합|기금|박물관|도서관|미술관|특별시|광역시"
)
_IS_BODY = re.compile(rf"(?:재단법인|사단법인|\(재\)|\(사\)|㈜|\(주\))?\s*[가-힣A-Za-z·\s()]{{2,30}}(?:{_BODY_KINDS})$")
_HOSTS = ("주관기관", "주관부서", "주관")
_CLIENTS = ("발주기관", "수요기관", "발주처", "발주자", "발주부서", "위탁자", "계약기관")
_DEFINED = re.compile(
    r"(?P<who>[^\s,.;:“”\"'‘’「」]{2,24}(?:\s[^\s,.;:“”\"'‘’「」]{2,16}){0,2}?)\s*[(（]\s*이하\s*[“\"'‘”’「]?\s*(?P<word>[^“”\"'‘’」)）]{1,14}?)\s*"
    r"[“\"'‘”’」]?\s*(?:이?라|으?로)?\s*(?:고\s*)?(?:한다|함|칭한다|칭함|한함)?\s*[)）]"
)
_CLIENT_WORDS = ("발주기관", "발주부서", "발주처", "발주자", "발주청", "수요기관", "주관기관", "우리원", "우리 원", "우리공단", "우리대학", "공단", "공사", "재단", "진흥원", "연구원", "연구소", "대학", "본교", "본원", "갑")
_CONTRACTOR_WORDS = ("계약상대자", "계약자", "계약상대방", "사업자", "수행사", "용역업체", "용역사", "수행업체", "사업수행자", "용역수행자", "주사업자", "공급자", "을")
_COUNTED_CLIENTS = ("발주기관", "발주부서", "발주처", "발주자", "발주청", "주관기관", "수요기관", "우리원", "우리대학")
_COUNTED_CONTRACTORS = ("계약상대자", "계약자", "사업자", "수행사", "용역업체", "용역수행자", "사업수행자", "수행업체", "주사업자")
_ADDRESSED = re.compile(r"^([가-힣A-Za-z()\s㈜·]{3,30}?)(?:\s*(?:장|총장|이사장|원장|사장))?\s*(?:귀\s*하|귀\s*중)$")
_BLANK = re.compile(r"[○△□◯◇ㅇO]{2,}|_{2,}|\.{3,}|^\W*$")


def name_facts(lines: Lines, labelled: tuple[Labelled, ...]) -> Iterator[Fact]:
    """Yield 용역명, 약칭, 문서명, 주관기관 and the names by which the document calls its two sides."""
    yield from _title(lines, labelled)
    yield from _document(lines)
    host = next((each for each in named(labelled, *_HOSTS) if _is_name(each.value)), None)
    if host:
        yield Fact("주관기관", _unquoted(host.value), host.quote, host.place)
    definitions = tuple(_definitions(lines))
    yield from _term("발주기관.호칭", definitions, lines, _CLIENT_WORDS, _COUNTED_CLIENTS)
    yield from _term("계약상대자.호칭", definitions, lines, _CONTRACTOR_WORDS, _COUNTED_CONTRACTORS)


def client_facts(lines: Lines, labelled: tuple[Labelled, ...]) -> Iterator[Fact]:
    """Yield the client's name: as labelled, as defined, else as an assumption from host, cover or addressee."""
    for each in named(labelled, *_CLIENTS):
        if _is_name(each.value) and _IS_BODY.search(each.value):
            yield Fact("발주기관.명칭", _unquoted(each.value), each.quote, each.place)
            return
    for line, who, word in _definitions(lines):
        if word in _CLIENT_WORDS and _IS_BODY.fullmatch(who):
            yield Fact("발주기관.명칭", who, line.text, line.place)
            return
    for each in named(labelled, *_HOSTS):
        if _is_name(each.value):
            yield Fact("발주기관.명칭", _unquoted(each.value), each.quote, each.place, "주관기관으로 적힌 곳을 발주기관으로 봄")
            return
    for line in lines.cover or lines.front[:25]:
        bare = _closed(line.text)
        if _IS_BODY.fullmatch(bare) and len(bare) <= 30 and not _DOCUMENT.search(bare) and not _SUBJECT.search(bare):
            yield Fact("발주기관.명칭", bare, line.text, line.place, "표지에 적힌 기관을 발주기관으로 봄")
            return
    yield from _addressee(lines)


def _addressee(lines: Lines) -> Iterator[Fact]:
    counted: Counter[str] = Counter()
    first: dict[str, Line] = {}
    for line in lines.all:
        found = _ADDRESSED.match(line.text)
        name = _leading_body(_closed(found[1])) if found else ""
        if name and not _BLANK.search(name):
            counted[name] += 1
            first.setdefault(name, line)
    if counted:
        name = max(counted, key=lambda each: (counted[each], each))
        yield Fact("발주기관.명칭", name, first[name].text, first[name].place, "서식의 받는 곳을 발주기관으로 봄")


def _leading_body(words: str) -> str:
    """Return the words up to the last that ends the name of a body: 가나연구원 보안담당관 is 가나연구원."""
    parts = words.split()
    while parts and not _IS_BODY.fullmatch(" ".join(parts)):
        parts.pop()
    return " ".join(parts)


def _title(lines: Lines, labelled: tuple[Labelled, ...]) -> Iterator[Fact]:
    found = [each for each in labelled if each.label in _TITLES and _is_name(each.value) and 5 <= len(each.value) <= 90]
    by_label = {label: next((each for each in found if each.label == label), None) for label in _TITLES}
    chosen = [each for each in by_label.values() if each]
    if chosen:
        first = chosen[0]
        yield Fact("용역명", _unquoted(first.value), first.quote, first.place)
        for other in chosen[1:]:
            if other.label in ("사업명", "과업명") and _flat(other.value) != _flat(first.value):
                yield Fact("약칭", _unquoted(other.value), other.quote, other.place)
                break
        return
    yield from _title_of_cover(lines)


def _title_of_cover(lines: Lines) -> Iterator[Fact]:
    """Yield the title that stands on the cover; lines that end with the paper's name go before others."""
    cover = [line for line in (lines.cover or lines.front[:25]) if len(line.text) < 90]
    for order, line in enumerate(cover):
        document = _DOCUMENT.search(line.text)
        before = line.text[: document.start()].strip() if document else ""
        if len(before) >= 4:
            above = cover[order - 1] if order and cover[order - 1].kind == line.kind and cover[order - 1].level == line.level else None
            joined = f"{above.text.strip()} {before}" if above and above.block == line.block - 1 and line.level else before
            yield Fact("용역명", _unquoted(joined), f"{above.text} {line.text}" if joined != before and above else line.text, line.place)
            return
    wanted = [line for line in cover if _SUBJECT.search(line.text) and not _DOCUMENT.search(line.text) and len(line.text) >= 8]
    if wanted:
        line = wanted[0]
        yield Fact("용역명", _unquoted(line.text), line.text, line.place, "표지에 적힌 제목을 용역명으로 봄")


def _document(lines: Lines) -> Iterator[Fact]:
    for line in (*lines.cover, *lines.front[:60]):
        if found := _DOCUMENT.search(line.text):
            yield Fact("문서명", _flat(found[0]), line.text, line.place)
            return
        if _flat(line.text) == "방침번호":
            yield Fact("문서명", "방침서", line.text, line.place, "방침번호를 적는 칸이 있어 방침서로 봄")
            return


def _definitions(lines: Lines) -> Iterator[tuple[Line, str, str]]:
    """Yield (line, who, word) of each "… (이하 “word”라 한다)", those of the body first."""
    for line in sorted((line for line in lines.all if "이하" in line.text), key=lambda line: line.zone not in (line.zone.BODY, line.zone.COVER)):
        for found in _DEFINED.finditer(line.text):
            yield line, _who(found["who"]), found["word"].strip()


def _who(words: str) -> str:
    """Return the name at the end of the words before a definition."""
    parts = words.split()
    while len(parts) > 1 and (parts[0][-1] in "은는이가을를의에한된과와로" or not _IS_BODY.fullmatch(" ".join(parts))):
        parts.pop(0)
    return " ".join(parts)


def _term(field: str, definitions: tuple[tuple[Line, str, str], ...], lines: Lines, words: tuple[str, ...], counted: tuple[str, ...]) -> Iterator[Fact]:
    for line, _, word in definitions:
        if word in words and line.zone is not line.zone.FORM:
            yield Fact(field, word, line.text, line.place)
            return
    uses: Counter[str] = Counter()
    first: dict[str, Line] = {}
    counted = (*counted, *(word for _, _, word in definitions if word in words and word not in counted))
    pattern = re.compile(rf"(?<![가-힣])({'|'.join(sorted(counted, key=len, reverse=True))})(?=[^가-힣]|은|는|이|가|을|를|의|에|와|과|로|측|담당|$)")
    for line in lines.body:
        for word in pattern.findall(line.text):
            uses[word] += 1
            first.setdefault(word, line)
    if uses:
        word = max(uses, key=lambda each: (uses[each], each))
        if uses[word] >= 3:
            yield Fact(field, word, first[word].text, first[word].place, f"뜻을 정한 곳이 없어 가장 많이 쓴 말로 둠({uses[word]}회)")
            return
    for line, _, word in definitions:
        if word in words:
            yield Fact(field, word, line.text, line.place)
            return


def _is_name(text: str) -> bool:
    return len(re.findall("[가-힣]", text)) >= 2 and not _BLANK.search(text) and not text.endswith(("다.", "음", "함"))


def _unquoted(text: str) -> str:
    """Return `text` without brackets that wrap all of it."""
    text = " ".join(text.split()).strip()
    wrapped = re.fullmatch(r"[「『“\"'‘<〈《｢](.+)[」』”\"'’>〉》｣]", text)
    return wrapped[1].strip() if wrapped and not re.search(r"[「『」』]", wrapped[1]) else text


def _closed(text: str) -> str:
    """Return a name whose letters are set apart (을 지 대 학 교) without the spaces."""
    text = " ".join(text.split()).strip("()[]<>《》 ")
    return text.replace(" ", "") if re.fullmatch(r"(?:\S ){2,}\S", text) else text


def _flat(text: str) -> str:
    return re.sub(r"\s", "", text)
