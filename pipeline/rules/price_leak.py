"""Turns the price of a bid into the sums that no other book may tell, and any text into the places where it tells one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.model.cost import CostMethod
from pipeline.model.dossier import Dossier
from pipeline.problems import Problem
from pipeline.rules.cost import CostFigures

LEAK, ABOVE_BUDGET = "R-BID-07", "R-BID-08"
LEAST = 10_000  # won: a smaller number is as well a count, a year or a page
_ROUNDED = 3  # figures that a rounded sum must show before it tells the real one
_SMALL = {"십": 10, "백": 100, "천": 1_000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12}
_DIGITS = {letter: value for value, letter in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "〇": 0}
_NUMBER = r"\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LETTERS = "영일이삼사오육칠팔구십백천만억조"
_RUN = re.compile(rf"(?:{_NUMBER}|[{_LETTERS}])(?:[ \u00a0]?(?:{_NUMBER}|[{_LETTERS}]))*")
_MAY_BE_MONEY = re.compile(r"[만억조]|\d[\d,.\s]{4}|\d\s?[천백]")  # less comes to under 10,000
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|(?P<letter>[{_LETTERS}])|(?P<blank>[ \u00a0])")
_COUNTER = re.compile(
    r"\s?(?:(?!KRW|won|WON)[A-Za-z%㎡℃]|(?:건|명|인|개|회|번|시간|분|초|쪽|면|장|대|행|자|년|월|일|점|호|종|세|시|페이지|바이트|글자|권|부|본|줄)"
    r"(?=$|[^가-힣]|(?:을|를|이|가|은|는|의|에|로|으로|과|와|씩|당|마다|까지|이상|이하|미만|정도)(?:$|[^가-힣])))"
)
_MONEY = re.compile(r"\s?(?:원|정\b)")
_NAMED = re.compile(r"(?:제안|투찰|입찰|견적|응찰|총\s?제안)\s?(?:가격|금액|가액|총액|단가|가)(?!격|액|중치)")
_RATE = re.compile(r"투찰\s?(?:률|율)[^\d\n]{0,12}\d+(?:\.\d+)?\s?%")
_REACH = 24  # letters between the word and its number
_UNIT = re.compile(r"(십|백|천|만|십만|백만|천만|억)\s?원")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money, or a number that may be one, in a text: what it says and how finely (won)."""

    start: int
    end: int
    amount: Decimal
    fineness: Decimal
    counted: bool = False  # a counter other than 원 follows: not money

    def tells(self, secret: int) -> bool:
        """True when who reads it knows the sum `secret`: exactly, or cut or rounded with three figures or more."""
        if self.amount == secret:
            return True
        return self.fineness > 1 and abs(self.amount - secret) < self.fineness and self.amount >= self.fineness * 10 ** (_ROUNDED - 1)


@dataclass(frozen=True, slots=True)
class Leak:
    """One place in a text that tells a price: what kind of sum (never the sum), and the letters that tell it."""

    kind: str
    words: str


