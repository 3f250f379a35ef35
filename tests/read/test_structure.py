"""Trees and tables become instances of the model, with the place of every record and of every fault."""

import pickle
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.model.column import column, place
from pipeline.model.contract import Contract, RecoveryRule, Source
from pipeline.model.law import LawValue
from pipeline.model.log import Backup, Inspection, Verdict
from pipeline.model.requirement import Requirement
from pipeline.model.staff import Person
from pipeline.problems import Location, Problem
from pipeline.read.from_csv import parse_csv
from pipeline.read.from_yaml import parse_yaml
from pipeline.read.located import Row, Table
from pipeline.read.structure import from_listing, from_record, from_table

PEOPLE = "번호,성명,역할,투입일,경력년수\n"
BACKUPS = "백업번호,구분,대상,시작일시,성공\n"


def table(text: str) -> Table:
    """Return the table of a well-formed CSV text."""
    read, problems = parse_csv(text, "a.csv")
    assert problems == []
    return read


def listing(text: str, cls: type) -> tuple[list, list[Problem]]:
    """Return the instances of a well-formed YAML list."""
    tree, problems = parse_yaml(text, "a.yaml")
    assert problems == []
    return from_listing(tree, cls)


def places(problems: list[Problem]) -> list[tuple[str, str]]:
    """Return the code and place of each problem."""
    return [(problem.code, str(problem.at)) for problem in problems]


def test_table_becomes_records() -> None:
    (person,), problems = from_table(table(PEOPLE + "P01, 홍길동 ,전담인력,2019. 5. 15.,\n"), Person)
    assert problems == []
    assert (person.name, person.joined, person.career_years) == ("홍길동", date(2019, 5, 15), 0)
    assert person.at == Location("a.csv", 2)


def test_all_faults_of_a_table_at_once_in_the_order_of_its_rows() -> None:
    people, problems = from_table(table(PEOPLE + "P01,,전담인력,2019-02-30,1\nP02,김철수,전담인력,2019-05-15,가\n"), Person)
    assert people == []
    assert places(problems) == [
        ("D-VAL-01", "a.csv:2 (성명)"),
        ("D-VAL-05", "a.csv:2 (투입일)"),
        ("D-VAL-02", "a.csv:3 (경력년수)"),
    ]


def test_good_rows_survive_bad_ones() -> None:
    people, problems = from_table(table(PEOPLE + "P01,홍길동,전담인력,언젠가,\nP02,김철수,전담인력,2019-05-15,3\n"), Person)
    assert [person.id for person in people] == ["P02"] and len(problems) == 1


def test_header_faults_are_told_once() -> None:
    people, problems = from_table(table("번호,이름,번 호,투입일\n1,가,1,2019-05-15\n2,나,2,2019-05-15\n"), Person)
    assert people == []
    assert sorted(places(problems)) == [
        ("D-TAB-02", "a.csv:1 (번 호)"),
        ("D-TAB-03", "a.csv:1 (성명)"),
        ("D-TAB-03", "a.csv:1 (역할)"),
        ("D-TAB-04", "a.csv:1 (이름)"),
    ]


def test_blank_in_a_column_of_circles_means_no() -> None:
    circles, _ = from_table(table(BACKUPS + "B1,비정기,DB,2019-07-03 02:00,○\nB2,비정기,DB,2019-07-03 02:00,\n"), Backup)
    assert [backup.succeeded for backup in circles] == [True, False]
    _, (problem,) = from_table(table(BACKUPS + "B1,비정기,DB,2019-07-03 02:00,예\nB2,비정기,DB,2019-07-03 02:00,\n"), Backup)
    assert (problem.code, problem.at.row) == ("D-VAL-01", 3)


def test_typed_cells_and_column_letters_of_a_sheet() -> None:
    header = ("점검번호", "점검일", "자산번호", "점검항목", "결과", "점검자", "확인일")
    good = Row(5, ("C1", date(2019, 7, 18), "HW-01", 7.0, "정상", "홍길동", None))
    bad = Row(6, ("C2", date(2019, 7, 18), "HW-01", "CPU", "보통", "홍길동", True))
    (inspection,), problems = from_table(Table("a.xlsx", "7월", header, 4, (good, bad), 1), Inspection)
    assert (inspection.item, inspection.verdict, inspection.confirmed) == ("7", Verdict.NORMAL, None)
    assert places(problems) == [("D-VAL-08", "a.xlsx[7월]!F6 (결과)"), ("D-VAL-04", "a.xlsx[7월]!H6 (확인일)")]


def test_tuple_in_one_cell() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Days:
        days: tuple[date, ...] = column("날짜", default=())
        at: Location = place()

    (first, second), problems = from_table(table("날짜,x\n2019-05-31; 2019. 6. 3.,1\n,2\n"), Days)
    assert (first.days, second.days) == ((date(2019, 5, 31), date(2019, 6, 3)), ())
    assert [problem.code for problem in problems] == ["D-TAB-04"]


def test_nested_records_and_lists() -> None:
    text = """
- 고유번호: MAR-001
  명칭: 유지보수 일반
  분류: 유지보수
  출처: {문서: D1, 줄: L141}
  세부내용:
    - 번호: MAR-001#1
      인쇄번호: 1)
      내용: |
        첫 줄
        둘째 줄
      하위:
        - {번호: MAR-001#1.1, 내용: 아래}
"""
    (requirement,), problems = listing(text, Requirement)
    assert problems == []
    assert requirement.source == Source(document="D1", line="L141")
    rows = [(depth, item.key, item.at.row) for depth, item in requirement.walk()]
    assert rows == [(0, "MAR-001#1", 7), (1, "MAR-001#1.1", 13)]
    assert requirement.items[0].text == "첫 줄\n둘째 줄"


