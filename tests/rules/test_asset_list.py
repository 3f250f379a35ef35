"""Sums of asset lists and the summary printed before them, worked out by hand."""

from __future__ import annotations

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.network import AssetSummary
from pipeline.rules.asset_list import comparison, totals
from tests.rules.sample import dossier


def machine(id: str, name: str, quantity: int = 1, **facts: object) -> Asset:
    return Asset(id=id, kind=AssetClass.HARDWARE, number=1, name=name, quantity=quantity, unit="SET", **facts)


def line(item: str, *parts: str, quantity: int | None = None, kind: AssetClass = AssetClass.HARDWARE) -> AssetSummary:
    return AssetSummary(kind=kind, item=item, parts=parts, quantity=quantity, source="L59")


SERVERS = (machine("HW-01", "WEB서버", 2), machine("HW-02", "WAS서버"), machine("HW-03", "DB서버"), machine("HW-04", "Backup 서버"))


def test_two_and_ten_are_twelve_sets() -> None:
    rows = (machine("HW-01", "WEB서버", 2), *(machine(f"HW-{number:02}", "장비") for number in range(2, 12)))
    found = totals(rows)
    assert (found.rows, found.text, found.lines[0].assets) == (11, "12 SET", 11)  # 2 + 10 × 1


def test_a_quantity_in_words_is_told_apart_from_the_sum() -> None:
    backup = Asset(id="SW-04", kind=AssetClass.SOFTWARE, number=4, name="백업", quantity_text="1 Server 4 Agent", unit="copy")
    web = Asset(id="SW-01", kind=AssetClass.SOFTWARE, number=1, name="Web", quantity=2, unit="copy")
    none = Asset(id="SW-05", kind=AssetClass.SOFTWARE, number=5, name="도구")
    assert totals((web, backup, none)).text == "2 copy 외 1 Server 4 Agent"
    assert totals((web, backup, none)).without == (none,)
    assert totals(()).text == "해당 없음"


def test_names_are_found_with_other_endings_and_spaces() -> None:
    found = comparison(dossier(assets=SERVERS, asset_summary=(line("서버", "WEB", "WAS", "DB", "Backup서버", quantity=5),)))
    (row,) = found.lines
    assert row.counted == 5 and row.verdict == "일치" and found.agrees  # 2 + 1 + 1 + 1


def test_what_stands_on_one_side_only_is_told_from_both_sides() -> None:
    assets = (machine("HW-05", "스토리지"), machine("HW-07", "L4스위치"))
    found = comparison(dossier(assets=assets, asset_summary=(line("네트워크", "L4스위치", "무선AP"),)))
    assert found.lines[0].missing == ("무선AP",) and found.lines[0].verdict == "‘무선AP’ 목록에 없음"
    assert [asset.id for asset in found.unnamed] == ["HW-05"] and not found.agrees


def test_a_name_within_another_is_taken_only_when_none_is_equal() -> None:
    assets = (machine("HW-09", "웹방화벽"), machine("HW-10", "방화벽"), machine("HW-08", "UPS"))
    found = comparison(dossier(assets=assets, asset_summary=(line("보안", "방화벽", "웹방화벽", quantity=2), line("부대장비", "UPS장비", quantity=2))))
    assert [each.assets[0].id for each in found.lines[0].names] == ["HW-10", "HW-09"]
    assert found.lines[1].difference == -1 and found.lines[1].verdict == "수량 -1"


def test_a_slip_of_the_pen_is_found_and_named() -> None:
    asset = Asset(id="SW-03", kind=AssetClass.SOFTWARE, number=3, name="DBMS", model="Tibero 6 @ Standard", quantity=1)
    found = comparison(dossier(assets=(asset,), asset_summary=(line("데이터베이스", "Tiberio 6 @ Standard", kind=AssetClass.SOFTWARE),)))
    (named,) = found.lines[0].names
    assert named.assets == (asset,) and named.spelt == "Tibero 6 @ Standard"


def test_kinds_are_not_mixed_and_unsummarised_kinds_are_left_alone() -> None:
    web = Asset(id="WEB-01", kind=AssetClass.WEB, number=1, name="홈페이지")
    found = comparison(dossier(assets=(*SERVERS, web), asset_summary=(line("서버", "WEB", "홈페이지"),)))
    assert found.lines[0].missing == ("홈페이지",) and web not in found.unnamed


def test_an_unnumbered_asset_makes_no_difference() -> None:
    asset = machine("HW-01", "WAS서버", 0)
    (row,) = comparison(dossier(assets=(asset,), asset_summary=(line("서버", "WAS", quantity=3),))).lines
    assert row.difference == 0 and "견주지 않음" in row.verdict
