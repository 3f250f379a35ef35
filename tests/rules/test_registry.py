"""The list of rules: complete, distinct, explained, and silent about a clean contract."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pipeline.rules
from pipeline.problems import Severity
from pipeline.rules.registry import RULES, check, rule
from pipeline.rules.rule import Rule
from tests.rules.sample import dossier, incident


def test_every_rule_of_the_folder_is_listed_once() -> None:
    names = [found.name for found in pkgutil.iter_modules(pipeline.rules.__path__)]
    modules = [importlib.import_module(f"pipeline.rules.{name}") for name in names]
    own = {module.RULE.code for module in modules if isinstance(getattr(module, "RULE", None), Rule)}
    assert own == {each.code for each in RULES} and len(own) == len(RULES)


def test_every_rule_explains_clause_formula_and_example_in_korean() -> None:
    for each in RULES:
        text = each.figure.__doc__ or ""
        assert all(word in text for word in ("조항:", "산식", "예:")), each.code
        assert re.fullmatch(r"R-[A-Z]{3}-\d\d", each.code) and each.title and each.clauses


def test_rules_are_found_by_code() -> None:
    found = rule("r-pay-01")
    assert found is not None and found.code == "R-PAY-01" and rule("R-NIL-99") is None


def test_a_clean_contract_has_no_errors() -> None:
    assert [each for each in check(dossier()) if each.severity is not Severity.NOTE] == []


def test_all_rules_speak_at_once() -> None:
    codes = {each.code for each in check(dossier(incident(reported="2020-01-02 10:00", recovered=None)))}
    assert {"R-REL-01", "R-STF-01"} <= codes
