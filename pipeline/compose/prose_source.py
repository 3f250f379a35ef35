"""Turns a section's text into lines that know their file and line, with the reusable paragraphs it names taken in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath

from pipeline.compose.prose_held import FOREIGN, Held, Place
from pipeline.model.proposal import Section
from pipeline.problems import Location, Problem

MOST_TAKEN = 200  # paragraphs taken in by one section, also through one another
_TAKE = re.compile(r" {0,3}@문단\s*\(\s*([^()]+?)\s*\)\s*$")
_FENCE = re.compile(r"(?P<before>[\s>]*)(?P<item>(?:[-*+]\s+|\d+[.)]\s+)*)(?P<sign>`{3,}|~{3,})(?P<rest>.*)$")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class Source:
    """Lines of Markdown; `places` holds the file and line that each came from."""

    lines: list[str]
    places: list[Place]

    def place(self, index: int) -> Place:
        """Return where line `index` (from 0) came from; the nearest line when there is none."""
        return self.places[max(0, min(index, len(self.places) - 1))] if self.places else ("", 0)


def location(place: Place) -> Location:
    """Return a place as problems name it."""
    return Location(*place)


def taken_in(section: Section, library: Mapping[str, str], held: Held) -> tuple[Source, list[Problem]]:
    """Return the lines of `section` with each `@문단(이름)` replaced by that paragraph of `library`."""
    file = section.at.file or section.file
    shelf = _shelf(file)
    source, problems = Source([], []), []
    taken = 0

    def add(lines: list[str], file: str, first: int, above: tuple[str, ...], asked: tuple[Location, ...]) -> None:
        nonlocal taken
        for row, (line, fenced) in enumerate(zip(lines, in_fences(lines)), first):
            if fenced or not line.lstrip().startswith("@문단"):
                source.lines.append(line)
                source.places.append((file, row))
                continue
            name, at = _TAKE.match(line), Location(file, row)
            problem = _refusal(name[1] if name else "", at, library, above, taken)
            if problem or name is None:
                problems.append(problem)
                continue
            taken += 1
            text, start = _body(library[name[1]])
            source.lines.append("")
            source.places.append((file, row))
            add(_lines(text, held), f"{shelf}/{name[1]}.md", start, (*above, name[1]), (*asked, at))
            source.lines.append("")
            source.places.append((file, row))

    add(_lines(section.text, held), file, section.line, (), ())
    return source, problems


def in_fences(lines: Iterable[str]) -> Iterator[bool]:
    """Yield for each line whether it belongs to a fenced block of code; a quotation or item that ends closes its block."""
    fence, quoted, indent = "", False, 0
    for line in lines:
        bare = line.lstrip(" \t")
        if fence and ((quoted and not bare.startswith(">")) or (indent and bare and len(line) - len(bare) < indent)):
            fence = ""
        if fence:
            yield True
            closing = line.strip(" \t>")
            if len(closing) >= len(fence) and set(closing) == {fence[0]}:
                fence = ""
            continue
        found = _FENCE.match(line)
        if found and not (found["sign"][0] == "`" and "`" in found["rest"]):
            fence, quoted = found["sign"], ">" in found["before"]
            indent = found.start("sign") if found["item"] and not quoted else 0
        yield bool(fence)


def _lines(text: str, held: Held) -> list[str]:
    """Return the lines of `text`: letters that nobody can see are gone, those of our own plane are held apart."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = FOREIGN.sub(lambda found: held.literal(found[0]), _INVISIBLE.sub("", text))
    return text.split("\n")


def _body(text: str) -> tuple[str, int]:
    """Return a reusable paragraph without its front matter, and the line on which it starts."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0].strip() == "---":
        for row, line in enumerate(lines[1:], 2):
            if line.strip() == "---":
                return "\n".join(lines[row:]), row + 1
    return "\n".join(lines), 1


def _shelf(file: str) -> str:
    """Return the folder of reusable paragraphs beside the contract folders: data/NAME/proposal/x.md → data/_library."""
    parents = PurePosixPath(file).parents
    return (parents[2] / "_library").as_posix() if len(parents) > 2 else "_library"


def _refusal(name: str, at: Location, library: Mapping[str, str], above: tuple[str, ...], taken: int) -> Problem | None:
    if not name:
        return Problem("T-PRS-18", "재사용 문단을 부르는 줄을 읽을 수 없습니다", at, "한 줄에 @문단(보안관리)처럼 홀로 적으세요")
    if name not in library:
        near = get_close_matches(name, library, 3, 0.3) or sorted(library)[:8]
        hint = f"비슷한 이름: {', '.join(near)}" if near else "data/_library에 .md 파일을 두세요"
        return Problem("T-PRS-18", f"재사용 문단이 없습니다: {name}", at, hint)
    if name in above:
        way = " → ".join((*above[above.index(name) :], name))
        return Problem("T-PRS-19", f"재사용 문단이 서로를 끝없이 부릅니다: {way}", at, "한쪽의 @문단 줄을 지우세요")
    if taken >= MOST_TAKEN:
        return Problem("T-PRS-19", f"재사용 문단을 {MOST_TAKEN}번 넘게 불렀습니다: {name}", at, "문단끼리 부르는 줄을 줄이세요")
    return None
