"""Turns the address and width that a writer gives an image into a picture of the document with its size on paper."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote

from pipeline.compose.bid_type import Room
from pipeline.compose.prose_image import MOST_BYTES, Image, ImageFault, image
from pipeline.document.blocks import Figure, Picture

_LEAST = 5.0
_SCREEN = 96.0  # pixels an inch where the file does not say
_SUFFIXES = {".png", ".jpg", ".jpeg", ".svg"}


def picture(address: str, width: float, words: str, folder: Path, room: Room = Room()) -> tuple[Picture | Figure, bool]:
    """Return the image at `address` inside `folder`, `width` mm wide (0: as its pixels say), and whether its camera wants it turned.

    `words` is its caption, read out where it cannot be seen; `room` is the page's. Raises ImageFault.
    """
    path = _path(address, folder)
    if path.stat().st_size > MOST_BYTES:
        size = path.stat().st_size / 1e6
        raise ImageFault("T-PRS-07", f"그림이 {size:,.0f} MB로 {MOST_BYTES // 1_000_000} MB를 넘습니다: {address}", "크기를 줄여 다시 저장하세요")
    try:
        data = path.read_bytes()
    except OSError:
        raise ImageFault("T-PRS-03", f"그림 파일을 열 수 없습니다: {address}", "읽기 권한이 있는 파일인지 확인하세요") from None
    try:
        head = image(data)
    except ImageFault as fault:
        raise ImageFault(fault.code, f"{fault}: {address}", fault.hint) from None
    across, down = _size(head, width, address, room)
    words = words or Path(address).stem
    if head.kind == "svg":
        return Figure(head.svg, across, down, words), False
    return Picture(data, head.kind, across, down, words), head.turned


def _path(address: str, folder: Path) -> Path:
    """Return the file that `address` names, whatever way its letters are composed (macOS takes Hangul apart)."""
    plain = address.replace("\\", "/")
    if re.match(r"[a-z][a-z0-9+.-]+:", plain, re.I) and not re.match(r"[a-z]:/", plain, re.I) or plain.startswith("//"):
        raise ImageFault("T-PRS-04", f"인터넷의 그림은 쓸 수 없습니다: {address}", "내려받아 제안서 폴더의 images에 두세요")
    root = folder.resolve()
    outside = ImageFault("T-PRS-04", f"제안서 폴더 밖의 그림입니다: {address}", "그림을 제안서 폴더의 images에 두고 images/이름.png로 쓰세요")
    if plain.startswith("/") or re.match(r"[a-z]:", plain, re.I) or ".." in plain.split("/") and not (root / plain).resolve().is_relative_to(root):
        raise outside
    for name in dict.fromkeys((plain, unquote(plain), unicodedata.normalize("NFD", plain), unicodedata.normalize("NFC", plain))):
        try:
            path = (root / name).resolve()
            found = path.is_file()
        except (OSError, ValueError):
            continue
        if found:
            if not path.is_relative_to(root):
                raise outside  # a link that leads out
            return path
    raise ImageFault("T-PRS-03", f"그림 파일이 없습니다: {address or '(이름 없음)'}", _near(plain, root))


def _near(name: str, root: Path) -> str:
    """Return what to do about an image that is not there: the names near it."""
    known = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.suffix.lower() in _SUFFIXES) if root.is_dir() else []
    near = get_close_matches(name, known, 3, 0.5)
    return f"비슷한 이름: {', '.join(near)}" if near else "제안서 폴더의 images에 두고 images/이름.png로 쓰세요"


def _size(head: Image, width: float, address: str, room: Room) -> tuple[float, float]:
    """Return width and height on paper in mm."""
    ratio = head.height / head.width
    if not width:
        density = head.density if 50 <= head.density <= 1200 else _SCREEN
        natural = room.widest if head.kind == "svg" else head.width * 25.4 / density
        width = min(natural, room.widest, room.highest / ratio)
    elif not _LEAST <= width <= room.width:
        raise ImageFault("T-PRS-10", f"그림의 폭 {width:g} mm가 쪽에 맞지 않습니다: {address}", f"폭은 {_LEAST:g}에서 {room.width:g}까지입니다")
    elif width * ratio > room.highest:
        most = int(room.highest / ratio)
        hint = f"{{폭={most}}}까지 됩니다" if most >= _LEAST else "그림을 나누세요"
        raise ImageFault("T-PRS-10", f"그림의 높이가 {width * ratio:.0f} mm로 한 쪽에 들어가지 않습니다: {address}", hint)
    return width, width * ratio
