"""Turns duties that stand all the time (people, pledges, service) or that only a person can judge into months."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from pipeline.model.duty import Duty
from pipeline.model.period import Month
from pipeline.model.staff import Person
from pipeline.rules import words
from pipeline.trace.fulfilment import Fulfilment, Proof, Status
from pipeline.trace.ledger import Ledger
from pipeline.trace.outcome import number, outcome, records

STAFFED = frozenset({Proof.STAFF})
PLEDGED = frozenset({Proof.PLEDGE, Proof.STAFF})
BY_HAND = "기록으로는 알 수 없어 담당자가 확인"


def availability(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """가용률: the lowest service's figure against 목표 (per cent); without a target a person judges the figure."""
    found = ledger.availability(month)
    lowest = min(
        (each for each in found.services if each.raw is not None), key=lambda each: each.raw or 0, default=None
    )
    if lowest is None or lowest.raw is None:
        return outcome(ledger, month, 0, 0, "가용률을 재는 서비스가 없음")
    figure, target = f"{lowest.service} {words.percent(lowest.raw)}", _decimal(duty.parameter("목표"), found.target)
    down = [outage.incident.id for each in found.services for outage in each.outages]
    if target is None:
        return outcome(
            ledger, month, 1, 0, f"{figure}, 계약에 목표 수치가 없음", down, figure=figure, status=Status.OPEN
        )
    met = lowest.raw >= target
    return outcome(ledger, month, 1, int(met), "" if met else f"{figure} < 목표 {target}%", down, figure=figure)


def _decimal(text: str, otherwise: Decimal | None) -> Decimal | None:
    try:
        return Decimal(text) if text else otherwise
    except InvalidOperation:
        return otherwise


def qualification(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """인력요건: the people of 역할 who worked in the month and have the years asked; fewer than 회수 people is a lack."""
    people = [
        each for each in ledger.staffing(month).people if duty.parameter("역할") in each.person.role and each.works
    ]
    wanted = number(duty, "회수", 1)
    if not people:
        ended = ledger.ended(month) and wanted > 0
        return outcome(ledger, month, wanted if ended else 0, 0, "작업한 사람이 없음")
    ids = [id for each in people for id in (each.person.id, *(work.id for work in each.works))]
    unknown = [each for each in people if each.qualification.met is None]
    short = [each for each in people if each.qualification.met is False]
    planned, done = max(wanted, len(people)), len(people) - len(unknown) - len(short)
    reasons = [f"{each.person.id}: {each.qualification.step}" for each in (*short, *unknown)]
    if len(people) < wanted:
        reasons.append(f"{wanted}명 가운데 {len(people)}명")
    status = Status.OPEN if unknown and not short and len(people) >= wanted else None
    figure = "; ".join(each.qualification.step for each in people)
    return outcome(
        ledger,
        month,
        planned,
        done,
        "; ".join(reasons),
        ids,
        figure=figure,
        status=status,
        proofs=STAFFED | {Proof.LOG},
    )


def replacement(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """인력변동: people who came after the start or left before the end; approval and handover are for a person to check."""
    contract = ledger.contract
    came = [each for each in ledger.dossier.people if each.joined in month and each.joined > contract.start]
    left = [each for each in ledger.dossier.people if each.left and each.left in month and each.left < contract.end]
    moved = [f"{each.id} 투입 {words.day(each.joined)}" for each in came]
    moved += [f"{each.id} 철수 {words.day(each.left)}" for each in left if each.left]
    if not moved:
        return outcome(ledger, month, 0, 0, "인력 변동 없음", proofs=STAFFED)
    reason = f"{'; '.join(moved)}: {duty.reason or BY_HAND}"
    ids = [each.id for each in (*came, *left)]
    return outcome(ledger, month, len(moved), 0, reason, ids, status=Status.OPEN, proofs=STAFFED)


def pledge(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """서약: each person who joined in the month pledged before that day; on the very day is for a person to check."""
    people = _joined(ledger, month)
    late = [each for each in people if each.pledged is None or each.pledged > each.joined]
    same = [each for each in people if each.pledged == each.joined]
    reasons = [f"{each.id} 투입 {words.day(each.joined)}, 서약 {_day(each.pledged)}" for each in late]
    reasons += [f"{each.id} 투입 당일 서약" for each in same]
    return _people(
        ledger, month, people, len(late) + len(same), reasons, PLEDGED, Status.OPEN if same and not late else None
    )


def training(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """보안교육: each person who joined in the month was trained; no clause says by when."""
    people = _joined(ledger, month)
    lacking = [each for each in people if each.trained is None]
    return _people(ledger, month, people, len(lacking), [f"{each.id} 교육 기록 없음" for each in lacking], STAFFED)


def _joined(ledger: Ledger, month: Month) -> list[Person]:
    return [each for each in ledger.dossier.people if each.joined in month]


def _day(when: date | None) -> str:
    return words.day(when) if when else "기록 없음"


def _people(
    ledger: Ledger,
    month: Month,
    people: list[Person],
    lacking: int,
    reasons: list[str],
    proofs: frozenset[Proof],
    status: Status | None = None,
) -> Fulfilment:
    reason = "; ".join(reasons) if people else "새로 투입한 사람 없음"
    ids = [each.id for each in people]
    return outcome(ledger, month, len(people), len(people) - lacking, reason, ids, status=status, proofs=proofs)


def person(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """사람확인: for a person to judge, always or by 시점=착수, 종료, 발생 (months in which 기록=… finds a record)."""
    ids, when = [each.id for each in records(duty, ledger, month)], duty.parameter("시점")
    first, last = ledger.contract.months[0], ledger.contract.months[-1]
    match when:
        case "발생" if not ids:
            return outcome(ledger, month, 0, 0, "해당 기록 없음")
        case "착수" if month != first:
            return outcome(ledger, month, 0, 0, "착수 때의 일")
        case "종료" if month != last or not ledger.ended(month):
            return outcome(ledger, month, 0, 0, "종료 때의 일")
    return outcome(ledger, month, 0, 0, duty.reason or BY_HAND, ids, status=Status.OPEN)


def nothing(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """해당없음: the row asks for nothing; 사유 says why."""
    return outcome(ledger, month, 0, 0, duty.reason or "요구하는 바가 없음")
