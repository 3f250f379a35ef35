"""Some broken forms on every run; `python -m tests.forms.fuzz 600` goes on for ten minutes."""

from __future__ import annotations

import random

from tests.forms.fuzz import try_one


def test_broken_forms_are_told_so_and_never_raise() -> None:
    chance = random.Random(20261122)
    for _ in range(150):
        try_one(chance)  # asserts that a form is filled or its faults are told
