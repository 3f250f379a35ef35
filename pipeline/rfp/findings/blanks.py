"""Turns blanks that a form or clause leaves open into findings: dates, sums, names, empty numbered lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.finding import Finding, Grade
from pipeline.rfp.findings.numbering import number_of
from pipeline.rfp.findings.source import Sentence, Source, finding

_DATE = re.compile(r"(?P<year>20\d\d)?\s*년\s+월\s*일\s*(?:부로|부터|까지|자로)")
_EMPTY = re.compile(r"^\s*(?:-\s*)?(?:\d{1,2}\.|\d{1,2}\)|[가-하]\.|[①-⑩])\s*$")
_NUMBERED = re.compile(r"^\s*[\[<〈【(（「『]?\s*(?:붙임|별첨|별지|별표|서식|양식|첨부|[ⅠⅡI\d])")
_FORM = re.compile(r"서약서|각서|확약서|계약서|확인서|신청서|동의서")


def check_forms(source: Source) -> Iterator[Finding]:
    """Yield the blanks of clauses and forms that change their meaning: an effective date, an empty numbered line."""
    for sentence, found in source.matching(_DATE, "년"):
        what = "월·일" if found["year"] else "연·월·일"
        issue = f"{_form(source, sentence)}의 날짜에서 {what}이 비어 있다: '{_near(sentence.text, found.start())}'."
        yield finding(Grade.B, "서식 빈칸", issue, [(sentence.text, sentence.place)], "빈칸을 〔입력 필요〕로 두고 서명할 때 적는다.", "그 날짜를 무엇으로 적는지 알려 주시기 바랍니다.")
    empty = [sentence for sentence in source.sentences if _EMPTY.match(sentence.text) and not sentence.in_table]
    groups: list[list[Sentence]] = []
    for sentence in empty:
        number = number_of(sentence.text.strip(" -") + " ")
        last = groups[-1][-1] if groups else None
        before = number_of(last.text.strip(" -") + " ") if last else None
        if number and before and number.value == before.value + 1 and number.form == before.form:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    for group in groups:
        marks = " ".join(sentence.text.strip(" -") for sentence in group)
        above = _above(source, group[0])
        issue = f"번호만 있고 내용이 빈 줄이 있다: '{marks}' (앞 문장: '{_near(above.text, 0)}')." if above else f"번호만 있고 내용이 빈 줄이 있다: '{marks}'."
        quotes = [(above.text, above.place)] if above else []
        yield finding(Grade.B, "서식 빈칸", issue, [*quotes, *((sentence.text, sentence.place) for sentence in group)], "빈 줄을 〔입력 필요〕로 둔다.", "빈 줄에 적을 내용을 알려 주시기 바랍니다.")


def check_unlisted_agreements(source: Source) -> Iterator[Finding]:
    """Yield agreements that stand at the document's end though no clause asks to sign them."""
    for order, sentence in enumerate(source.sentences):
        name = re.sub(r"\s", "", sentence.text)
        if not name.endswith("계약서") or not _title(sentence) or any(_NUMBERED.match(each.text) for each in source.sentences[max(0, order - 3) : order + 1]):
            continue
        asked = any(name in re.sub(r"\s", "", each.text) for each in source.sentences if each is not sentence)
        if not asked:
            issue = f"'{' '.join(sentence.text.split())}' 서식이 있으나 어느 조항도 그 이름으로 요구하지 않는다."
            yield finding(Grade.B, "근거 없는 서식", issue, [(sentence.text, sentence.place)], "계약할 때 함께 체결하는 것으로 본다.", "이 서식을 언제 누가 체결하는지 알려 주시기 바랍니다.")


def _title(sentence: Sentence) -> bool:
    bare = re.sub(r"[\s\[\]<>【】]", "", sentence.text)
    return bool(_FORM.search(bare)) and bare.endswith(("서", "서식")) and 4 <= len(bare) <= 24 and not sentence.in_table and not re.match(r"[\d○\-•ㅇ❍▪*※·가-하][.)\s]", sentence.text.strip())


def _form(source: Source, sentence: Sentence) -> str:
    """Return the name of the form that a sentence stands in: the nearest title above it."""
    index = source.sentences.index(sentence)
    for above in reversed(source.sentences[max(0, index - 40) : index]):
        if _title(above):
            return f"'{' '.join(above.text.split())}'"
    return "서식"


def _above(source: Source, sentence: Sentence) -> Sentence | None:
    index = source.sentences.index(sentence)
    return source.sentences[index - 1] if index else None


def _near(text: str, start: int) -> str:
    flat = " ".join(text[max(0, start - 12) : start + 30].split())
    return flat
