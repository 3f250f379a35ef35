"""Turns picture files into objects of a PDF file: JPEG as it is, the compressed lines of a PNG as they are."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace

from reportlab.pdfbase import pdfdoc

from pipeline.write.picture import JPEG, Raster, raster

OPAQUE = 255
FAST = 3  # of zlib's levels
_LINES = 15  # PDF's name for PNG's filtered lines


def shown(data: bytes) -> Raster | None:
    """Return a picture file as PDF can show it; None when it is none that it can, or is damaged."""
    found = raster(data)
    return flattened(found) if found else None


def flattened(image: Raster) -> Raster | None:
    """Return `image` as PDF can show it: a transparent or interlaced PNG is laid on white; None when it is damaged."""
    if image.kind == JPEG or image.plain:
        return image
    from PIL import Image  # 0.1 s, and few pictures are transparent

    try:
        with Image.open(io.BytesIO(image.data)) as opened:
            layer = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # what Pillow raises on broken files
        return None
    paper = layer.convert("RGB")
    if layer.getchannel("A").getextrema() != (OPAQUE, OPAQUE):  # screen shots bear a transparency that they do not use
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer)
    pixels = zlib.compress(paper.tobytes(), FAST)  # PNG's filters help photographs only, and take twice the time
    return replace(image, width=paper.width, height=paper.height, colours=3, depth=8, palette=b"", pixels=pixels, filtered=False)


class ImageObject(pdfdoc.PDFImageXObject):
    """One picture in a PDF file, stored once however often it is drawn."""

    def __init__(self, name: str, image: Raster) -> None:
        super().__init__(name)
        self.image = image

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the object's bytes; reportlab asks for them when it writes the file."""
        image = self.image
        stream = pdfdoc.PDFStream(content=image.data if image.kind == JPEG else image.pixels)
        facts = stream.dictionary
        facts["Type"], facts["Subtype"] = pdfdoc.PDFName("XObject"), pdfdoc.PDFName("Image")
        facts["Width"], facts["Height"], facts["BitsPerComponent"] = image.width, image.height, image.depth
        facts["ColorSpace"] = _colours(image)
        if image.kind == JPEG:
            facts["Filter"] = pdfdoc.PDFName("DCTDecode")
        else:
            facts["Filter"] = pdfdoc.PDFName("FlateDecode")
        if image.kind != JPEG and image.filtered:
            lines = {"Predictor": _LINES, "Colors": image.colours, "BitsPerComponent": image.depth, "Columns": image.width}
            facts["DecodeParms"] = pdfdoc.PDFDictionary(lines)
        return stream.format(document)


def _colours(image: Raster) -> object:
    if not image.palette:
        return pdfdoc.PDFName("DeviceGray" if image.colours == 1 else "DeviceRGB")
    last = len(image.palette) // 3 - 1
    return pdfdoc.PDFArray([pdfdoc.PDFName("Indexed"), pdfdoc.PDFName("DeviceRGB"), last, _Hexadecimal(image.palette)])


class _Hexadecimal(pdfdoc.PDFObject):
    """A string of bytes in hexadecimal."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the string's bytes in the file."""
        return f"<{self.data.hex()}>".encode()
