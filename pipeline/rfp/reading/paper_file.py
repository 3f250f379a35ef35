"""Turns a file of any format into a Paper, by what its bytes are and whatever its name ends in."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from pipeline.problems import Location, Problem
from pipeline.rfp.paper import Paper
from pipeline.rfp.reading.kind_of_file import FileKind, kind_of
from pipeline.rfp.reading.long_words import parted
from pipeline.rfp.reading.unreadable import unreadable

LARGEST = 200_000_000  # bytes
# The readers are loaded when a file needs them: each brings libraries that the others have no use for.
_READERS = {
    FileKind.HWP: ("hwp", "read_hwp"),
    FileKind.HWPX: ("hwpx", "read_hwpx"),
    FileKind.DOCX: ("docx", "read_docx"),
    FileKind.PDF: ("pdf", "read_pdf"),
    FileKind.TEXT: ("text", "read_text"),
}


def read_paper(path: Path) -> tuple[Paper | None, list[Problem]]:
    """Return the paper that the file at `path` holds; None with what is wrong when nothing can be read of it."""
    at = Location(path.name)
    try:
        if path.is_dir():
            return None, [Problem("I-FILE-01", "파일이 아니라 폴더입니다", at, "RFP 파일 하나를 지정하세요")]
        size = path.stat().st_size
        if size > LARGEST:
            hint = f"{LARGEST // 1_000_000} MB까지 읽습니다: 그림을 줄여 다시 저장하세요"
            return None, [Problem("I-FILE-02", f"파일이 {size / 1e6:,.0f} MB입니다", at, hint)]
        data = path.read_bytes()
    except FileNotFoundError:
        return None, [Problem("I-FILE-01", "파일이 없습니다", at, "이름과 폴더를 확인하세요")]
    except OSError:
        hint = "다른 프로그램에서 닫고, 읽기 권한이 있는 파일인지 확인하세요"
        return None, [Problem("I-FILE-01", "파일을 열 수 없습니다", at, hint)]
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> tuple[Paper | None, list[Problem]]:
    """Return the paper that the bytes of a file hold; None with what is wrong when nothing can be read of it."""
    kind = kind_of(data)
    if kind not in _READERS:
        return None, [unreadable(kind, data, name)]
    module, function = _READERS[kind]
    paper, problems = getattr(import_module(f"pipeline.rfp.reading.{module}"), function)(data, name)
    return (parted(paper) if paper else None), problems
