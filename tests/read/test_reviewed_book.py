"""Every way in which people break a reviewed workbook: read all the same, or refused with sheet, cell and hint."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from pipeline.model.review import FILLED, PEOPLE, Review, ReviewEdit
from pipeline.model.stamp import digest, stamp, stamp_title
from pipeline.problems import stopping
from pipeline.read.reviewed_book import parse_reviewed

TITLES = (*((title, False) for title in FILLED), *((title, True) for title in PEOPLE))
TEXTS = {"MAR-001#1": "시스템 일체를 대상으로 한다.", "MAR-001#2": "월 1회 점검한다.", "SER-001#1": "서약서를 낸다."}
HERE = {key: (f"f{order}", text) for order, (key, text) in enumerate(TEXTS.items())}


def made() -> openpyxl.Workbook:
    """Return the workbook as we would write it: a title, the header, a row a requirement, hidden marks."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "추적표"
    page["A1"] = "요구사항추적표"
    page.cell(1, len(TITLES) + 1).value = stamp("머리1", "", [digest("요구사항추적표"), *[""] * (len(TITLES) - 1)])
    for column, (title, _) in enumerate(TITLES, 1):
        page.cell(3, column).value = title
    mark = len(TITLES) + 1
    page.cell(3, mark).value = stamp_title("추적표", TITLES)
    for row, (key, text) in enumerate(TEXTS.items(), 4):
        values = {"요구사항ID": key, "세부내용": text, "진행상태": "이행", "지문": HERE[key][0], "근거": "D1 L1"}
        texts = [values.get(title, "") for title, _ in TITLES]
        for column, value in enumerate(texts, 1):
            page.cell(row, column).value = value or None
        page.cell(row, mark).value = stamp(key, HERE[key][0], [digest(value) for value in texts])
    return book


def place(page, title: str) -> int:
    """Return the column of a title."""
    return next(cell.column for cell in page[3] if cell.value == title)


def put(page, row: int, title: str, value: object) -> None:
    """Write into the cell of a row under a title."""
    page.cell(row, place(page, title)).value = value


def pulled(change: Callable[[openpyxl.Workbook], object]) -> tuple[dict[tuple[str, str], str], list[str]]:
    """Return (key, column) → text of what is read after a person's change, and the problems as a person sees them."""
    book = made()
    change(book)
    stream = BytesIO()
    book.save(stream)
    edits, problems = parse_reviewed(stream.getvalue(), "검토.xlsx", HERE)
    return {(edit.review.key, edit.review.title): edit.review.text for edit in edits}, [str(problem) for problem in problems]


def test_what_nobody_touched_says_nothing() -> None:
    assert pulled(lambda book: None) == ({}, [])


def test_remarks_are_bound_to_the_text_that_they_were_given_for() -> None:
    book = made()
    page = book["추적표"]
    put(page, 4, "판정", "적 합")
    put(page, 4, "확인자", "홍길동")
    put(page, 4, "확인일", "2019. 8. 31.")
    stream = BytesIO()
    book.save(stream)
    changed = HERE | {"MAR-001#1": ("새지문", "시스템 전부를 대상으로 한다.")}
    edits, problems = parse_reviewed(stream.getvalue(), "검토.xlsx", changed)
    verdict = next(edit.review for edit in edits if edit.review.title == "판정")
    assert problems == []
    assert (verdict.text, verdict.reviewer, str(verdict.day)) == ("적합", "홍길동", "2019-08-31")
    assert (verdict.fingerprint, verdict.given) == ("f0", TEXTS["MAR-001#1"])
    assert str(verdict.at) == "검토.xlsx[추적표]!V4 (판정)"
    assert verdict.outdated("새지문") and verdict.shown("새지문") == "재확인"


def test_columns_that_people_add_are_theirs() -> None:
    def work(book):
        book["추적표"].insert_cols(2)
        book["추적표"]["B3"], book["추적표"]["B5"] = "현장\n확인", "창고에서 봄"

    assert pulled(work)[0] == {("MAR-001#2", "현장 확인"): "창고에서 봄"}


