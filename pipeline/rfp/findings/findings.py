"""Turns a paper, its cards and its facts into findings: every check once, the gravest first, none twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.model.finding import Finding
from pipeline.rfp.card import Requirements
from pipeline.rfp.fact import Facts
from pipeline.rfp.findings import blanks, contradictions, dates, deadlines, law_names, money, names, numbering, obligations, references, summary, wording
from pipeline.rfp.findings.source import Source, source_of
from pipeline.rfp.paper import Paper

Check = Callable[[Source], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    deadlines.check_recovery, deadlines.check_moments, deadlines.check_replacement, deadlines.check_unlimited,
    money.check_amounts, money.check_sums, money.check_parts,
    dates.check_weekdays, dates.check_periods,
    obligations.check_penalty, obligations.check_payment, obligations.check_open_clauses, obligations.check_interpretation,
    obligations.check_costs, obligations.check_grades, obligations.check_score_units, obligations.check_schedule,
    contradictions.check_forbidden_and_wanted, contradictions.check_who_does,
    references.check_annexes, references.check_unnumbered, references.check_paragraphs, references.check_contents,
    law_names.check_governing_law, law_names.check_old_names, law_names.check_versions,
    summary.check_ids, summary.check_names, summary.check_counts, summary.check_sequence,
    numbering.check_details, numbering.check_sections,
    names.check_residue, names.check_parties, names.check_papers, names.check_products, names.check_mixed_terms, names.check_same_duties,
    wording.check_client, wording.check_periods_repeated, wording.check_systems, wording.check_lost_parts, wording.check_spellings,
    blanks.check_forms, blanks.check_unlisted_agreements,
    contradictions.check_contacts,
    wording.check_slips, wording.check_particles,
)  # fmt: skip


def find_findings(paper: Paper, requirements: Requirements, facts: Facts) -> tuple[Finding, ...]:
    """Return the findings by grade (A, B, C), each grade in the order of CHECKS."""
    source = source_of(paper, requirements, facts)
    found = {(each.kind, each.issue): each for check in CHECKS for each in check(source)}
    return tuple(sorted(found.values(), key=lambda each: each.grade.value))
