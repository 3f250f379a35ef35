"""Turns a contract's folder with a proposal in it into a bid as read, and the shelf of reusable paragraphs into their texts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.model.bid_terms import BidTerms, ScoreLine
from pipeline.model.dossier import Dossier
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.model.proposal import Proposal
from pipeline.problems import Problem, stopping
from pipeline.read.bid_terms import read_bid_terms
from pipeline.read.dossier import read_dossier, shown_path
from pipeline.read.from_disk import read_text
from pipeline.read.proposal import read_proposal
from pipeline.workspace import Workspace

FOLDER = "proposal"
LIBRARY = "_library"


@dataclass(frozen=True, slots=True)
class Bid:
    """A contract and the proposal in its folder, as read; the dossier's evaluation is the RFP's own where no table says it."""

    dossier: Dossier
    proposal: Proposal
    folder: Path  # data/NAME/proposal


def read_bid(workspace: Workspace, name: str) -> tuple[Bid | None, list[Problem]]:
    """Return the contract `name` and its proposal, and every problem of their files."""
    home = workspace.data / name
    dossier, problems = read_dossier(home, workspace.law, workspace.root)
    proposal, faults = read_proposal(home / FOLDER, workspace.root)
    terms, more = read_bid_terms(home, shown_path(home, workspace.root))
    problems = [*problems, *faults, *more]
    if dossier is None or proposal is None or stopping(problems):
        return None, problems
    items = dossier.evaluation_items or _items(terms)
    return Bid(replace(dossier, evaluation_items=items), proposal, home / FOLDER), problems


def read_library(workspace: Workspace) -> tuple[dict[str, tuple[str, str]], list[Problem]]:
    """Return the reusable paragraphs (name → its file as messages name it, its text), and what is wrong with their files."""
    found, problems = {}, []
    for path in sorted((workspace.data / LIBRARY).glob("*.md")):
        file = f"{shown_path(path.parent, workspace.root)}/{_nfc(path.name)}"
        text, faults = read_text(path, file)
        problems += faults
        if text is not None:
            found[_nfc(path.stem)] = (file, _nfc(text))
    return found, problems


def _items(terms: BidTerms) -> tuple[EvaluationItem, ...]:
    """Return the RFP's own table of points as items of an evaluation."""
    return tuple(
        EvaluationItem(part=_part(line), section=line.group, name=line.item, points=line.points, criterion=line.criterion, at=line.at)
        for line in terms.scores
    )


def _part(line: ScoreLine) -> EvaluationPart:
    words = f"{line.group} {line.item}"
    if re.search(r"가격\s*(?:평가|부문|점수|평점)|입찰\s*가격", words) or line.group.strip().startswith("가격"):
        return EvaluationPart.PRICE
    return EvaluationPart.QUANTITATIVE if re.search(r"정량|(?<!비)계량", words) else EvaluationPart.QUALITATIVE


def _nfc(text: str) -> str:
    """macOS hands out names with their letters taken apart."""
    return unicodedata.normalize("NFC", text)
