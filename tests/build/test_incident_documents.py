"""Documents of an incident and of metered services, for contracts with grades, arrival clocks and witnessed tests and for those without."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.build import commands, run
from pipeline.build.ordering import Order
from pipeline.document.blocks import Document
from pipeline.document.dump import dump, dump_workbook
from pipeline.model.period import Month
from pipeline.problems import stopping
from pipeline.workspace import HOME, Workspace

ERRORS = HOME / "tests" / "errors"
TEMPLATES = ("incident-report", "incident-ledger", "recovery-test", "root-cause-report", "recovery-plan", "usage-report")
HEAD = "장애번호,자산번호,종류,제목,등급,발생일시,통보일시,도착일시,임시복구일시,복구일시,시험확인일시,입회자,증상,원인,조치,예방대책,처리자\n"
SAID = "응답이 없음,연결 누수,연결 정리,상한 경보,이영희\n"
QUOTE = "입회하에 시험 확인함으로써 최종 완료된 것으로 본다."


@pytest.fixture
def graded(small: Workspace) -> Workspace:
    """The small contract with two limits, one reading that is not applied, and a witnessed test."""
    sample = small.root / "data" / "sample"
    shutil.copy(ERRORS / "R-SLA-01_reading" / "contract.yaml", sample / "contract.yaml")
    duties = (sample / "duties.yaml").read_text("utf-8")
    (sample / "duties.yaml").write_text(duties.replace("조항=A-001#1", "조항=L3-Critical"), "utf-8")
    for name in TEMPLATES:
        shutil.copytree(HOME / "templates" / name, small.root / "templates" / name)
    return small


def write(workspace: Workspace, *rows: str) -> None:
    (workspace.root / "data" / "sample" / "logs" / "incidents.csv").write_text(HEAD + "".join(rows), "utf-8")


def row(id: str, grade: str, arrived: str, temporary: str, recovered: str, tested: str, witness: str) -> str:
    """One incident, occurred and reported at 09:00 on 3 July; the other times are of that day."""
    times = ",".join(f"2019-07-03 {each}" if each else "" for each in ("09:00", "09:00", arrived, temporary, recovered, tested))
    return f"{id},HW-01,WAS 장애,응답 없음,{grade},{times},{witness},{SAID}"


def texts(workspace: Workspace, month: int = 7) -> dict[str, str]:
    """Document name → its text."""
    order = Order(("docx",), month=Month(2019, month), package=None, deliverables=TEMPLATES)
    dossier, problems = commands.read_contract(workspace, "sample")
    assert dossier is not None and not stopping(problems), problems
    planned, environment, problems = commands.plan(workspace, "sample", dossier, Month(2019, month), order)
    composed, faults = run.compose(planned, environment, order.formats, workspace.root)
    assert not stopping(problems + faults), faults
    return {each.name: dump(each.content) if isinstance(each.content, Document) else dump_workbook(each.content) for each in composed}


def test_a_tested_incident_shows_both_readings_and_its_test(graded: Workspace) -> None:
    write(graded, row("INC-1", "Critical", "11:30", "", "22:45", "23:10", "정하늘"))
    made = texts(graded)
    report = made["장애결과보고서_INC-1"]
    assert "통보 2019. 7. 3. 09:00 → 도착 2019. 7. 3. 11:30 = 2시간 30분" in report
    assert "도착 2019. 7. 3. 11:30 → 시험확인 2019. 7. 3. 23:10 = 11시간 40분" in report
    assert "참고(적용하지 않은 해석)" in report and "초과 2시간 10분" in report and "적용" in report and "Critical" in report
    assert QUOTE in report and "정하늘" in report
    test = made["장애조치 완료 시험확인서_INC-1"]
    assert "정하늘의 입회하에 시험 확인하였다." in test and QUOTE in test and "signatory 입회자 (발주부서)" in test
    assert "□ 적합" in test and "응답이 없음" in test and "복구완료 후 1시간 이내 (라 4))" in test
    assert "원인규명서_WAS 장애" not in made  # only the reading that is not applied was exceeded
    ledger = made["장애접수·처리대장"]
    assert "등급" in ledger and "시험확인" in ledger and "정하늘" in ledger
    assert "조항별 판정" in ledger and "참고(적용하지 않은 해석)" in ledger and "통보 후 6시간 이내 도착" in ledger


def test_an_untested_incident_is_not_complete(graded: Workspace) -> None:
    write(graded, row("INC-1", "Critical", "11:30", "12:00", "20:45", "", ""))
    made = texts(graded)
    assert "입회 시험 확인의 기록이 없다." in made["장애조치 완료 시험확인서_INC-1"]
    report = made["장애결과보고서_INC-1"]
    assert "시험 미확인" in report and "아직 복구가 완료된 것으로 보지 않는다" in report
    cause = made["원인규명서_WAS 장애"]  # the limit of 23:30 has passed
    assert "라 3) (Critical) 기한 12시간 경과, 시험 미확인" in cause and "참고(적용하지 않은 해석)" in cause
    assert "관행에 따라 작성한다" in made["복구대책서_INC-1"]


def test_an_ungraded_incident_is_held(graded: Workspace) -> None:
    write(graded, row("INC-1", "", "11:30", "", "22:45", "23:10", "정하늘"))
    report = texts(graded)["장애결과보고서_INC-1"]
    assert "판단 보류" in report and "등급 기록 없음" in report


def test_metered_services_of_a_month(graded: Workspace) -> None:
    sample = graded.root / "data" / "sample"
    case = ERRORS / "R-USE-01_budget"
    for name in ("assets.csv", "prices.csv", "logs/usage.csv"):
        shutil.copy(case / name, sample / name)
    report = texts(graded, 6)["사용량·요금 보고서"]
    assert "통화분: 500,000분 × 15원 = 7,500,000원" in report and "초과 2,560,000원" in report
    assert "누가 부담하는지 정한 조항이 없다" in report
    assert "사용량·요금 보고서" not in texts(graded, 7)  # no record of that month


def test_a_contract_without_the_terms_has_none_of_it(small: Workspace) -> None:
    for name in TEMPLATES:
        shutil.copytree(HOME / "templates" / name, small.root / "templates" / name)
    made = texts(small)
    assert set(made) == {"장애결과보고서_INC-001", "장애접수·처리대장"}
    text = made["장애결과보고서_INC-001"] + made["장애접수·처리대장"]
    assert not re.search("등급|시험 ?확인|입회|참고\\(|조항별 판정", text)


def test_no_template_names_a_clause_of_one_contract() -> None:
    for name in TEMPLATES:
        for path in Path(HOME / "templates" / name).iterdir():
            assert not re.search(r"[A-Z]{3}-\d{3}|\bV-\d|Ⅲ-\d|L\d{2,}", path.read_text("utf-8")), path
