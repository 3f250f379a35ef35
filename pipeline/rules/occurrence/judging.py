"""Turns a draft, what proves it and the day of the calendar into an obligation with its state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from pipeline.model.deliverable import DueKind
from pipeline.model.duty import Waiver
from pipeline.rules import words
from pipeline.rules.occurrence.occurrence import Draft, Obligation, Proof, State, day_of

_AT_ONCE = (DueKind.AT_ONCE, DueKind.WITHOUT_DELAY)


def judged(drafts: Sequence[Draft], until: date, waivers: Sequence[Waiver]) -> list[Obligation]:
    """Return every draft as an obligation, those of one thing with each other's deadlines."""
    found = [_obligation(draft, _known(draft.prove(), until), until, waivers) for draft in drafts]
    return _beside(found)


def _known(proof: Proof, until: date) -> Proof:
    """What was done after the day of the calendar is not done on it."""
    later = proof.day is not None and day_of(proof.day) > until
    return Proof() if later else proof


def _obligation(draft: Draft, proof: Proof, until: date, waivers: Sequence[Waiver]) -> Obligation:
    event, due = draft.event, draft.deadline
    state = _state(draft, proof, until)
    waiver = None if state in (State.DONE, State.NO_EVENT) else _waived(draft, waivers, until)
    late = state is State.DONE and _late(proof.day, due.legal_due)
    reason = f"{proof.reason}, 기한 {_said(due.legal_due)} 넘김".lstrip(", ") if late and due.legal_due else proof.reason
    return Obligation(
        id=f"{draft.thing}/{draft.ordinal}", number=draft.number, what=draft.what, trigger=event.label if event else draft.trigger,
        about=event.about if event else "", deadline=due, clause=draft.clause, source=draft.source, recipient=draft.recipient,
        state=State.WAIVED if waiver else state, done=proof.day if state is State.DONE else None, late=late, evidence=proof.ids,
        reason=f"예외 승인 {words.day(waiver.approved)} {waiver.approved_by}: {waiver.reason}" if waiver else reason,
        duties=tuple(duty.id for duty in draft.duties), at=draft.at,
    )


def _state(draft: Draft, proof: Proof, until: date) -> State:
    due, event = draft.deadline.legal_due, draft.event
    if event is None:
        return State.NO_EVENT if draft.deadline.rule.kind is not DueKind.OPEN or draft.deadline.rule.event else State.UNDATED
    if proof.done:
        return State.DONE
    if due is None:
        if draft.deadline.rule.kind not in _AT_ONCE:
            return State.UNDATED
        return State.UNKNOWN if event.first <= until else State.AHEAD
    if day_of(due) >= until:
        return State.AHEAD
    return State.OVERDUE if proof.lacking else State.UNKNOWN


def _late(done: date | datetime | None, due: date | datetime | None) -> bool:
    if done is None or due is None:
        return False
    if isinstance(done, datetime) and isinstance(due, datetime):
        return done > due
    return day_of(done) > day_of(due)


def _waived(draft: Draft, waivers: Iterable[Waiver], until: date) -> Waiver | None:
    """The exception that covers the event's days for every duty behind the draft."""
    event = draft.event
    if event is None or not draft.duties:
        return None
    own = [each for each in waivers if each.approved <= until and each.covers(event.first, event.last)]
    served = all(any(each.target in (duty.id, *duty.rows) for each in own) for duty in draft.duties)
    targets = {target for duty in draft.duties for target in (duty.id, *duty.rows)}
    return next(each for each in own if each.target in targets) if served else None


def _beside(found: list[Obligation]) -> list[Obligation]:
    """Tell each obligation the other dated deadlines of the same thing."""
    things: dict[str, list[Obligation]] = {}
    for each in found:
        things.setdefault(each.thing, []).append(each)
    return [
        replace(each, others=tuple(f"{one.clause} {_said(one.legal_due)}" for one in things[each.thing] if one is not each and one.legal_due))
        for each in found
    ]


def _said(day: date | datetime | None) -> str:
    if isinstance(day, datetime):
        return words.moment(day)
    return f"{words.day(day)}({'월화수목금토일'[day.weekday()]})" if day else ""
