"""Reads real RFPs that were counted by hand and holds the program to what stands in them.

The RFPs are no part of the repository: PIPELINE_RFPS names the folder (or folders) that hold them; without it these
tests skip. The truth files hold ids, counts and fingerprints only. Where such a test fails, the program is wrong, not
the floor.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.rfp.card import Card, Listed, Requirements
from pipeline.rfp.paper import Cell, Paper, Paragraph, Table
from tests.rfp.truth_file import (
    FOLDER,
    Score,
    TrueCard,
    Truth,
    compare,
    find_files,
    fingerprint,
    letters,
    name_print,
    pieces,
    read_truth,
    read_truths,
    rfp_folders,
    same_id,
)

TRUTHS = read_truths()
FLOORS = {"pdf": 0.95}  # of the letters of all detail texts; 0.98 for the other formats


@lru_cache(maxsize=1)
def files() -> dict[str, Path]:
    """Return sha256 → file of all folders that PIPELINE_RFPS names."""
    return {mark: path for folder in rfp_folders() for mark, path in find_files(folder).items()}


@lru_cache(maxsize=len(TRUTHS))
def scored(sha256: str) -> Score:
    """Read an RFP and compare it with its truth, once."""
    from pipeline.rfp.cards.requirements import find_requirements
    from pipeline.rfp.reading.paper_file import read_paper

    paper, problems = read_paper(files()[sha256])
    assert paper is not None, "\n".join(map(str, problems))
    truth = next(truth for truth in TRUTHS if truth.sha256 == sha256)
    return compare(truth, paper, find_requirements(paper))


@pytest.fixture(params=TRUTHS, ids=lambda truth: truth.alias)
def score(request: pytest.FixtureRequest) -> Score:
    """The score of one RFP; skips where the file is not in the folder."""
    truth: Truth = request.param
    if not rfp_folders():
        pytest.skip("PIPELINE_RFPS names no folder with RFPs")
    if truth.sha256 not in files():
        pytest.skip(f"{truth.alias} is not in the folder that PIPELINE_RFPS names")
    return scored(truth.sha256)


def said(score: Score) -> str:
    return f"{score.alias}: " + "; ".join(score.notes[:20])


def test_ids(score: Score) -> None:
    assert score.ids >= 0.99 * score.true_cards, said(score)
    assert score.ids >= 0.99 * score.found_cards, said(score)
    assert score.in_order, said(score)


def test_printed_ids(score: Score) -> None:
    assert score.printed >= 0.99 * score.true_cards, said(score)


def test_names(score: Score) -> None:
    assert score.names >= 0.99 * score.true_cards, said(score)


def test_details(score: Score) -> None:
    floor = FLOORS.get(score.format, 0.98)
    assert score.same_letters >= floor * score.true_letters, said(score)
    assert score.same_letters >= floor * score.found_letters, said(score)


def test_summary(score: Score) -> None:
    assert score.listed >= 0.99 * score.true_listed, said(score)
    assert score.listed >= 0.99 * score.found_listed, said(score)
    assert score.counts, said(score)
    assert score.total, said(score)


def test_tables(score: Score) -> None:
    assert score.grids == score.true_grids, said(score)
    assert score.tables, said(score)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_truth_file_is_whole_and_holds_no_text(path: Path) -> None:
    truth = read_truth(path)
    assert truth.alias == path.stem
    assert re.fullmatch("[0-9a-f]{64}", truth.sha256)
    assert bool(truth.cards) != bool(truth.why_empty), "no cards and no reason, or a reason and cards"
    ids = [same_id(card.id) for card in truth.cards]
    assert len(set(ids)) == len(ids)
    listed = [same_id(id) for id in truth.listed]
    assert len(set(listed)) == len(listed)
    for card in truth.cards:
        assert card.size > 0 and card.pieces and re.fullmatch("[0-9]+:[0-9a-f]{12}", card.name)
        assert re.fullmatch("[0-9a-f]{12}", card.details) and all(len(piece) == 4 for piece in card.pieces)
    words = re.sub(r"\b(id|printed|why_empty): [^,\n]*|ids: .*|#.*", "", path.read_text("utf-8"))
    assert not re.search("[가-힣]", words)


def test_truths_are_of_different_files() -> None:
    assert len({truth.sha256 for truth in TRUTHS}) == len(TRUTHS) >= 12


LINES = ["○ 서버는 하루 한 번 백업하고 그 결과를 다음 날 아침까지 담당자에게 알려야 한다", "- 백업 매체는 두 곳에 나누어 보관하며 분기마다 복구 시험을 실시한다"]


def invented() -> tuple[Truth, Paper, Requirements]:
    """A small RFP with invented text, its reading, and the truth about it."""
    texts = ["\n".join(LINES), "1) 점검은 달마다 한다"]
    cards = tuple(
        Card(f"AAA-00{number}", name, detail_text=text)
        for number, name, text in zip((1, 2), ("백업 관리", "정기 점검"), texts, strict=True)
    )
    listed = (Listed("AAA-001", "백업 관리", count=2), Listed("AAA-002", "정기 점검"))
    cells = tuple(Cell(row, column, (Paragraph("가"),)) for row in (1, 2) for column in (1, 2, 3))
    paper = Paper("made.hwp", "hwp", (Table(2, 3, cells),))
    true = tuple(
        TrueCard(
            card.id,
            card.id,
            name_print(card.name),
            len(letters(card.detail_text)),
            fingerprint(letters(card.detail_text)),
            tuple(fingerprint(piece, 2) for piece in pieces(letters(card.detail_text))),
        )
        for card in cards
    )
    truth = Truth("made", "0" * 64, "hwp", true, ("AAA-001", "AAA-002"), (2,), 2, 1, ((2, 3, 6),))
    return truth, paper, Requirements(cards, listed, 2)


def test_a_right_reading_scores_full() -> None:
    score = compare(*invented())
    assert not score.notes
    assert (score.ids, score.printed, score.names, score.details, score.listed, score.grids) == (2, 2, 2, 2, 2, 1)
    assert score.same_letters == score.true_letters == score.found_letters
    assert score.in_order and score.counts and score.total and score.tables


def test_a_lost_card_and_a_false_one_are_seen() -> None:
    truth, paper, found = invented()
    score = compare(truth, paper, replace(found, cards=(found.cards[0], Card("BBB-001", "없는 것"))))
    assert (score.ids, score.true_cards, score.found_cards) == (1, 2, 2)
    assert {"AAA-002: not found", "BBB-001: no such card"} <= set(score.notes)


def test_a_changed_word_costs_its_surroundings_only() -> None:
    truth, paper, found = invented()
    text = found.cards[0].detail_text.replace("두 곳", "세 곳")
    score = compare(truth, paper, replace(found, cards=(replace(found.cards[0], detail_text=text), found.cards[1])))
    assert score.details == 1
    assert 0 < score.same_letters < score.true_letters


def test_bullets_white_space_and_zeros_do_not_matter() -> None:
    truth, paper, found = invented()
    text = "\n".join(line.replace("○", "가.").replace(" ", "  ") for line in LINES)
    first = replace(found.cards[0], id="AAA-1", printed_id="AAA-001", name="백업관리", detail_text=text)
    assert not compare(truth, paper, replace(found, cards=(first, found.cards[1]))).notes


def test_another_order_count_total_and_grid_are_seen() -> None:
    truth, paper, found = invented()
    other = Requirements(found.cards[::-1], (replace(found.listed[0], count=3),), 5)
    score = compare(truth, replace(paper, blocks=()), other)
    assert not (score.in_order or score.counts or score.total or score.tables)
    assert (score.listed, score.grids) == (1, 0)


def test_derived_cards_are_no_cards() -> None:
    truth, paper, found = invented()
    derived = Card("III-1#1", "", derived=True)
    assert compare(truth, paper, replace(found, cards=(*found.cards, derived))).found_cards == 2
