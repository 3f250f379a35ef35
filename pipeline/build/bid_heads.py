"""Turns the text of a section's file and new requirement ids into the same text with these ids in its head; no other word changes."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pipeline.build.bid_text import scalar
from pipeline.model.proposal import Section
from pipeline.read.proposal import head_end
from pipeline.read.schema import label_of
from pipeline.read.text import fold

ASKS = label_of(Section, "asks")


def with_asks(text: str, keys: Iterable[str]) -> str:
    """Return `text` (newlines as \\n) with `keys` behind the ids of its head's 요구사항, in the form in which they are written there.

    The head is one that the reader could read: a mapping between two lines of ---.
    """
    lines = text.split("\n")
    end = head_end(lines)
    if end is None:
        return text
    start = len(lines[0]) + 1
    head = "\n".join(lines[1:end]) + "\n"
    shown = ", ".join(map(scalar, keys))
    node = _value(head)
    if node is None:
        changed = f"{head}{ASKS}: [{shown}]\n"
    else:
        changed = _extended(head, node, shown, list(keys))
    return text[:start] + changed + text[start + len(head) :]


def _value(head: str) -> Node | None:
    """Return the node of the ids; None where the head has none."""
    tree = yaml.compose(head, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    pairs = tree.value if isinstance(tree, MappingNode) else []
    return next((value for key, value in pairs if isinstance(key, ScalarNode) and fold(key.value) == fold(ASKS)), None)


def _extended(head: str, node: Node, shown: str, keys: list[str]) -> str:
    first, last = node.start_mark.index, node.end_mark.index
    if isinstance(node, SequenceNode) and node.flow_style:
        comma = ", " if node.value and not head[first : last - 1].rstrip().endswith(",") else ""
        return f"{head[: last - 1]}{comma}{shown}{head[last - 1 :]}"
    if isinstance(node, SequenceNode):
        behind = head.find("\n", node.value[-1].end_mark.index) + 1
        margin = re.match(r"[ ]*", head[head.rfind("\n", 0, node.value[-1].start_mark.index) + 1 :])
        return head[:behind] + "".join(f"{margin[0] if margin else ''}- {scalar(key)}\n" for key in keys) + head[behind:]
    known = [part.strip() for part in re.split(r"[;,\n]", node.value) if part.strip()] if isinstance(node, ScalarNode) else []
    before = ", ".join(map(scalar, known))
    return f"{head[:first]}[{before}{', ' if known else ''}{shown}]{head[last:]}" if known else _filled(head, node, shown)


def _filled(head: str, node: Node, shown: str) -> str:
    """Return the head with a list where the field is there and says nothing."""
    first, last = node.start_mark.index, node.end_mark.index
    gap = "" if head[first - 1 : first] == " " else " "
    return f"{head[:first]}{gap}[{shown}]{head[last:]}"
