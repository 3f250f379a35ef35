"""Turns the folder of a bid that won into a contract: its terms put in, the promises of its proposal made duties; all or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pipeline.build.bid_contract import Award, awarded
from pipeline.build.bid_draft import compose_bid
from pipeline.build.bid_reading import FOLDER, Bid, read_bid
from pipeline.build.bid_duties import duties_text, promises_text
from pipeline.build.bid_passages import passages
from pipeline.build.publish import ARCHIVE
from pipeline.build.placing import publish
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Duty
from pipeline.model.promise import Promise
from pipeline.model.proposal import Volume
from pipeline.model.words import MISSING
from pipeline.problems import Location, Problem, Severity, stopping
from pipeline.read.dossier import read_dossier, shown_path
from pipeline.read.from_disk import read_text
from pipeline.rules.compliance import listed
from pipeline.trace.promise_kept import Kept, Outcome, keep
from pipeline.trace.promises import Undertaken, promises_of, undertaken
from pipeline.trace.rows import sentences
from pipeline.trace.tier import Tier
from pipeline.workspace import Workspace
from pipeline.write.layout import pages_of

CONTRACT, DUTIES, PROMISES = "contract.yaml", "duties.yaml", "promises.yaml"
TAKEN, WON_BEFORE, NO_BOOK, LOOSE, UNANSWERED, UNKNOWN, NO_PAGE, NO_WORDS = (
    "B-WIN-01", "B-WIN-02", "B-WIN-07", "B-WIN-08", "B-WIN-09", "B-WIN-10", "B-WIN-11", "B-WIN-12",
)  # fmt: skip


@dataclass(slots=True)
class WinReport:
    """What a run made of a bid: the contract's folder and files (none when something stopped it), and what it found."""

    contract: str
    folder: Path | None = None
    files: list[Path] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)  # of contract.yaml, in Korean
    promises: int = 0
    placed: int = 0  # duties that were there and now name their place in the proposal
    made: tuple[Duty, ...] = ()
    outcomes: dict[str, int] = field(default_factory=dict)  # 같음, 강화, 대안, 빠짐 … → rows of the RFP
    problems: list[Problem] = field(default_factory=list)

    @property
    def stopped(self) -> bool:
        """True when nothing was written."""
        return bool(stopping(self.problems))


def win(
    workspace: Workspace, name: str, target: Path | None = None, signed: date | None = None, start: date | None = None, amount: int | None = None
) -> WinReport:
    """Turn data/NAME, whose bid won, into a contract: in its place, or in the new folder `target`.

    Days and `amount` (won, VAT included) that are not given stay as in the bid and are called assumptions. A folder that holds
    a contract is not written over; of the files that change in place the old ones go to 보관/.
    """
    source = workspace.data / name
    folder = source if target is None or target.resolve() == source.resolve() else target
    report = WinReport(folder.name)
    report.problems = list(_refused(folder, source, workspace))
    if report.stopped:
        return report
    bid, problems = read_bid(workspace, name)
    report.problems += problems
    if bid is None or report.stopped:
        return report
    promises = _promises(workspace, name, bid, report)
    if report.stopped:
        return report
    found = undertaken(bid.dossier, promises)
    texts = _texts(source, bid, folder.name, found, promises, report, signed, start, amount)
    if not report.stopped:
        _tell(bid.dossier, promises, found, report)
        _write(workspace, source, folder, texts, report)
    return report


def _refused(folder: Path, source: Path, workspace: Workspace) -> Iterator[Problem]:
    at = Location(shown_path(folder, workspace.root))
    if folder == source:
        if (source / PROMISES).exists():
            hint = f"다시 만들려면 {PROMISES}과 {DUTIES}를 다른 곳으로 옮기고, {ARCHIVE}에 둔 {CONTRACT}을 되돌립니다."
            yield Problem(WON_BEFORE, f"이미 계약으로 바꾼 폴더입니다({PROMISES}이 있음)", at, hint)
        return
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "계약이 이미 있는 폴더" if (folder / CONTRACT).exists() else "비어 있지 않은 폴더"
        yield Problem(TAKEN, f"{what}라 덮어쓰지 않았습니다", at, "--out에 새 폴더 이름을 줍니다. 예: --out data/2020-유지관리")


def _promises(workspace: Workspace, name: str, bid: Bid, report: WinReport) -> tuple[Promise, ...]:
    """Return what the technical book promises, with the pages of its layout."""
    draft, _ = compose_bid(workspace, name, bid)
    book = draft.books.get(Volume.TECHNICAL)
    if book is None:
        at = Location(shown_path(bid.folder, workspace.root))
        report.problems += stopping(draft.problems)
        report.problems.append(Problem(NO_BOOK, "기술제안서를 만들 수 없어 약속을 찾지 못했습니다", at, "pipeline bid status로 까닭을 보고 고칩니다."))
        return ()
    own = {section.file for section in bid.proposal.volume(Volume.TECHNICAL)}
    answers = tuple(answer for answer in draft.answers if answer.section in own)
    found = passages(book, answers, pages_of(book, workspace.pages))
    known = {row.key for row in sentences(bid.dossier)}
    for each in found:
        if each.answer.key not in known:
            hint = "requirements.yaml과 clauses.yaml의 번호로 고칩니다."
            report.problems.append(_warning(UNKNOWN, f"없는 요구사항의 답이라 약속으로 적지 않았습니다: {each.answer.key}", each.answer.at, hint))
    told = [each for each in found if each.answer.key in known]
    lost = [each for each in told if each.page is None]
    if lost:
        hint = "제안서를 다시 만든 뒤(pipeline bid build) 쪽을 확인합니다."
        keys = listed([each.answer.key for each in lost])
        report.problems.append(_warning(NO_PAGE, f"쪽을 알 수 없어 적지 않은 약속이 {len(lost)}개 있습니다: {keys}", lost[0].answer.at, hint))
    held = draft.found.held
    return tuple(replace(each, without=tuple(key for key, above in held if above == each.key)) for each in promises_of(told))


