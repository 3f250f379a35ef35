"""Turns the RFP's rules for writing and handing in a proposal into 작성지침.md, a checklist whose ticks and notes people keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.model.bid_terms import WritingRule

_HINTS = {  # what of proposal.yaml sees to a rule
    "조견표": "평가항목 대비표와 요구사항 대비표를 pipeline bid build가 만든다. proposal.yaml의 대비표자리, 절의 제안포인트를 본다.",
    "분량과 용지": "proposal.yaml의 쪽제한, 요약쪽제한, 방향, 요약방향, 글꼴, 본문크기, 줄간격, 여백에 적는다.",
}
_VALUES = {"명확한 표현": "쓰지 않을 말", "어기면": "감점", "제안사 표시": "감점"}
_NEW = "## 다시 읽은 제안요청서에 새로 있는 것"
_QUOTED = re.compile(r"^- \[[^\]]?\] “(.*?)”", re.MULTILINE)


def guide_text(rules: Sequence[WritingRule], document: str) -> str:
    """Return 작성지침.md: the rules by kind, each quote once under its first kind with its place, an empty box before it."""
    parts = [
        "# 작성지침",
        f"{document}에서 읽은, 제안서를 쓰고 내는 법이다. 이 파일은 책에 들어가지 않는다. 지킨 것은 [x]로 바꾸고, 메모는 자유롭게 적는다: 다시 실행해도 남는다.\n"
        "규칙으로 찾은 것이므로 제안요청서의 제안서 작성요령과 제출 안내를 함께 본다.",
    ]
    kinds = _kinds(rules)
    for name in dict.fromkeys(kind[0] for kind in kinds.values()):
        lines = [_line(quote, names, rules) for quote, names in kinds.items() if names[0] == name]
        parts += [f"## {name}", *([_HINTS[name]] if name in _HINTS else []), "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def guide_with(text: str, rules: Sequence[WritingRule]) -> tuple[str, list[str], list[str]]:
    """Return a checklist that people worked in with the rules that are new behind it, the new quotes, and those that the RFP no longer has."""
    there = set(_QUOTED.findall(text))
    kinds = _kinds(rules)
    new = [quote for quote in kinds if quote not in there]
    gone = [quote for quote in _QUOTED.findall(text) if quote not in kinds]
    if not new:
        return text, [], gone
    lines = "\n".join(f"{_line(quote, kinds[quote], rules)} · {kinds[quote][0]}" for quote in new)
    joint = "\n" if text.rstrip().rsplit("\n## ", 1)[-1].startswith(_NEW.removeprefix("## ")) else f"\n\n{_NEW}\n\n"
    return f"{text.rstrip()}{joint}{lines}\n", new, gone


def _kinds(rules: Iterable[WritingRule]) -> dict[str, list[str]]:
    """Return quote → the kinds that it stands under, in order."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        found.setdefault(_shown(rule.quote), []).append(rule.name)
    return found


def _line(quote: str, names: Sequence[str], rules: Iterable[WritingRule]) -> str:
    own = [rule for rule in rules if _shown(rule.quote) == quote]
    notes = [own[0].line, *(f"{_VALUES[rule.name]}: {rule.value}" for rule in own if rule.value and rule.name in _VALUES)]
    also = [f"함께: {', '.join(names[1:])}"] if names[1:] else []
    said = "; ".join(dict.fromkeys(filter(None, (*notes, *also))))
    return f"- [ ] “{quote}”" + (f" ({said})" if said else "")


def _shown(quote: str) -> str:
    """Return a quote on one line; its own closing marks are turned so that the line can be found again."""
    return " ".join(quote.split()).replace("“", "‘").replace("”", "’")
