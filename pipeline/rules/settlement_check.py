"""Turns efforts that cannot be settled into problems: tasks and grades that nobody priced, periods outside the term, sums above the budget."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.cost import CostSheet, Effort, LabourLine
from pipeline.model.dossier import Dossier
from pipeline.problems import Location, Problem, Severity
from pipeline.rules import words
from pipeline.rules.rule import Rule
from pipeline.rules.settlement import SettlementFigures, efforts_of, settlement_figures
from pipeline.rules.settlement_line import SettledLine, Settlement

CODE = "R-SET-01"
FILE = "logs/efforts.csv"


def check(dossier: Dossier) -> list[Problem]:
    """Return every problem of the efforts; a contract without efforts has none."""
    if not dossier.efforts:
        return []
    if dossier.cost is None:
        return [Problem(CODE, "산출내역서(cost.yaml)가 없어 투입 실적을 정산할 수 없습니다.", dossier.efforts[0].at, "cost.yaml에 업무와 등급마다 공수와 단가를 적습니다.")]
    figures = SettlementFigures(dossier)
    return [*_sheet(figures, dossier.cost), *_efforts(figures, dossier.cost), *_statements(figures, dossier.cost)]


def _sheet(figures: SettlementFigures, sheet: CostSheet) -> Iterator[Problem]:
    seen: dict[tuple[str, str], LabourLine] = {}
    for line in sheet.labour:
        first = seen.setdefault((line.task, line.grade), line)
        if first is not line:
            message = f"산출내역서에 같은 업무와 등급이 두 줄이어서 투입 실적을 어느 줄에 더할지 알 수 없습니다: {line.task}({line.grade})"
            yield Problem(CODE, message, line.at.at_field("업무"), "업무의 이름을 나누어 적습니다.", _places(first.at))
        if len(line.quarters) != len(figures.periods):
            message = f"{line.task}({line.grade})의 분기공수는 {len(line.quarters)}개인데 정산 차수는 {len(figures.periods)}개입니다."
            yield Problem(CODE, message, line.at.at_field("분기공수"), f"차수마다 하나씩 적습니다. {_terms(figures)}")
    if figures.base[0] is None:
        message = f"월 기준일을 알 수 없어 실투입 공수와 정산액을 내지 못합니다. {words.day(sheet.day)}에 발표된 값이 없습니다."
        yield Problem(CODE, message, sheet.at.at_field("월환산일수"), "계약으로 정한 일수를 적습니다. 예: 20", severity=Severity.WARNING)


def _efforts(figures: SettlementFigures, sheet: CostSheet) -> Iterator[Problem]:
    unknown: set[tuple[str, str]] = set()
    for effort in figures.dossier.efforts:
        if not 1 <= effort.quarter <= len(figures.periods):
            place = figures.dossier.contract.at
            yield Problem(CODE, f"{effort.quarter}차는 계약기간에 없는 정산 차수입니다.", effort.at.at_field("차수"), _terms(figures), _places(place))
        if effort.days < 0:
            yield Problem(CODE, f"실투입일이 0보다 작습니다: {words.plain(effort.days)}", effort.at.at_field("실투입일"), "일한 날수를 적습니다. 예: 20")
        key = (effort.task, effort.grade)
        if key not in unknown and not any((line.task, line.grade) == key for line in sheet.labour):
            unknown.add(key)
            yield _unknown(effort, sheet)


def _unknown(effort: Effort, sheet: CostSheet) -> Problem:
    same = [line for line in sheet.labour if line.task == effort.task]
    known = ", ".join(f"{line.task}({line.grade})" for line in sheet.labour) or "없음"
    if same:
        message = f"산출내역서의 업무 ‘{effort.task}’에 없는 등급입니다: {effort.grade}"
        related = tuple(line.at.at_field("등급") for line in same if line.at)
        return Problem(CODE, message, effort.at.at_field("등급"), f"산출내역서의 줄: {known}", related)
    message = f"산출내역서에 없는 업무입니다: {effort.task}({effort.grade})"
    return Problem(CODE, message, effort.at.at_field("업무"), f"산출내역서의 줄: {known}", _places(sheet.at.at_field("인건비")))


def _statements(figures: SettlementFigures, sheet: CostSheet) -> Iterator[Problem]:
    unpriced: set[tuple[str, str]] = set()
    numbers = [each.at.number for each in figures.statements]
    for number in range(1, max(numbers, default=0)):
        if number not in numbers:
            yield Problem(CODE, f"{number}차의 투입 실적이 없어 그 뒤의 누계를 내지 못합니다.", figures.dossier.efforts[0].at.whole,
                          f"{FILE}에 {number}차를 적습니다. 일하지 않았으면 0을 적습니다.", severity=Severity.WARNING)
    for settlement in figures.statements:
        for each in settlement.lines:
            own = efforts_of(figures.dossier.efforts, each.line, settlement.at.number)
            yield from _line(settlement, each, own)
            key = (each.line.task, each.line.grade)
            if own and figures.price(each.line) is None and key not in unpriced:
                unpriced.add(key)
                message = f"{each.line.task}: {words.day(sheet.day)}에 유효한 ‘{each.line.grade}’의 정산 단가가 없어 정산액을 내지 못합니다."
                yield Problem(CODE, message, own[0].at.at_field("등급"), "산출내역서에 계약으로 정한 월단가와 제경비율, 기술료율을 적습니다.",
                              _places(each.line.at), Severity.WARNING)
        if settlement.rest is not None and settlement.rest < 0:
            sums = f"정산 누계 {words.won(settlement.cumulated)}이 예산 {words.won(figures.budget)}보다"
            message = f"{settlement.at.name}까지의 {sums} {words.won(-settlement.rest)} 많습니다."
            yield Problem(CODE, message, sheet.at.at_field("예산"), "계약을 변경하거나 투입을 줄입니다.", severity=Severity.WARNING)


def _line(settlement: Settlement, each: SettledLine, own: tuple[Effort, ...]) -> Iterator[Problem]:
    name = f"{settlement.at.name} {each.line.task}({each.line.grade})"
    if not own:
        yield Problem(CODE, f"{name}: 실투입일이 없습니다.", each.line.at, f"{FILE}에 적습니다. 일하지 않았으면 0을 적습니다.", severity=Severity.WARNING)
    elif each.more is not None and each.more > 0 and not each.reason:
        message = f"{name}: 실투입({words.plain(each.months or 0)} M/M)이 계획({words.plain(each.planned or 0)} M/M)보다 많은데 사유가 없습니다."
        yield Problem(CODE, message, own[0].at.at_field("사유"), "계획보다 많이 투입한 까닭을 적습니다.", _places(each.line.at), Severity.WARNING)


def _terms(figures: SettlementFigures) -> str:
    return ", ".join(f"{each.name} {words.span(each.period)}" for each in figures.periods)


def _places(*places: Location) -> tuple[Location, ...]:
    return tuple(place for place in places if place)


RULE = Rule(CODE, "기술등급별 분기 정산", ("인력 기술등급별 분기별 정산", "SW사업 대가산정 가이드", "부가가치세법"), settlement_figures, check)
