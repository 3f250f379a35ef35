"""Turns an RFP file into everything that can be read from it: blocks, requirement cards, facts and findings."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.model.finding import Finding
from pipeline.problems import Location, Problem, Severity
from pipeline.rfp.card import Requirements
from pipeline.rfp.draft.folder import Written, drafts, numbered, write_folder
from pipeline.rfp.fact import Facts
from pipeline.rfp.paper import Paper
from pipeline.rfp.reading.paper_file import read_paper


@dataclass(frozen=True, slots=True)
class Ingested:
    """What one RFP says."""

    paper: Paper
    requirements: Requirements
    facts: Facts
    findings: tuple[Finding, ...]


def ingest(path: Path) -> tuple[Ingested | None, list[Problem]]:
    """Return what the RFP at `path` says; None with the reason when it cannot be read or says nothing of a contract."""
    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(read_paper, path)
        # Their hundreds of patterns compile while a reader of HWP works in its own process.
        from pipeline.rfp.cards.requirements import find_requirements
        from pipeline.rfp.facts.facts import find_facts
        from pipeline.rfp.findings.findings import find_findings

        paper, problems = reading.result()
    if paper is None:
        return None, problems
    requirements = find_requirements(paper)
    facts = find_facts(paper, requirements)
    findings = find_findings(paper, requirements, facts)
    if not requirements.cards and not facts.contract and not facts.passages:
        hint = "제안요청서나 과업지시서 파일이 맞는지 확인"
        return None, [*problems, Problem("I-CON-01", "요구사항도 계약 조건도 찾지 못했습니다", Location(path.name), hint)]
    if not requirements.cards:
        hint = "본문의 조항을 clauses.yaml에 적었으니 요구사항으로 삼을 것을 고름"
        message = "요구사항 표를 찾지 못했습니다"
        problems.append(Problem("I-CON-02", message, Location(path.name), hint, severity=Severity.WARNING))
    return Ingested(paper, requirements, facts, findings), problems


def write(found: Ingested, folder: Path) -> tuple[Ingested, Written]:
    """Write what was found into the contract's data folder; return it with its findings numbered, and what was written."""
    found = replace(found, findings=numbered(folder, found.findings))
    return found, write_folder(folder, drafts(found.paper, found.requirements, found.facts, found.findings, folder.name))
