"""Turns the bytes of a DOCX file (an RFP written in Word) into a Paper, as it reads with all changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.problems import Location, Problem, Severity
from pipeline.rfp.paper import Block, Kind, Paper, Paragraph
from pipeline.rfp.reading.docx_body import Body
from pipeline.rfp.reading.docx_numbers import Numbers
from pipeline.rfp.reading.docx_package import Package, TooLarge, Unreadable, W
from pipeline.rfp.reading.docx_styles import Styles

_PAGE_NUMBER = re.compile(r"^[-–—]\s?(\d{1,4})\s?[-–—]$")
_AGAIN = "워드나 한글에서 열어 DOCX로 다시 저장"


def read_docx(data: bytes, name: str) -> tuple[Paper | None, list[Problem]]:
    """Return the paper of a .docx file; None with a problem when it cannot be read.

    Left out are headers, footers, comments, hidden text, codes of fields and deleted text of tracked changes.
    """
    at = Location(name)
    try:
        return _read(Package(data), name)
    except TooLarge as error:
        return None, [Problem("I-DOC-02", f"DOCX 파일이 지나치게 큽니다({error})", at, "필요한 부분만 남겨 다시 저장")]
    except Unreadable as error:
        return None, [Problem("I-DOC-01", f"DOCX 파일을 읽을 수 없습니다: {error}", at, _AGAIN)]


def _read(package: Package, name: str) -> tuple[Paper | None, list[Problem]]:
    problems: list[Problem] = []
    styles = Styles(_part(package, "styles", name, problems))
    numbers = Numbers(_part(package, "numbering", name, problems), styles)
    notes = {role: _notes(_part(package, role, name, problems), role) for role in ("footnotes", "endnotes")}
    body = Body(styles, numbers, notes)
    changes = _Changes()
    blocks = tuple(body.blocks(changes.watched(package.body())))
    if not blocks:
        hint = "글이 그림으로만 있으면 원본 한글·워드 파일을 요청"
        return None, [*problems, Problem("I-DOC-04", "DOCX 파일에 글이 없습니다", Location(name), hint)]
    if body.chunks:
        message = f"문서 안에 끼워 넣은 다른 파일 {body.chunks}개는 읽지 않았습니다"
        problems.append(Problem("I-DOC-05", message, Location(name), _AGAIN, severity=Severity.WARNING))
    return Paper(name, "docx", _without_page_numbers(blocks), reader="docx"), problems + changes.problems(name)


def _without_page_numbers(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Mark the page numbers (- 3 -) that a converter wrote between the paragraphs; three that grow prove them."""
    found: list[int] = []
    page = 0
    for at, block in enumerate(blocks):
        number = _PAGE_NUMBER.match(block.text) if isinstance(block, Paragraph) else None
        if number and int(number[1]) > page:
            page = int(number[1])
            found.append(at)
    marked = set(found) if len(found) >= 3 else set()
    return tuple(
        replace(block, kind=Kind.MARGIN) if at in marked and isinstance(block, Paragraph) else block
        for at, block in enumerate(blocks)
    )


def _part(package: Package, role: str, name: str, problems: list[Problem]) -> etree._Element | None:
    """Return a part beside the body; a document is still worth reading when one is damaged."""
    try:
        return package.part(role)
    except (Unreadable, TooLarge) as error:
        message = f"{role} 부분을 읽지 못했습니다({error})"
        problems.append(Problem("I-DOC-05", message, Location(name), _AGAIN, severity=Severity.WARNING))
        return None


def _notes(root: etree._Element | None, role: str) -> dict[str, etree._Element]:
    """Return the footnotes by id, without the lines that separate them from the page."""
    found = () if root is None else root.iter(W + role.removesuffix("s"))
    return {note.get(W + "id", ""): note for note in found if note.get(W + "type") in (None, "normal")}


class _Changes:
    """Counts the tracked changes of the body as it goes by."""

    def __init__(self) -> None:
        self.added = self.deleted = 0

    def watched(self, elements: Iterator[etree._Element]) -> Iterator[etree._Element]:
        """Yield the elements, counted."""
        for element in elements:
            self.added += sum(1 for change in element.iter(W + "ins", W + "moveTo") if len(change))
            self.deleted += sum(1 for change in element.iter(W + "del", W + "moveFrom") if len(change))
            yield element

    def problems(self, name: str) -> list[Problem]:
        """Return the note that the document has changes which nobody has accepted yet."""
        if not self.added and not self.deleted:
            return []
        message = (
            f"확정하지 않은 변경 내용(추가 {self.added}곳, 삭제 {self.deleted}곳)은 모두 받아들인 것으로 읽었습니다"
        )
        hint = "확정된 문서인지 발주기관에 확인"
        return [Problem("I-DOC-06", message, Location(name), hint, severity=Severity.NOTE)]
