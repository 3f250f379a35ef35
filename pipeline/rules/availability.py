"""Turns the incidents that stopped a service into its availability of a month, raw and net of exclusions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.dossier import Dossier
from pipeline.model.log import Incident, Responsibility
from pipeline.model.period import Month
from pipeline.problems import Problem, Severity
from pipeline.rules import clock, words
from pipeline.rules.clock import Span
from pipeline.rules.rule import Rule
from pipeline.rules.term import instants_of, minutes_of

CODE = "R-AVL-01"
NET_OF = ("불가항력", "합의", "계획정지")  # kinds of exclusion that the net figure leaves out


@dataclass(frozen=True, slots=True)
class Outage:
    """One incident's outage of the service within the month, and what of it the net figure leaves out."""

    incident: Incident
    span: Span
    excluded: tuple[Span, ...]
    open: bool  # not recovered by the end of the month

    @property
    def minutes(self) -> int:
        """The raw minutes of the outage within the month."""
        return self.span.minutes

    @property
    def net_minutes(self) -> int:
        """The minutes that remain after exclusions."""
        return clock.total(clock.subtract((self.span,), self.excluded))


@dataclass(frozen=True, slots=True)
class ServiceAvailability:
    """One service's month in minutes, its outages merged, and the two percentages (4 places, cut)."""

    service: str
    total_minutes: int
    outages: tuple[Outage, ...]
    raw_minutes: int
    net_minutes: int
    raw: Decimal | None
    net: Decimal | None
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Availability:
    """The availability of every service in a month; `lowest` and `lowest_net` are the month's headline numbers."""

    month: Month
    services: tuple[ServiceAvailability, ...]
    down_minutes: int  # outages of any service, merged
    target: Decimal | None  # the contract's own target, when it has one

    @property
    def lowest(self) -> Decimal | None:
        """The lowest raw percentage, or None without services."""
        return min((each.raw for each in self.services if each.raw is not None), default=None)

    @property
    def lowest_net(self) -> Decimal | None:
        """The lowest net percentage, or None without services."""
        return min((each.net for each in self.services if each.net is not None), default=None)


def availability(dossier: Dossier, month: Month) -> Availability:
    """가용률: 서비스마다 그 달의 용역시간에서 중단된 시간을 뺀 비율입니다.

    조항: QUR-001(시스템 가용성 확보). 계약이 목표 수치를 정하지 않으면 참고지표입니다.

    산식
      총시간 = 그 달의 용역일수 × 1,440분 (24시간, 야간과 휴일 포함)
      중단시간 = 서비스중단 장애의 발생일시부터 서비스가 다시 열린 때(임시복구일시, 없으면 복구일시)까지. 겹치는 시간은 한 번만 세고, 그 달로 자릅니다.
      순 중단시간 = 중단시간에서 불가항력·합의·계획정지로 적은 제외구간과 귀책이 불가항력인 장애를 뺀 시간
      가용률 = (총시간 − 중단시간) ÷ 총시간 × 100 (소수 다섯째 자리 이하 버림). 순 가용률은 순 중단시간으로 셉니다.
      서비스는 웹시스템과 클라우드 목록의 서비스입니다. 서비스가 적히지 않은 장애는 그 자산의 서비스로 세고, 그것도 없으면 세지 않습니다.

    예: 31일 = 44,640분, 중단 130분 → (44,640 − 130) ÷ 44,640 × 100 = 99.7087%.
    """
    services = service_names(dossier)
    figures = tuple(_service(dossier, service, month) for service in services)
    spans = [outage.span for figure in figures for outage in figure.outages]
    term = dossier.contract.term("availability.target")
    return Availability(month, figures, clock.total(spans), term.value if term else None)


def service_names(dossier: Dossier) -> tuple[str, ...]:
    """Return the services of the web system and the cloud lists, each once, in the lists' order."""
    named = (_service_of(asset) for asset in (*dossier.web_systems, *dossier.cloud))
    return tuple(dict.fromkeys(name for name in named if name))


def services_hit(dossier: Dossier, incident: Incident) -> tuple[str, ...]:
    """Return the services that an incident stopped: its own, else those of its assets; none without an outage."""
    if not incident.outage:
        return ()
    if incident.service:
        return (incident.service,)
    assets = (dossier.asset(id) for id in incident.assets)
    return tuple(dict.fromkeys(name for asset in assets if asset is not None and (name := _service_of(asset))))


def _service_of(asset: Asset) -> str:
    return asset.system or (asset.name if asset.kind is AssetClass.WEB else "")


def _service(dossier: Dossier, service: str, month: Month) -> ServiceAvailability:
    outages = tuple(
        outage
        for incident in dossier.incidents
        if service in services_hit(dossier, incident) and (outage := _outage(dossier, incident, month)) is not None
    )
    total = minutes_of(dossier.contract.service.within(month))
    raw = clock.total(outage.span for outage in outages)
    net = clock.total(span for outage in outages for span in clock.subtract((outage.span,), outage.excluded))
    raw_share, net_share = words.cut_share(total - raw, total), words.cut_share(total - net, total)
    steps = (
        f"총시간: {total // 1440:,d}일 × 1,440분 = {total:,d}분",
        *(_outage_step(outage) for outage in outages),
        f"중단시간(겹침 제외) 합계: {raw:,d}분, 제외 후 {net:,d}분",
        f"가용률: ({total:,d} − {raw:,d}) ÷ {total:,d} × 100 = {words.percent(raw_share)}",
        f"순 가용률: ({total:,d} − {net:,d}) ÷ {total:,d} × 100 = {words.percent(net_share)}",
    )
    return ServiceAvailability(service, total, outages, raw, net, raw_share, net_share, steps)


def _outage(dossier: Dossier, incident: Incident, month: Month) -> Outage | None:
    period = dossier.contract.service.within(month)
    if period is None:
        return None
    start, end = instants_of(period)
    back = incident.temporary or incident.recovered
    span = Span(incident.occurred, back or end).clip(start, end)
    if span is None:
        return None
    open_ = back is None or back > end
    return Outage(incident, span, _excluded(dossier, incident, span), open_)


def _excluded(dossier: Dossier, incident: Incident, span: Span) -> tuple[Span, ...]:
    if incident.responsibility is Responsibility.FORCE_MAJEURE:
        return (span,)
    own = (each for each in dossier.exclusions if each.incident == incident.id and each.kind in NET_OF)
    clipped = (Span(each.start, each.end).clip(span.start, span.end) for each in own)
    return clock.merge(each for each in clipped if each is not None)


def _outage_step(outage: Outage) -> str:
    excluded = f", 제외 후 {outage.net_minutes:,d}분" if outage.excluded else ""
    ended = " (월말까지 미복구)" if outage.open else ""
    return f"{outage.incident.id}: {outage.span}{ended} = {outage.minutes:,d}분{excluded}"


def check(dossier: Dossier) -> list[Problem]:
    """Name incidents that stopped a service which no list knows, so that no figure counts them."""
    known = service_names(dossier)
    problems = []
    for incident in dossier.incidents:
        if known and incident.outage and incident.service and incident.service not in known:
            message = f"{incident.id}: ‘{incident.service}’ 서비스가 자산 목록의 웹시스템과 클라우드에 없어 가용률에 들지 않습니다."
            hint = f"다음 가운데 하나를 적습니다: {', '.join(known)}"
            problems.append(
                Problem(CODE, message, incident.at.at_field("서비스"), hint, severity=Severity.WARNING)
            )
    return problems


RULE = Rule(CODE, "가용률", ("QUR-001", "서비스 연속성 조항"), availability, check)
