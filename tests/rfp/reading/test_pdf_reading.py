"""PDF RFPs: tables by their ruling lines, cells over page breaks, running headers, scans, passwords, damage."""

from __future__ import annotations

import io
import random
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.problems import Severity
from pipeline.rfp.paper import Kind, Paper, Paragraph, Table
from pipeline.rfp.reading import pdf
from pipeline.rfp.reading.codes_office import CODES
from pipeline.rfp.reading.pdf import read_pdf
from pipeline.rfp.reading.pdf_grid import grids_of
from pipeline.rfp.reading.pdf_page import Rule

FONT = next(Path(find_spec("koreanize_matplotlib").origin).parent.rglob("NanumGothic.ttf"))
WIDTH, HEIGHT = 595.0, 842.0


class Drawn:
    """A PDF in the making; y grows downwards as on paper."""

    def __init__(self) -> None:
        if "Body" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont("Body", FONT))
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, (WIDTH, HEIGHT), invariant=1)

    def say(self, x: float, y: float, text: str, size: float = 10) -> None:
        self.canvas.setFont("Body", size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def table(self, xs: list[float], ys: list[float], cells: dict[tuple[int, int], str], holes: tuple = ()) -> None:
        """Rule a table and write its cells; `holes` are ("right" or "below", row, column) lines that are left out."""
        for row in range(len(ys)):
            for column in range(len(xs) - 1):
                if ("below", row - 1, column) not in holes:
                    self.line(xs[column], ys[row], xs[column + 1], ys[row])
        for column in range(len(xs)):
            for row in range(len(ys) - 1):
                if ("right", row, column - 1) not in holes:
                    self.line(xs[column], ys[row], xs[column], ys[row + 1])
        for (row, column), text in cells.items():
            for number, part in enumerate(text.split("\n")):
                self.say(xs[column] + 5, ys[row] + 14 + 14 * number, part)

    def page(self) -> None:
        self.canvas.showPage()

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def paper_of(drawn: Drawn) -> Paper:
    paper, problems = read_pdf(drawn.bytes(), "a.pdf")
    assert paper and not problems, problems
    return paper


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "(hole)" for cell in row] for row in table.grid()]


def body(paper: Paper) -> list[str]:
    return [each.text for each in paper.blocks if isinstance(each, Paragraph) and each.kind is not Kind.MARGIN]


def test_merged_cells_come_from_missing_lines() -> None:
    drawn = Drawn()
    holes = (("right", 0, 0), ("below", 1, 0))
    cells = {
        (0, 0): "분류",
        (0, 2): "기능",
        (1, 0): "상세",
        (1, 1): "정의",
        (1, 2): "점검",
        (2, 1): "내용",
        (2, 2): "1) 하나\n2) 둘",
    }
    drawn.say(50, 50, "앞 문장이다.")
    drawn.table([50, 110, 170, 545], [80, 100, 120, 170], cells, holes)
    drawn.say(50, 200, "뒤 문장이다.")
    paper = paper_of(drawn)
    (table,) = paper.tables()
    assert [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in table.cells] == [
        (1, 1, 1, 2, "분류"), (1, 3, 1, 1, "기능"), (2, 1, 2, 1, "상세"), (2, 2, 1, 1, "정의"), (2, 3, 1, 1, "점검"),
        (3, 2, 1, 1, "내용"), (3, 3, 1, 1, "1) 하나\n2) 둘"),
    ]  # fmt: skip
    assert str(table.cells[-1].place) == "1쪽 표 1 3행 3열"
    assert body(paper) == ["앞 문장이다.", "뒤 문장이다."] and isinstance(paper.blocks[1], Table)
    assert (paper.pages, paper.format) == (1, "pdf")


