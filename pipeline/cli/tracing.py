"""Turns the commands about traceability into runs: trace CONTRACT, trace pull, trace check, trace diff."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pipeline.cli.korean import KoreanCommand, KoreanGroup
from pipeline.problems import Problem, stopping
from pipeline.workspace import Workspace

Contract = Annotated[str, typer.Argument(metavar="계약", help="data/ 아래 계약 폴더 이름", show_default=False)]
Contracts = Annotated[list[str] | None, typer.Argument(metavar="계약", help="data/ 아래 계약 폴더 이름 (없으면 모든 계약)", show_default=False)]
Output = Annotated[Path | None, typer.Option("--out", metavar="폴더", help="결과 폴더 (기본: output)", show_default=False)]
Apply = Annotated[bool, typer.Option("--apply", metavar="", help="옮겨진 문장의 판정과 의견을 새 번호로 옮겨 적음")]
_FEW = 10  # cells that a pull shows one by one


class TraceGroup(KoreanGroup):
    """`trace CONTRACT` is short for `trace make CONTRACT`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Read a first word that is no command as a contract."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["make", *args]
        return super().resolve_command(ctx, args)


trace = typer.Typer(cls=TraceGroup, no_args_is_help=True, help="요구사항추적표를 만들고, 검토한 추적표를 거두고, 이행과 변경을 살핍니다.")


@trace.command(cls=KoreanCommand)
def make(
    contracts: Contracts = None,
    month: Annotated[str, typer.Option("--month", metavar="연-월", help="이 달까지 (기본: 기록이 있는 가장 최근 달까지, 계약 폴더에 씀)")] = "",
    format: Annotated[str, typer.Option("--format", metavar="형식,…", help="xlsx에 더할 형식: hwpx, docx, pdf, html, csv, json, reqif")] = "xlsx",
    into: Annotated[Path | None, typer.Option("--into", metavar="파일", help="이 사람의 추적표에 그대로 이어 씀", show_default=False)] = None,
    since: Annotated[str, typer.Option("--since", metavar="이전", help="변경내역 시트에 견줄 이전 판: 계약, 폴더, .yaml, .csv, .xlsx, .reqif")] = "",
    apply: Apply = False,
    out: Output = None,
) -> None:
    """요구사항추적표를 만듭니다. 사람이 적은 판정과 의견은 그대로 남습니다."""
    from pipeline.build.ordering import trace_order
    from pipeline.build.tracing import TraceOrder, write_trace

    workspace = Workspace.find(out)
    chosen = _chosen(workspace, contracts or [])
    asked, problems = trace_order(month, format)
    if asked is None:
        _wrong_usage(problems)
    if apply and not since:
        _wrong_usage([Problem("B-ORD-04", "--apply는 --since와 함께 씁니다", hint="예: --since 이전_requirements.yaml --apply")])
    if into and len(chosen) > 1:
        _wrong_usage([Problem("B-ORD-04", "--into는 계약 하나와 함께 씁니다", hint="예: pipeline trace 계약 --into 파일")])
    failed = False
    for name in chosen:
        traced = write_trace(workspace, name, TraceOrder(*asked, into, since, apply))
        failed |= _report(traced.problems, traced.files)
        tell_taken(traced.taken)
        if traced.unmoved:
            _say(f"옮겨진 문장에 적은 글 {traced.unmoved}칸이 이전 번호에 남아 있습니다. 새 번호로 옮기려면 --apply를 더합니다.")
    raise typer.Exit(1 if failed else 0)


@trace.command(cls=KoreanCommand)
def pull(
    words: Annotated[list[str], typer.Argument(metavar="[계약] 파일…", help="검토한 추적표(.xlsx, .xls, .csv). 계약은 파일에서 알 수 있으면 줄임", show_default=False)],
    out: Output = None,
) -> None:
    """검토한 추적표에서 판정과 의견을 거두어 계약 자료에 적습니다."""
    from pipeline.build.recognising import contract_of, told_apart
    from pipeline.build.reviewing import pull as run
    from pipeline.build.reviewing import stored_path

    workspace = Workspace.find(out)
    contract, files, problems = told_apart(workspace, words)
    if problems:
        _wrong_usage(problems)
    if not contract:
        contract, problems = contract_of(workspace, files)
    if problems:
        raise typer.Exit(1 if _report(problems, []) else 0)
    taken = run(workspace, contract, files)
    failed = _report(taken.problems, [])
    if not failed:
        _say(f"{contract} → {stored_path(workspace, contract)}")
        tell_taken(taken)
    raise typer.Exit(1 if failed else 0)


