"""No word is lost: generate, edit anything, pull, regenerate, and every word that people wrote is still there."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from pipeline.compose.trace_book.book import compose_trace_book
from pipeline.model.review import Reviews
from pipeline.problems import stopping
from pipeline.read.reviewed_book import parse_reviewed
from pipeline.read.reviews import reviews_bytes, take_over
from pipeline.write.into_xlsx import write_into
from pipeline.write.to_xlsx import write_workbook
from tests.compose.trace_sample import CONTRACT, TEXTS, sample

PEOPLE = ("확인자", "의견", "비고")
FILLED = ("세부내용", "이행활동", "증적위치", "이전내용", "검사기준")
OTHERS = ("총괄", "역추적", "미이행·갭", "과업대비표", "검사기준서", "월별 이행", "표지", "보관")
words = st.integers(0, 10_000).map(lambda number: f"한마디{number}끝")
rows = st.integers(4, 10)
edits = st.one_of(
    st.tuples(st.just("remark"), rows, st.sampled_from(PEOPLE), words),
    st.tuples(st.just("remark"), rows, st.sampled_from(PEOPLE), words),
    st.tuples(st.just("remark"), rows, st.sampled_from(FILLED), words),
    st.tuples(st.just("verdict"), rows, st.sampled_from(("적합", " 부적합", "점검 제외"))),
    st.tuples(st.just("note"), rows, st.sampled_from(PEOPLE + FILLED), words),
    st.tuples(st.just("column"), rows, st.integers(1, 27), words, words),
    st.tuples(st.just("below"), st.integers(11, 14), st.integers(1, 20), words),
    st.tuples(st.just("above"), st.integers(1, 2), st.integers(1, 24), words),
    st.tuples(st.just("other"), st.sampled_from(OTHERS), st.integers(4, 9), st.integers(1, 8), words),
    st.tuples(st.just("rename"), st.sampled_from(("추적표(검토)", "Sheet1", "검토 본"))),
    st.tuples(st.just("retitle"), st.sampled_from((*FILLED, "의견")), words),
    st.tuples(st.just("drop column"), st.sampled_from(("지문", "근거", "단계", "비고", "확인자"))),
    st.tuples(st.just("blank column"), st.integers(1, 20)),
    st.tuples(st.just("blank row"), st.integers(1, 9)),
    st.tuples(st.just("drop row"), rows),
    st.tuples(st.just("reverse"),),
    st.tuples(st.just("merge"), rows, st.sampled_from(PEOPLE)),
    st.tuples(st.just("formula"), rows, st.sampled_from(PEOPLE), words),
    st.tuples(st.just("sheet"), words),
    st.tuples(st.just("hide"), st.integers(1, 25)),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
@given(st.lists(edits, min_size=1, max_size=6), st.booleans())
def test_every_word_is_still_there(changes: list[tuple], amended: bool) -> None:
    first, _ = write_workbook(compose_trace_book(sample(), CONTRACT))
    edited = apply(first, changes)
    said = set(spoken(edited))
    here = {key: (row.fingerprint, row.text) for row in sample().rows for key in [row.key]}
    written, problems = parse_reviewed(edited, "검토.xlsx", here)
    if stopping(problems):  # refused: the person's file is left as it is, and says where
        assert all(problem.at.sheet or problem.code == "D-REV-01" for problem in stopping(problems))
        return
    reviews, problems = take_over(Reviews(), written)
    assert not stopping(problems)
    texts = {key: text for key, text in TEXTS.items() if key != "SER-001#1"} | {"MAR-001#1": "고친 글이다."} if amended else TEXTS
    book = compose_trace_book(sample(texts), CONTRACT, reviews)
    fresh, _ = write_workbook(book)
    beyond = set(spoken(edited, elsewhere=True))
    assert said - beyond <= set(spoken(fresh)), reviews_bytes(reviews).decode()
    into, problems = write_into(book, edited)
    assert not stopping(problems)
    assert said <= set(spoken(into)), reviews_bytes(reviews).decode()
    again, problems = parse_reviewed(into, "검토.xlsx", {row.key: (row.fingerprint, row.text) for row in sample(texts).rows})
    assert not stopping(problems)
    more, problems = take_over(reviews, again)
    assert not stopping(problems)
    kept = "\n".join(review.text for review in more.all)
    assert all(review.text in kept for review in reviews.all), kept


def apply(data: bytes, changes: list[tuple]) -> bytes:
    """Return the workbook with a person's changes, one after the other."""
    book = openpyxl.load_workbook(BytesIO(data))
    page = book["추적표"]
    for change in changes:
        match change:
            case ("remark", row, title, word) if column := column_of(page, title):
                put(page, row, column, word)
            case ("verdict", row, word) if column := column_of(page, "판정"):
                put(page, row, column, word)
            case ("note", row, title, word) if column := column_of(page, title):
                page.cell(row, column).comment = Comment(word, "홍길동")
            case ("column", row, column, title, word):
                place = page.max_column + 1 if column > 20 else column
                if place <= page.max_column:
                    page.insert_cols(place)
                put(page, header_of(page), place, f"{title}열")
                put(page, row, place, word)
            case ("below" | "above", row, column, word):
                put(page, row, column, word)
            case ("other", name, row, column, word):
                put(book[name], row, column, word)
            case ("rename", name):
                page.title = name
            case ("retitle", title, word) if column := column_of(page, title):
                put(page, header_of(page), column, word)
            case ("drop column", title) if column := column_of(page, title):
                page.delete_cols(column)
            case ("blank column", column):
                page.insert_cols(column)
            case ("blank row", row):
                page.insert_rows(row)
            case ("drop row", row) if row > header_of(page):
                page.delete_rows(row)
            case ("reverse",):
                reverse(page)
            case ("merge", row, title) if (column := column_of(page, title)) and row > header_of(page):
                page.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
            case ("formula", row, title, word) if column := column_of(page, title):
                put(page, row, column, f'="{word}"')
            case ("sheet", word):
                book.create_sheet(f"내 메모{len(book.sheetnames)}")["B2"] = word
            case ("hide", column):
                page.column_dimensions[openpyxl.utils.get_column_letter(column)].hidden = True
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(page, row: int, column: int, value: str) -> None:
    """Write where a person can write: not into the hidden column, not into the middle of merged cells."""
    cell = page.cell(row, column)
    hidden = page.cell(header_of(page), column).value
    if not isinstance(cell, openpyxl.cell.cell.MergedCell) and not str(hidden).startswith("자동값 지문"):
        cell.value = value


