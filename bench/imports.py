"""Times what each command imports before it does anything, beside a bare `python -c pass` in the same run; prints counts and ratios.

    python bench/imports.py [--runs 5] [--source] [--root FOLDER]

Each run is a cold process that imports the modules that stand in the command's own function and does nothing else. Its CPU time is
counted, since imports wait for nothing. Bytecode lies in a temporary folder and is made before the first run that counts; with
`--source` this program's own modules are compiled anew in every run, as where bytecode cannot be written. `--root` is another copy of this program.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# command → the functions of pipeline/cli that run it
COMMANDS = {
    "--help": (),
    "bid status": ("bid.status",),
    "bid build": ("bid.build",),
    "bid new": ("bid.new",),
    "bid win": ("bid.win",),
    "monthly": ("packages.run", "packages._orders", "packages._elsewhere"),
    "check": ("__init__.check",),
    "trace": ("tracing.make",),
    "due": ("due.due",),
    "list": ("__init__.list_deliverables",),
    "explain": ("__init__.explain",),
    "ingest": ("ingesting.ingest", "ingesting._queries"),
    "fill": ("forms.fill",),
}
COUNTING = r'''
import dataclasses, gc, re, sys
gc.set_threshold(200_000, 20, 100)  # as the command does
made, compiled = [], []
process, compiler = dataclasses._process_class, re._compiler.compile
dataclasses._process_class = lambda *given: made.append(1) or process(*given)
re._compiler.compile = lambda *given: compiled.append(1) or compiler(*given)
before = len(sys.modules)
{imports}
print(len(sys.modules) - before, sum(name.split(".")[0] == "pipeline" for name in sys.modules), len(made), len(compiled))
'''
TIMED = "import gc; gc.set_threshold(200_000, 20, 100)\n{imports}"


def modules(root: Path, functions: tuple[str, ...]) -> Iterator[str]:
    """Yield the modules that a command imports: those of the command line, then those named in its functions."""
    yield "pipeline.cli"
    for function in functions:
        file, _, name = function.partition(".")
        tree = ast.parse((root / "pipeline" / "cli" / f"{file}.py").read_text("utf-8"))
        body = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
        yield from (node.module for node in ast.walk(body) if isinstance(node, ast.ImportFrom) and node.module)


class Runs:
    """Cold processes of one copy of the program, with bytecode in a folder of their own."""

    def __init__(self, root: Path, folder: Path, source: bool) -> None:
        self._root = root
        self._own = folder / root.relative_to(root.anchor) / "pipeline"  # where bytecode of this program lies
        self._source = source
        self._environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self._environment |= {"PYTHONPATH": str(root), "PYTHONPYCACHEPREFIX": str(folder)}

    def prepare(self, code: str) -> str:
        """Run `code` untimed, so that its bytecode is there, and return what it printed."""
        return subprocess.run([sys.executable, "-c", code], cwd=self._root, env=self._environment, check=True, capture_output=True, text=True).stdout

    def timed(self, code: str) -> float:
        """Return the CPU milliseconds of a process that runs `code`."""
        if self._source:
            shutil.rmtree(self._own, ignore_errors=True)
        process = subprocess.Popen([sys.executable, "-c", code], cwd=self._root, env=self._environment)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"failed: {code}")
        return (usage.ru_utime + usage.ru_stime) * 1000


def main() -> None:
    """Print a line a command: milliseconds (median), ratio to the bare process, and what was loaded and made."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--source", action="store_true", help="compile this program's modules anew in every run")
    parser.add_argument("--root", type=Path, default=ROOT, help="another copy of this program")
    asked = parser.parse_args()
    root = asked.root.resolve()
    wanted = {name: "\n".join(f"import {module}" for module in dict.fromkeys(modules(root, functions))) for name, functions in COMMANDS.items()}
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(root, Path(folder).resolve(), asked.source)
        counts = {name: runs.prepare(COUNTING.replace("{imports}", imports)).split() for name, imports in wanted.items()}
        codes = {"python -c pass": "pass"} | {name: TIMED.format(imports=imports) for name, imports in wanted.items()}
        seconds: dict[str, list[float]] = {name: [] for name in codes}
        for _ in range(asked.runs):
            for name, code in codes.items():
                seconds[name].append(runs.timed(code))
    bare = statistics.median(seconds["python -c pass"])
    print(f"{'command':<16}{'ms':>6}{'times':>7}{'modules':>9}{'ours':>6}{'dataclasses':>13}{'patterns':>10}")
    for name, times in seconds.items():
        every, ours, made, compiled = counts.get(name, ("", "", "", ""))
        middle = statistics.median(times)
        print(f"{name:<16}{middle:>6.0f}{middle / bare:>7.1f}{every:>9}{ours:>6}{made:>13}{compiled:>10}")


if __name__ == "__main__":
    main()
