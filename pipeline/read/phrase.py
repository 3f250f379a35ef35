"""Turns values and near misses into the words of Korean messages: quotes, particles, hints."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice

_LONGEST = 30
_CANDIDATES = 3_000  # difflib compares with each one


@lru_cache(maxsize=4096)
def joined(word: str, particle: str) -> str:
    """Return `word` with the form of `particle` ("이(가)", "은(는)", "을(를)") that fits its last sound."""
    import tossi  # 0.08 s, and only faulty input needs it

    ending = tossi.pick(word, particle)
    return word + ending


def quoted(value: object) -> str:
    """Return a value as typed, in quotes, on one line, cut to 30 letters."""
    text = " ".join(shown(value).split())
    return f"'{text[:_LONGEST]}…'" if len(text) > _LONGEST else f"'{text}'"


def shown(value: object) -> str:
    """Return a typed value the way people write it: 2019-07-03 14:20, 예, 7.5."""
    match value:
        case bool():
            return "예" if value else "아니오"
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S" if value.second else "%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M:%S" if value.second else "%H:%M")
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the one of `words` that `word` was most likely meant to be, or ""."""
    found = get_close_matches(word, list(islice(words, _CANDIDATES)), n=1, cutoff=0.5)
    return found[0] if found else ""


def suggestion(word: str, words: Iterable[str]) -> str:
    """Return the hint that names the nearest of `words`, or ""."""
    near = nearest(word, words)
    return f"혹시 {quoted(near)}?" if near else ""


def example(hint: str) -> str:
    """Return the hint that shows what right looks like, or ""."""
    return f"바른 보기: {hint}" if hint else ""
