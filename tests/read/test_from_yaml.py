"""YAML becomes a located tree of what was typed; everything dangerous or broken becomes a problem with its line."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.from_yaml import parse_yaml
from pipeline.read.located import Cell, Listing, Node, Record
from pipeline.read.text import clean

characters = st.characters(min_codepoint=32, max_codepoint=0xD7A3, exclude_categories=("Cs", "Cc", "Zs"))
letters = st.text(characters, min_size=1)
trees = st.recursive(letters, lambda inner: st.lists(inner) | st.dictionaries(letters, inner), max_leaves=12)


def plain(node: Node | None) -> Any:
    """Return the tree without its places."""
    match node:
        case Record():
            return {label: plain(value) for label, value in node.values.items()}
        case Listing():
            return [plain(item) for item in node.items]
        case Cell():
            return node.value
    return None


def problem_of(text: str) -> tuple[str, int]:
    """Return code and line of the only problem of `text`."""
    _, (problem,) = parse_yaml(text, "a.yaml")
    assert problem.hint
    return problem.code, problem.at.row


def test_tree_keeps_order_lines_and_raw_text() -> None:
    tree, problems = parse_yaml("나: 0.10\n가:\n  - 2019-05-31\n  - 09:00\n다: |\n  첫 줄\n  둘째 줄\n", "a.yaml")
    assert problems == []
    assert list(tree.values) == ["나", "가", "다"]
    assert plain(tree) == {"나": "0.10", "가": ["2019-05-31", "09:00"], "다": "첫 줄\n둘째 줄\n"}
    assert [item.line for item in tree.values["가"].items] == [3, 4]
    assert str(tree.place("다")) == "a.yaml:5 (다)"


@pytest.mark.parametrize("typed", ["1", "0.5", "true", "2019-05-31", "가", "nUll"])
def test_plain_values_stay_text(typed: str) -> None:
    tree, _ = parse_yaml(f"값: {typed}\n", "a.yaml")
    assert tree.values["값"].value == typed


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_only_a_plain_null_is_none(typed: str) -> None:
    tree, _ = parse_yaml(f"값: {typed}\n인용: '{typed}'\n", "a.yaml")
    assert plain(tree) == {"값": None, "인용": typed}


@given(trees)
def test_what_was_dumped_is_read_again(tree: Any) -> None:
    text = yaml.safe_dump({"뿌리": tree}, allow_unicode=True, sort_keys=False, default_style='"')
    read, problems = parse_yaml(text, "a.yaml")
    assert all(problem.code == "D-YAML-03" for problem in problems)  # two keys that are one in NFC
    assert problems or plain(read) == {"뿌리": with_clean_keys(tree)}


def with_clean_keys(tree: Any) -> Any:
    """Return the tree with its keys in the form in which they are read."""
    if isinstance(tree, dict):
        return {clean(key): with_clean_keys(value) for key, value in tree.items()}
    return [with_clean_keys(item) for item in tree] if isinstance(tree, list) else tree


@given(st.text())
def test_any_text_gives_a_tree_or_problems(text: str) -> None:
    tree, problems = parse_yaml(text, "a.yaml")
    assert all(problem.code.startswith("D-YAML-0") and problem.at.row >= 1 for problem in problems)
    assert tree is None or isinstance(tree, Cell | Listing | Record)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("가: 1\n나: 다: 라\n", ("D-YAML-01", 2)),
        ("가: '1\n", ("D-YAML-01", 1)),
        ("가: [1, 2\n나: 3\n", ("D-YAML-01", 2)),
        ("가: @나\n", ("D-YAML-01", 1)),
        ("가: *나\n", ("D-YAML-01", 1)),
        ("가: \x01\n", ("D-YAML-01", 1)),
        ("? [가]\n: 나\n", ("D-YAML-01", 1)),
        ("가: 1\n---\n나: 2\n", ("D-YAML-01", 2)),
        ("가:\n\t나: 1\n", ("D-YAML-02", 2)),
        ("가: 1\n나: 2\n가: 3\n", ("D-YAML-03", 3)),
        ("가: !!python/object/apply:os.system ['true']\n", ("D-YAML-04", 1)),
        ("가: !표 나\n", ("D-YAML-04", 1)),
        ("가: &a [*a]\n", ("D-YAML-01", 1)),
        ("[" * 100_000, ("D-YAML-05", 1)),
    ],
)
def test_problem(text: str, expected: tuple[str, int]) -> None:
    assert problem_of(text) == expected


@pytest.mark.parametrize("leaf", ["x", "", "[]", "&a x"])
def test_depth_counts_values_too(leaf: str) -> None:
    assert parse_yaml("{가: " * 50 + leaf + "}" * 50, "a.yaml")[1] == []
    assert problem_of("{가: " * 51 + leaf + "}" * 51) == ("D-YAML-05", 1)


def test_alias_bomb_is_refused_and_a_small_alias_is_not() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    assert problem_of(bomb)[0] == "D-YAML-05"
    tree, problems = parse_yaml("가: &a [1, 2]\n나: *a\n", "a.yaml")
    assert problems == [] and plain(tree) == {"가": ["1", "2"], "나": ["1", "2"]}


def test_duplicate_key_keeps_the_first_and_names_both() -> None:
    tree, (problem,) = parse_yaml("가: 1\n가: 2\n", "a.yaml")
    assert plain(tree) == {"가": "1"}
    assert [str(place) for place in problem.related] == ["a.yaml:1 (가)"]


@pytest.mark.parametrize("text", ["", "\n\n", "# 설명뿐\n", "---\n", "~\n"])
def test_nothing_said(text: str) -> None:
    assert parse_yaml(text, "a.yaml") == (None, [])
