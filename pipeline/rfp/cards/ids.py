"""Turns printed text into requirement ids: where one stands, how it is written when it is put straight."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_DASH = re.compile(r"[‐‑‒–—―−－ㅡ]")
_AROUND = re.compile(r"\s*-\s*")
_LETTERS = r"(?:[A-Za-z]{2,10}|[가-힣][가-힣A-Za-z]{1,15}|[A-Z][A-Za-z]?)"
_ID = re.compile(
    rf"(?:{_LETTERS}(?:[-_.](?:[A-Za-z가-힣]|\d+(?=[A-Za-z가-힣]))[A-Za-z가-힣\d]{{0,20}})*[-_]\d{{1,4}}(?:[-.]\d{{1,3}})*"
    r"|[A-Z]{2,6}\d{2,4}(?:-\d{1,3})*|[A-Z]{3,4} \d{2,3})(?![\w가-힣]|[.,]\d|년|월|%)"
)
_START = re.compile(r"[\s(\[<【「※□○◦■●▪·*]*")
_PLACEHOLDER = re.compile(r"(?<![A-Za-z\d])(?:0{2,}|[OoXxNn#○◯ㅇ△*□◌●_]{2,})\s*$|[○◯△□]{2,}|X{2,}|\?{2,}|\bOO\b")
_FAMILY_END = re.compile(r"\d+(?:[-.]\d+)*$")
_SAMPLE = re.compile(r"기재|작성|예시|\(예\)|예\s*[):]|부여|입력")
_NAME_MARKS = " \t:：,.·-–()[]【】「」"


class Found(NamedTuple):
    """An id at the start of a text: as printed, put straight, and the words after it."""

    printed: str
    id: str
    rest: str


@lru_cache(maxsize=8192)
def straight(text: str) -> str:
    """Return the text with full-width letters folded and one kind of dash without white space around it."""
    folded = _DASH.sub("-", unicodedata.normalize("NFKC", text).replace("\u00ad", "-"))
    return " ".join(_AROUND.sub("-", folded).split())


@lru_cache(maxsize=8192)
def starting_id(text: str) -> Found | None:
    """Return the requirement id that the text starts with (after brackets and bullets), None without one."""
    plain = straight(text)
    start = _START.match(plain)
    found = _ID.match(plain, start.end() if start else 0)
    if found is None:
        return None
    return Found(found[0], found[0].replace(" ", "-"), plain[found.end() :].strip(_NAME_MARKS))


def is_id(text: str) -> bool:
    """True when the text is an id and nothing else."""
    found = starting_id(text)
    return found is not None and not found.rest


def ids_in(text: str) -> Iterator[str]:
    """Yield every id in the text, in order."""
    for found in re.finditer(rf"(?<![\w가-힣-]){_ID.pattern}", straight(text)):
        yield found[0].replace(" ", "-")


def lenient_id(text: str) -> Found | None:
    """Return what a cell beside a label 고유번호 names: any short text that is no placeholder and no instruction."""
    plain = straight(text)
    if not plain or is_placeholder(plain):
        return None
    strict = starting_id(plain)
    if strict is not None:
        return strict
    if len(plain) > 40 or not re.search(r"\d", plain) or _SAMPLE.search(plain):
        return None
    return Found(plain, re.sub(r"[\s#]+", "-", plain), "")


def is_blank_id(text: str) -> bool:
    """True for the pattern of an id, to be filled in: SFR-000, SFR-○○○."""
    return bool(_PLACEHOLDER.search(straight(text)))


def is_placeholder(text: str) -> bool:
    """True for a blank to fill in, and for words that tell how to fill it in."""
    return is_blank_id(text) or (starting_id(text) is None and bool(_SAMPLE.search(straight(text))))


def loose(id: str) -> str:
    """Return the id without what people print differently: case, separators, leading zeros of numbers."""
    parts = re.split(r"[-_. ]+", re.sub(r"(?<=[A-Za-z가-힣])(?=\d)", "-", id.upper()))
    return "-".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def family(id: str) -> str:
    """Return the id without its last number: SFR of SFR-001, SFR-공통 of SFR-공통-001."""
    return _FAMILY_END.sub("", id).rstrip("-_. ")
