"""The PDF writer: what goes in comes out readable, on the right page, within the margins, in embedded Korean fonts."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from pipeline.document.blocks import (
    BLOCKS,
    Align,
    ApprovalBox,
    Approver,
    Block,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    ItemList,
    Line,
    LineBreak,
    ListItem,
    Page,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Run,
    Signatory,
    SignatureBlock,
    Table,
    TableOfContents,
    TableStyle,
)
from pipeline.problems import Problem
from pipeline.write import fonts, theme
from pipeline.write.pdf.leaf import MM
from pipeline.write.pdf.lines import Look
from pipeline.write.pdf.pen import Pen
from pipeline.write.to_pdf import write_document
from tests.write.pictures import GREY, JPEG, PALETTE, RGBA, png

PROSE = "계약상대자는 발주기관의 요청이 있으면 지체 없이 조치하고 그 결과를 서면으로 보고하여야 한다. "
HOSTILE = ["<b>굵게</b>", "&amp; & &#44032;", "{{ x }}", "=1+1", "*별* _밑_", "%s \\n", "(괄호) \\ )("]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" font-family="맑은 고딕, Arial">'
    '<rect width="300" height="100" fill="#eeeeee"/><text x="150" y="40" text-anchor="middle">월별 장애</text>'
    '<text x="10" y="80" font-weight="bold" font-family="serif">합계 3건</text></svg>'
)


def paragraph(text: str, **look: object) -> Paragraph:
    return Paragraph((Run(text),), **look)


def cell(*texts: str, **look: object) -> Cell:
    return Cell(tuple(paragraph(text) for text in texts), **look)


def table(*rows: tuple[Cell, ...], **look: object) -> Table:
    count = max(sum(one.colspan for one in row) for row in rows)
    return Table(tuple(Row(row) for row in rows), look.pop("widths", (1,) * count), **look)


def written(*blocks: Block, page: Page = Page(), **properties: object) -> tuple[PdfReader, list[Problem]]:
    data, problems = write_document(Document("문서", blocks, page, **properties))
    return PdfReader(io.BytesIO(data)), problems


def pages(*blocks: Block, **properties: object) -> list[str]:
    return [page.extract_text() for page in written(*blocks, **properties)[0].pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


@dataclass
class Shown:
    """What the pen was told to draw."""

    pieces: list[tuple[str, Look, float, float]] = field(default_factory=list)  # text, look, left, right
    shades: list[str] = field(default_factory=list)

    def look(self, text: str) -> Look:
        return next(look for piece, look, _, _ in self.pieces if text in piece)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Record every piece of text with the place that it takes, while it is drawn."""
    seen, show, shade = Shown(), Pen.show, Pen.shade

    def spy(self: Pen, x: float, y: float, text: str, look: Look, word: float = 0, letter: float = 0) -> None:
        spaces = text.count(" ") + text.count("\u00a0")
        wide = look.font.width(text) * look.size + word * spaces + letter * (len(text) - 1)
        seen.pieces.append((text, look, x, x + wide))
        show(self, x, y, text, look, word, letter)

    def spy_shade(self: Pen, x: float, y: float, width: float, height: float, color: str) -> None:
        seen.shades.append(color)
        shade(self, x, y, width, height, color)

    monkeypatch.setattr(Pen, "show", spy)
    monkeypatch.setattr(Pen, "shade", spy_shade)
    return seen


EVERYTHING: tuple[Block, ...] = (
    Cover("제 안 요 청 서", "부제", (("사업명", (Run("유지관리"),)),), "2024. 3.", "예시재단", "대외비"),
    TableOfContents(),
    Heading(1, (Run("사업 개요"),), "1.", "h1"),
    paragraph(PROSE * 3),
    Heading(2, (Run("범위"),), "가.", "h2"),
    ItemList((ListItem(0, "□", (Run("목적"),)), ListItem(1, "○", (Run(PROSE * 2),)))),
    table((cell("번호", header=True), cell("내용", header=True)), (cell("1"), cell("내용")), header_rows=1, number=1),
    Figure(SVG, 120, 40, "장애 그림", "장애", 1, "fig"),
    Picture(png(20, 10), "png", 40, 20, "관제 화면", "관제실", 2),
    ApprovalBox((Approver("담당"), Approver("검토", "홍길동"))),
    Line(),
    PageBreak(),
    SignatureBlock((Signatory((("성명", (Run("홍길동"),)),)),), (Run("2024년 3월 15일"),), (Run("예시재단 귀하"),)),
)


