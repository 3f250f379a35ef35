"""A data folder becomes a dossier, or every problem of every file at once."""

import unicodedata
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pipeline.read.dossier import SOURCES, read_dossier, read_law, shown_path

CONTRACT = """
계약코드: sample
용역명: 유지관리 용역
발주기관: {명칭: 가나다기관, 호칭: 발주부서}
계약상대자: {명칭: 가나다정보기술, 호칭: 계약상대자}
계약일: 2019-05-13
개시일: 2019-05-15
만료일: 2019-12-31
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the smallest good data folder, with its law folder beside it."""
    (tmp_path / "sample" / "logs").mkdir(parents=True)
    (tmp_path / "_law").mkdir()
    (tmp_path / "sample" / "contract.yaml").write_text(CONTRACT, "utf-8")
    (tmp_path / "_law" / "2019.yaml").write_text("휴일:\n  - {날짜: 2019-08-15, 이름: 광복절}\n", "utf-8")
    (tmp_path / "_law" / "값.yaml").write_text("값들:\n  - {규칙: 가, 값: 0.0013, 법령: 나, 확인: 예}\n", "utf-8")
    return tmp_path / "sample"


def read(folder: Path) -> tuple:
    """Read a folder with its root beside it."""
    return read_dossier(folder, folder.parent / "_law", root=folder.parent)


def test_smallest_folder(folder: Path) -> None:
    dossier, problems = read(folder)
    assert problems == []
    assert dossier.contract.start == date(2019, 5, 15) and dossier.incidents == ()
    assert [holiday.name for holiday in dossier.law.holidays] == ["광복절"]
    assert [value.cited for value in dossier.law.values] == ["나"]


def test_sources_cover_the_dossier(folder: Path) -> None:
    dossier, _ = read(folder)
    assert {source.field for source in SOURCES} | {"law"} == set(type(dossier).__slots__)


def test_inspections_from_a_workbook_with_a_korean_name(folder: Path) -> None:
    (folder / "assets.csv").write_text("자산번호,구분,No,항목명\nHW-01,H/W,1,서버\n", "utf-8")
    book = openpyxl.Workbook()
    book.active.title = "7월"
    for row in (["점검번호", "점검일", "자산번호", "점검항목", "결과", "점검자"], ["C1", date(2019, 7, 18), "HW-01", "CPU", "정상", "홍길동"]):
        book.active.append(row)
    book.save(folder / "logs" / unicodedata.normalize("NFD", "정기점검.xlsx"))
    dossier, problems = read(folder)
    assert problems == []
    (inspection,) = dossier.inspections
    assert str(inspection.at) == "sample/logs/정기점검.xlsx[7월]:2" and inspection.day == date(2019, 7, 18)


def test_all_problems_of_all_files_at_once(folder: Path) -> None:
    (folder / "contract.yaml").write_text(CONTRACT.replace("2019-12-31", "2019-11-31"), "utf-8")
    (folder / "people.csv").write_text("번호,성명,역할,투입일\nP01,,전담인력,2019-05-15\n", "utf-8")
    (folder / "logs" / "backups.csv").write_text("백업번호\n", "utf-8")
    (folder.parent / "_law" / "a.yaml").write_text("값:\n", "utf-8")
    dossier, problems = read(folder)
    assert dossier is None
    assert {problem.at.file for problem in problems} == {
        "sample/contract.yaml",
        "sample/people.csv",
        "sample/logs/backups.csv",
        "_law/a.yaml",
    }


def test_warning_does_not_stop(folder: Path) -> None:
    (folder / "logs" / "incident.csv").write_text("장애번호\n", "utf-8")
    (folder / "logs" / "README.md").write_text("설명\n", "utf-8")
    (folder / "logs" / "~$backups.xlsx").write_bytes(b"lock")
    (folder / "기타.csv").write_text("가\n", "utf-8")
    dossier, (problem,) = read(folder)
    assert dossier is not None
    assert (problem.code, problem.at.file, problem.hint) == ("D-FILE-05", "sample/logs/incident.csv", "혹시 'incidents'?")


def test_two_files_for_one_source(folder: Path) -> None:
    for name in ("정기점검.xlsx", "inspections.csv"):
        (folder / "logs" / name).write_bytes(b"")
    _, (problem,) = read(folder)
    assert problem.code == "D-FILE-04" and problem.related[0].file == "sample/logs/정기점검.xlsx"


def test_missing_folders_and_contract(folder: Path) -> None:
    assert read_dossier(folder / "x", folder.parent / "_law")[1][0].code == "D-FILE-01"
    assert read_law(folder / "x")[1][0].code == "D-FILE-01"
    (folder / "contract.yaml").unlink()
    dossier, (problem,) = read(folder)
    assert dossier is None and str(problem).startswith("sample/contract.yaml: 오류 D-FILE-01")


def test_shown_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "sample"
    folder.mkdir(parents=True)
    assert shown_path(folder, tmp_path) == "data/sample"
    assert shown_path(folder, tmp_path / "other") == "sample"
    assert shown_path(tmp_path, tmp_path) == ""
    monkeypatch.chdir(tmp_path)
    assert shown_path(folder, None) == "data/sample"
    monkeypatch.chdir(folder)
    assert shown_path(tmp_path / "data", None) == "data"
