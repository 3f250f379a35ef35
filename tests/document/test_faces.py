"""Names of typefaces and their kinds."""

from __future__ import annotations

import pytest

from pipeline.document.faces import folded, is_sans, is_serif


@pytest.mark.parametrize("face", ["휴먼명조", "신명조", "함초롬바탕", "바탕체", "HY견명조", "나눔명조", "궁서", "Nanum Myeongjo", "Batang", "Times New Roman", "Noto Serif KR"])
def test_serifs(face: str) -> None:
    assert is_serif(face) and not is_sans(face)


@pytest.mark.parametrize("face", ["맑은 고딕", "함초롬돋움", "굴림체", "HY중고딕", "Malgun Gothic", "Noto Sans KR", "나눔스퀘어", "Arial"])
def test_sans(face: str) -> None:
    assert is_sans(face) and not is_serif(face)


def test_a_face_of_no_kind() -> None:
    assert not is_serif("휴먼옛체") and not is_sans("휴먼옛체")


def test_names_compare_without_blanks_and_case() -> None:
    assert folded("맑은 고딕") == folded("맑은고딕") and folded("HY신명조") == folded("hy 신명조") != folded("신명조")
