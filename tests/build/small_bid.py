"""Makes a small contract with a proposal of five sections, twelve rows, a figure, a price and two forms, for tests of bids."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

from docx import Document as WordDocument

from pipeline.workspace import HOME, Workspace

NAME = "bid"
REQUIREMENTS = """- 고유번호: MAR-001
  명칭: 유지보수
  분류: 유지보수 수행 요구사항
  세부내용:
    - {번호: MAR-001#1, 인쇄번호: 1), 내용: 대상은 시스템 일체이다.}
    - {번호: MAR-001#2, 인쇄번호: 2), 내용: 매월 점검한다.}
    - {번호: MAR-001#3, 인쇄번호: 3), 내용: 장애는 4시간 이내에 복구한다.}
    - {번호: MAR-001#4, 인쇄번호: 4), 내용: 매일 백업한다.}
- 고유번호: SER-001
  명칭: 보안
  분류: 보안 요구사항
  인쇄된번호: SR-001
  세부내용:
    - {번호: SER-001#1, 인쇄번호: 1), 내용: 서약서를 제출한다.}
    - 번호: SER-001#2
      인쇄번호: 2)
      내용: 교육한다.
      하위:
        - {번호: SER-001#2.1, 인쇄번호: ○, 내용: 해마다 교육한다.}
        - {번호: SER-001#2.2, 인쇄번호: ○, 내용: 새 인력을 교육한다.}
- 고유번호: PMR-001
  명칭: 관리
  분류: 관리 요구사항
  세부내용:
    - {번호: PMR-001#1, 인쇄번호: 1), 내용: 매월 보고한다.}
    - {번호: PMR-001#2, 인쇄번호: 2), 내용: 일정을 지킨다.}
    - {번호: PMR-001#3, 인쇄번호: 3), 내용: 산출물을 낸다.}
- {고유번호: QUR-001, 명칭: 가용성, 분류: 품질 요구사항, 정의: 가용률을 지킨다.}
"""
EVALUATION = """구분,부문,항목,배점,기준
정성,이해,사업 이해도,20,
정성,수행,유지관리 방안,40,
정성,관리,보안 관리,20,
정량,실적,수행실적,10,
가격,가격,입찰가격,10,
"""
# 4 M/M × 5,500,000 = 22,000,000; + 110 % = 24,200,000; + 20 % of 46,200,000 = 9,240,000; supply 55,440,000; VAT 5,544,000; total 60,984,000
COST = """기준일: 2019-05-13
인건비: [{업무: 운영, 등급: 고급, 분기공수: [1, 1, 1, 1], 월단가: 5500000, 단가근거: 제안 단가}]
제경비율: 1.1
기술료율: 0.2
예산: 62000000
"""
SETTINGS = """제목: 가나다 유지관리 제안서
제안사: (주)가나다정보기술
쪽제한: 20
서식:
  - {번호: 서식 1, 이름: 참가신청서, 파일: forms/서식1.docx}
  - {번호: 서식 2, 이름: 가격제안서 표지, 파일: forms/서식2.docx, 책: 가격}
"""
SENTENCE = "이 절은 시스템을 멈추지 않고 지키는 방법을 말하며, 누가 언제 무엇을 하는지와 그 결과를 어디에 남기는지를 함께 적는다. "
SECTIONS = {
    "10-사업 이해.md": ("제목: 사업 이해\n평가항목: [사업 이해도]\n배점: 20\n쪽수: 2", f"""대상은 모두이다. [[MAR-001#1]] 여기서알파.

{SENTENCE * 40}

## 추진 체계

{{{{ charts.columns(["1월", "2월"], ("점검", [3, 4]), caption="점검 횟수") }}}}

체계는 위와 같다.
"""),
    "20-유지관리 방안.md": ("제목: 유지관리 방안\n평가항목: [유지관리 방안, 수행실적]\n요구사항: [MAR-001, QUR-001]\n쪽수: 4", f"""## 점검

{SENTENCE * 30}

<!-- answers: MAR-001#2, MAR-001#3 -->
매월 점검하고 네 시간 안에 복구한다. 여기서베타.

{SENTENCE * 30}

## 백업

| 항목 | 방법 |
|---|---|
| 백업 | 매일 한다. [[MAR-001#4|대안: 주말은 월요일에 함]] 여기서감마. |

{SENTENCE * 20}

가용률을 지킨다. [[QUR-001]] 여기서델타.
"""),
    "30-관리 방안.md": ("제목: 관리 방안\n평가항목: [보안 관리]\n요구사항: [SER-001, PMR-001]", f"""보안을 지킨다. [[SER-001]] 여기서엡실론.

{SENTENCE * 30}

## 보고

보고하고 일정을 지키고 산출물을 낸다. [[PMR-001#1]] [[PMR-001#2]] [[PMR-001#3]] 여기서제타.
"""),
    "80-요약.md": ("제목: 요약\n책: 요약", "모두 답하였다.\n"),
    "90-가격.md": ("제목: 제안가격\n책: 가격", "제안가격은 {{ cost.total|금액 }}이다.\n"),
}


def small_bid(root: Path) -> Workspace:
    """Make the contract `bid` with its proposal below `root` and return its workspace."""
    home = root / "data" / NAME
    shutil.copytree(HOME / "tests" / "errors" / "base", home)
    (home / "_law").rename(root / "data" / "_law")
    contract = home / "contract.yaml"
    contract.write_text(contract.read_text("utf-8").replace("번호: A-001#1", "번호: MAR-001#3"), "utf-8")
    (home / "requirements.yaml").write_text(REQUIREMENTS, "utf-8")
    (home / "evaluation.csv").write_text(EVALUATION, "utf-8")
    (home / "cost.yaml").write_text(COST, "utf-8")
    (home / "deliverables.yaml").unlink()
    folder = home / "proposal"
    (folder / "forms").mkdir(parents=True)
    (folder / "proposal.yaml").write_text(SETTINGS, "utf-8")
    for file, (head, text) in SECTIONS.items():
        (folder / file).write_text(f"---\n{head}\n---\n{text}", "utf-8")
    (folder / "forms" / "서식1.docx").write_bytes(form("사업명 {{ contract.title }}"))
    (folder / "forms" / "서식2.docx").write_bytes(form("제안금액 {{ cost.total|금액표기 }}"))
    return Workspace(root, root / "output")


def with_chapters(workspace: Workspace, side: str = "앞") -> None:
    """Put the sections below two chapters of the RFP, say what they offer, and order the table of the evaluation to `side`."""
    change(section(workspace, "10-사업 이해.md"), "제목:", "장: Ⅰ. 이해 부문\n제안포인트: 모두를 대상으로\n제목:")
    change(section(workspace, "20-유지관리 방안.md"), "제목:", "장: 제2장 수행 부문\n제안포인트: |\n  매월 점검\n  네 시간 복구\n제목:")
    change(section(workspace, "30-관리 방안.md"), "제목:", "장: 2. 수행부문\n제목:")
    change(workspace.data / NAME / "proposal" / "proposal.yaml", "쪽제한: 20\n", f"쪽제한: 20\n대비표자리: {side}\n")
    change(workspace.data / NAME / "evaluation.csv", "사업 이해도,20,", "사업 이해도,20,대상을 아는 정도")


def form(text: str) -> bytes:
    """Return a Word file of one paragraph."""
    made, file = WordDocument(), BytesIO()
    made.add_paragraph(text)
    made.save(file)
    return file.getvalue()


def section(workspace: Workspace, file: str) -> Path:
    """Return the path of a section."""
    return workspace.data / NAME / "proposal" / file


def change(path: Path, old: str, new: str) -> int:
    """Replace the first `old` in a file; return the line on which it stood."""
    text = path.read_text("utf-8")
    before, found, after = text.partition(old)
    assert found, old
    path.write_text(before + new + after, "utf-8")
    return before.count("\n") + 1
