"""Model classes become columns; a field that no file can fill is our bug and says so."""

from dataclasses import dataclass

import pytest

from pipeline.model.column import column
from pipeline.model.contract import Contract, Party, RecoveryRule
from pipeline.model.log import Incident
from pipeline.model.requirement import Item
from pipeline.read.dossier import SOURCES, LawFile
from pipeline.read.schema import label_of, schema_of, shape_of


@pytest.mark.parametrize("cls", [source.record for source in SOURCES] + [LawFile], ids=lambda cls: cls.__name__)
def test_every_source_has_a_schema(cls: type) -> None:
    schema = schema_of(cls)
    assert schema.place == "at" and schema.columns
    keys = [key for column in schema.columns for key in column.keys]
    assert len(keys) == len(set(keys)), "two fields bear one label"


def test_columns() -> None:
    schema = schema_of(Contract)
    client, recovery, signed = schema.find("발주기관"), schema.find("복구 기한"), schema.find("계약일")
    assert (client.nested, client.many, client.required) == (Party, False, True)
    assert (recovery.nested, recovery.many, recovery.required, recovery.default) == (RecoveryRule, True, False, ())
    assert (signed.nested, signed.hint) == (None, "2019-05-13")
    assert schema.find("없는 열") is None


def test_a_class_may_nest_itself() -> None:
    assert schema_of(Item).find("하위").nested is Item


def test_required_names_and_labels() -> None:
    assert frozenset({"장애번호"}) in schema_of(Incident).required
    assert label_of(Incident, "recovered") == "복구일시"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Has a field that no file can fill."""

    anything: bytes = column("아무것")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aliased:
    """Has a column with another name."""

    name: str = column("이름", aliases=("성 명",))


def test_unreadable_type_is_a_bug() -> None:
    with pytest.raises(TypeError, match="anything"):
        schema_of(Unreadable)


def test_alias() -> None:
    assert schema_of(Aliased).find("성명").name == "name"


def test_the_shape_of_a_mapping() -> None:
    shape = shape_of(Item, ("번 호", "내용", "번호", "모름"))
    assert [column.name if column else None for column in shape.columns] == ["key", "text", None, None]
    assert shape.labels == ("번호", "내용", "번호", "모름") and not shape.sound
    assert shape_of(Item, ("내용", "번호")).sound
