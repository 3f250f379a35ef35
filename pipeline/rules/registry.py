"""Turns a dossier into the problems that every contract rule finds in it; the one list of all rules."""

from __future__ import annotations

from pipeline.model.dossier import Dossier
from pipeline.problems import Problem
from pipeline.rules import (
    amendment,
    asset_list,
    availability,
    backup,
    career,
    claim,
    content_calendar,
    cost,
    deadline,
    evaluation,
    inspection,
    materials,
    network,
    obligations,
    payment,
    penalty,
    procurement_check,
    project_check,
    recovery,
    recurrence,
    reliability,
    replacement_check,
    request,
    root_cause,
    roster,
    settlement_check,
    staffing,
    table_definition,
    temporary_recovery,
    usage,
    visit,
)
from pipeline.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    deadline.RULE,
    obligations.RULE,
    recovery.RULE,
    recurrence.RULE,
    root_cause.RULE,
    temporary_recovery.RULE,
    inspection.RULE,
    backup.RULE,
    availability.RULE,
    reliability.RULE,
    request.RULE,
    staffing.RULE,
    usage.RULE,
    career.RULE,
    cost.RULE,
    settlement_check.RULE,
    roster.RULE,
    claim.RULE,
    payment.RULE,
    penalty.RULE,
    asset_list.RULE,
    network.RULE,
    table_definition.RULE,
    project_check.RULE,
    procurement_check.RULE,
    evaluation.RULE,
    content_calendar.RULE,
    materials.RULE,
    replacement_check.RULE,
    amendment.RULE,
    visit.RULE,
)


def rule(code: str) -> Rule | None:
    """Return the rule with this code, or None."""
    return next((each for each in RULES if each.code == code.upper()), None)


def check(dossier: Dossier) -> list[Problem]:
    """Run every rule's check and return all problems at once, in the order of the rules."""
    return [problem for each in RULES for problem in each.check(dossier)]
