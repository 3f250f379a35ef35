"""Turns the lines of applications to enter into applications: who comes when, what is carried in, and what is not approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.model.dossier import Dossier
from pipeline.model.occasion import Visit
from pipeline.model.period import Period
from pipeline.model.staff import Person
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.rule import Rule

CODE = "R-VIS-01"


@dataclass(frozen=True, slots=True)
class Visitor:
    """One person of an application and whether the security pledge was made by the first day."""

    person: Person
    pledged: bool


@dataclass(frozen=True, slots=True)
class EntryRequest:
    """One application: its people, its days, and the lines that carry something in."""

    id: str
    lines: tuple[Visit, ...]
    visitors: tuple[Visitor, ...]
    period: Period
    places: tuple[str, ...]
    purposes: tuple[str, ...]
    requested: date | None
    approved: date | None  # None while any line waits
    approved_by: str

    @property
    def carried(self) -> tuple[Visit, ...]:
        """The lines that carry something in."""
        return tuple(line for line in self.lines if line.carries)

    @property
    def state(self) -> str:
        """승인 or 승인 대기."""
        return "승인" if self.approved else "승인 대기"

    @property
    def day(self) -> date:
        """The day of the application; for want of one the first day of the visit."""
        return self.requested or self.period.start


def entry_requests(dossier: Dossier) -> tuple[EntryRequest, ...]:
    """방문·반입 신청: 신청번호가 같은 줄을 한 신청으로 묶고, 반입 승인과 보안서약을 방문일과 견줍니다.

    조항: 출입 절차와 전산기기·보조기억매체의 반입 승인을 정한 조항(D2 III 보안 대책 마), 사업 투입 전 보안서약(SER-001 2), D2 III 라).

    산식
      기간 = 가장 이른 방문일 ~ 가장 늦은 종료일(없으면 방문일).
      승인 = 모든 줄에 승인일이 있을 때, 그 가운데 가장 늦은 날.
      매체를 반입하는 줄에 승인일이 없거나, 방문일이 승인일보다 빠르거나, 서약일이 없거나 방문일보다 늦으면 알립니다.

    예: 방문 2019. 8. 5., 노트북 반입, 승인 2019. 8. 5. → 승인된 반입. 승인일이 8. 6.이면 승인 전 방문입니다.
    """
    groups: dict[str, list[Visit]] = defaultdict(list)
    for line in dossier.visits:
        groups[line.id].append(line)
    return tuple(_entry(dossier, id, tuple(lines)) for id, lines in groups.items())


def _entry(dossier: Dossier, id: str, lines: tuple[Visit, ...]) -> EntryRequest:
    approvals = [line.approved for line in lines]
    days = [day for day in approvals if day]
    first = min(line.start for line in lines)
    people = dict.fromkeys(person.id for line in lines if (person := dossier.person(line.person)))
    return EntryRequest(
        id=id,
        lines=lines,
        visitors=tuple(Visitor(person, _pledged(person, first)) for each in people if (person := dossier.person(each))),
        period=Period(first, max(line.last for line in lines)),
        places=_once(line.place_name for line in lines),
        purposes=_once(line.purpose for line in lines),
        requested=min((line.requested for line in lines if line.requested), default=None),
        approved=max(days) if days and len(days) == len(approvals) else None,
        approved_by=", ".join(_once(line.approved_by for line in lines)),
    )


def _pledged(person: Person, day: date) -> bool:
    return person.pledged is not None and person.pledged <= day


def _once(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def check(dossier: Dossier) -> list[Problem]:
    """Say which thing was carried in without approval, which visit came before it, and who had not pledged."""
    return [problem for line in dossier.visits for problem in _line(dossier, line)]


def _line(dossier: Dossier, line: Visit) -> Iterator[Problem]:
    if line.last < line.start:
        yield Problem(CODE, f"{line.id}: 종료일({words.day(line.last)})이 방문일({words.day(line.start)})보다 빠릅니다.", line.at.at_field("종료일"), "두 날짜를 확인합니다.")
    if line.carries and line.approved is None:
        what = line.item or line.medium
        yield Problem(CODE, f"{line.id}: 반입물품({what})의 승인이 없습니다.", line.at.at_field("승인일"),
                      f"{words.day(line.start)} 전에 승인을 받고 승인일을 적습니다.", severity=Severity.WARNING)
    if line.approved and line.approved > line.start:
        yield Problem(CODE, f"{line.id}: 승인({words.day(line.approved)}) 전인 {words.day(line.start)}에 방문합니다.", line.at.at_field("방문일"),
                      "승인을 받은 뒤에 방문합니다.", severity=Severity.WARNING)
    person = dossier.person(line.person)
    if person and not _pledged(person, line.start):
        told = f"보안서약을 방문({words.day(line.start)}) 뒤인 {words.day(person.pledged)}에 하였습니다" if person.pledged else "보안서약 기록이 없습니다"
        yield Problem(CODE, f"{line.id}: {person.id}의 {told}.",
                      line.at.at_field("인력번호"), "방문하기 전에 보안서약서를 받습니다.", (person.at,) if person.at else (), Severity.WARNING)


RULE = Rule(CODE, "방문·반입의 승인과 보안서약", ("출입·반입 승인 조항", "SER-001 2)"), entry_requests, check)
