"""Procedures, bodies and earlier projects are drawn within their frame, with every word on them, whatever the words are."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.compose.diagrams import Diagrams
from pipeline.compose.flow_diagram import WIDTH
from pipeline.compose.strokes import width_of, wrapped
from pipeline.model.period import Month
from pipeline.model.plan_table import Department
from pipeline.model.project_plan import Step
from pipeline.rules.project_sums import Stretch

WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=80)


def drawn(diagrams: Diagrams) -> etree._Element:
    (figure,) = diagrams.drawings.values()
    return etree.fromstring(figure.svg)


def texts(svg: etree._Element) -> list[str]:
    return ["".join(node.itertext()) for node in svg.iter("{*}text")]


def body(name: str, relation: str, *teams: str) -> Department:
    return Department(name=name, relation=relation, teams=teams)


def within(svg: etree._Element) -> bool:
    """True when no box leaves the picture and no box's size is negative."""
    high = float(svg.get("height"))
    boxes = [[float(node.get(name)) for name in ("x", "y", "width", "height")] for node in svg.iter("{*}rect")]
    return all(x >= -0.1 and y >= -0.1 and w >= 0 and h >= 0 and x + w <= WIDTH + 0.1 and y + h <= high + 0.6 for x, y, w, h in boxes)


def test_a_step_more_than_a_row_goes_to_the_next_row() -> None:
    diagrams = Diagrams()
    diagrams.flow([Step(name=f"단계{number}", text=("내용",)) for number in range(1, 6)], caption="절차")
    svg = drawn(diagrams)
    heads = [node for node in svg.iter("{*}text") if node.text and node.text.startswith("단계")]
    rows = [node.get("y") for node in heads]
    assert [node.text for node in heads] == ["단계1", "단계2", "단계3", "단계4", "단계5"]
    assert len(set(rows[:4])) == 1 and float(rows[4]) > float(rows[0])
    assert len(list(svg.iter("{*}polygon"))) == 4  # three arrows in the first row, one to the second
    assert within(svg)


def test_who_commissions_stands_above_and_who_carries_out_below() -> None:
    diagrams = Diagrams()
    diagrams.bodies([
        body("발주과", "발주 부서", "관리팀"), body("예산과", "관련부서", "전원"), body("재무과", "관련부서", "전원"), body("전산원", "운영 지원", "2과"),
        body("업체", "총괄", "진행"), body("업체", "개발", "구축"),
    ])
    svg = drawn(diagrams)
    high = {node.text: float(node.get("y")) for node in svg.iter("{*}text")}
    assert high["발주과"] < high["관련부서"] < high["업체"] < high["개발"]
    assert high["예산과: 전원"] < high["재무과: 전원"] and {"운영 지원", "전산원: 2과", "진행", "구축"} <= high.keys()
    assert within(svg)


def test_nothing_to_draw_is_an_empty_picture() -> None:
    for draw in (Diagrams().flow, Diagrams().bodies, Diagrams().timeline):
        diagrams = draw.__self__
        draw(())
        assert texts(drawn(diagrams)) == []


def test_bars_are_as_long_as_their_months() -> None:
    diagrams = Diagrams()
    diagrams.timeline([
        Stretch("구축", Month(2007, 5), Month(2010, 2), "'07. 5. ~ '10. 2."), Stretch("유지보수", Month(2013, 3), Month(2014, 2), "'13. 3. ~ '14. 2."),
    ])
    svg = drawn(diagrams)
    bars = {node.get("fill"): float(node.get("width")) for node in svg.iter("{*}rect") if node.get("fill") in ("#9DC3E6", "#1F4E79")}
    assert abs(bars["#9DC3E6"] / bars["#1F4E79"] - 34 / 12) < 0.01  # 34 months beside 12
    assert {"구축", "유지보수", "2007년", "2014년", "'07. 5. ~ '10. 2."} <= set(texts(svg))


@settings(max_examples=40, deadline=None)
@given(WORDS, st.floats(30, 240))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, room: float) -> None:
    lines = wrapped(text, room)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(width_of(line, 10.5) <= room or len(line) == 1 for line in lines)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=9))
def test_any_words_stay_in_the_picture(pairs: list[tuple[str, str]]) -> None:
    flow, bodies = Diagrams(), Diagrams()
    flow.flow([Step(name=name, text=(text,)) for name, text in pairs])
    bodies.bodies([body(name, text, text, name) for name, text in pairs])
    assert within(drawn(flow)) and within(drawn(bodies))
