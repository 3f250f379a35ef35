"""Turns a dossier and what was built for it into what the documents of the end need: totals, money, what is left, what was handed in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from pipeline.model.contract import Clause, Term
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check
from pipeline.model.log import Plan
from pipeline.model.money import Won
from pipeline.model.network import Account
from pipeline.model.period import Month, Period
from pipeline.model.requirement import Item
from pipeline.rules import words
from pipeline.rules.backup_volume import Media
from pipeline.rules.calendar import Calendar
from pipeline.rules.finishing.handed_in import (
    DemandLine,
    MadeDocument,
    as_built,
    demanded,
    made_documents,
)
from pipeline.rules.finishing.money import TermMoney, term_money
from pipeline.rules.finishing.open_items import OpenItem, open_items
from pipeline.rules.finishing.people import TermPeople, term_people
from pipeline.rules.finishing.service import (
    BackupTotal,
    ChangeTotal,
    IncidentTotal,
    InspectionTotal,
    RequestTotal,
    backup_total,
    change_total,
    incident_total,
    inspection_total,
    request_total,
)  # fmt: skip
from pipeline.rules.materials import (
    AT_ONCE,
    NOTICE,
    WITNESS,
    MaterialSummary,
    materials,
    personal,
)
from pipeline.rules.monthly import MonthlyFigures
from pipeline.rules.obligations import obligations
from pipeline.rules.occurrence.citation import Citations
from pipeline.rules.occurrence.occurrence import Obligation, State
from pipeline.rules.recovery import Assessment, assess

CLAIM = "claim"  # the template of a month's claim
AGREEMENT = "processing-agreement"
SECURITY = "SER"  # the class of requirement cards that speak of security
_SECURE = ("보안", "비밀", "기밀", "누출", "유출")


@dataclass(frozen=True, slots=True)
class TermMonth:
    """One month of the term in one line."""

    month: Month
    period: Period
    incidents: int
    late: int
    mttr_words: str
    inspected: str  # 16/16
    backed_up: str  # 31/31
    received: int
    completed: int
    open: int
    changes: int
    hours: Decimal
    volume_gb: Decimal | None
    penalty: Won

    @property
    def label(self) -> str:
        """7월."""
        return f"{self.month.month}월"


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """One sentence of the contract with its clause as people cite it."""

    clause: str
    text: str


class FinishFigures:
    """What is known of the whole term on its last day. Attributes are computed when first read and kept."""

    def __init__(self, dossier: Dossier, manifests: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """`manifests`: folder below the contract's output ("2019-08", "착수") → its manifest.json as read."""
        self.dossier = dossier
        self.contract = dossier.contract
        self._manifests = manifests or {}

    @cached_property
    def calendar(self) -> Calendar:
        """The contract's working calendar."""
        return Calendar(self.dossier.law, self.contract)

    @cached_property
    def day(self) -> date:
        """The day on which the finishing documents are handed in: the last day of the contract, or the workday after it."""
        return self.calendar.next_business_day(self.contract.end)

    @cached_property
    def logged_until(self) -> Month | None:
        """The newest month with logs where that is not the last of the term: what came after is not in the figures."""
        newest = self.dossier.newest_month
        return None if newest == self.contract.months[-1] else newest

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """Every chain of incidents under every recovery clause."""
        return assess(self.dossier)

    @cached_property
    def monthly(self) -> tuple[MonthlyFigures, ...]:
        """The figures of every month of the term."""
        return tuple(MonthlyFigures(self.dossier, month, self.assessments) for month in self.contract.months)

    @cached_property
    def months(self) -> tuple[TermMonth, ...]:
        """Every month in one line."""
        return tuple(_month(each) for each in self.monthly)

    @cached_property
    def incidents(self) -> IncidentTotal:
        """Incidents, recovery by clause and availability."""
        return incident_total(self.monthly)

    @cached_property
    def inspections(self) -> InspectionTotal:
        """The regular inspections."""
        return inspection_total(self.monthly)

    @cached_property
    def backups(self) -> BackupTotal:
        """The backups."""
        return backup_total(self.monthly)

    @cached_property
    def requests(self) -> RequestTotal:
        """The service requests."""
        return request_total(self.monthly)

    @cached_property
    def changes(self) -> ChangeTotal:
        """The changes."""
        return change_total(self.monthly)

    @cached_property
    def people(self) -> TermPeople:
        """Everybody's hours and the training given."""
        return term_people(self.dossier, self.monthly)

    @cached_property
    def money(self) -> TermMoney:
        """완료 때의 대금: 달마다의 유지관리비, 지체상금과 공제, 청구하지 않은 달, 계약금액과의 차입니다."""
        return term_money(self.monthly, self._claimed())

    @cached_property
    def materials(self) -> MaterialSummary:
        """The register of materials."""
        return materials(self.dossier)

    @cached_property
    def personal(self) -> MaterialSummary:
        """The lines of it that hold personal data."""
        return personal(self.dossier)

    @cached_property
    def documents(self) -> tuple[MadeDocument, ...]:
        """Every document that was built before this package."""
        return made_documents(self.contract, self._manifests)

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """Everything owed in the term as it stands on the contract's last day."""
        return obligations(self.dossier, self.contract.end, as_built(self.documents), assessments=self.assessments)

    @cached_property
    def open_items(self) -> tuple[OpenItem, ...]:
        """What is left over."""
        return open_items(self.dossier, self.obligations, self.incidents.open, self.requests.open)

    @cached_property
    def ahead(self) -> tuple[Obligation, ...]:
        """What falls due after the contract's last day and is not done."""
        return tuple(each for each in self.obligations if each.state is State.AHEAD)

    @cached_property
    def after(self) -> tuple[Plan, ...]:
        """What is planned for the months after the term."""
        return tuple(each for each in self.dossier.plans if each.month > self.contract.months[-1])

    @cached_property
    def media(self) -> tuple[Media, ...]:
        """The backup media as the last month that used them left them."""
        found = {each.name: each for month in self.monthly for each in month.backups.media}
        return tuple(found.values())

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts that were not taken back by the contract's last day: they are handed over sealed."""
        return tuple(each for each in self.dossier.accounts if each.revoked is None or each.revoked > self.contract.end)

    @property
    def witness(self) -> Term | None:
        """The term that asks for a witness of disposal."""
        return self.contract.term(WITNESS)

    @property
    def at_once(self) -> Term | None:
        """The term that says when personal data have to go."""
        return self.contract.term(AT_ONCE)

    @property
    def notice(self) -> Term | None:
        """The term that says when their disposal has to be told."""
        return self.contract.term(NOTICE)

    @cached_property
    def notice_day(self) -> date:
        """The workday on or after the day on which the last personal data went, for want of one that of the finishing documents."""
        return self.calendar.next_business_day(self.personal.last) if self.personal.last and self.personal.balanced else self.day

    def demanded(self, here: Collection[str] = ()) -> tuple[DemandLine, ...]:
        """Return every deliverable of the contract; `here`: the templates of the documents that are being made now."""
        return demanded(self.dossier, self.obligations, self.documents, here)

    def terms(self, *starts: str) -> tuple[Term, ...]:
        """Return the contract's terms whose ids begin so: terms("extension.", "warranty.")."""
        return tuple(term for term in self.contract.terms if term.id.startswith(starts))

    @cached_property
    def security(self) -> tuple[QuotedSentence, ...]:
        """The contract's own sentences on security that ask the contractor for something; the information that must not
        get out (누출금지정보) is a list of its own."""
        free = {row for duty in self.dossier.duties if duty.check is Check.NOTHING for row in duty.rows}
        cards = (card for card in self.dossier.requirements if card.id.startswith(SECURITY))
        clauses = (each for each in self.dossier.clauses if any(word in each.heading for word in _SECURE))
        listed = {"".join(each.split()) for each in self.contract.forbidden}
        found: list[Item | Clause] = [*(item for card in cards for _, item in card.walk()), *clauses]
        cited = Citations(self.dossier)
        asked = (each for each in found if each.key not in free and "".join(each.text.split()) not in listed)
        return tuple(QuotedSentence(cited.clause([each.key]), each.text) for each in asked)

    @cached_property
    def security_incidents(self) -> tuple[Assessment, ...]:
        """The incidents whose kind speaks of security."""
        return tuple(each for month in self.monthly for each in month.assessments if any(word in each.kind for word in _SECURE))

    @property
    def wants_disposal(self) -> bool:
        """True when the contract asks for materials back or a register of them is kept."""
        asked = any(item.template == "disposal-certificate" for item in self.dossier.deliverables)
        return bool(self.dossier.materials or self.witness or asked)

    @property
    def wants_privacy(self) -> bool:
        """True when personal data are processed for the client: by an agreement, or by what the register holds."""
        return bool(self.dossier.wording(AGREEMENT) or self.personal.lines)

    @property
    def wants_claim(self) -> bool:
        """True when the contract pays by the month and a month is not claimed yet."""
        return bool(self.money.unclaimed)

    def shortfalls(self, here: Collection[str] = ()) -> tuple[str, ...]:
        """Return what keeps the work from being complete, in words; nothing when everything is done."""
        missing = [line for line in self.demanded(here) if line.missing]
        found = [f"{kind} {count}건" for kind, count in self._open_counts()]
        found += [f"제출을 확인하지 못한 산출물 {len(missing)}종({sum(line.missing for line in missing)}건)"] if missing else []
        found += [f"반납·폐기하지 않은 자료 {self.materials.rest}개"] if self.materials.rest else []
        found += [f"계약금액과 월별 합계의 차 {words.won(self.money.balance)}"] if self.money.balance else []
        found += [f"{words.month(self.logged_until)} 뒤의 기록 없음"] if self.logged_until else []
        return tuple(found)

    def _open_counts(self) -> list[tuple[str, int]]:
        kinds = [each.kind for each in self.open_items]
        return [(kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)]

    def _claimed(self) -> set[Month]:
        """The months whose claim was built, or that a log says was handed in."""
        built = {each.month for each in self.documents if each.template == CLAIM}
        numbers = {item.number for item in self.dossier.deliverables if item.template == CLAIM}
        done = {each.thing for each in self.obligations if each.number in numbers and each.state is State.DONE}
        return built | {month for month in self.contract.months if any(f"{number}/{month}" in done for number in numbers)}


def _month(figures: MonthlyFigures) -> TermMonth:
    inspection, backups, requests = figures.inspection, figures.backups, figures.requests
    period = figures.period
    assert period is not None  # the months of a term have days of service
    return TermMonth(
        month=figures.month,
        period=period,
        incidents=figures.reliability.incidents,
        late=sum(each.late for each in figures.assessments),
        mttr_words=figures.reliability.mttr_words if figures.assessments else "-",
        inspected=f"{inspection.done}/{inspection.planned}",
        backed_up=f"{backups.done}/{backups.planned}",
        received=len(requests.received),
        completed=len(requests.completed),
        open=len(requests.open),
        changes=len(figures.change_log),
        hours=figures.staffing.total,
        volume_gb=backups.volume_end,
        penalty=figures.penalty.imposed if figures.penalty else Won(0),
    )
