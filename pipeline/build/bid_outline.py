"""Turns the RFP's outline, else its evaluation table, else the classes of its requirements into the ordered sections of a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.compose.subject import file_name
from pipeline.model.bid_terms import BidTerms, OutlineLine
from pipeline.model.chapter import bare_chapter
from pipeline.model.dossier import Dossier
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.model.proposal import Volume
from pipeline.model.requirement import Requirement

USUAL = ("제안 개요", "추진전략", "수행방안", "사업관리", "지원", "상생협력")
_DOING, _MANAGING, _SUPPORTING = USUAL[2:5]

_SECTION_LABEL = re.compile(r"^\s*(?:\d{1,2}|[가나다라마바사아자차카타파하])\s*[.)]\s*")
_MANAGEMENT = re.compile(r"(?:프로젝트|사업|과업)\s*관리")
_SUPPORT = re.compile(r"(?:프로젝트|사업|과업)\s*지원")
_CLASS_WORDS = re.compile(r"\s*요구\s*사항(?:\s*\([^)]*\))?\s*$")
_LONGEST_NAME = 40
# Sections that speak of the bidder or of the bid as a whole: no requirement is answered there.
_ABOUT_THE_BID = re.compile(
    r"일반\s*현황|제안\s*(?:개요|목적|특징)|개요$|이해도?$|조견표|실적|경영|연혁|추가\s*제안|특별\s*제안|^기타|기대\s*효과|"
    r"^제안사|제안사의|^주요\s*사업\s*내용?|하도급|컨소시엄|발전\s*방안|상생|사회적\s*책임|재해\s*발생"
)
_OF_THE_WORK = re.compile(r"사업을?\s*수행할\s*조직")  # what is to be written is about the staff of the contract, whatever the title says
_OF_THE_BIDDER = re.compile(r"^\W*제안사(?:\s*[(（][^)）]*[)）])?의")  # what is to be written is about the bidder itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One section of a proposal before anything is put into it."""

    title: str
    chapter: str = ""  # as printed: "Ⅲ. 기술 및 기능"; "" where the outline is flat
    part: str = ""  # 계량부문, 비계량부문
    method: str = ""  # what the RFP wants written here
    where: str = ""  # the place of these words
    number: str = ""  # of its file: "32"
    volume: Volume = Volume.TECHNICAL
    items: tuple[str, ...] = ()  # the items of the evaluation that it stands for by itself
    classes: tuple[str, ...] = ()  # the classes of requirements that it stands for by itself

    @property
    def file(self) -> str:
        """The name of its file: 32-보안 요구사항.md."""
        name = file_name(self.title)
        return f"{self.number}-{name[:_LONGEST_NAME].rstrip(' .')}.md"

    @property
    def chapter_words(self) -> str:
        """The chapter's title without its number."""
        return bare_chapter(self.chapter)

    @property
    def counted(self) -> bool:
        """False for a part that figures alone are judged in: a page limit for the others (비계량) does not count it."""
        return not (re.search(r"계량|정량", self.part) and not re.search(r"비\s*계량|정성", self.part))


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections in order, and what their order was taken from."""

    slots: tuple[Slot, ...]
    source: str


def outline_of(dossier: Dossier, terms: BidTerms, items: Iterable[EvaluationItem]) -> Outline:
    """Return the sections of the technical book: the RFP's own outline, else the items of the evaluation, else the usual ones."""
    items = technical(items)
    if terms.outline:
        lines = " ~ ".join(dict.fromkeys((terms.outline[0].line, terms.outline[-1].line)))  # the first and the last
        return Outline(tuple(_of_rfp(terms.outline)), f"제안요청서의 제안서 목차 {lines}".strip())
    if items:
        return Outline(tuple(_of_items(items)), "평가표의 항목 차례(제안요청서에 제안서 목차가 없음)")
    return Outline(tuple(_usual(dossier)), "일반적인 제안서의 차례(제안요청서에 제안서 목차와 평가표가 없음)")


