"""What is known on the day of the contract: deadlines, people and the schedule of the term."""

from __future__ import annotations

from datetime import date

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.period import Period
from pipeline.rules.start_up import StartFigures
from tests.rules.sample import contract, day, dossier, law, person, term

PLAN = Deliverable(
    number="1", name="과업수행계획서 (인력투입명단 포함)", trigger=Trigger.START, template="work-plan",
    due=(DueRule(kind=DueKind.AFTER_DAYS, number=14, event="계약일", words="계약 후 14일 이내"),),
)
PLEDGE = Deliverable(
    number="1c", name="보안서약서", trigger=Trigger.STAFFING,
    due=(DueRule(kind=DueKind.BEFORE_EVENT, event="투입일"), DueRule(kind=DueKind.WITH, event="과업수행계획서")),
)
REPORT = Deliverable(number="4", name="정기점검보고서", trigger=Trigger.MONTHLY, due=(DueRule(kind=DueKind.MONTH_END),))
BACKUP = Deliverable(number="5", name="백업결과보고서", trigger=Trigger.MONTHLY, due=(DueRule(kind=DueKind.OPEN),))
STATUS = Deliverable(number="8", name="시스템 현황 보고서 (구성도 등)", trigger=Trigger.YEARLY)
HANDOVER = Deliverable(
    number="28", name="인수인계서", trigger=Trigger.END,
    due=(DueRule(kind=DueKind.BEFORE_EVENT, event="개시일"), DueRule(kind=DueKind.OPEN, event="만료일")),
)
INCIDENT = Deliverable(number="6", name="장애결과보고서", trigger=Trigger.INCIDENT, due=(DueRule(kind=DueKind.AT_ONCE),))
ALL = (PLAN, PLEDGE, REPORT, BACKUP, STATUS, HANDOVER, INCIDENT)


def start(*deliverables: Deliverable, **changes) -> StartFigures:
    people = changes.pop("people", (person("P01"), person("P02", "전담인력"), person("P03", "대체인력")))
    terms = changes.pop("terms", ())
    return StartFigures(dossier(contract=contract(terms=terms), deliverables=deliverables, people=people, law=law(), **changes))


def test_people_by_what_they_do() -> None:
    figures = start()
    assert [[each.id for each in people] for people in (figures.managers, figures.members, figures.substitutes)] == [["P01"], ["P02"], ["P03"]]


def test_staff_is_approved_on_the_workday_before_the_first_begins_but_not_before_the_contract() -> None:
    assert start().approval_day == day("2019-05-14")
    early = start(people=(person("P01", joined=day("2019-05-13")),))
    assert early.approval_day == day("2019-05-13")  # the eve is a Sunday before the contract


def test_a_day_for_every_rule_that_can_be_counted_and_for_what_goes_with_it() -> None:
    days = {(due.deliverable.number, due.rule.kind): due.day for due in start(*ALL).dues}
    assert days["1", DueKind.AFTER_DAYS] == day("2019-05-27")
    assert days["1c", DueKind.BEFORE_EVENT] == day("2019-05-14")
    assert days["1c", DueKind.WITH] == day("2019-05-27")
    assert days["28", DueKind.BEFORE_EVENT] == day("2019-05-14")
    assert days["28", DueKind.OPEN] is days["4", DueKind.MONTH_END] is days["6", DueKind.AT_ONCE] is None
    assert start(*ALL).due_day("work-plan") == day("2019-05-27") and start(*ALL).due_day("nothing") is None


def test_groups_hold_every_due_once_and_what_is_due_before_the_start_first() -> None:
    groups = {name: [due.deliverable.number for due in dues] for name, dues in start(*ALL).groups}
    assert groups == {"착수 때": ["1", "1c", "1c", "28"], "정기": ["4", "5", "8"], "사유가 생긴 때": ["6"], "종료 때": ["28"]}


def test_months_give_the_workday_to_aim_at_and_what_ends_in_them() -> None:
    quarterly = term("backup.quarterly_per_quarter", 1, "회/분기", "분기 백업")
    figures = start(*ALL, terms=(quarterly,))
    assert [each.number for each in figures.monthly] == ["4"]  # the backup report names no day
    june = figures.months[1]
    assert june.deadlines[0].recommended_due == day("2019-06-28") and june.events == ("분기 백업",)  # 6. 30. is a Sunday
    assert figures.months[0].period == Period(day("2019-05-15"), day("2019-05-31"))
    assert figures.months[-1].events == ("분기 백업", "시스템 현황 보고서")


def test_schedule_runs_from_the_contract_to_the_last_day_due() -> None:
    inspection = term("inspection.per_month", 1, "회", "월 정기점검 횟수")
    figures = start(*ALL, terms=(inspection,))
    lines = {line.label: line for line in figures.schedule}
    assert lines["개시 전 시스템 파악"].spans == (Period(day("2019-05-13"), day("2019-05-14")),)
    assert lines["과업수행계획서 제출"].marks == (day("2019-05-27"),)
    assert lines["보안서약서 제출"].marks == (day("2019-05-14"),)
    assert len(lines["정기점검"].spans) == len(lines["정기점검보고서"].marks) == 8
    assert lines["인수인계서"].marks == (day("2019-12-31"),)
    assert figures.horizon == Period(date(2019, 5, 1), date(2019, 12, 31))


def test_makers_hold_what_they_made() -> None:
    def asset(id: str, maker: str) -> Asset:
        return Asset(id=id, kind=AssetClass.HARDWARE, number=1, name=id, maker=maker)

    figures = start(assets=(asset("A", "가사"), asset("B", ""), asset("C", "나사"), asset("D", "가사")))
    assert [(maker, [each.id for each in assets]) for maker, assets in figures.makers] == [("가사", ["A", "D"]), ("나사", ["C"])]


def test_what_is_owed_and_what_the_plan_is_called() -> None:
    figures = start(*ALL)
    assert figures.plan_name == "과업수행계획서" and [item.number for item in figures.plan_parts] == ["1c"]
    assert figures.owed("work-plan") and not figures.owed("backup-report")  # the contract names templates, and not this one
    assert start(REPORT, BACKUP).owed("backup-report")  # it names none at all
    assert figures.owes("인수인계", "교육") and not figures.owes("교육")
    assert figures.supply_and_vat == (45_400_000, 4_540_000)


def test_a_document_is_dated_by_its_deadline_where_that_comes_before_the_service() -> None:
    soon = Deliverable(number="6", name="선임계", trigger=Trigger.SIGNED, template="site-manager",
                       due=(DueRule(kind=DueKind.AFTER_DAYS, number=1, event="계약일"),))
    assert start(soon).first_day("site-manager") == day("2019-05-14")
    assert start(soon).first_day("commencement-notice") == day("2019-05-15")
