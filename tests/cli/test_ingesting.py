"""`pipeline ingest`: a contract folder, the query sheet and JSON from an RFP; a clear answer for everything that is none."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from docx import Document

from tests.cli.test_cli import run

TEXT = """제 안 요 청 서

사 업 명	2024년 가나다시스템 유지관리

1. 사업명 : 2024년 가나다시스템 유지관리
2. 사업기간 : 2024. 1. 1. ~ 2024. 12. 31. (12개월)
3. 사업예산 : 금일억이천만원(₩120,000,001) (부가가치세 포함)

분류	고유번호	요구사항 명칭	건수
유지관리 요구사항	MAR-001	정기점검	1
합 계			2

요구사항 고유번호	MAR-001
요구사항 명칭	정기 점검
요구사항 상세설명	정의	점검의 정의
	세부 내용	1) 매월 1회 점검한다.
	○ 서버
	2) 장애 접수 후 4시간 이내 복구한다.

요구사항 고유번호	SER-001
요구사항 명칭	보안
요구사항 상세설명	정의	보안의 정의
	세부 내용	1) 장애 통보 후 2시간 이내 복구한다.
"""


@pytest.fixture
def rfp(tmp_path: Path) -> Path:
    path = tmp_path / "제안요청서.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_folder_that_check_trace_and_build_take(rfp: Path, tmp_path: Path) -> None:
    done = run("ingest", str(rfp), "--out", str(tmp_path / "data" / "가나다"), root=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "요구사항" in done.stdout and "2건" in done.stdout and "MAR-001" not in done.stderr
    folder = tmp_path / "data" / "가나다"
    assert {path.name for path in folder.iterdir() if path.is_file()} >= {"contract.yaml", "requirements.yaml", "findings.yaml", "rfp.yaml"}
    assert {path.name for path in (tmp_path / "output" / "가나다" / "질의").iterdir()} == {"질의서.hwpx", "질의서.docx", "질의 관리대장.xlsx", "manifest.json"}
    assert run("check", "가나다", root=tmp_path).returncode == 0
    assert run("trace", "가나다", root=tmp_path).returncode == 0
    assert (tmp_path / "output" / "가나다" / "요구사항추적표.xlsx").is_file()


def test_one_json_object_with_everything(rfp: Path, tmp_path: Path) -> None:
    done = run("ingest", str(rfp), "--json", root=tmp_path)
    assert done.returncode == 0 and not (tmp_path / "data" / "제안요청서").exists()
    found = json.loads(done.stdout)
    assert [(card["id"], card["class"], card["name"]) for card in found["requirements"]] == [
        ("MAR-001", "유지관리 요구사항", "정기 점검"), ("SER-001", found["requirements"][1]["class"], "보안")
    ]
    first = found["requirements"][0]["details"][0]
    assert (first["key"], first["printed"], first["text"], first["items"][0]["text"]) == ("MAR-001#1", "1)", "매월 1회 점검한다.", "서버")
    assert first["place"].startswith("L")
    kinds = {finding["kind"] for finding in found["findings"]}
    assert {"금액 불일치", "값이 둘", "기산점 불일치", "요약표 누락", "합계 불일치"} <= kinds
    assert all(finding["quotes"] for finding in found["findings"])
    assert {"contract", "deliverables", "assets"} <= found.keys()


def test_the_same_file_twice_gives_the_same_folder(rfp: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "가나다"
    texts = []
    for _ in range(2):
        assert run("ingest", str(rfp), "--out", str(folder), root=tmp_path).returncode == 0
        texts.append({path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()})
    assert texts[0] == texts[1]


def test_a_revised_file_shows_what_changed_and_keeps_what_a_person_edited(rfp: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "가나다"
    run("ingest", str(rfp), "--out", str(folder), root=tmp_path)
    contract = folder / "contract.yaml"
    contract.write_text(contract.read_text("utf-8").replace("명칭: 〔입력 필요〕", "명칭: (주)홍길동정보", 1), "utf-8")
    rfp.write_text(TEXT.replace("매월 1회 점검한다.", "매월 2회 점검한다."), "utf-8")
    done = run("ingest", str(rfp), "--out", str(folder), root=tmp_path)
    assert done.returncode == 0 and "달라진 것" in done.stdout and "MAR-001" in done.stdout and "바뀜" in done.stdout
    assert "이전 | 내용: 매월 1회 점검한다." in done.stdout and "새 글 | 내용: 매월 2회 점검한다." in done.stdout
    assert "(주)홍길동정보" in contract.read_text("utf-8")
    assert "매월 2회" in (folder / "requirements.yaml").read_text("utf-8")


def test_the_same_text_under_another_name_changed_nothing(rfp: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "가나다"
    run("ingest", str(rfp), "--out", str(folder), root=tmp_path)
    done = run("ingest", str(rfp.rename(rfp.with_stem("다른 이름"))), "--out", str(folder), "--json", root=tmp_path)
    assert done.returncode == 0 and json.loads(done.stdout)["changes"] == []
    assert "다른 이름" in (folder / "requirements.yaml").read_text("utf-8")


def test_a_contract_made_by_hand_is_not_taken_over(rfp: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "가나다"
    folder.mkdir(parents=True)
    (folder / "contract.yaml").write_text("계약코드: 가나다\n용역명: 손으로 적은 것\n", "utf-8")
    done = run("ingest", str(rfp), "--out", str(folder), root=tmp_path)
    assert done.returncode == 1 and "I-OUT-03" in done.stderr and "만들지 않았습니다" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["contract.yaml"] and "손으로 적은 것" in (folder / "contract.yaml").read_text("utf-8")


def test_docx(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=3, cols=2)
    for row, (label, value) in enumerate((("요구사항 고유번호", "SFR-001"), ("요구사항 명칭", "점검"), ("세부내용", "1) 매월 점검한다."))):
        table.cell(row, 0).text, table.cell(row, 1).text = label, value
    document.save(str(tmp_path / "a.docx"))
    done = run("ingest", str(tmp_path / "a.docx"), "--json", root=tmp_path)
    assert [(card["id"], card["name"]) for card in json.loads(done.stdout)["requirements"]] == [("SFR-001", "점검")]


HOSTILE = {
    "빈파일.hwp": b"",
    "난수.hwp": bytes(range(256)) * 20,
    "웹쪽.hwp": b"<html><body>" + "제안요청서".encode() + b"</body></html>",
    "옛날.hwp": b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05" + b"\x00" * 200,
    "엑스엠엘.hwp": b'<?xml version="1.0" encoding="UTF-8"?><HWPML Version="2.8"><HEAD/></HWPML>',
    "잘린.hwp": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100,
    "잘린.pdf": b"%PDF-1.4\n1 0 obj\n<<",
    "그림.pdf": b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
    "없는말.txt": "점심은 무엇을 먹을까".encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_rfp_gets_a_clear_answer(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    done = run("ingest", str(path), "--out", str(tmp_path / "data" / "가"), root=tmp_path)
    assert done.returncode == 1 and "I-" in done.stderr and "→" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "data" / "가").exists()


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "묶음.hwpx", "w") as package:
        package.writestr("읽어보기.txt", "안녕")
    done = run("ingest", str(tmp_path / "묶음.hwpx"), root=tmp_path)
    assert done.returncode == 1 and "I-FILE" in done.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = run("ingest", str(tmp_path / "없음.hwp"), root=tmp_path)
    assert done.returncode == 1 and "Traceback" not in done.stderr


def test_wrong_format_is_wrong_usage(rfp: Path, tmp_path: Path) -> None:
    assert run("ingest", str(rfp), "--format", "hwp", root=tmp_path).returncode == 2
