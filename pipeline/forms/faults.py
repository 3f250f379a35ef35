"""Turns a fill that failed, or left something open, into problems that name every tag concerned."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Any

from jinja2 import ChainableUndefined, Template, UndefinedError
from jinja2.exceptions import SecurityError

from pipeline.forms.pictures import PictureError
from pipeline.forms.prepared import Prepared
from pipeline.forms.running import Run
from pipeline.forms.source import Part, Writing, environment
from pipeline.forms.tags import Tag
from pipeline.language.plain import PlainEnvironment
from pipeline.language.words import MISSING, josa
from pipeline.problems import Location, Problem, Severity

_QUOTED = re.compile("'([^']*)'")


def diagnose(
    error: Exception | None, file: str, made: Prepared, values: Mapping[str, object], folder: Path | None
) -> list[Problem]:
    """Fill once more, going on after each fault, and return all; `error` is what stopped the first try, if anything."""
    run = Run(made.draw, folder)
    made.start(run)
    found: list[Problem] = []
    for part in made.parts:
        run.part = part.name
        found += _Patient(part, file, values).treat(run)
    problems = list(dict.fromkeys(found))
    if error is None or any(problem.stops for problem in problems):
        return [problem for problem in problems if problem.stops == (error is not None)]
    return [_of_error(error, None, file, values)]


class _Patient:
    """One part being filled for its faults only."""

    def __init__(self, part: Part, file: str, values: Mapping[str, object]) -> None:
        self._part, self._file, self._values = part, file, values
        self._problems: list[Problem] = []
        self._environment = self._lenient(part.writing)
        self._template = Template.from_code(self._environment, part.code, {})

    def treat(self, run: Run) -> list[Problem]:
        """Return every fault of the part."""
        context = self._template.new_context(self._part.names(self._values, run), True)
        try:
            for _ in self._template.root_render_func(context):
                pass
        except Exception as error:
            self._note(_of_error(error, self._tag_of(error), self._file, self._values))
        return self._problems

    def _lenient(self, writing: Writing) -> PlainEnvironment:
        """Return an environment in which undefined names and failing filters are noted and do not stop the fill."""
        strict = environment(writing)
        lenient = strict.overlay(undefined=self._noting_undefined())
        lenient.filters = {name: self._noting(function) for name, function in strict.filters.items()}
        lenient.finalize = self._noting_missing(strict.finalize)
        return lenient

    def _noting(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def noted(*arguments: Any, **named: Any) -> Any:
            try:
                return function(*arguments, **named)
            except Exception as error:
                self._note(_of_error(error, self._current_tag(), self._file, self._values))
                return "-"

        return noted

    def _noting_missing(self, finalize: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def noted(value: Any) -> Any:
            try:
                shown = finalize(value)
            except Exception as error:
                self._note(_of_error(error, self._current_tag(), self._file, self._values))
                return "-"
            if isinstance(shown, str) and MISSING in shown:
                self._note(_missing(self._current_tag(), self._file))
            return shown

        return noted

    def _noting_undefined(self) -> type[ChainableUndefined]:
        patient = self

        class Noted(ChainableUndefined):
            """A name without value, which goes on as nothing."""

            def _noted(self, otherwise: Any) -> Any:
                try:
                    self._fail_with_undefined_error()
                except Exception as error:
                    patient._note(_of_error(error, patient._current_tag(), patient._file, patient._values))
                return otherwise

            def __str__(self) -> str:
                return self._noted("-")

            def __html__(self) -> str:
                return str(self)

            def __iter__(self) -> Any:
                return iter(self._noted(()))

            def __bool__(self) -> bool:
                return self._noted(False)

            def __len__(self) -> int:
                return self._noted(0)

            def __eq__(self, other: object) -> bool:
                return self._noted(False)

            def __hash__(self) -> int:
                return id(type(self))

        return Noted

    def _note(self, problem: Problem) -> None:
        self._problems.append(problem)

    def _current_tag(self) -> Tag | None:
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename == self._part.code.co_filename:
                return self._tag_at(frame.f_lineno)
            frame = frame.f_back
        return None

    def _tag_of(self, error: Exception) -> Tag | None:
        lines = [
            line
            for frame, line in walk_tb(error.__traceback__)
            if frame.f_code.co_filename == self._part.code.co_filename
        ]
        return self._tag_at(lines[-1]) if lines else None

    def _tag_at(self, line: int) -> Tag | None:
        return self._part.tag_at(self._template.get_corresponding_lineno(line))


def _of_error(error: Exception, tag: Tag | None, file: str, values: Mapping[str, object]) -> Problem:
    at = tag.place.at(file, tag.raw) if tag else Location(file)
    match error:
        case SecurityError():
            return Problem("F-VAL-04", f"양식이 허용되지 않은 것을 불렀습니다: {error}", at, "자료의 열 이름만 쓰세요")
        case UndefinedError():
            return _undefined(str(error), at, values)
        case PictureError():
            return Problem("F-VAL-05", str(error), at, "그림 폴더 안의 PNG나 JPEG 파일 이름을 적으세요")
        case OverflowError() | MemoryError():
            return Problem("F-VAL-06", f"채운 결과가 너무 큽니다: {error}", at, "자료의 행 수를 줄이세요")
    return Problem("F-VAL-02", f"값이 태그와 맞지 않습니다: {error}", at, "값의 종류와 필터를 확인하세요")


def _undefined(message: str, at: Location, values: Mapping[str, object]) -> Problem:
    """`message` is Jinja's: 'name' is undefined, or: 'dict object' has no attribute 'name'."""
    quoted = _QUOTED.findall(message)
    name = quoted[-1] if quoted else message
    near = get_close_matches(name, [str(key) for key in values], 1, 0.5)
    hint = f"'{near[0]}'을(를) 쓰려던 것인지 확인하세요" if near else "자료에 이 열을 넣거나 태그의 철자를 고치세요"
    return Problem("F-VAL-01", f"자료에 {_named(name)} 없습니다", at, hint)


def _named(name: str) -> str:
    return f"'{name}'" + josa(name, "이").removeprefix(name)


def _missing(tag: Tag | None, file: str) -> Problem:
    at = tag.place.at(file, tag.raw) if tag else Location(file)
    hint = "자료에 값을 적거나, 비워도 되는 칸이면 |선택을 붙이세요"
    return Problem("F-VAL-03", f"값이 비어 {MISSING}로 찍었습니다", at, hint, severity=Severity.WARNING)
