"""Turns a contract's data and what was built for it into its obligations calendar: lines on screen, plain data, an .ics file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.build.built import built
from pipeline.build.contract import read_contract, wanted
from pipeline.build.placing import publish
from pipeline.compose.deliverable import Package
from pipeline.model.period import Month
from pipeline.model.words import day_words, moment_words, time_words, weekday_words
from pipeline.problems import Location, Problem, stopping
from pipeline.rules.obligations import obligations, overdue
from pipeline.rules.occurrence.occurrence import Built, Obligation, State, day_of
from pipeline.trace.as_of import as_of
from pipeline.trace.evidence import EvidenceKind, gather
from pipeline.workspace import Workspace
from pipeline.write.to_ics import Entry, calendar_bytes

COLUMNS = ("법정 기한", "권장일", "할 일", "사건", "조항과 곳", "수신", "상태", "증적")
UNDATED_COLUMNS = ("할 일", "기한(원문)", "사건", "조항과 곳", "수신", "상태")
_REMIND = 3  # days before
_FEW = 2  # pieces of evidence that a line names


@dataclass(slots=True)
class Calendar:
    """The obligations of one contract on one day, or why there are none."""

    contract: str
    title: str = ""
    until: date | None = None
    found: tuple[Obligation, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def overdue(self) -> list[Obligation]:
        """What is past its deadline and not done."""
        return overdue(self.found)

    @property
    def counts(self) -> dict[State, int]:
        """How many obligations stand in each state that occurs."""
        states = [each.state for each in self.found]
        return {state: states.count(state) for state in State if state in states}

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain values; the problems are for the caller to add."""
        return {
            "contract": self.contract,
            "until": self.until.isoformat() if self.until else None,
            "counts": {str(state): number for state, number in self.counts.items()},
            "obligations": [_plain(each) for each in self.found],
        }


def calendar_of(workspace: Workspace, contract: str, until: date | None) -> Calendar:
    """Return the calendar at the end of `until` (the last day of the newest month with logs when none is given)."""
    dossier, problems = read_contract(workspace, contract)
    if dossier is None or stopping(problems):
        return Calendar(contract, problems=problems)
    if wanted(dossier) == [Package.QUERY]:  # nothing is signed yet: nothing is owed
        return Calendar(contract, dossier.contract.title, until or dossier.contract.signed, problems=problems)
    day = until or dossier.newest_month.last
    known = as_of(dossier, day)
    made = gather(known, built(workspace, contract, Month.of(day)))
    documents = [Built(each.id, each.template, each.month) for each in made if each.kind is EvidenceKind.DOCUMENT]
    return Calendar(contract, dossier.contract.title, day, obligations(known, day, documents), problems)


def dated_lines(found: Iterable[Obligation]) -> list[tuple[str, ...]]:
    """Return one line for each thing and day; clauses that count hours of one thing share a line."""
    groups: dict[tuple[str, date], list[Obligation]] = {}
    for each in found:
        if each.legal_due is not None:
            groups.setdefault((each.thing, day_of(each.legal_due)), []).append(each)
    return [_dated_line(group) for group in groups.values()]


def undated_lines(found: Iterable[Obligation]) -> list[tuple[str, ...]]:
    """Return one line for each thing to do without a day, with how many events asked for it and how they stand."""
    groups: dict[tuple[str, str, str], list[Obligation]] = {}
    for each in found:
        if each.legal_due is None:
            groups.setdefault((each.number, each.what, each.words), []).append(each)
    return [_undated_line(group) for group in groups.values()]


def write_calendars(calendars: Sequence[Calendar], path: Path) -> tuple[list[Path], list[Problem]]:
    """Write one .ics for each contract: `path` itself for one, `이름_계약.ics` beside it for more. All or none is written."""
    many = len(calendars) > 1
    files = {path.with_stem(f"{path.stem}_{each.contract}") if many else path: _ics(each) for each in calendars if each.until}
    problems = [_refused(file) for file in files if file.is_dir() or file.exists() and not file.read_bytes().startswith(b"BEGIN:VCALENDAR")]
    problems = problems or publish(files)
    return ([] if problems else list(files)), problems


def _refused(file: Path) -> Problem:
    return Problem("B-DUE-01", "일정 파일이 아닌 것이 있어 덮어쓰지 않았습니다", Location(str(file)), "다른 이름을 줍니다. 예: --ics 이행일정.ics")


