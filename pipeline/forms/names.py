"""Turns compiled parts into the names that a data sheet must give: plain values, and lists with their items' fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import meta, nodes

from pipeline.forms.source import Part, environment

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the data must give; `many` when the form repeats over it; `fields` are those of it or its items."""

    name: str
    many: bool = False
    fields: tuple[str, ...] = ()


def needed_names(parts: Iterable[Part]) -> tuple[Name, ...]:
    """Return the names in the order in which the form first uses them."""
    paths: dict[Path, None] = {}
    lists: set[Path] = set()
    for part in parts:
        env = environment(part.writing)
        tree = env.parse(part.source)
        asked = {name for name in meta.find_undeclared_variables(tree) if name[0] != "_" and name not in env.globals}
        found: dict[Path, bool] = {}  # whether a 누름틀 asks for it
        _visit(tree, {}, found, lists)
        paths |= {path: None for path, by_field in found.items() if path[0] in asked or by_field}
    roots = dict.fromkeys(path[0] for path in paths)
    return tuple(Name(root, (root,) in lists, _fields(root, paths)) for root in roots)


def _fields(root: str, paths: Iterable[Path]) -> tuple[str, ...]:
    below = [path[1:] for path in paths if path[0] == root and len(path) > 1]
    leaves = [path for path in below if not any(other[: len(path)] == path and other != path for other in below)]
    return tuple(dict.fromkeys(".".join(path) for path in leaves))


def _visit(node: nodes.Node, scope: dict[str, Path | None], found: dict[Path, bool], lists: set[Path]) -> None:
    match node:
        case nodes.For():
            _visit(node.iter, scope, found, lists)
            source = _path(node.iter, scope)
            own = isinstance(node.target, nodes.Name) and node.target.name.startswith("_")  # written by the program
            if source and not own:
                lists.add(source)
            inner = scope | {name.name: None for name in node.target.find_all(nodes.Name)}
            if isinstance(node.target, nodes.Name) and not own:
                inner[node.target.name] = source
            for child in [*node.body, *node.else_, *([node.test] if node.test else [])]:
                _visit(child, inner, found, lists)
        case nodes.Getattr() | nodes.Getitem() | nodes.Name() | nodes.Filter() if path := _path(node, scope):
            found.setdefault(path, isinstance(node, nodes.Filter) and node.name == "_field")
            for child in node.iter_child_nodes():
                if not isinstance(node, (nodes.Getattr, nodes.Name)) and child is not node.node:
                    _visit(child, scope, found, lists)
        case _:
            for child in node.iter_child_nodes():
                _visit(child, scope, found, lists)


def _path(node: nodes.Node, scope: dict[str, Path | None]) -> Path | None:
    """Return the path from a top-level name that an expression reads, through loops, or None."""
    match node:
        case nodes.Name(name=name):
            return scope.get(name, (name,))
        case nodes.Getattr(node=inner, attr=attribute) if base := _path(inner, scope):
            return (*base, attribute)
        case nodes.Getitem(node=inner, arg=nodes.Const(value=str(key))) if base := _path(inner, scope):
            return (*base, key)
        case nodes.Filter(name="_field", node=nodes.Const(value=str(name))):
            return (name,)
        case nodes.Filter(node=inner) if inner is not None:
            return _path(inner, scope)
    return None
