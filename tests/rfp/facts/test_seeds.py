"""What a careful reader found demanded in the three source documents, and how much of it the general rules find."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pipeline.rfp.cards.requirements import find_requirements
from pipeline.rfp.fact import Facts
from pipeline.rfp.facts.facts import find_facts
from pipeline.rfp.reading.paper_file import read_paper

SEEDS = Path(os.environ.get("PIPELINE_SEEDS", Path(__file__).resolve().parents[4] / "shared" / "seeds"))
# A reader's names as patterns; a name is found where a row's name, blanks left away, bears it.
D1 = (
    "과업수행계획서", "인력투입계획", "이력사항", "보안서약서|보안각서", "추진계획서", "지정한사항", "개인정보처리위탁계약서", "비상연락망", "점검보고서", "백업결과", "장애결과보고서",
    "오류수정보고서", "시스템현황보고서", "유지보수에대한해결책", "항구적인복구", "원인규명", "예방대책", "고장접수및처리기록|장애접수", "작업내용", "변경소스", "운영자지침서", "요구사항관리대장",
    "프로그램목록", "테이블목록", "요구자료", "처리현황및익월계획서", "특기사항", "문서자료", "비용청구|청구서", "인적사항|교체승인", "교체인력|교체투입", "기술자료|교육", "이전설치방안", "인수인계",
    "자료와정보폐기|자료폐기", "개인정보파기", "수탁계약통보|재위탁통보", "변경합의서|변경금액통보", "사전서면동의", "보안관리대책", "소프트웨어설치협의", "형상관리|유지관리기록", "해지통지",
)  # fmt: skip
D2 = (
    "아키텍처", "서버구축|구축결과", "단가와금액", "수행계획서", "보안서약서", "현장대리인선임|선임계", "변동사항승인", "점검기록", "장비점검표", "월간보고", "조치내용", "유상수리|장애원인",
    "장애조치완료", "장애접수및처리", "변경기록", "대응절차", "조치방안", "추가투입", "출입사전승인|반입",
)  # fmt: skip
D3 = (
    "사전검토항목", "검토의뢰", "계약심사의뢰", "공고", "계약체결", "사업수행", "제안서", "협정서", "등록증빙", "정산", "부서현황", "대상목록", "콘텐츠관리현황", "시스템구성도", "산출내역서",
    "장애유형별", "교육지원",
)  # fmt: skip
EXPECTED = {"000_211f7d2f794c78a2.txt": (D1, 0.8), "001_5217b240ca41d3c9.txt": (D2, 0.8), "004_a7687eddb593df11.txt": (D3, 0.6)}
GENERIC = {"보고서", "자료", "내용", "결과", "서류", "문서", "사항", "계획서", "방안"}


def facts_of_seed(name: str) -> Facts:
    """Return the facts of a source document."""
    path = SEEDS / name
    if not path.is_file():
        pytest.skip("the source documents are not here (PIPELINE_SEEDS)")
    paper, _ = read_paper(path)
    assert paper is not None
    return find_facts(paper, find_requirements(paper))


@pytest.mark.parametrize("name", EXPECTED)
def test_deliverables(name: str) -> None:
    expected, least = EXPECTED[name]
    names = [re.sub(r"\s", "", row.values["이름"]) for row in facts_of_seed(name).deliverables]
    missed = [pattern for pattern in expected if not any(re.search(pattern, found) for found in names)]
    assert 1 - len(missed) / len(expected) >= least, missed
    stray = [found for found in names if not any(re.search(pattern, found) for pattern in expected)]
    assert len(stray) <= 0.4 * len(names), stray
    assert not GENERIC & set(names)


def test_recovery_by_grade() -> None:
    rules = facts_of_seed("001_5217b240ca41d3c9.txt").rules
    assert [rule.number for rule in rules if rule.topic.startswith("장애복구(")] == ["12", "24", "48"]


def test_staffing() -> None:
    rows = [row.values for row in facts_of_seed("000_211f7d2f794c78a2.txt").staffing]
    assert [row.get("경력") for row in rows] == ["5년 이상", "3년 이상"]
