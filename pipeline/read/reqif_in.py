"""Turns a ReqIF file (.reqif, .reqifz) of any requirement tool into cards with their items."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from reqif.models.error_handling import ReqIFXMLParsingError
from reqif.models.reqif_spec_object import ReqIFSpecObject
from reqif.parser import ReqIFParser
from reqif.reqif_bundle import ReqIFBundle

from pipeline.model.requirement import Requirement
from pipeline.problems import Location, Problem, Severity
from pipeline.read.from_disk import decode, read_bytes, too_large
from pipeline.read.requirement_rows import RequirementRow, cards_of
from pipeline.read.text import clean

UNPACKED_LIMIT = 100_000_000  # bytes of one file inside a .reqifz
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<(?:\w+:)?br\s*/?>|</(?:\w+:)?(?:p|div|li)>")
_OUR_KEY = re.compile(r"[^#\s]+(?:#\w+(?:\.\w+)*)?")
_NAMES = {
    "id": ("ReqIF.ForeignID", "UID", "ID"),
    "text": ("ReqIF.Text", "ReqIF.ChapterName", "ReqIF.Name", "STATEMENT", "TITLE"),
    "name": ("ReqIF.Name", "ReqIF.ChapterName", "TITLE"),
    "category": ("CLASS",),
    "printed": ("PRINTED",),
    "source": ("SOURCE",),
}


def read_reqif(path: Path, file: str) -> tuple[tuple[Requirement, ...], list[Problem]]:
    """Return the requirements of a ReqIF file; see `parse_reqif`."""
    data, problems = read_bytes(path, file)
    return ((), problems) if data is None else parse_reqif(data, file)


def parse_reqif(data: bytes, file: str) -> tuple[tuple[Requirement, ...], list[Problem]]:
    """Return the requirements in the order of the file's specifications.

    What another tool calls its objects becomes the card's id at the top; below, rows are numbered in order. Objects without
    any text are left out (D-REQIF-02, a warning).
    """
    text, problems = _text(data, file)
    if text is None:
        return (), problems
    try:
        bundle = ReqIFParser.parse_from_string(text)
    except (ReqIFXMLParsingError, AttributeError, AssertionError, KeyError, IndexError, TypeError, ValueError, NotImplementedError):
        return (), [_not_reqif(file)]
    content = bundle.core_content.req_if_content if bundle.core_content else None
    if content is None or not content.specifications:
        return (), [_not_reqif(file)]
    reader = _Reader(bundle, file)
    for specification in content.specifications:
        reader.read(specification.children or [], "", ())
    cards, found = cards_of(reader.rows)
    return cards, reader.problems + found


class _Reader:
    """The rows of one file so far."""

    def __init__(self, bundle: ReqIFBundle, file: str) -> None:
        self.bundle = bundle
        self.file = file
        self.rows: list[RequirementRow] = []
        self.problems: list[Problem] = []
        content = bundle.core_content.req_if_content
        self.objects = {each.identifier: each for each in content.spec_objects or []}
        self.names = {
            definition.identifier: definition.long_name or ""
            for kind in content.spec_types or []
            for definition in getattr(kind, "attribute_definitions", None) or []
        }
        self.cards = 0

    def read(self, hierarchy: list, card: str, path: tuple[int, ...]) -> None:
        """Read the objects of one level; `path` are the ordinals of the levels above, below their card."""
        order = 0
        for place in hierarchy:
            found = self.objects.get(place.spec_object)
            facts = self._facts(found) if found else {}
            text = self._first(facts, "text")
            if not text:
                self.problems.append(
                    Problem("D-REQIF-02", "글이 없는 항목을 건너뛰었습니다", Location(self.file, field=place.spec_object), severity=Severity.WARNING)
                )
                self.read(place.children or [], card, path)
                continue
            order += 1
            self.cards += not card
            key = self._key(facts, card, (*path, order))
            row = {name: self._first(facts, name) for name in ("name", "category", "printed", "source")}
            self.rows.append(RequirementRow(key=key, text=text, at=Location(self.file, field=key), **row))
            self.read(place.children or [], card or key.partition("#")[0], (*path, order) if card else ())

    def _key(self, facts: dict[str, str], card: str, path: tuple[int, ...]) -> str:
        ours = facts.get("KEY", "")
        if ours and _OUR_KEY.fullmatch(ours):
            return ours
        if card:
            return f"{card}#{'.'.join(map(str, path))}"
        named = "-".join(self._first(facts, "id").replace("#", "-").split())
        return named or f"REQ-{self.cards:03d}"

    def _facts(self, found: ReqIFSpecObject) -> dict[str, str]:
        return {
            self.names.get(each.definition_ref, each.definition_ref): _plain(each.value)
            for each in found.attributes
            if isinstance(each.value, str)
        }

    def _first(self, facts: dict[str, str], what: str) -> str:
        return next((facts[name] for name in _NAMES[what] if facts.get(name)), "")


def _plain(value: str) -> str:
    """Return what a value says without its XHTML."""
    if "<" in value and ">" in value and re.match(r"\s*<(?:\w+:)?\w+[\s/>]", value):
        value = unescape(_TAG.sub("", _BREAK.sub("\n", value)))
    return clean(value)


def _text(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Return the XML, of the first .reqif when the file is a package; entities are refused: they can read any file."""
    if data.startswith(b"PK"):
        try:
            with ZipFile(BytesIO(data)) as package:
                entry = next(entry for entry in package.infolist() if entry.filename.lower().endswith(".reqif"))
                if entry.file_size > UNPACKED_LIMIT:
                    return None, [too_large(file, entry.file_size, UNPACKED_LIMIT)]
                data = package.read(entry)
        except (BadZipFile, StopIteration, OSError, RuntimeError):
            return None, [_not_reqif(file)]
    text, problems = decode(data, file)
    if text is not None and ("<!DOCTYPE" in text or "<!ENTITY" in text or "<REQ-IF" not in text):
        return None, [_not_reqif(file)]
    return text, problems


def _not_reqif(file: str) -> Problem:
    return Problem("D-REQIF-01", "ReqIF 파일이 아니거나 깨졌습니다", Location(file), "요구사항 관리 도구에서 ReqIF 1.0으로 다시 내보냄")
