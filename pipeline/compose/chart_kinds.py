"""Turns the named values of each kind of ```도표 (조직도, 간트, 추진체계, 구성도, 흐름도, 막대, 꺾은선, 연혁) into its drawn figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import partial

from pipeline.compose.chart_fields import Fields
from pipeline.compose.chart_system import system
from pipeline.compose.chart_yaml import Fault, Said
from pipeline.compose.diagrams import Diagrams
from pipeline.compose.organisation_diagram import Box
from pipeline.model.period import Month, Period
from pipeline.model.plan_table import Department
from pipeline.model.project_plan import Step
from pipeline.rules.project_sums import Stretch, month_words
from pipeline.rules.schedule_line import ScheduleLine

COMMON = ("제목", "폭")
BOX = ("이름", "내용", "아래", "짝", "점선")
STEP = ("이름", "내용")
WORK = ("일", "시작", "끝", "기간", "기한")
BODY = ("이름", "역할", "조직")
TASK = ("이름", "내용")
PROJECT = ("이름", "시작", "끝", "설명")
MOST_BOXES, MOST_STEPS, MOST_LINES, MOST_YEARS, MOST_GROUPS, MOST_SERIES, MOST_BODIES = 60, 24, 40, 30, 24, 4, 16


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of figure: its names (the first is the usual one), the keys of its body, and what draws it."""

    names: tuple[str, ...]
    keys: tuple[str, ...]
    draw: Callable[[Fields, Diagrams, str], object]


def kind_of(name: str) -> Kind | None:
    """Return the kind that a writer calls `name`."""
    bare = "".join(name.split()).removesuffix("차트").removesuffix("그래프")
    return next((kind for kind in KINDS if bare in kind.names), None)


def near_kinds(name: str) -> str:
    """Return what a writer may have meant by `name`, in words."""
    usual = {each: kind.names[0] for kind in KINDS for each in kind.names}
    near = get_close_matches(name, usual, 1, 0.4)
    every = f"쓸 수 있는 종류: {', '.join(kind.names[0] for kind in KINDS)}"
    return f"‘{usual[near[0]]}’입니까? {every}" if near else every


# 조직도


def _organisation(body: Fields, charts: Diagrams, title: str) -> None:
    if body.needs("상자", "상자: 아래에 ‘- 이름: 총괄관리자’처럼 위에서부터 적으세요"):
        counted: list[Said] = []
        boxes = [_box(said, body.faults, counted) for said in body.items("상자")]
        body.most("상자", counted, MOST_BOXES)
        charts.boxes(boxes, title)


def _box(said: Said, faults: list[Fault], counted: list[Said]) -> Box:
    counted.append(said)
    fields = _named(said, BOX, "상자", faults)
    below = tuple(_box(each, faults, counted) for each in fields.items("아래"))
    return Box(fields.text("이름"), fields.texts("내용"), fields.choice("점선"), below, fields.text("짝"))


def _named(said: Said, keys: tuple[str, ...], what: str, faults: list[Fault]) -> Fields:
    """Return a thing that needs its first key; its name alone, or ‘name: content’, says the first two keys as well."""
    name, content = keys[:2]
    if isinstance(said.value, str):
        said = Said(said.row, {name: said} if said.value else {})
    elif isinstance(said.value, dict) and not said.value.keys() & {name, content}:
        others = [key for key in said.value if key not in keys]
        if len(others) == 1 and not get_close_matches(others[0], keys, 1, 0.5):
            told = said.value[others[0]]
            rest = {key: value for key, value in said.value.items() if key in keys}
            said = Said(said.row, {name: Said(told.row, others[0]), content: told, **rest})
    fields = Fields(said, keys, what, faults)
    if isinstance(said.value, dict):
        fields.needs(name, f"‘{name}: …’을 적으세요")
    return fields


# 간트


