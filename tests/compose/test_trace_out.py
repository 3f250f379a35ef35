"""The trace as a document of tables, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json

from pipeline.compose.trace_data import csv_bytes, json_bytes
from pipeline.compose.trace_table import compose_trace_table
from pipeline.document.blocks import Table
from pipeline.document.dump import dump
from pipeline.model.review import Review, Reviews
from pipeline.read.requirement_rows import read_requirement_table
from pipeline.trace.fingerprint import fingerprint
from pipeline.write.formats import DOCUMENT_FORMATS, write
from tests.compose.trace_sample import CONTRACT, TEXTS, sample

REVIEWS = Reviews(
    [
        Review(key="MAR-001#1", title="판정", text="적합", fingerprint=fingerprint(TEXTS["MAR-001#1"])),
        Review(key="MAR-001#2", title="판정", text="적합", fingerprint="옛 글"),
        Review(key="MAR-001#2", title="현장", text="=1+1"),
    ]
)


def test_the_document_says_every_row_and_gap() -> None:
    document = compose_trace_table(sample(), CONTRACT, REVIEWS)
    text = dump(document)
    assert all(sentence in text for sentence in TEXTS.values())
    assert "재확인" in text and "보안서약 2명 중 1명" in text
    assert {len(block.widths) for block in document.blocks if isinstance(block, Table)} == {8, 3}
    assert all(block.header_rows == 1 for block in document.blocks if isinstance(block, Table))


def test_every_writer_draws_it() -> None:
    for form in DOCUMENT_FORMATS:
        data, problems = write(compose_trace_table(sample(), CONTRACT, REVIEWS), form)
        assert data and not [problem for problem in problems if problem.stops], form


def test_csv_is_for_excel_and_reads_as_a_table_again(tmp_path) -> None:
    data = csv_bytes(sample(), REVIEWS)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert data.startswith(b"\xef\xbb\xbf")
    assert [row["요구사항ID"] for row in rows] == list(TEXTS)
    assert (rows[1]["판정"], rows[2]["판정"], rows[2]["현장"]) == ("적합", "재확인", "'=1+1")
    assert rows[2]["증적"] == "CHK-07; CHK-08; 2019-08/정기점검보고서"
    (tmp_path / "x.csv").write_bytes(data)
    cards, problems = read_requirement_table(tmp_path / "x.csv", "x.csv")
    assert problems == []
    assert {item.key for card in cards for _, item in card.walk()} == {key for key in TEXTS if "#" in key}


def test_json_links_both_ways() -> None:
    data = json_bytes(sample(), REVIEWS)
    assert data == json_bytes(sample(), REVIEWS)
    made = json.loads(data)
    rows = {row["key"]: row for row in made["rows"]}
    evidence = {each["id"]: each for each in made["evidence"]}
    for row in made["rows"]:
        for id in row["evidence"]:
            assert row["key"] in evidence[id]["rows"]
    assert rows["MAR-001#2"]["outdated"] == ["판정"]
    assert rows["MAR-001#2"]["months"][0] == {"month": "2019-07", "planned": 1, "done": 1, "status": "이행", "reason": ""}
    assert evidence["WL-1"]["rows"] == []
    assert made["duties"][0]["check"] == "정기점검"
