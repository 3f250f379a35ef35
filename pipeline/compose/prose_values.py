"""Turns the {{ }} expressions and charts of Markdown lines into held values, so that data can never become structure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from jinja2 import DictLoader, Undefined, UndefinedError, pass_context
from jinja2.ext import Extension
from jinja2.lexer import Token
from jinja2.runtime import Context
from lxml import etree
from markupsafe import Markup, escape

from pipeline.compose.diagrams import Diagrams
from pipeline.compose.prose_held import Held, Inset
from pipeline.compose.prose_source import Source, location
from pipeline.document.blocks import Figure
from pipeline.language.environment import Environment
from pipeline.language.faults import fault
from pipeline.problems import Problem

MOST_FAULTS = 50
_START, _END = "\U00100002", "\U00100003"
_LINE = re.compile(f"{_START}([0-9]+){_END}")
_EXPRESSION = re.compile(r"\{\{.*?\}\}")
# What filters and charts make; all other markup is a person's own and refused.
_OURS = re.compile(
    r'</?(?:data|time|mark|figure|figcaption|sup)>|<br/>|<data value="[^"<>]*">|<time datetime="[^"<>]*">'
    r'|<mark class="missing">|<figure data-figure="f\d+">'
)
_KEY = re.compile(r'<figure data-figure="(f\d+)">')
_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False}


class _Lines(Extension):
    """Says in the filled text from which line each expression and each piece between them came."""

    def filter_stream(self, stream: Any) -> Any:
        for token in stream:
            text = token.value if token.type == "data" else ""
            if text or token.type == "variable_begin":
                yield Token(token.lineno, "data", f"{_START}{token.lineno}{_END}{text}")
            if token.type != "data":
                yield token


@dataclass(slots=True)
class _Filling:
    """One attempt to fill a section."""

    environment: Environment
    held: Held
    charts: Diagrams
    prefix: str

    def keep(self, value: Any) -> str:
        """Return the letters that stand for one value."""
        if isinstance(value, Undefined):
            return self.held.hold(Inset(faults=(_unknown(value),)))
        finalize = self.environment.finalize
        shown = finalize(value) if finalize else value
        text = _LINE.sub("", str(shown))
        if not isinstance(shown, Markup):
            return self.held.literal(self.held.plain(text))
        if not _made_by_us(text, self.charts):
            words = self.held.plain(text)
            wrong = ("T-PRS-01", "값이 HTML을 끼워 넣으려 합니다", "safe 필터를 빼고 값을 그대로 쓰세요")
            return self.held.hold(Inset(str(escape(words)), words, faults=(wrong,)))
        html = _KEY.sub(lambda found: f'<figure data-figure="{self.prefix}-{found[1]}">', self.held.html(text))
        plain = self.held.plain(str(Markup(text.replace("<br/>", " ")).striptags()) if "<" in text or "&" in text else text)
        return self.held.hold(Inset(html, plain, figure="<figure " in html))


def filled(
    source: Source, environment: Environment, names: Mapping[str, Any], held: Held, prefix: str,
) -> tuple[Source | None, dict[str, Figure], list[Problem]]:
    """Return `source` with every expression held apart, the drawings that charts made, and all that is wrong with the expressions.

    After a fault the rest is filled without that line's expressions, so that one run shows every fault. None: it cannot be read at all.
    """
    if not any(sign in line for line in source.lines for sign in ("{{", "{%", "{#")):
        return source, {}, []
    lines, problems, before = list(source.lines), [], len(held.insets)
    while True:
        filling = _Filling(environment, held, Diagrams(), prefix)
        try:
            text = _sandbox(filling).from_string("\n".join(lines)).render({**names, "charts": filling.charts})
            break
        except Exception as error:  # the text is a person's input: whatever it raises is its author's to put right
            problem = fault(error, "제안서")
            row = problem.at.row - 1
            problems.append(_placed(problem, source, row, names))
            del held.insets[before:]
            if not 0 <= row < len(lines) or not _EXPRESSION.search(lines[row]) or len(problems) >= MOST_FAULTS:
                return None, {}, problems
            lines[row] = _EXPRESSION.sub("", lines[row])
    made = _traced(text, source)
    for line, place in zip(made.lines, made.places, strict=True):
        for inset in held.within(line):
            inset.at = inset.at if inset.at[1] else place
    for inset in held.insets[before:]:
        problems += [_nearest(Problem(*wrong[:2], location(inset.at), wrong[2]), names) for wrong in inset.faults]
        inset.faults = ()
    return made, {f"{prefix}-{key}": figure for key, figure in filling.charts.drawings.items()}, problems


def _sandbox(filling: _Filling) -> Environment:
    """Return the sandbox whose every output is held apart, and that reads no other template."""

    @pass_context  # a constant is a value too: with a context, jinja keeps it for the run
    def keep(_context: Context, value: Any) -> str:
        return filling.keep(value)

    made = filling.environment.overlay(extensions=[_Lines], finalize=keep)
    made.loader = DictLoader({})
    return made


def _traced(text: str, source: Source) -> Source:
    made, row = Source([], []), 0
    for line in text.split("\n"):
        row += 1
        if _START in line:
            rows = _LINE.findall(line)
            line = _LINE.sub("", line)
            made.places.append(source.place(int(rows[0]) - 1))
            row = int(rows[-1])
        else:
            made.places.append(source.place(row - 1))
        made.lines.append(line)
    return made


def _made_by_us(text: str, charts: Diagrams) -> bool:
    """Return whether markup is what our filters and charts make: nothing else, and every tag closed."""
    if "<" not in text and "&" not in text:
        return True
    if "<" in _OURS.sub("", text) or not charts.drawings.keys() >= set(_KEY.findall(text)):
        return False
    try:
        etree.fromstring(f"<p>{text}</p>", etree.XMLParser(**_PARSER))
    except etree.XMLSyntaxError:
        return False
    return True


def _unknown(value: Undefined) -> tuple[str, str, str]:
    try:
        str(value)
    except UndefinedError as error:
        problem = fault(error, "")
        return problem.code, problem.message, problem.hint
    return "T-TPL-03", "서식이 쓰는 이름이 없습니다", ""


def _placed(problem: Problem, source: Source, row: int, names: Mapping[str, Any]) -> Problem:
    return _nearest(replace(problem, at=location(source.place(max(row, 0)))), names)


def _nearest(problem: Problem, names: Mapping[str, Any]) -> Problem:
    """Return a problem of an unknown name in a writer's words, with the names near it."""
    if problem.code != "T-TPL-03":
        return problem
    name = problem.message.rsplit(": ", 1)[-1]
    near = get_close_matches(name, [*names, "charts"], 3)
    hint = f"비슷한 이름: {', '.join(near)}" if near else "철자와 docs/proposals.md의 값 이름을 확인하세요"
    return replace(problem, message=f"쓸 수 있는 값의 이름이 아닙니다: {name}", hint=hint)
