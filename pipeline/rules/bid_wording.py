"""Turns the words of a proposal into what must not be handed in: example paragraphs, vague promises, assumed values, the bidder's name in a copy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from pipeline.model.contract import Contract
from pipeline.model.proposal import Section
from pipeline.problems import Location, Problem, Severity

EXAMPLE, VAGUE, ASSUMED, NAMED = "R-BID-21", "R-BID-22", "R-BID-23", "R-BID-24"

_TAKE = re.compile(r"^\s{0,3}@문단\s*\(\s*([^()]+?)\s*\)")
_EXAMPLE = re.compile(r"\A---\n(?:.*\n)*?예시:\s*(?:예|true|yes)\b", re.IGNORECASE)
# What RFPs name when they say that vague words count as a refusal.
_VAGUE = re.compile(r"할\s?수도\s?있|(?:제공|지원|수행|구축|구현|적용|대응|사용)할\s?수\s?있(?:다|습니다|음)|고려하고\s?있|고려할\s?(?:예정|계획)|검토할\s?(?:예정|계획)|검토하겠|검토해\s?보|노력하(?:겠|고자|려고)|가급적|되도록이면")
_QUOTE = re.compile(r"^\s*>")
_SHOWN = 5
_LEGAL_FORM = re.compile(r"주식회사|유한회사|\(주\)|㈜|\(유\)|\s")
_SHORTEST = 2  # letters of a name worth looking for


def example_paragraphs(sections: Iterable[Section], library: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a warning for each line that takes in a paragraph of the library which still says that it is an example."""
    examples = {name for name, text in library.items() if _EXAMPLE.match(text)}
    for section, row, line in _lines(sections):
        if (taken := _TAKE.match(line)) and taken[1] in examples:
            message = f"예시 문단을 그대로 씁니다: @문단({taken[1]})"
            hint = f"제안사의 사실로 고친 글을 data/_library/{taken[1]}.md에 두고 ‘예시: 예’ 줄을 지우거나, 글을 절에 옮겨 고칩니다"
            yield Problem(EXAMPLE, message, _at(section, row), hint, severity=Severity.WARNING)


def vague_words(sections: Iterable[Section]) -> list[Problem]:
    """Return one note with the lines whose words an evaluator may take for no promise at all; quotes of the RFP are left out."""
    found = [(section, row, words[0]) for section, row, line in _lines(sections) if not _QUOTE.match(line) and (words := _VAGUE.search(line))]
    if not found:
        return []
    places = [_at(section, row) for section, row, _ in found]
    shown = ", ".join(dict.fromkeys(words for *_, words in found))
    message = f"약속으로 읽히지 않을 수 있는 표현이 {len(found)}곳 있습니다: {shown}"
    hint = "많은 제안요청서가 모호한 표현을 제공하지 않는 것으로 봅니다. 무엇을 언제까지 하는지로 고칩니다"
    return [Problem(VAGUE, message, places[0], hint, tuple(places[1:_SHOWN]), Severity.NOTE)]


def assumed_values(contract: Contract) -> list[Problem]:
    """Return one note that names the terms of the contract which are assumptions: what a proposal says of them is one, too."""
    if not contract.assumed:
        return []
    message = f"가정한 계약 조건이 있습니다: {', '.join(contract.assumed)}"
    return [Problem(ASSUMED, message, contract.at.at_field("가정항목"), "제안서에 그 값이 나오는지 보고, 확인한 값으로 바꿉니다", severity=Severity.NOTE)]


def names_of(*named: str) -> tuple[str, ...]:
    """Return what tells a bidder by name: each name as it is, and without its legal form."""
    bare = (_LEGAL_FORM.sub("", unicodedata.normalize("NFKC", name)) for name in named)
    return tuple(dict.fromkeys(name for name in bare if len(name) >= _SHORTEST))


def tells_name(text: str, names: Iterable[str]) -> str:
    """Return the first of `names` (names_of) that `text` tells, however it is spaced; "" for none."""
    bare = _LEGAL_FORM.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return next((name for name in names if name.casefold() in bare), "")


def _lines(sections: Iterable[Section]) -> Iterator[tuple[Section, int, str]]:
    """Yield section, row within its text, and line, of what is printed: comments are left out."""
    for section in sections:
        hidden = False
        for row, line in enumerate(section.text.split("\n")):
            if not hidden and "<!--" not in line:
                yield section, row, line
            hidden = ("<!--" in line or hidden) and "-->" not in line


def _at(section: Section, row: int) -> Location:
    return Location(section.at.file, section.line + row)
