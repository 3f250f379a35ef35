"""Turns a YAML file into a located tree: mappings, lists and scalars as typed, each with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from pipeline.problems import Location, Problem
from pipeline.read.from_disk import read_text
from pipeline.read.located import Cell, Listing, Node, Record
from pipeline.read.phrase import quoted
from pipeline.read.text import clean

MAX_DEPTH = 50
MAX_REPEATED = 10_000  # nodes that aliases may add; an alias bomb adds billions
_CORE_TAGS = "tag:yaml.org,2002:"
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_QUOTE = "값을 따옴표로 감쌈: '…'"

# What libyaml says → what a person should look at.
_HINTS = {
    "mapping values are not allowed": "값 안의 ': '는 따옴표로 감싸고, 들여쓰기를 위아래 줄과 맞춤",
    "alphabetic or numeric": "*나 &로 시작하는 값은 따옴표로 감쌈",
    "cannot start any token": "@, %, ` 로 시작하는 값은 따옴표로 감쌈",
    "unexpected end of stream": "여는 따옴표마다 닫는 따옴표가 있는지 확인",
    "',' or": "여는 괄호마다 닫는 괄호가 있는지 확인",
    "unknown escape": "역빗금(\\)이 있는 값은 작은따옴표로 감쌈",
    "not allowed": "보이지 않는 제어 문자를 지움",
    "'-' indicator": "목록의 줄은 모두 같은 칸에서 '- '로 시작",
}


def read_yaml(path: Path, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of one YAML document; None without a problem when the file says nothing."""
    text, problems = read_text(path, file)
    return (None, problems) if text is None else parse_yaml(text, file)


def parse_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree that `text` says. Events, not objects: nothing is ever constructed from a tag."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parser = None
    try:
        parser = loader(text)  # reads ahead, so it may already refuse a character
        builder = _Builder(parser, file)
        return builder.document(), builder.problems
    except _Refused as refusal:
        return None, [*builder.problems, refusal.problem]
    except yaml.YAMLError as error:
        return None, [_syntax_problem(error, text, file)]
    finally:
        if parser is not None:
            parser.dispose()


