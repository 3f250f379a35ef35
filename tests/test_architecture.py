"""The architecture as tests: who may import whom, sizes, docstrings, names, and the glossary."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

# x: what x may import beside itself and problems. The same table stands in docs/architecture.md.
ALLOWED = {
    "cli": {"build", "rfp", "trace", "workspace"},
    "build": {"read", "rules", "trace", "compose", "forms", "write", "workspace"},
    "read": {"model"},
    "rfp": {"model"},
    "rules": {"model"},
    "trace": {"model", "rules"},
    "compose": {"model", "rules", "trace", "language", "document"},
    "forms": {"language"},
    "language": {"model"},
    "write": {"document"},
    "document": set(),
    "model": set(),
    "workspace": set(),
    "problems": set(),
    "__main__": {"cli"},
}
# `build` runs the others, so it also speaks their nouns.
NOUNS_OF_BUILD = {"model", "document", "language"}
BANNED_NAMES = {"utils", "util", "common", "helpers", "helper", "core", "manager", "misc", "shared"}
COMFORTABLE = 400
NAMED_EXCEPTIONS: dict[str, str] = {}


def part(path: Path) -> str:
    """Return the folder (or top module) of the package that a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Return the parts of the package that a file imports, inside functions too, and by importlib's strings."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"pipeline(\.\w+)+", node.value):
            names = [node.value]
        found |= {name.split(".")[1] for name in names if name.startswith("pipeline.")}
    return found - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_import_table(path: Path) -> None:
    own = part(path)
    if own == "__init__":
        return
    allowed = ALLOWED[own] | {own, "problems"} | (NOUNS_OF_BUILD if own == "build" else set())
    assert imports(path) <= allowed, f"{own} may not import {sorted(imports(path) - allowed)}"


def module_graph() -> dict[str, set[str]]:
    """Return module → modules of the package that it imports anywhere."""
    names = {".".join(("pipeline", *p.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): p for p in MODULES}
    graph = {}
    for name, path in names.items():
        targets = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline"):
                for alias in node.names:
                    full = f"{node.module}.{alias.name}"
                    targets.add(full if full in names else node.module)
        graph[name] = targets & names.keys() - {name}
    return graph


def test_no_import_cycle() -> None:
    graph, done, path = module_graph(), set(), []

    def visit(name: str) -> None:
        assert name not in path, " → ".join([*path[path.index(name):], name])
        if name in done:
            return
        path.append(name)
        for target in sorted(graph[name]):
            visit(target)
        path.pop()
        done.add(name)

    for name in graph:
        visit(name)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_module_says_what_it_does(path: Path) -> None:
    doc = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert doc, "no module docstring"
    first = doc.split("\n\n")[0].replace("\n", " ")
    assert first.endswith((".", ".)")), "the first paragraph is one sentence"
    assert len(first) < 260


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_size_and_name(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= COMFORTABLE or name in NAMED_EXCEPTIONS, f"{lines} lines: a folder is waiting to be found"
    assert not BANNED_NAMES & set(path.relative_to(PACKAGE).with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_public_names_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    bare = []
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                bare.append(node.name)
            if isinstance(node, ast.ClassDef) and not node.bases:  # an overriding method has its parent's words
                bare += [
                    f"{node.name}.{inner.name}"
                    for inner in node.body
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_") and not ast.get_docstring(inner)
                ]
    assert not bare


def test_heavy_libraries_stay_out_of_the_way() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                assert not {"matplotlib", "pyhwp", "hwp5"} & {name.split(".")[0] for name in names}, path


def test_glossary_names_every_noun() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    nouns = [
        node.name
        for path in sorted((PACKAGE / "model").glob("*.py"))
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]
    assert [noun for noun in nouns if f"`{noun}`" not in glossary] == []


def test_architecture_page_holds_the_table() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    folders = {p.name for p in PACKAGE.iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    assert [name for name in sorted(folders) if f"`{name}/`" not in page] == []
    for name in folders & ALLOWED.keys():
        targets = ", ".join(sorted(ALLOWED[name])) or "—"
        assert f"| `{name}` | {targets} |" in page, f"the import table of {name} is not what the page says"


def test_no_leftovers() -> None:
    words = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|raise NotImpl" + r"emented|no" + r"qa|type: ig" + r"nore")
    found = [f"{p}:{n}" for p in MODULES + TESTS for n, line in enumerate(p.read_text("utf-8").splitlines(), 1) if words.search(line)]
    assert not found
