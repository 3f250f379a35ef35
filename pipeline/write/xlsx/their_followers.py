"""Turns what refers to rows that move (formulas, names, merges, rules, pictures, charts, tables, pivots) into what refers to them after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.write.xlsx.their_book import Book, Page
from pipeline.write.xlsx.their_moves import LOST, Rewriter, RowMoves, column_number
from pipeline.write.xlsx.their_notes import Notes
from pipeline.write.xlsx.their_package import Package
from pipeline.write.xlsx.their_xml import Element, Unreadable, child, local, parse, serialised, whole

_AREA = re.compile(r"([A-Z]+)(\d+):[A-Z]+\d+")
_FORMULAS = {"formula", "formula1", "formula2", "f"}  # of rules, of sparklines, of charts
_GROWING = {
    "conditionalFormatting",
    "dataValidation",
    "autoFilter",
    "sortState",
    "ignoredError",
    "protectedRange",
    "table",
}
_LISTS = {"mergeCells", "hyperlinks", "dataValidations", "ignoredErrors", "protectedRanges", "rowBreaks", "cellWatches"}

Lost = Callable[
    [str, str], None
]  # hears of a sheet and of a cell (or a name) whose formula speaks of a row that is gone


def follow(book: Book, rewriter: Rewriter, lost: Lost) -> None:
    """Let everything in the workbook follow the rows; the rows themselves still stand as before."""
    for page in book.pages:
        moves = rewriter.moves.get(page.title.casefold())
        if moves is None and not _speaks(page, rewriter):
            continue

        def tell(row: int, letters: str, page: Page = page, moves: RowMoves | None = moves) -> None:
            lost(page.title, f"{letters}{moves.row(row) if moves else row}")

        page.grid.rewrite(rewriter, page.title, tell)
        _follow_frame(page, rewriter, moves)
        if moves is not None:
            _follow_beside(page, moves)
    for name in (each for each in book.names() if each.text):
        written = rewriter.formula(name.text)
        if rewriter.lost:
            lost("", name.get("name", ""))
        name.text = written
    _follow_parts(book, rewriter)


def _speaks(page: Page, rewriter: Rewriter) -> bool:
    """True when a sheet whose rows all stay speaks of one whose rows move."""
    content = page.book.package.read(page.part)
    names = (name for each in (*rewriter.moves, *rewriter.names) for name in (each, each.replace("'", "''")))
    folded = content.decode("utf-8", "replace").casefold() if b"!" in content else ""
    escapes = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    return any("".join(escapes.get(letter, letter) for letter in name) in folded for name in names)


def _follow_frame(page: Page, rewriter: Rewriter, moves: RowMoves | None) -> None:
    for element in [each for each in page.frame.iter() if isinstance(each.tag, str)]:
        name = local(element)
        if name in _FORMULAS and element.text and not len(element):
            element.text = _kept(rewriter, element.text, page.title)
        elif name == "hyperlink" and element.get("location"):
            element.set("location", _kept(rewriter, element.get("location"), page.title))
        if moves is not None:
            _follow_places(element, name, moves)
    for name in _LISTS if moves is not None else ():
        listing = child(page.frame, name)
        if listing is not None and listing.get("count"):
            listing.set("count", str(len(listing)))
        if listing is not None and not len(listing):
            page.frame.remove(listing)


def _kept(rewriter: Rewriter, formula: str, home: str) -> str:
    """Return a formula as it reads now; a rule or link whose row is gone keeps its words, for it may not hold #REF!."""
    written = rewriter.formula(formula, home)
    return formula if rewriter.lost else written


def _follow_places(element: Element, name: str, moves: RowMoves) -> None:
    grows = name in _GROWING
    for attribute in ("ref", "sqref", "activeCell", "r") if name != "brk" else ():
        if not element.get(attribute) or (attribute == "r" and name not in ("cellWatch", "inputCells")):
            continue
        area = moves.areas(element.get(attribute), grows=grows)
        if name == "mergeCell" and _is_one_cell(area):
            area = ""
        if area:
            element.set(attribute, area)
        elif name == "selection":
            element.set(attribute, "A1")
        elif name not in ("dimension", "autoFilter") and element.getparent() is not None:
            _remove(element)
    if name == "sqref" and element.text:  # of a rule in the newer dialect
        area = moves.areas(element.text)
        element.text = area or element.text
        if not area and element.getparent() is not None:
            _remove(element.getparent())
    elif name == "brk" and local(element.getparent()) == "rowBreaks" and element.get("id", "").isdecimal():
        element.set("id", str(moves.nearest(int(element.get("id")))))
    elif name == "row" and (element.text or "").strip().isdecimal():  # of a control's anchor
        element.text = str(moves.nearest(int(element.text) + 1) - 1)