class _Refused(Exception):
    """Ends the reading of one document; `parse_yaml` turns it into the problem that it carries."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Builder:
    """Builds the tree of one document from the parser's events."""

    def __init__(self, parser: yaml.SafeLoader, file: str) -> None:
        self.parser = parser
        self.next_event: Callable[[], Event] = parser.get_event
        self.file = file
        self.problems: list[Problem] = []
        self.labels: dict[str, str] = {}  # key as typed → cleaned; a file repeats few keys often
        self.anchors: dict[str, tuple[Node, int]] = {}  # anchor → its node and how many nodes it holds
        self.count = 0
        self.repeated = 0

    def document(self) -> Node | None:
        """Return the only document's tree, or None for an empty stream."""
        self.next_event()  # stream start
        if isinstance(self.next_event(), StreamEndEvent):
            return None
        tree = self.node(self.next_event(), "", 0)
        self.next_event()  # document end
        after = self.next_event()
        if isinstance(after, DocumentStartEvent):
            self.refuse("D-YAML-01", "한 파일에 문서가 둘 이상입니다", after, hint="'---' 줄을 지움")
        return None if isinstance(tree, Cell) and tree.value is None else tree

    def node(self, event: Event, field: str, depth: int) -> Node:
        """Return the node that starts with `event`; `field` is the key that it belongs to."""
        if depth > MAX_DEPTH:
            self.refuse("D-YAML-05", f"{MAX_DEPTH}겹보다 깊습니다", event, hint="괄호와 들여쓰기를 확인")
        if isinstance(event, AliasEvent):
            return self.alias(event)
        if event.tag is not None:
            self.refuse("D-YAML-04", f"{quoted(event.tag.replace(_CORE_TAGS, '!!'))} 태그는 쓰지 않습니다", event, field, _QUOTE)
        before = self.count
        self.count += 1
        match event:
            case ScalarEvent():
                built: Node = Cell(_said(event), self.file, event.start_mark.line + 1, field)
            case SequenceStartEvent():
                built = self.listing(event, field, depth)
            case _:
                built = self.record(event, field, depth)
        if event.anchor:
            self.anchors[event.anchor] = (built, self.count - before)
        return built

    def listing(self, start: SequenceStartEvent, field: str, depth: int) -> Listing:
        """Return the list that `start` opens."""
        items = []
        while not isinstance(event := self.next_event(), SequenceEndEvent):
            items.append(self.node(event, field, depth + 1))
        return Listing(tuple(items), self.file, start.start_mark.line + 1, field)

    def record(self, start: MappingStartEvent, field: str, depth: int) -> Record:
        """Return the mapping that `start` opens; of equal keys the first one stays.

        Nearly all of a file are keys with plain values, so those take the short way here.
        """
        values: dict[str, Node] = {}
        lines: dict[str, int] = {}
        next_event, labels, file, shallow = self.next_event, self.labels, self.file, depth < MAX_DEPTH
        while not isinstance(event := next_event(), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                self.refuse("D-YAML-01", "항목 이름은 글이어야 합니다", event, field, "이름: 값")
            typed, line = event.value, event.start_mark.line + 1
            label = labels.get(typed)
            if label is None:
                label = labels[typed] = clean(typed)
            event = next_event()
            if shallow and isinstance(event, ScalarEvent) and event.tag is None and not event.anchor:
                self.count += 1
                value: Node = Cell(_said(event), file, event.start_mark.line + 1, label)
            else:
                value = self.node(event, label, depth + 1)
            if label in values:
                message = f"{quoted(label)} 항목이 두 번 나옵니다"
                place, first = Location(file, line, label), Location(file, lines[label], label)
                self.problems.append(Problem("D-YAML-03", message, place, "하나만 남김", (first,)))
                continue
            values[label], lines[label] = value, line
        return Record(values, lines, file, start.start_mark.line + 1, field)

    def alias(self, event: AliasEvent) -> Node:
        """Return the node that an alias repeats, as long as repetition stays small."""
        if event.anchor not in self.anchors:
            hint = f"'*'로 시작하는 {_QUOTE}"
            self.refuse("D-YAML-01", f"별칭 {quoted('*' + event.anchor)}의 앵커(&)가 앞에 없습니다", event, hint=hint)
        node, size = self.anchors[event.anchor]
        self.count += size
        self.repeated += size
        if self.repeated > MAX_REPEATED:
            self.refuse("D-YAML-05", f"별칭이 {MAX_REPEATED:,}개 넘는 값을 되풀이합니다", event, hint="별칭 없이 적음")
        return node

    def refuse(self, code: str, message: str, event: Event, field: str = "", hint: str = "") -> None:
        """Stop reading with one problem."""
        raise _Refused(Problem(code, message, Location(self.file, event.start_mark.line + 1, field), hint))


def _said(event: ScalarEvent) -> str | None:
    """Return the text of a scalar, None for a plain one that says null."""
    text = event.value
    return None if text in _NULLS and event.implicit[0] else text


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    said = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    position = getattr(error, "position", 0)  # a refused character has a position and no mark
    number = mark.line + 1 if mark else text.count("\n", 0, position) + 1
    lines = text.splitlines()
    number = min(number, max(len(lines), 1))
    line = lines[number - 1] if lines else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return Problem("D-YAML-02", "탭으로 들여 썼습니다", Location(file, number), "빈칸 두 개씩으로 들여 씀")
    if "scanning a tag" in str(getattr(error, "context", "")):
        return Problem("D-YAML-04", "'!'로 시작하는 값이 있습니다", Location(file, number), _QUOTE)
    hint = next((hint for words, hint in _HINTS.items() if words in said), "들여쓰기와 콜론(:) 뒤의 빈칸을 확인")
    return Problem("D-YAML-01", "YAML 문법이 맞지 않습니다", Location(file, number), hint)
