"""Turns an error inside a template into a Problem at the template's file and line, in Korean."""

from __future__ import annotations

import re
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from pipeline.problems import Location, Problem


def fault(error: Exception, name: str, root: Path | None = None) -> Problem:
    """Return the Problem that `error` (raised while compiling or rendering template `name`) means to its author."""
    at = _place(error, name, root)
    match error:
        case TemplateNotFound():
            return Problem("T-TPL-01", f"서식 파일이 없습니다: {error.name}", at, "templates 폴더의 파일 이름을 확인하세요")
        case TemplateSyntaxError():
            return Problem("T-TPL-02", f"서식 문법이 잘못되었습니다: {error.message}", at, "여는 태그와 닫는 태그의 짝을 맞추세요")
        case UndefinedError():
            return Problem("T-TPL-03", f"서식이 쓰는 이름이 없습니다: {_named(error.message or '')}", at, "철자와 docs/templates.md의 이름표를 확인하세요")
        case SecurityError():
            return Problem("T-TPL-04", f"서식이 허용되지 않은 것을 불렀습니다: {error}", at, "밑줄(_)로 시작하는 이름은 쓸 수 없습니다")
    return Problem("T-TPL-05", f"서식을 채우다가 값이 맞지 않았습니다: {type(error).__name__}: {error}", at, "값의 종류와 필터를 확인하세요")


def _named(message: str) -> str:
    """Return the name that jinja's English message speaks of."""
    if found := re.search(r"'([^']+)' is undefined", message):
        return found[1]
    if found := re.search(r"'(.+) object' has no attribute '(.+)'", message):
        return f"{found[1].rsplit('.', 1)[-1]}의 {found[2]}"
    return message


def _place(error: Exception, name: str, root: Path | None) -> Location:
    file, line = name, 0
    if isinstance(error, TemplateSyntaxError):
        file, line = error.filename or error.name or name, error.lineno
    else:
        for frame, number in walk_tb(error.__traceback__):
            path = frame.f_code.co_filename
            if path.endswith((".j2", ".yaml")) or path == "<template>" or path == "<unknown>":
                file, line = (path if path[0] != "<" else name), number
    path = Path(file)
    if root and path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    return Location(path.as_posix(), line)
