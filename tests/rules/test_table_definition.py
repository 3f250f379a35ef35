"""The table definition: counts, suspicions, keys that lead nowhere, and tables that only the changes know."""

from __future__ import annotations

from pipeline.model.log import Change, ChangeKind
from pipeline.model.table import DataColumn, PersonalData
from pipeline.problems import Severity
from pipeline.rules.table_definition import check, definition
from tests.rules.sample import at, dossier


def column(table: str, name: str, title: str = "", **facts: object) -> DataColumn:
    return DataColumn(table=table, name=name, title=title, **facts)


ROWS = (
    column("TB_MEMBER", "MEM_ID", "회원번호", primary=True), column("TB_MEMBER", "MEM_NM", "회원명"),
    column("TB_MEMBER", "EMAIL", "전자우편", personal=PersonalData.YES), column("TB_MEMBER", "TEL", "전화", personal=PersonalData.NO),
    column("TB_RSV", "RSV_ID", "예약번호", primary=True), column("TB_RSV", "MEM_ID", "회원번호", foreign="TB_MEMBER.MEM_ID"),
    column("TB_RSV", "SCHDL_ID", "일정번호", foreign="TB_SCHDL.SCHDL_ID"),
)


def test_people_decide_and_the_program_suspects() -> None:
    made = definition(dossier(table_columns=ROWS))
    assert [line.column.name for line in made.suspected] == ["MEM_NM"]
    assert [line.column.name for line in made.personal] == ["EMAIL"] and made.unencrypted == made.personal
    member, reservation = made.tables
    assert (len(member.columns), member.keys, member.personal, member.kind) == (4, "MEM_ID", 2, "확인 필요")
    assert (reservation.personal, reservation.kind) == (0, "의심 없음")  # nobody has said that there is none
    (judged,) = definition(dossier(table_columns=(column("TB_CD", "CD", personal=PersonalData.NO),))).tables
    assert judged.kind == "없음"


def test_the_last_change_that_names_a_table_is_shown() -> None:
    changes = tuple(
        Change(id=id, kind=ChangeKind.SOFTWARE, applied=at(when), title="변경", tables=tables)
        for id, when, tables in (("C2", "2019-08-01 10:00", "tb_member, TB_LOG"), ("C1", "2019-07-01 10:00", "TB_MEMBER"))
    )
    made = definition(dossier(table_columns=ROWS, changes=changes))
    assert made.tables[0].changed == at("2019-08-01 10:00") and made.tables[0].changes == ("C1", "C2")
    assert made.absent == (("TB_LOG", ("C2",)),)


def test_a_foreign_key_has_to_lead_somewhere() -> None:
    found = check(dossier(table_columns=ROWS))
    assert [problem.severity for problem in found] == [Severity.WARNING, Severity.NOTE]
    assert "TB_SCHDL.SCHDL_ID" in found[0].message and "MEM_ID" not in found[0].message.replace("TB_RSV.SCHDL_ID", "")


def test_a_contract_without_tables_has_no_problem() -> None:
    change = Change(id="C1", kind=ChangeKind.SOFTWARE, applied=at("2019-07-01 10:00"), title="변경", tables="TB_A")
    assert check(dossier(changes=(change,))) == []
