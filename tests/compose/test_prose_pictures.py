"""Images become figures with a size on paper; what documents cannot hold is refused by the head of its file."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from pipeline.compose.prose_image import MOST_BYTES, ImageFault, image
from pipeline.document.blocks import Figure, Paragraph, Picture, Table, TableStyle, plain
from pipeline.problems import Severity
from tests.compose.prose_sample import clean, found, jpeg, laid, png, read, segment

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"{}>{}</svg>'


def exif(orientation: int, order: str = "<") -> bytes:
    head = b"II*\x00" if order == "<" else b"MM\x00*"
    return segment(0xE1, b"Exif\x00\x00" + head + struct.pack(order + "LHHHLHH", 8, 1, 0x0112, 3, 1, orientation, 0))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A proposal's folder with an empty images folder."""
    (tmp_path / "proposal" / "images").mkdir(parents=True)
    return tmp_path / "proposal"


def fault(data: bytes) -> str:
    with pytest.raises(ImageFault) as caught:
        image(data)
    assert str(caught.value) and caught.value.hint
    return caught.value.code


# Heads of files


def test_png_says_its_pixels_and_resolution() -> None:
    made = image(png(640, 480, 3780))
    assert (made.kind, made.width, made.height, round(made.density)) == ("png", 640, 480, 96)  # 3,780 pixels a metre are 96 an inch
    assert image(png(1, 1)).density == 0


def test_jpeg_says_its_pixels_and_resolution() -> None:
    made = image(jpeg(640, 480, segments=segment(0xE0, b"JFIF\x00\x01\x02\x02\x00\x64\x00\x64\x00\x00")))
    assert (made.kind, made.width, made.height, made.density) == ("jpeg", 640, 480, 254)  # 100 a centimetre
    assert image(jpeg(parts=1, frame=0xC2)).kind == "jpeg"


def test_cmyk_is_refused_however_it_is_told() -> None:
    assert fault(jpeg(parts=4)) == "T-PRS-06"
    assert fault(jpeg(parts=4, segments=segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x02"))) == "T-PRS-06"
    assert image(jpeg(parts=3, segments=segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01"))).kind == "jpeg"


@pytest.mark.parametrize("order", ["<", ">"])
def test_turned_photographs_are_known(order: str) -> None:
    assert image(jpeg(segments=exif(6, order))).turned
    assert not image(jpeg(segments=exif(1, order))).turned
    assert not image(jpeg(segments=segment(0xE1, b"Exif\x00\x00II*\x00\xff"))).turned


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00heicmif1", "HEIC"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf", "AVIF"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"GIF89a\x01\x00\x01\x00", "GIF"),
        (b"BM\x00\x00", "BMP"),
        (b"II*\x00\x08\x00", "TIFF"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><script>1</script></html>", "그림이 아닌 파일"),
        (b"", "그림이 아닌 파일"),
    ],
)
def test_other_formats_are_refused_by_name(data: bytes, name: str) -> None:
    with pytest.raises(ImageFault, match=name) as caught:
        image(data)
    assert caught.value.code == "T-PRS-05"


def test_what_is_too_large_is_refused() -> None:
    assert fault(png(10_001, 1)) == "T-PRS-07"
    assert image(png(10_000, 1)).width == 10_000
    assert fault(jpeg(100, 10_001)) == "T-PRS-07"
    assert fault(png() + b"\x00" * MOST_BYTES) == "T-PRS-07"


def test_broken_files_are_refused() -> None:
    whole = png()
    for cut in (8, 20, 33, len(whole) // 2, len(whole) - 1):
        assert fault(whole[:cut]) == "T-PRS-09", cut
    assert fault(whole[:20] + b"\xff" + whole[21:]) == "T-PRS-09"  # another width than its check sum says
    assert fault(jpeg(0, 10)) == "T-PRS-09"
    assert fault(jpeg(end=b"")) == "T-PRS-09"
    assert fault(b"\xff\xd8\xff\xe0") == "T-PRS-09"
    assert fault(jpeg(bits=12)) == fault(jpeg(frame=0xC3)) == "T-PRS-05"
    assert image(jpeg(end=b"\xff\xd9" + b"trailer" * 2000)).kind == "jpeg"  # telephones write more behind


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        ("", "<script>1</script>"), (' onload="x()"', ""), ("", '<g onclick="x()"/>'), ("", "<foreignObject/>"),
        ("", '<image href="http://example.com/a.png"/>'), ("", '<a href="javascript:x()"/>'),
        ("", '<use xlink:href="file:///etc/passwd#a" xmlns:xlink="http://www.w3.org/1999/xlink"/>'), ("", "<style>@import 'a.css';</style>"),
        ("", '<rect style="fill:url(http://example.com/a)"/>'), ("", '<animate attributeName="href"/>'), ("", '<image href="../밖.png"/>'),
    ],
)
def test_drawings_that_run_or_fetch_something_are_refused(attributes: str, inside: str) -> None:
    assert fault(SVG.format(attributes, inside).encode()) == "T-PRS-08"


def test_drawings_with_entities_or_foreign_sheets_are_refused() -> None:
    assert fault(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "&a;").encode()) == "T-PRS-08"
    assert fault(b'<?xml version="1.0"?><?xml-stylesheet href="a.css"?>' + SVG.format("", "").encode()) in ("T-PRS-05", "T-PRS-08")
    assert fault(b"<svg viewBox='0 0 1 1'/>") == "T-PRS-09"
    assert fault(SVG.format("", "<g>").encode()) == "T-PRS-09"
    assert fault(b'<svg xmlns="http://www.w3.org/2000/svg"/>') == "T-PRS-09"


