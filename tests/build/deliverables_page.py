"""Turns what the sample contracts demand into docs/deliverables.md: `python -m tests.build.deliverables_page`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.build.listing import listing
from pipeline.workspace import HOME, Workspace

PAGE = HOME / "docs" / "deliverables.md"
HEAD = """# 산출물과 만드는 명령

이 쪽은 `make docs`가 만든다. 계약마다 요구하는 산출물과 그 기한, 만드는 명령이다. 같은 표를 `pipeline list 계약`으로 본다.
명령이 비어 있는 것은 발주기관이 내거나 사람이 하는 일이어서 문서를 만들지 않는 것이다.
"""


def page() -> str:
    """Return the whole page."""
    workspace = Workspace(HOME, HOME / "output")
    names, _ = workspace.chosen([])
    return "\n".join([HEAD, *(line for name in names for line in _contract(workspace, name))]).rstrip() + "\n"


def _contract(workspace: Workspace, name: str) -> Iterator[str]:
    rows, _ = listing(workspace, name)
    yield from (f"## {name}", "", "| 번호 | 산출물 | 시점 | 기한(원문) | 조항 | 명령 |", "|---|---|---|---|---|---|")
    for row in rows:
        command = f"`{row.command}`" if row.command else ""
        yield f"| {row.number} | {row.name} | {row.trigger} | {row.due} | {row.clause} | {command} |".replace("  |", " |")
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
