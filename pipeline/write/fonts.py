"""Turns the need for a Korean typeface into font files on this machine, without touching the network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SYSTEM_FOLDERS = (
    Path("C:/Windows/Fonts"),
    Path.home() / "AppData/Local/Microsoft/Windows/Fonts",
    Path("/usr/share/fonts/truetype/nanum"),
    Path("/Library/Fonts"),
    Path.home() / "Library/Fonts",
)


@dataclass(frozen=True, slots=True)
class Face:
    """A family as two TrueType files."""

    name: str
    regular: Path
    bold: Path


@cache
def sans() -> Face:
    """Return NanumGothic from the koreanize-matplotlib package (files by path, never imported: its import costs 0.7 s)."""
    package = find_spec("koreanize_matplotlib")
    folders = (package.submodule_search_locations if package else None) or ()
    found = {path.name: path for folder in folders for path in Path(folder).rglob("*.ttf")}
    if "NanumGothic.ttf" not in found:
        for folder in SYSTEM_FOLDERS:
            found |= {path.name: path for path in folder.glob("NanumGothic*.ttf")}
    if not {"NanumGothic.ttf", "NanumGothicBold.ttf"} <= found.keys():
        raise FileNotFoundError("NanumGothic.ttf")
    return Face("NanumGothic", found["NanumGothic.ttf"], found["NanumGothicBold.ttf"])


@cache
def serif() -> Face:
    """Return NanumMyeongjo where the system has it (reportlab cannot embed the CFF serifs), else the sans face."""
    for folder in SYSTEM_FOLDERS:
        regular, bold = folder / "NanumMyeongjo.ttf", folder / "NanumMyeongjoBold.ttf"
        if regular.exists() and bold.exists():
            return Face("NanumMyeongjo", regular, bold)
    return sans()
