"""Turns a truth file (an RFP counted by hand, without its text) and the program's reading of it into comparable figures.

Names and detail texts stand in a truth file as salted fingerprints of their letters and digits only, so that white
space, bullets and numbering do not matter. A detail text is cut where its letters say so (never by position), so that
a sentence that is missing or wrong in the middle costs only the pieces that it touches.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline.rfp.card import Card, Requirements
from pipeline.rfp.paper import Paper, Table

FOLDER = Path(__file__).resolve().parent / "truth"
SALT = b"rfp-truth-1"
PIECE = 20  # mean length of a piece in letters
LETTER = re.compile(r"[가-힣A-Za-z0-9]")
MARKER = re.compile(r"^[^가-힣A-Za-z0-9(]*(?:\(?(?:[0-9]{1,2}|[가-하]|[a-zA-Z]|[ivxIVX]{1,4})[.)][\s.]*)+")
INSIDE = re.compile(r"(?<=\s)\(?[0-9]{1,2}\)\s")  # a numbered item that a conversion left inside a line
OLD = re.compile("\uf53a|ᄒᆞᆫ")  # an old spelling of 한, often in the word processor's own name
DASHES = str.maketrans({dash: "-" for dash in "‐‑‒–—―−－­"})


def letters(text: str) -> str:
    """Return the letters and digits of `text`, without the number or bullet at the head of each line."""
    plain = OLD.sub("한", text)
    return "".join(LETTER.findall(INSIDE.sub(" ", "\n".join(MARKER.sub("", line) for line in plain.split("\n")))))


def fingerprint(text: str, size: int = 6) -> str:
    """Return `size` bytes of a salted hash as hexadecimal digits."""
    return hashlib.blake2b(text.encode(), digest_size=size, salt=SALT).hexdigest()


def pieces(kept: str) -> list[str]:
    """Cut letters into pieces of about twenty, at places that the three letters before them choose."""
    cut, made = 0, []
    for end in range(3, len(kept) + 1):
        if int(fingerprint(kept[end - 3 : end], 2), 16) % PIECE == 0:
            made.append(kept[cut:end])
            cut = end
    return [*made, kept[cut:]] if cut < len(kept) else made


def name_print(name: str) -> str:
    """Return a name as `length:hash`."""
    kept = "".join(LETTER.findall(name))
    return f"{len(kept)}:{fingerprint(kept)}"


def same_id(id: str) -> str:
    """Return an id in the form that is compared: no white space, plain hyphens, no leading zeros (SFR-1 is SFR-001)."""
    plain = re.sub(r"\s+", "", id).translate(DASHES)
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", plain)


@dataclass(frozen=True, slots=True)
class TrueCard:
    """One requirement as a careful reader finds it: `printed` is what the card itself prints."""

    id: str
    printed: str
    name: str
    size: int  # letters and digits of the detail text
    details: str  # fingerprint of all of them
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """One RFP counted by hand. None stands for what was not counted or is not printed."""

    alias: str
    sha256: str
    format: str
    cards: tuple[TrueCard, ...]
    listed: tuple[str, ...]
    counts: tuple[int, ...]
    total: int | None
    tables: int | None
    grids: tuple[tuple[int, int, int], ...]
    why_empty: str = ""

    @property
    def size(self) -> int:
        """Letters and digits of all detail texts."""
        return sum(card.size for card in self.cards)


def read_truth(path: Path) -> Truth:
    """Read one truth file."""
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    cards = []
    for row in data["cards"]:
        parts = row["pieces"] or ""
        cut = tuple(parts[start : start + 4] for start in range(0, len(parts), 4))
        cards.append(TrueCard(row["id"], row.get("printed", row["id"]), row["name"], row["size"], row["details"], cut))
    summary = data["summary"]
    grids = tuple((grid["rows"], grid["columns"], grid["cells"]) for grid in data["grids"])
    return Truth(
        data["alias"],
        data["sha256"],
        data["format"],
        tuple(cards),
        tuple(summary["ids"]),
        tuple(summary["counts"]),
        summary["total"],
        data["tables"],
        grids,
        data.get("why_empty", ""),
    )


def read_truths(folder: Path = FOLDER) -> list[Truth]:
    """Read every truth file of a folder, by alias."""
    return sorted((read_truth(path) for path in folder.glob("*.yaml")), key=lambda truth: truth.alias)


def find_files(folder: Path | None) -> dict[str, Path]:
    """Return sha256 → file for every file right in `folder`, or nothing without a folder."""
    if folder is None or not folder.is_dir():
        return {}
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.iterdir()) if path.is_file()}


def rfp_folders() -> list[Path]:
    """Return the folders that the environment names in PIPELINE_RFPS (several are separated as in PATH)."""
    return [Path(part) for part in os.environ.get("PIPELINE_RFPS", "").split(os.pathsep) if part]


@dataclass(slots=True)
class Score:
    """What of a truth the program found. Shares are of the truth (recall) or of what was found (precision)."""

    alias: str
    format: str
    true_cards: int = 0
    found_cards: int = 0
    ids: int = 0
    printed: int = 0
    names: int = 0
    details: int = 0  # cards whose detail text is the same letter by letter
    true_letters: int = 0
    found_letters: int = 0
    same_letters: int = 0
    in_order: bool = True
    true_listed: int = 0
    found_listed: int = 0
    listed: int = 0
    counts: bool = True
    total: bool = True
    true_grids: int = 0
    grids: int = 0
    tables: bool = True
    notes: list[str] = field(default_factory=list)


def compare(truth: Truth, paper: Paper, found: Requirements) -> Score:
    """Compare one RFP's truth with what the program read. Derived cards (of texts without ids) are no cards here."""
    score = Score(truth.alias, truth.format, len(truth.cards), true_letters=truth.size)
    cards = [card for card in found.cards if not card.derived]
    score.found_cards = len(cards)
    score.found_letters = sum(len(letters(card.detail_text)) for card in cards)
    waiting: dict[str, Card] = {}
    for card in cards:
        if waiting.setdefault(same_id(card.id), card) is not card:
            score.notes.append(f"{card.id}: twice")
    for true in truth.cards:
        match = waiting.pop(same_id(true.id), None)
        if match is None:
            score.notes.append(f"{true.id}: not found")
            continue
        score.ids += 1
        _compare_card(score, true, match)
    score.notes += [f"{card.id}: no such card" for card in waiting.values()]
    _compare_order(score, truth, cards)
    _compare_summary(score, truth, found)
    _compare_tables(score, truth, list(paper.tables()))
    return score


