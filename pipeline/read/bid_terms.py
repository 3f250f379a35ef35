"""Turns the rfp.yaml of a contract's data folder into the terms that a proposal is made by."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.bid_terms import BidTerms
from pipeline.problems import Location, Problem
from pipeline.read.from_yaml import read_yaml
from pipeline.read.located import Record
from pipeline.read.structure import from_record

FILE = "rfp.yaml"
_ELSEWHERE = ("입찰일정", "인력조건", "누출금지정보")  # people read these; no proposal is made by them


def read_bid_terms(folder: Path, shown: str) -> tuple[BidTerms, list[Problem]]:
    """Return the terms of the data folder that messages call `shown`; empty ones where there is no rfp.yaml."""
    file = f"{shown}/{FILE}".lstrip("/")
    if not (folder / FILE).exists():
        return BidTerms(), []
    tree, problems = read_yaml(folder / FILE, file)
    if tree is None:
        return BidTerms(), problems
    if isinstance(tree, Record):
        kept = {label: node for label, node in tree.values.items() if label not in _ELSEWHERE}
        tree = tree._replace(values=kept, lines={label: tree.lines[label] for label in kept})
    terms, found = from_record(tree, BidTerms, Location(file))
    return terms or BidTerms(), [*problems, *found]
