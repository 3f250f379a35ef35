"""An encrypted file opens with its password to the very document, with no other, and shows nothing without it."""

from __future__ import annotations

from io import BytesIO

import msoffcrypto
import pytest
from msoffcrypto.exceptions import InvalidKeyError
from pypdf import PasswordType, PdfReader
from pyzipper import AESZipFile

from pipeline.document.blocks import Document, Paragraph, Run
from pipeline.document.sheet import Column, Look, Sheet, SheetCell, Workbook
from pipeline.write.formats import write
from pipeline.write.protect import protect, suffix, weakness

PASSWORD, WRONG = b"Seoul-2019!", b"Seoul-2020!"
SECRET = "10.10.***.*** secretword"
DOCUMENT = Document("현황", (Paragraph((Run(SECRET),)),))
WORKBOOK = Workbook("현황", (Sheet("현황", (Column("주소", 20),), ((SheetCell(SECRET, Look.TEXT),),)),))


def made(format: str) -> bytes:
    data, problems = write(WORKBOOK if format == "xlsx" else DOCUMENT, format)
    assert not problems
    return data


def opened(data: bytes, format: str, password: bytes) -> bytes:
    """Return the document inside; every library says in its own way that the password is wrong."""
    if format == "pdf":
        reader = PdfReader(BytesIO(data))
        if reader.decrypt(password.decode()) is PasswordType.NOT_DECRYPTED:
            raise InvalidKeyError
        return reader.pages[0].extract_text().encode()
    if format in ("docx", "xlsx"):
        file, stream = msoffcrypto.OfficeFile(BytesIO(data)), BytesIO()
        file.load_key(password=password.decode(), verify_password=True)
        file.decrypt(stream, verify_integrity=True)
        return stream.getvalue()
    with AESZipFile(BytesIO(data)) as package:
        package.setpassword(password)
        return package.read(f"현황.{format}")


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx", "hwpx", "html"])
def test_the_right_password_gives_the_same_document_and_a_wrong_one_none(format: str) -> None:
    plain = made(format)
    data, ending = protect(plain, format, PASSWORD, "현황")
    assert ending == suffix(format) == (f"{format}.zip" if format in ("hwpx", "html") else format)
    inside = opened(data, format, PASSWORD)
    if format == "pdf":
        assert inside.decode() == PdfReader(BytesIO(plain)).pages[0].extract_text()
    else:
        assert inside == plain
    with pytest.raises((InvalidKeyError, RuntimeError)):
        opened(data, format, WRONG)


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx", "hwpx", "html"])
def test_nothing_of_the_text_stands_in_the_file(format: str) -> None:
    data, _ = protect(made(format), format, PASSWORD, "현황")
    for text in ("secretword", "10.10.", PASSWORD.decode()):
        assert text.encode() not in data and text.encode("utf-16-le") not in data


def test_the_strongest_kinds_are_used() -> None:
    reader = PdfReader(BytesIO(protect(made("pdf"), "pdf", PASSWORD)[0]))
    assert reader.is_encrypted and reader.trailer["/Encrypt"]["/V"] == 5 and reader.trailer["/Encrypt"]["/R"] == 6
    file = msoffcrypto.OfficeFile(BytesIO(protect(made("docx"), "docx", PASSWORD)[0]))
    assert file.is_encrypted() and file.type == "agile"
    with AESZipFile(BytesIO(protect(made("hwpx"), "hwpx", PASSWORD, "현황")[0])) as package:
        (entry,) = package.infolist()
    assert entry.wz_aes_strength == 3 and entry.date_time == (1980, 1, 1, 0, 0, 0)  # 3: 256 bits


@pytest.mark.parametrize(
    ("password", "why"),
    [(b"", "짧습니다"), (b"Abc-1234", "짧습니다"), ("비밀번호입니다1!".encode(), "아닌 글자"), (b"with space 1", "빈칸"), (b"Abc-12345", ""), (b"a" * 9, "")],
)
def test_weak_passwords_are_refused(password: bytes, why: str) -> None:
    assert why in weakness(password) and bool(why) == bool(weakness(password))
    if why:
        with pytest.raises(ValueError, match=why):
            protect(b"", "pdf", password)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="odt"):
        protect(b"", "odt", PASSWORD)
