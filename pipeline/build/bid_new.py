"""Turns a contract folder with an RFP into the skeleton of its proposal; run again, it keeps every written word and adds what is new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from pipeline.build.bid_folder import Standing, file_of, read_standing
from pipeline.build.bid_guide import guide_text, guide_with
from pipeline.build.bid_heads import with_asks
from pipeline.build.bid_revision import (
    FILE as KEPT_FILE,
    Kept,
    KeptChapter,
    KeptFile,
    KeptGone,
    Turned,
    chapter_problem,
    chapter_to_keep,
    kept_text,
    problem_of,
    rows_of,
    turned,
    unquoted,
)
from pipeline.build.bid_skeleton import DIRECTION, LIMIT, SUMMARY_DIRECTION, SUMMARY_LIMIT, PlannedSection, Skeleton, skeleton_of
from pipeline.build.bid_text import cost_text, requirement_parts, section_text, settings_text
from pipeline.model.bid_terms import WritingRule
from pipeline.model.dossier import Dossier
from pipeline.model.proposal import Direction
from pipeline.problems import Location, Problem, Severity, stopping
from pipeline.read.bid_terms import read_bid_terms
from pipeline.read.dossier import read_dossier, shown_path
from pipeline.read.proposal import GUIDE, SETTINGS
from pipeline.trace.fingerprint import fingerprint
from pipeline.workspace import Workspace

FOLDER = "proposal"
COST = "cost.yaml"


class Done(StrEnum):
    """What became of a file."""

    NEW = "새로"
    RENEWED = "다시 씀"  # nobody had touched it, and the RFP says something else now
    ADDED = "더함"  # a person's words stay, requirements that are new stand behind them
    LEFT = "그대로 둠"
    DROPPED = "지움"  # nobody had touched it, and the RFP's outline has no such section any more
    SKIPPED = "만들지 않음"  # people took it away, or never had it, and answer its requirements elsewhere


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of the proposal after a run."""

    file: str
    done: Done
    title: str = ""
    points: str = ""
    pages: int | None = None
    asks: tuple[str, ...] = ()  # for 더함: what was added


@dataclass(slots=True)
class BidReport:
    """What a run did: the files written, what became of each, what the RFP changed, what a person should know."""

    contract: str
    folder: Path
    files: list[Path] = field(default_factory=list)  # written now
    lines: list[FileLine] = field(default_factory=list)
    turned: list[Turned] = field(default_factory=list)  # sentences that changed since the skeleton
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def stopped(self) -> bool:
        """True when nothing was written."""
        return bool(stopping(self.problems))

    def of(self, done: Done) -> tuple[FileLine, ...]:
        """Return the files of which this became."""
        return tuple(line for line in self.lines if line.done is done)


def new_bid(workspace: Workspace, name: str, with_price: bool = False) -> BidReport:
    """Write the skeleton of the proposal of contract `name` into data/NAME/proposal, or bring an earlier one up to the RFP.

    Files that a person made or changed keep every word; requirements that are new are added behind them. Nothing is written
    when a file there cannot be read. `with_price` adds an example cost.yaml beside the contract's other data.
    """
    home = workspace.data / name
    folder, report = home / FOLDER, BidReport(name, home / FOLDER)
    dossier, problems = read_dossier(home, workspace.law, workspace.root)
    shown = shown_path(home, workspace.root)
    terms, faults = read_bid_terms(home, shown)
    there, more = read_standing(folder, f"{shown}/{FOLDER}")
    report.problems += [*problems, *faults, *more]
    if dossier is None or report.stopped:
        return report
    skeleton = skeleton_of(dossier, terms, there.claimed, there.is_gone)
    report.notes += [f"차례: {skeleton.source}", *skeleton.notes]
    if not dossier.requirements:
        place = Location(f"{shown}/requirements.yaml")
        report.problems.append(Problem("B-NEW-01", "요구사항이 없어 절에 나눌 것이 없습니다", place, "clauses.yaml에서 고름", severity=Severity.WARNING))
    slots = _files_of(skeleton, there)
    made = _made(skeleton, slots, dossier, there, report)
    _guide(terms.writing, dossier.contract.document, there, made, report)
    drops = _orphans(skeleton, there, made, report)
    _tell_settings(skeleton, there, report)
    files = {folder / file: text for file, text in made.items() if text != there.texts.get(file)}
    files[folder / KEPT_FILE] = kept_text(_keep(slots, dossier, there, made, f"{shown}/{FOLDER}", report))
    if with_price:
        _price(dossier, home / COST, files, report)
    _write(files, [folder / file for file in drops], report)
    return report


