"""Turns the answer marks and comments of Markdown lines into held insets, and makes captions and addresses with spaces readable as Markdown."""

from __future__ import annotations

import re
from difflib import get_close_matches

from pipeline.compose.prose_held import HELD, Held, Inset, Mark
from pipeline.compose.prose_source import Source, in_fences
from pipeline.model.proposal import Acceptance

_TOKEN = re.compile(
    r"<!--(?P<comment>.*?)-->|(?P<open><!--)|(?<!\\)\[\[(?P<mark>(?:(?!\]\]|\[\[|<!--|\n[ \t]*\n).)*)\]\]|(?<!\\)(?P<broken>\[\[)", re.S
)
_KEY = re.compile(r"(?=[^#]*\d)[^\W\d_][\w.\-]*(?:#\d+(?:\.\d+)*)?")
_ANSWERS = re.compile(r"\s*answers\s*:(.*)", re.S)
_ALMOST = re.compile(r"\s*(?:answers?|ansers?|anwsers?|답|응답)\b", re.I)
_ADDRESS = re.compile(r"\]\(((?:[^()\n\"']|\([^()\n]*\))*)\)")
_UNREADABLE = re.compile(r"[ <>]")
CAPTION = re.compile(r"\s*표\s*[:：]\s*(?=\S)")
CAPTION_SIGN = re.compile(r"\s*표\s*[:：]\s*")
_EXAMPLE = "[[SER-001#2]], [[SER-001#2|대안: 까닭]]처럼 쓰세요. 글자로 보이려면 \\[[ 로 쓰세요"
_COMMENT_EXAMPLE = "<!-- answers: SER-001#2, SER-001#3 -->처럼 쓰세요"

Fault = tuple[str, str, str]


def marked(source: Source, held: Held) -> Source:
    """Return `source` with every mark and comment held apart; lines that held only comments are gone."""
    fences = list(in_fences(source.lines))
    made, start = Source([], []), 0
    while start < len(fences):
        end = start
        while end < len(fences) and fences[end] == fences[start]:
            end += 1
        if fences[start]:
            made.lines += source.lines[start:end]
            made.places += source.places[start:end]
        else:
            _read(source, start, end, held, made)
        start = end
    return made


def _read(source: Source, start: int, end: int, held: Held, made: Source) -> None:
    """Add the lines from `start` to `end` to `made`."""
    text = "\n".join(source.lines[start:end])
    lines = (_held_apart(text, start, source, held) if "[[" in text or "<!--" in text else text).split("\n")
    for row, line in enumerate(lines):
        if _only_comments(line, held):
            continue
        if "](" in line:
            line = _ADDRESS.sub(lambda found: _spaced(found, held), line)
        follows = lines[row + 1].lstrip() if row + 1 < len(lines) else ""
        if follows.startswith("|") and CAPTION.match(line) and made.lines and made.lines[-1].strip():
            made.lines.append("")  # a caption is a paragraph of its own
            made.places.append(source.places[start + row])
        made.lines.append(line)
        made.places.append(source.places[start + row])


def _held_apart(text: str, start: int, source: Source, held: Held) -> str:
    """Return `text` with its marks and comments held apart, line by line as before."""
    row, done = start, 0

    def swap(found: re.Match[str]) -> str:
        nonlocal row, done
        row += text.count("\n", done, found.start())
        done = found.start()
        inset = _inset(found, held)
        inset.at, inset.plain = source.place(row), held.plain(found[0])
        rest = "\n" + held.hold(Inset(silent=True)) if inset.silent else "\n"
        return held.hold(inset) + rest * found[0].count("\n")

    return _TOKEN.sub(swap, text)


def _inset(found: re.Match[str], held: Held) -> Inset:
    if found["comment"] is not None:
        return _comment(held.plain(found["comment"]))
    if found["mark"] is not None:
        marks, faults = mark(held.plain(found["mark"]).replace("\\|", "|"))  # writers of tables are used to it
        return Inset(marks=marks, faults=faults)
    if found["open"]:
        return Inset(faults=(("T-PRS-15", "주석이 닫히지 않았습니다: <!--", "-->로 닫으세요"),))
    return Inset(faults=(("T-PRS-15", "답 표시가 닫히지 않았습니다: [[", _EXAMPLE),))


def _comment(text: str) -> Inset:
    found = _ANSWERS.fullmatch(text)
    if found is None:
        if _ALMOST.match(text):
            return Inset(faults=(("T-PRS-15", f"답 표시를 읽을 수 없습니다: <!--{_short(text)}-->", _COMMENT_EXAMPLE),))
        return Inset(silent=True)
    keys = [key.strip() for key in re.split(r"[,;]", found[1])]
    wrong = [key for key in keys if not _KEY.fullmatch(key)]
    faults = tuple(("T-PRS-15", f"답 표시의 번호를 읽을 수 없습니다: ‘{_short(key)}’", _COMMENT_EXAMPLE) for key in wrong)
    return Inset(marks=tuple(Mark(key) for key in keys if key not in wrong), faults=faults, whole=True)


def mark(text: str) -> tuple[tuple[Mark, ...], tuple[Fault, ...]]:
    """Return what stands between [[ and ]]: its marks, and what is wrong with it."""
    named, bar, said = text.partition("|")
    keys = [key.strip() for key in named.split(",")]
    wrong = [key for key in keys if not _KEY.fullmatch(key)]
    faults = [("T-PRS-15", f"답 표시의 번호를 읽을 수 없습니다: [[{_short(text)}]]", _EXAMPLE)] if wrong else []
    acceptance, note = Acceptance.ACCEPT, ""
    if bar:
        word, _, note = said.replace("：", ":").partition(":")
        word, note = word.strip(), " ".join(note.split())
        if word not in tuple(Acceptance):
            near = get_close_matches(word, list(Acceptance), 1, 0.4)
            hint = f"‘{near[0]}’입니까? " if near else ""
            faults.append(("T-PRS-16", f"모르는 수용 여부입니다: ‘{_short(word)}’", f"{hint}수용, 대안, 불가 가운데 하나를 쓰세요"))
            return (), tuple(faults)
        acceptance = Acceptance(word)
        if acceptance is not Acceptance.ACCEPT and not note:
            faults.append(("T-PRS-16", f"{acceptance.value}의 까닭이 없습니다: [[{_short(text)}]]", f"[[{keys[0]}|{acceptance.value}: 까닭]]처럼 쓰세요"))
    return tuple(Mark(key, acceptance, note) for key in keys if key not in wrong), tuple(faults)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _only_comments(line: str, held: Held) -> bool:
    """Return whether nothing but ordinary comments stands on `line`."""
    insets = held.within(line)
    return bool(insets) and not HELD.sub("", line).strip() and all(inset.silent for inset in insets)


def _spaced(found: re.Match[str], held: Held) -> str:
    """Return the address of a link or picture with its spaces and angles held apart: file names and titles in Korean have them."""
    address = found[1].strip()
    if address.startswith("<") or not _UNREADABLE.search(address):
        return found[0]
    return f"]({_UNREADABLE.sub(lambda sign: held.literal(sign[0]), address)})"
