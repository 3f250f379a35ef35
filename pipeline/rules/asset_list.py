"""Turns the contract's asset lists and the summary printed before them into totals and the differences between the two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from unicodedata import normalize

from pipeline.model.asset import Asset
from pipeline.model.dossier import Dossier
from pipeline.model.network import AssetSummary
from pipeline.problems import Location, Problem, Severity
from pipeline.rules import words
from pipeline.rules.rule import Rule

CODE = "R-AST-01"
ALIKE = 0.8  # share of equal letters from which two spellings are taken for one name
_ENDING = re.compile("(서버|장비|장치|시스템)$")


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one unit's quantities: 12 SET; `assets` counts the rows."""

    unit: str
    quantity: int
    assets: int

    @property
    def text(self) -> str:
        """12 SET."""
        return f"{words.plain(self.quantity)} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of one list, unit by unit; rows whose quantity stands in words, or nowhere, are counted apart."""

    rows: int
    lines: tuple[Total, ...]
    in_words: tuple[Asset, ...]
    without: tuple[Asset, ...]

    @property
    def text(self) -> str:
        """12 SET, or 5 copy 외 1 Server 4 Agent; 해당 없음 for an empty list."""
        sums = ", ".join(total.text for total in self.lines)
        rest = ", ".join(asset.quantity_text for asset in self.in_words)
        return " 외 ".join(filter(None, (sums, rest))) or words.NONE


