"""A small workspace for build tests: the sample contract cut to what one month needs, with templates of its own or ours."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.workspace import HOME, Workspace
from tests.build.small import small_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A copy of the sample contract, the law and all templates, free to be broken."""
    for name in ("data", "templates"):
        shutil.copytree(HOME / name, tmp_path / name)
    return Workspace(tmp_path, tmp_path / "output")



@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """A contract of three sentences and one template: quick enough to be built many times."""
    return small_workspace(tmp_path / "root")
