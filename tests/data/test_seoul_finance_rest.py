"""The sample of the 2013 plan held against hand arithmetic: settlements, procurement, points and contents."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipeline.build import commands
from pipeline.build.ordering import Order
from pipeline.compose.body import compose
from pipeline.compose.sheets import compose as compose_workbook
from pipeline.document.dump import dump
from pipeline.document.sheet import Workbook
from pipeline.problems import Severity
from pipeline.read.dossier import read_dossier
from pipeline.rules.content_calendar import ContentCalendar
from pipeline.rules.evaluation import EvaluationFigures
from pipeline.rules.procurement import ProcurementFigures
from pipeline.rules.registry import check
from pipeline.rules.settlement import SettlementFigures
from pipeline.workspace import Workspace

CONTRACT = "seoul-finance-2013"
ROOT = Path(__file__).parents[2]
DOSSIER, PROBLEMS = read_dossier(ROOT / "data" / CONTRACT, ROOT / "data" / "_law", ROOT)


def test_it_reads_and_no_rule_of_ours_stops() -> None:
    assert PROBLEMS == [] and DOSSIER is not None
    ours = ("R-SET-01", "R-PRC-01", "R-EVL-01", "R-CNT-01")
    assert [p for p in check(DOSSIER) if p.code in ours and p.severity is Severity.ERROR] == []


def test_the_four_settlements() -> None:
    # a quarter as planned: 5,292,000 + 13,860,000 + 9,979,200 = 29,131,200 → 29,131,000 + 2,913,100
    found = SettlementFigures(DOSSIER).statements
    assert [each.planned.total for each in found] == [32_044_100] * 4
    assert [each.settled.total for each in found] == [32_044_100, 33_720_500, 31_073_900, 31_891_200]
    assert [each.cumulated for each in found] == [32_044_100, 65_764_600, 96_838_500, 128_729_700]
    assert found[-1].rest == 531_300  # 129,261,000 − 128,729,700
    assert found[1].over == 591_800  # 65,764,600 + 2 × 32,044,100 − 129,261,000


def test_the_plan_can_only_be_kept_by_an_urgent_notice() -> None:
    found = ProcurementFigures(DOSSIER)
    assert found.price == 117_510_000
    assert (found.normal.possible, found.urgent.possible) == (date(2013, 3, 22), date(2013, 2, 28))
    notice = {each.step.id: each for each in found.urgent.steps}["P5"]
    assert notice.latest.start == date(2013, 1, 23) and notice.days.days == 20
    assert [step.name for step in found.unplanned] == ["제안요청서 사전공개"]
    assert {verdict for *_, verdict in found.pairs} == {"긴급만 가능"}


def test_the_points_of_the_plan() -> None:
    found = EvaluationFigures(DOSSIER)
    assert [(each.name, each.points) for each in found.sums] == [("기술", 90), ("정성", 70), ("정량", 20), ("가격", 10)]
    assert len(found.relative) == 6 and all(item.note == "예시" for item in found.items)


def test_the_42_contents() -> None:
    found = ContentCalendar(DOSSIER)
    assert [len(found.of(cycle)) for cycle in ("정기", "일배치", "수시", "미정")] == [14, 18, 9, 1]
    assert {update.day for update in found.updates} == {date(2013, 8, 30)}


# What is printed


@cache
def printed(template: str) -> tuple[str, ...]:
    """Return the dump of every document that a template makes of this contract."""
    workspace = Workspace(ROOT, ROOT / "output")
    tasks, environment, problems = commands.plan(workspace, CONTRACT, DOSSIER, DOSSIER.newest_month, Order(package=None, deliverables=(template,)))
    made = [compose(task, environment, ROOT) for task in tasks]
    assert [*problems, *(problem for _, faults in made for problem in faults)] == []
    return tuple(dump(document) for document, _ in made if document)


def workbook(template: str) -> Workbook:
    """Return the workbook that a template makes of this contract."""
    workspace = Workspace(ROOT, ROOT / "output")
    (task,), environment, problems = commands.plan(workspace, CONTRACT, DOSSIER, DOSSIER.newest_month, Order(package=None, deliverables=(template,)))
    made, faults = compose_workbook(task, environment)
    assert made is not None and not problems + faults
    return made


@pytest.mark.parametrize(("template", "count"), [
    ("settlement", 4), ("procurement-schedule", 1), ("evaluation-table", 1), ("content-calendar", 1),
])
def test_every_document_is_composed(template: str, count: int) -> None:
    assert len(printed(template)) == count


def test_the_settlement_says_what_it_assumes() -> None:
    second = printed("settlement")[1]
    for words in ("소요인력에 대하여 인력 기술등급별로 분기별 정산", "역년의 분기(1~3월, 4~6월 …)로 나누면 {=5: 5}차가 된다", "정산 기간에 해당 기록 없음",
                  "23일 ÷ 20일 = 1.15 M/M, × 13,860,000원 = 15,939,000원", "591,800원", "금33,720,500원(금삼천삼백칠십이만오백원)"):
        assert words in second, words
    assert "591,800원" not in printed("settlement")[3] and "모든 차수의 정산을 마쳤다" in printed("settlement")[3]


def test_the_schedule_marks_what_nobody_read() -> None:
    (text,) = printed("procurement-schedule")
    for words in ("제24조제2항 (미확인)", "제27조제3항제1호 (미확인)", "117,510,000원 ≥ 100,000,000원 → 생략할 수 없음", "2013. 1. 23.(수)에 시작하고",
                  "{bold =21: 21}{bold: 일 늦다}", "추진일정에 제안요청서 사전공개의 줄이 없다", "가정함(예시)"):
        assert words in text, words


def test_the_evaluation_has_a_form_with_blank_cells() -> None:
    (text,) = printed("evaluation-table")
    assert "평가위원용 채점표(정성적 평가)" in text and "사업담당자용 채점표(정량적 평가)" in text
    assert "정성 70 + 정량 20 = 90점" in text and "〔입력 필요〕" not in text


def test_the_ledger_of_settlements_is_live() -> None:
    (sheet,) = workbook("settlement-ledger").sheets
    rows = {(row[0].value, row[1].value): row for row in sheet.rows}
    line = rows["2차", "클린재정시스템 운영·기능 보완"]
    # two heading lines and the titles above; the budget is row 4, nine rows a period
    assert [cell.formula for cell in line[6:11]] == [
        "=ROUND(E15/F15,2)", "", "=ROUNDDOWN(ROUND(D15*H15,4),0)", "=ROUNDDOWN(ROUND(G15*H15,4),0)", "=J15-I15",
    ]
    assert [cell.value for cell in line[8:11]] == [13_860_000, 15_939_000, 2_079_000]
    assert rows["2차", "누계"][9].formula == "=J20+J12" and rows["2차", "예산 잔액"][9].formula == "=J4-J21"
    assert (rows["2차", "공급가액"][9].formula, rows["2차", "공급가액"][9].value) == ("=INT(J17/1000)*1000", 30_655_000)


def test_the_ledger_of_contents_has_a_cell_to_tick() -> None:
    (sheet,) = workbook("content-ledger").sheets
    assert len(sheet.rows) == 14 + 18 * 12 + 10  # yearly, daily in each month, on demand and without a cycle
    (done,) = [column for column in sheet.columns if column.title == "완료"]
    assert done.choices == ("○", "×")
