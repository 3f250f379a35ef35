"""Turns the text of a YAML file and a few new values into the same text with only those changed: comments and order stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDEST = 1 << 30  # YAML must not fold a sentence


def scalar(value: Any, bracketed: bool = False) -> str:
    """Return a value as YAML writes it on one line; `bracketed` inside [ ] or { }, where commas need quotes."""
    if isinstance(value, (int, date)):
        return str(value)
    text = " ".join(str(value).split())
    made = yaml.dump([text] if bracketed else text, Dumper=_DUMPER, allow_unicode=True, width=_WIDEST, default_flow_style=bracketed)
    return made.strip()[1:-1] if bracketed else made.removesuffix("...\n").rstrip("\n")


def _items(values: Iterable[Any]) -> str:
    return f"[{', '.join(scalar(each, bracketed=True) for each in values)}]"


def records(made: Iterable[Mapping[str, Any]]) -> str:
    """Return records as a YAML listing, one value a line, an empty line between them; empty values are left out."""
    return "\n".join("".join(_record(each)) for each in made)


def _record(values: Mapping[str, Any]) -> Iterator[str]:
    margin = "- "
    for key, value in values.items():
        if value in (None, "", (), []):
            continue
        told = _items(value) if isinstance(value, (list, tuple)) else scalar(value)
        yield f"{margin}{key}: {told}\n"
        margin = "  "


def replaced(text: str, path: Sequence[str], value: Any, note: str = "", after: str = "") -> str:
    """Return `text` with the value at `path` (keys from the top) replaced, or put in behind the key `after` (else at the end).

    `note` becomes the comment of its line, before the comment that stands there.
    """
    root = _root(text)
    above = root
    for key in path[:-1]:
        found = _value(above, key)
        if not isinstance(found, MappingNode):
            return text
        above = found
    node = _value(above, path[-1])
    if node is None:
        return _put_in(text, above, path[-1], scalar(value), note, after)
    if not isinstance(node, ScalarNode):
        return text
    start, end = node.start_mark.index, node.end_mark.index
    line_end = _line_end(text, end)
    told = scalar(value, above.flow_style)
    if start == end:  # "키:" without a value
        told = f" {told}" if text[start - 1 : start] == ":" else told
    rest = text[end:line_end]
    if note and (not rest.strip() or rest.strip().startswith("#")):
        old = rest.strip().lstrip("# ")
        rest = f"   # {note}" + (f" · {old}" if old else "")
    return text[:start] + told + rest + text[line_end:]


def _put_in(text: str, above: MappingNode, key: str, told: str, note: str, after: str) -> str:
    behind = next((value for name, value in above.value if name.value == after), above.value[-1][1])
    margin = " " * above.value[0][0].start_mark.column
    line = f"{margin}{key}: {told}" + (f"   # {note}" if note else "") + "\n"
    return _inserted(text, _line_end(text, _end(behind)), line)


def commented_out(text: str, key: str, note: str) -> str:
    """Return `text` with a top key and its value turned into a comment that ends in `note`; the same text without such a key."""
    name = next((name for name, _ in _root(text).value if name.value == key), None)
    value = _value(_root(text), key)
    if name is None or value is None:
        return text
    start, end = name.start_mark.index, _line_end(text, max(_end(value), name.end_mark.index))
    lines = text[start:end].rstrip("\n").split("\n")
    lines[-1] += f"   ({note})"
    return text[:start] + "\n".join(f"# {line}".rstrip() for line in lines) + text[end:]


def relisted(text: str, key: str, drop: Iterable[str] = (), add: Iterable[str] = ()) -> str:
    """Return `text` with items taken out of the list at a top key and others put behind it; a list that is not there is made."""
    node = _value(_root(text), key)
    gone = set(drop)
    if isinstance(node, SequenceNode):
        known = [item.value for item in node.value if isinstance(item, ScalarNode)]
        more = [each for each in add if each not in known or each in gone]
        kept = [item for item in node.value if not (isinstance(item, ScalarNode) and item.value in gone)]
        if not more and len(kept) == len(node.value):
            return text
        return _flow_list(text, node, kept, more) if node.flow_style else _block_list(text, node, kept, more)
    more = list(add)
    if not more:
        return text
    if node is not None:  # "키:" with nothing behind it
        end = node.end_mark.index
        return text[: node.start_mark.index] + f" {_items(more)}" + text[end:]
    return _inserted(text, len(text), f"{key}: {_items(more)}\n")


def _flow_list(text: str, node: SequenceNode, kept: Sequence[Node], more: Sequence[str]) -> str:
    items = [text[item.start_mark.index : item.end_mark.index] for item in kept] + [scalar(each, bracketed=True) for each in more]
    return text[: node.start_mark.index] + f"[{', '.join(items)}]" + text[node.end_mark.index :]


def _block_list(text: str, node: SequenceNode, kept: Sequence[Node], more: Sequence[str]) -> str:
    margin = " " * node.start_mark.column
    for item in reversed(node.value):
        if item is node.value[-1]:
            text = _inserted(text, _line_end(text, _end(item)), "".join(f"{margin}- {scalar(each)}\n" for each in more))
        if not any(item is each for each in kept):
            start = text.rfind("\n", 0, item.start_mark.index) + 1
            text = text[:start] + text[_line_end(text, _end(item)) :].removeprefix("\n")
    return text


def with_field(text: str, key: str, values: Mapping[str, str], field: str, after: str = "") -> str:
    """Return a listing with `field` added to the records whose `key` is in `values`, behind their field `after` where they have it.

    A record that already says something there stays as it is.
    """
    root = yaml.compose(text, Loader=_LOADER)
    listing = root.value if isinstance(root, SequenceNode) else []
    for node in reversed(listing):  # from the end: what stands before keeps its place
        if not isinstance(node, MappingNode):
            continue
        told, known = _value(node, key), _value(node, field)
        if not isinstance(told, ScalarNode) or told.value not in values or (known is not None and getattr(known, "value", "")):
            continue
        text = _with_one(text, node, field, scalar(values[told.value], node.flow_style), known, after)
    return text


def _with_one(text: str, node: MappingNode, field: str, told: str, known: Node | None, after: str) -> str:
    if known is not None:
        return text[: known.start_mark.index] + f" {told}" + text[known.end_mark.index :]
    if node.flow_style:
        end = node.end_mark.index - 1
        head = text[:end].rstrip()
        return head + ("" if head.endswith((",", "{")) else ",") + f" {field}: {told}" + text[end:]
    behind = next((value for name, value in node.value if name.value == after), node.value[-1][1])
    margin = " " * node.value[0][0].start_mark.column
    return _inserted(text, _line_end(text, _end(behind)), f"{margin}{field}: {told}\n")


def _root(text: str) -> MappingNode:
    root = yaml.compose(text, Loader=_LOADER)
    return root if isinstance(root, MappingNode) else MappingNode("", [])


def _value(node: MappingNode, key: str) -> Node | None:
    return next((value for name, value in node.value if name.value == key), None)


def _end(node: Node) -> int:
    """Return where a value ends; the mark of a block lies behind the empty lines and comments that follow it."""
    if isinstance(node, ScalarNode) or node.flow_style or not node.value:
        return node.end_mark.index
    last = node.value[-1]
    return _end(last[1] if isinstance(node, MappingNode) else last)


def _line_end(text: str, index: int) -> int:
    """Return the end of the line that `index` stands in, before its newline; of a line just begun, the end of the one before."""
    if index and text[index - 1 : index] == "\n":
        return index - 1
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def _inserted(text: str, end: int, lines: str) -> str:
    """Return `text` with whole lines put in behind the line that ends at `end`."""
    if not lines:
        return text
    head, tail = text[:end], text[end:].removeprefix("\n")
    return head + ("\n" if head and not head.endswith("\n") else "") + lines + tail
