"""Turns a sentence of the RFP and the words that answer it into pairs of numbers, and says which of the two is stricter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Bound(StrEnum):
    """Which way a number binds."""

    AT_MOST = "이내"  # the smaller the stricter
    AT_LEAST = "이상"  # the larger the stricter
    BEFORE = "전"  # so long before: the larger the stricter
    RATE = "마다"  # so often in a period: the larger the stricter
    PLAIN = ""  # nobody says


class Reach(StrEnum):
    """What a promised number is beside the one asked for."""

    SAME = "같음"
    STRICTER = "강화"
    LOOSER = "약화"
    UNCLEAR = "확인필요"  # several numbers on either side: for a person to compare
    UNSAID = "적지 않음"  # the promise repeats no such number


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as it stands in a sentence; `size` is comparable within one `measure`."""

    words: str  # "4시간 이내", "월 2회"
    size: Decimal
    measure: str  # 초, 영업일, 개월, 회, 명 …
    unit: str
    bound: Bound
    act: str  # what it limits: 도착, 완료, 보고 …, "" when that is not said
    conditional: bool  # 30분 안에 다시 나면: a condition, not a limit
    beyond: bool = False  # 더 엄격한 2시간: the words themselves say that it goes beyond


@dataclass(frozen=True, slots=True)
class Pair:
    """One number asked for, the promised ones beside it, and what those are to it."""

    asked: Quantity
    told: tuple[Quantity, ...]
    reach: Reach

    def __str__(self) -> str:
        """지시서 4시간 이내 → 제안 2시간 안에."""
        told = ", ".join(dict.fromkeys(each.words for each in self.told)) or "적지 않음"
        return f"지시서 {self.asked.words} → 제안 {told}"


