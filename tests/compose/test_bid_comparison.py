"""Places under their headings as people cite them, and the lines of both tables."""

from __future__ import annotations

from decimal import Decimal

from pipeline.compose.bid_comparison import Place, Spot, comparison, places
from pipeline.compose.markup import blocks
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.model.proposal import Acceptance, Answer, Section
from pipeline.rules.compliance import Compliance, Judged, Row, State

HTML = """<h1 id="s1">이해</h1><p>앞 <a id="p1"></a>뒤</p><h2 id="h">점검</h2><h3>월</h3>
<ul><li>하나<a id="p2"></a></li></ul><h1 id="s2">방안</h1>
<table id="t"><tbody><tr><td><p>칸<a id="p3"></a></p></td></tr></tbody></table><h2 class="unnumbered" id="u">붙임</h2><p><a id="p4"></a>글</p>"""


def mark(key: str, file: str, anchor: str, note: str = "") -> Answer:
    """Return a mark."""
    return Answer(key=key, section=file, acceptance=Acceptance.ALTERNATIVE if note else Acceptance.ACCEPT, note=note, anchor=anchor)


def row(key: str, *answers: Answer, state: State = State.ANSWERED) -> Row:
    """Return a row of card A."""
    return Row(key=key, card="A", name="카드", text=key, state=state, acceptance=answers[0].acceptance if answers else None, answers=answers)


def test_places_are_numbered_as_people_cite_them() -> None:
    found = places(blocks(HTML, "계획서")[0])
    assert found["s1"] == Place("Ⅰ", "이해") and found["p1"].words == "Ⅰ 이해"
    assert found["p2"].words == "Ⅰ-1-가 월" and found["p3"].words == found["t"].words == "Ⅱ 방안"
    assert found["p4"].words == "Ⅱ 붙임" and found["h"].words == "Ⅰ-1 점검"


def test_the_first_of_equal_names_counts() -> None:
    assert places(blocks('<h1>가</h1><p>글<a id="x"></a></p><h1>나</h1><p>글<a id="x"></a></p>', "보고서")[0])["x"].words == "1 가"


def test_lines_here_elsewhere_and_nowhere() -> None:
    rows = (
        row("A#1", mark("A#1", "80.md", "x1"), mark("A#1", "10.md", "p1")),
        row("A#2", mark("A#2", "90.md", "x2", "까닭")),
        row("A#3", state=State.OPEN),
        row("A#4", mark("A#4.1", "10.md", "p2"), state=State.PARTLY),
    )
    section, other = Section(file="10.md", title="이해"), Section(file="90.md", title="가격")
    item = EvaluationItem(part=EvaluationPart("정성"), section="가", name="나", points=Decimal("7.5"))
    judged = (Judged(item, (section,)), Judged(item, (other,)), Judged(item, (), by_price=True), Judged(item, ()))
    made = comparison(Compliance(rows, judged, (), {}), {"10.md": "s1"}, {"80.md": "요약본", "90.md": "가격제안서"}, places(blocks(HTML, "계획서")[0]))
    (card,) = made.cards
    assert [(line.place, line.anchor, line.other, line.answer) for line in card.lines] == [
        ("Ⅰ 이해", "p1", "", "수용"), ("", "", "가격제안서", "대안"), ("", "", "", ""), ("Ⅰ-1-가 월", "p2", "", "일부"),
    ]
    assert [(each.spots, each.other) for each in made.items] == [((Spot("Ⅰ 이해", "s1"),), ""), ((), "가격제안서"), ((), "가격제안서"), ((), "")]
    assert made.total == 4 and dict(made.accepted) == {"수용": 1, "대안": 1, "불가": 0} and made.points == Decimal("30.0")
