"""Promises of a proposal: the words that a mark reaches, their numbers beside the RFP's, the duties they make, what became of each row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.contract import Clause
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty
from pipeline.model.promise import Promise
from pipeline.model.proposal import Acceptance, Answer
from pipeline.model.requirement import Item
from pipeline.trace.promise_kept import Outcome, keep
from pipeline.trace.promise_numbers import Bound, Reach, compared, quantities
from pipeline.trace.promises import Beside, Passage, promises_of, undertaken
from pipeline.trace.rows import sentences
from tests.rules.sample import dossier
from tests.trace.thread_sample import card

ITEMS = (
    Item(key="MAR-001#1", text="시스템 일체를 대상으로 한다."),
    Item(key="MAR-001#2", text="장애는 4시간 이내에 복구한다.", items=(Item(key="MAR-001#2.1", text="복구한 뒤 보고한다."), Item(key="MAR-001#2.2", text="기록한다."))),
    Item(key="MAR-001#3", text="월 1회 점검한다."),
)


def folder(*duties: Duty) -> Dossier:
    """A contract of one card with three items, of which the second has two rows below it, and one clause."""
    return dossier(requirements=(card(*ITEMS),), clauses=(Clause(key="SC-V1#1", text="성실히 수행한다."),), duties=duties)


def duty(id: str, *rows: str, proposal: str = "") -> Duty:
    return Duty(id=id, rows=rows, what="한다", check=Check.PERSON, reason="까닭", proposal=proposal)


def promise(key: str, text: str = "합니다.", **changes: object) -> Promise:
    return Promise(key=key, text=text, stands=f"Ⅰ {key} (3쪽)", **changes)


def answer(key: str = "MAR-001#1") -> Answer:
    return Answer(key=key, section="10-사업 이해.md", anchor=f"a-{key}-1")


# The words


def test_a_mark_speaks_for_its_sentence_and_those_behind_it() -> None:
    text = "먼저 봅니다. 2시간 안에 복구합니다. 기한은 2019. 12. 31. 까지입니다. 결과를 적습니다."
    mark = text.index(". 기한")  # [[…]] stands before the full stop
    assert Passage(answer(), text, mark).reach == "2시간 안에 복구합니다. 기한은 2019. 12. 31. 까지입니다. 결과를 적습니다."
    other = text.index(". 결과") + 1
    assert Passage(answer(), text, mark + 2, (other + 5,)).reach == "2시간 안에 복구합니다. 기한은 2019. 12. 31. 까지입니다."  # behind the stop and the blank
    assert Passage(answer(), text, 0).reach == text  # the whole paragraph
    assert Passage(answer(), "", 0).reach == ""


def test_an_unknown_page_is_not_printed() -> None:
    assert Passage(answer(), "", heading="Ⅲ-2 유지관리 방안", page=23).stands == "Ⅲ-2 유지관리 방안 (23쪽)"
    assert Passage(answer(), "", heading="Ⅲ-2 유지관리 방안").stands == "Ⅲ-2 유지관리 방안"


def test_equal_promises_stand_once() -> None:
    twice = [Passage(answer(), "합니다.", 0, heading="Ⅰ")] * 2
    assert promises_of(twice) == (Promise(key="MAR-001#1", text="합니다.", stands="Ⅰ"),)


def test_in_a_table_a_mark_speaks_for_its_row() -> None:
    beside = Beside("내용", ("구분: 보고서",), ("제출: 10일 이내",))
    said = Passage(answer(), "월마다 냅니다. 승인을 받습니다.", 3, (14,), beside=beside)
    assert said.reach == "구분: 보고서 · 내용: 월마다 냅니다. · 제출: 10일 이내"
    (made,) = undertaken(folder(), [promise("MAR-001#1", said.reach)]).made
    assert made.what == said.reach


# The numbers


@pytest.mark.parametrize(
    ("asked", "told", "reach", "words"),
    [
        ("통보 후 4시간 이내 복구", "통보부터 2시간 안에 복구합니다", Reach.STRICTER, "지시서 4시간 이내 → 제안 2시간 안에"),
        ("통보 후 4시간 이내 복구", "통보부터 240분 안에 복구합니다", Reach.SAME, "지시서 4시간 이내 → 제안 240분 안에"),
        ("통보 후 4시간 이내 복구", "6시간 이내 복구합니다", Reach.LOOSER, "지시서 4시간 이내 → 제안 6시간 이내"),
        ("통보 후 4시간 이내 복구", "신속히 복구합니다", Reach.UNSAID, "지시서 4시간 이내 → 제안 적지 않음"),
        ("통보 후 4시간 이내 복구", "30분 안에 전화로 알리고 신속히 복구합니다", Reach.UNSAID, "지시서 4시간 이내 → 제안 적지 않음"),
        ("접수로부터 4시간에 복구 처리해야 한다", "4시간 안에 복구합니다", Reach.SAME, "지시서 4시간 → 제안 4시간 안에"),
        ("4시간 내 복구", "4시간 안에 복구하며, 더 엄격한 2시간을 기준으로 삼습니다", Reach.STRICTER, "지시서 4시간 내 → 제안 2시간"),
        ("4시간 이내 복구", "낮에는 2시간, 밤에는 8시간 안에 복구", Reach.LOOSER, "지시서 4시간 이내 → 제안 8시간 안에"),
        ("월 1회 이상 점검", "월 1회보다 촘촘한 월 2회 점검", Reach.STRICTER, "지시서 월 1회 이상 → 제안 월 2회"),
        ("분기 1회 점검", "한 달에 한 번 점검", Reach.STRICTER, "지시서 분기 1회 → 제안 한 달에 한 번"),
        ("매월 1회 보고", "분기에 한 번 보고", Reach.LOOSER, "지시서 월 1회 → 제안 분기에 한 번"),
        ("경력 5년 이상", "경력이 12년입니다", Reach.STRICTER, "지시서 5년 이상 → 제안 12년"),
        ("변경 15일전에 제출", "변경 35일 전에 냅니다", Reach.STRICTER, "지시서 15일전 → 제안 35일 전"),
        ("3일 이내 처리", "2영업일 안에 처리", Reach.UNCLEAR, "지시서 3일 이내 → 제안 2영업일 안에"),
        ("30분 이내에 재발생하는 경우", "10분 안에 다시 나면", Reach.UNCLEAR, "지시서 30분 이내 → 제안 10분 안에"),
        ("가용률 99.5% 이상", "가용률 99% 이상", Reach.LOOSER, "지시서 99.5% 이상 → 제안 99% 이상"),
        ("최소 1주 전에 통보", "점검은 최소 10일 전(요구 1주 전)에 통보", Reach.STRICTER, "지시서 1주 전 → 제안 10일 전"),
        ("최소 3종 이상 지원", "4종(요구 3종 이상)을 지원합니다", Reach.STRICTER, "지시서 3종 이상 → 제안 4종"),
        ("보고서 14일 이내", "구분: 보고서 · 제출시기(요구): 14일 이내 · 제출시기(제안): 10일 이내", Reach.STRICTER, "지시서 14일 이내 → 제안 10일 이내"),
        ("보고서 14일 이내", "요구사항: 14일 이내 · 요구사항 이행방안: 20일 이내", Reach.LOOSER, "지시서 14일 이내 → 제안 20일 이내"),
        ("사업금액의 50% 초과하여 하도급 금지", "하도급 비율 0%", Reach.STRICTER, "지시서 50% 초과 → 제안 0%"),
        ("10% 초과시 공동수급 권고", "하도급 비율 0%", Reach.UNSAID, "지시서 10% 초과 → 제안 적지 않음"),
        ("사업 시작 후 2개월 이내 수정", "시작한 뒤 3개월 이내에 마칩니다", Reach.LOOSER, "지시서 2개월 이내 → 제안 3개월 이내"),
    ],
)
def test_numbers_beside_each_other(asked: str, told: str, reach: Reach, words: str) -> None:
    (pair,) = compared(asked, told)
    assert (pair.reach, str(pair)) == (reach, words)


def test_each_number_meets_the_one_that_limits_the_same_act() -> None:
    found = compared("6시간 이내 도착하여야 하며 도착 후 12시간 이내에 복구", "4시간 안에 도착하고 도착 후 24시간 안에 복구합니다")
    assert [(str(pair.asked.words), pair.reach) for pair in found] == [("6시간 이내", Reach.STRICTER), ("12시간 이내", Reach.LOOSER)]


@pytest.mark.parametrize(
    ("told", "reaches"),
    [
        ("3년 동안 보관합니다", [Reach.STRICTER, Reach.STRICTER]),
        ("2년 동안 보관합니다", [Reach.STRICTER, Reach.SAME]),
        ("1년 동안, 민감정보는 2년 동안 보관합니다", [Reach.SAME, Reach.SAME]),
        ("6개월 이상 보관합니다", [Reach.LOOSER, Reach.LOOSER]),
        ("18개월 이상 보관합니다", [Reach.UNCLEAR, Reach.UNCLEAR]),
    ],
)
def test_two_numbers_for_one_thing(told: str, reaches: list[Reach]) -> None:
    asked = "로그를 최소 1년 이상 보관해야 함(민감정보를 다루는 경우에는 2년 이상 보관)"
    assert [pair.reach for pair in compared(asked, told)] == reaches


@pytest.mark.parametrize("text", ["24시간 365일 받습니다", "2019년에 시작", "다음 달 10일까지 냅니다", "1분기에 시작", "3번째 줄", "3분의 1", "12. 31."])
def test_what_is_no_limit(text: str) -> None:
    assert [each.words for each in quantities(text) if each.bound is not Bound.PLAIN] == []
    assert compared("4시간 이내 복구", text)[0].reach is Reach.UNSAID


# The duties


def test_rows_that_nobody_serves_get_a_duty() -> None:
    found = undertaken(folder(duty("DU-1", "MAR-001#3")), [promise("MAR-001#1", "모두 대상입니다. 목록은 다시 봅니다."), promise("MAR-001#3", "월 1회 점검합니다.")])
    (made,) = found.made
    assert (made.id, made.rows, made.what, made.check) == ("DU-BID-001", ("MAR-001#1",), "모두 대상입니다.", Check.PERSON)
    assert (made.reason, made.proposal) == ("제안서의 약속", "Ⅰ MAR-001#1 (3쪽)")
    assert found.placed == {"DU-1": "Ⅰ MAR-001#3 (3쪽)"}


def test_one_promise_to_two_rows_is_one_duty() -> None:
    two = [replace(promise("MAR-001#1"), stands="Ⅰ"), replace(promise("MAR-001#3"), stands="Ⅰ")]
    assert [each.rows for each in undertaken(folder(), two).made] == [("MAR-001#1", "MAR-001#3")]


def test_a_stricter_promise_gets_a_duty_beside_the_one_that_is_there() -> None:
    said = promise("MAR-001#2", "먼저 살핍니다. 2시간 안에 복구합니다.")
    found = undertaken(folder(duty("DU-1", "MAR-001#2"), duty("DU-BID-001", "MAR-001#3")), [said])
    assert found.placed == {"DU-1": "Ⅰ MAR-001#2 (3쪽)"}
    (made,) = found.made
    assert (made.id, made.rows, made.what) == ("DU-BID-002", ("MAR-001#2",), "2시간 안에 복구합니다.")
    assert made.reason == "제안서의 초과 약속: 지시서 4시간 이내 → 제안 2시간 안에"


def test_a_mark_on_the_card_reaches_down_to_rows_without_their_own() -> None:
    found = undertaken(folder(duty("DU-1", "MAR-001#2.1")), [promise("MAR-001"), promise("MAR-001#3")])
    assert found.placed == {"DU-1": "Ⅰ MAR-001 (3쪽)"}
    assert [each.rows for each in found.made] == [("MAR-001#1", "MAR-001#2.2"), ("MAR-001#3",)]
    whole = undertaken(folder(), [promise("MAR-001")])
    assert [each.rows for each in whole.made] == [("MAR-001",)]


def test_a_persons_place_stays_and_what_was_declined_makes_nothing() -> None:
    said = [promise("MAR-001#1"), promise("MAR-001#3", acceptance=Acceptance.DECLINE, note="할 수 없음")]
    found = undertaken(folder(duty("DU-1", "MAR-001#1", proposal="내가 적음")), said)
    assert found.placed == {} and found.made == ()


def test_an_alternative_keeps_its_reason() -> None:
    (made,) = undertaken(folder(), [promise("MAR-001#1", acceptance=Acceptance.ALTERNATIVE, note="목록만 봄")]).made
    assert made.reason == "제안서의 대안: 목록만 봄" and made.what == "목록만 봄 (제안서의 글: 합니다.)"
    (bare,) = undertaken(folder(), [promise("MAR-001#1", "", acceptance=Acceptance.ALTERNATIVE, note="목록만 봄")]).made
    assert bare.what == "목록만 봄"


def test_a_promise_without_words_says_that_they_are_missing() -> None:
    (made,) = undertaken(folder(), [promise("MAR-001#1", "")]).made
    assert made.what == "〔입력 필요〕"


# What became of each row


def test_what_became_of_each_row() -> None:
    said = [
        promise("MAR-001#1", acceptance=Acceptance.ALTERNATIVE, note="목록만 봄"),
        promise("MAR-001#2", "2시간 안에 복구하고 3영업일 안에 원인을 보고합니다."),
    ]
    found = {each.key: each for each in keep(sentences(folder()), said)}
    outcomes = {key: each.outcome for key, each in found.items()}
    assert outcomes == {
        "MAR-001": Outcome.MISSING, "MAR-001#1": Outcome.ALTERNATIVE, "MAR-001#2": Outcome.STRICTER, "MAR-001#2.1": Outcome.SAME,
        "MAR-001#2.2": Outcome.SAME, "MAR-001#3": Outcome.MISSING, "SC-V1#1": Outcome.UNASKED,
    }  # fmt: skip
    assert found["MAR-001#2"].reasons == ("지시서 4시간 이내 → 제안 2시간 안에", "제안서가 정한 수치: 3영업일 안에")
    assert found["MAR-001#1"].reasons == ("대안: 목록만 봄",)
    assert found["MAR-001"].reasons == ("아래 문장 3개 가운데 2개에 답함",)
    assert found["MAR-001#2.1"].promises == (said[1],) and found["MAR-001#2.1"].added == ()


def test_a_row_is_as_well_kept_as_those_below_it() -> None:
    said = [promise("MAR-001#2.1"), promise("MAR-001#2.2", acceptance=Acceptance.DECLINE)]
    found = {each.key: each for each in keep(sentences(folder()), said)}
    assert found["MAR-001#2"].outcome is Outcome.DECLINED and found["MAR-001#2"].below == (2, 2)


def test_two_promises_to_one_row_count_the_one_that_goes_on() -> None:
    found = {each.key: each for each in keep(sentences(folder()), [promise("MAR-001#2", "4시간 안에 복구합니다."), promise("MAR-001#2", "2시간 안에 복구합니다.")])}
    assert found["MAR-001#2"].outcome is Outcome.STRICTER


def test_a_row_that_a_promise_leaves_out_is_missing() -> None:
    said = [promise("MAR-001#2", "2시간 안에 복구합니다.", without=("MAR-001#2.2",))]
    found = {each.key: each.outcome for each in keep(sentences(folder()), said)}
    assert (found["MAR-001#2.1"], found["MAR-001#2.2"]) == (Outcome.SAME, Outcome.MISSING)
    kept = undertaken(folder(duty("DU-1", "MAR-001#2.2")), said)
    assert kept.placed == {}


def test_an_alternative_is_held_against_the_number_asked_for() -> None:
    said = [promise("MAR-001#2", "복구합니다.", acceptance=Acceptance.ALTERNATIVE, note="밤에는 8시간 안에 복구함")]
    found = {each.key: each for each in keep(sentences(folder()), said)}
    assert found["MAR-001#2"].outcome is Outcome.ALTERNATIVE
    assert found["MAR-001#2"].reasons == ("지시서 4시간 이내 → 제안 8시간 안에", "대안: 밤에는 8시간 안에 복구함")
