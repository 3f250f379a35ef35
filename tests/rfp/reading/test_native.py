"""The process of the native readers: what it answers, and what happens when it does not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.rfp.reading import native, native_process
from pipeline.rfp.reading.native import Fault, Reader, convert
from tests.rfp.reading.hwpx_sample import package, say


def script(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    (folder / "reader.py").write_text(f"import os, sys, time\n{code}", "utf-8")
    monkeypatch.setattr(native, "_SCRIPT", folder / "reader.py")


@pytest.mark.parametrize("reader", list(Reader))
def test_bytes_that_are_no_hwp(reader: Reader) -> None:
    assert convert(b"not a document", reader) in (Fault.REFUSED, Fault.MISSING)


def test_a_reader_that_hangs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script(monkeypatch, tmp_path, "time.sleep(60)")
    assert convert(b"", Reader.HWPFORGE, seconds=0.3) is Fault.TOO_SLOW


@pytest.mark.parametrize("code", ["os.abort()", "os._exit(1)", "raise MemoryError"])
def test_a_reader_that_dies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    script(monkeypatch, tmp_path, code)
    assert convert(b"data" * 100_000, Reader.RHWP) is Fault.CRASHED


def test_what_the_process_writes_comes_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script(monkeypatch, tmp_path, "sys.stdout.buffer.write(sys.argv[1].encode() + sys.stdin.buffer.read())")
    assert convert(b"\0\r\n\xff", Reader.RHWP) == b"rhwp\0\r\n\xff"


def test_without_processes_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(native.subprocess, "run", refuse)
    assert convert(b"not a document", Reader.HWPFORGE) in (Fault.REFUSED, Fault.MISSING)


def test_a_panic_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        pass

    class Broken:
        @staticmethod
        def convert_hwp5(data: bytes, *, carry_layout_cache: bool) -> None:
            raise Panic

    monkeypatch.setattr(native_process, "_load", lambda reader: Broken)
    assert native._convert_here(b"", Reader.HWPFORGE) is Fault.REFUSED


def test_pictures_are_left_behind() -> None:
    slim = native_process.text_parts(package(say("글"), parts={"BinData/image1.png": bytes(100_000)}))
    with zipfile.ZipFile(io.BytesIO(slim)) as left:
        assert left.namelist() == ["Contents/header.xml", "Contents/section0.xml"]
    assert slim == native_process.text_parts(package(say("글")))
