"""Turns a dossier into the problems that every contract rule finds in it; the one list of all rules."""

from __future__ import annotations

from pipeline.model.dossier import Dossier
from pipeline.problems import Problem
from pipeline.rules import (
    availability,
    backup,
    claim,
    deadline,
    inspection,
    obligations,
    payment,
    penalty,
    recovery,
    recurrence,
    reliability,
    request,
    root_cause,
    staffing,
    temporary_recovery,
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
    claim.RULE,
    payment.RULE,
    penalty.RULE,
)


def rule(code: str) -> Rule | None:
    """Return the rule with this code, or None."""
    return next((each for each in RULES if each.code == code.upper()), None)


def check(dossier: Dossier) -> list[Problem]:
    """Run every rule's check and return all problems at once, in the order of the rules."""
    return [problem for each in RULES for problem in each.check(dossier)]
