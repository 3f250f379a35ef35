"""Turns a Markdown table into an XHTML table whose columns are as wide as what stands in them, and says when the page is not wide enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.compose.bid_type import Room
from pipeline.compose.escaping import quoteattr
from pipeline.compose.prose_draft import Draft
from pipeline.compose.prose_held import Inset
from pipeline.compose.prose_inline import Image, aside, images, inline, seen
from pipeline.compose.prose_merged import Span, heads, merged
from pipeline.compose.prose_rows import figure, natural, row_of_pictures
from pipeline.problems import Severity

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_COLUMNS = 18
_POINTS = 10.0  # the text of cells
_SMALLER = (9.0, 8.0, 7.0)  # where many columns ask for it
_MANY = 8
_BOLD = 1.1  # how much wider the bold letters of a head are, where there is no room to spare
_PICTURE = 60.0  # mm: what a column wants for an image at the most
_PADDING = 3.6  # mm, left and right together
_MOST_WANTED = 110.0  # mm: longer text is broken in any case
_LEAST = 9.0  # mm: narrower columns stand one letter wide
_WORD = re.compile(r"[!-~]+")  # what no line break divides
_HEAD_WORD = 5  # letters of a column's name that stay on one line
_MARKDOWN = re.compile(r"[*`~\\]")
_UNIT = re.compile(r"\s*\((단위\s*[:：][^()<>]*)\)$")
_PIPE = re.compile(r"(?<!\\)\|")
_CLOSE_PIPES = re.compile(r"(?<!\\)\|\|")


@dataclass(slots=True)
class _Cell:
    """One cell as typed: its token, its words and the marks beside them, and its images where it holds nothing else."""

    token: Token
    words: str
    marks: list[Inset]
    images: list[Image]


@dataclass(slots=True)
class _Grid:
    """The cells of a table: for each row the row of its line, its cells, and the marks that stand above it."""

    aligns: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)
    waiting: list[list[Inset]] = field(default_factory=list)


def table(tokens: Sequence[Token], start: int, draft: Draft, caption: Token | None) -> tuple[str, int]:
    """Return the XHTML of the table that opens at `tokens[start]` under `caption`, and the place behind it."""
    name, own = "", ""
    if caption is not None:
        own = draft.target(_UNIT.sub("", seen(caption, draft)))
        draft.caught_up(own)
        name = inline(caption, draft, own).replace("<br/>", " ")
    grid, left, end = _grid(tokens, start, draft)
    spans, faults = merged([[cell.words for cell in cells] for cells in grid.rows])
    for row, message, hint in faults:
        draft.problem("T-PRS-12", message, grid.lines[row], hint)
    pictures = [any(cell.images for cell in cells) and all(cell.images or not cell.words for cell in cells) for cells in grid.rows]
    if all(pictures) and not own:
        return _rows_of_pictures(grid, left, draft), end
    head = 0 if pictures[0] else heads(spans, _told_heads(grid.lines, draft))
    widths, size = _widths(grid, spans, draft)
    rows = [_row(grid, row, spans[row], widths, draft, "td" if row >= head else "th") for row in range(len(grid.rows))]
    columns = "".join(
        f'<col width="{width:g}"{f" align={quoteattr(align)}" if align else ""}/>' for width, align in zip(widths, grid.aligns, strict=True)
    )
    opening = f"<table{_attributes(name, own, size)}{columns}"
    top = f"<thead>{''.join(rows[:head])}</thead>" if head else ""
    draft.pending += left
    return f"{opening}{top}<tbody>{''.join(rows[head:])}</tbody></table>", end


def _rows_of_pictures(grid: _Grid, left: list[Inset], draft: Draft) -> str:
    """Return a table of nothing but images as rows of pictures."""
    parts: list[str] = []
    for cells, waiting in zip(grid.rows, grid.waiting, strict=True):
        draft.pending += waiting
        parts.append(row_of_pictures([image for cell in cells for image in cell.images], draft))
    draft.pending += left
    return "".join(parts)


def _attributes(caption: str, own: str, size: float) -> str:
    """Return the end of the opening tag, and the caption; a unit in brackets at its end stands above the table at the right."""
    given = f' data-size="{size:g}"' if size < _POINTS else ""
    if not own:
        return f"{given}>"
    unit = _UNIT.search(caption)
    given += f" data-unit={quoteattr(unit[1])}" if unit else ""
    return f" id={quoteattr(own)}{given}><caption>{caption[: unit.start()] if unit else caption}</caption>"


def _grid(tokens: Sequence[Token], start: int, draft: Draft) -> tuple[_Grid, list[Inset], int]:
    """Return the cells of a table, the marks below its last row, and the place behind it; rows of nothing but marks wait for the next one."""
    grid, at, row, cells = _Grid(), start + 1, 0, []
    waiting, draft.pending = draft.pending, []
    while tokens[at].type != "table_close":
        token = tokens[at]
        if token.type == "tr_open":
            row, cells = token.map[0] if token.map else 0, []
        elif token.type == "th_open":
            grid.aligns.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
        elif token.type == "inline":
            words, marks = aside(token.content, draft)
            cells.append(_Cell(token, words.strip(), marks, images(token, draft) or []))
        elif token.type == "tr_close":
            _complete(row, len(grid.aligns), draft)
            marks = [mark for cell in cells for mark in cell.marks]
            if grid.rows and marks and not any(cell.words for cell in cells):
                waiting += marks
            else:
                grid.lines.append(row)
                grid.rows.append(cells)
                grid.waiting.append(waiting)
                waiting = []
        at += 1
    return grid, waiting, at + 1


def _complete(row: int, columns: int, draft: Draft) -> None:
    """Report the cells that Markdown drops because their row is longer than the head, and those that came out blank."""
    line = draft.source.lines[row].lstrip(" >\t").rstrip()
    cells = len(_PIPE.findall(line)) + 1 - line.startswith("|") - (line.endswith("|") and not line.endswith("\\|"))
    if cells > columns:
        message = f"표의 행에 칸이 {cells}개로, 머리의 {columns}개보다 많습니다"
        draft.problem("T-PRS-12", message, row, "| 를 글자로 쓰려면 \\|로 쓰세요")
    if _CLOSE_PIPES.search(line):
        hint = "왼쪽 칸과 합치려면 <<, 위 칸과 합치려면 ^^를 쓰세요. 빈 칸은 | |처럼 띄어 쓰세요"
        draft.problem("T-PRS-12", "붙여 쓴 ||는 빈 칸이 됩니다", row, hint, Severity.WARNING)


def _told_heads(lines: list[int], draft: Draft) -> int:
    """Return how many rows stood above the line |---|, which Markdown has below the first."""
    rule = draft.source.place(lines[0] + 1)
    return 1 + sum(1 for row in lines[1:] if draft.source.place(row)[0] == rule[0] and draft.source.place(row)[1] < rule[1])


def _row(grid: _Grid, row: int, spans: Sequence[Span], widths: list[float], draft: Draft, tag: str) -> str:
    """Return one row of its own cells; marks of a cell that it covers stand in it."""
    parts: list[str] = []
    above = "".join(draft.answered(inset) for inset in grid.waiting[row])
    for span in spans:
        cell = grid.rows[row][span.column]
        room = sum(widths[span.column : span.column + span.colspan]) - _PADDING
        marks = "".join(draft.answered(mark) for line, column in span.covered for mark in grid.rows[line][column].marks)
        shown = "".join(figure(image, draft, min(room, natural(image, draft)[0])) for image in cell.images) or inline(cell.token, draft)
        across = f' colspan="{span.colspan}"' if span.colspan > 1 else ""
        down = f' rowspan="{span.rowspan}"' if span.rowspan > 1 else ""
        parts.append(f"<{tag}{across}{down}>{above}{marks}{shown}</{tag}>")
        above = ""
    return f"<tr>{''.join(parts)}</tr>"


def _widths(grid: _Grid, spans: Sequence[Sequence[Span]], draft: Draft) -> tuple[list[float], float]:
    """Return how wide (mm) the columns are and the size (pt) of their text: many columns may have smaller letters."""
    texts = [[""] * len(grid.aligns) for _ in grid.rows]
    for row, owners in enumerate(spans):
        for span in owners:
            cell = grid.rows[row][span.column]
            if cell.images:
                wide = max(min(_PICTURE, image.width or natural(image, draft)[0]) for image in cell.images)
                texts[row][span.column] = "가" * round(wide / breadth("가"))
            elif span.colspan == 1:
                texts[row][span.column] = _MARKDOWN.sub("", draft.held.shown(cell.token.content))
    for size in (_POINTS, *(_SMALLER if len(grid.aligns) >= _MANY else ())):
        widths, wrong = column_widths(texts, draft.room.width, size)
        if not wrong:
            return widths, size
    draft.problem("T-PRS-11", f"표가 쪽보다 넓습니다: {wrong}", grid.lines[0], "열을 줄이거나 표를 둘로 나누세요")
    return widths, size


def column_widths(rows: Sequence[Sequence[str]], page: float = Room().width, size: float = _POINTS) -> tuple[list[float], str]:
    """Return how wide (mm) each column of `rows` (the head first) should stand on a page of `page` mm, and why it is too narrow ("": it is not).

    `size` (pt) is that of their letters.

    Every column holds its longest unbreakable word; short columns take what they need, and long ones share the rest.
    """
    count = len(rows[0])
    if count > MOST_COLUMNS:
        return [page / count] * count, f"열이 {count}개입니다({MOST_COLUMNS}개까지)"
    least, wanted = [], []
    for column in range(count):
        texts = [row[column] for row in rows]
        unbroken = max((breadth(word, size) for text in texts for word in _WORD.findall(text)), default=0.0)
        bold = 1.0 if size == _POINTS else _BOLD
        head = max((bold * breadth(word[:_HEAD_WORD], size) for word in texts[0].split()), default=0.0)
        least.append(max(_LEAST * size / _POINTS, max(unbroken, head) + _PADDING))
        wanted.append(max(least[-1], min(_MOST_WANTED, max(breadth(text, size) for text in texts) + _PADDING)))
    if sum(least) > page:
        longest = max(range(count), key=lambda column: least[column])
        words = [word for row in rows for word in _WORD.findall(row[longest])]
        word = max(words, key=breadth, default="")
        shown = f"{longest + 1}번째 열의 ‘{word[:30]}’" if word else "열 이름"
        return [round(width, 1) for width in least], f"{shown}까지 {sum(least):.0f} mm가 듭니다({page:.0f} mm까지)"
    return [round(width, 1) for width in _shared(least, wanted, page)], ""


def _shared(least: list[float], wanted: list[float], page: float) -> list[float]:
    """Return the page's width shared out: whoever wants less than an equal share of what the least leaves gets all it wants."""
    given, room = list(least), page - sum(least)
    waiting = sorted(range(len(least)), key=lambda column: wanted[column] - least[column])
    for order, column in enumerate(waiting):
        more = min(wanted[column] - least[column], room / (len(waiting) - order))
        given[column] += more
        room -= more
    scale = page / sum(given)
    return [width * scale for width in given]


def breadth(text: str, size: float = _POINTS) -> float:
    """Return about how wide `text` stands on one line, in mm: Hangul a full em, small Latin letters 55 % of one, capitals 67 %."""
    narrow, capitals = len(text.encode("ascii", "ignore")), sum(map(str.isupper, text))
    return (len(text) - 0.45 * narrow + 0.12 * capitals) * size * 25.4 / 72
