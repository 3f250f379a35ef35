"""Turns a section's Markdown into semantic XHTML for markup.blocks, with its pictures, its drawings and the requirements it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pipeline.compose.bid_type import room_of
from pipeline.compose.prose_blocks import Blocks
from pipeline.compose.prose_draft import Draft, Reference, slug, title_anchor
from pipeline.compose.prose_held import Held
from pipeline.compose.prose_lines import arranged
from pipeline.compose.prose_marks import marked
from pipeline.compose.prose_parser import tokens
from pipeline.compose.prose_source import taken_in
from pipeline.compose.prose_values import filled
from pipeline.document.blocks import Figure, Picture
from pipeline.language.environment import Environment
from pipeline.model.proposal import Answer, Section
from pipeline.problems import Problem

__all__ = ["Prose", "Reference", "prose", "slug", "title_anchor", "unresolved"]


@dataclass(frozen=True, slots=True)
class Prose:
    """A section ready for markup.blocks: XHTML without the section's own title, and what it names.

    `anchors` are those of its headings, captioned tables and figures; `references` the anchors that its text speaks of.
    """

    html: str
    pictures: dict[str, Picture]
    answers: tuple[Answer, ...]
    drawings: dict[str, Figure]
    anchors: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


def prose(
    section: Section, names: Mapping[str, Any], environment: Environment, folder: Path, library: Mapping[str, str],
) -> tuple[Prose | None, list[Problem]]:
    """Return what `section` says and all that is wrong with it, each with its file and line.

    `names` is what {{ }} may name, besides `charts`; `folder` is the proposal's, where images lie; `library` holds reusable
    paragraphs by name. The prose is None only when its expressions cannot be read at all; it is made even where problems stop a build.
    """
    held = Held()
    taken, problems = taken_in(section, library, held)
    source, drawings, wrong = filled(taken, environment, names, held, Draft(section, folder, taken, held, {}).key)
    problems += wrong
    if source is None:
        return None, problems
    read = arranged(marked(source, held), held)
    draft = Draft(section, folder, read, held, drawings, room_of(names.get("proposal"), section.volume))
    html = Blocks(draft, tokens("\n".join(read.lines))).html()
    for inset in held.insets:
        if inset.answers and not inset.met:
            draft.problem("T-PRS-17", f"답 표시가 글 밖에 있어 자리를 잃습니다: {inset.plain}", inset.at, "문단이나 칸의 글 안에 두세요")
    draft.judge_blanks(problems + draft.problems)
    problems += draft.problems
    first = section.at.file or section.file
    problems.sort(key=lambda problem: (problem.at.file != first, problem.at.file, problem.at.row))
    made = Prose(html, draft.pictures, tuple(draft.answers), draft.drawings, tuple(draft.anchors), tuple(draft.references))
    return made, problems


def unresolved(sections: Iterable[tuple[Section, Prose]]) -> list[Problem]:
    """Return a problem for each reference that no title, heading or caption of `sections` (one document) bears, and for titles that are alike."""
    problems: list[Problem] = []
    known: dict[str, str] = {}
    made = list(sections)
    for section, one in made:
        anchor = title_anchor(section.title)
        if anchor in known:
            problems.append(Problem("T-PRS-20", f"같은 제목의 절이 둘입니다: {section.title}", section.at, "한쪽의 제목을 바꾸세요"))
        known[anchor] = section.title
        known.update((anchor, anchor.removeprefix("s-")) for anchor in one.anchors)
    for _, one in made:
        for reference in one.references:
            if reference.anchor not in known:
                near = get_close_matches(reference.anchor, known, 3, 0.5)
                hint = f"비슷한 이름: {', '.join(known[anchor] for anchor in near)}" if near else "절의 제목이나 표와 그림의 제목을 쓰세요"
                problems.append(Problem("T-PRS-20", f"가리키는 절이 없습니다: #{reference.name}", reference.at, hint))
    return problems
