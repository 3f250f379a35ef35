"""Turns an agency's form with tags (.docx, .hwpx, .xlsx) into a compiled Form, and a Form and values into a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from jinja2 import TemplateSyntaxError

from pipeline.forms.archive import Entry, Package, Sealed, open_package
from pipeline.forms.faults import diagnose
from pipeline.forms.names import Name, needed_names
from pipeline.forms.prepared import Prepared
from pipeline.forms.running import Run
from pipeline.forms.tags import Kind, Tag
from pipeline.language.words import MISSING
from pipeline.problems import Location, Problem, Severity, stopping

# The part by which a format is known, and the module that takes it apart; imported only when such a form comes.
FORMATS = {
    "docx": ("word/document.xml", "pipeline.forms.docx"),
    "hwpx": ("Contents/section0.xml", "pipeline.forms.hwpx"),
    "xlsx": ("xl/workbook.xml", "pipeline.forms.xlsx"),
}
_LEADING = ("mimetype", "[Content_Types].xml", "_rels/.rels")  # what readers look for first
_KEPT = 32  # compiled forms


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled form; `tags` are those that its author typed, `names` those that a data sheet must give."""

    file: str
    format: str
    tags: tuple[Tag, ...]
    names: tuple[Name, ...]
    _prepared: Prepared = field(repr=False)
    _sealed: Sealed = field(repr=False)

    def render(self, values: Mapping[str, object], folder: Path | None = None) -> tuple[bytes | None, list[Problem]]:
        """Return the filled file and what was amiss; nothing when a value or a name does not fit.

        `folder` is the only place from which pictures named by `values` may come. An absent value (None, "")
        prints 〔입력 필요〕 and is warned of.
        """
        made = self._prepared
        run = Run(made.draw, folder)
        made.start(run)
        texts = []
        try:
            for part in made.parts:
                run.part = part.name
                context = part.template.new_context(part.names(values, run), True)
                texts.append("".join(part.template.root_render_func(context)))
            texts = [run.kept(text) for text in texts]
            entries = [Entry.of(part.name, text.encode("utf-8")) for part, text in zip(made.parts, texts, strict=True)]
            filled = self._sealed.with_entries([*entries, *made.extra(run)])
        except Exception as error:
            return None, diagnose(error, self.file, made, values, folder)
        if any(MISSING in text for text in texts):
            return filled, diagnose(None, self.file, made, values, folder)
        return filled, []


def compile_form(data: bytes, name: str) -> tuple[Form | None, list[Problem]]:
    """Return the form `data` (whose file is called `name`) compiled, or None with every problem that stops it.

    The same bytes are compiled once.
    """
    form, problems = _compiled(bytes(data), name)
    return form, list(problems)


def lint(data: bytes, name: str) -> list[Problem]:
    """Return everything that is wrong with a form, all at once."""
    return compile_form(data, name)[1]


@lru_cache(maxsize=_KEPT)
def _compiled(data: bytes, name: str) -> tuple[Form | None, tuple[Problem, ...]]:
    package, problems = open_package(data, name)
    if package is None:
        return None, tuple(problems)
    format = _format(package, name)
    if format is None:
        hint = "Word(.docx), 한글(.hwpx), 엑셀(.xlsx)로 저장한 양식을 넣으세요"
        return None, (Problem("F-ZIP-04", "Word·한글·엑셀 문서의 본문이 들어 있지 않습니다", Location(name), hint),)
    try:
        made, problems = import_module(FORMATS[format][1]).prepare(package, name)
        typed = tuple(tag for tag in made.typed if tag.kind is not Kind.NOTE)
        names = needed_names(made.parts)
    except TemplateSyntaxError as error:
        problems = [
            Problem(
                "F-TAG-07",
                f"태그의 문법이 맞지 않습니다: {error.message}",
                Location(name),
                "태그를 하나씩 지워 보며 찾으세요",
            )
        ]
    if stopping(problems):
        return None, tuple(problems)
    for tag in (*made.typed, *(tag for part in made.parts for tag in part.tags)):
        tag.paragraph = None  # the trees have done their work
    if not typed:
        hint = "편집기에서 값이 들어갈 자리에 {{ 이름 }}을 적고 저장하세요"
        problems.append(
            Problem("F-TAG-12", "태그가 하나도 없는 양식입니다", Location(name), hint, severity=Severity.WARNING)
        )
    return Form(name, format, typed, names, made, _seal(package, made)), tuple(problems)


def _format(package: Package, name: str) -> str | None:
    """Return the format that the package is; a missing body counts for the format that the file's name promises."""
    for format, (part, _) in FORMATS.items():
        if part in package.entries:
            return format
    promised = name.rpartition(".")[2].lower()
    return promised if promised in FORMATS and _LEADING[promised != "hwpx"] in package.entries else None


def _seal(package: Package, made: Prepared) -> Sealed:
    """Lay out what no fill changes: entries as they lie, in the file's order, what readers want first at the head."""
    filled = {part.name for part in made.parts} | made.added | made.dropped
    names = [name for name in package.entries if name not in filled]
    names.sort(key=lambda name: _LEADING.index(name) if name in _LEADING else len(_LEADING))
    fixed = {name: Entry.of(name, content, stored=not content) for name, content in made.replaced.items()}
    return Sealed(fixed.get(name, package.entries[name]) for name in names)
