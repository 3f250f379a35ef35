"""Turns the folder of a proposal (proposal.yaml, NN-제목.md with their heads, forms) into the Proposal, or into all that is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pipeline.model.chapter import bare_chapter, same_chapter
from pipeline.model.proposal import Proposal, RequiredForm, Section, Volume
from pipeline.problems import Location, Problem, Severity, stopping
from pipeline.read.dossier import shown_path
from pipeline.read.from_disk import read_text
from pipeline.read.from_yaml import parse_yaml, read_yaml
from pipeline.read.located import Record
from pipeline.read.phrase import joined, quoted, suggestion
from pipeline.read.proposal_paper import as_typed, paper_faults
from pipeline.read.schema import label_of
from pipeline.read.structure import from_record

SETTINGS = "proposal.yaml"
GUIDE = "작성지침.md"  # the RFP's rules for writing, kept as a checklist beside the sections; no part of any book
SECTION_FILE = re.compile(r"(\d{2,4})-(.+)\.md", re.IGNORECASE)
FENCE = "---"
_NAMED = "바른 보기: 30-유지관리 방안.md"
_HEAD = "첫 줄과 머리글 뒤에 --- 줄을 두고 그 사이에 '제목: …'처럼 적음"
_NOT_IN_HEAD = tuple(label_of(Section, name) for name in ("file", "text", "line"))
_NOT_IN_SETTINGS = (label_of(Proposal, "sections"),)


def read_proposal(folder: Path, root: Path | None, known: Collection[str] = ()) -> tuple[Proposal | None, list[Problem]]:
    """Return the proposal in `folder` (data/NAME/proposal) with every problem of every file; None when any problem stops.

    Places name files relative to `root`. `known` holds the numbers of the contract's requirements and of their sentences;
    without any, the numbers in the heads are not looked at.
    """
    name = shown_path(folder, root)
    if not folder.is_dir():
        hint = f"먼저 만듦: pipeline bid new data/{_nfc(folder.parent.name)}"
        return None, [Problem("D-FILE-01", "제안서 폴더가 없습니다", Location(name), hint)]
    settings, problems = _settings(folder, name)
    sections, found = read_sections(folder, name)
    problems += found
    problems += _numbered_twice(sections, name)
    problems += _chapters_apart(sections)
    problems += _unknown_asks(sections, known)
    if not sections and not stopping(problems):
        problems.append(Problem("D-FILE-01", "절 파일이 하나도 없습니다", Location(name), _NAMED))
    if settings is not None:
        problems += _missing_forms(settings.forms, folder)
        problems += paper_faults(settings, folder)
        problems += _too_many_pages(settings, sections)
    if settings is None or stopping(problems):
        return None, problems
    return replace(settings, sections=tuple(sections)), problems


def read_sections(folder: Path, name: str) -> tuple[list[Section], list[Problem]]:
    """Return the sections that can be read, in the order of their files' names, with what is wrong in the others."""
    sections: list[Section] = []
    problems: list[Problem] = []
    for path in sorted(folder.iterdir() if folder.is_dir() else (), key=lambda path: _nfc(path.name)):
        file = f"{name}/{_nfc(path.name)}"
        if not path.is_file() or path.name.startswith((".", "~$")) or _nfc(path.name) in (SETTINGS, GUIDE):
            continue
        if not SECTION_FILE.fullmatch(_nfc(path.name)):
            if path.suffix.lower() in (".md", ".markdown", ".txt", ".yaml", ".yml"):
                message = f"{quoted(_nfc(path.name))} 파일은 읽지 않습니다"
                problems.append(Problem("D-PRO-02", message, Location(file), _NAMED, severity=Severity.WARNING))
            continue
        section, found = read_section(path, file)
        problems += found
        if section is not None:
            sections.append(section)
    return sections, problems


