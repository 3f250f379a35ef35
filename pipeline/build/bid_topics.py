"""Turns the titles and sentences of an RFP and of a proposal into what they are about: security, recovery, staff, training."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pipeline.trace.similarity import pairs

# What requirements and sections are about.
TOPICS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(words)
    for name, words in {
        "보안": r"보안|기밀|개인\s*정보|정보\s*보호|시큐어|취약점|시건|해킹|침해",
        "사업보안": (
            r"기밀|(?:인원|인력|인적|물적|물리적?|관리적)\s*보안|보안\s*(?:정책|지침|규정|서약|교육|특약)|서약|누설|누출|유출|반입|반출|비밀|시건|출입|"
            r"(?:참여|투입|인력|인원|장소|사업장|자료|수행|산출물).{0,6}보안|보안.{0,4}(?:인원|인력|자료|장비)"
        ),
        "기술보안": r"기술적\s*보안|시큐어|취약점|암호|접근\s*(?:제어|통제|권한)|개발\s*보안|보안\s*약점|보안\s*(?:통신|기술)|접속\s*(?:기록|로그)|해킹",
        "비상": r"장애(?!인|학생|아동)|비상|백업|복구|재난|침해|긴급",
        "점검": r"(?<!취약점\s)(?<!취약점)점검|예방",
        "교육": r"교육|훈련|기술\s*(?:이전|지원|전수)",
        "인계": r"인수\s*[,·ㆍ․및]?\s*인계|인계|업무\s*인수",
        "하자": r"하자|결함|보증\s*기간|무상\s*보수",
        "유지": r"유지\s*(?:보수|관리)",
        "하도급": r"하도급|공동\s*수급|컨소시엄|협력\s*업체",
        "일정": r"일정|공정\s*(?:관리|계획)|진척|진도",
        "인력": r"인력|조직|인원|사업\s*관리자|책임자|(?<![A-Z])PM(?![A-Z])|(?:추진|수행)\s*체계|업무\s*분장",
        "품질": r"품질",
        "보증": r"품질\s*보증",
        "시험": r"테스트|시험",
        "시운전": r"(?:시험|시범)\s*운영|안정화",
        "틀": r"프레임\s*워크",
        "개발법": r"(?:개발|수행)\s*방법론|방법론\s*적용",
        "접점": r"인터\s*페이스|연계|연동",
        "데이터": r"데이터|자료\s*(?:이관|전환)",
        "성능": r"성능|응답\s*시간",
        "기능": r"기능",
        "제약": r"제약|표준(?!\s*프레임)|호환성|법규|규정\s*준수",
        "권리": r"저작권|지식\s*재산|지적\s*재산",
        "장비": r"장비|시스템\s*구성|인프라|하드웨어|클라우드|서버",
        "개발환경": r"작업\s*장소|개발\s*(?:장비|환경|장소)|원격지",
        "관리": r"(?:프로\s*젝트|사업|과업)\s*관리(?!자)|관리\s*(?:방법|체계)|산출물|형상|위험|리스크|이슈|의사\s*소통|요구\s*사항\s*관리|검수|과업\s*변경|착수",
        "보고": r"보고",
        "지원": r"(?:프로\s*젝트|사업|과업)\s*지원|기타\s*지원",
        "안전": r"안전\s*[·ㆍ․및]?\s*보건|중대\s*재해|산업\s*재해|안전\s*관리",
        "운영": r"운영",
        "컨설팅": r"컨설팅|분석|수행\s*방안|수행\s*내용",
        "이해": r"이해|개요|목적",
        "실적": r"실적",
        "경영": r"경영|신용|재무|자본|매출|일반\s*현황",
    }.items()
}
# The classes that the law's guide numbers requirements by; asked only where the printed class says nothing.
PREFIXES = {
    "SFR": "기능", "FUR": "기능", "FUN": "기능", "FNR": "기능", "PER": "성능", "SIR": "접점", "INR": "접점", "INT": "접점", "UIR": "접점",
    "DAR": "데이터", "TER": "시험", "SER": "보안", "SCR": "보안", "QUR": "품질", "QAR": "품질", "COR": "제약", "CTR": "제약", "STR": "제약",
    "PMR": "관리", "PJR": "관리", "PSR": "지원", "ECR": "장비", "HWR": "장비", "MAR": "유지", "MPR": "유지", "MHR": "인력", "SOR": "운영",
    "OPR": "운영", "CSR": "컨설팅", "CNR": "컨설팅",
}  # fmt: skip
# Classes of what the product does: the names of their requirements speak of the customer's business (인력 현황 화면), not of the work.
OF_THE_PRODUCT = frozenset({"기능", "접점", "데이터", "성능", "컨설팅", "시험"})
# Topics of nearly every text: a sentence that speaks of them says nothing about its requirement.
BROAD = frozenset({"관리", "운영", "지원", "기능", "컨설팅", "제약", "장비", "이해", "유지", "성능", "데이터"})
_KIND_OF = {"사업보안": "보안", "기술보안": "보안", "보증": "품질"}
# Where no section is named like the first, the one about the second is the nearest.
KIN = {"인계": "교육"}
# Topics that name a section well, and that sentences of every requirement mention.
IN_PASSING = frozenset({"보고", "인력", "일정"})
_EMPTY_WORDS = re.compile(r"요구\s*사항|방안|계획|대책|부문|부분|요구|사항|수행|사업|제안|및|[(（][^)）]*[)）]")
UPKEEP = re.compile(r"유지\s*(?:보수|관리)")
_AND = re.compile(r"및|[/·ㆍ․,]")
_BESIDE = 0.5  # what a title names before its subject


def topics(text: str) -> frozenset[str]:
    """Return what a text is about."""
    return frozenset(name for name, pattern in TOPICS.items() if pattern.search(text))


def weighed(title: str) -> dict[str, float]:
    """Return topic → how much a title is about it: the last one is its subject (유지관리 인력: 인력), what stands before it counts
    half. Titles of two subjects (품질보증 및 기밀보안) are about both."""
    ends = {name: max(found.end() for found in TOPICS[name].finditer(title)) for name in topics(title)}
    last, both = max(ends.values(), default=0), names_two(title)
    subjects = {name for name, end in ends.items() if both or end == last}
    subjects |= {name for name in ends if _KIND_OF.get(name) in subjects} | {_KIND_OF[name] for name in subjects if name in _KIND_OF}
    return {name: 1.0 if name in subjects else _BESIDE for name in ends}


def spoken(sentences: Iterable[str]) -> dict[str, float]:
    """Return topic → the part of the sentences that speak of it, 0.0 to 1.0, without those that nearly every text speaks of."""
    found = [topics(sentence) - BROAD - IN_PASSING for sentence in sentences]
    every: frozenset[str] = frozenset().union(*found)
    return {name: sum(name in each for each in found) / len(found) for name in every}


def names_two(title: str) -> bool:
    """Say whether a title joins two subjects: 관리방법론 및 일정계획."""
    return bool(_AND.search(title))


def title_pairs(title: str) -> frozenset[str]:
    """Return a title's pairs of letters without the words that every title has."""
    title = UPKEEP.sub("유지관리", title)
    return pairs(_EMPTY_WORDS.sub(" ", title)) or pairs(title)


def held(inner: frozenset[str], outer: frozenset[str]) -> float:
    """Return how much of `inner` stands in `outer`, 0.0 to 1.0."""
    return len(inner & outer) / len(inner) if inner else 0.0
