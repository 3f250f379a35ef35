"""Numbers of a proposal that is being written: weaker than the RFP's, or not the same in two places."""

from __future__ import annotations

from pipeline.model.promise import Promise
from pipeline.model.proposal import Acceptance
from pipeline.model.requirement import Item
from pipeline.problems import Location, Severity
from pipeline.trace.promise_faults import number_faults
from tests.rules.sample import dossier
from tests.trace.thread_sample import card

ITEMS = (
    Item(key="MAR-001#1", text="인력은 최소 2주 전에 협의하여 바꾼다."),
    Item(key="MAR-001#2", text="장애를 처리한다.", items=(Item(key="MAR-001#2.1", text="4시간 이내에 복구한다."),)),
)


def promise(key: str, text: str, row: int = 9, file: str = "20-절.md", **changes: object) -> Promise:
    return Promise(key=key, text=text, at=Location(f"data/x/proposal/{file}", row), **changes)


def told(*promises: Promise) -> list[tuple[str, str, str]]:
    """Return code, place and message of every fault."""
    faults = number_faults(dossier(requirements=(card(*ITEMS),)), promises)
    assert all(each.severity is Severity.WARNING and each.hint for each in faults)
    return [(each.code, str(each.at), each.message) for each in faults]


def test_a_weaker_number_is_told_with_both_numbers_and_its_line() -> None:
    message = "MAR-001#1: 수용으로 적었으나 수치가 제안요청서보다 느슨합니다. 지시서 2주 전 → 제안 1주 전"
    assert told(promise("MAR-001#1", "최소 1주 전에 협의합니다.")) == [("R-BID-15", "data/x/proposal/20-절.md:9", message)]
    assert told(promise("MAR-001#1", "최소 3주 전에 협의합니다.")) == []


def test_a_mark_above_is_held_against_the_rows_below_without_their_own() -> None:
    above = promise("MAR-001#2", "장애는 6시간 안에 복구합니다.")
    assert [code for code, _, _ in told(above)] == ["R-BID-15"]
    assert told(above, promise("MAR-001#2.1", "3시간 안에 복구합니다.", 10)) == []


def test_who_says_so_is_not_told() -> None:
    for acceptance in (Acceptance.ALTERNATIVE, Acceptance.DECLINE):
        assert told(promise("MAR-001#1", "최소 1주 전에 협의합니다.", acceptance=acceptance, note="까닭")) == []


def test_two_numbers_for_one_row() -> None:
    one, other = promise("MAR-001#1", "최소 3주 전에 협의합니다."), promise("MAR-001#1", "4주 전에 협의합니다.", 3, "71-절.md")
    assert told(one, other) == [("R-BID-16", "data/x/proposal/71-절.md:3", "MAR-001#1: 두 곳의 수치가 다릅니다. 3주 전, 4주 전")]
    assert told(one, promise("MAR-001#1", "21일 전에 협의합니다.", 3)) == []


def test_numbers_that_the_rfp_does_not_ask_for_may_differ_too() -> None:
    one, other = promise("MAR-001#2", "원인을 3영업일 안에 보고합니다."), promise("MAR-001#2", "원인을 5영업일 안에 보고합니다.", 12)
    assert told(one, other) == [("R-BID-16", "data/x/proposal/20-절.md:12", "MAR-001#2: 두 곳의 수치가 다릅니다. 3영업일 안에, 5영업일 안에")]
    assert told(one, promise("MAR-001#2", "5영업일 안에 복구를 마칩니다.", 12)) == []  # another act
