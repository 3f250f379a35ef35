"""What files are, by their bytes."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pipeline.rfp.reading.kind_of_file import FileKind, kind_of
from tests.rfp.reading.hwpx_sample import package, say
from tests.rfp.reading.ole_sample import hwp, ole

KOREAN = "제1장 총칙\n1. 사업 개요: 정보시스템 유지관리\n" * 20


def zipped(**entries: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, content in entries.items():
            target.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (hwp(["글"]), FileKind.HWP),
        (hwp(["글"])[:5_000], FileKind.HWP),
        (package(say("글")), FileKind.HWPX),
        (package(say("글"))[:300], FileKind.HWPX),
        (zipped(word__document_xml="<w/>"), FileKind.DOCX),
        (zipped(xl__workbook_xml="<w/>"), FileKind.XLSX),
        (zipped(ppt__presentation_xml="<w/>"), FileKind.PPTX),
        (zipped(a_hwp="x"), FileKind.ZIP),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), FileKind.ODT),
        (b"PK\x03\x04" + bytes(range(256)), FileKind.ZIP),
        (b"\n\n%PDF-1.7\n", FileKind.PDF),
        (b"HWP Document File V3.00 \x1a\1\2\3", FileKind.HWP3),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE HWPML><HWPML Version="2.8"><HEAD/>', FileKind.HWPML),
        ('<?xml version="1.0" encoding="UTF-16"?><HWPML>'.encode("utf-16"), FileKind.HWPML),
        (b"  <!-- a --><!DOCTYPE html><html>", FileKind.HTML),
        (b"<HTML><BODY>", FileKind.HTML),
        (b"<!-- x -->" * 300 + b"<p>", FileKind.TEXT),
        (b"{\\rtf1\\ansi}", FileKind.RTF),
        (ole({"WordDocument": b"x"}), FileKind.DOC),
        (ole({"Workbook": b"x"}), FileKind.XLS),
        (ole({"PowerPoint Document": b"x"}), FileKind.PPT),
        (ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), FileKind.ENCRYPTED_OFFICE),
        (ole({"Other": b"x"}), FileKind.OLE),
        (b"\x89PNG\r\n\x1a\n", FileKind.IMAGE),
        (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
        (b"SCDSA004" + bytes(100), FileKind.LOCKED),
        (b"\x9b DRMONE  This Document is encrypted and protected by Fasoo DRM", FileKind.LOCKED),
        (b"<## NASCA DRM FILE - VER1.00 ##>" + bytes(100), FileKind.LOCKED),
        (b"", FileKind.EMPTY),
        (bytes(5_000), FileKind.EMPTY),
        (b" \n\t ", FileKind.EMPTY),
        (KOREAN.encode("utf-8"), FileKind.TEXT),
        (KOREAN.encode("utf-8-sig"), FileKind.TEXT),
        (KOREAN.encode("cp949"), FileKind.TEXT),
        (KOREAN.encode("utf-16"), FileKind.TEXT),
        (KOREAN.encode("utf-8")[:-1] + b"\xff\xfe", FileKind.TEXT),
        (b"| ID | name |\n|---|---|\n", FileKind.TEXT),
        (random.Random(7).randbytes(20_000), FileKind.UNKNOWN),
        (b"\x7fELF" + bytes(60) + b"\x90" * 400, FileKind.UNKNOWN),
    ],
)
def test_kinds(data: bytes, kind: FileKind) -> None:
    assert kind_of(data) is kind


@given(
    some.binary(max_size=400),
    some.sampled_from([b"", b"PK\x03\x04", b"%PDF", bytes.fromhex("D0CF11E0A1B11AE1"), b"<?xml", b"\xff\xfe"]),
)
def test_any_bytes_are_something(data: bytes, head: bytes) -> None:
    assert kind_of(head + data) in FileKind
