"""Turns the first bytes of an image file into what it is: its kind, its pixels, its resolution, or why a document cannot hold it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from lxml import etree

MOST_BYTES = 20_000_000
MOST_PIXELS = 10_000
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:\w+:)?svg[\s>]", re.S)
_OTHERS = (
    (b"GIF8", "GIF"), (b"BM", "BMP"), (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"%PDF", "PDF"), (b"%!PS", "EPS"),
    (b"8BPS", "포토숍(PSD)"), (b"\xd7\xcd\xc6\x9a", "WMF"), (b"\x01\x00\x00\x00", "EMF"), (b"\xff\x0a", "JPEG XL"), (b"\x00\x00\x00\x0cjP", "JPEG 2000"),
)
_START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_STANDALONE = {0x01, *range(0xD0, 0xD9)}
_DRAWN_TAGS = re.compile(r"(?:script|foreignobject|iframe|object|embed|audio|video|handler|set|animate\w*)$", re.I)
_OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!['\"#])|@import|expression\(|javascript:", re.I)


class ImageFault(ValueError):
    """An image that a document cannot hold: `code`, the message, and `hint`."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        """Keep the three apart."""
        super().__init__(message)
        self.code, self.hint = code, hint


@dataclass(frozen=True, slots=True)
class Image:
    """What a file's head says: png, jpeg or svg; pixels (an SVG's own units); pixels an inch, 0 where it does not say.

    `turned` is a photograph that its camera only says to turn (EXIF); `svg` is the drawing without prolog and comments.
    """

    kind: str
    width: float
    height: float
    density: float = 0
    turned: bool = False
    svg: str = ""


def image(data: bytes) -> Image:
    """Return what `data` is; raises ImageFault."""
    if len(data) > MOST_BYTES:
        raise ImageFault("T-PRS-07", f"그림이 {len(data) / 1e6:,.0f} MB로 {MOST_BYTES // 1_000_000} MB를 넘습니다", "크기를 줄여 다시 저장하세요")
    try:
        made = _read(data)
    except (struct.error, IndexError):
        raise _broken("끝까지 들어 있지 않습니다") from None
    if made.width <= 0 or made.height <= 0:
        raise _broken("크기가 0입니다")
    if made.kind != "svg" and max(made.width, made.height) > MOST_PIXELS:
        size = f"{made.width:,.0f}×{made.height:,.0f}"
        raise ImageFault("T-PRS-07", f"그림이 {size} 화소로 한 변이 {MOST_PIXELS:,} 화소를 넘습니다", "가로 3,000 화소면 인쇄에 넉넉합니다")
    return made


def _read(data: bytes) -> Image:
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if _SVG.match(data[3:] if data.startswith(b"\xef\xbb\xbf") else data):
        return _svg(data)
    raise ImageFault("T-PRS-05", f"쓸 수 없는 그림 형식입니다: {_kind(data)}", "PNG나 JPEG로 다시 저장하세요")


def _kind(data: bytes) -> str:
    """Return the name of a format that we do not take."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        brands = {data[8:12], *(data[at : at + 4] for at in range(16, min(len(data), int.from_bytes(data[:4], "big")), 4))}
        if brands & {b"avif", b"avis"}:
            return "AVIF"
        if brands & {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}:
            return "HEIC(아이폰 사진)"
        return "동영상"
    return next((name for head, name in _OTHERS if data.startswith(head)), "그림이 아닌 파일")


def _broken(why: str) -> ImageFault:
    return ImageFault("T-PRS-09", f"그림 파일이 깨졌습니다: {why}", "그림을 다시 저장하세요")


