"""Tags in a text: where they begin and end, docxtpl's letters, braces without partner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.forms.tags import Kind, find_tags


def found(text: str) -> list[tuple[str, str, str]]:
    return [(tag.kind.value, tag.letter, tag.body) for tag in find_tags(text)[0]]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("본인 {{ 성명 }}은", [("{{", "", "성명")]),
        ("{{성명}}{{소속}}", [("{{", "", "성명"), ("{{", "", "소속")]),
        ("{%tr for 행 in 명단 %}", [("{%", "tr", "for 행 in 명단")]),
        ("{%p if x %}", [("{%", "p", "if x")]),
        ("{%tc endfor %}", [("{%", "tc", "endfor")]),
        ("{%r if x %}", [("{%", "r", "if x")]),
        ("{%- if x -%}", [("{%", "", "if x")]),
        ("{{r 글 }}", [("{{", "r", "글")]),
        ("{{p 글 }}", [("{{", "p", "글")]),
        ("{{r }}", [("{{", "", "r")]),
        ("{{r if r else 1 }}", [("{{", "", "r if r else 1")]),
        ("{{p|upper }}", [("{{", "", "p|upper")]),
        ("{{p | upper }}", [("{{", "", "p | upper")]),
        ("{{tr }}", [("{{", "", "tr")]),
        ("{{ '}}' }}", [("{{", "", "'}}'")]),
        ("{{ {'a': {'b': 1}} }}", [("{{", "", "{'a': {'b': 1}}")]),
        ("{{ “큰따옴표”\u00a0}}", [("{{", "", '"큰따옴표"')]),
        ("{#p 설명 #}", [("{#", "p", "설명")]),
        ("{_{ 그대로 }_}", [("", "", "{{"), ("", "", "}}")]),
        ("{ {성명} }", []),
    ],
)
def test_tags_of(text: str, tags: list[tuple[str, str, str]]) -> None:
    assert found(text) == tags
    assert find_tags(text)[1] == []


def test_a_dash_takes_the_spaces_along() -> None:
    made, _ = find_tags("가  {{- x -}}  나 {{ -x }}")
    assert [("가  {{- x -}}  나 {{ -x }}"[tag.start : tag.end], tag.body) for tag in made] == [
        ("  {{- x -}}  ", "x"),
        ("{{ -x }}", "-x"),
    ]


@pytest.mark.parametrize(
    ("text", "codes", "tags"),
    [
        ("{{ 성명", ["F-TAG-01"], 0),
        ("{{ 성명 } 그리고 {{ 주소 }}", ["F-TAG-01"], 1),
        ("성명 }}", ["F-TAG-02"], 0),
        ("%} {{ 성명 }}", ["F-TAG-02"], 1),
        ("{% if 'x %}", [], 1),  # closed all the same: its grammar is wrong, which is said elsewhere
        ("{{ (성명 }}", [], 1),
    ],
)
def test_braces_without_partner(text: str, codes: list[str], tags: int) -> None:
    made, faults = find_tags(text)
    assert [code for code, _ in faults] == codes
    assert len(made) == tags


@given(st.text(alphabet="{}%#_-'\"()[] 가a\\", max_size=40))
def test_any_text_is_read_in_order(text: str) -> None:
    tags, _ = find_tags(text)
    at = 0
    for tag in tags:
        assert at <= tag.start < tag.end <= len(text)
        at = tag.end
        assert tag.kind is Kind.LETTERS or text[tag.start : tag.start + 2] == tag.kind.value
