"""Turns all documents of a contract into the facts that they state differently: one Problem a difference, naming both places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from pipeline.build import run
from pipeline.build.contract import read_contract, wanted
from pipeline.build.cross_facts import FACTS, Fact, Value, shown, spelt_wrong
from pipeline.build.names import names
from pipeline.build.ordering import Order
from pipeline.build.own_forms import forms_of
from pipeline.build.planning import plan
from pipeline.compose.deliverable import Package
from pipeline.document.blocks import Document
from pipeline.document.stated import Statement, bare, stated
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.problems import Location, Problem, stopping
from pipeline.workspace import Workspace

CODE, SPELLING = "B-AGR-01", "B-AGR-02"


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says of one fact, where, and of which month (None: of the whole contract)."""

    fact: Fact
    value: Value
    document: str
    where: str
    month: Month | None

    @property
    def at(self) -> Location:
        """The place in the document, as problems name it."""
        return Location(self.document, field=f"{self.where} {self.fact.name}".strip())


def check_contract(workspace: Workspace, name: str, every_month: bool = False) -> list[Problem]:
    """Return every problem of a contract's data, and where data can be used those of its documents, of the newest month with
    a log or of all months up to it."""
    dossier, problems = read_contract(workspace, name)
    if dossier is None or stopping(problems):
        return problems
    months = [month for month in dossier.contract.months if month <= dossier.newest_month]
    return problems + cross_check(workspace, name, dossier, months if every_month else months[-1:])


def cross_check(workspace: Workspace, name: str, dossier: Dossier, months: Sequence[Month]) -> list[Problem]:
    """Compose every document of the contract (those of a month for each of `months`) and say where two state a fact differently,
    or one states what the data do not. Nothing is written."""
    said: list[Said] = []
    problems: list[Problem] = []
    for package in wanted(dossier):
        for month in months if package is Package.MONTHLY else months[-1:]:
            composed, faults = _composed(workspace, name, dossier, month, package)
            problems += [each for each in faults if each not in problems]
            for document, statements in _documents(composed):
                when = month if package is Package.MONTHLY else None
                said += _said(document, statements, when)
                problems += _misspelt(document, statements)
    seen = names(dossier, months[-1])
    for fact in FACTS:
        problems += _differences(fact, [each for each in said if each.fact is fact], seen)
    return problems


def _composed(workspace: Workspace, name: str, dossier: Dossier, month: Month, package: Package) -> tuple[list[run.Composed], list[Problem]]:
    planned, environment, problems = plan(workspace, name, dossier, month, Order(package=package))
    if stopping(problems):
        return [], problems
    composed, faults = run.compose(planned, environment, ("hwpx", "docx"), workspace.root, cache(partial(forms_of, workspace, name)))
    return composed, [each for each in problems + faults if each.stops]


def _documents(composed: Iterable[run.Composed]) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """Yield each document by name with what it states; the agency's own form speaks for itself."""
    for each in composed:
        if isinstance(each.content, Document):
            yield each.name, stated(each.content)
        for format, data in each.filled:
            from pipeline.forms.wording import words_of  # loaded only where a contract has a form of its own

            rows, _ = words_of(data, f"{each.name}.{format}")
            yield f"{each.name}.{format}", tuple(_of_rows(rows))


def _of_rows(rows: Iterable[tuple[str, ...]]) -> Iterator[Statement]:
    for row in rows:
        yield from (Statement("", text, "양식") for text in row)
        yield from (Statement(bare(label), text, "양식") for label, text in zip(row, row[1:], strict=False))


def _said(document: str, statements: Iterable[Statement], month: Month | None) -> list[Said]:
    """Return what a document says of the facts, each value once a place."""
    found: dict[tuple[str, Value, str], Said] = {}
    for statement in statements:
        for fact in FACTS:
            if fact.month and month is None:
                continue
            text = _text_of(fact, statement)
            for value in fact.read(text) if text else ():
                found.setdefault((fact.name, value, statement.where), Said(fact, value, document, statement.where, month if fact.month else None))
    return list(found.values())


def _text_of(fact: Fact, statement: Statement) -> str:
    """Return the part of a statement that speaks of the fact, or nothing."""
    if statement.label:
        return statement.text if statement.label in map(bare, fact.labels) and not statement.column else ""
    return " / ".join(match.group() for match in fact.sentence.finditer(statement.text)) if fact.sentence else ""


def _differences(fact: Fact, said: list[Said], seen: Mapping[str, Any]) -> Iterator[Problem]:
    right = set(fact.expected(seen))
    groups: dict[Month | None, list[Said]] = defaultdict(list)
    for each in said:
        groups[each.month].append(each)
    for group in groups.values():
        allowed = right or {Counter(each.value for each in group).most_common(1)[0][0]}
        for each in group:
            if each.value not in allowed:
                other = next((one for one in group if one.value in allowed), None)
                yield _problem(each, sorted(allowed, key=str)[0] if other is None else other.value, other, bool(right), seen)


def _problem(wrong: Said, right: Value, other: Said | None, known: bool, seen: Mapping[str, Any]) -> Problem:
    message = f"{wrong.fact.name}: 이 문서는 ‘{shown(wrong.value)}’, "
    related = []
    if other is not None:
        message += f"{other.document}의 {other.where}에는 ‘{shown(right)}’입니다."
        related.append(other.at)
    else:
        message += f"계약 자료에는 ‘{shown(right)}’입니다."
    if known and wrong.fact.field:
        related.append(seen["contract"].at.at_field(wrong.fact.field))
    return Problem(CODE, message, wrong.at, "틀린 쪽의 자료나 서식·양식의 글을 고칩니다.", tuple(each for each in related if each))


def _misspelt(document: str, statements: Iterable[Statement]) -> list[Problem]:
    found = {pair: each.where for each in statements if not each.label for pair in spelt_wrong(each.text)}
    return [
        Problem(SPELLING, f"금액의 숫자 {digits}원과 한글 ‘{said}원’이 서로 다릅니다.", Location(document, field=where), "둘 가운데 틀린 쪽을 고칩니다.")
        for (digits, said), where in found.items()
    ]
