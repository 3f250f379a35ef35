"""Turns printed sums (금133,812,000원, 129,261천원, 1억 2천만원, 금천이백육십오만원정) into whole won."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pipeline.model.money import parse_hangul

_UNITS = {"억": 10**8, "천만": 10**7, "백만": 10**6, "십만": 10**5, "만": 10**4, "천": 10**3, "": 1}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DIGITS = re.compile(rf"(?P<sign>[₩￦\\]|금)?\s*(?P<parts>(?:(?:{_NUMBER})\s*(?:억|천만|백만|십만|만|천)?\s*)+)(?P<won>원)?")
_PART = re.compile(rf"({_NUMBER})\s*(억|천만|백만|십만|만|천)?")
_WORDS = re.compile(r"금?\s*([일이삼사오육칠팔구십백천만억조\s]{3,})원")
_TAX = re.compile(r"(부가\s*가치세|부가세|VAT|V\.\s?A\.\s?T\.?)\s*(?:\d+%\s*)?(?:를|는|가|:)?\s*(포함|별도|제외|불포함|미포함|면세)", re.IGNORECASE)
_LEAST = 100_000  # won: no contract is smaller, so a smaller number is a rate, a year or a count


def amount_of(text: str) -> int | None:
    """Return the first sum of the text in won; None when it says none."""
    for found in _DIGITS.finditer(text):
        units = [unit for _, unit in _PART.findall(found["parts"])]
        if not (found["won"] or found["sign"] in ("₩", "￦", "\\")):
            continue
        value = _value(found["parts"])
        if value is not None and value >= _LEAST and (any(units) or found["won"] or found["sign"]):
            return value
    words = _WORDS.search(text)
    said = parse_hangul(words[1]) if words else None
    return said if said is not None and said >= _LEAST else None


def tax_included(text: str) -> bool | None:
    """Return whether the text says that value-added tax is in the sum; None when it does not say."""
    found = _TAX.search(text)
    return found[2] == "포함" if found else None


def _value(parts: str) -> int | None:
    total = Decimal(0)
    try:
        for number, unit in _PART.findall(parts):
            total += Decimal(number.replace(",", "")) * _UNITS[unit]
    except InvalidOperation:
        return None
    return int(total) if total == int(total) else None
