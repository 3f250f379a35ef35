"""Turns clauses about laws, tender, bid paper, warranty and payment into facts that the bid and the contract need."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.rfp.cards.markers import split_marker
from pipeline.rfp.fact import Fact
from pipeline.rfp.facts.labelled import Labelled, named
from pipeline.rfp.facts.reading_lines import Line, Lines

_LABELLED = (
    ("입찰방법", ("입찰방법", "입찰방식", "입찰및계약방법", "계약방법", "계약방식", "입찰및계약방식")),
    ("낙찰자결정", ("낙찰자결정방법", "낙찰자결정방식", "낙찰자선정방법", "낙찰자선정방식", "낙찰자결정", "사업자선정방식", "사업자선정방법", "계약방법", "계약방식", "입찰및계약방법")),
    ("대금지급", ("대금지급", "대금지급방법", "대금지급조건", "지급방법", "지급조건", "대가지급", "대가의지급")),
    ("하자담보책임기간", ("하자담보책임기간", "하자보수기간", "무상유지보수기간", "무상하자보수기간", "하자보증기간")),
)
_SENTENCES = (  # field, words that must stand in the line, words that must not
    ("공동수급", re.compile(r"공동\s*(?:수급|도급|계약|이행)[^.]{0,40}(?:허용|불허|불가|가능|금지|이내|제한|하지\s*않)"), re.compile(r"평가|실적|구성원을\s*변경|하도급|간주|여부|미납")),
    ("하도급", re.compile(r"(?:하도급|하청|재하청)(?!자)[^.]{0,50}(?:승인을|승인\s*후|불가|금지|불허|허용하|없[다음]|초과할|초과하지|제한[함한]|제한하|동의)"),
     re.compile(r"평가|적정성|서식|공동수급으로|적발|명시|미납|보유기술|실태|여부|업체별|증빙")),
    ("제안서분량", re.compile(r"(?:제안서|분량|본문|요약서)[^.]{0,60}?\d{1,3}\s*(?:쪽|페이지|매|장|p|P|page|Page|면)\s*(?:이내|이하|내외|내)"), None),
    ("제출부수", re.compile(r"제안서[^.]{0,50}?\d{1,2}\s*부(?!정|당|문|터)"), re.compile(r"증명|사본")),
    ("대금지급", re.compile(r"(?:대금|용역비|사업비|유지관리\s*비용|계약금액|기성금?)[^.]{0,140}?(?:지급한다|지급함|지급하며|지급하고)"), re.compile(r"하도급|하수급|지체\s*상금|보증금|미납|구성원|단가를\s*적용")),
    ("하자담보책임기간", re.compile(r"(?:하자\s*(?:담보|보수)|무상\s*(?:유지|하자))[^.]{0,60}?\d{1,2}\s*(?:년|개월)"), None),
)
_MUST_SAY = {
    "입찰방법": re.compile(r"경쟁|수의|협상|지명|총액"),
    "낙찰자결정": re.compile(r"협상|최저가|적격\s*심사|낙찰하한|종합\s*심사|2단계|규격[·ㆍ/\s]*가격"),
    "하자담보책임기간": re.compile(r"\d\s*(?:년|개월|일)"),
    "대금지급": re.compile(r"지급|기성|선금|분할|월|완료|일시"),
}
_OF_CONTRACT = re.compile(r"계약\s*(?:방법|방식|관련)|입찰\s*방|협상에\s*의한\s*계약|낙찰자\s*결정")
_OF_SANCTION = re.compile(r"누출|부정당|제재|제?76조|제?92조|유출")
_NATIONAL = re.compile(r"국가를\s*당사자로\s*하는\s*계약|국가\s*계약법")
_LOCAL = re.compile(r"지방자치단체를\s*당사자로\s*하는\s*계약|지방\s*계약법")
_QUOTED = re.compile(r"[「｢『⌜《][\s]*([^「」｢｣『』⌜⌟《》]{3,50}?)\s*[」｣』⌟》]")
_IS_LAW = re.compile(r"(?:법|법률|시행령|시행규칙|지침|기준|고시|예규|규정|가이드라인|가이드|요령|훈령|조례|안내서|유의서|일반조건|특수조건|표준|매뉴얼|메뉴얼)(?:\(.*\))?$")
_NAMED_LINE = re.compile(r"^([가-힣A-Za-z·,\s/]{4,45}(?:지침|가이드라인|안내서|매뉴얼|메뉴얼|고시|예규))\s*\(([가-힣\s]{2,24})\)$")
_MOST_LAWS = 40
_LONGEST = 200


def bidding_facts(lines: Lines, labelled: tuple[Labelled, ...]) -> Iterator[Fact]:
    """Yield law, standards and the terms of tender, bid and payment, each from the first place that says it."""
    yield from _law(lines)
    yield from _standards(lines)
    for field, labels in _LABELLED:
        for each in named(labelled, *labels):
            if field in _MUST_SAY and not _MUST_SAY[field].search(each.value):
                continue
            if 2 <= len(each.value) <= _LONGEST and not re.fullmatch(r"[\W\d]+", each.value):
                yield Fact(field, each.value, each.quote, each.place)
                break
    for field, wanted, unwanted in _SENTENCES:
        line = next((line for line in lines.body if _says(line.text, wanted, unwanted)), None)
        if line is not None:
            yield Fact(field, split_marker(line.text).text[:_LONGEST], line.text, line.place)


def _says(text: str, wanted: re.Pattern[str], unwanted: re.Pattern[str] | None) -> bool:
    """True where the words stand in the text and none of the unwanted ones before their end."""
    found = wanted.search(text)
    return found is not None and not (unwanted and unwanted.search(text, 0, found.end()))


def _law(lines: Lines) -> Iterator[Fact]:
    """Yield the law of contracts that the document names: where it says how the contract is let, else anywhere."""
    for only in (lambda text: bool(_OF_CONTRACT.search(text)), lambda text: not _OF_SANCTION.search(text), lambda text: True):
        fact = _named_law([line for line in lines.front if ("계약" in line.text) and only(line.text)])
        if fact is not None:
            yield fact
            return


def _named_law(lines: list[Line]) -> Fact | None:
    uses: Counter[str] = Counter()
    first: dict[str, Line] = {}
    for line in lines:
        for name, pattern in (("국가계약법", _NATIONAL), ("지방계약법", _LOCAL)):
            if pattern.search(line.text):
                uses[name] += 1
                first.setdefault(name, line)
    if not uses:
        return None
    name = max(uses, key=lambda each: (uses[each], each))
    other = sum(uses.values()) - uses[name]
    if other == 0:
        return Fact("적용법", name, first[name].text, first[name].place)
    if uses[name] >= 3 * other:
        return Fact("적용법", name, first[name].text, first[name].place, f"두 법을 모두 적었으나 {name}을 {uses[name]}회, 다른 법을 {other}회 적음")
    return None


def _standards(lines: Lines) -> Iterator[Fact]:
    names: dict[str, Line] = {}
    for line in lines.body:
        found = [" ".join(name.split()) for name in _QUOTED.findall(line.text)]
        if own := _NAMED_LINE.match(split_marker(line.text).text):
            found.append(f"{own[1]}({own[2]})")
        for name in found:
            if _IS_LAW.search(name) and not re.match(r"[은는이가을를의]\s|[\W\d]|[가-힣]\.", name):
                names.setdefault(name, line)
    if names:
        first = next(iter(names.values()))
        yield Fact("적용기준", list(names)[:_MOST_LAWS], first.text, first.place)
