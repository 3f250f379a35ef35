"""A database against the contract's table file: what changed is told, and saving keeps every word of a person."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.build.tables import TableChange, Turn, as_csv, changes, compare_tables, merged
from pipeline.model.table import DataColumn, PersonalData
from pipeline.read.tables import read_table_file
from pipeline.workspace import Workspace


def column(name: str, table: str = "TB_A", **facts: object) -> DataColumn:
    return DataColumn(table=table, name=name, **{"type": "VARCHAR", "length": "20", **facts})


def test_added_dropped_and_changed_columns_are_told() -> None:
    old = (column("ID", primary=True), column("NM"), column("OLD", title="옛 칸"), column("X", table="TB_GONE"))
    new = (column("id", table="tb_a", primary=True), column("NM", length="50", nullable=False), column("NEW"), column("Y", table="TB_NEW", type="DATE", length=""))
    assert changes(old, new) == [
        TableChange(Turn.CHANGED, "TB_A", "NM", "길이 20 → 50, NULL 예 → 아니오"),
        TableChange(Turn.ADDED, "TB_A", "NEW", "VARCHAR(20)"),
        TableChange(Turn.ADDED, "TB_NEW", "Y", "DATE (새 테이블)"),
        TableChange(Turn.DROPPED, "TB_A", "OLD", "옛 칸"),
        TableChange(Turn.DROPPED, "TB_GONE", "X", "VARCHAR(20) (테이블이 없어짐)"),
    ]
    assert changes(old, old) == []


def test_a_persons_words_and_judgements_stay() -> None:
    old = (
        column("ID", table_title="회원", table_text="사람이 적음"), column("TEL", title="전화", text="하이픈 없이", personal=PersonalData.NO, encrypted="해당 없음"),
        column("EMAIL", personal=PersonalData.YES, encrypted="AES-256"), column("ETC", personal=PersonalData.SUSPECTED),
    )
    new = (
        column("TEL", title="comment", personal=PersonalData.SUSPECTED), column("ID", table_title="comment"), column("EMAIL", length="200"), column("ETC"),
        column("MOBILE"), column("CNT", title="건수"),
    )
    made = {each.name: each for each in merged(old, new)}
    assert (made["TEL"].title, made["TEL"].text, made["TEL"].personal, made["TEL"].encrypted) == ("전화", "하이픈 없이", PersonalData.NO, "해당 없음")
    assert (made["EMAIL"].length, made["EMAIL"].personal, made["EMAIL"].encrypted) == ("200", PersonalData.YES, "AES-256")
    assert made["ETC"].personal is PersonalData.SUSPECTED and made["MOBILE"].personal is PersonalData.SUSPECTED
    assert (made["CNT"].title, made["CNT"].personal) == ("건수", PersonalData.OPEN)
    assert (made["TEL"].table_title, made["TEL"].table_text, made["ID"].table_title) == ("회원", "사람이 적음", "")


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    rows = (column("ID", primary=True, nullable=False, title='쉼표, "따옴표"', text="둘째\n줄"), column("TEL", personal=PersonalData.SUSPECTED, foreign="TB_B.TEL"))
    path = tmp_path / "tables.csv"
    path.write_bytes(as_csv(rows))
    assert read_table_file(path, "tables.csv") == (list(rows), [])


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = tmp_path / "sample.db"
    with sqlite3.connect(path) as connection:
        connection.executescript("CREATE TABLE TB_MEMBER(MEM_ID INTEGER PRIMARY KEY, EMAIL VARCHAR(200), CNT INTEGER)")
    connection.close()
    return f"sqlite:///{path}"


def test_saving_and_comparing_again_finds_no_change(small: Workspace, database: str) -> None:
    path = small.data / "sample" / "tables.csv"
    shown = compare_tables(small, "sample", database)
    assert len(shown.changes) == 3 and shown.saved is None and not path.exists()
    saved = compare_tables(small, "sample", database, save=True)
    assert saved.saved == path and saved.tables == 1 and [each.name for each in saved.suspected] == ["EMAIL"]
    path.write_text(path.read_text("utf-8-sig").replace("의심", "예"), "utf-8-sig")
    again = compare_tables(small, "sample", database, save=True)
    assert again.changes == () and again.suspected == () and ",예," in path.read_text("utf-8-sig")


def test_broken_words_of_a_person_stop_before_anything_is_written(small: Workspace, database: str) -> None:
    path = small.data / "sample" / "tables.csv"
    path.write_text("테이블,물리명,개인정보\nTB_MEMBER,EMAIL,아마\n", "utf-8")
    before = path.read_bytes()
    done = compare_tables(small, "sample", database, save=True)
    assert [each.code for each in done.problems] == ["D-VAL-08"] and path.read_bytes() == before


def test_one_place_to_read_from_is_needed(small: Workspace, database: str, tmp_path: Path) -> None:
    assert [each.code for each in compare_tables(small, "sample").problems] == ["B-TBL-01"]
    assert [each.code for each in compare_tables(small, "sample", database, tmp_path / "x.csv").problems] == ["B-TBL-01"]
    (small.data / "sample" / "tables.xlsx").write_bytes(b"")
    assert [each.code for each in compare_tables(small, "sample", database).problems] == ["B-TBL-02"]
