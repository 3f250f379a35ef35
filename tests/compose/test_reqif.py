"""The trace as ReqIF, read again by us and by the reqif package; other tools' files and broken ones."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from pipeline.compose.reqif_out import reqif_bytes
from pipeline.read.reqif_in import parse_reqif
from tests.compose.trace_sample import TEXTS, sample

HARD = TEXTS | {"MAR-001#1": '시스템 <일체> & "모두"\n둘째 줄 \x07😀'}


def test_equal_traces_give_equal_bytes_that_are_xml() -> None:
    data = reqif_bytes(sample(HARD))
    assert data == reqif_bytes(sample(HARD))
    assert etree.fromstring(data).tag.endswith("REQ-IF")
    assert "이행".encode() in data


def test_rows_come_back_nested() -> None:
    cards, problems = parse_reqif(reqif_bytes(sample(HARD)), "x.reqif")
    assert problems == []
    rows = {item.key: item.text for card in cards for _, item in card.walk()}
    assert rows["MAR-001#1"] == '시스템 <일체> & "모두"\n둘째 줄 😀'
    assert rows == {key: rows[key] if key == "MAR-001#1" else text for key, text in HARD.items() if "#" in key}
    card = next(card for card in cards if card.id == "MAR-001")
    assert [item.key for item in card.items] == ["MAR-001#1", "MAR-001#2"]
    assert [item.key for item in card.items[1].items] == ["MAR-001#2.1"]
    assert (card.definition, card.category, card.source.document) == (HARD["MAR-001"], "MAR", "D1")


def test_a_packed_file() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("in/x.reqif", reqif_bytes(sample()))
    assert len(parse_reqif(stream.getvalue(), "x.reqifz")[0]) == 3


def test_another_tools_file_gets_numbers() -> None:
    text = reqif_bytes(sample()).decode()
    text = text.replace('LONG-NAME="KEY"', 'LONG-NAME="Other"').replace("MAR-001:2", "REQ 17")
    cards, _ = parse_reqif(text.encode(), "x.reqif")
    assert [item.key for _, item in cards[0].walk()] == ["MAR-001#1", "MAR-001#2", "MAR-001#2.1"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<REQ-IF/>",
        b"<REQ-IF><THE-HEADER/></REQ-IF>",
        b"PK\x03\x04",
        b"<html/>",
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><REQ-IF>&e;</REQ-IF>',
        reqif_bytes(sample())[:2000],
    ],
)
def test_broken_files_are_refused(data: bytes) -> None:
    cards, problems = parse_reqif(data, "x.reqif")
    assert cards == ()
    assert [problem.code for problem in problems] == ["D-REQIF-01"]
