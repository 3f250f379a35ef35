"""Turns a finished file into what is wrong with it, by the lint of its format."""

from __future__ import annotations

from pathlib import Path

from pipeline.problems import Location, Problem
from pipeline.read.from_disk import read_bytes
from pipeline.write.hwpx.lint import lint


def verify(path: Path) -> list[Problem]:
    """Return what is wrong with the HWPX file at `path`."""
    if path.suffix.lower() != ".hwpx":
        return [Problem("B-VER-01", "살필 수 있는 형식이 아닙니다", Location(str(path)), ".hwpx 파일을 줍니다")]
    data, problems = read_bytes(path, str(path))
    return problems if data is None else lint(data, str(path))
