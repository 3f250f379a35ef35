"""Turns a contract's grades, arrivals and witnessed tests into the grade of a chain and the problems of what nobody recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from pipeline.model.contract import ClockStart, Contract
from pipeline.model.dossier import Dossier
from pipeline.model.log import Incident
from pipeline.problems import Location, Problem, Severity
from pipeline.rules import words
from pipeline.rules.recovery_clock import NO_ARRIVAL, Clock
from pipeline.rules.recurrence import WITNESSED_TERM, Chain, needs_witness

CODE = "R-SLA-01"
NO_GRADE = "등급 기록 없음"


def heaviest(incidents: Iterable[Incident], contract: Contract) -> str:
    """Return the heaviest grade that any of the incidents bears, in the contract's order; "" when none bears one."""
    found = [incident.severity for incident in incidents if incident.severity]
    if not contract.severities:
        return found[0] if found else ""
    return next((grade for grade in contract.severities if grade in found), "")


def facts(dossier: Dossier) -> list[Problem]:
    """Say which grades the contract does not know, which are missing, and which tests cannot have happened."""
    contract = dossier.contract
    problems = [
        _unknown(contract, f"복구기한 {rule.id}", rule.severity, rule.at.at_field("등급")) for rule in contract.recovery
        if rule.severity and rule.severity not in contract.severities
    ]
    graded = any(rule.severity for rule in contract.recovery)
    for incident in dossier.incidents:
        if incident.severity and contract.severities and incident.severity not in contract.severities:
            problems.append(_unknown(contract, incident.id, incident.severity, incident.at.at_field("등급")))
        elif graded and not incident.severity:
            message = f"{incident.id}: 등급이 없어 등급별 복구기한의 판단을 보류합니다."
            hint = f"{', '.join(contract.severities)} 가운데 하나를 적습니다."
            problems.append(Problem(CODE, message, incident.at.at_field("등급"), hint, severity=Severity.WARNING))
        if needs_witness(contract):
            problems += _test(incident)
    return problems


def _unknown(contract: Contract, whose: str, grade: str, at: Location) -> Problem:
    near = get_close_matches(grade.casefold(), [each.casefold() for each in contract.severities], n=1, cutoff=0.5)
    meant = next((each for each in contract.severities if near and each.casefold() == near[0]), "")
    known = f"장애등급: {', '.join(contract.severities)}" if contract.severities else "계약의 장애등급을 적습니다. 예: Critical; Major; Minor"
    hint = f"혹시 ‘{meant}’? {known}" if meant else known
    return Problem(CODE, f"{whose}: 계약의 장애등급에 없는 등급입니다: ‘{grade}’", at, hint)


def _test(incident: Incident) -> Iterator[Problem]:
    at = incident.at.at_field("시험확인일시")
    if incident.tested and incident.recovered is None:
        yield Problem(CODE, f"{incident.id}: 복구일시가 없는데 시험확인일시가 있습니다.", at, "복구일시를 적거나 시험확인일시를 지웁니다.")
    elif incident.tested and incident.recovered and incident.tested < incident.recovered:
        message = f"{incident.id}: 시험확인일시({words.moment(incident.tested)})가 복구일시({words.moment(incident.recovered)})보다 빠릅니다."
        yield Problem(CODE, message, at, "복구한 뒤 입회하여 시험 확인한 때를 적습니다.")


def standing(contract: Contract, chain: Chain, clocks: Iterable[Clock]) -> list[Problem]:
    """Say why a chain is not complete although it was recovered, and which of its clocks an arrival is missing for."""
    problems, clocks = [], tuple(clocks)
    last = chain.last
    if chain.witnessed and last.recovered and chain.recovered is None:
        missing = [label for label, there in (("시험확인일시", last.tested), ("입회자", last.witness.strip())) if not there]
        message = f"{last.id}: {'·'.join(missing)} 기록이 없어 복구가 완료되지 않은 것으로 봅니다.{_cited(contract)}"
        hint = "입회하여 시험 확인하였으면 그때와 입회자를 적습니다."
        problems.append(Problem(CODE, message, last.at.at_field(missing[0]), hint, severity=Severity.WARNING))
    at = chain.first.at.at_field("도착일시")
    if unarrived := [clock for clock in clocks if clock.held == NO_ARRIVAL]:
        message = f"{chain.first.id}: 도착일시가 없어 판단을 보류합니다. {', '.join(_asked(clock) for clock in unarrived)}"
        hint = "설치 장소에 도착한 때를 적습니다. 원격으로만 처리하였으면 어떻게 볼지 " + f"{contract.client.term}에 확인합니다."
        problems.append(Problem(CODE, message, at, hint, severity=Severity.WARNING))
    if any(clock.rule.start is ClockStart.ARRIVED and clock.end and clock.end < clock.start for clock in clocks):
        message = f"{chain.first.id}: 도착일시가 복구보다 늦어 도착부터 세는 복구시간을 0분으로 봅니다."
        hint = "원격으로 먼저 복구한 것이 아니면 도착일시를 고칩니다."
        problems.append(Problem(CODE, message, at, hint, severity=Severity.WARNING))
    return problems


def _asked(clock: Clock) -> str:
    return f"{clock.rule.name}({clock.rule.start} 후 {clock.limit_words})"


def _cited(contract: Contract) -> str:
    term = contract.term(WITNESSED_TERM)
    if term is None or not (term.clause or term.source.quote):
        return ""
    return f" 근거: {term.clause} “{term.source.quote}”" if term.source.quote else f" 근거: {term.clause}"