def test_harmless_drawings_are_kept_without_prolog_and_comments() -> None:
    inside = '<!-- c --><defs><g id="a"/></defs><use href="#a"/><rect fill="url(#a)"/><style>.a{fill:url("#a")}</style>'
    made = image(b'<?xml version="1.0"?>\n<!-- d -->\n' + SVG.format("", inside).encode())
    assert (made.kind, made.width, made.height) == ("svg", 200, 100)
    assert made.svg.startswith("<svg") and "<!--" not in made.svg


# In a text


def test_images_are_numbered_figures_with_caption_and_width(folder: Path) -> None:
    (folder / "images" / "가.png").write_bytes(png(400, 200))
    (folder / "images" / "화면 (1).jpg").write_bytes(jpeg(400, 300))
    made = clean("![구성 **도**](images/가.png){폭=120}\n![화면](images/화면 (1).jpg) { 폭 = 80mm }\n\n글", folder=folder)
    first, second, text = laid(made)
    assert isinstance(first, Picture) and isinstance(second, Picture)
    assert (first.caption, first.width, first.height, first.number, first.anchor) == ("구성 도", 120, 60, 1, "s-유지관리-방안-구성-도")
    assert (second.caption, second.width, second.height, second.number) == ("화면", 80, 60, 2)
    assert list(made.pictures) == ["30-유지관리-방안-i1", "30-유지관리-방안-i2"]
    assert isinstance(text, Paragraph) and plain(text.content) == "글"


def test_width_without_words_follows_pixels_and_never_leaves_the_page(folder: Path) -> None:
    for name, data in {"작다": png(192, 96), "넓다": png(4000, 1000), "높다": png(1000, 4000), "찍다": png(600, 600, 11811), "그리다": b""}.items():
        (folder / "images" / f"{name}.png").write_bytes(data or SVG.format("", "").encode())
    made = clean("\n".join(f"![{name}](images/{name}.png)" for name in ("작다", "넓다", "높다", "찍다", "그리다")), folder=folder)
    sizes = [(round(block.width, 1), round(block.height, 1)) for block in laid(made)]
    # 192 pixels at 96 an inch are two inches; 600 at 300 an inch too; the widest stands 160 mm wide, the highest 220 mm high
    assert sizes == [(50.8, 25.4), (160, 40), (55, 220), (50.8, 50.8), (160, 80)]
    assert isinstance(laid(made)[4], Figure)


def test_marks_beside_and_above_an_image_point_to_it(folder: Path) -> None:
    (folder / "가.png").write_bytes(png())
    made = clean("<!-- answers: A-1 -->\n\n![그림 [[A-2]]](가.png) [[A-3]]", folder=folder)
    (figure,) = laid(made)
    assert [(answer.key, answer.anchor) for answer in made.answers] == [(f"A-{n}", figure.anchor) for n in (1, 2, 3)]
    assert figure.caption == "그림"


def test_names_are_found_however_hangul_is_composed_and_escaped(folder: Path) -> None:
    (folder / "images" / "\u1112\u116a\u1106\u1167\u11ab.png").write_bytes(png())  # 화면, taken apart as macOS does
    assert len(clean("![가](images/화면.png)", folder=folder).pictures) == 1
    (folder / "images" / "둘 셋.png").write_bytes(png())
    assert len(clean("![가](images/둘%20셋.png)\n![나](<images/둘 셋.png>)\n![다](images\\둘 셋.png)", folder=folder).pictures) == 3


