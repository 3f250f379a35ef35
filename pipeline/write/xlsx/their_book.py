"""Turns a person's .xlsx into a book of pages that can be edited in their own parts, and back into the file."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property

from pipeline.write.xlsx.their_grid import Grid
from pipeline.write.xlsx.their_moves import column_letters, quoted
from pipeline.write.xlsx.their_package import Package
from pipeline.write.xlsx.their_relations import Relations, drop, set_type
from pipeline.write.xlsx.their_styles import Styles
from pipeline.write.xlsx.their_values import Values
from pipeline.write.xlsx.their_xml import (
    MAIN,
    RELATION,
    Element,
    Unreadable,
    child,
    children,
    made_child,
    parse,
    plain,
    serialised,
    whole,
)

BOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences",
    "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches",
)  # fmt: skip
SHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges",
    "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr",
    "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
)  # fmt: skip
_WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_HEAD_LINES = 60  # people may write above the header
_DATA = b"<sheetData/>"


class Page:
    """One sheet: its grid of rows, the frame of everything else in its part, and its relationships, read when asked for."""

    def __init__(self, book: Book, name: str, part: str) -> None:
        self.book, self.title, self.part = book, name, part

    @cached_property
    def grid(self) -> Grid:
        """The rows and cells."""
        return Grid(plain(self.book.package.read(self.part), self.part), self.part)

    @cached_property
    def frame(self) -> Element:
        """The part without its rows."""
        root = parse(self.grid.head + _DATA + self.grid.tail, self.part)
        self._before = serialised(root)
        return root

    @cached_property
    def relations(self) -> Relations:
        """What the sheet shows or links to."""
        return Relations(self.book.package, self.part)

    @cached_property
    def head(self) -> list[tuple[int, str, str]]:
        """The texts of the first rows: (row, letters of the column, text)."""
        numbers = sorted(number for number in self.grid.rows if number <= _HEAD_LINES)
        cells = (
            (number, cell, self.book.values.of(cell)) for number in numbers for cell in self.grid.rows[number].cells
        )
        return [(number, cell[0].decode(), value) for number, cell, value in cells if isinstance(value, str)]

    def value(self, number: int, letters: str) -> object:
        """Return the value of a cell."""
        return self.book.values.of(self.grid.cell(number, letters))

    def made(self, name: str) -> Element:
        """Return an element of the frame, made at its place when it is not there."""
        return made_child(self.frame, name, SHEET_ORDER)

    @property
    def bytes(self) -> bytes:
        """The part as it is now."""
        content = serialised(self.frame)
        if content == self._before:
            head, tail = self.grid.head, self.grid.tail
        else:
            head, _, tail = content.partition(_DATA)
        return self.grid.bytes(head, tail)

    def save(self) -> bool:
        """Put the part into the package; False when nothing of it changed."""
        opened = self.__dict__.keys()
        if "relations" in opened:
            self.relations.save()
        framed = "frame" in opened and serialised(self.frame) != self._before
        if "grid" in opened and (self.grid.changed or framed):
            size = child(self.frame, "dimension")
            if size is not None and self.grid.rows:
                size.set("ref", f"A1:{column_letters(max(self.grid.width, 1))}{max(self.grid.rows)}")
            self.book.package.write(self.part, self.bytes)
            return True
        return False


class Book:
    """A person's workbook."""

    def __init__(self, data: bytes) -> None:
        """Open the workbook; raises Unreadable when it cannot be edited part by part."""
        self.package = Package(data)
        starts = Relations(self.package, "").of_kind("officeDocument")
        if not starts:
            raise Unreadable("")
        self.part = starts[0]
        self.root = parse(self.package.read(self.part), self.part)
        if self.root.tag != f"{{{MAIN}}}workbook":  # the strict dialect, or another kind of document
            raise Unreadable(self.part)
        self._before = serialised(self.root)
        self.relations = Relations(self.package, self.part)
        self.pages = self._pages()
        strings = (self.relations.of_kind("sharedStrings") or [""])[0]
        setup = child(self.root, "workbookPr")
        is_1904 = setup is not None and setup.get("date1904") in ("1", "true")
        self.values = Values(self.package, strings, is_1904=is_1904)

    @cached_property
    def styles(self) -> Styles:
        """The styles of cells."""
        parts = self.relations.of_kind("styles")
        if not parts:
            part = self.package.free_name(f"{self.part.rpartition('/')[0]}/styles", ".xml")
            self.relations.add("styles", part)
            set_type(self.package, part, _STYLES_TYPE)
            return Styles(self.package, part)
        return Styles(self.package, parts[0])

    def _pages(self) -> list[Page]:
        targets = {each.id: each.target for each in self.relations.all if each.kind == "worksheet"}
        sheets = ((each.get("name", ""), targets.get(each.get(f"{{{RELATION}}}id", ""), "")) for each in self._sheets)
        return [Page(self, name, part) for name, part in sheets if part in self.package]

    @property
    def _sheets(self) -> list[Element]:
        return list(children(child(self.root, "sheets"), "sheet"))

    def add_page(self, name: str, content: bytes, *, state: str = "") -> Page:
        """Add a sheet behind the others; a name that is taken gets a number."""
        folder = self.part.rpartition("/")[0]
        part = self.package.free_name(f"{folder}/worksheets/sheet", ".xml")
        self.package.write(part, content)
        set_type(self.package, part, _WORKSHEET_TYPE)
        number = 1 + max((whole(each.get("sheetId")) for each in self._sheets), default=0)
        facts = {
            "name": self.free_title(name),
            "sheetId": str(number),
            f"{{{RELATION}}}id": self.relations.add("worksheet", part),
        }
        sheets = made_child(self.root, "sheets", BOOK_ORDER)
        sheets.append(
            sheets.makeelement(f"{{{MAIN}}}sheet", facts | ({"state": state} if state else {}), {"r": RELATION})
        )
        page = Page(self, facts["name"], part)
        self.pages.append(page)
        return page

    def free_title(self, name: str) -> str:
        """Return a name that no sheet has."""
        taken = {each.get("name", "").casefold() for each in self._sheets}
        tried, number = name, 1
        while tried.casefold() in taken:
            number += 1
            tail = f" ({number})"
            tried = name[: 31 - len(tail)] + tail
        return tried

    def place(self, page: Page) -> int:
        """Return the number of a sheet by which names of its own refer to it."""
        return next(number for number, each in enumerate(self._sheets) if each.get("name") == page.title)

    def names(self) -> list[Element]:
        """Return all defined names."""
        return list(children(child(self.root, "definedNames"), "definedName"))

    def name_range(self, name: str, page: Page, letters: str, first: int, last: int) -> None:
        """Point a name to cells of a column, unless it does so already, however it is spelled."""
        found = next(
            (each for each in self.names() if each.get("name") == name and each.get("localSheetId") is None), None
        )
        cells = f"${letters}${first}:${letters}${last}"
        if found is not None and (found.text or "").strip() in (
            f"{quoted(page.title)}!{cells}",
            f"{page.title}!{cells}",
        ):
            return
        if found is None:
            listing = made_child(self.root, "definedNames", BOOK_ORDER)
            found = listing.makeelement(f"{{{MAIN}}}definedName", {"name": name})
            listing.append(found)
        found.text = f"{quoted(page.title)}!{cells}"

    def add_names(self, names: list[Element], places: Mapping[str, int]) -> None:
        """Add names that belong to sheets: `places` has the number here for each one there."""
        listing = made_child(self.root, "definedNames", BOOK_ORDER)
        for each in names:
            own = deepcopy(each)
            own.set("localSheetId", str(places[each.get("localSheetId", "")]))
            own.tail = None
            listing.append(own)

    def saved(self) -> bytes:
        """Return the file: the very bytes that were opened when nothing changed."""
        changed = [page for page in self.pages if page.save()]
        if "styles" in self.__dict__:
            self.styles.save()
        if changed:
            self._recalculate()
        if serialised(self.root) != self._before:
            self.package.write(self.part, serialised(self.root))
        self.relations.save()
        if changed:
            for part in self.relations.of_kind("calcChain"):
                drop(self.package, part, self.part)
        return self.package.saved()

    def _recalculate(self) -> None:
        """Have the program compute everything when it opens the file."""
        made_child(self.root, "calcPr", BOOK_ORDER).set("fullCalcOnLoad", "1")
