"""The workbook 요구사항추적표: its sheets, links, totals and what people wrote into it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from pipeline.compose.trace_book.book import ORDER, compose_trace_book
from pipeline.compose.trace_book.matrix import COLUMNS
from pipeline.compose.trace_book.paper import Setting
from pipeline.document.sheet import Look, Mark, Sheet, SheetCell, Workbook
from pipeline.model.review import FILLED, PEOPLE, Review, Reviews, ReviewVerdict
from pipeline.model.stamp import cell_text, digest, read_stamp, read_title
from pipeline.trace.diff import difference
from pipeline.trace.fingerprint import fingerprint
from pipeline.write.to_xlsx import write_workbook
from tests.compose.trace_sample import CONTRACT, TEXTS, sample

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def book(*reviews: Review, texts: dict[str, str] | None = None, **facts) -> Workbook:
    """Return the workbook of the sample."""
    return compose_trace_book(sample(texts), CONTRACT, Reviews(reviews), **facts)


def sheet(workbook: Workbook, name: str) -> Sheet:
    """Return a sheet by name."""
    return next(each for each in workbook.sheets if each.name == name)


def cells(table: Sheet, id: str) -> dict[str, SheetCell]:
    """Return title → cell of the row whose first cell says `id`."""
    row = next(row for row in table.rows if row[0].value == id)
    return dict(zip((column.title for column in table.columns), row, strict=True))


def said(title: str, text: str, key: str = "MAR-001#1", given: str = "", **facts) -> Review:
    """Return a review for the sentence `given`, today's when none is told."""
    text_then = given or TEXTS.get(key, "")
    return Review(key=key, title=title, text=text, fingerprint=fingerprint(text_then), given=text_then, **facts)


def test_sheets_and_titles() -> None:
    workbook = book()
    assert tuple(each.name for each in workbook.sheets) == ("표지", *ORDER)
    assert sorted(column.title for column in COLUMNS) == sorted((*FILLED, *PEOPLE))
    assert {column.title for column in COLUMNS if column.kept} == set(PEOPLE)
    verdict = next(column for column in COLUMNS if column.title == "판정")
    assert verdict.choices == tuple(ReviewVerdict)
    table = sheet(workbook, "추적표")
    assert (table.paper, table.landscape, table.freeze_columns, table.autofilter) == ("A3", True, 1, True)
    assert len(table.rows) == len(TEXTS)
    assert all(cell.colspan == 1 for row in table.rows for cell in row)


def test_every_row_carries_its_mark() -> None:
    for table in book().sheets:
        found = read_title(table.columns[table.stamp].title)
        assert found and found[0] == table.name
        for row in table.rows:
            mark = read_stamp(str(row[table.stamp].value))
            assert mark and len(mark.digests) == len(found[1])
            for cell, known in zip(row, mark.digests, strict=False):
                assert known == ("*" if cell.formula else digest(cell_text(cell.value)))


def test_rows_that_say_the_same_share_their_cells() -> None:
    table = sheet(book(), "추적표")
    met = [row[15] for row in table.rows if row[15].value == "이행"]
    assert table.columns[15].title == "진행상태"
    assert len(met) > 1 and all(cell is met[0] for cell in met)
    assert len({id(cell) for row in table.rows for cell in row}) < sum(map(len, table.rows)) * 2 / 3


def test_a_row_of_the_matrix() -> None:
    workbook = compose_trace_book(sample(), CONTRACT, setting=Setting(folder="2019-08", root="../../../"))
    row = cells(sheet(workbook, "추적표"), "MAR-001#2")
    assert row["이행활동"].value == "모든 자산을 월 1회 점검한다"
    assert (row["제안서 반영"].missing, row["수행계획서 반영"].value) == (True, "4.2 정기점검")
    assert (row["산출물(증적)"].value, row["주기·회수(계획/실적)"].value) == ("정기점검보고서", "월 1회 2/2")
    assert (row["증적위치"].value, row["증적위치"].href) == ("2019-08/정기점검보고서.hwpx · 3. 점검표 외 2건", "정기점검보고서.hwpx")
    assert (row["최근 이행일"].value, row["최근 이행일"].href) == (date(2019, 8, 31), "internal:'역추적'!A7")
    back = sheet(workbook, "역추적")
    assert back.rows[3][0].value == "2019-08/정기점검보고서"
    proof = cells(back, "CHK-08")
    assert (proof["위치"].value, proof["위치"].href) == ("inspections.csv 9행", "../../../data/sample/logs/inspections.csv")
    assert (proof["요구사항"].value, proof["요구사항 수"].href) == ("MAR-001#2, MAR-001#2.1", "internal:'추적표'!A6")
    assert cells(back, "WL-1")["요구사항"].value == "없음"


