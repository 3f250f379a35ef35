"""Turns the chapters of a paper without requirement cards into cards whose ids come from chapter and order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.rfp.card import Card
from pipeline.rfp.cards.lines import Line, Printed, lines_of, text_of
from pipeline.rfp.cards.markers import family_of, split_marker
from pipeline.rfp.cards.tree import details_of
from pipeline.rfp.paper import Block, Kind, Paper, Paragraph, Place, Table

_CHAPTERS = (  # forms of a chapter's number, the outermost first
    re.compile(r"\s*(?P<number>[Ⅰ-Ⅻ]|[IVX]{1,5})(?:\s*[.．,)]|\s)\s*(?P<title>\S.*)", re.DOTALL),
    re.compile(r"\s*제\s*(?P<number>\d{1,2})\s*[장편]\s*(?P<title>\S.*)", re.DOTALL),
    re.compile(r"\s*(?P<number>\d{1,2})\s*\.(?!\s*\d)\s*(?P<title>\S.*)", re.DOTALL),
)
_WORK = re.compile(
    r"(?:과업|용역|업무|사업|수행|작업|유지보수|유지관리|운영)(?:의|세부|주요|상세|수행|및|지시|업무|대상)*(?:내용|범위|내역|조건|사항)"
    r"|(?:세부|상세|주요)(?:추진)?(?:과업|사업|업무|용역|수행)|요구사항|제안요청(?:내용|사항)|기술사항|기술규격"
)
_OTHER = re.compile(
    r"개요|목적|배경|제안서|평가|입찰|서식|계약|특수조건|일반조건|기대효과|현황|안내|붙임|별지|별첨|예산|일정|참고"
)
_CONTENTS = re.compile(r"\.{4,}|…{2,}|·{4,}|\t\s*\d{1,3}\s*$")
_LEVELS_A_SPACE = 3
_TITLE = 45
_NAME = 60
_LEFT_OUT = (Kind.CONTENTS, Kind.MARGIN, Kind.FOOTNOTE)


@dataclass(slots=True)
class _Part:
    """A chapter, or an item of one: its title and what stands below it."""

    number: str
    title: str
    place: Place
    lines: list[Printed] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)  # families of the lines that the file marks as headings


def derived_cards(paper: Paper) -> tuple[Card, ...]:
    """Return a card for each item of the chapters that say what is to be done (과업 내용, 요구사항); none without such.

    The second item of chapter Ⅱ is `II-2`; its sentences are keyed `II-2#1` as those of printed cards are.
    """
    for form in _CHAPTERS:
        chapters = list(_chapters(paper, form))
        wanted = [chapter for chapter in chapters if chapter.lines and _says_what_to_do(chapter.title)]
        if len(chapters) > 1 and wanted:
            return tuple(card for chapter in wanted for card in _cards(chapter))
    return ()


def _says_what_to_do(title: str) -> bool:
    word = "".join(title.split())
    return bool(_WORK.search(word)) and not _OTHER.search(word)


def _chapters(paper: Paper, form: re.Pattern[str]) -> Iterator[_Part]:
    """Yield the chapters whose titles are of one form, each once."""
    chapter: _Part | None = None
    numbers: set[str] = set()
    for block in paper.blocks:
        title = form.fullmatch(_title_text(block))
        if title is not None:
            if chapter is not None:
                yield chapter
            number = unicodedata.normalize("NFKC", title["number"])
            chapter = None
            if number not in numbers:
                chapter = _Part(number, " ".join(title["title"].split()), block.place)
            numbers.add(number)
        elif chapter is not None and not (isinstance(block, Paragraph) and block.kind in _LEFT_OUT):
            lines = [_typed(line, paper.format) for line in lines_of([block])]
            chapter.lines += lines
            if isinstance(block, Paragraph) and block.kind is Kind.HEADING:
                chapter.heads += [_family(line) for line in lines]
    if chapter is not None:
        yield chapter


def _title_text(block: Block) -> str:
    """Return the words of a block that may be a chapter's title: a short line, or a frame around number and title."""
    if isinstance(block, Table):
        filled = [cell.text.strip() for cell in block.cells if cell.text.strip()]
        text = " ".join(filled) if block.rows == 1 and len(filled) <= 3 else ""
    elif block.kind in _LEFT_OUT:
        text = ""
    else:
        text = block.printed
    return "" if len(text) > _TITLE or _CONTENTS.search(text) else text


def _typed(line: Printed, format: str) -> Printed:
    """Return the line; in a plain text a space is a level, and a list's dash before a typed number is left out."""
    if not isinstance(line, Line) or format not in ("txt", "md"):
        return line
    doubled = bool(line.marker) and bool(split_marker(line.text).family)
    return replace(line, marker="" if doubled else line.marker, indent=_LEVELS_A_SPACE * line.indent)


def _family(line: Printed) -> str:
    if not isinstance(line, Line):
        return ""
    return family_of(line.marker) if line.marker else split_marker(line.text).family


def _cards(chapter: _Part) -> Iterator[Card]:
    """Yield the cards of a chapter: its outermost items where they are titles, else the chapter itself."""
    items = _items(chapter) or [replace(chapter)]
    for order, item in enumerate(items, start=1):
        id = f"{chapter.number}-{order}"
        details = details_of(item.lines, id)
        if details:
            text = text_of(item.lines)
            yield Card(
                id,
                item.title,
                category=chapter.title,
                details=details,
                detail_text=text,
                place=item.place,
                derived=True,
            )


def _items(chapter: _Part) -> list[_Part]:
    families = [family for family in (*chapter.heads, *map(_family, chapter.lines)) if family]
    if not families:
        return []
    items = [_Part("", chapter.title, chapter.place)]
    for line in chapter.lines:
        if isinstance(line, Line) and _family(line) == families[0]:
            items.append(_Part("", line.text if line.marker else split_marker(line.text).text, line.place))
        else:
            items[-1].lines.append(line)
    own = items[1:]
    titles = [item for item in own if item.lines and len(item.title) <= _NAME]
    return [item for item in items if item.lines] if _most(titles, own) else []


def _most(some: Sequence[_Part], all_of_them: Iterable[_Part]) -> bool:
    return 2 * len(some) > len(list(all_of_them))
