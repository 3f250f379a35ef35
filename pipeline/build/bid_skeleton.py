"""Turns a contract folder and its RFP's terms into the skeleton of a proposal: sections with points, pages, requirements, forms."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.build.bid_items import items_of
from pipeline.build.bid_matching import Earned, Placed, place_requirements, share_items
from pipeline.build.bid_outline import Slot, numbered, outline_of, technical
from pipeline.model.bid_terms import BidTerms, FormLine, PaperRule
from pipeline.model.dossier import Dossier
from pipeline.model.procurement import EvaluationItem
from pipeline.model.proposal import Volume
from pipeline.model.requirement import Requirement
from pipeline.rules.page_share import page_share
from pipeline.rules.words import plain

LIMIT, SUMMARY_LIMIT, FONT, LEAST_SIZE = "쪽제한", "요약쪽제한", "글꼴", "최소크기"
SUMMARY_TITLE = "제안 요약"

_NO_FORM = re.compile(
    r"평가\s*기준|세부\s*기준|역량\s*모델|작성\s*(?:목차|방법|요령|지침)|특약|준수\s*사항|조치\s*사항|유의서|점검\s*대장|관리\s*대장|"
    r"관련\s*기준|종합\s*산정서|영향\s*평가|접수\s*확인증|과업\s*변경\s*요청서"
)
_PRICE_FORM = re.compile(r"가\s*격|산출\s*내역|입\s*찰\s*서")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSection:
    """One section of the skeleton. `owns` are the requirements that belong here, `asks` what of them nobody answers yet, `unsure`
    those that no word placed here."""

    slot: Slot
    earned: Earned = Earned()
    pages: int | None = None
    step: str = ""  # how the pages were reckoned
    owns: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.slot.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """A proposal before anybody writes it."""

    title: str
    bidder: str
    source: str  # what the order was taken from
    sections: tuple[PlannedSection, ...]
    rules: Mapping[str, PaperRule]  # by name: 쪽제한, 요약쪽제한, 글꼴, 최소크기
    forms: tuple[FormLine, ...] = ()
    notes: tuple[str, ...] = ()  # what was assumed and what a person has to look at

    def limit(self, name: str) -> int | None:
        """Return a page limit; None where the RFP sets none or its value is no number."""
        return _pages_of(self.rules.get(name))


def skeleton_of(dossier: Dossier, terms: BidTerms, claimed: Collection[str] = ()) -> Skeleton:
    """Return the skeleton of the proposal for a contract. `claimed` are ids (of cards or of their sentences) that files which
    people wrote answer already: no section of the skeleton asks for them again."""
    items = items_of(dossier, terms)
    outline = outline_of(dossier, terms, items)
    rules = {rule.name: rule for rule in terms.paper}
    slots = list(outline.slots)
    if SUMMARY_LIMIT in rules:
        slots.append(Slot(title=SUMMARY_TITLE, volume=Volume.SUMMARY))
    slots = list(numbered(slots))
    body = [slot for slot in slots if slot.volume is Volume.TECHNICAL]
    earned = share_items(technical(items), body)
    placed = place_requirements(dossier.requirements, body, earned)
    asks = _asks(dossier.requirements, placed, claimed)
    sections, note = _sections(slots, body, earned, asks, placed, dossier.requirements, rules)
    notes = (note, *_notes(dossier, terms, items, placed, body, rules))
    name = dossier.contract.title
    return Skeleton(
        title=name if name.endswith("제안서") else f"{name} 제안서",
        bidder=dossier.contract.contractor.name,
        source=outline.source,
        sections=sections,
        rules=rules,
        forms=tuple(form for form in terms.forms if not _NO_FORM.search(form.name)),
        notes=tuple(filter(None, notes)),
    )


def volume_of(form: FormLine) -> Volume:
    """Return the book that a form goes with: whatever shows a price goes with the price."""
    return Volume.PRICE if _PRICE_FORM.search(form.name) else Volume.TECHNICAL


def left_of(card: Requirement, claimed: Collection[str]) -> tuple[str, ...]:
    """Return what of a card nobody answers yet: the card itself, or those of its sentences that are left."""
    items = [item.key for item in card.items]
    if card.id in claimed or (items and all(key in claimed for key in items)):
        return ()
    left = tuple(key for key in items if key not in claimed)
    return (card.id,) if len(left) == len(items) else left


def _pages_of(rule: PaperRule | None) -> int | None:
    return int(rule.value) if rule and rule.value.isdecimal() else None


def _asks(cards: Iterable[Requirement], placed: Iterable[Placed], claimed: Collection[str]) -> dict[int, list[str]]:
    asks: dict[int, list[str]] = {}
    for card, place in zip(cards, placed, strict=True):
        asks.setdefault(place.slot, []).extend(left_of(card, claimed))
    return asks


def _sections(
    slots: Sequence[Slot], body: Sequence[Slot], earned: Sequence[Earned], asks: Mapping[int, list[str]], placed: Sequence[Placed],
    cards: Sequence[Requirement], rules: Mapping[str, PaperRule],
) -> tuple[tuple[PlannedSection, ...], str]:
    """Return the sections with their pages, and what was done to give them pages."""
    rule = rules.get(LIMIT)
    only_words = rule is not None and "비계량" in "".join(rule.quote.split())
    counted = [order for order, slot in enumerate(body) if slot.counted or not only_words]
    sizes = [sum(len(card.items) or 1 for card, place in zip(cards, placed, strict=True) if place.slot == order) for order in counted]
    share = page_share([earned[order].points for order in counted], _pages_of(rule), sizes)
    pages = dict(zip(counted, zip(share.pages, share.steps, strict=True), strict=True))
    unsure = {place.id for place in placed if not place.sure}
    sections = []
    for order, slot in enumerate(slots):
        if slot.volume is Volume.SUMMARY:
            sections.append(PlannedSection(slot=slot, pages=_pages_of(rules.get(SUMMARY_LIMIT)), step="요약서의 쪽 제한"))
            continue
        given, step = pages.get(order, (None, ""))
        own = tuple(asks.get(order, ()))
        doubted = tuple(key for key in own if key.partition("#")[0] in unsure)
        owns = tuple(place.id for place in placed if place.slot == order)
        sections.append(PlannedSection(slot=slot, earned=earned[order], pages=given, step=step, owns=owns, asks=own, unsure=doubted))
    left_out = [slot.title for order, slot in enumerate(body) if order not in pages]
    aside = f" 쪽 제한이 비계량 부분만 말하므로 계량 부분({', '.join(left_out)})에는 나누지 않았습니다." if left_out else ""
    return tuple(sections), f"{share.note}{aside}"


def _notes(
    dossier: Dossier, terms: BidTerms, items: Sequence[EvaluationItem], placed: Sequence[Placed], body: Sequence[Slot],
    rules: Mapping[str, PaperRule],
) -> Iterable[str]:
    """Yield what was assumed and what a person has to look at."""
    for name in (LIMIT, SUMMARY_LIMIT):
        if name in rules and rules[name].basis:
            yield f"{name} {rules[name].value}쪽: {rules[name].basis} ({rules[name].line} “{rules[name].quote}”)"
    price = [item for item in items if item not in technical(items)]
    if price:
        points = sum((item.points or Decimal(0) for item in price), Decimal(0))
        yield f"가격 평가 {plain(points)}점({', '.join(item.name for item in price)})은 기술제안서의 절에 나누지 않았습니다."
    doubted = [place for place in placed if not place.sure]
    if doubted:
        where = {body[place.slot].title: None for place in doubted}
        ids = ", ".join(place.id for place in doubted)
        yield f"맞는 절을 낱말로 찾지 못한 요구사항 {len(doubted)}개는 ‘{'’, ‘'.join(where)}’에 두었습니다. 옮길 곳이 있는지 보세요: {ids}"
    left = [f"{form.number} {form.name}" for form in terms.forms if _NO_FORM.search(form.name)]
    if left:
        yield f"낼 서식이 아닌 것으로 보아 서식에서 뺐습니다: {', '.join(left)}"
    if not dossier.requirements:
        yield "requirements.yaml이 없어 절에 요구사항을 나누지 못했습니다. clauses.yaml에서 요구사항으로 삼을 것을 골라 적은 뒤 다시 실행하세요."
