"""The template language: strict names, everything escaped, no way out of the sandbox, Korean words for every value."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader
from lxml import etree

from pipeline.language import words
from pipeline.language.environment import environment
from pipeline.language.faults import fault
from pipeline.model.money import Won
from pipeline.model.period import Month, Period


def rendered(template: str, **names: object) -> str:
    return environment(loader=DictLoader({"t": template})).get_template("t").render(names)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2019, 5, 31), '<time datetime="2019-05-31">2019. 5. 31.</time>'),
        (datetime(2019, 5, 3, 8, 5), '<time datetime="2019-05-03T08:05:00">2019. 5. 3. 08:05</time>'),
        (time(9), "09:00"),
        (Won(12_650_000), '<data value="12650000">12,650,000원</data>'),
        (1234, '<data value="1234">1,234</data>'),
        (Decimal("12.50"), '<data value="12.50">12.5</data>'),
        (Month(2019, 7), "2019년 7월"),
        (Period(date(2019, 5, 31), date(2019, 12, 31)), "2019. 5. 31. ~ 2019. 12. 31."),
        (True, "예"),
        (None, '<mark class="missing">〔입력 필요〕</mark>'),
        ("", '<mark class="missing">〔입력 필요〕</mark>'),
        ("a<b>&\n{{", "a&lt;b&gt;&amp;<br/>{{"),
    ],
)
def test_values_are_shown_as_documents_show_them(value: object, text: str) -> None:
    assert rendered("{{ x }}", x=value) == text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ x|금액표기 }}", '<data value="12650000">금12,650,000원(금일천이백육십오만원)</data>'),
        ("{{ x|한글금액 }}", "일천이백육십오만"),
        ("{{ 370|시간 }} {{ 60|시간 }} {{ 0|시간 }}", "6시간 10분 1시간 0분"),
        ("{{ none|선택('-') }}{{ ''|선택 }}", "-"),
        ("{{ '홍길동'|조사('은') }} {{ '서버'|조사('은') }} {{ '서울'|조사('로') }}", "홍길동은 서버는 서울로"),
        ("{{ '홍길동'|이름가림 }} {{ '010-1234-5678'|전화가림 }}", "홍○동 010-****-5678"),
        ("{{ none|금액 }}", '<mark class="missing">〔입력 필요〕</mark>'),
    ],
)
def test_filters(template: str, text: str) -> None:
    assert rendered(template, x=Won(12_650_000), none=None) == text


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("줄\n{{ 없는이름.값 }}", "T-TPL-03"),
        ("{{ x.__class__.__mro__ }}", "T-TPL-04"),
        ("{{ x.nothing }}", "T-TPL-03"),
        ("{% for %}", "T-TPL-02"),
        ("{% include 'other' %}", "T-TPL-01"),
        ("{{ x|금액 }}", "T-TPL-05"),
    ],
)
def test_faults_name_file_and_line(template: str, code: str) -> None:
    with pytest.raises(Exception) as caught:
        rendered(template, x="글자")
    problem = fault(caught.value, "t")
    assert problem.code == code and problem.at.file == "t" and problem.hint
    if template.startswith("줄"):
        assert problem.at.row == 2


@given(st.text())
def test_any_text_is_well_formed_and_reads_back(text: str) -> None:
    root = etree.fromstring("<p>" + rendered("{{ x }}", x=text or "빈칸") + "</p>")
    shown = "".join("\n" if part.tag == "br" else "" for part in root) + "".join(root.itertext())
    kept = "".join(c for c in text if not words._INVISIBLE.match(c) and c not in "\r\n ")
    assert kept.replace(" ", "") == shown.replace("\n", "").replace(" ", "").replace("\u00a0", "") or "\u00a0" in text or not text


def test_templates_cannot_change_what_they_are_given() -> None:
    with pytest.raises(Exception, match="append"):
        rendered("{{ x.append(1) }}", x=[1])
