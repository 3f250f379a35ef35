"""Turns a part's tree with marks into one compiled template, and a template's line back into its tag."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import CodeType
from typing import Any

from jinja2 import Template
from lxml import etree

from pipeline.forms.cells import literal
from pipeline.forms.dialect import Element
from pipeline.forms.filters import FILTERS
from pipeline.forms.tags import MARK, Kind, Tag, Tags
from pipeline.language import plain

# Noncharacters open and close tags, so that no brace of the document's own text needs escaping.
_SYNTAX = {
    "variable_start_string": "\ufdd2",
    "variable_end_string": "\ufdd3",
    "block_start_string": "\ufdd4",
    "block_end_string": "\ufdd5",
    "comment_start_string": "\ufdd6",
    "comment_end_string": "\ufdd7",
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Writing:
    """How one part writes what a text cannot hold: a line break and a tab; `sheet` when _x0041_ would mean A in it."""

    line_break: str = "\n"
    tab: str = "\t"
    sheet: bool = False


@dataclass(slots=True)
class Part:
    """One part of a form, compiled: its zip entry, its template's code, and its tags for messages."""

    name: str
    writing: Writing
    source: str
    code: CodeType
    tags: list[Tag]
    lines: list[int]
    template: Template = field(repr=False)

    def names(self, values: Mapping[str, object], run: object) -> dict[str, object]:
        """Return all that the template may name: the sandbox's own names, then the values, then this fill."""
        return {**self.template.environment.globals, **values, "_run": run}

    def tag_at(self, line: int) -> Tag | None:
        """Return the tag that stands at a line of the template's source."""
        at = bisect_right(self.lines, line) - 1
        return self.tags[at] if at >= 0 else None


@cache
def environment(writing: Writing) -> plain.PlainEnvironment:
    """Return the environment of all parts that write line breaks alike, with the filters of forms."""
    made = plain.environment(writing.line_break, writing.tab, **_SYNTAX)
    made.filters.update(FILTERS)
    if writing.sheet:
        made.finalize = _literal(made.finalize)
    return made


def _literal(finalize: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Let text that looks like a spreadsheet's escape stay as it was typed."""

    def shown(value: Any) -> Any:
        made = finalize(value)
        return type(made)(literal(made)) if isinstance(made, str) and "_x" in made else made

    return shown


def serialised(root: Element) -> str:
    """Return the XML text of a part, marks and all."""
    return _DECLARATION + etree.tostring(root, encoding="unicode")


def compile_part(name: str, text: str, tags: Tags, writing: Writing) -> Part:
    """Return the compiled part of an XML text with marks; raises TemplateSyntaxError."""
    pieces, order, lines, line = [], [], [], 1
    for at, piece in enumerate(MARK.split(text)):
        if at % 2:
            tag = tags.all[int(piece)]
            piece = written(tag)
            order.append(tag)
            lines.append(line + 1)  # each tag begins a line of its own, by which errors find it
        pieces.append(piece)
        line += piece.count("\n")
    source = "".join(pieces)
    env = environment(writing)
    code = env.compile(source, name, f"<{name}>")
    return Part(name, writing, source, code, order, lines, Template.from_code(env, code, {}))


def written(tag: Tag) -> str:
    """Return a tag as templates hold it; a comment is nothing."""
    if tag.kind is Kind.VALUE:
        return f"\ufdd2\n{tag.body}\ufdd3"
    return block(tag.body) if tag.kind is Kind.BLOCK else ""


def block(body: str) -> str:
    """Return a steering tag as templates hold it."""
    return f"\ufdd4\n{body}\ufdd5"