def test_tables_without_lines_at_their_sides_and_with_filled_lines() -> None:
    drawn = Drawn()
    for y in (100, 120, 140):
        drawn.canvas.rect(50, HEIGHT - y - 0.4, 400, 0.8, stroke=0, fill=1)
    drawn.line(150, 100, 150, 140)
    for x, y, text in ((55, 114, "번호"), (155, 114, "이름"), (55, 134, "1"), (155, 134, "서버")):
        drawn.say(x, y, text)
    drawn.line(50, 300, 400, 300)
    drawn.say(50, 298, "밑줄 친 말")
    paper = paper_of(drawn)
    assert [texts(table) for table in paper.tables()] == [[["번호", "이름"], ["1", "서버"]]]
    assert body(paper) == ["밑줄 친 말"]


def test_tables_in_cells() -> None:
    drawn = Drawn()
    drawn.table([50, 110, 545], [100, 220], {(0, 0): "내용", (0, 1): "다음과 같다."})
    drawn.table([130, 200, 300], [140, 160, 180], {(0, 0): "가", (0, 1): "나", (1, 0): "다", (1, 1): "라"})
    (table,) = paper_of(drawn).tables()
    nested = table.cells[1].blocks[1]
    assert isinstance(nested, Table) and texts(nested) == [["가", "나"], ["다", "라"]]
    assert str(nested.cells[3].place) == "1쪽 표 1 1행 2열"


XS = [50.0, 110.0, 170.0, 545.0]


def test_a_card_that_a_page_break_cuts_is_one_table_and_one_row() -> None:
    drawn = Drawn()
    cells = {(0, 0): "고유번호", (0, 2): "SFR-901", (1, 0): "상세", (1, 1): "내용", (1, 2): "1) 하나를 한다."}
    drawn.table(XS, [700, 720, 800], cells, (("right", 0, 0),))
    drawn.page()
    drawn.table(XS, [60, 100, 120], {(0, 2): "2) 둘을 한다.", (1, 0): "산출", (1, 2): "보고서"}, (("right", 1, 0),))
    drawn.table(XS, [200, 220], {(0, 0): "고유번호", (0, 2): "SFR-902"})
    first, second = paper_of(drawn).tables()
    assert texts(first) == [
        ["고유번호", "고유번호", "SFR-901"], ["상세", "내용", "1) 하나를 한다.\n2) 둘을 한다."], ["산출", "산출", "보고서"],
    ]  # fmt: skip
    assert [paragraph.place.page for paragraph in first.cells[4].paragraphs()] == [1, 2]
    assert second.cells[-1].text == "SFR-902"


def test_the_next_card_at_the_top_of_a_page_is_a_table_of_its_own() -> None:
    drawn = Drawn()
    for number in (1, 2, 3):
        drawn.table(
            [50, 150, 545], [60, 80, 100], {(0, 0): "분류", (0, 1): "기능", (1, 0): "번호", (1, 1): f"SFR-90{number}"}
        )
        drawn.page()
    tables = list(paper_of(drawn).tables())
    assert [texts(table) for table in tables] == [
        [["분류", "기능"], ["번호", f"SFR-90{number}"]] for number in (1, 2, 3)
    ]


def test_a_list_over_pages_loses_its_repeated_head_and_keeps_its_rows() -> None:
    drawn = Drawn()
    head = {(0, 0): "분류", (0, 1): "번호", (0, 2): "이름"}
    drawn.table(XS, [740, 760, 780], head | {(1, 0): "기능", (1, 1): "SFR-901", (1, 2): "가입"})
    drawn.page()
    drawn.table(XS, [60, 80, 100], head | {(1, 0): "보안", (1, 1): "SER-901", (1, 2): "암호"})
    drawn.page()
    drawn.table(
        XS, [60, 80, 100], {(0, 1): "SER-902", (0, 2): "접근", (1, 1): "SER-903", (1, 2): "기록"}, (("below", 0, 0),)
    )
    (table,) = paper_of(drawn).tables()
    assert texts(table) == [
        ["분류", "번호", "이름"], ["기능", "SFR-901", "가입"], ["보안", "SER-901", "암호"],
        ["보안", "SER-902", "접근"], ["보안", "SER-903", "기록"],
    ]  # fmt: skip