# unit → its measure and how much of it one is
_UNITS: dict[str, tuple[str, Decimal]] = {
    "초": ("초", Decimal(1)),
    "분": ("초", Decimal(60)),
    "시간": ("초", Decimal(3600)),
    "일": ("초", Decimal(86_400)),
    "주일": ("초", Decimal(604_800)),
    "주": ("초", Decimal(604_800)),
    "달": ("개월", Decimal(1)),
    "개월": ("개월", Decimal(1)),
    "년": ("개월", Decimal(12)),
    "해": ("개월", Decimal(12)),
    "근무일": ("영업일", Decimal(1)),
    "업무일": ("영업일", Decimal(1)),
    "번": ("회", Decimal(1)),
    "차례": ("회", Decimal(1)),
    "사람": ("명", Decimal(1)),
    "인": ("명", Decimal(1)),
    "퍼센트": ("%", Decimal(1)),
}
_COUNTED = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5}
_QUANTITY = re.compile(
    r"(?P<number>(?<![\d.,-])\d[\d,]*(?:\.\d+)?|(?<![가-힣])(?:한|두|세|네|다섯)(?=\s*(?:번|회|차례|명|사람|달|시간|주|해)))\s*"
    r"(?P<unit>영업일|근무일|업무일|시간|개월|주일|퍼센트|차례|사람|초|분(?![기의야류석])|일(?![반정괄체부시상과지])|주(?![기요])|달|년|해|회|번(?![호째])"
    r"|명|인(?![력수])|부|대|건|점|배|종|%)"
    r"(?P<bound>\s*(?:이내에?|안에|안으로|안(?=[\s,.]|$)|내에|내(?=[\s,.]|$)|이하|미만|이상|초과|전(?:에|까지)?(?![가-힣])|에(?=\s+(?:복구|처리|완료|도착|조치)))?)"
)
_PERIOD = re.compile(
    r"(?:^|[^가-힣0-9]|매)(?P<period>격월|월|달마다|한\s*달에?|달|주|한\s*주에?|일주일에|일|하루에?|분기(?:마다|에)?|반기(?:마다|에)?|연간|연|년|한\s*해에?|해마다|해)\s*(?:마다|에)?\s*$"
)
_PER_YEAR = (("격월", 6), ("월", 12), ("달", 12), ("일주", 52), ("주", 52), ("하루", 365), ("일", 365), ("분기", 4), ("반기", 2), ("연", 1), ("년", 1), ("해", 1))
_UPPER, _LOWER = ("이내", "안", "내", "이하", "미만", "에"), ("이상", "초과")
_INSTEAD = re.compile(r"\s*(?:보다|대신|[을를] 넘어|[이가] 아니라|에서(?=[^.]{0,12}\d))")  # what stands before these is not promised
_CONDITION = re.compile(r"((?:[^,.;()]|\([^()]{0,40}\)){0,40}?)(?:나면|하면|되면|경우|[발재]생\s?시|때에는|넘기면)")
_WHEN = re.compile(r"\s?(?:시(?:에는?)?(?=[\s,.)]|$)|[인일]\s?때)")  # 10% 초과시: a condition too
_FORBIDDEN = re.compile(r"[^,.;]{0,20}?(?:금지|불가|못\s?하|수 없|안\s?된|않)")  # 50% 초과하여 하도급 금지: an upper limit
_SAID = re.compile(r"하며|하고|하되|여야|한다|니다")  # a sentence's own verb ends the search for a condition
_DAY_OF_MONTH = re.compile(r"(?:월|달|익월|매월)\s*$")
_ACTS = (
    ("도착", re.compile(r"도착|출근|출동|방문")),
    ("착수", re.compile(r"착수|시작|개시|출발|응답")),
    ("점검", re.compile(r"점검")),
    ("백업", re.compile(r"백업")),
    ("교육", re.compile(r"교육|훈련")),
    ("완료", re.compile(r"복구|완료|마치|마칩|마쳐|끝내|끝냅|처리|조치|해결|교체|수리|정상")),
    ("보고", re.compile(r"보고|제출|통보|통지|알리|알려|알립|냅니다|내겠|낸다|승인")),
)
_SINCE = re.compile(r"(?:[가-힣]{1,3}\s?)?\s*(?:이?후|뒤|다음|부터)(?![가-힣])")  # 시작 후 2개월 이내: from where it is counted, not what it limits
_WORKDAYS = re.compile(r"(?:영업일|근무일|업무일)(?:\s*기준)?(?:으로)?\s*$")
_LENGTHS = frozenset(("초", "영업일", "개월"))  # lengths of time that cannot be told in one another
_BEYOND = re.compile(r"(?:엄격한|짧은|빠른|촘촘한|많은|높은|강화한)\s*$")
_ALL_DAY = ("24시간", "365일")
# What a promise only repeats of the RFP: "10일 전(요구 1주 전)", and in the row of a table the column "제출시기(요구): 14일 이내".
_ASKED = r"(?:요구|제안요청|과업지시|지시서|RFP)"
_HEAD = r"[^:·.]{0,30}"  # of a column
_QUOTED = re.compile(
    rf"\(\s*{_ASKED}[^()]*\)"
    rf"|(?:^(?=[^·]* · )|(?<= · ))(?={_HEAD}{_ASKED})(?!{_HEAD}(?:제안(?!요청)|이행|대응|방안|답|약속|충족)){_HEAD}:[^·]*"
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a sentence that have a unit, in order; those that it only mentions to go beyond them are left out."""
    found = list(_QUANTITY.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return tuple(each for match, end in zip(found, ends) if (each := _quantity(text, match, end)))


def _quantity(text: str, match: re.Match[str], end: int) -> Quantity | None:
    after = text[match.end() :]
    if _INSTEAD.match(after):
        return None
    unit = match["unit"]
    number = Decimal(_COUNTED[match["number"]]) if match["number"] in _COUNTED else Decimal(match["number"].replace(",", ""))
    measure, size = _UNITS.get(unit, (unit, Decimal(1)))
    if unit == "년" and number >= 1900:
        return None
    start, bound, condition = match.start(), _bound(match["bound"].strip(), after), _CONDITION.match(after)
    period = _PERIOD.search(text[:start]) if measure == "회" else None
    if period:
        size *= next(times for word, times in _PER_YEAR if period["period"].replace(" ", "").removeprefix("한").startswith(word))
        start, bound = period.start("period"), Bound.RATE
    elif bound is Bound.PLAIN and _is_no_limit(text, match, after):
        return None
    words = " ".join(text[start : match.end()].split())
    if bound is not Bound.RATE and not words.endswith("안에"):
        words = words.removesuffix("에")
    if unit == "일" and _WORKDAYS.search(text[:start]):
        measure, size = "영업일", Decimal(1)
    conditional = bool(_WHEN.match(after) or condition and not _SAID.search(condition[1]))
    act, beyond = _act(text, match, end), bool(_BEYOND.search(text[:start]))
    return Quantity(words, number * size, "회/년" if period else measure, unit, bound, act, conditional, beyond)


def _bound(words: str, after: str) -> Bound:
    if words.startswith("전"):
        return Bound.BEFORE
    if words.startswith(_LOWER):
        return Bound.AT_MOST if words.startswith("초과") and _FORBIDDEN.match(after) else Bound.AT_LEAST
    return Bound.AT_MOST if words and words.startswith(_UPPER) else Bound.PLAIN


def _is_no_limit(text: str, match: re.Match[str], after: str) -> bool:
    """Round the clock, and the tenth of a month, are no lengths of time."""
    if re.sub(r"\s", "", match[0]).startswith(_ALL_DAY) or "×" in text[match.end() : match.end() + 2]:
        return True
    return match["unit"] == "일" and bool(_DAY_OF_MONTH.search(text[: match.start()]) or re.match(r"까지|자|부터|째", after))


def _act(text: str, match: re.Match[str], end: int) -> str:
    """Return what a number limits: the first act behind it, up to the next number; else the last one before it in its clause."""
    behind = [(found.start(), name) for name, pattern in _ACTS if (found := pattern.search(text, match.end(), end))]
    if behind:
        return min(behind)[1]
    clause = max(text.rfind(mark, 0, match.start()) for mark in ",.;") + 1
    acts = [(found, name) for name, pattern in _ACTS for found in pattern.finditer(text, clause, match.start())]
    before = [(found.start(), name) for found, name in acts if not _SINCE.match(text, found.end())]
    return max(before)[1] if before else ""


def compared(asked: str, told: str) -> tuple[Pair, ...]:
    """Return each number that binds in `asked` beside what `told` says of the same thing, in the order of `asked`.

    Nothing is chosen where several numbers could be meant: such a pair is UNCLEAR and names them all.
    """
    wanted = [each for each in quantities(asked) if each.bound is not Bound.PLAIN]
    return tuple(_pairs(wanted, promised(told)))


def promised(text: str) -> tuple[Quantity, ...]:
    """Return the numbers that the words of a proposal promise: those with a unit, without what they only repeat of the RFP."""
    return quantities(_QUOTED.sub("", text))


def _pairs(wanted: list[Quantity], said: tuple[Quantity, ...]) -> Iterator[Pair]:
    for each in wanted:
        rivals = [other for other in wanted if other is not each and _alike(other, each) and other.act == each.act]
        near = [one for one in said if _alike(one, each) and one.conditional == each.conditional]
        acting = [one for one in near if one.act == each.act]
        same = [one for one in acting if one.bound is each.bound] or acting
        same += [one for one in near if one.beyond and one not in same]
        found = same or [one for one in near if not (one.act and each.act)]
        if not found:
            yield _without_rival(each, near, said)
        elif rivals:
            yield _among(each, rivals, found)
        elif not same and len(found) > 1 and any(one.size != each.size for one in found):
            yield Pair(each, tuple(found), Reach.UNCLEAR)
        else:
            yield _judged(each, found)


def _among(asked: Quantity, rivals: list[Quantity], told: list[Quantity]) -> Pair:
    """Return the pair of a number beside which the RFP asks for others of the same thing (1년 이상, 민감정보는 2년 이상).

    The same numbers say the same; one that is at least as strict as all of them is so as well for each, and one that is looser
    than all of them for none. What lies between is for a person to compare.
    """
    if {one.size for one in told} == {each.size for each in (asked, *rivals)}:
        return Pair(asked, tuple(told), Reach.SAME)
    reaches = {_judged(each, told).reach for each in (asked, *rivals)}
    if reaches <= {Reach.SAME, Reach.STRICTER} or reaches == {Reach.LOOSER} and not _met_by_some(asked, rivals, told):
        return _judged(asked, told)
    return Pair(asked, tuple(told), Reach.UNCLEAR)


def _met_by_some(asked: Quantity, rivals: list[Quantity], told: list[Quantity]) -> bool:
    return any(_judged(each, [one]).reach is not Reach.LOOSER for each in (asked, *rivals) for one in told)


def _without_rival(asked: Quantity, near: list[Quantity], said: tuple[Quantity, ...]) -> Pair:
    """Return the pair of a number of which the promise says nothing comparable: another unit of time is for a person to compare."""
    equal = tuple(one for one in near if one.size == asked.size)
    if equal:
        return Pair(asked, equal, Reach.SAME)
    lengths = asked.measure in _LENGTHS
    other = tuple(one for one in said if lengths and one.measure in _LENGTHS - {asked.measure} and one.bound is asked.bound and one.act == asked.act)
    return Pair(asked, other, Reach.UNCLEAR if other else Reach.UNSAID)


def _alike(one: Quantity, other: Quantity) -> bool:
    """A number without a word that binds it is held against one with the same unit only."""
    if one.measure != other.measure:
        return False
    return one.bound is other.bound or one.bound is Bound.PLAIN and one.unit == other.unit


def _judged(asked: Quantity, told: list[Quantity]) -> Pair:
    """Looser where any promised number is looser; stricter where one is stricter and the others repeat what was asked for."""
    sign = -1 if asked.bound is Bound.AT_MOST else 1
    looser = tuple(one for one in told if (one.size - asked.size) * sign < 0)
    stricter = tuple(one for one in told if (one.size - asked.size) * sign > 0)
    if asked.conditional and (looser or stricter):
        return Pair(asked, tuple(told), Reach.UNCLEAR)
    if looser:
        return Pair(asked, tuple(told), Reach.LOOSER)
    return Pair(asked, stricter or tuple(told), Reach.STRICTER if stricter else Reach.SAME)
