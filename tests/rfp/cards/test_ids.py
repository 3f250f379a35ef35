"""Requirement ids in print."""

from __future__ import annotations

import pytest

from pipeline.rfp.cards.ids import family, ids_in, is_id, is_placeholder, lenient_id, loose, starting_id, straight


@pytest.mark.parametrize(
    ("text", "id", "rest"),
    [
        ("SFR-001", "SFR-001", ""),
        ("[SFR-001] 표 정비", "SFR-001", "표 정비"),
        ("□ SFR-001. 표 정비", "SFR-001", "표 정비"),
        ("MAR — 001", "MAR-001", ""),
        ("FUN-CQI보고서-001", "FUN-CQI보고서-001", ""),
        ("학부-비교과-화면-001", "학부-비교과-화면-001", ""),
        ("보안-01: 서약", "보안-01", "서약"),
        ("SFR_001", "SFR_001", ""),
    ],
)
def test_starting_ids(text: str, id: str, rest: str) -> None:
    found = starting_id(text)
    assert found is not None and (found.id, found.rest) == (id, rest)
    assert is_id(text) is (not rest)


@pytest.mark.parametrize(
    "text",
    [
        "2024-001호",
        "2024. 5. 31.",
        "표 정비",
        "042-000-1234",
        "ISO-27001:2013",
        "서버 2대",
        "",
        "제3조",
        "SFR",
        "○○-○○○",
        "9.1",
        "SW-5년",
    ],
)
def test_no_ids(text: str) -> None:
    assert starting_id(text) is None


@pytest.mark.parametrize(
    "text", ["SFR-000", "X" * 3 + "-000", "SFR-○○○", "SFR-OO", "SFR-" + "X" * 3, "번호를 기재", "(예) 적음", "???"]
)
def test_placeholders(text: str) -> None:
    assert is_placeholder(text) and lenient_id(text) is None


@pytest.mark.parametrize("text", ["SFR-001", "SFR-100", "SFR-010", "PER-2000"])
def test_real_ids_are_no_placeholders(text: str) -> None:
    assert not is_placeholder(text)


def test_forms_of_one_id() -> None:
    assert straight("ＱＵＲ －　００１") == "QUR-001"
    assert len({loose(id) for id in ("COR-01", "COR-001", "cor_1", "COR1")}) == 1
    assert loose("SFR-010") != loose("SFR-100")
    assert [family(id) for id in ("SFR-001", "SFR-공통-001", "SFR001")] == ["SFR", "SFR-공통", "SFR"]
    assert list(ids_in("SFR-001, SFR–002 및 (QUR-001)")) == ["SFR-001", "SFR-002", "QUR-001"]
