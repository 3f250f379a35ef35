"""The sample replacements, amendments, trainings and visits of seoul-upcycling-2019 agree with its contract and its logs."""

from __future__ import annotations

import csv
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from pipeline.model.dossier import Dossier
from pipeline.model.occasion import Amendment, Replacement, Training, Visit
from pipeline.read.dossier import read_dossier
from pipeline.workspace import HOME

FOLDER = Path(HOME) / "data" / "seoul-upcycling-2019"
FILES = {"replacements": Replacement, "amendments": Amendment, "logs/trainings": Training, "logs/visits": Visit}


@cache
def dossier() -> Dossier:
    found, problems = read_dossier(FOLDER, FOLDER.parent / "_law", HOME)
    assert found is not None, problems
    return found


@pytest.mark.parametrize("name", FILES)
def test_columns_are_the_models_labels_and_excel_can_tell_the_encoding(name: str) -> None:
    path = FOLDER / f"{name}.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with open(path, encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == [each.metadata["label"] for each in fields(FILES[name]) if "label" in each.metadata]


def test_nothing_approved_contradicts_the_contract() -> None:
    assert not any(each.approved for each in (*dossier().replacements, *dossier().amendments))
    [extension] = dossier().amendments
    contract = dossier().contract
    assert contract.amount is not None and contract.monthly is not None
    assert extension.amount == contract.amount + contract.monthly  # one month at the price of the contract
    assert extension.end is not None and extension.end > contract.end


def test_trainings_that_were_given_stand_in_the_work_log() -> None:
    for each in dossier().trainings:
        if each.done:
            works = [work for work in dossier().works if work.kind == "교육" and work.day == each.done]
            assert [dossier().person(work.person).name for work in works] == [each.trainer], each.id
            assert [work.hours for work in works] == [each.hours], each.id


def test_visitors_worked_on_the_days_of_their_visit() -> None:
    for each in dossier().visits:
        days = {work.day for work in dossier().works if work.person == each.person}
        assert each.start in days, each.id
        assert not each.carries or (each.approved and each.approved <= each.start), each.id
