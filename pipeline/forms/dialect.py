"""Turns the XML of the formats into one vocabulary: paragraph, run, text, cell, row, table, by their local names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

Element = etree._Element
OBJECT = "\ufffc"  # stands in a text for a picture, a field, a table: something that is not nothing


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one format calls the elements that text and tags live in (local names, whatever the prefix)."""

    paragraph: str
    run: str
    cell: str
    row: str
    table: str
    text: str = "t"
    spaces: frozenset[str] = frozenset()  # elements that stand for white space between letters
    objects: frozenset[str] = frozenset()  # elements that show something
    settings: frozenset[str] = frozenset()  # elements whose loss would lose the page set-up
    looks: frozenset[str] = frozenset()  # first children that hold the look of a run or paragraph
    dropped: frozenset[str] = frozenset()  # parents whose text a reader does not see
    levels: dict[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "levels", {"p": self.paragraph, "tc": self.cell, "tr": self.row})

    def above(self, element: Element, name: str) -> Element | None:
        """Return `element` itself or the nearest ancestor called `name`, or None."""
        while element is not None and local(element) != name:
            element = element.getparent()
        return element


WORD = Dialect(
    paragraph="p",
    run="r",
    cell="tc",
    row="tr",
    table="tbl",
    spaces=frozenset({"tab", "br", "cr", "noBreakHyphen", "softHyphen"}),
    objects=frozenset(
        {"drawing", "pict", "object", "fldChar", "sym", "footnoteReference", "endnoteReference", "br", "oMath"}
    ),
    settings=frozenset({"sectPr"}),
    looks=frozenset({"rPr", "pPr", "tcPr", "trPr", "tblPr", "tblGrid"}),
    dropped=frozenset({"del", "moveFrom"}),
)
HANGUL = Dialect(
    paragraph="p",
    run="run",
    cell="tc",
    row="tr",
    table="tbl",
    spaces=frozenset({"lineBreak", "tab", "nbSpace", "fwSpace", "hyphen"}),
    objects=frozenset(
        {
            "pic",
            "container",
            "ole",
            "equation",
            "line",
            "rect",
            "ellipse",
            "arc",
            "polygon",
            "curve",
            "autoNum",
            "chart",
        }
    ),
    settings=frozenset({"secPr"}),
)
SHEET = Dialect(
    paragraph="is",
    run="r",
    cell="c",
    row="row",
    table="sheetData",
    objects=frozenset({"v", "f"}),
    looks=frozenset({"rPr"}),
)


def local(element: Element) -> str:
    """Return an element's name without its namespace ("" for a comment or an instruction)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def prefix(element: Element) -> str:
    """Return the prefix with its colon with which `element` is written ("" for a default namespace)."""
    return f"{element.prefix}:" if element.prefix else ""


def inside(element: Element, dialect: Dialect) -> Iterator[Element]:
    """Yield the descendants of a paragraph in order, leaving out paragraphs that are nested in it."""
    for child in element:
        if local(child) == dialect.paragraph:
            continue
        yield child
        yield from inside(child, dialect)


def content(element: Element, dialect: Dialect) -> str:
    """Return what a reader sees of `element`: the letters of its texts, marks, and OBJECT for all else that shows."""
    pieces: list[str] = []
    _gather(element, dialect, pieces)
    return "".join(pieces)


def _gather(element: Element, dialect: Dialect, pieces: list[str]) -> None:
    texts = local(element) == dialect.text
    if texts:
        pieces.append(element.text or "")
    for child in element:
        name = local(child)
        if name in dialect.objects or name in dialect.settings or name == dialect.table:
            pieces.append(OBJECT)
        if name not in dialect.dropped:
            _gather(child, dialect, pieces)
        if texts:
            pieces.append(child.tail or "")


def put_before(element: Element, text: str) -> None:
    """Write `text` into the tree right before `element`."""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent = element.getparent()
        parent.text = (parent.text or "") + text


def put_after(element: Element, text: str) -> None:
    """Write `text` into the tree right after `element`."""
    element.tail = text + (element.tail or "")


def replace(element: Element, text: str) -> None:
    """Take `element` out of the tree, `text` standing in its place."""
    put_before(element, text + (element.tail or ""))
    element.tail = None
    element.getparent().remove(element)


def insert_at(holder: Element, mark: str, before: str, element: Element, after: str) -> None:
    """Put `before`, `element` and `after` in the place of `mark` among the children of `holder`."""
    if mark in (holder.text or ""):
        left, _, right = holder.text.partition(mark)
        holder.text, at = left + before, 0
    else:
        child = next(child for child in holder if mark in (child.tail or ""))
        left, _, right = child.tail.partition(mark)
        child.tail, at = left + before, holder.index(child) + 1
    holder.insert(at, element)
    element.tail = after + right
