"""Turns the sample people, prices and logs of gb-metaverse-2023, as plain csv, into proof that each case and each sum is there."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.model import asset, log, staff, usage

FOLDER = Path(__file__).parents[2] / "data" / "gb-metaverse-2023"
START, END = date(2023, 8, 21), date(2023, 12, 31)
HOLIDAYS = {date(2023, *each) for each in ((9, 28), (9, 29), (9, 30), (10, 2), (10, 3), (10, 9), (12, 25))}
MONTHS = [f"2023-{n:02d}" for n in range(8, 13)]
SERVERS = [f"CL-{n:02d}" for n in range(2, 8)]
ITEMS = ["시스템정기점검", "S/W 동작상태, 성능 모니터링 및 로그 점검", "스토리지 등 디스크 저장장치 용량 점검", "OS, 소프트웨어 패치"]
KINDS = {"서비스 중단", "채팅 장애", "DB 장애", "네트워크 장애", "응용프로그램 오류", "성능 저하"}
FILES = {
    "assets": asset.Asset, "people": staff.Person, "careers": staff.Career, "roster": staff.Shift, "prices": usage.UnitPrice,
    "logs/incidents": log.Incident, "logs/inspections": log.Inspection, "logs/backups": log.Backup,
    "logs/requests": log.ServiceRequest, "logs/changes": log.Change, "logs/worklog": log.Work, "logs/issues": log.Issue,
    "logs/plans": log.Plan, "logs/usage": usage.Usage,
}
AMOUNT = 12_650_000
LEAVE = {f"2023-10-{n}" for n in (16, 17, 18)}
Row = dict[str, str]


@cache
def rows(name: str) -> list[Row]:
    with open(FOLDER / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def labels(record: type) -> list[str]:
    return [each.metadata["label"] for each in fields(record) if "label" in each.metadata]


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


def incident(number: int) -> Row:
    return next(row for row in rows("logs/incidents") if row["장애번호"] == f"INC-2023-{number:03d}")


def minutes(row: Row, start: str, end: str) -> int:
    return (moment(row[end]) - moment(row[start])) // timedelta(minutes=1)


def is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def term() -> Iterator[date]:
    return (START + timedelta(days=n) for n in range((END - START).days + 1))


# --- the files as files -----------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", FILES)
def test_columns_are_the_models_labels_and_excel_can_tell_the_encoding(name: str) -> None:
    assert (FOLDER / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    known = labels(FILES[name])
    assert list(rows(name)[0]) == [label for label in known if label in rows(name)[0]]  # none unknown, in the model's order


@pytest.mark.parametrize("name", FILES)
def test_required_cells_are_filled(name: str) -> None:
    columns = [each for each in fields(FILES[name]) if "label" in each.metadata]
    needed = [each.metadata["label"] for each in columns if each.default is MISSING]
    assert needed and not [(row, label) for row in rows(name) for label in needed if not row[label]]


def test_every_record_number_that_a_text_names_exists() -> None:
    first = {name: next(iter(rows(name)[0])) for name in FILES}
    numbered = [name for name in FILES if first[name].endswith("번호") and name not in ("careers", "roster", "prices")]
    known = {row[first[name]] for name in numbered for row in rows(name)}
    pattern = r"(?:INC|SR|CHG|WRK)-2023-\d+|CHK-2023-\d\d-\d\d|BK-\d{8}-[A-Z]"
    named = {found for name in FILES for row in rows(name) for value in row.values() for found in re.findall(pattern, value)}
    assert named and not named - known


def test_days_lie_within_the_term() -> None:
    for name in FILES:
        if name in ("careers", "prices"):  # earlier work, and a price list that is older than the contract
            continue
        for row in rows(name):
            for label, value in row.items():
                if label.endswith(("일시", "일", "기한")) and re.match(r"\d{4}-\d\d-\d\d", value):
                    assert START <= date.fromisoformat(value[:10]) <= END, (name, row)


def test_the_asset_list_is_the_printed_table() -> None:
    assert [row["자산번호"] for row in rows("assets")] == ["CL-01", *SERVERS]
    assert {row["구분"] for row in rows("assets")} == {"클라우드"}
    assert rows("assets")[3]["주요규격"] == "스카마 생성 및 데이터 마이그레이션 및 검증 작업"  # the slip is the contract's own
    metered = [row["자산번호"] for row in rows("assets") if row["주요규격"] == "사용량에 따르는 단가와 금액 제시"]
    assert metered == ["CL-05", "CL-06", "CL-07"]


# --- people -----------------------------------------------------------------------------------------------------------

def test_one_pledge_comes_after_joining_but_on_the_seventh_day() -> None:
    late = [row for row in rows("people") if row["서약일"] > row["투입일"]]
    assert [(row["번호"], row["서약일"]) for row in late] == [("P04", "2023-08-28")]
    assert date(2023, 8, 28) - START == timedelta(days=7)


def test_careers_add_up_to_the_years_claimed_and_only_the_substitute_lacks_what_is_required() -> None:
    months: dict[str, int] = defaultdict(int)
    texts: dict[str, str] = defaultdict(str)
    for row in rows("careers"):
        start, after = date.fromisoformat(row["시작일"]), date.fromisoformat(row["종료일"]) + timedelta(days=1)
        assert start.day == after.day == 1
        months[row["인력번호"]] += (after.year - start.year) * 12 + after.month - start.month
        texts[row["인력번호"]] += row["사업"]
    assert months == {row["번호"]: 12 * int(row["경력년수"]) for row in rows("people")}
    assert months == {"P01": 132, "P02": 72, "P03": 60, "P04": 48}
    required = ("WebGL", "Unity", "공공클라우드", "채팅 시스템")
    assert [person for person, text in texts.items() if not all(word in text for word in required)] == ["P04"]


def on_duty(turn: str) -> set[datetime]:
    """Every whole hour that somebody answers in this turn; a shift belongs to the day on which it begins."""
    found = set()
    for row in rows("roster"):
        if row["차수"] != turn:
            continue
        start, end = (datetime.strptime(row[label], "%H:%M").time() for label in ("시작", "종료"))
        for day in term():
            fits = row["요일"] == ("평일" if is_workday(day) else "휴일") and row["시작일"] <= day.isoformat() <= row["종료일"]
            if fits:
                at = datetime.combine(day, start)
                until = datetime.combine(day + timedelta(days=1 if end <= start else 0), end)
                found |= {at + timedelta(hours=n) for n in range((until - at) // timedelta(hours=1))}
    return found


@pytest.mark.parametrize("turn", ["1", "2"])
def test_the_roster_leaves_three_nights_in_december_open_and_nothing_else(turn: str) -> None:
    first = datetime(2023, 8, 21, 9)
    hours = {first + timedelta(hours=n) for n in range((datetime(2024, 1, 1) - first) // timedelta(hours=1))}
    nights = {datetime(2023, 12, day, 18) + timedelta(hours=n) for day in (18, 19, 20) for n in range(15)}
    assert hours - on_duty(turn) == nights and len(nights) == 45


def test_nobody_is_on_duty_before_joining_and_the_substitute_not_before_the_pledge() -> None:
    joined = {row["번호"]: max(row["투입일"], row["서약일"]) for row in rows("people")}
    assert all(row["시작일"] >= joined[row["인력번호"]] for row in rows("roster"))
    days = [row for row in rows("roster") if row["인력번호"] == "P04" and row["요일"] == "평일"]
    assert [(row["시작일"], row["종료일"]) for row in days] == [(min(LEAVE), max(LEAVE))]


# --- incidents --------------------------------------------------------------------------------------------------------

def test_times_follow_each_other() -> None:
    order = ("발생일시", "통보일시", "접수일시", "도착일시", "복구일시", "시험확인일시")
    for row in rows("logs/incidents"):
        times = [moment(row[label]) for label in order]
        assert times == sorted(times), row["장애번호"]
    reported = [row["통보일시"] for row in rows("logs/incidents")]
    assert reported == sorted(reported) and len(reported) == 8


def test_kinds_grades_and_handlers_are_known() -> None:
    assert {row["종류"] for row in rows("logs/incidents")} == KINDS
    assert {row["등급"] for row in rows("logs/incidents")} == {"Critical", "Major", "Minor"}
    services = {row["자산번호"]: row["서비스"] for row in rows("assets")}
    names = {row["성명"] for row in rows("people")}
    for row in rows("logs/incidents"):
        assert row["서비스"] in {services[id] for id in row["자산번호"].split("; ")}, row["장애번호"]
        assert {*row["처리자"].split(", "), row["접수자"]} <= names


def test_a_critical_one_keeps_twelve_hours_from_arrival_but_not_from_the_report() -> None:
    row = incident(5)
    assert row["등급"] == "Critical"
    assert minutes(row, "도착일시", "복구일시") == 11 * 60
    assert minutes(row, "도착일시", "시험확인일시") == 11 * 60 + 30  # still within twelve hours
    assert minutes(row, "통보일시", "복구일시") == 12 * 60 + 40


def test_one_arrival_is_late_and_lies_in_the_gap_of_the_roster() -> None:
    late = [row["장애번호"] for row in rows("logs/incidents") if minutes(row, "통보일시", "도착일시") > 6 * 60]
    assert late == ["INC-2023-008"] and minutes(incident(8), "통보일시", "도착일시") == 390
    assert moment(incident(8)["통보일시"]).replace(minute=0) not in on_duty("1")


def test_the_same_fault_comes_back_within_the_hour() -> None:
    first, second = incident(2), incident(3)
    assert moment(second["발생일시"]) - moment(first["복구일시"]) == timedelta(minutes=42)
    assert all(first[label] == second[label] for label in ("종류", "자산번호", "서비스", "등급"))
    assert moment(second["복구일시"]) - moment(first["통보일시"]) == timedelta(hours=5, minutes=47)
    assert moment(first["통보일시"]).hour >= 18  # by night


def test_one_by_holiday_and_one_minor_within_every_limit() -> None:
    assert [row["장애번호"] for row in rows("logs/incidents") if not is_workday(moment(row["통보일시"]).date())] == ["INC-2023-004"]
    assert incident(1)["등급"] == "Minor" and minutes(incident(1), "도착일시", "복구일시") == 285


def test_one_is_open_at_the_end_of_october_and_splits_the_flat_limit_from_its_grade() -> None:
    row = incident(6)
    assert row["통보일시"].startswith("2023-10-31") and row["복구일시"].startswith("2023-11-01")
    assert row["등급"] == "Major" and 12 * 60 < minutes(row, "도착일시", "복구일시") == 1110 <= 24 * 60
    others = [each for each in rows("logs/incidents") if each["복구일시"][:7] != each["통보일시"][:7]]
    assert others == [row]


def test_one_was_tested_without_a_witness() -> None:
    assert [row["장애번호"] for row in rows("logs/incidents") if not row["입회자"]] == ["INC-2023-007"]


# --- inspections, snapshots, usage ------------------------------------------------------------------------------------

def test_every_month_has_one_remote_inspection_of_every_server_for_the_four_items() -> None:
    done = Counter((row["점검일"][:7], row["자산번호"], row["점검항목"]) for row in rows("logs/inspections"))
    servers = {(month, server, item): 1 for month in MONTHS for server in SERVERS for item in ITEMS}
    assert done == servers | {(month, "CL-01", ITEMS[0]): 1 for month in MONTHS}
    assert {row["점검방식"] for row in rows("logs/inspections")} == {"원격"}
    assert len({row["점검일"] for row in rows("logs/inspections")}) == len(MONTHS)
    assert all(is_workday(date.fromisoformat(row["점검일"])) for row in rows("logs/inspections"))


def test_inspections_are_confirmed_and_september_only_after_the_holidays() -> None:
    for row in rows("logs/inspections"):
        assert row["확인자"] and row["확인일"] >= row["점검일"]
        assert bool(row["조치"]) == (row["결과"] != "정상")
    assert {row["점검일"][:7] for row in rows("logs/inspections") if row["확인일"][:7] > row["점검일"][:7]} == {"2023-09"}
    after = (date(2023, 9, 27) + timedelta(days=n) for n in range(1, 8))
    assert next(day for day in after if is_workday(day)) == date(2023, 10, 4)  # the day of the confirmation


def test_disks_print_the_share_that_they_fill_and_eighty_per_cent_is_never_normal() -> None:
    disks = [row for row in rows("logs/inspections") if row["점검항목"] == ITEMS[2]]
    for row in disks:
        used, size, share = re.fullmatch(r"(\d+) / ([\d,]+) GB \((\d+) %\)", row["측정치"]).groups()
        exact = Decimal(used) * 100 / Decimal(size.replace(",", ""))
        assert abs(exact - int(share)) <= Decimal("0.5"), row
        assert (exact >= 80) == (row["결과"] == "주의"), row
    assert [(row["점검일"][:7], row["자산번호"]) for row in disks if row["결과"] == "주의"] == [("2023-10", "CL-07"), ("2023-11", "CL-04")]


def test_a_snapshot_stands_for_every_sunday_and_media_shrinks_by_what_was_written() -> None:
    weekly = [row for row in rows("logs/backups") if row["백업번호"].endswith("-W")]
    sundays = [day.isoformat() for day in term() if day.weekday() == 6]
    assert [row["시작일시"][:10] for row in weekly] == sundays and len(sundays) == 19
    failed = [row["백업번호"] for row in rows("logs/backups") if row["성공"] == "아니오"]
    assert failed == [row["재수행대상"] for row in rows("logs/backups") if row["재수행대상"]] == ["BK-20231022-W"]
    assert [row["시작일시"][:10] for row in rows("logs/backups") if row["구분"] == "복구시험"] == ["2023-11-24"]
    free = Decimal(2000)
    for row in sorted(rows("logs/backups"), key=lambda row: row["시작일시"]):
        if row["성공"] == "예" and row["구분"] != "복구시험":
            free -= Decimal(row["용량GB"])
        assert Decimal(row["매체잔여GB"]) == free, row["백업번호"]


def price_of(use: Row) -> Row:
    """The one price that holds on every day of the month of `use`."""
    first = f"{use['월']}-01"
    own = [
        row for row in rows("prices") if (row["자산번호"], row["과금항목"]) == (use["자산번호"], use["과금항목"])
        and row["시작일"] <= first and (not row["종료일"] or row["종료일"] >= f"{use['월']}-31")
    ]
    assert len(own) == 1, use
    return own[0]


def charge(use: Row) -> Decimal:
    price = price_of(use)
    return max(Decimal(0), Decimal(use["사용량"]) - Decimal(price["무료제공량"])) * Decimal(price["단가"])


def charge_of(month: str, service: str = "", item: str = "") -> Decimal:
    found = [row for row in rows("logs/usage") if row["월"] == month and row["자산번호"].startswith(service)]
    return sum((charge(row) for row in found if row["과금항목"].startswith(item)), Decimal(0))


def test_every_use_has_one_price_and_every_price_a_use_in_each_month_that_it_covers() -> None:
    used = Counter((row["월"], row["자산번호"], row["과금항목"]) for row in rows("logs/usage"))
    metered = {(row["자산번호"], row["과금항목"]) for row in rows("prices")}
    assert used == {(month, *each): 1 for month in MONTHS for each in metered}
    assert all(price_of(row) for row in rows("logs/usage"))
    assert all("부가가치세 포함" in row["근거"] and "예시" in row["근거"] for row in rows("prices"))


def test_fixed_charges_are_one_a_month_and_the_rest_grows() -> None:
    for service, item in {(row["자산번호"], row["과금항목"]) for row in rows("prices")}:
        amounts = [Decimal(row["사용량"]) for row in rows("logs/usage") if (row["자산번호"], row["과금항목"]) == (service, item)]
        growing = all(earlier < later for earlier, later in pairwise(amounts))
        assert amounts == [1] * 5 if item == "사용료" else growing, (service, item)


def test_charges_by_hand() -> None:
    assert charge_of("2023-09", "CL-05") == 180_000  # (460 − 100) × 500
    assert charge_of("2023-08", "CL-06") == 0  # 6,200 분 < 10,000 분
    assert charge_of("2023-10", "CL-06") == 376_200  # (78,400 − 10,000) × 5.5
    assert charge_of("2023-10", "CL-07", "통화분") == 1_314_000  # (92,600 − 5,000) × 15
    assert charge_of("2023-11", "CL-07", "통화분") == 888_000  # (93,800 − 5,000) × 10, the new price
    assert charge_of("2023-09", "CL-07", "저장") == Decimal("14249.625")  # 120.25 × 118.5


def test_the_term_costs_less_than_the_contract_though_october_pointed_higher() -> None:
    # 640,000 of fixed charges and text + voice + video + storage; the sums stand in logs/README.md too.
    by_month = [charge_of(month) for month in MONTHS]
    assert by_month == [Decimal(each) for each in ("697706.75", "1159999.625", "2948785", "2580561.75", "2679719.4")]
    forecast = sum(by_month[:3]) + 2 * by_month[2]
    assert forecast == Decimal("10704061.375")  # 4,806,491.375 + 2 × 2,948,785
    assert sum(by_month) == Decimal("10066772.525")
    assert sum(by_month) < AMOUNT * Decimal("0.8") == 10_120_000 < forecast < AMOUNT


# --- requests, changes, work ------------------------------------------------------------------------------------------

def test_requests_are_in_order_and_two_are_carried_over() -> None:
    asked = [row["요청일시"] for row in rows("logs/requests")]
    assert asked == sorted(asked)
    assert all(bool(row["완료일시"]) == (row["상태"] in ("완료", "반려")) for row in rows("logs/requests"))
    late = [row["요청번호"][-3:] for row in rows("logs/requests") if row["완료일시"][:7] > row["요청일시"][:7]]
    assert late == ["011", "015"]
    assert Counter(row["상태"] for row in rows("logs/requests")) == {"완료": 17, "반려": 1, "진행": 1}


def test_changes_follow_their_request_and_only_one_patch_was_not_tested() -> None:
    done = {row["요청번호"]: row["완료일시"] for row in rows("logs/requests")}
    applied = [row["적용일시"] for row in rows("logs/changes")]
    assert applied == sorted(applied)
    for row in rows("logs/changes"):
        assert not row["요청번호"] or row["적용일시"] <= done[row["요청번호"]], row["변경번호"]
        assert not row["시험일"] or row["시험일"] <= row["적용일시"][:10], row["변경번호"]
        if row["구분"] == "S/W":
            assert row["버전"] and row["변경소스제출일"] and row["지침서갱신일"], row["변경번호"]
    untested = [row for row in rows("logs/changes") if not row["시험일"]]
    assert [row["변경번호"] for row in untested] == ["CHG-2023-014"] and not untested[0]["승인자"]
    assert "CHG-2023-014" in incident(5)["원인"] and untested[0]["적용일시"] < incident(5)["발생일시"]


def test_every_server_is_built_before_its_first_inspection() -> None:
    built = {id: row["적용일시"][:10] for row in reversed(rows("logs/changes")) for id in row["자산번호"].split("; ")}
    assert set(built) == {"CL-01", *SERVERS}
    assert max(built.values()) < min(row["점검일"] for row in rows("logs/inspections"))


def hours(person: str, month: str) -> Decimal:
    own = (row for row in rows("logs/worklog") if row["인력번호"] == person and row["작업일"].startswith(month))
    return sum((Decimal(row["시간"]) for row in own), Decimal(0))


def test_hours_of_september_by_hand() -> None:
    # P01: Mondays 4, 11, 18, 25 × 2 + plan 4 + report of an incident 3 + monthly report 4
    assert hours("P01", "2023-09") == 4 * 2 + 4 + 3 + 4 == 19
    # P02: 21 weekdays − 9. 28. and 9. 29. = 19 days × 8
    assert hours("P02", "2023-09") == 19 * 8 == 152
    # P03: seven Tuesdays and Thursdays × 4, incidents 1 + 1 + 2.5, patch 3, limit 3, inspection 3
    assert hours("P03", "2023-09") == Decimal("41.5")
    assert hours("P04", "2023-09") == 0


def test_the_resident_works_eight_hours_on_every_workday_but_for_the_leave() -> None:
    days: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows("logs/worklog"):
        days[row["인력번호"], row["작업일"]] += Decimal(row["시간"])
    workdays = {day.isoformat() for day in term() if is_workday(day)}
    assert {day for person, day in days if person == "P02"} == workdays - LEAVE
    assert {total for (person, _), total in days.items() if person == "P02"} == {8}
    assert {day: total for (person, day), total in days.items() if person == "P04"} == dict.fromkeys(sorted(LEAVE), 8)
    assert max(days.values()) <= 12


def test_work_matches_incidents_and_only_incidents_call_on_holidays() -> None:
    worked = {(row["관련번호"], row["작업일"]) for row in rows("logs/worklog") if row["구분"] == "장애조치"}
    assert {(row["장애번호"], row["통보일시"][:10]) for row in rows("logs/incidents")} <= worked
    off = [row for row in rows("logs/worklog") if not is_workday(date.fromisoformat(row["작업일"]))]
    assert [(row["작업일"], row["구분"]) for row in off] == [("2023-10-02", "장애조치")]


def test_plans_are_done_on_the_day_of_the_record_or_stay_open() -> None:
    inspected = {row["점검일"] for row in rows("logs/inspections")}
    planned = [row for row in rows("logs/plans") if "정기 원격점검" in row["내용"]]
    assert [row["월"] for row in planned] == MONTHS[1:] and {row["완료일"] for row in planned} <= inspected
    undone = [row["내용"] for row in rows("logs/plans") if not row["완료일"]]
    assert undone == ["DB 보안 패치", "INC-2023-007 입회 시험", "완료 자료와 계정 정리"]
