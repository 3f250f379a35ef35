"""Holds the city's plan (D3): every word of its data stands in the document, and every word of its source, or in a named list of corrections."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pipeline.build import commands
from pipeline.build.ordering import Order
from pipeline.compose.body import compose
from pipeline.document.blocks import Block, Cover, Document, Figure, Heading, ItemList, Paragraph, Table, plain
from pipeline.model.dossier import Dossier
from pipeline.problems import Severity, stopping
from pipeline.rules.project import ProjectFigures
from pipeline.workspace import HOME, Workspace

CONTRACT = "seoul-finance-2013"
SEED = "004_a7687eddb593df11.txt"
SOURCE = Path(os.environ.get("D3_SOURCE", HOME.parent / "shared" / "seeds" / SEED))

# Lines of the source that the document prints otherwise, beside white space: what stands there instead, and why.
CORRECTED = {
    32: ("옴부즈만", "D3-10: ‘음브즈만’은 오기"),
    98: ("기능보완", "D3-10: ‘기능보안’은 오기"),
    105: ("75,000", "단위를 표의 위에 적음(단위: 천원)"),
    106: ("54,261", "단위를 표의 위에 적음(단위: 천원)"),
    108: ("[붙임 5] 참조", "D3-02: 붙임 1은 부서현황"),
    205: ("가격평가 10%로 함", "D3-16: 조사"),
    219: ("사업수행 : 2013. 3. ~ 2014. 2.", "달 뒤의 온점"),
}


def load() -> Dossier:
    """Return the plan's dossier; no problem of it stops."""
    dossier, problems = commands.read_contract(Workspace(HOME, HOME / "output"), CONTRACT)
    assert dossier is not None and not stopping(problems), problems
    return dossier


@cache
def document() -> Document:
    """Return the composed 방침서."""
    workspace, dossier = Workspace(HOME, HOME / "output"), load()
    order = Order(("docx",), package=None, deliverables=("project-plan",))
    (task,), environment, problems = commands.plan(workspace, CONTRACT, dossier, dossier.newest_month, order)
    made, faults = compose(task, environment, HOME)
    assert made is not None and not problems + faults
    return made


def squeezed(text: str) -> str:
    """Return text without white space and without dashes that stand alone."""
    return re.sub(r"\s", "", re.sub(r"(?<!\S)-(?!\S)", "", text))


