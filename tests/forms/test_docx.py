"""Word forms: what docxtpl documents and we share, each with a form of its own."""

from __future__ import annotations

import io

import docx as word
import pytest
from docx.enum.text import WD_BREAK

from pipeline.forms.form import compile_form
from pipeline.forms.richtext import RichText
from pipeline.problems import Severity
from tests.forms.packages import PNG, docx, texts, unzipped, wp, wtable


def fill(form: bytes, **values: object) -> bytes:
    made, problems = compile_form(form, "양식.docx")
    assert made, [str(problem) for problem in problems]
    data, problems = made.render(values)
    assert data, [str(problem) for problem in problems]
    return data


def shown(body: str, **values: object) -> list[str]:
    return texts(fill(docx(body), **values))


def rows(body: str, **values: object) -> list[list[str]]:
    document = word.Document(io.BytesIO(fill(docx(body), **values)))
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


PEOPLE = [{"이름": "홍길동", "급": "고급"}, {"이름": "임꺽정", "급": "중급"}]


def test_variables_keep_the_look_of_their_run() -> None:
    look = "<w:rPr><w:b/></w:rPr>"
    xml = unzipped(fill(docx(wp("성명: ") + wp("{{ 성명 }}", look=look)), 성명="홍길동"))["word/document.xml"].decode()
    assert f'<w:r>{look}<w:t xml:space="preserve">홍길동</w:t></w:r>' in xml


def test_line_breaks_and_tabs_of_a_value() -> None:
    xml = unzipped(fill(docx(wp("{{ x }}")), x="가\n나\t다"))["word/document.xml"].decode()
    assert '가</w:t><w:br/><w:t xml:space="preserve">나</w:t><w:tab/><w:t xml:space="preserve">다</w:t>' in xml


@pytest.mark.parametrize(
    "body",
    [
        [["이름", "급"], ["{%tr for 행 in 명단 %}", ""], ["{{ 행.이름 }}", "{{ 행.급 }}"], ["{%tr endfor %}", ""]],
        [["이름", "급"], ["{% for 행 in 명단 %}", ""], ["{{ 행.이름 }}", "{{ 행.급 }}"], ["", "{% endfor %}"]],
        [["이름", "급"], ["{% for 행 in 명단 %}{{ 행.이름 }}", "{{ 행.급 }}{% endfor %}"]],
        [["이름", "급"], ["{%tr for 행 in 명단 %}{{ 행.이름 }}", "{{ 행.급 }}{%tr endfor %}"]],
    ],
    ids=["docxtpl", "rows of their own", "first and last cell", "letters in one row"],
)
def test_row_loop(body: list[list[str]]) -> None:
    assert rows(wtable(body), 명단=PEOPLE) == [["이름", "급"], ["홍길동", "고급"], ["임꺽정", "중급"]]
    assert rows(wtable(body), 명단=[]) == [["이름", "급"]]


def test_a_table_never_loses_its_last_row() -> None:
    body = wtable([["{% for 행 in 명단 %}{{ 행.이름 }}", "{{ 행.급 }}{% endfor %}"]])
    assert rows(body, 명단=PEOPLE) == [["홍길동", "고급"], ["임꺽정", "중급"]]
    assert rows(body, 명단=[]) == [["", ""]]


def test_row_condition_and_nested_loops() -> None:
    body = wtable(
        [
            ["{%tr for 조 in 조들 %}"],
            ["{{ 조.이름 }}조"],
            ["{%tr for 사람 in 조.사람들 %}"],
            ["{%tr if 사람.이름 %}"],
            ["{{ loop.index }} {{ 사람.이름 }}"],
            ["{%tr endif %}"],
            ["{%tr endfor %}"],
            ["{%tr endfor %}"],
            ["끝"],
        ]
    )
    groups = [{"이름": "가", "사람들": [PEOPLE[0], {"이름": ""}, PEOPLE[1]]}, {"이름": "나", "사람들": []}]
    assert rows(body, 조들=groups) == [["가조"], ["1 홍길동"], ["3 임꺽정"], ["나조"], ["끝"]]


def test_two_closing_tags_in_one_row() -> None:
    body = wtable([["{%tr for x in 조 %}{%tr for y in x %}"], ["{{ y }}"], ["{%tr endfor %}{%tr endfor %}"]])
    assert rows(body, 조=[["1", "2"], ["3"]]) == [["1"], ["2"], ["3"]]


