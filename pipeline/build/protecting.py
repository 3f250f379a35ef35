"""Turns a password file into a password, and planned documents into those that may be written with it or without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.build.ordering import Order
from pipeline.compose.subject import Task
from pipeline.problems import Location, Problem, Severity
from pipeline.write.protect import LEAST, weakness

OPTION, WITHHELD = "--password-file", "B-SEC-01"
PRACTICE = f"행정기관 관행은 영문·숫자·특수문자를 섞어 {LEAST}자 이상입니다"
_BOM = b"\xef\xbb\xbf"  # Windows Notepad writes it before the first letter
_LONGEST = 4096


def password_of(path: Path | None) -> tuple[bytes, list[Problem]]:
    """Return the password in the first line of the file; b"" for no file. The password itself is in no message."""
    if path is None:
        return b"", []
    at = Location(str(path))
    try:
        with path.open("rb") as file:
            line = file.readline(_LONGEST)
    except OSError as error:
        return b"", [Problem("B-SEC-03", f"비밀번호 파일을 읽을 수 없습니다({error.strerror})", at, "첫 줄에 비밀번호를 적은 파일")]
    password = line.removeprefix(_BOM).rstrip(b"\r\n")
    if fault := weakness(password):
        return b"", [Problem("B-SEC-02", fault, at, PRACTICE)]
    return password, []


def writable(planned: list[Task], order: Order) -> tuple[list[Task], list[Problem]]:
    """Return the tasks that may be written: without a password none that is protected.

    One that was named is an error; of a package the rest is made and a warning told.
    """
    if order.password:
        return planned, []
    problem = Problem(
        WITHHELD, "", hint=f"{OPTION} 파일 (첫 줄에 비밀번호, {PRACTICE})",
        severity=Severity.ERROR if order.deliverables else Severity.WARNING,
    )
    left_out = dict.fromkeys(task.template.name for task in planned if task.template.protected)
    message = "비밀번호로 보호하는 문서라 비밀번호 없이 만들지 않았습니다: {}"
    return [task for task in planned if not task.template.protected], [replace(problem, message=message.format(name)) for name in left_out]


def withheld(problems: Iterable[Problem]) -> bool:
    """Return whether a run left out a protected document: the one that an earlier run made has to stay in the folder."""
    return any(problem.code == WITHHELD for problem in problems)
