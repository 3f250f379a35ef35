"""Turns sheets of a workbook of ours into sheets of a person's workbook that lacks them, with all that hangs on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.sheet import Sheet, Workbook
from pipeline.write.to_xlsx import write_workbook
from pipeline.write.xlsx.their_book import Book, Page
from pipeline.write.xlsx.their_moves import Rewriter
from pipeline.write.xlsx.their_relations import Relations, set_type, type_of
from pipeline.write.xlsx.their_xml import local, parse, serialised

_STYLE = re.compile(rb'(<(?:c|row|col)\s[^<>]*?\b(?:s|style)=")(\d+)(")')
_SHARED = re.compile(rb' t="s"([^<>]*)>(<v>\d+</v>)</c>')
_NUMBERED = re.compile(r"(.*?)\d*(\.\w+)")


def add_pages(book: Book, workbook: Workbook, missing: Sequence[Sheet]) -> None:
    """Add sheets of ours behind theirs, written as in a workbook of their own."""
    data, _ = write_workbook(replace(workbook, sheets=tuple(missing)))
    fresh = Book(data)
    hidden = {each.get("name", ""): each.get("state", "") for each in fresh.root.iter("{*}sheet")}
    renamed = {
        page.title.casefold(): title for page in fresh.pages if (title := book.free_title(page.title)) != page.title
    }
    rewriter = Rewriter({}, renamed)
    texts = fresh.values.items()
    places: dict[str, int] = {}
    for page in fresh.pages:
        added = book.add_page(page.title, _content(book, page, texts, rewriter), state=hidden[page.title])
        _bring(fresh, page.part, book, added.part, rewriter)
        places[str(fresh.place(page))] = book.place(added)
    names = [each for each in fresh.names() if each.get("localSheetId") in places]
    for name in names:
        name.text = rewriter.formula(name.text or "") if renamed else name.text
    if names:
        book.add_names(names, places)


def _content(book: Book, page: Page, texts: dict[bytes, str], rewriter: Rewriter) -> bytes:
    """Return the sheet's part with its styles as they are numbered here, and its texts in its cells."""
    frame = page.frame
    for element in frame.iter():
        match local(element):
            case "cfRule" if element.get("dxfId"):
                element.set("dxfId", book.styles.adopted(page.book.styles, int(element.get("dxfId", "0")), "dxfs"))
            case "sheetView":  # two selected sheets would be edited as one
                element.attrib.pop("tabSelected", None)
            case "formula" | "formula1" if rewriter.names and element.text:
                element.text = rewriter.formula(element.text)
    if rewriter.names:
        page.grid.rewrite(rewriter, page.title, lambda row, letters: None)

    def restyled(found: re.Match[bytes]) -> bytes:
        return found[1] + book.styles.adopted(page.book.styles, int(found[2])).encode() + found[3]

    def spoken(found: re.Match[bytes]) -> bytes:
        return b' t="inlineStr"' + found[1] + b"><is>" + texts[found[2]].encode() + b"</is></c>"

    return _SHARED.sub(spoken, _STYLE.sub(restyled, page.bytes))


def _bring(fresh: Book, part: str, book: Book, target: str, rewriter: Rewriter) -> None:
    """Bring along what a part refers to, each under a name that is free."""
    old = Relations(fresh.package, part)
    if not old.all:
        return
    new = Relations(book.package, target)
    for each in old.all:
        copied = each.target
        if not each.external:
            content = fresh.package.read(each.target)
            found = _NUMBERED.fullmatch(each.target)
            copied = book.package.free_name(found[1], found[2]) if found else each.target
            book.package.write(copied, _renamed(content, each.target, rewriter))
            content_type, by_suffix = type_of(fresh.package, each.target)
            set_type(book.package, copied, content_type, by_suffix=by_suffix)
            _bring(fresh, each.target, book, copied, rewriter)
        new.add(each.kind, copied, external=each.external, id=each.id)
    new.save()


def _renamed(content: bytes, part: str, rewriter: Rewriter) -> bytes:
    """Return a part whose formulas speak of the sheets under the names that they have here."""
    if not rewriter.names or not part.endswith(".xml"):
        return content
    root = parse(content, part)
    for element in root.iter():
        if local(element) == "f" and element.text:
            element.text = rewriter.formula(element.text)
    return serialised(root)
