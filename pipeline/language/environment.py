"""Turns template text into compiled templates in one sandbox: strict about names, escaping every value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.language.filters import FILTERS, shown
from pipeline.model.period import Month, Period


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox for templates that come from anywhere: no attribute that starts with an underscore, no mutation."""


def environment(*folders: Path, loader: BaseLoader | None = None, cache: Path | None = None) -> Environment:
    """Return the environment of body templates; earlier folders win (a contract's own template over ours).

    `cache` is a folder of the person's own that keeps compiled templates, checked against their text when they are read.
    """
    made = Environment(
        loader=loader or FileSystemLoader([str(folder) for folder in folders], encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(str(cache)) if cache else None,
    )
    made.filters.update(FILTERS)
    made.globals.update(_GLOBALS)
    return made


_GLOBALS: dict[str, Any] = {"Month": Month, "Period": Period}
