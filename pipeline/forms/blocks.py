"""Turns the steering tags of a part into blocks: what opens, what stands between, what closes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.forms.tags import CLOSERS, MIDDLES, OPENERS, WORDS, Kind, Tag
from pipeline.problems import Problem


@dataclass(slots=True, eq=False)
class Block:
    """A loop or a condition: its opening tag, its else-tags and its closing tag, and what stands inside."""

    tags: list[Tag]
    body: list[Tag] = field(default_factory=list)

    @property
    def word(self) -> str:
        """for, if or with."""
        return self.tags[0].word

    @property
    def opening(self) -> Tag:
        """The tag that opens the block."""
        return self.tags[0]

    @property
    def closing(self) -> Tag:
        """The tag that closes it."""
        return self.tags[-1]


def pair(tags: Iterable[Tag], file: str) -> tuple[list[Block], list[Problem]]:
    """Return the blocks in the order in which they open, and every tag that has no partner."""
    blocks: list[Block] = []
    stack: list[Block] = []
    problems = []
    for tag in tags:
        word = tag.word
        for block in stack:
            block.body.append(tag)
        if tag.kind is not Kind.BLOCK:
            continue
        if word in OPENERS:
            stack.append(Block([tag]))
            blocks.append(stack[-1])
        elif word in MIDDLES:
            if stack and stack[-1].word in MIDDLES[word]:
                stack[-1].tags.append(tag)
            else:
                problems.append(_without_opening(tag, " 또는 ".join(MIDDLES[word]), file))
        elif word in CLOSERS:
            problems += _close(stack, tag, file)
        elif word not in WORDS:
            hint = "for, if, elif, else, with, set과 그 닫는 태그만 쓸 수 있습니다"
            problems.append(Problem("F-TAG-09", f"쓸 수 없는 태그입니다: {tag.raw}", tag.place.at(file, tag.raw), hint))
    problems += [_unclosed(block, file) for block in stack]
    return [block for block in blocks if block.closing.word in CLOSERS], problems


def _close(stack: list[Block], tag: Tag, file: str) -> list[Problem]:
    """Close the block that `tag` belongs to; blocks that are still open inside it were never closed."""
    opener, problems = CLOSERS[tag.word], []
    if not any(block.word == opener for block in stack):
        return [_without_opening(tag, opener, file)]
    while stack:
        block = stack.pop()
        if block.word == opener:
            block.tags.append(tag)
            break
        problems.append(_unclosed(block, file))
    return problems


def _unclosed(block: Block, file: str) -> Problem:
    tag = block.opening
    return Problem(
        "F-TAG-03",
        f"{tag.raw}을 닫지 않았습니다",
        tag.place.at(file, tag.raw),
        f"뒤에 {{% end{tag.word} %}}를 적으세요",
    )


def _without_opening(tag: Tag, opener: str, file: str) -> Problem:
    message = f"{tag.raw}의 짝이 앞에 없습니다"
    return Problem(
        "F-TAG-03", message, tag.place.at(file, tag.raw), f"앞에 {{% {opener} … %}}를 적거나 이 태그를 지우세요"
    )
