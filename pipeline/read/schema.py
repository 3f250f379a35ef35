"""Turns a model class into its columns: the names that they bear in a file and the converter of each one's type."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.read import values
from pipeline.read.text import fold
from pipeline.read.values import Convert

_CONVERTERS: dict[type, Convert] = {
    str: values.to_text,
    int: values.to_int,
    bool: values.to_bool,
    Decimal: values.to_decimal,
    Won: values.to_won,
    date: values.to_date,
    datetime: values.to_datetime,
    time: values.to_time,
    Month: values.to_month,
}
# What right looks like where the model gives no example of its own.
_EXAMPLES: dict[type, str] = {
    int: "12",
    bool: "예, 아니오",
    Decimal: "7.5",
    Won: "49,940,000",
    date: "2019-05-31",
    datetime: "2019-07-03 14:20",
    time: "09:00",
    Month: "2019-08",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a model class: a scalar has `convert`, a record or a list of records has `nested`."""

    name: str
    label: str
    keys: frozenset[str]  # folded label and aliases
    hint: str
    required: bool
    default: object  # None where required
    many: bool
    type: type
    convert: Convert | None
    nested: type | None


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of a model class in their order, and the name of the field that takes the record's Location."""

    cls: type
    columns: tuple[Column, ...]
    place: str
    needed: tuple[Column, ...]  # those that must be there
    by_key: Mapping[str, Column] = field(compare=False, repr=False)

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of every column."""
        return tuple(column.label for column in self.columns)

    @property
    def required(self) -> tuple[frozenset[str], ...]:
        """The folded names of every column that must be there."""
        return tuple(column.keys for column in self.needed)

    def find(self, label: str) -> Column | None:
        """Return the column that a label of a file means."""
        return self.by_key.get(fold(label))


@dataclass(frozen=True, slots=True)
class Shape:
    """What the labels of one mapping say about its record, worked out once for all mappings with the same labels."""

    columns: tuple[Column | None, ...]  # a label each; None for one that is unknown or repeats an earlier one
    labels: tuple[str, ...]  # as the model calls them
    sound: bool  # every label has its column


@lru_cache(maxsize=None)
def schema_of(cls: type) -> Schema:
    """Return the schema of a model class; raises TypeError for a field that no file can fill (our bug)."""
    hints = typing.get_type_hints(cls)
    fields = dataclasses.fields(cls)
    columns = tuple(_column(field, hints[field.name]) for field in fields if "label" in field.metadata)
    place = next((field.name for field in fields if field.metadata.get("place")), "")
    by_key = {key: column for column in reversed(columns) for key in column.keys}
    return Schema(cls, columns, place, tuple(column for column in columns if column.required), by_key)


@lru_cache(maxsize=2048)
def shape_of(cls: type, labels: tuple[str, ...]) -> Shape:
    """Return the shape of a mapping that bears these labels."""
    schema = schema_of(cls)
    found: dict[str, Column | None] = {}
    taken: set[str] = set()
    for label in labels:
        column = schema.find(label)
        found[label] = column if column is not None and column.name not in taken else None
        taken |= {column.name} if column else set()
    canonical = tuple(column.label if column else label for label, column in found.items())
    return Shape(tuple(found.values()), canonical, None not in found.values())


@lru_cache(maxsize=None)
def label_of(cls: type, name: str) -> str:
    """Return the label that the field `name` of a model class bears in a file."""
    return next(column.label for column in schema_of(cls).columns if column.name == name)


def _column(field: dataclasses.Field, annotation: object) -> Column:
    kind, optional = _without_none(annotation)
    many = typing.get_origin(kind) is tuple
    if many:
        kind, rest = typing.get_args(kind)
        if rest is not Ellipsis:
            raise TypeError(f"{field.name}: only tuple[X, ...] can be read")
    nested = kind if dataclasses.is_dataclass(kind) and kind not in _CONVERTERS else None
    label = field.metadata["label"]
    return Column(
        name=field.name,
        label=label,
        keys=frozenset(map(fold, (label, *field.metadata["aliases"]))),
        hint=field.metadata["hint"] or _example(kind),
        required=field.default is MISSING and not optional,
        default=None if field.default is MISSING else field.default,
        many=many,
        type=kind,
        convert=None if nested else _converter(kind, field.name),
        nested=nested,
    )


def _example(kind: type) -> str:
    return ", ".join(member.value for member in kind) if issubclass(kind, StrEnum) else _EXAMPLES.get(kind, "")


def _without_none(annotation: object) -> tuple[typing.Any, bool]:
    """Return the type beside None, and whether None was allowed."""
    if not isinstance(annotation, types.UnionType):
        return annotation, False
    kinds = [kind for kind in typing.get_args(annotation) if kind is not types.NoneType]
    if len(kinds) != 1:
        raise TypeError(f"{annotation}: only X | None can be read")
    return kinds[0], True


def _converter(kind: type, name: str) -> Convert:
    if issubclass(kind, StrEnum):
        return values.word_of(kind)
    if kind not in _CONVERTERS:
        raise TypeError(f"{name}: no file can fill a {kind}")
    return _CONVERTERS[kind]