def test_running_lines_and_page_frames_are_set_apart() -> None:
    drawn = Drawn()
    for number in range(1, 5):
        drawn.table([30, 565], [30, 812], {})
        drawn.say(250, 50, "가상기관 과업지시서")
        drawn.say(290, 800, f"- {number + 2} -")
        drawn.say(60, 120, f"{'가나다라'[number - 1]} 문장을 적는다.")
        drawn.page()
    paper = paper_of(drawn)
    assert body(paper) == ["가 문장을 적는다.", "나 문장을 적는다.", "다 문장을 적는다.", "라 문장을 적는다."]
    assert [each.text for each in paper.paragraphs() if each.kind is Kind.MARGIN] == ["가상기관 과업지시서"]


def test_lines_of_a_paragraph_are_joined_as_korean_is_wrapped() -> None:
    drawn = Drawn()
    drawn.say(
        50, 100, "계약상대자는 매월 한 번 이상 정기점검을 하고 그 결과를 적은 점검보고서를 발주기관에 제출하여야 하"
    )
    drawn.say(50, 116, "며 다음을 지킨다.")
    drawn.say(50, 132, "1) 점검표를 쓴다.")
    drawn.say(50, 148, "2) 사진을 붙인다.")
    drawn.say(
        50, 164, "끝으로 이 조항은 긴 문장이 한 줄을 다 채운 다음에 남은 말을 아래 줄에 적는 것을 보이려고 적는다. "
    )
    drawn.say(50, 180, "그리고 여기서 마친다.")
    assert body(paper_of(drawn)) == [
        "계약상대자는 매월 한 번 이상 정기점검을 하고 그 결과를 적은 점검보고서를 발주기관에 제출하여야 하며 다음을 지킨다.",
        "1) 점검표를 쓴다.",
        "2) 사진을 붙인다.",
        "끝으로 이 조항은 긴 문장이 한 줄을 다 채운 다음에 남은 말을 아래 줄에 적는 것을 보이려고 적는다. 그리고 여기서 마친다.",
    ]


def test_headings_contents_captions_and_places() -> None:
    drawn = Drawn()
    drawn.say(250, 60, "목 차", 10)
    drawn.say(50, 90, "1. 개요 ................................ 3")
    drawn.page()
    drawn.say(50, 60, "과업 개요", 18)
    for row in range(8):
        drawn.say(50, 100 + 20 * row, "이 줄은 본문의 글자 크기를 알리는 줄이다.")
    drawn.say(50, 300, "표 1. 대상 장비")
    drawn.table([50, 150, 300], [310, 330, 350], {(0, 0): "장비", (0, 1): "수량", (1, 0): "서버", (1, 1): "2"})
    paper = paper_of(drawn)
    found = [(each.kind, each.level, each.place.page) for each in paper.blocks if isinstance(each, Paragraph)]
    assert found[:3] == [(Kind.CONTENTS, 0, 1), (Kind.CONTENTS, 0, 1), (Kind.HEADING, 1, 2)]
    assert found[-1] == (Kind.CAPTION, 0, 2) and next(paper.tables()).caption == "표 1. 대상 장비"


def test_turned_pages_are_read_as_they_are_shown() -> None:
    drawn = Drawn()
    canvas = drawn.canvas
    canvas.translate(0, HEIGHT)
    canvas.rotate(-90)  # now x runs down the paper: upright once the page is turned by 270 degrees … or 90
    canvas.setFont("Body", 10)
    for row, (left, right) in enumerate((("번호", "이름"), ("1", "서버"))):
        canvas.drawString(105, 400 - 20 * row, left)
        canvas.drawString(205, 400 - 20 * row, right)
    for y in (415, 395, 375):
        canvas.line(100, y, 300, y)
    for x in (100, 200, 300):
        canvas.line(x, 375, x, 415)
    writer = PdfWriter(PdfReader(io.BytesIO(drawn.bytes())))
    writer.pages[0].rotate(270)
    buffer = io.BytesIO()
    writer.write(buffer)
    paper, _ = read_pdf(buffer.getvalue(), "a.pdf")
    assert paper and [texts(table) for table in paper.tables()] == [[["번호", "이름"], ["1", "서버"]]]


