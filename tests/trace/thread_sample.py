"""Turns a few keyword arguments into a dossier with duties and manifests, so that a test states what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty, Method
from pipeline.model.log import Inspection
from pipeline.model.requirement import Item, Requirement
from pipeline.trace.thread import Trace
from pipeline.trace.weave import trace
from tests.rules.sample import dossier
from tests.rules.sample_logs import check

END = date(2019, 12, 31)
LATER = date(2020, 1, 31)
MONTHS = range(5, 13)


def duty(*rows: str, check: Check = Check.INSPECTION, id: str = "DU-1", **changes: Any) -> Duty:
    """Return one duty with all that an inspector asks for."""
    facts: dict[str, Any] = dict(
        id=id,
        rows=rows or ("MAR-001#1",),
        what="점검한다",
        cycle="월 1회",
        check=check,
        criterion="기록이 있음",
        method=Method.REVIEW,
        plan="3. 점검",
        reason="까닭",
    )
    return Duty(**(facts | changes))


def card(*items: Item, id: str = "MAR-001", **changes: Any) -> Requirement:
    """Return one card, by default with two sentences of which the second has a bullet and that one a dash."""
    deeper = Item(key=f"{id}#2.1.1", text="가장 아래 문장", printed="-")
    bullet = Item(key=f"{id}#2.1", text="아래 문장", printed="○", items=(deeper,))
    two = (
        Item(key=f"{id}#1", text="첫째 문장", printed="1)"),
        Item(key=f"{id}#2", text="둘째 문장", printed="2)", items=(bullet,)),
    )
    return Requirement(id=id, name="유지보수", category="유지보수 수행 요구사항", items=items or two, **changes)


def visits(*months: int, assets: tuple[str, ...] = ("HW-01", "HW-02", "SW-01")) -> tuple[Inspection, ...]:
    """Return one confirmed visit to every asset on the 18th of each month."""
    return tuple(
        check(asset, id=f"CHK-{month:02d}", day=date(2019, month, 18), confirmed=date(2019, month, 18))
        for month in months
        for asset in assets
    )


def manifests(
    template: str = "inspection-report", months: range = MONTHS, sections: tuple[str, ...] = ("1. 점검표",)
) -> dict[str, dict[str, Any]]:
    """Return the manifests of built months, each with one document of `template`."""
    document = {
        "name": "정기점검보고서",
        "deliverable": template,
        "title": "정기점검보고서",
        "date": None,
        "files": {"정기점검보고서.pdf": "ab" * 32},
        "sections": [["s1", heading] for heading in sections],
    }
    return {f"2019-{month:02d}": {"month": f"2019-{month:02d}", "documents": [document]} for month in months}


def sample(*duties: Duty, **changes: Any) -> Dossier:
    """Return a dossier of one card and these duties; any field may be given in `changes`."""
    return dossier(**({"requirements": (card(),), "duties": duties, "deliverables": ()} | changes))


def traced(*duties: Duty, until: date = END, built: dict[str, Any] | None = None, **changes: Any) -> Trace:
    """Return the thread of such a dossier."""
    return trace(sample(*duties, **changes), until, built)
