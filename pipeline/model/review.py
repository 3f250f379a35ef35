"""What people wrote into the traceability workbook: one remark a cell, bound to the text that it was given for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.model.stamp import same_text
from pipeline.problems import Location

TITLE = "요구사항추적표"  # the workbook, and its file without ending
MATRIX = "추적표"  # the sheet whose rows need no prefix
KEY_TITLE = "요구사항ID"
PEOPLE = ("판정", "확인자", "확인일", "의견", "비고")  # the columns of the matrix that belong to people
VERDICT, REVIEWER, REVIEW_DAY = PEOPLE[:3]
FILLED = (  # the columns of the matrix that every run fills again
    KEY_TITLE,
    "구분",
    "단계",
    "요구사항명",
    "세부내용",
    "근거",
    "제안서 반영",
    "수행계획서 반영",
    "이행활동",
    "산출물(증적)",
    "증적위치",
    "최근 이행일",
    "주기·회수(계획/실적)",
    "검사기준",
    "검증방법",
    "진행상태",
    "상태의 까닭",
    "변경",
    "이전내용",
    "담당",
    "지문",
)
NOTE_SUFFIX = "(메모)"  # a cell's note is kept under the title of its column with this behind it


class ReviewVerdict(StrEnum):
    """판정: what an inspector may find."""

    FIT = "적합"
    UNFIT = "부적합"
    EXCLUDED = "점검제외"
    AGAIN = "재확인"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One cell that somebody wrote, whether we offered the column or they added it.

    `key` is the row of the matrix (MAR-005#3), or a sheet and its row ("과업대비표!MAR-005#3"). `fingerprint` and `given` are
    those of the requirement's text when the cell was written.
    """

    key: str = column("행", hint="MAR-005#3")
    title: str = column("열", hint="판정, 의견")
    text: str = column("내용", hint="적합")
    reviewer: str = column("적은이", default="", hint="홍길동")
    day: date | None = column("적은날", default=None, hint="2019-08-31")
    fingerprint: str = column("지문", default="")
    given: str = column("당시원문", default="")
    source: str = column("출처", default="", hint="요구사항추적표.xlsx")
    at: Location = place()

    def outdated(self, fingerprint: str) -> bool:
        """True when the requirement's text is no longer the one that the cell was written for."""
        return bool(self.fingerprint) and self.fingerprint != fingerprint

    def shown(self, fingerprint: str) -> str:
        """Return what the cell shows over the text with this fingerprint: a verdict on another text is to be given again."""
        return ReviewVerdict.AGAIN if self.title == VERDICT and self.outdated(fingerprint) else self.text


@dataclass(frozen=True, slots=True)
class ReviewEdit:
    """One cell of a reviewed workbook that is not as it was written: its text now ("" when cleared) and what we had put there.

    `was` is the short digest of that, None when nobody knows (a row without its hidden mark).
    """

    review: Review
    was: str | None = None


class Reviews:
    """Reviews by row and column."""

    def __init__(self, reviews: Iterable[Review] = ()) -> None:
        self.all: tuple[Review, ...] = tuple(reviews)
        self._rows: dict[str, dict[str, Review]] = {}
        for review in self.all:
            self._rows.setdefault(review.key, {})[review.title] = review

    def row(self, key: str) -> dict[str, Review]:
        """Return the reviews of a row by column, in the order of the file."""
        return self._rows.get(key, {})

    def cell(self, key: str, column: str) -> Review | None:
        """Return the review of one cell."""
        return self._rows.get(key, {}).get(column)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every row that has a review."""
        return tuple(self._rows)

    def columns(self, sheet: str) -> tuple[str, ...]:
        """Return the columns of a sheet that reviews speak of, in the order in which they first appear."""
        return tuple(dict.fromkeys(review.title for review in self.all if sheet_of(review.key) == sheet))

    def with_changes(self, changes: Iterable[Review]) -> Reviews:
        """Return these reviews with `changes` in their place; one with an empty text takes its cell away."""
        cells = {(review.key, review.title): review for review in self.all}
        for review in changes:
            cells[review.key, review.title] = review
        return Reviews(review for review in cells.values() if review.text)

    def holds(self, key: str, column: str, text: str) -> bool:
        """True when this cell, or any of the same row, already says `text`."""
        return any(same_text(review.text, text) for review in self.row(key).values() if review.title == column)


def row_key(sheet: str, id: str) -> str:
    """Return the key under which reviews know row `id` of `sheet`."""
    return id if sheet == MATRIX else f"{sheet}!{id}"


def sheet_of(key: str) -> str:
    """Return the sheet in which the row of this key stands."""
    sheet, mark, _ = key.partition("!")
    return sheet if mark else MATRIX


def id_of(key: str) -> str:
    """Return the row's own id, without its sheet."""
    return key.partition("!")[2] or key
