"""A few hundred broken forms on every run; `python -m tests.forms.fuzz 600` goes on for ten minutes."""

from __future__ import annotations

import random

from pipeline.forms.form import compile_form
from pipeline.write.hwpx.lint import lint
from tests.forms.fuzz import FORMS, VALUES, broken


def test_broken_forms_are_told_so_and_never_raise() -> None:
    chance = random.Random(20261122)
    for _ in range(150):
        path = chance.choice(FORMS)
        data = broken(path.read_bytes(), chance)
        form, problems = compile_form(data, path.name)
        assert form is not None or problems
        if form is not None:
            filled, problems = form.render(VALUES)
            assert filled is not None or problems
        if path.suffix == ".hwpx":
            assert isinstance(lint(data, path.name), list)
