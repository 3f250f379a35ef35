"""Turns incidents into chains: a like incident soon after a recovery continues the earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from pipeline.model.contract import Contract
from pipeline.model.dossier import Dossier
from pipeline.model.log import Incident
from pipeline.model.words import duration_words
from pipeline.problems import Problem, Severity
from pipeline.rules.clock import minutes_between
from pipeline.rules.rule import Rule

CODE = "R-SLA-02"
WINDOW_TERM = "recurrence.window_minutes"
WITNESSED_TERM = "recovery.witnessed"
RECOVERED, TESTED = "복구", "시험확인"  # what completes a recovery
NEAR = 2  # a miss is near up to this many windows after the recovery


@dataclass(frozen=True, slots=True)
class Link:
    """A like incident `gap` minutes after an earlier one's recovery; negative when it came before the recovery."""

    earlier: Incident
    later: Incident
    gap: int
    window: int
    ending: str = RECOVERED  # what completed the earlier one: 복구, 시험확인

    @property
    def continues(self) -> bool:
        """True when the later incident counts as the earlier one going on (exactly the window still does)."""
        return self.gap <= self.window

    @property
    def step(self) -> str:
        """The comparison in words."""
        gap = f"{duration_words(self.gap)} 뒤" if self.gap >= 0 else f"{duration_words(-self.gap)} 전"
        verdict = "이내 → 계속된 장애" if self.continues else "초과 → 별개의 장애"
        return f"{self.earlier.id} {self.ending} {gap} {self.later.id} 발생: 재발 기준 {duration_words(self.window)} {verdict}"


@dataclass(frozen=True, slots=True)
class Chain:
    """One incident as the contract counts it: the physical incidents that belong together, by time of occurrence."""

    incidents: tuple[Incident, ...]
    links: tuple[Link, ...] = ()
    near_misses: tuple[Link, ...] = ()  # earlier chains that this one just does not continue
    witnessed: bool = False  # a recovery is complete with the witnessed test only

    @property
    def first(self) -> Incident:
        """The incident that was reported first: its report starts the clock."""
        return min(self.incidents, key=_report_order)

    @property
    def last(self) -> Incident:
        """The incident that was recovered last, or the open one."""
        return max(self.incidents, key=lambda incident: incident.recovered or datetime.max)

    @property
    def recovered(self) -> datetime | None:
        """When the recovery was complete: that of the last incident, or its witnessed test; None while it is not."""
        return completed(self.last, self.witnessed)

    @property
    def ending(self) -> str:
        """What completes the recovery: 복구, or 시험확인 where it has to be witnessed."""
        return TESTED if self.witnessed else RECOVERED

    def before(self, incident: Incident, window: int) -> Link | None:
        """Return how far `incident` lies behind this chain's end: its test, or a recovery that no test had completed by then."""
        tested = self.recovered is not None and self.recovered <= incident.occurred
        ended, ending = (self.recovered, self.ending) if tested else (self.last.recovered, RECOVERED)
        if ended is None:
            return None
        return Link(self.last, incident, minutes_between(ended, incident.occurred), window, ending)

    @property
    def kind(self) -> str:
        """The kind that all incidents of the chain share."""
        return self.first.kind

    @property
    def compound(self) -> bool:
        """True when any incident of the chain is a 복합장애."""
        return any(incident.compound for incident in self.incidents)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the incidents, in order of occurrence."""
        return tuple(incident.id for incident in self.incidents)

    @property
    def steps(self) -> tuple[str, ...]:
        """What was joined and what just was not, in words."""
        return tuple(link.step for link in (*self.links, *self.near_misses))


def window(contract: Contract) -> int | None:
    """Return the minutes within which a like incident continues the earlier one; None when no clause says so."""
    term = contract.term(WINDOW_TERM)
    return None if term is None or term.value is None else int(term.value)


def needs_witness(contract: Contract) -> bool:
    """True where a clause takes a recovery for complete only when the client's person has witnessed its test."""
    return contract.term(WITNESSED_TERM) is not None


def completed(incident: Incident, witnessed: bool) -> datetime | None:
    """Return when the recovery of `incident` was complete: the recovery itself, or its test with a witness named."""
    if not witnessed:
        return incident.recovered
    return incident.tested if incident.recovered and incident.witness.strip() else None


