"""Holds the sample proposal against the RFP that it answers, its own price, and the files that it names."""

from __future__ import annotations

import re
import struct
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from pipeline.build.bid_draft import compose_bid
from pipeline.build.bid_reading import read_bid
from pipeline.build.filling import open_form
from pipeline.build.names import names
from pipeline.model.dossier import Dossier
from pipeline.model.proposal import Proposal, Section, Volume
from pipeline.problems import Severity, stopping
from pipeline.read.dossier import read_dossier
from pipeline.read.proposal import read_proposal
from pipeline.rules.cost import CostFigures
from pipeline.rules.evaluation import EvaluationFigures
from pipeline.rules.registry import RULES
from pipeline.workspace import Workspace

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "sample-bid"
PROPOSAL = FOLDER / "proposal"
SAME_RFP = ROOT / "data" / "seoul-upcycling-2019"
MARK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]*))?\]\]")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
NUMBER = re.compile(r"\d[\d,]*")
KINDS = ("유선", "인터넷", "서면")


@cache
def dossier() -> Dossier:
    """Return the folder as a contract."""
    made, problems = read_dossier(FOLDER, ROOT / "data" / "_law", ROOT)
    assert made is not None and not stopping(problems)
    return made


@cache
def proposal() -> Proposal:
    """Return the proposal, its heads held against the RFP's numbers."""
    known = {key for card in dossier().requirements for key in (card.id, *(item.key for _, item in card.walk()))}
    made, problems = read_proposal(PROPOSAL, ROOT, known)
    assert problems == []
    assert made is not None
    return made


def numbered() -> list[str]:
    """Return the keys of the numbered sentences of the RFP (MAR-001#1 …), without their bullets."""
    return [item.key for card in dossier().requirements for depth, item in card.walk() if depth == 0]


def marks(section: Section) -> list[tuple[str, str]]:
    """Return (key, what follows the bar) of every mark of a section."""
    return [(key.strip(), said) for keys, said in MARK.findall(section.text) for key in keys.split(",")]


def answers() -> list[str]:
    """Return the keys that the marks of the technical book name, in order."""
    return [key for section in proposal().volume(Volume.TECHNICAL) for key, _ in marks(section)]


def body(section: Section) -> str:
    """Return the text without marks."""
    return MARK.sub("", section.text)


def lines_of_tables(section: Section) -> list[list[str]]:
    """Return the tables of a section, each as its lines."""
    tables: list[list[str]] = []
    before = ""
    for line in section.text.split("\n"):
        if line.startswith("|"):
            if not before.startswith("|"):
                tables.append([])
            tables[-1].append(line)
        before = line
    return tables


def test_the_rfp_is_that_of_the_first_contract() -> None:
    for name in ("requirements.yaml", "clauses.yaml", "findings.yaml"):
        ours, theirs = (yaml.safe_load((folder / name).read_text("utf-8")) for folder in (FOLDER, SAME_RFP))
        assert ours == theirs, name


def test_no_rule_finds_an_error_in_the_folder() -> None:
    problems = [problem for rule in RULES for problem in rule.check(dossier())]
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []


def test_only_queries_are_made_of_a_bid() -> None:
    assert dossier().contract.packages == ("질의",)
    assert {"계약금액(예산)", "계약상대자", "투입인력"} <= set(dossier().contract.sample)


def test_every_numbered_sentence_has_exactly_one_answer() -> None:
    keys = numbered()
    assert len(keys) == 64  # 12 + 7 + 9 + 4 + 9 + 2 + 3 + 5 + 3 + 1 + 4 + 2 + 3
    count = Counter(answers())
    assert [(key, count[key]) for key in keys if count[key] != 1] == []


def test_marks_name_sentences_of_the_rfp_and_each_only_once() -> None:
    known = {item.key for card in dossier().requirements for _, item in card.walk()}
    count = Counter(answers())
    assert set(count) - known == set()
    assert [key for key, times in count.items() if times > 1] == []


