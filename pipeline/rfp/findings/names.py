"""Turns names into findings: one paper, product or party under two names, a party that is never defined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.model.finding import Finding, Grade
from pipeline.rfp.findings.source import Sentence, Source, finding
from pipeline.rfp.paper import Cell

_DEFINED = re.compile(r"\(?\s*이하\s*[“\"'‘”’]?\s*(?P<name>[^“”\"'‘’)]{1,14}?)\s*[“\"'‘”’]?\s*(?:이?라|로)?\s*(?:한다|칭한다|함|칭함)")
_CLIENTS = ("발주기관", "발주부서", "발주처", "우리원", "우리 원", "운용부서", "사업부서")
_CONTRACTORS = ("계약상대자", "계약 상대자", "계약상대방", "계약 상대방", "계약 상대방자", "계약대상자", "용역업체", "용역수행자", "수행업체", "수행사", "계약자", "주계약자", "유지보수업체")
_PAPER_WORDS = ("계획서", "서약서", "각서", "보고서", "관리대장", "결과서", "확인서", "신청서", "내역서", "매뉴얼", "지침서", "설명서")
_PAPERS = re.compile(r"(?<![가-힣])((?:[가-힣]{2,6}\s?){0,2}(?:" + "|".join(_PAPER_WORDS) + r"))(?=(?:을|를|에|와|과|의|은|는|이|가|로|상|내|등)?(?![가-힣]))")
_MODEL = re.compile(r"(?<![A-Za-z])([A-Z][A-Za-z]{3,}(?:['’][A-Za-z]+)?)(?=[\s\d,@:)/]|$|[가-힣])")
_SAME_ROOTS = (("과업", "사업", "용역"), ("유지보수", "유지관리"), ("서약", "각서"), ("착수", "수행"), ("점검", "정기점검"))
_PLAIN_ENGLISH = frozenset("server client agent version upgrade minor major critical patch release backup recovery standard memory disk service system data".split())
_EVERYDAY = frozenset(("당월", "익월", "해당", "관련", "모든", "별도", "필요시"))
_COMMON = 3  # names of the contractor from which a reader stumbles; two are enough for the client


def check_parties(source: Source) -> Iterator[Finding]:
    """Yield a side of the contract that goes by many names, of which some are never defined."""
    defined = {re.sub(r"\s", "", found["name"]) for _, found in source.matching(_DEFINED, "이하")}
    for side, words in (("발주기관", _CLIENTS), ("계약상대자", _CONTRACTORS)):
        used = _used(source, words)
        unknown = [word for word in used if re.sub(r"\s", "", word) not in defined]
        if sum(len(places) > 1 for places in used.values()) < 2 or len(used) < _COMMON - (side == "발주기관") or not unknown:
            continue
        counted = ", ".join(f"{word} {len(places)}회" for word, places in sorted(used.items(), key=lambda item: -len(item[1])))
        issue = f"{side}을(를) 부르는 말이 섞여 있고({counted}), {', '.join(unknown)}은(는) 뜻을 정한 곳이 없다."
        quotes = [(places[0].text, places[0].place) for places in list(used.values())[:4]]
        main = max(used, key=lambda word: len(used[word]))
        yield finding(Grade.B, "당사자 호칭", issue, quotes, f"모두 같은 쪽을 가리키는 것으로 보고 '{main}'(으)로 부른다.", "각 말이 같은 당사자를 가리키는지 알려 주시기 바랍니다.")


def check_residue(source: Source) -> Iterator[Finding]:
    """Yield a party of another contract's form: a body that acts on the client's behalf but is never defined or named."""
    defined = {re.sub(r"\s", "", found["name"]) for _, found in source.matching(_DEFINED, "이하")}
    uses = [(sentence, found) for sentence, found in source.matching(r"(?<![가-힣])(위원회|위원)(?:의|와|은|는|에서|에|내|\s*간의)\s*(?:해석|직원|승인|요구|요청|결정)", "위원")]
    if uses and "위원회" not in defined:
        issue = f"'{uses[0][1][1]}'이(가) 발주자처럼 쓰였으나 어디에도 정의되어 있지 않다(다른 문서의 서식이 남은 듯하다)."
        yield finding(Grade.A, "정의 없는 당사자", issue, [(sentence.text, sentence.place) for sentence, _ in uses[:3]], "발주기관을 가리키는 것으로 읽는다.", "'위원회'가 누구인지 알려 주시기 바랍니다.")


def check_papers(source: Source) -> Iterator[Finding]:
    """Yield papers whose names differ only in a word of the same sense: 과업수행계획서 and 사업수행계획서, 서약서 and 각서."""
    spelled: dict[str, dict[str, Sentence]] = {}
    for sentence, found in source.matching(_PAPERS, *_PAPER_WORDS):
        name = _noun(found[1])
        spelled.setdefault(_root(name), {}).setdefault(re.sub(r"\s", "", name), sentence)
    for names in spelled.values():
        if len(names) > 1 and min(map(len, names)) >= 4:  # 보고서 alone is no paper's name
            shown = list(names)[:4]
            issue = f"같은 문서로 보이는 것을 {', '.join(repr(name) for name in shown)}(으)로 달리 적었다."
            yield finding(Grade.B, "문서 명칭", issue, [(names[name].text, names[name].place) for name in shown], f"'{shown[0]}' 하나로 본다.", "서로 다른 문서인지 알려 주시기 바랍니다.")


def check_products(source: Source) -> Iterator[Finding]:
    """Yield Latin product names that differ by one letter: Tiberio and Tibero."""
    counts: Counter[str] = Counter()
    first: dict[str, Sentence] = {}
    for sentence, found in source.matching(_MODEL):
        counts[found[1]] += 1
        first.setdefault(found[1], sentence)
    names = sorted(name for name in counts if name.casefold() not in _PLAIN_ENGLISH)
    for order, left in enumerate(names):
        for right in names[order + 1 :]:
            if left.casefold() != right.casefold() and _one_letter(left.casefold(), right.casefold()):
                issue = f"같은 이름으로 보이는 것을 '{left}', '{right}' 두 가지로 적었다."
                quotes = [(first[name].text, first[name].place) for name in (left, right)]
                yield finding(Grade.B, "제품 명칭", issue, quotes, f"'{right if counts[right] > counts[left] else left}'(으)로 본다.", "바른 제품 이름과 판을 알려 주시기 바랍니다.")


def check_mixed_terms(source: Source) -> Iterator[Finding]:
    """Yield 유지보수 and 유지관리 used for one thing throughout."""
    one, two = list(source.matching("유지보수")), list(source.matching("유지관리"))
    if min(len(one), len(two)) >= 5:
        issue = f"같은 과업을 '유지보수'({len(one)}회)과(와) '유지관리'({len(two)}회)로 섞어 적었다."
        yield finding(Grade.B, "용어 혼용", issue, [(uses[0][0].text, uses[0][0].place) for uses in (one, two)], "같은 뜻으로 본다.", "두 말의 범위가 다른지 알려 주시기 바랍니다.")


def check_same_duties(source: Source) -> Iterator[Finding]:
    """Yield two bodies that a table of responsibilities gives the very same words."""
    for table in source.paper.tables():
        heads = {cell.column: cell.text for cell in table.cells if cell.row == 1 and re.search(r"담당\s*업무|역할|업무\s*내용", cell.text)}
        for column in heads:
            seen: dict[str, Cell] = {}
            for cell in table.cells:
                bare = re.sub(r"\W", "", cell.text)
                if cell.column != column or cell.row == 1 or len(bare) < 6:
                    continue
                if bare in seen:
                    issue = f"서로 다른 곳의 담당 업무가 '{' '.join(cell.text.split())}'(으)로 똑같다."
                    yield finding(Grade.B, "담당 중복", issue, [(each.text, each.place or table.place) for each in (seen[bare], cell)], "둘이 함께 맡는 것으로 본다.", "각 부서의 담당 업무를 알려 주시기 바랍니다.")
                seen.setdefault(bare, cell)


def _used(source: Source, words: tuple[str, ...]) -> dict[str, list[Sentence]]:
    """Return word → sentences; a word inside a longer one of the list does not count."""
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile(r"(?<![가-힣])(" + "|".join(longest) + ")")
    used: dict[str, list[Sentence]] = {}
    for sentence, found in source.matching(pattern, *words):
        used.setdefault(found[1], []).append(sentence)
    return used


def _noun(phrase: str) -> str:
    """Return the name at the end of a phrase: words before it that end in a particle belong to the sentence."""
    words = phrase.split()
    while len(words) > 1 and (words[0][-1] in "을를한된여의시에는은할" or words[0] in _EVERYDAY):
        words.pop(0)
    return " ".join(words)


def _root(name: str) -> str:
    bare = re.sub(r"\s", "", name).removeprefix("정기")
    for words in _SAME_ROOTS:
        for word in words:
            if word in bare:
                bare = bare.replace(word, words[0])
                break
    return bare.replace("서약서", "서약").replace("각서", "서약")


def _one_letter(left: str, right: str) -> bool:
    if abs(len(left) - len(right)) > 1 or min(len(left), len(right)) < 5 or left[:3] != right[:3]:
        return False
    if len(left) == len(right):
        odd = [index for index, (one, two) in enumerate(zip(left, right, strict=True)) if one != two]
        return len(odd) == 1 and not left[odd[0]].isdigit() and not (left.endswith("s") or right.endswith("s"))
    short, long = sorted((left, right), key=len)
    return not long == short + "s" and any(long[:index] + long[index + 1 :] == short for index in range(len(long)))
