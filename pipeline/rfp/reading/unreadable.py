"""Turns a kind of file that has no reader into the problem that says what the file is and what to do with it."""

from __future__ import annotations

import io
import zipfile

from pipeline.problems import Location, Problem
from pipeline.rfp.reading.kind_of_file import BROKEN_ZIP, FileKind

_HANGUL = "한글에서 열어 '다른 이름으로 저장하기 → 한글 표준 문서(*.hwpx)'로 저장하세요"
_WORD = "Word에서 열어 '다른 이름으로 저장 → Word 문서(*.docx)'로 저장하세요"
_PDF = "그 프로그램에서 열어 PDF로 저장하세요"
_DOCUMENTS = (".hwp", ".hwpx", ".docx", ".pdf", ".txt", ".md")

# code, what the file is, what to do
_WORDS: dict[FileKind, tuple[str, str, str]] = {
    FileKind.EMPTY: ("I-FILE-03", "빈 파일입니다", "내려받다 끊긴 파일이면 다시 받으세요"),
    FileKind.LOCKED: (
        "I-FILE-05",
        "보안 프로그램(DRM)으로 잠긴 파일입니다",
        "보안을 해제해 다시 저장하거나 원본을 받으세요",
    ),
    FileKind.ENCRYPTED_OFFICE: (
        "I-FILE-05",
        "암호가 걸린 오피스 문서(.docx, .xlsx, .pptx)입니다",
        "암호를 풀어 다시 저장하세요",
    ),
    FileKind.HWP3: ("I-FILE-04", "한글 97 이전 형식(HWP 3)의 파일입니다", _HANGUL),
    FileKind.HWPML: ("I-FILE-04", "HWPML(한글 XML) 파일입니다", _HANGUL),
    FileKind.HTML: (
        "I-FILE-04",
        "웹 문서(HTML)입니다",
        "원본 첨부 파일을 받거나, 한글이나 Word에서 열어 .hwpx나 .docx로 저장하세요",
    ),
    FileKind.RTF: ("I-FILE-04", "서식 있는 텍스트(.rtf)입니다", _WORD),
    FileKind.DOC: ("I-FILE-04", "옛 Word 문서(.doc)입니다", _WORD),
    FileKind.XLS: (
        "I-FILE-04",
        "옛 엑셀 통합 문서(.xls)입니다",
        "RFP 본문 파일(.hwp, .hwpx, .docx, .pdf)을 지정하세요",
    ),
    FileKind.XLSX: ("I-FILE-04", "엑셀 통합 문서(.xlsx)입니다", "RFP 본문 파일(.hwp, .hwpx, .docx, .pdf)을 지정하세요"),
    FileKind.PPT: ("I-FILE-04", "옛 발표 자료(.ppt)입니다", _PDF),
    FileKind.PPTX: ("I-FILE-04", "발표 자료(.pptx)입니다", _PDF),
    FileKind.ODT: ("I-FILE-04", "OpenDocument 문서입니다", f"{_WORD} (또는 PDF)"),
    FileKind.OLE: ("I-FILE-04", "깨졌거나 알 수 없는 옛 오피스 계열 파일입니다", f"원본을 다시 받거나 {_PDF}"),
    FileKind.ZIP: ("I-FILE-04", "압축 파일(zip)입니다", "압축을 풀어 안에 있는 문서를 지정하세요"),
    FileKind.ARCHIVE: ("I-FILE-04", "압축 파일입니다", "압축을 풀어 안에 있는 문서를 지정하세요"),
    FileKind.IMAGE: ("I-FILE-04", "그림 파일입니다", "글자가 있는 원본(.hwp, .hwpx, .docx, .pdf)을 받으세요"),
    FileKind.UNKNOWN: (
        "I-FILE-06",
        "무슨 파일인지 알 수 없습니다",
        "RFP 파일(.hwp, .hwpx, .docx, .pdf, .txt, .md)을 지정하세요",
    ),
}


def unreadable(kind: FileKind, data: bytes, name: str) -> Problem:
    """Return the problem of a file of a kind that has no reader."""
    code, message, hint = _WORDS[kind]
    if kind is FileKind.ZIP and (inside := _documents(data)):
        hint += f": {', '.join(inside[:3])}{' …' if len(inside) > 3 else ''}"
    return Problem(code, message, Location(name), hint)


def _documents(data: bytes) -> list[str]:
    """Return the names of the documents in a zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = [info.filename for info in package.infolist() if info.filename.lower().endswith(_DOCUMENTS)]
    except BROKEN_ZIP:
        return []
    return [name[-80:] for name in names if name.isprintable()]
