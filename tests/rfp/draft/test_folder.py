"""Drafts of an RFP are a contract folder that the reader takes, and a person's edits outlive the next run."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.model.money import Won
from pipeline.read.dossier import read_dossier
from pipeline.rfp.card import Requirements
from pipeline.rfp.draft.folder import drafts, numbered, write_folder
from pipeline.rfp.draft.merge import Turn
from tests.rfp.draft.sample import CARDS, FACTS, FINDINGS, PAPER, REQUIREMENTS

LAW = Path(__file__).resolve().parents[3] / "data" / "_law"


def written(folder: Path, requirements: Requirements = REQUIREMENTS, findings=FINDINGS):
    return write_folder(folder, drafts(PAPER, requirements, FACTS, numbered(folder, findings), folder.name))


def test_the_folder_is_read_without_a_problem(tmp_path: Path) -> None:
    written(tmp_path / "가나다")
    dossier, problems = read_dossier(tmp_path / "가나다", LAW, tmp_path)
    assert problems == []
    contract = dossier.contract
    assert (contract.title, contract.client.name, contract.amount) == ("2024년 가나다시스템 유지관리", "가나다공단", Won(129_261_000))
    assert contract.contractor.name == "〔입력 필요〕"
    assert contract.end == date(2024, 12, 31) and contract.start == date(2024, 1, 1)
    assert contract.assumed == ("계약일", "개시일")
    assert [(rule.id, rule.hours) for rule in contract.recovery] == [("recovery.hours-1", 4), ("recovery.hours-2", 2)]
    assert [term.id for term in contract.terms] == ["claim.due_day", "claim.due_day-2"]
    assert [(card.id, card.printed_id, card.name) for card in dossier.requirements] == [
        ("SFR-001", "SFR-01", CARDS[0].name), ("SFR-002", "", "백업")
    ]
    rows = [(item.key, item.text) for card in dossier.requirements for _, item in card.walk()]
    assert rows == [(detail.key, detail.text) for card in CARDS for _, detail in card.walk()]
    assert [clause.key for clause in dossier.clauses] == ["SC-I#1", "SC-I#1.1"]
    assert [finding.number for finding in dossier.findings] == ["Q-01", "Q-02"]
    assert dossier.assets[0].name == "'-서버"


def test_values_carry_their_place(tmp_path: Path) -> None:
    written(tmp_path / "가")
    text = (tmp_path / "가" / "contract.yaml").read_text("utf-8")
    assert "계약금액: 129261000   # L5 “금129,261,000원”" in text
    assert "가정:" in text and "가정항목:" in text
    assert "제안서분량" in (tmp_path / "가" / "rfp.yaml").read_text("utf-8")


def test_nothing_changes_on_a_second_run(tmp_path: Path) -> None:
    folder = tmp_path / "가"
    written(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert written(folder).changes == ()
    assert before == {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_edits_stay_and_the_rest_follows_the_revision(tmp_path: Path) -> None:
    folder = tmp_path / "가"
    written(folder)
    path = folder / "requirements.yaml"
    path.write_text(path.read_text("utf-8").replace("명칭: 백업", "명칭: 백업\n  정의: 사람이 적은 정의"), "utf-8")
    contract = folder / "contract.yaml"
    contract.write_text(contract.read_text("utf-8").replace("명칭: 〔입력 필요〕", "명칭: (주)라마바"), "utf-8")
    revised = Requirements((replace(CARDS[0], name="정기점검"), CARDS[1], replace(CARDS[1], id="SFR-003", name="복구", details=())))
    changes = written(folder, revised).changes
    assert {(change.file, change.key): change.turn for change in changes} == {
        ("requirements.yaml", "SFR-001"): Turn.CHANGED,
        ("requirements.yaml", "SFR-002"): Turn.KEPT,
        ("requirements.yaml", "SFR-003"): Turn.NEW,
        ("contract.yaml", "계약상대자"): Turn.KEPT,
    }
    dossier, problems = read_dossier(folder, LAW, tmp_path)
    assert problems == [] and dossier.contract.contractor.name == "(주)라마바"
    assert [(card.id, card.name, card.definition) for card in dossier.requirements] == [
        ("SFR-001", "정기점검", "점검의 정의"), ("SFR-002", "백업", "사람이 적은 정의"), ("SFR-003", "복구", "")
    ]


def test_both_sides_changed_is_told_and_the_person_wins(tmp_path: Path) -> None:
    folder = tmp_path / "가"
    written(folder)
    path = folder / "requirements.yaml"
    path.write_text(path.read_text("utf-8").replace("명칭: 백업", "명칭: 내가 고친 백업"), "utf-8")
    result = written(folder, Requirements((CARDS[0], replace(CARDS[1], name="일일 백업"))))
    assert [change.turn for change in result.changes] == [Turn.DISAGREES]
    assert [problem.code for problem in result.problems] == ["I-OUT-02"] and "일일 백업" in result.problems[0].message
    assert "내가 고친 백업" in path.read_text("utf-8")


def test_a_removed_requirement_goes_unless_a_person_touched_it(tmp_path: Path) -> None:
    folder = tmp_path / "가"
    written(folder)
    assert [change.turn for change in written(folder, Requirements(CARDS[1:])).changes] == [Turn.REMOVED]
    assert "SFR-001" not in (folder / "requirements.yaml").read_text("utf-8").replace("# ", "")


def test_answers_keep_their_finding(tmp_path: Path) -> None:
    folder = tmp_path / "가"
    written(folder)
    path = folder / "findings.yaml"
    path.write_text(path.read_text("utf-8").replace("질의: 어느 것이 맞습니까?", "질의: 어느 것이 맞습니까?\n  회신: 상세가 맞음"), "utf-8")
    written(folder, findings=FINDINGS[1:])  # the first finding is no more
    dossier, _ = read_dossier(folder, LAW, tmp_path)
    assert [(finding.number, finding.answer) for finding in dossier.findings] == [("Q-02", "상세가 맞음")]


def test_a_table_saved_by_korean_excel_is_still_the_persons(tmp_path: Path) -> None:
    folder = tmp_path / "가"
    written(folder)
    path = folder / "assets.csv"
    edited = path.read_text("utf-8-sig").replace("SET", "대")
    path.write_bytes(edited.encode("cp949"))
    assert [change.turn for change in written(folder).changes] == [Turn.KEPT]
    assert "대" in path.read_text("utf-8-sig")
