"""The list of codes and the codes that the readers use are the same."""

import re
from pathlib import Path

import pipeline.read
from pipeline.read.codes import CODES

MODULES = [path for path in Path(pipeline.read.__file__).parent.glob("*.py") if path.stem != "codes"]
SOURCE = "\n".join(path.read_text("utf-8") for path in MODULES)


def test_codes_are_used_and_used_codes_are_listed() -> None:
    assert set(re.findall(r'"(D-[A-Z]+-\d\d)"', SOURCE)) == set(CODES)


def test_titles_are_short_and_differ() -> None:
    assert len(set(CODES.values())) == len(CODES)
    assert all(0 < len(title) <= 30 for title in CODES.values())
