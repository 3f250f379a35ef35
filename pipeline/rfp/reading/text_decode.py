"""Turns the bytes of a text file into its text, whatever Korean encoding it was saved in."""

from __future__ import annotations

import codecs

from pipeline.problems import Location, Problem, Severity

LARGEST = 5_000_000  # bytes; an RFP's text has 20 to 500 kB
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAVE_AS = "UTF-8 텍스트로 다시 저장"


def decode(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """Return the text with line ends as "\\n"; None with a problem when the bytes are no text."""
    if len(data) > LARGEST:
        message = f"텍스트 파일이 {len(data) / 1e6:.0f} MB입니다"
        return None, [
            Problem("I-TXT-03", message, Location(name), f"{LARGEST // 1_000_000} MB까지 읽음: 필요한 부분만 남김")
        ]
    text, problems = _decoded(data, name)
    if text is None:
        return None, problems
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n").replace("\ufeff", "")
    if not text.strip():
        return None, [
            Problem("I-TXT-02", "파일에 글이 없습니다", Location(name), "과업지시서나 제안요청서의 본문을 넣음")
        ]
    return text, problems


def _decoded(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, []
    return _damaged(data, name)


def _encodings(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (encoding,)
    sample = data[:4000]
    if sample.count(0) > len(sample) // 8:  # Latin letters, spaces and line ends of UTF-16 have a zero byte
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        return ("utf-16-le", "utf-16-be") if odd >= even else ("utf-16-be", "utf-16-le")
    return ("utf-8", "cp949")


def _damaged(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """Return the text with the few letters that no encoding explains as U+FFFD, or None when they are not few."""
    if data.count(0) > len(data) // 1000:
        return None, [Problem("I-TXT-01", "텍스트 파일이 아닙니다", Location(name), _SAVE_AS)]
    tried = [data.decode(encoding, errors="replace").replace("\0", "\ufffd") for encoding in ("utf-8", "cp949")]
    text = min(tried, key=lambda each: each.count("\ufffd"))
    bad = text.count("\ufffd")
    if bad > len(text) // 100 + 1:
        return None, [Problem("I-TXT-01", "글자를 읽을 수 없습니다", Location(name), _SAVE_AS)]
    line = text[: text.index("\ufffd")].count("\n") + 1 if bad else 0
    message = f"글자 {bad}개를 읽지 못했습니다"
    return text, [Problem("I-TXT-04", message, Location(name, line), _SAVE_AS, severity=Severity.WARNING)]
