"""Turns the bytes of any HWPX file into the faults that 한글 stumbles over and that no other checker finds together."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.problems import Problem
from pipeline.write.hwpx.lint_header import check_header, definitions
from pipeline.write.hwpx.lint_package import check_package, open_parts
from pipeline.write.hwpx.lint_report import Report
from pipeline.write.hwpx.lint_section import check_section
from pipeline.write.hwpx.lint_xml import check_roots, parse

__all__ = ["lint"]

_HEADER = "Contents/header.xml"


def lint(data: bytes, name: str = "") -> list[Problem]:
    """Return all faults of the HWPX file `data` (called `name` in messages), each with its part and element.

    It checks the package, the lists of header.xml, every reference to them, and each section's set-up, text and
    tables. An empty list does not prove that 한글 opens the file; its layout cache is not checked.
    """
    report = Report(name)
    parts = open_parts(data, report)
    if parts is None:
        return report.problems
    trees = parse(parts, report)
    check_package(parts, trees, report)
    check_roots(parts, trees, report)
    header = trees.get(_HEADER)
    if header is not None:
        check_header(header, _HEADER, _sections(trees), report)
    known = definitions(header, trees.get("Contents/content.hpf"))
    if header is not None:
        _check_all([(_HEADER, header)], known, report)
    _check_all(((part, tree) for part, tree in trees.items() if _is_story(part)), known, report)
    return report.problems


def _check_all(stories: Iterable[tuple[str, etree._Element]], known: dict[str, set[str]], report: Report) -> None:
    for part, tree in stories:
        check_section(part, tree, known, report)


def _is_story(part: str) -> bool:
    return part.startswith(("Contents/section", "Contents/masterpage"))


def _sections(trees: dict[str, etree._Element]) -> int:
    return sum(part.startswith("Contents/section") for part in trees)
