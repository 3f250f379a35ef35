"""A fenced ```도표 is drawn as written, every example of the manual too, and each mistake in it is told with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.compose.chart_kinds import BODY, BOX, KINDS, PROJECT, STEP, TASK, WORK, Kind
from pipeline.compose.chart_system import LINE, PLACE
from pipeline.compose.codes import CODES
from pipeline.compose.diagrams import Diagrams
from pipeline.document.blocks import Document, Figure
from pipeline.document.missing import missing_facts
from tests.compose.prose_sample import clean, found, laid, read

MANUAL = (Path(__file__).parents[2] / "docs" / "charts.md").read_text("utf-8")
PROPOSALS = (Path(__file__).parents[2] / "docs" / "proposals.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```도표.*?^```$", MANUAL + PROPOSALS, re.M | re.S)


def fenced(kind: str, *lines: str) -> str:
    return "\n".join((f"```도표 {kind}", *lines, "```"))


def figure(text: str) -> Figure:
    (made,) = laid(clean(text))
    assert isinstance(made, Figure)
    return made


def texts(drawn: Figure) -> list[str]:
    return ["".join(node.itertext()) for node in etree.fromstring(drawn.svg).iter("{*}text")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[0].split()[-1])
def test_every_example_of_the_manual_is_drawn_with_all_its_words(example: str) -> None:
    made = figure(example)
    title = re.search(r"^제목: (.*)$", example, re.M)[1]
    assert (made.caption, made.number, made.width) == (title, 1, 160)
    seen = "".join("".join(texts(made)).split())
    for name in re.findall(r"이름: ([^,}\n]*)", example):
        assert "".join(name.split()) in seen


def test_the_manual_shows_every_kind_and_names_every_key_and_code() -> None:
    assert {example.split("\n")[0].split()[-1] for example in EXAMPLES} == {kind.names[0] for kind in KINDS}
    keys = {key for kind in KINDS for key in kind.keys} | {*BOX, *STEP, *WORK, *BODY, *TASK, *PROJECT, *PLACE, *LINE}
    assert [key for key in sorted(keys) if f"`{key}`" not in MANUAL and f"{key}:" not in MANUAL] == []
    assert [code for code in CODES if code.startswith("T-CHT-") and code not in MANUAL] == []
    functions = [name for name, value in vars(Diagrams).items() if callable(value) and not name.startswith("_") and name != "boxes"]
    assert [name for name in (*functions, "columns", "line") if f"charts.{name}(" not in MANUAL] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (fenced("", "상자: [가]"), [("T-CHT-01", 1)]),
        (fenced("조직토", "상자: [가]"), [("T-CHT-01", 1)]),
        ("글\n\n" + fenced("조직도", "상자:", "  - 이름: 가: 나"), [("T-CHT-02", 5)]),
        (fenced("조직도", "\t상자: 가"), [("T-CHT-02", 2)]),
        (fenced("조직도"), [("T-CHT-02", 2)]),
        (fenced("조직도", "- 가"), [("T-CHT-02", 2)]),
        (fenced("조직도", "{}"), [("T-CHT-04", 2)]),
        (fenced("조직도", "상자: [가]", "상자: [나]"), [("T-CHT-02", 3)]),
        (fenced("조직도", "상자: &a [가]"), [("T-CHT-02", 2)]),
        (fenced("조직도", "상자: !!python/object:os.system [가]"), [("T-CHT-02", 2)]),
        (fenced("조직도", "상자: " + "[" * 40 + "]" * 40), [("T-CHT-02", 2)]),
        (fenced("조직도", "상자: [가]", "---", "상자: [나]"), [("T-CHT-02", 3)]),
        (fenced("조직도", "제목: 가", "상저: [가]"), [("T-CHT-04", 2), ("T-CHT-03", 3)]),
        (fenced("조직도", "상자:", "  - 이름: 가", "    아레: [나]"), [("T-CHT-03", 4)]),
        (fenced("조직도", "상자:", "  - 내용: 가"), [("T-CHT-04", 3)]),
        (fenced("조직도", "상자:", "  - 이름: 가", "    점선: 아마"), [("T-CHT-05", 4)]),
        (fenced("조직도", f"상자: [{', '.join(map(str, range(61)))}]"), [("T-CHT-05", 2)]),
        (fenced("조직도", "상자: [가]", "폭: 500"), [("T-CHT-05", 3)]),
        (fenced("조직도", "상자: [가]", "폭: 넓게"), [("T-CHT-05", 3)]),
        (fenced("간트", "일정:", "  - 일: 가"), [("T-CHT-04", 3)]),
        (fenced("간트", "일정:", "  - {일: 가, 시작: 2025-01}"), [("T-CHT-04", 3)]),
        (fenced("간트", "일정:", "  - {일: 가, 시작: 2025-03, 끝: 2025-01}"), [("T-CHT-05", 3)]),
        (fenced("간트", "일정:", "  - 일: 가", "    기간: [2025-01 ~ 2025-02, 2025-13 ~ 2025-14]"), [("T-CHT-05", 4)]),
        (fenced("간트", "일정:", "  - 일: 가", "    기한:", "      - 2025-02-28", "      - 2025-02-29"), [("T-CHT-05", 6)]),
        (fenced("간트", "끝: 2025-03", "일정:", "  - {일: 가, 기한: 2025-02}", "  - {일: 나, 기한: 2025-04}"), [("T-CHT-05", 5)]),
        (fenced("간트", "시작: 2025-03", "끝: 2025-01", "일정:", "  - {일: 나, 기한: 2025-02}"), [("T-CHT-05", 2)]),
        (fenced("추진체계", "발주: 가"), [("T-CHT-04", 2)]),
        (fenced("추진체계", "발주: 가", "협력: [나, 가]", "수행: 다"), [("T-CHT-06", 2)]),
        (fenced("추진체계", "발주: [가, 나]", "수행: 다"), [("T-CHT-05", 2)]),
        (fenced("구성도", "상자: [가, 나]", "선:", "  - 가 → 다"), [("T-CHT-06", 4)]),
        (fenced("구성도", "상자: [가, 나]", "선:", "  - 가 나"), [("T-CHT-05", 4)]),
        (fenced("구성도", "상자: [가, 나]", "선:", "  - {에서: 가}"), [("T-CHT-04", 4)]),
        (fenced("구성도", "상자: [가, 나]", "선: [가 -> 가]"), [("T-CHT-06", 3)]),
        (fenced("구성도", "상자: [가, 가]"), [("T-CHT-06", 2)]),
        (fenced("구성도", "구역: [업무]", "상자:", "  - {이름: 가, 구역: 업부}"), [("T-CHT-06", 2)]),
        (fenced("흐름도", "단계:", "  - 이름: [가]"), [("T-CHT-05", 3)]),
        (fenced("막대", "가로: [가, 나]", "값:", "  목표: [1]"), [("T-CHT-05", 4)]),
        (fenced("막대", "가로: [가, 나]", "값: [1, 2]"), [("T-CHT-05", 3)]),
        (fenced("막대", "가로: [가, 나]", "값:", "  목표: [1, 95%]"), [("T-CHT-05", 4)]),
        (fenced("꺾은선", "가로: [가]", "값:", "  목표: [-3]"), [("T-CHT-05", 4)]),
        (fenced("연혁", "사업:", "  - {이름: 가, 시작: 2025-03, 끝: 2024-03}", "  - {이름: 나, 시작: 2025-03}"), [("T-CHT-05", 3), ("T-CHT-04", 4)]),
        (fenced("조직도", "상자: [가]")[:-4], [("T-PRS-21", 1)]),
    ],
)
def test_each_mistake_is_told_with_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


def test_a_hint_names_what_was_meant() -> None:
    def hints(text: str) -> list[str]:
        return [problem.hint for problem in read(text)[1]]

    assert hints(fenced("조직토", "상자: [가]")) == ["‘조직도’입니까? 쓸 수 있는 종류: 조직도, 간트, 추진체계, 구성도, 흐름도, 막대, 꺾은선, 연혁"]
    assert hints(fenced("흐름도", "단계:", "  - {이름: 가, 내옹: 나}")) == ["‘내용’입니까? 쓸 수 있는 항목: 이름, 내용"]
    assert hints(fenced("구성도", "상자: [방화벽, 웹서버]", "선: [방하벽 → 웹서버]")) == ["‘방화벽’입니까?"]


def test_values_are_letters_and_never_structure() -> None:
    made = clean(fenced("흐름도", "단계:", "  - {{ name }}: {{ text }}"), {"name": "가: [나", "text": "<b>다</b> {라}"})
    (drawn,) = made.drawings.values()
    assert texts(drawn) == ["가: [나", "<b>다</b> {라}"]


def test_zones_stand_in_the_order_given() -> None:
    lines = ["상자:", "  - {이름: 가, 구역: 자료}", "  - {이름: 나, 구역: 외부}", "선: [나 → 가]"]

    def zones(*more: str) -> list[str]:
        return [text for text in texts(figure(fenced("구성도", *more, *lines))) if text in ("자료", "외부", "구역 미정")]

    assert zones() == ["자료", "외부"]
    assert zones("구역: [외부, 자료]") == ["외부", "자료"]


def test_an_answer_above_it_belongs_to_the_figure() -> None:
    made = clean("<!-- answers: SER-001#2 -->\n" + fenced("흐름도", "제목: 절차", "단계: [가, 나]"))
    (answer,) = made.answers
    assert f'id="{answer.anchor}"' in made.html and answer.key == "SER-001#2"


def test_what_is_missing_in_letters_and_title_counts() -> None:
    made = figure(fenced("조직도", "제목: 조직 〔입력 필요〕", "상자: [{이름: 총괄, 내용: 〔입력 필요〕 이사}]", "폭: 100"))
    assert len(missing_facts(Document("", (made,)))) == 2
    assert made.width == 100


def test_in_a_list_and_in_a_quotation_it_is_drawn_too() -> None:
    text = "- 항목\n\n  " + fenced("흐름도", "단계: [가]").replace("\n", "\n  ") + "\n\n> " + fenced("흐름도", "단계: [나]").replace("\n", "\n> ")
    assert [type(block).__name__ for block in laid(clean(text))] == ["ItemList", "Figure", "Figure"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from([kind.names[0] for kind in KINDS]), st.text(st.sampled_from("가나:[]{}-,\n \t#&*!|>'\"2025 이름상자"), max_size=60))
def test_whatever_stands_in_it_is_drawn_or_told(kind: str, body: str) -> None:
    made, problems = read(fenced(kind, *body.replace("{#", "{").split("\n")))
    assert made.drawings or problems


KEYS = st.sampled_from(sorted({key for kind in KINDS for key in kind.keys} | {*BOX, *STEP, *WORK, *BODY, *PROJECT, *PLACE, *LINE, "가"}))
LEAVES = st.sampled_from(["", "가", "나 → 가", "2025-01", "2025-03 ~ 2025-05", "2031-12-31", "예", "-", "95", "-1", "〔입력 필요〕 " * 9, "A" * 200])
BODIES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=25)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(KINDS), st.data())
def test_whatever_values_its_keys_have_it_is_drawn_inside_its_frame_or_told(kind: Kind, data: st.DataObject) -> None:
    body = {key: data.draw(BODIES, key) for key in kind.keys if key not in ("폭", "제목")}
    made, problems = read(fenced(kind.names[0], *yaml.safe_dump(body, allow_unicode=True, width=1000).rstrip("\n").split("\n")))
    assert made.drawings or problems
    for drawn in made.drawings.values():
        svg = etree.fromstring(drawn.svg)
        wide, high = float(svg.get("width")), float(svg.get("height"))
        for node in svg.iter("{*}rect"):
            x, y, width, height = (float(node.get(name)) for name in ("x", "y", "width", "height"))
            assert min(x, y, width, height) >= -0.1 and x + width <= wide + 0.1 and y + height <= high + 0.6
