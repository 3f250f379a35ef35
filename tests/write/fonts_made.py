"""Makes small TrueType fonts with Hangul for tests, of the one that the program brings, under invented names."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from pipeline.write import fonts

LETTERS = "가나다라마바사아자차카타파하0123456789 .,-()"


@cache
def made_font(family: str, bold: bool = False, rights: int = 0, text: str = LETTERS) -> bytes:
    """Return a font file of this Korean family with the letters of `text`; `rights` is its fsType."""
    font = TTFont(fonts.sans().bold if bold else fonts.sans().regular, lazy=True)
    options = Options()
    options.name_IDs, options.layout_features, options.hinting = ["*"], [], False
    options.drop_tables += ["TSI0", "TSI1", "TSI2", "TSI3", "TSI5"]
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    names = font["name"]
    names.names = []
    style = "Bold" if bold else "Regular"
    latin = f"Made{len(family)}{style}{sum(map(ord, family)) % 9973}"
    for identity, words in ((1, latin), (2, style), (4, latin), (6, latin)):
        names.setName(words, identity, 3, 1, 0x409)
    names.setName(family, 1, 3, 1, 0x412)
    names.setName(f"{family} {style}" if bold else family, 4, 3, 1, 0x412)
    font["OS/2"].fsType = rights
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["head"].macStyle = int(bold)
    return _saved(font)


@cache
def made_collection(*families: str) -> bytes:
    """Return a collection (.ttc) of such fonts."""
    collection = TTCollection()
    collection.fonts = [TTFont(BytesIO(made_font(family))) for family in families]
    file = BytesIO()
    collection.save(file)
    return file.getvalue()


def with_table(data: bytes, tag: str, change) -> bytes:
    """Return a font file in which `change` was done to one table's bytes; everything else stays as it is."""
    font = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
    tables = {name: font.reader[name] for name in font.reader.keys()}
    tables[tag] = change(tables[tag])
    head = b"\0\1\0\0" + len(tables).to_bytes(2, "big") + bytes(6)
    at, rows, bodies = len(head) + 16 * len(tables), b"", b""
    for name, body in sorted(tables.items()):
        rows += name.encode().ljust(4) + bytes(4) + (at + len(bodies)).to_bytes(4, "big") + len(body).to_bytes(4, "big")
        bodies += body + bytes(-len(body) % 4)
    return head + rows + bodies


def _saved(font: TTFont) -> bytes:
    file = BytesIO()
    font.save(file)
    return file.getvalue()