def test_reviews_come_back_into_their_cells() -> None:
    workbook = book(
        said("판정", "적합"), said("확인일", "2019-08-31"), said("현장 확인", "창고"), said("의견(메모)", "쪽지"),
        said("제안서", "Ⅲ-2", "과업대비표!MAR-001#2"), said("내용", "홍길동", "표지!작성자"), said("조치계획", "9월", "미이행·갭!미이행 SER-001#1"),
    )  # fmt: skip
    row = cells(sheet(workbook, "추적표"), "MAR-001#1")
    assert (row["판정"].value, row["확인일"].value, row["현장 확인"].value, row["의견"].comment) == ("적합", date(2019, 8, 31), "창고", "쪽지")
    task = cells(sheet(workbook, "과업대비표"), "MAR-001#2")["제안서"]
    assert (task.value, task.missing) == ("Ⅲ-2", False)
    assert cells(sheet(workbook, "표지"), "작성자")["내용"].value == "홍길동"
    assert cells(sheet(workbook, "미이행·갭"), "미이행 SER-001#1")["조치계획"].value == "9월"
    assert sheet(workbook, "보관").rows == ()


def test_a_verdict_on_another_text_is_to_be_given_again() -> None:
    workbook = book(said("판정", "적합", given="시스템 일부를 대상으로 한다.", reviewer="홍길동", day=date(2019, 8, 31)))
    row = cells(sheet(workbook, "추적표"), "MAR-001#1")
    assert (row["판정"].value, row["판정"].look, row["판정"].replaces) == ("재확인", Look.WARN, ("적합",))
    assert row["변경"].value == "변경"
    assert row["이전내용"].value == "재확인 필요: 이전 판정 적합 (홍길동, 2019-08-31)\n시스템 일부를 대상으로 한다."
    change = cells(sheet(workbook, "변경내역"), "MAR-001#1")
    assert (change["이전 판정"].value, change["다시 볼 것"].value) == ("적합", "재확인 필요")
    assert [run.text for run in change["이전 글"].runs if run.mark is Mark.REMOVED] != []
    assert "".join(run.text for run in change["새 글"].runs) == TEXTS["MAR-001#1"]
    assert cells(sheet(workbook, "총괄"), "MAR")["판정 재확인"].value == 1


def test_what_has_no_cell_any_more_is_archived() -> None:
    kept = (said("의견", "지워진 행의 말", "PER-001#1"), said("세부내용", "이렇게 고칠 것"), said("C열", "밖의 말", "추적표!메모 abc"))
    rows = sheet(book(*kept), "보관").rows
    assert {(row[0].value, row[2].value, row[6].value) for row in rows} == {
        ("PER-001#1", "지워진 행의 말", "삭제된 요구사항"),
        ("MAR-001#1", "이렇게 고칠 것", "자동으로 채우는 칸에 적은 글"),
        ("추적표!메모 abc", "밖의 말", "번호 없는 칸에 적은 글"),
    }


def test_changes_stand_side_by_side() -> None:
    texts = {key: text for key, text in TEXTS.items() if key != "SER-001#1"} | {"MAR-001#3": "새로운 과업을 더한다."}
    texts["MAR-001#2"] = TEXTS["MAR-001#2"].replace("월 1회", "월 2회")
    workbook = book(texts=texts, differences=difference(TEXTS, texts))
    found = {row[0].value: row[1].value for row in sheet(workbook, "변경내역").rows}
    assert found == {"MAR-001#2": "변경", "MAR-001#3": "신규", "삭제 SER-001#1": "삭제"}


def test_equal_traces_give_equal_bytes() -> None:
    assert write_workbook(book(said("판정", "적합"))) == write_workbook(book(said("판정", "적합")))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice")
def test_libreoffice_computes_what_we_computed(tmp_path: Path) -> None:
    workbook = book(said("판정", "적합"), said("판정", "부적합", "SER-001#1"))
    (tmp_path / "in.xlsx").write_bytes(write_workbook(workbook)[0])
    user = tmp_path / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(RECALCULATE, "utf-8")
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "in.xlsx")], check=True, capture_output=True, timeout=120)
    computed = openpyxl.load_workbook(BytesIO((tmp_path / "out" / "in.xlsx").read_bytes()), data_only=True)
    count = 0
    for table in workbook.sheets:
        rows = (*table.heading, (), *table.rows, *table.totals)
        for number, row in enumerate(rows, 1):
            column = 1
            for cell in row:
                if cell.formula:
                    count += 1
                    assert cell_text(computed[table.name].cell(number, column).value) == cell_text(cell.value), (table.name, number, column)
                column += cell.colspan
    assert count > 50
