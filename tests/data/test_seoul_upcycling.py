"""Holds the first contract's data against its own sums and, where the source text is at hand, against its words."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.data.listing import Record, records, walk

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "seoul-upcycling-2019"
SEED = "000_211f7d2f794c78a2.txt"
SOURCE = Path(os.environ.get("D1_SOURCE", ROOT.parent / "shared" / "seeds" / SEED))

def load(name: str) -> Any:
    """Return what the YAML file `name` holds."""
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of the CSV file `name`."""
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


REQUIREMENTS: list[Record] = load("requirements.yaml")
CLAUSES: list[Record] = load("clauses.yaml")
DELIVERABLES: list[Record] = load("deliverables.yaml")
CONTRACT: Record = load("contract.yaml")
WORDINGS: list[Record] = load("wordings.yaml")
ITEMS = [pair for card in REQUIREMENTS for pair in walk(card["세부내용"])]


def card(id: str) -> Record:
    """Return the requirement `id`."""
    return next(each for each in REQUIREMENTS if each["고유번호"] == id)


# Requirements


def test_counts_by_depth() -> None:
    numbered = [item for depth, item in ITEMS if depth == 0]
    bullets = [item for depth, item in ITEMS if depth == 1 and item["인쇄번호"] in "○◦"]
    table_rows = [item for depth, item in ITEMS if depth == 1 and item["인쇄번호"].isdigit()]
    deeper = [item for depth, item in ITEMS if depth > 1]
    assert len(REQUIREMENTS) == 13
    assert (len(numbered), len(bullets), len(table_rows), len(deeper)) == (64, 28, 5, 11)
    assert Counter(item["인쇄번호"] for item in deeper) == {"-": 6, "①": 3, "②": 2}
    assert len(ITEMS) == 108


def test_cards_by_category() -> None:
    assert list(Counter(each["분류"] for each in REQUIREMENTS).values()) == [5, 2, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("id", "count"),
    [("MAR-001", 12), ("MAR-002", 7), ("MAR-003", 9), ("MAR-004", 4), ("MAR-005", 9), ("MHR-001", 2), ("MHR-002", 3),
     ("SER-001", 5), ("QUR-001", 3), ("PMR-001", 1), ("PMR-002", 4), ("PSR-001", 2), ("PSR-002", 3)],
)
def test_numbered_items_of_a_card(id: str, count: int) -> None:
    assert len(card(id)["세부내용"]) == count


def test_mar_005_keeps_its_printed_numbers() -> None:
    printed = [item["인쇄번호"] for item in card("MAR-005")["세부내용"]]
    assert printed == ["1)", "2)", "2)", "3)", "4)", "5)", "6)", "7)", "8)"]


def test_keys_count_by_position() -> None:
    def check(parent: str, separator: str, items: list[Record]) -> None:
        for number, item in enumerate(items, 1):
            assert item["번호"] == f"{parent}{separator}{number}"
            check(item["번호"], ".", item.get("하위", []))

    for each in REQUIREMENTS:
        check(each["고유번호"], "#", each["세부내용"])


def test_names_that_the_detail_prints_otherwise() -> None:
    assert card("QUR-001")["인쇄된번호"] == "QR-001"
    assert card("PSR-002")["상세명칭"] == "교육계획 및 지원 수립"
    assert card("SER-001")["상세명칭"] == "보안관리"


# Clauses


def test_clauses_of_chapter_five() -> None:
    top = Counter(key[1] for each in CLAUSES if (key := re.fullmatch(r"SC-(V\w+)#\d+", each["번호"])))
    below = Counter(key[1] for each in CLAUSES if (key := re.fullmatch(r"SC-(V\w+)#T?\d+\.\d+", each["번호"])))
    assert top == {"V1": 12, "V2": 14, "V3": 6, "V5a": 5, "V5b": 3, "V6": 2, "V7": 5, "V8": 2, "V9": 2, "V10": 1,
                   "V11": 2, "V12": 4}
    assert below == {"V1": 9, "V2": 8, "V3": 1, "V5a": 1, "V6": 1, "V9": 4, "V11": 2, "V12": 1}
    assert (top.total(), below.total()) == (58, 27)


def test_clauses_are_unique_and_their_parents_exist() -> None:
    keys = [each["번호"] for each in CLAUSES]
    assert len(set(keys)) == len(keys)
    assert all(each["상위"] in keys for each in CLAUSES if "상위" in each)


