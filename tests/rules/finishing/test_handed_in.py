"""The list of deliverables: what was owed, what logs and manifests show, what the finishing package brings."""

from __future__ import annotations

from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.period import Month
from pipeline.rules.finish_up import FinishFigures
from pipeline.rules.finishing.handed_in import made_documents
from tests.rules.sample import contract, day, dossier

REPORT = Deliverable(
    number="4", name="정기점검보고서", trigger=Trigger.MONTHLY, template="inspection-report", due=(DueRule(kind=DueKind.MONTH_END),)
)
CLAIM = Deliverable(
    number="23", name="청구서", trigger=Trigger.MONTHLY, template="claim", due=(DueRule(kind=DueKind.NEXT_MONTH_DAY, number=10),)
)
HANDOVER = Deliverable(
    number="28", name="인수인계서", trigger=Trigger.END, template="handover-note",
    due=(DueRule(kind=DueKind.BEFORE_EVENT, event="개시일"), DueRule(kind=DueKind.OPEN, event="만료일")),
)
TABLES = Deliverable(number="18", name="테이블 정의서", trigger=Trigger.OCCASION, due=(DueRule(kind=DueKind.OPEN),))
NOTICE = Deliverable(
    number="37", name="계약해지 예정 통지", trigger=Trigger.OCCASION, recipient="계약상대자",
    due=(DueRule(kind=DueKind.BEFORE_DAYS, number=30, event="해지"),),
)
REPLACED = Deliverable(
    number="24", name="인력교체 승인요청", trigger=Trigger.REPLACEMENT, due=(DueRule(kind=DueKind.BEFORE_DAYS, number=15, event="변경일"),)
)
ALL = (REPORT, CLAIM, HANDOVER, TABLES, NOTICE, REPLACED)


def entry(name: str, template: str, on: str | None, *formats: str, missing: int = 0) -> dict:
    files = {f"{name}.{each}": "0" for each in formats}
    return {"name": name, "deliverable": template, "title": name, "date": on, "missing": missing, "files": files}


MANIFESTS = {
    "2019-06": {"month": "2019-06", "documents": [
        entry("정기점검보고서", "inspection-report", "2019-06-28", "hwpx", "pdf"), entry("대금청구서", "claim", "2019-07-10", "pdf"),
    ]},
    "착수": {"month": None, "documents": [entry("과업수행계획서", "work-plan", "2019-05-13", "pdf", missing=2)]},
    "완료": {"month": None, "documents": [entry("인수인계서", "handover-note", "2019-12-31", "pdf")]},
}


def figures(**changes) -> FinishFigures:
    return FinishFigures(dossier(deliverables=ALL, **changes), MANIFESTS)


def lines(*here: str):
    return {line.deliverable.number: line for line in figures().demanded(here)}


def test_documents_know_their_month_and_the_package_being_made_is_none_of_them() -> None:
    found = made_documents(contract(), MANIFESTS)
    assert [(each.id, each.month, each.format_words, each.missing) for each in found] == [
        ("2019-06/정기점검보고서", Month(2019, 6), "HWPX, PDF", 0),
        ("2019-06/대금청구서", Month(2019, 6), "PDF", 0),
        ("착수/과업수행계획서", Month(2019, 5), "PDF", 2),
    ]


def test_one_of_eight_months_was_built() -> None:
    report = lines()["4"]
    assert (report.owed, report.done, report.ahead, report.missing, report.state) == (8, 1, 1, 6, "일부 미확인")  # 31 December is the last day itself
    assert report.media == "전자파일(HWPX, PDF)" and report.when == "만듦" and report.file_words == "정기점검보고서"


def test_what_falls_due_after_the_end_is_not_missing() -> None:
    claim = lines()["23"]
    assert (claim.owed, claim.done, claim.ahead, claim.missing) == (8, 1, 1, 6)  # December's day is 10 January


def test_the_package_brings_what_the_end_asks_for_and_no_more() -> None:
    before, now = lines()["28"], lines("handover-note")["28"]
    assert (before.owed, before.here, before.missing) == (2, 0, 2)
    assert (now.owed, now.here, now.missing, now.state) == (2, 1, 1, "일부 미확인")  # taking over before the start is another thing


def test_without_an_event_and_from_the_client() -> None:
    found = lines()
    assert (found["24"].state, found["24"].count_words, found["24"].when) == ("사유 없음", "-", "-")
    assert (found["37"].state, found["37"].missing) == ("상대방이 내는 문서", 0)
    assert (found["18"].state, found["18"].when, found["18"].media) == ("미확인", "기록 없음", "-")


def test_every_line_accounts_for_all_that_was_owed() -> None:
    for line in (*figures().demanded(), *figures().demanded({"handover-note", "claim"})):
        assert line.theirs or line.done + line.here + line.ahead + line.missing == line.owed


def test_claimed_months_are_those_that_were_built() -> None:
    assert [line.month for line in figures().money.lines if line.claimed] == [Month(2019, 6)]
    assert figures().day == day("2019-12-31")  # a Tuesday
    assert FinishFigures(dossier(contract=contract(end=day("2019-12-29")))).day == day("2019-12-30")  # a Sunday
