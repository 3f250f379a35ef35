"""Tests of the fixed-time zip."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from pipeline.write.package import pack, repack


def zipped(*names: str, year: int, method: int) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name in names:
            entry = ZipInfo(name, (year, 2, 3, 4, 5, 6))
            entry.compress_type = method
            package.writestr(entry, name * 50)
    return stream.getvalue()


def test_equal_content_gives_equal_bytes_whatever_the_clock_order_or_method() -> None:
    one = zipped("word/b.xml", "[Content_Types].xml", "word/a.xml", year=2019, method=ZIP_DEFLATED)
    two = zipped("word/a.xml", "word/b.xml", "[Content_Types].xml", year=2024, method=ZIP_STORED)
    assert one != two
    assert repack(one) == repack(two)


def test_leading_parts_come_first_and_no_time_or_platform_is_kept() -> None:
    with ZipFile(BytesIO(pack([("z", b"z"), ("_rels/.rels", b"r"), ("[Content_Types].xml", b"c"), ("a", b"a")]))) as package:
        assert package.namelist() == ["[Content_Types].xml", "_rels/.rels", "a", "z"]
        assert {(entry.date_time, entry.create_system) for entry in package.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_mimetype_and_pictures_are_stored_uncompressed() -> None:
    with ZipFile(BytesIO(pack([("a.xml", b"a" * 99), ("mimetype", b"m" * 99), ("i.png", b"p" * 99)]))) as package:
        methods = {entry.filename: entry.compress_type for entry in package.infolist()}
        assert package.namelist()[0] == "mimetype"
    assert methods == {"mimetype": ZIP_STORED, "i.png": ZIP_STORED, "a.xml": ZIP_DEFLATED}


def test_a_part_is_replaced_and_an_unknown_one_is_our_bug() -> None:
    data = zipped("a", "b", year=2019, method=ZIP_STORED)
    with ZipFile(BytesIO(repack(data, {"a": b"new"}))) as package:
        assert (package.read("a"), package.read("b")) == (b"new", b"b" * 50)
    with pytest.raises(KeyError):
        repack(data, {"c": b""})
