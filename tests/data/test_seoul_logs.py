"""Turns the sample logs of seoul-upcycling-2019, as plain csv and xlsx, into proof that each hard case is there."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.model import log

FOLDER = Path(__file__).parents[2] / "data" / "seoul-upcycling-2019" / "logs"
START, END = date(2019, 5, 15), date(2019, 12, 31)
HOLIDAYS = {date(2019, *each) for each in ((6, 6), (8, 15), (9, 12), (9, 13), (10, 3), (10, 9), (12, 25))}
ASSETS = {f"HW-{n:02d}" for n in range(1, 12)} | {f"SW-{n:02d}" for n in range(1, 6)} | {"WEB-01", "WEB-02"}
SERVICES = {"새활용플라자 홈페이지", "소재정보 온라인 서비스"}
FILES = {
    "incidents": log.Incident, "exclusions": log.Exclusion, "backups": log.Backup, "requests": log.ServiceRequest,
    "changes": log.Change, "worklog": log.Work, "issues": log.Issue, "plans": log.Plan,
}
NOTICE = ("통보일시", "접수일시")
Row = dict[str, str]


@cache
def rows(name: str) -> list[Row]:
    with open(FOLDER / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def inspections() -> list[dict]:
    sheet = load_workbook(FOLDER / "정기점검.xlsx").active
    table = list(sheet.iter_rows(min_row=2, values_only=True))
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def labels(record: type) -> list[str]:
    return [each.metadata["label"] for each in fields(record) if "label" in each.metadata]


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


def incident(number: int) -> Row:
    return next(row for row in rows("incidents") if row["장애번호"] == f"INC-2019-{number:03d}")


def minutes(row: Row, start: str, end: str = "복구일시") -> int:
    return (moment(row[end]) - moment(row[start])) // timedelta(minutes=1)


def excluded(number: int, kind: str) -> int:
    own = [row for row in rows("exclusions") if row["장애번호"] == f"INC-2019-{number:03d}" and row["구분"] == kind]
    return sum(minutes(row, "시작일시", "종료일시") for row in own)


def span_in(row: Row, month: int) -> int:
    """Minutes from occurrence to recovery that lie in one month of 2019."""
    first, last = datetime(2019, month, 1), datetime(2019, month + 1, 1) if month < 12 else datetime(2020, 1, 1)
    start, end = max(moment(row["발생일시"]), first), min(moment(row["복구일시"]), last)
    return max(0, (end - start) // timedelta(minutes=1))


# --- the files as files -----------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", FILES)
def test_columns_are_the_models_labels_and_excel_can_tell_the_encoding(name: str) -> None:
    assert (FOLDER / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    titles, known = list(rows(name)[0]), labels(FILES[name])
    assert titles == [label for label in known if label in titles]  # in the model's order; optional ones may be left out


@pytest.mark.parametrize("name", FILES)
def test_required_cells_are_filled(name: str) -> None:
    columns = [each for each in fields(FILES[name]) if "label" in each.metadata]
    needed = [each.metadata["label"] for each in columns if each.default is MISSING]
    empty = [(row, label) for row in rows(name) for label in needed if not row[label]]
    assert not empty


def test_inspection_sheet_says_that_it_is_a_sample_and_holds_real_dates() -> None:
    sheet = load_workbook(FOLDER / "정기점검.xlsx").active
    assert sheet["A1"].value == "정기점검 결과 (예시 자료)"
    assert list(inspections()[0]) == labels(log.Inspection)
    assert all(isinstance(row["점검일"], datetime) and isinstance(row["확인일"], datetime) for row in inspections())


def test_values_are_of_the_kinds_that_the_model_knows() -> None:
    known = {
        ("incidents", "귀책"): log.Responsibility, ("backups", "구분"): log.BackupKind, ("changes", "구분"): log.ChangeKind,
        ("requests", "상태"): log.RequestStatus,
    }
    for (name, label), kind in known.items():
        assert {row[label] for row in rows(name)} <= {each.value for each in kind}
    assert {row["결과"] for row in inspections()} == {each.value for each in log.Verdict}
    for name, label in (("incidents", "복합장애"), ("incidents", "서비스중단"), ("backups", "성공"), ("requests", "긴급")):
        assert {row[label] for row in rows(name)} == {"예", "아니오"}


def test_ids_are_unique_and_references_resolve() -> None:
    ids = {name: [row[label] for row in rows(name)] for name, label in (
        ("incidents", "장애번호"), ("backups", "백업번호"), ("requests", "요청번호"), ("changes", "변경번호"),
        ("worklog", "작업번호"), ("issues", "번호"))}
    ids["inspections"] = [row["점검번호"] for row in inspections()]
    assert not [name for name, each in ids.items() if len(each) != len(set(each))]
    known = {each for group in ids.values() for each in group}
    named = {
        found for name in FILES for row in rows(name) for value in row.values()
        for found in re.findall(r"(?:INC|SR|CHG|ISS|WRK)-2019-\d+|BK-\d{8}-[A-Z]\d?|CHK-2019-\d\d-\d\d", value)
    } | {found for row in inspections() for found in re.findall(r"(?:INC|SR|CHG|ISS)-2019-\d+", row["조치"] or "")}
    assert named <= known
    touched = rows("incidents") + rows("changes")
    assert {asset for row in touched for asset in row["자산번호"].split("; ")} <= ASSETS
    assert {row["자산번호"] for row in inspections()} == ASSETS
    assert {row["서비스"] for row in rows("incidents")} - {""} == SERVICES


def days_of(name: str) -> Iterator[date]:
    for row in rows(name):
        for label, value in row.items():
            if label.endswith(("일시", "일", "기한")) and re.match(r"\d{4}-\d\d-\d\d", value):
                yield date.fromisoformat(value[:10])


@pytest.mark.parametrize("name", FILES)
def test_every_day_lies_within_the_term(name: str) -> None:
    assert all(START <= day <= END for day in days_of(name))


def test_incidents_are_in_order_of_report_and_their_times_too() -> None:
    reported = [moment(row["통보일시"]) for row in rows("incidents")]
    assert reported == sorted(reported)
    order = ("발생일시", "통보일시", "유지보수요청일시", "접수일시", "도착일시", "임시복구일시", "복구일시")
    for row in rows("incidents"):
        times = [moment(row[label]) for label in order if row[label]]
        assert times == sorted(times), row["장애번호"]
    for row in rows("exclusions"):
        own = next(each for each in rows("incidents") if each["장애번호"] == row["장애번호"])
        assert moment(own["발생일시"]) <= moment(row["시작일시"]) < moment(row["종료일시"]) <= moment(own["복구일시"])


# --- incidents --------------------------------------------------------------------------------------------------------

def test_recovered_between_two_and_four_hours_on_a_holiday() -> None:
    assert moment(incident(2)["통보일시"]).date() in HOLIDAYS
    assert minutes(incident(2), "접수일시") == 159


def test_clients_account_with_its_exclusion() -> None:
    assert incident(3)["귀책"] == "발주부서"
    assert minutes(incident(3), "통보일시") == 275
    assert excluded(3, "발주부서 귀책") == 230


def test_over_four_hours_on_the_contractors_account_in_july() -> None:
    assert incident(4)["귀책"] == "계약상대자" and incident(4)["통보일시"].startswith("2019-07")
    assert [minutes(incident(4), start) for start in NOTICE] == [370, 370]
    assert not [row for row in rows("exclusions") if row["장애번호"] == "INC-2019-004"]


def test_same_kind_twice_in_july_the_second_exactly_four_hours() -> None:
    assert incident(5)["종류"] == incident(7)["종류"] and incident(5)["통보일시"][:7] == incident(7)["통보일시"][:7]
    assert [minutes(incident(7), start) for start in (*NOTICE, "유지보수요청일시")] == [240, 240, 240]


def test_temporary_recovery_then_the_permanent_one() -> None:
    row = incident(6)
    assert minutes(row, "통보일시", "임시복구일시") == 95
    assert minutes(row, "통보일시") == 505
    assert moment(row["복구일시"]).hour >= 18  # 정상 근무시간 종료 후 (QUR-001 1))
    assert date.fromisoformat(row["항구대책일"]) - moment(row["임시복구일시"]).date() == timedelta(days=3)


def test_force_majeure_leaves_less_than_four_hours() -> None:
    assert incident(8)["귀책"] == "불가항력"
    assert minutes(incident(8), "통보일시") - excluded(8, "불가항력") == 330 - 195


def test_database_restore_decides_the_two_hour_clause() -> None:
    assert incident(9)["종류"] == "DBMS 장애"
    assert minutes(incident(9), "접수일시") - excluded(9, "DBMS 자료복구") == 310 - 195 <= 120
    assert minutes(incident(9), "통보일시") == 315 > 240
    assert len([row for row in rows("exclusions") if row["장애번호"] == "INC-2019-009"]) == 2


def test_saturday_night_outage_crosses_the_month_end() -> None:
    row = incident(10)
    assert moment(row["통보일시"]).weekday() == 5 and moment(row["통보일시"]).hour >= 22
    assert (span_in(row, 8), span_in(row, 9)) == (80, 90)
    assert minutes(row, "접수일시") == 152


def test_ten_minutes_between_report_and_receipt_split_the_clocks() -> None:
    row = incident(11)
    assert moment(row["통보일시"]).date() in HOLIDAYS and row["귀책"] == "계약상대자"
    assert [minutes(row, start) for start in (*NOTICE, "유지보수요청일시")] == [245, 235, 237]


@pytest.mark.parametrize(("earlier", "later", "gap"), [(12, 13, 25), (14, 15, 31)])
def test_recurrence_inside_and_just_outside_thirty_minutes(earlier: int, later: int, gap: int) -> None:
    first, second = incident(earlier), incident(later)
    assert moment(second["발생일시"]) - moment(first["복구일시"]) == timedelta(minutes=gap)
    assert all(first[label] == second[label] for label in ("종류", "자산번호", "서비스"))
    assert all(minutes(row, "접수일시") <= 120 for row in (first, second))


def test_recurrence_joined_goes_over_two_hours() -> None:
    assert moment(incident(13)["복구일시"]) - moment(incident(12)["접수일시"]) == timedelta(minutes=168)


def test_compound_incident_takes_seven_hours() -> None:
    assert [row["장애번호"] for row in rows("incidents") if row["복합장애"] == "예"] == ["INC-2019-016"]
    assert [minutes(incident(16), start) for start in NOTICE] == [425, 420]


def test_outages_of_one_service_overlap() -> None:
    first, second = incident(17), incident(18)
    assert first["서비스"] == second["서비스"] and first["자산번호"] != second["자산번호"]
    assert moment(first["발생일시"]) < moment(second["발생일시"]) < moment(first["복구일시"]) < moment(second["복구일시"])
    assert (span_in(first, 12), span_in(second, 12)) == (70, 70)
    assert moment(second["복구일시"]) - moment(first["발생일시"]) == timedelta(minutes=110)


def test_agreed_time_is_signed_for_and_no_service_stopped() -> None:
    assert incident(19)["서비스중단"] == "아니오"
    assert minutes(incident(19), "통보일시") - excluded(19, "합의") == 345 - 180
    assert all(row["합의자"] for row in rows("exclusions"))


def test_a_month_without_incidents_and_none_open_at_the_end() -> None:
    months = {row["통보일시"][:7] for row in rows("incidents")}
    assert months == {f"2019-{n:02d}" for n in range(5, 13)} - {"2019-10"}
    assert all(row["복구일시"] for row in rows("incidents"))


def test_cells_with_line_breaks_survive() -> None:
    assert sum("\n" in row["조치"] for row in rows("incidents")) >= 5


# --- inspections and backups ------------------------------------------------------------------------------------------

def test_one_visit_a_month_on_a_working_day() -> None:
    visits = sorted({row["점검일"].date() for row in inspections()})
    assert [day.month for day in visits] == list(range(5, 13))
    assert all(day.weekday() < 5 and day not in HOLIDAYS for day in visits)
    assert all(row["조치"] for row in inspections() if row["결과"] != "정상")


def test_one_asset_is_missed_in_august_and_september_is_confirmed_late() -> None:
    seen = {month: {row["자산번호"] for row in inspections() if row["점검일"].month == month} for month in range(5, 13)}
    assert {month: ASSETS - assets for month, assets in seen.items() if assets != ASSETS} == {8: {"SW-05"}}
    assert {row["점검일"].month for row in inspections() if row["확인일"].month != row["점검일"].month} == {9}


def test_a_daily_backup_stands_for_every_day() -> None:
    daily = [row for row in rows("backups") if row["구분"] == "DB 일일" and not row["재수행대상"]]
    days = [START + timedelta(days=n) for n in range((END - START).days + 1)]
    assert [moment(row["시작일시"]).date() for row in daily] == days
    assert all(moment(row["시작일시"]) < moment(row["종료일시"]) for row in rows("backups"))


def test_failed_backups_are_run_again_the_same_day_but_for_one() -> None:
    failed = {row["백업번호"] for row in rows("backups") if row["성공"] == "아니오"}
    again = {row["재수행대상"]: row["시작일시"][:10].replace("-", "") for row in rows("backups") if row["재수행대상"]}
    assert failed - set(again) == {"BK-20190907-D"}
    assert all(f"BK-{day}-D" == run for run, day in again.items()) and set(again) < failed


def test_third_quarter_is_missed_and_media_can_be_restored_from() -> None:
    quarters = {(moment(row["시작일시"]).month + 2) // 3 for row in rows("backups") if row["구분"] == "분기 데이터·소스"}
    assert quarters == {2, 4}
    assert [row["시작일시"][:7] for row in rows("backups") if row["구분"] == "복구시험"] == ["2019-06", "2019-12"]


def test_media_shrinks_by_exactly_what_was_written() -> None:
    left: dict[str, Decimal] = {}
    for row in rows("backups"):
        if row["성공"] == "예" and row["매체잔여GB"]:
            free = Decimal(row["매체잔여GB"])
            if row["매체"] in left:
                assert left[row["매체"]] - free == Decimal(row["용량GB"]), row["백업번호"]
            left[row["매체"]] = free
    assert len(left) >= 5 and all(free >= 0 for free in left.values())


# --- requests, changes, work ------------------------------------------------------------------------------------------

def hours_of(request: Row) -> Decimal:
    return Decimal(minutes(request, "요청일시", "완료일시")) / 60


def test_urgent_requests_in_time_late_and_by_the_supervisors_deadline() -> None:
    urgent = [row for row in rows("requests") if row["긴급"] == "예"]
    slow = {row["요청번호"]: row for row in urgent if hours_of(row) > 24}
    assert set(slow) == {"SR-2019-025", "SR-2019-026"} and len(urgent) >= 5
    assert not slow["SR-2019-025"]["감독지정기한"] and hours_of(slow["SR-2019-025"]) == Decimal("42.75")
    asked, done, due = (moment(slow["SR-2019-026"][label]) for label in ("요청일시", "완료일시", "감독지정기한"))
    assert asked + timedelta(hours=24) < done <= due


def test_requests_are_in_order_carried_over_rejected_and_held() -> None:
    requested = [moment(row["요청일시"]) for row in rows("requests")]
    assert requested == sorted(requested)
    assert all(bool(row["완료일시"]) == (row["상태"] in ("완료", "반려")) for row in rows("requests"))
    carried = [row["요청번호"][-3:] for row in rows("requests") if row["상태"] == "완료" and row["완료일시"][:7] > row["요청일시"][:7]]
    assert carried == ["003", "010", "018", "029", "030", "033", "044"]
    assert Counter(row["상태"] for row in rows("requests")) == {"완료": 45, "반려": 1, "보류": 1, "진행": 1}
    assert all(re.fullmatch(r"[A-Z]{3}-\d{3}#\d+(\.\d+)?", row["관련요구사항"]) for row in rows("requests"))


def test_changes_follow_their_request_and_are_tested_but_for_two_patches() -> None:
    asked = {row["요청번호"]: row for row in rows("requests")}
    for row in rows("changes"):
        if row["요청번호"]:
            request = asked[row["요청번호"]]
            assert moment(row["적용일시"]) <= moment(request["완료일시"]), row["변경번호"]
        if row["시험일"]:
            assert row["시험일"] <= row["적용일시"][:10]
    applied = [row["적용일시"] for row in rows("changes")]
    assert applied == sorted(applied)
    assert [row["변경번호"] for row in rows("changes") if not row["시험일"]] == ["CHG-2019-007", "CHG-2019-018"]
    assert [row["변경번호"] for row in rows("changes") if row["구분"] == "S/W" and not row["변경소스제출일"]] == ["CHG-2019-013"]


def test_work_matches_incidents_and_a_substitute_stands_in_for_one_week() -> None:
    worked = {(row["관련번호"], row["작업일"]) for row in rows("worklog") if row["구분"] == "장애조치"}
    assert {(row["장애번호"], row["통보일시"][:10]) for row in rows("incidents")} <= worked
    leave = {date(2019, 8, n).isoformat() for n in range(5, 10)}
    assert {row["작업일"] for row in rows("worklog") if row["인력번호"] == "P04"} <= leave
    assert not [row for row in rows("worklog") if row["인력번호"] == "P03" and row["작업일"] in leave]
    daily = Counter()
    for row in rows("worklog"):
        daily[row["인력번호"], row["작업일"]] += Decimal(row["시간"])
    assert max(daily.values()) <= 14


def test_work_outside_working_days_has_a_reason() -> None:
    for row in rows("worklog"):
        day = date.fromisoformat(row["작업일"])
        if day.weekday() >= 5 or day in HOLIDAYS:
            assert row["구분"] == "장애조치" or "비상 대기" in row["작업내용"], row["작업번호"]


def test_plans_name_five_things_a_month_and_the_missed_backup_stays_open() -> None:
    months = Counter(row["월"] for row in rows("plans"))
    assert months == {f"2019-{n:02d}": 5 for n in range(6, 13)} | {"2020-01": 5}
    undone = [row["내용"] for row in rows("plans") if not row["완료일"] and row["월"] < "2020"]
    assert undone == ["3분기 홈페이지 데이터·소스 백업"]
