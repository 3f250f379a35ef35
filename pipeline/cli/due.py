"""Turns the command `due` into a run: the obligations calendar of contracts as tables, JSON or .ics files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.printing import as_dicts, print_json, wrong_usage
from pipeline.problems import Problem, stopping
from pipeline.workspace import Workspace


def due(
    contracts: Annotated[list[str] | None, typer.Argument(metavar="계약", help="data/ 아래 계약 폴더 이름 (없으면 모든 계약)", show_default=False)] = None,
    until: Annotated[str, typer.Option("--until", metavar="연-월-일", help="기준일: 이 날까지 (기본: 기록이 있는 가장 최근 달의 말일)")] = "",
    ics: Annotated[Path | None, typer.Option("--ics", metavar="파일", help="달력 파일(.ics)로도 씀. 계약이 여럿이면 계약마다 하나", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="폴더", help="만든 산출물을 찾을 폴더 (기본: output)", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="결과를 JSON으로 출력")] = False,
) -> None:
    """언제까지 무엇을 해야 하는지, 하였는지 보여 줍니다. 기한이 지난 것이 있으면 종료 코드가 1입니다."""
    from pipeline.build.due import Calendar, calendar_of, write_calendars
    from pipeline.build.ordering import day_of

    workspace = Workspace.find(out)
    chosen, faults = workspace.chosen(contracts or [])
    day, problems = day_of(until, "--until")
    if faults or problems:
        wrong_usage([*faults, *problems], as_json)
    calendars: list[Calendar] = [calendar_of(workspace, name, day) for name in chosen]
    files, refused = write_calendars(calendars, ics) if ics else ([], [])
    if as_json:
        told = [{**each.as_dict(), "problems": as_dicts(each.problems)} for each in calendars]
        print_json({"contracts": told, "files": [str(file) for file in files], "problems": as_dicts(refused)})
    else:
        for each in calendars:
            _show(each)
        _tell(files, refused)
    failed = any(each.overdue or stopping(each.problems) for each in calendars) or stopping(refused)
    raise typer.Exit(1 if failed else 0)


def _show(calendar) -> None:
    """Print what has a day, what has none, and last what matters most: counts, and what is overdue."""
    from pipeline.build.due import COLUMNS, UNDATED_COLUMNS, dated_lines, undated_lines
    from pipeline.cli.terminal import print_problems, print_table, say

    print_problems(stopping(calendar.problems))
    if calendar.until is None:
        say(f"{calendar.contract}: 이행 일정을 만들지 못했습니다.", error=True)
        return
    tables = (
        (f"{calendar.contract} 이행 일정 ({calendar.until}까지)", COLUMNS, dated_lines(calendar.found)),
        ("날짜를 정하지 않은 것", UNDATED_COLUMNS, undated_lines(calendar.found)),
        ("기한이 지난 것", COLUMNS, dated_lines(calendar.overdue)),
    )
    for title, columns, lines in tables:
        if lines:
            print_table(title, columns, lines)
    counts = ", ".join(f"{state} {number}건" for state, number in calendar.counts.items())
    say(f"{calendar.contract} {calendar.until} 기준: {counts or '이행할 일 없음'}")


def _tell(files: list[Path], refused: list[Problem]) -> None:
    from pipeline.cli.terminal import print_problems, say

    print_problems(refused)
    for file in files:
        say(f"달력 → {file}")
