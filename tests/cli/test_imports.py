"""What commands do not load: a command pays at its start for what it never does; modules are counted, never seconds."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.workspace import HOME

WRITERS = ("reportlab", "docx", "xlsxwriter", "openpyxl", "PIL", "svglib", "resvg_py")
SELDOM = ("http.client", "multiprocessing", "markdown_it", "rich.table", "rich.progress", "pipeline.rules.start_up", "pipeline.trace.promise_kept")
TEMPLATES = ("jinja2", "lxml", "pipeline.compose.markup", "pipeline.compose.prose", "pipeline.build.run")
BOOK = ("pipeline.compose.trace_book.book", "pipeline.forms.archive", "pipeline.write.hwpx.lint")
RULES = ("pipeline.rules.registry", "pipeline.rules.monthly", "pipeline.model.log", "pipeline.model.project_plan")

CASES = {
    "bid build": ("pipeline.build.bid", (*WRITERS, *SELDOM, *BOOK, *RULES, "pipeline.build.commands")),
    "bid status": ("pipeline.build.bid_status", (*WRITERS, *SELDOM, *BOOK, *RULES, *TEMPLATES)),
    "monthly": ("pipeline.build.commands", (*WRITERS, *SELDOM, *BOOK, "pipeline.compose.prose", "pipeline.model.proposal")),
    "check": ("pipeline.build.cross_check", (*WRITERS, *SELDOM, *BOOK, "pipeline.build.trace_book", "pipeline.build.commands")),
    "trace": ("pipeline.build.tracing", (*WRITERS, *SELDOM, *BOOK, "jinja2", "pipeline.compose.markup", "pipeline.build.run")),
    "due": ("pipeline.build.due", (*WRITERS, *SELDOM, *BOOK, *TEMPLATES, "pipeline.build.commands")),
    "list": ("pipeline.build.listing", (*WRITERS, *SELDOM, *BOOK, *RULES, *TEMPLATES)),
}


@pytest.mark.parametrize("command", CASES)
def test_a_command_leaves_out_what_others_need(command: str) -> None:
    module, others = CASES[command]
    code = f"import sys, pipeline.cli, pipeline.cli.terminal, {module}\nprint(*sorted(set({others!r}) & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=HOME, check=True)
    assert done.stdout.strip() == ""


def test_the_names_are_modules() -> None:
    code = "import importlib.util, sys\nprint(*[name for name in sys.argv[1:] if importlib.util.find_spec(name) is None])"
    names = sorted({*(module for module, _ in CASES.values()), *(name for _, others in CASES.values() for name in others)})
    done = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, encoding="utf-8", cwd=HOME, check=True)
    assert done.stdout.strip() == ""