def _gantt(body: Fields, charts: Diagrams, title: str) -> None:
    if not body.needs("일정", "일정: 아래에 ‘- {일: 설계, 시작: 2025-01, 끝: 2025-02}’처럼 적으세요"):
        return
    body.most("일정", body.items("일정"), MOST_LINES)
    lines = [_line(said, body.faults) for said in body.items("일정")]
    start, end = body.span("시작"), body.span("끝")
    days = [day for line in lines for day in (*(d for span in line.spans for d in (span.start, span.end)), *line.marks)]
    if not days:
        return
    horizon = Period(start.start if start else min(days), end.end if end else max(days))
    if horizon.start > horizon.end or horizon.end.year - horizon.start.year > MOST_YEARS:
        body.fault("T-CHT-05", f"간트의 기간을 그릴 수 없습니다: {horizon.start} ~ {horizon.end}", f"시작이 끝보다 이르고 {MOST_YEARS}년을 넘지 않아야 합니다", body.row_of("시작"))
        return
    for line, said in zip(lines, body.items("일정"), strict=True):
        own = [day for span in line.spans for day in (span.start, span.end)] + list(line.marks)
        if any(day not in horizon for day in own):
            body.fault("T-CHT-05", f"일정이 간트의 기간을 벗어납니다: {line.label}", f"{horizon.start} ~ {horizon.end} 안의 날을 적거나 시작과 끝을 고치세요", said.row)
    charts.gantt(horizon, lines, title)


def _line(said: Said, faults: list[Fault]) -> ScheduleLine:
    fields = Fields(said, WORK, "일정", faults)
    if not isinstance(said.value, dict):
        return ScheduleLine("")
    fields.needs("일", "‘일: 현황 분석’을 적으세요")
    spans = [fields.span_of(text, row, "기간") for row, text in fields.rows("기간")]
    start, end = fields.span("시작"), fields.span("끝")
    if fields.has("시작") != fields.has("끝"):
        only = "시작" if fields.has("시작") else "끝"
        fields.fault("T-CHT-04", f"일정에 ‘{only}’만 있습니다: {fields.text('일')}", "시작과 끝을 함께 적거나, 하루이면 ‘기한’에 적으세요", fields.row_of(only))
    elif start and end:
        if start.start > end.end:
            fields.fault("T-CHT-05", f"일정의 끝이 시작보다 이릅니다: {fields.text('일')}", "시작과 끝을 바꾸어 적으세요", fields.row_of("끝"))
        else:
            spans.insert(0, Period(start.start, end.end))
    marks = [fields.span_of(text, row, "기한") for row, text in fields.rows("기한")]
    if not any(fields.has(key) for key in WORK[1:]):
        fields.fault("T-CHT-04", f"일정에 날이 없습니다: {fields.text('일')}", "‘시작’과 ‘끝’, ‘기간’, ‘기한’ 가운데 하나를 적으세요")
    return ScheduleLine(fields.text("일"), tuple(span for span in spans if span), tuple(mark.end for mark in marks if mark))


# 추진체계


def _bodies(body: Fields, charts: Diagrams, title: str) -> None:
    rows: list[Department] = []
    for key, usual in (("발주", "발주기관"), ("협력", "협력기관")):
        for said in body.items(key):
            one = _named(said, BODY, key, body.faults)
            rows.append(Department(name=one.text("이름"), relation=one.text("역할") or usual, teams=one.texts("조직")))
    works = body.needs("발주", "발주: {이름: 발주기관, 조직: [담당 부서]}처럼 적으세요") & body.needs("수행", "수행: {이름: 제안사, 업무: […]}처럼 적으세요")
    body.most("협력", body.items("협력"), MOST_BODIES)
    for key in ("발주", "수행"):
        if len(body.items(key)) > 1:
            body.fault("T-CHT-05", f"추진체계의 ‘{key}’은 하나여야 합니다", "나머지는 ‘협력’에 적으세요", body.items(key)[1].row)
    for said in body.items("수행")[:1]:
        rows += _carrying_out(_named(said, ("이름", "업무"), "수행", body.faults))
    names = dict.fromkeys(row.name for row in rows)
    if works and (len(names) < len(body.items("발주")[:1]) + len(body.items("협력")) + 1):
        body.fault("T-CHT-06", "추진체계에 이름이 같은 기관이 있습니다", "기관마다 다른 이름을 적으세요 (예: 진흥원 경영지원부)")
    charts.bodies(rows, title)


def _carrying_out(fields: Fields) -> list[Department]:
    name = fields.text("이름")
    tasks = [_named(each, TASK, "업무", fields.faults) for each in fields.items("업무")]
    made = [Department(name=name, relation=task.text("이름"), teams=task.texts("내용")) for task in tasks]
    return made or [Department(name=name, relation="")]


