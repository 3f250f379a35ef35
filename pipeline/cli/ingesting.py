"""Turns the command `ingest RFP` into a run: the contract's data folder, the 질의서, and a summary of what was read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.problems import Problem, stopping
from pipeline.workspace import Workspace


def ingest(
    rfp: Annotated[Path, typer.Argument(metavar="제안요청서", help="제안요청서나 과업지시서: .hwp .hwpx .docx .pdf .txt .md", show_default=False)],
    out: Annotated[Path | None, typer.Option("--out", metavar="폴더", help="계약 자료 폴더 (기본: data/<파일 이름>)", show_default=False)] = None,
    format: Annotated[str, typer.Option("--format", metavar="형식,…", help="질의서의 형식: hwpx, docx, pdf, html")] = "hwpx,docx",
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="읽은 것을 JSON으로 출력 (--out이 없으면 폴더를 쓰지 않음)")] = False,
) -> None:
    """제안요청서·과업지시서에서 계약 자료 폴더와 불일치 질의서를 만듭니다. 다시 읽으면 사람이 고친 것은 남습니다."""
    from pipeline.build.ordering import order
    from pipeline.cli.ingest_changes import changes_as_data
    from pipeline.cli.printing import as_dicts, print_json
    from pipeline.cli.terminal import print_problems, say
    from pipeline.rfp.as_data import as_data
    from pipeline.rfp.ingest import ingest as read
    from pipeline.rfp.ingest import write

    asked, faults = order("질의", (), format, "", "")
    if asked is None:
        for problem in faults:
            typer.echo(str(problem), err=True)
        raise typer.Exit(2)
    found, problems = read(rfp)
    folder = out or (None if as_json else Workspace.find().data / rfp.stem)
    written = files = None
    if found and not stopping(problems) and folder:
        found, written = write(found, folder.resolve())
        problems += written.problems
        if not stopping(problems):
            files, faults = _queries(folder.resolve(), asked)
            problems += faults
    failed = found is None or stopping(problems)
    if as_json:
        told = {"changes": changes_as_data(written.changes)} if written else {}
        print_json({**(as_data(found) if found else {}), **told, "problems": as_dicts(problems)})
        raise typer.Exit(1 if failed else 0)
    print_problems(problems)
    if found is None or written is None or not written.files:
        say("계약 자료를 만들지 않았습니다.", error=True)
        raise typer.Exit(1)
    _summary(found, written, folder, files or [])
    raise typer.Exit(1 if failed else 0)


def _queries(folder: Path, asked: Any) -> tuple[list[str], list[Problem]]:
    """Make the 질의서 of the folder; what is wrong in data that people edited is told with it."""
    from pipeline.build.commands import make
    from pipeline.build.workers import InProcess

    workspace = Workspace.around(folder)
    report = make(workspace, folder.name, asked, InProcess())
    return [str((report.folder or folder) / name) for name in report.files], report.problems


def _summary(found: Any, written: Any, folder: Path, files: list[str]) -> None:
    from pipeline.cli.ingest_changes import print_changes
    from pipeline.cli.terminal import print_table, say

    paper, requirements, facts = found.paper, found.requirements, found.facts
    details = sum(1 for card in requirements.cards for _ in card.walk())
    derived = sum(card.derived for card in requirements.cards)
    grades = [sum(finding.grade == grade for finding in found.findings) for grade in ("A", "B", "C")]
    listed = sum(bool(row.id) for row in requirements.listed)
    rows = [
        ("문서", f"{paper.name} ({paper.format}{f', {paper.pages}쪽' if paper.pages else ''})"),
        ("요구사항", f"{len(requirements.cards)}건, 세부내용 {details}행" + (f", 번호를 매긴 것 {derived}건" if derived else "")),
        ("요약표", f"{listed}건" + (f", 인쇄된 합계 {requirements.printed_total}건" if requirements.printed_total is not None else "") if listed else "없음"),
        ("계약 조건", f"{sum(not fact.assumption for fact in facts.contract)}개, 수치 규칙 {len(facts.rules)}개"),
        ("산출물 / 장비·SW", f"{len(facts.deliverables)}건 / {len(facts.assets)}건"),
        ("배점표 / 서식", f"{len(facts.evaluation)}행 / {len(facts.forms)}건"),
        ("요구사항 밖 조항", f"{len(facts.passages)}개"),
        ("불일치", f"{len(found.findings)}건 (A {grades[0]}, B {grades[1]}, C {grades[2]})"),
    ]
    print_table(f"읽은 것 → {folder}", ("항목", "내용"), rows)
    print_changes(written.changes)
    for file in files:
        say(file)
    say(f"다음: {folder / 'contract.yaml'}의 〔입력 필요〕와 가정을 채우고, pipeline check {folder.name}로 살핍니다.")
