"""HWPX files, good and bad."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pipeline.rfp.reading import hwpx
from pipeline.rfp.reading.hwpx import read_hwpx
from tests.rfp.reading.hwpx_sample import NAMES, numbering, package, paragraph, say, shape, table

GOOD = package(say("1. 사업 개요") + paragraph(table(["요구사항", "내용"], ["SFR-001", "점검"])))


def codes(data: bytes) -> list[str]:
    paper, problems = read_hwpx(data, "f.hwpx")
    assert paper is not None or problems
    assert all(problem.hint and problem.at.file == "f.hwpx" for problem in problems)
    return [problem.code for problem in problems if paper is None or not problem.stops]


def test_a_good_file() -> None:
    paper, problems = read_hwpx(GOOD, "공고.hwpx")
    assert not problems
    assert paper is not None
    assert (paper.name, paper.format, paper.reader, len(paper.blocks)) == ("공고.hwpx", "hwpx", "hwpx", 2)


def test_encryption_is_told() -> None:
    manifest = "<odf:manifest><odf:file-entry><odf:encryption-data/></odf:file-entry></odf:manifest>"
    assert codes(package(say("암호문"), parts={"META-INF/manifest.xml": manifest})) == ["I-HWPX-02"]


def test_no_section() -> None:
    assert codes(package()) == ["I-HWPX-03"]


def test_a_missing_section_is_told_and_the_rest_read() -> None:
    assert codes(package(say("하나"), count=3)) == ["I-HWPX-03"]
    gap = {"Contents/section4.xml": f"<hs:sec {NAMES}>{say('다섯')}</hs:sec>"}
    paper, problems = read_hwpx(package(say("하나"), parts=gap, count=2), "f.hwpx")
    assert paper is not None
    assert [each.text for each in paper.paragraphs()] == ["하나", "다섯"]
    assert "5개 가운데 2개" in problems[0].message


def test_a_section_that_is_no_xml() -> None:
    assert codes(package(say("하나"), parts={"Contents/section1.xml": "<hs:sec>"}, count=2)) == ["I-HWPX-05"]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE sec [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE sec SYSTEM "file:///etc/hostname">',
    ],
)
def test_entities_are_refused(declaration: str) -> None:
    bomb = f'<?xml version="1.0"?>{declaration}<hs:sec {NAMES}>{say("글 &b;")}</hs:sec>'
    assert codes(package(parts={"Contents/section0.xml": bomb}, count=1)) == ["I-HWPX-05"]


def test_entities_hidden_in_another_encoding_are_refused() -> None:
    bomb = (
        f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE s [<!ENTITY b "가">]><hs:sec {NAMES}>{say("&b;")}</hs:sec>'
    )
    assert codes(package(parts={"Contents/section0.xml": bomb.encode("utf-16")}, count=1)) == ["I-HWPX-05"]


def test_a_broken_header_costs_only_the_numbers() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("Contents/header.xml", "<hh:head>")
        target.writestr("Contents/section0.xml", f"<hs:sec {NAMES}>{say('본문')}</hs:sec>")
    assert codes(made.getvalue()) == ["I-HWPX-07"]


def test_no_text_is_no_success() -> None:
    assert codes(package(paragraph() + paragraph("<hp:pic/>"))) == ["I-HWPX-06"]


def test_a_bomb_is_not_inflated() -> None:
    bomb = {"Contents/section1.xml": " " * (hwpx.RATIO_FLOOR + 1)}
    assert codes(package(say("하나"), parts=bomb, count=2)) == ["I-HWPX-04"]


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hwpx, "MAX_TEXT", 1_000)
    assert codes(package(say("가" * 1_000))) == ["I-HWPX-04"]


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hwpx, "MAX_ENTRIES", 2)
    assert codes(GOOD) == ["I-HWPX-04"]


def test_elements_deeper_than_any_stack() -> None:
    deep = "<hp:a>" * 50_000 + "</hp:a>" * 50_000
    assert codes(package(say("글") + deep)) == []


def test_a_long_table_takes_seconds_at_most() -> None:
    data = package(paragraph(table(*[["번호", "값"]] * 5_000)))
    begun = time.process_time()
    paper, _ = read_hwpx(data, "f.hwpx")
    assert time.process_time() - begun < 5
    assert paper is not None
    assert next(paper.tables()).rows == 5_000


def test_equal_bytes_make_equal_papers() -> None:
    assert read_hwpx(GOOD, "a") == read_hwpx(GOOD, "a")


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.99])
def test_cut_files(cut: float) -> None:
    assert codes(GOOD[: int(len(GOOD) * cut)]) == ["I-HWPX-01"]


@settings(max_examples=60, deadline=None)
@given(some.lists(some.tuples(some.integers(0, len(GOOD) - 1), some.integers(0, 255)), min_size=1, max_size=30))
def test_changed_bytes_never_raise(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    codes(bytes(data))


MARKS = some.sampled_from(
    [
        "hp:p",
        "hp:run",
        "hp:t",
        "hp:tbl",
        "hp:tr",
        "hp:tc",
        "hp:subList",
        "hp:ctrl",
        "hp:rect",
        "hp:drawText",
        "hp:switch",
    ]
)


@settings(max_examples=60, deadline=None)
@given(some.recursive(some.just("글"), lambda inner: some.tuples(MARKS, some.lists(inner, max_size=3)), max_leaves=25))
def test_elements_in_any_order_never_raise(tree: object) -> None:
    def xml(node: object) -> str:
        if isinstance(node, tuple):
            return f"<{node[0]}>{''.join(map(xml, node[1]))}</{node[0]}>"
        return str(node)

    codes(package(say("글") + xml(tree), header=numbering(1, [("^1.", "DIGIT")]) + shape(0, "NUMBER", 1)))
