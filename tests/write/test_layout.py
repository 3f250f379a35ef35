"""The numbers of pages: the PDF read back has each place on the page that every format prints for it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html
from pypdf import PdfReader

from pipeline.document.blocks import (
    Anchor,
    Block,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    ItemList,
    ListItem,
    PageBreak,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Run,
    SignatureBlock,
    Table,
    TableOfContents,
)
from pipeline.write.docx.story import bookmark_name
from pipeline.write.hwpx.lint import lint
from pipeline.write.layout import pages_of, pdf_with_pages, with_pages
from pipeline.write.to_docx import write_document as write_docx
from pipeline.write.to_html import write_document as write_html
from pipeline.write.to_hwpx import write_document as write_hwpx
from pipeline.write.to_pdf import write_document as write_pdf
from tests.write.pictures import png
from tests.write.test_exhaustive import docx_text, html_text, hwpx_text, squeezed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
PROSE = "계약상대자는 발주기관의 요청이 있으면 지체 없이 조치하고 그 결과를 서면으로 보고하여야 한다. "
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><rect width="10" height="5" fill="#3366cc"/></svg>'
ANSWERS = [f"a-SER-{number:03}#1-1" for number in range(1, 31)]


def said(text: str) -> tuple[Run]:
    return (Run(text),)


def word(anchor: str) -> str:
    """Return a word that stands nowhere else than right behind `anchor`."""
    return "답" + re.sub(r"\D", "", anchor)


def proposal() -> Document:
    """Thirty answers on some twenty pages, in paragraphs, lists and cells, and a table and a sentence of their pages."""
    rows = [Row((Cell((Paragraph(said("요구사항")),), header=True), Cell((Paragraph(said("쪽")),), header=True)))]
    rows += [Row((Cell((Paragraph(said(f"요구{word(name)}")),)), Cell((Paragraph((PageNumber(name),)),)))) for name in ANSWERS]
    blocks: list[Block] = [
        Cover("기술제안서", "유지관리", (("사업명", said("정보시스템 운영")),)),
        TableOfContents(),
        Heading(1, said("요구사항 대비표"), "1.", "h0"),
        Table(tuple(rows), (8, 1), 1, "대비표", 1, anchor="t1"),
    ]
    for number, name in enumerate(ANSWERS):
        answer = (Run(PROSE * 9), Anchor(name), Run(f"{word(name)} 두 시간 안에 처리한다. {PROSE * 9}"))
        in_cell = Table((Row((Cell((Paragraph(answer),)),)),), (1,))
        blocks.append(Heading(1 + number % 2, said(f"수행방안{number}"), f"{number + 2}.", f"h{number + 1}"))
        blocks.append((Paragraph(answer), ItemList((ListItem(0, "○", answer),)), in_cell)[number % 3])
        blocks.append(Paragraph(said(PROSE * 6)))
    blocks.append(Figure(SVG, 100, 50, "구성", "구성도", 1, "f1"))
    blocks.append(Picture(png(20, 10), "png", 100, 150, "관제실", "관제실", 2, "p1"))
    last = (Run("답은 "), PageNumber(ANSWERS[-1]), Run("쪽, 그림은 "), PageNumber("p1"), Run("쪽에 있다."))
    return Document("기술제안서", (*blocks, Paragraph(last)))


@pytest.fixture(scope="module")
def made() -> tuple[Document, list[str], dict[str, int]]:
    """The proposal with its numbers, the text of each page of its PDF, and the numbers that came with the PDF."""
    document = proposal()
    data, problems, pages = pdf_with_pages(document)
    assert problems == []
    return with_pages(document), [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages], pages


def printed(text: str) -> int:
    """Return the number that stands at the foot of a page, 0 for a page without one."""
    found = re.search(r"^- (\d+) -$", text, re.MULTILINE)
    return int(found[1]) if found else 0


def test_each_place_stands_on_the_page_that_bears_its_number(made) -> None:
    document, texts, pages = made
    assert dict(document.pages) == pages and len(texts) > 15
    assert [printed(text) for text in texts] == list(range(len(texts)))  # the cover has none, the contents are page 1
    for name in ANSWERS:
        found = [printed(text) for text in texts if f"{word(name)} 두" in text.replace("\n", " ")]
        assert found == [pages[name]], name
    for number in range(30):
        assert [printed(text) for text in texts[2:] if f"{number + 2}. 수행방안{number}\n" in text] == [pages[f"h{number + 1}"]]
    for caption, name in (("<표 1> 대비표", "t1"), ("<그림 1> 구성도", "f1"), ("<그림 2> 관제실", "p1")):
        assert [printed(text) for text in texts if caption in text] == [pages[name]]


def test_the_pdf_prints_those_numbers_in_table_text_and_contents(made) -> None:
    _, texts, pages = made
    whole = "\n".join(texts)
    for name in ANSWERS:
        assert re.findall(rf"요구{word(name)}\s+(\d+)", whole) == [str(pages[name])]
    assert f"답은 {pages[ANSWERS[-1]]}쪽, 그림은 {pages['p1']}쪽에 있다." in whole
    for number in range(30):
        assert re.search(rf"^{number + 2}\. 수행방안{number}\s+{pages[f'h{number + 1}']}$", "\n".join(texts[1:3]), re.MULTILINE)


def test_page_numbers_of_the_pdf_lead_to_their_places(made) -> None:
    reader = PdfReader(io.BytesIO(write_pdf(made[0])[0]))
    links = [link.get_object() for link in reader.pages[made[2]["t1"]]["/Annots"]]
    reached = [reader.get_page_number(link["/Dest"][0].get_object()) for link in links]  # the cover is sheet 0
    assert reached == [made[2][name] for name in ANSWERS]


def docx_fields(document: Document) -> dict[str, list[str]]:
    """Return what each PAGEREF of a DOCX shows, by bookmark."""
    root = etree.fromstring(ZipFile(io.BytesIO(write_docx(document)[0])).read("word/document.xml"))
    shown: dict[str, list[str]] = {}
    stack: list[list[str]] = []
    for node in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            stack.append(["", ""])
        elif kind == "end":
            instruction, text = stack.pop()
            if instruction.startswith("PAGEREF"):
                shown.setdefault(instruction.split()[1], []).append(text)
        elif stack and node.tag == f"{W}instrText":
            stack[-1][0] = node.text.strip()
        elif stack and node.tag == f"{W}t":
            stack[-1][1] += node.text or ""
    return shown


def test_docx_fields_show_the_same_numbers_and_refer_to_bookmarks_that_stand(made) -> None:
    document, _, pages = made
    shown = docx_fields(document)
    for name in ANSWERS[:-1]:
        assert shown[bookmark_name(name)] == [str(pages[name])]
    assert shown[bookmark_name("p1")] == [str(pages["p1"])]
    assert [shown[f"_Toc{position:09}"] for position in range(1, 32)] == [[str(pages[f"h{n}"])] for n in range(31)]
    xml = ZipFile(io.BytesIO(write_docx(document)[0])).read("word/document.xml").decode()
    assert set(shown) <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml))


def test_hwpx_cross_references_show_the_same_numbers_and_the_lint_is_silent(made) -> None:
    document, _, pages = made
    data, problems = write_hwpx(document)
    assert problems == [] and lint(data) == []
    root = etree.fromstring(ZipFile(io.BytesIO(data)).read("Contents/section1.xml"))
    shown: dict[str, str] = {}
    for begin in root.iter(f"{HP}fieldBegin"):
        path = begin.find(f"{HP}parameters/{HP}stringParam[@name='RefPath']").text
        value = begin.getparent().getparent().getnext().findtext(f"{HP}t")
        assert shown.setdefault(path, value) == value
    bookmarks = {mark.get("name") for mark in root.iter(f"{HP}bookmark")}
    paragraphs = {paragraph.get("id") for paragraph in root.iter(f"{HP}p")}
    for path in shown:
        target = path[1:-1]
        assert target[1:] in paragraphs if target.startswith("#") else target in bookmarks
    numbers = [int(shown[path]) for path in shown if not path.startswith("?#")]
    assert numbers == [pages[name] for name in (*ANSWERS, "p1")]
    assert [int(shown[f"?#{1001 + n};"]) for n in range(31)] == [pages[f"h{n}"] for n in range(31)]


def test_html_shows_the_same_numbers_as_links(made) -> None:
    document, _, pages = made
    root = html.document_fromstring(write_html(document)[0].decode())
    links = [(link.get("href"), link.text) for link in root.iterfind(".//a[@class='page']")]
    assert links[:30] == [(f"#{name}", str(pages[name])) for name in ANSWERS]
    ids = set(root.xpath("//@id"))
    assert all(href[1:] in ids for href, _ in links)


@pytest.mark.parametrize("write", [write_docx, write_hwpx, write_html])
def test_numbers_that_nobody_knows_are_question_marks_and_blanks_in_contents(write) -> None:
    blocks = (TableOfContents(), Heading(1, said("개요"), "1.", "h1"), Paragraph((Run("개요는 "), PageNumber("h1"), Run("쪽"))))
    data, problems = write(Document("문서", blocks))
    text = {write_docx: docx_text, write_hwpx: hwpx_text, write_html: html_text}[write](data)
    assert problems == [] and squeezed(text).endswith("1.개요1.개요개요는?쪽")


def test_a_cover_is_not_counted_and_its_places_have_no_number() -> None:
    cover = Cover("표지", facts=(("사업명", (Anchor("표지"), Run("운영"))),))
    middle = (PageBreak(), Paragraph((Anchor("둘째"), Run("글"))))
    document = Document("문서", (cover, Paragraph((Anchor("첫째"), Run("글"))), *middle, cover, Paragraph((Anchor("셋째"), Run("글")))))
    assert pages_of(document) == {"첫째": 1, "둘째": 2, "셋째": 3}


def test_a_place_in_a_repeated_header_row_is_on_its_first_page() -> None:
    head = Row((Cell((Paragraph((Anchor("머리"), Run("구분"))),), header=True),))
    rows = tuple(Row((Cell((Paragraph(said("줄")),)),)) for _ in range(150))
    document = Document("문서", (Table((head, *rows), (1,), 1), Paragraph((Anchor("끝"), Run("글")))))
    pages = pages_of(document)
    assert pages["머리"] == 1 and pages["끝"] > 2


def test_a_place_in_a_paragraph_is_on_the_page_of_its_line() -> None:
    head, middle, end = (Anchor("처음"), Run(PROSE * 40)), (Anchor("가운데"), Run(PROSE * 40)), (Run(PROSE * 40), Anchor("끝"))
    assert pages_of(Document("문서", (Paragraph((*head, *middle, *end)),))) == {"처음": 1, "가운데": 2, "끝": 4}


def test_numbers_of_one_two_and_three_digits_are_all_exact_and_nothing_is_laid_out_in_vain(monkeypatch) -> None:
    """A page number is made room for two digits; the table of those on pages 1 to 120 needs one more turn, and only it."""
    from pipeline.write import to_pdf

    laid: list[Block] = []
    write_block = to_pdf.write_block
    monkeypatch.setattr(to_pdf, "write_block", lambda block, *rest: (len(rest) == 2 and laid.append(block), write_block(block, *rest))[1])
    texts = [block for n in range(1, 121) for block in (Paragraph((Anchor(f"a{n}"), Run(f"글{n}"))), PageBreak())]
    table = Paragraph(tuple(inline for n in range(1, 121) for inline in (PageNumber(f"a{n}"), Run(" "))))
    document = Document("문서", (*texts, table))
    data, _, pages = pdf_with_pages(document)
    assert pages == {f"a{n}": n for n in range(1, 121)}
    text = PdfReader(io.BytesIO(data)).pages[-1].extract_text()
    assert text.split()[:120] == [str(n) for n in range(1, 121)]
    assert len(laid) == 120 + 1 + 1 and laid[-1] is table  # page breaks are laid out by nobody


def test_a_number_that_moves_its_own_page_comes_to_rest() -> None:
    """The table stands before what it speaks of: more digits make it longer, which moves the pages on."""
    cells = tuple(Row((Cell((Paragraph((PageNumber(f"a{n}"), Run("," * 3))),)),)) for n in range(300))
    texts = [Paragraph((Anchor(f"a{n}"), Run(f"글{n} " + PROSE * 12))) for n in range(300)]
    document = Document("문서", (Table(cells, (1,)), *texts))
    data, _, pages = pdf_with_pages(document)
    read = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    assert [int(number) for number in re.findall(r"(\d+),,,", "\n".join(read))] == [pages[f"a{n}"] for n in range(300)]
    for n in (0, 150, 299):
        assert [printed(text) for text in read if f"글{n} " in text] == [pages[f"a{n}"]]


def test_signatures_stay_with_what_is_signed_when_page_numbers_are_laid_out_again() -> None:
    text = Paragraph((PageNumber("끝"), Run("쪽 " + PROSE * 8)))
    filler = [Paragraph(said("줄")) for _ in range(24)]
    signed = SignatureBlock((), said("2024. 3. 1."), said("귀하"))
    reader = PdfReader(io.BytesIO(write_pdf(Document("문서", (*filler, text, signed, Paragraph((Anchor("끝"),)))))[0]))
    (page,) = [page.extract_text() for page in reader.pages if "2024. 3. 1." in page.extract_text()]
    assert "보고하여야" in page


def test_equal_documents_give_equal_numbers_and_bytes() -> None:
    assert pages_of(proposal()) == pages_of(proposal()) and write_pdf(proposal())[0] == write_pdf(proposal())[0]


def test_two_hundred_pages_are_laid_out_in_three_seconds() -> None:
    rows = tuple(Row((Cell((Paragraph(said(f"요구 {n}")),)), Cell((Paragraph((PageNumber(f"a{n}"),)),)))) for n in range(400))
    texts = [
        Paragraph((Anchor(f"a{n}"), Run(PROSE * 12))) if n % 6 else Figure(SVG, 150, 60, "구성", "구성", n + 1, f"a{n}")
        for n in range(400)
    ]
    document = Document("제안서", (Table(rows, (8, 1)), *texts, *texts, Paragraph((Anchor("끝"), Run("끝")))))
    pages_of(Document("글꼴", (Paragraph(said("글")),)))  # the faces are read once a process
    start = time.process_time()
    pages = pages_of(document)
    assert time.process_time() - start < 3
    assert pages["끝"] > 200 and len(pages) == 401


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_finds_the_same_pages(made, tmp_path: Path) -> None:
    file = tmp_path / "제안서.pdf"
    file.write_bytes(write_pdf(made[0])[0])
    for name in ANSWERS[::7]:
        sheet = str(made[2][name] + 1)  # the cover is the first sheet
        read = subprocess.run(["pdftotext", "-f", sheet, "-l", sheet, file, "-"], capture_output=True, check=True, encoding="utf-8").stdout
        assert word(name) in read
