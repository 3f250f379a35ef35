"""The figures of an agency's plan: sums, months, points, annex numbers, and what a reader would send back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.dossier import Dossier
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.model.plan_table import ContentItem, ServiceScope
from pipeline.model.project_plan import (
    Annex,
    BudgetLine,
    Citation,
    Milestone,
    PlanChapter,
    PlanItem,
    PlanPart,
    Points,
    Procurement,
    ProjectPlan,
    ReviewGroup,
    ReviewItem,
)
from pipeline.problems import Problem, Severity
from pipeline.rules.project import ProjectFigures
from pipeline.rules.project_check import check
from pipeline.rules.project_sums import budget
from tests.rules.sample import dossier

POINTS = (
    Points(name="기술", points=90, parts=(Points(name="정성", points=70), Points(name="정량", points=20))), Points(name="가격", points=10),
)
LINES = (
    BudgetLine(name="통합 유지보수", account="공공운영비", amount=Won(75_000_000)),
    BudgetLine(name="ERP 유지보수", account="공공운영비", amount=Won(54_261_000)),
)
ANNEXES = (Annex(title="부서현황"), Annex(title="대상목록"), Annex(title="세부산출내역서", detail="(별첨)"))


def plan(*items: PlanItem, **changes: Any) -> ProjectPlan:
    """Return a plan of 2013. 3. to 2014. 2. over 129,261천원 whose one chapter holds `items`."""
    facts: dict[str, Any] = dict(
        title="유지보수 계획", project="유지보수", approvers=("주무관", "팀장"), organisation="기획단", issued=Month(2013, 1), start=Month(2013, 3),
        end=Month(2014, 2), systems=("갑시스템", "을시스템"), budget=Won(129_261_000), previous_budget=Won(139_300_000), budget_lines=LINES,
        procurement=Procurement(method="제한경쟁", award="협상", joint=3, points=POINTS), annexes=ANNEXES,
        chapters=(PlanChapter(title="개요", items=items),),
    )
    return ProjectPlan(**(facts | changes))


def of(*items: PlanItem, lists: dict[str, Any] | None = None, **changes: Any) -> Dossier:
    """Return a dossier with that plan and `lists` of the dossier."""
    return dossier(project=plan(*items, **changes), **(lists or {}))


def told(found: Dossier) -> list[tuple[Severity, str]]:
    return [(each.severity, each.message) for each in check(found)]


# Sums


def test_budget_with_its_difference_and_vat() -> None:
    sums = budget(plan())
    assert (sums.stated, sums.total) == (129_261_000, 129_261_000)
    assert (sums.difference, sums.change) == (-10_039_000, Decimal("-7.2"))
    assert (sums.supply, sums.vat) == (117_510_000, 11_751_000)


def test_no_last_year_no_difference() -> None:
    figures = ProjectFigures(of(previous_budget=None))
    assert (figures.budget.difference, figures.budget.change, figures.change, figures.previous) == (None, None, "", None)
    assert ProjectFigures(of()).change == "−10,039(−7.2%)"


def test_twelve_months_over_two_fiscal_years() -> None:
    figures = ProjectFigures(of())
    assert len(figures.period.months) == 12 and figures.years == ((2013, 10), (2014, 2))


def test_points_add_up_to_a_hundred() -> None:
    figures = ProjectFigures(of())
    assert figures.points_total == 100
    assert [(top.name, [part.points for part in parts]) for top, parts in figures.points] == [("기술", [70, 20]), ("가격", [10])]


def test_counts_of_lists() -> None:
    assets = tuple(Asset(id=f"HW-0{n}", kind=AssetClass.HARDWARE, number=n, name="서버", quantity=n) for n in (1, 2, 3))
    software = (Asset(id="SW-01", kind=AssetClass.SOFTWARE, number=1, name="VPN", quantity=500),)
    scopes = tuple(ServiceScope(number=n, system="갑" if n < 3 else "을", task=f"업무{n}", text="글") for n in (1, 2, 3))
    figures = ProjectFigures(of(lists={"assets": assets + software, "scopes": scopes}))
    assert [(each.name, each.rows, each.quantity) for each in figures.asset_tallies] == [("H/W", 3, 6), ("S/W", 1, None)]
    steps = {each.name: each.steps for each in figures.reckonings}
    assert steps["H/W 규격표"] == "3종, 수량 1 + 2 + 3 = 6"
    assert steps["유지보수 대상 업무"] == "갑 2건 + 을 1건 = 3건"
    assert steps["예산 합계"] == "75,000천원 + 54,261천원 = 129,261천원 (적힌 소요예산 129,261천원)"
    assert steps["전년도 대비 증감"] == "129,261천원 − 139,300천원 = −10,039천원 (−7.2%)"
    assert steps["추정가격"] == "129,261,000원 ÷ 1.1 = 117,510,000원, 부가가치세 11,751,000원"
    assert steps["사업기간과 회계연도"] == "2013. 3. ~ 2014. 2.: 2013년 10개월 + 2014년 2개월 = 12개월"
    assert steps["기술 배점"] == "정성 70점 + 정량 20점 = 90점"
    assert {each.agrees for each in figures.reckonings} == {True, None}


# Words


def test_blanks_are_filled_from_the_figures() -> None:
    item = PlanItem(text="{소요예산}, 전년도 {전년도예산}, {사업기간}, {대상시스템수}종 {대상시스템}, {정성배점}점, {공동수급한도}개")
    assert ProjectFigures(of(item)).text(item) == "129,261천원, 전년도 139,300천원, 2013. 3. ~ 2014. 2., 2종 갑시스템, 을시스템, 70점, 3개"


def test_an_empty_value_prints_as_missing() -> None:
    item = PlanItem(text="전년도 {전년도예산}")
    assert ProjectFigures(of(item, previous_budget=None)).text(item) == "전년도 〔입력 필요〕"


def test_the_number_of_an_annex_is_its_place() -> None:
    item = PlanItem(text="산출내역 : [{붙임}] 참조", refers="세부산출내역서", printed_reference="붙임1")
    figures = ProjectFigures(of(item))
    assert figures.text(item) == "산출내역 : [붙임 3] 참조"
    assert figures.reference_note(item) == "원문에 적힌 번호는 [붙임1](부서현황). ‘세부산출내역서’의 번호(붙임 3)로 고쳐 적음"


def test_a_right_number_needs_no_note() -> None:
    item = PlanItem(text="[{붙임}] 참조", refers="세부산출내역서", printed_reference="붙임3")
    assert ProjectFigures(of(item)).reference_note(item) == "" and told(of(item)) == []


def test_what_was_put_right_is_listed_in_reading_order() -> None:
    review = (ReviewGroup(name="시민", items=(ReviewItem(name="옴부즈만", original="음 브 즈 만", reason="오기", line="L32"),)),)
    item = PlanItem(text="사업기간 : {사업기간}", original="2013. 3. ~2014. 2.", reason="띄어쓰기", line="L88")
    found = ProjectFigures(of(item, review=review)).corrections
    assert [(each.where, each.original, each.printed, each.reason) for each in found] == [
        ("사전 검토항목 L32", "음 브 즈 만", "옴부즈만", "오기"), ("L88", "2013. 3. ~2014. 2.", "사업기간 : 2013. 3. ~ 2014. 2.", "띄어쓰기"),
    ]


def test_gaps_name_what_is_lost_and_what_was_redrawn() -> None:
    items = (PlanItem(text="구성도", part=PlanPart.LOST, line="L310"), PlanItem(text="추진체계", part=PlanPart.BODIES, line="L156"))
    found = ProjectFigures(of(*items, policy_number="방침 제1호")).gaps
    assert [(each.where, each.name, each.printed) for each in found] == [
        ("L310", "구성도", "〔입력 필요〕"), ("L156", "추진체계 그림", "자료에 따라 다시 그림"),
    ]


def test_months_of_the_schedule_as_documents_write_them() -> None:
    steps = (Milestone(name="공고", start=Month(2013, 1)), Milestone(name="사업수행", start=Month(2013, 3), end=Month(2014, 2)))
    assert ProjectFigures(of(milestones=steps)).milestones == (("공고", "2013. 1."), ("사업수행", "2013. 3. ~ 2014. 2."))


# What a reader would send back


def test_a_sound_plan_and_a_contract_without_one_say_nothing() -> None:
    assert check(of()) == [] and check(dossier()) == []


def test_a_budget_that_does_not_sum_names_its_rows() -> None:
    (found,) = told(of(budget=Won(130_000_000)))
    assert found == (
        Severity.ERROR,
        "세부사업 예산의 합계 129,261천원과 소요예산 130,000천원이 739천원 다릅니다: 통합 유지보수 75,000천원 + ERP 유지보수 54,261천원.",
    )


def test_points_that_do_not_sum_at_either_level() -> None:
    parts = (Points(name="기술", points=90, parts=(Points(name="정성", points=70), Points(name="정량", points=10))), Points(name="가격", points=20))
    assert [message for _, message in told(of(procurement=Procurement(points=parts)))] == [
        "평가 배점의 합이 총점과 다릅니다: 기술 90 + 가격 20 = 110점, 적힌 것은 100점.",
        "‘기술’의 하위 배점의 합이 다릅니다: 정성 70 + 정량 10 = 80점, 적힌 것은 90점.",
    ]


def test_a_reference_to_another_annex_is_a_warning_and_to_none_an_error() -> None:
    wrong = PlanItem(text="[{붙임}]", refers="세부산출내역서", printed_reference="붙임 2")
    nowhere = PlanItem(text="[{붙임}]", refers="산출내역")
    severities = [severity for severity, _ in told(of(wrong, nowhere))]
    assert severities.count(Severity.WARNING) == 1 and (Severity.ERROR, "이런 이름의 붙임이 없습니다: 산출내역") in told(of(wrong, nowhere))


def test_a_number_typed_into_the_text_is_a_warning() -> None:
    (found,) = told(of(PlanItem(text="붙임 3 참조")))
    assert found[0] is Severity.WARNING and "‘붙임 3’" in found[1]


def test_an_unknown_blank_is_an_error() -> None:
    (found,) = told(of(PlanItem(text="{예산} 원")))
    assert found == (Severity.ERROR, "글의 빈칸 {예산}에 넣을 값이 없습니다.")


def test_one_rule_in_two_editions() -> None:
    first = PlanItem(text="하나", citations=(Citation(rule="낙찰자 결정기준", edition="행정안전부 예규 360호", day=date(2011, 4, 29)),))
    second = PlanItem(text="둘", citations=(Citation(rule="낙찰자 결정기준", edition="행안부예규 제450호", day=date(2012, 3, 22)),))
    (found,) = told(of(first, second))
    assert found == (Severity.WARNING, "‘낙찰자 결정기준’의 판을 둘로 인용합니다: 행정안전부 예규 360호, 2011. 4. 29. / 행안부예규 제450호, 2012. 3. 22.")


def test_the_same_edition_in_other_words_is_one() -> None:
    first = PlanItem(text="하나", citations=(Citation(rule="세부기준(안)", edition="정보화기획담당관-18032호", day=date(2012, 12, 27)),))
    second = PlanItem(text="둘", citations=(Citation(rule="세부기준(안)", edition="정보화기획담당관-18032", day=date(2012, 12, 27)),))
    assert told(of(first, second)) == []


def test_a_content_without_its_cycle() -> None:
    rows = (ContentItem(number=1, agency="자치구", group="재정정보", name="재정개요"), ContentItem(number=2, agency="본청", group="재정정보", name="규모", cycle="수시"))
    assert told(of(lists={"contents": rows})) == [(Severity.WARNING, "자치구의 콘텐츠 ‘재정정보 > 재정개요’에 갱신 횟수가 없습니다.")]


def test_parts_whose_data_are_not_there() -> None:
    found: list[Problem] = check(of(PlanItem(text="절차", part=PlanPart.PROCEDURE), PlanItem(text="목록", part=PlanPart.SCOPES)))
    assert [(each.severity, each.message) for each in found] == [
        (Severity.ERROR, "이런 이름의 절차가 없어 그림을 그리지 못합니다: 절차"), (Severity.WARNING, "‘대상목록표’에 넣을 자료(scope.csv)가 없습니다."),
    ]


def test_an_end_before_the_start() -> None:
    assert told(of(end=Month(2013, 2)))[0] == (Severity.ERROR, "사업이 끝나는 달(2013. 2.)이 시작하는 달(2013. 3.)보다 앞섭니다.")
