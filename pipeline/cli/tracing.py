"""Turns the commands about traceability into runs: trace CONTRACT, trace pull, trace check."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.korean import KoreanCommand, KoreanGroup
from pipeline.problems import Problem, stopping
from pipeline.workspace import Workspace

Contract = Annotated[str, typer.Argument(metavar="계약", help="data/ 아래 계약 폴더 이름", show_default=False)]
Output = Annotated[Path | None, typer.Option("--out", metavar="폴더", help="결과 폴더 (기본: output)", show_default=False)]


class TraceGroup(KoreanGroup):
    """`trace CONTRACT` is short for `trace make CONTRACT`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Read a first word that is no command as a contract."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["make", *args]
        return super().resolve_command(ctx, args)


trace = typer.Typer(cls=TraceGroup, no_args_is_help=True, help="요구사항추적표를 만들고, 검토한 추적표를 거두고, 이행을 살핍니다.")


@trace.command(cls=KoreanCommand)
def make(
    contract: Contract,
    month: Annotated[str, typer.Option("--month", metavar="연-월", help="이 달까지 (기본: 기록이 있는 가장 최근 달까지, 계약 폴더에 씀)")] = "",
    format: Annotated[str, typer.Option("--format", metavar="형식,…", help="xlsx에 더할 형식: hwpx, docx, pdf, html, csv, json, reqif")] = "xlsx",
    into: Annotated[Path | None, typer.Option("--into", metavar="파일", help="이 사람의 추적표에 그대로 이어 씀", show_default=False)] = None,
    out: Output = None,
) -> None:
    """요구사항추적표를 만듭니다. 사람이 적은 판정과 의견은 그대로 남습니다."""
    from pipeline.build.ordering import trace_order
    from pipeline.build.tracing import write_trace

    _wrong_contract(contract)
    asked, problems = trace_order(month, format)
    if asked is None:
        for problem in problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(2)
    _report(write_trace(Workspace.find(out), contract, *asked, into))


@trace.command(cls=KoreanCommand)
def pull(
    contract: Contract,
    files: Annotated[list[Path], typer.Argument(metavar="파일", help="검토한 추적표(.xlsx, .csv)", show_default=False)],
    out: Output = None,
) -> None:
    """검토한 추적표에서 판정과 의견을 거두어 계약 자료에 적습니다."""
    from pipeline.build.tracing import pull as run

    _wrong_contract(contract)
    _report(run(Workspace.find(out), contract, files))


@trace.command(cls=KoreanCommand)
def check(
    contract: Contract,
    until: Annotated[str, typer.Option("--until", metavar="연-월-일", help="이 날까지 (기본: 기록이 있는 가장 최근 달의 말일)")] = "",
    out: Output = None,
) -> None:
    """기한이 된 의무가 모두 이행되었는지 봅니다. 하나라도 아니면 종료 코드가 1입니다."""
    from pipeline.build.tracing import read_trace, unmet
    from pipeline.cli.terminal import print_problems, print_table, say

    _wrong_contract(contract)
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError:
        raise typer.BadParameter(f"날짜를 읽을 수 없습니다: {until} (예: 2019-08-31)") from None
    _, traced = read_trace(Workspace.find(out), contract, day)
    print_problems(stopping(traced.problems))
    if traced.trace is None:
        raise typer.Exit(1)
    open_duties = unmet(traced.trace)
    rows = [(each.id, each.duty.what, str(each.status), each.reason) for each in open_duties]
    if rows:
        print_table("이행되지 않은 의무", ("번호", "할 일", "상태", "이유"), rows)
    say(f"{traced.trace.until}까지: 의무 {len(traced.trace.duties)}건 중 미이행·일부 {len(open_duties)}건")
    raise typer.Exit(1 if open_duties else 0)


def _wrong_contract(name: str) -> None:
    problems: list[Problem] = Workspace.find().chosen([name])[1]
    for problem in problems:
        typer.echo(str(problem), err=True)
    if problems:
        raise typer.Exit(2)


def _report(traced: Any) -> None:
    from pipeline.cli.terminal import print_problems, say

    errors = stopping(traced.problems)
    print_problems(errors or [problem for problem in traced.problems if problem.code.startswith(("D-REV", "R-TRC", "W-"))])
    for file in traced.files:
        say(str(file))
    if errors:
        say(f"오류 {len(errors)}건. 아무 파일도 바꾸지 않았습니다.", error=True)
    raise typer.Exit(1 if errors else 0)
