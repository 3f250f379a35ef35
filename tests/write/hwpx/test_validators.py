"""Tests with the validators of others, skipped where they are not installed: python-hwpx, hwpforge, rhwp."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.document.blocks import Document
from pipeline.write.hwpx.lint import lint
from pipeline.write.to_hwpx import write_document
from tests.write.hwpx.sample import FULL
from tests.write.strategies import documents

CALM = settings(deadline=None, derandomize=True, max_examples=8, suppress_health_check=list(HealthCheck))
# 한글's own files do not list version.xml either.
EXPECTED = "manifest does not reference a version part"


def faults_of_python_hwpx(data: bytes) -> list[str]:
    from hwpx.document import HwpxDocument
    from hwpx.tools.id_integrity import check_id_integrity
    from hwpx.tools.package_validator import validate_package
    from hwpx.tools.validator import validate_document

    issues = [str(issue) for issue in (*validate_package(data).issues, *validate_document(data).issues)]
    document = HwpxDocument.open(data)
    ids = check_id_integrity(document)
    document.close()
    return [issue for issue in issues if EXPECTED not in issue] + [
        str(each) for each in (*ids.dangling, *ids.orphan_bin_data)
    ]


def faults_of_hwpforge(data: bytes) -> list[str]:
    import hwpforge

    result = hwpforge.Document.from_bytes(data).validate()
    return [str(each) for each in (*result["errors"], *result["warnings"])]


VALIDATORS = {"hwpx": faults_of_python_hwpx, "hwpforge": faults_of_hwpforge}


@pytest.fixture(params=VALIDATORS)
def validate(request):
    pytest.importorskip(request.param, reason=f"{request.param}가 설치되지 않았습니다")
    return VALIDATORS[request.param]


def test_the_full_document_is_accepted(validate) -> None:
    assert validate(write_document(FULL)[0]) == []


def test_any_document_is_accepted(validate) -> None:
    @CALM
    @given(documents)
    def accepted(document: Document) -> None:
        assert validate(write_document(document)[0]) == []

    accepted()


def test_a_file_of_hangul_itself_has_no_fault() -> None:
    hwpx = pytest.importorskip("hwpx", reason="python-hwpx가 설치되지 않았습니다")
    assert lint((Path(hwpx.__file__).parent / "data" / "Skeleton.hwpx").read_bytes()) == []


def test_pages_are_drawn_by_a_viewer() -> None:
    if importlib.util.find_spec("rhwp") is None:
        pytest.skip("rhwp-python이 설치되지 않았습니다")
    import ctypes

    try:
        ctypes.CDLL("libfreetype.so.6", mode=ctypes.RTLD_GLOBAL)  # its wheel does not load it itself
        import rhwp
    except (OSError, ImportError) as error:
        pytest.skip(f"rhwp-python을 불러올 수 없습니다: {error}")
    document = rhwp.Document.from_bytes(write_document(FULL)[0])
    assert document.page_count == 4
    assert "본 사업은 안정적인 운영을 목적으로 한다." in document.extract_text()
    shown = "".join(re.findall(r">([^<]*)</text>", document.render_svg(1) + document.render_svg(2)))
    assert "Ⅰ.사업개요2" in shown and "처리답2쪽,12쪽" in shown  # the numbers that the document knows, in contents and text
