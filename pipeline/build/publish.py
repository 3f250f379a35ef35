"""Turns finished files into a published folder in one step: either all of them are there, or the old ones still are."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from pipeline.build import manifest as manifests
from pipeline.problems import Location, Problem

ARCHIVE = "보관"


def edited(folder: Path) -> list[str]:
    """Return the names of issued files in `folder` that a person changed since they were written."""
    hashes = manifests.issued(manifests.read(folder))
    return [name for name, hash in hashes.items() if (folder / name).is_file() and manifests.digest((folder / name).read_bytes()) != hash]


def refuse_edited(folder: Path, about: Iterable[str]) -> list[Problem]:
    """Return a Problem for each file that `about` would write over though a person edited it."""
    wanted = set(about)
    hint = f"고친 파일을 다른 이름으로 옮기거나, --archive를 주면 '{ARCHIVE}' 폴더에 남기고 새로 씁니다"
    return [
        Problem("B-PUB-01", "사람이 고친 파일이라 덮어쓰지 않았습니다", Location(_shown(folder / name)), hint)
        for name in edited(folder)
        if name in wanted
    ]


def publish(folder: Path, files: list[tuple[str, bytes]], manifest: dict[str, Any], whole: bool, kept_inside: Collection[str] = ()) -> list[Problem]:
    """Put `files` and the manifest into `folder` in one step; files that people put there stay.

    With `whole` an earlier run's files that are no longer made go, and edited files move to 보관/, but for those whose new
    edition holds what the person wrote (`kept_inside`).
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    old = manifests.read(folder)
    if not whole:
        manifest = manifests.merged(old, manifest)
    staged = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _carry_over(folder, staged, {name for name, _ in files}, set(manifests.issued(old)) if whole else set(), kept_inside)
        for name, data in files:
            (staged / name).write_bytes(data)
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (staged / manifests.NAME).write_text(text, "utf-8", newline="\n")
        return _swap(staged, folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _carry_over(folder: Path, staged: Path, replaced: set[str], stale: set[str], kept_inside: Collection[str]) -> None:
    """Copy into `staged` what the new files do not take the place of; what a person edited goes to 보관/."""
    if not folder.is_dir():
        return
    by_hand = set(edited(folder)) - set(kept_inside)
    for path in folder.iterdir():
        if path.name == manifests.NAME or path.name.startswith((".~lock", "~$")):
            continue
        if path.is_dir():
            shutil.copytree(path, staged / path.name, dirs_exist_ok=True)
        elif path.name in by_hand and path.name in replaced | stale:
            (staged / ARCHIVE).mkdir(exist_ok=True)
            shutil.copy2(path, _free(staged / ARCHIVE / path.name))
        elif path.name not in replaced | stale:
            shutil.copy2(path, staged / path.name)


def _free(path: Path) -> Path:
    """Return `path`, or the first of `이름 (2)`, `이름 (3)` … that is free."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free


def _swap(staged: Path, folder: Path) -> list[Problem]:
    aside = staged.with_name(staged.name + "-old")
    try:
        staged.chmod(0o755)
        if folder.exists():
            folder.rename(aside)
        staged.rename(folder)
    except OSError as error:
        if aside.exists() and not folder.exists():
            aside.rename(folder)
        hint = "그 폴더의 파일을 한글·Word·Excel에서 닫고 다시 실행하세요"
        return [Problem("B-PUB-02", f"결과 폴더를 바꾸지 못했습니다({error.strerror})", Location(_shown(folder)), hint)]
    shutil.rmtree(aside, ignore_errors=True)
    return []


def _shown(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
