"""Turns lists into the papers that they name: the parts of a plan, attachments, a plan's own steps, checklists, approvals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.rfp.cards.markers import split_marker
from pipeline.rfp.facts.delivered_papers import STRONG, WEAK
from pipeline.rfp.facts.grids import flat
from pipeline.rfp.facts.noun_phrases import is_generic, phrase_before
from pipeline.rfp.facts.reading_lines import Line, Lines, Zone
from pipeline.rfp.paper import Table

_PARTS_OF = re.compile(
    r"(?P<whole>[^.]{2,40}?)(?:에|에는)\s(?:다음[^.]{0,12}?)?(?:포함될|포함되어야\s?할|포함하여야\s?할|포함할|들어갈)\s?(?:주요\s?)?(?:내용|사항|항목)(?:은|는)?\s?(?:다음|아래)"
)
_ASKED = re.compile(r"(?:다음|아래)[^.]{0,20}(?:서류|문서|산출물|자료|각\s?호|사항|보고서)[^.]{0,40}제출")  # …의 서류를 제출하여야 한다, with the list below
_ATTACHED = re.compile(r"^(?P<first>붙\s?임\s*:?\s*)?(?:(?P<number>\d{1,2})[.)]\s*)?(?P<name>\S.{1,50}?)\s*(?P<copies>\d{1,2}\s?부)\s*\.?\s*(?:끝\s*\.?)?$")
_OFFICE = re.compile(r"결\s?재\s?일\s?자|방\s?침\s?번\s?호|문\s?서\s?번\s?호")  # what only an office's own plan prints at its top
_STEP = re.compile(r"^(?P<name>[가-힣\s·]{4,30}?)\s*[:：]\s*(?P<when>['’]?\d{2,4}\s*[.년].*)$")
_SCHEDULE = re.compile(r"일\s?정")
_SHEET = re.compile(r"[가-힣\s]{2,20}(?:검토\s?항목|점검표|체크\s?리스트)")
_BOXES = re.compile(r"[■□☑☐☒]")
_APPROVAL = re.compile(r"[가-힣]{0,5}\s?(?:사전\s?)?승인(?:\s?필요)?")
_BID = re.compile(r"제안|입찰|참가|평가|견적|낙찰")
_TOP = 40  # lines
_MOST_PARTS = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """One paper of a list."""

    name: str
    line: Line
    words: str = ""  # that say when
    note: str = ""
    copies: str = ""
    whole: str = ""  # the plan that it is a part of


def listed_papers(lines: Lines) -> Iterator[Listed]:
    """Yield the papers that lists name, in reading order of each kind of list."""
    yield from _parts(lines)
    yield from _attachments(lines)
    if is_office_plan(lines):
        yield from _steps(lines)
    yield from _sheets(lines)
    yield from _approvals(lines)


def is_office_plan(lines: Lines) -> bool:
    """Return True for an office's own plan (방침서): it prints when and by whom it was approved, and binds the office itself."""
    return any(_OFFICE.search(line.text) for line in lines.all[:_TOP])


def _parts(lines: Lines) -> Iterator[Listed]:
    order = lines.body
    for at, line in enumerate(order):
        found = _PARTS_OF.search(split_marker(line.text).text)
        whole = phrase_before(found["whole"]) if found else ""
        asked = not whole and _ASKED.search(line.text) is not None and _BID.search(line.text + line.heading) is None
        if not whole and not asked:
            continue
        family = ""
        for part in order[at + 1 : at + 1 + _MOST_PARTS]:
            marked = split_marker(part.text.removeprefix("- "))
            if not marked.family or (family and marked.family != family) or marked.family == split_marker(line.text).family:
                break
            family = marked.family
            for name in names_of_part(marked.text):
                yield Listed(name, part, line.text if asked else "", "" if asked else f"{whole}에 포함", whole="" if asked else whole)


def names_of_part(text: str) -> Iterator[str]:
    """Yield the papers of one line of a list; a relative clause (조직도에 포함된 …) before a name is left away."""
    pieces = re.split(r",\s|\s및\s", text)
    names = [_bare(piece) for piece in pieces]
    if len(names) > 1 and all(STRONG.search(name) or name.endswith("서류") for name in names):
        yield from names
    else:
        name = " ".join(text.split())
        if STRONG.search(name) or WEAK.search(name):
            yield name


def _bare(piece: str) -> str:
    need = re.search(r"(\S+에\s필요한\s서류)$", piece)
    return need[1] if need else phrase_before(piece) or piece


def _attachments(lines: Lines) -> Iterator[Listed]:
    open_list = False
    for line in lines.body:
        text = re.sub(r"^-\s+", "", line.text)
        found = _ATTACHED.match(text)
        open_list = bool(found and (found["first"] or (open_list and found["number"])))
        if found and open_list and line.table is None:
            name = re.sub(r"\((?:별첨|첨부)\)$", "", found["name"]).strip()
            yield Listed(name, line, note="붙임", copies=found["copies"].replace(" ", ""))


def _steps(lines: Lines) -> Iterator[Listed]:
    above = ""
    for line in lines.body:
        text = split_marker(line.text).text
        if found := _STEP.match(text):
            if _SCHEDULE.search(above) or _SCHEDULE.search(line.heading):
                yield Listed(" ".join(found["name"].split()), line, note=found["when"].strip())
        else:
            above = text


def _sheets(lines: Lines) -> Iterator[Listed]:
    for at, line in enumerate(lines.all):
        if line.table is None and len(line.text) < 24 and _SHEET.fullmatch(line.text):
            table = next((each.table for each in lines.all[at + 1 : at + 4] if each.table is not None), None)
            if table is not None and len(_BOXES.findall(_text(table))) >= 4:
                yield Listed(" ".join(line.text.split()), line)


def _text(table: Table) -> str:
    return "\n".join(cell.text for cell in table.cells)


def _approvals(lines: Lines) -> Iterator[Listed]:
    """Yield what a row's remark says that the client approves: 설계 | 발주처 승인."""
    at = {(line.place.block, line.place.table, line.text): line for line in lines.body}
    for table, _, _ in lines.tables(Zone.BODY, Zone.CARD):
        for cell in table.cells:
            if not (cell.column == table.columns > 1 and _APPROVAL.fullmatch(cell.text.strip())):
                continue
            beside = max((each for each in table.cells if each.row == cell.row and each is not cell), key=lambda each: len(each.text), default=None)
            name = re.split(r"\s[-–]\s|\n", flat(beside))[0].strip() if beside else ""
            line = next((line for key, line in at.items() if beside and key[:2] == (table.place.block, table.place.table) and name[:8] in key[2]), None)
            if line and 4 <= len(name) <= 40 and not is_generic(name):
                yield Listed(name if "승인" in name else f"{name} 승인", line, note=cell.text.strip())
