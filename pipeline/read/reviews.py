"""Turns the review file of a contract into reviews and back, and takes the edits of reviewed workbooks over into them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from pipeline.model.review import NOTE_SUFFIX, VERDICT, Review, ReviewEdit, Reviews
from pipeline.model.stamp import digest, same_text
from pipeline.problems import Problem, Severity
from pipeline.read.from_csv import read_csv
from pipeline.read.phrase import quoted
from pipeline.read.schema import schema_of
from pipeline.read.structure import from_table

FOLDER, FILE = "reviews", "추적표.csv"


def read_reviews(folder: Path, shown: str) -> tuple[Reviews, list[Problem]]:
    """Return the reviews of a contract's data folder, which messages call `shown`; none when nobody has reviewed yet.

    The first of two lines for one cell is an error (D-REV-12): nobody could say which counts.
    """
    path = folder / FOLDER / FILE
    if not path.exists():
        return Reviews(), []
    table, problems = read_csv(path, f"{shown}/{FOLDER}/{FILE}".lstrip("/"))
    if table is None:
        return Reviews(), problems
    found, more = from_table(table, Review)
    problems += more
    seen: dict[tuple[str, str], Review] = {}
    for review in found:
        first = seen.setdefault((review.key, review.title), review)
        if first is not review:
            message = f"{review.key}의 {quoted(review.title)} 칸이 두 번 적혔습니다"
            problems.append(Problem("D-REV-12", message, review.at, "한 줄로 합침", (first.at,)))
    return Reviews(seen.values()), problems


def reviews_bytes(reviews: Reviews) -> bytes:
    """Return the review file: one cell a line, UTF-8 with BOM so that Korean Excel reads it; equal reviews, equal bytes."""
    columns = [column for column in schema_of(Review).columns if column.name != "at"]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(column.label for column in columns)
    for review in reviews.all:
        values = (getattr(review, column.name) for column in columns)
        writer.writerow("" if value is None else str(value) for value in values)
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def take_over(stored: Reviews, edits: Iterable[ReviewEdit]) -> tuple[Reviews, list[Problem]]:
    """Return `stored` with the edits of one or more workbooks, and what disagrees (D-REV-13): then nothing is to be stored.

    An edit was made to what its workbook showed. When the stored review has become another since, two people wrote into
    the same cell; the same workbook, pulled again, may change what it said before.
    """
    problems: list[Problem] = []
    changes: dict[tuple[str, str], Review] = {}
    for edit in edits:
        new = edit.review
        if edit.was is None and not new.text:
            continue  # nobody knows that anything stood there
        place = (new.key, new.title)
        old = changes.get(place) or stored.cell(*place)
        if old is not None and not old.text:
            old = None
        if new.title.endswith(NOTE_SUFFIX):
            new = _with_note(old, new)
        elif _disagrees(old, edit):
            problems.append(_conflict(old, new))
            continue
        if old is None or not _repeats(old, new):
            problems += _lost_words(old, new)
            if old is not None or new.text:
                changes[place] = new
    return stored.with_changes(changes.values()), problems


def _disagrees(old: Review | None, edit: ReviewEdit) -> bool:
    new = edit.review
    if old is None or same_text(old.text, new.text):
        return False
    if edit.was is None:
        return bool(new.text)
    if digest(old.shown(new.fingerprint)) == edit.was:
        return False
    return old.source != new.source


def _repeats(old: Review, new: Review) -> bool:
    """True when an edit only says again what is stored; a verdict on a changed text, given again, says something new."""
    if not same_text(old.text, new.text):
        return False
    return not (new.title == VERDICT and old.outdated(new.fingerprint))


def _with_note(old: Review | None, new: Review) -> Review:
    """Return both notes where neither holds the other: a file does not tell which of them is newer."""
    if old is None or old.text in new.text:
        return new
    text = old.text if new.text in old.text else f"{old.text}\n{new.text}"
    return Review(
        key=new.key, title=new.title, text=text, reviewer=new.reviewer, day=new.day,
        fingerprint=new.fingerprint, given=new.given, source=new.source, at=new.at,
    )  # fmt: skip


def _conflict(old: Review, new: Review) -> Problem:
    message = f"{new.key}의 {quoted(new.title)} 칸에 두 사람이 다르게 적었습니다: {quoted(old.text)}, {quoted(new.text)}"
    hint = "두 글을 한 통합문서의 그 칸에 합쳐 적고, 다른 쪽에도 같은 글을 적은 뒤 다시 받음"
    return Problem("D-REV-13", message, new.at, hint, (old.at,) if old.at else ())


def _lost_words(old: Review | None, new: Review) -> list[Problem]:
    if old is None or new.text:
        return []
    message = f"{new.key}의 {quoted(new.title)} 칸을 비웠습니다. 지난 글: {old.text}"
    return [Problem("D-REV-14", message, new.at, severity=Severity.NOTE)]