def test_moved_hidden_and_sorted_rows_and_columns() -> None:
    def work(book):
        page = book["추적표"]
        put(page, 4, "의견", "첫 행")
        first = [cell.value for cell in page[4]]
        last = [cell.value for cell in page[6]]
        for column, (one, other) in enumerate(zip(first, last, strict=True), 1):
            page.cell(4, column).value, page.cell(6, column).value = other, one
        page.insert_cols(1)
        page.insert_rows(1, 2)
        page.column_dimensions["F"].hidden = True
        page.row_dimensions[8].hidden = True

    assert pulled(work)[0] == {("MAR-001#1", "의견"): "첫 행"}


def test_a_renamed_sheet_is_found() -> None:
    def work(book):
        put(book["추적표"], 4, "의견", "말")
        book["추적표"].title = "검토본"

    found, problems = pulled(work)
    assert found == {("MAR-001#1", "의견"): "말"}
    assert problems == ["검토.xlsx[검토본]: 참고 D-REV-03 시트 이름이 '추적표'에서 '검토본'(으)로 바뀌었으나 그대로 읽었습니다"]


def test_a_renamed_column_of_ours_is_not_theirs() -> None:
    found, problems = pulled(lambda book: put(book["추적표"], 3, "세부내용", "과업 내용"))
    assert found == {}
    assert [problem.split(" ")[2] for problem in problems] == ["D-REV-04"]


def test_a_deleted_column_deletes_no_remark() -> None:
    found, problems = pulled(lambda book: book["추적표"].delete_cols(place(book["추적표"], "의견")))
    assert found == {}
    assert "D-REV-05 '의견' 열이 없어 지난 기록을 그대로 둡니다" in problems[0]


def test_without_the_id_column_the_hidden_mark_tells_the_row() -> None:
    def work(book):
        put(book["추적표"], 5, "의견", "말")
        book["추적표"].delete_cols(1)

    assert pulled(work)[0] == {("MAR-001#2", "의견"): "말"}


def test_without_the_hidden_mark_the_id_tells_the_row() -> None:
    def work(book):
        put(book["추적표"], 5, "의견", "말")
        book["추적표"].delete_cols(len(TITLES) + 1)

    found, problems = pulled(work)
    assert found == {("MAR-001#2", "의견"): "말"}
    assert "D-REV-11" in problems[0]


def test_merged_remarks_count_for_each_row() -> None:
    def work(book):
        page = book["추적표"]
        put(page, 4, "의견", "세 행 모두")
        column = place(page, "의견")
        page.merge_cells(start_row=4, end_row=6, start_column=column, end_column=column)

    found, problems = pulled(work)
    assert found == {(key, "의견"): "세 행 모두" for key in TEXTS}
    assert "검토.xlsx[추적표]!Y4: 경고 D-REV-10" in problems[0]