@pytest.mark.parametrize("p", ["p", ""])
def test_paragraph_loop_and_condition(p: str) -> None:
    body = wp(f"{{%{p} for 항 in 목록 %}}") + wp("○ {{ 항 }}") + wp(f"{{%{p} endfor %}}")
    body += (
        wp(f"{{%{p} if 비고 %}}")
        + wp("비고: {{ 비고 }}")
        + wp(f"{{%{p} else %}}")
        + wp("비고 없음")
        + wp(f"{{%{p} endif %}}")
    )
    assert shown(body, 목록=["가", "나"], 비고="있음") == ["○ 가", "○ 나", "비고: 있음"]
    assert shown(body, 목록=[], 비고="") == ["비고 없음"]


def test_a_loop_that_fills_its_paragraph_repeats_it() -> None:
    assert shown(wp("{% for x in 목록 %}○ {{ x }}{% endfor %}"), 목록=["가", "나"]) == ["○ 가", "○ 나"]


@pytest.mark.parametrize(
    "line",
    [
        "명단: {% for x in 목록 %}{{ x }} {% endfor %}끝",
        "{%r for x in 목록 %}{{ x }} {%r endfor %}",
        "{% for x in 목록 %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",
    ],
)
def test_a_loop_within_a_line_stays_there(line: str) -> None:
    assert len(shown(wp(line), 목록=["가", "나"])) == 1


def test_a_condition_that_fills_its_paragraph_removes_it_unless_the_cell_needs_it() -> None:
    assert shown(wp("{% if x %}있음{% endif %}") + wp("끝"), x=0) == ["끝"]
    assert rows(wtable([["{% if x %}○{% endif %}", "나"]]), x=0) == [["", "나"]]


def test_paragraphs_inside_a_cell() -> None:
    cell = wp("{% for x in 목록 %}") + wp("- {{ x }}") + wp("{% endfor %}")
    assert rows(wtable([[cell, "나"]]), 목록=["가", "다"]) == [["- 가\n- 다", "나"]]
    assert rows(wtable([[cell, "나"]]), 목록=[]) == [["", "나"]]


def test_condition_over_runs_of_different_looks() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    run = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'
    body = (
        "<w:p>"
        + run.format("", "가 {% if x %}나")
        + run.format(bold, "다")
        + run.format("", "라{% endif %} 마")
        + "</w:p>"
    )
    assert shown(body, x=1) == ["가 나다라 마"]
    assert shown(body, x=0) == ["가  마"]
    loop = body.replace("if x", "for _i in x").replace("endif", "endfor").replace("_i", "i")
    xml = unzipped(fill(docx(loop), x=[1, 2]))["word/document.xml"].decode()
    assert xml.count(run.format(bold, "다")) == 2
    assert xml.count(run.format("", "나")) == 2  # the second round does not take over the bold run's look


def test_column_loop_shares_the_width() -> None:
    body = wtable(
        [
            ["월", "{%tc for 달 in 달들 %}", "{{ 달 }}월", "{%tc endfor %}"],
            ["값", "{%tc for 달 in 달들 %}", "{{ 달 * 10 }}", "{%tc endfor %}"],
        ]
    )
    data = fill(docx(body), 달들=[1, 2, 3])
    document = word.Document(io.BytesIO(data))
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["월", "1월", "2월", "3월"],
        ["값", "10", "20", "30"],
    ]
    assert [int(column.get(column.tag.replace("gridCol", "w"))) for column in document.tables[0]._tbl.tblGrid] == [
        2000,
        2000,
        2000,
        2000,
    ]


def test_vertical_merge_within_a_loop() -> None:
    body = wtable([["{%tr for x in 목록 %}", ""], ["{% vm %}구분", "{{ x }}"], ["{%tr endfor %}", ""]])
    xml = unzipped(fill(docx(body), 목록=["가", "나", "다"]))["word/document.xml"].decode()
    assert [xml.count(f'<w:vMerge w:val="{value}"/>') for value in ("restart", "continue")] == [1, 2]
    assert rows(body, 목록=["가", "나"]) == [
        ["구분", "가"],
        ["구분", "나"],
    ]  # python-docx shows the merged cell in both
    assert xml.count("구분") == 1


