"""Turns the sums, the months and the lists of an agency's plan into figures with the arithmetic that a reader can redo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.model.project_plan import ProjectPlan
from pipeline.rules import words

THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One sum that a reader can redo: its name, the arithmetic in words, and whether it agrees with what the plan states."""

    name: str
    steps: str
    agrees: bool | None = None  # None: the plan states no figure of its own


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget in won: what the plan states, what its lines add up to, last year's, and the parts with and without VAT."""

    stated: Won
    total: Won
    previous: Won | None
    difference: Won | None
    change: Decimal | None  # per cent of last year's, one decimal
    supply: Won
    vat: Won


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that share a name, and the smaller groups inside (none at the lowest level)."""

    name: str
    rows: tuple[Any, ...]
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows a list of assets has, and how many devices those are (None: licences are not counted together)."""

    name: str
    rows: int
    quantity: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """One bar of the history: its months, and the words in which they are printed."""

    name: str
    start: Month
    end: Month
    words: str
    label: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One place where the document differs from its source, and why."""

    where: str
    original: str
    printed: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that the source had and nobody has now, or that it left empty, and what stands in its place."""

    where: str
    name: str
    printed: str


def budget(plan: ProjectPlan) -> Budget:
    """사업계획의 셈: 예산의 합계와 증감, 부가가치세, 기간, 배점, 붙임의 번호를 자료에서 셉니다.

    조항: 사업계획서(방침서)의 소요예산·사업기간·제안서평가·붙임. 부가가치세는 부가가치세법의 세율 10%.

    산식
      예산 합계 = 세부사업 예산액의 합. 적힌 소요예산과 다르면 오류이고 행을 모두 적습니다.
      전년도 대비 = 소요예산 − 전년도예산, 증감률 = 차이 ÷ 전년도예산 × 100(소수 둘째 자리에서 반올림).
      추정가격 = 소요예산 ÷ 1.1(원 미만 절사), 부가가치세 = 소요예산 − 추정가격.
      배점: 하위 배점의 합이 상위와 같고, 맨 위의 합이 총점과 같아야 합니다.
      붙임의 번호는 목록의 차례입니다. 원문의 번호가 다른 붙임을 가리키면 바른 번호로 적고 원문의 번호를 주로 남깁니다.
      한 규정을 두 판으로 인용하거나 갱신 횟수가 없는 콘텐츠가 있으면 알립니다. 어느 판이 맞는지는 고르지 않습니다.

    예: 75,000천원 + 54,261천원 = 129,261천원. 129,261 − 139,300 = −10,039천원, −10,039 ÷ 139,300 = −7.2%.
    129,261,000 ÷ 1.1 = 117,510,000원(추정가격), 부가가치세 11,751,000원.
    """
    total = Won(sum(line.amount for line in plan.budget_lines))
    supply, vat = plan.budget.split_vat()
    difference = None if plan.previous_budget is None else Won(plan.budget - plan.previous_budget)
    change = None if difference is None or plan.previous_budget is None else words.share(difference, plan.previous_budget, 1)
    return Budget(plan.budget, total, plan.previous_budget, difference, change, supply, vat)


def thousands(amount: int) -> str:
    """75000000 → "75,000천원"; a sum with odd won stays in won."""
    sign = "−" if amount < 0 else ""
    return f"{sign}{abs(amount) // THOUSAND:,d}천원" if amount % THOUSAND == 0 else f"{sign}{abs(amount):,d}원"


def month_words(month: Month) -> str:
    """2013. 3."""
    return f"{month.year}. {month.month}."


def short_month_words(month: Month) -> str:
    """'07. 5."""
    return f"'{month.year % 100:02d}. {month.month}."


def devices(group: Group) -> int | None:
    """Return how many devices the rows of a list are; None for licences, which are not counted together."""
    rows: Sequence[Asset] = group.rows
    return sum(row.quantity for row in rows) if group.name == AssetClass.HARDWARE else None


def asset_words(group: Group) -> str:
    """Return the size of an asset list in words."""
    rows: Sequence[Asset] = group.rows
    total = devices(group)
    return f"{len(rows)}종" if total is None else f"{len(rows)}종, 수량 {added([str(row.quantity) for row in rows], str(total))}"


def added(parts: Sequence[str], total: str) -> str:
    """Return parts and their total as one line: 90점 + 10점 = 100점; a single part as the total alone."""
    return f"{' + '.join(parts)} = {total}" if len(parts) > 1 else total


def signed(value: Decimal) -> str:
    """−7.2, +3.1, 0."""
    return f"−{-value}" if value < 0 else f"+{value}" if value > 0 else str(value)


def grouped(rows: Iterable[Any], *keys: Callable[[Any], str]) -> tuple[Group, ...]:
    """Return rows by the first key in the order of their first row, each group again by the other keys."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(keys[0](row), []).append(row)
    return tuple(Group(name, tuple(some), grouped(some, *keys[1:]) if keys[1:] else ()) for name, some in found.items())
