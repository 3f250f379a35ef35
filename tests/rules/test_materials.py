"""The register of materials: what is held, what went without a witness, and sums that always agree."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.contract import Source, Term
from pipeline.model.material import Material
from pipeline.rules.materials import check, is_over, materials, personal
from tests.rules.sample import contract, day, dossier, work

WITNESS = Term(id="security.disposal_witness", name="입회", text="정보보안담당자", clause="SER-001 5)", source=Source(quote="입회하에 폐기"))
AT_ONCE = Term(id="disposal.at_once", name="파기", text="즉시", clause="제6조②")


def material(id: str = "M-01", **changes: Any) -> Material:
    facts: dict[str, Any] = dict(
        id=id, name="정책 내역", received=day("2019-05-30"), received_count=5, returned=day("2019-12-31"), returned_count=2,
        destroyed=day("2019-12-31"), destroyed_count=3, witness="정하늘",
    )
    return Material(**(facts | changes))


def summary(*own: Material, terms: tuple[Term, ...] = (WITNESS, AT_ONCE)):
    return materials(dossier(contract=contract(terms=terms), materials=own))


def test_five_less_two_less_three_is_nothing() -> None:
    found = summary(material())
    assert found.balanced and found.lines[0].step == "5 − 2 − 3 = 0"
    assert found.steps == ("인수 5 − 반납 2 − 폐기 3 = 잔량 0",)
    assert found.after_end_words == "만료일 당일"


def test_sums_hide_no_line_that_does_not_balance() -> None:
    found = summary(material("M-01", returned_count=1), material("M-02", returned_count=3))
    assert found.rest == 0 and not found.balanced and [line.rest for line in found.lines] == [1, -1]


def test_a_witness_is_missed_only_where_a_clause_asks_for_one() -> None:
    alone = material(witness="")
    assert [line.material.id for line in summary(alone).unwitnessed] == ["M-01"]
    assert summary(alone, terms=()).unwitnessed == ()
    kept = material(returned=None, returned_count=0, destroyed=None, destroyed_count=0, witness="")
    assert summary(kept).unwitnessed == ()


def test_personal_data_are_counted_by_themselves() -> None:
    own = (material("M-01"), material("M-02", personal=True, destroyed=day("2020-01-03")))
    found = dossier(contract=contract(terms=(AT_ONCE,)), materials=own)
    assert [line.material.id for line in personal(found).lines] == ["M-02"] and personal(found).after_end_words == "만료 3일 후"
    assert any("3일 뒤(2020. 1. 3.)" in problem.message for problem in check(found))


def test_what_is_held_is_an_error_only_when_the_data_say_that_the_term_is_over() -> None:
    held = material(returned=None, returned_count=0, destroyed=None, destroyed_count=0)
    running = dossier(materials=(held,), works=(work("W-1", "2019-08-30", 8),))
    over = dossier(materials=(held,), works=(work("W-1", "2019-12-31", 8),))
    assert not is_over(running) and check(running) == []
    assert is_over(over) and [problem.stops for problem in check(over)] == [True]
    assert "5 − 0 − 0 = 5" in check(over)[0].message


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.booleans()), max_size=12))
def test_received_is_returned_and_destroyed_and_the_rest(counts: list[tuple[int, int, int, bool]]) -> None:
    end = contract().end
    own = tuple(
        material(f"M-{place}", received_count=back + gone + kept, returned_count=back, destroyed_count=gone, personal=private,
                 returned=end if back else None, destroyed=end - timedelta(days=place) if gone else None)
        for place, (back, gone, kept, private) in enumerate(counts)
    )
    whole = dossier(materials=own)
    all_, some = materials(whole), personal(whole)
    assert all_.received == all_.returned + all_.destroyed + all_.rest == sum(each.received_count for each in own)
    assert all_.rest == sum(kept for _, _, kept, _ in counts) and all_.balanced == (all_.rest == 0)
    assert some.received <= all_.received and len(some.lines) == sum(private for *_, private in counts)
