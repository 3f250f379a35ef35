"""Turns a Markdown table into an XHTML table whose columns are as wide as what stands in them, and says when the page is not wide enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from pipeline.compose.prose_draft import Draft
from pipeline.compose.prose_inline import aside, inline, seen
from pipeline.compose.prose_pictures import TEXT_WIDTH

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_COLUMNS = 12
_POINTS = 10.0  # the text of cells
_PADDING = 3.6  # mm, left and right together
_MOST_WANTED = 110.0  # mm: longer text is broken in any case
_LEAST = 9.0  # mm: narrower columns stand one letter wide
_WORD = re.compile(r"[!-~]+")  # what no line break divides
_HEAD_WORD = 5  # letters of a column's name that stay on one line
_MARKDOWN = re.compile(r"[*`~\\]")
_UNIT = re.compile(r"\s*\((단위\s*[:：][^()<>]*)\)$")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(slots=True)
class _Grid:
    """The cells of a table: for each row its tokens, with the row of its line."""

    aligns: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[Token]]] = field(default_factory=list)


def table(tokens: Sequence[Token], start: int, draft: Draft, caption: Token | None) -> tuple[str, int]:
    """Return the XHTML of the table that opens at `tokens[start]` under `caption`, and the place behind it."""
    grid, end = _grid(tokens, start)
    name, own = "", ""
    if caption is not None:
        own = draft.target(_UNIT.sub("", seen(caption, draft)))
        draft.caught_up(own)
        name = inline(caption, draft, own).replace("<br/>", " ")
    _complete(grid, draft)
    texts = [[_MARKDOWN.sub("", draft.held.shown(cell.content)) for cell in cells] for _, cells in grid.rows]
    widths, wrong = column_widths(texts)
    if wrong:
        draft.problem("T-PRS-11", f"표가 쪽보다 넓습니다: {wrong}", grid.rows[0][0], "열을 줄이거나 표를 둘로 나누세요")
    columns = "".join(
        f'<col width="{width:g}"{f" align={quoteattr(align)}" if align else ""}/>' for width, align in zip(widths, grid.aligns, strict=True)
    )
    head, *body = [_row(cells, draft, "td" if order else "th") for order, (_, cells) in enumerate(grid.rows)]
    return f"<table{_attributes(name, own)}{columns}<thead>{head}</thead><tbody>{''.join(body)}</tbody></table>", end


def _attributes(caption: str, own: str) -> str:
    """Return the end of the opening tag, and the caption; a unit in brackets at its end stands above the table at the right."""
    if not own:
        return ">"
    unit = _UNIT.search(caption)
    given = f" data-unit={quoteattr(unit[1])}" if unit else ""
    return f" id={quoteattr(own)}{given}><caption>{caption[: unit.start()] if unit else caption}</caption>"


def _grid(tokens: Sequence[Token], start: int) -> tuple[_Grid, int]:
    grid, at = _Grid(), start + 1
    while tokens[at].type != "table_close":
        token = tokens[at]
        if token.type == "tr_open":
            grid.rows.append((token.map[0] if token.map else 0, []))
        elif token.type == "th_open":
            grid.aligns.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
        elif token.type == "inline":
            grid.rows[-1][1].append(token)
        at += 1
    return grid, at + 1


def _complete(grid: _Grid, draft: Draft) -> None:
    """Report the cells that Markdown drops because their row is longer than the head."""
    for row, _ in grid.rows[1:]:
        line = draft.source.lines[row].lstrip(" >\t").rstrip()
        cells = len(_PIPE.findall(line)) + 1 - line.startswith("|") - (line.endswith("|") and not line.endswith("\\|"))
        if cells > len(grid.aligns):
            message = f"표의 행에 칸이 {cells}개로, 머리의 {len(grid.aligns)}개보다 많습니다"
            draft.problem("T-PRS-12", message, row, "| 를 글자로 쓰려면 \\|로 쓰세요")


def _row(cells: list[Token], draft: Draft, tag: str) -> str:
    """Return one row; a row that holds nothing but marks gives them to the next one."""
    if tag == "td" and cells and not any(aside(cell.content, draft)[0].strip() for cell in cells):
        marks = [inset for cell in cells for inset in aside(cell.content, draft)[1]]
        if marks:
            draft.pending += marks
            return ""
    parts = [inline(cell, draft) for cell in cells]
    if draft.pending and parts:
        parts[0] = draft.caught_up() + parts[0]
    return "<tr>" + "".join(f"<{tag}>{part}</{tag}>" for part in parts) + "</tr>"


def column_widths(rows: Sequence[Sequence[str]]) -> tuple[list[float], str]:
    """Return how wide (mm) each column of `rows` (the head first) should stand, and why the page is too narrow ("": it is not).

    Every column holds its longest unbreakable word; short columns take what they need, and long ones share the rest.
    """
    count = len(rows[0])
    if count > MOST_COLUMNS:
        return [TEXT_WIDTH / count] * count, f"열이 {count}개입니다({MOST_COLUMNS}개까지)"
    least, wanted = [], []
    for column in range(count):
        texts = [row[column] for row in rows]
        unbroken = max((breadth(word) for text in texts for word in _WORD.findall(text)), default=0.0)
        head = max((breadth(word[:_HEAD_WORD]) for word in texts[0].split()), default=0.0)
        least.append(max(_LEAST, max(unbroken, head) + _PADDING))
        wanted.append(max(least[-1], min(_MOST_WANTED, max(map(breadth, texts)) + _PADDING)))
    if sum(least) > TEXT_WIDTH:
        longest = max(range(count), key=lambda column: least[column])
        words = [word for row in rows for word in _WORD.findall(row[longest])]
        word = max(words, key=breadth, default="")
        shown = f"{longest + 1}번째 열의 ‘{word[:30]}’" if word else "열 이름"
        return [round(width, 1) for width in least], f"{shown}까지 {sum(least):.0f} mm가 듭니다({TEXT_WIDTH:.0f} mm까지)"
    return [round(width, 1) for width in _shared(least, wanted)], ""


def _shared(least: list[float], wanted: list[float]) -> list[float]:
    """Return the page's width shared out: whoever wants less than an equal share of what the least leaves gets all it wants."""
    given, room = list(least), TEXT_WIDTH - sum(least)
    waiting = sorted(range(len(least)), key=lambda column: wanted[column] - least[column])
    for order, column in enumerate(waiting):
        more = min(wanted[column] - least[column], room / (len(waiting) - order))
        given[column] += more
        room -= more
    scale = TEXT_WIDTH / sum(given)
    return [width * scale for width in given]


def breadth(text: str) -> float:
    """Return about how wide `text` stands on one line, in mm: Hangul a full em, small Latin letters 55 % of one, capitals 67 %."""
    narrow, capitals = len(text.encode("ascii", "ignore")), sum(map(str.isupper, text))
    return (len(text) - 0.45 * narrow + 0.12 * capitals) * _POINTS * 25.4 / 72
