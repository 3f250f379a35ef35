"""A form as its users have it: names to give, tags with places, hostile values, equal bytes, all faults at once."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.forms.form import compile_form, lint
from pipeline.forms.names import Name
from tests.forms.packages import docx, hp, hwpx, texts, unzipped, wp, wtable

BODY = wp("{{ 성명 }} {{ 계약.이름|upper }}") + wtable(
    [["{%tr for 행 in 명단 %}"], ["{{ 행.이름 }} {{ 행['급'] }} {{ loop.index }}"], ["{%tr endfor %}"]]
)
BODY += wp("{% for x in 목록|sort %}{{ x }}{% for y in x.속 %}{{ y.값 }}{% endfor %}{% endfor %} {{ range(2)|list }}")


def test_names_and_tags_with_their_places() -> None:
    form, problems = compile_form(docx(BODY), "양식.docx")
    assert not problems and form.format == "docx" and form.file == "양식.docx"
    assert form.names == (
        Name("성명"),
        Name("계약", fields=("이름",)),
        Name("명단", many=True, fields=("이름", "급")),
        Name("목록", many=True, fields=("속.값",)),
    )
    assert [(tag.raw, str(tag.place)) for tag in form.tags[:4]] == [
        ("{{ 성명 }}", "본문 1번째 문단"),
        ("{{ 계약.이름|upper }}", "본문 1번째 문단"),
        ("{%tr for 행 in 명단 %}", "본문 표 1, 1행 1칸"),
        ("{{ 행.이름 }}", "본문 표 1, 2행 1칸"),
    ]


def test_the_same_bytes_are_compiled_once_and_filled_to_the_same_bytes() -> None:
    data = docx(wp("{{ 성명 }}"))
    form, _ = compile_form(data, "양식.docx")
    assert compile_form(bytes(bytearray(data)), "양식.docx")[0] is form
    first, second = form.render({"성명": "홍"})[0], form.render({"성명": "홍"})[0]
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_untouched_entries_are_copied_as_they_lie() -> None:
    data = docx(wp("{{ 성명 }}"), settings="<w:zoom/>")
    filled = compile_form(data, "양식.docx")[0].render({"성명": "홍"})[0]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entry = package.getinfo("word/settings.xml")
        raw = data[entry.header_offset + 30 + len(entry.filename) :][: entry.compress_size]
    assert raw in filled
    assert set(unzipped(filled)) == set(unzipped(data))


HOSTILE = [
    "A & B <c> 홍길동",
    "{{ 7*7 }}",
    "{% for %}",
    "]]>",
    "<w:br/>",
    "=1+1",
    "\x00\x0b\x1f가",
    "\ud800",
    "\ufdd8" + "0\ufdd8",
    "😀👨‍👩‍👧",
    "a\r\nb",
    " 앞뒤 ",
    "&lt;",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_appear_as_typed(value: str) -> None:
    shown = "".join(
        letter
        for letter in value.replace("\r\n", "\n")
        if letter == "\n" or (letter >= " " and letter not in "\ud800\ufdd8")
    )
    for form, part in ((docx(wp("[{{ x }}]")), "word/document.xml"), (hwpx(hp("[{{ x }}]")), "Contents/section0.xml")):
        data, problems = compile_form(form, "양식")[0].render({"x": value})
        assert not problems
        etree.fromstring(unzipped(data)[part])
        assert texts(data, part)[-1] == f"[{shown}]".replace("&lt;", "<" if "&lt;" not in value else "&lt;")


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1), st.text(min_size=1))
def test_any_value_leaves_the_document_whole(first: str, second: str) -> None:
    form, _ = compile_form(
        docx(wp("{{ 가 }}", "{{ 나|조사('은') }}") + wp("{{p 나 }}") + wp("{{ 가|서식(굵게=true) }}")), "양식.docx"
    )
    data, problems = form.render({"가": first, "나": second})
    assert data and not [problem for problem in problems if problem.stops]
    etree.fromstring(unzipped(data)["word/document.xml"])


def test_every_fault_of_the_data_at_once() -> None:
    body = (
        wp("{{ 성명 }} {{ 날|날짜 }} {{ 돈|금액 }}")
        + wtable([["{%tr for 행 in 명단 %}"], ["{{ 행.이름 }}"], ["{%tr endfor %}"]])
        + wp("{% if 없음 %}{{ 또없음 }}{% endif %}")
    )
    form, _ = compile_form(docx(body, header1=wp("{{ 머리 }}")), "양식.docx")
    data, problems = form.render({"성 명": "홍", "날": "어제", "돈": "많음", "명단": [{"이 름": 1}, {"이름": 2}]})
    assert data is None
    assert [(p.code, p.at.field) for p in problems] == [
        ("F-VAL-01", "{{ 성명 }}"),
        ("F-VAL-02", "{{ 날|날짜 }}"),
        ("F-VAL-02", "{{ 돈|금액 }}"),
        ("F-VAL-01", "{{ 행.이름 }}"),
        ("F-VAL-01", "{% if 없음 %}"),
        ("F-VAL-01", "{{ 머리 }}"),
    ]
    assert (
        str(problems[0])
        == "양식.docx[본문]:1 ({{ 성명 }}): 오류 F-VAL-01 자료에 '성명'이 없습니다 → '성 명'을(를) 쓰려던 것인지 확인하세요"
    )
    assert str(problems[3]).startswith("양식.docx[본문 표 1]:2 ({{ 행.이름 }})")


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 없음 }}",
        "{{ 없음.속 }}",
        "{{ 없음|upper }}",
        "{{ x.없음 }}",
        "{{ 없음 + 1 }}",
        "{% for y in 없음 %}{% endfor %}",
        "{{ 없음 == 1 }}",
        "{{p 없음 }}",
        "{{r 없음 }}",
    ],
)
def test_an_undefined_name_is_never_an_empty_cell(tag: str) -> None:
    data, problems = compile_form(docx(wp(tag) + wp("끝")), "양식.docx")[0].render({"x": {"속": 1}})
    assert data is None and [problem.code for problem in problems] == ["F-VAL-01"]


def test_names_that_may_be_missing_are_asked_for_politely() -> None:
    form, _ = compile_form(docx(wp("{{ 없음|default('기본') }} {% if 없음 is defined %}있음{% endif %}")), "양식.docx")
    assert texts(form.render({})[0]) == ["기본 "]


@pytest.mark.parametrize(
    "tag", ["{{ ''.__class__ }}", "{{ x.__init__.__globals__ }}", "{{ _run.folder }}", "{{ x|_cell('A', 1, '', '') }}"]
)
def test_the_sandbox_holds_before_any_fill(tag: str) -> None:
    form, problems = compile_form(docx(wp(tag)), "양식.docx")
    assert form is None and problems[0].code in ("F-VAL-04", "F-TAG-08", "F-TAG-09")


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''|attr('__class__') }}",
        "{{ x['__class__'].__name__ if 0 else x|attr('__init__') }}",
        "{{ '가' * 99999999 }}",
        "{% for i in range(99999999) %}{% endfor %}",
    ],
)
def test_the_sandbox_holds_while_filling(tag: str) -> None:
    form, problems = compile_form(docx(wp(tag)), "양식.docx")
    if form is not None:
        data, problems = form.render({"x": []})
        assert data is None
    assert problems[0].code in ("F-VAL-01", "F-VAL-04", "F-VAL-06")


def test_lint_says_what_compiling_says() -> None:
    data = docx(wp("{{ 성명|날자 }}") + wp("{% if %}"))
    assert [problem.code for problem in lint(data, "양식.docx")] == ["F-TAG-08", "F-TAG-07", "F-TAG-03"]
    assert "'날짜'" in lint(data, "양식.docx")[0].hint
    assert [problem.code for problem in lint(docx(wp("본문")), "양식.docx")] == ["F-TAG-12"]


def test_pictures_come_from_the_folder_only(tmp_path) -> None:
    form, _ = compile_form(docx(wp("{{ 사진|그림 }}")), "양식.docx")
    (tmp_path / "a.txt").write_text("그림 아님")
    folder = tmp_path / "속"
    folder.mkdir()
    for value, part in (("../a.txt", "밖"), ("없음.png", "읽을 수 없"), ("/etc/hostname", "밖"), (b"GIF", "아니거나")):
        data, problems = form.render({"사진": value}, folder)
        assert data is None and problems[0].code == "F-VAL-05" and part in problems[0].message
    assert form.render({"사진": "a.png"})[1][0].code == "F-VAL-05"
