"""Bad forms: each a clear problem with its code and place, all at once, never an exception."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.forms import archive
from pipeline.forms.codes import CODES
from pipeline.forms.form import compile_form, lint
from tests.forms.packages import docx, hp, htable, hwpx, unzipped, wp, wtable, zipped


def problems_of(data: bytes, name: str = "양식.docx") -> list[tuple[str, str, int, str]]:
    form, problems = compile_form(data, name)
    assert form is None
    assert all(problem.code in CODES and problem.at.file == name and problem.hint for problem in problems)
    return [(problem.code, problem.at.sheet, problem.at.row, problem.at.field) for problem in problems]


def codes(data: bytes, name: str = "양식.docx") -> list[str]:
    return [code for code, *_ in problems_of(data, name)]


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


@pytest.mark.parametrize(
    ("data", "name", "code", "words"),
    [
        (b"", "양식.docx", "F-ZIP-01", "다시 저장"),
        (b"%PDF-1.7", "양식.docx", "F-ZIP-01", "다시 저장"),
        (b"PK\x03\x04 broken", "양식.hwpx", "F-ZIP-01", "다시 저장"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "양식.docx", "F-ZIP-02", "암호"),
        (OLE + "FileHeader".encode("utf-16-le"), "양식.hwp", "F-ZIP-03", "hwpx"),
        (OLE + "WordDocument".encode("utf-16-le"), "양식.doc", "F-ZIP-03", "docx"),
        (OLE + "Workbook".encode("utf-16-le"), "양식.xls", "F-ZIP-03", "xlsx"),
        (OLE, "양식.hwp", "F-ZIP-03", "hwpx"),
        (zipped({"ppt/presentation.xml": "<p/>"}), "양식.pptx", "F-ZIP-04", "docx"),
        (zipped({"mimetype": "application/hwp+zip"}), "양식.hwpx", "F-ZIP-04", "저장"),
    ],
)
def test_not_a_form(data: bytes, name: str, code: str, words: str) -> None:
    form, problems = compile_form(data, name)
    assert form is None and [problem.code for problem in problems] == [code]
    assert words in problems[0].message + problems[0].hint


def test_encrypted_entries_and_encrypted_hwpx() -> None:
    data = bytearray(docx(wp("{{ x }}")))
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    assert codes(bytes(data)) == ["F-ZIP-02"]
    manifest = '<manifest><file-entry full-path="Contents/section0.xml"><encryption-data/></file-entry></manifest>'
    assert codes(hwpx(hp("{{ x }}"), **{"META-INF/manifest.xml": manifest}), "양식.hwpx") == ["F-ZIP-02"]


def test_a_zip_bomb_is_not_inflated() -> None:
    parts = {**unzipped(docx(wp("{{ x }}"))), "word/media/a.bin": bytes(40_000_000)}
    assert codes(zipped(parts)) == ["F-ZIP-05"]


def test_too_much_altogether(monkeypatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1_000)
    assert codes(docx(wp("{{ x }}" + "가" * 997))) == ["F-ZIP-05"]


@pytest.mark.parametrize("name", ["../밖.xml", "/etc/passwd", "word/../../밖", "C:/밖", "..\\밖"])
def test_entries_outside_the_form(name: str) -> None:
    data = zipped({**unzipped(docx(wp("{{ x }}"))), name: b"x"})
    assert codes(data) == ["F-ZIP-06"]


def test_entries_that_repeat_or_lie() -> None:
    stream = io.BytesIO(docx(wp("{{ 이름표 }}")))
    with zipfile.ZipFile(stream, "a") as package, pytest.warns(UserWarning):
        package.writestr("word/document.xml", "<a/>")
    assert codes(stream.getvalue()) == ["F-ZIP-08"]
    data = docx(wp("{{ 속이는_이름 }}"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        crc = package.getinfo("word/document.xml").CRC
    assert codes(data.replace(struct.pack("<L", crc), struct.pack("<L", crc ^ 1))) == ["F-ZIP-07"]


def test_missing_parts_and_broken_xml() -> None:
    parts = unzipped(docx(wp("{{ x }}")))
    without = {name: content for name, content in parts.items() if name != "word/document.xml"}
    assert codes(zipped(without)) == ["F-ZIP-04"]
    assert codes(zipped({**parts, "word/document.xml": b"<w:document>"})) == ["F-XML-01"]
    assert codes(zipped({**parts, "word/document.xml": b""})) == ["F-XML-01"]


@pytest.mark.parametrize(
    "subset",
    ['<!ENTITY a SYSTEM "file:///etc/hostname">', '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">', "<!ELEMENT a ANY>"],
)
def test_entities_are_never_read(subset: str) -> None:
    parts = unzipped(docx(wp("{{ x }}")))
    xml = (
        parts["word/document.xml"]
        .decode()
        .replace('<?xml version="1.0"?>', f'<?xml version="1.0"?><!DOCTYPE x [{subset}]>')
    )
    assert codes(zipped({**parts, "word/document.xml": xml})) == ["F-XML-02"]


def test_deep_nesting_is_refused() -> None:
    assert codes(docx("<w:sdt>" * 5_000 + "{{ x }}" + "</w:sdt>" * 5_000)) == ["F-XML-01"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (wp("{{ 성명"), "F-TAG-01"),
        (wp("성명 }}"), "F-TAG-02"),
        (wp("{% if x %}가"), "F-TAG-03"),
        (wp("가{% endif %}"), "F-TAG-03"),
        (wp("{% else %}"), "F-TAG-03"),
        (wp("{% for x in y %}{% endif %}"), "F-TAG-03"),
        (wp("{%p for x in y %}{% endfor %}") + wp("{%r if z %}{%p endif %}"), "F-TAG-03"),
        (wtable([["{% for x in y %}"]]) + wtable([["{% endfor %}"]]), "F-TAG-04"),
        (wtable([["{%tr for x in y %}"]]) + wtable([["{%tr endfor %}"]]), "F-TAG-04"),
        (wp("{% for x in y %}") + wtable([["{% endfor %}"]]), "F-TAG-04"),
        (wp("{%r if x %}") + wp("{%r endif %}"), "F-TAG-04"),
        (wp("가 {% for x in y %}") + wp("{% endfor %}"), "F-TAG-05"),
        (wp("{% for x in y %}") + wp("가 {% endfor %} 나"), "F-TAG-05"),
        (wtable([["가", "{%tr for x in y %}"], ["{%tr endfor %}", ""]]), "F-TAG-05"),
        ("<w:p><w:del><w:r><w:delText>{{ 성명 }}</w:delText></w:r></w:del></w:p>", "F-TAG-06"),
        ("<w:p><w:moveFrom><w:r><w:t>{{ 성명 }}</w:t></w:r></w:moveFrom></w:p>", "F-TAG-06"),
        (wp("{{ 두 낱말 }}"), "F-TAG-07"),
        (wp("{{ }}"), "F-TAG-07"),
        (wp("{% for x %}{% endfor %}"), "F-TAG-07"),
        (wp("{{ (x }}"), "F-TAG-07"),
        (wp("{{ x|금엑 }}"), "F-TAG-08"),
        (wp("{% if x is 없는검사 %}{% endif %}"), "F-TAG-08"),
        (wp("{% include 'a' %}"), "F-TAG-09"),
        (wp("{% macro a() %}"), "F-TAG-09"),
        (wp("{% import 'os' as os %}"), "F-TAG-09"),
        (wp("{% for x in y recursive %}{% endfor %}"), "F-TAG-09"),
        (wp("{%tr for x in y %}{%tr endfor %}"), "F-TAG-09"),
        (wp("{% vm %}"), "F-TAG-09"),
    ],
)
def test_bad_tags(body: str, code: str) -> None:
    assert code in codes(docx(body))


def test_a_tag_in_text_that_hangul_tracks_as_deleted() -> None:
    body = '<hp:p><hp:run><hp:t>가<hp:deleteBegin Id="1"/>{{ 성명 }}<hp:deleteEnd Id="1"/>나</hp:t></hp:run></hp:p>'
    assert codes(hwpx(body), "양식.hwpx") == ["F-TAG-06"]


def test_a_loop_that_cuts_a_merged_cell() -> None:
    rows = [["{%tr for x in y %}", ""], ["병합", "{{ x }}"], [None, "{%tr endfor %}"], ["가", "나"]]
    assert codes(hwpx(htable(rows, {(1, 0): (3, 1)}).replace("<hp:tr></hp:tr>", "")), "양식.hwpx") == ["F-TAG-10"]


def test_all_faults_at_once_with_part_table_row_and_tag() -> None:
    body = (
        wp("{{ 성명")
        + wtable([["이름"], ["{{ 행.이름|없는필터 }}"]])
        + wtable([["{% for x in y %}"]])
        + wtable([["{% endfor %}"]])
    )
    assert problems_of(docx(body, footer1=wp("{% if z %}"))) == [
        ("F-TAG-01", "본문", 1, "{{ 성명"),
        ("F-TAG-08", "본문 표 1", 2, "{{ 행.이름|없는필터 }}"),
        ("F-TAG-04", "본문 표 3", 1, "{% endfor %}"),
        ("F-TAG-03", "꼬리말1", 1, "{% if z %}"),
    ]


SEEDS = [
    docx(
        wp("{{ 성명 }}") + wtable([["{%tr for x in y %}"], ["{{ x|날짜 }}"], ["{%tr endfor %}"]]),
        header1=wp("{{r z }}"),
    ),
    hwpx(hp("{{ 성명 }}") + htable([["{%tr for x in y %}", ""], ["{{ x }}", ""], ["{%tr endfor %}", ""]])),
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), max_size=4))
def test_mutated_packages_never_raise(seed: bytes, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(seed)
    for at, piece in changes:
        data[at % len(data) : at % len(data) + len(piece)] = piece
    _use(bytes(data))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([0, 1]),
    st.lists(
        st.sampled_from(
            [
                "{% for x in y %}",
                "{%tr for x in y %}",
                "{% endfor %}",
                "{%tr endfor %}",
                "{% if x %}",
                "{% else %}",
                "{% endif %}",
                "{{ x }}",
                "{{r x }}",
            ]
            + [
                "{{p x }}",
                "{%tc if x %}",
                "{%tc endif %}",
                "{% vm %}",
                "{% hm %}",
                "{#p 말 #}",
                "글",
                "|",
                "/",
                "{{",
                "%}",
                "{%p endfor %}",
                "{%p for x in y %}",
                "〈",
                "〉",
            ]
        ),
        max_size=14,
    ),
)
def test_any_arrangement_of_tags_is_filled_whole_or_refused(format: int, pieces: list[str]) -> None:
    """`|` begins a cell, `/` a row, 〈 and 〉 begin and end a table."""
    from lxml import etree

    body = _arranged(pieces, (wp, wtable) if format == 0 else (hp, htable))
    data = docx(body) if format == 0 else hwpx(body)
    form, problems = compile_form(data, "양식")
    assert (form is None) == any(problem.stops for problem in problems)
    if form is not None:
        filled, _ = form.render({"x": "값", "y": [1, 2]})
        if filled is not None:
            etree.fromstring(unzipped(filled)["word/document.xml" if format == 0 else "Contents/section0.xml"])


def _arranged(pieces: list[str], make) -> str:
    paragraph, table = make
    body, rows = "", None
    for piece in pieces:
        if piece == "〈":
            rows = [[""]]
        elif piece == "〉" and rows is not None:
            width = max(map(len, rows))
            body += table([row + [""] * (width - len(row)) for row in rows])
            rows = None
        elif rows is None:
            body += paragraph(piece) if piece not in "|/〉" else ""
        elif piece == "|":
            rows[-1].append("")
        elif piece == "/":
            rows.append([""])
        else:
            rows[-1][-1] += piece
    return body or paragraph("")


def _use(data: bytes) -> None:
    form, problems = compile_form(data, "양식.docx")
    assert form is not None or problems
    assert lint(data, "양식.docx") == problems
    if form is not None:
        filled, problems = form.render({"성명": "홍", "x": "가", "y": ["2019-01-01", None], "z": "끝"})
        assert filled is not None or problems
