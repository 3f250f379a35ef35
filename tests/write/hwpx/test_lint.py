"""Tests of the lint: a good file has no fault, and each way to break it is named with its part and element."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest

from pipeline.document.blocks import Cell, Document, Row, Table
from pipeline.problems import Severity
from pipeline.write.hwpx.codes import CODES, LINT_CODES, WRITER_CODES
from pipeline.write.hwpx.lint import lint
from pipeline.write.to_hwpx import write_document
from tests.write.hwpx.sample import FULL, cell, grid, parts, text

SECTION, HEADER, CONTENT = "Contents/section1.xml", "Contents/header.xml", "Contents/content.hpf"
MERGED = Table((Row((cell("가", colspan=2), cell("나", rowspan=2))), Row((cell("다"), cell("라")))), (1, 1, 1))
GOOD = parts(Document("시험", (*FULL.blocks, MERGED, text("끝")), FULL.page))


def packed(package: dict[str, bytes], compressed: tuple[str, ...] = ()) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in package.items():
            stored = name == "mimetype" and name not in compressed
            archive.writestr(ZipInfo(name), content, ZIP_STORED if stored else ZIP_DEFLATED)
    return stream.getvalue()


def changed(part: str, pattern: str, new: str, count: int = 1) -> bytes:
    """Return the good file with `pattern` of one part replaced."""
    before = GOOD[part].decode()
    after = re.sub(pattern, new, before, count=count, flags=re.DOTALL)
    assert after != before, "the fault was not made"
    return packed(GOOD | {part: after.encode()})


def without(*names: str) -> bytes:
    return packed({name: content for name, content in GOOD.items() if name not in names})


def with_first(name: str) -> bytes:
    return packed({name: GOOD[name]} | GOOD)


def twice(name: str) -> bytes:
    stream = BytesIO(packed(GOOD))
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(stream, "a") as archive:
        archive.writestr(name, GOOD[name])
    return stream.getvalue()


def lzma(name: str) -> bytes:
    stream = BytesIO(without(name))
    with ZipFile(stream, "a") as archive:
        archive.writestr(ZipInfo(name), GOOD[name], ZIP_LZMA)
    return stream.getvalue()


def bitten() -> bytes:
    """Return the good file with a byte of a deflated part turned round."""
    data = bytearray(packed(GOOD))
    with ZipFile(BytesIO(bytes(data))) as archive:
        entry = archive.getinfo(SECTION)
    data[entry.header_offset + 30 + len(SECTION) + entry.compress_size // 2] ^= 0xFF
    return bytes(data)


FAULTS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "no zip": ("W-HWPX-11", "ZIP", lambda: b"PK\x03\x04 nothing"),
    "a damaged part": ("W-HWPX-11", SECTION, bitten),
    "an unknown compression": ("W-HWPX-11", "settings.xml", lambda: lzma("settings.xml")),
    "an encrypted file": (
        "W-HWPX-11",
        "META-INF/manifest.xml",
        lambda: changed("META-INF/manifest.xml", "/>", "><odf:encryption-data/></odf:manifest>"),
    ),
    "mimetype not first": ("W-HWPX-12", "mimetype", lambda: with_first("version.xml")),
    "mimetype deflated": ("W-HWPX-12", "mimetype", lambda: packed(GOOD, ("mimetype",))),
    "mimetype of another format": ("W-HWPX-12", "mimetype", lambda: packed(GOOD | {"mimetype": b"application/zip"})),
    "no mimetype": ("W-HWPX-13", "mimetype", lambda: without("mimetype")),
    "no version": ("W-HWPX-13", "version.xml", lambda: without("version.xml")),
    "no header": ("W-HWPX-13", HEADER, lambda: without(HEADER)),
    "a name that climbs out": ("W-HWPX-14", "../x", lambda: packed(GOOD | {"../x": b""})),
    "an absolute name": ("W-HWPX-14", "/x", lambda: packed(GOOD | {"/x": b""})),
    "a name twice": ("W-HWPX-14", SECTION, lambda: twice(SECTION)),
    "a bomb": ("W-HWPX-15", "BinData/bomb.bin", lambda: packed(GOOD | {"BinData/bomb.bin": bytes(20 * 2**20)})),
    "a tag not closed": ("W-HWPX-16", SECTION, lambda: changed(SECTION, "</hp:p>", "")),
    "a control character as reference": ("W-HWPX-16", SECTION, lambda: changed(SECTION, "본 사업은", "&#7;본 사업은")),
    "a DTD": ("W-HWPX-17", HEADER, lambda: changed(HEADER, "<hh:head", '<!DOCTYPE x [<!ENTITY a "b">]><hh:head')),
    "container without content": (
        "W-HWPX-18",
        "content.hpf",
        lambda: changed("META-INF/container.xml", "Contents/content.hpf", "Contents/other.hpf"),
    ),
    "container without media type": (
        "W-HWPX-18",
        "media-type",
        lambda: changed("META-INF/container.xml", ' media-type="text/plain"', ""),
    ),
    "container that names nothing": (
        "W-HWPX-18",
        "Preview/Nothing.txt",
        lambda: changed("META-INF/container.xml", "Preview/PrvText.txt", "Preview/Nothing.txt"),
    ),
    "no standalone": ("W-HWPX-19", SECTION, lambda: changed(SECTION, ' standalone="yes"', "")),
    "a namespace not declared": ("W-HWPX-20", "hhs", lambda: changed(HEADER, ' xmlns:hhs="[^"]*"', "")),
    "a namespace of another address": ("W-HWPX-20", "epub", lambda: changed(SECTION, "2007/ops", "2008/ops")),
    "the package namespace without its slash": (
        "W-HWPX-21",
        "2007/opf",
        lambda: changed(CONTENT, "2007/opf/", "2007/opf"),
    ),
    "a picture not listed": (
        "W-HWPX-22",
        "BinData/image1.png",
        lambda: changed(CONTENT, '<opf:item id="image1"[^>]*>', ""),
    ),
    "a listed picture that is not there": ("W-HWPX-22", "image1", lambda: without("BinData/image1.png")),
    "a picture not said to be embedded": ("W-HWPX-22", "isEmbeded", lambda: changed(CONTENT, ' isEmbeded="1"', "")),
    "a section not listed": ("W-HWPX-22", SECTION, lambda: changed(CONTENT, '<opf:item id="section1"[^>]*>', "")),
    "an item without media type": ("W-HWPX-22", "media-type", lambda: changed(CONTENT, ' media-type="image/png"', "")),
    "a section not in the spine": (
        "W-HWPX-23",
        "section1",
        lambda: changed(CONTENT, '<opf:itemref idref="section1"[^>]*>', ""),
    ),
    "a spine that names nothing": (
        "W-HWPX-23",
        "section9",
        lambda: changed(CONTENT, 'idref="section1"', 'idref="section9"'),
    ),
    "a file without spine": ("W-HWPX-23", "spine", lambda: changed(CONTENT, "<opf:spine>.*</opf:spine>", "")),
    "a wrong number of sections": ("W-HWPX-24", "secCnt=7", lambda: changed(HEADER, 'secCnt="2"', 'secCnt="7"')),
    "a wrong itemCnt": (
        "W-HWPX-31",
        "charProperties",
        lambda: changed(HEADER, r'(charProperties itemCnt=)"\d+"', r'\1"3"'),
    ),
    "no itemCnt": ("W-HWPX-31", "styles", lambda: changed(HEADER, r'(<hh:styles) itemCnt="\d+"', r"\1")),
    "a wrong fontCnt": ("W-HWPX-31", "fontCnt=9", lambda: changed(HEADER, 'fontCnt="3"', 'fontCnt="9"')),
    "a look twice": ("W-HWPX-32", "charPr", lambda: changed(HEADER, '<hh:charPr id="1"', '<hh:charPr id="0"')),
    "a style without id": ("W-HWPX-32", "본문", lambda: changed(HEADER, '<hh:style id="1"', "<hh:style")),
    "an item twice": ("W-HWPX-32", "header", lambda: changed(CONTENT, 'item id="settings"', 'item id="header"')),
    "a field twice": (
        "W-HWPX-32",
        "1900000001",
        lambda: changed(SECTION, 'fieldBegin id="1900000002"', 'fieldBegin id="1900000001"'),
    ),
    "letters that are not": (
        "W-HWPX-33",
        "charPr",
        lambda: changed(SECTION, r'charPrIDRef="\d+"', 'charPrIDRef="999"'),
    ),
    "a paragraph that is not": (
        "W-HWPX-33",
        "paraPr",
        lambda: changed(SECTION, r'paraPrIDRef="\d+"', 'paraPrIDRef="999"'),
    ),
    "a style that is not": ("W-HWPX-33", "style", lambda: changed(SECTION, r'styleIDRef="\d+"', 'styleIDRef="999"')),
    "a border that is not": (
        "W-HWPX-33",
        "hp:tc",
        lambda: changed(SECTION, r'(<hp:tc [^>]*borderFillIDRef=)"\d+"', r'\1"99"'),
    ),
    "a picture that is not": (
        "W-HWPX-33",
        "hc:img",
        lambda: changed(SECTION, 'binaryItemIDRef="image1"', 'binaryItemIDRef="image7"'),
    ),
    "tabs that are not": ("W-HWPX-33", "tabPr", lambda: changed(HEADER, r'tabPrIDRef="\d+"', 'tabPrIDRef="88"')),
    "an outline that is not": (
        "W-HWPX-33",
        "numbering",
        lambda: changed(SECTION, 'outlineShapeIDRef="1"', 'outlineShapeIDRef="4"'),
    ),
    "a font that is not": ("W-HWPX-33", "fontRef", lambda: changed(HEADER, 'hangul="0"', 'hangul="5"')),
    "six languages": ("W-HWPX-34", "USER", lambda: changed(HEADER, '<hh:fontface lang="USER".*?</hh:fontface>', "")),
    "a language without font": (
        "W-HWPX-34",
        "글꼴이 없습니다",
        lambda: changed(HEADER, '(<hh:fontface lang="USER"[^>]*>).*?</hh:fontface>', r"\1</hh:fontface>"),
    ),
    "borders from nought": (
        "W-HWPX-35",
        "borderFill",
        lambda: changed(HEADER, 'borderFill id="1"', 'borderFill id="0"'),
    ),
    "a width without its blank": ("W-HWPX-36", "0.12mm", lambda: changed(HEADER, "0.12 mm", "0.12mm")),
    "no secPr": ("W-HWPX-41", "secPr", lambda: changed(SECTION, "<hp:secPr .*?</hp:secPr>", "")),
    "no colPr": ("W-HWPX-41", "colPr", lambda: changed(SECTION, "<hp:ctrl><hp:colPr [^>]*></hp:ctrl>", "")),
    "secPr in the second run": (
        "W-HWPX-41",
        "secPr",
        lambda: changed(SECTION, "(<hp:p [^>]*>)(<hp:run)", r'\1<hp:run charPrIDRef="0"/>\2'),
    ),
    "a raw tab": ("W-HWPX-42", "탭", lambda: changed(SECTION, "본 사업은", "본\t사업은")),
    "a raw line feed after an element": (
        "W-HWPX-42",
        "줄바꿈",
        lambda: changed(SECTION, "<hp:tab ([^>]*)>", r"<hp:tab \1>&#10;"),
    ),
    "a raw delete sign": ("W-HWPX-42", "U+007F", lambda: changed(SECTION, "본 사업은", "본\x7f사업은")),
    "a placeholder": ("W-HWPX-43", "{{ 금액 }}", lambda: changed(SECTION, "본 사업은", "{{ 금액 }}은")),
    "a placeholder over two runs": (
        "W-HWPX-43",
        "{% if 갑 %}",
        lambda: changed(SECTION, "본 사업은", '{% if</hp:t></hp:run><hp:run charPrIDRef="0"><hp:t> 갑 %}'),
    ),
    "a field without end": (
        "W-HWPX-44",
        "fieldEnd",
        lambda: changed(SECTION, "<hp:ctrl><hp:fieldEnd [^>]*></hp:ctrl>", ""),
    ),
    "an end without field": (
        "W-HWPX-44",
        "fieldBegin",
        lambda: changed(SECTION, 'beginIDRef="1900000001"', 'beginIDRef="5"'),
    ),
    "a field without id": (
        "W-HWPX-44",
        "fieldBegin",
        lambda: changed(SECTION, 'fieldBegin id="1900000001"', "fieldBegin"),
    ),
    "an empty control": ("W-HWPX-45", "hp:ctrl", lambda: changed(SECTION, "<hp:pageNum [^>]*>", "")),
    "a cell without paragraph": (
        "W-HWPX-45",
        "subList",
        lambda: changed(SECTION, "(<hp:tc .*?<hp:subList [^>]*>).*?</hp:subList>", r"\1</hp:subList>"),
    ),
    "a picture without image": ("W-HWPX-45", "img", lambda: changed(SECTION, "<hc:img [^>]*>", "")),
    "a section without start": ("W-HWPX-45", "startNum", lambda: changed(SECTION, "<hp:startNum [^>]*>", "")),
    "a wrong number of rows": ("W-HWPX-51", "rowCnt=5", lambda: changed(SECTION, 'rowCnt="2"', 'rowCnt="5"')),
    "a wrong number of columns": ("W-HWPX-51", "colCnt=1", lambda: changed(SECTION, 'colCnt="3"', 'colCnt="1"')),
    "cells that overlap": (
        "W-HWPX-52",
        "2행 3열에 칸이 겹칩니다",
        lambda: changed(
            SECTION,
            '(라</hp:t></hp:run></hp:p></hp:subList><hp:cellAddr [^>]*><hp:cellSpan colSpan=)"1"',
            r'\1"2"',
        ),
    ),
    "a cell beyond the table": (
        "W-HWPX-52",
        "벗어납니다",
        lambda: changed(SECTION, 'colSpan="1" rowSpan="2"', 'colSpan="1" rowSpan="3"'),
    ),
    "a cell in another's row": (
        "W-HWPX-52",
        "rowAddr=1",
        lambda: changed(SECTION, 'colAddr="0" rowAddr="0"', 'colAddr="0" rowAddr="1"'),
    ),
    "a place without cell": (
        "W-HWPX-53",
        "1행 2열",
        lambda: changed(SECTION, 'colSpan="2" rowSpan="1"', 'colSpan="1" rowSpan="1"'),
    ),
    "a cell without address": ("W-HWPX-54", "cellAddr", lambda: changed(SECTION, "<hp:cellAddr [^>]*>", "")),
    "a cell without margin": ("W-HWPX-54", "cellMargin", lambda: changed(SECTION, "<hp:cellMargin [^>]*>", "")),
    "a span that is no number": (
        "W-HWPX-54",
        "숫자가 아닙니다",
        lambda: changed(SECTION, 'colSpan="1"', 'colSpan="한"'),
    ),
    "a table without size": ("W-HWPX-54", "hp:sz", lambda: changed(SECTION, "(<hp:tbl [^>]*>)<hp:sz [^>]*>", r"\1")),
    "a row without cells": (
        "W-HWPX-54",
        "hp:tr",
        lambda: changed(SECTION, "</hp:tr></hp:tbl>", "</hp:tr><hp:tr></hp:tr></hp:tbl>"),
    ),
}


def test_a_good_file_has_no_fault() -> None:
    assert lint(packed(GOOD)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_named(fault: str) -> None:
    code, named, make = FAULTS[fault]
    problems = [problem for problem in lint(make(), "보고서.hwpx") if problem.code == code]
    assert any(named in problem.message for problem in problems), fault
    assert all(problem.at.file == "보고서.hwpx" and problem.at.field for problem in problems)


def test_every_code_is_tried_and_titled() -> None:
    assert {code for code, _, _ in FAULTS.values()} == set(LINT_CODES)
    assert not set(WRITER_CODES) & set(LINT_CODES) and len(CODES) == len(WRITER_CODES) + len(LINT_CODES)


def test_only_a_placeholder_does_not_stop() -> None:
    problems = lint(changed(SECTION, "본 사업은", "{{ 금액 }}은"))
    assert [problem.severity for problem in problems] == [Severity.WARNING]


def test_a_fault_that_repeats_is_told_once() -> None:
    problems = lint(changed(SECTION, r'paraPrIDRef="\d+"', 'paraPrIDRef="999"', count=0))
    assert [problem.code for problem in problems] == ["W-HWPX-33"]


def test_the_layout_cache_of_real_files_is_no_fault() -> None:
    cache = '<hp:linesegarray><hp:lineseg textpos="0" vertpos="0" vertsize="1000"/></hp:linesegarray></hp:p>'
    assert lint(changed(SECTION, "</hp:p>", cache, count=0)) == []


def test_pictures_in_groups_leave_their_frame_to_the_group() -> None:
    grouped = "<hp:container><hp:pic/></hp:container><hp:t/>"
    assert lint(changed(SECTION, "<hp:t/>", grouped)) == []


def test_older_files_know_fewer_namespaces() -> None:
    newer = ' xmlns:(?:hp10|ooxmlchart|hwpunitchar|epub)="[^"]*"'
    assert lint(changed(SECTION, newer, "", count=0)) == []


def test_any_bytes_are_a_fault_and_never_an_error() -> None:
    good = packed(GOOD)
    for size in (0, 1, 30, 300, len(good) // 2, len(good) - 10):
        assert lint(good[:size])
    noise = zlib.compress(good)
    for step in range(0, len(good), max(1, len(good) // 60)):
        damaged = good[:step] + noise[:3] + good[step + 3 :]
        assert isinstance(lint(damaged), list)


def test_large_grids_are_counted_but_not_painted() -> None:
    data, _ = write_document(Document("시험", (grid(("가",)),)))
    with ZipFile(BytesIO(data)) as archive:
        package = {name: archive.read(name) for name in archive.namelist()}
    huge = package["Contents/section0.xml"].replace(b'colCnt="1"', b'colCnt="2000000"')
    assert [problem.code for problem in lint(packed(package | {"Contents/section0.xml": huge}))] == ["W-HWPX-51"]


def test_a_table_in_a_cell_is_checked_too() -> None:
    nested = Table((Row((Cell((grid(("안", "밖")),)),)),), (1,))
    package = parts(Document("시험", (nested,)))
    xml = package["Contents/section0.xml"].replace(b'colCnt="2"', b'colCnt="3"')
    codes = {problem.code for problem in lint(packed(package | {"Contents/section0.xml": xml}))}
    assert codes == {"W-HWPX-51", "W-HWPX-53"}
