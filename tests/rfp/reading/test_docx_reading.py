"""DOCX RFPs: printed numbers, merged cells, boxes, notes, tracked changes; hostile packages are told."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.problems import Severity
from pipeline.rfp.paper import Kind, Paper, Paragraph, Table
from pipeline.rfp.reading.codes_office import CODES
from pipeline.rfp.reading.docx import read_docx
from pipeline.rfp.reading.docx_formats import numbered
from pipeline.rfp.reading.docx_numbers import bullet

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = (
    f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def package(body: str, **parts: str) -> bytes:
    """A DOCX of a body's XML and of the parts beside it (styles, numbering, footnotes), by role."""
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{role}" Target="{role}.xml"/>' for at, role in enumerate(parts)
    )
    files = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
    } | {f"word/{role}.xml": f"<w:{role} {NAMES}>{xml}</w:{role}>" for role, xml in parts.items()}
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return buffer.getvalue()


def p(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def listed(text: str, number: int, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def paper_of(body: str, **parts: str) -> Paper:
    paper, problems = read_docx(package(body, **parts), "a.docx")
    assert paper and not problems
    return paper


def printed(paper: Paper) -> list[str]:
    return [paragraph.printed for paragraph in paper.paragraphs()]


OUTLINE = (
    '<w:abstractNum w:abstractNumId="5">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    + level(2, "ganada", "%3.")
    + level(3, "decimalEnclosedCircle", "%4")
    + "</w:abstractNum>"
)
LISTS = OUTLINE + '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'


def test_numbers_are_printed_as_word_prints_them() -> None:
    body = "".join(
        listed(text, 1, depth) for text, depth in (("갑", 0), ("을", 1), ("병", 2), ("정", 3), ("무", 3), ("기", 2))
    )
    body += listed("경", 1) + p("사이") + listed("신", 1, 1) + listed("임", 1, 1) + listed("계", 1, 2)
    assert printed(paper_of(body, numbering=LISTS)) == [
        "I. 갑", "1.1 을", "가. 병", "① 정", "② 무", "나. 기", "II. 경", "사이", "2.1 신", "2.2 임", "가. 계",
    ]  # fmt: skip


def test_a_list_with_a_start_override_restarts_and_one_without_goes_on() -> None:
    lists = LISTS + '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    lists += '<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    body = listed("가", 1) + listed("나", 2) + listed("다", 3) + listed("라", 3) + listed("마", 1)
    assert printed(paper_of(body, numbering=lists)) == ["I. 가", "II. 나", "I. 다", "II. 라", "III. 마"]


def test_levels_restart_only_where_they_should() -> None:
    lists = '<w:abstractNum w:abstractNumId="1">' + level(0, "decimal", "제%1장")
    lists += level(1, "decimal", "제%2조", '<w:lvlRestart w:val="0"/>') + "</w:abstractNum>"
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    body = listed("총칙", 1) + listed("목적", 1, 1) + listed("계약", 1) + listed("기간", 1, 1)
    assert printed(paper_of(body, numbering=lists)) == ["제1장 총칙", "제1조 목적", "제2장 계약", "제2조 기간"]


def test_numbering_of_styles_and_headings() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="x"><w:name w:val="장"/><w:basedOn w:val="h1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    )
    body = (
        p("개요", '<w:pStyle w:val="h1"/>') + p("범위", '<w:pStyle w:val="x"/>') + p("개요 3", '<w:pStyle w:val="t"/>')
    )
    body += p("조건", '<w:outlineLvl w:val="2"/>') + p(
        "본문", '<w:pStyle w:val="h1"/><w:outlineLvl w:val="9"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    found = list(paper_of(body, styles=styles, numbering=LISTS).paragraphs())
    assert [(each.printed, each.kind, each.level) for each in found[:4]] == [
        ("I. 개요", Kind.HEADING, 1),
        ("II. 범위", Kind.HEADING, 1),
        ("개요 3", Kind.CONTENTS, 0),
        ("조건", Kind.HEADING, 3),
    ]
    assert (found[4].printed, found[4].level) == ("본문", 0)


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (4, "upperRoman", "IV"), (9, "lowerRoman", "ix"), (15, "ganada", "가가"), (3, "chosung", "ㄷ"), (27, "lowerLetter", "aa"),
        (20, "decimalEnclosedCircle", "⑳"), (21, "decimalEnclosedCircle", "21"), (12, "koreanDigital", "일이"),
        (25, "koreanCounting", "이십오"), (25, "koreanLegal", "스물다섯"), (7, "decimalZero", "07"), (3, "none", ""),
        (5, "unheardOf", "5"), (0, "ganada", "0"), (110, "chineseCounting", "百十"), (2, "ideographTraditional", "乙"),
    ],
)  # fmt: skip
def test_number_formats(value: int, form: str, text: str) -> None:
    assert numbered(value, form) == text


@pytest.mark.parametrize(
    ("char", "font", "mark"),
    [
        ("\uf0b7", "Symbol", "●"),
        ("l", "Wingdings", "●"),
        ("\uf06e", "Wingdings", "■"),
        ("o", "Courier New", "○"),
        ("-", "", "-"),
        ("□", "", "□"),
    ],
)
def test_bullets_of_symbol_fonts(char: str, font: str, mark: str) -> None:
    assert bullet(char, font) == mark


def test_merged_cells_nested_tables_and_places() -> None:
    inner = f"<w:tbl>{row(cell('속'))}</w:tbl>"
    table = row(cell("분류", '<w:gridSpan w:val="2"/>'), cell("기능"))
    table += row(cell("상세", '<w:vMerge w:val="restart"/>'), cell("정의"), f"<w:tc>{p('말')}{inner}{p('')}</w:tc>")
    table += row(cell("", "<w:vMerge/>"), cell("내용"), cell("1) 점검"))
    table += row(cell("끝"), properties='<w:gridBefore w:val="2"/>')
    (made,) = paper_of(p("앞") + f"<w:tbl>{table}</w:tbl>").tables()
    assert (made.rows, made.columns) == (4, 3)
    spans = [
        (each.row, each.column, each.rowspan, each.colspan, each.blocks[0].text)
        for each in made.cells
        if isinstance(each.blocks[0], Paragraph)
    ]
    assert spans == [
        (1, 1, 1, 2, "분류"), (1, 3, 1, 1, "기능"), (2, 1, 2, 1, "상세"), (2, 2, 1, 1, "정의"), (2, 3, 1, 1, "말"),
        (3, 2, 1, 1, "내용"), (3, 3, 1, 1, "1) 점검"), (4, 3, 1, 1, "끝"),
    ]  # fmt: skip
    nested = made.cells[4].blocks[1]
    assert isinstance(nested, Table) and nested.cells[0].text == "속"
    assert str(nested.cells[0].place) == "표 1 2행 3열" and made.place.block == 2
    assert made.grid()[2][0] is made.cells[2]


def test_runs_say_what_a_reader_sees() -> None:
    runs = (
        '<w:r><w:t xml:space="preserve">한 </w:t><w:tab/><w:t>글</w:t><w:br/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
        "<w:hyperlink><w:r><w:t>고리</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>틀</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>속</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>숨김</w:t></w:r>"
    )
    assert printed(paper_of(f"<w:p>{runs}</w:p>")) == ["한 \t글\n-→고리틀7"]


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    body = "<w:p><w:ins><w:r><w:t>새</w:t></w:r></w:ins><w:del><w:r><w:delText>헌</w:delText></w:r></w:del><w:r><w:t> 말</w:t></w:r></w:p>"
    body += f"<w:tbl>{row(cell('지움'), properties='<w:del/>')}{row(cell('남음'))}</w:tbl>"
    paper, (problem,) = read_docx(package(body), "a.docx")
    assert paper and printed(paper) == ["새 말", "남음"]
    assert (problem.code, problem.severity) == ("I-DOC-06", Severity.NOTE)


def test_text_boxes_are_said_once() -> None:
    box = f"<w:txbxContent>{p('상자')}<w:tbl>{row(cell('칸'))}</w:tbl></w:txbxContent>"
    drawing = f"<w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>"
    both = f"<mc:AlternateContent><mc:Choice>{drawing}</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    paper = paper_of(f"<w:p><w:r><w:t>앞</w:t></w:r><w:r>{both}</w:r></w:p>{p('뒤')}")
    assert printed(paper) == ["앞", "상자", "칸", "뒤"]
    assert [block.place.block for block in paper.blocks] == [1, 2, 3, 4]
    box_block = paper.blocks[1]
    assert isinstance(box_block, Paragraph) and box_block.kind is Kind.BOX


def test_footnotes_stand_behind_their_paragraph() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("선")}</w:footnote><w:footnote w:id="1">{p("뜻풀이")}</w:footnote>'
    )
    call = '<w:p><w:r><w:t>본문</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    paper = paper_of(call + p("다음"), footnotes=notes)
    assert printed(paper) == ["본문", "1) 뜻풀이", "다음"]
    assert [each.kind for each in paper.paragraphs()] == [Kind.BODY, Kind.FOOTNOTE, Kind.BODY]


