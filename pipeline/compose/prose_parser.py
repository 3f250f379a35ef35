"""Turns Markdown text into tokens: CommonMark with tables, and emphasis that Korean particles may follow."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_KOREAN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff]")
_SPECIAL = re.compile(r"[\n`*_~\[\]<&\\!]")


def tokens(text: str) -> list[Token]:
    """Return the tokens of `text`; raw HTML comes as html_inline tokens, so that it can be refused by line."""
    return _parser().parse(text)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # 40 ms, and only proposals need it

    made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # Without these, indented text stays text, "---" under a sentence starts a page, and "[참고]: …" does not vanish.
    made.disable(["code", "lheading", "reference", "html_block", "text_join"])
    made.inline.ruler.at("emphasis", _emphasis)
    made.core.ruler.at("inline", _inline)
    made.validateLink = lambda url: True  # addresses are judged where they are written
    made.normalizeLink = lambda url: url
    return made


def _inline(state: StateCore) -> None:
    """Read the text of blocks; most cells and many paragraphs hold nothing but words."""
    from markdown_it.token import Token

    for token in state.tokens:
        if token.type == "inline":
            if _SPECIAL.search(token.content):
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            elif token.content:
                token.children = [Token("text", "", 0, content=token.content)]


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read * and _ as CommonMark does, but let `**유지관리(24시간)**을` be bold: a Korean letter beside the mark counts as a space."""
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    opens, closes = scanned.can_open, scanned.can_close
    if marker == "*":
        before = state.src[state.pos - 1] if state.pos else " "
        end = state.pos + scanned.length
        after = state.src[end] if end < state.posMax else " "
        opens = opens or (bool(_KOREAN.match(before)) and not after.isspace())
        closes = closes or (bool(_KOREAN.match(after)) and not before.isspace())
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, opens, closes))
    state.pos += scanned.length
    return True
