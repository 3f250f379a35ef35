"""Turns the forms that an RFP wants (서식 n호) into filled files for the books that they go with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.build.bid_leak import leaks_of_form
from pipeline.build.own_forms import FORMATS
from pipeline.build.run import MISSING_IN_FORM, Made
from pipeline.compose.subject import file_name
from pipeline.model.proposal import RequiredForm, Volume
from pipeline.problems import Problem, stopping
from pipeline.read.from_disk import read_bytes
from pipeline.rules.price_leak import Price

DELIVERABLE = "bid-form"


def filled_forms(
    forms: tuple[RequiredForm, ...], folder: Path, seen: Mapping[str, Any], day: date | None, price: Price
) -> tuple[list[tuple[Volume, Made]], list[Problem]]:
    """Return each form of `forms` that is there, with its book: filled where it has tags, as it is where it is no such file.

    `seen` is what forms may name; a form of another book than the price's that tells the price is a problem.
    """
    made, problems = [], []
    for form in forms:
        path = (folder / form.file).resolve()
        if not form.file or not path.is_relative_to(folder.resolve()) or not path.is_file():
            continue
        ending = path.suffix.lower().lstrip(".")
        data, faults = _filled(path, form, {**seen, "title": form.name, "date": day}) if ending in FORMATS else read_bytes(path, form.at.file)
        missing = sum(problem.code == MISSING_IN_FORM for problem in faults)
        name = file_name(form.number.replace(" ", ""), form.name)
        problems += faults
        if data is None:
            continue
        if form.volume is not Volume.PRICE:
            problems += leaks_of_form(form, data, name, price)
        made.append((form.volume, Made(name, DELIVERABLE, form.name, day, ((f"{name}.{ending}", data),), missing=missing)))
    return made, problems


def _filled(path: Path, form: RequiredForm, values: Mapping[str, Any]) -> tuple[bytes | None, list[Problem]]:
    """Return the form filled; its problems name the file as the proposal's folder does."""
    from pipeline.build.filling import open_form  # the engine of forms is loaded only where a proposal has one

    opened, problems = open_form(path)
    data = None
    if opened is not None and not stopping(problems):
        data, faults = opened.render(values, path.parent)
        problems = problems + faults
    return data, [replace(problem, related=(*problem.related, form.at)) if form.at else problem for problem in problems]