def passages(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the text of every paragraph, list item, cell, caption and figure."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield plain(block.content)
            case ItemList():
                yield from (plain(item.content) for item in block.items)
            case Table():
                yield block.caption
                for row in block.rows:
                    for cell in row.cells:
                        yield "\n".join(passages(cell.content))
            case Figure():
                yield block.caption
                yield from re.findall(r">([^<>]+)</text>", block.svg)
            case Cover():
                yield block.title


@cache
def printed() -> tuple[str, ...]:
    """Return every passage of the document, squeezed."""
    return tuple(squeezed(text) for text in passages(document().blocks))


def stands(text: str) -> bool:
    """True when `text` stands in one passage of the document."""
    wanted = squeezed(text)
    return any(wanted in passage for passage in printed())


# The data


def test_every_sentence_of_the_data_stands_in_the_document() -> None:
    dossier = load()
    plan, figures = dossier.project, ProjectFigures(dossier)
    assert plan is not None
    texts = [figures.text(item) for item in plan.items()]
    texts += [chapter.title for chapter in plan.chapters] + [f"{annex.title}{annex.detail} {annex.copies}." for annex in plan.annexes]
    texts += [plan.number, plan.disclosure, plan.slogan, plan.brand, plan.subtitle, plan.title, plan.summary, plan.project, plan.review_note]
    texts += [*plan.approvers, *plan.cooperation, *plan.goals, *plan.systems, plan.organisation, plan.department]
    texts += [words for group in plan.review for line in group.items for words in (group.name, line.name, *line.options)]
    texts += [words for line in plan.budget_lines for words in (line.name, line.account, line.note)]
    texts += [f"{each.label} : {each.scope}" for each in plan.histories if each.scope]
    texts += [words for each in plan.procedures for step in each.steps for words in (step.name, *(part for text in step.text for part in text.split()))]
    texts += [words for body in dossier.departments for words in (body.name, body.relation, *body.teams, *body.duties)]
    texts += [words for row in dossier.scopes for words in (row.system, row.task, row.text)]
    texts += [words for row in dossier.contents for words in (row.agency, row.group, row.name, row.method, row.cycle)]
    texts += [words for row in dossier.assets for words in (row.name, row.model, row.spec.replace("\n", " - "), row.note)]
    assert len(texts) > 350
    assert [text for text in texts if not stands(text)] == []


def test_counts_of_the_annexes() -> None:
    dossier = load()
    assert Counter(row.system for row in dossier.scopes).most_common() == [("클린재정시스템", 9), ("출연기관 표준ERP시스템 (ERP솔루션)", 4)]
    assert list(Counter(row.agency for row in dossier.contents).items()) == [("본청", 22), ("자치구", 9), ("투자/출연기관", 7), ("기타", 4)]
    assert (len(dossier.hardware), sum(row.quantity for row in dossier.hardware), len(dossier.software)) == (14, 22, 12)
    assert len(dossier.departments) == 11 and len({body.name for body in dossier.departments}) == 8


def test_who_sees_the_contents() -> None:
    rows = load().contents
    seen = Counter((row.citizens, row.companies, row.staff) for row in rows)
    # 시민·기업 5+1+3+2+4: 재정규모 … 공기업정보, 성과주의예산, 자치구 재정개요·재정규모·재정자립도, 채무현황·기관소개, 기타
    # 직원 8+1+4+2: e호조(본청), 공채정보, e호조(자치구), 복지; 기업·직원 7: 기업창구; 모두 5: 투자/출연기관의 재정규모부터
    assert seen == {(True, True, False): 15, (False, False, True): 15, (False, True, True): 7, (True, True, True): 5}


def test_sums_of_the_plan() -> None:
    figures = ProjectFigures(load())
    assert (figures.budget.total, figures.budget.difference, figures.budget.supply) == (129_261_000, -10_039_000, 117_510_000)
    assert all(each.agrees in (True, None) for each in figures.reckonings)


def test_only_what_the_source_leaves_open_is_warned_of() -> None:
    _, problems = commands.read_contract(Workspace(HOME, HOME / "output"), CONTRACT)
    ours = [each for each in problems if each.code == "R-PRJ-01"]
    assert len(ours) == 3 and {each.severity for each in ours} == {Severity.WARNING}
    assert any("[붙임1]" in each.message for each in ours) and any("판을 둘로" in each.message for each in ours)
    assert any("재정개요" in each.message for each in ours)


def test_findings_run_from_one_to_sixteen_and_ask() -> None:
    findings = load().findings
    assert [each.number for each in findings] == [f"D3-{number:02d}" for number in range(1, 17)]
    assert [str(each.grade) for each in findings] == ["A"] * 5 + ["B"] * 10 + ["C"]
    assert all(each.issue.endswith("다.") and each.assumption.endswith("다.") and each.question.endswith("?") and each.quotes for each in findings)


def test_every_sentence_is_somebodys_duty() -> None:
    dossier = load()
    served = {key for duty in dossier.duties for key in duty.rows}
    keys = {item.key for card in dossier.requirements for _, item in card.walk()} | {clause.key for clause in dossier.clauses}
    assert len(keys) == 22 and keys <= served


# The source


@pytest.fixture(scope="module")
def source() -> list[str]:
    """The lines of D3; line 1 stands at index 0."""
    if not SOURCE.exists():
        pytest.skip("the source text D3 is not here")
    return SOURCE.read_text("utf-8").split("\n")


def sentences(line: str) -> list[str]:
    """Return what one line of the source says: its cells without marks, tags and signs."""
    text = re.sub(r"<ul[^>]*>", "", re.sub(r"<input[^>]*>", "□", line)).removeprefix("::: ")
    cells = [re.sub(r"^(?:->|[□○●-]|[IVX]+(?= ))\s*", "", cell.strip()) for cell in text.split("\t")]
    cells = [re.sub(r"^(?:붙임 )?\d\. (?=\S)", "", cell) for cell in cells]
    parts = [part for cell in cells for part in (cell.split(" : ", 1) if "무 ■" in cell and " : " in cell else [cell])]
    return [part for part in parts if part.strip() and part.strip() not in ("0", "- ")]


def test_every_sentence_of_the_source_stands_in_the_document(source: list[str]) -> None:
    absent = {number for number, line in enumerate(source, 1) for part in sentences(line) if not stands(part)}
    assert absent == CORRECTED.keys()


def test_corrections_print_what_they_say() -> None:
    assert [number for number, (text, _) in CORRECTED.items() if not stands(text)] == []


def test_what_changed_the_letters_is_listed_as_a_correction() -> None:
    listed = {int(digits) for each in ProjectFigures(load()).corrections for digits in re.findall(r"L(\d+)", each.where)}
    assert {32, 98, 108, 205} <= listed


def test_quotes_stand_at_their_lines(source: list[str]) -> None:
    dossier = load()
    quotes = [(quote.text, quote.where) for each in dossier.findings for quote in each.quotes]
    quotes += [(each.source.quote, each.source.line) for each in (*dossier.deliverables, *dossier.contract.terms)]
    quotes += [(item.text, item.line) for card in dossier.requirements for _, item in card.walk()]
    quotes += [(clause.text, clause.source.line) for clause in dossier.clauses]
    assert len(quotes) > 90
    assert [(text, where) for text, where in quotes if " ".join(text.split()) not in " ".join(source[int(where[1:]) - 1].split())] == []


def test_lists_stand_word_for_word(source: list[str]) -> None:
    dossier = load()
    rows = [(row.line, (row.task, row.text)) for row in dossier.scopes] + [(row.line, (row.name,)) for row in dossier.contents]
    rows += [(body.line, body.teams + body.duties) for body in dossier.departments]
    assert [(line, text) for line, texts in rows for text in texts if squeezed(text) not in squeezed(source[int(line[1:]) - 1])] == []
