"""Rows answered by their own mark, by one above, by those below; two answers to one row; ids and items that are not there."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.contract import Clause
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.model.proposal import Acceptance, Answer, Proposal, Section, Volume
from pipeline.model.requirement import Item, Requirement
from pipeline.problems import Location, Severity
from pipeline.rules.compliance import Compliance, State, compliance, folded, listed
from tests.rules.sample import dossier

REQUIREMENTS = (
    Requirement(
        id="SER-001", name="보안", category="보안", printed_id="SR-001",
        items=(
            Item(key="SER-001#1", text="서약서를 받는다."),
            Item(key="SER-001#2", text="교육한다.", items=(Item(key="SER-001#2.1", text="연 1회"), Item(key="SER-001#2.2", text="신규 인력"))),
        ),
    ),
    Requirement(id="QUR-001", name="가용성", category="품질", definition="가용률 99%를 지킨다."),
)
ITEMS = (
    EvaluationItem(part=EvaluationPart("정성"), section="관리", name="보안 관리", points=Decimal(15)),
    EvaluationItem(part=EvaluationPart("정성"), section="관리", name="품질 관리 (10)", points=Decimal(10)),
    EvaluationItem(part=EvaluationPart("가격"), section="가격", name="입찰가격", points=Decimal(10)),
)


def section(order: int, **values: object) -> Section:
    """Return the section file `order`0-절.md."""
    file = f"{order}0-절.md"
    return Section(file=file, title=f"절 {order}", at=Location(f"data/x/proposal/{file}", 2), **values)


def answer(key: str, order: int = 1, acceptance: str = "수용", note: str = "", row: int = 9) -> Answer:
    """Return a mark in section `order`."""
    at = Location(f"data/x/proposal/{order}0-절.md", row)
    return Answer(key=key, section=f"{order}0-절.md", acceptance=Acceptance(acceptance), note=note, anchor=f"a-{key}-{order}", at=at)


def found(*answers: Answer, sections: tuple[Section, ...] = (section(1), section(2)), **more: object) -> Compliance:
    """Return the compliance of these marks."""
    proposal = Proposal(title="제안서", sections=sections, at=Location("data/x/proposal/proposal.yaml", 1))
    return compliance(dossier(**({"requirements": REQUIREMENTS} | more)), proposal, answers)


def states(made: Compliance) -> list[str]:
    """Return the state of every row, in order."""
    return [row.state.value for row in made.rows]


def codes(made: Compliance) -> list[str]:
    """Return the codes of all problems."""
    return [problem.code for problem in made.problems]


def test_every_row_of_every_card_in_order() -> None:
    made = found()
    assert [row.key for row in made.rows] == ["SER-001#1", "SER-001#2", "SER-001#2.1", "SER-001#2.2", "QUR-001"]
    assert [row.depth for row in made.rows] == [0, 0, 1, 1, 0]
    assert made.counts == {"답함": 0, "일부": 0, "없음": 5}
    assert made.rows[-1].text == "가용률 99%를 지킨다."


def test_a_mark_answers_its_row_and_those_below() -> None:
    made = found(answer("SER-001#2"))
    assert states(made) == ["없음", "답함", "답함", "답함", "없음"]
    assert made.card("SER-001") is State.PARTLY
    assert made.rows[2].anchors == ("a-SER-001#2-1",) and made.rows[2].files == ("10-절.md",)


def test_a_mark_on_a_card_answers_all_of_it() -> None:
    assert states(found(answer("SER-001"), answer("QUR-001"))) == ["답함"] * 5


def test_some_rows_below_answer_their_parent_in_part_and_all_of_them_wholly() -> None:
    assert states(found(answer("SER-001#2.2")))[1:4] == ["일부", "없음", "답함"]
    assert states(found(answer("SER-001#2.1"), answer("SER-001#2.2")))[1:4] == ["답함", "답함", "답함"]


def test_the_nearest_mark_wins_and_a_parent_takes_the_gravest_of_its_rows() -> None:
    made = found(answer("SER-001"), answer("SER-001#2.1", 2, "불가", "인력이 없음"))
    assert [row.acceptance.value for row in made.rows[:4]] == ["수용", "수용", "불가", "수용"]
    collected = found(answer("SER-001#2.1", 1, "대안", "반기 1회"), answer("SER-001#2.2", 2))
    assert collected.rows[1].acceptance is Acceptance.ALTERNATIVE and collected.rows[1].notes == ("반기 1회",)


def test_two_answers_to_one_row_are_an_error_at_both_places() -> None:
    made = found(answer("SER-001#1", 1, row=7), answer("SER-001#1", 2, "불가", "못 함", row=12))
    (problem,) = [each for each in made.problems if each.code == "R-BID-02"]
    assert problem.stops and str(problem.at) == "data/x/proposal/20-절.md:12"
    assert [str(place) for place in problem.related] == ["data/x/proposal/10-절.md:7"]
    assert "수용, 불가" in problem.message


def test_two_reasons_for_one_answer_are_a_warning_and_the_same_answer_twice_is_fine() -> None:
    made = found(answer("SER-001#1", 1, "대안", "가"), answer("SER-001#1", 2, "대안", "나"))
    assert [each.severity for each in made.problems if each.code == "R-BID-02"] == [Severity.WARNING]
    assert "R-BID-02" not in codes(found(answer("SER-001#1", 1), answer("SER-001#1", 2)))


def test_an_unknown_id_is_an_error_with_the_nearest_one() -> None:
    made = found(answer("SER-001#3", row=31), answer("SR-001#2", row=32))
    wrong = [each for each in made.problems if each.code == "R-BID-01"]
    assert [str(each.at) for each in wrong] == ["data/x/proposal/10-절.md:31", "data/x/proposal/10-절.md:32"]
    assert "SER-001#" in wrong[0].hint and wrong[1].hint.endswith("SER-001#2") and "SR-001로 인쇄된" in wrong[1].hint
    assert all(each.stops for each in wrong)


def test_a_head_may_not_ask_for_an_unknown_id_either() -> None:
    made = found(sections=(section(1, asks=("SRE-001",)),))
    (problem,) = [each for each in made.problems if each.code == "R-BID-01"]
    assert problem.at.field == "요구사항" and problem.hint == "가장 가까운 번호: SER-001"


def test_rows_that_a_head_asks_for_and_rows_of_nobody() -> None:
    made = found(answer("SER-001#1"), sections=(section(1, asks=("SER-001",)),))
    asked, nobody = [each for each in made.problems if each.code in ("R-BID-03", "R-BID-04")]
    assert asked.message == "‘절 1’에서 답할 요구사항 3개에 답이 없습니다: SER-001#2, SER-001#2.1, SER-001#2.2"
    assert str(asked.at) == "data/x/proposal/10-절.md:2 (요구사항)" and asked.severity is Severity.WARNING
    assert "1개 있습니다: QUR-001" in nobody.message and str(nobody.at) == "data/x/proposal/proposal.yaml"


def test_items_of_the_evaluation_are_claimed_by_name_group_or_both() -> None:
    claims = (section(1, evaluation=("보안·관리",)), section(2, evaluation=("관리 > 품질관리",)), section(3, volume=Volume.PRICE))
    made = found(sections=claims, evaluation_items=ITEMS)
    assert [[each.title for each in one.sections] for one in made.judged] == [["절 1"], ["절 2"], []]
    assert made.judged[2].by_price and made.unearned == ()
    assert not {"R-BID-05", "R-BID-06"} & set(codes(made))


def test_an_item_without_a_section_and_a_name_without_an_item() -> None:
    made = found(sections=(section(1, evaluation=("보안 관리", "품질 관라")),), evaluation_items=ITEMS)
    assert [item.name for item in made.unearned] == ["품질 관리 (10)", "입찰가격"]
    unknown, *unpaid = [each for each in made.problems if each.code in ("R-BID-05", "R-BID-06")]
    assert unknown.code == "R-BID-06" and unknown.at.field == "평가항목" and "품질 관리" in unknown.hint
    assert [each.message for each in unpaid] == [
        "평가항목 ‘품질 관리 (10)’(10점)에 답하는 절이 없습니다.", "평가항목 ‘입찰가격’(10점)에 답하는 절이 없습니다.",
    ]


def test_a_clause_is_a_row_only_where_a_mark_names_it() -> None:
    clauses = (Clause(key="SC-V1#1", heading="일반조건", text="비밀을 지킨다."), Clause(key="SC-V1#2", text="하도급하지 않는다."))
    made = found(answer("SC-V1#1"), clauses=clauses)
    assert [row.key for row in made.rows][-1] == "SC-V1#1" and made.rows[-1].state is State.ANSWERED
    assert "R-BID-01" not in codes(made)


def test_names_are_compared_without_blanks_marks_and_points() -> None:
    assert folded("운영 / 유지관리 방안 (15점)") == folded("운영·유지관리방안")


def test_a_message_names_the_first_ids_only() -> None:
    assert listed([str(number) for number in range(10)]) == "0, 1, 2, 3, 4, 5, 6, 7 외 2개"


ADDED = "<!-- 확인할 것(추가): 표시를 옮겨 적는다.\n- [ ] [[SER-001#2.2]]\n-->"


def test_a_mark_above_does_not_answer_a_row_that_came_later() -> None:
    made = found(answer("SER-001#2", row=5), sections=(section(1, text=ADDED, line=20), section(2)))
    assert states(made)[1:4] == ["일부", "답함", "없음"] and made.held == (("SER-001#2.2", "SER-001#2"),)
    (problem,) = [each for each in made.problems if each.code == "R-BID-14"]
    assert str(problem.at) == "data/x/proposal/10-절.md:21" and [str(each) for each in problem.related] == ["data/x/proposal/10-절.md:5"]
    assert "SER-001#2의 표시" in problem.message and "[[SER-001#2.2]]" in problem.hint and not problem.stops


def test_its_own_mark_or_a_tick_answers_a_row_that_came_later() -> None:
    own = found(answer("SER-001"), answer("SER-001#2.2", 2), sections=(section(1, text=ADDED), section(2)))
    ticked = found(answer("SER-001"), sections=(section(1, text=ADDED.replace("[ ]", "[x]")), section(2)))
    for made in (own, ticked):
        assert states(made)[:4] == ["답함"] * 4 and made.held == () and "R-BID-14" not in codes(made)


def test_rows_below_may_answer_a_row_that_came_later() -> None:
    text = ADDED.replace("#2.2", "#2")
    made = found(answer("SER-001"), answer("SER-001#2.1"), answer("SER-001#2.2"), sections=(section(1, text=text), section(2)))
    assert states(made)[:4] == ["답함"] * 4 and "R-BID-14" not in codes(made)
    made = found(answer("SER-001"), answer("SER-001#2.1"), sections=(section(1, text=text), section(2)))
    assert states(made)[:4] == ["답함", "일부", "답함", "없음"] and codes(made).count("R-BID-14") == 1


def test_rows_that_only_a_mark_above_answers_are_known() -> None:
    made = found(answer("SER-001#2"), answer("SER-001#2.1"))
    assert [row.key for row in made.from_above] == ["SER-001#2.2"]
    assert [row.key for row in found(answer("SER-001"), answer("QUR-001")).from_above] == ["SER-001#1", "SER-001#2", "SER-001#2.1", "SER-001#2.2"]


def test_an_unknown_id_that_a_revision_moved_or_took_away() -> None:
    proposal = Proposal(title="제안서", sections=(section(1),), at=Location("data/x/proposal/proposal.yaml", 1))
    marks = (answer("SER-001#4"), answer("SER-001#5"), answer("SER-001#6"))
    made = compliance(dossier(requirements=REQUIREMENTS), proposal, marks, {"SER-001#4": "SER-001#2", "SER-001#5": ""})
    hints = [each.hint for each in made.problems if each.code == "R-BID-01"]
    assert hints[0] == "정정으로 번호가 바뀌었습니다: SER-001#2" and hints[1].startswith("정정으로 없어진 문장입니다.")
    assert hints[2].startswith("가장 가까운 번호: SER-001#")


def test_the_nearest_number_is_one_of_the_same_card() -> None:
    other = Requirement(id="PMR-001", name="관리", category="관리", items=tuple(Item(key=f"PMR-001#{order}", text="한다.") for order in range(1, 5)))
    short = Requirement(id="MAR-001", name="유지", category="유지", items=(Item(key="MAR-001#1", text="한다."),))
    made = found(answer("MAR-001#4"), requirements=(other, short))
    assert [each.hint for each in made.problems if each.code == "R-BID-01"] == ["가장 가까운 번호: MAR-001#1"]
