"""Turns the pictures that a fill hangs over cells into drawings of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from pipeline.forms.archive import Entry, Package
from pipeline.forms.building import Built
from pipeline.forms.dialect import Element, local
from pipeline.forms.hanging import hang_over_cell
from pipeline.forms.pictures import MEDIA_TYPES, PICTURE
from pipeline.forms.prepared import Gaps, Prepared, open_end, to_bytes
from pipeline.forms.running import Run
from pipeline.forms.tags import Tag, Tags
from pipeline.forms.workbook import RELATION, relations
from pipeline.forms.xml import parse

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_TYPES = "[Content_Types].xml"
_BEHIND_DRAWING = (
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)


def hang(package: Package, sheets: dict[str, Built], made: Prepared, file: str) -> dict[str, str]:
    """Give every sheet with a picture tag a drawing; return drawing → the sheet's part."""
    pictured = [built for built in sheets.values() if any(PICTURE.search(tag.body) for tag in built.tags.all)]
    types, _ = parse(package, _TYPES, file) if pictured else (None, [])
    if types is None:
        return {}
    hung = {
        _drawing_of(built, number, package, types, made, file): built.name for number, built in enumerate(pictured, 1)
    }
    known = {element.get("Extension", "").lower() for element in types}
    for kind, media_type in MEDIA_TYPES.items():
        if kind not in known:
            types.insert(
                0, etree.Element(types.tag.replace("Types", "Default"), Extension=kind, ContentType=media_type)
            )
    made.replaced[_TYPES] = to_bytes(types)
    gaps = {drawing: _open_relations(package, drawing, file) for drawing in hung}
    made.added |= {relations_of(drawing) for drawing in hung}
    made.draw, made.extra = hang_over_cell, _adder(hung, gaps)
    return hung


def new_drawing() -> Element:
    """Return a drawing without anything in it."""
    return etree.Element(f"{{{_DRAWING}}}wsDr", nsmap={"xdr": _DRAWING, "a": _MAIN})


def take_anchors(root: Element, sheet_part: str, tags: Tags, like: Tag) -> None:
    """Let a drawing end with the pictures of its sheet."""
    mark = tags.value(f"{sheet_part!r}|_anchors", like)
    if len(root):
        root[-1].tail = (root[-1].tail or "") + mark
    else:
        root.text = mark


def relations_of(part: str) -> str:
    """Return the part that holds the relationships of `part`."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _adder(hung: dict[str, str], gaps: dict[str, Gaps]) -> Callable[[Run], Iterable[Entry]]:
    def extra(run: Run) -> Iterable[Entry]:
        names: dict[bytes, str] = {}
        markup = dict.fromkeys(hung.values(), "")
        for part, _, _, number, picture in run.state.get("hung", ()):
            name = names.setdefault(picture.data, f"form{len(names) + 1}.{picture.kind}")
            markup[part] += (
                f'<Relationship xmlns="{_RELS}" Id="rIdForm{number}" Type="{_OFFICE}/image" Target="../media/{name}"/>'
            )
        yield from (gap.filled(relations_of(drawing), markup[hung[drawing]]) for drawing, gap in gaps.items())
        yield from (Entry.of(f"xl/media/{name}", data, stored=True) for data, name in names.items())

    return extra


def _drawing_of(built: Built, number: int, package: Package, types: Element, made: Prepared, file: str) -> str:
    """Return the drawing of a sheet; one that has none gets one."""
    known = next((element for element in built.root if local(element) == "drawing"), None)
    if known is not None:
        return relations(package, built.name).get(known.get(RELATION, ""), "")
    drawing = f"xl/drawings/formDrawing{number}.xml"
    at = next((at for at, element in enumerate(built.root) if local(element) in _BEHIND_DRAWING), len(built.root))
    element = etree.Element(built.root.tag.replace("worksheet", "drawing"), {RELATION: "rIdForm"}, nsmap={"r": _OFFICE})
    built.root.insert(at, element)
    name = relations_of(built.name)
    root, _ = parse(package, name, file) if name in package.entries else (None, [])
    if root is None:
        root = etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})
    etree.SubElement(root, f"{{{_RELS}}}Relationship", Id="rIdForm", Type=f"{_OFFICE}/drawing", Target=f"/{drawing}")
    made.replaced[name] = to_bytes(root)
    etree.SubElement(types, types.tag.replace("Types", "Override"), PartName=f"/{drawing}", ContentType=_DRAWING_TYPE)
    return drawing


def _open_relations(package: Package, drawing: str, file: str) -> Gaps:
    name = relations_of(drawing)
    root, _ = parse(package, name, file) if name in package.entries else (None, [])
    if root is None:
        root = etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})
    open_end(root)
    return Gaps.of(root)
