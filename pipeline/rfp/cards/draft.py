"""Turns events into cards in the making: where one ends and the next begins, and what goes on over a page break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.rfp.cards.events import Event, Gap, More, Pair, Start, Summary
from pipeline.rfp.cards.ids import Found, is_placeholder, lenient_id, starting_id
from pipeline.rfp.cards.labels import BODY, HEAD, Label, bare, speaks_of_requirements
from pipeline.rfp.cards.lines import Line, Printed, Row, squeezed, text_of
from pipeline.rfp.cards.markers import split_marker
from pipeline.rfp.paper import Place

_CLASS_TITLE = re.compile(r"요구\s*사항|제약\s*사항|requirement", re.IGNORECASE)
_CHAPTER = re.compile(r"\s*(?:[Ⅰ-Ⅻ]|[IVX]{1,5}\s*\.|제\s*\d+\s*[장절편])")
_TITLE = 70
_SAMPLE = re.compile(r"예\s*시|작성\s*(?:예|방법|요령)|견본|^\W*(?:서식|별지|양식)|양\s*식\s*\W*$")
_BLANK_NAME = re.compile(r"[\s○◯OoXx.…\-_()/]*")
_FEW = 3  # paragraphs between the two halves of a card: a running head, a note


@dataclass(slots=True)
class Draft:
    """A card in the making: the lines of each field."""

    fields: dict[Label, list[Printed]] = field(default_factory=dict)
    places: dict[Label, Place] = field(default_factory=dict)
    heading: str = ""
    listed: bool = False  # a row of a list
    speaks: bool = False  # a label or title says 요구사항
    sample: bool = False  # its heading says that it is an example or a form
    last: Label | None = None

    def put(self, label: Label, lines: Sequence[Printed], place: Place) -> None:
        """Add lines to a field."""
        label = Label.DETAIL if label is Label.GROUP else label
        self.fields.setdefault(label, []).extend(lines)
        self.places.setdefault(label, place)
        self.last = label

    def repeats(self, lines: Iterable[Printed]) -> bool:
        """True when the lines only repeat rows of a table that the text already holds, as some converters print it."""
        rows = [line for line in self.fields.get(Label.DETAIL, ()) if isinstance(line, Row)]
        printed = {squeezed(row.printed) for row in rows}
        titles = "".join(squeezed(row.printed) for row in rows if row.title)
        return bool(rows) and all(
            squeezed(line.printed) in printed or squeezed(line.printed) in titles for line in lines
        )

    def text(self, label: Label) -> str:
        """Return a field on one line."""
        return " ".join(text_of(self.fields.get(label, ())).split())

    @property
    def has_body(self) -> bool:
        """True when the text of a card has been read, not only its head."""
        return Label.DEFINITION in self.fields or Label.DETAIL in self.fields

    @property
    def place(self) -> Place:
        """Where the card stands: its id, else its name, else its first field."""
        for label in (Label.ID, Label.NAME):
            if label in self.places:
                return self.places[label]
        return next(iter(self.places.values()), Place())

    @property
    def found_id(self) -> Found | None:
        """The id that the card prints, beside its label or before its name."""
        if Label.ID in self.fields:
            found = lenient_id(self.text(Label.ID))
            if found is not None:
                return found
        name = starting_id(self.text(Label.NAME))
        return name if name is not None and name.rest else None

    @property
    def name(self) -> str:
        """The name as printed; what stands after the id where both share a cell."""
        name = self.text(Label.NAME)
        found = self.found_id
        if found is None:
            return name
        if not name:
            return found.rest
        own = starting_id(name)
        return own.rest if own is not None and own.id == found.id and own.rest else name

    @property
    def category(self) -> str:
        """The class as printed, else the heading that the card stands under."""
        return self.text(Label.CLASS) or self.heading

    @property
    def is_card(self) -> bool:
        """False for blank forms, samples of how to fill one in, and tables of other kinds with like labels."""
        printed = self.text(Label.ID)
        if self.sample or (printed and is_placeholder(printed)):
            return False
        found, name = self.found_id, self.name
        strict = found is not None and starting_id(found.printed) is not None
        if not strict and not self.speaks:
            return False
        blank = not name or _BLANK_NAME.fullmatch(name)
        text = self.text(Label.DETAIL) or self.text(Label.DEFINITION)
        if found is None:
            return not blank and bool(self.text(Label.DETAIL)) and not is_placeholder(name)
        return not blank or bool(text)


class Drafts:
    """Collects the cards of a paper from its events."""

    def __init__(self) -> None:
        self.made: list[Draft] = []
        self.summaries: list[Summary] = []
        self._open: Draft | None = None
        self._heading = ""
        self._title: Gap | None = None  # the block right before a table, where it is a heading
        self._table = Place()  # of the last row of the open card
        self._between = 0  # blocks since the last row of the open card

    def collect(self, events: Iterable[Event]) -> None:
        """Take all events; what they make stands in `made` and `summaries`."""
        waiting = list(events)
        for at, event in enumerate(waiting):
            match event:
                case Pair():
                    self._pair(event, waiting[at + 1 : at + 4])
                case More():
                    self._go_on(event)
                case Start():
                    self._begin(event.listed)
                    self.made[-1].speaks = event.titled
                case Gap():
                    self._gap(event)
                case Summary():
                    self.summaries.append(event)
                    self._open, self._title = None, None

    def _begin(self, listed: bool = False) -> Draft:
        sample = self._title is not None and bool(_SAMPLE.search(self._title.text))
        self._open = Draft(heading=self._heading, listed=listed, sample=sample)
        self.made.append(self._open)
        self._between = 0
        return self._open

    def _pair(self, pair: Pair, following: Sequence[Event]) -> None:
        if pair.label is Label.OTHER and not self._same_table(pair.place):
            return  # 비고 of a table of another kind
        draft = self._draft_for(pair, following)
        if draft is None:
            return
        draft.put(Label.NAME if _names(draft, pair) else pair.label, pair.lines, pair.place)
        draft.speaks = draft.speaks or speaks_of_requirements(pair.words)
        self._between, self._title, self._table = 0, None, pair.place

    def _draft_for(self, pair: Pair, following: Sequence[Event]) -> Draft | None:
        """Return the card that a label belongs to: the open one, or a new one."""
        draft = self._open
        if pair.label in HEAD:
            if draft is None or pair.label in draft.fields or self._between > _FEW:
                return self._begin()
            if draft.listed or not draft.has_body:
                return draft
            heads = [event for event in following if isinstance(event, Pair)][:1]
            late = pair.label is Label.CLASS and not (heads and heads[0].label in HEAD)
            return draft if late and not self._between else self._begin()
        if self._title is not None and pair.label in BODY and self._titled(self._title):
            return self._open
        return draft if draft is not None and self._between <= _FEW else None

    def _titled(self, title: Gap) -> bool:
        """Begin a card whose id and name stand in the heading before its table; False where the heading has none."""
        found = starting_id(split_marker(title.text).text)
        if found is None or not found.rest:
            return False
        draft = self._begin()
        draft.put(Label.ID, (Line(found.printed, place=title.place),), title.place)
        draft.put(Label.NAME, (Line(found.rest, place=title.place),), title.place)
        return True

    def _more(self, lines: tuple[Printed, ...], place: Place, label: Label | None = None) -> None:
        draft = self._open
        if draft is None or self._between or draft.repeats(lines):
            return
        going_on = draft.last if draft.last is not None and draft.last not in HEAD else Label.DETAIL
        draft.put(label or going_on, lines, place)
        self._table = place

    def _go_on(self, more: More) -> None:
        """Take what goes on in the next table; a chapter's title in a frame does not."""
        text = text_of(more.lines)
        if not self._same_table(more.place) and len(text) <= _TITLE and _CHAPTER.match(text):
            self._gap(Gap(text, more.place))
        else:
            self._more(more.lines, more.place)

    def _is_row_of_open(self, gap: Gap) -> bool:
        """True for a row without labels in the table that holds the open card's text."""
        known = self._open is not None and self._open.has_body
        return known and self._same_table(gap.place)

    def _same_table(self, place: Place) -> bool:
        return (place.block, place.table) == (self._table.block, self._table.table)

    def _gap(self, gap: Gap) -> None:
        self._title = gap if gap.text and len(gap.text) <= _TITLE else None
        is_class = bool(gap.text) and len(gap.text) <= _TITLE and bool(_CLASS_TITLE.search(gap.text))
        if gap.place.row and gap.lines and not is_class:
            if self._is_row_of_open(gap):
                self._more(gap.lines, gap.place, Label.DETAIL)
            return
        if is_class:
            self._heading = split_marker(gap.text).text
        heads = is_class or len(gap.text) > _TITLE or bool(split_marker(gap.text).family)
        self._between += _FEW + 1 if heads or not gap.text else 1


def _names(draft: Draft, pair: Pair) -> bool:
    """True where 요구사항 alone stands beside a short text, below an id that has no name yet."""
    is_next = Label.ID in draft.fields and Label.NAME not in draft.fields and not draft.has_body
    return is_next and bare(pair.words) == "요구사항" and len(pair.lines) == 1 and len(pair.lines[0].printed) <= _TITLE
