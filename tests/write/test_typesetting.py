"""A document set in another face, size and spacing, or on turned paper, in every format; one that asks for nothing stays as it is."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.document.blocks import (
    Cell,
    Cover,
    Document,
    Figure,
    FontFile,
    Heading,
    ItemList,
    ListItem,
    Page,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Table,
    TableOfContents,
    Typesetting,
)
from pipeline.document.dump import dump
from pipeline.problems import Problem
from pipeline.write import font_folders, fonts, theme, to_docx, to_html, to_hwpx, to_pdf
from pipeline.write.hwpx.lint import lint
from tests.write.fonts_made import made_collection, made_font, with_table

TYPE = Typesetting("휴먼명조", "HY견고딕", 14, 1.7)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 140"><rect width="100" height="140" fill="#ddd"/></svg>'


def said(text: str) -> tuple[Run, ...]:
    return (Run(text),)


BLOCKS = (
    Cover("제안서", facts=(("사업명", said("가나다")),), organisation="가나다"),
    TableOfContents(),
    Heading(1, said("첫 장"), "1.", "a"),
    Heading(2, said("첫 절"), "가.", "b"),
    Heading(4, said("첫 항"), "1)", "c"),
    Paragraph(said("가나다라")),
    Paragraph(said("제1조 가나다"), ParagraphStyle.CLAUSE),
    Paragraph(said("참고 가나다"), ParagraphStyle.NOTE),
    ItemList(tuple(ListItem(level, mark, said(f"목록{name}")) for level, (mark, name) in enumerate(zip("□○-ㆍ", "가나다라", strict=True)))),
    Table((Row((Cell((Paragraph(said("머리")),), header=True),)), Row((Cell((Paragraph(said("칸")),)),))), (1.0,), 1, "표", 1),
)
PLAIN = Document("제안서", BLOCKS, Page(header="머리말", footer="꼬리말", marking="초안"))
SET = replace(PLAIN, type=TYPE)
TURNED = replace(PLAIN, page=replace(PLAIN.page, width=297, height=210))


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without font folders and without a serif of ours: what is drawn is the same everywhere."""
    monkeypatch.setattr(font_folders, "FOLDERS", ())
    monkeypatch.setattr(fonts, "serif", fonts.sans)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(name).decode()


def drawn(document: Document) -> tuple[dict[str, tuple[str, float]], list[Problem]]:
    """Return each stretch of text of the PDF with its font and size, and the problems."""
    data, problems = to_pdf.write_document(document)
    found: dict[str, tuple[str, float]] = {}

    def visit(text: str, cm: list[float], tm: list[float], font: dict | None, size: float) -> None:
        if text.strip() and font:
            found["".join(text.split())] = (font["/BaseFont"].partition("+")[2], size)

    for page in PdfReader(BytesIO(data)).pages:
        page.extract_text(visitor_text=visit)
    return found, problems


# --- styles


def test_what_is_not_asked_for_is_the_theme_s() -> None:
    styles = theme.styles_of(Typesetting())
    assert styles.paragraphs == theme.PARAGRAPHS and styles.headings == theme.HEADINGS and styles.lists == theme.LIST_SIZES
    assert (styles.serif, styles.sans) == (theme.SERIF, theme.SANS)


def test_running_text_lists_and_clauses_take_size_and_spacing() -> None:
    styles = theme.styles_of(TYPE)
    for kind in (ParagraphStyle.BODY, ParagraphStyle.CLAUSE):
        assert (styles.paragraphs[kind].size, styles.paragraphs[kind].line) == (14, 1.7)
    assert styles.lists == (14, 14, 14, 14) and styles.list_size(9) == 14
    for kind in (ParagraphStyle.NOTE, ParagraphStyle.UNIT, ParagraphStyle.FORMULA, ParagraphStyle.TITLE):
        assert styles.paragraphs[kind] == theme.PARAGRAPHS[kind]


@pytest.mark.parametrize(("size", "sizes"), [(10, [15, 13, 12, 12]), (14, [15, 14, 14, 14]), (16, [16, 16, 16, 16])])
def test_no_heading_is_smaller_than_running_text(size: float, sizes: list[float]) -> None:
    assert [style.size for style in theme.styles_of(Typesetting(size=size)).headings.values()] == sizes


@pytest.mark.parametrize("writer", [to_docx, to_hwpx, to_pdf, to_html])
def test_a_document_that_asks_for_nothing_has_the_bytes_it_had(writer) -> None:
    usual = Typesetting(theme.SERIF, theme.SANS)
    if writer is not to_pdf:  # a PDF takes a serif where one is named
        assert writer.write_document(replace(PLAIN, type=usual)) == writer.write_document(PLAIN)
    assert writer.write_document(SET) == writer.write_document(replace(SET)) != writer.write_document(PLAIN)


def test_a_dump_tells_the_type() -> None:
    assert "type" not in dump(PLAIN)
    lines = dump(replace(SET, type=replace(TYPE, files=(FontFile("a.ttf", b""),)))).splitlines()
    assert [line.strip() for line in lines if line.strip().startswith("type ")] == [
        "type face 휴먼명조", "type sans HY견고딕", "type size 14", "type line 1.7", "type files a.ttf",
    ]  # fmt: skip


