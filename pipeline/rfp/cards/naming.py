"""Turns cards in the making into cards with unique ids, put straight by the summary table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.rfp.card import Card, Listed
from pipeline.rfp.cards.draft import Draft
from pipeline.rfp.cards.ids import family, ids_in, is_id, loose
from pipeline.rfp.cards.labels import Label
from pipeline.rfp.cards.lines import text_of
from pipeline.rfp.cards.tree import details_of

_NONE = re.compile(r"[-–—.·\s]*|(?:해당\s*)?(?:사항)?\s*(?:없음|무)|N/?A", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,;/\n]")


def named(drafts: Sequence[Draft], listed: Sequence[Listed]) -> tuple[Card, ...]:
    """Return the cards. Where the summary lists the same requirement under another id, that id is the canonical one
    and `printed_id` keeps the card's own print; a second card with an id gets its order behind it: SFR-001(2)."""
    ids = _canonical(drafts, listed)
    categories = {row.id: row.category for row in listed if row.id}
    return tuple(
        _card(draft, id, derived, categories.get(id, "")) for draft, (id, derived) in zip(drafts, ids, strict=True)
    )


def same_name(text: str) -> str:
    """Return a name without what people print differently: white space, brackets, punctuation."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _canonical(drafts: Sequence[Draft], listed: Sequence[Listed]) -> list[tuple[str, bool]]:
    """Return each card's id and whether it had to be made up."""
    printed = [draft.found_id.id if draft.found_id else "" for draft in drafts]
    rows = {row.id: row for row in listed if row.id}
    free = {id for id in rows if id not in printed}
    made: list[tuple[str, bool]] = []
    taken: Counter[str] = Counter()
    for number, (draft, id) in enumerate(zip(drafts, printed, strict=True), start=1):
        again = bool(id) and taken[id] > 0
        if not id or again or (rows and id not in rows):
            put_straight = _listed_id(id, draft.name, free, rows, again)
            free.discard(put_straight)
            id = put_straight or id
        derived = not id
        id = id or f"REQ-{number:03}"
        taken[id] += 1
        made.append((id if taken[id] == 1 else f"{id}({taken[id]})", derived))
    return made


def _listed_id(id: str, name: str, free: Iterable[str], rows: dict[str, Listed], again: bool) -> str:
    """Return the listed id, printed by no card, that means this card: by its number, by its name, or by the end that
    both share (FUN-포털-화면-001 and 학부-포털-화면-001); "" for none, or where several might be meant."""
    alike = [other for other in free if id and not again and loose(other) == loose(id)]
    if len(alike) == 1:
        return alike[0]
    named = [other for other in free if same_name(name) and same_name(rows[other].name) == same_name(name)]
    if len(named) > 1 and id:
        named = [other for other in named if family(other)[:1] == family(id)[:1]]
    if len(named) == 1:
        return named[0]
    ending = _ending(id)
    alike = [other for other in free if ending and not again and _ending(other) == ending]
    return alike[0] if len(alike) == 1 else ""


def _ending(id: str) -> str:
    """Return the last two parts of an id of three or more, "" for a shorter one."""
    parts = loose(id).split("-")
    return "-".join(parts[-2:]) if len(parts) > 2 else ""


def _card(draft: Draft, id: str, derived: bool, listed_category: str) -> Card:
    lines = draft.fields.get(Label.DETAIL, [])
    return Card(
        id=id,
        name=draft.name,
        printed_id=_printed_id(draft),
        category=draft.category or listed_category,
        definition=draft.text(Label.DEFINITION),
        details=details_of(lines, id),
        outputs=_filled(text_of(draft.fields.get(Label.OUTPUT, []))),
        notes=_filled(text_of(draft.fields.get(Label.OTHER, []))),
        related=_related(text_of(draft.fields.get(Label.RELATED, []))),
        source=_filled(draft.text(Label.SOURCE)),
        detail_text=text_of(lines),
        place=draft.place,
        derived=derived,
    )


def _printed_id(draft: Draft) -> str:
    printed = draft.text(Label.ID)
    found = draft.found_id
    if found is None:
        return ""
    return printed if printed and (is_id(printed) or draft.text(Label.NAME)) else found.printed


def _filled(text: str) -> str:
    return "" if _NONE.fullmatch(text.strip()) else text.strip()


def _related(text: str) -> tuple[str, ...]:
    """Return the ids of related requirements; the words themselves where they are no ids."""
    found = tuple(dict.fromkeys(ids_in(text)))
    if found:
        return found
    words = (" ".join(part.split()) for part in _SEPARATORS.split(text))
    return tuple(word for word in words if word and not _NONE.fullmatch(word))
