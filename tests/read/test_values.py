"""One raw value becomes a value of the model in every way that people write it, or the fault that it has."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.contract import DayPolicy
from pipeline.model.log import BackupKind
from pipeline.model.money import Won, to_hangul
from pipeline.model.period import Month
from pipeline.read import values
from pipeline.read.values import Fault
from pipeline.read.text import clean

CONVERTERS = [
    values.to_text,
    values.to_int,
    values.to_decimal,
    values.to_won,
    values.to_bool,
    values.to_date,
    values.to_datetime,
    values.to_time,
    values.word_of(BackupKind),
]
raws = (
    st.text(min_size=1).map(clean).filter(bool)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
)
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@given(raws, st.sampled_from(CONVERTERS))
def test_any_raw_value_gives_a_value_or_a_fault(raw: Any, convert: Callable) -> None:
    value = convert(raw)
    if isinstance(value, Fault):
        assert value.code.startswith("D-VAL-") and value.message


@pytest.mark.parametrize(
    ("convert", "raw", "expected"),
    [
        (values.to_text, 1.0, "1"),
        (values.to_text, date(2019, 5, 31), "2019-05-31"),
        (values.to_text, "가\n나", "가\n나"),
        (values.to_int, "1,200", 1200),
        (values.to_int, 3.0, 3),
        (values.to_int, "-3", -3),
        (values.to_decimal, "7.5", Decimal("7.5")),
        (values.to_decimal, "0.0013", Decimal("0.0013")),
        (values.to_decimal, 0.1, Decimal("0.1")),
        (values.to_decimal, "1,234.50", Decimal("1234.50")),
        (values.to_won, "49,940,000", Won(49_940_000)),
        (values.to_won, "₩49,940,000", Won(49_940_000)),
        (values.to_won, "￦ 49,940,000", Won(49_940_000)),
        (values.to_won, "49,940,000원", Won(49_940_000)),
        (values.to_won, "금 49940000 원정", Won(49_940_000)),
        (values.to_won, "49,940,000 (부가가치세 포함)", Won(49_940_000)),
        (values.to_won, 49_940_000.0, Won(49_940_000)),
        (values.to_won, "금사천구백구십사만원", Won(49_940_000)),
        (values.to_won, "금49,940,000원(금사천구백구십사만원)", Won(49_940_000)),
        (values.to_date, "2019-05-31", date(2019, 5, 31)),
        (values.to_date, "2019. 5. 31.", date(2019, 5, 31)),
        (values.to_date, "2019. 5. 31.(금)", date(2019, 5, 31)),
        (values.to_date, "2019.5.31", date(2019, 5, 31)),
        (values.to_date, "2019/5/31", date(2019, 5, 31)),
        (values.to_date, "20190531", date(2019, 5, 31)),
        (values.to_date, 20190531.0, date(2019, 5, 31)),
        (values.to_date, "2019년 5월 31일", date(2019, 5, 31)),
        (values.to_date, datetime(2019, 5, 31), date(2019, 5, 31)),
        (values.to_date, 43616.0, date(2019, 5, 31)),
        (values.to_datetime, "2019-07-03 14:20", datetime(2019, 7, 3, 14, 20)),
        (values.to_datetime, "2019-07-03T14:20:05", datetime(2019, 7, 3, 14, 20, 5)),
        (values.to_datetime, "2019. 7. 3. 오후 2:20", datetime(2019, 7, 3, 14, 20)),
        (values.to_datetime, "2019-07-03 12:20 AM", datetime(2019, 7, 3, 0, 20)),
        (values.to_datetime, "2019/7/3 14시 20분", datetime(2019, 7, 3, 14, 20)),
        (values.to_datetime, "2019-07-03 24:00", datetime(2019, 7, 4)),
        (values.to_datetime, "2019-12-31 24:00:00", datetime(2020, 1, 1)),
        (values.to_datetime, datetime(2019, 7, 3, 14, 19, 59, 999_999), datetime(2019, 7, 3, 14, 20)),
        (values.to_datetime, 43649.5, datetime(2019, 7, 3, 12)),
        (values.to_month, "2019-08", Month(2019, 8)),
        (values.to_month, "2019. 8.", Month(2019, 8)),
        (values.to_month, "2019년 8월", Month(2019, 8)),
        (values.to_month, "201908", Month(2019, 8)),
        (values.to_month, 201908.0, Month(2019, 8)),
        (values.to_month, "2019-08-01", Month(2019, 8)),
        (values.to_month, date(2019, 8, 1), Month(2019, 8)),
        (values.to_month, datetime(2019, 8, 1), Month(2019, 8)),
        (values.to_time, "09:00", time(9)),
        (values.to_time, "18시", time(18)),
        (values.to_time, "오후 6:30", time(18, 30)),
        (values.to_time, time(9, 30), time(9, 30)),
        (values.to_time, 0.375, time(9)),
        (values.to_time, timedelta(hours=9), time(9)),
        (values.word_of(BackupKind), "DB일일", BackupKind.DAILY),
        (values.word_of(DayPolicy), "올림", DayPolicy.CEIL),
    ],
)
def test_value(convert: Callable, raw: Any, expected: Any) -> None:
    value = convert(raw)
    assert value == expected and type(value) is type(expected)


@pytest.mark.parametrize(
    ("convert", "raw", "code", "part"),
    [
        (values.to_text, "가\x0b", "D-VAL-09", "U+000B"),
        (values.to_int, "1.5", "D-VAL-02", "정수가 아닙니다"),
        (values.to_int, "가", "D-VAL-02", "숫자가 아닙니다"),
        (values.to_decimal, "30%", "D-VAL-02", "숫자가 아닙니다"),
        (values.to_decimal, "NaN", "D-VAL-02", "숫자가 아닙니다"),
        (values.to_decimal, "1,23", "D-VAL-02", "숫자가 아닙니다"),
        (values.to_decimal, True, "D-VAL-02", "숫자가 아닙니다"),
        (values.to_won, "49,94O,000", "D-VAL-03", "글자(O)"),
        (values.to_won, "49,940,000 (부가가치세 별도)", "D-VAL-03", "별도"),
        (values.to_won, "4,99,000", "D-VAL-03", "쉼표 자리"),
        (values.to_won, "-5,000", "D-VAL-03", "글자(-)"),
        (values.to_won, "금1,000원(금이천원)", "D-VAL-03", "다릅니다"),
        (values.to_bool, "아마", "D-VAL-07", "예/아니오"),
        (values.to_date, "2019-02-30", "D-VAL-05", "2019-02-30은"),
        (values.to_date, "2019-13-01", "D-VAL-05", "13월은"),
        (values.to_date, "2019. 5. 31.(목)", "D-VAL-05", "목요일이 아닙니다"),
        (values.to_date, "0219-05-31", "D-VAL-05", "219년"),
        (values.to_date, date(1900, 1, 1), "D-VAL-05", "1900년"),
        (values.to_date, "19-05-31", "D-VAL-04", "날짜로 읽을 수 없습니다"),
        (values.to_date, "31/05/2019", "D-VAL-04", "날짜로 읽을 수 없습니다"),
        (values.to_date, datetime(2019, 5, 31, 9), "D-VAL-04", "날짜만"),
        (values.to_datetime, "2019-07-03", "D-VAL-06", "시각이 없습니다"),
        (values.to_datetime, "2019-07-03 24:01", "D-VAL-06", "시각으로"),
        (values.to_datetime, "2019-07-03 14:60", "D-VAL-06", "시각으로"),
        (values.to_datetime, "2019-07-03 오후 14:20", "D-VAL-06", "시각으로"),
        (values.to_datetime, "2019-07-03T14:20+09:00", "D-VAL-06", "시각으로"),
        (values.to_datetime, "2019-06-31 14:20", "D-VAL-05", "2019-06-31은"),
        (values.to_datetime, "2019-W27-3 14:20", "D-VAL-04", "날짜와 시각으로"),
        (values.to_datetime, "어제", "D-VAL-04", "날짜와 시각으로"),
        (values.to_month, "8월", "D-VAL-04", "달로 읽을 수 없습니다"),
        (values.to_month, 2019.1, "D-VAL-04", "달로 읽을 수 없습니다"),
        (values.to_month, "2019-13", "D-VAL-05", "13월은 없는 달"),
        (values.to_month, "2019-08-15", "D-VAL-04", "달만 적습니다"),
        (values.to_month, date(2019, 8, 15), "D-VAL-04", "달만 적습니다"),
        (values.to_time, "24:00", "D-VAL-06", "시각으로"),
        (values.word_of(DayPolicy), "반올림", "D-VAL-08", "정해진 말이 아닙니다"),
    ],
)
def test_fault(convert: Callable, raw: Any, code: str, part: str) -> None:
    fault = convert(raw)
    assert isinstance(fault, Fault)
    assert fault.code == code and part in fault.message


@pytest.mark.parametrize(("typed", "last"), [("2019-02-30", 28), ("2020-02-30", 29), ("2019-06-31", 30)])
def test_a_day_that_does_not_exist_is_told_the_last_one(typed: str, last: int) -> None:
    assert values.to_date(typed).hint.endswith(f"월은 {last}일까지")


def test_words_are_listed() -> None:
    assert values.word_of(DayPolicy)("반올림").hint == "혹시 '올림'? 쓸 수 있는 말: 올림, 버림, 비례"


@pytest.mark.parametrize("word", ["예", "Y", "yes", "○", "O", "true", "TRUE", "1", "V", True, 1.0])
def test_yes(word: Any) -> None:
    assert values.to_bool(word) is True


@pytest.mark.parametrize("word", ["아니오", "아니요", "N", "no", "×", "X", "false", "0", False, 0.0])
def test_no(word: Any) -> None:
    assert values.to_bool(word) is False


def test_bare_date_of_a_workbook_is_midnight_with_a_warning() -> None:
    fault = values.to_datetime(date(2019, 7, 3))
    assert (fault.code, fault.value, fault.severity.value) == ("D-VAL-10", datetime(2019, 7, 3), "경고")


FORMS = ["{:%Y-%m-%d}", "{0.year}. {0.month}. {0.day}.", "{0.year}/{0.month}/{0.day}", "{:%Y%m%d}"]


@given(days, st.sampled_from(FORMS))
def test_every_day_in_every_form(day: date, form: str) -> None:
    assert values.to_date(form.format(day)) == day


@given(days, st.times())
def test_every_minute(day: date, clock: time) -> None:
    moment = datetime.combine(day, clock.replace(second=0, microsecond=0))
    half, hour = ("오후" if moment.hour >= 12 else "오전"), (moment.hour + 11) % 12 + 1
    assert values.to_datetime(f"{moment:%Y-%m-%d %H:%M}") == moment
    assert values.to_datetime(f"{day:%Y. %m. %d.} {half} {hour}:{moment:%M}") == moment


@given(st.integers(1, 10**15))
def test_every_sum_in_every_form(amount: int) -> None:
    forms = (f"{amount}", f"{amount:,}", f"₩{amount:,}", f"{amount:,}원", f"{to_hangul(amount)}원", Won(amount).official)
    assert {values.to_won(form) for form in forms} == {Won(amount)}


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("HW-01; SW-02", ["HW-01", "SW-02"]),
        ("HW-01,SW-02", ["HW-01", "SW-02"]),
        ("가, 나; 다", ["가, 나", "다"]),
        ("가\n나,다\n", ["가", "나,다"]),
        ("가", ["가"]),
    ],
)
def test_split(typed: str, parts: list[str]) -> None:
    assert values.split(typed) == parts