def header_of(page) -> int:
    """Return the row of the header."""
    return next(cell.row for row in page.iter_rows(max_row=30) for cell in row if str(cell.value).startswith("자동값 지문"))


def column_of(page, title: str) -> int:
    """Return the column of a title, 0 when it is no more."""
    row = header_of(page)
    return next((column for column in range(1, page.max_column + 1) if page.cell(row, column).value == title), 0)


def reverse(page) -> None:
    """Sort the data the other way round."""
    first = header_of(page) + 1
    if any(area.max_row >= first for area in page.merged_cells.ranges):
        return
    values = [[cell.value for cell in row] for row in page.iter_rows(min_row=first)]
    for row, cells in zip(page.iter_rows(min_row=first), reversed(values), strict=True):
        for cell, value in zip(row, cells, strict=True):
            cell.value = value


def spoken(data: bytes, *, elsewhere: bool = False) -> Iterator[str]:
    """Yield the words of a workbook; with `elsewhere` only those that it alone can keep: in sheets of theirs and titles."""
    book = openpyxl.load_workbook(BytesIO(data))
    for page in book.worksheets:
        marks = [cell for row in page.iter_rows(max_row=30) for cell in row if str(cell.value).startswith("자동값 지문")]
        for row in page.iter_rows():
            for cell in row:
                if elsewhere and marks and cell.row != marks[0].row:
                    continue
                for text in (cell.value, cell.comment.text if cell.comment else None):
                    if isinstance(text, str):
                        yield from (f"한마디{part.partition('끝')[0]}" for part in text.split("한마디")[1:])
