"""Turns a contract's folder with a proposal in it into a bid as read, and the shelf of reusable paragraphs into their texts."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.build.bid_items import items_of
from pipeline.model.dossier import Dossier
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
    items = items_of(dossier, terms)
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


def _nfc(text: str) -> str:
    """macOS hands out names with their letters taken apart."""
    return unicodedata.normalize("NFC", text)