# 흐름도


def _flow(body: Fields, charts: Diagrams, title: str) -> None:
    if body.needs("단계", "단계: 아래에 ‘- 접수: [전화, 전자우편]’처럼 적으세요"):
        body.most("단계", body.items("단계"), MOST_STEPS)
        steps = [_named(said, STEP, "단계", body.faults) for said in body.items("단계")]
        charts.flow([Step(name=one.text("이름"), text=one.texts("내용")) for one in steps], title)


# 막대와 꺾은선


def _series(draw: str, body: Fields, charts: Diagrams, title: str) -> None:
    both = body.needs("가로", "가로: [1분기, 2분기]처럼 적으세요") & body.needs("값", "값: 아래에 ‘준수율: [95, 97]’처럼 적으세요")
    if not both:
        return
    labels, said = body.texts("가로"), body.said["값"]
    named = said.value if isinstance(said.value, dict) else {}
    if not named:
        body.fault("T-CHT-05", "‘값’에 이름이 없습니다", "값: 아래에 ‘준수율: [95, 97]’처럼 이름과 함께 적으세요", said.row)
        return
    body.most("가로", labels, MOST_GROUPS)
    body.most("값", named, MOST_SERIES)
    series: list[tuple[str, list[Decimal | None]]] = []
    for name, values in named.items():
        found = [body.number(each, name) for each in (values.value if isinstance(values.value, tuple) else (values,))]
        if len(found) != len(labels):
            body.fault("T-CHT-05", f"‘{name}’의 값이 {len(found)}개인데 ‘가로’는 {len(labels)}개입니다", "수를 맞추세요. 없는 값은 - 로 적으세요", values.row)
        if any(value < 0 for value in found if value is not None):
            body.fault("T-CHT-05", f"‘{name}’에 0보다 작은 값이 있습니다", "줄어든 양은 0 이상의 수로 적고 이름에 ‘감소’라고 쓰세요", values.row)
        series.append((name, found))
    (charts.columns if draw == "막대" else charts.line)(labels, *series, unit=body.text("단위"), caption=title)


# 연혁


def _timeline(body: Fields, charts: Diagrams, title: str) -> None:
    if not body.needs("사업", "사업: 아래에 ‘- {이름: 구축, 시작: 2021-03, 끝: 2021-12}’처럼 적으세요"):
        return
    body.most("사업", body.items("사업"), MOST_LINES)
    stretches = []
    for said in body.items("사업"):
        one = Fields(said, PROJECT, "사업", body.faults)
        given = [one.needs(key, f"‘{key}: …’을 적으세요") for key in PROJECT[:3]] if isinstance(said.value, dict) else [False]
        start, end = one.span("시작"), one.span("끝")
        if not all(given) or not start or not end:
            continue
        first, last = Month.of(start.start), Month.of(end.end)
        if first > last:
            one.fault("T-CHT-05", f"사업의 끝이 시작보다 이릅니다: {one.text('이름')}", "시작과 끝을 바꾸어 적으세요", one.row_of("끝"))
            continue
        words = one.text("설명") or f"{month_words(first)} ~ {month_words(last)}"
        stretches.append(Stretch(one.text("이름"), first, last, words))
    if stretches:
        charts.timeline(stretches, title)


KINDS: tuple[Kind, ...] = (
    Kind(("조직도", "조직"), (*COMMON, "상자"), _organisation),
    Kind(("간트", "일정", "일정표", "추진일정"), (*COMMON, "시작", "끝", "일정"), _gantt),
    Kind(("추진체계", "추진체계도"), (*COMMON, "발주", "협력", "수행"), _bodies),
    Kind(("구성도", "시스템구성도"), (*COMMON, "구역", "상자", "선"), system),
    Kind(("흐름도", "흐름", "절차", "절차도"), (*COMMON, "단계"), _flow),
    Kind(("막대",), (*COMMON, "가로", "값", "단위"), partial(_series, "막대")),
    Kind(("꺾은선", "선"), (*COMMON, "가로", "값", "단위"), partial(_series, "꺾은선")),
    Kind(("연혁", "추진현황"), (*COMMON, "사업"), _timeline),
)
