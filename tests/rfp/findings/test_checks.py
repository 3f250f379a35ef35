"""Each check on tiny invented documents: what it must find, and what it must leave alone."""

from __future__ import annotations

import pytest

from pipeline.rfp.card import Card, Detail, Listed, Requirements
from pipeline.rfp.fact import Fact, Facts, Row
from pipeline.rfp.findings.findings import find_findings
from pipeline.rfp.findings.source import spoken
from pipeline.rfp.paper import Cell, Kind, Paper, Paragraph, Place, Table


def paper(*lines: str | Paragraph | Table) -> Paper:
    blocks = tuple(line if not isinstance(line, str) else Paragraph(line, Place(line=order)) for order, line in enumerate(lines, 1))
    return Paper("제안요청서.txt", "txt", blocks)


def table(*rows: tuple[str, ...]) -> Table:
    cells = tuple(
        Cell(row, column, (Paragraph(text, Place(line=50 + row)),), place=Place(line=50 + row))
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
    )
    return Table(len(rows), len(rows[0]), cells, Place(line=50, table=1))


def kinds(document: Paper, requirements: Requirements = Requirements(), facts: Facts = Facts()) -> list[str]:
    return [each.kind for each in find_findings(document, requirements, facts)]


FOUND = [
    ("값이 둘", ["장애 접수 후 4시간 이내 복구하여야 한다.", "장애 접수 후 2시간 이내에 복구한다."]),
    ("기산점 불일치", ["장애 접수 후 4시간 이내 복구하여야 한다.", "장애 통보 후 4시간 이내에 복구한다."]),
    ("기한 모순", ["야간에는 4시간 내 담당자가 출근하여야 한다.", "장애 접수 후 2시간 이내에 복구한다."]),
    ("기한 모순", ["인력을 교체할 때는 10일 전에 승인을 받는다.", "인수인계는 20일 이상 한다."]),
    ("기한 불일치", ["보안서약서는 사업 투입 전에 낸다.", "보안서약서는 계약 후 7일 이내에 낸다."]),
    ("금액 불일치", ["사업비: 금일천만원(₩11,000,000)"]),
    ("금액 표기", ["사업비: 금천만원정(₩10,000,000)"]),
    ("요일 불일치", ["제출마감: 2024. 3. 1.(월) 16:00"]),
    ("없는 날짜", ["제출마감: 2024. 2. 30.(금) 16:00"]),
    ("기간 불일치", ["사업기간: 2024. 1. 1. ~ 2024. 12. 31.(10개월)"]),
    ("기간 불명확", ["계약기간: 계약일 ~ 2024. 12. 31. (약 8개월)"]),
    ("법정 기한과 다름", ["청구를 받은 날부터 30일 이내에 대금을 지급한다."]),
    ("지체상금 불명확", ["지체상금은 총계약금액 지체상금율×지체일수로 한다.", "4시간 이내에 복구한다."]),
    ("낡은 법령·기관명", ["2024년 제안요청서", "안전행정부 지침을 따른다."]),
    ("없는 법령명", ["해석은 정부계약법에 따른다."]),
    ("인용 판 불일치", ["입찰시 낙찰자 결정기준(행정안전부 예규 제360호)", "입찰시 낙찰자 결정기준(행정안전부 예규 제450호)"]),
    ("참조 불일치", ["산출내역 : [붙임1] 참조", "붙임 1. 관련기관 현황", "붙임 2. 산출내역서"]),
    ("참조 불명확", ["본 과업지시서 (지체상금)의 규정에 의해 부과한다."]),
    ("번호 중복", ["1. 일반", "2. 점검", "2. 백업"]),
    ("번호 건너뜀", ["가. 일반", "나. 점검", "라. 백업"]),
    ("문서 명칭", ["과업수행계획서를 낸다.", "사업수행계획서에 적는다."]),
    ("제품 명칭", ["DBMS는 Tiberio 6이다.", "DBMS는 Tibero 6이다."]),
    ("내용 누락", ["유지보수방법은 원칙으로 하는 것을 원칙으로 한다."]),
    ("서식 빈칸", ["본인은 2024년 월 일부로 다음을 서약한다."]),
    ("조사", ['서울시(이하 "위탁자"이라 한다)와 계약한다.']),
    ("오기", ["운영 메뉴얼을 낸다."]),
    ("표기 불일치", ["e-호조 연계", "e호조 (본청)"]),
    ("해석 권한", ["해석상 이견은 협의하여 판례에 따른다.", "어구의 해석은 발주부서의 결정에 따른다."]),
    ("비용 부담 모순", ["부품은 무상으로 교체한다.", "부품 비용은 유지보수료에 포함되지 않는다."]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "lines"), FOUND, ids=[f"{order}-{kind}" for order, (kind, _) in enumerate(FOUND)])
def test_found(kind: str, lines: list[str]) -> None:
    assert kind in kinds(paper(*lines))


LEFT_ALONE = [
    ["장애 접수 후 4시간 이내 복구하여야 한다.", "장애복구 완료 후 48시간 이내 원인분석 보고서를 제출한다."],
    ["사업비: 금일천만원(₩10,000,000)"],
    ["제출마감: 2024. 3. 1.(금) 16:00"],
    ["사업기간: 2024. 1. 1. ~ 2024. 12. 31.(12개월)"],
    ["사업기간: 2024. 1. 1. ~ 2024. 12. 31.(366일)"],
    ["2013년 계획", "행정안전부 예규 제450호에 따른다."],
    ["제1조(목적) 목적", "① 하나", "② 둘", "제2조(정의) 정의", "② 둘", "③ 셋"],
    ["1. 일반", "1) 하나", "2) 둘", "2. 점검", "1) 하나"],
    ["가. 비인가 메신저 사용 금지"],
    ["2024년 월 일"],
    ["입찰공고문을 따른다."],
]


