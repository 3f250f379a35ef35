"""A small trace made by hand: two requirements, a clause, two duties, evidence of two months, and gaps."""

from __future__ import annotations

from datetime import date

from pipeline.model.contract import Contract, Party
from pipeline.model.duty import Check, Duty, Method
from pipeline.model.period import Month
from pipeline.problems import Location
from pipeline.trace.evidence import Evidence, EvidenceKind
from pipeline.trace.fingerprint import baseline, fingerprint
from pipeline.trace.fulfilment import Fulfilment, Status
from pipeline.trace.thread import Basis, DutyThread, Gap, GapKind, Tier, Trace, TraceRow

MONTHS = (Month(2019, 7), Month(2019, 8))
CONTRACT = Contract(
    id="sample",
    title="홈페이지 유지관리",
    client=Party(name="가나재단", term="발주부서"),
    contractor=Party(name="다라주식회사", term="계약상대자"),
    signed=date(2019, 5, 13),
    start=date(2019, 5, 15),
    end=date(2019, 12, 31),
)
TEXTS = {
    "MAR-001": "유지보수 수행의 대상과 범위",
    "MAR-001#1": "시스템 일체를 대상으로 한다.",
    "MAR-001#2": "월 1회 정기점검을 실시하고 결과를 보고하여야 한다.",
    "MAR-001#2.1": "점검표는 양식에 따른다.",
    "SER-001": "보안",
    "SER-001#1": "보안서약서를 제출하여야 한다.",
    "SC-V1#1": "계약상대자는 성실히 수행한다.",
}


def sample(texts: dict[str, str] | None = None) -> Trace:
    """Return the trace of `texts` (key → sentence), those above when none are given."""
    texts = TEXTS if texts is None else texts
    rows = tuple(_row(key, text, texts) for key, text in texts.items())
    duties = (_inspection(), _pledge())
    gaps = (
        Gap(GapKind.UNMET, "SER-001#1", "보안서약 2명 중 1명"),
        Gap(GapKind.UNWANTED, "WL-1", "어느 의무도 이 기록을 쓰지 않음"),
    )
    counts = {tier: sum(row.tier is tier for row in rows) for tier in Tier}
    names = {"4": "정기점검보고서", "9": "보안서약서"}
    line = baseline((row.key, row.fingerprint) for row in rows)
    return Trace("sample", "홈페이지 유지관리", date(2019, 8, 31), MONTHS, rows, duties, EVIDENCE, gaps, line, counts, names)


EVIDENCE = (
    Evidence("CHK-07", EvidenceKind.INSPECTION, date(2019, 7, 18), MONTHS[0], "7월 점검", Location("data/sample/logs/inspections.csv", 3)),
    Evidence("CHK-08", EvidenceKind.INSPECTION, date(2019, 8, 14), MONTHS[1], "8월 점검", Location("data/sample/logs/inspections.csv", 9)),
    Evidence("WL-1", EvidenceKind.WORK, date(2019, 8, 2), MONTHS[1], "문의 응대", Location("data/sample/logs/worklog.csv", 2)),
    Evidence(
        "2019-08/정기점검보고서",
        EvidenceKind.DOCUMENT,
        date(2019, 8, 31),
        MONTHS[1],
        "정기점검보고서",
        template="inspection",
        files=(("2019-08/정기점검보고서.hwpx", "ab" * 32),),
        sections=(("s3", "3. 점검표"),),
    ),
)


def _inspection() -> DutyThread:
    duty = Duty(
        id="DU-1",
        rows=("MAR-001#2",),
        what="모든 자산을 월 1회 점검한다",
        cycle="월 1회",
        by="당월 말일",
        who="전담인력",
        deliverables=("4",),
        template="inspection",
        section="점검표",
        check=Check.INSPECTION,
        criterion="모든 자산 점검",
        method=Method.INSPECTION,
        plan="4.2 정기점검",
    )
    months = (
        Fulfilment(MONTHS[0], 1, 1, Status.MET, "", ("CHK-07",), last=date(2019, 7, 18)),
        Fulfilment(MONTHS[1], 1, 1, Status.MET, "", ("CHK-08", "2019-08/정기점검보고서"), last=date(2019, 8, 31)),
    )
    return DutyThread(duty, months, 2, 2, Status.MET, "", date(2019, 8, 31), "점검 2회")


def _pledge() -> DutyThread:
    duty = Duty(id="DU-2", rows=("SER-001#1",), what="서약서를 받는다", cycle="사람마다", check=Check.PLEDGE, deliverables=("9",))
    months = (Fulfilment(MONTHS[0], 2, 1, Status.PARTLY, "1명 없음"), Fulfilment(MONTHS[1], 0, 0, Status.NONE, "이달 없음"))
    return DutyThread(duty, months, 2, 1, Status.PARTLY, "2명 중 1명", date(2019, 7, 1), "")


def _row(key: str, text: str, texts: dict[str, str]) -> TraceRow:
    group = key.partition("#")[0]
    duties = {"MAR-001#2": ("DU-1",), "MAR-001#2.1": ("DU-1",), "SER-001#1": ("DU-2",)}.get(key, ())
    thread = {"DU-1": _inspection(), "DU-2": _pledge()}.get(duties[0]) if duties else None
    months = thread.months if thread else tuple(Fulfilment(month, 0, 0, Status.NONE, "요구 없음") for month in MONTHS)
    return TraceRow(
        key=key,
        tier=_tier(key),
        depth=key.count(".") + ("#" in key),
        category=key[:2] if key.startswith("SC") else key[:3],
        group=group,
        group_name=TEXTS.get(group, "일반조건"),
        printed="1)" if "#" in key else "",
        text=text,
        source="D1 L1",
        suggested="",
        fingerprint=fingerprint(text),
        parent=_parent(key, texts),
        children=tuple(other for other in texts if other.startswith(key + "#") or other.startswith(key + ".")),
        basis=Basis.OWN if duties else Basis.BELOW,
        duties=duties,
        deliverables=thread.duty.deliverables if thread else (),
        months=months,
        planned=thread.planned if thread else 0,
        done=thread.done if thread else 0,
        status=thread.status if thread else Status.NONE,
        reason=thread.reason if thread else "요구하는 일이 없음",
        progress=thread.progress if thread else "",
        last=thread.last if thread else None,
    )


def _parent(key: str, texts: dict[str, str]) -> str:
    for sign in (".", "#"):
        above = key.rpartition(sign)[0]
        if above in texts:
            return above
    return ""


def _tier(key: str) -> Tier:
    if key.startswith("SC"):
        return Tier.CLAUSE
    if "#" not in key:
        return Tier.CARD
    return Tier.BULLET if "." in key else Tier.ITEM
