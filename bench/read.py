"""Times the reader: 10,000 rows of the work log and of the incident log; prints seconds a file and rows a second.

    python bench/read.py [rows]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.model.log import Incident, Work
from pipeline.read.from_csv import read_csv
from pipeline.read.schema import schema_of
from pipeline.read.structure import from_table

RUNS = 5
ROWS = 10_000


def work(n: int) -> dict[str, str]:
    """Return row `n` of a work log, every column filled."""
    return {
        "작업번호": f"WRK-{n:05d}", "작업일": f"2019-07-{n % 31 + 1:02d}", "인력번호": f"P{n % 4:02d}", "구분": "점검",
        "작업내용": f"서버 {n}호 점검", "시간": f"{n % 8}.5", "장소": "현장", "관련번호": f"INC-{n % 90:03d}",
    }


def incident(n: int) -> dict[str, str]:
    """Return row `n` of an incident log, every column filled."""
    start = datetime(2019, 1, 1) + timedelta(minutes=37 * n)
    labels = ("발생일시", "통보일시", "유지보수요청일시", "접수일시", "도착일시", "임시복구일시", "복구일시")
    times = {label: f"{start + timedelta(minutes=10 * m):%Y-%m-%d %H:%M}" for m, label in enumerate(labels)}
    return times | {
        "장애번호": f"INC-{n:05d}", "자산번호": "HW-01; SW-02", "서비스": "홈페이지", "종류": "WAS 장애", "제목": f"응답 없음 {n}",
        "복합장애": "아니오", "통보자": "김담당", "통보방법": "유선", "접수자": "홍길동", "항구대책일": f"{start + timedelta(days=7):%Y-%m-%d}",
        "서비스중단": "예", "증상": f"응답이 없음 {n}", "영향": "예약 불가", "원인": f"메모리 부족 {n}", "조치": f"재기동 {n}",
        "예방대책": "경보 설정", "귀책": "계약상대자", "처리자": "김철수", "확인자": "김담당",
    }


def seconds(path: Path, record: type, rows: int) -> float:
    """Return the median time to read `path`; stops when any row was not read."""
    found = []
    for _ in range(RUNS):
        started = time.perf_counter()
        table, problems = read_csv(path, path.name)
        records, faults = from_table(table, record)
        found.append(time.perf_counter() - started)
        assert len(records) == rows and not problems + faults
    return statistics.median(found)


def main() -> None:
    """Write both logs, read each RUNS times and print the medians."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        for name, record, row in (("worklog.csv", Work, work), ("incidents.csv", Incident, incident)):
            labels = schema_of(record).labels
            values = (row(n) for n in range(rows))
            lines = [",".join(labels), *(",".join(each[label] for label in labels) for each in values)]
            path = Path(folder) / name
            path.write_text("\n".join(lines) + "\n", "utf-8")
            spent = seconds(path, record, rows)
            print(f"{name}: {len(labels)}열 {rows:,d}줄, {spent:.2f}초, 초당 {rows / spent:,.0f}줄")


if __name__ == "__main__":
    main()
