"""An invented RFP as it is after reading: two cards, facts, rows and a finding."""

from datetime import date

from pipeline.model.finding import Finding, Grade, Quote
from pipeline.rfp.card import Card, Detail, Requirements
from pipeline.rfp.fact import Fact, Facts, Passage, Row, Rule
from pipeline.rfp.paper import Paper, Paragraph, Place


def place(line: int) -> Place:
    """Return a line of a text file."""
    return Place(line=line)


PAPER = Paper("제안요청서.txt", "txt", (Paragraph("2024년 가나다시스템 유지관리 제안요청서", place(1)),))
CARDS = (
    Card(
        "SFR-001", "점검: \"월 1회\" #1", "SFR-01", "기능 요구사항", "점검의 정의",
        (
            Detail("SFR-001#1", "매월 점검한다: 결과를 낸다", "1)", (Detail("SFR-001#1.1", "- 로 시작하는 글", "-", (), place(12)),), place(11)),
            Detail("SFR-001#2", "[괄호]와 {중괄호}, 쉼표\n두 줄", "2)", (), place(13)),
        ),
        "점검보고서", ("SFR-002",), "과업지시서", "", place(10),
    ),
    Card("SFR-002", "백업", "SFR-002", "기능 요구사항", "", (Detail("SFR-002#1", "=1+1", "1)", (), place(20)),), place=place(19)),
)
FACTS = Facts(
    contract=(
        Fact("용역명", "2024년 가나다시스템 유지관리", "사업명: 2024년 가나다시스템 유지관리", place(3)),
        Fact("발주기관.명칭", "가나다공단", "가나다공단", place(4)),
        Fact("발주기관.호칭", "발주기관", "(이하 '발주기관'이라 한다)", place(4)),
        Fact("계약금액", 129_261_000, "금129,261,000원", place(5)),
        Fact("만료일", date(2024, 12, 31), "계약일부터 2024. 12. 31.까지", place(6)),
        Fact("제안서분량", "100쪽", "100쪽 이내", place(7)),
    ),
    rules=(
        Rule("recovery.hours", "복구기한", "4", "시간", "장애 복구", "장애 접수 후 4시간 이내 복구", place(30)),
        Rule("recovery.hours", "복구기한", "2", "시간", "장애 복구", "통보 후 2시간 이내", place(31)),
        Rule("claim.due_day", "청구 기한일", "10", "일", "청구", "익월 10일까지", place(32)),
        Rule("claim.due_day", "청구 기한일", "15", "일", "청구", "익월 15일까지", place(33)),
    ),
    deliverables=(Row({"이름": "점검보고서", "시점": "매월", "부수": "2부"}, "점검보고서 2부", place(40)),),
    assets=(Row({"자산번호": "HW-01", "구분": "H/W", "No": 1, "항목명": "-서버", "수량": 2, "단위": "SET"}, "", place(50)),),
    evaluation=(Row({"구분": "기술", "항목": "수행방안", "배점": 20}, "", place(60)),),
    passages=(Passage("SC-I#1", "계약을 지킨다.", "일반사항", "1.", "", place(70)), Passage("SC-I#1.1", "○를 지킨다.", "일반사항", "○", "SC-I#1", place(71))),
)
FINDINGS = (
    Finding(number="", grade=Grade.A, kind="값이 둘", issue="복구 시한이 4시간과 2시간이다", quotes=(Quote(text="4시간 이내", where="L30"), Quote(text="2시간 이내", where="L31"))),
    Finding(number="", grade=Grade.B, kind="번호 불일치", issue="요약표와 번호가 다르다", question="어느 것이 맞습니까?"),
)
REQUIREMENTS = Requirements(CARDS)
