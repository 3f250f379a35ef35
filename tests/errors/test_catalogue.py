"""Every code in the source is in the catalogue, and docs/errors.md is what the catalogue says."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.rules.registry import RULES
from tests.errors.catalogue import CODES, PAGE, catalogue

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"


def test_every_code_in_the_source_is_catalogued() -> None:
    used = {code for path in PACKAGE.rglob("*.py") for code in re.findall(r'"([BDFITW]-[A-Z]+-\d\d)"', path.read_text("utf-8"))}
    assert used - CODES.keys() == set()


def test_every_rule_explains_itself() -> None:
    for rule in RULES:
        text = rule.figure.__doc__ or ""
        assert "조항" in text and "예" in text, rule.code


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == catalogue(), "make docs로 다시 만든다"