def test_words_in_cells_of_ours_and_beside_the_table_are_kept() -> None:
    def work(book):
        page = book["추적표"]
        put(page, 4, "세부내용", "이렇게 고쳐 주세요")
        page["C1"], page["C9"] = "위의 말", "아래의 말"
        page["A4"].comment = Comment("쪽지", "홍길동")

    found, problems = pulled(work)
    assert sorted(found.values()) == sorted(["이렇게 고쳐 주세요", "위의 말", "아래의 말", "쪽지"])
    assert found["MAR-001#1", "요구사항ID(메모)"] == "쪽지"
    assert problems == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda page: put(page, 4, "판정", "합격"), "검토.xlsx[추적표]!V4: 오류 D-REV-08 판정 '합격'은(는) 정해진 말이 아닙니다"),
        (lambda page: put(page, 4, "요구사항ID", "MAR-01#1"), "검토.xlsx[추적표]!A4: 오류 D-REV-06 행 번호가 'MAR-001#1'에서 'MAR-01#1'(으)로"),
        (lambda page: put(page, 9, "요구사항ID", "MAR-009#1"), "검토.xlsx[추적표]!A9: 오류 D-REV-06 모르는 요구사항 번호 'MAR-009#1'"),
        (lambda page: [page.cell(9, c).__setattr__("value", page.cell(4, c).value) for c in range(1, 28)], "검토.xlsx[추적표]!A9: 오류 D-REV-07 번호 'MAR-001#1'의 행이 둘입니다"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_cell(change: Callable, said: str) -> None:
    problems = pulled(lambda book: change(book["추적표"]))[1]
    assert [problem for problem in problems if problem.startswith(said)], problems
    assert all(" → " in problem for problem in problems)


def test_a_copied_sheet_is_refused() -> None:
    problems = pulled(lambda book: book.copy_worksheet(book["추적표"]))[1]
    assert any("D-REV-02" in problem for problem in problems)


def test_a_formula_gives_its_value_or_its_text() -> None:
    found, problems = pulled(lambda book: put(book["추적표"], 4, "의견", '="가"&"나"'))
    assert found == {("MAR-001#1", "의견"): '="가"&"나"'}
    assert "검토.xlsx[추적표]!Y4: 경고 D-REV-09" in problems[0]


def test_cleared_remarks_are_edits_and_cleared_cells_of_ours_are_not() -> None:
    book = made()
    page = book["추적표"]
    digests = ["" for _ in TITLES]
    digests[[title for title, _ in TITLES].index("의견")] = digest("지난 의견")
    page.cell(4, len(TITLES) + 1).value = stamp("MAR-001#1", "f0", digests)
    stream = BytesIO()
    book.save(stream)
    edits, _ = parse_reviewed(stream.getvalue(), "검토.xlsx", HERE)
    assert [(edit.review.title, edit.review.text, edit.was) for edit in edits if not edit.review.text] == [("의견", "", digest("지난 의견"))]


def as_csv(encoding: str) -> bytes:
    """Return the sheet as Korean Excel saves it as CSV, with one remark."""
    page = made()["추적표"]
    put(page, 5, "의견", "쉼표, 따옴표\" 줄\n바꿈")
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["" if cell.value is None else cell.value for cell in row] for row in page.iter_rows()])
    return stream.getvalue().encode(encoding, "replace")


@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_of_korean_excel(encoding: str) -> None:
    edits, problems = parse_reviewed(as_csv(encoding), "검토.csv", HERE)
    assert [(edit.review.key, edit.review.title, edit.review.text) for edit in edits] == [("MAR-001#2", "의견", '쉼표, 따옴표" 줄\n바꿈')]
    assert problems == []
    assert str(edits[0].review.at) == "검토.csv:5 (의견)"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04broken", "D-XLSX-01"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "D-XLSX-02"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "D-XLSX-01"),
        (b'a,"b\n', "D-CSV-01"),
        (b"", "D-REV-01"),
        ("이름,나이\n홍길동,3\n".encode("cp949"), "D-REV-01"),
    ],
)
def test_other_files_are_refused(data: bytes, code: str) -> None:
    edits, problems = parse_reviewed(data, "검토", HERE)
    assert edits == []
    assert [problem.code for problem in stopping(problems)] == [code]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice")
@pytest.mark.parametrize("form", ["xls:MS Excel 97", "xlsx:Calc MS Excel 2007 XML"])
def test_a_workbook_saved_by_libreoffice(form: str, tmp_path: Path) -> None:
    book = made()
    put(book["추적표"], 4, "의견", "리브레에서")
    put(book["추적표"], 5, "확인일", "2019-08-31")
    book.save(tmp_path / "in.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path / "out"), str(tmp_path / "in.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = next((tmp_path / "out").iterdir()).read_bytes()
    edits, problems = parse_reviewed(data, "검토", HERE)
    assert {(edit.review.key, edit.review.title): edit.review.text for edit in edits} == {
        ("MAR-001#1", "의견"): "리브레에서",
        ("MAR-001#2", "확인일"): "2019-08-31",
    }
    assert problems == []


def test_an_edit_keeps_what_stood_there() -> None:
    book = made()
    put(book["추적표"], 4, "비고", "참고")
    stream = BytesIO()
    book.save(stream)
    assert parse_reviewed(stream.getvalue(), "검토.xlsx", HERE)[0] == [
        ReviewEdit(
            Review(key="MAR-001#1", title="비고", text="참고", fingerprint="f0", given=TEXTS["MAR-001#1"], source="검토.xlsx"), ""
        )
    ]
