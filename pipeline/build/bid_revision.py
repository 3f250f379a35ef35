"""Turns what the last skeleton was made from and what the RFP says now into what changed, and keeps it in proposal/.skeleton.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.build.bid_text import scalar
from pipeline.model.chapter import same_chapter
from pipeline.model.column import column, place
from pipeline.model.dossier import Dossier
from pipeline.model.proposal import Section
from pipeline.problems import Location, Problem, Severity
from pipeline.read.from_yaml import read_yaml
from pipeline.read.schema import label_of
from pipeline.read.structure import from_record
from pipeline.trace.diff import Difference, Turn, difference
from pipeline.trace.fingerprint import fingerprint
from pipeline.trace.rows import sentences
from pipeline.trace.tier import Tier

FILE = ".skeleton.yaml"
_COMMENT = re.compile(r"<!--(?!\s*answers\s*:).*?-->", re.S)
_SHORTEST = 8  # letters of a sentence that can be known again in a line
_SHOWN = 120  # letters of a sentence in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """One sentence of the RFP as the skeleton was made from it."""

    key: str = column("번호")
    mark: str = column("지문")
    text: str = column("내용")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """One file that we wrote: its section's title and the fingerprint of the text; `told` says that a person has to look at it."""

    name: str = column("이름")
    title: str = column("제목", default="")
    mark: str = column("지문")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChapter:
    """The RFP's chapter, as printed, of the section that a file stands for; "" for none."""

    file: str = column("파일")
    chapter: str = column("장", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptGone:
    """One section that people took away or renamed: the file that we wrote, its title, and the file that stands in its place now."""

    file: str = column("파일")
    title: str = column("제목", default="")
    now: str = column("대신", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the last run left: the files as written, the sentences as they were then, and, while people have not yet looked at
    what a revision changed, the sentences before it and the files that name them."""

    files: tuple[KeptFile, ...] = column("파일", default=())
    chapters: tuple[KeptChapter, ...] = column("장", default=())
    gone: tuple[KeptGone, ...] = column("뺀절", default=())
    by_hand: bool = column("손으로", default=False)  # people ordered the sections, not we
    rows: tuple[KeptRow, ...] = column("요구사항", default=())
    before: tuple[KeptRow, ...] = column("앞판", default=())
    told: tuple[KeptFile, ...] = column("살필파일", default=())
    at: Location = place()

    def file(self, name: str) -> KeptFile | None:
        """Return what was written as `name`."""
        return next((file for file in self.files if file.name == name), None)

    def chapter(self, *names: str) -> str | None:
        """Return the RFP's chapter, as it was, of the section that the first known of these files stands for; None where none is known."""
        known = {each.file: each.chapter for each in self.chapters} or {file.name: "" for file in self.files}  # an earlier edition kept none
        return next((known[name] for name in names if name in known), None)

    def base(self, marks: Mapping[str, str]) -> tuple[KeptRow, ...]:
        """Return the sentences that the people's words were written for: the earlier ones until every file that names a changed
        one has been edited since it was told. `marks` is file → fingerprint now."""
        return self.before if self.before and self.open_files(marks) else self.rows

    def open_files(self, marks: Mapping[str, str]) -> frozenset[str]:
        """Return the files that were told of and are as they were."""
        return frozenset(file.name for file in self.told if marks.get(file.name) == file.mark)


@dataclass(frozen=True, slots=True)
class Turned:
    """One sentence that is not as it was: what became of it, and where people's files name it."""

    turn: Turn
    old_key: str
    new_key: str
    old: str
    new: str
    places: tuple[Location, ...] = ()


def rows_of(dossier: Dossier) -> tuple[KeptRow, ...]:
    """Return the sentences of the requirements now."""
    rows = (row for row in sentences(dossier) if row.tier not in (Tier.CLAUSE, Tier.SUBCLAUSE))
    return tuple(KeptRow(key=row.key, mark=fingerprint(row.text), text=row.text) for row in rows)


def unquoted(before: Iterable[KeptRow], after: Iterable[KeptRow], text: str) -> tuple[str, ...]:
    """Return the keys of the sentences that are new since `before` and that a person's `text` does not quote yet."""
    old, new = [(row.key, row.text) for row in before], [(row.key, row.text) for row in after]
    fresh = [each for each in difference(old, new) if each.turn is Turn.NEW]
    return tuple(each.new_key for each in fresh if not (any(quotes(each.new, {"": text}, "")) or _stands_short(each, text)))


def turned(before: Iterable[KeptRow], after: Iterable[KeptRow], texts: Mapping[str, str], shown: str) -> tuple[Turned, ...]:
    """Return every sentence that changed, moved, is gone or is new. `texts` is file → text of what people wrote, which
    messages place in the folder `shown`."""
    old, new = [(row.key, row.text) for row in before], [(row.key, row.text) for row in after]
    return tuple(_turned(each, texts, shown) for each in difference(old, new) if each.turn is not Turn.UNCHANGED)


def mentions(key: str, texts: Mapping[str, str], shown: str) -> Iterator[Location]:
    """Yield the lines that name `key`: its marks, else the heads and headings that speak of it."""
    word = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w#]|\.\d|-\d)")
    for file, text in texts.items():
        bare = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        named = [(order, line) for order, line in enumerate(bare.split("\n"), 1) if word.search(line)]
        marks = [order for order, line in named if "[[" in line or "answers" in line]
        yield from (Location(f"{shown}/{file}", order) for order in marks or [order for order, _ in named])


def quotes(sentence: str, texts: Mapping[str, str], shown: str) -> Iterator[Location]:
    """Yield the lines that quote the sentence as the skeleton quotes it."""
    words = _letters(sentence.split("\n", 1)[0])
    for file, text in texts.items() if len(words) >= _SHORTEST else ():
        for order, line in enumerate(text.split("\n"), 1):
            if line.startswith(">") and words in _letters(line):
                yield Location(f"{shown}/{file}", order)


def problem_of(each: Turned) -> Problem | None:
    """Return what people have to look at; None where none of their files names the sentence."""
    if not each.places or each.turn is Turn.NEW:
        return None
    first, *more = each.places
    old, new = _short(each.old), _short(each.new)
    match each.turn:
        case Turn.REMOVED:
            message, hint = f"{each.old_key}: 제안요청서에서 없어졌습니다. 앞의 글: {old}", "답과 표시를 지움"
        case Turn.MOVED:
            changed = "" if _same(each) else f" 앞의 글: {old} 새 글: {new}"
            message, hint = f"{each.old_key}: 번호가 {each.new_key}로 바뀌었습니다.{changed}", f"표시를 [[{each.new_key}]]로 고침"
        case _:
            message, hint = f"{each.old_key}: 글이 바뀌었습니다. 앞의 글: {old} 새 글: {new}", "답이 새 글에도 맞는지 봄"
    code = "B-NEW-02" if each.turn is Turn.REMOVED else "B-NEW-03"
    return Problem(code, message, first, hint, tuple(more), Severity.WARNING)


def chapter_problem(section: Section, before: str, now: str) -> Problem | None:
    """Return that the RFP moved a person's section from the chapter `before` to `now`; None where it did not or they have followed."""
    if same_chapter(before, now) or same_chapter(section.chapter, now):
        return None
    stands = f"장은 ‘{now}’입니다" if now else "장이 없어졌습니다"
    message = f"{section.title}: 제안요청서에서 이 절의 {stands}{f'. 전에는 ‘{before}’' if before else ''}"
    label = label_of(Section, "chapter")
    hint = f"머리글을 고침: {label}: {scalar(now)}" if now else f"머리글의 {label} 줄을 지움"
    return Problem("B-NEW-06", message, section.at.at_field(label), hint, severity=Severity.WARNING)


def chapter_to_keep(section: Section, before: str, now: str) -> str:
    """Return the chapter that the next run compares with: the earlier one as long as the section stands in it yet."""
    return before if same_chapter(section.chapter, before) else now


def read_kept(folder: Path, shown: str) -> tuple[Kept, list[Problem]]:
    """Return what the last run left; nothing, with a warning, when the file cannot be read."""
    path, file = folder / FILE, f"{shown}/{FILE}"
    if not path.exists():
        return Kept(), []
    tree, problems = read_yaml(path, file)
    kept, found = from_record(tree, Kept, Location(file)) if tree is not None else (None, [])
    if kept is not None and not problems:
        return kept, []
    places = tuple(problem.at for problem in (*problems, *found))
    message = "지난번에 만든 기록을 읽지 못해 무엇이 바뀌었는지 견주지 못합니다"
    return Kept(), [Problem("B-NEW-04", message, Location(file), "그 파일을 지우면 지금부터 다시 견줌", places, Severity.WARNING)]


def kept_text(kept: Kept) -> str:
    """Return the text of .skeleton.yaml."""
    lines = ["# pipeline bid new가 견주려고 둔 기록. 고치지 않는다."]
    for name, files in (("파일", kept.files), ("살필파일", kept.told)):
        if files:
            lines += [f"{name}:", *(f"  - {{이름: {_quoted(file.name)}, 제목: {_quoted(file.title)}, 지문: {_quoted(file.mark)}}}" for file in files)]
    if kept.gone:
        lines += ["# 지우거나 이름을 바꾼 절. 줄을 지우면 그 절을 다시 만든다.", "뺀절:"]
        lines += [f"  - {{파일: {_quoted(each.file)}, 제목: {_quoted(each.title)}, 대신: {_quoted(each.now)}}}" for each in kept.gone]
    if kept.by_hand:
        lines.append("손으로: 예")
    if kept.chapters:
        lines += ["장:", *(f"  - {{파일: {_quoted(each.file)}, 장: {_quoted(each.chapter)}}}" for each in kept.chapters)]
    for name, rows in (("요구사항", kept.rows), ("앞판", kept.before)):
        if rows:
            lines.append(f"{name}:")
            lines += [f"  - {{번호: {_quoted(row.key)}, 지문: {_quoted(row.mark)}, 내용: {_quoted(row.text)}}}" for row in rows]
    return "\n".join(lines) + "\n"


def _turned(each: Difference, texts: Mapping[str, str], shown: str) -> Turned:
    places = (*mentions(each.old_key, texts, shown), *quotes(each.old, texts, shown)) if each.old_key else ()
    places = tuple(dict.fromkeys(places))
    return Turned(each.turn, each.old_key, each.new_key, each.old, each.new, places)


def _stands_short(each: Difference, text: str) -> bool:
    """A sentence of a few letters cannot be known in a line: its mark says that it stands here."""
    return len(_letters(each.new)) < _SHORTEST and f"[[{each.new_key}]]" in text


def _same(each: Turned) -> bool:
    return fingerprint(each.old) == fingerprint(each.new)


def _letters(text: str) -> str:
    return re.sub(r"[\s\\]", "", text)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return f"‘{flat[:_SHOWN]}…’" if len(flat) > _SHOWN else f"‘{flat}’"


def _quoted(text: str) -> str:
    made = scalar(text)
    return made if made.startswith("'") else f"'{made}'"