def test_nothing_outside_the_folder_is_read(folder: Path) -> None:
    (folder.parent / "밖.png").write_bytes(png())
    (folder / "images" / "고리.png").symlink_to(folder.parent / "밖.png")
    relative = ("../밖.png", "images/../../밖.png", "..\\밖.png", "%2e%2e/밖.png", "images/고리.png", "{{ v }}")
    for address in (*relative, str(folder.parent / "밖.png"), "file:///밖.png", "//a/b.png"):
        assert found(f"![가]({address})", {"v": "../밖.png"}, folder) == [("T-PRS-04", 1)], address
    assert found("![가](images/\u0007없다.png)\n![나](images)\n![다]()", folder=folder) == [("T-PRS-03", 1), ("T-PRS-03", 2), ("T-PRS-03", 3)]


def test_faults_of_files_stand_where_the_image_is_named(folder: Path) -> None:
    (folder / "가.jpg").write_bytes(jpeg(parts=4))
    (folder / "나.png").write_bytes(b"RIFF\x24\x00\x00\x00WEBP")
    (folder / "다.svg").write_text(SVG.format("", "<script/>"), "utf-8")
    (folder / "라.png").write_bytes(png(10, 1000))
    assert found("글\n\n![가](가.jpg)\n![나](나.png)\n\n![다](다.svg)\n\n![라](라.png){폭=100}", folder=folder) == [
        ("T-PRS-06", 3), ("T-PRS-05", 4), ("T-PRS-08", 6), ("T-PRS-10", 8),
    ]


def test_a_turned_photograph_only_warns(folder: Path) -> None:
    (folder / "가.jpg").write_bytes(jpeg(segments=exif(8)))
    made, (problem,) = read("![가](가.jpg)", folder=folder)
    assert (problem.code, problem.severity) == ("T-PRS-22", Severity.WARNING) and len(made.pictures) == 1


def test_images_on_one_line_stand_side_by_side_equally_high(folder: Path) -> None:
    (folder / "images" / "가.png").write_bytes(png())
    (folder / "images" / "세로.png").write_bytes(png(300, 600))
    made = clean("![하나](images/가.png) ![둘](images/세로.png) [[SER-001]]\n![셋](images/가.png)", folder=folder)
    row, alone = laid(made)
    assert isinstance(row, Table) and row.style is TableStyle.PLAIN
    pictures = [cell.content[0] for cell in row.rows[0].cells]
    assert [(picture.caption, picture.number) for picture in (*pictures, alone)] == [("하나", 1), ("둘", 2), ("셋", 3)]
    assert abs(pictures[0].height - pictures[1].height) < 0.5 and sum(picture.width for picture in pictures) <= 170 - 2 * 3.6
    assert [answer.anchor for answer in made.answers] == [pictures[1].anchor]


def test_images_in_a_table_are_rows_of_pictures_or_stand_in_their_cells(folder: Path) -> None:
    (folder / "images" / "가.png").write_bytes(png())
    found = laid(clean("| ![하나](images/가.png) | ![둘](images/가.png) |\n|---|---|\n| ![셋](images/가.png) | |", folder=folder))
    assert [type(block) for block in found] == [Table, Picture] and found[0].style is TableStyle.PLAIN
    (table,) = laid(clean("| 화면 | 설명 |\n|---|---|\n| ![하나](images/가.png){폭=40} | 첫 화면 |", folder=folder))
    picture = table.rows[1].cells[0].content[0]
    assert isinstance(picture, Picture) and (picture.width, picture.number, table.header_rows) == (40, 1, 1)
    (table,) = laid(clean("| ![](images/가.png) | ![](images/가.png) |\n|---|---|\n| 하나 | 둘 |".replace("![]", "![가]"), folder=folder))
    assert table.header_rows == 0 and isinstance(table.rows[0].cells[1].content[0], Picture)


def test_images_too_wide_to_stand_side_by_side_are_told(folder: Path) -> None:
    (folder / "images" / "가.png").write_bytes(png())
    _, problems = read("![하나](images/가.png){폭=100} ![둘](images/가.png){폭=90}", folder=folder)
    assert [(problem.code, problem.message) for problem in problems] == [("T-PRS-10", "나란히 둔 그림 2개가 190 mm로 쪽에 들어가지 않습니다(163 mm까지)")]