def test_every_block_is_drawn() -> None:
    assert {type(block) for block in EVERYTHING} == set(BLOCKS)
    reader, problems = written(*EVERYTHING)
    assert not problems
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    for words in ("제안요청서", "대외비", "예시재단귀하", "(서명또는인)", "월별장애", "<그림1>장애", "<표1>", "검토", "□"):
        assert words in text, words


def test_bytes_do_not_depend_on_the_documents_before() -> None:
    first, second = Document("가", EVERYTHING), Document("나", (paragraph("힣" + PROSE), *EVERYTHING[2:]))
    alone = write_document(first)[0]
    write_document(second)
    assert write_document(first)[0] == alone
    script = (
        "import hashlib; from tests.write.test_to_pdf import *; "
        "write_document(Document('나', (paragraph('힣' + PROSE), *EVERYTHING[2:]))); "
        "print(hashlib.sha256(write_document(Document('가', EVERYTHING))[0]).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    other = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == hashlib.sha256(alone).hexdigest()


def test_only_embedded_korean_fonts() -> None:
    reader, _ = written(*EVERYTHING)
    used = {name: font.get_object() for page in reader.pages for name, font in page["/Resources"]["/Font"].items()}
    assert used
    for font in used.values():
        assert "+NanumGothic" in font["/BaseFont"]
        (own,) = font["/DescendantFonts"]
        assert "/FontFile2" in own.get_object()["/FontDescriptor"] and "/ToUnicode" in font


def test_properties() -> None:
    reader, _ = written(
        paragraph("글"), author="홍길동", subject="유지관리", created=date(2024, 3, 15), keywords=("가", "나")
    )
    info = reader.metadata
    assert (info.title, info.author, info.subject, info["/Keywords"]) == ("문서", "홍길동", "유지관리", "가, 나")
    assert info["/CreationDate"] == info["/ModDate"] == "D:20240315000000+09'00'"
    assert reader.trailer["/Root"]["/Lang"] == "ko-KR"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_appears_as_typed(text: str) -> None:
    shown = pages(paragraph(text), table((cell(text), cell("옆"))), Heading(1, (Run(text),)))[0]
    assert squeezed(shown).count(squeezed(text)) == 3


def test_control_characters_vanish_and_lines_break() -> None:
    shown = pages(Paragraph((Run("하나\x00\x07\n둘"), LineBreak(), Run("셋"))))[0]
    assert shown.split() == ["하나", "둘", "셋", "-", "1", "-"]


def test_missing_fact_is_marked(shown: Shown) -> None:
    written(Paragraph((Run("기간: "), Run("〔입력 필요〕", missing=True))))
    look = shown.look("〔입력 필요〕")
    assert look.color == theme.MISSING and look.font.name == fonts.sans().bold.stem
    assert look.shade in shown.shades


def test_looks_of_runs(shown: Shown) -> None:
    written(
        Paragraph(
            (
                Run("굵게", bold=True), Run("빨강", color="C00000"), Run("밑줄", underline=True),
                Run("취소", strike=True), Run("1)", superscript=True), Run("기운", italic=True), Run("큰", size=20),
            )
        )
    )  # fmt: skip
    assert shown.look("굵게").font.name == fonts.sans().bold.stem
    assert shown.look("빨강").color == "C00000"
    assert shown.look("밑줄").underline and shown.look("취소").strike and shown.look("기운").italic
    assert shown.look("1)").rise > 0 and shown.look("1)").size < 12 and shown.look("큰").size == 20


def test_text_color_is_its_own_after_shades() -> None:
    reader, _ = written(table((cell("머리", header=True),)))
    content = reader.pages[0].get_contents().get_data().decode("latin1")
    assert "0 0 0 rg" in content[content.index("BT") :].split("Tj")[0]


def test_nothing_passes_the_margins(shown: Shown) -> None:
    page = Page(header="머리말 " * 60, footer="꼬리말 " * 40, marking="초안")
    long = ["가" * 400, "W" * 400, "https://example.go.kr/" + "path/" * 60, PROSE * 6, "12,345,678 " * 40]
    inner = table((cell(*long), cell("나", "W" * 50)), widths=(5, 1))
    blocks = [paragraph(text, align=align, indent=n) for n, text in enumerate(long) for align in Align]
    blocks += [ItemList(tuple(ListItem(n, "10)", (Run(text),)) for n, text in enumerate(long)))]
    blocks += [Heading(1, (Run(text),), "Ⅰ.") for text in long]
    blocks += [table(tuple(cell(text) for text in long) + (Cell((inner,)),), widths=(1, 1, 9, 1, 1, 1))]
    blocks += [table(tuple(cell("가나 12") for _ in range(60)))]
    written(*blocks, TableOfContents(), page=page)
    left, right = page.left * MM, (page.width - page.right) * MM
    assert len(shown.pieces) > 500
    assert min(start for _, _, start, _ in shown.pieces) >= left - 0.1
    assert max(end for _, _, _, end in shown.pieces) <= right + 0.1


def test_cell_text_stays_in_its_cell(shown: Shown) -> None:
    written(table((cell("W" * 30 + " 가나다라마바사"), cell("경계")), widths=(1, 9)))
    edge = next(start for text, _, start, _ in shown.pieces if text == "경계")
    first = [end for text, _, _, end in shown.pieces if set(text) <= set("W 가나다라마바사")]
    assert first and max(first) < edge


def test_amounts_and_ids_are_not_broken_by_narrow_columns(shown: Shown) -> None:
    written(table((cell("123,456,789,000"), cell("MAR-001"), cell(PROSE * 3)), widths=(1, 1, 30)))
    assert {"123,456,789,000", "MAR-001"} <= {text for text, _, _, _ in shown.pieces}


def test_body_is_justified_and_last_line_is_not(shown: Shown) -> None:
    written(paragraph(PROSE * 4))
    ends = [end for text, _, _, end in shown.pieces if text != "- 1 -"]
    right = (210 - 20) * MM
    assert all(abs(end - right) < 0.1 for end in ends[:-1]) and ends[-1] < right - 1


def test_list_text_hangs_from_its_mark(shown: Shown) -> None:
    written(ItemList((ListItem(1, "○", (Run(PROSE * 3),)),)))
    starts = [start for text, _, start, _ in shown.pieces if len(text) > 5]
    assert len(starts) > 2 and max(starts) - min(starts) < 0.01
    assert next(start for text, _, start, _ in shown.pieces if text == "○") < starts[0]


def test_cover_has_no_number_and_pages_count_after_it() -> None:
    texts = pages(EVERYTHING[0], paragraph("첫 쪽"), PageBreak(), paragraph("둘째 쪽"), page=Page(marking="초안"))
    assert len(texts) == 3 and "- 1 -" not in texts[0]
    assert "- 1 -" in texts[1] and "- 2 -" in texts[2]
    assert all("초안" in text for text in texts)


def test_a_cover_takes_one_page_on_wide_paper_too() -> None:
    cover = Cover("제목", "부제", tuple((f"사실 {n}", (Run("값"),)) for n in range(4)), "2024. 3.", "예시재단", "대외비")
    for page in (Page(), Page(width=297, height=210)):
        texts = pages(cover, paragraph("본문"), page=page)
        assert len(texts) == 2 and "예시재단" in texts[0] and "본문" in texts[1]


def test_unnumbered_pages() -> None:
    assert pages(paragraph("글"), page=Page(numbered=False))[0].split() == ["글"]


def test_landscape_page_with_header_and_footer() -> None:
    reader, _ = written(paragraph("글"), page=Page(width=297, height=210, header="머리말", footer="시연용 자료"))
    box = reader.pages[0].mediabox
    assert box.width > box.height
    assert {"머리말", "시연용", "자료"} <= set(reader.pages[0].extract_text().split())


def test_contents_outline_and_links_agree() -> None:
    chapters = []
    for n in range(1, 8):
        chapters += [Heading(1, (Run(f"제목 {n}"),), f"{n}.", f"a{n}"), paragraph(PROSE * 12)]
        chapters += [Heading(2, (Run(f"절 {n}"),), "가."), *(paragraph(PROSE * 9) for _ in range(n))]
        chapters += [Heading(3, (Run("깊은 제목"),), "1)")]
    reader, _ = written(Cover("표지"), TableOfContents(), *chapters)
    texts = [page.extract_text() for page in reader.pages]
    joined = squeezed(texts[1])
    outline = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [entry.title for entry in outline] == [f"{n}. 제목 {n}" for n in range(1, 8)]
    for n, entry in enumerate(outline, 1):
        at = reader.get_destination_page_number(entry)
        assert f"{n}. 제목 {n}" in texts[at]
        assert f"{n}.제목{n}{at}" in joined  # page index = printed number: the cover is not counted
    assert "깊은" not in joined
    links = [note.get_object() for note in reader.pages[1]["/Annots"]]
    assert len(links) == 14


def test_links() -> None:
    runs = (
        Run("주소", href="https://example.go.kr/가?b=1&c=2"), Run("표", href="#cost"), Run("없음", href="#nowhere"),
        Run("위험", href="javascript:alert(1)"), Run("파일", href="evidence/점검표.pdf"),
    )  # fmt: skip
    reader, problems = written(Paragraph(runs), table((cell("1"),), anchor="cost"))
    notes = [note.get_object() for note in reader.pages[0]["/Annots"]]
    targets = [note["/A"]["/URI"] for note in notes if "/A" in note]
    assert targets == ["https://example.go.kr/%EA%B0%80?b=1&c=2", "evidence/%EC%A0%90%EA%B2%80%ED%91%9C.pdf"]
    assert sum("/Dest" in note for note in notes) == 1 and not problems


def test_header_rows_repeat_and_merged_rows_go_on_over_pages() -> None:
    rows = []
    for n in range(300):
        group = (cell(f"분류{n // 7}", rowspan=7),) if n % 7 == 0 else ()
        rows.append((*group, cell(f"R-{n:03d}"), cell(PROSE if n % 5 else "짧음")))
    heads = [
        (cell("구분", header=True, rowspan=2), cell("머리", header=True, colspan=2)),
        (cell("번호", header=True), cell("내용", header=True)),
    ]
    texts = pages(table(*heads, *rows, header_rows=2, caption="추적표", number=3, unit="단위: 건"))
    assert len(texts) > 8
    assert all(squeezed(text).startswith("구분") or at == 0 for at, text in enumerate(texts))
    assert all("번호" in text and "머리" in text for text in texts)
    ids = [word for text in texts for word in text.split() if word.startswith("R-")]
    assert ids == [f"R-{n:03d}" for n in range(300)]
    assert squeezed("".join(texts)).count("지체없이조치하고") == 240
    assert "<표3>추적표(단위:건)" in squeezed(texts[0])


def test_a_few_rows_under_one_cell_stay_together() -> None:
    """Wherever the page ends: nobody should read a row whose first cell stands on the page before."""
    parted = 0
    for above in range(20, 60):
        rows = [(cell(f"줄{n}"), cell("글"), cell("글")) for n in range(above)]
        texts = pages(table(*rows, (cell("한 항목", rowspan=3), cell("첫째"), cell("글")), (cell("둘째"), cell("글")), (cell("셋째"), cell("글"))))
        where = [order for order, text in enumerate(texts) for word in ("첫째", "둘째", "셋째") if word in text]
        assert len(set(where)) == 1, above
        parted += len(texts) > 1 and f"줄{above - 1}" not in texts[-1]
    assert parted  # some of them were moved whole


@pytest.mark.parametrize("rowspan", [1, 2])
def test_a_cell_taller_than_a_page_goes_on(rowspan: int) -> None:
    words = " ".join(f"낱말{n:04d}" for n in range(1500))
    last = ((cell("아래"),),) if rowspan == 2 else ()
    texts = pages(table((cell("왼쪽"), cell(words, "끝문단", rowspan=rowspan)), *last, widths=(1, 3)))
    assert len(texts) >= 3
    found = [word for text in texts for word in text.split() if word.startswith("낱말")]
    assert found == words.split()
    assert "끝문단" in texts[-1]


def test_a_nested_table_taller_than_a_page_goes_on() -> None:
    inner = table(*((cell(f"속{n:03d}"), cell("값")) for n in range(150)))
    texts = pages(table((cell("밖"), Cell((inner,)))))
    found = [word for text in texts for word in text.split() if word.startswith("속")]
    assert found == [f"속{n:03d}" for n in range(150)]
    assert len(texts) > 2


def test_a_row_higher_than_a_page_ends() -> None:
    blank = Table((Row((cell("빈"), Cell())), Row((cell("끝"), Cell()), height=900)), (1, 1))
    texts = pages(blank)
    assert len(texts) == 4 and "끝" in "".join(texts)


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (Row(()),),
        (Row((cell("가", rowspan=9, colspan=9),)), Row((cell("나"),))),
        (Row((cell("가", rowspan=2), cell("나"))), Row((cell("다", colspan=3), cell("라")))),
    ],
)
def test_odd_spans_lose_nothing(rows: tuple[Row, ...]) -> None:
    text = squeezed("".join(pages(Table(rows, (0,), header_rows=5), paragraph("뒤"))))
    cells = [one for row in rows for one in row.cells]
    assert text == "".join(inner.content[0].text for one in cells for inner in one.content) + "뒤-1-"


