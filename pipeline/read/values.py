"""Turns one raw value (text as typed or a workbook's typed cell) into a value of the model, or into its fault."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from pipeline.model.money import Won, parse_hangul
from pipeline.model.period import Month
from pipeline.problems import Severity
from pipeline.read.located import Raw
from pipeline.read.phrase import joined, quoted, shown, suggestion
from pipeline.read.text import control_character, fold


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value; a warning carries the value that is used all the same."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    value: object = None


Convert = Callable[[Raw], object]  # gives a value or a Fault; never called with a blank

YES = frozenset({"예", "네", "y", "yes", "true", "참", "1", "o", "○", "◯", "〇", "●", "v", "✓", "✔", "☑"})
NO = frozenset({"아니오", "아니요", "n", "no", "false", "거짓", "0", "x", "×", "✕", "☐"})
# A column that uses one of these means "no" where it is blank.
MARKS = frozenset({"o", "○", "◯", "〇", "●", "v", "✓", "✔", "☑"})

_FIRST_YEAR, _LAST_YEAR = 1950, 2100
_EXCEL_EPOCH = datetime(1899, 12, 30)
_EXCEL_DAYS = range(18_000, 73_500)  # the serial numbers of those years
_DATE = re.compile(
    r"(?:(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?|(\d{4})(\d{2})(\d{2}))"
    r"(?:\s*\(([월화수목금토일])\))?"
)
_MONTH = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[.월]?|(\d{4})(\d{2})")
_HALF = r"(오전|오후|[AaPp][Mm])"
_TIME = re.compile(
    rf"(?:{_HALF}\s*)?(\d{{1,2}})"
    rf"(?::(\d{{2}})(?::(\d{{2}})(?:\.0+)?)?|시(?:\s*(\d{{1,2}})분)?)(?:\s*{_HALF})?"
)
_NUMBER = re.compile(r"[-+]?(?:\d{1,18}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,18})?")
_WON = re.compile(r"\d{1,18}|\d{1,3}(?:,\d{3}){1,5}")
_VAT_NOTE = re.compile(r"\((?:부가가치세|부가세|VAT)포함\)$", re.IGNORECASE)
_BOTH_FORMS = re.compile(r"금?([\d,]+)원?정?\((금?[^\d()]+)\)")


def to_text(raw: Raw) -> str | Fault:
    """Return the text as typed; numbers and dates of a workbook as people write them."""
    text = raw if isinstance(raw, str) else shown(raw)
    odd = control_character(text)
    if odd:
        return Fault("D-VAL-09", f"보이지 않는 제어 문자(U+{ord(odd):04X})가 들어 있습니다", "그 글자를 지우고 다시 적음")
    return text


def to_int(raw: Raw) -> int | Fault:
    """Return a whole number: 12, 1,200, 3.0 of a workbook."""
    number = to_decimal(raw)
    if isinstance(number, Fault):
        return number
    if number != number.to_integral_value():
        return Fault("D-VAL-02", f"{joined(quoted(raw), '은(는)')} 정수가 아닙니다")
    return int(number)


def to_decimal(raw: Raw) -> Decimal | Fault:
    """Return a number, exactly as written: 7.5, 1,234.5, -3."""
    text = shown(raw).strip()
    if isinstance(raw, (bool, date, time, timedelta)) or not _NUMBER.fullmatch(text):
        return Fault("D-VAL-02", f"{joined(quoted(raw), '은(는)')} 숫자가 아닙니다", "%나 단위 없이 숫자만" if text else "")
    return Decimal(text.replace(",", ""))


def to_won(raw: Raw) -> Won | Fault:
    """Return a sum of won: 49,940,000, ₩49,940,000, 49,940,000원, 금49,940,000원(금사천구백구십사만원), 사천만원."""
    text = _VAT_NOTE.sub("", re.sub(r"[\s₩￦\\]", "", shown(raw)))
    both = _BOTH_FORMS.fullmatch(text)
    if both and both[1] and (in_words := parse_hangul(both[2])) is not None:
        in_figures = to_won(both[1])
        if in_figures == in_words or isinstance(in_figures, Fault):
            return in_figures
        message = f"숫자({in_figures:,d}원)와 한글 금액({in_words:,d}원)이 다릅니다"
        return Fault("D-VAL-03", message, "두 금액을 맞춤")
    figures = text.removeprefix("금").removesuffix("정").removesuffix("원")
    if _WON.fullmatch(figures) and not isinstance(raw, (bool, date, time, timedelta)):
        return Won(figures.replace(",", ""))
    in_words = parse_hangul(text)
    return Won(in_words) if in_words is not None else _won_fault(raw, figures)


def to_bool(raw: Raw) -> bool | Fault:
    """Return 예/아니오 in any of the ways people mark it: Y/N, ○/×, true/false, 1/0."""
    word = fold(shown(raw))
    if word in YES:
        return True
    if word in NO:
        return False
    return Fault("D-VAL-07", f"{joined(quoted(raw), '은(는)')} 예/아니오로 읽을 수 없습니다", "예 또는 아니오")


def to_date(raw: Raw) -> date | Fault:
    """Return a day: 2019-05-31, 2019. 5. 31.(금), 2019/5/31, 2019년 5월 31일, 20190531, a workbook's date."""
    match raw:
        case datetime():
            moment = _rounded(raw)
            if moment.time() != time():
                return Fault("D-VAL-04", f"{quoted(raw)}에 시각이 있습니다. 날짜만 적습니다", moment.date().isoformat())
            return _in_years(moment.date())
        case date():
            return _in_years(raw)
        case float() if int(raw) in _EXCEL_DAYS and raw.is_integer():
            return (_EXCEL_EPOCH + timedelta(days=int(raw))).date()
    found = _DATE.fullmatch(shown(raw).strip())
    if not found:
        return Fault("D-VAL-04", f"{joined(quoted(raw), '을(를)')} 날짜로 읽을 수 없습니다", "바른 보기: 2019-05-31")
    return _day(found)


