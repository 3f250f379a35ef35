"""Holds the second contract's data against its own sums and, where the source text is at hand, against its words."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.model.dossier import Dossier
from pipeline.read.dossier import read_dossier
from pipeline.rules.start_up import StartFigures
from pipeline.trace.check import check
from tests.data.listing import Record, records, walk

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "gb-metaverse-2023"
SEED = "001_5217b240ca41d3c9.txt"
SOURCE = Path(os.environ.get("D2_SOURCE", ROOT.parent / "shared" / "seeds" / SEED))

def load(name: str) -> Any:
    """Return what the YAML file `name` holds."""
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


REQUIREMENTS: list[Record] = load("requirements.yaml")
CLAUSES: list[Record] = load("clauses.yaml")
DELIVERABLES: list[Record] = load("deliverables.yaml")
DUTIES: list[Record] = load("duties.yaml")
CONTRACT: Record = load("contract.yaml")
WORDINGS: list[Record] = load("wordings.yaml")
FINDINGS: list[Record] = load("findings.yaml")
ITEMS = [pair for card in REQUIREMENTS for pair in walk(card["세부내용"])]


@cache
def dossier() -> Dossier:
    """The whole contract as the program reads it."""
    found, problems = read_dossier(FOLDER, ROOT / "data" / "_law", ROOT)
    assert found is not None, problems
    return found


def card(id: str) -> Record:
    """Return the requirement `id`."""
    return next(each for each in REQUIREMENTS if each["고유번호"] == id)


def deliverable(number: str) -> Record:
    """Return the deliverable `number`."""
    return next(each for each in DELIVERABLES if each["번호"] == number)


# Requirements and clauses


def test_counts_by_depth() -> None:
    below = [item for depth, item in ITEMS if depth == 1]
    assert len(REQUIREMENTS) == 15
    assert sum(depth == 0 for depth, _ in ITEMS) == 37
    assert Counter(item["인쇄번호"].isdigit() for item in below) == {True: 11, False: 9}
    assert max(depth for depth, _ in ITEMS) == 1


def test_the_two_tables_row_by_row() -> None:
    cloud, support = card("CLD-001")["세부내용"][2]["하위"], card("MAR-001")["세부내용"][0]["하위"]
    assert [row["인쇄번호"] for row in cloud] == [str(number) for number in range(1, 8)]
    assert [row["내용"].rpartition(" | ")[2] for row in cloud] == ["발주처 승인"] + ["구축 및 운영"] * 6
    assert sum("사용량에 따르는 단가와 금액 제시" in row["내용"] for row in cloud) == 3
    assert [row["내용"].rpartition(" | ")[2] for row in support] == ["매월 점검"] * 4


def test_the_cloud_items_are_the_assets() -> None:
    with (FOLDER / "assets.csv").open(encoding="utf-8-sig", newline="") as file:
        assets = [row for row in csv.DictReader(file) if row["구분"] == "클라우드"]
    rows = card("CLD-001")["세부내용"][2]["하위"]
    assert len(assets) == len(rows) == 7
    assert all(row["내용"].startswith(asset["항목명"]) for asset, row in zip(assets, rows, strict=True))


def test_ids_are_derived_and_say_where_the_sentence_stands() -> None:
    assert {each["파생번호"] for each in REQUIREMENTS} == {"예"}
    assert [each["인쇄된번호"] for each in REQUIREMENTS] == [
        "I 나. 1)", "I 나. 2)", "I 나. 3)", "I 나. 4)", "I 다.", "I 라. 1)", "I 라. 2)", "II 일반사항", "II 수행 조건 가·나",
        "II 수행 조건 다.", "II 수행 조건 라.", "II 수행 조건 마.", "II 수행 조건 바.", "II 수행 조건 사.", "II 수행 조건 아.",
    ]


def test_keys_count_by_position() -> None:
    def hold(parent: str, separator: str, items: list[Record]) -> None:
        for number, item in enumerate(items, 1):
            assert item["번호"] == f"{parent}{separator}{number}"
            hold(item["번호"], ".", item.get("하위", []))

    for each in REQUIREMENTS:
        hold(each["고유번호"], "#", each["세부내용"])


def test_clauses_by_section() -> None:
    top = Counter(each["번호"].partition("#")[0] for each in CLAUSES if "상위" not in each)
    below = Counter(each["번호"].partition("#")[0] for each in CLAUSES if "상위" in each)
    assert top == {
        "SC-I1": 1, "SC-I2": 1, "SC-I3": 1, "SC-I4": 2, "SC-I5": 3, "SC-I6": 1, "SC-III1": 1, "SC-III2": 4, "SC-III3": 2,
        "SC-III4": 5, "SC-III5": 4, "SC-III6": 3, "SC-III7": 2, "SC-III8": 1,
    }
    assert below == {"SC-I4": 6, "SC-III3": 5, "SC-III4": 11, "SC-III6": 2, "SC-III8": 5}
    keys = [each["번호"] for each in CLAUSES]
    assert len(set(keys)) == len(keys) and all(each["상위"] in keys for each in CLAUSES if "상위" in each)


def test_the_security_measures_have_no_third_letter() -> None:
    printed = [each["인쇄번호"] for each in CLAUSES if each["절"] == "보안 대책" and "상위" not in each]
    assert printed == ["가.", "나.", "라.", "마.", "바."]


# The contract's own figures


def test_the_budget_stands_for_the_amount() -> None:
    assert CONTRACT["계약금액"] == 12_650_000 == 11_500_000 + 1_150_000
    assert any("계약금액" in each for each in CONTRACT["가정항목"])
    assert "월유지관리비" not in CONTRACT


def test_what_the_source_does_not_say_is_marked_as_sample() -> None:
    assert {"계약상대자", "계약일", "개시일", "지체상금 일수정책", "장애종류", "업무시간", "투입인력"} <= set(CONTRACT["예시항목"])
    assert not {"대표자", "주소", "담당자"} & set(CONTRACT["발주기관"])


def test_no_clause_sets_a_delay_penalty() -> None:
    """The rate is left to the law of the day, and no recovery clause is penalised."""
    assert CONTRACT["적용법"] == "지방계약법" and "정부계약법" in CONTRACT["적용법설명"]
    assert not {"율", "한도율"} & set(CONTRACT["지체상금"])
    assert {rule["지체상금대상"] for rule in CONTRACT["복구기한"]} == {"아니오"}
    value = dossier().law.on("delay_rate.local.service", CONTRACT["만료일"])
    assert value is not None and str(value.value) == "0.0013"


def test_recovery_rules() -> None:
    found = [
        (rule["시간"], rule["기산"], rule["단계"], rule.get("등급", ""), rule.get("적용", "예")) for rule in CONTRACT["복구기한"]
    ]
    assert found == [
        (6, "통보", "도착", "", "예"), (12, "도착", "복구", "", "예"),
        (12, "도착", "복구", "Critical", "예"), (12, "통보", "복구", "Critical", "아니오"),
        (24, "도착", "복구", "Major", "예"), (24, "통보", "복구", "Major", "아니오"),
        (48, "도착", "복구", "Minor", "예"), (48, "통보", "복구", "Minor", "아니오"),
    ]
    assert CONTRACT["장애등급"] == ["Critical", "Major", "Minor"]


def test_numeric_rules() -> None:
    found = {term["번호"]: term["값"] for term in CONTRACT["수치규칙"] if "값" in term}
    assert found == {
        "budget.amount": 12_650_000, "arrival.hours": 6, "recurrence.window_minutes": 60, "support.hours_per_day": 24,
        "contacts.hours_per_day": 24, "meeting.minutes": 30, "meeting.resident_minutes": 30, "inspection.per_month": 1,
        "inspection.cycle": 1, "inspection.technical_per_month": 1, "maintenance.remote_per_month": 1, "plan.days": 14,
        "monthly_report.per_month": 1, "monthly_report.confirmed": 1, "monthly_report.pages": 1, "site_manager.days": 7,
        "site_manager.people": 1, "pledge.days": 7, "sanction.months_once": 1, "sanction.months_twice": 3,
    }
    said = {term["번호"] for term in CONTRACT["수치규칙"]} - set(found)
    assert {"cloud.cost_until", "recovery.witnessed", "recovery.at_once", "pledge.with_plan", "replacement.approval"} <= said


def test_every_numeric_rule_quotes_a_line() -> None:
    for rule in CONTRACT["수치규칙"] + CONTRACT["복구기한"]:
        source = rule["출처"]
        assert source["문서"] == "D2" and re.fullmatch(r"L\d+", source["줄"]) and source["인용"], rule["번호"]


def test_lists_of_the_contract() -> None:
    assert CONTRACT["해석순위"] == [each["내용"] for each in CLAUSES if each["번호"].startswith("SC-III8#1.")]
    assert CONTRACT["누출금지정보"] == [each["내용"] for each in CLAUSES if each["번호"].startswith("SC-III4#2.")]
    assert (len(CONTRACT["해석순위"]), len(CONTRACT["누출금지정보"])) == (5, 8)


# Deliverables, duties, wordings


def test_deliverables() -> None:
    assert [each["번호"] for each in DELIVERABLES] == [str(number) for number in range(1, 20)]
    assert {each["번호"]: each["서식"] for each in DELIVERABLES} == {
        "1": "architecture-plan", "2": "build-result", "3": "usage-report", "4": "work-plan", "5": "security-pledge",
        "6": "site-manager", "7": "replacement-request", "8": "inspection-report", "9": "inspection-report",
        "10": "monthly-summary", "11": "incident-report", "12": "incident-report", "13": "recovery-test",
        "14": "incident-ledger", "15": "change-list", "16": "response-procedure", "17": "preventive-plan",
        "18": "staffing-measure", "19": "entry-request",
    }


def test_both_deadlines_of_the_pledge_stand() -> None:
    rules = deliverable("5")["기한"]
    assert [(rule["방식"], rule["수"], rule["기준"]) for rule in rules] == [("이후일", 7, "계약일"), ("이후일", 14, "계약일")]


def test_no_deliverable_has_a_day_that_the_source_does_not_give() -> None:
    dated = {each["번호"] for each in DELIVERABLES for rule in each["기한"] if rule["방식"] not in ("미정", "사전")}
    assert dated == {"4", "5", "6"}


@pytest.mark.parametrize(
    ("number", "days"),
    [("4", [date(2023, 9, 4)]), ("5", [date(2023, 8, 28), date(2023, 9, 4)]), ("6", [date(2023, 8, 28)])],
)
def test_days_from_the_sample_contract_day(number: str, days: list[date]) -> None:
    """2023. 8. 21.(월) + 7일 = 8. 28.(월), + 2주 = 9. 4.(월)."""
    assert [due.day for due in StartFigures(dossier()).dues if due.deliverable.number == number] == days


def test_every_sentence_has_a_duty_and_every_duty_its_sentence() -> None:
    assert [str(problem) for problem in check(dossier())] == []
    ids = [each["번호"] for each in DUTIES]
    assert len(set(ids)) == len(ids) == 81
    assert {number for each in DUTIES for number in each.get("산출물", [])} == {each["번호"] for each in DELIVERABLES}


def test_duties_say_how_they_are_verified() -> None:
    for each in DUTIES:
        if each["확인방식"] == "해당없음":
            assert each["사유"]
        else:
            assert each["검사기준"] and each["검증방법"] and each["수행계획서"], each["번호"]


def test_the_unapplied_readings_are_no_duties() -> None:
    judged = {rule for each in DUTIES for value in each.get("기준값", []) for rule in re.findall(r"MAR-006#3-[^,]+", value)}
    assert judged == {rule["번호"] for rule in CONTRACT["복구기한"] if rule.get("적용", "예") == "예"}


def test_the_pledge_is_a_sample_of_quoted_clauses() -> None:
    pledge = next(each for each in WORDINGS if each["서식"] == "security-pledge")
    quoted = [re.findall("“(.+)”", paragraph["내용"]) for paragraph in pledge["조"][0]["항"]]
    wanted = {each["번호"]: each["내용"] for each in CLAUSES if each["번호"] in ("SC-III4#1", "SC-III4#2", "SC-III4#3")}
    assert quoted == [[text] for text in wanted.values()]
    assert "예시 문안" in pledge["제목"]


def test_the_plan_copies_the_purpose_and_the_scope() -> None:
    sentences = {each["내용"] for each in CLAUSES} | {item["내용"] for _, item in ITEMS} | {each["명칭"] for each in REQUIREMENTS}
    rows = {text.partition(" | ")[0] for text in sentences}
    purpose, scope = (
        next(each for each in WORDINGS if each["서식"] == f"work-plan.{name}")["조"][0]["항"] for name in ("purpose", "scope")
    )
    assert [each["내용"] for each in purpose] == [each["내용"] for each in CLAUSES if each["절"] == "과업의 목적"]
    assert {text for each in scope for text in (each["내용"], *each["호"])} <= sentences | rows


# Findings


def test_findings_by_number_and_grade() -> None:
    assert [each["번호"] for each in FINDINGS] == [f"Q-{number:02d}" for number in range(1, 24)]
    assert "".join(each["등급"] for each in FINDINGS) == "A" * 11 + "B" * 11 + "C"


def test_each_finding_says_what_is_assumed_and_what_is_asked() -> None:
    for each in FINDINGS:
        assert each["쟁점"].endswith("다.") and each["가정"].endswith("다.") and each["질의"].endswith("?"), each["번호"]
        assert each["원문"]


def test_findings_that_the_data_name_exist() -> None:
    named = set(re.findall(r"Q-\d\d", "".join(path.read_text("utf-8") for path in sorted(FOLDER.glob("*.yaml")))))
    assert named == {each["번호"] for each in FINDINGS}


# Against the source text


@pytest.fixture(scope="module")
def source() -> list[str]:
    """The lines of D2; line 1 stands at index 0."""
    if not SOURCE.exists():
        pytest.skip("the source text D2 is not here")
    return SOURCE.read_text(encoding="utf-8").split("\n")


def numbers(place: str) -> range:
    """Return the lines that "L158" or "L160-L162" names."""
    found = [int(number) for number in re.findall(r"\d+", place)]
    return range(found[0], found[-1] + 1)


def cited(lines: list[str], place: str) -> str:
    """Return the text of those lines, blanks squeezed."""
    return squeeze(" ".join(lines[number - 1].strip() for number in numbers(place)))


def squeeze(text: str) -> str:
    """Return `text` with every run of blanks as one space."""
    return " ".join(text.split())


def sentence_lines() -> list[tuple[str, str]]:
    """Return (text, place) of every row and clause, a cell of a table each."""
    rows = [(item["내용"], item["줄"]) for _, item in ITEMS] + [(each["내용"], each["출처"]["줄"]) for each in CLAUSES]
    return [(part, place) for text, place in rows for part in text.split(" | ")]


def test_sentences_stand_word_for_word(source: list[str]) -> None:
    texts = [*sentence_lines(), *((each["명칭"], each["출처"]["줄"]) for each in REQUIREMENTS)]
    assert [pair for pair in texts if squeeze(pair[0]) not in cited(source, pair[1])] == []


def test_quotes_stand_at_their_lines(source: list[str]) -> None:
    quotes = [each for part in (CONTRACT, DELIVERABLES) for each in records(part) if each.get("인용")]
    assert len(quotes) > 60
    assert [each for each in quotes if squeeze(each["인용"]) not in cited(source, each["줄"])] == []
    quotes = [quote for each in FINDINGS for quote in each["원문"]]
    assert [each for each in quotes if squeeze(each["원문"]) not in cited(source, each["위치"])] == []


def test_deadline_words_stand_in_the_source(source: list[str]) -> None:
    whole = squeeze(" ".join(source))
    words = [rule["원문"] for each in DELIVERABLES for rule in each["기한"] if "원문" in rule]
    assert [each for each in words if each not in whole] == []


def test_no_line_is_taken_twice(source: list[str]) -> None:
    places = [item["줄"] for _, item in ITEMS] + [each["출처"]["줄"] for each in CLAUSES]
    taken = Counter(number for place in places for number in numbers(place) if source[number - 1].strip())
    assert [number for number, times in taken.items() if times > 1] == []


def test_no_line_is_lost(source: list[str]) -> None:
    """What no row takes is a heading, whose words stand as the name of a card, its class or a section."""
    taken = {number for item in [item for _, item in ITEMS] for number in numbers(item["줄"])}
    taken |= {number for each in CLAUSES for number in numbers(each["출처"]["줄"])}
    names = {squeeze(each[label]) for each in REQUIREMENTS for label in ("명칭", "분류")} | {squeeze(each["절"]) for each in CLAUSES}
    left = [(number, line.strip()) for number, line in enumerate(source, 1) if number > 18 and line.strip() and number not in taken]
    marks = re.compile(r"^(?:[#\s]*□\s*|#*\s*(?:[가-힣]\.|\d\))\s*)+")
    lost = [(number, line) for number, line in left if squeeze(marks.sub("", line)) not in names]
    assert lost == [(110, "## II 과업 내용"), (182, "### Ⅲ 계약 추가 특수 조건")]