@trace.command(cls=KoreanCommand)
def check(
    contract: Contract,
    until: Annotated[str, typer.Option("--until", metavar="연-월-일", help="이 날까지 (기본: 기록이 있는 가장 최근 달의 말일)")] = "",
    out: Output = None,
) -> None:
    """기한이 된 의무가 모두 이행되었는지 봅니다. 하나라도 아니면 종료 코드가 1입니다."""
    from pipeline.build.ordering import day_of
    from pipeline.build.tracing import read_trace, unmet
    from pipeline.cli.terminal import print_problems, print_table

    workspace = Workspace.find(out)
    _chosen(workspace, [contract])
    day, problems = day_of(until, "--until")
    if problems:
        _wrong_usage(problems)
    _, traced = read_trace(workspace, contract, day)
    print_problems(stopping(traced.problems))
    if traced.trace is None:
        raise typer.Exit(1)
    open_duties = unmet(traced.trace)
    rows = [(each.id, each.duty.what, str(each.status), each.reason) for each in open_duties]
    if rows:
        print_table("이행되지 않은 의무", ("번호", "할 일", "상태", "이유"), rows)
    _say(f"{traced.trace.until}까지: 의무 {len(traced.trace.duties)}건 중 미이행·일부 {len(open_duties)}건")
    raise typer.Exit(1 if open_duties else 0)


@trace.command(cls=KoreanCommand)
def diff(
    old: Annotated[str, typer.Argument(metavar="이전", help="계약, 자료 폴더, requirements.yaml, .csv, .xlsx, .reqif", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="새판", help="위와 같음", show_default=False)],
    contract: Annotated[str, typer.Option("--contract", metavar="계약", help="이 계약에서 다시 볼 의무·산출물·증적·판정을 함께 보임")] = "",
    format: Annotated[str, typer.Option("--format", metavar="형식,…", help="변경내역을 쓸 형식: xlsx, hwpx, docx, pdf, html, csv, json")] = "",
    apply: Apply = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", metavar="", help="이미 있는 변경내역 파일을 새로 씀")] = False,
    out: Output = None,
) -> None:
    """정정공고나 과업변경의 앞뒤를 견주어 바뀐 문장과 다시 볼 것을 보입니다."""
    from pipeline.build.comparing import apply_moves, compare, write_changes
    from pipeline.build.ordering import CHANGES_FORMATS, formats_of
    from pipeline.cli.changes import print_changes

    workspace = Workspace.find(out)
    if contract:
        _chosen(workspace, [contract])
    formats, problems = formats_of(format, CHANGES_FORMATS)
    if problems:
        _wrong_usage(problems)
    found = compare(workspace, old, new, contract)
    if apply and not found.contract and not stopping(found.problems):
        _wrong_usage([Problem("B-ORD-04", "의견을 옮길 계약을 알 수 없습니다", hint="예: --contract 계약 --apply")])
    if apply and not stopping(found.problems):
        apply_moves(workspace, found)
    if formats and not stopping(found.problems):
        write_changes(found, out or workspace.output / found.contract, formats, overwrite)
    if found.comparison is not None:
        print_changes(found)
    raise typer.Exit(1 if _report(found.problems, found.files) else 0)


def _chosen(workspace: Workspace, names: list[str]) -> list[str]:
    chosen, problems = workspace.chosen(names)
    if problems:
        _wrong_usage(problems)
    return chosen


def _wrong_usage(problems: list[Problem]) -> NoReturn:
    for problem in problems:
        typer.echo(str(problem), err=True)
    raise typer.Exit(2)


def _report(problems: list[Problem], files: list[Path]) -> bool:
    """Print what a person has to know and what was written; return whether anything stopped the run."""
    from pipeline.cli.terminal import print_problems

    errors = stopping(problems)
    told = [each for each in problems if each.code.startswith(("D-REV", "R-TRC", "B-CMP", "W-"))]
    print_problems(errors or told)
    for file in files:
        _say(str(file))
    if errors:
        typer.echo(f"오류 {len(errors)}건. " + ("아무 파일도 바꾸지 않았습니다." if not files else "나머지는 쓰지 않았습니다."), err=True)
    return bool(errors)


def tell_taken(taken: Any) -> None:
    """Say what workbooks brought: every change of what stood there before, and how much is new."""
    if taken is None or not taken.books:
        return
    _say("  검토한 추적표를 거뒀습니다: " + ", ".join(each.file for each in taken.books.values()))
    changes = taken.changes
    changed = [(old, new) for old, new in changes if old.text]
    _say(f"  새로 적은 칸 {len(changes) - len(changed)}, 바뀐 칸 {sum(bool(new.text) for _, new in changed)}, 비운 칸 {sum(not new.text for _, new in changed)}")
    for old, new in changed[:_FEW]:
        _say(f"  {new.key} {new.title}: {old.text} → {new.text or '(비움)'}")
    if len(changed) > _FEW:
        _say(f"  … 그 밖에 {len(changed) - _FEW}칸")


def _say(text: str) -> None:
    from pipeline.cli.terminal import say

    say(text)
