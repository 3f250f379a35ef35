"""Turns problems and results into JSON for scripts."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

import typer

from pipeline.problems import Problem


def as_dicts(problems: list[Problem]) -> list[dict[str, Any]]:
    """Return each problem as a mapping of plain values."""
    return [
        {
            "code": p.code, "severity": str(p.severity), "message": p.message, "hint": p.hint, "at": str(p.at),
            "file": p.at.file, "sheet": p.at.sheet, "row": p.at.row, "column": p.at.column, "field": p.at.field,
            "related": [str(place) for place in p.related],
        }
        for p in problems
    ]


def print_json(value: Any) -> None:
    """Write `value` as JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def wrong_usage(problems: list[Problem], as_json: bool) -> NoReturn:
    """Print what is wrong with the words of a command and stop with exit code 2."""
    if as_json:
        print_json({"problems": as_dicts(problems)})
    for problem in problems if not as_json else ():
        typer.echo(str(problem), err=True)
    raise typer.Exit(2)