def test_caption_and_heading_stay_with_what_follows() -> None:
    for filler in range(28, 40):
        body = [paragraph("줄") for _ in range(filler)]
        grid = table(*((cell(f"칸{n}"),) for n in range(40)), caption="표제", number=1)
        texts = pages(*body, Heading(1, (Run("장제목"),), "1."), grid)
        at = next(at for at, text in enumerate(texts) if "표제" in text)
        assert "칸0" in texts[at] and "장제목" in texts[at]


def test_paragraphs_have_no_widow_and_no_orphan(shown: Shown) -> None:
    for filler in range(25, 36):
        texts = pages(*(paragraph("줄") for _ in range(filler)), paragraph(" ".join(["낱말을적는다"] * 60)))
        counts = [sum("낱말" in line for line in text.splitlines()) for text in texts]
        assert all(count != 1 for count in counts), counts


def test_summary_and_header_cells(shown: Shown) -> None:
    rows = ((cell("머리", header=True),), (cell("보통"),), (cell("합계"),))
    written(table(*rows, style=TableStyle.SUMMARY))
    bold = fonts.sans().bold.stem
    assert [shown.look(text).font.name == bold for text in ("머리", "보통", "합계")] == [True, False, True]
    assert shown.shades == [theme.HEADER_SHADE, theme.TOTAL_SHADE]


