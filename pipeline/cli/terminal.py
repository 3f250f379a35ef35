"""Turns reports and problems into lines on a person's terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.markup import escape

from pipeline.problems import Problem, Severity, stopping

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_FEW = 12


def say(text: str, error: bool = False) -> None:
    """Print `text` as it is."""
    print(text, file=sys.stderr if error else sys.stdout)


class Progress:
    """A progress bar on the terminal; silent where output is a file or `quiet`."""

    def __init__(self, name: str, quiet: bool = False) -> None:
        """Prepare the bar of the contract `name`."""
        console = Console(stderr=True)
        self._bar = None if quiet or not console.is_terminal else _bar(console)
        self._task = self._bar.add_task(escape(name), total=None, now="") if self._bar else None

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def tick(self, name: str, total: int) -> None:
        """Say that the document `name` is done, out of `total`."""
        if self._bar:
            self._bar.update(self._task, total=total, advance=1, now=escape(name))


def _bar(console: Console) -> Any:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # only where a person watches

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[now]}"))
    return Progress(*columns, console=console, transient=True)


def print_problems(problems: list[Problem] | tuple[Problem, ...]) -> None:
    """Print every problem on its own line, errors first, on standard error."""
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    order = list(Severity)
    for problem in sorted(problems, key=lambda p: (order.index(p.severity), p.at, p.code)):
        console.print(escape(str(problem)), style=_COLORS[problem.severity] if console.is_terminal else None)


def print_report(report, said: set[Problem] | None = None) -> None:
    """Print what a run wrote, or why it wrote nothing; warnings that are in `said` were printed before."""
    errors = stopping(report.problems)
    known = said if said is not None else set()
    shown = errors or [p for p in report.problems if p.severity is Severity.WARNING and p not in known]
    known.update(shown)
    print_problems(shown if errors else shown[:_FEW])
    if len(shown) > _FEW and not errors:
        say(f"… 그 밖의 경고 {len(shown) - _FEW}건은 pipeline check {report.contract}로 보세요.", error=True)
    when = f" {report.month}" if report.month else ""
    if errors:
        say(f"{report.contract}{when}: 오류 {len(errors)}건. 아무 파일도 바꾸지 않았습니다.", error=True)
        return
    if report.folder is None:
        notes = [problem.message for problem in report.problems if problem.code in ("B-WRK-09", "B-WRK-10")]
        say(f"{report.contract}{when}: {' '.join(notes) or '만든 파일이 없습니다.'}")
        return
    say(f"{report.contract}{when}: 파일 {len(report.files)}개 → {report.folder}")
    for name in report.files:
        say(f"  {name}")
    if report.missing:
        say(f"  〔입력 필요〕 {report.missing}곳이 남아 있어 해당 문서에 '초안'을 찍었습니다.")


def print_table(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print rows under column titles."""
    from rich.table import Table  # few commands print one

    table = Table(title=title, show_lines=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    Console().print(table)