def test_a_hundred_dashes_are_one_line() -> None:
    dashes = [Rule(100, 50 + 4 * step, 52 + 4 * step) for step in range(50)]
    flat = [*dashes, Rule(100.5, 50, 60), Rule(140, 50, 250)]
    upright = [Rule(50, 100, 140), Rule(150, 100, 140), Rule(151.5, 100, 140), Rule(250, 100, 140)]
    (grid,) = grids_of(flat, upright)
    assert [round(x) for x in grid.xs] == [50, 151, 250] and len(grid.cells) == 2


def scan() -> bytes:
    from PIL import Image

    drawn = Drawn()
    for _ in range(3):
        drawn.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)
        drawn.page()
    return drawn.bytes()


def encrypted(user: str) -> bytes:
    drawn = Drawn()
    drawn.say(50, 50, "이 문서는 소유자 암호로만 잠근 가상의 과업지시서 문서이다.")
    writer = PdfWriter(PdfReader(io.BytesIO(drawn.bytes())))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "I-PDF-01"),
        (lambda: b"%PDF-1.7\nnothing here", "I-PDF-01"),
        (lambda: random.Random(1).randbytes(5000), "I-PDF-01"),
        (lambda: encrypted("secret"), "I-PDF-02"),
        (scan, "I-PDF-03"),
    ],
    ids=["empty", "head only", "random", "password", "scan"],
)
def test_what_cannot_be_read_is_told(make, code: str) -> None:
    paper, problems = read_pdf(make(), "a.pdf")
    assert paper is None and [problem.code for problem in problems] == [code] and code in CODES
    assert problems[0].stops and problems[0].hint and problems[0].at.file == "a.pdf"


def test_an_owners_password_does_not_stop_reading() -> None:
    paper, problems = read_pdf(encrypted(""), "a.pdf")
    assert paper and not problems and body(paper) == ["이 문서는 소유자 암호로만 잠근 가상의 과업지시서 문서이다."]


def test_pages_that_are_pictures_are_named() -> None:
    drawn = Drawn()
    drawn.say(50, 50, "글자가 있는 쪽이므로 이 문서는 읽을 수 있는 문서이다.")
    writer = PdfWriter()
    for page in (*PdfReader(io.BytesIO(drawn.bytes())).pages, *PdfReader(io.BytesIO(scan())).pages):
        writer.add_page(page)
    buffer = io.BytesIO()
    writer.write(buffer)
    paper, (problem,) = read_pdf(buffer.getvalue(), "a.pdf")
    assert paper and (problem.code, problem.severity) == ("I-PDF-06", Severity.WARNING) and "2–4쪽" in problem.message


def test_more_pages_than_are_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    drawn = Drawn()
    for number in range(4):
        drawn.say(50, 100 + number, f"{'가나다라'[number]}째 쪽의 문장을 이 줄에 스무 글자 넘게 적는다.")
        drawn.page()
    paper, (problem,) = read_pdf(drawn.bytes(), "a.pdf")
    assert paper and paper.pages == 4 and problem.code == "I-PDF-04" and "4쪽 가운데 앞 2쪽" in problem.message
    assert len(body(paper)) == 2


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_damage_never_raises(seed: int) -> None:
    chance = random.Random(seed)
    drawn = Drawn()
    drawn.table(
        [50, 150, 300],
        [60, 80, 100],
        {(0, 0): "분류", (0, 1): "기능 요구사항을 적는 칸", (1, 1): "둘째 줄의 내용을 적는 칸"},
    )
    data = bytearray(drawn.bytes())
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    paper, problems = read_pdf(bytes(data[: chance.randint(1, len(data))] if seed % 2 else data), "a.pdf")
    assert paper or problems
