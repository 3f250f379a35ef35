"""What a document states is found under its labels and in its sentences, with its place."""

from __future__ import annotations

from pipeline.compose.markup import blocks
from pipeline.document.blocks import Document
from pipeline.document.stated import Statement, bare, stated

HTML = """
<h1>개요</h1>
<p>계약금액은 금1,000원이다.</p>
<p class="formula">청구금액: 1,000원 − 100원 = 900원</p>
<table class="form"><tbody><tr><th>계 약 일</th><td>2019. 5. 13.</td></tr></tbody></table>
<table><caption>명단</caption><thead><tr><th>성명</th><th>역할</th></tr></thead><tbody><tr><td>홍길동</td><td>총괄</td></tr></tbody></table>
"""


def _stated() -> tuple[Statement, ...]:
    made, problems = blocks(HTML, "보고서", {}, "x")
    assert not problems
    return stated(Document("문서", made))


def test_labels_lead_to_the_text_beside_and_below_them() -> None:
    labelled = {each.label: (each.text, each.column) for each in _stated() if each.label}
    assert labelled["계약일"] == ("2019. 5. 13.", False)
    assert labelled["성명"] == ("홍길동", True)
    assert labelled["청구금액"] == ("900원", False)  # the result of the arithmetic, not its parts


def test_sentences_keep_their_place() -> None:
    places = {each.text: each.where for each in _stated() if not each.label}
    assert places["계약금액은 금1,000원이다."] == "1. 개요"
    assert places["2019. 5. 13."] == "1. 개요"
    assert "홍길동" not in places  # a record under a column's title is no sentence


def test_a_label_is_compared_without_blanks_and_marks() -> None:
    assert bare(" 상    호 :") == bare("상호") == "상호"
