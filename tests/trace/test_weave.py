"""The thread: planned against done, documents, waivers, days, links both ways, gaps, and one judgement a question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.model.duty import Check, Waiver
from pipeline.model.period import Month
from pipeline.trace import checks
from pipeline.trace.fulfilment import Status
from pipeline.trace.ledger import Ledger
from pipeline.trace.thread import Basis, GapKind, Tier, Trace
from pipeline.trace.weave import trace
from tests.rules.sample import person, work
from tests.rules.sample_logs import request
from tests.trace.thread_sample import END, MONTHS, card, duty, manifests, sample, traced, visits


def vector(trace: Trace, id: str = "DU-1") -> list[tuple[int, int, str]]:
    """Return (done, planned, status) of each month of a duty."""
    found = trace.duty(id)
    return [(month.done, month.planned, month.status.value) for month in found.months] if found else []


def gaps(trace: Trace, kind: GapKind) -> list[str]:
    """Return the subjects of one kind of gap."""
    return [gap.subject for gap in trace.gaps if gap.kind is kind]


def test_once_a_month_over_eight_months_is_eight_of_eight() -> None:
    found = traced(duty(), inspections=visits(*MONTHS))
    assert vector(found) == [(1, 1, "이행")] * 8
    whole = found.duty("DU-1")
    assert whole is not None and (whole.planned, whole.done, whole.status, whole.progress) == (
        8,
        8,
        Status.MET,
        "월 1회 8/8",
    )


def test_a_missed_month_and_a_missed_asset_are_not_the_same() -> None:
    logged = (*visits(5, 6, 8, 9, 10, 11, 12), *visits(7, assets=("HW-01", "HW-02")))
    found = traced(
        duty(parameters=("회수=1", "대상=전체")), inspections=tuple(row for row in logged if row.day.month != 8)
    )
    assert vector(found)[2:4] == [(1, 1, "일부"), (0, 1, "미이행")]
    whole = found.duty("DU-1")
    assert whole is not None and (whole.done, whole.planned, whole.status) == (7, 8, Status.PARTLY)
    assert "2019-07 방문 점검하지 못한 자산 1개: SW-01" in whole.reason and "2019-08" in whole.reason


def test_nothing_after_the_day_is_known_and_nothing_before_its_end_is_owed() -> None:
    found = traced(duty(), inspections=visits(*MONTHS), until=date(2019, 7, 10))
    assert [str(month) for month in found.months] == ["2019-05", "2019-06", "2019-07"]
    assert vector(found) == [(1, 1, "이행"), (1, 1, "이행"), (0, 0, "해당없음")]
    assert found.duty("DU-1").months[2].reason == "기한 전"
    assert "CHK-07" not in [each.id for each in found.evidence]


def test_before_the_start_there_is_nothing_to_judge() -> None:
    found = traced(duty(), until=date(2019, 5, 1))
    assert found.months == () and found.row("MAR-001#1").status is Status.NONE


@pytest.mark.parametrize(
    ("built", "status", "said"),
    [
        ({}, Status.OPEN, "만들지 않음"),
        (manifests("claim"), Status.PARTLY, "산출물 없음"),
        (manifests(), Status.MET, "계획 8, 실적 8"),
    ],
)
def test_a_maintenance_row_needs_log_and_report(built: dict[str, Any], status: Status, said: str) -> None:
    found = traced(duty(template="inspection-report"), inspections=visits(*MONTHS), built=built).row("MAR-001#1")
    assert (found.done, found.planned, found.status) == (8, 8, status) and said in found.reason


def test_a_class_without_a_policy_takes_any_proof() -> None:
    found = traced(duty("ZZZ-001#1"), requirements=(card(id="ZZZ-001"),), inspections=visits(*MONTHS)).row("ZZZ-001#1")
    assert found.status is Status.MET


def test_rows_without_a_duty_share_that_of_the_row_above_and_sum_up_those_below() -> None:
    above = traced(duty("MAR-001#2"), inspections=visits(*MONTHS))
    assert [above.row(key).basis for key in ("MAR-001", "MAR-001#2", "MAR-001#2.1", "MAR-001#2.1.1")] == [
        Basis.BELOW,
        Basis.OWN,
        Basis.ABOVE,
        Basis.ABOVE,
    ]
    assert above.row("MAR-001#2.1.1").status is Status.MET and above.row("MAR-001#2.1.1").duties == ("DU-1",)
    below = traced(duty("MAR-001#2.1.1"), inspections=visits(*MONTHS))
    assert below.row("MAR-001#2").basis is Basis.BELOW and below.row("MAR-001#2").done == 8
    assert gaps(below, GapKind.NO_DUTY) == ["MAR-001#1"] and below.row("MAR-001#1").status is Status.OPEN


def test_a_bad_row_below_shows_above() -> None:
    found = traced(
        duty("MAR-001#2"), duty("MAR-001#2.1", id="DU-2", parameters=("회수=2",)), inspections=visits(*MONTHS)
    )
    assert found.duty("DU-1").status is Status.MET
    assert (
        found.row("MAR-001#2.1").status is found.row("MAR-001#2").status is found.row("MAR-001").status is Status.PARTLY
    )


def test_a_signed_exception_takes_a_month_out_from_the_day_it_was_signed() -> None:
    waiver = Waiver(
        target="DU-1",
        reason="전산실 공사",
        approved_by="김담당",
        approved=date(2019, 8, 30),
        start=date(2019, 8, 1),
        end=date(2019, 8, 31),
    )
    logged = visits(5, 6, 7, 9, 10, 11, 12)
    after = traced(duty(), inspections=logged, waivers=(waiver,))
    assert vector(after)[3] == (0, 0, "해당없음") and after.duty("DU-1").status is Status.MET
    assert (
        after.duty("DU-1").months[3].reason
        == "예외 승인(김담당, 2019. 8. 30.): 전산실 공사. 본래 미이행: 계획 1, 실적 0"
    )
    early = traced(duty(), inspections=logged, waivers=(waiver,), until=date(2019, 8, 29))
    assert early.duty("DU-1").waivers == ()


def test_an_exception_of_a_row_covers_those_below_and_leaves_the_duty_alone() -> None:
    waiver = Waiver(target="MAR-001#2", reason="범위 협의", approved_by="김담당", approved=date(2019, 6, 1))
    found = traced(duty("MAR-001#1", "MAR-001#2"), waivers=(waiver,))
    assert [found.row(key).status for key in ("MAR-001#1", "MAR-001#2", "MAR-001#2.1")] == [
        Status.UNMET,
        Status.NONE,
        Status.NONE,
    ]
    assert found.duty("DU-1").status is Status.UNMET


def test_links_go_both_ways() -> None:
    found = traced(
        duty("MAR-001#1", "MAR-001#2"),
        duty("MAR-001#1", id="DU-2", parameters=("회수=1", "대상=전체")),
        inspections=visits(*MONTHS),
        built=manifests(),
    )
    assert [each.id for each in found.evidence_of("MAR-001#1")][:2] == ["CHK-05", "CHK-06"]
    assert found.duties_of("CHK-08") == ("DU-1", "DU-2")
    assert found.rows_of("CHK-08") == ("MAR-001#1", "MAR-001#2", "MAR-001#2.1", "MAR-001#2.1.1")
    for each in found.evidence:
        for key in found.rows_of(each.id):
            assert each in found.evidence_of(key)


def test_a_document_is_evidence_with_its_file_and_section() -> None:
    found = traced(duty(template="inspection-report", section="점검표"), inspections=visits(*MONTHS), built=manifests())
    document = found.proof("2019-08/정기점검보고서")
    assert document is not None and document.id in found.duty("DU-1").months[3].evidence
    assert document.files == (("2019-08/정기점검보고서.pdf", "ab" * 32),)
    assert document.section("점검표") == ("s1", "1. 점검표") and document.section("없는 절") is None
    assert (document.day, document.month) == (date(2019, 8, 31), Month(2019, 8))


def test_gaps_name_what_is_missing_and_what_nobody_asked_for() -> None:
    found = traced(
        duty("MAR-001#1", plan="", criterion="", template="inspection-report", section="없는 절"),
        inspections=visits(*MONTHS),
        works=(work("W-1", "2019-07-02", 2),),
        built=manifests() | {"2019-06": manifests("extra")["2019-06"]},
    )
    assert gaps(found, GapKind.NO_PLAN) == ["MAR-001#1"]
    assert gaps(found, GapKind.NO_VERIFICATION) == ["DU-1"]
    assert gaps(found, GapKind.BROKEN) == ["DU-1"]
    assert gaps(found, GapKind.NO_DUTY) == ["MAR-001#2", "MAR-001#2.1", "MAR-001#2.1.1"]
    assert gaps(found, GapKind.UNWANTED) == ["W-1", "P01", "2019-06/정기점검보고서"]
    assert gaps(traced(duty()), GapKind.NO_EVIDENCE) == gaps(traced(duty()), GapKind.UNMET) == ["MAR-001#1"]


def test_keeping_a_ledger_does_not_make_its_lines_wanted() -> None:
    ledger = duty(check=Check.PRESENCE, parameters=("기록=작업", "회수=1"))
    asked = duty(check=Check.PRESENCE, parameters=("기록=작업", "구분=점검", "회수=0"))
    logged = (work("W-1", "2019-07-02", 2),)
    assert "W-1" in gaps(traced(ledger, works=logged), GapKind.UNWANTED)
    assert "W-1" not in gaps(traced(asked, works=logged), GapKind.UNWANTED)


def test_tiers_are_counted() -> None:
    found = traced(duty())
    assert [found.at_depth(tier) for tier in (Tier.CARD, Tier.ITEM, Tier.BULLET, Tier.TABLE, Tier.DEEPER)] == [
        1,
        2,
        3,
        3,
        4,
    ]


def test_one_sentence_changes_its_own_fingerprint_and_the_baseline() -> None:
    before = traced(duty())
    items = card().items
    other = traced(
        duty(), requirements=(card(type(items[0])(key="MAR-001#1", text="첫째 문장을 고침", printed="1)"), *items[1:]),)
    )
    changed = [row.key for row, old in zip(other.rows, before.rows, strict=True) if row.fingerprint != old.fingerprint]
    assert changed == ["MAR-001#1"] and other.baseline != before.baseline


def test_equal_questions_are_judged_once_and_the_work_grows_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    rule = checks.CHECKS[Check.INSPECTION]

    def counting(duty: Any, ledger: Ledger, month: Month) -> Any:
        asked.append(str(month))
        return rule.judge(duty, ledger, month)

    monkeypatch.setattr(checks, "CHECKS", {**checks.CHECKS, Check.INSPECTION: checks.Rule(counting, rule.names)})
    duties = [duty(f"MAR-{n:03d}#1", id=f"DU-{n}") for n in range(200)]
    cards = tuple(card(id=f"MAR-{n:03d}") for n in range(200))
    found = traced(*duties, requirements=cards, inspections=visits(*MONTHS))
    assert len(asked) == 8 and len({id(each.months) for each in found.duties}) == 1
    asked.clear()
    traced(*(duty(f"MAR-{n:03d}#1", id=f"DU-{n}", reason=f"까닭 {n}") for n in range(200)), requirements=cards)
    assert len(asked) == 8 * 200


def test_requests_are_found_by_row_without_reading_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[int] = []
    whole = Ledger.requests_for

    def counting(self: Ledger, rows: Any) -> Any:
        found = whole(self, rows)
        reads.append(len(found))
        return found

    monkeypatch.setattr(Ledger, "requests_for", counting)
    requests = tuple(
        request(f"SR-{n}", "2019-07-03 10:00", "2019-07-04 10:00", requirement=f"MAR-{n:03d}#1") for n in range(100)
    )
    duties = [duty(f"MAR-{n:03d}#1", id=f"DU-{n}", check=Check.REQUEST) for n in range(100)]
    traced(*duties, requirements=tuple(card(id=f"MAR-{n:03d}") for n in range(100)), requests=requests)
    assert set(reads) == {1} and len(reads) == 100 * (8 + 1)


def test_equal_input_gives_an_equal_thread() -> None:
    given = sample(duty(), inspections=visits(*MONTHS), people=(person(),))
    one, two = trace(given, END, manifests()), trace(given, END, manifests())
    assert one == two and one.baseline == two.baseline