def test_marks_stand_in_the_technical_book_only() -> None:
    assert [section.file for section in proposal().sections if section.volume is not Volume.TECHNICAL and marks(section)] == []


def test_alternatives_are_few_and_give_a_reason_and_nothing_is_declined() -> None:
    said = {key: words for section in proposal().sections for key, words in marks(section) if words}
    assert set(said) == {"MAR-001#11", "MAR-002#5", "MHR-001#2"}
    for words in said.values():
        kind, _, reason = words.partition(":")
        assert kind == "대안" and len(reason.strip()) > 40


def test_sections_answer_what_their_heads_say() -> None:
    keys = numbered()
    for section in proposal().sections:
        asked = {key for ask in section.asks for key in keys if key == ask or key.startswith(f"{ask}#")}
        assert asked == {key for key, _ in marks(section) if key in keys}, section.file


def test_points_come_to_those_of_the_evaluation() -> None:
    figures = EvaluationFigures(dossier())
    assert [figures.points_of(part) for part in ("정성", "정량", "가격")] == [70, 20, 10]
    assert sum((section.points or Decimal(0) for section in proposal().sections), Decimal(0)) == 100
    claimed = {name for section in proposal().sections for name in section.evaluation}
    assert claimed == {item.name for item in dossier().evaluation_items}


def test_pages_fit_the_limits() -> None:
    for volume, limit in ((Volume.TECHNICAL, proposal().page_limit), (Volume.SUMMARY, proposal().summary_limit)):
        given = sum((section.pages or Decimal(0) for section in proposal().volume(volume)), Decimal(0))
        assert limit is not None and 0 < given <= limit


def test_the_price_adds_up_by_hand() -> None:
    figures = CostFigures(dossier())
    labour = [7_800_000, 9_360_000, 10_080_000]  # 1.2 × 6,500,000; 1.8 × 5,200,000; 2.4 × 4,200,000
    assert [each.amount for each in figures.labour] == labour
    assert (figures.direct, figures.overhead, figures.fee, figures.expenses) == (27_240_000, 29_964_000, 11_440_800, 355_200)
    assert (figures.supply, figures.vat, figures.total) == (69_000_000, 6_900_000, 75_900_000)
    assert (figures.budget, figures.rest) == (79_200_000, 3_300_000)
    assert "6,325,000" in next(section.text for section in proposal().volume(Volume.PRICE))  # 75,900,000 ÷ 12


def test_shares_of_the_people_are_the_months_of_the_price() -> None:
    months = {share * 12 for person in dossier().people if (share := person.share)}
    assert months == {each.line.months for each in CostFigures(dossier()).labour}


@pytest.mark.parametrize("volume", [Volume.TECHNICAL, Volume.SUMMARY])
def test_no_amount_of_the_price_stands_outside_the_price_book(volume: Volume) -> None:
    figures = CostFigures(dossier())
    wages = [each.wage.amount for each in figures.labour if each.wage]
    sums = {
        *wages, *(each.amount for each in figures.labour), *(line.amount for line in dossier().cost.expenses),
        figures.direct, figures.overhead, figures.fee, figures.expenses, figures.supply, figures.vat, figures.total, figures.budget,
        figures.rest, 6_325_000, 6_600_000,
    }
    for section in proposal().volume(volume):
        written = {int(number.replace(",", "")) for number in NUMBER.findall(section.text)}
        assert written & {int(each) for each in sums} == set(), section.file
        assert not re.search(r"\d\s*(?:천|만|억|백만)?\s*원|cost\.", section.text), section.file


def test_pictures_are_there_small_in_rgb_and_all_used() -> None:
    used = [address for section in proposal().sections for address in PICTURE.findall(section.text)]
    assert len(used) == 3
    assert sorted(used) == sorted(f"images/{path.name}" for path in (PROPOSAL / "images").iterdir())
    for address in used:
        data = (PROPOSAL / address).read_bytes()
        width, height, depth, colour = struct.unpack(">2L2B", data[16:26])
        assert data.startswith(b"\x89PNG") and len(data) < 200_000, address
        assert (depth, colour) == (8, 2) and width > height > 0, address  # 8 bits of RGB, no transparency