def test_contents_by_field_and_by_dots() -> None:
    field = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
    field += '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>개요 1</w:t></w:r></w:p>' + p("범위 2")
    field += '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    paper = paper_of(field + p("조건 ········ 7") + p("본문"))
    assert [each.kind for each in paper.paragraphs()] == [Kind.CONTENTS] * 3 + [Kind.BODY]


def test_items_that_a_converter_ran_together_and_page_numbers_that_it_typed() -> None:
    paper = paper_of(p("❍ 하나 ❍ 둘") + p("- 1 -") + p("가") + p("- 2 -") + p("나") + p("- 3 -"))
    assert [(each.text, each.kind is Kind.MARGIN) for each in paper.paragraphs()] == [
        ("❍ 하나", False), ("❍ 둘", False), ("- 1 -", True), ("가", False), ("- 2 -", True), ("나", False), ("- 3 -", True),
    ]  # fmt: skip


def test_the_strict_form_of_the_format() -> None:
    strict = package(p("글"))
    files = {
        name: zipfile.ZipFile(io.BytesIO(strict)).read(name).decode()
        for name in zipfile.ZipFile(io.BytesIO(strict)).namelist()
    }
    files = {
        name: text.replace(MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main") for name, text in files.items()
    }
    paper, problems = read_docx(zipped(files), "a.docx")
    assert paper and not problems and printed(paper) == ["글"]


def test_a_file_that_python_docx_wrote() -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("과업 개요", 2)
    made.add_paragraph("점검", style="List Bullet")
    table = made.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "합침"
    made.sections[0].header.paragraphs[0].text = "머리말"
    buffer = io.BytesIO()
    made.save(buffer)
    paper, problems = read_docx(buffer.getvalue(), "a.docx")
    assert paper and not problems
    assert printed(paper) == ["과업 개요", "● 점검", "합침"]
    assert [(each.rowspan, each.colspan) for each in next(paper.tables()).cells] == [(2, 1), (1, 1), (1, 1)]


BOMB = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
DEEP = "<w:tbl><w:tr><w:tc>" * 400 + p("x") + "</w:tc></w:tr></w:tbl>" * 400


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "I-DOC-01"),
        (b"PK\x03\x04 nothing", "I-DOC-01"),
        (zipped({"word/other.xml": "<a/>"}), "I-DOC-01"),
        (zipped({"word/document.xml": "<a"}), "I-DOC-01"),
        (zipped({"word/document.xml": " " * 30_000_000}), "I-DOC-02"),
        (package(""), "I-DOC-04"),
        (package(DEEP), "I-DOC-01"),
    ],
    ids=["empty", "zip", "missing", "xml", "bomb", "no words", "deep"],
)
def test_what_cannot_be_read_is_told(data: bytes, code: str) -> None:
    paper, problems = read_docx(data, "a.docx")
    assert paper is None
    assert [problem.code for problem in problems if problem.stops] == [code] and code in CODES
    assert all(problem.hint and problem.at.file == "a.docx" for problem in problems)


def test_entities_are_not_followed() -> None:
    xml = f"{BOMB}<w:document {NAMES}><w:body>{p('글&c;')}</w:body></w:document>"
    paper, _ = read_docx(zipped({"word/document.xml": xml}), "a.docx")
    assert paper is None or "haha" not in printed(paper)[0]


def test_a_damaged_part_beside_the_body_is_told_and_the_body_read() -> None:
    data = package(p("글"), numbering="<broken")
    paper, (problem,) = read_docx(data, "a.docx")
    assert paper and printed(paper) == ["글"] and (problem.code, problem.severity) == ("I-DOC-05", Severity.WARNING)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000))
def test_damage_never_raises(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(package(listed("가", 1) + f"<w:tbl>{row(cell('나'))}</w:tbl>", numbering=LISTS))
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    paper, problems = read_docx(bytes(data[: chance.randint(1, len(data))] if seed % 3 else data), "a.docx")
    assert paper or problems
