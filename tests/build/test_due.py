"""The calendar of a contract: states from logs and manifests, lines for people, plain data, and .ics files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.build.commands import make
from pipeline.build.due import COLUMNS, UNDATED_COLUMNS, Calendar, calendar_of, dated_lines, undated_lines, write_calendars
from pipeline.build.ordering import Order
from pipeline.model.period import Month
from pipeline.problems import stopping
from pipeline.rules.occurrence.occurrence import State
from pipeline.workspace import HOME, Workspace

CONTRACT = "seoul-upcycling-2019"
JUNE = date(2019, 6, 30)
DUE = """- 번호: 1
  이름: 청구서
  시점: 매월
  서식: claim
  기한:
    - {방식: 익월일, 수: 10, 원문: 익월 10일까지, 조항: V-1}
"""


@pytest.fixture(scope="module")
def june() -> Calendar:
    """The sample contract at the end of June, with nothing built."""
    return calendar_of(Workspace(HOME, HOME / "없는폴더"), CONTRACT, JUNE)


def test_june_and_july_of_the_sample_contract(june: Calendar) -> None:
    days = [
        (str(each.legal_due), str(each.recommended_due), each.number or each.duties[0], each.clause, each.state)
        for each in june.found
        if each.legal_due and str(each.legal_due) >= "2019-06-28" and each.what != "장애 복구" and str(each.legal_due) < "2019-08-01" and " " not in str(each.legal_due)
    ]
    assert days == [
        ("2019-06-30", "2019-06-28", "DU-INS-1", "MAR-001 4), MAR-001 7), MAR-004 3)", State.DONE),
        ("2019-06-30", "2019-06-30", "DU-BAK-1", "MAR-001 5), MAR-003 6), III-2", State.DONE),
        ("2019-06-30", "2019-06-28", "DU-BAK-2", "MAR-001 5), III-2", State.DONE),
        ("2019-06-30", "2019-06-28", "DU-INS-9", "III-2", State.DONE),
        ("2019-06-30", "2019-06-28", "DU-BAK-5", "MAR-001 5)", State.DONE),
        ("2019-06-30", "2019-06-28", "DU-STF-11", "MHR-001 1)", State.DONE),
        ("2019-07-01", "2019-06-28", "4", "MAR-004 3)", State.DONE),
        ("2019-07-01", "2019-06-28", "20", "V-5b", State.DONE),
        ("2019-07-10", "2019-07-10", "4", "MAR-001 7), V-1", State.AHEAD),
        ("2019-07-10", "2019-07-10", "23", "V-1", State.AHEAD),
    ]
    assert june.overdue == [] and not stopping(june.problems)


def test_every_deliverable_of_the_contract_is_there(june: Calendar) -> None:
    numbers = {each.number for each in june.found}
    assert {"1", "1a", "1b", "1c", "1d", "1e", *(str(n) for n in range(2, 38))} <= numbers
    assert all(each.source.line for each in june.found)


def test_the_whole_term_names_what_was_never_done() -> None:
    whole = calendar_of(Workspace(HOME, HOME / "없는폴더"), CONTRACT, None)
    assert whole.until == date(2019, 12, 31)
    assert {(each.duties[0], each.about) for each in whole.overdue} == {
        ("DU-INS-1", "2019년 8월"), ("DU-BAK-1", "2019년 9월"), ("DU-BAK-2", "2019년 3분기"), ("DU-BAK-5", "2019년 9월"), ("DU-STF-11", "2019년 9월"),
    }  # fmt: skip
    late = {each.about for each in whole.found if each.number == "4" and each.late}
    assert late == {"2019년 9월분"}  # confirmed on 10. 2.


def test_a_built_month_proves_its_documents(small: Workspace) -> None:
    (small.data / "sample" / "deliverables.yaml").write_text(DUE, "utf-8")
    later = date(2030, 1, 1)
    before = {each.id: each.state for each in calendar_of(small, "sample", later).found if each.number}
    assert set(before.values()) == {State.UNKNOWN}
    first = next(iter(before))  # 1/2019-05/1
    order = Order(("html",), month=Month.parse(first.split("/")[1]), package=None, deliverables=("claim",))
    assert not stopping(make(small, "sample", order).problems)
    after = {each.id: each.state for each in calendar_of(small, "sample", later).found if each.number}
    assert after == {**before, first: State.DONE}


def test_lines_have_their_columns_and_hours_share_one(june: Calendar) -> None:
    lines = dated_lines(june.found)
    assert {len(line) for line in lines} == {len(COLUMNS)} and {len(line) for line in undated_lines(june.found)} == {len(UNDATED_COLUMNS)}
    (holiday,) = (line for line in lines if line[3] == "장애 INC-2019-002" and line[2].startswith("장애 복구"))
    assert "V-1 16:26 L257" in holiday[4] and "MAR-005 4) 18:20 L171" in holiday[4]
    assert holiday[6] == "함(늦음): V-1, 함: MAR-005 4) · MAR-001 10) · QUR-001 1)"
    (reports,) = (line for line in undated_lines(june.found) if line[0] == "장애결과보고서")
    assert reports[2] == "장애 3건" and reports[5] == "기한 미정 3"


def test_plain_data_are_json(june: Calendar) -> None:
    told = json.loads(json.dumps(june.as_dict(), ensure_ascii=False))
    report = next(each for each in told["obligations"] if each["id"] == "4/2019-06/1")
    assert report["nominal"] == "2019-06-30" and report["legal_due"] == "2019-07-01" and report["recommended_due"] == "2019-06-28"
    assert report["source"]["line"] == "L164" and report["state"] == "함" and report["evidence"]
    assert sum(told["counts"].values()) == len(told["obligations"])


def test_calendars_are_written_one_a_contract_and_only_over_calendars(june: Calendar, tmp_path: Path) -> None:
    path = tmp_path / "일정.ics"
    assert write_calendars([june], path) == ([path], [])
    data = path.read_bytes()
    text = data.decode("utf-8").replace("\r\n ", "")
    assert "SUMMARY:[기한 남음] 청구서와 검수서류 (2019년 6월분)\r\n" in text and "CATEGORIES:seoul-upcycling-2019" in text
    assert "SUMMARY:[함] 정기점검보고서 (2019년 6월분) - 법정 기한 2019. 7. 1.(월)" in text and "DTSTART;VALUE=DATE:20190628" in text
    assert text.count("BEGIN:VALARM") == sum(each.state in (State.AHEAD, State.UNKNOWN) and type(each.legal_due) is date for each in june.found)
    uids = [line for line in text.split("\r\n") if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) > 0
    assert write_calendars([june], path)[0] and path.read_bytes() == data
    other = Calendar("다른계약", until=JUNE)
    files, _ = write_calendars([june, other], path)
    assert [file.name for file in files] == ["일정_seoul-upcycling-2019.ics", "일정_다른계약.ics"]
    path.write_text("회의록", "utf-8")
    files, problems = write_calendars([june], path)
    assert files == [] and [each.code for each in problems] == ["B-DUE-01"] and path.read_text("utf-8") == "회의록"


def test_broken_data_give_problems_and_no_calendar(small: Workspace, tmp_path: Path) -> None:
    (small.data / "sample" / "contract.yaml").write_text("계약코드: [", "utf-8")
    broken = calendar_of(small, "sample", None)
    assert broken.until is None and stopping(broken.problems)
    assert write_calendars([broken], tmp_path / "x.ics") == ([], [])