def test_forms_can_be_filled() -> None:
    seen = {**names(dossier(), dossier().contract.months[0]), "title": "", "date": None}
    assert {Path(form.file).suffix for form in proposal().forms} == {".docx", ".hwpx"}
    for wanted in proposal().forms:
        form, problems = open_form(PROPOSAL / wanted.file)
        assert form is not None and problems == []
        data, problems = form.render(seen, PROPOSAL)
        assert data and problems == [], wanted.name


def test_everything_says_that_it_is_a_sample() -> None:
    said = [section.file for section in proposal().sections if "> 예시 본문입니다." in section.text]
    assert said == ["00-일러두기.md"]
    for path in PROPOSAL.glob("*.md"):
        assert path.read_text("utf-8").split("\n")[1].startswith("# 예시 본문"), path.name
    for name in ("contract.yaml", "cost.yaml"):
        assert "예시" in (FOLDER / name).read_text("utf-8").split("\n")[0]
    assert {item.note for item in dossier().evaluation_items} == {"예시"}


def test_tables_have_a_caption_and_even_rows() -> None:
    for section in proposal().sections:
        tables = lines_of_tables(section)
        before = re.findall(r"^표: (.+)\n\n\|", section.text, re.MULTILINE)
        assert len(before) == len(tables), section.file
        for caption, rows in zip(before, tables, strict=True):
            cells = {len(re.sub(r"\{\{.*?\}\}", "", row).split("|")) for row in rows}
            assert len(cells) == 1 and len(rows) > 2, (section.file, caption)


def test_captions_are_told_apart() -> None:
    captions = Counter(re.findall(r"^표: (.+)$", "\n".join(each.text for each in proposal().volume(Volume.TECHNICAL)), re.MULTILINE))
    assert sum(captions.values()) > 60
    assert [caption for caption, times in captions.items() if times > 1] == []


def test_no_sentence_is_said_twice() -> None:
    sentences: Counter[str] = Counter()
    for section in proposal().volume(Volume.TECHNICAL):
        prose = "\n".join(line for line in body(section).split("\n") if not line.startswith(("|", "표:", "#", "{{", "!")))
        sentences.update({part.strip() for part in re.split(r"(?<=다)\.\s|\n", prose) if len(part.strip()) > 25})
    assert len(sentences) > 250
    assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_the_numbers_of_the_rfp_are_kept() -> None:
    texts = {section.title: body(section) for section in proposal().sections}
    recovery = texts["장애복구"]
    assert all(word in recovery for word in (*KINDS, "4시간", "2시간", "30분", "8시간"))
    assert "24시간" in texts["비상대책"] and "365일" in texts["비상대책"]
    assert "월 1회 이상" in texts["정기점검과 예방"] and "당월 말일" in texts["정기점검과 예방"]
    assert "15일" in texts["인력 운영"] and "20일" in texts["인력 운영"]
    assert "14일 이내" in texts["보고와 산출물"] and "익월 10일" in texts["보고와 산출물"]
    assert "한 해 한 번" in texts["홈페이지 유지관리와 기능개선"]
    assert "7일 이전" in texts["개인정보보호"]


def test_the_whole_proposal_composes_and_answers_every_row() -> None:
    workspace = Workspace.around(FOLDER)
    bid, problems = read_bid(workspace, FOLDER.name)
    assert bid is not None and not stopping(problems)
    draft, _ = compose_bid(workspace, FOLDER.name, bid)
    assert [str(problem) for problem in draft.problems] == []  # also no price in the other books
    assert set(draft.books) == set(Volume)
    rows = sum(1 for card in dossier().requirements for _ in card.walk())
    assert rows == 108  # 64 sentences, 28 bullets, 5 rows of a table, 11 below bullets
    assert [row.key for row in draft.found.rows if row.state != "답함"] == []
    assert len(draft.found.rows) == rows