def test_horizontal_merge_span_and_colour() -> None:
    body = wtable(
        [["{%tc for x in 목록 %}", "{% hm %}제목", "{%tc endfor %}"], ["{% colspan 폭 %}합", "{% cellbg 색 %}나", "다"]]
    )
    xml = unzipped(fill(docx(body), 목록=[1, 2, 3], 폭=2, 색="#FF0000"))["word/document.xml"].decode()
    assert '<w:gridSpan w:val="3"/>' in xml and '<w:gridSpan w:val="2"/>' in xml
    assert xml.count("제목") == 1
    assert '<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>' in xml


def test_existing_vertical_merge_survives_a_loop() -> None:
    cell = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr>{}</w:tc>"
    row = "<w:tr>{}<w:tc><w:tcPr/>{}</w:tc></w:tr>"
    body = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        + row.format(cell.format(' w:val="restart"', wp("묶음")), wp("처음"))
        + row.format(cell.format("", wp("")), wp("{%tr for x in 목록 %}{{ x }}{%tr endfor %}"))
        + "</w:tbl>"
    )
    xml = unzipped(fill(docx(body), 목록=["가", "나", "다"]))["word/document.xml"].decode()
    assert xml.count("<w:vMerge/>") == 3 and xml.count("<w:tr>") == 4


def test_nested_table() -> None:
    inner = wtable([["{%tr for x in 목록 %}"], ["{{ x }}"], ["{%tr endfor %}"]]) + wp("")
    xml = fill(docx(wtable([[inner, "밖"]])), 목록=["가", "나"])
    assert texts(xml) == ["가", "나", "", "밖"]


def test_header_footer_footnotes_and_properties() -> None:
    document = word.Document()
    document.core_properties.title = "{{ 제목 }}"
    document.sections[0].header.paragraphs[0].text = "머리말 {{ 제목 }}"
    document.sections[0].footer.paragraphs[0].text = "꼬리말 {{ 제목 }}"
    document.add_paragraph("본문")
    stream = io.BytesIO()
    document.save(stream)
    filled = word.Document(io.BytesIO(fill(stream.getvalue(), 제목="A & B")))
    assert filled.sections[0].header.paragraphs[0].text == "머리말 A & B"
    assert filled.sections[0].footer.paragraphs[0].text == "꼬리말 A & B"
    assert filled.core_properties.title == "A & B"
    notes = fill(docx(wp("본문"), footnotes=wp("각주 {{ x }}"), endnotes=wp("미주 {{ x }}")), x="<1>")
    assert texts(notes, "word/footnotes.xml") == ["각주 <1>"] and texts(notes, "word/endnotes.xml") == ["미주 <1>"]


def test_text_box() -> None:
    box = "<w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>"
    body = f"<w:p><w:r>{box.format(wp('상자 {{ x }}') + wp('{% for y in 목록 %}') + wp('{{ y }}') + wp('{% endfor %}'))}</w:r><w:r><w:t>밖 {{{{ x }}}}</w:t></w:r></w:p>"
    xml = unzipped(fill(docx(body), x="값", 목록=["가", "나"]))["word/document.xml"].decode()
    assert "상자 값" in xml and "밖 값" in xml and "가<" in xml and "나<" in xml


def test_rich_text() -> None:
    look = '<w:rPr><w:i/><w:color w:val="00FF00"/></w:rPr>'
    value = RichText("중요", 굵게=True, 색="빨강").add(" <보통>")
    for tag in ("{{r 글 }}", "{{ 글|서식 }}"):
        xml = unzipped(fill(docx(wp(f"앞 {tag} 뒤", look=look)), 글=value))["word/document.xml"].decode()
        assert (
            '<w:rPr><w:b w:val="1"/><w:i/><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve">중요</w:t>' in xml
        )
        assert f'{look}<w:t xml:space="preserve"> &lt;보통&gt;</w:t>' in xml
        assert f'{look}<w:t xml:space="preserve"> 뒤</w:t>' in xml


def test_looks_by_filter() -> None:
    xml = unzipped(fill(docx(wp("{{ x|금액|서식(굵게=true, 크기=14, 밑줄=true, 기울임=false) }}")), x=1000))[
        "word/document.xml"
    ].decode()
    assert '<w:rPr><w:b w:val="1"/><w:i w:val="0"/><w:sz w:val="28"/><w:u w:val="single"/></w:rPr>' in xml
    assert "1,000원" in xml


def test_rich_text_in_a_plain_tag_says_what_to_do() -> None:
    form, _ = compile_form(docx(wp("{{ 글 }}")), "양식.docx")
    data, problems = form.render({"글": RichText("가")})
    assert data is None and "{{r 이름 }}" in problems[0].message


