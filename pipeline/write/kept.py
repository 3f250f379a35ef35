"""Turns what runs make at some cost into files of the person's own cache folder, which later runs take and which may go at any time."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline import __version__

_HOME = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """The files of one `suffix` in a folder. A folder that cannot be read or written keeps nothing, and changes nothing."""

    folder: Path
    suffix: str

    def read(self, name: str) -> bytes | None:
        """Return what is kept under `name`, which counts as used now; None where nothing is."""
        path = self.folder / f"{name}{self.suffix}"
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Keep `data` under `name`, in one step."""
        staged = self.folder / f"{name}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(data)
            staged.replace(self.folder / f"{name}{self.suffix}")

    def tidy(self, most: int) -> None:
        """Drop half of `most`, those that were not used for longest, where there are more."""
        with suppress(OSError):
            files = list(self.folder.glob(f"*{self.suffix}"))
            if len(files) > most:
                for old in sorted(files, key=lambda path: path.stat().st_mtime)[: most // 2]:
                    old.unlink(missing_ok=True)


@cache
def edition() -> str:
    """Return what tells this edition of the program from any other: what one made may not serve another."""
    facts = [(path.as_posix(), found.st_size, found.st_mtime_ns) for path in sorted(_HOME.rglob("*.py")) if (found := path.stat())]
    return sha256(f"{__version__} {facts}".encode()).hexdigest()
