"""Turns the trace and its reviews into CSV and JSON for other programs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from pipeline.model.review import KEY_TITLE, MATRIX, PEOPLE, Reviews
from pipeline.trace.fulfilment import Fulfilment
from pipeline.trace.thread import DutyThread, Trace, TraceRow

FORMAT = "pipeline-trace/1"
COLUMNS = (
    KEY_TITLE, "구분", "단계", "요구사항명", "인쇄번호", "세부내용", "근거", "상위", "의무", "산출물", "증적",
    "계획", "실적", "최근 이행일", "진행상태", "상태의 까닭", "지문",
)  # fmt: skip


def csv_bytes(trace: Trace, reviews: Reviews | None = None) -> bytes:
    """Return one row a requirement with what people wrote behind it: UTF-8 with BOM, as Korean Excel opens it.

    A cell that would be read as a formula gets an apostrophe before it.
    """
    said = reviews or Reviews()
    people = list(dict.fromkeys((*PEOPLE, *said.columns(MATRIX))))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow((*COLUMNS, *people))
    for row in trace.rows:
        written = said.row(row.key)
        remarks = (written[title].shown(row.fingerprint) if title in written else "" for title in people)
        writer.writerow(_harmless(value) for value in (*_values(trace, row), *remarks))
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def json_bytes(trace: Trace, reviews: Reviews | None = None) -> bytes:
    """Return everything, with links both ways: rows ↔ duties ↔ evidence; sorted keys, no clock."""
    said = reviews or Reviews()
    made: dict[str, Any] = {
        "format": FORMAT,
        "contract": trace.contract,
        "title": trace.title,
        "until": trace.until.isoformat(),
        "baseline": trace.baseline,
        "months": [str(month) for month in trace.months],
        "counts": {str(tier): count for tier, count in trace.counts.items()},
        "rows": [_row(trace, row, said) for row in trace.rows],
        "duties": [_duty(each) for each in trace.duties],
        "evidence": [
            {
                "id": each.id,
                "kind": str(each.kind),
                "day": each.day.isoformat(),
                "month": str(each.month),
                "title": each.title,
                "at": str(each.at),
                "files": [{"path": path, "sha256": digest} for path, digest in each.files],
                "sections": [list(section) for section in each.sections],
                "duties": list(trace.duties_of(each.id)),
                "rows": list(trace.rows_of(each.id)),
            }
            for each in trace.evidence
        ],
        "gaps": [{"kind": str(gap.kind), "subject": gap.subject, "reason": gap.reason} for gap in trace.gaps],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _values(trace: Trace, row: TraceRow) -> tuple[str, ...]:
    return (
        row.key, row.category, str(row.tier), row.group_name, row.printed, row.text, row.source, row.parent,
        "; ".join(row.duties), "; ".join(trace.deliverables.get(number, number) for number in row.deliverables),
        "; ".join(each.id for each in trace.evidence_of(row.key)), str(row.planned), str(row.done),
        row.last.isoformat() if row.last else "", str(row.status), row.reason, row.fingerprint,
    )  # fmt: skip


def _harmless(value: str) -> str:
    return f"'{value}" if value[:1] in ("=", "+", "-", "@") and len(value) > 1 else value


def _row(trace: Trace, row: TraceRow, reviews: Reviews) -> dict[str, Any]:
    return {
        "key": row.key,
        "class": row.category,
        "tier": str(row.tier),
        "group": row.group,
        "name": row.group_name,
        "printed": row.printed,
        "text": row.text,
        "source": row.source,
        "fingerprint": row.fingerprint,
        "parent": row.parent,
        "children": list(row.children),
        "duties": list(row.duties),
        "deliverables": list(row.deliverables),
        "evidence": [each.id for each in trace.evidence_of(row.key)],
        "months": [_month(month) for month in row.months],
        "planned": row.planned,
        "done": row.done,
        "status": str(row.status),
        "reason": row.reason,
        "last": row.last.isoformat() if row.last else None,
        "reviews": {title: review.text for title, review in reviews.row(row.key).items()},
        "outdated": sorted(title for title, review in reviews.row(row.key).items() if review.outdated(row.fingerprint)),
    }


def _duty(thread: DutyThread) -> dict[str, Any]:
    facts = {name: value for name, value in asdict(thread.duty).items() if name != "at" and value not in ("", (), None)}
    facts |= {name: str(facts[name]) for name in ("check", "method") if name in facts}
    return facts | {
        "months": [_month(month) for month in thread.months],
        "planned": thread.planned,
        "done": thread.done,
        "status": str(thread.status),
        "reason": thread.reason,
        "figure": thread.figure,
        "evidence": list(thread.evidence),
    }


def _month(month: Fulfilment) -> dict[str, Any]:
    return {"month": str(month.month), "planned": month.planned, "done": month.done, "status": str(month.status), "reason": month.reason}