# Deliverables


def test_deliverables() -> None:
    numbers = [each["번호"] for each in DELIVERABLES]
    assert [number for number in numbers if number.isdigit()] == [str(number) for number in range(1, 38)]
    assert [number for number in numbers if not number.isdigit()] == ["1a", "1b", "1c", "1d", "1e"]


@pytest.mark.parametrize(("number", "kinds"), [("1c", ["사전", "함께"]), ("4", ["당월말", "익월일"]), ("25", ["이후일", "즉시"])])
def test_both_deadlines_stand_where_clauses_disagree(number: str, kinds: list[str]) -> None:
    found = next(each for each in DELIVERABLES if each["번호"] == number)
    assert [rule["방식"] for rule in found["기한"]] == kinds


# Assets and people


def test_assets() -> None:
    rows = table("assets.csv")
    hardware = [row for row in rows if row["구분"] == "H/W"]
    assert Counter(row["구분"] for row in rows) == {"H/W": 11, "S/W": 5, "웹시스템": 2}
    assert sum(int(row["수량"]) for row in hardware) == 12
    assert {row["단위"] for row in hardware} == {"SET"}
    assert sum(int(row["수량"]) for row in hardware if "서버" in row["항목명"]) == 5
    backup = next(row for row in rows if row["항목명"] == "백업 S/W")
    assert (backup["수량"], backup["수량원문"]) == ("0", "1 Server 4 Agent")


def test_everyone_meets_the_contract_when_starting() -> None:
    terms = {term["번호"]: term.get("값") for term in CONTRACT["수치규칙"]}
    needed = {"총괄관리자(PM)": terms["staff.pm_years"], "전담인력": terms["staff.member_years"]}
    for row in table("people.csv"):
        assert date.fromisoformat(row["서약일"]) < date.fromisoformat(row["투입일"])
        assert float(row["경력년수"]) >= needed.get(row["역할"], terms["staff.member_years"])


# The contract's own figures


def test_the_amount_is_the_sum_of_its_months() -> None:
    assert (CONTRACT["개시일"], CONTRACT["만료일"]) == (date(2019, 5, 15), date(2019, 12, 31))
    months = 7 + Decimal(17) / 30
    assert round(CONTRACT["월유지관리비"] * months) == CONTRACT["계약금액"] == 49_940_000


def test_what_the_source_does_not_say_is_marked_as_sample() -> None:
    assert {"계약금액", "월유지관리비", "지체상금율", "투입인력", "계약상대자", "계약일"} <= set(CONTRACT["예시항목"])
    assert "한도율" not in CONTRACT["지체상금"]


def test_recovery_rules() -> None:
    found = {rule["번호"]: (rule["시간"], rule["기산"], rule.get("복합장애")) for rule in CONTRACT["복구기한"]}
    assert found == {
        "MAR-001#10": (4, "접수", None),
        "MAR-005#5": (4, "통보", None),
        "QUR-001#1": (4, "통보 및 유지보수요청", None),
        "SC-V1#9": (2, "접수", "아니오"),
        "SC-V1#9-복합": (8, "접수", "예"),
    }
    assert [rule["번호"] for rule in CONTRACT["복구기한"] if rule["지체상금대상"] == "예"] == ["MAR-005#5"]
    assert all("불가항력" in rule["제외"] for rule in CONTRACT["복구기한"])


def test_numeric_rules_that_the_product_looks_up() -> None:
    found = {term["번호"]: term["값"] for term in CONTRACT["수치규칙"] if "값" in term}
    wanted = {
        "recurrence.window_minutes": 30, "root_cause.monthly_count": 2, "inspection.per_month": 1,
        "backup.daily_per_day": 1, "backup.quarterly_per_quarter": 1, "request.urgent_hours": 24, "claim.due_day": 10,
        "payment.days": 14, "proration.days": 30, "plan.days": 14, "replacement.notice_days": 15,
        "replacement.handover_days": 20, "replacement.forced_days": 15, "afterhours.arrival_hours": 4,
        "redesign.per_year": 1, "termination.notice_days": 30, "resubcontract.notice_days": 7, "staff.pm_years": 5,
        "staff.member_years": 3, "support.hours_per_day": 24, "support.days_per_year": 365, "agreement.copies": 2,
    }
    assert wanted.items() <= found.items()
    assert len({term["번호"] for term in CONTRACT["수치규칙"]}) == len(CONTRACT["수치규칙"])


