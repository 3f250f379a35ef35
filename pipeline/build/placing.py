"""Turns files in memory into files at their places, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.problems import Location, Problem


def publish(files: Mapping[Path, bytes]) -> list[Problem]:
    """Write every file beside its place first, then move all of them there."""
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f".{path.name}.new")
            staged.append((new, path))
            new.write_bytes(data)
        for new, path in staged:
            new.replace(path)
    except OSError as error:
        for new, _ in staged:
            new.unlink(missing_ok=True)
        hint = "그 파일을 엑셀·한글에서 닫고 다시 실행하세요"
        return [Problem("B-PUB-02", f"파일을 쓰지 못했습니다({error.strerror})", Location(str(error.filename or "")), hint)]
    return []