@pytest.mark.parametrize("lines", LEFT_ALONE, ids=range(len(LEFT_ALONE)))
def test_left_alone(lines: list[str]) -> None:
    assert kinds(paper(*lines)) == []


def card(id: str, name: str, printed: str = "", *details: Detail) -> Card:
    return Card(id, name, printed or id, "기능 요구사항", details=details, place=Place(line=9))


def test_ids_and_names_of_the_summary_are_compared() -> None:
    cards = (card("QUR-001", "가용성", "QR-001"), card("SFR-001", "점검 실시"), card("SFR-002", "일일 백업"))
    rows = (Listed("QUR-001", "가용성"), Listed("SFR-001", "점검실시"), Listed("SFR-002", "백업"), Listed("SFR-003", "복구"))
    found = kinds(paper("제안요청서"), Requirements(cards, rows, 5))
    assert found == ["상세 누락", "번호 불일치", "명칭 불일치", "합계 불일치", "명칭 띄어쓰기"]


def test_repeated_numbers_of_a_card_are_told() -> None:
    details = tuple(Detail(f"SFR-001#{order}", f"글 {order}", printed) for order, printed in enumerate(("1)", "2)", "2)", "3)"), 1))
    found = find_findings(paper("제안요청서"), Requirements((card("SFR-001", "점검", "", *details),)), Facts())
    assert [each.issue[:28] for each in found] == ["SFR-001에서 번호 ‘2)’가 두 번 나온다: "]


def test_wrong_totals_of_tables() -> None:
    rows = (("구분", "금액"), ("인건비", "1,000"), ("경비", "500"), ("합계", "1,600"))
    assert kinds(paper(table(*rows))) == ["합계 불일치"]
    assert kinds(paper(table(*rows[:3], ("합계", "1,500")))) == []


def test_a_part_of_a_sum() -> None:
    assert kinds(paper(table(("과목", "금액", "비고"), ("공공운영비", "75,000천원", "중 일부를 사용")))) == ["금액 범위"]


def test_systems_are_held_against_the_assets() -> None:
    facts = Facts(assets=(Row({"자산번호": "SW-01", "항목명": "WAS", "주요규격": "for Linux"}, "for Linux", Place(line=70)),))
    assert "대상 불일치" in kinds(paper("OS(윈도우서버) 패치를 지원한다."), facts=facts)


def test_the_client_goes_by_one_name() -> None:
    facts = Facts(contract=(Fact("발주기관.명칭", "가나다재단", "", Place(line=1)), Fact("주관기관", "가나다센터", "", Place(line=2))))
    assert kinds(paper("제안요청서"), facts=facts) == ["계약 당사자"]


def test_contents_and_headings() -> None:
    document = paper(Paragraph("II. 과업의 내용 ..... 4", Place(line=1), Kind.CONTENTS), Paragraph("II 과업 내용", Place(line=2), Kind.HEADING, 1))
    assert kinds(document) == ["제목 불일치"]


def test_nothing_is_said_twice_and_the_gravest_comes_first() -> None:
    lines = ["운영 메뉴얼", "운영 메뉴얼", "1. 가", "2. 나", "2. 다", "사업비: 금일천만원(₩11,000,000)"]
    found = find_findings(paper(*lines), Requirements(), Facts())
    assert [each.grade.value for each in found] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("'가나다'은(는)", "‘가나다’는"), ("QR-001(으)로", "QR-001로"), ("'②'이(가)", "‘②’가"), ("12건을(를)", "12건을"), ("“서울”과(와)", "“서울”과")],
)
def test_particles_of_messages(text: str, expected: str) -> None:
    assert spoken(text) == expected


def test_what_one_clause_forbids_and_another_demands() -> None:
    no, yes = "개인정보는 파기하며 백업데이터 생성 금지", "매달 전체 백업을 수행하여야 한다."
    assert "금지와 요구의 모순" in kinds(paper(no, yes))
    assert "금지와 요구의 모순" not in kinds(paper("승인 없는 백업데이터 생성 금지", yes))
    assert "금지와 요구의 모순" not in kinds(paper("공동수급은 불허함", "공동수급이 허용된 경우 공동수급협정서를 제출하여야 한다."))
    assert "금지와 요구의 모순" in kinds(paper("하도급은 불허함", "하도급 계획을 제안서에 제시하여야 한다."))


def test_an_act_of_two_doers() -> None:
    def of(*texts: str) -> list[str]:
        details = tuple(Detail(f"SER-001#{order}", text, place=Place(line=order)) for order, text in enumerate(texts, 1))
        return kinds(paper("보안"), Requirements((Card("SER-001", "보안", details=details),)))

    client, bidder = "취약점 점검은 재단에서 진행하며 약점은 조치한다.", "전문가가 취약점을 진단하여 조치방안을 수립한다."
    assert "수행 주체" in of(client, bidder)
    assert "수행 주체" not in of(client, "취약점을 조치한다.") and "수행 주체" not in of(bidder)


def test_contacts_that_were_swapped() -> None:
    def lines(first: str, second: str) -> Paper:
        return paper("입찰관련 문의사항", f"- 문의처({first}) : 운영부", "제안관련 문의사항", f"- 문의처({second}) : 지원부")

    assert "문의처" in kinds(lines("사업부서", "계약부서"))
    assert "문의처" not in kinds(lines("계약부서", "사업부서"))
