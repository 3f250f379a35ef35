"""Bytes in any encoding that Korean tools write become text, others become a problem."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import from_disk
from pipeline.read.from_disk import decode, read_bytes, read_text

TEXT = "장애번호,제목\r\nINC-001,똠방각하\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_decode(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.csv") == (TEXT, [])


def test_broken_utf8_names_its_line_instead_of_turning_into_cp949() -> None:
    text, (problem,) = decode("가나\n다라\n마".encode() + b"\xb0\xa1", "a.csv")
    assert text is None
    assert (problem.code, problem.at.row) == ("D-FILE-03", 3)


def test_text_without_an_encoding_is_a_problem() -> None:
    text, (problem,) = decode(b"\x81\x20\xff\xff", "a.csv")
    assert text is None and problem.code == "D-FILE-03"


def test_zero_bytes_are_not_text() -> None:
    assert decode("가나".encode("utf-16-le") + b"a\x00", "a.csv")[0] is None


@given(st.binary())
def test_any_bytes_give_text_or_a_problem(data: bytes) -> None:
    text, problems = decode(data, "a.csv")
    assert (text is None) == bool(problems)


def test_missing_file(tmp_path: Path) -> None:
    data, (problem,) = read_bytes(tmp_path / "a.csv", "data/a.csv")
    assert data is None and str(problem).startswith("data/a.csv: 오류 D-FILE-01")


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    text, (problem,) = read_text(tmp_path / "a.csv", "a.csv")
    assert text is None and problem.code == "D-FILE-03"


def test_size_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_disk, "SIZE_LIMIT", 10)
    (tmp_path / "a.csv").write_bytes(b"x" * 10)
    assert read_bytes(tmp_path / "a.csv", "a.csv")[0] == b"x" * 10
    (tmp_path / "a.csv").write_bytes(b"x" * 11)
    assert read_bytes(tmp_path / "a.csv", "a.csv")[1][0].code == "D-FILE-02"
