"""Turns a file on disk into bytes or text, in whatever encoding Korean tools have saved it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from pipeline.problems import Location, Problem

SIZE_LIMIT = 20_000_000  # bytes
_SAVE_AS = "UTF-8(엑셀에서는 'CSV UTF-8')로 다시 저장"


def read_bytes(path: Path, file: str) -> tuple[bytes | None, list[Problem]]:
    """Return the bytes of `path`, which messages call `file`; None with a problem when missing or over 20 MB."""
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            return None, [too_large(file, size, SIZE_LIMIT)]
        return path.read_bytes(), []
    except FileNotFoundError:
        return None, [Problem("D-FILE-01", "파일이 없습니다", Location(file))]
    except OSError:
        hint = "다른 프로그램에서 닫고, 읽기 권한이 있는 파일인지 확인"
        return None, [Problem("D-FILE-03", "파일을 열 수 없습니다", Location(file), hint)]


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Return the text of `path`: UTF-8 with or without BOM, UTF-16 with BOM, else CP949 (Korean Excel)."""
    data, problems = read_bytes(path, file)
    return (None, problems) if data is None else decode(data, file)


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Return the text that `data` says, newlines untouched; None with a problem when no encoding fits."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_with("utf-16", data, file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        if re.search("[가-힣]", before):  # Hangul in UTF-8 came first, so this is UTF-8 with a broken byte, not CP949
            row = before.count("\n") + 1
            return None, [Problem("D-FILE-03", "UTF-8 글자가 깨져 있습니다", Location(file, row), _SAVE_AS)]
        return _decode_with("cp949", data, file)
    if "\x00" in text:
        return None, [Problem("D-FILE-03", "글자 파일이 아니거나 인코딩을 알 수 없습니다", Location(file), _SAVE_AS)]
    return text, []


def too_large(file: str, size: int, limit: int) -> Problem:
    """Return the problem of a file of `size` bytes where `limit` are allowed."""
    message = f"크기가 {size / 1e6:,.0f} MB로, 읽을 수 있는 {limit / 1e6:,.0f} MB를 넘습니다"
    return Problem("D-FILE-02", message, Location(file), "기간별로 나누거나 쓰지 않는 시트를 지움")


def _decode_with(encoding: str, data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        return None, [Problem("D-FILE-03", "글자의 인코딩을 알 수 없습니다", Location(file, row), _SAVE_AS)]
    if "\x00" in text:
        return None, [Problem("D-FILE-03", "글자 파일이 아닙니다", Location(file), _SAVE_AS)]
    return text, []
