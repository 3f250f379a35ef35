"""Turns names of laws, ministries and notices into findings: repealed, renamed, never there, or cited in two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.finding import Finding, Grade
from pipeline.rfp.findings.source import Sentence, Source, finding


@dataclass(frozen=True, slots=True)
class Old:
    """A name that was right only up to a year: its pattern, what took its place, and from when."""

    pattern: str
    now: str
    since: int  # the year from which a document may no longer use it
    how: str


# Renamings and repeals, each public knowledge of the official gazette.
NAMES: tuple[Old, ...] = (
    Old(r"공공기관의\s*개인정보\s*보호에\s*관한\s*법률", "개인정보 보호법", 2012, "2011. 9. 30. 폐지"),
    Old(r"소프트웨어\s*산업\s*진흥법", "소프트웨어 진흥법", 2021, "2020. 12. 10. 전부개정"),
    Old(r"행정자치부(?!장관령)", "행정안전부", 2018, "2017. 7. 26. 개편"),
    Old(r"안전행정부", "행정안전부", 2015, "2014. 11. 19. 개편"),
    Old(r"미래창조과학부", "과학기술정보통신부", 2018, "2017. 7. 26. 개편"),
    Old(r"지식경제부", "산업통상자원부", 2014, "2013. 3. 23. 개편"),
    Old(r"(?<!과학기술)정보통신부", "과학기술정보통신부", 2009, "2008. 2. 29. 폐지"),
    Old(r"중소기업청", "중소벤처기업부", 2018, "2017. 7. 26. 개편"),
    Old(r"국민안전처", "행정안전부", 2018, "2017. 7. 26. 개편"),
    Old(r"행정업무의\s*효율적\s*운영에\s*관한\s*규정|행정\s*효율과\s*협업\s*촉진에\s*관한\s*규정", "행정업무의 운영 및 혁신에 관한 규정", 2024, "2023. 6. 27. 이름 바뀜"),
    Old(r"독점규제\s*및\s*공정거래에\s*관한\s*법률\s*제19조", "독점규제 및 공정거래에 관한 법률 제40조", 2022, "2021. 12. 30. 전부개정"),
    Old(r"공인인증서", "공동인증서", 2021, "2020. 12. 10. 전자서명법 전부개정"),
)
# Statutes that never had this name.
NEVER: tuple[tuple[str, str], ...] = (
    (r"정부\s*계약법", "국가를 당사자로 하는 계약에 관한 법률 또는 지방자치단체를 당사자로 하는 계약에 관한 법률"),
    (r"(?<!기술)기술용역\s*계약\s*일반\s*조건", "용역계약일반조건(계약예규)"),
)
_NOTICE = re.compile(r"(?P<body>행정안전부|행안부|행정자치부|안전행정부|기획재정부|기재부|과학기술정보통신부|조달청|서울시|서울특별시)?\s*(?P<kind>예규|고시|훈령|지침|규칙)\s*제?\s*(?P<number>\d{1,4}(?:-\d+)?)\s*호")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:년|\.)")
_STATE = r"국가를\s*당사자로\s*하는\s*계약|국가\s*계약법|정부\s*계약법"
_LOCAL = r"지방자치단체를\s*당사자로\s*하는\s*계약|지방\s*계약법"
_FOLLOWS = re.compile(r"따르|따른|의한다|의하여|의거|준용|적용|규정|제한")
_SANCTION = re.compile(r"시행령\s*제92조\s*제?\s*1\s*항\s*제?\s*\d+\s*호")


def check_old_names(source: Source) -> Iterator[Finding]:
    """Yield names of laws and ministries that were no longer in use when the document was written."""
    year = _year(source)
    for old in NAMES:
        if year < old.since:
            continue
        found = next(source.matching(old.pattern), None)
        if found:
            sentence, match = found
            issue = f"'{match[0]}'은(는) {old.how}되어 {year}년 문서에는 '{old.now}'이(가) 맞다."
            grade = Grade.B if "개편" in old.how else Grade.A
            yield finding(grade, "낡은 법령·기관명", issue, [(sentence.text, sentence.place)], f"'{old.now}'(으)로 보고 현행 조문을 따른다.", "적용할 법령과 조문을 알려 주시기 바랍니다.")
    for pattern, now in NEVER:
        found = next(source.matching(pattern), None)
        if found:
            issue = f"'{found[1][0]}'이라는 이름의 법령·예규는 없다({now}을 가리키는 듯하다)."
            yield finding(Grade.A, "없는 법령명", issue, [(found[0].text, found[0].place)], "다른 조항이 드는 법령을 따른다.", "준거할 법령의 정확한 이름을 알려 주시기 바랍니다.")


def check_governing_law(source: Source) -> Iterator[Finding]:
    """Yield a document that bows to the state's and to the local governments' contract law at once, and stale sanction clauses."""
    state, local = _bowing(source, _STATE), _bowing(source, _LOCAL)
    if state and local and state[0] != local[0]:
        issue = f"준거법을 '{state[1][0]}'과(와) '{local[1][0]}' 두 가지로 적었다."
        quotes = [(state[0].text, state[0].place), (local[0].text, local[0].place)]
        yield finding(Grade.A, "준거법 불일치", issue, quotes, "발주기관의 종류에 맞는 법을 확인할 때까지 계약의 문언을 따른다.", "어느 법을 적용하는 계약인지 알려 주시기 바랍니다.")
    stale = next(source.matching(_SANCTION), None)
    if stale and _year(source) >= 2020:
        issue = f"부정당업자 제재 근거 '{stale[1][0]}'은(는) 2019년 개정으로 조문이 바뀌어 현행과 맞지 않는 듯하다(미확인)."
        yield finding(Grade.A, "낡은 조문", issue, [(stale[0].text, stale[0].place)], "계약일 당시의 조문을 확인할 때까지 원문을 그대로 둔다.", "제재의 근거 조문을 확인해 주시기 바랍니다.")


def _bowing(source: Source, law: str) -> tuple[Sentence, re.Match[str]] | None:
    """Return the first sentence of the document's own clauses that follows `law`; cards and forms only mention laws."""
    uses = (use for use in source.matching(law) if not use[0].in_table and _FOLLOWS.search(use[0].text))
    return next(uses, None)


