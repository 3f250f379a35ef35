"""The advances read from a font file are those that reportlab reads, and a broken file is told or left to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.write import fonts
from pipeline.write.advances import advances
from pipeline.write.font_file import FontFault
from pipeline.write.pdf.identity import IdentityFont

FACES = [path for face in dict.fromkeys((fonts.sans(), fonts.serif())) for path in (face.regular, face.bold)]


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.name)
def test_the_same_as_reportlab(path: Path) -> None:
    found = advances(path.read_bytes())
    assert found == IdentityFont(f"test {path.stem}", str(path)).letters() and len(found) > 10_000
    assert found["\u00a0"] == found[" "]


@pytest.mark.parametrize("share", [0.0, 0.00001, 0.0001, 0.5, 0.99])
def test_a_cut_file(share: float) -> None:
    data = FACES[0].read_bytes()
    with pytest.raises(FontFault):
        advances(data[: int(len(data) * share)])


@pytest.mark.parametrize("tag", [b"cmap", b"hmtx", b"hhea", b"head"])
def test_a_table_of_noise(tag: bytes) -> None:
    """Nothing but an answer or None comes of a table whose numbers are wild."""
    data = bytearray(FACES[0].read_bytes())
    at = data.index(tag, 0, 400)
    start, length = (int.from_bytes(data[at + 8 + 4 * part : at + 12 + 4 * part], "big") for part in (0, 1))
    data[start : start + min(length, 400)] = bytes(255 - byte for byte in data[start : start + min(length, 400)])
    assert advances(bytes(data)) is None or isinstance(advances(bytes(data)), dict)
