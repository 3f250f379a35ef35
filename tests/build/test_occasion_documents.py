"""The documents made on occasion: for the two sample contracts, and for a small one that has almost no facts."""

from __future__ import annotations

import re
import shutil
from functools import cache

import pytest

from pipeline.build import commands, run
from pipeline.build.ordering import Order
from pipeline.compose.deliverable import Package
from pipeline.document.blocks import Document
from pipeline.document.dump import dump, dump_workbook
from pipeline.model.period import Month
from pipeline.problems import stopping
from pipeline.workspace import HOME, Workspace

ASKED = (
    "replacement-request", "training-plan", "training-report", "amendment-agreement", "work-record", "change-list", "entry-request",
    "response-procedure", "preventive-plan", "build-result", "architecture-plan", "staffing-measure",
)
LISTED = "".join(
    f"- 번호: {number}\n  이름: {template}\n  시점: 수시\n  서식: {template}\n  조항: B-{number}\n" for number, template in enumerate(ASKED, 2)
)


def texts(workspace: Workspace, contract: str, month: Month | None = None) -> dict[str, str]:
    """Document name → its text, typed values as they are printed."""
    dossier, problems = commands.read_contract(workspace, contract)
    assert dossier is not None and not stopping(problems)
    order = Order(("docx",), package=None, month=month, deliverables=ASKED)
    planned, environment, problems = commands.plan(workspace, contract, dossier, month or dossier.newest_month, order)
    composed, faults = run.compose(planned, environment, order.formats, workspace.root)
    assert [str(problem) for problem in problems + faults] == []
    return {
        each.name: re.sub(r"\{[^{}:]*: ([^{}]*)\}", r"\1", dump(each.content) if isinstance(each.content, Document) else dump_workbook(each.content))
        for each in composed
    }


@cache
def upcycling() -> dict[str, str]:
    return texts(Workspace(HOME, HOME / "output"), "seoul-upcycling-2019")


def test_every_template_is_of_the_occasion_package() -> None:
    order = Order(("docx",), package=Package.OCCASION)
    dossier, _ = commands.read_contract(Workspace(HOME, HOME / "output"), "seoul-upcycling-2019")
    assert dossier is not None
    planned, _, _ = commands.plan(Workspace(HOME, HOME / "output"), "seoul-upcycling-2019", dossier, dossier.newest_month, order)
    assert {task.template.id for task in planned} >= set(ASKED[:7])


def test_a_replacement_shows_both_readings_and_the_clash() -> None:
    text = upcycling()["인력교체 승인요청서_REP-2019-01"]
    # 2020. 1. 2. − 15 − 1 and − 15; twenty days before the change begin on 12. 13.
    for said in ("2019. 12. 17.(화)", "2019. 12. 18.(수)", "2019. 12. 13. ~ 2020. 1. 1.", "2020. 1. 2. ~ 2020. 1. 21.", "4일 빠름", "적합"):
        assert said in text, said
    forced = upcycling()["인력교체 승인요청서_REP-2019-02"]
    for said in ("발주부서의 교체 요구", "2020. 1. 6.(월)", "2020. 1. 3.(금)", "즉시 “발주부서”의 요구에 따라야 한다", "함께 지킬 수 없음"):
        assert said in forced, said


def test_training_counts_what_was_asked_for() -> None:
    plan, report = upcycling()["교육계획서"], upcycling()["교육결과보고서_TRN-2019-01"]
    assert "실시 2건 ÷ 요청 3건 × 100 = 66.67%" in plan and "운영 절차서 설명" in plan
    assert "교육 참석부" in report and "4.5점 (5점 만점)" in report


def test_a_proposed_amendment_is_a_draft_without_a_day() -> None:
    text = upcycling()["계약변경 합의서_AMD-2019-01"]
    for said in ("계약변경 합의서(안)", "+6,600,000", "금56,540,000원(금오천육백오십사만원)", "연장 31일", "변경승인 시 변경금액을 함께 통보한다", "입력 필요"):
        assert said in text, said


def test_work_records_and_changes() -> None:
    august = upcycling()["작업내용 제공서_2019-08"]
    assert "박민수" in august and "SR-2019-028" in august and "1일 5시간 40분" in august  # 8. 21. 09:20 to 8. 22. 15:00
    changes = upcycling()["프로그램·구성 변경목록"]
    assert "RsvController.java" in changes and "변경소스를 제출하지 않음" in changes


def test_an_application_to_enter_names_people_and_things() -> None:
    text = upcycling()["방문·반입 신청서_VIS-2019-03"]
    for said in ("이영희", "김철수", "SAMPLE-NB-0003", "서약함", "서울새활용플라자"):
        assert said in text, said


def test_what_one_contract_demands_the_other_does_not() -> None:
    made = texts(Workspace(HOME, HOME / "output"), "gb-metaverse-2023")
    demanded = {"장애유형별 대응절차서", "예방정비 및 조치 방안", "구축 결과서", "인프라 아키텍처 수립서", "인력 추가투입 방안"}
    assert demanded <= made.keys() and not demanded & upcycling().keys()
    assert "Critical" in made["장애유형별 대응절차서"] and "통보부터 6시간" in made["장애유형별 대응절차서"]
    assert "시험 완료 7종" in made["구축 결과서"]
    assert not any("발주부서의" in text for text in made.values())


@pytest.fixture
def bare(small: Workspace) -> Workspace:
    """The small contract, which demands everything and knows nothing of it."""
    sample = small.root / "data" / "sample"
    (sample / "deliverables.yaml").write_text((sample / "deliverables.yaml").read_text("utf-8") + LISTED, "utf-8")
    (sample / "replacements.csv").write_text("교체번호,전임,변경예정일\nREP-1,P02,2019-07-31\n", "utf-8")
    (sample / "amendments.csv").write_text("변경번호,제안일,구분\nAMD-1,2019-07-01,과업; 금액\n", "utf-8")
    logs = {
        "trainings": "교육번호,과목,예정일,실시일\nTRN-1,운영자 교육,,\nTRN-2,운영자 교육,,2019-07-03\n",
        "visits": "신청번호,인력번호,방문일,매체구분\nVIS-1,P02,2019-07-03,USB\n",
        "changes": "변경번호,구분,적용일시,제목\nCHG-1,구성,2019-07-03 10:00,설정 변경\n",
        "worklog": "작업번호,작업일,인력번호,구분,작업내용,시간\nWRK-1,2019-07-03,P01,점검,서버 점검,8\n",
        "inspections": "점검번호,점검일,자산번호,점검항목,결과,점검자\nCHK-1,2019-07-03,HW-01,디스크,주의,김철수\n",
    }
    for name, text in logs.items():
        (sample / "logs" / f"{name}.csv").write_text(text, "utf-8")
    for name in ASKED:
        shutil.copytree(HOME / "templates" / name, small.root / "templates" / name)
    return small


def test_missing_facts_are_marked_and_nothing_breaks(bare: Workspace) -> None:
    made = texts(bare, "sample", Month(2019, 7))
    assert len(made) == len(ASKED)
    for name, text in made.items():
        assert "None" not in text and "Undefined" not in text, name
        assert "입력 필요" in text or name in ("작업내용 제공서_2019-07", "프로그램·구성 변경목록", "교육결과보고서_TRN-2"), name
    assert "제출기한의 날수를 정한 것이 없다" in made["인력교체 승인요청서_REP-1"]
    assert "USB" in made["방문·반입 신청서_VIS-1"]
