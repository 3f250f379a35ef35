"""Turns the machine's font folders into the files in them that hold faces which agencies ask for, by the names that systems give them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from pipeline.write import fonts

FOLDERS = (
    *fonts.SYSTEM_FOLDERS,
    Path("/System/Library/Fonts"),
    Path("/System/Library/Fonts/Supplemental"),
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
)
# The files in which systems keep the faces that agencies ask for; what a file really holds is read from it.
KNOWN: dict[str, tuple[str, ...]] = {
    "맑은고딕": ("malgun.ttf", "malgunbd.ttf"),
    "함초롬바탕": ("hanbatang.ttf", "hanbatangb.ttf"),
    "함초롬돋움": ("handotum.ttf", "handotumb.ttf"),
    **dict.fromkeys(("바탕", "바탕체", "궁서", "궁서체"), ("batang.ttc",)),
    **dict.fromkeys(("굴림", "굴림체", "돋움", "돋움체"), ("gulim.ttc",)),
    "나눔바른고딕": ("nanumbarungothic.ttf", "nanumbarungothicbold.ttf"),
    "나눔스퀘어": ("nanumsquarer.ttf", "nanumsquareb.ttf"),
    "hy신명조": ("h2mjsm.ttf",),
    "hy견명조": ("h2mjre.ttf",),
    "hy중고딕": ("h2gtrm.ttf",),
    "hy견고딕": ("h2gtre.ttf",),
    "hy헤드라인m": ("h2hdrm.ttf",),
    "은바탕": ("unbatang.ttf", "unbatangbold.ttf"),
    "은돋움": ("undotum.ttf", "undotumbold.ttf"),
}
_OURS = ("nanummyeongjo.ttf", "nanummyeongjobold.ttf")  # which fonts.serif looks for
_MOST_FILES = 20_000  # that are looked at for a known name


def installed() -> dict[str, Path]:
    """Return the files of known names in the machine's font folders, by their names in small letters, the first of each name."""
    return _installed(FOLDERS)


def at_hand() -> str:
    """Return a text that differs where this machine has other font files of known names, and so may draw other pages."""
    return repr(sorted((name, path.stat().st_size) for name, path in installed().items()))


@cache
def _installed(folders: tuple[Path, ...]) -> dict[str, Path]:
    wanted = {*_OURS, *(file for files in KNOWN.values() for file in files)}
    found: dict[str, Path] = {}
    for path in islice(_files(folders), _MOST_FILES):
        if path.name.lower() in wanted and path.is_file():
            found.setdefault(path.name.lower(), path)
    return found


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for home, inner, names in os.walk(folder):
            inner.sort()
            yield from (Path(home, name) for name in sorted(names))