def test_cells_align(shown: Shown) -> None:
    aligns = (Align.LEFT, Align.CENTER, Align.RIGHT, Align.SPREAD)
    written(table(*((cell("성명", align=align),) for align in aligns), (cell("12", value=12),)))
    left, center, right, spread, number = ((start, end) for text, _, start, end in shown.pieces if text in ("성명", "12"))
    assert left[0] < center[0] < right[0] and abs(right[1] - number[1]) < 0.1
    assert abs(spread[0] - left[0]) < 0.1 and abs(spread[1] - right[1]) < 0.1


def test_plain_tables_have_no_rules() -> None:
    def strokes(style: TableStyle) -> int:
        reader, _ = written(table((cell("가"), cell("나")), style=style), page=Page(numbered=False))
        return reader.pages[0].get_contents().get_data().split().count(b"S")

    assert strokes(TableStyle.PLAIN) == 0 < strokes(TableStyle.GRID)


def test_figure_is_vectors_with_korean_text() -> None:
    reader, problems = written(Figure(SVG, 120, 40, "그림", "월별", 2))
    text = squeezed(reader.pages[0].extract_text())
    assert "월별장애" in text and "합계3건" in text and "<그림2>월별" in text
    assert not problems and not reader.pages[0].images


@pytest.mark.parametrize(
    ("data", "left", "right"),
    [
        (png(40, 20), (0x33, 0x66, 0xCC), (0x33, 0x66, 0xCC)),
        (png(40, 20, GREY), (0x80, 0x80, 0x80), (0x80, 0x80, 0x80)),
        (png(40, 20, PALETTE), (0x33, 0x66, 0xCC), (0x33, 0x66, 0xCC)),
        (png(40, 20, RGBA), (255, 255, 255), (255, 255, 255)),  # nothing of it can be seen on white
        (png(40, 20, PALETTE, clear=True), (255, 255, 255), (255, 255, 255)),
        (JPEG, (254, 0, 0), (0, 0, 254)),
    ],
    ids=["rgb", "grey", "palette", "transparent", "palette with a transparent colour", "jpeg"],
)
def test_pictures_are_drawn_in_their_colours(data: bytes, left: tuple[int, ...], right: tuple[int, ...]) -> None:
    file, problems = write_document(Document("문서", (Picture(data, "png", 80, 40, "화면"),)))
    assert problems == []
    page = pypdfium2.PdfDocument(file)[0].render(scale=1).to_pil().convert("RGB")
    middle = round((15 + 10 + 20) * MM)  # the margin, the header's room, half of the picture
    for shift, color in ((-20, left), (20, right)):
        seen = page.getpixel((round((105 + shift) * MM), middle))
        assert max(abs(one - other) for one, other in zip(seen, color, strict=True)) < 24


