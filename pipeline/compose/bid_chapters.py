"""Turns the sections of a book into its chapters, and the book's blocks back into those of each section."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from pipeline.compose.markup import Included
from pipeline.compose.prose import Prose, slug, title_anchor
from pipeline.document.blocks import Block, Heading
from pipeline.model.chapter import same_chapter
from pipeline.model.proposal import Section


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a book, as prose; `included` are its blocks where an earlier run may have made them."""

    section: Section
    prose: Prose = field(repr=False)
    included: Included | None = field(default=None, repr=False)

    @property
    def anchor(self) -> str:
        """The place of its heading, under which other sections speak of it."""
        return title_anchor(self.section.title)

    @property
    def title(self) -> str:
        """The section's title."""
        return self.section.title

    @property
    def html(self) -> Markup:
        """The section's text as our templates include it."""
        return Markup(self.prose.html) if self.included is None else Markup('<div data-included="{}"></div>').format(self.anchor)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Sections that stand under one heading, which `anchor` names; without a title there is one section, whose heading is the chapter's."""

    title: str
    anchor: str
    parts: tuple[Part, ...]


def chapters_of(parts: Iterable[Part]) -> tuple[Chapter, ...]:
    """Return the chapters of a book in order: neighbours of one 장 together, a section without 장 alone."""
    made: list[Chapter] = []
    taken: dict[str, int] = {}
    for part in parts:
        title = part.section.chapter
        if title and made and made[-1].title and same_chapter(made[-1].title, title):
            made[-1] = replace(made[-1], parts=(*made[-1].parts, part))
            continue
        name = f"c-{slug(title)}" if title else part.anchor
        taken[name] = taken.get(name, 0) + 1
        made.append(Chapter(title, name if taken[name] == 1 else f"{name}-{taken[name]}", (part,)))
    return tuple(made)


def by_section(blocks: Sequence[Block], anchors: Collection[str]) -> Iterator[tuple[str, Block]]:
    """Yield every block with the anchor of the section that it belongs to, "" before the first.

    `anchors` are those of the headings that begin one, tables of our own among them. A heading right above such a heading is
    the chapter's and belongs to the section below it.
    """
    here = ""
    for order, block in enumerate(blocks):
        for heading in blocks[order : order + 2] if isinstance(block, Heading) else ():
            if isinstance(heading, Heading) and heading.anchor in anchors:
                here = heading.anchor
                break
        yield here, block
