"""Turns a contract folder and its RFP's terms into the skeleton of a proposal: sections with points, pages, requirements, forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.build.bid_items import items_of
from pipeline.build.bid_matching import Placed, place_requirements
from pipeline.build.bid_outline import Slot, class_of, numbered, outline_of, technical
from pipeline.build.bid_scores import Earned, share_items
from pipeline.model.bid_terms import BidTerms, FormLine, PaperRule
from pipeline.model.dossier import Dossier
from pipeline.model.procurement import EvaluationItem
from pipeline.model.proposal import Volume
from pipeline.model.requirement import Requirement
from pipeline.rules.page_share import PageShare, page_share, pages_for, spread
from pipeline.rules.words import plain

LIMIT, SUMMARY_LIMIT, FONT, LEAST_SIZE = "쪽제한", "요약쪽제한", "글꼴", "최소크기"
DIRECTION, SUMMARY_DIRECTION, SPACING, MARGINS, TABLE_PLACE = "방향", "요약방향", "줄간격", "여백", "대비표자리"
SUMMARY_TITLE = "제안 요약"
_BY_FIGURES = 2  # pages of a section that nobody judges by what is written: tables and certificates
_SPREAD = Decimal("0.05")  # points; less is what rounding leaves
_MANY = 6  # requirements; fewer are no heap

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
    rules: Mapping[str, PaperRule]  # by name: 쪽제한, 요약쪽제한, 글꼴, 최소크기, 방향, 요약방향, 줄간격, 여백
    forms: tuple[FormLine, ...] = ()
    notes: tuple[str, ...] = ()  # what was assumed and what a person has to look at

    def limit(self, name: str) -> int | None:
        """Return a page limit; None where the RFP sets none or its value is no number."""
        return _pages_of(self.rules.get(name))


def skeleton_of(
    dossier: Dossier, terms: BidTerms, claimed: Collection[str] = (), is_gone: Callable[[Slot], bool] = lambda slot: False
) -> Skeleton:
    """Return the skeleton of the proposal for a contract. `claimed` are ids (of cards or of their sentences) that files which
    people wrote answer already: no section of the skeleton asks for them again. A section that people took away (`is_gone`)
    gets neither requirements nor pages."""
    items = items_of(dossier, terms)
    outline = outline_of(dossier, terms, items)
    rules = {rule.name: rule for rule in terms.paper}
    slots = list(outline.slots)
    if SUMMARY_LIMIT in rules:
        slots.append(Slot(title=SUMMARY_TITLE, volume=Volume.SUMMARY))
    slots = list(numbered(slots))
    body = [slot for slot in slots if slot.volume is Volume.TECHNICAL]
    earned = share_items(technical(items), body)
    gone = {order for order, slot in enumerate(body) if is_gone(slot)}
    gone = gone if len(gone) < len(body) else set()
    placed = place_requirements(dossier.requirements, body, earned, gone)
    asks = _asks(dossier.requirements, placed, claimed)
    sections, note = _sections(slots, body, earned, asks, placed, dossier.requirements, rules, gone)
    notes = (note, *_notes(dossier, terms, items, placed, body, rules, asks))
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
    cards: Sequence[Requirement], rules: Mapping[str, PaperRule], gone: Collection[int],
) -> tuple[tuple[PlannedSection, ...], str]:
    """Return the sections with their pages, and what was done to give them pages."""
    rule = rules.get(LIMIT)
    only_words = rule is not None and "비계량" in "".join(rule.quote.split())
    counted = [order for order, slot in enumerate(body) if (slot.counted or not only_words) and order not in gone]
    share, more = _pages(counted, body, earned, placed, cards, _pages_of(rule))
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
    left_out = [slot.title for order, slot in enumerate(body) if order not in pages and order not in gone]
    aside = f" 쪽 제한이 비계량 부분만 말하므로 계량 부분({', '.join(left_out)})에는 나누지 않았습니다." if left_out else ""
    return tuple(sections), f"{share.note}{more}{aside}"


def _pages(
    counted: Sequence[int], body: Sequence[Slot], earned: Sequence[Earned], placed: Sequence[Placed], cards: Sequence[Requirement], limit: int | None
) -> tuple[PageShare, str]:
    """Return the pages of the sections `counted`, and what was done with points that several sections share or that figures earn."""
    sizes = dict.fromkeys(counted, 0)
    for card, place in zip(cards, placed, strict=True):
        if place.slot in sizes:
            sizes[place.slot] += sum(1 for top in card.items for _ in top.walk()) or 1
    rows, judged = list(sizes.values()), [earned[order].judged for order in counted]
    weights = spread(judged, [body[order].chapter for order in counted], [earned[order].items for order in counted], rows)
    needs = [max(pages_for(each), 1 if weight else _BY_FIGURES) for each, weight in zip(rows, weights, strict=True)]
    share = page_share(weights, limit, rows, needs)
    figures = sum((earned[order].points or Decimal(0) for order in counted), Decimal(0)) - sum(judged, Decimal(0))
    notes = []
    if any(abs(weight - points) >= _SPREAD for weight, points in zip(weights, judged, strict=True)):
        notes.append(" 한 항목이 여러 절에 걸치거나 장에 배점 없는 절이 있으면 그 장의 배점을 답할 문장 수로 나누어 셈했습니다.")
    if figures and share.total:
        notes.append(f" 실적이나 신용평가처럼 값으로 매기는 {plain(figures)}점은 쪽수에 넣지 않았습니다.")
    return share, "".join(notes)


def _notes(
    dossier: Dossier, terms: BidTerms, items: Sequence[EvaluationItem], placed: Sequence[Placed], body: Sequence[Slot],
    rules: Mapping[str, PaperRule], asks: Mapping[int, list[str]],
) -> Iterable[str]:
    """Yield what was assumed and what a person has to look at."""
    for name in (LIMIT, SUMMARY_LIMIT):
        if name in rules and rules[name].basis:
            yield f"{name} {rules[name].value}쪽: {rules[name].basis} ({rules[name].line} “{rules[name].quote}”)"
    price = [item for item in items if item not in technical(items)]
    if price:
        points = sum((item.points or Decimal(0) for item in price), Decimal(0))
        yield f"가격 평가 {plain(points)}점({', '.join(item.name for item in price)})은 기술제안서의 절에 나누지 않았습니다."
    asked = {key.partition("#")[0] for keys in asks.values() for key in keys}
    doubted = [place for place in placed if not place.sure and place.id in asked]
    if doubted:
        where: dict[str, list[str]] = {}
        for place in doubted:
            where.setdefault(body[place.slot].title, []).append(place.id)
        said = ", ".join(f"‘{title}’에 {', '.join(ids)}" for title, ids in where.items())
        yield f"맞는 절을 낱말로 찾지 못한 요구사항 {len(doubted)}개를 이렇게 두었습니다. 옮길 곳이 있는지 보세요: {said}"
    yield from _heaps(dossier.requirements, placed, body, asked)
    left = [f"{form.number} {form.name}" for form in terms.forms if _NO_FORM.search(form.name)]
    if left:
        yield f"낼 서식이 아닌 것으로 보아 서식에서 뺐습니다: {', '.join(left)}"
    if not dossier.requirements:
        yield "requirements.yaml이 없어 절에 요구사항을 나누지 못했습니다. clauses.yaml에서 요구사항으로 삼을 것을 골라 적은 뒤 다시 실행하세요."


def _heaps(cards: Sequence[Requirement], placed: Sequence[Placed], body: Sequence[Slot], asked: Collection[str]) -> Iterable[str]:
    """Yield the section that holds more than a third of all requirements, of several classes, as long as nobody has moved them."""
    for order, slot in enumerate(body):
        inside = [card for card, place in zip(cards, placed, strict=True) if place.slot == order]
        classes = dict.fromkeys(class_of(card) or card.id.partition("-")[0] for card in inside)
        if len(inside) >= _MANY and 3 * len(inside) > len(cards) and len(classes) > 1 and all(card.id in asked for card in inside):
            yield f"‘{slot.title}’에 요구사항 {len(cards)}개 가운데 {len(inside)}개({', '.join(classes)})가 모였습니다. 나눌 절이 있는지 보세요."