@dataclass(frozen=True, slots=True)
class Named:
    """One name of the summary and the assets that it stands for; `spelt` is the list's word where the letters differ."""

    name: str
    assets: tuple[Asset, ...]
    spelt: str = ""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of the summary against the list: what each name stands for, and the sum of the list's quantities."""

    summary: AssetSummary
    names: tuple[Named, ...]
    counted: int

    @property
    def missing(self) -> tuple[str, ...]:
        """The names that no asset bears."""
        return tuple(each.name for each in self.names if not each.assets)

    @property
    def listed(self) -> str:
        """The list's quantity: the sum, and what the list says in words."""
        found = {asset.id: asset for each in self.names for asset in each.assets}
        said = [words.plain(self.counted)] if self.counted or not found else []
        return " 외 ".join(said + [asset.quantity_text for asset in found.values() if asset.quantity_text and not asset.quantity]) or "-"

    @property
    def difference(self) -> int:
        """The list's sum less the summary's; 0 where the summary gives no number or the list not all of them."""
        return 0 if self.summary.quantity is None or self.uncounted else self.counted - self.summary.quantity

    @property
    def uncounted(self) -> bool:
        """True when an asset that the line names has no number in the list: then the sum says nothing."""
        return any(not asset.quantity for each in self.names for asset in each.assets)

    @property
    def verdict(self) -> str:
        """일치, or what differs."""
        said = [f"‘{name}’ 목록에 없음" for name in self.missing]
        said += [f"수량 {self.difference:+d}"] if self.difference else []
        said += ["목록의 수량이 수가 아니라 견주지 않음"] if self.uncounted and self.summary.quantity is not None else []
        said += [f"‘{each.name}’, 목록의 글자는 ‘{each.spelt}’" for each in self.names if each.spelt]
        return ", ".join(said) or "일치"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The summary and the lists side by side; `unnamed` are assets of a summarised kind that no line of it names."""

    lines: tuple[SummaryLine, ...]
    unnamed: tuple[Asset, ...]

    @property
    def agrees(self) -> bool:
        """True when nothing differs."""
        return not self.unnamed and all(line.verdict == "일치" for line in self.lines)


def totals(assets: Iterable[Asset]) -> Totals:
    """Return the sums of a list: rows of 2 SET and ten of 1 SET → 12 SET."""
    rows = tuple(assets)
    units: dict[str, list[int]] = {}
    for asset in rows:
        if asset.quantity:
            units.setdefault(asset.unit, []).append(asset.quantity)
    lines = tuple(Total(unit, sum(numbers), len(numbers)) for unit, numbers in units.items())
    uncounted = [asset for asset in rows if not asset.quantity]
    in_words = tuple(asset for asset in uncounted if asset.quantity_text)
    return Totals(len(rows), lines, in_words, tuple(asset for asset in uncounted if not asset.quantity_text))


def comparison(dossier: Dossier) -> Comparison:
    """자산 목록: 계약이 목록 앞에 적은 전체 현황(요약)과 자산 목록을 견주어 다른 곳을 모두 적습니다.

    조항: 계약이 요약과 목록을 따로 적은 경우의 두 곳(asset-summary.csv의 출처, assets.csv). 어느 쪽이 맞는지는 고르지 않습니다.

    산식
      요약의 이름마다 같은 구분의 자산에서 항목명이나 모델이 같은 것을 찾습니다. 빈칸과 부호, 끝의 ‘서버·장비·장치·시스템’은 보지 않습니다.
      같은 것이 없으면 한쪽 이름이 다른 쪽에 들어 있는 것, 그것도 없으면 글자의 80% 이상이 같은 것을 찾고 글자가 다르다고 적습니다.
      목록의 수량 = 그 줄의 이름이 가리키는 자산의 수량을 더한 것. 수로 적지 않은 수량은 더하지 않습니다.
      요약에 수량이 있으면 차이 = 목록의 수량 − 요약의 수량. 수로 적지 않은 자산이 들어 있으면 견주지 않습니다.

    예: 요약 ‘서버: WEB, WAS, DB, Backup서버 등 5식’, 목록 2 + 1 + 1 + 1 = 5 → 일치. 요약의 ‘무선AP’가 목록에 없으면 경고.
    """
    lines = tuple(_line(summary, dossier.assets) for summary in dossier.asset_summary)
    kinds = {summary.kind for summary in dossier.asset_summary}
    named = {asset.id for line in lines for each in line.names for asset in each.assets}
    return Comparison(lines, tuple(asset for asset in dossier.assets if asset.kind in kinds and asset.id not in named))


def _line(summary: AssetSummary, assets: Iterable[Asset]) -> SummaryLine:
    kin = [asset for asset in assets if asset.kind is summary.kind]
    names = tuple(_named(name, kin) for name in summary.names)
    found = {asset.id: asset for each in names for asset in each.assets}
    return SummaryLine(summary, names, sum(asset.quantity for asset in found.values()))


def _named(name: str, assets: list[Asset]) -> Named:
    wanted = _bare(name)
    same = [asset for asset in assets if wanted in (_bare(asset.name), _bare(asset.model))]
    if same:
        return Named(name, tuple(same))
    part = [asset for asset in assets if any(_within(wanted, _bare(text)) for text in (asset.name, asset.model))]
    if part:
        return Named(name, tuple(part))
    likeness = [(_likeness(wanted, _bare(text)), text, asset) for asset in assets for text in (asset.name, asset.model)]
    share, text, nearest = max(likeness, key=lambda each: each[0], default=(0.0, "", None))
    return Named(name, (nearest,), text) if nearest and share >= ALIKE else Named(name, ())


def _within(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio() if one and other else 0.0


def _bare(text: str) -> str:
    letters = re.sub(r"[\W_]", "", normalize("NFKC", text).casefold())
    return _ENDING.sub("", letters) or letters


def check(dossier: Dossier) -> list[Problem]:
    """Say what stands in the summary only, in a list only, or in both with another number or other letters."""
    compared = comparison(dossier)
    problems = [problem for line in compared.lines for problem in _line_problems(dossier, line)]
    ask = f"유지관리 대상인지 {dossier.contract.client.term}에 질의합니다."
    for asset in compared.unnamed:
        related = next(line.summary.at for line in compared.lines if line.summary.kind is asset.kind)
        message = f"‘{asset.name}’({asset.id}): {asset.kind} 목록에는 있으나 전체 현황에는 없습니다."
        problems.append(Problem(CODE, message, asset.at, ask, _places(related.whole), Severity.WARNING))
    return problems


def _line_problems(dossier: Dossier, line: SummaryLine) -> list[Problem]:
    summary, problems = line.summary, []
    where = f"({summary.source})" if summary.source else ""
    at = summary.at.at_field("내역" if summary.parts else "항목")
    lists = next((asset.at.whole for asset in dossier.assets if asset.kind is summary.kind), Location())
    for name in line.missing:
        message = f"‘{name}’{where}: 전체 현황에는 있으나 {summary.kind} 목록에는 없습니다."
        hint = f"유지관리 대상인지 {dossier.contract.client.term}에 질의하고, 대상이면 자산 목록에 적습니다."
        problems.append(Problem(CODE, message, at, hint, _places(lists), Severity.WARNING))
    if line.difference:
        message = f"{summary.item}{where}: 수량이 전체 현황은 {summary.quantity}, 목록의 합은 {line.counted}입니다."
        related = tuple(asset.at.at_field("수량") for each in line.names for asset in each.assets if asset.at)
        problems.append(Problem(CODE, message, summary.at.at_field("수량"), "어느 쪽이 맞는지 질의합니다.", related, Severity.WARNING))
    for each in line.names:
        if each.spelt:
            message = f"‘{each.name}’{where}: 목록의 ‘{each.spelt}’({each.assets[0].id})와 글자가 다르나 같은 것으로 보았습니다."
            problems.append(Problem(CODE, message, at, "다른 것이면 질의합니다.", _places(each.assets[0].at), Severity.NOTE))
    return problems


def _places(at: Location) -> tuple[Location, ...]:
    return (at,) if at else ()


RULE = Rule(CODE, "자산 목록과 전체 현황", ("계약의 전체 현황과 자산 목록", "PMR-001 1) 시스템 현황 보고서"), comparison, check)
