"""Turns one part's tree into a tree with marks where tags belong: healed, paired, hoisted, split."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.forms.blocks import Block, pair
from pipeline.forms.dialect import Dialect, Element, insert_at, local
from pipeline.forms.grammar import check_grammar
from pipeline.forms.healing import heal
from pipeline.forms.hoisting import Hoister
from pipeline.forms.keeping import emptied
from pipeline.forms.places import Places, Surveyor
from pipeline.forms.richtext import RICH
from pipeline.forms.source import Part, Writing, compile_part, serialised
from pipeline.forms.splitting import slot_of, split_at
from pipeline.forms.tags import CELL_WORDS, Kind, Tag, Tags
from pipeline.problems import Problem

# Gives a run the look of a piece: (run, tag) → None, writing marks into the run.
Look = Callable[[Element, Tag, Tags], None]


@dataclass(slots=True)
class Built:
    """A part whose marks stand where its template's tags will."""

    name: str
    root: Element
    tags: Tags
    blocks: list[tuple[Block, str]] = field(default_factory=list)
    typed: list[Tag] = field(default_factory=list)  # the tags that a person typed

    @property
    def repeats(self) -> bool:
        """True when the part holds a loop, so that what must be unique may be copied."""
        return any(block.word == "for" for block, _ in self.blocks)

    def compiled(self, writing: Writing) -> Part:
        """Return the part as a template; raises TemplateSyntaxError."""
        return compile_part(self.name, serialised(self.root), self.tags, writing)


def build(
    name: str, root: Element, dialect: Dialect, file: str, look: Look, survey: Places | None = None
) -> tuple[Built, list[Problem]]:
    """Put the marks of all tags of a part where they belong; with problems the tree is left half done."""
    built = Built(name, root, Tags())
    tags = built.tags
    problems = heal(root, dialect, survey or Surveyor(root, name, dialect), tags, file)
    built.typed = list(tags.all)
    problems += check_grammar(built.typed, file)
    blocks, faults = pair(tags.all, file)
    blocks += _paragraph_values(tags)
    singles = [t for t in tags.all if t.kind is Kind.NOTE or t.word == "set"]
    hoister = Hoister(dialect, tags, file)
    hoister.plan(blocks, singles)
    built.blocks = hoister.blocks
    problems += faults + hoister.problems
    if problems:
        return built, problems
    hoister.move()
    for block, level in hoister.blocks:
        if not level:
            problems += _split_block(block, dialect, file)
    for tag in [tag for tag in tags.all if tag.kind is Kind.VALUE and (tag.letter == "r" or RICH.search(tag.body))]:
        _enrich(tag, dialect, tags, look)
    return built, problems


def cell_words(built: Built) -> list[Tag]:
    """Return the tags that speak about their cell: vm, hm, colspan, cellbg."""
    return [tag for tag in built.tags.all if tag.word in CELL_WORDS]


def _paragraph_values(tags: Tags) -> list[Block]:
    """Turn each `{{p x }}` into a loop over lines that repeats its paragraph."""
    blocks = []
    for tag in list(tags.all):
        if tag.kind is Kind.VALUE and tag.letter == "p":
            opening = tags.made(Kind.BLOCK, f"for _line in ({tag.body})|_lines", tag, -0.1)
            closing = tags.made(Kind.BLOCK, "endfor", tag, 0.1)
            opening.letter = closing.letter = "p"
            tag.body, tag.letter = "_line", "r"
            blocks.append(Block([opening, closing]))
            slot = slot_of(tag.paragraph, tag.mark)
            element, attribute = slot
            setattr(
                element,
                attribute,
                getattr(element, attribute).replace(tag.mark, opening.mark + tag.mark + closing.mark),
            )
    return blocks


def _split_block(block: Block, dialect: Dialect, file: str) -> list[Problem]:
    """Let the tags of a block that reaches over several runs stand between runs."""
    slots = [slot_of(tag.paragraph, tag.mark) for tag in block.tags]
    if all(slot == slots[0] for slot in slots):
        return []
    for tag in block.tags:
        if not _between_runs(tag, dialect):
            split_at(tag, dialect)
    holders = {_holder(tag) for tag in block.tags}
    if len(holders) == 1:
        return []
    tag = block.closing
    hint = "여는 태그와 닫는 태그를 둘 다 링크(필드) 안에, 또는 둘 다 밖에 두세요"
    at = tag.place.at(file, tag.raw)
    return [
        Problem(
            "F-TAG-04",
            f"{block.opening.raw}이 다른 곳에서 닫힙니다",
            at,
            hint,
            (block.opening.place.at(file, block.opening.raw),),
        )
    ]


def _between_runs(tag: Tag, dialect: Dialect) -> bool:
    element, _ = slot_of(tag.paragraph, tag.mark)
    return dialect.above(element, dialect.text) is None or local(element) == dialect.run


def _holder(tag: Tag) -> Element:
    element, attribute = slot_of(tag.paragraph, tag.mark)
    return element if attribute == "text" else element.getparent()


def _enrich(tag: Tag, dialect: Dialect, tags: Tags, look: Look) -> None:
    """Let a value with looks of its own stand in runs of its own, one for each piece."""
    whole = split_at(tag, dialect)
    if whole is None:
        return
    run = emptied(whole, dialect)
    texts = [element for element in run if local(element) == dialect.text]
    for child in list(run):
        if local(child) not in dialect.looks and child is not texts[0]:
            run.remove(child)
    expression, tag.body = tag.body, "_p.text"
    texts[0].text = tag.mark
    look(run, tag, tags)
    holder = _holder(tag)
    # The tag's own mark moved into the new run; a fresh one opens the loop in its old place.
    insert_at(holder, tag.mark, tags.block(f"for _p in ({expression})|_pieces", tag), run, tags.block("endfor", tag))
