"""Turns the points of a proposal's sections and the page limit into pages for each section: in proportion, at least one each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pipeline.rules.words import plain


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


def page_share(points: Sequence[Decimal | None], limit: int | None, rows: Sequence[int] = ()) -> PageShare:
    """Return the pages of sections with these points (None: the evaluation does not speak of it).

    With a limit the pages come to exactly it: whole parts of limit × points ÷ all points first, then one more to the largest
    remainders (the earlier section where they are equal); whoever would get less than a page gets one, and the others share
    the rest. Without a limit a point is a page. Without points, `rows` (sentences to answer) take their place; without
    either, nothing is given. A limit below the number of sections cannot be kept: every section gets a page, and the note
    says so.
    """
    if not points:
        return PageShare((), (), "")
    if any(points):
        weights, unit = [each or Decimal(0) for each in points], "점"
    elif any(rows) and limit is not None:
        weights, unit = [Decimal(each) for each in rows], "문장"
    else:
        said = "배점을 알 수 없어" if limit is not None else "배점도 쪽 제한도 없어"
        return PageShare((None,) * len(points), ("",) * len(points), f"{said} 쪽수를 나누지 않았습니다.")
    if limit is None:
        return _a_page_a_point(weights)
    if limit < len(points):
        note = f"쪽 제한 {limit}쪽이 절 {len(points)}개보다 적어 절마다 1쪽씩 두었습니다. 절을 합치거나 줄여야 합니다."
        return PageShare((1,) * len(points), ("절마다 1쪽",) * len(points), note)
    pages, poor = _shared(weights, limit)
    rest, whole = limit - len(poor), sum((each for order, each in enumerate(weights) if order not in poor), Decimal(0))
    steps = [
        "최소 1쪽" if order in poor else f"{rest}쪽 × {plain(weight)}{unit} ÷ {plain(whole)}{unit} = {_decimal(Fraction(rest) * Fraction(weight) / Fraction(whole))}"
        for order, weight in enumerate(weights)
    ]
    by = "배점" if unit == "점" else "답할 문장 수(배점을 알 수 없음)"
    return PageShare(tuple(pages), tuple(steps), f"쪽 제한 {limit}쪽을 {by}에 비례하여 나누었습니다(절마다 최소 1쪽, 나머지는 소수가 큰 절부터).")


def _a_page_a_point(weights: Sequence[Decimal]) -> PageShare:
    pages = tuple(max(1, int(each.quantize(Decimal(1), ROUND_HALF_UP))) for each in weights)
    steps = tuple(f"{plain(each)}점 × 1쪽" if each >= 1 else "최소 1쪽" for each in weights)
    return PageShare(pages, steps, f"쪽 제한이 없어 배점 1점을 1쪽으로 보았습니다(모두 {sum(pages)}쪽).")


def _shared(weights: Sequence[Decimal], limit: int) -> tuple[list[int], set[int]]:
    """Return the pages that come to `limit`, and the places of those that get their page by the minimum alone."""
    poor: set[int] = set()
    while True:
        rich = [order for order in range(len(weights)) if order not in poor]
        rest, whole = limit - len(poor), sum(Fraction(weights[order]) for order in rich)
        quotas = {order: Fraction(weights[order]) * rest / whole for order in rich}
        below = {order for order, quota in quotas.items() if quota < 1}
        if not below:
            break
        poor |= below
    pages = [1] * len(weights)
    for order, quota in quotas.items():
        pages[order] = int(quota)
    left = limit - sum(pages)
    for order in sorted(quotas, key=lambda order: (int(quotas[order]) - quotas[order], order))[:left]:
        pages[order] += 1
    return pages, poor


def _decimal(value: Fraction) -> str:
    return plain((Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize())
