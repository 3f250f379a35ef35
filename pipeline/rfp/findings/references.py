"""Turns cross-references into findings: to an annex that is not there or holds something else, to a rule without its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.finding import Finding, Grade
from pipeline.rfp.findings.source import Sentence, Source, finding
from pipeline.rfp.paper import Kind, Paragraph, Place

_ANNEXES = ("붙임", "별첨", "별지", "별표", "서식", "양식", "첨부")
_ANNEX = r"(?P<kind>" + "|".join(_ANNEXES) + r")\s*(?:제\s*)?(?P<number>\d{1,2})(?!\d)\s*(?:호)?(?:\s*서식)?"
_REFERENCE = re.compile(rf"[\[<〈【(（「『]?\s*{_ANNEX}\s*[\]>〉】)）」』]?\s*(?:을|를|와|과|의|에)?\s*(?:참조|참고|따라|따른|의거|의하여|기재|작성|제출|로\s*제출)")
_TITLE = re.compile(rf"^\s*(?:[-○•]\s*)?[\[<〈【(（「『]?\s*{_ANNEX}\s*[\]>〉】)）」』]?\s*[:.\-–]?\s*(?P<title>.*)$")
_UNNUMBERED = re.compile(r"본\s*(?:과업지시서|과업내용서|제안요청서|계약서?|지시서|내용서)\s*(?:의)?\s*[(（‘'“\"](?P<name>[가-힣\s]{2,12})[)）’'”\"]\s*의?\s*규정")
_PARAGRAPH = re.compile(r"제\s*(?P<number>\d{1,2})\s*항에\s*(?:따른|의한|따라|의하여)\s*(?P<noun>[가-힣]{2,8}?)(?:을|를|의|은|는|이|가|에|하|\s|$)")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_ARTICLE = re.compile(r"^\s*제\s*\d{1,3}\s*조")


def check_annexes(source: Source) -> Iterator[Finding]:
    """Yield references to an annex that the document does not hold, or whose title is about something else."""
    titles = _titles(source)
    seen: set[tuple[str, str]] = set()
    for sentence, found in source.matching(_REFERENCE, *_ANNEXES):
        kind, number = found["kind"], found["number"]
        if (kind, number) in seen:
            continue
        seen.add((kind, number))
        here = titles.get((kind, number))
        known = {other for other_kind, other in titles if other_kind == kind}
        if here is None:
            if known and number not in known:
                issue = f"'{kind} {number}'을(를) 보라고 하였으나 문서에 {kind} {number}이(가) 없다."
                yield finding(Grade.A, "참조 없음", issue, [(sentence.text, sentence.place)], f"{kind} {number}은(는) 없는 것으로 본다.",
                              f"{kind} {number}을(를) 보내 주시거나 바른 번호를 알려 주시기 바랍니다.")
            continue
        wanted = _subject(sentence.text[: found.start()])
        better = next((other for other in titles.items() if other[0] != (kind, number) and wanted and wanted in _bare(other[1][0])), None)
        if wanted and better and wanted not in _bare(here[0]):
            issue = f"'{wanted}'은(는) {kind} {number}을(를) 보라고 하였으나 {kind} {number}은(는) '{here[0]}'이고, '{better[1][0]}'은(는) {better[0][0]} {better[0][1]}이다."
            yield finding(Grade.A, "참조 불일치", issue, [(sentence.text, sentence.place), (f"{kind} {number} {here[0]}", here[1]), (f"{better[0][0]} {better[0][1]} {better[1][0]}", better[1][1])],
                          f"{better[0][0]} {better[0][1]}로 본다.", "참조할 붙임의 바른 번호를 알려 주시기 바랍니다.")


def check_unnumbered(source: Source) -> Iterator[Finding]:
    """Yield references to a rule of the same document that give a name but no number."""
    for sentence, found in source.matching(_UNNUMBERED):
        issue = f"'{found[0]}'이라고만 하고 어느 장·조인지 적지 않았다."
        yield finding(Grade.A, "참조 불명확", issue, [(sentence.text, sentence.place)], f"'{found['name'].strip()}'을(를) 제목이나 내용으로 하는 조항으로 본다.",
                      "가리키는 조항의 번호를 알려 주시기 바랍니다.")


def check_paragraphs(source: Source) -> Iterator[Finding]:
    """Yield references to 제n항 of the same article whose subject stands in another paragraph of it."""
    for article in _articles(source):
        paragraphs = _by_number(article)
        for number, sentences in paragraphs.items():
            for sentence in sentences:
                for found in _PARAGRAPH.finditer(sentence.text):
                    wanted, noun = int(found["number"]), found["noun"]
                    if wanted == number or re.search(r"(?:법|령|규칙|조)\s*$", sentence.text[: found.start()]):
                        continue
                    there = " ".join(each.text for each in paragraphs.get(wanted, ()))
                    others = [other for other, texts in paragraphs.items() if other not in (wanted, number) and any(noun in each.text for each in texts)]
                    if there and noun not in there and len(others) == 1:
                        issue = f"'{found[0].strip()}'이라고 하였으나 '{noun}'은(는) 제{wanted}항이 아니라 제{others[0]}항에 있다."
                        quotes = [(sentence.text, sentence.place), (paragraphs[others[0]][0].text, paragraphs[others[0]][0].place)]
                        yield finding(Grade.A, "참조 불일치", issue, quotes, f"제{others[0]}항으로 읽는다.", "바른 항 번호를 알려 주시기 바랍니다.")


def check_contents(source: Source) -> Iterator[Finding]:
    """Yield chapters whose heading is not what the contents list says, and annexed forms that the contents leave out."""
    contents = [paragraph for paragraph in source.paper.paragraphs() if paragraph.kind is Kind.CONTENTS]
    headings = [sentence for sentence in source.sentences if sentence.kind is Kind.HEADING and not sentence.in_table]
    by_number = {_chapter(sentence.text): sentence for sentence in reversed(headings) if _chapter(sentence.text)}
    for line in contents:
        number, title = _chapter(line.text), _entry(line)
        heading = by_number.get(number)
        if not number or not title or heading is None:
            continue
        said = _title_of(heading.text)
        if _bare(title) != _bare(said) and (_bare(title)[:2] == _bare(said)[:2] or _bare(title)[-4:] == _bare(said)[-4:]):
            issue = f"차례의 제목 '{title}'과(와) 본문의 제목 '{said}'이(가) 다르다."
            yield finding(Grade.B, "제목 불일치", issue, [(line.text, line.place), (heading.text, heading.place)], "본문의 제목을 쓴다.", "")
        elif _bare(title) == _bare(said) and title.split() != said.split():
            yield finding(Grade.C, "제목 불일치", f"차례의 제목 '{title}'과(와) 본문의 제목 '{said}'의 띄어쓰기가 다르다.", [(line.text, line.place), (heading.text, heading.place)])


def _titles(source: Source) -> dict[tuple[str, str], tuple[str, Place]]:
    titles: dict[tuple[str, str], tuple[str, Place]] = {}
    for order, sentence in enumerate(source.sentences):
        found = _TITLE.match(sentence.text)
        if not found or _REFERENCE.match(sentence.text):
            continue
        title = found["title"].strip(" :.-")
        if not title and order + 1 < len(source.sentences):
            title = source.sentences[order + 1].text  # the title stands below its number
        if title and len(title) <= 60:
            titles.setdefault((found["kind"], found["number"]), (" ".join(title.split()), sentence.place))
            for number, below in enumerate(source.sentences[order + 1 : order + 12], int(found["number"]) + 1):
                listed = re.match(rf"\s*[-○]?\s*{number}\s*[.)]\s*(.{{2,60}})", below.text)  # 붙임 1. …, and 2. … below it
                if not listed:
                    break
                titles.setdefault((found["kind"], str(number)), (" ".join(listed[1].split()), below.place))
    return titles


def _subject(before: str) -> str:
    """Return the last noun before a reference: "산출내역 : [붙임1] 참조" speaks of 산출내역."""
    found = re.search(r"([가-힣]{3,10})\s*[:：은는이가]?\s*$", before.strip())
    return found[1] if found else ""


def _articles(source: Source) -> Iterator[list[Sentence]]:
    article: list[Sentence] = []
    for sentence in source.sentences:
        if _ARTICLE.match(sentence.text):
            if article:
                yield article
            article = [sentence]
        elif article and (sentence.kind is Kind.HEADING or len(article) > 40):
            yield article
            article = []
        elif article:
            article.append(sentence)
    if article:
        yield article


def _by_number(article: list[Sentence]) -> dict[int, list[Sentence]]:
    paragraphs: dict[int, list[Sentence]] = {}
    number = 1
    for sentence in article:
        found = re.search(f"[{_CIRCLED}]", sentence.text[:30])
        if found:
            number = _CIRCLED.index(found[0]) + 1
        paragraphs.setdefault(number, []).append(sentence)
    return paragraphs


def _chapter(text: str) -> str:
    found = re.match(r"\s*(?:제\s*)?([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|I{1,3}|IV|VI{0,3}|IX|X)[.\s]", text)
    romans = {"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅵ": "VI", "Ⅶ": "VII", "Ⅷ": "VIII", "Ⅸ": "IX", "Ⅹ": "X"}
    return romans.get(found[1], found[1]) if found else ""


def _entry(line: Paragraph) -> str:
    return re.sub(r"[\s.·…‥]*\d*\s*$", "", _title_of(line.text))


def _title_of(text: str) -> str:
    return " ".join(re.sub(r"^\s*(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|I{1,3}|IV|VI{0,3}|IX|X)[.\s]+", "", text).split())


def _bare(text: str) -> str:
    return re.sub(r"[\s\-–—_·.,/()\[\]「」『』:]", "", text)
