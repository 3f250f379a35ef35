"""Turns a TrueType file into a font of PDF whose codes are the letters' own (UTF-16), so that pages can be drawn apart and bound later."""

from __future__ import annotations

import io
from collections.abc import Iterable
from hashlib import sha256
from itertools import groupby

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from pipeline.write.pdf.coding import NO_BREAK, SPACE, coded, promised, resource, stand_ins

LETTERS = "letters"  # what a canvas's document keeps for us: font's name → the letters drawn with it
_MAP_ROWS = 100  # of one list in a map to Unicode, as its format allows


_read: dict[str, IdentityFont] = {}


def register(font: IdentityFont) -> None:
    """Let reportlab draw with `font` under its name."""
    _read[font.fontName] = font
    registerFont(font)


def registered(name: str) -> IdentityFont:
    """Return the font that was promised or registered under `name`, read; KeyError where there is none."""
    if name not in _read:
        register(IdentityFont(name, str(promised[name])))
    return _read[name]


class _GlyphTable:
    """The glyf table by slices, so that each subset does not copy 4 MB first."""

    def __init__(self, data: bytes, offset: int) -> None:
        self.data, self.offset = data, offset

    def __getitem__(self, part: slice) -> bytes:
        return self.data[self.offset + part.start : self.offset + part.stop]


class IdentityFont(TTFont):
    """A TrueType font that is read once, and embedded in each document with the letters used there.

    reportlab numbers letters as a document uses them; here the code of a letter is its UTF-16 unit, the same in every document.
    """

    def __init__(self, name: str, path: str) -> None:
        """Read the file at `path`; raises TTFError or OSError where it is no TrueType font that may be embedded."""
        super().__init__(name, path)
        face, whole_table = self.face, self.face.get_table
        glyphs = _GlyphTable(face._ttf_data, face.get_table_pos("glyf")[0])
        face.get_table = lambda tag: glyphs if tag == "glyf" else whole_table(tag)
        self._base = face.name.decode("ascii")
        face.name = b"identity " + face.name  # reportlab makes one font of all those of one face; this one is for our pages alone
        self._stand_ins = stand_ins(map(chr, (code for code, glyph in face.charToGlyph.items() if glyph)))

    def letters(self) -> dict[str, float]:
        """Return every letter that the font has, with its advance in em."""
        advances = self.face.charWidths
        return {chr(code): advances[code] / 1000 for code, glyph in self.face.charToGlyph.items() if glyph}

    # What reportlab's canvas asks of a font whose codes depend on the document.

    def splitString(self, text: str, doc: pdfdoc.PDFDocument, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """Return `text` as one stretch of codes; the document is told which letters are drawn."""
        text = text if isinstance(text, str) else text.decode(encoding)
        used = "".join(letter for letter in text if self.face.charToGlyph.get(ord(letter)))
        getattr(doc, LETTERS).setdefault(self.fontName, set()).update(used)
        return [(0, coded(used, self._stand_ins))] if used else []

    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:
        """Return the font's name on every page."""
        return "/" + resource(self.fontName)

    def embed(self, doc: pdfdoc.PDFDocument, letters: Iterable[str]) -> None:
        """Add the font to `doc` with `letters`, under its name in the fonts that every page sees."""
        codes = sorted({ord(letter) for letter in letters if letter != NO_BREAK} | {ord(SPACE)})
        face = self.face
        base = self._base_name(codes)
        file, glyph_of = _subset(face, codes)
        told = {code: ord(self._stand_ins.get(chr(code), chr(code))) for code in codes}
        widths = {told[code]: round(face.charWidths.get(code, face.defaultWidth)) for code in codes}
        usual = max(widths.values(), key=list(widths.values()).count)
        descriptor = pdfdoc.PDFDictionary({
            "Type": "/FontDescriptor", "FontName": pdfdoc.PDFName(base), "Flags": 4, "FontBBox": pdfdoc.PDFArray(face.bbox),
            "ItalicAngle": face.italicAngle, "Ascent": face.ascent, "Descent": face.descent, "CapHeight": face.capHeight,
            "StemV": face.stemV, "FontFile2": _stream(doc, f"file:{base}", file, {"Length1": len(file)}),
        })
        system = pdfdoc.PDFDictionary({"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0})
        own = pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": pdfdoc.PDFName(base), "CIDSystemInfo": system,
            "FontDescriptor": doc.Reference(descriptor, f"descriptor:{base}"), "DW": usual, "W": _widths(widths, usual),
            "CIDToGIDMap": _stream(doc, f"glyphs:{base}", _glyph_map({told[code]: glyph_of[code] for code in codes})),
        })
        whole = pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": pdfdoc.PDFName(base), "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([doc.Reference(own, f"own:{base}")]),
            "ToUnicode": _stream(doc, f"unicode:{base}", _to_unicode({told[code]: chr(code) for code in codes})),
        })
        doc.idToObject["BasicFonts"].dict[resource(self.fontName)] = doc.Reference(whole, f"font:{base}")

    def _base_name(self, codes: list[int]) -> str:
        """Return the font's name with six letters before it that tell this choice of letters from another."""
        digest = sha256(repr(codes).encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + self._base


def _subset(face: object, codes: list[int]) -> tuple[bytes, dict[int, int]]:
    """Return the font file with the glyphs of `codes`, and the place of each code's glyph in it: in order, equal ones once, after glyph 0."""
    places = {0: 0}
    glyph_of = {code: places.setdefault(face.charToGlyph.get(code, 0), len(places)) for code in codes}
    return face.makeSubset(codes), glyph_of


def _stream(doc: pdfdoc.PDFDocument, name: str, content: bytes, facts: dict[str, int] | None = None) -> pdfdoc.PDFObjectReference:
    return doc.Reference(pdfdoc.PDFStream(pdfdoc.PDFDictionary(facts or {}), content, [pdfdoc.PDFZCompress]), name)


def _widths(widths: dict[int, int], usual: int) -> pdfdoc.PDFArray:
    """Return the advances that are not the usual one, a list for each run of codes."""
    others = [(code, width) for code, width in sorted(widths.items()) if width != usual]
    rows: list[object] = []
    for _, run in groupby(enumerate(others), lambda found: found[1][0] - found[0]):
        found = [each for _, each in run]
        rows += [found[0][0], pdfdoc.PDFArray([width for _, width in found])]
    return pdfdoc.PDFArray(rows)


def _glyph_map(glyphs: dict[int, int]) -> bytes:
    table = bytearray(2 * (max(glyphs) + 1))
    for code, glyph in glyphs.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _to_unicode(letters: dict[int, str]) -> bytes:
    """Return the map by which readers turn codes back into text; letters beyond the first plane are surrogate pairs in it."""
    rows = [f"<{code:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for code, letter in sorted(letters.items())]
    made = io.StringIO()
    made.write("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n")
    made.write("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
    for start in range(0, len(rows), _MAP_ROWS):
        part = rows[start : start + _MAP_ROWS]
        made.write(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n")
    made.write("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return made.getvalue().encode()
