"""Turns what follows from a sheet's columns (dropdowns, highlights, filters) into that of a sheet in a person's workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document.sheet import Column, Highlight, Sheet
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.book import LONGEST_LIST
from pipeline.write.xlsx.their_book import SHEET_ORDER
from pipeline.write.xlsx.their_moves import column_letters, column_number
from pipeline.write.xlsx.their_sheet import OurRow, TheirSheet
from pipeline.write.xlsx.their_xml import MAIN, Element, child, local, whole

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})")
_EVERY_ROW = 1_048_576
_EARLIER = SHEET_ORDER[: SHEET_ORDER.index("conditionalFormatting") + 1]
_CHOICES, _HIGHLIGHTS = "dataValidation", "conditionalFormatting"  # the names of the newer dialect are the same


def extend_rules(sheet: Sheet, rows: list[OurRow], theirs: TheirSheet) -> None:
    """Let dropdowns, highlights and the filter reach all data rows; those that people changed stay as they are."""
    data = [theirs.rows[row.id] for row in rows if row.data and row.id in theirs.rows]
    if not data:
        return
    first, last = min(data), max(data)
    for index, column in enumerate(sheet.columns):
        if column.choices and index in theirs.columns:
            _dropdown(theirs, theirs.columns[index], column, first, last)
    for rule in sheet.highlights:
        for index in range(rule.first, rule.last + 1):
            if index in theirs.columns:
                _highlight(theirs, theirs.columns[index], rule, first, last)
    _filter(theirs, last)


def set_width(theirs: TheirSheet, place: int, column: Column) -> None:
    """Give a new column its width, in the middle of a run of columns too."""
    listing = theirs.page.made("cols")
    facts = {"width": f"{column.width + 0.7109375:g}", "customWidth": "1"} | ({"hidden": "1"} if column.hidden else {})
    for element in list(listing):
        first, last = whole(element.get("min")), whole(element.get("max"))
        if not first <= place <= last:
            continue
        for low, high in ((first, place - 1), (place + 1, last)):
            if low <= high:
                element.addprevious(
                    listing.makeelement(element.tag, {**element.attrib, "min": str(low), "max": str(high)})
                )
        listing.remove(element)
    listing.append(listing.makeelement(f"{{{MAIN}}}col", {"min": str(place), "max": str(place), **facts}))
    listing[:] = sorted(listing, key=lambda each: whole(each.get("min")))


def _filter(theirs: TheirSheet, last: int) -> None:
    filtered = child(theirs.page.frame, "autoFilter")
    found = _AREA.fullmatch(filtered.get("ref", "")) if filtered is not None else None
    if found and found[3] and int(found[4]) < last:
        filtered.set("ref", f"{found[1]}{found[2]}:{found[3]}{last}")


def _dropdown(theirs: TheirSheet, place: int, column: Column, first: int, last: int) -> None:
    start = _uncovered(theirs, _CHOICES, place, first, last)
    words = [looks.clean(word) for word in column.choices if word]
    joined = ",".join(words)
    if start is None or looks.units(joined) > LONGEST_LIST or any("," in word for word in words):
        return
    listing = theirs.page.made("dataValidations")
    facts = {
        "type": "list",
        "allowBlank": "1",
        "showInputMessage": "1",
        "showErrorMessage": "1",
        "errorTitle": "목록에 없는 값",
    }
    rule = listing.makeelement(f"{{{MAIN}}}dataValidation", facts | {"sqref": _area(place, start, last)})
    _add(rule, "formula1", _quoted(joined))
    listing.append(rule)
    listing.set("count", str(len(listing)))


def _highlight(theirs: TheirSheet, place: int, rule: Highlight, first: int, last: int) -> None:
    start = _uncovered(theirs, _HIGHLIGHTS, place, first, last)
    if start is None:
        return
    frame = theirs.page.frame
    made = frame.makeelement(f"{{{MAIN}}}conditionalFormatting", {"sqref": _area(place, start, last)})
    priority = 1 + max((whole(each.get("priority")) for each in frame.iter("{*}cfRule")), default=0)
    for order, (word, look) in enumerate(rule.words, priority):
        style = str(theirs.page.book.styles.differential(look))
        facts = {"type": "cellIs", "dxfId": style, "priority": str(order), "operator": "equal"}
        one = made.makeelement(f"{{{MAIN}}}cfRule", facts)
        _add(one, "formula", _quoted(looks.clean(word)))
        made.append(one)
    if rule.scale:
        made.append(_scale(made, priority + len(rule.words)))
    [each for each in frame if local(each) in _EARLIER][-1].addnext(made)


def _scale(parent: Element, priority: int) -> Element:
    rule = parent.makeelement(f"{{{MAIN}}}cfRule", {"type": "colorScale", "priority": str(priority)})
    scale = _add(rule, "colorScale")
    for facts in ({"type": "min"}, {"type": "percentile", "val": "50"}, {"type": "max"}):
        _add(scale, "cfvo", facts=facts)
    for name in ("min_color", "mid_color", "max_color"):
        _add(scale, "color", facts={"rgb": f"FF{looks.SCALE[name].lstrip('#')}"})
    return rule


def _add(parent: Element, name: str, text: str = "", facts: dict[str, str] | None = None) -> Element:
    made = parent.makeelement(f"{{{MAIN}}}{name}", facts or {})
    made.text = text or None
    parent.append(made)
    return made


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _area(place: int, first: int, last: int) -> str:
    letters = column_letters(place)
    return f"{letters}{first}:{letters}{last}"


def _uncovered(theirs: TheirSheet, name: str, place: int, first: int, last: int) -> int | None:
    """Return the first row of a column that no rule of a kind reaches, None when all are reached.

    Rows that people took out of a rule in the middle stay out of it: only the end may be new.
    """
    bottom = max((low for left, right, low in _areas(theirs.page.frame, name) if left <= place <= right), default=0)
    return None if bottom >= last else max(first, bottom + 1)


def _areas(frame: Element, name: str) -> Iterator[tuple[int, int, int]]:
    """Yield (first column, last column, last row) of every area of a kind of rule, in the older dialect and the newer."""
    for element in frame.iter(f"{{*}}{name}"):
        newer = next((each.text or "" for each in element if local(each) == "sqref"), "")
        for text in (element.get("sqref", "") + " " + newer).split():
            if found := _AREA.fullmatch(text):
                yield column_number(found[1]), column_number(found[3] or found[1]), int(found[4] or found[2])
            elif found := _COLUMNS.fullmatch(text):
                yield column_number(found[1]), column_number(found[2]), _EVERY_ROW