def test_text_or_list_for_a_tuple_and_null_for_none() -> None:
    rule = "- {번호: 가, 이름: 나, 조항: 다, 시간: 4, 기산: 통보, 복합장애: ~, 제외: %s}\n"
    (typed,), _ = listing(rule % "'합의; 불가항력'", RecoveryRule)
    (listed,), problems = listing(rule % "[합의, 불가항력]", RecoveryRule)
    assert problems == [] and typed == listed
    assert typed.excludes == ("합의", "불가항력") and typed.compound is None


def test_unknown_and_missing_keys() -> None:
    _, problems = listing("- 규칙: 가\n  법령명: 나\n  전혀다른것: 다\n", LawValue)
    assert places(problems) == [
        ("D-YAML-07", "a.yaml:2 (법령명)"),
        ("D-YAML-07", "a.yaml:3 (전혀다른것)"),
        ("D-VAL-01", "a.yaml:1 (법령)"),
    ]
    assert problems[0].hint == "혹시 '법령'?"
    assert problems[1].hint.startswith("쓸 수 있는 항목: 규칙, 값")


def test_empty_required_key_is_told_at_its_own_line() -> None:
    _, (problem,) = listing("- 규칙: 가\n  법령:\n", LawValue)
    assert (problem.code, str(problem.at)) == ("D-VAL-01", "a.yaml:2 (법령)")


def test_two_spellings_of_one_key() -> None:
    _, problems = listing("- {규칙: 가, 법령: 나, '법 령': 다}\n", LawValue)
    assert [problem.code for problem in problems] == ["D-YAML-03"]


def test_wrong_shapes() -> None:
    assert listing("규칙: 가\n", LawValue)[1][0].code == "D-YAML-06"
    assert listing("- 가\n", LawValue)[1][0].code == "D-YAML-06"
    assert listing("- {규칙: [가], 법령: 나}\n", LawValue)[1][0].code == "D-YAML-06"
    assert listing("- {고유번호: 가, 명칭: 나, 분류: 다, 세부내용: 라}\n", Requirement)[1][0].code == "D-YAML-06"
    assert listing("- {고유번호: 가, 명칭: 나, 분류: 다, 출처: [D1]}\n", Requirement)[1][0].code == "D-YAML-06"
    assert from_record(None, Contract, Location("a.yaml"))[1][0].code == "D-YAML-06"
    assert from_listing(None, LawValue) == ([], [])


def test_warning_keeps_the_record() -> None:
    header = ("백업번호", "구분", "대상", "시작일시", "성공")
    row = Row(2, ("B1", "비정기", "DB", date(2019, 7, 3), True))
    (backup,), (problem,) = from_table(Table("a.xlsx", "백업", header, 1, (row,)), Backup)
    assert backup.started == datetime(2019, 7, 3) and not problem.stops


def test_a_record_knows_the_line_of_each_key() -> None:
    (value,), problems = listing("- 규칙: 가\n  법령: 나\n\n  값: 3\n", LawValue)
    assert problems == []
    assert str(value.at) == "a.yaml:1"
    assert str(value.at.at_field("값")) == "a.yaml:4 (값)"
    assert str(value.at.at_field("시행일")) == "a.yaml:1 (시행일)", "a key that is not there: its record"


def test_a_record_on_one_line_needs_no_lines_of_its_keys() -> None:
    (value,), _ = listing("- {규칙: 가, 법령: 나}\n", LawValue)
    assert value.at.places is None
    assert str(value.at.at_field("법령")) == "a.yaml:1 (법령)"


def test_a_key_is_found_by_its_label_however_it_was_typed() -> None:
    (value,), _ = listing("- 규칙: 가\n  '법 령': 나\n", LawValue)
    assert str(value.at.at_field("법령")) == "a.yaml:2 (법령)"


def test_all_rows_of_a_sheet_share_the_letters_of_their_columns() -> None:
    header = ("번호", "성명", "역할", "투입일")
    rows = tuple(Row(n, (f"P0{n}", "홍길동", "전담인력", date(2019, 5, 15))) for n in (3, 4))
    people, problems = from_table(Table("a.xlsx", "인력", header, 2, rows, first_column=1), Person)
    assert problems == []
    assert str(people[1].at.at_field("투입일")) == "a.xlsx[인력]!E4 (투입일)"
    assert str(people[1].at.at_field("철수일")) == "a.xlsx[인력]:4 (철수일)"
    assert people[0].at.places is people[1].at.places


def test_places_are_equal_sorted_hashed_and_pickled_without_their_fields() -> None:
    (value,), _ = listing("- 규칙: 가\n  법령: 나\n", LawValue)
    assert value.at == Location("a.yaml", 1) and hash(value.at) == hash(Location("a.yaml", 1))
    assert sorted([Location("b.yaml"), value.at]) == [value.at, Location("b.yaml")]
    assert "places" not in repr(value.at)
    again = pickle.loads(pickle.dumps(value.at))
    assert str(again.at_field("법령")) == "a.yaml:2 (법령)"
