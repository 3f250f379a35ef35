"""Turns tags that the template language cannot read, each taken by itself, into problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, nodes

from pipeline.forms.source import Writing, block, environment, written
from pipeline.forms.tags import CELL_WORDS, CLOSERS, MIDDLES, OPENERS, WORDS, Kind, Tag
from pipeline.problems import Problem


def check_grammar(tags: Iterable[Tag], file: str) -> list[Problem]:
    """Return what is wrong inside the braces of every tag."""
    return [problem for tag in tags for problem in _check(tag, file)]


def _check(tag: Tag, file: str) -> Iterator[Problem]:
    text = _alone(tag)
    if text is None:
        return
    at = tag.place.at(file, tag.raw)
    env = environment(Writing())
    try:
        tree = env.parse(text)
    except TemplateSyntaxError as error:
        message = f"태그의 문법이 맞지 않습니다: {tag.raw} ({error.message})"
        yield Problem("F-TAG-07", message, at, "이름에는 빈칸을 쓸 수 없고, 글은 따옴표로 묶습니다")
        return
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        kind, known = ("필터", env.filters) if isinstance(node, nodes.Filter) else ("검사", env.tests)
        if node.name not in known or (node.name[0] == "_" and node.name != "_field"):
            near = get_close_matches(node.name, [name for name in known if name[0] != "_"], 1, 0.4)
            hint = f"'{near[0]}'을(를) 쓰세요" if near else "docs/forms.md의 필터 표를 보세요"
            yield Problem("F-TAG-08", f"{kind} '{node.name}'은(는) 없습니다", at, hint)
    if any(name.name.startswith("_") for name in tree.find_all(nodes.Name)):
        yield Problem("F-TAG-09", f"밑줄(_)로 시작하는 이름은 쓸 수 없습니다: {tag.raw}", at, "이름을 바꾸세요")
    if any(access.attr.startswith("_") for access in tree.find_all(nodes.Getattr)):
        yield Problem("F-VAL-04", f"밑줄(_)로 시작하는 것은 부를 수 없습니다: {tag.raw}", at, "자료의 열 이름만 쓰세요")
    if any(loop.recursive for loop in tree.find_all(nodes.For)):
        yield Problem("F-TAG-09", "recursive 반복은 쓸 수 없습니다", at, "recursive를 지우세요")


def _alone(tag: Tag) -> str | None:
    """Return a whole template that holds nothing but one tag, or None for a tag that has no grammar."""
    if tag.kind is Kind.NOTE or tag.word in CLOSERS or (tag.kind is Kind.BLOCK and tag.word not in WORDS):
        return None
    if tag.word in CELL_WORDS:
        expression = tag.body.removeprefix(tag.word).strip()
        return f"\ufdd2{expression}\ufdd3" if tag.word in ("colspan", "cellbg") else None
    if tag.word in OPENERS:
        return written(tag) + block(f"end{tag.word}")
    if tag.word in MIDDLES:
        return block("if 1") + written(tag) + block("endif")
    return written(tag)
