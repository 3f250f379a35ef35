"""The coverage of the whole term says what the workbook of the finishing package says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pipeline.model.duty import Check, Duty
from pipeline.model.requirement import Item, Requirement
from pipeline.trace.finished import Finished, final_trace
from tests.rules.sample import contract, dossier

CARD = Requirement(id="PMR-001", name="인력", category="프로젝트 관리 요구사항", items=(
    Item(key="PMR-001#1", printed="1)", text="총괄관리자는 5년 이상"), Item(key="PMR-001#2", printed="2)", text="인수인계서를 낸다"),
    Item(key="PMR-001#3", printed="3)", text="참고"),
))  # fmt: skip
DUTIES = (
    Duty(id="DU-1", rows=("PMR-001#1",), what="투입", check=Check.PERSON, reason="사람이 봄"),
    Duty(id="DU-2", rows=("PMR-001#2",), what="인수인계서", check=Check.DOCUMENT, template="handover-note", parameters=("대상=한번",)),
    Duty(id="DU-3", rows=("PMR-001#3",), what="없음", check=Check.NOTHING, reason="참고"),
)


@dataclass
class Template:
    id: str = "handover-note"


@dataclass
class Task:
    name: str = "인수인계서"
    title: str = "인수인계서"
    date: date | None = date(2019, 12, 31)
    template: Template = field(default_factory=Template)


def known():
    return dossier(contract=contract(), requirements=(CARD,), duties=DUTIES)


def statuses(coverage) -> dict[str, str]:
    return {row.key: str(row.status) for row in coverage.trace.rows if "#" in row.key}


def test_cards_are_no_rows_and_classes_bear_the_contracts_name() -> None:
    found = Finished(known()).coverage()
    assert [(each.name, each.coverage.rows) for each in found.classes] == [("프로젝트 관리 요구사항", 3)]
    assert found.total.coverage.rows == 3 and found.total.count("해당없음") == 1 and not found.complete
    assert sum(found.total.coverage.counts.values()) == found.total.coverage.rows


def test_documents_being_made_count_at_once_and_an_older_build_of_the_package_does_not() -> None:
    old = {"완료": {"month": None, "documents": [{"name": "인수인계서", "deliverable": "handover-note", "title": "인수인계서", "date": "2019-12-31"}]}}
    finished = Finished(known(), old)
    assert statuses(finished.coverage())["PMR-001#2"] == "확인필요"
    assert statuses(finished.coverage([Task()]))["PMR-001#2"] == "이행"
    assert finished.coverage([Task()]) is finished.coverage([Task()])


def test_the_report_and_the_workbook_are_of_one_trace() -> None:
    documents = [{"name": "인수인계서", "deliverable": "handover-note", "title": "인수인계서", "date": "2019-12-31"}]
    whole = final_trace(known(), {}, documents)
    assert whole.until == date(2019, 12, 31)
    assert {row.key: row.status for row in whole.rows} == {row.key: row.status for row in Finished(known()).coverage([Task()]).trace.rows}


def test_without_duties_nothing_can_be_traced() -> None:
    empty = Finished(dossier())
    assert not empty.known and empty.coverage().total.coverage.rows == 0
