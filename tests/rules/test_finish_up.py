"""The whole term of the sample contract, against numbers added up by hand."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from pipeline.model.contract import Clause
from pipeline.model.duty import Check, Duty
from pipeline.model.log import Plan
from pipeline.model.period import Month
from pipeline.model.requirement import Item, Requirement
from pipeline.read.dossier import read_dossier
from pipeline.rules.finish_up import FinishFigures
from pipeline.workspace import HOME
from tests.rules.sample import contract, dossier


@cache
def seoul() -> FinishFigures:
    known, _ = read_dossier(HOME / "data" / "seoul-upcycling-2019", HOME / "data" / "_law", HOME)
    assert known is not None
    return FinishFigures(known)


def test_money_of_the_term() -> None:
    found = seoul().money
    assert (found.earned, found.amount, found.balance) == (49_940_000, 49_940_000, 0)  # 3,740,000 + 7 × 6,600,000
    assert (found.penalty, found.deducted, found.claimed) == (129_844, 129_844, 49_810_156)  # 2 × 49,940,000 × 0.0013


def test_hours_by_hand() -> None:
    totals = {each.person.name: (each.total, each.days) for each in seoul().people.people}
    assert totals["박민수"] == (Decimal("22.5"), 4)  # 1 + 6 + 4 + 7 + 3 + 1.5 on 5., 6., 8. and 9. August
    first = next(each for each in seoul().people.people if each.person.name == "홍길동")
    assert first.months == tuple(map(Decimal, ("13.5", "12", "21", "8", "14", "6", "14", "16"))) and first.total == Decimal("104.5")


def test_months_add_up_to_the_totals() -> None:
    found = seoul()
    assert sum(each.incidents for each in found.months) == found.incidents.incidents == 19
    assert sum(each.late for each in found.months) == found.incidents.late
    assert sum(each.received for each in found.months) == found.requests.received == 48
    assert sum(each.completed for each in found.months) == found.requests.completed == 45
    assert found.requests.received == found.requests.completed + found.requests.rejected + len(found.requests.open)
    assert sum(each.changes for each in found.months) == len(found.changes.changes) == 27
    assert sum((each.hours for each in found.months), Decimal(0)) == found.people.total
    assert sum(each.penalty for each in found.months) == found.money.penalty
    assert [each.period.days for each in found.months] == [17, 30, 31, 31, 30, 31, 30, 31]
    assert (found.backups.planned, found.backups.done) == (231, 230) and (found.inspections.planned, found.inspections.done) == (128, 127)


def test_materials_of_the_sample_balance_and_one_lacks_its_witness() -> None:
    found = seoul().materials
    assert found.balanced and (found.received, found.returned, found.destroyed) == (22, 12, 10)
    assert [line.material.id for line in found.unwitnessed] == ["MAT-09"]
    assert seoul().notice_day == seoul().day and seoul().wants_disposal and seoul().wants_privacy


def test_security_sentences_ask_for_something_and_stand_in_the_contract() -> None:
    requirement = Requirement(id="SER-001", name="보안", category="보안", items=(
        Item(key="SER-001#1", printed="1)", text="자료를 반납한다."), Item(key="SER-001#2", printed="2)", text="어기면 제재한다."),
        Item(key="SER-001#3", printed="3)", text="접속 권한"),
    ))  # fmt: skip
    clauses = (Clause(key="SC-V7#1", heading="보안 및 비밀유지", text="비밀을 지킨다."), Clause(key="SC-V8#1", heading="저작권", text="침해하지 않는다."))
    free = Duty(id="DU-1", rows=("SER-001#2",), what="없음", check=Check.NOTHING)
    known = dossier(contract=contract(forbidden=("접속  권한",)), requirements=(requirement,), clauses=clauses, duties=(free,))
    assert [(each.clause, each.text) for each in FinishFigures(known).security] == [("SER-001 1)", "자료를 반납한다."), ("V-7", "비밀을 지킨다.")]
    assert FinishFigures(dossier()).security == () and not FinishFigures(dossier()).wants_disposal and not FinishFigures(dossier()).wants_privacy


def test_what_comes_after_the_term() -> None:
    plans = (Plan(month=Month(2019, 12), kind="점검", text="12월 점검"), Plan(month=Month(2020, 1), kind="관리", text="인수인계 지원"))
    found = FinishFigures(dossier(plans=plans))
    assert [each.text for each in found.after] == ["인수인계 지원"]
    assert [each.id for each in found.terms("staff.", "root_cause.")] == ["root_cause.monthly_count", "staff.pm_years", "staff.member_years"]
