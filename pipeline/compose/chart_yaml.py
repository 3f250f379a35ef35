"""Turns the YAML text of a drawn figure (```도표) into values that know their row, and into faults that a writer understands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

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

DEEPEST = 12  # lists in lists
_NOTHING = ("", "~", "null")
_HINTS = {
    "mapping values are not allowed": "값 안의 ‘: ’는 값을 따옴표로 감싸고, 들여쓰기를 위아래 줄과 맞추세요",
    "cannot start any token": "탭은 빈칸으로 바꾸고, @ % `로 시작하는 값은 따옴표로 감싸세요",
    "alphabetic or numeric": "*나 &로 시작하는 값은 따옴표로 감싸세요",
    "unexpected end of stream": "여는 따옴표마다 닫는 따옴표가 있는지 보세요",
    "',' or": "여는 괄호마다 닫는 괄호가 있는지 보세요",
    "'-' indicator": "목록의 줄은 모두 같은 칸에서 ‘- ’로 시작하세요",
    "<block end>": "같은 목록의 줄은 같은 칸에서 시작하세요",
    "could not find expected ':'": "‘항목: 값’처럼 항목 뒤에 쌍점과 빈칸을 두세요",
}
_USUAL_HINT = "‘항목: 값’이나 ‘- 값’으로 적고 들여쓰기를 맞추세요 (docs/charts.md)"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one row (from 0) of the text."""

    row: int
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Said:
    """One value with its row; below a key it has the row of the key. `value` is text, a list or named values; "" says nothing."""

    row: int
    value: Value


Value: TypeAlias = "str | tuple[Said, ...] | dict[str, Said]"


class _Refused(Exception):
    """Ends the reading of one text."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def read_chart(text: str, show: Callable[[str], str]) -> tuple[dict[str, Said], list[Fault]]:
    """Return the named values that `text` says, and its faults; `show` turns each scalar as typed into what it stands for."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parser = None
    try:
        parser = loader(text)  # reads ahead, so it may already refuse a character
        builder = _Builder(parser.get_event, show)
        tree = builder.document()
    except _Refused as refusal:
        return {}, [refusal.fault]
    except yaml.YAMLError as error:
        return {}, [_syntax(error, text)]
    finally:
        if parser is not None:
            parser.dispose()
    if not isinstance(tree.value, dict):
        told = "도표의 내용이 없습니다" if tree.value == "" else "도표의 내용이 ‘항목: 값’의 모양이 아닙니다"
        return {}, [Fault(tree.row, "T-CHT-02", told, _USUAL_HINT)]
    return tree.value, builder.faults


@dataclass(slots=True)
class _Builder:
    """Builds the values from the parser's events: nothing is ever constructed from a tag, and nothing is said twice by a reference."""

    next_event: Callable[[], Event]
    show: Callable[[str], str]
    faults: list[Fault] = field(default_factory=list)

    def document(self) -> Said:
        self.next_event()  # stream start
        if isinstance(self.next_event(), StreamEndEvent):
            return Said(0, "")
        tree = self.node(self.next_event(), 0)
        self.next_event()  # document end
        after = self.next_event()
        if isinstance(after, DocumentStartEvent):
            raise _Refused(_fault(after, "도표 안에 ‘---’ 줄이 있습니다", "도표마다 ```도표로 따로 여세요"))
        return tree

    def node(self, event: Event, depth: int) -> Said:
        row = event.start_mark.line
        if depth > DEEPEST:
            raise _Refused(_fault(event, f"{DEEPEST}겹보다 깊습니다", "괄호와 들여쓰기를 확인하세요"))
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(_fault(event, "&와 *로 값을 되풀이할 수 없습니다", "값을 그대로 적거나 따옴표로 감싸세요"))
        if getattr(event, "tag", None):
            raise _Refused(_fault(event, f"{event.tag}은(는) 쓸 수 없습니다", "!로 시작하는 값은 따옴표로 감싸세요"))
        match event:
            case ScalarEvent():
                plain = event.style is None and event.value in _NOTHING
                return Said(row, "" if plain else self.show(event.value).strip())
            case SequenceStartEvent():
                items = []
                while not isinstance(inner := self.next_event(), SequenceEndEvent):
                    items.append(self.node(inner, depth + 1))
                return Said(row, tuple(items))
            case MappingStartEvent():
                return Said(row, self.named(depth))
        raise _Refused(_fault(event, "읽을 수 없는 모양입니다", _USUAL_HINT))

    def named(self, depth: int) -> dict[str, Said]:
        found: dict[str, Said] = {}
        while not isinstance(event := self.next_event(), MappingEndEvent):
            key, row = self.node(event, depth + 1), event.start_mark.line
            said = self.node(self.next_event(), depth + 1)
            if not isinstance(key.value, str) or not key.value:
                self.faults.append(Fault(row, "T-CHT-02", "항목의 이름이 글이 아닙니다", "‘항목: 값’처럼 쌍점 앞에 이름을 적으세요. { }로 시작하는 값은 따옴표로 감싸세요"))
            elif key.value in found:
                self.faults.append(Fault(row, "T-CHT-02", f"같은 항목이 두 번 있습니다: {key.value}", "한쪽을 지우거나 여럿이면 목록(- )으로 적으세요"))
            else:
                found[key.value] = Said(row, said.value)
        return found


def _fault(event: Event, message: str, hint: str) -> Fault:
    return Fault(event.start_mark.line, "T-CHT-02", f"도표를 읽을 수 없습니다: {message}", hint)


def _syntax(error: yaml.YAMLError, text: str) -> Fault:
    """Return where the parser stopped, and what a writer should look at."""
    told = str(error)
    hint = next((korean for sign, korean in _HINTS.items() if sign in told), _USUAL_HINT)
    mark = getattr(error, "problem_mark", None)
    row = min(mark.line if mark else 0, max(0, text.count("\n") - 1))
    if "\t" in text.split("\n")[row][: mark.column + 1 if mark else 0]:
        hint = "들여쓰기에 탭이 있습니다: 빈칸으로 바꾸세요"
    return Fault(row, "T-CHT-02", "도표를 읽을 수 없습니다: 이 줄 부근의 부호나 들여쓰기가 맞지 않습니다", hint)
