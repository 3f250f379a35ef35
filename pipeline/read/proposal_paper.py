"""Turns what people write of a proposal's paper (방향: 횡, 줄간격: 160%, 여백: [25, 15, 20, 20]) into plain values, and nonsense into problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pipeline.model.proposal import Direction, Margins, Proposal
from pipeline.problems import Problem, Severity
from pipeline.read.located import Cell, Listing, Node, Record
from pipeline.read.phrase import joined, quoted
from pipeline.read.schema import label_of

BAD_TYPE, BAD_MARGINS, NO_FONT = "D-PRO-11", "D-PRO-12", "D-PRO-13"
SIZES = (Decimal(8), Decimal(24))  # pt of running text
LINES = (Decimal(100), Decimal(300))  # % of the size
MARGINS = (Decimal(5), Decimal(60))  # mm
LONGEST_FACE = 40  # letters of a face's name
MOST_FONT = 80_000_000  # bytes

_DIRECTION, _SUMMARY_DIRECTION, _MARGINS, _SIZE, _LINE, _LEAST = (
    label_of(Proposal, name) for name in ("direction", "summary_direction", "margins", "size", "line", "least_size")
)
_SIDES = tuple(label_of(Margins, name) for name in ("top", "bottom", "left", "right"))
_WAYS = {"종": Direction.PORTRAIT, "세로": Direction.PORTRAIT, "횡": Direction.LANDSCAPE, "가로": Direction.LANDSCAPE}
_UNITS = {_SIZE: r"\s*(?:pt|포인트)", _LEAST: r"\s*(?:pt|포인트)", _LINE: r"\s*%"}
_UNPRINTABLE = re.compile(r"[\x00-\x1f<>\"{};\\]")


def as_typed(tree: Node | None) -> tuple[Node | None, list[Problem]]:
    """Return proposal.yaml with its paper in one spelling: directions as 세로 and 가로, numbers without units, margins by their sides."""
    if not isinstance(tree, Record):
        return tree, []
    values, problems = dict(tree.values), []
    for label, node in tree.values.items():
        name = "".join(label.split())
        if isinstance(node, Cell) and node.value and name in (_DIRECTION, _SUMMARY_DIRECTION):
            way = _WAYS.get(re.sub(r"\s|방향|A4", "", node.value))
            values[label] = node._replace(value=way.value if way else node.value)
        elif isinstance(node, Cell) and node.value and name in _UNITS:
            values[label] = node._replace(value=re.sub(_UNITS[name] + "$", "", node.value.strip(), flags=re.IGNORECASE))
        elif isinstance(node, Listing) and name == _MARGINS:
            del values[label]
            if len(node.items) == len(_SIDES):
                sides = dict(zip(_SIDES, node.items, strict=True))
                values[label] = Record(sides, dict.fromkeys(_SIDES, node.line), node.file, node.line, node.field)
            else:
                hint = "바른 보기: 여백: [25, 15, 20, 20] — 위, 아래, 왼쪽, 오른쪽"
                problems.append(Problem(BAD_MARGINS, f"여백의 값이 {len(node.items)}개입니다. 네 개를 적습니다", tree.place(label), hint))
    return tree._replace(values=values, lines={label: tree.lines[label] for label in values}), problems


def paper_faults(settings: Proposal, folder: Path) -> Iterator[Problem]:
    """Yield what is wrong with the type, the margins and the font files of a proposal in `folder`."""
    yield from _faces(settings)
    if settings.size is not None and not (SIZES[0] <= settings.size <= SIZES[1] and settings.size % Decimal("0.5") == 0):
        what = f"본문크기 {settings.size:f}pt는 쓸 수 없습니다"
        yield _problem(BAD_TYPE, what, settings, "size", f"{SIZES[0]}~{SIZES[1]}pt를 0.5pt 단위로 적음. 바른 보기: 본문크기: 12")
    if settings.line_factor is not None and not LINES[0] <= settings.line_factor * 100 <= LINES[1]:
        what = f"줄간격 {settings.line:f}은 쓸 수 없습니다"
        yield _problem(BAD_TYPE, what, settings, "line", f"{LINES[0]}~{LINES[1]}%로 적음. 바른 보기: 줄간격: 160")
    if settings.margins is not None:
        yield from _margins(settings.margins)
    yield from _font_files(settings, folder)


def _faces(settings: Proposal) -> Iterator[Problem]:
    for name in ("face", "heading_face"):
        face = getattr(settings, name)
        if len(face) > LONGEST_FACE or _UNPRINTABLE.search(face):
            what = f"{joined(quoted(face[:LONGEST_FACE]), '은(는)')} 글꼴의 이름이 아닙니다"
            yield _problem(BAD_TYPE, what, settings, name, "편집기의 글꼴 목록에 보이는 이름 하나를 적음. 바른 보기: 휴먼명조")


def _margins(margins: Margins) -> Iterator[Problem]:
    for side, length in zip(_SIDES, (margins.top, margins.bottom, margins.left, margins.right), strict=True):
        if length is not None and not MARGINS[0] <= length <= MARGINS[1]:
            hint = f"{MARGINS[0]}~{MARGINS[1]}mm로 적음. 바른 보기: {side}: 20"
            yield Problem(BAD_MARGINS, f"여백 {side} {length:f}mm는 쓸 수 없습니다", margins.at.at_field(side), hint)


def _font_files(settings: Proposal, folder: Path) -> Iterator[Problem]:
    for name in settings.font_files:
        if fault := _fault_of(folder, name):
            hint = "바른 보기: 글꼴파일: [fonts/글꼴.ttf]"
            yield replace(_problem(NO_FONT, f"{fault}: {name}", settings, "font_files", hint), severity=Severity.WARNING)


def _fault_of(folder: Path, name: str) -> str:
    """Return why the font file `name` of a proposal is not read; "" where it is."""
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            return "글꼴 파일이 제안서 폴더 밖에 있습니다"
        if not path.is_file():
            return "글꼴 파일이 없습니다"
        return f"글꼴 파일이 {MOST_FONT // 1_000_000}MB보다 큽니다" if path.stat().st_size > MOST_FONT else ""
    except OSError:
        return "글꼴 파일을 읽지 못합니다"


def font_bytes(settings: Proposal, folder: Path) -> dict[str, bytes]:
    """Return the font files of a proposal in `folder` by the names that they have there, without those that cannot be read."""
    found: dict[str, bytes] = {}
    for name in settings.font_files:
        if not _fault_of(folder, name):
            with suppress(OSError):
                found[name] = (folder / name).read_bytes()
    return found


def _problem(code: str, message: str, settings: Proposal, field: str, hint: str) -> Problem:
    return Problem(code, message, settings.at.at_field(label_of(Proposal, field)), hint)
