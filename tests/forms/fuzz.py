"""Turns the shipped forms into broken ones for as long as it is told, and stops at the first traceback: `python -m tests.forms.fuzz 600`."""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from pathlib import Path

from pipeline.forms.form import compile_form
from pipeline.write.hwpx.lint import lint

FORMS = sorted((Path(__file__).resolve().parents[2] / "forms").iterdir())
PIECES = [
    b"{{",
    b"}}",
    b"{%",
    b"%}",
    b"{% for x in y %}",
    b"{%tr endfor %}",
    b"<",
    b"/>",
    b"&",
    b"\x00",
    "가".encode(),
    b'"',
    b"{#",
    b"</w:p>",
    b"<hp:t>",
    b"rowSpan",
]
VALUES = {
    "성명": "홍 <길동>",
    "소속": "가",
    "직위": None,
    "투입일": "2019-05-15",
    "서약일": "",
    "수탁자": "나",
    "위탁업무": [{"내용": "다"}],
    "점검": [{}],
    "x": 1,
    "y": [1, 2],
}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return `data` with some bytes changed, cut, doubled or replaced by pieces that mean something to a form."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(4):
            case 0:
                made[at : at + chance.randint(1, 4)] = bytes(chance.randrange(256) for _ in range(chance.randint(0, 4)))
            case 1:
                del made[at : at + chance.randint(1, 400)]
            case 2:
                made[at:at] = chance.choice(PIECES)
            case 3:
                made[at:at] = made[at : at + chance.randint(1, 400)]
    return bytes(made)


def broken(data: bytes, chance: random.Random) -> bytes:
    """Return a form with one part mutated inside its zip, or the zip itself."""
    if chance.random() < 0.3:
        return mutated(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = chance.choice([name for name in names if name.endswith(("xml", "rels", "hpf"))])
        for name in names:
            content = source.read(name)
            target.writestr(name, mutated(content, chance) if name == chosen else content)
    return out.getvalue()


def try_one(chance: random.Random) -> None:
    """Break one shipped form and use it as a person would; fails when it is neither filled nor told what is wrong."""
    path = chance.choice(FORMS)
    data = broken(path.read_bytes(), chance)
    form, problems = compile_form(data, path.name)
    assert form is not None or problems, "neither a form nor a word of what is wrong"
    if form is not None:
        filled, problems = form.render(VALUES)
        assert filled is not None or problems
    if path.suffix == ".hwpx":
        assert isinstance(lint(data, path.name), list)


def main(seconds: float, seed: int) -> int:
    """Fuzz for `seconds`; return how many forms were tried."""
    chance, tried, until = random.Random(seed), 0, time.monotonic() + seconds
    while time.monotonic() < until:
        try_one(chance)
        tried += 1
    return tried


if __name__ == "__main__":
    limit = float(sys.argv[1]) if len(sys.argv) > 1 else 600
    print(f"{main(limit, int(sys.argv[2]) if len(sys.argv) > 2 else 1):,d} forms tried without a traceback")