def _dated_line(group: list[Obligation]) -> tuple[str, ...]:
    first = group[0]
    aim = "" if first.recommended_due == first.legal_due else _said(first.recommended_due)
    states: dict[str, list[str]] = {}
    for each in group:
        states.setdefault(_state(each), []).append(each.clause)
    state = _state(first) if len(states) == 1 else ", ".join(f"{state}: {' · '.join(clauses)}" for state, clauses in states.items())
    clauses = ", ".join(f"{each.clause}{_hour(each, len(group))} {each.source.line}".strip() for each in group)
    return _said(first.legal_due), aim, first.title, first.trigger, clauses, first.recipient, state, _proof(first)


def _undated_line(group: list[Obligation]) -> tuple[str, ...]:
    first = group[0]
    states = [_state(each) for each in group]
    counts = {state: states.count(state) for state in dict.fromkeys(states)}
    state = states[0] if len(group) == 1 else ", ".join(f"{state} {number}" for state, number in counts.items())
    event = first.trigger if len(group) == 1 else f"{first.trigger.split()[0]} {len(group)}건"
    clauses = f"{first.clause} {first.source.line}".strip()
    return first.what, first.words, event, clauses, first.recipient, state


def _state(each: Obligation) -> str:
    return f"{each.state}(늦음)" if each.late else str(each.state)


def _hour(each: Obligation, sharing: int) -> str:
    return f" {time_words(each.legal_due)}" if sharing > 1 and isinstance(each.legal_due, datetime) else ""


def _proof(each: Obligation) -> str:
    """What proves it, or why nobody knows."""
    named = ", ".join(each.evidence[:_FEW]) + (f" 외 {len(each.evidence) - _FEW}건" if len(each.evidence) > _FEW else "")
    done = _said(each.done) if each.done else ""
    return " · ".join(filter(None, (done, named, each.reason)))


def _said(day: date | datetime | None) -> str:
    if day is None:
        return ""
    return moment_words(day) if isinstance(day, datetime) else f"{day_words(day)}({weekday_words(day)})"


def _ics(calendar: Calendar) -> bytes:
    """Hours are too short for a reminder of days: only deadlines by the day go into the calendar."""
    dated = [each for each in calendar.found if each.legal_due is not None and not isinstance(each.legal_due, datetime)]
    entries = [_entry(calendar.contract, each) for each in dated]
    return calendar_bytes(calendar.title, entries, calendar.until or date.min)


def _entry(contract: str, each: Obligation) -> Entry:
    """The event stands on the day to aim at; the legal day is named where it is another."""
    aim = day_of(each.recommended_due or each.legal_due or date.min)
    title = f"[{_state(each)}] {each.title}"
    if each.legal_due and day_of(each.legal_due) != aim:
        title += f" - 법정 기한 {_said(each.legal_due)}"
    open_ = each.state in (State.AHEAD, State.UNKNOWN, State.OVERDUE)
    return Entry(
        uid=f"{sha256(f'{contract}/{each.id}'.encode()).hexdigest()[:32]}@deliverables-pipeline", day=aim, title=title,
        text="\n".join(_facts(each)), category=contract, remind=_REMIND if open_ else None,
    )


def _facts(each: Obligation) -> list[str]:
    facts = (
        ("기한", each.words), ("법정 기한", _said(each.legal_due)), ("권장일", _said(each.recommended_due)), ("사건", each.trigger),
        ("조항", f"{each.clause} {each.source.document} {each.source.line}".strip()), ("원문", each.source.quote), ("수신", each.recipient),
        ("같은 일의 다른 기한", ", ".join(each.others)), ("증적", _proof(each)),
    )
    return [f"{name}: {value}" for name, value in facts if value]


def _plain(each: Obligation) -> dict[str, Any]:
    due, rule, source = each.deadline, each.deadline.rule, each.source
    return {
        "id": each.id, "number": each.number, "what": each.what, "about": each.about, "trigger": each.trigger,
        "rule": {"kind": str(rule.kind), "number": rule.number, "event": rule.event, "words": each.words},
        "nominal": _iso(due.nominal), "legal_due": _iso(due.legal_due), "recommended_due": _iso(due.recommended_due),
        "lenient_due": _iso(due.lenient_due), "steps": list(due.steps), "clause": each.clause,
        "source": {"document": source.document, "line": source.line, "quote": source.quote}, "recipient": each.recipient,
        "state": str(each.state), "done": _iso(each.done), "late": each.late, "evidence": list(each.evidence), "reason": each.reason,
        "others": list(each.others), "duties": list(each.duties), "at": str(each.at),
    }  # fmt: skip


def _iso(day: date | datetime | None) -> str | None:
    return day.isoformat() if day else None
