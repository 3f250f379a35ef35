"""What was laid out and drawn before is taken as it was: with the same bytes, the same warnings, and page numbers that are still true."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from pipeline.document.blocks import (
    Anchor,
    Block,
    Document,
    Figure,
    Heading,
    Page,
    PageBreak,
    PageNumber,
    Paragraph,
    Picture,
    Run,
    TableOfContents,
)
from pipeline.write import to_pdf

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80" height="40"><rect width="80" height="40" fill="#1f4e79" fill-opacity="0.5"/><text x="9" y="20">그림</text></svg>'
LONG = "이 장은 다음 장을 가리키며 여러 줄에 걸쳐 같은 말을 되풀이한다. " * 60


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGBA", (40, 20), (10, 90, 160, 128)).save(made, "PNG")
    return made.getvalue()


def chapter(number: int, text: str = LONG) -> tuple[Block, ...]:
    """Return a chapter that speaks of the page on which the next one stands."""
    return (
        Heading(1, (Run(f"제목 {number}"),), f"{number}.", f"c{number}"),
        Paragraph((Anchor(f"a{number}"), Run(text), PageNumber(f"a{number + 1}"), Run("쪽 \U00013000", href=f"#c{number + 1}"))),
        Figure(SVG, 80, 40, "그림", anchor=f"f{number}"),
        Picture(png(), "image/png", 40, 20, "사진"),
    )


def document(*chapters: tuple[Block, ...]) -> Document:
    """Return a document of chapters, each on a page of its own."""
    blocks = [block for each in chapters for block in (PageBreak(), *each)]
    return Document("문서", (TableOfContents("목차", 1), *blocks, PageBreak(), Paragraph((Anchor("a9"), Run("끝")))), Page(header="머리", marking="초안"))


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[Block]:
    """Every block that is laid out, those in cells left out."""
    seen: list[Block] = []
    write = to_pdf.write_block
    monkeypatch.setattr(to_pdf, "write_block", lambda block, *rest: (len(rest) == 2 and seen.append(block), write(block, *rest))[1])
    return seen


WHOLE = document(*(chapter(number) for number in range(1, 9)))


def test_a_second_run_gives_the_same_bytes_and_lays_out_the_contents_alone(tmp_path: Path, laid: list[Block]) -> None:
    plain = to_pdf.laid_out(WHOLE)
    first = to_pdf.laid_out(WHOLE, tmp_path)
    drawn = first.drawn()
    assert drawn == plain.drawn() and drawn[1]
    laid.clear()
    second = to_pdf.laid_out(WHOLE, tmp_path)
    assert second.drawn() == drawn and second.pages() == first.pages() == plain.pages()
    assert [type(block) for block in laid] == [TableOfContents]


def test_only_what_changed_is_laid_out_again_and_every_number_is_true(tmp_path: Path, laid: list[Block]) -> None:
    to_pdf.laid_out(WHOLE, tmp_path).drawn()
    grown = document(*(chapter(number, LONG * (5 if number == 3 else 1)) for number in range(1, 9)))
    laid.clear()
    again = to_pdf.laid_out(grown, tmp_path)
    data, _ = again.drawn()
    told = {block.content[0].text for block in laid if isinstance(block, Heading)}
    assert "제목 3" in told and "제목 2" not in told  # those behind it speak of pages that moved
    assert data == to_pdf.laid_out(grown).drawn()[0]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    for number in range(1, 8):
        (here,) = [text for order, text in enumerate(pages, 1) if f"{again.pages()[f'a{number + 1}']}쪽" in text.replace(" ", "") and order >= again.pages()[f"a{number}"]][:1]
        assert f"- {again.pages()[f'a{number}']} -" in pages[again.pages()[f"a{number}"] - 1] and here


def test_a_chapter_put_before_the_others_moves_them_all(tmp_path: Path) -> None:
    chapters = [(Heading(1, (Run(f"제목 {number}"),), "", f"c{number}"), Paragraph((Run(LONG, href=f"#c{number}"),))) for number in range(1, 5)]
    to_pdf.laid_out(document(*chapters), tmp_path).drawn()
    moved = document((Heading(1, (Run("새 장"),), "", "new"), Paragraph((Run(LONG),))), *chapters)
    again = to_pdf.laid_out(moved, tmp_path)
    data, _ = again.drawn()
    assert data == to_pdf.laid_out(moved).drawn()[0] and again.pages()["c1"] > again.pages()["new"]
    titles = [entry["/Title"] for entry in PdfReader(io.BytesIO(data)).outline]
    assert titles == ["새 장", "제목 1", "제목 2", "제목 3", "제목 4"]


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b'{"notes": 3}', b"\xff\x00", b'{"notes": {"marks": [], "problems": [], "lost": {}}, "covers": [], "rooms": []}'])
def test_damaged_files_are_made_anew(tmp_path: Path, damage: bytes) -> None:
    whole = to_pdf.laid_out(WHOLE, tmp_path).drawn()
    assert list(tmp_path.glob("*.json"))
    for file in tmp_path.glob("*.json"):
        if damage.startswith(b'{"notes": {"marks') and "-" not in file.name:
            continue  # the measure of a stretch that is whole but another's is no damage that anybody can see
        file.write_bytes(damage)
    assert to_pdf.laid_out(WHOLE, tmp_path).drawn() == whole


def test_another_paper_shares_nothing(tmp_path: Path, laid: list[Block]) -> None:
    to_pdf.laid_out(WHOLE, tmp_path).drawn()
    laid.clear()
    wide = Document(WHOLE.title, WHOLE.blocks, Page(width=297, height=210))
    assert to_pdf.laid_out(wide, tmp_path).drawn()[0] == to_pdf.laid_out(wide).drawn()[0]
    assert len(laid) > 2 * 8 * 4


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert to_pdf.laid_out(WHOLE, tmp_path / "file").drawn() == to_pdf.laid_out(WHOLE).drawn()


def test_another_process_knows_the_fonts_that_stood_in(tmp_path: Path) -> None:
    """✔ is in no Korean face: a page that was kept names the font that drew it, which the next process has to find."""
    whole = document((Heading(1, (Run("제목"),), "", "c1"), Paragraph((Run("확인 ✔ 함"),))))
    data, _ = to_pdf.laid_out(whole, tmp_path).drawn()
    code = (
        "import sys, pickle; from pathlib import Path; from pipeline.write import to_pdf\n"
        "document = pickle.loads(sys.stdin.buffer.read())\n"
        "sys.stdout.buffer.write(to_pdf.laid_out(document, Path(sys.argv[1])).drawn()[0])"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(tmp_path)], input=pickle.dumps(whole), capture_output=True, check=True)
    assert ran.stdout == data