def _remove(element: Element) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _is_one_cell(area: str) -> bool:
    first, _, last = area.partition(":")
    return not last or first == last


def _follow_beside(page: Page, moves: RowMoves) -> None:
    """Let the notes, drawings, tables and pivots of a sheet follow its rows."""
    package = page.book.package
    Notes(page).move(moves)
    for part in page.relations.of_kind("drawing"):
        _edit(package, part, lambda element: _follow_anchor(element, moves))
    for kind in ("table", "namedSheetView"):
        for part in page.relations.of_kind(kind):
            _edit(package, part, lambda element: _follow_reference(element, moves))
    for part in page.relations.of_kind("pivotTable"):
        _edit(package, part, lambda element: local(element) == "location" and _follow_reference(element, moves))


def retitle(page: Page, header: int, place: int, title: str) -> None:
    """Tell the tables that people made of our rows the new title of a column: Excel wants it to be that of the cell."""
    for part in page.relations.of_kind("table"):

        def change(element: Element) -> None:
            found = _AREA.fullmatch(element.get("ref", "")) if local(element) == "table" else None
            if not found or int(found[2]) != header or element.get("headerRowCount") == "0":
                return
            columns = [each for each in element.iter() if local(each) == "tableColumn"]
            order = place - column_number(found[1])
            if 0 <= order < len(columns):
                columns[order].set("name", title)

        _edit(page.book.package, part, change)


def _follow_anchor(element: Element, moves: RowMoves) -> None:
    if local(element) != "from" or local(element.getparent()) not in ("twoCellAnchor", "oneCellAnchor", "anchor"):
        return
    row, end = child(element, "row"), child(element.getparent(), "to")
    if row is None:
        return
    number = whole(row.text)
    place = moves.nearest(number + 1) - 1
    if element.getparent().get("editAs") == "absolute":
        return
    row.text = str(place)
    below = child(end, "row")
    if below is not None:  # a picture keeps its height, a shape that grows with its cells does not
        fixed = element.getparent().get("editAs") == "oneCell"
        old = whole(below.text)
        below.text = str(place + old - number if fixed else max(moves.nearest(old + 1) - 1, place))


def _follow_reference(element: Element, moves: RowMoves) -> None:
    for name in ("ref", "sqref") if element.get("ref") or element.get("sqref") else ():
        area = moves.areas(element.get(name, ""))
        if area:
            element.set(name, area)


def _edit(package: Package, part: str, change: Callable[[Element], object]) -> None:
    """Change a part element by element; one that cannot be read is left as it is."""
    try:
        root = parse(package.read(part), part)
    except Unreadable:
        return
    before = serialised(root)
    for element in [each for each in root.iter() if isinstance(each.tag, str)]:
        change(element)
    if serialised(root) != before:
        package.write(part, serialised(root))


def _follow_parts(book: Book, rewriter: Rewriter) -> None:
    """Let charts, form controls and the sources of pivots follow the rows of which they speak."""

    def change(element: Element) -> None:
        if local(element) == "f" and element.text:
            written = rewriter.formula(element.text)
            element.text = element.text if LOST in written else written
        for name in ("fmlaLink", "fmlaRange", "fmlaTxbx", "textlink", "macro"):
            if element.get(name):
                element.set(name, _kept(rewriter, element.get(name), ""))
        if local(element) == "worksheetSource" and (moves := rewriter.moves.get(element.get("sheet", "").casefold())):
            _follow_reference(element, moves)

    for part in _speaking_parts(book.package):
        _edit(book.package, part, change)


def _speaking_parts(package: Package) -> Iterator[str]:
    starts = ("xl/charts/", "xl/drawings/", "xl/ctrlProps/", "xl/pivotCache/pivotCacheDefinition")
    for name in package.names:
        if name.startswith(starts) and name.endswith(".xml"):
            yield name