def _files_of(skeleton: Skeleton, there: Standing) -> dict[str, PlannedSection]:
    """Return file → the section that it stands for, in order."""
    slots: dict[str, PlannedSection] = {}
    for planned in skeleton.sections:
        slots[file_of(planned, there, slots)] = planned
    return slots


def _made(skeleton: Skeleton, slots: Mapping[str, PlannedSection], dossier: Dossier, there: Standing, report: BidReport) -> dict[str, str]:
    """Return the text of every file that the skeleton gives, people's own words kept, and tell what became of each."""
    cards, document = {card.id: card for card in dossier.requirements}, dossier.contract.document
    made: dict[str, str] = {}
    if there.touched(SETTINGS):
        report.lines.append(FileLine(SETTINGS, Done.LEFT))
    else:
        made[SETTINGS] = settings_text(skeleton)
        report.lines.append(FileLine(SETTINGS, _done(SETTINGS, made[SETTINGS], there)))
    for file, planned in slots.items():
        line = FileLine(file, Done.LEFT, planned.slot.title, _points(planned), planned.pages, planned.asks)
        if there.touched(file):
            fresh = _fresh(file, dossier, there)
            if planned.asks or fresh:
                lacking = [key for key in planned.asks if not re.search(rf"^#+ {re.escape(key)}(?![\w#.-])", there.texts[file], re.M)]
                parts = requirement_parts((*fresh, *lacking), cards, document)
                head = with_asks(there.texts[file], planned.asks) if planned.asks else there.texts[file]
                made[file] = head.rstrip("\n") + "\n" + "".join(f"\n{part}\n" for part in parts)
            report.lines.append(replace(line, done=Done.ADDED if planned.asks or fresh else Done.LEFT, asks=(*fresh, *planned.asks)))
        elif _is_theirs_to_leave_out(planned, file, there):
            report.lines.append(replace(line, done=Done.SKIPPED))
        else:
            made[file] = section_text(planned, cards, document)
            report.lines.append(replace(line, done=_done(file, made[file], there)))
    return made


def _guide(rules: Sequence[WritingRule], document: str, there: Standing, made: dict[str, str], report: BidReport) -> None:
    """Make the checklist of the RFP's rules for writing; one that people worked in keeps every word, one that they took away stays away."""
    if GUIDE not in there.texts and (not rules or there.kept.file(GUIDE)):
        report.lines += [FileLine(GUIDE, Done.SKIPPED)] if rules else []
        return
    if not there.touched(GUIDE):
        made[GUIDE] = guide_text(rules, document)
        report.lines.append(FileLine(GUIDE, _done(GUIDE, made[GUIDE], there)))
        return
    made[GUIDE], new, gone = guide_with(there.texts[GUIDE], rules)
    report.lines.append(FileLine(GUIDE, Done.ADDED if new else Done.LEFT))
    if gone:
        report.notes.append(f"{GUIDE}의 {len(gone)}줄은 이제 제안요청서에 없습니다: {gone[0] if len(gone[0]) <= 40 else gone[0][:40] + '…'}")


