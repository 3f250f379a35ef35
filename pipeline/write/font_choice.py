"""Turns the faces that a document names into the font files with which its PDF is drawn: the face itself where it is at hand, else one of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pipeline.document.blocks import FontFile, Typesetting
from pipeline.document.faces import folded, is_serif
from pipeline.write import fonts, theme
from pipeline.write.font_file import MOST_BYTES, FaceInFile, FontFault, faces_in
from pipeline.write.font_folders import KNOWN, installed
from pipeline.write.fonts import Face

_MAKERS = {**{f"한양{name}": f"HY{name}" for name in ("신명조", "견명조", "중고딕", "견고딕")}, **{name: f"HY{name}" for name in ("신명조", "견명조", "중고딕", "견고딕")}}
SERIFS = ("함초롬바탕", "바탕", "은바탕")  # which stand in for another serif, where 나눔명조 is not there
_NAMES = {"NanumGothic": "나눔고딕", "NanumMyeongjo": "나눔명조"}


@dataclass(frozen=True, slots=True)
class Cut:
    """One weight of a face within a font file (`file` for messages); `name` tells it from every other font of a process."""

    name: str
    index: int
    file: str = field(compare=False)
    data: bytes = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a PDF is drawn with for one face of a document.

    `asked` is the face named, "" for none; `family` the one drawn. `face` are the files of a family that this program trusts, else
    `regular` and `bold` (None where the family has none) are cuts of others.
    """

    asked: str
    family: str
    face: Face | None = None
    regular: Cut | None = None
    bold: Cut | None = None

    @property
    def exact(self) -> bool:
        """True where the face that was named, or one that was left to us, is drawn."""
        return not self.asked or folded(self.asked) == folded(self.family)


@dataclass(frozen=True, slots=True)
class Choices:
    """The faces of a whole document, and what is wrong with the font files that it brings along: file → why."""

    body: Choice
    sans: Choice
    faults: tuple[tuple[str, str], ...] = ()


def choices(type: Typesetting) -> Choices:
    """Return what the PDF of a document set in `type` is drawn with. Equal machines choose alike; nothing is fetched."""
    faults: dict[str, str] = {}
    theirs = list(_theirs(type.files, faults))
    body, sans = _choice(type.face, theme.SERIF, theirs, faults), _choice(type.sans, theme.SANS, theirs, faults)
    asked = {folded(type.face or theme.SERIF), folded(type.sans or theme.SANS)}
    for file in theirs:
        if not any(face.names & asked for face in file.faces) and file.name not in faults:
            faults[file.name] = f"‘{file.faces[0].family}’의 파일로, 쓰는 글꼴이 아님"
    return Choices(body, sans, tuple(faults.items()))


def like(asked: str) -> Choice:
    """Return what stands in for a face that is not at hand: one of 한글's own as its maker sells it, else a usual one of its kind."""
    if (made := _MAKERS.get(folded(asked))) and (found := _cuts(made, _known(made), {})):
        return Choice(asked, made, None, found.regular, found.bold)
    if not is_serif(asked):
        return trusted(asked)
    if fonts.serif() == fonts.sans():
        for name in SERIFS:
            if found := _cuts(name, _known(name), {}):
                return Choice(asked, name, None, found.regular, found.bold)
    return trusted(asked)


def trusted(asked: str) -> Choice:
    """Return the face of the asked one's kind that this program brings or the system is trusted for."""
    face = fonts.serif() if is_serif(asked) else fonts.sans()
    return Choice(asked, _NAMES[face.name], face)


@dataclass(frozen=True, slots=True)
class _Read:
    """A font file as read; `name` is what messages call it, `mark` tells its bytes from any others."""

    name: str
    data: bytes = field(repr=False)
    faces: tuple[FaceInFile, ...]
    mark: str


def _read(name: str, data: bytes) -> _Read:
    return _Read(name, data, faces_in(data), sha256(data).hexdigest()[:12])


def _theirs(files: Iterable[FontFile], faults: dict[str, str]) -> Iterator[_Read]:
    for file in files:
        try:
            yield _read(file.name, file.data)
        except FontFault as fault:
            faults[file.name] = str(fault)


def _choice(asked: str, usual: str, theirs: list[_Read], faults: dict[str, str]) -> Choice:
    if found := _cuts(asked or usual, theirs, faults):
        return found
    if not asked:
        return Choice("", _NAMES[fonts.sans().name], fonts.sans())
    for face in (fonts.sans(), fonts.serif()):
        if folded(asked) in (folded(face.name), folded(_NAMES[face.name])):
            return Choice(asked, asked, face)
    if found := _cuts(asked, _known(asked), faults):
        return found
    return like(asked)


def _cuts(asked: str, files: Iterable[_Read], faults: dict[str, str]) -> Choice | None:
    """Return the face where the files hold it and a PDF may; a file that holds it in vain gets its fault."""
    weights: dict[bool, Cut] = {}
    for file in files:
        for face in (face for face in file.faces if folded(asked) in face.names):
            if face.refused:
                faults.setdefault(file.name, face.refused)
                continue
            weights.setdefault(face.bold, Cut(f"{_latin(face)}-{face.index}-{file.mark}", face.index, file.name, file.data))
    if not weights:
        return None
    regular = weights.get(False) or weights[True]
    return Choice(asked, asked, None, regular, weights.get(True))


def _latin(face: FaceInFile) -> str:
    return "".join(letter for letter in face.postscript if letter.isascii() and letter.isalnum()) or "Font"


def _known(asked: str) -> Iterator[_Read]:
    there = installed()
    for name in KNOWN.get(folded(asked), ()):
        if name in there and (file := _of_system(there[name])):
            yield file


@lru_cache(8)
def _of_system(path: Path) -> _Read | None:
    """Return a font file of the machine; a damaged one is as good as none."""
    try:
        return _read(path.name, path.read_bytes()) if path.stat().st_size <= MOST_BYTES else None
    except (OSError, FontFault):
        return None
