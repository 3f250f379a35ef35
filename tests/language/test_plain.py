"""Values as plain text in someone else's XML: escaped, marked when absent, no way out of the sandbox."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree
from markupsafe import Markup

from pipeline.language import plain
from pipeline.model.money import Won
from pipeline.model.period import Month, Period


def filled(template: str, **values: object) -> str:
    return plain.environment("<br/>", "<tab/>").from_string(template).render(values)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("홍길동", "홍길동"),
        ("A & B <c>", "A &amp; B &lt;c&gt;"),
        ("{{ x }} =1+1", "{{ x }} =1+1"),
        ("a\r\nb\tc\x07", "a<br/>b<tab/>c"),
        ("\ufdd0\udc80😀", "😀"),
        (Markup("<b>"), "&lt;b&gt;"),
        (None, "〔입력 필요〕"),
        ("", "〔입력 필요〕"),
        (0, "0"),
        (Won(12_000), "12,000원"),
        (date(2019, 5, 31), "2019. 5. 31."),
        (True, "예"),
        ([1, "나"], "1, 나"),
    ],
)
def test_value(value: object, text: str) -> None:
    assert filled("{{ x }}", x=value) == text


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("x|금액", "12650000", "12,650,000원"),
        ("x|금액", " 12,650,000원 ", "12,650,000원"),
        ("x|금액", 12_650_000.0, "12,650,000원"),
        ("x|금액표기", 12_650_000, "금12,650,000원(금일천이백육십오만원)"),
        ("x|한글금액", "1000", "일천"),
        ("x|수", "1234.50", "1,234.5"),
        ("x|수(2)", 3, "3.00"),
        ("x|백분율", 0.9988, "99.9%"),
        ("x|율", Decimal("97.5"), "97.50%"),
        ("x|율", None, "해당 없음"),
        ("x|날짜", "2019-05-31", "2019. 5. 31."),
        ("x|날짜", "2019. 5. 31.", "2019. 5. 31."),
        ("x|날짜", "2019년 5월 31일", "2019. 5. 31."),
        ("x|날짜", datetime(2019, 5, 31, 9), "2019. 5. 31."),
        ("x|요일", date(2019, 5, 31), "2019. 5. 31.(금)"),
        ("x|시각", time(9, 5), "09:05"),
        ("x|시각", "2019-05-31 15:20", "15:20"),
        ("x|연월", "2019-07", "2019년 7월"),
        ("x|연월", Month(2019, 7), "2019년 7월"),
        ("x|기간", Period(date(2019, 1, 1), date(2019, 1, 31)), "2019. 1. 1. ~ 2019. 1. 31."),
        ("x|기간('2019-12-31')", "2019-05-31", "2019. 5. 31. ~ 2019. 12. 31."),
        ("x|시간", "370", "6시간 10분"),
        ("x|조사('은')", "홍길동", "홍길동은"),
        ("x|이름가림", "홍길동", "홍○동"),
        ("x|전화가림", "010-1234-5678", "010-****-5678"),
        ("x|줄", ["가", "나"], "가<br/>나"),
        ("x|선택", None, ""),
        ("x|선택('없음')", "", "없음"),
        ("x|선택", 5, "5"),
        ("x|금액|선택", None, ""),
        ("x|금액", None, "〔입력 필요〕"),
        ("x|e", "<", "&lt;"),
        ("x|safe", "<", "&lt;"),
        ("x|채움(이름='나')", "{이름}의 서약", "나의 서약"),
        ("x|join(', ')", ["<", "나"], "&lt;, 나"),
        ("x|default('없음')", "있음", "있음"),
    ],
)
def test_filter(expression: str, value: object, text: str) -> None:
    assert filled("{{ " + expression + " }}", x=value) == text


@pytest.mark.parametrize("expression", ["x|금액", "x|날짜", "x|수", "x|백분율", "x|시간"])
def test_filter_refuses_other_text(expression: str) -> None:
    with pytest.raises(ValueError, match="가나다"):
        filled("{{ " + expression + " }}", x="가나다")


def test_no_won_is_lost() -> None:
    with pytest.raises(ValueError, match="원 미만"):
        filled("{{ x|금액 }}", x="1000.5")


@pytest.mark.parametrize("expression", ["없음", "x.없음", "x['없음']", "없음|금액", "x.items"])
def test_undefined_is_an_error(expression: str) -> None:
    with pytest.raises(UndefinedError):
        filled("{{ " + expression + " }}", x={"이름": 1})


def test_a_column_wins_over_a_method() -> None:
    assert filled("{{ x.items }} {{ x.values }}", x={"items": "물품", "values": "값"}) == "물품 값"


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__",
        "x|attr('__class__')",
        "x.__init__.__globals__",
        "'가' * 10000000",
        "[1] * 10000000",
        "9 ** 99999",
        "range(10000000)",
    ],
)
def test_sandbox(expression: str) -> None:
    with pytest.raises((SecurityError, OverflowError, UndefinedError)):
        filled("{{ " + expression + " }}", x=[])


@given(st.text())
def test_any_text_stays_well_formed_and_itself(text: str) -> None:
    shown = plain.environment("\n", "\t").from_string("<a>{{ x }}</a>").render(x=text)
    wanted = plain.printable(text) if text else "〔입력 필요〕"
    assert (etree.fromstring(shown).text or "") == wanted
