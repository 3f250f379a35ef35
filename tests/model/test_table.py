"""Columns come together in tables, and those that look like personal data are suspected, never decided."""

from __future__ import annotations

import pytest

from pipeline.model.table import DataColumn, suspicion, tables_of


def column(name: str, title: str = "", table: str = "TB_MEMBER", **facts: object) -> DataColumn:
    return DataColumn(table=table, name=name, title=title, **facts)


@pytest.mark.parametrize(
    ("name", "title", "kind"),
    [
        ("MEM_NM", "", "성명"), ("NAME", "", "성명"), ("JUMIN_NO", "", "고유식별정보"), ("MOBLPHON_NO", "", "연락처"), ("TEL1", "", "연락처"),
        ("userEmail", "", "전자우편"), ("ADDR2", "", "주소"), ("BRDT", "", "생년월일"), ("COL01", "휴대전화번호", "휴대전화"), ("PSWD", "", "비밀번호"),
        ("CRT_IP", "", "접속정보"),
    ],
)
def test_personal_columns_are_suspected(name: str, title: str, kind: str) -> None:
    assert kind in suspicion(column(name, title))


@pytest.mark.parametrize(
    ("name", "title"),
    [("CD_NM", "코드명"), ("FILE_NAME", "파일명"), ("PRGRM_NM", "프로그램명"), ("SCHDL_ID", "일정번호"), ("ORG_NM", "기관의 이름"), ("HELPER_CNT", ""), ("MENU_NM", "")],
)
def test_names_of_things_are_not(name: str, title: str) -> None:
    assert suspicion(column(name, title)) == ""


def test_rows_make_tables_in_the_order_of_the_file() -> None:
    rows = (
        column("ID", table="TB_B", table_title="둘째", primary=True), column("ID", table="TB_A"), column("CD", table="tb_b", table_text="설명", primary=True),
    )
    second, first = tables_of(rows)
    assert (second.name, second.title, second.text) == ("TB_B", "둘째", "설명")
    assert [each.name for each in second.primary] == ["ID", "CD"] and [each.name for each in first.columns] == ["ID"]
    assert column("X", foreign="TB_A.ID; TB_B.ID").parents == ("TB_A.ID", "TB_B.ID")