def _fresh(file: str, dossier: Dossier, there: Standing) -> tuple[str, ...]:
    """Return the sentences that a revision added to requirements which a person's file answers as a whole already."""
    base = there.kept.base(there.marks)
    cards = {key for key in there.sections[file].asks if "#" not in key} & {row.key for row in base}
    found = unquoted(base, rows_of(dossier), there.texts[file]) if cards else ()
    return tuple(key for key in found if key.partition("#")[0] in cards)


def _is_theirs_to_leave_out(planned: PlannedSection, file: str, there: Standing) -> bool:
    """True where no section is missing: people took it away or ordered a proposal of their own, and it has nothing to answer."""
    return file not in there.texts and not planned.asks and (there.by_hand or there.is_gone(planned.slot))


def _done(file: str, text: str, there: Standing) -> Done:
    if file not in there.texts:
        return Done.NEW
    return Done.LEFT if text == there.texts[file] else Done.RENEWED


def _orphans(skeleton: Skeleton, there: Standing, made: Mapping[str, str], report: BidReport) -> list[str]:
    """Return the files that we wrote, nobody touched, and the RFP's outline has no more."""
    used = {line.file for line in report.lines}
    drops = []
    for name, section in there.sections.items():
        if name in used or name in made:
            continue
        if there.touched(name):
            report.lines.append(FileLine(name, Done.LEFT, section.title, pages=None))
        else:
            drops.append(name)
            report.lines.append(FileLine(name, Done.DROPPED, section.title))
    return drops


def _tell_settings(skeleton: Skeleton, there: Standing, report: BidReport) -> None:
    """Say where a person's proposal.yaml and the RFP differ in a page limit or in how the paper lies."""
    text = there.texts.get(SETTINGS, "")
    if not there.touched(SETTINGS):
        return
    for name in (LIMIT, SUMMARY_LIMIT):
        found = re.search(rf"^{name}\s*:\s*(\d+)", text, re.M)
        now = skeleton.limit(name)
        if now is not None and (found is None or int(found[1]) != now):
            theirs = f"{found[1]}쪽이고" if found else "비어 있고"
            report.notes.append(f"{SETTINGS}의 {name}은 {theirs} 제안요청서는 {now}쪽입니다. 맞는 쪽으로 고치세요.")
    ways = {name: found[1] if (found := re.search(rf"^{name}\s*:\s*(\S+)", text, re.M)) else "" for name in (DIRECTION, SUMMARY_DIRECTION)}
    usual = {DIRECTION: Direction.PORTRAIT.value, SUMMARY_DIRECTION: ways[DIRECTION] or Direction.PORTRAIT.value}
    for name, way in ways.items():
        rule = skeleton.rules.get(name)
        if rule and rule.value != (way or usual[name]):
            report.notes.append(f"{SETTINGS}의 {name}은 {way or usual[name]}이고 제안요청서는 {rule.value}입니다. 맞는 쪽으로 고치세요.")


def _chapters(slots: Mapping[str, PlannedSection], there: Standing, report: BidReport) -> Iterator[KeptChapter]:
    """Yield the RFP's chapters for the next run to compare with, and tell where a person's section stands in another than the RFP's now."""
    for file, planned in slots.items():
        now, before = planned.slot.chapter, there.kept.chapter(file, planned.file)
        section = there.sections.get(file) if there.touched(file) else None
        if section is not None and before is not None:
            problem = chapter_problem(section, before, now)
            report.problems += [problem] if problem else []
            now = chapter_to_keep(section, before, now) if problem else now
        yield KeptChapter(file=file, chapter=now)


