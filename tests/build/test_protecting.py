"""A protected document reaches the output folder encrypted or not at all, and its password nowhere."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import msoffcrypto
import pytest
from lxml import etree
from pypdf import PdfReader
from pyzipper import AESZipFile

from pipeline.build.commands import make
from pipeline.build.ordering import Order
from pipeline.build.protecting import password_of
from pipeline.compose.deliverable import Package
from pipeline.problems import Severity, stopping
from pipeline.workspace import Workspace

CONTRACT, PASSWORD = "seoul-upcycling-2019", b"Seoul-2019!"
NAME = "시스템 현황 보고서"
STATUS = Order(("html", "docx", "pdf", "hwpx"), Package.STATUS, password=PASSWORD)
PLAIN = ("10.10.1.11", "10.20.1.21", "203.0.113.2", "webadm", "jeusop")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def texts(folder: Path) -> dict[str, str]:
    """Return every protected file opened, as the words that it shows."""
    password = PASSWORD.decode()
    stream = BytesIO()
    office = msoffcrypto.OfficeFile(BytesIO((folder / f"{NAME}.docx").read_bytes()))
    office.load_key(password=password)
    office.decrypt(stream)
    found = {"docx": _words(stream.getvalue())}
    reader = PdfReader(folder / f"{NAME}.pdf", password=password)
    found["pdf"] = "\n".join(page.extract_text() for page in reader.pages)
    for format in ("hwpx", "html"):
        with AESZipFile(folder / f"{NAME}.{format}.zip") as package:
            package.setpassword(PASSWORD)
            data = package.read(f"{NAME}.{format}")
        found[format] = _words(data) if format == "hwpx" else data.decode()
    return found


def _words(package: bytes) -> str:
    with AESZipFile(BytesIO(package)) as parts:
        trees = [etree.fromstring(parts.read(name)) for name in parts.namelist() if name.endswith(".xml")]
    return "\n".join("".join(each.itertext()) for each in trees)


def test_every_format_is_encrypted_and_shows_masked_addresses_when_opened(workspace: Workspace) -> None:
    report = make(workspace, CONTRACT, STATUS)
    assert not stopping(report.problems)
    assert {name for name in report.files if name.startswith(NAME)} == {f"{NAME}.{end}" for end in ("html.zip", "docx", "pdf", "hwpx.zip")}
    for name, data in tree(workspace.output).items():
        for text in (*PLAIN, PASSWORD.decode()):
            assert text.encode() not in data, name
    for format, words in texts(report.folder).items():
        assert "10.10.***.***" in words and "w***" in words, format
        assert not [text for text in PLAIN if text in words], format


def test_the_manifest_holds_the_hash_of_the_encrypted_file_and_no_password(workspace: Workspace) -> None:
    from hashlib import sha256

    folder = make(workspace, CONTRACT, Order(("pdf",), Package.STATUS, password=PASSWORD)).folder
    text = (folder / "manifest.json").read_text("utf-8")
    (document,) = [each for each in json.loads(text)["documents"] if each["deliverable"] == "system-status"]
    assert document["files"] == {f"{NAME}.pdf": sha256((folder / f"{NAME}.pdf").read_bytes()).hexdigest()}
    assert PASSWORD.decode() not in text and "Seoul" not in repr(STATUS)


def test_without_a_password_the_rest_of_the_package_is_made(workspace: Workspace) -> None:
    report = make(workspace, CONTRACT, Order(("html",), Package.STATUS))
    (problem,) = [each for each in report.problems if each.code == "B-SEC-01"]
    assert problem.severity is Severity.WARNING and "--password-file" in problem.hint and NAME in problem.message
    assert report.files == ["테이블 정의서.html", "테이블 목록.xlsx"]


def test_named_alone_without_a_password_it_is_an_error_and_nothing_is_written(workspace: Workspace) -> None:
    report = make(workspace, CONTRACT, Order(("html",), None, ("system-status",)))
    assert [each.code for each in stopping(report.problems)] == ["B-SEC-01"]
    assert not workspace.output.exists()


def test_a_later_run_without_a_password_leaves_the_encrypted_file(workspace: Workspace) -> None:
    folder = make(workspace, CONTRACT, Order(("pdf",), Package.STATUS, password=PASSWORD)).folder
    before = (folder / f"{NAME}.pdf").read_bytes()
    assert not stopping(make(workspace, CONTRACT, Order(("pdf",), Package.STATUS)).problems)
    assert (folder / f"{NAME}.pdf").read_bytes() == before
    assert NAME in (folder / "manifest.json").read_text("utf-8")


def test_a_workbook_can_be_protected_too(workspace: Workspace) -> None:
    settings = workspace.templates / "table-list" / "deliverable.yaml"
    settings.write_text(settings.read_text("utf-8") + "보호: 예\n", "utf-8")
    folder = make(workspace, CONTRACT, Order(("html",), None, ("table-list",), password=PASSWORD)).folder
    data = (folder / "테이블 목록.xlsx").read_bytes()
    file = msoffcrypto.OfficeFile(BytesIO(data))
    assert file.is_encrypted() and b"TB_RSV_APPLY" not in data


@pytest.mark.parametrize(
    ("written", "password", "code"),
    [
        (b"Seoul-2019!\r\nsecond", b"Seoul-2019!", ""), (b"\xef\xbb\xbfSeoul-2019!", b"Seoul-2019!", ""), (b"short-1!\n", b"", "B-SEC-02"),
        (b"", b"", "B-SEC-02"), ("비밀번호아홉글자이상".encode(), b"", "B-SEC-02"), (None, b"", "B-SEC-03"),
    ],
)
def test_the_first_line_of_the_file_is_the_password(tmp_path: Path, written: bytes | None, password: bytes, code: str) -> None:
    path = tmp_path / "password.txt"
    if written is not None:
        path.write_bytes(written)
    found, problems = password_of(path)
    assert found == password and [each.code for each in problems] == ([code] if code else [])
    assert all("short-1!" not in str(each) for each in problems)


def test_no_file_is_no_password() -> None:
    assert password_of(None) == (b"", [])