def test_every_numeric_rule_quotes_a_line() -> None:
    for rule in CONTRACT["수치규칙"] + CONTRACT["복구기한"]:
        source = rule["출처"]
        assert source["문서"] == "D1" and re.fullmatch(r"L\d+", source["줄"]) and source["인용"]


# Against the source text


@pytest.fixture(scope="module")
def source() -> list[str]:
    """The lines of D1; line 1 stands at index 0."""
    if not SOURCE.exists():
        pytest.skip("the source text D1 is not here")
    return SOURCE.read_text(encoding="utf-8").split("\n")


def cited(lines: list[str], place: str) -> str:
    """Return the text of the lines that "L305" or "L358-L360" names, blanks squeezed."""
    numbers = [int(number) for number in re.findall(r"\d+", place)]
    return squeeze(" ".join(line.strip() for line in lines[numbers[0] - 1 : numbers[-1]]))


def squeeze(text: str) -> str:
    """Return `text` with every run of blanks as one space."""
    return " ".join(text.split())


def test_quotes_stand_at_their_lines(source: list[str]) -> None:
    quotes = [each for part in (CONTRACT, DELIVERABLES) for each in records(part) if each.get("인용")]
    assert len(quotes) > 90
    assert [each for each in quotes if squeeze(each["인용"]) not in cited(source, each["줄"])] == []


def test_requirements_stand_word_for_word(source: list[str]) -> None:
    marks = re.compile(r" \((?:수시|매월|연간) ○(?:, (?:매월|연간) ○)*\)$")  # our words for the ○ in the table's columns
    texts = [(marks.sub("", item["내용"]), item["줄"]) for _, item in ITEMS]
    texts += [(each.get("상세명칭", each["명칭"]), each["출처"]["줄"]) for each in REQUIREMENTS]
    texts += [(each["정의"], each["출처"]["줄"]) for each in REQUIREMENTS]
    assert [pair for pair in texts if squeeze(pair[0]) not in cited(source, pair[1])] == []


def test_clauses_stand_word_for_word(source: list[str]) -> None:
    parts = [(part, each["출처"]["줄"]) for each in CLAUSES for part in each["내용"].split(" | ")]
    assert [pair for pair in parts if squeeze(pair[0]) not in cited(source, pair[1])] == []


def test_deadline_words_stand_in_the_source(source: list[str]) -> None:
    whole = squeeze(" ".join(source))
    words = [rule["원문"] for each in DELIVERABLES for rule in each["기한"] if "원문" in rule]
    assert [each for each in words if each not in whole] == []


def test_assets_stand_word_for_word(source: list[str]) -> None:
    whole = {squeeze(cell) for line in source[63:100] for cell in line.split("\t")}
    for row in table("assets.csv"):
        names = {row["항목명"], row["모델"], row["업무용도"], row["수량원문"], row["제조사"]} - {"", "PowerEdge R730 MLK 서버"}
        assert names <= whole


def test_wordings_stand_word_for_word(source: list[str]) -> None:
    """D1 prints footnote 1 in the middle of 제6조② and one dot too many in the agreement's date."""
    footnote = WORDINGS[1]["각주"][0]
    lines = (re.sub(r"^\s*(- )?", "", line) for line in source if line != footnote)
    whole = re.sub(r"\s", "", "".join(lines)).replace("2019....", "2019...")
    for wording in WORDINGS:
        assert re.sub(r"\s", "", printed(wording)) in whole
        assert all(note in source for note in wording.get("각주", []))


def printed(wording: Record) -> str:
    """Return the form as D1 prints it, its blanks empty."""
    parts = [wording["제목"], wording["머리말"]]
    for article in wording["조"]:
        parts += [article.get("인쇄번호", ""), f"({article['제목']})" if "제목" in article else ""]
        for paragraph in article["항"]:
            parts += [paragraph.get("인쇄번호", ""), paragraph["내용"], *paragraph.get("호", [])]
    text = "".join([*parts, wording["맺음말"], wording.get("수신", "")])
    text = re.sub(r"\{(투입)?연도\}", "2019", text).replace("{수탁자}", "△△△")
    return re.sub(r"\{[^}]+\}", "", text)