def test_paragraphs_by_value() -> None:
    assert shown(wp("{{p 글 }}"), 글="첫 줄\n둘째 줄") == ["첫 줄", "둘째 줄"]
    assert shown(wp("{{p 글 }}"), 글=["가", "나"]) == ["가", "나"]
    assert shown(wp("{% for x in 글들 %}{{p x }}{% endfor %}"), 글들=["가\n나", "다"]) == ["가", "나", "다"]


def test_pictures(tmp_path) -> None:
    (tmp_path / "사진.png").write_bytes(PNG)
    form, problems = compile_form(
        docx(wp("앞 {{ 사진|그림(20) }} 뒤 {{ 도장|그림(높이=10) }}"), header1=wp("{{ 사진|그림 }}")), "양식.docx"
    )
    assert not problems
    data, problems = form.render({"사진": "사진.png", "도장": PNG}, tmp_path)
    parts = unzipped(data)
    assert not problems and parts["word/media/form1.png"] == PNG and "word/media/form2.png" not in parts
    xml = parts["word/document.xml"].decode()
    assert 'cx="720000" cy="360000"' in xml and 'cx="720000" cy="360000"' in xml and "앞 </w:t><w:drawing>" in xml
    assert parts["word/_rels/document.xml.rels"].count(b"media/form1.png") == 2
    assert parts["word/_rels/header1.xml.rels"].count(b"media/form1.png") == 1
    assert b'Extension="png"' in parts["[Content_Types].xml"]
    again, _ = form.render({"사진": None, "도장": PNG}, tmp_path)
    assert "〔입력 필요〕" in texts(again)[0]
    document = word.Document(io.BytesIO(data))
    assert len(document.inline_shapes) == 2


def test_comments_and_set() -> None:
    body = wp("{#p 이 문단은 사라진다 #}") + wp("가{# 설명 #}나") + wp("{% set 값 = x * 2 %}") + wp("{{ 값 }}")
    assert shown(body, x=21) == ["가나", "42"]


def test_escaped_braces_and_braces_of_the_document() -> None:
    assert shown(wp("{_{ 그대로 }_} {_% if %_} {중괄호} { {x} } {{ x }}"), x="{{ y }}") == [
        "{{ 그대로 }} {% if %} {중괄호} { {x} } {{ y }}"
    ]


def test_a_break_inside_a_tag_is_swallowed() -> None:
    body = "<w:p><w:r><w:t>{{ 성명</w:t><w:br/><w:t>|선택</w:t><w:tab/><w:t>}}</w:t><w:br/><w:t>끝</w:t></w:r></w:p>"
    assert texts(fill(docx(body), 성명="홍")) == ["홍\n끝"]


def test_a_page_break_paragraph_stays() -> None:
    document = word.Document()
    document.add_paragraph("{% for x in 목록 %}")
    document.add_paragraph("{{ x }}").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("{% endfor %}")
    stream = io.BytesIO()
    document.save(stream)
    assert fill(stream.getvalue(), 목록=["가", "나"])
    xml = unzipped(fill(stream.getvalue(), 목록=["가", "나"]))["word/document.xml"]
    assert xml.count(b'<w:br w:type="page"/>') == 2


def test_copies_do_not_share_identities() -> None:
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    drawing = '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="7" name="a"/></wp:inline></w:drawing>'
    body = f'<w:p {w14} w14:paraId="0A"><w:r><w:t>{{% for x in 목록 %}}{{{{ x }}}}</w:t>{drawing}<w:t>{{% endfor %}}</w:t></w:r></w:p>'
    xml = unzipped(fill(docx(body), 목록=[1, 2]))["word/document.xml"].decode()
    assert "paraId" not in xml and xml.count('<wp:docPr id="7"') == 1 and xml.count("<wp:docPr") == 2


def test_an_absent_value_is_marked_and_warned_of() -> None:
    form, _ = compile_form(docx(wp("{{ 성명 }} {{ 비고|선택 }} {{ 소속 }}")), "양식.docx")
    data, problems = form.render({"성명": None, "비고": None, "소속": ""})
    assert texts(data) == ["〔입력 필요〕  〔입력 필요〕"]
    assert [(p.code, p.severity, p.at.field) for p in problems] == [
        ("F-VAL-03", Severity.WARNING, "{{ 성명 }}"),
        ("F-VAL-03", Severity.WARNING, "{{ 소속 }}"),
    ]