def _compare_card(score: Score, true: TrueCard, card: Card) -> None:
    printed = card.printed_id or card.id
    if re.sub(r"\s+", "", printed).translate(DASHES) == true.printed:
        score.printed += 1
    else:
        score.notes.append(f"{true.id}: printed id {printed!r}, the card says {true.printed!r}")
    if name_print(card.name) == true.name:
        score.names += 1
    else:
        score.notes.append(f"{true.id}: another name, {name_print(card.name)} for {true.name}")
    kept = letters(card.detail_text)
    left = Counter(true.pieces)
    same = 0
    for piece in pieces(kept):
        mark = fingerprint(piece, 2)
        if left[mark]:
            left[mark] -= 1
            same += len(piece)
    equal = len(kept) == true.size and fingerprint(kept) == true.details
    score.same_letters += true.size if equal else min(same, true.size)
    if equal:
        score.details += 1
    else:
        score.notes.append(f"{true.id}: detail text differs: {len(kept)} letters for {true.size}, {same} the same")


def _compare_order(score: Score, truth: Truth, cards: list[Card]) -> None:
    wanted = [same_id(card.id) for card in truth.cards]
    known = set(wanted)
    got = [same_id(card.id) for card in cards if same_id(card.id) in known]
    score.in_order = got == [id for id in wanted if id in set(got)]
    if not score.in_order:
        score.notes.append("cards in another order")


def _compare_summary(score: Score, truth: Truth, found: Requirements) -> None:
    wanted = Counter(same_id(id) for id in truth.listed)
    got = Counter(same_id(row.id) for row in found.listed if re.search("[0-9]", row.id))
    score.true_listed, score.found_listed = sum(wanted.values()), sum(got.values())
    score.listed = sum((wanted & got).values())
    if wanted != got:
        score.notes.append(f"summary: missing {sorted(wanted - got)}, too many {sorted(got - wanted)}")
    counts = tuple(row.count for row in found.listed if row.count is not None)
    score.counts = counts == truth.counts
    if not score.counts:
        score.notes.append(f"counts per class: {list(counts)} for {list(truth.counts)}")
    score.total = found.printed_total == truth.total
    if not score.total:
        score.notes.append(f"printed total: {found.printed_total} for {truth.total}")


def _compare_tables(score: Score, truth: Truth, tables: list[Table]) -> None:
    wanted = Counter(truth.grids)
    got = Counter((table.rows, table.columns, len(table.cells)) for table in tables)
    score.true_grids, score.grids = sum(wanted.values()), sum((wanted & got).values())
    if wanted - got:
        score.notes.append(f"grids not found (rows, columns, cells): {sorted(wanted - got)}")
    score.tables = truth.tables is None or truth.tables == len(tables)
    if not score.tables:
        score.notes.append(f"top-level tables: {len(tables)} for {truth.tables}")