def read_section(path: Path, file: str) -> tuple[Section | None, list[Problem]]:
    """Return one section: its head, and its text from the line after the head; None with the reasons when the head is unusable."""
    text, problems = read_text(path, file)
    if text is None:
        return None, problems
    lines = _nfc(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end = head_end(lines)
    if end is None:
        what = "머리글이 없습니다" if lines[0].rstrip() != FENCE else "머리글이 끝나지 않습니다"
        return None, [*problems, Problem("D-PRO-01", what, Location(file, 1), _HEAD)]
    head = "\n".join(["", *lines[1:end]])  # an empty first line keeps the numbers of the file's lines
    tree, found = parse_yaml(head, file)
    problems += found
    if tree is None:
        empty = [] if found else [Problem("D-PRO-01", "머리글이 비었습니다", Location(file, 1), _HEAD)]
        return None, [*problems, *empty]
    tree, found = _without(tree, _NOT_IN_HEAD)
    problems += found
    section, found = from_record(tree, Section, Location(file, 2))
    problems += found
    if section is None:
        return None, problems
    chapter, text = bare_chapter(section.chapter), "\n".join(lines[end + 1 :])
    return replace(section, file=_nfc(path.name), chapter=chapter, text=text, line=end + 2), problems


def head_end(lines: list[str]) -> int | None:
    """Return the index of the line that closes the head (front matter); None where no head stands, or none ends."""
    if not lines or lines[0].rstrip() != FENCE:
        return None
    return next((order for order, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)


def _settings(folder: Path, name: str) -> tuple[Proposal | None, list[Problem]]:
    file = f"{name}/{SETTINGS}"
    tree, problems = read_yaml(folder / SETTINGS, file)
    if tree is None and problems:
        return None, problems
    if tree is not None:
        tree, found = _without(tree, _NOT_IN_SETTINGS)
        problems += found
        tree, found = as_typed(tree)
        problems += found
    settings, found = from_record(tree, Proposal, Location(file))
    return settings, problems + found


def _without(tree: object, labels: Collection[str]) -> tuple[object, list[Problem]]:
    """Return a mapping without the fields that the program fills itself, and a problem for each that a person wrote."""
    if not isinstance(tree, Record):
        return tree, []
    written = [label for label in tree.values if "".join(label.split()) in labels]
    problems = [
        Problem("D-PRO-06", f"{joined(quoted(label), '은(는)')} 여기에 적지 않습니다", tree.place(label), "그 줄을 지움: 파일에서 저절로 정해짐")
        for label in written
    ]
    kept = {label: node for label, node in tree.values.items() if label not in written}
    return tree._replace(values=kept, lines={label: tree.lines[label] for label in kept}), problems


def _numbered_twice(sections: list[Section], name: str) -> Iterator[Problem]:
    """Two files with one number have no order."""
    first: dict[str, Section] = {}
    for section in sections:
        number = section.file.partition("-")[0]
        if number in first:
            message = f"번호 {number}인 절 파일이 둘입니다"
            related = (Location(f"{name}/{first[number].file}"),)
            yield Problem("D-PRO-03", message, Location(f"{name}/{section.file}"), "한 파일의 번호를 바꿈", related)
        first.setdefault(number, section)


def _chapters_apart(sections: list[Section]) -> Iterator[Problem]:
    """The sections of one chapter stand together in their book; where others come between, the chapter would be printed twice."""
    label = label_of(Section, "chapter")
    for volume in Volume:
        own = [section for section in sections if section.volume is volume]
        for order, section in enumerate(own):
            before = [each for each in own[:order] if section.chapter and same_chapter(each.chapter, section.chapter)]
            if before and before[-1] is not own[order - 1]:
                message = f"{joined(quoted(section.chapter), '이(가)')} 다른 장 뒤에 다시 나와 장이 둘로 나뉩니다"
                related = (before[-1].at.at_field(label),)
                hint = "파일의 번호를 바꾸어 같은 장의 절을 이어 두거나 장의 이름을 고침"
                yield Problem("D-PRO-08", message, section.at.at_field(label), hint, related, Severity.WARNING)


def _unknown_asks(sections: list[Section], known: Collection[str]) -> Iterator[Problem]:
    if not known:
        return
    label = label_of(Section, "asks")
    for section in sections:
        for key in section.asks:
            if key not in known:
                message = f"요구사항 {joined(quoted(key), '이(가)')} 없습니다"
                yield Problem("D-PRO-05", message, section.at.at_field(label), suggestion(key, sorted(known)))


def _missing_forms(forms: tuple[RequiredForm, ...], folder: Path) -> Iterator[Problem]:
    """A form without a file is not there yet and is no fault; a file that is named has to be there, inside the folder."""
    label = label_of(RequiredForm, "file")
    for form in forms:
        if not form.file:
            continue
        path = (folder / form.file).resolve()
        inside = path.is_relative_to(folder.resolve())
        if not (inside and path.is_file()):
            what = "파일이 없습니다" if inside else "파일이 제안서 폴더 밖에 있습니다"
            message = f"{form.number} {quoted(form.name)}의 {what}: {form.file}"
            yield Problem("D-PRO-04", message, form.at.at_field(label), "바른 보기: forms/서식1.hwpx", severity=Severity.WARNING)


def _too_many_pages(settings: Proposal, sections: list[Section]) -> Iterator[Problem]:
    """The pages given to the sections of a book may not come to more than the book may have."""
    limits = ((Volume.TECHNICAL, settings.page_limit, "page_limit"), (Volume.SUMMARY, settings.summary_limit, "summary_limit"))
    for volume, limit, field in limits:
        given = sum((section.pages for section in sections if section.volume is volume and section.pages), Decimal(0))
        if limit is not None and given > limit:
            label = label_of(Proposal, field)
            message = f"{volume.value} 책의 절에 나눈 쪽수의 합 {given:f}쪽이 {label} {limit}쪽보다 많습니다"
            yield Problem("D-PRO-07", message, settings.at.at_field(label), "절의 쪽수를 줄임", severity=Severity.WARNING)


def _nfc(text: str) -> str:
    """macOS hands out names with their letters taken apart."""
    return unicodedata.normalize("NFC", text)
