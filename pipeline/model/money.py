"""Turns sums of won into Korean words and back, and splits value-added tax."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal

_DIGITS = "영일이삼사오육칠팔구"
_SMALL = ("", "십", "백", "천")
_LARGE = ("", "만", "억", "조", "경")


class Won(int):
    """A whole number of won. Arithmetic gives plain ints; wrap the result again where it is money."""

    __slots__ = ()

    @property
    def hangul(self) -> str:
        """The sum in Korean words, 일 always written (행정업무규정 시행규칙 제2조제2항): 12,650,000 → 일천이백육십오만."""
        return to_hangul(self)

    @property
    def official(self) -> str:
        """The form of official documents: 금12,650,000원(금일천이백육십오만원)."""
        return f"금{self:,d}원(금{self.hangul}원)"

    def split_vat(self) -> tuple[Won, Won]:
        """Return (supply amount, VAT) of a VAT-inclusive sum: supply = sum ÷ 1.1 cut to the won, VAT the rest."""
        supply = Won(abs(self) * 10 // 11 * (1 if self >= 0 else -1))
        return supply, Won(self - supply)


def to_hangul(amount: int) -> str:
    """Return `amount` in Korean words without spaces; zero is 영, a negative sum starts with 마이너스."""
    if amount == 0:
        return "영"
    sign, rest, words, group = ("마이너스" if amount < 0 else ""), abs(amount), "", 0
    while rest:
        rest, four = divmod(rest, 10_000)
        part = ""
        for place in range(4):
            four, digit = divmod(four, 10)
            if digit:
                part = _DIGITS[digit] + _SMALL[place] + part
        if part:
            words = part + _LARGE[group] + words
        group += 1
    return sign + words


def parse_hangul(text: str) -> int | None:
    """Return the sum that Korean words say (일 may be left out before 십·백·천·만), or None when they say none."""
    words = re.sub(r"[\s,]", "", text).removeprefix("금").removesuffix("정").removesuffix("원")
    if words == "영":
        return 0
    if not words or re.search(f"[^{_DIGITS[1:]}십백천만억조경]", words):
        return None
    total = part = digit = 0
    for letter in words:
        if letter in _DIGITS:
            if digit:
                return None
            digit = _DIGITS.index(letter)
        elif letter in _SMALL:
            part += (digit or 1) * 10 ** _SMALL.index(letter)
            digit = 0
        else:
            total += ((part + digit) or 1) * 10_000 ** _LARGE.index(letter)
            part = digit = 0
    return total + part + digit


def cut(amount: Decimal) -> Won:
    """Return `amount` without its fraction of a won (원 미만 절사)."""
    return Won(amount.to_integral_value(rounding=ROUND_DOWN))
