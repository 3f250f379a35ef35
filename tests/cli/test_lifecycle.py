"""The commands of a contract's life: what `start` writes, for a whole contract and for one that says little."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.workspace import HOME
from tests.build.small import small_workspace
from tests.cli.test_cli import CONTRACT, run


def test_start_writes_the_documents_of_the_start(tmp_path: Path) -> None:
    done = run("start", CONTRACT, "--format", "html", "--out", str(tmp_path), "--json")
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["runs"]
    assert found["month"] is None and Path(found["folder"]).name == "착수"
    assert sorted(found["files"]) == sorted(
        f"{name}.html"
        for name in ("착수계", "현장대리인(책임기술자) 선임계", "과업수행계획서", "투입인력 명단 및 이력사항",
                     "보안관리대책 및 보안교육 계획", "비상연락망", "인수인계 및 교육 계획")
    )
    texts = {path.stem: path.read_text("utf-8") for path in Path(found["folder"]).glob("*.html")}
    assert [name for name, text in texts.items() if "010-0000-" in text] == ["비상연락망"]
    assert "대외비" in texts["비상연락망"] and ">None<" not in "".join(texts.values())


def test_start_makes_do_with_a_contract_that_says_little(tmp_path: Path) -> None:
    workspace = small_workspace(tmp_path)
    for folder in (HOME / "templates").iterdir():
        target = workspace.root / "templates" / folder.name
        target.mkdir(parents=True, exist_ok=True)
        for file in folder.iterdir():
            (target / file.name).write_bytes(file.read_bytes())
    done = run("start", "--format", "html", "--json", root=tmp_path)
    (found,) = json.loads(done.stdout)["runs"]
    assert done.returncode == 0, found["problems"]
    assert "과업수행계획서.html" in found["files"] and found["missing"] > 0


def test_list_names_the_command() -> None:
    done = run("list", CONTRACT, "--json")
    plan = json.loads(done.stdout)["deliverables"][0]
    assert plan["command"] == f"pipeline start {CONTRACT}"