def to_month(raw: Raw) -> Month | Fault:
    """Return a month: 2019-08, 2019. 8., 2019년 8월, 201908, or its first day, which a spreadsheet makes of it."""
    fraction = isinstance(raw, float) and not raw.is_integer()  # 2019.1 of a workbook may mean 2019.10
    found = None if fraction else _MONTH.fullmatch(shown(raw).strip())
    if found:
        year, month = (int(part) for part in (found.group(1, 2) if found[1] else found.group(3, 4)))
        day = _in_calendar(year, month, 1)
    else:
        day = to_date(raw)
    if isinstance(day, Fault):
        said = day.code == "D-VAL-05"  # a month or year that cannot be says so itself
        return day if said else Fault("D-VAL-04", f"{joined(quoted(raw), '을(를)')} 달로 읽을 수 없습니다", "바른 보기: 2019-08")
    if day.day != 1:
        return Fault("D-VAL-04", f"{quoted(raw)}에 날이 있습니다. 달만 적습니다", str(Month.of(day)))
    return Month.of(day)


def to_datetime(raw: Raw) -> datetime | Fault:
    """Return a moment: a day and 14:20, 14:20:00, 오후 2:20 or 14시 20분. 24:00 is the next day's 00:00."""
    match raw:
        case str():
            return _quick_moment(raw) or _moment(raw)
        case datetime():
            day = _in_years(raw.date())
            return day if isinstance(day, Fault) else _rounded(raw)
        case date():
            return _midnight(raw)
        case float() if int(raw) in _EXCEL_DAYS:
            return _rounded(_EXCEL_EPOCH + timedelta(days=raw))
        case _:
            return _moment(shown(raw))


def to_time(raw: Raw) -> time | Fault:
    """Return a time of day: 09:00, 9:00:00, 오후 6:00, 18시, a workbook's time. 24:00 is not one."""
    match raw:
        case time():
            return raw
        case timedelta() if timedelta() <= raw < timedelta(days=1):
            return (_EXCEL_EPOCH + raw).time()
        case float() if 0 <= raw < 1:
            return _rounded(_EXCEL_EPOCH + timedelta(days=raw)).time()
    since = _clock(shown(raw).strip())
    if since is None or since >= timedelta(days=1):
        return Fault("D-VAL-06", f"{joined(quoted(raw), '을(를)')} 시각으로 읽을 수 없습니다", "00:00부터 23:59까지, 바른 보기: 09:00")
    return (_EXCEL_EPOCH + since).time()


def word_of(kind: type[StrEnum]) -> Convert:
    """Return the converter that reads one of the words of `kind`; spacing and case do not matter."""
    words = {fold(member.value): member for member in kind}
    allowed = "쓸 수 있는 말: " + ", ".join(member.value for member in kind)

    def convert(raw: Raw) -> object:
        word = shown(raw)
        found = words.get(word) or words.get(fold(word))
        if found is not None:
            return found
        near = suggestion(word, [member.value for member in kind])
        hint = f"{near} {allowed}" if near else allowed
        return Fault("D-VAL-08", f"{joined(quoted(raw), '은(는)')} 정해진 말이 아닙니다", hint)

    return convert


