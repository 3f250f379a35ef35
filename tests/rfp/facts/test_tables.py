"""Invented tables and sentences → assets, evaluation, deliverables, rules and clauses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.asset import AssetClass
from pipeline.model.deliverable import DueKind, Trigger
from pipeline.rfp.facts.dues import dues_of, trigger_of
from tests.rfp.facts.paper_of import facts_of

HEAD = "Ⅰ. 사업 개요"


def test_assets_of_two_lists() -> None:
    hardware = [["No", "품명", "모델명", "규격", "수량"], ["1", "웹서버", "가-100", "8코어", "2"], ["2", "백업장비", "나-200", "", "3식"], ["", "합계", "", "", "5"]]
    software = [["구분", "제품명", "사양", "수량", "비고"], ["S/W", "나무DB", "표준판", "1 서버 2 사용자", ""], ["<", "나무백업", "", "1", ""]]
    rows = facts_of(HEAD, "- 하드웨어 목록", hardware, "- 소프트웨어 목록", software).assets
    assert [row.values["자산번호"] for row in rows] == ["HW-01", "HW-02", "SW-01", "SW-02"]
    assert rows[0].values | {"수량": 2, "모델": "가-100", "주요규격": "8코어"} == rows[0].values
    assert (rows[1].values["수량"], rows[1].values["단위"]) == (3, "식")
    assert (rows[2].values["수량"], rows[2].values["수량원문"]) == (0, "1 서버 2 사용자")
    assert {row.values["구분"] for row in rows} <= {kind.value for kind in AssetClass}
    assert str(rows[1].place) == "표 1 3행 2열"


def test_a_row_that_a_page_break_cut_is_one_asset() -> None:
    table = [["No", "항목명", "모델", "주요규격", "수량"], ["1", "웹서버", "가", "8코어,", "1"], ["", "", "나형", "16GB", ""]]
    (row,) = facts_of(HEAD, table).assets
    assert (row.values["모델"], row.values["주요규격"]) == ("가 나형", "8코어, 16GB")


def test_prices_and_evaluation_are_no_assets() -> None:
    assert facts_of(HEAD, [["품명", "규격", "수량", "단가"], ["웹서버", "8코어", "1", "10"]]).assets == ()


def test_evaluation_without_sums() -> None:
    table = [
        ["구분", "평가항목", "평가기준", "배점"], ["기술", "이해도", "목표를 아는가", "30"], ["<", "방법", "방법이 맞는가", "30"],
        ["소계", "", "", "60"], ["관리", "일정", "일정이 맞는가", "20"], ["<", "품질", "품질을 지키는가", "10"], ["합계", "", "", "90"],
    ]
    rows = facts_of(HEAD, table).evaluation
    assert [row.values["배점"] for row in rows] == [30, 30, 20, 10]
    assert rows[1].values["구분"] == "기술"


def test_deliverables_of_table_and_sentence_are_merged() -> None:
    table = [["단계", "산출물명", "제출시기", "부수"], ["착수", "수행계획서", "계약 후 14일 이내", "2부"], ["유지보수", "월간점검보고서", "매월", ""]]
    rows = facts_of(HEAD, table, "- 계약상대자는 월간점검보고서를 익월 5일까지 발주기관에 제출하여야 한다.").deliverables
    by = {row.values["이름"]: row.values for row in rows}
    assert by["수행계획서"]["기한"] == [{"방식": "이후일", "수": 14, "기준": "계약", "원문": "계약 후 14일 이내", "조항": HEAD}]
    assert by["수행계획서"]["부수"] == "2부"
    assert len([name for name in by if "월간점검보고서" in name]) == 1
    monthly = by["월간점검보고서"]
    assert monthly["시점"] == "매월" and (monthly["기한"][0]["방식"], monthly["기한"][0]["수"], monthly["수신"]) == ("익월일", 5, "발주기관")


@given(st.text(alphabet="계약착수매월익일말까지이내전후즉시지체없이사전함께 0123456789장애변경", max_size=40))
def test_dues_and_triggers_are_words_of_the_model(text: str) -> None:
    assert trigger_of(text) in {trigger.value for trigger in Trigger}
    for due in dues_of(text):
        assert due["방식"] in {kind.value for kind in DueKind}
        assert isinstance(due.get("수", 0), int)


def test_rules() -> None:
    lines = ("- 장애 접수 후 4시간 이내에 복구하여야 한다.", "- 인력 교체 시 15일 전에 알려야 한다.", "- 청구일로부터 14일 이내에 지급한다.", "- 입찰은 3일 이내에 한다.")
    rules = facts_of(HEAD, *lines).rules
    assert [(rule.id, rule.number, rule.unit) for rule in rules] == [
        ("recovery.hours", "4", "시간"), ("replacement.notice_days", "15", "일"), ("payment.days", "14", "일"),
    ]
    assert str(rules[0].place) == "문단 2"


def test_passages_are_keyed_by_chapter_and_order() -> None:
    parts = ("# Ⅴ. 특수조건", "# 1. 일반조건", "○ 하나를 지킨다.", "- 하나의 아래를 지킨다.", "○ 둘을 지킨다.", "# 1. 보안조건", "○ 셋을 지킨다.")
    passages = facts_of(*parts).passages
    assert [(each.key, each.parent) for each in passages] == [
        ("SC-V1#1", ""), ("SC-V1#1.1", "SC-V1#1"), ("SC-V1#2", ""), ("SC-V1b#1", ""),
    ]
    assert passages[0].heading == "일반조건"


def test_forms_forbidden_and_schedule() -> None:
    parts = (
        HEAD, "- 제안서 제출 : 2030. 5. 1.", "누출금지 대상정보", "1. 내부 주소", "2. 구성도", "3. 접근권한",
        *["가. 본문 문장이 이어진다."] * 12, "[서식 1] 제안사 일반현황", "[서식 2]", "실적 증명서",
    )
    facts = facts_of(*parts)
    assert [row.values["대상정보"] for row in facts.forbidden] == ["내부 주소", "구성도", "접근권한"]
    assert [(row.values["번호"], row.values["이름"]) for row in facts.forms] == [("서식 1", "제안사 일반현황"), ("서식 2", "실적 증명서")]
    assert [row.values["일시"] for row in facts.schedule] == ["2030. 5. 1."]


def test_forms_that_a_chapter_or_an_annex_numbers() -> None:
    parts = (
        *["가. 본문 문장이 이어진다."] * 9, "[Ⅰ-1] 입찰참가신청서", "【Ⅱ-10】일반현황 및 연혁", "[서식 3] 확약서 제안서와 별도 제출",
        "[서식 4]", "접수번호", "「나무 가꾸기」", "수행능력 평가서", "[붙임 5] 수행 서약서(제안서 작성 시 포함)", "[붙임 6] 점검 기준",
    )
    assert [(row.values["번호"], row.values["이름"]) for row in facts_of(HEAD, *parts).forms] == [
        ("Ⅰ-1", "입찰참가신청서"), ("Ⅱ-10", "일반현황 및 연혁"), ("서식 3", "확약서"), ("서식 4", "수행능력 평가서"), ("붙임 5", "수행 서약서(제안서 작성 시 포함)"),
    ]  # fmt: skip
