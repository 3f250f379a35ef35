"""Turns a problem's or a rule's code into its explanation: the clause, the formula and an example."""

from __future__ import annotations

from difflib import get_close_matches
from inspect import cleandoc

from pipeline.build.codes import CODES
from pipeline.problems import Problem
from pipeline.rules.registry import RULES


def explanation(code: str) -> tuple[str, list[Problem]]:
    """Return what `code` means, or a Problem that names the nearest code."""
    wanted = code.strip().upper()
    for rule in RULES:
        if rule.code == wanted:
            clauses = "\n".join(f"  - {clause}" for clause in rule.clauses)
            return f"{rule.code} {rule.title}\n\n근거\n{clauses}\n\n{cleandoc(rule.figure.__doc__ or '')}", []
    if wanted in CODES:
        return f"{wanted} {CODES[wanted]}", []
    known = [rule.code for rule in RULES] + list(CODES)
    near = get_close_matches(wanted, known, 3, 0.3)
    return "", [Problem("B-WRK-05", f"없는 코드입니다: {code}", hint="혹시: " + ", ".join(near) if near else "있는 코드: " + ", ".join(known))]
