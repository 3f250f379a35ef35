"""Holds the findings of the first contract against the words of its source, where that is at hand."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SOURCE = Path(os.environ.get("D1_SOURCE", ROOT.parent / "shared" / "seeds" / "000_211f7d2f794c78a2.txt"))
FINDINGS = yaml.safe_load((ROOT / "data" / "seoul-upcycling-2019" / "findings.yaml").read_text("utf-8"))


def test_numbers_run_and_the_gravest_come_first() -> None:
    assert [each["번호"] for each in FINDINGS] == [f"Q-{number:02d}" for number in range(1, len(FINDINGS) + 1)]
    grades = [each["등급"] for each in FINDINGS]
    assert grades == sorted(grades)


def test_each_says_what_is_assumed_and_what_is_asked() -> None:
    for each in FINDINGS:
        assert each["쟁점"].endswith("다.") and each["가정"].endswith("다.") and each["질의"].endswith("?"), each["번호"]
        assert each["원문"]


def test_quotes_stand_at_their_lines() -> None:
    if not SOURCE.exists():
        pytest.skip("the source text D1 is not here")
    lines = SOURCE.read_text("utf-8").split("\n")
    for each in FINDINGS:
        for quote in each["원문"]:
            line = re.sub(r"\s+", " ", lines[int(quote["위치"][1:]) - 1])
            assert quote["원문"] in line, (each["번호"], quote)
