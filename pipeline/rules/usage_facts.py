"""Turns unit prices and monthly amounts into the problems that make a charge impossible, each with both of its places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.model.dossier import Dossier
from pipeline.model.usage import UnitPrice, Usage
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.usage_price import charge, gaps, overlaps, priced

CODE = "R-USE-01"


def price_problems(prices: tuple[UnitPrice, ...]) -> Iterator[Problem]:
    """Say which prices are negative or reversed, and where those of one item overlap or leave a hole."""
    for price in prices:
        name = f"{price.service} ‘{price.item}’"
        for label, value in (("단가", price.price), ("무료제공량", price.free)):
            if value < 0:
                yield Problem(CODE, f"{name}: {label} {words.plain(value)}: 0보다 작을 수 없습니다.", price.at.at_field(label), f"{label}의 부호를 고칩니다.")
        if price.until and price.until < price.since:
            message = f"{name}: 단가의 종료일({words.day(price.until)})이 시작일({words.day(price.since)})보다 빠릅니다."
            yield Problem(CODE, message, price.at.at_field("종료일"), "시작일과 종료일을 확인합니다.")
    for service, item in dict.fromkeys((price.service, price.item) for price in prices):
        own, name = priced(prices, service, item), f"{service} ‘{item}’"
        for one, two in overlaps(own):
            message = f"{name}: 단가의 기간이 겹칩니다. {_span(one)} {words.plain(one.price)}원 / {_span(two)} {words.plain(two.price)}원"
            yield Problem(CODE, message, two.at.at_field("시작일"), "앞 단가의 종료일을 뒤 단가의 시작일 전날로 고칩니다.",
                          related=(one.at.at_field("종료일"),))
        for one, two, hole in gaps(own):
            message = f"{name}: 단가가 없는 날이 있습니다. {words.day(hole.start) if hole.days == 1 else words.span(hole)}"
            yield Problem(CODE, message, two.at.at_field("시작일"), "그 사이의 단가를 적거나 앞뒤의 날짜를 잇습니다.",
                          related=(one.at.at_field("종료일"),), severity=Severity.WARNING)


def _span(price: UnitPrice) -> str:
    return f"{words.day(price.since)} ~ {words.day(price.until) if price.until else ''}".rstrip()


def usage_problems(dossier: Dossier) -> Iterator[Problem]:
    """Say which amounts are negative, outside the term, written twice or without a price on any day of service."""
    contract, term = dossier.contract, dossier.contract.service
    times = Counter((each.month, each.service, each.item) for each in dossier.usages)
    for each in dossier.usages:
        name = f"{words.month(each.month)} {each.service} ‘{each.item}’"
        if each.amount < 0:
            yield Problem(CODE, f"{name}: 사용량 {words.plain(each.amount)}: 0보다 작을 수 없습니다.", each.at.at_field("사용량"), "사용량의 부호를 고칩니다.")
        if each.month not in contract.months:
            message = f"{name}: 용역기간({words.span(term)}) 밖의 달입니다."
            yield Problem(CODE, message, each.at.at_field("월"), "월을 고치거나 그 줄을 지웁니다.")
            continue
        if times.pop((each.month, each.service, each.item), 1) > 1:
            same = [one for one in dossier.usages if (one.month, one.service, one.item) == (each.month, each.service, each.item)]
            others = tuple(one.at.at_field("과금항목") for one in same[1:])
            yield Problem(CODE, f"{name}: 같은 달의 같은 과금항목이 두 번 적혀 있습니다.", each.at.at_field("과금항목"), "한 줄로 더합니다.", related=others)
        yield from _unpriced(dossier, each, name)


def _unpriced(dossier: Dossier, usage: Usage, name: str) -> Iterator[Problem]:
    own, at = priced(dossier.unit_prices, usage.service, usage.item), usage.at.at_field("과금항목")
    if not own:
        same = [price for price in dossier.unit_prices if price.service == usage.service]
        items = list(dict.fromkeys(price.item for price in same))
        near = get_close_matches(usage.item, items, n=1, cutoff=0.5)
        hint = f"혹시 ‘{near[0]}’? " if near else ""
        hint += f"단가표에 있는 {usage.service}의 과금항목: {', '.join(items)}" if items else f"단가표에 {usage.service}의 단가를 적습니다."
        places = [price.at.at_field("과금항목") for price in same] or [price.at.whole for price in dossier.unit_prices[:1]]
        yield Problem(CODE, f"{name}: 단가가 없어 요금을 셀 수 없습니다.", at, hint, related=tuple(place for place in places if place))
        return
    for hole in charge(dossier.unit_prices, usage, dossier.contract).holes:
        near_by = min(own, key=lambda price: abs((price.since - hole.start).days))
        yield Problem(CODE, f"{name}: {words.span(hole)}의 단가가 없어 요금을 셀 수 없습니다.", at,
                      "단가의 시작일과 종료일을 확인합니다.", related=(near_by.at.at_field("시작일"),))
