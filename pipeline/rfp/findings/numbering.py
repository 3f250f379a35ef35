"""Turns printed numbers of sections and items into findings: left out, or used twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.finding import Finding, Grade
from pipeline.rfp.card import Detail
from pipeline.rfp.findings.source import Sentence, Source, finding
from pipeline.rfp.paper import Kind, Place

_SYLLABLES = "가나다라마바사아자차카타파하"
_ROMANS = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ"]
_LATIN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FORMS = (
    (re.compile(r"^제\s*(\d{1,3})\s*조(?!제|의)"), "조"),
    (re.compile(r"^(\d{1,2})\.(?=\s|[가-힣])(?!\s*\d{1,2}\.)"), "1."),
    (re.compile(r"^(\d{1,2})\)"), "1)"),
    (re.compile(r"^\((\d{1,2})\)"), "(1)"),
    (re.compile(rf"^([{_SYLLABLES}])\.\s"), "가."),
    (re.compile(rf"^([{_SYLLABLES}])\)"), "가)"),
    (re.compile(rf"^([{_CIRCLED}])"), "①"),
    (re.compile(r"^([Ⅰ-Ⅹ])"), "Ⅰ"),
    (re.compile(r"^(I{1,3}|IV|VI{0,3}|IX|X)\.?\s"), "I."),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: its form (1., 1), 가. …) and its value."""

    form: str
    value: int
    printed: str


def number_of(text: str) -> Number | None:
    """Return the number that a text begins with."""
    bare = text.strip()
    for pattern, form in _FORMS:
        found = pattern.match(bare)
        if found:
            word = found[1]
            for row in (_SYLLABLES, _ROMANS, _LATIN, _CIRCLED):
                if word in row:
                    return Number(form, list(row).index(word) + 1, found[0].strip())
            return Number(form, int(word), found[0].strip())
    return None


def check_details(source: Source) -> Iterator[Finding]:
    """Yield items of a card whose printed number repeats or skips."""
    for card in source.requirements.cards:
        yield from _siblings(card.id, card.details)


def _siblings(id: str, details: Iterable[Detail]) -> Iterator[Finding]:
    before: dict[str, tuple[Number, Detail]] = {}
    for detail in details:
        number = number_of(f"{detail.printed} ")
        if number:
            last = before.get(number.form)
            if last and number.value != last[0].value + 1 and number.value != 1:
                yield _odd(id, last[0], (last[1].text, last[1].place), number, (detail.text, detail.place))
            before[number.form] = (number, detail)
        yield from _siblings(id, detail.items)


def check_sections(source: Source) -> Iterator[Finding]:
    """Yield headings and numbered sentences outside the cards whose number repeats or skips."""
    stack: list[tuple[Number, Sentence]] = []
    for sentence in source.sentences:
        if sentence.in_table or sentence.kind in (Kind.FOOTNOTE, Kind.BOX, Kind.CAPTION):
            continue
        number = number_of(sentence.text)
        if number is None:
            if sentence.kind is Kind.HEADING:
                stack = []  # an unnumbered heading begins its own lists
            continue
        if number.form == "조":  # an article closes every list of the one before it
            stack = [each for each in stack if each[0].form in ("조", "Ⅰ", "I.")]
        depth = _continued(stack, number)
        if depth is None or number.value == 1:
            stack = [*stack, (number, sentence)]
            continue
        last, above = stack[depth]
        skips = number.value - last.value
        if (skips == 0 or 2 <= skips <= 3) and not _inline(above.text, last):
            yield _odd("", last, (above.text, above.place), number, (sentence.text, sentence.place))
        stack = [*stack[:depth], (number, sentence)]


def _continued(stack: list[tuple[Number, Sentence]], number: Number) -> int | None:
    """Return which open list a number goes on: the innermost of its form that it follows, else the innermost of its form."""
    same = [order for order, (open_number, _) in enumerate(stack) if open_number.form == number.form]
    following = [order for order in same if stack[order][0].value + 1 == number.value]
    return (following or same or [None])[-1]


def _inline(text: str, last: Number) -> bool:
    """True when the next number stands inside the text itself: a paragraph that holds two items."""
    following = last.printed.replace(_shown(last), _shown(last, 1))
    return following != last.printed and re.search(rf"\s{re.escape(following)}\s", text) is not None


def _shown(number: Number, more: int = 0) -> str:
    rows = {"가.": _SYLLABLES, "가)": _SYLLABLES, "①": _CIRCLED}
    row = rows.get(number.form)
    value = number.value + more
    return str(value) if row is None else row[min(value, len(row)) - 1]


def _odd(id: str, last: Number, left: tuple[str, Place], number: Number, right: tuple[str, Place]) -> Finding:
    where = f"{id}에서 " if id else ""
    if number.value == last.value:
        issue = f"{where}번호 '{number.printed}'이(가) 두 번 나온다: '{_head(left[0])}'과(와) '{_head(right[0])}'."
        return finding(Grade.B, "번호 중복", issue, [left, right], "나온 순서로 번호를 매기고 인쇄된 번호를 함께 적는다.", "두 항목의 바른 번호를 알려 주시기 바랍니다.")
    issue = f"{where}번호가 '{last.printed}' 다음 '{number.printed}'(으)로 건너뛴다: '{_head(right[0])}'."
    return finding(Grade.B, "번호 건너뜀", issue, [left, right], "빠진 항목은 없는 것으로 본다.", "빠진 항목이 있는지 알려 주시기 바랍니다.")


def _head(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 30 else flat[:30] + "…"
