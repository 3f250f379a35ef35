"""Organisation and schedule are drawn within their frame, with every name on them, whatever the names are."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.compose.bid_texts import texts as texts_of
from pipeline.compose.diagrams import Diagrams
from pipeline.compose.gantt_diagram import HEADER
from pipeline.compose.organisation_diagram import Box, rows_of
from pipeline.compose.strokes import width_of
from pipeline.document.blocks import Document
from pipeline.document.missing import missing_facts
from pipeline.model.contract import Party
from pipeline.model.period import Month, Period
from pipeline.model.project_plan import Step
from pipeline.model.staff import Person
from pipeline.model.words import MISSING
from pipeline.rules.start_up import ScheduleLine
from pipeline.write.raster import to_png

CLIENT, CONTRACTOR = Party(name="표본재단", term="발주부서"), Party(name="주식회사 표본", term="계약상대자")
YEAR = Period(date(2019, 5, 1), date(2020, 1, 31))
NAMES = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=60)


def person(id: str, name: str = "홍길동", role: str = "전담인력", share: str = "0.5") -> Person:
    return Person(id=id, name=name, role=role, position="과장", grade="고급", joined=date(2019, 5, 15), share=Decimal(share))


def drawn(diagrams: Diagrams) -> etree._Element:
    (figure,) = diagrams.drawings.values()
    return etree.fromstring(figure.svg)


def texts(svg: etree._Element) -> list[str]:
    return ["".join(node.itertext()) for node in svg.iter("{*}text")]


def test_everybody_stands_in_the_organisation_and_substitutes_are_dashed() -> None:
    diagrams = Diagrams()
    element = diagrams.organisation(
        (CLIENT, CONTRACTOR), [person("P1", role="총괄관리자(PM)", share="0.2")], [person("P2", "김철수"), person("P3", "이영희")],
        [person("P4", "박민수", "대체인력", "0")], caption="조직도",
    )
    svg = drawn(diagrams)
    said = texts(svg)
    for word in ("발주부서", "표본재단", "계약상대자", "홍길동 과장", "고급 · 투입률 20%", "김철수 과장", "이영희 과장", "박민수 과장", "고급 · 비상시 투입"):
        assert word in said
    assert len([node for node in svg.iter("{*}rect") if node.get("stroke-dasharray")]) == 2  # head and body of one box
    assert "<figcaption>조직도</figcaption>" in element and 'data-figure="f1"' in element


def test_many_members_take_more_rows_and_more_height() -> None:
    few, many = Diagrams(), Diagrams()
    few.organisation((CLIENT,), (), [person(f"P{n}") for n in range(6)])
    many.organisation((CLIENT,), (), [person(f"P{n}") for n in range(7)])
    assert many.drawings["f1"].height > few.drawings["f1"].height


def test_bars_and_marks_stand_on_their_days() -> None:
    diagrams = Diagrams()
    service = Period(date(2019, 5, 15), date(2019, 12, 31))
    diagrams.gantt(YEAR, [ScheduleLine("점검", (service,)), ScheduleLine("보고", marks=(date(2019, 5, 31), date(2020, 1, 10)))])
    svg = drawn(diagrams)
    assert [text for text in texts(svg) if text.endswith(("년", "월"))] == ["2019년", "2020년", *(f"{n}월" for n in range(5, 13)), "1월"]
    (bar,) = [node for node in svg.iter("{*}rect") if node.get("fill") == "#9DC3E6" and float(node.get("width")) > 30]
    marks = [float(node.get("points").split(",")[0]) for node in svg.iter("{*}polygon")][:2]
    left, right = float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))
    assert left < marks[0] < right < marks[1] < 640


def test_a_long_label_goes_on_below_and_is_cut_only_in_the_third_line() -> None:
    diagrams = Diagrams()
    name = "아주 긴 이름의 산출물과 그에 딸린 여러 문서를 매월 제출하는 일정"
    diagrams.gantt(YEAR, [ScheduleLine(name, marks=(date(2019, 6, 1),)), ScheduleLine(name * 9)])
    said = texts(drawn(diagrams))
    assert " ".join(said[said.index("1월") + 1 :]).startswith(name)
    (cut,) = [text for text in said if text.endswith("…")]
    assert width_of(cut, 8) <= 185


@pytest.mark.parametrize(
    ("start", "end", "above", "below"),
    [
        (Month(2025, 1), Month(2025, 12), ["2025년"], [f"{n}월" for n in range(1, 13)]),
        (Month(2024, 12), Month(2025, 12), ["2024년", "2025년"], ["12월", *(f"{n}월" for n in range(1, 13))]),
        (Month(2025, 3), Month(2025, 3), ["2025년"], ["3월"]),
        (Month(2025, 1), Month(2026, 12), ["2025년", "2026년"], [str(n) for n in range(1, 13)] * 2),
        (Month(2024, 12), Month(2027, 5), ["’24", "’25", "’26", "’27"], ["12", *([str(n) for n in range(1, 13)] * 2), *"12345"]),
        (Month(2025, 2), Month(2027, 11), ["2025년", "2026년", "2027년"], [f"{n}분기" for n in (1, 2, 3, 4)] * 3),
        (Month(2020, 1), Month(2030, 1), [f"20{n}년" for n in range(20, 31)], []),
        (Month(2000, 1), Month(2029, 12), [f"’{n:02d}" for n in range(30)], []),
    ],
)
def test_the_header_names_years_and_months_or_quarters_whole(start: Month, end: Month, above: list[str], below: list[str]) -> None:
    diagrams = Diagrams()
    diagrams.gantt(Period(date(start.year, start.month, 28), end.first), [ScheduleLine("점검", (Period(start.first, end.last),))])
    svg = drawn(diagrams)
    heads = [node for node in svg.iter("{*}text") if float(node.get("y")) < 2 * HEADER and node.text not in ("구분", "월", "분기", "점검")]
    rows = [[node.text for node in heads if node.get("y") == y] for y in dict.fromkeys(node.get("y") for node in heads)]
    assert rows == [row for row in (above, below) if row]
    boxes = [node for node in svg.iter("{*}rect") if node.get("fill") == "#E5E5E5" and float(node.get("x")) > 1]
    for text, box in zip(heads, boxes, strict=True):
        assert width_of(text.text.strip("’"), float(text.get("font-size"))) <= float(box.get("width"))


def test_what_lies_outside_the_schedule_is_cut_at_its_edge() -> None:
    diagrams = Diagrams()
    over = ScheduleLine("점검", (Period(date(2018, 1, 1), date(2030, 1, 1)),), (date(2018, 1, 1),))
    diagrams.gantt(YEAR, [over, ScheduleLine("앞", (Period(date(2018, 1, 1), date(2018, 2, 1)),))])
    svg = drawn(diagrams)
    (bar,) = [node for node in svg.iter("{*}rect") if node.get("fill") == "#9DC3E6" and float(node.get("width")) > 30]
    assert float(bar.get("x")) == 196 and float(bar.get("x")) + float(bar.get("width")) <= 640
    assert len(list(svg.iter("{*}polygon"))) == 1  # that of the legend


# By hand: at most six a row; above the last row an even number, so that a line can pass in the middle; as equal as that allows.
@pytest.mark.parametrize(
    ("count", "rows"),
    [
        (0, []), (1, [1]), (5, [5]), (6, [6]), (7, [4, 3]), (8, [4, 4]), (9, [4, 5]), (10, [6, 4]), (11, [6, 5]), (12, [6, 6]),
        (13, [4, 4, 5]), (18, [6, 6, 6]),
    ],
)
def test_a_level_is_laid_evenly(count: int, rows: list[int]) -> None:
    assert rows_of(count) == rows


@pytest.mark.parametrize("count", range(2, 14))
def test_lines_of_an_organisation_pass_between_its_boxes_and_its_middle_is_the_middle(count: int) -> None:
    diagrams = Diagrams()
    diagrams.boxes([Box("총괄", ("홍길동",), below=tuple(Box(f"담당 {n}", ("김철수",)) for n in range(count)))])
    svg = drawn(diagrams)
    boxes = [[float(node.get(name)) for name in ("x", "y", "width", "height")] for node in svg.iter("{*}rect")][1:]
    whole = [box for box in boxes if box[3] > 25]
    assert len(whole) == count + 1
    for y in {box[1] for box in whole}:
        row = [box for box in whole if box[1] == y]
        assert abs(row[0][0] + row[-1][0] + row[-1][2] - 640) < 0.3  # as much room at the left as at the right
    for line in svg.iter("{*}line"):
        x1, y1, x2, y2 = (float(line.get(name)) for name in ("x1", "y1", "x2", "y2"))
        for x, y, width, height in whole:
            assert not (min(x1, x2) < x + width - 0.2 and max(x1, x2) > x + 0.2 and min(y1, y2) < y + height - 0.2 and max(y1, y2) > y + 0.2)


def test_a_pair_shares_a_column() -> None:
    diagrams = Diagrams()
    diagrams.organisation(
        (CLIENT,), [person("P0", role="총괄")], [person("P1", role="응용(정)"), person("P2", role="보안"), person("P3", role="응용 (부)")],
        [person("P4", role="보안(부)")],
    )
    heads = {node.text: (float(node.get("x")), float(node.get("y"))) for node in drawn(diagrams).iter("{*}text") if node.get("font-weight")}
    assert heads["응용(정)"][0] == heads["응용 (부)"][0] and heads["응용(정)"][1] < heads["응용 (부)"][1]
    assert heads["응용(정)"][1] == heads["보안"][1] == heads["보안(부)"][1]  # 보안 alone is no 정
    diagrams = Diagrams()
    diagrams.boxes([Box("가", pair="짝"), Box("나"), Box("다", pair="짝")])
    heads = {node.text: float(node.get("x")) for node in drawn(diagrams).iter("{*}text")}
    assert heads["가"] == heads["다"] != heads["나"]


TREES = st.recursive(
    st.builds(Box, NAMES, st.tuples(NAMES)),
    lambda inner: st.builds(Box, NAMES, st.tuples(NAMES, NAMES), st.booleans(), st.lists(inner, max_size=5).map(tuple)),
    max_leaves=25,
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(TREES, min_size=1, max_size=8))
def test_any_organisation_stays_inside_its_frame_and_no_boxes_meet(boxes: list[Box]) -> None:
    diagrams = Diagrams()
    diagrams.boxes(boxes)
    svg = drawn(diagrams)
    found = [[float(node.get(name)) for name in ("x", "y", "width", "height")] for node in svg.iter("{*}rect")][1::2]  # after each box, its head
    high = float(svg.get("height"))
    for number, (x, y, width, height) in enumerate(found):
        assert x >= -0.1 and width > 0 and x + width <= 640.1 and y + height <= high + 0.6
        for left, top, wide, tall in found[:number]:
            assert x >= left + wide - 0.2 or left >= x + width - 0.2 or y >= top + tall - 0.2 or top >= y + height - 0.2


def test_a_text_that_is_broken_can_still_be_found_whole() -> None:
    name = "주식회사 아주 긴 이름의 표본정보기술연구소"
    diagrams = Diagrams()
    diagrams.organisation((CLIENT,), [], [person(f"P{n}", name) for n in range(6)])
    diagrams.gantt(YEAR, [ScheduleLine(f"{name}의 착수보고회와 현황 분석")])
    diagrams.flow([Step(name=f"단계 {n}", text=(f"{name}가 접수",)) for n in range(4)])
    for figure in diagrams.drawings.values():
        said = [each.text for each in texts_of(Document("", (figure,)))]
        assert any(name in text for text in said)


def test_what_is_missing_is_never_cut_and_bears_its_colour() -> None:
    diagrams = Diagrams()
    diagrams.organisation((CLIENT,), [], [person(f"P{n}", MISSING, role=f"아주 긴 이름의 역할을 맡은 {MISSING} 담당자") for n in range(6)])
    diagrams.flow([Step(name="가" * 40 + MISSING, text=(f"글 {MISSING}까지 " + "가" * 90,))])
    diagrams.gantt(YEAR, [ScheduleLine(f"{'아주 긴 이름 ' * 30}{MISSING}"), ScheduleLine(MISSING)])
    diagrams.columns([MISSING, "나"], ("가", [1, 2]))
    counts = []
    for figure in diagrams.drawings.values():
        marked = [node for node in etree.fromstring(figure.svg).iter("{*}text") if MISSING in node.text]
        assert {node.get("fill") for node in marked} == {"#C00000"}
        counts.append(len(marked))
    assert counts == [12, 2, 2, 1]
    assert len(missing_facts(Document("", tuple(diagrams.drawings.values())))) == 17


@settings(max_examples=30, deadline=None)
@given(st.lists(NAMES, min_size=0, max_size=9), NAMES)
def test_any_names_stay_inside_the_frame(names: list[str], label: str) -> None:
    diagrams = Diagrams()
    diagrams.organisation((CLIENT, CONTRACTOR), [], [person(f"P{n}", name) for n, name in enumerate(names)])
    diagrams.gantt(YEAR, [ScheduleLine(label, (YEAR,))])
    for figure in diagrams.drawings.values():
        height = float(re.search(r'viewBox="0 0 640 (\d+)"', figure.svg)[1])
        for node in etree.fromstring(figure.svg).iter("{*}rect"):
            assert float(node.get("x")) >= 0 and float(node.get("x")) + float(node.get("width")) <= 640
            assert float(node.get("y")) + float(node.get("height")) <= height


def test_the_same_people_give_the_same_picture_and_it_can_be_rastered() -> None:
    one, two = Diagrams(), Diagrams()
    for diagrams in (one, two):
        diagrams.organisation((CLIENT,), (), [person("P1")])
    assert one.drawings == two.drawings
    assert to_png(one.drawings["f1"].svg, 160)[:4] == b"\x89PNG"
