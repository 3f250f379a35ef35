"""Turns .hwp bytes into HWPX bytes by a native reader in a process of its own, whose crash or hang is then not ours."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import io
import re
import site
import subprocess
import sys
import zipfile
from enum import StrEnum
from pathlib import Path
from types import ModuleType

SECONDS = 20  # the largest of 371 public files took less than one
MEMORY = 3 << 30  # bytes of addresses that the process may ask for
_SCRIPT = Path(__file__)
_MISSING, _REFUSED = 3, 4
_TEXT_PARTS = re.compile(r"Contents/(?:header|section\d+)\.xml")


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
    # -P keeps the modules of this folder from standing in for packages of the same names.
    command = [sys.executable, "-P", str(_SCRIPT), reader]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return Fault.TOO_SLOW
    except OSError:  # a machine that lets no process start
        return _convert_here(data, reader)
    match done.returncode:
        case 0:
            return done.stdout
        case code if code == _MISSING:
            return Fault.MISSING
        case code if code == _REFUSED:
            return Fault.REFUSED
    return Fault.CRASHED


def main() -> int:
    """Convert standard input with the reader that the argument names, onto standard output; return the exit code."""
    _limit_memory()
    found = _convert_here(sys.stdin.buffer.read(), Reader(sys.argv[1]))
    if isinstance(found, Fault):
        return {Fault.MISSING: _MISSING, Fault.REFUSED: _REFUSED}[found]
    sys.stdout.buffer.write(found)
    sys.stdout.buffer.flush()
    return 0


def _convert_here(data: bytes, reader: Reader) -> bytes | Fault:
    try:
        package = _load(reader)
    except (ImportError, OSError):
        return Fault.MISSING
    try:
        return _text_parts(
            package.convert_hwp5(data).document.to_bytes()
            if reader is Reader.HWPFORGE
            else package.Document.from_bytes(data).to_hwpx_bytes()
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the native code comes as an exception that is no Exception
        return Fault.REFUSED


def _load(reader: Reader) -> ModuleType:
    if reader is Reader.RHWP and sys.platform.startswith("linux"):
        _load_freetype()
    return importlib.import_module(reader)


def _load_freetype() -> None:
    """Load a FreeType that is new enough: the one in rhwp's own wheel (0.7 to 0.8.1) lacks a function that it calls."""
    bundled = [path for folder in site.getsitepackages() for path in Path(folder).glob("pillow.libs/libfreetype*")]
    for name in ("libfreetype.so.6", *map(str, bundled)):
        with contextlib.suppress(OSError):
            ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
            return


def _text_parts(package: bytes) -> bytes:
    """Leave the pictures behind: a package of 20 MB becomes one of 4."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            if _TEXT_PARTS.fullmatch(name):
                target.writestr(zipfile.ZipInfo(name), source.read(name))
    return made.getvalue()


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(main())
