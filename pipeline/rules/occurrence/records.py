"""Turns a duty's 기준값 into the log records that it speaks of, and a record into what of it is filled in."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any

from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty
from pipeline.model.log import ServiceRequest
from pipeline.rules.occurrence.occurrence import Proof, day_of

# What 기록=… may name: the dossier's field and the field that dates its records.
LOGS = {
    "점검": ("inspections", "day"),
    "백업": ("backups", "started"),
    "장애": ("incidents", "reported"),
    "변경": ("changes", "applied"),
    "요청": ("requests", "requested"),
    "작업": ("works", "day"),
    "이슈": ("issues", "day"),
}


def choices(duty: Duty, name: str) -> tuple[str, ...]:
    """Return the values that 기준값 gives `name`, separated by commas."""
    return tuple(part.strip() for part in duty.parameter(name).split(",") if part.strip())


def number(duty: Duty, name: str, default: int) -> int:
    """Return the whole number that 기준값 gives `name`; what is none counts as `default`."""
    text = duty.parameter(name)
    return int(text) if text.isdecimal() else default


def logged(dossier: Dossier, duty: Duty) -> list[tuple[date, Any]]:
    """Return (day, record) of the log that 기록=… names, as far as 구분, 자산 and 낱말 let through; none without 기록."""
    name, day = LOGS.get(duty.parameter("기록"), ("", ""))
    found = [(day_of(getattr(each, day)), each) for each in filter(_filter(duty), getattr(dossier, name, ()))]
    return sorted(found, key=lambda pair: (pair[0], pair[1].id))


def kept(dossier: Dossier, duty: Duty) -> bool:
    """True when the log that 기록=… names has any record at all: only then is silence a fact."""
    return bool(getattr(dossier, LOGS.get(duty.parameter("기록"), ("", ""))[0], ()))


def _filter(duty: Duty) -> Callable[[Any], bool]:
    """Return what tells whether a record is of the kinds, words and assets that 기준값 names."""
    kinds, assets, said = choices(duty, "구분"), choices(duty, "자산"), choices(duty, "낱말")

    def wanted(record: Any) -> bool:
        if kinds and getattr(record, "kind", "") not in kinds:
            return False
        if said and not any(word in getattr(record, "title", "") + getattr(record, "text", "") for word in said):
            return False
        named = getattr(record, "assets", ()) or (getattr(record, "asset", ""),)
        return not assets or any(name.startswith(assets) for name in named)

    return wanted


def asked(dossier: Dossier, duties: tuple[Duty, ...]) -> list[ServiceRequest]:
    """Return the requests that the 요청처리 duties among `duties` speak of: by the row that they name, or by 구분."""
    ours = [(duty, choices(duty, "구분")) for duty in duties if duty.check is Check.REQUEST]
    return [
        each for each in dossier.requests if any(each.kind in kinds if kinds else each.requirement in duty.rows for duty, kinds in ours)
    ]


def filled(record: Any, duties: tuple[Duty, ...]) -> Proof:
    """Return whether the columns that 기록항목 duties demand of a record are all filled; the newest date among them dates it."""
    labels = dict.fromkeys(label for duty in duties for label in choices(duty, "항목"))
    values = {label: getattr(record, attribute(type(record), label), None) for label in labels}
    empty = [label for label, value in values.items() if value in (None, "", ())]
    days = [day_of(value) for value in values.values() if isinstance(value, (date, datetime))]
    if empty:
        return Proof(lacking=True, ids=(record.id,), reason=f"{'·'.join(empty)} 없음")
    return Proof(True, max(days, default=None), ids=(record.id,), reason=f"{'·'.join(labels)} 기록")


@cache
def attribute(cls: type, label: str) -> str:
    """Return the field of a record class that bears `label` in its file, or ""."""
    return next((field.name for field in dataclasses.fields(cls) if field.metadata.get("label") == label), "")
