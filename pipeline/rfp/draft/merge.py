"""Turns what the tool wrote before, what a person made of it and what the RFP says now into the new file: edits stay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.rfp.draft.chunks import chunks, joined
from pipeline.rfp.draft.differences import same_but_for_document, same_but_for_places, unnumbered


class Turn(StrEnum):
    """What became of a record of a data file."""

    NEW = "새로"
    CHANGED = "바뀜"
    REMOVED = "없어짐"
    MOVED = "자리만 바뀜"  # it says the same at another place of the RFP, or under another number
    KEPT = "고친 것 둠"  # the RFP's record is as before, a person's edit stays
    DISAGREES = "고친 것과 다름"  # both changed: the person's stays, a person has to look


@dataclass(frozen=True, slots=True)
class Change:
    """One record that is not as it was: its file, key, what became of it, and the texts of the person and of the RFP."""

    file: str
    key: str
    turn: Turn
    theirs: str = ""
    fresh: str = ""


def merged(name: str, base: str | None, theirs: str | None, fresh: str) -> tuple[str, list[Change]]:
    """Return the new text of file `name` and what changed. None: there was no such file.

    Record by record: what a person did not touch follows the RFP, what a person touched stays; a record that a person
    added or removed stays added or removed.
    """
    if theirs is None:
        return fresh, [] if base is None else [Change(name, "", Turn.NEW)]
    before, now, after = chunks(name, base or ""), chunks(name, theirs), chunks(name, fresh)
    made: dict[str, str] = {}
    changes: list[Change] = []
    for key, text in after.items():
        kept, change = _record(name, key, before.get(key), now.get(key), text)
        if change:
            changes.append(change)
        if kept is not None:
            made[key] = kept
    made, gone = _with_theirs(name, made, before, now, after)
    return joined(made), _told(changes + gone, before, after)


def _told(changes: list[Change], before: dict[str, str], after: dict[str, str]) -> list[Change]:
    """Return the changes, those where a record only bears another number now told as moved."""
    old, new = ({unnumbered(text) for text in texts.values()} for texts in (before, after))
    made = []
    for change in changes:
        came = change.turn is Turn.REMOVED or unnumbered(change.fresh) in old
        stays = change.turn is Turn.NEW or unnumbered(change.theirs) in new
        numbered = change.key and change.turn in (Turn.NEW, Turn.CHANGED, Turn.REMOVED)
        made.append(replace(change, turn=Turn.MOVED) if numbered and came and stays else change)
    return made


def _record(name: str, key: str, base: str | None, theirs: str | None, fresh: str) -> tuple[str | None, Change | None]:
    if theirs is None:
        if base is None:
            return fresh, Change(name, key, Turn.NEW, fresh=fresh)
        return None, Change(name, key, Turn.KEPT)  # a person took it out
    if _same(theirs, fresh):
        return theirs, None
    if key == "":
        return (fresh if _same(theirs, base) else theirs), None
    if _same(theirs, base):
        return fresh, _changed(name, key, theirs, fresh)
    if same_but_for_places(theirs, fresh):
        return theirs, None
    if base is not None and same_but_for_places(base, fresh):
        return theirs, Change(name, key, Turn.KEPT, theirs, fresh)
    return theirs, Change(name, key, Turn.DISAGREES, theirs, fresh)


def _changed(name: str, key: str, old: str, fresh: str) -> Change | None:
    """Return what became of a record that no person touched; another name of the RFP's file is no change."""
    if same_but_for_document(old, fresh):
        return None
    return Change(name, key, Turn.MOVED if same_but_for_places(old, fresh) else Turn.CHANGED, old, fresh)


def _with_theirs(
    name: str, made: dict[str, str], before: dict[str, str], now: dict[str, str], after: dict[str, str]
) -> tuple[dict[str, str], list[Change]]:
    """Put the records that only the person's file holds behind the one that they follow there."""
    changes: list[Change] = []
    order = list(made)
    last = None
    for key, text in now.items():
        if key in after:
            last = key if key in made else last
            continue
        if _same(text, before.get(key)):
            changes.append(Change(name, key, Turn.REMOVED, text))
            continue
        if key in before:
            changes.append(Change(name, key, Turn.DISAGREES, text))
        order.insert(order.index(last) + 1 if last in order else len(order), key)
        made[key] = text
        last = key
    return {key: made[key] if made[key].endswith("\n") else made[key] + "\n" for key in order}, changes


def _same(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and left.split() == right.split()
