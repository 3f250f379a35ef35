"""Turns the stretches of a document into numbered pages: each is laid out once, and again where a page number in it took more or less room."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.document.blocks import Block
from pipeline.problems import Problem
from pipeline.write.pdf.boxes import Box
from pipeline.write.pdf.desk import UNKNOWN, Desk, Notes
from pipeline.write.pdf.front import WriteText
from pipeline.write.pdf.shelf import Shelf
from pipeline.write.pdf.stretch import Stretch, stretches

EXACT_ROUNDS = 2  # so often numbers get the very room they need; after that room only grows, which comes to an end


def numbered(blocks: tuple[Block, ...], desk: Desk, write: Callable[[Block], list[Box]], text: WriteText, shelf: Shelf) -> list[Stretch]:
    """Return the stretches of `blocks` with their pages counted; `write` lays one block out, `shelf` knows some from earlier runs."""
    made = list(stretches(blocks))
    for each in made:
        if not shelf.measured(each):
            each.lay_out(desk, write)
    headings = [mark for each in made for mark in each.notes.marks if mark.level]
    for each in made:
        for mark in each.notes.marks:
            desk.anchors.setdefault(mark.anchor, mark)
        if each.parts is not None:
            each.list_headings(headings, desk.width, text)
            each.fill(desk.height)
    desk.anchors.pop("", None)
    _count(made)
    rounds = 0
    while narrow := [each for each in made if not each.fits(desk, rounds >= EXACT_ROUNDS)]:
        _give_room(made, desk, rounds >= EXACT_ROUNDS)
        for each in narrow:
            if each.parts is None:
                each.lay_out(desk, write)
            else:
                each.lay_out_again(desk, write, rounds >= EXACT_ROUNDS)
            each.fill(desk.height)
        _count(made)
        rounds += 1
    _give_room(made, desk, roomy=True)
    return made


def _count(made: list[Stretch]) -> None:
    """Tell every mark the number of its page; covers bear none."""
    number = 0
    for each in made:
        numbers = []
        for cover in each.covers:
            number += not cover
            numbers.append("" if cover else str(number))
        for mark in each.notes.marks:
            mark.page = "" if mark.sheet is None else numbers[mark.sheet]


def _give_room(made: list[Stretch], desk: Desk, roomy: bool) -> None:
    for each in made:
        for anchor, room in each.rooms:
            number = desk.number(anchor)
            before = max(room, len(desk.numbers.get(anchor, "")))
            desk.numbers[anchor] = number.rjust(before) if roomy else number


def problems_of(made: list[Stretch], desk: Desk) -> list[Problem]:
    """Return what is wrong in all stretches, each letter that could not be drawn once."""
    lost: dict[str, Problem] = {}
    found = []
    for each in made:
        found += each.notes.problems
        for letter, problem in each.notes.lost.items():
            lost.setdefault(letter, problem)
    return [*desk.faults, *lost.values(), *found, *_unknown_pages(made, desk)]


def _unknown_pages(made: list[Stretch], desk: Desk) -> list[Problem]:
    """Return a warning for each page number whose place the document does not have."""
    notes = Notes()
    desk.begin(notes)
    for anchor in dict.fromkeys(anchor for each in made for anchor, _ in each.rooms if desk.number(anchor) == UNKNOWN):
        message = f"쪽 번호가 가리키는 곳이 문서에 없어 ?로 적었습니다: {' '.join(anchor.split())[:60]}"
        desk.warn("W-PDF-04", message, "가리키는 이름을 고치거나 그 이름의 자리를 본문에 둡니다")
    return notes.problems