def test_equal_pictures_are_stored_once_and_never_leave_the_text() -> None:
    wide = Picture(png(40, 20), "png", 340, 170, "넓다")
    (page,) = written(wide, wide)[0].pages
    assert len(page["/Resources"]["/XObject"]) == 1
    assert f"{170 * MM:.2f} 0 0 {85 * MM:.2f}".encode() in page.get_contents().get_data()


@pytest.mark.parametrize("svg", ["", "<svg><broken", "글", "<a/>", '<svg xmlns="http://www.w3.org/2000/svg"/>'])
def test_broken_figure_is_a_problem_and_its_words_stand_in(svg: str) -> None:
    reader, problems = written(Figure(svg, 120, 40, "장애 추이", "추이", 1))
    assert {problem.code for problem in problems} == {"W-PDF-03"} and "장애 추이" in problems[0].message
    assert "장애추이" in squeezed(reader.pages[0].extract_text())


def test_letters_that_no_font_has_are_shown_as_boxes_and_named() -> None:
    reader, problems = written(paragraph("좋음 \U0001f44d 표시"), paragraph("다시 \U0001f44d"))
    assert "좋음 □ 표시" in reader.pages[0].extract_text()
    assert [problem.code for problem in problems] == ["W-PDF-02"]
    assert "U+1F44D" in problems[0].message and not problems[0].stops