def chains(incidents: Iterable[Incident], window_minutes: int | Decimal | None, witnessed: bool = False) -> tuple[Chain, ...]:
    """재발: 복구 후 정해진 시간 안에 동일 유형의 장애가 다시 나면 복구되지 않은 것으로 보아 한 건으로 잇습니다.

    조항: MAR-005 5) '복구이후 30분 이내 동일 유형의 장애가 재발생시에는 장애복구가 완료되지 않은 것으로 본다',
    QUR-001 1) 둘째 ○ '최초 장애요청 시간부터 계속된 장애로 간주한다'. 시간은 계약의 수치규칙 recurrence.window_minutes이며
    계약마다 다릅니다(30분, 1시간).

    산식
      간격 = 뒤 장애의 발생일시 − 앞 장애의 복구일시. 간격 ≤ 재발 기준(분)이면 잇습니다(정확히 30분도 재발).
      입회 시험 확인으로 복구가 완료되는 계약(수치규칙 recovery.witnessed)에서는 복구일시 대신 시험확인일시부터 셉니다. 시험
        확인 전에 다시 났으면 복구일시부터 세고, 이은 장애는 마지막 장애의 시험 확인으로 완료됩니다.
      동일 유형 = 장애 종류가 같고, 서비스가 같거나 자산이 하나라도 겹치는 것. 종류만 같고 대상이 전혀 다른 장애까지
      이으면 관계없는 장애의 시계가 합쳐지므로 대상도 봅니다.
      재발의 재발도 이어지며, 시계는 최초 통보에서 마지막 복구까지 그 사이를 포함하여 멈추지 않습니다.
      앞 장애의 복구 전에 난 동일 유형의 장애도 복구가 완료되지 않은 것이므로 잇습니다. 앞 장애가 아직 복구되지
      않았으면 재발을 따질 복구가 없으므로 잇지 않습니다.
      재발 기준을 넘었으나 기준의 두 배 안에 다시 난 장애는 별개로 세되 따로 적어 둡니다.

    예: INC-1 복구 14:00, INC-2 발생 14:30 → 간격 30분 ≤ 30분이므로 한 건. 14:31에 발생하면 별개의 장애.
    """
    ordered = sorted(incidents, key=lambda incident: (incident.occurred, incident.reported, incident.id))
    groups: list[Chain] = []
    for incident in ordered:
        alike = (group.before(incident, int(window_minutes)) for group in groups if _alike(group, incident)) if window_minutes is not None else ()
        groups = _joined(groups, incident, [link for link in alike if link], witnessed)
    return tuple(sorted(groups, key=lambda chain: _report_order(chain.first)))


def _joined(groups: list[Chain], incident: Incident, links: list[Link], witnessed: bool) -> list[Chain]:
    """Put the incident into every chain that it continues; it may bind two that were apart until now."""
    continued = {link.earlier.id for link in links if link.continues}
    near = [link for link in links if link.window < link.gap <= NEAR * link.window]
    before = [group for group in groups if group.last.id in continued]
    members = sorted((each for group in before for each in group.incidents), key=lambda each: (each.occurred, each.id))
    chain = Chain(
        incidents=(*members, incident),
        links=(*(link for group in before for link in group.links), *(link for link in links if link.continues)),
        near_misses=(*(link for group in before for link in group.near_misses), *near),
        witnessed=witnessed,
    )
    return [group for group in groups if group.last.id not in continued] + [chain]


def _alike(chain: Chain, incident: Incident) -> bool:
    return chain.kind == incident.kind and any(same_target(member, incident) for member in chain.incidents)


def same_target(one: Incident, other: Incident) -> bool:
    """True when two incidents concern the same named service or share an asset."""
    return bool(one.service) and one.service == other.service or not set(one.assets).isdisjoint(other.assets)


def _report_order(incident: Incident) -> tuple[datetime, str]:
    return incident.reported, incident.id


def check(dossier: Dossier) -> list[Problem]:
    """Say which incidents just miss being a recurrence, and that nothing is joined when no clause gives a window."""
    if not dossier.incidents:
        return []
    minutes = window(dossier.contract)
    if minutes is None:
        message = f"재발 판정 시간({WINDOW_TERM})이 계약 자료에 없어 재발 장애를 잇지 않습니다."
        hint = f"재발 조항이 있으면 수치규칙에 번호 {WINDOW_TERM}, 단위 분으로 적습니다."
        return [Problem(CODE, message, dossier.contract.at.at_field("수치규칙"), hint, severity=Severity.NOTE)]
    found = chains(dossier.incidents, minutes, needs_witness(dossier.contract))
    return [_near_miss(link) for chain in found for link in chain.near_misses]


def _near_miss(link: Link) -> Problem:
    gap, over = duration_words(link.gap), duration_words(link.gap - link.window)
    message = (f"{link.later.id}: {link.earlier.id} {link.ending} {gap} 뒤에 같은 종류로 발생하였으나 재발 기준 {duration_words(link.window)}을 "
               f"{over} 넘어 별개의 장애로 셉니다.")
    place, earlier = link.later.at.at_field("발생일시"), link.earlier.at.at_field(f"{link.ending}일시")
    return Problem(CODE, message, place, f"{link.ending}일시와 발생일시가 맞는지 확인합니다.",
                   related=(earlier,) if earlier else (), severity=Severity.NOTE)


RULE = Rule(CODE, "재발 장애", ("MAR-005 5)", "QUR-001 1)"), chains, check)
