"""Turns commands about agency forms and about files that are already made into runs: fill, form lint, form fields, verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.korean import KoreanCommand, KoreanGroup
from pipeline.problems import Problem, stopping

form = typer.Typer(cls=KoreanGroup, no_args_is_help=True, help="태그를 넣은 양식(.hwpx .docx .xlsx)을 살핍니다.")

FormPath = Annotated[Path, typer.Argument(metavar="양식", help="태그를 넣은 .hwpx .docx .xlsx 파일", show_default=False)]


def fill(
    form_path: FormPath,
    data: Annotated[Path, typer.Option("--data", metavar="자료", help="한 줄에 한 부씩 채울 자료: .csv .xlsx .json .yaml", show_default=False)],
    out: Annotated[Path, typer.Option("--out", metavar="폴더", help="결과를 둘 폴더")] = Path("output/양식"),
    name: Annotated[str, typer.Option("--name", metavar="이름", help="파일 이름: {{성명}}_보안서약서 (기본: 양식 이름_번호)")] = "",
    list_name: Annotated[str, typer.Option("--list", metavar="이름", help="자료 전체를 이 이름의 목록으로 넣어 한 부만 만듦")] = "",
    overwrite: Annotated[bool, typer.Option("--overwrite", metavar="", help="이미 있는 파일을 새로 씀")] = False,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="결과를 JSON으로 출력")] = False,
) -> None:
    """양식을 자료의 줄마다 한 부씩 채웁니다. 계약 자료가 없어도 됩니다."""
    from pipeline.build.filling import fill as run
    from pipeline.cli.printing import as_dicts, print_json
    from pipeline.cli.terminal import Progress, print_problems, say

    pattern = name or (form_path.stem if list_name else form_path.stem + "_{{ _번호 }}")
    with Progress(form_path.name, quiet=as_json) as progress:
        done = run(form_path, data, out, pattern, list_name, overwrite, progress.tick)
    if as_json:
        print_json({"files": [str(file) for file in done.files], "problems": as_dicts(done.problems)})
    else:
        print_problems(done.problems)
        say(f"파일 {len(done.files)}개 → {out}" if done.files else "아무 파일도 쓰지 않았습니다.", error=not done.files)
    raise typer.Exit(1 if stopping(done.problems) else 0)


@form.command(cls=KoreanCommand)
def lint(form_path: FormPath) -> None:
    """양식의 태그를 모두 보이고 잘못된 곳을 한 번에 알려 줍니다."""
    from pipeline.build.filling import open_form
    from pipeline.cli.terminal import print_problems, print_table, say

    made, problems = open_form(form_path)
    if made is not None:
        rows = [(str(tag.place), tag.raw) for tag in made.tags]
        print_table(f"{form_path.name}의 태그", ("곳", "태그"), rows)
    print_problems(problems)
    say(f"오류 {len(stopping(problems))}건")
    raise typer.Exit(1 if stopping(problems) else 0)


@form.command(cls=KoreanCommand)
def fields(
    form_path: FormPath,
    out: Annotated[Path | None, typer.Option("--out", metavar="파일", help="자료 시트의 이름 (기본: 양식 이름_자료.xlsx)", show_default=False)] = None,
) -> None:
    """양식이 쓰는 이름을 열로 가진, 채워 넣을 자료 시트(XLSX)를 만듭니다."""
    from pipeline.build.filling import data_sheet, open_form
    from pipeline.cli.terminal import print_problems, say

    made, problems = open_form(form_path)
    print_problems(problems)
    if made is None:
        raise typer.Exit(1)
    target = out or form_path.with_name(f"{form_path.stem}_자료.xlsx")
    if target.exists():
        print_problems([Problem("F-DAT-04", f"이미 있는 파일이라 덮어쓰지 않았습니다: {target}", hint="--out으로 다른 이름을 줍니다")])
        raise typer.Exit(1)
    target.write_bytes(data_sheet(made)[0])
    say(f"{target}: " + ", ".join(needed.name for needed in made.names))


def verify(files: Annotated[list[Path], typer.Argument(metavar="파일", help="살필 .hwpx 파일", show_default=False)]) -> None:
    """HWPX 파일이 규격에 맞는지 살핍니다. 한글에서 열리는지까지 보증하지는 않습니다."""
    from pipeline.build.verifying import verify as run
    from pipeline.cli.terminal import print_problems, say

    problems = [problem for file in files for problem in run(file)]
    print_problems(problems)
    say(f"파일 {len(files)}개, 오류 {len(stopping(problems))}건")
    raise typer.Exit(1 if stopping(problems) else 0)
