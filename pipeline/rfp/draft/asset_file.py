"""Turns asset rows into the text of assets.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from pipeline.rfp.draft.yaml_text import clean
from pipeline.rfp.fact import Row

COLUMNS = ("자산번호", "구분", "No", "항목명", "모델", "주요규격", "수량", "수량원문", "단위", "제조사", "업무용도", "서비스")
_FORMULA = ("=", "+", "-", "@")


def assets_text(rows: Iterable[Row]) -> str:
    """Return assets.csv with one line an asset; cells that Excel would take for formulas begin with an apostrophe."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(row.values.get(name)) for name in COLUMNS])
    return stream.getvalue()


def _cell(value: object) -> str:
    text = " ".join(clean("" if value is None else str(value)).split())
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text