def split(text: str) -> list[str]:
    """Return the parts of a list typed in one cell: by semicolons or lines, and by commas where there are neither."""
    separator = r"[;\n]" if ";" in text or "\n" in text else ","
    return [part.strip() for part in re.split(separator, text) if part.strip()]


def _quick_moment(text: str) -> datetime | None:
    """Return the moment of the usual form, "2019-07-03 14:20", which is nearly all of a log."""
    if len(text) == 16 and text[4] == text[7] == "-" and text[10] == " " and text[13] == ":":
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
        return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
    return None


def _moment(text: str) -> datetime | Fault:
    text = text.strip()
    found = _DATE.match(text)
    if not found:
        return Fault("D-VAL-04", f"{joined(quoted(text), '을(를)')} 날짜와 시각으로 읽을 수 없습니다", "바른 보기: 2019-07-03 14:20")
    day = _day(found)
    rest = text[found.end() :].removeprefix("T").strip()
    if isinstance(day, Fault):
        return day
    if not rest:
        return Fault("D-VAL-06", f"{quoted(text)}에 시각이 없습니다", f"바른 보기: {day} 14:20")
    since = _clock(rest)
    if since is None:
        return Fault("D-VAL-06", f"{joined(quoted(rest), '을(를)')} 시각으로 읽을 수 없습니다", f"바른 보기: {day} 14:20")
    return datetime.combine(day, time()) + since


def _clock(text: str) -> timedelta | None:
    """Return how long after midnight a time of day is, up to 24:00, or None."""
    found = _TIME.fullmatch(text)
    if not found or (found[1] and found[6]):
        return None
    half = (found[1] or found[6] or "").lower()
    hour, minute, second = int(found[2]), int(found[3] or found[5] or 0), int(found[4] or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in ("오후", "pm") else 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _day(found: re.Match[str]) -> date | Fault:
    year, month, number = (int(part) for part in (found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)))
    day = _in_calendar(year, month, number)
    if isinstance(day, Fault):
        return day
    weekday = "월화수목금토일"[day.weekday()]
    if found[7] and found[7] != weekday:
        return Fault("D-VAL-05", f"{joined(day.isoformat(), '은(는)')} {found[7]}요일이 아닙니다", f"{weekday}요일")
    return day


def _in_calendar(year: int, month: int, number: int) -> date | Fault:
    if not 1 <= month <= 12:
        return Fault("D-VAL-05", f"{month}월은 없는 달입니다", "1월부터 12월까지")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _year_fault(year)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= number <= last:
        message = f"{joined(f'{year:04d}-{month:02d}-{number:02d}', '은(는)')} 달력에 없는 날짜입니다"
        return Fault("D-VAL-05", message, f"{year}년 {month}월은 {last}일까지")
    return date(year, month, number)


def _in_years(day: date) -> date | Fault:
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else _year_fault(day.year)


def _year_fault(year: int) -> Fault:
    return Fault("D-VAL-05", f"{year}년은 계약에 쓰일 수 없는 해입니다", f"{_FIRST_YEAR}년부터 {_LAST_YEAR}년까지")


def _midnight(day: date) -> datetime | Fault:
    """A workbook does not tell a bare date from midnight, so it is read as 00:00 and said aloud."""
    checked = _in_years(day)
    if isinstance(checked, Fault):
        return checked
    moment = datetime.combine(day, time())
    message = f"시각이 없어 {shown(moment)}으로 읽었습니다"
    return Fault("D-VAL-10", message, "자정이 아니면 시각까지 적음", Severity.WARNING, moment)


def _rounded(moment: datetime) -> datetime:
    """Return the nearest whole second: a workbook's fractions of a day miss it by microseconds."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _won_fault(raw: Raw, figures: str) -> Fault:
    letters = "".join(dict.fromkeys(re.sub(r"[\d,]", "", figures)))
    if letters:
        return Fault("D-VAL-03", f"금액 {quoted(raw)}에 숫자가 아닌 글자({letters})가 있습니다", "바른 보기: 49,940,000")
    return Fault("D-VAL-03", f"{quoted(raw)}의 쉼표 자리가 맞지 않습니다", "세 자리마다 쉼표: 49,940,000")