def check_versions(source: Source) -> Iterator[Finding]:
    """Yield one notice that is cited under two numbers: the same body and kind of notice beside the same words."""
    cited: dict[str, list[tuple[str, Sentence]]] = {}
    for sentence, found in source.matching(_NOTICE, "예규", "고시", "훈령", "지침", "규칙"):
        topic = _topic(sentence.text[: found.start()], sentence.text[found.end():])
        if topic:
            cited.setdefault(f"{topic}", []).append((found["number"], sentence))
    for topic, uses in cited.items():
        numbers = {number: sentence for number, sentence in uses}
        if len(numbers) > 1:
            text = ", ".join(f"제{number}호" for number in numbers)
            issue = f"'{topic}'을(를) 서로 다른 판({text})으로 인용하였다."
            yield finding(Grade.A, "인용 판 불일치", issue, [(sentence.text, sentence.place) for sentence in numbers.values()],
                          "공고일에 시행 중인 판을 따른다.", "적용할 판을 알려 주시기 바랍니다.")


def _topic(before: str, after: str) -> str:
    """Return the rule that a notice number stands for: the words right before its bracket."""
    found = re.search(r"([가-힣]{2,}(?:\s*[가-힣]{2,}){0,3}\s*(?:기준|요령|지침|조건|방법|규정))[」』\"”’']?\s*[(（]?[^()（）]{0,6}$", before)
    if found:
        return re.sub(r"\s", "", found[1])[-10:]
    found = re.match(r"[^가-힣]{0,16}([가-힣]{2,}(?:\s*[가-힣]{2,}){0,3}\s*(?:기준|요령|지침|조건|방법|규정))", after)
    return re.sub(r"\s", "", found[1])[-10:] if found else ""


def _year(source: Source) -> int:
    """Return the newest year that the document speaks of as its own: of its first lines, else the most frequent."""
    head = [year for sentence in source.sentences[:60] for year in _YEAR.findall(sentence.text)]
    every = head or _YEAR.findall(source.text)
    return int(max(every, key=lambda year: (every.count(year), year))) if every else 0