def normal(text: str) -> str:
    """Return `text` with full-width figures as plain ones and without letters that nobody sees."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def sums(text: str, units: Iterable[int] = ()) -> Iterator[Sum]:
    """Yield every sum of normal `text`: figures with or without commas, with 천원, 만원, 백만원, and in Korean words.

    `units` are what bare numbers are counted in as well, from the head of a table (단위: 천원 → 1000).
    """
    units = tuple(units)
    if not units and not _MAY_BE_MONEY.search(text):
        return
    for run in _RUN.finditer(text):
        if not units and not _MAY_BE_MONEY.search(run[0]):
            continue
        tokens, done = list(_TOKEN.finditer(text, run.start(), run.end())), -1
        for place, token in enumerate(tokens):
            if token.lastgroup == "number":
                value = Decimal(re.sub(r"[,\s]", "", token[0]))
                fine, counted = _fine(token[0]), bool(_COUNTER.match(text, token.end()))
                yield Sum(token.start(), token.end(), value, fine, counted)
                yield from (Sum(token.start(), token.end(), value * unit, fine * unit, counted) for unit in units)
            if token.start() >= done and token.lastgroup != "blank":
                found, done = _compound(text, tokens[place:])
                if found is not None:
                    yield found


def _compound(text: str, tokens: Sequence[re.Match[str]]) -> tuple[Sum | None, int]:
    """Return the sum that starts with the first token (6,098만 4천, 61백만, 육천구십팔만사천) or None, and where its letters end."""
    total = part = Decimal(0)
    digit: Decimal | None = None
    fineness, letters, figures, before, end = Decimal(1), 0, False, "", tokens[0].start()
    for place, token in enumerate(tokens):
        kind, word = token.lastgroup, token[0]
        if kind == "blank":
            if (tokens[place + 1].lastgroup == "number") != (before == "unit"):
                break  # two numbers beside each other, or two words
            continue
        if word in _SMALL:
            part += (1 if digit is None else digit) * _SMALL[word]
            digit, before, fineness = None, "unit", (fineness if before == "figure" else 1) * Decimal(_SMALL[word])
        elif word in _LARGE:
            total += (part + (digit or 0) or 1) * _LARGE[word]
            part, digit, before, fineness = Decimal(0), None, "unit", (fineness if before else 1) * Decimal(_LARGE[word])
        elif before == "figure":
            break
        else:
            digit = Decimal(re.sub(r"[,\s]", "", word)) if kind == "number" else Decimal(_DIGITS[word])
            figures, before, fineness = figures or kind == "number", "figure", _fine(word) if kind == "number" else Decimal(1)
        letters += kind == "letter"
        end = token.end()
    amount = total + part + (digit or 0)
    told = figures or bool(_MONEY.match(text, end)) or letters > 4
    if not letters or not told or amount < LEAST:
        return None, end
    return Sum(tokens[0].start(), end, amount, fineness, not _MONEY.match(text, end) and bool(_COUNTER.match(text, end))), end


def _fine(number: str) -> Decimal:
    """The last place that a number shows: 1 for 6,098, 0.01 for 60.98."""
    return Decimal(1).scaleb(-len(number.partition(".")[2]))


def units_of(text: str) -> tuple[int, ...]:
    """Return what the numbers below a text are counted in besides won: (단위: 천원) → 1000."""
    value = {"십": 10, "백": 100, "천": 1_000, "만": 10**4, "십만": 10**5, "백만": 10**6, "천만": 10**7, "억": 10**8}
    return tuple(dict.fromkeys(value[unit] for unit in _UNIT.findall(normal(text))))


class Price:
    """가격 누출: 가격제안서의 금액이 기술제안서·요약본에 숫자, 천원·만원·백만원, 한글, 단가의 어느 모양으로든 적혔는지 찾습니다.

    조항: 제안요청서의 제안서 작성지침(기술제안서와 가격제안서의 분리), 협상에 의한 계약체결기준의 가격 비공개.

    산식
      숨길 금액 = cost.yaml과 산출내역의 모든 금액(줄의 금액, 단가, 합계, 부가가치세, 총액, 달로 나눈 금액)과 가격 책의 글에 적힌 금액, 1만 원 이상.
      드러내도 되는 금액 = 제안요청서가 적은 금액: 예산, 요구사항과 계약조건의 글에 있는 금액.
      숫자가 숨길 금액과 같거나, 단위를 붙인 금액이 세 자리 이상으로 반올림·버림하여 같으면 누출입니다.
      제안가격·투찰금액 같은 말 뒤의 금액과 투찰률은 숨길 금액과 같지 않아도 누출입니다.

    예: 총액 60,984,000원이면 60,984,000 · 60,984천원 · 6,098만원 · 육천구십팔만사천원이 모두 누출입니다. 61백만원은 두 자리라 아닙니다.
    """

    def __init__(self, dossier: Dossier, price_texts: Iterable[str] = ()) -> None:
        self.dossier, self.price_texts = dossier, tuple(price_texts)
        self.figures = CostFigures(dossier)

    @cached_property
    def public(self) -> frozenset[int]:
        """The sums that the RFP itself prints."""
        texts = [item.text for requirement in self.dossier.requirements for _, item in requirement.walk()]
        texts += [requirement.definition for requirement in self.dossier.requirements] + [clause.text for clause in self.dossier.clauses]
        printed = {int(each.amount) for text in texts for each in sums(normal(text)) if each.amount >= LEAST and not each.counted}
        budget = self.figures.budget if self.figures.sheet else self.dossier.contract.amount
        return frozenset(printed | ({int(budget)} if budget is not None else set()))

    @cached_property
    def secrets(self) -> Mapping[int, str]:
        """Sum in won → what it is."""
        found: dict[int, str] = {}
        for amount, kind in (*self._of_sheet(), *self._of_texts()):
            if amount is not None and amount >= LEAST and amount not in self.public:
                found.setdefault(int(amount), kind)
        return found

    def leaks(self, text: str, units: Iterable[int] = ()) -> list[Leak]:
        """Return every place in `text` that tells a price; `units` as in `sums`."""
        plain, found = normal(text), []
        every = [each for each in sums(plain, units) if not each.counted and each.amount >= LEAST and not self._is_public(each)]
        for each in every:
            kind = self._kind(each)
            if kind:
                found.append(Leak(kind, plain[each.start : each.end]))
        told = {leak.words for leak in found}
        for word in _NAMED.finditer(plain):
            near = [each for each in every if 0 <= each.start - word.end() <= _REACH and "\n" not in plain[word.end() : each.start]]
            if near and plain[near[0].start : near[0].end] not in told:
                found.append(Leak(f"‘{word[0]}’ 뒤의 금액", plain[near[0].start : near[0].end]))
        found += [Leak("투찰률", word[0]) for word in _RATE.finditer(plain)]
        return list(dict.fromkeys(found))

    def in_bytes(self, data: bytes) -> str:
        """Return the kind of the first sum that the bytes of a picture hold as text (its remarks), or ""."""
        for amount, kind in self.secrets.items():
            for form in (f"{amount:,d}".encode(), str(amount).encode()):
                if form in data and re.search(rb"(?<!\d)" + form + rb"(?!\d)", data):
                    return kind
        return ""

    def _kind(self, each: Sum) -> str:
        if each.fineness <= 1:
            return self.secrets.get(int(each.amount), "") if each.amount == int(each.amount) else ""
        return next((kind for amount, kind in self.secrets.items() if each.tells(amount)), "")

    def _is_public(self, each: Sum) -> bool:
        return any(each.tells(amount) for amount in self.public)

    def _of_sheet(self) -> Iterator[tuple[int | Decimal | None, str]]:
        figures, sheet = self.figures, self.figures.sheet
        if sheet is None:
            return
        for supply in (figures.supply, figures.by_effort, figures.by_rate):
            vat, total = figures.totals_of(supply)
            yield from ((total, "총액"), (supply, "공급가액"), (vat, "부가가치세"))
            months = len(self.dossier.contract.months)
            yield from ((amount // months, "달로 나눈 금액") for amount in (total, supply) if amount and amount % months == 0)
        if sheet.labour:
            yield from ((figures.direct, "직접인건비"), (figures.overhead, "제경비"), (figures.fee, "기술료"))
        for each in figures.labour:
            yield each.amount, "인건비 한 줄의 금액"
            yield (each.wage.amount if each.wage else None), "월단가"
        for rate in figures.rates:
            yield from ((rate.amount, "요율제 한 줄의 금액"), (rate.line.price, "기준금액"))
        yield from ((line.amount, "직접경비") for line in sheet.expenses)
        yield (figures.expenses if sheet.method is CostMethod.EFFORT else None), "직접경비의 합"
        yield (figures.rest if figures.rest and figures.rest > 0 else None), "예산과 총액의 차이"

    def _of_texts(self) -> Iterator[tuple[Decimal, str]]:
        for text in self.price_texts:
            plain = normal(text)
            yield from ((each.amount, "가격제안서에 적은 금액") for each in sums(plain) if _MONEY.match(plain, each.end))


def above_budget(dossier: Dossier) -> list[Problem]:
    """Say that the price of the bid lies above the budget that the RFP prints: such a bid is void."""
    figures = CostFigures(dossier)
    if figures.sheet is None or figures.rest is None or figures.rest >= 0:
        return []
    hint = "공수, 단가, 율을 고칩니다. 예산을 넘긴 입찰은 무효입니다."
    return [Problem(ABOVE_BUDGET, "제안가격(총액)이 예산을 넘습니다.", figures.sheet.at.at_field("예산"), hint)]
