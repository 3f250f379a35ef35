"""Turns .hwp bytes on standard input into HWPX bytes on standard output, in a process that loads as little as it can."""

from __future__ import annotations

import io
import re
import sys
import zipfile

MEMORY = 3 << 30  # bytes of addresses that the process may ask for
MISSING, REFUSED = 3, 4  # exit codes
_TEXT_PARTS = re.compile(r"Contents/(?:header|section\d+)\.xml")
# What the header says of fonts, borders, tabs and the looks of letters is a third of all XML, and nothing reads it.
_LOOKS = (
    (re.compile(rb"<hh:(fontfaces|borderFills|tabProperties)\b[^>]*[^>/]>.*?</hh:\1>", re.DOTALL), b""),
    (re.compile(rb"(<hh:charPr\b[^>]*[^>/])>.*?</hh:charPr>", re.DOTALL), rb"\1/>"),
    (re.compile(rb"(?<=</hp:case>)<hp:default>.*?</hp:default>", re.DOTALL), b""),
)


def main() -> int:
    """Convert with the reader that the arguments name, which lies in one of the folders after it; return the exit code."""
    reader, folders = sys.argv[1], sys.argv[2:]
    _limit_memory()
    sys.path += folders
    data = sys.stdin.buffer.read()
    try:
        made = converted(data, reader)
    except (ImportError, OSError):
        return MISSING
    if made is None:
        return REFUSED
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    return 0


def converted(data: bytes, reader: str) -> bytes | None:
    """Return the text parts of `data` as a HWPX package, None when the reader refuses it; ImportError without reader."""
    package = _load(reader)
    try:
        if reader == "hwpforge":  # the layout cache, the places of every printed line, is a fifth of the XML
            return text_parts(package.convert_hwp5(data, carry_layout_cache=False).document.to_bytes())
        return text_parts(package.Document.from_bytes(data).to_hwpx_bytes())
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the native code comes as an exception that is no Exception
        return None


def text_parts(package: bytes) -> bytes:
    """Leave behind the pictures and what only drawing needs: a package of 20 MB becomes one of 4."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            if _TEXT_PARTS.fullmatch(name):
                content = source.read(name)
                target.writestr(zipfile.ZipInfo(name), _plain(content) if "header" in name else content)
    return made.getvalue()


def _plain(header: bytes) -> bytes:
    for pattern, kept in _LOOKS:
        header = pattern.sub(kept, header)
    return header


def _load(reader: str):
    if reader == "rhwp" and sys.platform.startswith("linux"):
        _load_freetype()
    return __import__(reader)


def _load_freetype() -> None:
    """Load a FreeType that is new enough: the one in rhwp's own wheel (0.7 to 0.8.1) lacks a function that it calls."""
    import ctypes
    from pathlib import Path

    bundled = [path for folder in sys.path for path in Path(folder).glob("pillow.libs/libfreetype*")]
    for name in ("libfreetype.so.6", *map(str, bundled)):
        try:
            ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        return


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # a system without such limits


if __name__ == "__main__":
    sys.exit(main())