def _png(data: bytes) -> Image:
    length, name = struct.unpack(">L4s", data[8:16])
    width, height = struct.unpack(">2L", data[16:24])
    if name != b"IHDR" or length != 13 or crc32(data[12:29]) != struct.unpack(">L", data[29:33])[0]:
        raise _broken("PNG의 머리가 맞지 않습니다")
    at, density, pixels = 33, 0.0, False
    while True:
        length, name = struct.unpack(">L4s", data[at : at + 8])
        if name == b"pHYs" and data[at + 16] == 1:
            density = struct.unpack(">L", data[at + 8 : at + 12])[0] * 0.0254
        pixels = pixels or name == b"IDAT"
        at += 12 + length
        if at > len(data) or (name == b"IEND" and not pixels):
            raise _broken("끝까지 들어 있지 않습니다")
        if name == b"IEND":
            return Image("png", width, height, density)


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield the marker and body of each segment of a JPEG up to its picture data, and where the segment starts."""
    at = 2
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        if data[at] != 0xFF:
            raise _broken("JPEG의 표시가 맞지 않습니다")
        marker = data[at + 1]
        if marker in _STANDALONE:
            at += 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        yield marker, data[at + 4 : at + 2 + length], at
        if marker in (0xDA, 0xD9):
            return
        at += 2 + length


def _jpeg(data: bytes) -> Image:
    size, density, turned, start = (0, 0), 0.0, False, 0
    for marker, body, start in _segments(data):
        if marker in _START_OF_FRAME:
            bits, height, width, parts = struct.unpack(">BHHB", body[:6])
            if parts == 4:
                raise ImageFault("T-PRS-06", "CMYK 그림입니다: 화면과 인쇄의 색이 달라집니다", "RGB로 바꾸어 다시 저장하세요")
            if bits != 8 or parts not in (1, 3) or marker not in (0xC0, 0xC1, 0xC2):
                raise ImageFault("T-PRS-05", "쓸 수 없는 그림 형식입니다: 특수한 JPEG", "보통의 JPEG나 PNG로 다시 저장하세요")
            size = (width, height)
        elif marker == 0xE0 and body.startswith(b"JFIF\x00"):
            unit, across = struct.unpack(">BH", body[7:10])
            density = across * {1: 1.0, 2: 2.54}.get(unit, 0.0)
        elif marker == 0xE1 and body.startswith(b"Exif\x00\x00"):
            turned = _orientation(body[6:]) not in (0, 1)
        elif marker == 0xEE and body.startswith(b"Adobe") and len(body) >= 12 and body[11] == 2:
            raise ImageFault("T-PRS-06", "CMYK(YCCK) 그림입니다: 화면과 인쇄의 색이 달라집니다", "RGB로 바꾸어 다시 저장하세요")
    if data.rfind(b"\xff\xd9") < start:  # cameras write more behind the picture
        raise _broken("끝까지 들어 있지 않습니다")
    return Image("jpeg", *size, density, turned)


def _orientation(tiff: bytes) -> int:
    """Return the EXIF orientation, 0 where there is none."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (start,) = struct.unpack(order + "L", tiff[4:8])
        (count,) = struct.unpack(order + "H", tiff[start : start + 2])
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack(order + "HHLH", tiff[at : at + 10])
            if tag == 0x0112:
                return value
    except struct.error:
        pass
    return 0


def _svg(data: bytes) -> Image:
    if b"<!ENTITY" in data:
        raise _dangerous("<!ENTITY>")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True))
    except etree.XMLSyntaxError as error:
        raise _broken(f"SVG의 태그가 맞지 않습니다({error.lineno}번째 줄)") from None
    if root.getroottree().xpath("//processing-instruction()"):
        raise _dangerous("<?…?>")
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise _broken("SVG의 xmlns가 없습니다")
    for element in root.iter(etree.Element):
        _harmless(element)
    width, height = _drawing_size(root)
    root.tail = None
    return Image("svg", width, height, svg=etree.tostring(root, encoding="unicode"))


def _harmless(element: etree._Element) -> None:
    """Raise when an element of a drawing runs something or fetches something."""
    name = etree.QName(element).localname
    if _DRAWN_TAGS.match(name):
        raise _dangerous(f"<{name}>")
    for key, value in element.attrib.items():
        own = etree.QName(key).localname.lower()
        if own.startswith("on"):
            raise _dangerous(f"{own}=")
        if own == "href" and not re.match(r"\s*(?:#|data:image/(?:png|jpe?g);)", value, re.I):
            raise _dangerous(f"바깥을 가리키는 href={value[:30]}")
        if _OUTSIDE.search(value):
            raise _dangerous(f"바깥을 가리키는 {own}")
    if name == "style" and _OUTSIDE.search("".join(element.itertext())):
        raise _dangerous("바깥을 가리키는 <style>")


def _dangerous(what: str) -> ImageFault:
    return ImageFault("T-PRS-08", f"스크립트나 바깥 자료가 든 SVG입니다: {what}", "스크립트 없이 다시 저장하거나 PNG로 바꾸세요")


def _drawing_size(root: etree._Element) -> tuple[float, float]:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        if len(box) == 4:
            return float(box[2]), float(box[3])
        sizes = [re.fullmatch(r"\s*([\d.]+)\s*(?:px|pt|mm|cm|in)?\s*", root.get(side, "")) for side in ("width", "height")]
        return tuple(float(size[1]) if size else 0.0 for size in sizes)  # 0: no size is a broken drawing
    except ValueError:
        return 0.0, 0.0
