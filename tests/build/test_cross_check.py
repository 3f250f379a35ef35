"""The same fact stands alike in every document, or the check names both places."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document as Word

from pipeline.build.cross_check import check_contract
from pipeline.build.cross_facts import amounts, counts, days, periods, spelt_wrong
from pipeline.build.listing import COMMANDS
from pipeline.cli.packages import PACKAGES
from pipeline.compose.deliverable import Package
from pipeline.problems import Problem
from pipeline.workspace import Workspace

BODY = "{}\n<table class='form'><tbody><tr><th>{}</th><td>{}</td></tr></tbody></table>"
YAML = "이름: {}\n묶음: 착수\n"


def _found(small: Workspace) -> list[Problem]:
    return [problem for problem in check_contract(small, "sample") if problem.code.startswith("B-AGR")]


def _add(small: Workspace, id: str, name: str, label: str, value: str, sentence: str = "") -> None:
    folder = small.root / "templates" / id
    folder.mkdir()
    (folder / "deliverable.yaml").write_text(YAML.format(name), "utf-8")
    (folder / "body.html.j2").write_text(BODY.format(f"<p>{sentence}</p>", label, value), "utf-8")


def test_documents_made_from_the_same_data_agree(small: Workspace) -> None:
    assert _found(small) == []


@pytest.mark.parametrize(("label", "value", "shown"), [
    ("계약금액", "금1,234,000원", "1,234,000원"),
    ("계 약 일", "2018. 1. 2.", "2018. 1. 2."),
    ("계약기간", "2018. 1. 2. ~ 2018. 3. 4.", "2018. 1. 2. ~ 2018. 3. 4."),
    ("용역명", "다른 용역", "다른용역"),
    ("투입인력", "99명", "99"),
])
def test_a_number_typed_into_a_template_is_held_against_the_data(small: Workspace, label: str, value: str, shown: str) -> None:
    _add(small, "notice", "착수계", label, value)
    (problem,) = _found(small)
    assert problem.code == "B-AGR-01" and problem.stops
    assert problem.at.file == "착수계" and f"‘{shown}’" in problem.message


def test_both_places_are_named(small: Workspace) -> None:
    _add(small, "one", "착수계", "계약금액", "{{ contract.amount|금액 }}")
    _add(small, "two", "과업수행계획서", "비고", "없음", sentence="계약금액은 금1,234,000원이다.")
    (problem,) = _found(small)
    assert problem.at.file == "과업수행계획서"
    assert {place.file for place in problem.related} == {"대금청구서", "data/sample/contract.yaml"}


def test_a_sum_whose_words_say_something_else(small: Workspace) -> None:
    _add(small, "one", "착수계", "비고", "금1,000원(금이천원)")
    (problem,) = _found(small)
    assert problem.code == "B-AGR-02" and "1,000" in problem.message and "이천" in problem.message


def test_what_a_person_typed_into_the_agencys_own_form_is_read_too(small: Workspace) -> None:
    _add(small, "one", "착수계", "계약금액", "{{ contract.amount|금액 }}")
    made, stream = Word(), io.BytesIO()
    made.add_paragraph("{{ contract.title }}")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "계약일", "2001. 1. 1."
    made.save(stream)
    (small.root / "templates" / "one" / "form.docx").write_bytes(stream.getvalue())
    (problem,) = _found(small)
    assert problem.at.file == "착수계.docx" and "2001. 1. 1." in problem.message


def test_values_are_read_as_people_write_them() -> None:
    assert amounts("금12,650,000원(금일천이백육십오만원), 월 6600000원") == [12_650_000, 6_600_000]
    assert days("2019. 5. 13.(월), 2019년 5월 14일, 2019-05-15, 2019. 13. 1.") == [date(2019, 5, 13), date(2019, 5, 14), date(2019, 5, 15)]
    assert periods("2019. 5. 15. ~ 2019. 12. 31.(231일)") == [(date(2019, 5, 15), date(2019, 12, 31))]
    assert periods("2019. 5. 15., 2019. 12. 31.") == []
    assert counts("명")("총 4명 (1,204명)") == [4, 1204]
    assert spelt_wrong("금1,000원(금일천원)") == [] and spelt_wrong("1,000원(금이천원)") == [("1,000", "이천")]


def test_every_package_has_a_command() -> None:
    assert set(COMMANDS) == set(Package)
    assert {package: name for name, package, _ in PACKAGES}.items() <= {str(package): name for package, name in COMMANDS.items()}.items()
