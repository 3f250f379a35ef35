"""A month takes over what people wrote into traceability workbooks before it writes, all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from pipeline.build import publish
from pipeline.build.commands import make
from pipeline.build.ordering import Order
from pipeline.build.reviewing import RECEIVED, pull, waiting
from pipeline.build.trace_book import BOOK
from pipeline.build.tracing import TraceOrder, write_trace
from pipeline.model.period import Month
from pipeline.model.review import KEY_TITLE, MATRIX
from pipeline.problems import Problem, stopping
from pipeline.workspace import Workspace

CONTRACT = "sample"
AUGUST = Order(formats=("html",), month=Month(2019, 8))
ROW = "A-001#1"


def write(path: Path, column: str, text: str | None, row: str = ROW) -> None:
    """Write into one cell of the matrix as a person would."""
    book = load_workbook(path)
    sheet, number, columns = matrix(book[MATRIX], row)
    sheet.cell(number, columns[column]).value = text
    book.save(path)


def matrix(sheet, row: str):
    header = next(cells for cells in sheet.iter_rows(max_row=9) if cells[0].value == KEY_TITLE)
    columns = {cell.value: cell.column for cell in header}
    number = next(n for n in range(header[0].row + 1, sheet.max_row + 1) if sheet.cell(n, 1).value == row)
    return sheet, number, columns


def shown(path: Path, column: str, row: str = ROW) -> object:
    sheet, number, columns = matrix(load_workbook(path)[MATRIX], row)
    return sheet.cell(number, columns[column]).value


def stored(workspace: Workspace) -> str:
    path = workspace.data / CONTRACT / "reviews" / "추적표.csv"
    return path.read_text("utf-8-sig") if path.exists() else ""


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in stopping(problems)]


def august(workspace: Workspace) -> Path:
    """Build August and return its workbook."""
    report = make(workspace, CONTRACT, AUGUST)
    assert not stopping(report.problems), report.problems
    return report.folder / BOOK


def test_the_month_has_its_workbook_and_an_untouched_one_is_made_anew(small: Workspace) -> None:
    book = august(small)
    before = tree(book.parent)
    assert waiting(small, CONTRACT) == []
    august(small)
    assert tree(book.parent) == before
    assert not (small.data / CONTRACT / "reviews").exists()


def test_what_was_written_is_taken_over_and_stays_with_peoples_own_sheets(small: Workspace) -> None:
    book = august(small)
    write(book, "판정", "적합")
    edited = load_workbook(book)
    edited.create_sheet("내 메모")["B2"] = "장비실 열쇠"
    edited.save(book)
    report = make(small, CONTRACT, AUGUST)
    assert not stopping(report.problems) and not (book.parent / publish.ARCHIVE).exists()
    assert [(new.key, new.title, new.text) for _, new in report.taken.changes] == [(ROW, "판정", "적합")]
    assert f"{ROW},판정,적합" in stored(small)
    august(small)  # once more: it is known to hold a person's sheet, although nobody changed it since
    assert shown(book, "판정") == "적합" and load_workbook(book)["내 메모"]["B2"].value == "장비실 열쇠"


def test_an_older_months_workbook_counts_once(small: Workspace) -> None:
    old = august(small)
    write(old, "판정", "적합")
    september = replace(AUGUST, month=Month(2019, 9))
    new = make(small, CONTRACT, september).folder / BOOK
    assert shown(new, "판정") == "적합" and (small.data / CONTRACT / "reviews" / RECEIVED).exists()
    write(new, "판정", "부적합")
    assert make(small, CONTRACT, september).taken.changes
    assert make(small, CONTRACT, september).taken.changes == [], "the older workbook is not heard a second time"
    write(old, "의견", "뒤에 더한 글")
    report = make(small, CONTRACT, september)
    assert not stopping(report.problems), "what it said before, and others changed since, is no news"
    assert (shown(new, "판정"), shown(new, "의견")) == ("부적합", "뒤에 더한 글")


def test_bad_reviews_stop_the_month_with_all_problems_and_touch_nothing(small: Workspace) -> None:
    book = august(small)
    write(book, "판정", "조금 적합")
    write(book, KEY_TITLE, "A-777#1", "A-001#2")
    before = tree(small.root)
    report = make(small, CONTRACT, AUGUST)
    assert sorted(codes(report.problems)) == ["D-REV-06", "D-REV-08"] and report.folder is None
    assert tree(small.root) == before
    report = make(small, CONTRACT, replace(AUGUST, archive=True))
    assert not stopping(report.problems)
    assert (book.parent / publish.ARCHIVE / BOOK).read_bytes() == before[book.relative_to(small.root).as_posix()]
    assert shown(book, "판정") is None


def test_two_workbooks_that_disagree_stop_the_month(small: Workspace) -> None:
    book = august(small)
    whole = write_trace(small, CONTRACT, TraceOrder()).files[0]
    write(book, "판정", "적합")
    write(whole, "판정", "부적합")
    report = make(small, CONTRACT, AUGUST)
    assert codes(report.problems) == ["D-REV-13"] and not stored(small)
    write(whole, "판정", "적합")
    assert not stopping(make(small, CONTRACT, AUGUST).problems)


def test_pulling_two_copies_of_one_name_is_never_silent(small: Workspace, tmp_path: Path) -> None:
    book = august(small)
    for folder, verdict in (("김", "적합"), ("이", "부적합")):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / BOOK).write_bytes(book.read_bytes())
        write(tmp_path / "in" / folder / BOOK, "판정", verdict)
    one, other = tmp_path / "in" / "김" / BOOK, tmp_path / "in" / "이" / BOOK
    assert codes(pull(small, CONTRACT, [one, other]).problems) == ["D-REV-13"] and not stored(small)
    assert not stopping(pull(small, CONTRACT, [one]).problems)
    assert codes(pull(small, CONTRACT, [other]).problems) == ["D-REV-13"]
    assert f"{ROW},판정,적합" in stored(small)


def test_a_csv_saved_by_korean_excel_brings_only_what_people_wrote(small: Workspace) -> None:
    files = write_trace(small, CONTRACT, TraceOrder(formats=("csv",))).files
    path = next(path for path in files if path.suffix == ".csv")
    lines = path.read_bytes().decode("utf-8-sig").split("\r\n")
    at = next(index for index, line in enumerate(lines) if line.startswith(f"{ROW},"))
    lines[at] = lines[at].removesuffix(",,,,,") + ",적합,김점검,2019-08-31,=확인함,"
    path.write_bytes("\r\n".join(lines).encode("cp949", "replace"))
    assert waiting(small, CONTRACT) == [path]
    taken = pull(small, CONTRACT, [path])
    assert {new.title: new.text for _, new in taken.changes} == {"판정": "적합", "확인자": "김점검", "확인일": "2019-08-31", "의견": "=확인함"}
    write_trace(small, CONTRACT, TraceOrder(formats=("csv",)))
    assert "'=확인함" in path.read_text("utf-8-sig")
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("cp949", "replace"))
    assert pull(small, CONTRACT, [path]).changes == []


def test_a_written_document_that_a_person_edited_is_not_written_over(small: Workspace) -> None:
    order = TraceOrder(Month(2019, 8), ("html",))
    files = write_trace(small, CONTRACT, order).files
    page = next(path for path in files if path.suffix == ".html")
    page.write_text("사람이 고침", "utf-8")
    assert codes(write_trace(small, CONTRACT, order).problems) == ["B-PUB-01"]
    assert page.read_text("utf-8") == "사람이 고침"


def test_into_a_workbook_that_is_not_there(small: Workspace, tmp_path: Path) -> None:
    traced = write_trace(small, CONTRACT, TraceOrder(into=tmp_path / "없음.xlsx"))
    assert codes(traced.problems) == ["D-FILE-01"] and not small.output.exists()


def test_bad_duties_stop_the_month(small: Workspace) -> None:
    path = small.data / CONTRACT / "duties.yaml"
    path.write_text(path.read_text("utf-8").replace("A-001#2", "A-001#77", 1), "utf-8")
    assert codes(make(small, CONTRACT, AUGUST).problems) == ["R-TRC-02"]


def test_a_contract_without_duties_has_no_workbook(small: Workspace) -> None:
    (small.data / CONTRACT / "duties.yaml").unlink()
    assert not august(small).exists()