# --- Word, Hangul, HTML


def style(xml: str, key: str) -> str:
    return re.search(rf'<w:style [^>]*w:styleId="{key}">.*?</w:style>', xml)[0]


def test_word_styles() -> None:
    data, problems = to_docx.write_document(SET)
    assert problems == []
    xml = part(data, "word/styles.xml")
    defaults = re.search("<w:docDefaults>.*?</w:docDefaults>", xml)[0]
    assert 'w:eastAsia="휴먼명조"' in defaults and '<w:sz w:val="28"/>' in defaults
    for key in ("Normal", "Clause", "Item1", "Item4", "ListParagraph"):
        assert '<w:sz w:val="28"/>' in style(xml, key) and 'w:line="476"' in style(xml, key), key  # 14 pt × 1.7 × 20
    assert '<w:sz w:val="20"/>' in style(xml, "Note") and '<w:sz w:val="20"/>' in style(xml, "TableText")
    assert 'w:ascii="HY견고딕"' in style(xml, "Heading1") and 'w:ascii="휴먼명조"' in style(xml, "Heading4")
    assert '<w:sz w:val="28"/>' in style(xml, "Heading2")
    table = part(data, "word/fontTable.xml")
    assert re.findall('<w:font w:name="([^"]+)"><w:altName w:val="([^"]+)"', table) == [("휴먼명조", "바탕"), ("HY견고딕", "Malgun Gothic")]
    assert 'typeface="HY견고딕"' in part(data, "word/theme/theme1.xml")


def test_hangul_looks() -> None:
    data, problems = to_hwpx.write_document(SET)
    assert problems == [] and lint(data) == []
    xml = part(data, "Contents/header.xml")
    assert re.findall('<hh:font id="[02]" face="([^"]+)" type="([A-Z]+)"', xml)[:2] == [("휴먼명조", "TTF"), ("HY견고딕", "TTF")]
    body = re.search('<hh:style id="\\d+" type="PARA" name="본문"[^>]*paraPrIDRef="(\\d+)" charPrIDRef="(\\d+)"', xml)
    assert 'height="1400"' in re.search(f'<hh:charPr id="{body[2]}"[^>]*>', xml)[0]
    assert 'type="PERCENT" value="170"' in re.search(f'<hh:paraPr id="{body[1]}".*?</hh:paraPr>', xml)[0]


def test_faces_that_hangul_keeps_as_its_own() -> None:
    xml = part(to_hwpx.write_document(replace(PLAIN, type=Typesetting("신명조", "중고딕")))[0], "Contents/header.xml")
    assert re.findall('<hh:font id="[02]" face="([^"]+)" type="([A-Z]+)"', xml)[:2] == [("한양신명조", "HFT"), ("한양중고딕", "HFT")]


def test_wide_marks_keep_clear_of_larger_text() -> None:
    """A mark of 24 pt takes 8.5 mm: its text stands further than the usual 6 mm."""
    items = ItemList((ListItem(0, "□", said("가나다")),))
    large = Document("글", (items,), type=Typesetting(size=24))
    assert 'w:hanging="567"' in part(to_docx.write_document(large)[0], "word/document.xml")  # 10 mm
    assert '<hc:intent value="-2835"' in part(to_hwpx.write_document(large)[0], "Contents/header.xml")


@pytest.mark.parametrize("face", ['a"b', "a&b", "a<b>", "a'b", "</style>"])
def test_an_odd_name_of_a_face_breaks_no_file(face: str) -> None:
    odd = replace(PLAIN, type=Typesetting(face, face))
    assert lint(to_hwpx.write_document(odd)[0]) == []
    assert to_docx.write_document(odd)[1] == [] and to_pdf.write_document(odd)[1] == []
    html = to_html.write_document(odd)[0].decode()
    assert html.count("</style>") == 1


def test_html_styles() -> None:
    html = to_html.write_document(SET)[0].decode()
    assert 'p.body { font: normal 14pt/1.7 "휴먼명조"' in html and 'h2 { font: bold 15pt/1.4 "HY견고딕"' in html
    assert 'li.level-3 { font: normal 14pt/1.7 "휴먼명조"' in html


# --- PDF


def test_pdf_sizes_with_a_face_that_is_not_at_hand() -> None:
    found, problems = drawn(SET)
    assert problems == []
    for words in ("가나다라", "제1조가나다", "목록가", "목록라", "1)첫항", "가.첫절"):
        sizes = {size for text, (_, size) in found.items() if text.endswith(words)}
        assert sizes - {12.0} == {14}, words  # the contents name headings in 12 pt
    assert (found["참고가나다"][1], found["칸"][1], found["1.첫장"][1]) == (10, 10, 15)
    assert all(font.startswith("NanumGothic") for font, _ in found.values())


def faced(*files: FontFile, type: Typesetting = Typesetting("휴먼명조", "HY견고딕")) -> Document:
    return replace(PLAIN, type=replace(type, files=files))


