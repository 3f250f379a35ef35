"""Turns the named values of a drawn figure into words, numbers, days and lists, and what does not fit into faults."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from pipeline.compose.chart_yaml import Fault, Said
from pipeline.language.words import josa
from pipeline.model.period import Month, Period

_DAY = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})(?:\s*[-./월]\s*(\d{1,2}))?\s*[.월일]?")
_SPAN = re.compile(r"\s*(?:~|∼|～|–|—|부터)\s*")
_NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")
_YES, _NO = ("예", "네", "true", "yes", "y", "o"), ("아니오", "아니요", "", "false", "no", "n", "x")
_DAY_HINT = "2025-03(달), 2025-03-15(날)처럼 적으세요"


class Fields:
    """The named values of one thing: `keys` are the names it may have, `what` is what messages call it."""

    def __init__(self, said: Said, keys: Sequence[str], what: str, faults: list[Fault]) -> None:
        self.row, self.what, self.keys, self.faults = said.row, what, keys, faults
        self.said: dict[str, Said] = said.value if isinstance(said.value, dict) else {}
        if not isinstance(said.value, dict):
            self.fault("T-CHT-05", f"{what}의 모양이 맞지 않습니다", f"‘{keys[0]}: 값’처럼 적으세요", said.row)
        for key, value in self.said.items():
            if key not in keys:
                near = get_close_matches(key, keys, 1, 0.4)
                hint = f"‘{near[0]}’입니까? " if near else ""
                self.fault("T-CHT-03", f"{what}에 모르는 항목이 있습니다: {key}", f"{hint}쓸 수 있는 항목: {', '.join(keys)}", value.row)

    def fault(self, code: str, message: str, hint: str, row: int | None = None) -> None:
        """Keep one fault, at this thing's own row where no other is given."""
        self.faults.append(Fault(self.row if row is None else row, code, message, hint))

    def row_of(self, key: str) -> int:
        """Return the row of `key`; that of the whole thing where it is absent."""
        return self.said[key].row if key in self.said else self.row

    def has(self, key: str) -> bool:
        """True when `key` says something."""
        return key in self.said and self.said[key].value not in ("", (), {})

    def needs(self, key: str, hint: str) -> bool:
        """Return whether `key` says something; a fault when it does not."""
        if not self.has(key):
            self.fault("T-CHT-04", f"{self.what}에 {josa(f'‘{key}’', '이')} 없습니다", hint, self.row_of(key))
        return self.has(key)

    def text(self, key: str) -> str:
        """Return one text; "" when absent."""
        said = self.said.get(key)
        if said is None:
            return ""
        if not isinstance(said.value, str):
            self.fault("T-CHT-05", f"{self.what}의 {josa(f'‘{key}’', '은')} 글 하나여야 합니다", f"‘{key}: 글’처럼 적으세요", said.row)
            return ""
        return said.value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return lines of text: one text, or a list of texts."""
        said = self.said.get(key)
        if said is None or said.value == "":
            return ()
        if isinstance(said.value, str):
            return tuple(line.strip() for line in said.value.split("\n") if line.strip())
        return tuple(text for _, text in self._listed(key, said))

    def rows(self, key: str) -> tuple[tuple[int, str], ...]:
        """Return the texts of a list with their rows."""
        said = self.said.get(key)
        if said is None or said.value == "":
            return ()
        return ((said.row, said.value),) if isinstance(said.value, str) else tuple(self._listed(key, said))

    def _listed(self, key: str, said: Said) -> Iterator[tuple[int, str]]:
        for item in said.value if isinstance(said.value, tuple) else (said,):
            if isinstance(item.value, str):
                yield item.row, item.value
            else:
                hint = f"‘{key}: [글, 글]’처럼 적고, 쌍점이 든 글은 따옴표로 감싸세요"
                self.fault("T-CHT-05", f"{self.what}의 ‘{key}’에는 글만 적습니다", hint, item.row)

    def items(self, key: str) -> tuple[Said, ...]:
        """Return the things of a list; a single one may stand without its dash."""
        said = self.said.get(key)
        if said is None or said.value == "":
            return ()
        return said.value if isinstance(said.value, tuple) else (said,)

    def choice(self, key: str) -> bool:
        """Return what 예 or 아니오 says; False when absent."""
        said = self.text(key).casefold()
        if said not in (*_YES, *_NO):
            self.fault("T-CHT-05", f"{self.what}의 {josa(f'‘{key}’', '을')} 읽을 수 없습니다: {said}", "예 또는 아니오로 적으세요", self.row_of(key))
        return said in _YES

    def span(self, key: str) -> Period | None:
        """Return the days of `key`, a day or a month; None when absent or unreadable."""
        return self.span_of(self.text(key), self.row_of(key), key) if self.has(key) else None

    def span_of(self, text: str, row: int, key: str) -> Period | None:
        """Return the days that a day, a month or 시작 ~ 끝 says."""
        ends = [_days(part) for part in _SPAN.split(text.removesuffix("까지").strip(), maxsplit=1)]
        if not ends[0] or not ends[-1]:
            self.fault("T-CHT-05", f"{self.what}의 {josa(f'‘{key}’', '을')} 날짜로 읽을 수 없습니다: {text}", _DAY_HINT, row)
            return None
        found = Period(ends[0].start, ends[-1].end)
        if found.start > found.end:
            self.fault("T-CHT-05", f"{self.what}의 {josa(f'‘{key}’', '은')} 끝이 시작보다 이릅니다: {text}", "시작과 끝을 바꾸어 적으세요", row)
            return None
        return found

    def number(self, said: Said, key: str) -> Decimal | None:
        """Return a number; None for nothing (- or an empty value)."""
        text = said.value if isinstance(said.value, str) else ""
        if text in ("", "-") and isinstance(said.value, str):
            return None
        if not _NUMBER.fullmatch(text):
            self.fault("T-CHT-05", f"{self.what}의 {josa(f'‘{key}’', '을')} 수로 읽을 수 없습니다: {text}", "단위는 ‘단위’에 따로 적고 수만 적으세요", said.row)
            return None
        return Decimal(text.replace(",", "").replace("−", "-"))

    def most(self, key: str, found: Collection[object], limit: int) -> None:
        """Report more than `limit` things: they could not be read on paper."""
        if len(found) > limit:
            self.fault("T-CHT-05", f"{self.what}의 {josa(f'‘{key}’', '이')} {len(found)}개입니다({limit}개까지)", "도표를 둘로 나누세요", self.row_of(key))


def _days(text: str) -> Period | None:
    found = _DAY.fullmatch(text.strip())
    if not found or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 2199:
        return None
    month = Month(int(found[1]), int(found[2]))
    if found[3] is None:
        return Period(month.first, month.last)
    if not 1 <= int(found[3]) <= month.days:
        return None
    day = date(month.year, month.month, int(found[3]))
    return Period(day, day)
