"""Turns the command `tables CONTRACT` into a run: the tables of a database against the contract's file, shown or saved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import AsJson, Contract
from pipeline.problems import Problem, stopping
from pipeline.workspace import Workspace

_LONGEST = 4096


def tables(
    contract: Contract,
    url: Annotated[str, typer.Option("--url", metavar="주소", help="데이터베이스 주소: sqlite:///파일.db, postgresql+psycopg://…")] = "",
    url_file: Annotated[
        Path | None, typer.Option("--url-file", metavar="파일", help="주소가 첫 줄에 든 파일 (비밀번호가 명령 기록에 남지 않음)", show_default=False)
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="파일", help="tables.csv와 같은 꼴의 CSV", show_default=False)] = None,
    schema: Annotated[str, typer.Option("--schema", metavar="이름", help="읽을 스키마 (기본: 접속한 사용자의 것)")] = "",
    save: Annotated[bool, typer.Option("--save", metavar="", help="data/<계약>/tables.csv를 새로 씀. 사람이 적은 논리명·설명·개인정보·암호화는 남음")] = False,
    as_json: AsJson = False,
) -> None:
    """데이터베이스의 테이블을 읽어 tables.csv와 달라진 컬럼을 보이고, --save를 주면 저장합니다."""
    from pipeline.build.tables import COLUMNS, compare_tables
    from pipeline.cli.printing import as_dicts, print_json, wrong_usage
    from pipeline.cli.terminal import print_problems, print_table, say

    workspace = Workspace.find(None)
    (name, *_), faults = _chosen(workspace, contract)
    if faults:
        wrong_usage(faults, as_json)
    address, faults = _address(url, url_file)
    if faults:
        wrong_usage(faults, as_json)
    done = compare_tables(workspace, name, address, file, schema, save)
    failed = bool(stopping(done.problems))
    if as_json:
        print_json({**done.as_dict(), "problems": as_dicts(done.problems)})
        raise typer.Exit(1 if failed else 0)
    print_problems(done.problems)
    if not failed:
        if done.changes:
            print_table(f"tables.csv와 달라진 컬럼 {len(done.changes)}개", COLUMNS, [change.as_line() for change in done.changes])
        say(f"테이블 {done.tables}개, 컬럼 {len(done.merged)}개, 달라진 컬럼 {len(done.changes)}개, 개인정보 의심 {len(done.suspected)}개")
        say(f"저장: {done.saved}" if done.saved else "저장하지 않았습니다. 저장하려면 --save를 줍니다.")
        for each in done.suspected:
            say(f"  확인: {each.table}.{each.name} {each.title}".rstrip())
    raise typer.Exit(1 if failed else 0)


def _chosen(workspace: Workspace, contract: str) -> tuple[list[str], list[Problem]]:
    names, faults = workspace.chosen([contract])
    return names or [contract], faults


def _address(url: str, path: Path | None) -> tuple[str, list[Problem]]:
    """Return the URL that was given in words or in a file; it is never printed, since a password may stand in it."""
    if path is None:
        return url, []
    try:
        with path.open("rb") as file:
            return file.readline(_LONGEST).decode("utf-8-sig").strip(), []
    except (OSError, UnicodeDecodeError):
        return "", [Problem("D-DB-03", f"데이터베이스 주소를 읽을 수 없습니다: {path.name}", hint="첫 줄에 주소를 적은 UTF-8 글 파일")]
