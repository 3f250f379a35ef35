"""Turns the points of a proposal's sections, their rows and the page limit into pages for each section, never fewer than its rows need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pipeline.rules.words import plain

ROWS_A_PAGE = 12  # answers of a requirement's sentences that a page holds
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PageShare:
    """The pages of each section (None where nothing says how many), how each was reckoned, and what was done, in Korean."""

    pages: tuple[int | None, ...]
    steps: tuple[str, ...]
    note: str

    @property
    def total(self) -> int:
        """All pages that were given."""
        return sum(pages or 0 for pages in self.pages)


def pages_for(rows: int) -> int:
    """Return the pages that this many rows need, at least one."""
    return max(1, -(-rows // ROWS_A_PAGE))


def spread(points: Sequence[Decimal], chapters: Sequence[str], items: Sequence[tuple[str, ...]], rows: Sequence[int]) -> tuple[Decimal, ...]:
    """Return the points by which pages are shared, to hundredths; what rounding leaves goes to the largest, so no point is lost.

    Points of sections that the same items judge are divided among them by their rows. Where a chapter has points and a
    section that no item judges (0 points), this section takes the part of the chapter's points that its rows are of the
    chapter's rows; the judged ones keep the rest in proportion. A section counts as a page of rows at least. A chapter ""
    is a section of its own.
    """
    weights, counted = [Fraction(each) for each in points], [max(each, ROWS_A_PAGE) for each in rows]
    same: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    inside: dict[str, list[int]] = {}
    for order, (chapter, judges) in enumerate(zip(chapters, items, strict=True)):
        inside.setdefault(chapter or f"#{order}", []).append(order)
        if weights[order]:
            same.setdefault((chapter or f"#{order}", judges), []).append(order)
    for group in same.values():
        _divide(weights, group, sum(weights[order] for order in group), [Fraction(counted[order]) for order in group])
    for group in inside.values():
        whole, every = sum(weights[order] for order in group), sum(counted[order] for order in group)
        poor, rich = [order for order in group if not weights[order]], [order for order in group if weights[order]]
        if poor and rich:
            taken = whole * sum(counted[order] for order in poor) / every
            _divide(weights, rich, whole - taken, [weights[order] for order in rich])
            _divide(weights, poor, taken, [Fraction(counted[order]) for order in poor])
    made = [(Decimal(each.numerator) / Decimal(each.denominator)).quantize(_CENT, ROUND_HALF_UP) for each in weights]
    if made:
        made[made.index(max(made))] += sum(points, Decimal(0)) - sum(made)
    return tuple(made)


def page_share(points: Sequence[Decimal | None], limit: int | None, rows: Sequence[int] = (), needs: Sequence[int] = ()) -> PageShare:
    """Return the pages of sections with these points (None: the evaluation does not speak of it).

    With a limit the pages come to exactly it: whole parts of limit × points ÷ all points first, then one more to the largest
    remainders (the earlier section where they are equal); whoever would get less than it needs (`needs`, a page where
    nothing is given) gets that, and the others share the rest. Where all needs together pass the limit, they are cut to half
    of it, and the note says so. Without a limit a point is a page. Without points, `rows` (sentences to answer) take their
    place; without either, nothing is given. A limit below the number of sections cannot be kept: every section gets a page,
    and the note says so.
    """
    if not points:
        return PageShare((), (), "")
    least = [max(1, each) for each in needs] or [1] * len(points)
    if any(points):
        weights, unit = [each or Decimal(0) for each in points], "점"
    elif any(rows) and limit is not None:
        weights, unit = [Decimal(each) for each in rows], "문장"
    else:
        said = "배점을 알 수 없어" if limit is not None else "배점도 쪽 제한도 없어"
        return PageShare((None,) * len(points), ("",) * len(points), f"{said} 쪽수를 나누지 않았습니다.")
    if limit is None:
        return _a_page_a_point(weights, least)
    if limit < len(points):
        note = f"쪽 제한 {limit}쪽이 절 {len(points)}개보다 적어 절마다 1쪽씩 두었습니다. 절을 합치거나 줄여야 합니다."
        return PageShare((1,) * len(points), ("절마다 1쪽",) * len(points), note)
    wanted = sum(least)
    if wanted > limit:
        least = _cut(least, limit)
    pages, poor = _shared(weights, limit, least)
    rest, whole = limit - sum(least[order] for order in poor), sum((each for order, each in enumerate(weights) if order not in poor), Decimal(0))
    quotas = [_decimal(Fraction(rest) * Fraction(weight) / Fraction(whole)) for weight in weights]
    steps = [
        f"최소 {least[order]}쪽" if order in poor else f"{rest}쪽 × {plain(weight)}{unit} ÷ {plain(whole)}{unit} = {quotas[order]}"
        for order, weight in enumerate(weights)
    ]
    by = "배점" if unit == "점" else "답할 문장 수(배점을 알 수 없음)"
    kept = f"절마다 최소 1쪽, 답할 문장 {ROWS_A_PAGE}개에 1쪽" if needs else "절마다 최소 1쪽"
    note = f"쪽 제한 {limit}쪽을 {by}에 비례하여 나누었습니다({kept}, 나머지는 소수가 큰 절부터)."
    if wanted > limit:
        note += f" 답할 문장에 {wanted}쪽이 들어 쪽 제한이 모자라므로 제한의 절반까지만 문장 수에 따라 먼저 두었습니다."
    return PageShare(tuple(pages), tuple(steps), note)


def _divide(weights: list[Fraction], places: Sequence[int], whole: Fraction | int, parts: Sequence[Fraction]) -> None:
    """Give `whole` to the places in proportion to `parts`."""
    every = sum(parts)
    for order, part in zip(places, parts, strict=True):
        weights[order] = Fraction(whole) * part / every


def _a_page_a_point(weights: Sequence[Decimal], least: Sequence[int]) -> PageShare:
    pages = tuple(max(low, int(each.quantize(Decimal(1), ROUND_HALF_UP))) for each, low in zip(weights, least, strict=True))
    steps = tuple(f"{plain(each)}점 × 1쪽" if each >= low else f"최소 {low}쪽" for each, low in zip(weights, least, strict=True))
    return PageShare(pages, steps, f"쪽 제한이 없어 배점 1점을 1쪽으로 보았습니다(모두 {sum(pages)}쪽).")


def _cut(needs: Sequence[int], limit: int) -> list[int]:
    """Return needs that leave room for the points: half of the limit in proportion, at least a page each."""
    cut = [max(1, each * limit // (2 * sum(needs))) for each in needs]
    return cut if sum(cut) <= limit else [1] * len(needs)


def _shared(weights: Sequence[Decimal], limit: int, least: Sequence[int]) -> tuple[list[int], set[int]]:
    """Return the pages that come to `limit`, and the places of those that get their pages by the minimum alone."""
    poor: set[int] = set()
    while True:
        rich = [order for order in range(len(weights)) if order not in poor]
        rest, whole = limit - sum(least[order] for order in poor), sum(Fraction(weights[order]) for order in rich)
        quotas = {order: Fraction(weights[order]) * rest / whole for order in rich}
        below = {order for order, quota in quotas.items() if quota < least[order]}
        if not below:
            break
        poor |= below
    pages = list(least)
    for order, quota in quotas.items():
        pages[order] = int(quota)
    left = limit - sum(pages)
    for order in sorted(quotas, key=lambda order: (int(quotas[order]) - quotas[order], order))[:left]:
        pages[order] += 1
    return pages, poor


def _decimal(value: Fraction) -> str:
    return plain((Decimal(value.numerator) / Decimal(value.denominator)).quantize(_CENT, ROUND_HALF_UP).normalize())
