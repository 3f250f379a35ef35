"""The thread of the first contract: counts by depth, planned against done, rows traced by hand to their proof."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check
from pipeline.read.dossier import read_dossier
from pipeline.trace.check import check
from pipeline.trace.evidence import EvidenceKind
from pipeline.trace.fulfilment import Status
from pipeline.trace.thread import Basis, GapKind, Tier, Trace
from pipeline.trace.weave import trace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    found, _ = read_dossier(ROOT / "data" / "seoul-upcycling-2019", ROOT / "data" / "_law", ROOT)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def thread(dossier: Dossier) -> Trace:
    return trace(dossier, date(2020, 1, 31))


def vector(thread: Trace, id: str) -> list[str]:
    """Return "done/planned" of each month of a duty."""
    found = thread.duty(id)
    return [f"{month.done}/{month.planned}" for month in found.months] if found else []


def test_counts_by_depth(thread: Trace) -> None:
    tiers = (Tier.CARD, Tier.ITEM, Tier.BULLET, Tier.TABLE, Tier.DEEPER)
    assert [thread.at_depth(tier) for tier in tiers] == [13, 64, 92, 97, 108]
    chapter = [row for row in thread.rows if row.key.startswith("SC-V") and row.key not in ("SC-V5a#T1", "SC-V5a#T2")]
    assert (sum(row.tier is Tier.CLAUSE for row in chapter), sum(row.tier is Tier.SUBCLAUSE for row in chapter)) == (
        58,
        27,
    )


def test_every_sentence_has_its_duty_and_the_data_no_fault(dossier: Dossier, thread: Trace) -> None:
    assert check(dossier) == []
    assert [row.key for row in thread.rows if row.basis is Basis.NOWHERE] == []
    assert all(
        each.duty.criterion and each.duty.method for each in thread.duties if each.duty.check is not Check.NOTHING
    )


def test_inspections(thread: Trace) -> None:
    assert vector(thread, "DU-INS-1") == ["1/1"] * 8 and thread.duty("DU-INS-1").status is Status.MET
    whole = thread.duty("DU-INS-2")
    assert whole is not None and (whole.done, whole.planned, whole.status) == (8, 8, Status.PARTLY)
    assert (
        whole.reason.startswith("2019-08 방문 점검하지 못한 자산 1개: SW-05")
        and whole.months[3].figure == "15 ÷ 16 × 100 = 93.75%"
    )
    assert thread.duty("DU-INS-6").reason == "2019-09 2019. 10. 2. 확인, 기한 2019. 9. 30. 넘김"


def test_backups(thread: Trace) -> None:
    assert vector(thread, "DU-BAK-1") == ["17/17", "30/30", "31/31", "31/31", "29/30", "31/31", "30/30", "31/31"]
    assert vector(thread, "DU-BAK-2") == ["0/0", "1/1", "0/0", "0/0", "0/1", "0/0", "0/0", "1/1"]
    quarter = thread.duty("DU-BAK-2")
    assert quarter is not None and quarter.status is Status.PARTLY and quarter.months[4].status is Status.UNMET


@pytest.mark.parametrize(
    ("id", "done", "planned"), [("DU-INC-1", 12, 18), ("DU-INC-2", 13, 18), ("DU-INC-3", 12, 18), ("DU-INC-4", 8, 17)]
)
def test_recovery_under_each_clause(thread: Trace, id: str, done: int, planned: int) -> None:
    """Nineteen incidents are eighteen chains; under V-1 the lightning of August is excused. See logs/README.md."""
    found = thread.duty(id)
    assert found is not None and (found.done, found.planned) == (done, planned)


def test_events(thread: Trace) -> None:
    assert (
        vector(thread, "DU-CHG-1")[2] == "1/2"
        and thread.duty("DU-CHG-1").reason == "2019-07 CHG-2019-013 변경소스제출일 없음"
    )
    assert "SR-2019-025" in thread.duty("DU-REQ-40").reason and (
        thread.duty("DU-REQ-40").done,
        thread.duty("DU-REQ-40").planned,
    ) == (4, 5)
    assert vector(thread, "DU-SEC-1")[0] == "4/4" and vector(thread, "DU-REQ-41")[5] == "1/1"
    assert (
        thread.duty("DU-RPT-1").progress == "매월 6/8"
    )  # no plan names the reports of May and December, and nothing was built


@pytest.mark.parametrize(
    ("key", "proof"),
    [
        ("MAR-001#5", "BK-20190628-Q1"),
        ("MAR-001#7", "CHK-2019-08-01"),
        ("MAR-003#7.2", "SR-2019-033"),
        ("MAR-005#4", "INC-2019-006"),
        ("MAR-005#8", "INC-2019-007"),
        ("MAR-005#9", "WRK-2019-0001"),
        ("MHR-001#1.1", "P01"),
        ("SER-001#2", "P04"),
        ("PMR-002#4", "BK-20190627-T"),
        ("SC-V5b#1", "PLN-2019-08-05"),
        ("SC-V2#9", "CHG-2019-021"),
    ],
)
def test_rows_lead_to_their_proof_and_back(thread: Trace, key: str, proof: str) -> None:
    assert proof in [each.id for each in thread.evidence_of(key)] and key in thread.rows_of(proof)
    assert thread.proof(proof).at.file.startswith("data/seoul-upcycling-2019/")


def test_what_no_log_can_prove_waits_for_a_person(thread: Trace) -> None:
    for key in ("MAR-001#3", "MAR-002#5", "SER-001#1", "SC-V1#8"):
        assert thread.row(key).status is Status.OPEN and thread.row(key).reason
    for key in ("MAR-004#4", "SER-001#4", "PMR-002#3", "SC-V11#2"):
        assert thread.row(key).status is Status.NONE and thread.row(key).reason


def test_gaps(thread: Trace) -> None:
    kinds = {kind: [gap.subject for gap in thread.gaps if gap.kind is kind] for kind in GapKind}
    assert kinds[GapKind.NO_DUTY] == kinds[GapKind.NO_VERIFICATION] == kinds[GapKind.BROKEN] == []
    assert kinds[GapKind.NO_PLAN] == ["SC-V1#8", "SC-V8#1", "SC-V10#1", "SC-V12#1"]
    assert "MAR-001#3" in kinds[GapKind.NO_EVIDENCE] and "MAR-004#1" in kinds[GapKind.UNMET]
    assert kinds[GapKind.UNWANTED] == []


def test_every_log_is_evidence(dossier: Dossier, thread: Trace) -> None:
    found = {kind: sum(each.kind is kind for each in thread.evidence) for kind in EvidenceKind}
    assert found[EvidenceKind.INSPECTION] == len({row.id for row in dossier.inspections})
    assert found[EvidenceKind.BACKUP] == len(dossier.backups) and found[EvidenceKind.WORK] == len(dossier.works)
    assert found[EvidenceKind.PLAN] == len(dossier.plans) and found[EvidenceKind.DOCUMENT] == 0
