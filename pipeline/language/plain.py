"""Turns values into plain text inside someone else's XML: the sandbox and the Korean filters of agency forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from jinja2 import StrictUndefined, Undefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pipeline.language import words
from pipeline.model.period import Month, Period

# What no XML can hold, and the noncharacters with which forms mark places in a template.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_BLANK_NAME = re.compile(r"\{(\w+)\}")
_DAY = re.compile(
    r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?(?:[\sT]+(\d{1,2}):(\d{2})(?::\d{2})?)?"
)
_LARGEST_PRODUCT = 1_000_000  # characters or items that `*` may make, and the bits of `**`


class Xml(Markup):
    """Markup that this program made; any other Markup is a value, hence text."""

    __slots__ = ()


BLANK = Xml("")


class PlainEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which `행.이름` is the column 이름 first and a method of the row only then."""

    intercepted_binops = frozenset({"*", "**"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" and abs(left) > 1 and abs(right) > 1_000:
            raise SecurityError(f"너무 큰 수를 만드는 셈입니다: {left} ** {right}")
        sizes = [len(side) for side in (left, right) if isinstance(side, (str, list, tuple))]
        numbers = [side for side in (left, right) if isinstance(side, int)]
        if sizes and numbers and sizes[0] * numbers[0] > _LARGEST_PRODUCT:
            raise SecurityError(f"너무 긴 글을 만드는 셈입니다: 길이 {sizes[0]} * {numbers[0]}")
        return super().call_binop(context, operator, left, right)


def environment(
    line_break: str = "\n", tab: str = "\t", undefined: type[Undefined] = StrictUndefined, **syntax: Any
) -> PlainEnvironment:
    """Return a sandbox that escapes every value for XML.

    `line_break` and `tab` are the markup that stands for the two inside a text of the format;
    `syntax` goes to Jinja (delimiters).
    """
    made = PlainEnvironment(
        undefined=undefined,
        autoescape=False,  # finalize escapes, which costs half as much and leaves no Markup for filters to trust
        finalize=finalizer(line_break, tab),
        keep_trailing_newline=True,
        cache_size=0,
        **syntax,
    )
    made.filters.update(FILTERS)
    made.globals.update(Month=Month, Period=Period)
    return made


def finalizer(line_break: str, tab: str) -> Callable[[Any], Any]:
    """Return the function that makes of any value what an editor would hold had a person typed it."""

    def shown(value: Any) -> Any:
        kind = type(value)
        if kind is str:
            if not value:
                return words.MISSING
            return escaped(value) if value.isprintable() else typed(value)
        if kind is Xml or isinstance(value, Undefined):  # Jinja complains of the undefined one
            return value
        if value is None or value == "":
            return words.MISSING
        return typed(spoken(value))

    def typed(text: str) -> str:
        return escaped(printable(text)).replace("\n", line_break).replace("\t", tab)

    return shown


def escaped(text: str) -> str:
    """Return `text` as XML holds it, in an attribute too."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def printable(text: str) -> str:
    """Return `text` with newlines as \\n and without the characters that no document can hold."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def spoken(value: Any) -> str:
    """The words for any value; raises UndefinedError for a method (a misspelt column that happens to be one)."""
    if callable(value) and not isinstance(value, type):
        raise UndefinedError(f"'{getattr(value, '__name__', value)}' is a method, not a value")
    if isinstance(value, (list, tuple)):
        return ", ".join(spoken(item) for item in value)
    return words.spoken(value)


def number(value: Any) -> int | Decimal:
    """Return the number that a cell or a typed text such as "12,650,000원" holds; raises ValueError."""
    match value:
        case bool():
            raise ValueError(f"'{words.spoken(value)}': 숫자가 아닙니다")
        case int() | Decimal():
            return value
        case float():
            return int(value) if value.is_integer() else Decimal(repr(value))
    try:
        exact = Decimal(str(value).strip().removesuffix("원").removesuffix("%").replace(",", ""))
    except InvalidOperation:
        raise ValueError(f"'{value}': 숫자가 아닙니다") from None
    if not exact.is_finite():
        raise ValueError(f"'{value}': 숫자가 아닙니다")
    return int(exact) if exact == exact.to_integral_value() and "." not in str(value) else exact


def whole(value: Any) -> int:
    """Return a whole number; raises ValueError for a fraction, so that no won is lost."""
    exact = number(value)
    if exact != int(exact):
        raise ValueError(f"'{value}': 원 미만이 있습니다")
    return int(exact)


def moment(value: Any) -> date | datetime:
    """Return the day (and time) of a date or of a text such as "2019-05-31" or "2019. 5. 31."; raises ValueError."""
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(str(value).strip())
    if not found:
        raise ValueError(f"'{value}': 날짜가 아닙니다 (예: 2019-05-31)")
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute) if found[4] else date(year, month, day)
    except ValueError:
        raise ValueError(f"'{value}': 달력에 없는 날짜입니다") from None


def _month(value: Any) -> str:
    if not isinstance(value, Month):
        value = Month.of(value) if isinstance(value, date) else Month.parse(str(value))
    return words.month_words(value)


def _clock(value: Any) -> str:
    return words.time_words(value if isinstance(value, time) else _with_time(moment(value)))


def _with_time(value: date | datetime) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def _weekday(value: Any) -> str:
    day = moment(value)
    return f"{words.day_words(day)}({words.weekday_words(day)})"


def _period(value: Any, end: Any = None) -> str:
    return words.period_words(value if isinstance(value, Period) else Period(moment(value), moment(end)))


def rate(value: Any, digits: int = 2) -> str:
    """A figure that is already in per cent: 97.5 → 97.50%; None (nothing to measure) → 해당 없음."""
    return words.NOTHING if value is None or value == "" else f"{number(value):,.{digits}f}%"


def optional(value: Any, otherwise: Any = "") -> Any:
    """Keep a value that may rightly be absent: `otherwise` (empty by default) stands for None and ""."""
    if value is None or (isinstance(value, str) and not value):
        return BLANK if otherwise == "" else otherwise
    return value


def filled(text: str, **blanks: Any) -> str:
    """Return a wording with its named blanks such as {투입일} filled; a blank without a value is marked."""

    def blank(found: re.Match[str]) -> str:
        value = blanks[found[1]]
        return words.MISSING if value is None or value == "" else spoken(value)

    return _BLANK_NAME.sub(blank, text)


def _unless_missing(function: Callable[..., Any]) -> Callable[..., Any]:
    def filtered(value: Any, *arguments: Any, **named: Any) -> Any:
        if value is None or isinstance(value, Undefined) or (isinstance(value, str) and not value):
            return value
        return function(value, *arguments, **named)

    filtered.__doc__ = function.__doc__
    return filtered


def _as_it_is(value: Any) -> Any:
    return value


_OF_PRESENT: Mapping[str, Callable[..., Any]] = {
    "금액": lambda value: words.won_words(whole(value)),
    "금액표기": lambda value: words.official_words(whole(value)),
    "한글금액": lambda value: words.hangul_words(whole(value)),
    "천분율": lambda value: words.per_mille_words(Decimal(number(value))),
    "수": lambda value, digits=None: words.number_words(number(value), digits),
    "백분율": lambda value, digits=1: words.percent_words(Decimal(number(value)), digits),
    "날짜": lambda value: words.day_words(moment(value)),
    "요일": _weekday,
    "시각": _clock,
    "연월": _month,
    "기간": _period,
    "시간": lambda value: words.duration_words(int(number(value))),
    "조사": lambda value, particle: words.josa(spoken(value), particle),
    "이름가림": lambda value: words.mask_name(spoken(value)),
    "전화가림": lambda value: words.mask_phone(spoken(value)),
    "줄": lambda lines: "\n".join(spoken(line) for line in lines),
}
FILTERS: dict[str, Callable[..., Any]] = {
    **{name: _unless_missing(function) for name, function in _OF_PRESENT.items()},
    "율": rate,
    "선택": optional,
    "채움": filled,
    "각주표시": _as_it_is,
    # Everything is escaped already, and nothing may go in unescaped.
    "e": _as_it_is,
    "escape": _as_it_is,
    "forceescape": _as_it_is,
    "safe": _as_it_is,
}
