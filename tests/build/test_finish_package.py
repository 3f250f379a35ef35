"""The finishing package of the sample contract, and of one without a monthly fee, an agreement or a register."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from pipeline.build import run
from pipeline.build.names import names
from pipeline.build.templates import folders, load_templates
from pipeline.compose.deliverable import Package
from pipeline.compose.subject import Task, tasks
from pipeline.document.blocks import Document
from pipeline.document.dump import dump, dump_workbook
from pipeline.language.environment import environment
from pipeline.model.dossier import Dossier
from pipeline.model.money import Won
from pipeline.read.dossier import read_dossier
from pipeline.workspace import HOME, Workspace

CONTRACT = "seoul-upcycling-2019"
WORKSPACE = Workspace(HOME, HOME / "output")


def claims(*months: str) -> dict[str, Any]:
    """Return manifests of months whose claim was built."""
    document = {"name": "대금청구서", "deliverable": "claim", "title": "대금청구서", "date": None, "missing": 0, "files": {"대금청구서.pdf": "0"}}
    return {month: {"month": month, "documents": [document]} for month in months}


@cache
def dossier() -> Dossier:
    known, _ = read_dossier(WORKSPACE.data / CONTRACT, WORKSPACE.law, WORKSPACE.root)
    assert known is not None
    return known


def plain(text: str) -> str:
    """Return a dump with its typed values as they are printed: {=1: 1}부 → 1부."""
    return re.sub(r"\{[^{}:]*: ([^{}]*)\}", r"\1", text)


def package(known: Dossier, manifests: dict[str, Any]) -> dict[str, str]:
    """Return document name → its text, in the order of the package."""
    templates, _ = load_templates(WORKSPACE, CONTRACT)
    made_environment = environment(*folders(WORKSPACE, CONTRACT), cache=WORKSPACE.cache)
    planned: list[Task] = []
    seen = {**names(known, known.contract.months[-1], manifests), "plan": planned}
    for template in templates:
        if template.package is Package.FINISH:
            found, problems = tasks(template, made_environment, seen)
            assert problems == []
            planned += found
    composed, problems = run.compose(planned, made_environment, ("pdf",), HOME)
    assert [str(problem) for problem in problems] == []
    return {each.name: plain(dump(each.content) if isinstance(each.content, Document) else dump_workbook(each.content)) for each in composed}


@cache
def sample() -> dict[str, str]:
    return package(dossier(), claims(*(str(month) for month in dossier().contract.months[:-1])))


@cache
def bare() -> dict[str, str]:
    contract = replace(dossier().contract, amount=Won(12_650_000), monthly=None, terms=())
    return package(replace(dossier(), contract=contract, wordings=(), materials=(), deliverables=(), duties=(), accounts=()), {})


def test_documents_in_the_order_of_handing_in() -> None:
    assert list(sample()) == [
        "완료계", "완료보고서", "산출물 목록", "산출물 관리대장", "인수인계서", "자료 반납·폐기 확인서", "개인정보 파기 통보", "보안확약서", "잔금 청구서",
    ]  # fmt: skip


def test_the_notice_lists_what_goes_with_it_and_ends() -> None:
    notice = sample()["완료계"]
    assert "금49,940,000원(금사천구백구십사만원)" in notice
    assert "청구를 확인하지 못한 2019년 12월분 6,600,000원을 잔금으로 청구합니다." in notice
    order = [notice.index(name) for name in ("완료보고서 1부.", "산출물 목록 1부.", "인수인계서 1부.", "보안확약서 1부.", "잔금 청구서 1부.")]
    assert order == sorted(order) and "끝." in notice[order[-1] :] and "끝." not in notice[: order[-1]]


def test_the_last_claim_is_of_what_was_not_claimed() -> None:
    claim = sample()["잔금 청구서"]
    assert "금6,600,000원(금육백육십만원)" in claim and "공급가액 6,000,000원, 부가가치세 600,000원" in claim
    assert "잔금 청구서" not in package(dossier(), claims(*map(str, dossier().contract.months)))


def test_the_report_adds_up_and_does_not_say_that_all_is_done() -> None:
    report = sample()["완료보고서"]
    assert "3,740,000원 + 6,600,000원 × 7개월 = 49,940,000원" in report and "64,922원 + 64,922원 = 129,844원" in report
    assert "완료 여부: 남은 것이 있다." in report and "100%가 아니다." in report
    assert "하자보수의 기간과 보증금을 정한 조항이 없다" in report


def test_the_register_names_its_gap() -> None:
    certificate = sample()["자료 반납·폐기 확인서"]
    assert "인수 22 − 반납 12 − 폐기 10 = 잔량 0" in certificate and "입회자가 없는 것: MAT-09" in certificate
    assert "입회 (정보보안담당자)" in certificate and certificate.rstrip().endswith("귀하")


def test_a_contract_that_says_less_gets_fewer_documents_and_nothing_invented() -> None:
    assert list(bare()) == ["완료계", "완료보고서", "산출물 목록", "산출물 관리대장", "인수인계서", "보안확약서"]
    assert "과업지시서에 대금의 청구와 지급을 정한 조항이 없어" in bare()["완료계"] and "받을 금액은" in bare()["완료계"]
    report = bare()["완료보고서"]
    assert "11,500,000원" in report and "1,150,000원" in report and "월별 유지관리비" not in report
    assert "이행활동(duties.yaml)이 없어" in report
    assert "과업지시서에 인수인계서를 내라는 조항이 없어" in bare()["인수인계서"]
