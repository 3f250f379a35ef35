"""Broken RFP files of every format: each is read or refused with a reason, in no time and without a traceback."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from pipeline.problems import stopping
from pipeline.rfp.ingest import ingest
from tests.rfp.fuzz import try_one
from tests.rfp.reading import hwpx_sample, ole_sample, test_docx_reading, test_pdf_reading

SECONDS = 10  # far more than it takes; without bounds such lines took minutes
LINES = ["제안요청서", "1. 사업 개요", "○ 사업기간: 계약일부터 2027. 12. 31.까지", "○ 장애는 두 시간 안에 복구한다.", "2. 요구사항"]
CARD = [["요구사항 고유번호", "SFR-001"], ["요구사항 명칭", "점검 기록"], ["세부내용", "- 매달 서버를 점검하고 기록한다"]]


def text() -> bytes:
    return "\n".join([*LINES, "| 고유번호 | SFR-001 |", "| 명칭 | 점검 기록 |"]).encode()


def hwpx() -> bytes:
    table = hwpx_sample.paragraph(hwpx_sample.table(*CARD))
    return hwpx_sample.package("".join(map(hwpx_sample.say, LINES)) + table)


def docx() -> bytes:
    rows = "".join(f"<w:tr>{''.join(map(test_docx_reading.cell, row))}</w:tr>" for row in CARD)
    return test_docx_reading.package("".join(map(test_docx_reading.p, LINES)) + f"<w:tbl>{rows}</w:tbl>")


def pdf() -> bytes:
    drawn = test_pdf_reading.Drawn()
    for place, line in enumerate(LINES):
        drawn.say(60, 60 + 20 * place, line)
    cells = {(row, column): said for row, line in enumerate(CARD) for column, said in enumerate(line)}
    drawn.table([60, 160, 500], [200, 220, 240, 260], cells)
    drawn.canvas.save()
    return drawn.buffer.getvalue()


def hwp() -> bytes:
    return ole_sample.hwp([*LINES, *(said for row in CARD for said in row)], compress=True)


@pytest.mark.parametrize(("make", "count"), [(text, 150), (hwpx, 150), (docx, 150), (pdf, 100), (hwp, 3)])
def test_broken_files_are_read_or_refused(make, count: int, tmp_path: Path) -> None:
    name, data = f"공고.{make.__name__}", make()
    came = [try_one(name, data, random.Random(seed), tmp_path) for seed in range(count)]
    assert all(each.startswith(f".{make.__name__} ") for each in came)


@pytest.mark.parametrize("make", [text, hwpx, docx, pdf])
def test_the_whole_files_are_read(make, tmp_path: Path) -> None:
    path = tmp_path / f"공고.{make.__name__}"
    path.write_bytes(make())
    found, problems = ingest(path)
    assert found is not None
    assert not stopping(problems)


@pytest.mark.parametrize("piece", ["일", "계획서", "가 ", "1,", "(", "SFR-", " ", "일억원정("])
def test_endless_words_take_no_time(piece: str, tmp_path: Path) -> None:
    path = tmp_path / "공고.txt"
    path.write_text("\n".join([*LINES, piece * 3_000]), "utf-8")
    started = time.process_time()
    found, problems = ingest(path)
    assert time.process_time() - started < SECONDS
    assert found or problems
