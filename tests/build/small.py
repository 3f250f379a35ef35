"""Turns the base of the error cases into a small contract with duties and one template, for tests that build it many times."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.workspace import HOME, Workspace

REQUIREMENTS = """- 고유번호: A-001
  명칭: 장애복구
  분류: 유지보수 수행 요구사항
  세부내용:
    - {번호: A-001#1, 인쇄번호: 1), 내용: 장애는 4시간 이내에 복구한다.}
    - {번호: A-001#2, 인쇄번호: 2), 내용: 복구한 결과를 매월 발주부서에 보고하여야 한다.}
    - {번호: A-001#3, 인쇄번호: 3), 내용: 투입인력의 보안서약서를 투입 전까지 제출하여야 한다.}
"""
DUTIES = """- {번호: DU-1, 요구사항: [A-001#1], 이행활동: 제때 복구한다, 확인방식: 복구기한, 기준값: [조항=A-001#1], 산출물: ["1"]}
- {번호: DU-2, 요구사항: [A-001#2], 이행활동: 보고한다, 확인방식: 사람확인, 사유: 현장에서 봄}
- {번호: DU-3, 요구사항: [A-001#3], 이행활동: 서약서를 받는다, 확인방식: 사람확인, 사유: 현장에서 봄}
"""


def small_workspace(root: Path) -> Workspace:
    """Make the contract `sample` below `root` and return its workspace."""
    sample = root / "data" / "sample"
    shutil.copytree(HOME / "tests" / "errors" / "base", sample)
    (sample / "_law").rename(root / "data" / "_law")
    (sample / "requirements.yaml").write_text(REQUIREMENTS, "utf-8")
    (sample / "duties.yaml").write_text(DUTIES, "utf-8")
    for name in ("_parts", "claim"):
        shutil.copytree(HOME / "templates" / name, root / "templates" / name)
    return Workspace(root, root / "output")
