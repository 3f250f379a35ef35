"""Turns .hwp bytes into HWPX bytes by a native reader in a process of its own, whose crash or hang is then not ours."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from enum import StrEnum
from pathlib import Path

from pipeline.rfp.reading import native_process

SECONDS = 20  # the largest of 371 public files took less than one
_SCRIPT = Path(native_process.__file__)


class Reader(StrEnum):
    """The native readers, each a package from PyPI."""

    HWPFORGE = "hwpforge"
    RHWP = "rhwp"


class Fault(StrEnum):
    """Why a reader gave nothing."""

    MISSING = "missing"  # not installed, or not for this machine
    REFUSED = "refused"  # it says that it cannot read the file
    CRASHED = "crashed"
    TOO_SLOW = "too slow"


def convert(data: bytes, reader: Reader, seconds: float = SECONDS) -> bytes | Fault:
    """Return the text parts of `data` as a HWPX package, or why there are none."""
    # Isolated and without `site`, Python starts in a fifth of the time; so it is told where packages lie.
    folders = [folder for folder in sys.path if Path(folder).is_absolute()]
    command = [sys.executable, "-I", "-S", str(_SCRIPT), reader, *folders]
    try:
        with tempfile.TemporaryFile() as given:
            given.write(data)
            given.seek(0)
            done = subprocess.run(
                command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds
            )
    except subprocess.TimeoutExpired:
        return Fault.TOO_SLOW
    except OSError:  # a machine that lets no process start or no file be written
        return _convert_here(data, reader)
    match done.returncode:
        case 0:
            return done.stdout
        case native_process.MISSING:
            return Fault.MISSING
        case native_process.REFUSED:
            return Fault.REFUSED
    return Fault.CRASHED


def _convert_here(data: bytes, reader: Reader) -> bytes | Fault:
    try:
        return native_process.converted(data, reader) or Fault.REFUSED
    except (ImportError, OSError):
        return Fault.MISSING
