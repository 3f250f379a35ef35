"""Words that must not be handed in: example paragraphs, vague promises, assumed values, the bidder's name."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pipeline.model.proposal import Section
from pipeline.problems import Location, Severity
from pipeline.rules.bid_wording import assumed_values, example_paragraphs, names_of, tells_name, vague_words


def section(text: str) -> Section:
    return Section(file="10-절.md", title="절", text=text, line=5, at=Location("proposal/10-절.md", 1))


LIBRARY = {"보안": "---\n제목: 보안\n예시: 예\n---\n> 예시 문단입니다.\n", "백업": "---\n제목: 백업\n---\n매일 받습니다.\n"}


def test_example_paragraphs_are_told_where_they_are_taken_in() -> None:
    text = "글\n@문단(보안)\n@문단( 백업 )\n<!-- @문단(보안)\n@문단(보안)\n-->\n@문단(없음)"
    (found,) = example_paragraphs([section(text)], LIBRARY)
    assert (found.code, str(found.at), found.severity) == ("R-BID-21", "proposal/10-절.md:6", Severity.WARNING)


@pytest.mark.parametrize("words", ["지원할 수도 있습니다", "기능을 제공할 수 있다.", "도입을 고려하고 있습니다", "검토할 예정입니다", "가급적 빨리", "줄이려고 노력하겠습니다"])
def test_vague_words(words: str) -> None:
    (found,) = vague_words([section(f"매월 점검합니다.\n{words}")])
    assert (found.code, found.at.row, found.severity) == ("R-BID-22", 6, Severity.NOTE)


@pytest.mark.parametrize("line", ["> 지원할 수도 있다", "<!-- 제공할 수 있다 -->", "담당자는 화면에서 볼 수 있습니다.", "노력을 덜 들입니다", "매월 점검합니다"])
def test_firm_words_and_quotes_of_the_rfp(line: str) -> None:
    assert vague_words([section(line)]) == []


def test_one_note_names_every_place_up_to_five() -> None:
    (found,) = vague_words([section("가급적\n" * 9)])
    assert "9곳" in found.message and len(found.related) == 4


def test_assumed_values() -> None:
    contract = SimpleNamespace(assumed=("계약일", "개시일"), at=Location("contract.yaml", 3))
    (found,) = assumed_values(contract)
    assert "계약일, 개시일" in found.message and assumed_values(SimpleNamespace(assumed=(), at=Location())) == []


@pytest.mark.parametrize("text", ["가나다 정보기술은", "㈜가나다정보기술", "주식회사 가나다정보기술의", "(주) 가나다정보기술"])
def test_names_however_they_are_written(text: str) -> None:
    assert tells_name(text, names_of("(주)가나다정보기술", "")) == "가나다정보기술"


def test_other_names() -> None:
    assert tells_name("가나다 기술과 정보", names_of("(주)가나다정보기술")) == "" and names_of("", "(주)", "가") == ()
