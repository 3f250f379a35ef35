"""Reading a file by what it is, and saying what to do with one that has no reader."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.rfp.reading import paper_file
from pipeline.rfp.reading.codes import CODES
from pipeline.rfp.reading.kind_of_file import FileKind
from pipeline.rfp.reading.paper_file import read_bytes, read_paper
from pipeline.rfp.reading.unreadable import unreadable
from tests.rfp.reading.hwpx_sample import package, say


def test_the_bytes_count_and_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "공고.hwp").write_bytes(package(say("사업 개요")))
    paper, problems = read_paper(tmp_path / "공고.hwp")
    assert not problems
    assert paper is not None
    assert (paper.name, paper.format) == ("공고.hwp", "hwpx")


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    for path in (tmp_path / "없음.hwp", tmp_path):
        paper, (problem,) = read_paper(path)
        assert paper is None
        assert problem.code == "I-FILE-01"
        assert problem.hint


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_file, "LARGEST", 10)
    (tmp_path / "큰.hwp").write_bytes(bytes(11))
    assert read_paper(tmp_path / "큰.hwp")[1][0].code == "I-FILE-02"


@pytest.mark.parametrize("kind", [kind for kind in FileKind if kind not in paper_file._READERS])
def test_every_kind_without_a_reader_has_words(kind: FileKind) -> None:
    problem = unreadable(kind, b"", "f.hwp")
    assert problem.code in CODES
    assert problem.message.endswith("니다")
    assert problem.hint


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<html><body>x", "HTML"),
        (b"HWP Document File V3.00 \x1a", "HWP 3"),
        (b'<HWPML Version="2.8">', "HWPML"),
        (b"", "빈 파일"),
    ],
)
def test_a_renamed_file_is_called_what_it_is(data: bytes, word: str) -> None:
    paper, (problem,) = read_bytes(data, "공고.hwp")
    assert paper is None
    assert word in problem.message


def test_a_zip_names_the_documents_inside() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in ("붙임/제안요청서.hwp", "그림.png"):
            target.writestr(name, "x")
    _, (problem,) = read_bytes(made.getvalue(), "공고.zip")
    assert problem.hint.endswith(": 붙임/제안요청서.hwp")
