"""Turns a finished file and a password into the same file encrypted, each format in the way that its own programs open."""

from __future__ import annotations

from io import BytesIO

from pipeline.write.package import EPOCH

ZIPPED = ("hwpx", "html")  # formats whose own programs know no documented encryption that others can write
OFFICE = ("docx", "xlsx")
LEAST = 9  # letters of a password


def suffix(format: str) -> str:
    """Return how the name of an encrypted file ends: pdf, docx, xlsx, hwpx.zip, html.zip."""
    return f"{format}.zip" if format in ZIPPED else format


def weakness(password: bytes) -> str:
    """Return in Korean why `password` is refused; "" for one that may be used.

    Only printable ASCII: programs that open AES zips do not agree on the bytes of other letters.
    """
    if len(password) < LEAST:
        return f"비밀번호가 {LEAST}자보다 짧습니다"
    if not all(32 < letter < 127 for letter in password):
        return "비밀번호에 영문·숫자·특수문자가 아닌 글자나 빈칸이 있습니다"
    return ""


def protect(data: bytes, format: str, password: bytes, name: str = "문서") -> tuple[bytes, str]:
    """Return (encrypted bytes, the suffix of the file's name). Every call draws new salts: equal input gives other bytes.

    PDF: AES-256 (PDF 2.0, revision 6). DOCX and XLSX: ECMA-376 agile encryption, AES-256. HWPX and HTML: an AES-256 zip
    that holds `name`.`format`. Raises ValueError for an unknown format or a password that `weakness` refuses.
    """
    if fault := weakness(password):
        raise ValueError(fault)
    if format == "pdf":
        return _pdf(data, password), suffix(format)
    if format in OFFICE:
        return _office(data, password), suffix(format)
    if format in ZIPPED:
        return _zip(data, f"{name}.{format}", password), suffix(format)
    raise ValueError(format)


def _pdf(data: bytes, password: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password.decode("ascii"), algorithm="AES-256")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _office(data: bytes, password: bytes) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    stream = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(password.decode("ascii"), stream)
    return stream.getvalue()


def _zip(data: bytes, name: str, password: bytes) -> bytes:
    from pyzipper import WZ_AES, ZIP_DEFLATED, AESZipFile

    stream = BytesIO()
    with AESZipFile(stream, "w", encryption=WZ_AES) as package:
        package.setpassword(password)
        package.setencryption(WZ_AES, nbits=256)
        entry = package.zipinfo_cls(name, EPOCH)
        package.writestr(entry, data, compress_type=ZIP_DEFLATED)
    return stream.getvalue()
