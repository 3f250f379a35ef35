"""Turns blocks into places between elements: a loop that fills a row repeats the row; so do paragraphs, cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pipeline.forms.blocks import Block
from pipeline.forms.dialect import SHEET, Dialect, Element, content, inside, local, put_after, put_before, replace
from pipeline.forms.keeping import keep_one
from pipeline.forms.tags import MARK, Kind, Tag, Tags
from pipeline.problems import Problem

_JOINING = re.compile(r"\bloop\.(last|first)\b")
_LEVEL_NAMES = {"p": "문단", "tc": "칸", "tr": "행"}
_OUTSIDE = {"tr": "표의 행", "tc": "표의 칸"}


class Hoister:
    """Decides for every steering tag whether it stays in its text or moves out around an element, then moves it."""

    def __init__(self, dialect: Dialect, tags: Tags, file: str) -> None:
        self._dialect, self._tags, self._file = dialect, tags, file
        self._elements: dict[Tag, Element] = {}  # the element that a hoisted tag stands before, after or in place of
        self._holders: dict[Tag, Element] = {}  # the parent of that element
        self.blocks: list[tuple[Block, str]] = []  # with their level: "" in the text, p, tc, tr
        self.problems: list[Problem] = []

    def plan(self, blocks: Iterable[Block], singles: Iterable[Tag]) -> None:
        """Find the level of every block; problems are gathered, the tree stays as it is."""
        for block in blocks:
            level = self._level(block)
            if level is not None:
                self.blocks.append((block, level))
        for tag in singles:
            self._plan_single(tag)
        for block, level in self.blocks:
            if level:
                self._check(block, level)

    def move(self) -> None:
        """Write the marks of all hoisted tags between the elements, in the order in which they were typed."""
        before: dict[Element, list[str]] = defaultdict(list)
        after: dict[Element, list[str]] = defaultdict(list)
        sole = {element: self._is_only_tags(element) for element in dict.fromkeys(self._elements.values())}
        for tag in sorted(self._elements, key=lambda tag: tag.order):
            element = self._elements[tag]
            if not sole[element]:
                (after if self._stands_last(tag, element) else before)[element].append(tag.mark)
        for tag in self._elements:
            tag.inline = False
            _erase(tag.paragraph, tag.mark, self._dialect)
        for element, alone in sole.items():
            if alone:
                marks = [
                    tag.mark for tag in sorted(self._elements, key=lambda t: t.order) if self._elements[tag] is element
                ]
                replace(element, "".join(marks))
            else:
                put_before(element, "".join(before[element]))
                put_after(element, "".join(after[element]))
        self._drop_emptied()
        for block, level in self.blocks:
            if level in ("p", "tr"):
                keep_one(block, level, self._holders[block.closing], self._dialect, self._tags)

    def _level(self, block: Block) -> str | None:
        letters = {tag.letter for tag in block.tags if tag.letter}
        if len(letters) > 1:
            self._report(
                "F-TAG-03",
                block.closing,
                "여는 태그와 닫는 태그의 글자(tr, p, tc, r)가 다릅니다",
                "같은 글자를 쓰세요",
                block.opening,
            )
            return None
        if letters:
            return self._lettered(block, letters.pop())
        paragraphs = [tag.paragraph for tag in block.tags]
        if all(paragraph is paragraphs[0] for paragraph in paragraphs):
            return self._settle(block, "p", paragraphs) if self._fills_paragraph(block) else ""
        for level in ("p", "tc", "tr"):
            elements = [self._dialect.above(paragraph, self._dialect.levels[level]) for paragraph in paragraphs]
            if None in elements or len({element.getparent() for element in elements}) > 1:
                continue
            row = elements[0].getparent()
            if level == "tc" and (self._dialect is SHEET or self._fills(block, row)):
                return self._settle(block, "tr", [row] * len(elements))
            return self._settle(block, level, elements)
        hint = "여는 태그와 닫는 태그를 같은 표, 같은 칸, 같은 글상자 안에 두세요"
        self._report("F-TAG-04", block.closing, f"{block.opening.raw}이 다른 곳에서 닫힙니다", hint, block.opening)
        return None

    def _lettered(self, block: Block, letter: str) -> str | None:
        if letter == "r":
            paragraphs = {tag.paragraph for tag in block.tags}
            if len(paragraphs) == 1:
                return ""
            self._report(
                "F-TAG-04",
                block.closing,
                "{%r %}가 다른 문단에서 닫힙니다",
                "문단을 넘으려면 {%p %}를 쓰세요",
                block.opening,
            )
            return None
        elements = [self._dialect.above(tag.paragraph, self._dialect.levels[letter]) for tag in block.tags]
        if None in elements:
            outside = next(tag for tag, element in zip(block.tags, elements, strict=True) if element is None)
            self._report(
                "F-TAG-09",
                outside,
                f"{{%{letter} %}}는 {_OUTSIDE[letter]} 안에서만 쓸 수 있습니다",
                "글자를 지우거나 {%p %}로 고치세요",
            )
            return None
        if len({element.getparent() for element in elements}) > 1:
            hint = "여는 태그와 닫는 태그를 같은 표 안에 두세요"
            self._report("F-TAG-04", block.closing, f"{block.opening.raw}이 다른 곳에서 닫힙니다", hint, block.opening)
            return None
        return self._settle(block, letter, elements)

    def _settle(self, block: Block, level: str, elements: list[Element]) -> str:
        for tag, element in zip(block.tags, elements, strict=True):
            self._elements[tag], self._holders[tag] = element, element.getparent()
        return level

    def _plan_single(self, tag: Tag) -> None:
        """A comment or {% set %} takes its paragraph (or the row, the cell that its letter names) away with it."""
        level = tag.letter if tag.letter in ("p", "tr", "tc") else "p"
        element = self._dialect.above(tag.paragraph, self._dialect.levels[level])
        if element is not None and (tag.letter or self._may_go(element)) and self._is_only_tags(element, extra=tag):
            self._elements[tag] = element

    def _fills_paragraph(self, block: Block) -> bool:
        """True when the block is all that its paragraph says, unless it strings things together in one line."""
        paragraph = block.opening.paragraph
        if local(paragraph) == "is" or not self._fills(block, paragraph):
            return False
        if block.word == "for":
            return not any(_JOINING.search(tag.body) for tag in block.body)
        return self._may_go(paragraph)

    def _may_go(self, paragraph: Element) -> bool:
        siblings = [e for e in paragraph.getparent() if local(e) in (self._dialect.paragraph, "tbl", "sdt")]
        return len(siblings) > 1

    def _fills(self, block: Block, element: Element) -> bool:
        text = content(element, self._dialect)
        return self._blank(text.partition(block.opening.mark)[0]) and self._blank(text.partition(block.closing.mark)[2])

    def _blank(self, text: str) -> bool:
        """True when `text` shows nothing; steering tags show nothing."""
        rest = MARK.sub(lambda mark: "x" if self._tags.all[int(mark[1])].kind is Kind.VALUE else "", text)
        return not rest.strip()

    def _is_only_tags(self, element: Element, extra: Tag | None = None) -> bool:
        """True when `element` holds nothing but tags that move out of it, so that it goes with them."""
        text = content(element, self._dialect)
        for tag in self._tags.of(text):
            target = self._elements.get(tag, element if tag is extra else None)
            if target is not None and (target is element or target in list(element.iterancestors())):
                text = text.replace(tag.mark, "")
        return not text.strip()

    def _stands_last(self, tag: Tag, element: Element) -> bool:
        if tag.word.startswith("end"):
            return True
        ahead = content(element, self._dialect).partition(tag.mark)[0]
        return tag.word in ("elif", "else") and not self._blank(ahead)

    def _check(self, block: Block, level: str) -> None:
        """A tag that moves out must stand at the edge of its element, and take no page set-up along."""
        for tag in block.tags:
            element = self._elements[tag]
            if any(local(e) in self._dialect.settings for e in element.iter()):
                self._report(
                    "F-TAG-11",
                    tag,
                    "쪽 설정이 들어 있는 문단입니다",
                    "앞에 빈 문단을 하나 두고 그다음 문단에 태그를 적으세요",
                )
            whole = len({self._elements[other] for other in block.tags}) == 1 and (tag.letter or self._dialect is SHEET)
            if whole or self._is_only_tags(element):
                continue
            ahead, _, behind = content(element, self._dialect).partition(tag.mark)
            opening, closing = tag is block.opening, tag is block.closing
            if self._blank(ahead) and not closing or self._blank(behind) and not opening:
                continue
            name = _LEVEL_NAMES[level]
            message = f"여러 {name}에 걸친 태그가 {name} 한가운데에 있습니다"
            self._report("F-TAG-05", tag, message, f"태그를 {name}의 맨 앞이나 맨 뒤, 또는 따로 만든 {name}에 두세요")

    def _report(self, code: str, tag: Tag, message: str, hint: str, other: Tag | None = None) -> None:
        related = (other.place.at(self._file, other.raw),) if other else ()
        self.problems.append(Problem(code, message, tag.place.at(self._file, tag.raw), hint, related))

    def _drop_emptied(self) -> None:
        """Take away a paragraph that held only a tag which moved out farther, when its cell has another."""
        for tag, element in self._elements.items():
            paragraph = tag.paragraph
            if element is paragraph or local(paragraph) == "is" or paragraph.getparent() is None:
                continue
            if not content(paragraph, self._dialect).strip() and self._may_go(paragraph):
                replace(paragraph, "")


def _erase(paragraph: Element, mark: str, dialect: Dialect) -> None:
    """Take a mark out of the texts of its paragraph."""
    for element in inside(paragraph, dialect):
        if mark in (element.text or ""):
            element.text = element.text.replace(mark, "")
        if mark in (element.tail or ""):
            element.tail = element.tail.replace(mark, "")
