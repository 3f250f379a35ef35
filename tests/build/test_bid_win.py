"""A small bid that won: its contract's terms, the duties that its promises become, the comparison with the RFP, and nothing written over."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline.build.bid_win import WinReport, win
from pipeline.build.tracing import TraceOrder, write_trace
from pipeline.model.dossier import Dossier
from pipeline.model.proposal import Acceptance
from pipeline.problems import Severity
from pipeline.read.dossier import read_dossier
from pipeline.workspace import HOME, Workspace

NAME, NEW = "bid", "won"
CONTRACT = """# 제안요청서에서 읽은 조건
계약코드: bid
용역명: 가나다기관 정보시스템 유지관리 용역
발주기관: {명칭: 가나다기관, 호칭: 발주부서}
계약상대자:
  명칭: 〔입력 필요〕   # 제안요청서에는 없음
  호칭: 계약상대자
계약일: 2019-12-20   # L12
개시일: 2020-01-01
만료일: 2020-12-31
# 예산이다.
계약금액: 48,000,000   # L48 “예산”
월유지관리비: 4000000

# 제안 단계의 자료이므로 질의서만 만든다.
작성묶음: [질의]
가정항목: [계약상대자, 적용법]   # 사람이 적음
"""
COST = """기준일: 2019-12-02
방식: 투입공수
인건비: [{업무: 운영, 등급: 고급, 분기공수: [1, 1, 1, 1], 월단가: 2500000, 단가근거: 제안 단가}]
제경비율: 1.1
기술료율: 0.2
직접경비: [{항목: 교통비, 금액: 4800000}]
예산: 48000000
"""
REQUIREMENTS = """- 고유번호: MAR-001
  명칭: 유지보수
  분류: 유지보수 수행 요구사항
  세부내용:
    - {번호: MAR-001#1, 인쇄번호: 1), 내용: 시스템 일체를 대상으로 한다.}
    - {번호: MAR-001#2, 인쇄번호: 2), 내용: 월 1회 이상 정기점검을 실시한다.}
    - {번호: MAR-001#3, 인쇄번호: 3), 내용: 장애는 통보 후 4시간 이내에 복구한다.}
- 고유번호: SER-001
  명칭: 보안
  분류: 보안 요구사항
  세부내용:
    - {번호: SER-001#1, 인쇄번호: 1), 내용: 보안서약서를 제출한다.}
    - {번호: SER-001#2, 인쇄번호: 2), 내용: 상용 백신을 쓴다.}
- {고유번호: QUR-001, 명칭: 가용성, 분류: 품질 요구사항, 정의: 가용률을 99.5% 이상으로 한다.}
"""
DUTIES = """# 사람이 쓴 의무
- 번호: DU-1   # 점검
  요구사항: [MAR-001#2]
  이행활동: 점검한다
  확인방식: 정기점검
  기준값: [회수=1]
  수행계획서: 3. 점검

- {번호: DU-2, 요구사항: [MAR-001#3], 이행활동: 복구한다, 확인방식: 복구기한, 기준값: [조항=MAR-001#3]}

- 번호: DU-3
  요구사항: [SER-001#1]
  이행활동: 서약서를 받는다
  확인방식: 사람확인
  제안서: 내가 적은 곳
  사유: 현장에서 봄
"""
SETTINGS = "제목: 가나다 유지관리 제안서\n제안사: (주)라마바\n"
FILLER = "이 절은 시스템을 지키는 방법과 그 결과를 어디에 남기는지를 함께 적는다. " * 60
SECTIONS = {
    "10-사업 이해.md": f"---\n제목: 사업 이해\n---\n대상은 시스템 일체입니다[[MAR-001#1]]. 목록은 착수할 때 다시 봅니다.\n\n{FILLER}\n",
    "20-유지관리 방안.md": f"""---
제목: 유지관리 방안
---
## 점검

점검은 달마다 한 번 합니다. {FILLER}

정기점검은 월 1회 합니다[[MAR-001#2]].

## 복구

먼저 원인을 봅니다. 통보를 받은 때부터 4시간이 아니라 2시간 안에 복구합니다[[MAR-001#3]]. 결과는 적어 둡니다.
""",
    "30-보안.md": """---
제목: 보안
---
| 항목 | 방법 |
|---|---|
| 서약 | 투입하기 전에 서약서를 받아 냅니다[[SER-001#1]] |
| 백신 | 예 [[SER-001#2|대안: 서버에는 공개 백신을 씀]] |
""",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A folder with one bid: three sections, six requirements, of which one is not answered."""
    home = tmp_path / "data" / NAME
    (home / "proposal").mkdir(parents=True)
    shutil.copytree(HOME / "tests" / "errors" / "base" / "_law", tmp_path / "data" / "_law")
    contract = CONTRACT + "복구기한: [{번호: MAR-001#3, 이름: 복구, 조항: MAR-001 3), 시간: 4, 기산: 통보}]\n"
    files = {"contract.yaml": contract, "cost.yaml": COST, "requirements.yaml": REQUIREMENTS, "duties.yaml": DUTIES, "proposal/proposal.yaml": SETTINGS}
    for file, text in {**files, **{f"proposal/{name}": text for name, text in SECTIONS.items()}}.items():
        (home / file).write_text(text, "utf-8")
    return Workspace(tmp_path, tmp_path / "output")


def won(workspace: Workspace, folder: str = NEW, **options: object) -> tuple[Dossier, WinReport]:
    """Win the bid into `folder` and read what was made."""
    report = win(workspace, NAME, workspace.data / folder, **options)
    assert not report.stopped, [str(each) for each in report.problems]
    dossier, problems = read_dossier(workspace.data / folder, workspace.law, workspace.root)
    assert dossier is not None, [str(each) for each in problems]
    return dossier, report


def test_terms_of_the_contract(workspace: Workspace) -> None:
    """공급가액 = 4 M/M × 2,500,000 × 2.1 × 1.2 + 4,800,000 = 25,200,000 + 4,800,000 = 30,000,000; 총액 33,000,000; ÷ 12 = 2,750,000."""
    dossier, report = won(workspace, signed=date(2019, 12, 27))
    contract = dossier.contract
    assert (contract.id, contract.contractor.name, contract.amount, contract.monthly) == ("won", "(주)라마바", 33_000_000, 2_750_000)
    assert (contract.signed, contract.start, contract.packages) == (date(2019, 12, 27), date(2020, 1, 1), ())
    assert contract.assumed == ("적용법", "개시일")
    text = (workspace.data / NEW / "contract.yaml").read_text("utf-8")
    assert "# 예산이다.\n계약금액: 33000000   # 낙찰: 산출내역(cost.yaml)의 총액 (입찰 때 48,000,000원) · L48 “예산”\n" in text
    assert "계약일: 2019-12-27   # 낙찰: --signed로 준 날 (입찰 때 2019. 12. 20.) · L12\n" in text
    assert "개시일: 2020-01-01   # 가정: 낙찰 뒤의 날을 받지 못해 입찰 때의 값으로 둠(--start)\n" in text
    assert "# 제안 단계의 자료이므로 질의서만 만든다.\n# 작성묶음: [질의]   (낙찰: 모든 묶음을 만들도록 뺌)\n" in text
    assert "가정항목: [적용법, 개시일]   # 사람이 적음\n" in text
    assert "계약금액: 48,000,000원 → 33,000,000원" in report.changes


def test_a_given_amount_goes_before_the_cost_sheet(workspace: Workspace) -> None:
    dossier, report = won(workspace, amount=32_000_000)
    assert dossier.contract.amount == 32_000_000 and dossier.contract.monthly == 4_000_000  # 32,000,000 is no twelve equal shares
    told = [each.message for each in report.problems if each.code == "B-WIN-05"]
    assert len(told) == 2 and "33,000,000원" in told[0] and "월유지관리비" in told[1]
    assert "월유지관리비" in dossier.contract.assumed


def test_without_a_price_the_budget_stays_an_assumption(workspace: Workspace) -> None:
    (workspace.data / NAME / "cost.yaml").unlink()
    dossier, report = won(workspace)
    assert dossier.contract.amount == 48_000_000 and {"계약금액", "계약일", "개시일"} <= set(dossier.contract.assumed)
    assert [each.code for each in report.problems if each.severity is Severity.WARNING and "--amount" in each.hint] == ["B-WIN-04"]


def test_promises_become_duties(workspace: Workspace) -> None:
    """The page of a place is that of the layout: the first chapter begins on page 2, behind the contents."""
    dossier, report = won(workspace)
    duties = {each.id: each for each in dossier.duties}
    assert (report.promises, report.placed, len(report.made)) == (5, 2, 3)
    assert duties["DU-1"].proposal.startswith("Ⅱ-1 점검 (") and duties["DU-1"].proposal.endswith("쪽)")
    assert duties["DU-3"].proposal == "내가 적은 곳"
    scope, beyond, offered = (duties[f"DU-BID-00{order}"] for order in (1, 2, 3))
    assert (scope.rows, scope.what, scope.check, scope.reason) == (("MAR-001#1",), "대상은 시스템 일체입니다.", "사람확인", "제안서의 약속")
    assert (beyond.rows, beyond.what) == (("MAR-001#3",), "통보를 받은 때부터 4시간이 아니라 2시간 안에 복구합니다.")
    assert beyond.reason == "제안서의 초과 약속: 지시서 4시간 이내 → 제안 2시간 안에"
    assert (offered.rows, offered.reason) == (("SER-001#2",), "제안서의 대안: 서버에는 공개 백신을 씀")
    assert offered.what == "서버에는 공개 백신을 씀 (제안서의 글: 항목: 백신 · 방법: 예)"
    text = (workspace.data / NEW / "duties.yaml").read_text("utf-8")
    assert text.startswith("# 사람이 쓴 의무\n- 번호: DU-1   # 점검\n") and "  수행계획서: 3. 점검\n  제안서: Ⅱ-1 점검" in text
    assert "기준값: [조항=MAR-001#3], 제안서: Ⅱ-2 복구" in text


def test_promises_are_kept_as_data(workspace: Workspace) -> None:
    dossier, report = won(workspace)
    first, recovery, offered = dossier.promises[0], dossier.promises[2], dossier.promises[4]
    assert first.text == "대상은 시스템 일체입니다. 목록은 착수할 때 다시 봅니다." and first.stands == "Ⅰ 사업 이해 (2쪽)"
    assert recovery.text == "통보를 받은 때부터 4시간이 아니라 2시간 안에 복구합니다. 결과는 적어 둡니다."
    assert (offered.acceptance, offered.note) == (Acceptance.ALTERNATIVE, "서버에는 공개 백신을 씀")
    assert report.outcomes == {"같음": 3, "강화": 1, "대안": 1, "빠짐": 1}
    assert [each.message for each in report.problems if each.code == "B-WIN-09"] == ["제안서가 답하지 않은 문장이 1개 있습니다: QUR-001"]
    assert not (workspace.data / NEW / "proposal").exists()


def test_the_workbook_compares_both(workspace: Workspace) -> None:
    won(workspace)
    traced = write_trace(workspace, NEW, TraceOrder(formats=("xlsx",)))
    assert traced.files, [str(each) for each in traced.problems]
    from openpyxl import load_workbook

    sheet = load_workbook(traced.files[0])["과업대비표"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0]}
    assert rows["요구사항ID"][1:7] == ("과업지시서", "근거", "제안서의 글", "제안서", "대비", "대비한 수치·까닭")
    assert rows["MAR-001#3"][5:7] == ("강화", "지시서 4시간 이내 → 제안 2시간 안에")
    assert rows["MAR-001#2"][3] == "정기점검은 월 1회 합니다." and rows["MAR-001#2"][5] == "같음"
    assert rows["SER-001#2"][5:7] == ("대안", "대안: 서버에는 공개 백신을 씀")


def test_a_looser_number_is_told(workspace: Workspace) -> None:
    path = workspace.data / NAME / "proposal" / "20-유지관리 방안.md"
    path.write_text(path.read_text("utf-8").replace("4시간이 아니라 2시간 안에", "6시간 안에"), "utf-8")
    dossier, report = won(workspace)
    (told,) = [each for each in report.problems if each.code == "B-WIN-08"]
    assert "MAR-001#3" in told.message and "지시서 4시간 이내 → 제안 6시간 안에" in told.message
    assert told.at.file.endswith("20-유지관리 방안.md") and told.severity is Severity.WARNING
    assert [each.rows for each in dossier.duties if each.id.startswith("DU-BID")] == [("MAR-001#1",), ("SER-001#2",)]


def test_a_looser_number_below_a_row_without_a_mark_is_told_once(workspace: Workspace) -> None:
    requirements = workspace.data / NAME / "requirements.yaml"
    below = "\n      하위: [{번호: MAR-001#3.1, 내용: 30분 이내에 도착한다.}]\n"
    text = requirements.read_text("utf-8").replace("    - {번호: MAR-001#3, 인쇄번호: 3), 내용: 장애는 통보 후 4시간 이내에 복구한다.}\n",
                                                   "    - 번호: MAR-001#3\n      인쇄번호: 3)\n      내용: 장애는 통보 후 4시간 이내에 복구한다." + below)
    requirements.write_text(text, "utf-8")
    path = workspace.data / NAME / "proposal" / "20-유지관리 방안.md"
    path.write_text(path.read_text("utf-8").replace("4시간이 아니라 2시간 안에 복구합니다[[MAR-001#3]]", "2시간 안에 도착합니다[[MAR-001#3.1]]"), "utf-8")
    _, report = won(workspace)
    assert ["MAR-001#3.1:" in each.message for each in report.problems if each.code == "B-WIN-08"] == [True]


def test_a_row_that_came_later_is_not_promised_by_a_mark_above_it(workspace: Workspace) -> None:
    folder = workspace.data / NAME / "proposal"
    path = folder / "10-사업 이해.md"
    ticks = "<!-- 확인할 것(추가): 옮겨 적는다.\n- [ ] [[MAR-001#2]]\n-->\n"
    path.write_text(path.read_text("utf-8").replace("[[MAR-001#1]]", "[[MAR-001]]") + ticks, "utf-8")
    path = folder / "20-유지관리 방안.md"
    path.write_text(path.read_text("utf-8").replace("[[MAR-001#2]]", ""), "utf-8")
    dossier, report = won(workspace)
    assert next(each.without for each in dossier.promises if each.key == "MAR-001") == ("MAR-001#2",)
    (told,) = [each for each in report.problems if each.code == "B-WIN-09"]
    assert told.message == "제안서가 답하지 않은 문장이 2개 있습니다: MAR-001#2, QUR-001"


def test_in_place_the_old_files_are_kept(workspace: Workspace) -> None:
    home = workspace.data / NAME
    before = (home / "contract.yaml").read_bytes()
    report = win(workspace, NAME, None, signed=date(2019, 12, 27), start=date(2020, 1, 1))
    assert not report.stopped and report.folder == home
    assert (home / "보관" / "contract.yaml").read_bytes() == before and (home / "보관" / "duties.yaml").read_text("utf-8") == DUTIES
    assert (home / "proposal" / "proposal.yaml").exists()
    dossier, _ = read_dossier(home, workspace.law, workspace.root)
    assert dossier is not None and dossier.contract.id == "bid" and dossier.contract.assumed == ("적용법",) and len(dossier.promises) == 5
    after = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    again = win(workspace, NAME)
    assert [each.code for each in again.problems] == ["B-WIN-02"]
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == after


def test_a_folder_with_a_contract_is_refused(workspace: Workspace) -> None:
    target = workspace.data / NEW
    target.mkdir()
    (target / "contract.yaml").write_text("계약코드: other\n", "utf-8")
    report = win(workspace, NAME, target)
    assert [each.code for each in report.problems] == ["B-WIN-01"] and "--out" in report.problems[0].hint
    assert [path.name for path in target.iterdir()] == ["contract.yaml"]


def test_nothing_is_written_when_something_is_wrong(workspace: Workspace) -> None:
    (workspace.data / NAME / "proposal" / "30-보안.md").write_text("머리글이 없는 절\n", "utf-8")
    report = win(workspace, NAME, workspace.data / NEW)
    assert report.stopped and not (workspace.data / NEW).exists() and report.files == []
    assert sorted(path.name for path in workspace.data.iterdir()) == ["_law", NAME]


def test_a_start_behind_the_end_stops(workspace: Workspace) -> None:
    report = win(workspace, NAME, workspace.data / NEW, start=date(2021, 2, 1))
    assert "D-TIME-08" in [each.code for each in report.problems if each.stops] and not (workspace.data / NEW).exists()


def test_equal_input_gives_equal_bytes(workspace: Workspace) -> None:
    first, second = win(workspace, NAME, workspace.data / "one" / NEW), win(workspace, NAME, workspace.data / "two" / NEW)
    assert [path.read_bytes() for path in first.files] == [path.read_bytes() for path in second.files]
