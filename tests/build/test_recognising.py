"""A reviewed workbook says itself which contract it is of; words come in any order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.build.recognising import contract_of, told_apart
from pipeline.build.tracing import TraceOrder, write_trace
from pipeline.workspace import Workspace


@pytest.fixture
def two(small: Workspace) -> Workspace:
    """A second contract beside the first, of another title."""
    other = small.data / "other"
    shutil.copytree(small.data / "sample", other)
    path = other / "contract.yaml"
    path.write_text(path.read_text("utf-8").replace("가나다기관 정보시스템", "라마바기관 누리집").replace("계약코드: sample", "계약코드: other"), "utf-8")
    return small


def test_words_in_any_order(two: Workspace, tmp_path: Path) -> None:
    for words in (["sample", "가.xlsx"], ["가.xlsx", "sample"]):
        assert told_apart(two, words) == ("sample", [Path("가.xlsx")], [])
    assert told_apart(two, ["가.xlsx"]) == ("", [Path("가.xlsx")], [])
    assert [problem.code for problem in told_apart(two, ["sampel", "가.xlsx"])[2]] == ["B-WRK-02"]
    assert [problem.code for problem in told_apart(two, ["sample", "other", "가.xlsx"])[2]] == ["B-WRK-06"]
    assert [problem.code for problem in told_apart(two, ["sample"])[2]] == ["B-WRK-07"]


def test_a_workbook_is_known_by_its_place_or_by_its_words(two: Workspace, tmp_path: Path) -> None:
    mine, others = (write_trace(two, name, TraceOrder()).files[0] for name in ("sample", "other"))
    assert contract_of(two, [others]) == ("other", [])
    sent = tmp_path / "받은 것.xlsx"
    shutil.copy(others, sent)
    assert contract_of(two, [sent]) == ("other", [])
    book = load_workbook(sent)
    del book["표지"]
    book.save(sent)
    assert contract_of(two, [sent]) == ("other", []), "the heading of the matrix still names it"
    assert [problem.code for problem in contract_of(two, [mine, sent])[1]] == ["B-WRK-06"]


def test_what_does_not_say_it_is_asked_for_unless_there_is_but_one_contract(two: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "검토.csv"
    path.write_text("요구사항ID,판정\nA-001#1,적합\n", "cp949")
    (problem,) = contract_of(two, [path])[1]
    assert problem.code == "B-WRK-08" and "검토.csv" in problem.hint
    shutil.rmtree(two.data / "other")
    assert contract_of(two, [path]) == ("sample", [])
    assert [each.code for each in contract_of(two, [tmp_path / "없음.xlsx"])[1]] == ["D-FILE-01"]
