"""Turns the commands `bid new`, `status`, `build` and `win` into runs: a proposal's skeleton, where it stands, its books, the contract after it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.korean import KoreanCommand, KoreanGroup
from pipeline.cli.options import Archive, AsJson, Contract, DayText, Final, Formats, Output
from pipeline.cli.printing import as_dicts, print_json, wrong_usage
from pipeline.problems import stopping
from pipeline.workspace import Workspace

bid = typer.Typer(cls=KoreanGroup, no_args_is_help=True, help="제안서를 만듭니다: 뼈대, 현황, 기술제안서·요약본·가격제안서.")


@bid.command(name="new", cls=KoreanCommand)
def new(
    contract: Contract,
    price: Annotated[bool, typer.Option("--price", metavar="", help="예시 산출내역 cost.yaml도 둠 (이미 있으면 그대로)")] = False,
    as_json: AsJson = False,
) -> None:
    """읽어 둔 제안요청서(data/계약)로 제안서의 뼈대를 만듭니다. 다시 실행하면 쓴 글은 그대로 두고 새로 생긴 것을 더합니다."""
    from pipeline.build.bid_new import new_bid

    workspace = Workspace.find(None)
    name = _chosen(workspace, contract, as_json)
    made = new_bid(workspace, name, price)
    if as_json:
        lines = [{"file": line.file, "done": line.done.value, "pages": line.pages, "added": list(line.asks)} for line in made.lines]
        files = [str(file) for file in made.files]
        told = {"contract": name, "folder": str(made.folder), "files": files, "lines": lines, "notes": made.notes}
        print_json({**told, "problems": as_dicts(made.problems)})
    else:
        _show_new(made)
    raise typer.Exit(1 if made.stopped else 0)


def _show_new(made: Any) -> None:
    """Print what became of each file, then the notes."""
    from pipeline.cli.terminal import print_problems, print_table, say

    print_problems(made.problems)
    if made.stopped:
        say(f"{made.contract}: 제안서의 뼈대를 만들지 못했습니다. 아무 파일도 바꾸지 않았습니다.", error=True)
        return
    rows = [(line.file, line.done.value, line.points or "-", "-" if line.pages is None else str(line.pages)) for line in made.lines]
    print_table(f"{made.contract} 제안서의 뼈대", ("파일", "한 일", "배점", "쪽수"), rows)
    for note in made.notes:
        say(note)
    say(f"{made.contract}: 파일 {len(made.files)}개를 썼습니다 → {made.folder}")


@bid.command(cls=KoreanCommand)
def status(contract: Contract, as_json: AsJson = False) -> None:
    """제안서가 어디까지 왔는지 보여 줍니다: 요구사항의 답, 평가항목, 쪽수, 빈칸, 서식, 글꼴과 크기."""
    from pipeline.build.bid_status import status_of

    workspace = Workspace.find(None)
    name = _chosen(workspace, contract, as_json)
    found = status_of(workspace, name)
    if as_json:
        print_json({**found.as_dict(), "problems": as_dicts(found.problems)})
    else:
        _show(found)
    raise typer.Exit(1 if stopping(found.problems) else 0)


@bid.command(cls=KoreanCommand)
def build(
    contract: Contract, format: Formats = "hwpx,docx,pdf", out: Output = None, day: DayText = "", final: Final = False, archive: Archive = False,
    blind: Annotated[bool, typer.Option("--blind", metavar="", help="평가위원용 사본: 제안사를 알 수 없는 기술제안서·요약본을 제안-사본/에")] = False,
    as_json: AsJson = False,
) -> None:
    """기술제안서(요구사항 대비표 포함)·제안요약서를 제안/에, 가격제안서와 산출내역서를 가격/에 만듭니다."""
    from pipeline.build.bid import build_bid
    from pipeline.build.ordering import order
    from pipeline.build.workers import InProcess, second_process
    from pipeline.cli.terminal import Progress, print_report

    workspace = Workspace.find(out)
    name = _chosen(workspace, contract, as_json)
    asked, faults = order("", (), format, "", day, final, archive)
    if asked is None:
        wrong_usage(faults, as_json)
    with second_process("pdf") if len(asked.formats) > 1 else InProcess() as elsewhere, Progress(name, quiet=as_json) as progress:
        report = build_bid(workspace, name, asked.formats, asked.day, final, archive, elsewhere, progress.tick, blind)
    if as_json:
        folder = str(report.folder) if report.folder else None
        print_json({"contract": name, "folder": folder, "files": report.files, "missing": report.missing, "problems": as_dicts(report.problems)})
    else:
        print_report(report)
    raise typer.Exit(1 if report.stopped else 0)


@bid.command(cls=KoreanCommand)
def win(
    contract: Contract,
    out: Annotated[Path | None, typer.Option("--out", metavar="폴더", help="계약을 둘 새 폴더 (예: data/새계약, 기본: 제안한 폴더 그 자리)", show_default=False)] = None,
    signed: Annotated[str, typer.Option("--signed", metavar="연-월-일", help="계약일")] = "",
    start: Annotated[str, typer.Option("--start", metavar="연-월-일", help="개시일")] = "",
    amount: Annotated[int | None, typer.Option("--amount", metavar="원", help="계약금액 (부가가치세 포함, 기본: 산출내역의 총액)", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """이긴 제안을 계약으로 바꿉니다: 계약 조건을 적고, 제안에서 약속한 것을 의무로 남깁니다."""
    from pipeline.build.bid_win import win as turned
    from pipeline.build.ordering import day_of

    workspace = Workspace.find(None)
    name = _chosen(workspace, contract, as_json)
    on, faults = day_of(signed, "--signed")
    begin, more = day_of(start, "--start")
    if faults or more:
        wrong_usage([*faults, *more], as_json)
    report = turned(workspace, name, out, on, begin, amount)
    if as_json:
        folder = str(report.folder) if report.folder else None
        print_json({
            "contract": report.contract, "folder": folder, "files": [str(file) for file in report.files], "changes": report.changes,
            "promises": report.promises, "duties": len(report.made), "placed": report.placed, "outcomes": report.outcomes,
            "problems": as_dicts(report.problems),
        })
    else:
        _show_win(report)
    raise typer.Exit(1 if report.stopped else 0)


def _show_win(report: Any) -> None:
    """Print what changed in the contract and what became of the promises."""
    from pipeline.cli.terminal import print_problems, say

    print_problems(report.problems)
    if report.stopped:
        say(f"{report.contract}: 계약으로 바꾸지 못했습니다. 아무 파일도 바꾸지 않았습니다.", error=True)
        return
    for change in report.changes:
        say(f"  {change}")
    outcomes = ", ".join(f"{name} {count}행" for name, count in report.outcomes.items())
    say(f"{report.contract}: 약속 {report.promises}건, 새 의무 {len(report.made)}건, 자리를 적은 의무 {report.placed}건 ({outcomes}) → {report.folder}")


def _chosen(workspace: Workspace, contract: str, as_json: bool) -> str:
    """Return the contract's name, also where a person typed data/NAME; wrong names end the run with exit code 2."""
    name = contract.rstrip("/\\").replace("\\", "/").removeprefix("data/")
    chosen, problems = workspace.chosen([name])
    if problems:
        wrong_usage(problems, as_json)
    return chosen[0]


def _show(found: Any) -> None:
    """Print the table of sections, then what is unanswered, and last the counts."""
    from pipeline.build.bid_status import columns, status_lines, summary
    from pipeline.cli.terminal import print_problems, print_table, say

    print_problems(found.problems)
    if found.found is None:
        say(f"{found.name}: 제안서를 읽지 못했습니다.", error=True)
        return
    print_table(f"{found.name} 제안서", columns(found), status_lines(found))
    for line in summary(found):
        say(line)