def test_half_characters_are_no_crash() -> None:
    data, problems = write_document(Document("제\ud800목", (Heading(1, (Run("반\udfff쪽"),)),)))
    assert data.startswith(b"%PDF") and [problem.code for problem in problems] == ["W-PDF-02"]
    str(problems[0]).encode("utf-8")


def test_unknown_block_is_a_problem() -> None:
    reader, problems = written("글자", paragraph("남은 글"))
    assert [problem.code for problem in problems] == ["W-PDF-01"]
    assert "남은 글" in reader.pages[0].extract_text()


def test_cover_in_a_cell_is_a_problem() -> None:
    _, problems = written(table((Cell((Cover("표지"), PageBreak(), paragraph("글"))),)))
    assert [problem.code for problem in problems] == ["W-PDF-01"]


def test_empty_document_is_one_page() -> None:
    assert len(pages()) == 1


def test_another_face_for_running_text(shown: Shown) -> None:
    face = fonts.sans()
    swapped = fonts.Face("반대", face.bold, face.regular)
    write_document(Document("문서", (paragraph("본문"), Heading(1, (Run("제목"),)))), swapped)
    assert shown.look("본문").font.name == face.bold.stem and shown.look("제목").font.name == face.bold.stem


def test_official_letter_styles_are_centred_and_large(shown: Shown) -> None:
    written(paragraph("예시재단", style=ParagraphStyle.LETTERHEAD), paragraph("귀하", style=ParagraphStyle.ADDRESSEE))
    _, look, start, end = shown.pieces[0]
    assert look.size == theme.PARAGRAPHS[ParagraphStyle.LETTERHEAD].size
    assert abs((start + end) / 2 - 105 * MM) < 0.1
    assert shown.look("귀하").size == theme.PARAGRAPHS[ParagraphStyle.ADDRESSEE].size


def test_a_character_beyond_the_first_plane_reads_back() -> None:
    (text,) = pages(paragraph("웃음 😀 끝"))
    assert "😀" in text or "□" in text  # □ where no font at hand has it
    assert "웃음" in text and "끝" in text