def _texts(
    source: Path, bid: Bid, code: str, found: Undertaken, promises: Sequence[Promise], report: WinReport,
    signed: date | None, start: date | None, amount: int | None,
) -> dict[str, str]:
    """Return file name → text of everything that changes."""
    texts: dict[str, str] = {}
    before = {name: _text(source / name, report) for name in (CONTRACT, DUTIES)}
    if report.stopped:
        return {}
    award: Award = awarded(before[CONTRACT] or "", bid.dossier, bid.proposal.bidder, code, signed, start, amount)
    report.problems += award.problems
    report.changes = award.changes
    texts[CONTRACT], texts[PROMISES] = award.text, promises_text(promises)
    if found.made or found.placed:
        texts[DUTIES] = duties_text(before[DUTIES], found)
    return texts


def _text(path: Path, report: WinReport) -> str | None:
    if not path.exists():
        return None
    text, problems = read_text(path, path.name)
    report.problems += problems
    return None if text is None else text.replace("\r\n", "\n")


def _tell(dossier: Dossier, promises: Sequence[Promise], found: Undertaken, report: WinReport) -> None:
    """Count what was promised, and say what a person has to settle before the contract is signed."""
    rows = sentences(dossier)
    above = {row.parent for row in rows}
    asking = {row.key for row in rows if row.tier is not Tier.CARD or row.key not in above}  # a card with items only gathers them
    kept = [each for each in keep(rows, promises) if each.key in asking and each.outcome is not Outcome.UNASKED]
    report.promises, report.placed, report.made = len(promises), len(found.placed), found.made
    report.outcomes = {outcome.value: count for outcome, count in Counter(each.outcome for each in kept).items()}
    at = dossier.contract.at.whole
    for each in kept:
        if each.outcome is Outcome.LOOSER and each.promises:  # a row without promises is as loose as those below it, which are told themselves
            first = each.promises[0]
            message = f"{each.key}: 수용으로 적었으나 수치가 지시서보다 느슨합니다. {_told(each)}"
            report.problems.append(_warning(LOOSE, message, first.at or at, "계약하기 전에 발주부서와 맞춥니다. 지시서의 수치는 그대로 지킬 의무입니다."))
    for outcome, what in ((Outcome.MISSING, "제안서가 답하지 않은"), (Outcome.DECLINED, "제안서가 불가로 적은")):
        keys = [each.key for each in kept if each.outcome is outcome]
        if keys:
            hint = "의무를 duties.yaml에 적거나, 뺀다는 합의를 waivers.csv에 적습니다."
            report.problems.append(_warning(UNANSWERED, f"{what} 문장이 {len(keys)}개 있습니다: {listed(keys)}", at, hint))
    silent = [each.id for each in found.made if each.what == MISSING]
    if silent:
        message = f"표시 곁에 글이 없어 이행활동이 {MISSING}인 의무가 {len(silent)}개 있습니다: {listed(silent)}"
        report.problems.append(_warning(NO_WORDS, message, at, "duties.yaml에 할 일을 적습니다."))


def _told(each: Kept) -> str:
    return "; ".join(each.reasons)


def _warning(code: str, message: str, at: Location, hint: str) -> Problem:
    return Problem(code, message, at, hint, severity=Severity.WARNING)


def _write(workspace: Workspace, source: Path, folder: Path, texts: Mapping[str, str], report: WinReport) -> None:
    """Make the folder beside its place, read it as any contract is read, and only then put it there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    made = staged / folder.name
    try:
        shutil.copytree(source, made, ignore=_left_behind(source))
        for name, text in texts.items():
            (made / name).write_text(text, "utf-8", newline="\n")
        _, problems = read_dossier(made, workspace.law, staged)
        report.problems += [each for each in problems if each.stops]
        if report.stopped:
            return
        if folder == source:
            report.problems += publish({**_kept_back(source, texts), **{folder / name: text.encode("utf-8") for name, text in texts.items()}})
        else:
            if folder.is_dir():
                folder.rmdir()
            made.replace(folder)
    except OSError as error:
        hint = "그 폴더의 파일을 닫고, 쓸 수 있는 폴더인지 확인합니다."
        at = Location(shown_path(folder, workspace.root))
        report.problems.append(Problem("B-PUB-02", f"계약 폴더를 쓰지 못했습니다({error.strerror})", at, hint))
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    if not report.stopped:
        report.folder, report.files = folder, [folder / name for name in texts]


def _left_behind(source: Path) -> Callable[[str, list[str]], set[str]]:
    """The proposal and what tools keep for themselves stay with the bid."""

    def left(above: str, names: list[str]) -> set[str]:
        hidden = {name for name in names if name.startswith((".", "~$"))}
        return hidden | ({FOLDER, ARCHIVE} & set(names) if Path(above) == source else set())

    return left


def _kept_back(source: Path, texts: Mapping[str, str]) -> dict[Path, bytes]:
    """Return the files of the bid that change, as they go to 보관/."""
    return {source / ARCHIVE / name: (source / name).read_bytes() for name in texts if (source / name).exists()}
