"""Turns a problem's or a rule's code into its explanation: the clause, the formula and an example."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from inspect import cleandoc

from pipeline.build.codes import CODES
from pipeline.problems import Problem
from pipeline.rules.registry import RULES
from pipeline.trace.check import RULE as TRACE_RULE


def explanation(code: str, others: Mapping[str, str] = {}) -> tuple[str, list[Problem]]:
    """Return what `code` means, or a Problem that names the nearest code; `others` are codes of parts that a build never runs."""
    titles = {**CODES, **others}
    wanted = code.strip().upper()
    for rule in (*RULES, TRACE_RULE):
        if rule.code == wanted:
            clauses = "\n".join(f"  - {clause}" for clause in rule.clauses)
            return f"{rule.code} {rule.title}\n\n근거\n{clauses}\n\n{cleandoc(rule.figure.__doc__ or '')}", []
    if wanted in titles:
        return f"{wanted} {titles[wanted]}", []
    known = [rule.code for rule in RULES] + list(titles)
    near = get_close_matches(wanted, known, 3, 0.3)
    return "", [Problem("B-WRK-05", f"없는 코드입니다: {code}", hint="혹시: " + ", ".join(near) if near else "있는 코드: " + ", ".join(known))]
