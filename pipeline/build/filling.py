"""Turns an agency's form and a table of values into filled files, all of them or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from markupsafe import Markup

from pipeline.compose.subject import file_name
from pipeline.document.sheet import Column, Look, Sheet, SheetCell, Workbook
from pipeline.forms.form import Form, compile_form
from pipeline.language.faults import fault
from pipeline.language.plain import environment
from pipeline.problems import Location, Problem, stopping
from pipeline.read.any_table import Values, read_any
from pipeline.read.from_disk import read_bytes
from pipeline.write.formats import write


@dataclass(slots=True)
class Filled:
    """What a fill did: the files it wrote, or why it wrote none."""

    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def open_form(path: Path) -> tuple[Form | None, list[Problem]]:
    """Return the form at `path` compiled, and everything that is wrong with it."""
    data, problems = read_bytes(path, path.name)
    return (None, problems) if data is None else compile_form(data, path.name)


def fill(
    form_path: Path, data_path: Path, out: Path, name: str, list_name: str = "", overwrite: bool = False, tick: Callable[[str, int], None] = lambda _, __: None
) -> Filled:
    """Fill the form once for each record of `data_path` (once in all, with the records as `list_name`, when that is given).

    `name` is a template of the files' names without ending. Nothing is written unless everything could be filled.
    """
    form, problems = open_form(form_path)
    if form is None:
        return Filled(problems=problems)
    plain = [needed.name for needed in form.names if not needed.many]
    records, faults = read_any(data_path, data_path.name, plain if not list_name else ())
    problems = problems + faults
    if list_name:
        records = [Values({list_name: [record.values for record in records]}, Location(data_path.name))]
    problems += _missing_columns(form, records, data_path.name)
    names, faults = _names(records, name, form.format, out, overwrite)
    problems += faults
    if stopping(problems) or not records:
        return Filled(problems=problems or [Problem("F-DAT-02", "자료에 채울 줄이 없습니다", Location(data_path.name), "제목 줄 아래에 한 줄 이상 적습니다")])
    return _write(form, list(zip(records, names, strict=True)), data_path.parent, out, problems, tick)


def _write(form: Form, work: list[tuple[Values, str]], folder: Path, out: Path, problems: list[Problem], tick: Callable[[str, int], None]) -> Filled:
    out.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=".fill-", dir=out))
    try:
        for record, file in work:
            data, faults = form.render(record.values, folder)
            problems += [Problem(p.code, p.message, p.at, p.hint, (*p.related, record.at), p.severity) for p in faults]
            if data is not None:
                (staged / file).write_bytes(data)
            tick(file, len(work))
        if stopping(problems):
            return Filled(problems=problems)
        for _, file in work:
            os.replace(staged / file, out / file)
        return Filled([out / file for _, file in work], problems)
    except OSError as error:
        hint = "결과 폴더의 파일을 닫고, 쓸 수 있는 폴더인지 확인합니다"
        return Filled(problems=[*problems, Problem("B-PUB-02", f"결과 파일을 쓰지 못했습니다({error.strerror})", Location(str(out)), hint)])
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _missing_columns(form: Form, records: list[Values], file: str) -> list[Problem]:
    given = list(dict.fromkeys(label for record in records for label in record.values))
    return [
        Problem("F-DAT-01", f"양식이 쓰는 열이 자료에 없습니다: {needed.name}", Location(file), _near(needed.name, given))
        for needed in form.names
        if records and needed.name not in given
    ]


def _near(name: str, given: list[str]) -> str:
    near = get_close_matches(name, given, 1, 0.5)
    return f"‘{near[0]}’을(를) ‘{name}’으로 고칩니다" if near else "자료의 열: " + ", ".join(given)


def _names(records: list[Values], pattern: str, format: str, out: Path, overwrite: bool) -> tuple[list[str], list[Problem]]:
    """Return a file name for each record, and what is wrong with them: names that repeat, files that are there already."""
    names, problems, seen = [], [], {}
    try:
        template = environment().from_string(pattern)
        for order, record in enumerate(records, 1):
            shown = str(template.render({"_번호": order, **record.values}))
            names.append(f"{file_name(Markup(shown).unescape()) or '이름없음'}.{format}")
    except Exception as error:  # a pattern is a person's input: whatever it raises is theirs to put right
        return [], [fault(error, "--name")]
    for record, name in zip(records, names, strict=True):
        if name in seen:
            problems.append(Problem("F-DAT-03", f"파일 이름이 겹칩니다: {name}", record.at, "이름에 서로 다른 열을 넣습니다: {{번호}}_{{성명}}", (seen[name],)))
        elif (out / name).exists() and not overwrite:
            problems.append(Problem("F-DAT-04", "이미 있는 파일이라 덮어쓰지 않았습니다", Location(str(out / name)), "다른 폴더를 고르거나 --overwrite를 줍니다"))
        seen.setdefault(name, record.at)
    return names, problems


def data_sheet(form: Form) -> tuple[bytes, list[Problem]]:
    """Return an empty workbook to fill in: a column for each name, and a sheet for each list with the first column as its key."""
    plain = [needed.name for needed in form.names if not needed.many] or ["번호"]
    sheets = [_sheet("자료", plain), *(_sheet(needed.name, [plain[0], *_own(needed.fields, plain[0])]) for needed in form.names if needed.many)]
    return write(Workbook(f"{form.file} 자료", tuple(sheets)), "xlsx")


def _own(fields: tuple[str, ...], key: str) -> Iterator[str]:
    return (each for each in fields or ("내용",) if each != key)


def _sheet(name: str, labels: list[str]) -> Sheet:
    blank = tuple(SheetCell(None) for _ in labels)
    return Sheet(name[:31], tuple(Column(label, max(12, 2 * len(label) + 4), look=Look.TEXT) for label in labels), (blank,), autofilter=False)
