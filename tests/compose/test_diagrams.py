"""Organisation and schedule are drawn within their frame, with every name on them, whatever the names are."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.compose.diagrams import Diagrams
from pipeline.compose.strokes import width_of
from pipeline.model.contract import Party
from pipeline.model.period import Period
from pipeline.model.staff import Person
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
    few.organisation((CLIENT,), (), [person(f"P{n}") for n in range(4)])
    many.organisation((CLIENT,), (), [person(f"P{n}") for n in range(5)])
    assert many.drawings["f1"].height > few.drawings["f1"].height


def test_bars_and_marks_stand_on_their_days() -> None:
    diagrams = Diagrams()
    service = Period(date(2019, 5, 15), date(2019, 12, 31))
    diagrams.gantt(YEAR, [ScheduleLine("점검", (service,)), ScheduleLine("보고", marks=(date(2019, 5, 31), date(2020, 1, 10)))])
    svg = drawn(diagrams)
    assert [text for text in texts(svg) if "월" in text] == ["’19. 5월", *(f"{n}월" for n in range(6, 13)), "’20. 1월"]
    (bar,) = [node for node in svg.iter("{*}rect") if node.get("fill") == "#9DC3E6" and float(node.get("width")) > 30]
    marks = [float(node.get("points").split(",")[0]) for node in svg.iter("{*}polygon")][:2]
    left, right = float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))
    assert left < marks[0] < right < marks[1] < 640


def test_a_long_label_is_cut_to_its_place() -> None:
    diagrams = Diagrams()
    diagrams.gantt(YEAR, [ScheduleLine("아주 긴 이름의 산출물과 그에 딸린 여러 문서를 매월 제출하는 일정", marks=(date(2019, 6, 1),))])
    (label,) = [text for text in texts(drawn(diagrams)) if text.startswith("아주")]
    assert label.endswith("…") and width_of(label, 8) <= 185


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
