"""Turns what manifests say was built and the obligations of the term into the list of deliverables: demanded, handed in, missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from pipeline.model.contract import Contract
from pipeline.model.deliverable import Deliverable, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.rules.occurrence.occurrence import Built, Obligation, State, day_of

FINISHING = "완료"  # the folder of the package that is being made: it proves nothing of itself
END = "종료"  # the key of the event at which the contract ends
_HAPPENED = (State.DONE, State.AHEAD, State.OVERDUE, State.UNKNOWN, State.UNDATED)


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """One document that a manifest says was built, with its files."""

    folder: str  # 2019-08, 착수
    name: str
    template: str
    day: date | None
    month: Month
    files: tuple[str, ...]
    missing: int  # facts that it lacked

    @property
    def id(self) -> str:
        """The folder and the name: 2019-08/정기점검보고서."""
        return f"{self.folder}/{self.name}"

    @property
    def formats(self) -> tuple[str, ...]:
        """The endings of its files in capitals: HWPX, PDF."""
        return tuple(PurePosixPath(file).suffix[1:].upper() for file in self.files)

    @property
    def format_words(self) -> str:
        """HWPX, PDF."""
        return ", ".join(self.formats)


def made_documents(contract: Contract, manifests: Mapping[str, Mapping[str, Any]]) -> tuple[MadeDocument, ...]:
    """Return the documents of all manifests (folder below the contract's output → manifest.json) but the finishing package's.

    A document without a month belongs to the month of its date, within the term.
    """
    found = []
    for folder, record in sorted(manifests.items()):
        if folder == FINISHING:
            continue
        for each in record.get("documents", ()):
            day = date.fromisoformat(each["date"]) if each.get("date") else None
            named = record.get("month")
            month = Month.parse(named) if named else _within(contract, day or contract.start)
            files = tuple(sorted(each.get("files", {})))
            found.append(MadeDocument(folder, each["name"], each.get("deliverable", ""), day, month, files, each.get("missing", 0)))
    return tuple(found)


def _within(contract: Contract, day: date) -> Month:
    return min(max(Month.of(day), contract.months[0]), contract.months[-1])


def as_built(documents: Iterable[MadeDocument]) -> tuple[Built, ...]:
    """Return the documents as the obligations ask for them."""
    return tuple(Built(each.id, each.template, each.month) for each in documents)


@dataclass(frozen=True, slots=True)
class DemandLine:
    """One deliverable of the contract: how often it was owed, how often it is known to have been handed in or built."""

    deliverable: Deliverable
    owed: int  # events that asked for it
    done: int
    here: int  # of those not done, how many the package that is being made brings
    late: int
    ahead: int  # not done, and its day has not come
    last: date | None  # the newest day on which a log says it was handed in
    documents: tuple[MadeDocument, ...]
    theirs: bool  # the client hands it in
    reasons: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many were owed and are known to be neither handed in nor in this package nor due later."""
        return 0 if self.theirs else self.owed - self.done - self.here - self.ahead

    @property
    def state(self) -> str:
        """제출 확인, 일부 미확인, 미확인, 이번에 제출, 기한 남음, 사유 없음; what the client gives is 발주기관 문서."""
        if self.theirs:
            return "상대방이 내는 문서"
        if not self.owed:
            return "사유 없음"
        if self.missing:
            return "일부 미확인" if self.done or self.here else "미확인"
        if self.here:
            return "이번에 제출"
        return "기한 남음" if self.ahead and not self.done else "확인"

    @property
    def count_words(self) -> str:
        """3/4, or - where nothing asked for it."""
        return f"{self.done + self.here}/{self.owed}" if self.owed else "-"

    @property
    def when(self) -> str:
        """The day that a log gives, else how it is known: 만듦 (a document was built), 기록 있음 (a log without a day)."""
        if self.last:
            return f"{self.last.year}. {self.last.month}. {self.last.day}."
        if self.here:
            return "완료계와 함께"
        if self.done:
            return "만듦" if self.documents else "기록 있음"
        return "기록 없음" if self.owed and not self.theirs else "-"

    @property
    def media(self) -> str:
        """전자파일(HWPX, PDF) where files were built, else -."""
        formats = dict.fromkeys(format for each in self.documents for format in each.formats)
        return f"전자파일({', '.join(formats)})" if formats else "-"

    @property
    def file_words(self) -> str:
        """The first file and how many more; - without any."""
        if not self.documents:
            return "-"
        rest = len(self.documents) - 1
        return self.documents[0].name + (f" 외 {rest}건" if rest else "")


def demanded(
    dossier: Dossier, obligations: Sequence[Obligation], documents: Sequence[MadeDocument], here: Collection[str] = ()
) -> tuple[DemandLine, ...]:
    """Return a line for each deliverable of the contract. `here`: the templates of the documents being made now."""
    of_number: dict[str, dict[str, list[Obligation]]] = {}
    for each in obligations:
        if each.number and each.state in _HAPPENED:
            of_number.setdefault(each.number, {}).setdefault(each.thing, []).append(each)
    return tuple(_line(dossier.contract, item, of_number.get(item.number, {}), documents, here) for item in dossier.deliverables)


def _line(
    contract: Contract, item: Deliverable, things: Mapping[str, list[Obligation]], documents: Sequence[MadeDocument], here: Collection[str]
) -> DemandLine:
    done = [group for group in things.values() if any(each.state is State.DONE for each in group)]
    rest = {thing: group for thing, group in things.items() if group not in done}
    brought = [thing for thing in rest if _brings(item, thing, here)]
    ahead = [thing for thing, group in rest.items() if thing not in brought and any(each.state is State.AHEAD for each in group)]
    proofs = {id for group in done for each in group for id in each.evidence}
    proving = tuple(each for each in documents if each.id in proofs)
    made = tuple(each for each in documents if things and item.template and each.template == item.template)
    days = [day_of(each.done) for group in done for each in group if each.state is State.DONE and each.done]
    left = [each.reason for thing, group in rest.items() if thing not in brought and thing not in ahead for each in group]
    return DemandLine(
        deliverable=item,
        owed=len(things),
        done=len(done),
        here=len(brought),
        late=sum(all(each.late or each.state is not State.DONE for each in group) for group in done),
        ahead=len(ahead),
        last=max(days, default=None),
        documents=proving or made,
        theirs=bool(item.recipient) and item.recipient == contract.contractor.term,
        reasons=tuple(dict.fromkeys(filter(None, left))),
    )


def _brings(item: Deliverable, thing: str, here: Collection[str]) -> bool:
    """What is owed at the end is brought by the package that is made then; an earlier occasion of it is not."""
    return bool(item.template) and item.template in here and (thing.rpartition("/")[2] == END or item.trigger is not Trigger.END)