def technical(items: Iterable[EvaluationItem]) -> tuple[EvaluationItem, ...]:
    """Return the items of the evaluation that the technical book can answer."""
    return tuple(item for item in items if item.part is not EvaluationPart.PRICE)


def numbered(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Return the slots with the numbers of their files: the chapter and the place in it (32), three or four digits where these do not do."""
    chapters: dict[tuple[str, str], list[Slot]] = {}
    for order, slot in enumerate(slots):
        chapters.setdefault((slot.part, slot.chapter) if slot.chapter else ("", f"#{order}"), []).append(slot)
    many, most = len(chapters), max((len(group) for group in chapters.values()), default=0)
    left, right = 1 if many <= 9 else 2, 1 if most <= 9 else 2
    return tuple(
        replace(slot, number=f"{chapter:0{left}d}{place if slot.chapter else 0:0{right}d}")
        for chapter, group in enumerate(chapters.values(), 1)
        for place, slot in enumerate(group, 1)
    )


def open_sections(slots: Sequence[Slot]) -> list[int]:
    """Return the sections that can answer a requirement: those that do not speak of the bidder or of the bid as a whole."""
    found = [order for order, slot in enumerate(slots) if _OF_THE_WORK.search(slot.method) or not _is_about_the_bid(slot)]
    return found or list(range(len(slots)))


def _is_about_the_bid(slot: Slot) -> bool:
    return bool(_ABOUT_THE_BID.search(slot.title) or _OF_THE_BIDDER.match(slot.method))


def usual_place(slots: Sequence[Slot], opened: Sequence[int]) -> int:
    """Return the section that says how the work is done: what no word places goes there."""
    patterns = (r"세부\s*수행|수행\s*(?:방안|내용)", r"기능\s*요구|유지\s*(?:관리|보수)", r"수행|과업|운영|제안\s*내용")
    for pattern in patterns:
        for order in opened:
            if re.search(pattern, f"{slots[order].title} {slots[order].chapter_words}"):
                return order
    return opened[0]


def _of_rfp(lines: Iterable[OutlineLine]) -> Iterator[Slot]:
    for line in lines:
        title = _SECTION_LABEL.sub("", line.section).strip()
        chapter = " ".join(re.sub(r"\.{2,}", ".", line.chapter).split())
        if title:
            yield Slot(title=title, chapter=chapter, part=line.part, method=line.method, where=line.line)
        else:
            yield Slot(title=bare_chapter(chapter), chapter="", part=line.part, method=line.method, where=line.line)


def _of_items(items: tuple[EvaluationItem, ...]) -> Iterator[Slot]:
    groups = list(dict.fromkeys(item.section for item in items))
    grouped = len(groups) > 1 and all(groups)
    for item in items:
        chapter = item.section if grouped else ""
        yield Slot(title=item.name, chapter=chapter, part="", method=item.criterion, where=item.note, items=(item.name,))


def _usual(dossier: Dossier) -> Iterator[Slot]:
    """Yield the usual sections, 수행방안 split by the classes of the requirements that neither management nor support answers."""
    classes = dict.fromkeys(filter(None, map(class_of, dossier.requirements)))
    by = {_MANAGING: tuple(filter(_MANAGEMENT.search, classes)), _SUPPORTING: tuple(filter(_SUPPORT.search, classes))}
    doing = [name for name in classes if name not in (*by[_MANAGING], *by[_SUPPORTING])]
    for title in USUAL:
        if title != _DOING or not doing:
            yield Slot(title=title, classes=by.get(title, ()))
            continue
        for name in doing:
            words = name if name.endswith("방안") else f"{name} {_DOING if name.endswith('내용') else '방안'}"
            yield Slot(title=words, chapter=title, classes=(name,))


def class_of(card: Requirement) -> str:
    """Return a requirement's class without the word that all classes share: 유지보수 수행."""
    return _CLASS_WORDS.sub("", card.category).strip()
