"""rfp.yaml → the terms that a proposal is made by."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pipeline.model.bid_terms import BidTerms
from pipeline.read.bid_terms import read_bid_terms

TEXT = """입찰사항:
  - {이름: 부가세포함, 값: 예, 줄: L3}
입찰일정:
  - {일정: 공고, 일시: 2030. 5. 1.}
배점표:
  - {구분: 기술 (80), 항목: 이해도, 기준: 목표를 아는가, 배점: 7.5, 줄: L20}
서식:
  - {번호: 서식 1, 이름: 일반현황}
제안서목차:
  - {장: Ⅰ. 개요, 줄: L30}
  - {장: Ⅱ. 기능, 절: 1. 점검, 작성방법: 적는다}
제안서규격:
  - {항목: 쪽제한, 값: 100, 원문: 100쪽 이내, 줄: L31}
작성지침:
  - {항목: 약어, 원문: 약어표를 둔다, 줄: L32}
  - {항목: 제출 부수, 값: 3부, 원문: 제안서 3부}
"""


def test_all_parts(tmp_path: Path) -> None:
    (tmp_path / "rfp.yaml").write_text(TEXT, "utf-8")
    terms, problems = read_bid_terms(tmp_path, "data/x")
    assert problems == []
    assert terms.terms[0].value == "예"
    assert (terms.scores[0].item, terms.scores[0].points) == ("이해도", Decimal("7.5"))
    assert [line.section for line in terms.outline] == ["", "1. 점검"]
    rule = terms.rule("쪽제한")
    assert rule is not None and rule.value == "100" and rule.at.row == 13
    assert terms.rule("글꼴") is None
    assert [(rule.name, rule.value, rule.line) for rule in terms.writing] == [("약어", "", "L32"), ("제출 부수", "3부", "")]


def test_no_file_is_no_terms(tmp_path: Path) -> None:
    assert read_bid_terms(tmp_path, "data/x") == (BidTerms(), [])


def test_a_wrong_key_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "rfp.yaml").write_text("배점표:\n  - 항목: 이해도\n    베점: 5\n", "utf-8")
    terms, problems = read_bid_terms(tmp_path, "data/x")
    assert terms == BidTerms()
    assert [str(problem) for problem in problems] == ["data/x/rfp.yaml:3 (베점): 오류 D-YAML-07 모르는 항목 '베점' → 혹시 '배점'?"]
