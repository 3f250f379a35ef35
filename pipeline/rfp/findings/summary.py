"""Turns the summary table against the cards into findings: ids, names and counts that do not agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.model.finding import Finding, Grade
from pipeline.rfp.card import Card, Listed
from pipeline.rfp.findings.source import Source, finding
from pipeline.rfp.paper import Place

_MANY = 5  # from here on, like findings are told as one
_ID = re.compile(r"^(.*?)(\d+)$")


def check_ids(source: Source) -> Iterator[Finding]:
    """Yield ids that the summary and the details print differently, and cards that only one of them has."""
    cards, rows = source.requirements.cards, [row for row in source.requirements.listed if row.id]
    if not rows or not cards:
        return
    listed = {_bare(row.id): row for row in rows}
    named = {_bare(row.name): row for row in rows}
    unlisted = []
    for card in cards:
        printed = card.printed_id or card.id
        if card.derived or _bare(printed) in listed:
            continue
        row = listed.get(_bare(card.id)) or named.get(_bare(card.name))
        if row is None:
            unlisted.append(card)
            continue
        issue = f"'{_flat(card.name)}'의 번호를 요약표는 {row.id}, 상세는 {printed}(으)로 적었다."
        yield finding(Grade.B, "번호 불일치", issue, [(f"{row.id} {row.name}", row.place), (f"{printed} {card.name}", card.place)],
                      f"요약표의 {row.id}를 쓰고 {printed}는 별칭으로 둔다.", f"{row.id}와 {printed} 가운데 어느 번호가 맞는지 알려 주시기 바랍니다.")
    known = {_bare(each) for card in cards for each in (card.id, card.printed_id) if each}
    names = {_bare(card.name) for card in cards}
    missing = [row for row in rows if _bare(row.id) not in known and _bare(row.name) not in names]
    yield from _absent(unlisted, Grade.B, "요약표 누락", "상세에 있는 {}이(가) 요약표에 없다.", "상세에 있으므로 요구사항으로 본다.", "과업에 들어가는지 알려 주시기 바랍니다.")
    yield from _absent(missing, Grade.A, "상세 누락", "요약표에 있는 {}의 상세가 없다.", "상세를 받을 때까지 이름만 요구사항으로 둔다.", "세부내용을 알려 주시기 바랍니다.")


def _absent(entries: list[Card] | list[Listed], grade: Grade, kind: str, issue: str, assumption: str, question: str) -> Iterator[Finding]:
    """Yield one finding an entry, or one for all of them when they are many."""
    shown = [f"{getattr(each, 'printed_id', '') or each.id}({_flat(each.name)})" for each in entries]
    groups = [(shown, entries)] if len(entries) > _MANY else [([text], [each]) for text, each in zip(shown, entries, strict=True)]
    for texts, some in groups:
        if texts:
            named = texts[0] if len(texts) == 1 else f"{', '.join(texts[:_MANY])} 등 {len(texts)}건"
            yield finding(grade, kind, issue.format(named), [(f"{each.id} {each.name}", each.place) for each in some[:_MANY]], assumption, question)


def check_names(source: Source) -> Iterator[Finding]:
    """Yield names that the summary and the card write differently; spacing alone is a slip, told once for all."""
    listed = {_bare(row.id): row for row in source.requirements.listed if row.id}
    spaced: list[tuple[Listed, Card]] = []
    for card in source.requirements.cards:
        row = listed.get(_bare(card.id))
        if row is None or not row.name or not card.name or row.name.split() == card.name.split():
            continue
        if _bare(row.name) == _bare(card.name):
            spaced.append((row, card))
            continue
        issue = f"{card.id}의 명칭을 요약표는 '{_flat(row.name)}', 상세는 '{_flat(card.name)}'(으)로 적었다."
        yield finding(Grade.B, "명칭 불일치", issue, [(row.name, row.place), (card.name, card.place)],
                      f"상세의 '{_flat(card.name)}'을(를) 쓴다.", f"{card.id}의 바른 명칭을 알려 주시기 바랍니다.")
    if spaced:
        shown = ", ".join(f"{card.id} '{_flat(row.name)}'·'{_flat(card.name)}'" for row, card in spaced[:_MANY])
        more = f" 등 {len(spaced)}건" if len(spaced) > _MANY else ""
        quotes = [each for row, card in spaced[:2] for each in ((row.name, row.place), (card.name, card.place))]
        yield finding(Grade.C, "명칭 띄어쓰기", f"요약표와 상세의 명칭이 띄어쓰기만 다르다: {shown}{more}.", quotes, "상세의 명칭을 쓴다.")


def check_counts(source: Source) -> Iterator[Finding]:
    """Yield printed counts (of a class, of all) that differ from what stands there."""
    requirements = source.requirements
    rows = requirements.listed
    with_id = Counter(_bare(row.category) for row in rows if row.id and row.category)
    cards = Counter(_bare(card.category) for card in requirements.cards if card.category)
    for row in rows:
        if row.count is None or not row.category:
            continue
        there = with_id[_bare(row.category)] or cards[_bare(row.category)]
        if there and there != row.count:
            issue = f"'{_flat(row.category)}'의 건수를 {row.count}건으로 적었으나 {there}건이다."
            yield finding(Grade.B, "건수 불일치", issue, [(f"{row.category} {row.count}", row.place)], f"있는 {there}건을 모두 요구사항으로 본다.",
                          "빠지거나 더 들어간 요구사항이 있는지 알려 주시기 바랍니다.")
    counts = [row.count for row in rows if row.count is not None]
    total = requirements.printed_total
    if total is None:
        return
    there = len(requirements.cards) or sum(bool(row.id) for row in rows)
    if counts and sum(counts) != total:
        issue = f"분류별 건수의 합은 {sum(counts)}건인데 합계를 {total}건으로 적었다."
        yield finding(Grade.B, "합계 불일치", issue, [(f"합계 {total}", requirements.total_place)], "", "바른 건수를 알려 주시기 바랍니다.")
    if there and there != total:
        issue = f"요구사항 합계를 {total}건으로 적었으나 상세는 {there}건이다."
        yield finding(Grade.B, "합계 불일치", issue, [(f"합계 {total}", requirements.total_place)], f"상세의 {there}건을 모두 요구사항으로 본다.",
                      "빠지거나 더 들어간 요구사항이 있는지 알려 주시기 바랍니다.")


def check_sequence(source: Source) -> Iterator[Finding]:
    """Yield ids that are used twice and numbers that a family of ids leaves out."""
    cards = [card for card in source.requirements.cards if not card.derived]
    printed: dict[str, list[Card]] = {}
    for card in cards:
        printed.setdefault(_bare(card.printed_id or card.id), []).append(card)
    for same in printed.values():
        if len(same) > 1:
            id = same[0].printed_id or same[0].id
            issue = f"{id}을(를) 요구사항 {len(same)}건이 함께 쓴다: {', '.join(_flat(card.name) for card in same)}."
            yield finding(Grade.B, "번호 중복", issue, [(f"{id} {card.name}", card.place) for card in same],
                          "뒤에 나온 것에 덧번호를 붙여 나눈다.", "각 요구사항의 바른 번호를 알려 주시기 바랍니다.")
    families: dict[str, list[tuple[int, str, Place]]] = {}
    entries: list[Card | Listed] = [*cards, *(row for row in source.requirements.listed if row.id)]
    for each in entries:
        found = _ID.match(getattr(each, "printed_id", "") or each.id)
        if found:
            families.setdefault(found[1], []).append((int(found[2]), each.id, each.place))
    for prefix, numbers in families.items():
        have = sorted({number for number, _, _ in numbers})
        gaps = [number for number in range(have[0], have[-1]) if number not in have]
        if gaps and len(have) > 2 and len(gaps) <= 5:
            width = len(_ID.match(numbers[0][1])[2]) if _ID.match(numbers[0][1]) else 3
            names = ", ".join(f"{prefix}{gap:0{width}d}" for gap in gaps)
            issue = f"{prefix} 번호에서 {names}이(가) 빠져 있다."
            before = max((each for each in numbers if each[0] < gaps[0]), key=lambda each: each[0])
            yield finding(Grade.B, "번호 건너뜀", issue, [(before[1], before[2])], "빠진 번호의 요구사항은 없는 것으로 본다.",
                          f"{names}이(가) 삭제된 것인지 빠뜨린 것인지 알려 주시기 바랍니다.")


def _bare(text: str) -> str:
    return re.sub(r"[\s\-–—_·.,/()\[\]]", "", text).casefold()


def _flat(text: str) -> str:
    return " ".join(text.split())