def test_pdf_draws_with_the_files_that_a_document_brings() -> None:
    regular, bold = (FontFile(f"{name}.ttf", made_font("휴먼명조", bold=name == "b")) for name in "ab")
    found, problems = drawn(faced(regular, bold))
    assert problems == []
    own = {font for font, _ in found.values() if font.startswith("Made4Regular")}
    assert len(own) == 1 and found["가나다라"][0] in own
    assert found["칸"][0].startswith("NanumGothic")  # the other face is not at hand
    assert to_pdf.write_document(faced(regular, bold)) == to_pdf.write_document(faced(regular, bold))


def test_pdf_draws_one_face_of_a_collection() -> None:
    found, problems = drawn(faced(FontFile("a.ttc", made_collection("딴바탕", "휴먼명조"))))
    assert problems == [] and found["가나다라"][0].startswith("Made4Regular")


def test_a_family_without_a_bold_weight_is_drawn_with_a_rim() -> None:
    bold = replace(PLAIN, blocks=(Paragraph((Run("가나", bold=True), Run("다라"))),), type=replace(TYPE, files=(FontFile("a.ttf", made_font("휴먼명조")),)))
    page = PdfReader(BytesIO(to_pdf.write_document(bold)[0])).pages[0]
    orders = page.get_contents().get_data().decode("latin-1")
    assert len(re.findall(r"\b2 Tr ", orders)) == len(re.findall(r"\b0 Tr\b", orders)) == 1
    assert "가나다라" in "".join(page.extract_text().split())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (made_font("휴먼명조", rights=2), "사용 허가"),
        (b"not a font", "TrueType 글꼴 파일이 아님"),
        (made_font("딴명조"), "쓰는 글꼴이 아님"),
        (with_table(made_font("휴먼명조"), "loca", lambda table: table[::-1]), "깨졌음"),
        (with_table(made_font("휴먼명조"), "cmap", lambda table: table[:10]), "깨졌음"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_another_face_drawn(data: bytes, why: str) -> None:
    found, problems = drawn(faced(FontFile("fonts/a.ttf", data)))
    assert [problem.code for problem in problems] == ["W-PDF-05"]
    assert "fonts/a.ttf" in problems[0].message and why in problems[0].message
    assert found["가나다라"][0].startswith("NanumGothic")


def test_the_serif_of_the_system_draws_faces_with_serifs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "batang.ttc").write_bytes(made_collection("바탕", "바탕체"))
    monkeypatch.setattr(font_folders, "FOLDERS", (tmp_path,))
    found, problems = drawn(replace(PLAIN, type=Typesetting("휴먼명조")))
    assert problems == [] and found["가나다라"][0].startswith("Made2Regular") and found["칸"][0].startswith("NanumGothic")


# --- turned paper


def test_turned_paper_in_word_and_hangul() -> None:
    data = to_docx.write_document(TURNED)[0]
    xml = part(data, "word/document.xml")
    assert len(re.findall('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>', xml)) == 2  # cover and text
    assert len({width for width in re.findall('<w:tblW w:w="(\\d+)"', xml)} - {"0"}) >= 1
    assert f'w:w="{round(257 / 25.4 * 1440)}"' in xml  # the table is as wide as the text
    data = to_hwpx.write_document(TURNED)[0]
    assert lint(data) == []
    section = part(data, "Contents/section1.xml")
    assert '<hp:pagePr landscape="NARROWLY" width="59528" height="84189"' in section
    assert f'<hp:sz width="{round(257 / 25.4 * 7200)}"' in section


def test_turned_paper_in_pdf() -> None:
    tall = replace(TURNED, blocks=(*BLOCKS, Heading(1, said("그림"), "2.", "d"), Figure(SVG, 160, 224, "높은 그림", "높은 그림", 1)))
    reader = PdfReader(BytesIO(to_pdf.write_document(tall)[0]))
    assert all(float(page.mediabox.width) > float(page.mediabox.height) for page in reader.pages)
    texts = ["".join(page.extract_text().split()) for page in reader.pages]
    assert "제안서" in texts[0] and "-1-" not in texts[0] and "목차" in texts[1] and "-1-" in texts[1]
    assert all("초안" in text for text in texts) and all("머리말" in text for text in texts[1:])
    (page,) = [text for text in texts[2:] if "높은그림" in text]
    assert "2.그림" in page, "a heading, its figure and the caption stand on one page"


@pytest.mark.parametrize("writer", [to_docx, to_hwpx])
def test_a_figure_higher_than_turned_paper_leaves_room_for_its_heading_and_caption(writer) -> None:
    """The text of turned A4 is 160 mm high: the figure takes 133 mm of it, 27 are left."""
    tall = Document("글", (Heading(1, said("그림")), Figure(SVG, 160, 224, "그림", "그림", 1)), TURNED.page)
    data = writer.write_document(tall)[0]
    if writer is to_docx:
        (high,) = {int(found) for found in re.findall('<wp:extent cx="\\d+" cy="(\\d+)"', part(data, "word/document.xml"))}
        assert high == 133 * 36000
    else:
        assert f'height="{round(133 / 25.4 * 7200)}"' in part(data, "Contents/section0.xml")
