"""The system diagram: layers by the longest path, boxes that lines never cross, labels that never meet, from 3 to 40 boxes."""

from __future__ import annotations

import re
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.compose.diagrams import Diagrams
from pipeline.compose.strokes import width_of
from pipeline.compose.system_diagram import BOX_HEIGHT, GUTTER, LABEL_SIZE, system_drawing
from pipeline.compose.system_layout import layout, longest_paths
from pipeline.rules.system_plan import Link, Node, Plan
from pipeline.write.raster import to_png

Box = tuple[float, float, float, float]  # left, top, right, bottom

INTERNET = Node("외부:인터넷", "인터넷", "", "외부", True)


def node(number: int, zone: str = "내부") -> Node:
    return Node(f"HW-{number:02}", f"서버 {number}", f"HW-{number:02} R730", zone)


CHAIN = Plan(
    (node(3), node(1, "경계"), node(2, "DMZ"), INTERNET, node(9, "부대설비")),
    (Link("외부:인터넷", "HW-01", "회선 (1Gbps)"), Link("HW-01", "HW-02", "요청"), Link("HW-02", "HW-03", "질의"), Link("HW-01", "HW-03", "관리")),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    count = draw(st.integers(3, 40))
    zones = draw(st.lists(st.sampled_from(["경계", "DMZ", "내부", "관리", "아주 긴 이름의 업무 구역"]), min_size=count, max_size=count))
    nodes = (INTERNET, *(node(number, zone) for number, zone in enumerate(zones)))
    ends = st.sampled_from([each.id for each in nodes])
    label = st.sampled_from(["", "질의", "백업 (1Gbps)", "데이터 저장과 복제를 위한 아주 긴 이름의 연결 (100Gbps)"])
    found = draw(st.lists(st.tuples(ends, ends, label), max_size=count * 3 // 2, unique_by=lambda each: frozenset(each[:2])))
    return Plan(nodes, tuple(Link(*each) for each in found if each[0] != each[1]))


def drawn(plan: Plan) -> tuple[etree._Element, float]:
    parts, height = system_drawing(plan)
    return etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'), height


def boxes(svg: etree._Element) -> list[Box]:
    found = [each for each in svg.iter("{*}rect") if float(each.get("height")) == BOX_HEIGHT and float(each.get("x")) > GUTTER]
    return [_box(each) for each in found]


def _box(rect: etree._Element) -> Box:
    x, y = float(rect.get("x")), float(rect.get("y"))
    return x, y, x + float(rect.get("width")), y + float(rect.get("height"))


def labels(svg: etree._Element) -> list[tuple[str, Box]]:
    made = []
    for text in svg.iter("{*}text"):
        if text.get("font-size") == f"{LABEL_SIZE:.1f}" and text.get("text-anchor") == "start":
            x, y = float(text.get("x")), float(text.get("y"))
            made.append((text.text, (x, y - LABEL_SIZE * 0.8, x + width_of(text.text, LABEL_SIZE), y + 1)))
    return made


def strokes(svg: etree._Element) -> list[Box]:
    """Return every straight piece of every line."""
    found = []
    for line in svg.iter("{*}polyline"):
        points = [tuple(map(float, point.split(","))) for point in line.get("points").split()]
        found += [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in zip(points, points[1:], strict=False)]
    return found


def meet(one: Box, other: Box, slack: float = 0.2) -> bool:
    return one[0] < other[2] - slack and other[0] < one[2] - slack and one[1] < other[3] - slack and other[1] < one[3] - slack


def test_the_longest_path_makes_the_layers_and_a_ring_does_not_matter() -> None:
    assert longest_paths(["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("a", "c"), ("d", "c")]) == {"a": 0, "b": 1, "c": 2, "d": 0}
    ring = longest_paths(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")])
    assert ring == {"a": 0, "b": 1, "c": 2}


def test_zones_run_from_outside_inwards_and_what_nothing_joins_stands_last() -> None:
    assert layout(CHAIN).zones == ["외부", "경계", "DMZ", "내부", "부대설비"]


def test_a_line_over_several_rows_has_a_lane_in_each() -> None:
    (long,) = [route for route in layout(CHAIN).routes if route.link.label == "관리"]
    assert [slot.node.id if slot.node else "" for slot in long.slots] == ["HW-01", "", "HW-03"] and long.down


def test_a_link_that_points_upwards_bears_its_arrow_above() -> None:
    plan = Plan((node(1, "경계"), node(2)), (Link("HW-01", "HW-02"), Link("외부:인터넷", "HW-01"), Link("HW-02", "외부:인터넷")))
    made = layout(Plan((INTERNET, *plan.nodes), plan.links))
    assert [route.down for route in made.routes] == [True, True, False]


def test_seven_of_one_level_stand_in_two_rows() -> None:
    rows = layout(Plan(tuple(node(number) for number in range(7)))).rows
    assert [len(row) for row in rows] == [4, 3]


def test_everything_is_named_once_and_labels_stand() -> None:
    svg, _ = drawn(CHAIN)
    said = ["".join(text.itertext()) for text in svg.iter("{*}text")]
    assert sorted(said) == sorted(
        ["외부", "경계", "DMZ", "내부", "부대설비", "인터넷", *(f"서버 {n}" for n in (1, 2, 3, 9)), *(f"HW-0{n} R730" for n in (1, 2, 3, 9)),
         "회선 (1Gbps)", "요청", "질의", "관리"]
    )
    assert len(list(svg.iter("{*}polygon"))) == 4  # an arrow a link


@settings(max_examples=60, deadline=None)
@given(plans())
def test_nothing_lies_over_anything_else(plan: Plan) -> None:
    svg, height = drawn(plan)
    found, named = boxes(svg), labels(svg)
    assert len(found) == len(plan.nodes) and all(right - left >= 63.8 for left, _, right, _ in found)
    assert len(named) == sum(bool(link.label) for link in plan.links)
    for one, other in combinations(found, 2):
        assert not meet(one, other)
    for (word, one), (next_word, other) in combinations(named, 2):
        assert not meet(one, other), (word, next_word)
    for word, place in named:
        assert not any(meet(place, box) for box in found), word
        assert GUTTER <= place[0] and place[2] <= 640.5
    for stroke in strokes(svg):
        thin = (stroke[0] - 0.3, stroke[1] - 0.3, stroke[2] + 0.3, stroke[3] + 0.3)
        assert not any(meet(thin, box, 0.5) for box in found)
    for rect in svg.iter("{*}rect"):
        left, top, right, bottom = _box(rect)
        assert left >= 0 and top >= 0 and right <= 640.5 and bottom <= height


@settings(max_examples=10, deadline=None)
@given(plans())
def test_equal_plans_give_equal_drawings_that_fit_a_page(plan: Plan) -> None:
    one, two = Diagrams(), Diagrams()
    one.system(plan, "구성도")
    two.system(plan, "구성도")
    assert one.drawings == two.drawings
    figure = one.drawings["f1"]
    assert figure.width <= 160 and figure.height <= 220.5
    width, height = map(float, re.search(r'viewBox="0 0 (\d+) (\d+)"', figure.svg).groups())
    assert abs(figure.height / figure.width - height / width) < 0.01


def test_no_boxes_no_figure_and_it_can_be_rastered() -> None:
    diagrams = Diagrams()
    assert diagrams.system(Plan(())) == "" and diagrams.drawings == {}
    assert "<figcaption>시스템 구성도</figcaption>" in diagrams.system(CHAIN)
    assert to_png(diagrams.drawings["f1"].svg, 160)[:4] == b"\x89PNG"
