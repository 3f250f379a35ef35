"""Turns a person's command into a run: prints every problem once, sets the exit code, decides nothing else."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import bid, due, forms, ingesting, packages, tables, tracing
from pipeline.cli.korean import KoreanCommand, KoreanGroup, usage_message
from pipeline.cli.options import Archive, AsJson, Contract, Contracts, DayText, Final, Formats, MonthText, Output, PasswordFile
from pipeline.cli.printing import as_dicts, print_json, wrong_usage
from pipeline.problems import Problem, stopping
from pipeline.workspace import Workspace

app = typer.Typer(
    cls=KoreanGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="계약 자료 폴더에서 정보시스템 유지관리 용역의 산출물(월간보고서·점검보고서·청구서 등)을 만듭니다.",
)


@app.command(cls=KoreanCommand)
def build(
    contract: Contract,
    deliverables: Annotated[list[str], typer.Argument(metavar="산출물", help="만들 산출물 (pipeline list로 이름을 봅니다)", show_default=False)],
    month: MonthText = "",
    format: Formats = "hwpx,docx,pdf",
    out: Output = None,
    day: DayText = "",
    final: Final = False,
    archive: Archive = False,
    password_file: PasswordFile = None,
    as_json: AsJson = False,
) -> None:
    """고른 산출물만 만듭니다."""
    packages.named(contract, tuple(deliverables), month, format, out, day, final, archive, as_json, password_file)


@app.command(name="list", cls=KoreanCommand)
def list_deliverables(contract: Contract, as_json: AsJson = False) -> None:
    """계약이 요구하는 산출물과 기한, 만드는 명령을 보여 줍니다."""
    from pipeline.build.listing import listing

    rows, problems = listing(_workspace(None), *_chosen([contract], as_json))
    if as_json:
        print_json({"deliverables": [row.as_dict() for row in rows], "problems": as_dicts(problems)})
    else:
        from pipeline.cli.terminal import print_problems, print_table

        print_table("요구 산출물", ("번호", "산출물", "시점", "기한", "수신", "조항", "만드는 명령"), [row.as_line() for row in rows])
        print_problems(problems)
    raise typer.Exit(1 if stopping(problems) else 0)


@app.command(cls=KoreanCommand)
def check(
    contracts: Contracts = None,
    every_month: Annotated[bool, typer.Option("--every-month", metavar="", help="모든 달의 문서를 서로 견줌 (기본: 기록이 있는 가장 최근 달)")] = False,
    as_json: AsJson = False,
) -> None:
    """계약 자료와 기록에서 잘못된 곳을 모두 찾고, 문서마다 금액·날짜·사람·수량이 같은지 견줍니다."""
    from pipeline.build.cross_check import check_contract

    workspace = _workspace(None)
    problems: list[Problem] = []
    for name in _chosen(contracts or [], as_json):
        problems += check_contract(workspace, name, every_month)
    if as_json:
        print_json({"problems": as_dicts(problems)})
    else:
        from pipeline.cli.terminal import print_problems, say

        print_problems(problems)
        say(f"오류 {len(stopping(problems))}건, 그 밖의 알림 {len(problems) - len(stopping(problems))}건")
    raise typer.Exit(1 if stopping(problems) else 0)


@app.command(cls=KoreanCommand)
def explain(code: Annotated[str, typer.Argument(metavar="코드", help="문제나 규칙의 코드 (예: R-SLA-01)", show_default=False)]) -> None:
    """문제나 규칙의 코드가 무엇을 뜻하는지 조항·산식·예를 들어 설명합니다."""
    from pipeline.build.explaining import explanation
    from pipeline.cli.terminal import say
    from pipeline.rfp.codes import CODES

    text, problems = explanation(code, CODES)
    for problem in problems:
        say(str(problem), error=True)
    if text:
        say(text)
    raise typer.Exit(1 if problems else 0)


packages.add_to(app)
app.command(cls=KoreanCommand)(due.due)
app.command(cls=KoreanCommand)(ingesting.ingest)
app.command(cls=KoreanCommand)(forms.fill)
app.command(cls=KoreanCommand)(tables.tables)
app.add_typer(forms.form, name="form")
app.add_typer(tracing.trace, name="trace")
app.add_typer(bid.bid, name="bid")
app.command(cls=KoreanCommand)(forms.verify)


def _workspace(out: Path | None) -> Workspace:
    return Workspace.find(out)


def _chosen(names: list[str], as_json: bool) -> list[str]:
    """Return the contracts named; print what is wrong with the names and stop with exit code 2."""
    chosen, problems = _workspace(None).chosen(names)
    if problems:
        wrong_usage(problems, as_json)
    return chosen


def main() -> None:
    """Run the command line; exit 0 fine, 1 problems in data, 2 wrong usage, 70 a bug of ours."""
    gc.set_threshold(200_000, 20, 100)  # a run makes many values and drops few: looking for rings costs a fifth of its time
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(standalone_mode=False, prog_name="pipeline")
    except Exception as error:
        message = usage_message(error)
        if message is None and os.environ.get("PIPELINE_DEBUG"):
            raise
        typer.echo(message or f"프로그램 오류입니다({type(error).__name__}: {error}). PIPELINE_DEBUG=1로 다시 실행해 개발자에게 알려 주세요.", err=True)
        sys.exit(2 if message else 70)
    except KeyboardInterrupt:
        typer.echo("멈췄습니다. 결과 폴더는 그대로입니다.", err=True)
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)