def _gone(slots: Mapping[str, PlannedSection], there: Standing, made: Mapping[str, str], report: BidReport) -> Iterator[KeptGone]:
    """Yield the sections that people took away or renamed for the next run to remember, and tell of each once."""
    known = {(each.file, each.now) for each in there.kept.gone}
    fresh: list[KeptGone] = []
    for file, planned in slots.items():
        once, heir = there.once(planned.slot), there.heir(planned.slot)
        if (heir and heir == file) or (there.is_gone(planned.slot) and file not in made):
            each = KeptGone(file=once, title=planned.slot.title, now=heir)
            fresh += [] if (each.file, each.now) in known else [each]
            yield each
    away = [each.file for each in fresh if not each.now]
    if away:
        report.notes.append(f"없어진 절은 지우거나 다른 절에 합친 것으로 보아 다시 만들지 않습니다: {', '.join(away)}. 다시 만들려면 {KEPT_FILE}의 뺀절에서 그 줄을 지우세요.")
    renamed = [f"{each.file} → {each.now}" for each in fresh if each.now]
    if renamed:
        report.notes.append(f"이름을 바꾼 절로 보았습니다: {', '.join(renamed)}")


def _keep(
    slots: Mapping[str, PlannedSection], dossier: Dossier, there: Standing, made: Mapping[str, str], shown: str, report: BidReport
) -> Kept:
    """Return what the next run will compare with, and tell what changed since the sentences that people wrote for."""
    rows, marks = rows_of(dossier), there.marks
    base = there.kept.base(marks)
    theirs = {name: made.get(name, text) for name, text in there.theirs.items()}
    waiting = there.kept.open_files(marks)
    if there.kept.before and waiting and rows == there.kept.rows:  # no newer revision: who has looked need not be told again
        theirs = {name: text for name, text in theirs.items() if name in waiting}
    if there.kept.rows:
        report.turned += turned(base, rows, theirs, shown)
    told = [(each, problem) for each in report.turned if (problem := problem_of(each))]
    report.problems += [problem for _, problem in told]
    open_names = {place.file.rpartition("/")[2] for each, _ in told for place in each.places}
    written = {name: text for name, text in made.items() if not there.touched(name)}
    titles = {line.file: line.title for line in report.lines}
    gone = tuple(_gone(slots, there, made, report))
    away = {each.file for each in gone}
    skipped = [there.kept.file(line.file) for line in report.of(Done.SKIPPED) if line.file not in away]
    return Kept(
        chapters=tuple(_chapters(slots, there, report)),
        files=tuple(
            [*(KeptFile(name=name, title=titles.get(name, ""), mark=fingerprint(text)) for name, text in written.items()),
             *(file for file in there.kept.files if there.touched(file.name)), *filter(None, skipped)]
        ),
        gone=gone,
        by_hand=there.by_hand,
        rows=rows,
        before=base if open_names else (),
        told=tuple(KeptFile(name=name, mark=fingerprint(theirs[name])) for name in sorted(open_names)),
    )  # fmt: skip


def _price(dossier: Dossier, path: Path, files: dict[Path, str], report: BidReport) -> None:
    if path.exists():
        report.notes.append(f"{COST}이 이미 있어 그대로 두었습니다.")
        return
    amount = dossier.contract.amount
    files[path] = cost_text(dossier.contract.signed, str(int(amount)) if amount is not None else "")
    report.notes.append(f"{COST}에 예시 산출내역을 두었습니다. 모든 값이 예시이므로 제안사의 값으로 바꾸세요.")


def _write(files: Mapping[Path, str], drops: Iterable[Path], report: BidReport) -> None:
    """Write every file beside its place first, then move all of them there."""
    staged: list[tuple[Path, Path]] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f".{path.name}.new")
            staged.append((new, path))
            new.write_bytes(text.encode("utf-8"))
        for new, path in staged:
            new.replace(path)
        for path in drops:
            path.unlink(missing_ok=True)
    except OSError as error:
        for new, _ in staged:
            new.unlink(missing_ok=True)
        hint = "그 폴더의 파일을 닫고, 쓸 수 있는 폴더인지 확인"
        report.problems.append(Problem("B-NEW-05", f"제안서의 뼈대를 쓰지 못했습니다({error.strerror})", Location(f"data/{report.contract}/{FOLDER}"), hint))
        return
    report.files += [path for path in files if path.name != KEPT_FILE]


def _points(planned: PlannedSection) -> str:
    return "" if planned.earned.points is None else f"{planned.earned.points.normalize():f}"
