"""Turns RFP files into broken ones for as long as it is told, and stops at the first traceback.

    python -m tests.rfp.fuzz SECONDS FOLDER[:FOLDER …] [SEED]
"""

from __future__ import annotations

import io
import os
import random
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from pathlib import Path

from pipeline.rfp.draft.folder import drafts
from pipeline.rfp.ingest import ingest
from pipeline.rfp.reading.hwp_flags import inflate
from pipeline.rfp.reading.ole import read_streams
from tests.rfp.reading.ole_sample import ole

SLOWEST = 60.0  # seconds from which one answer counts as a hang
PIECES = [b"<", b"/>", b"&", b"\x00", "가".encode(), b'"', b"</w:p>", b"<hp:t>", b"rowSpan", b"colAddr=\"99999\"", b"endobj", b"stream", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"\xff" * 8]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return `data` with some bytes changed, cut, doubled or replaced by pieces that mean something to a reader."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(5):
            case 0:
                made[at : at + chance.randint(1, 4)] = chance.randbytes(chance.randint(0, 4))
            case 1:
                del made[at : at + chance.randint(1, 400)]
            case 2:
                made[at:at] = chance.choice(PIECES)
            case 3:
                made[at:at] = made[at : at + chance.randint(1, 400)]
            case 4:
                if chance.random() < 0.2:
                    del made[at:]
    return bytes(made)


def broken(data: bytes, chance: random.Random) -> bytes:
    """Return a file with one part mutated inside its zip or its OLE container, or the bytes of the file itself."""
    streams = read_streams(data, ("FileHeader", "DocInfo", "BodyText/"))
    if streams and chance.random() < 0.8:
        return _broken_hwp(streams, chance)
    if not zipfile.is_zipfile(io.BytesIO(data)) or chance.random() < 0.2:
        return mutated(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = chance.choice([name for name in names if name.endswith(("xml", "rels", "hpf"))] or names)
        for name in names:
            content = source.read(name)
            target.writestr(name, mutated(content, chance) if name == chosen else content)
    return out.getvalue()


def _broken_hwp(streams: dict[str, bytes], chance: random.Random) -> bytes:
    """Return a HWP 5 file of these streams, one of them (not the header) mutated as it is before it is compressed."""
    chosen = chance.choice([name for name in streams if name != "FileHeader"] or list(streams))
    plain = inflate(streams[chosen])
    content = mutated(streams[chosen] if plain is None else plain, chance)
    if plain is not None:
        packer = zlib.compressobj(1, zlib.DEFLATED, -15)
        content = packer.compress(content) + packer.flush()
    return ole({**streams, chosen: content})


def try_one(name: str, data: bytes, chance: random.Random, folder: Path) -> str:
    """Break one file and ingest it; return what came of it. Fails when there is neither a reading nor a reason."""
    path = folder / f"{zlib.crc32(data):08x}{Path(name).suffix}"
    path.write_bytes(broken(data, chance))
    started = time.monotonic()
    found, problems = ingest(path)
    assert time.monotonic() - started < SLOWEST, f"{name}: {time.monotonic() - started:.0f} s"
    assert found or problems, f"{name}: neither read nor refused"
    if found:
        drafts(found.paper, found.requirements, found.facts, found.findings, "fuzz")
    path.unlink()
    return f"{Path(name).suffix} {'read' if found else problems[-1].code}"


def main() -> None:
    """Run for the seconds given, over the files of the folders given; print what came of them."""
    seconds, files = float(sys.argv[1]), [path for folder in sys.argv[2].split(os.pathsep) for path in Path(folder).iterdir() if path.is_file()]
    small = sorted(files, key=lambda path: path.stat().st_size)
    contents = {path.name: path.read_bytes() for path in small}
    end, seed = time.monotonic() + seconds, int(sys.argv[3]) if len(sys.argv) > 3 else 0
    came: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            chance = random.Random(seed)
            name = chance.choice(list(contents))
            try:
                came[try_one(name, contents[name], chance, Path(folder))] += 1
            except BaseException:
                print(f"seed {seed}: {name}")
                raise
            seed += 1
    print(f"{sum(came.values())} broken files, no traceback")
    for what, count in came.most_common():
        print(f"{count:6d} {what}")


if __name__ == "__main__":
    main()
