"""Turns unit prices and monthly amounts of metered services into charges, their sums, a forecast and who bears them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.contract import Contract, Term
from pipeline.model.dossier import Dossier
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.model.usage import Usage
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.rule import Rule
from pipeline.rules.usage_facts import CODE, price_problems, usage_problems
from pipeline.rules.usage_forecast import Comparison, MonthCost, Projection, compare, projections
from pipeline.rules.usage_price import Basis, Charge, basis, charge

BEARER_TERM = "cloud.cost_until"


@dataclass(frozen=True, slots=True)
class UsageLine:
    """One metered item in one month."""

    usage: Usage
    name: str  # of the service
    charge: Charge

    @property
    def cost(self) -> Won | None:
        """What it costs; None without a price."""
        return self.charge.amount


@dataclass(frozen=True, slots=True)
class ItemSum:
    """One metered item of a service: its amount and cost in the month and since the term began."""

    service: str
    name: str
    item: str
    unit: str
    amount: Decimal
    cost: Won
    amount_so_far: Decimal
    cost_so_far: Won


@dataclass(frozen=True, slots=True)
class ServiceSum:
    """One service: its lines of the month, their cost, and what it has cost since the term began."""

    service: str
    name: str
    lines: tuple[UsageLine, ...]
    cost: Won
    cost_so_far: Won


@dataclass(frozen=True, slots=True)
class UsageFigures:
    """The metered services of one contract as they stand at the end of a month."""

    month: Month
    lines: tuple[UsageLine, ...]  # of the month
    services: tuple[ServiceSum, ...]
    items: tuple[ItemSum, ...]
    total: Won  # of the month
    so_far: Won
    months: tuple[MonthCost, ...]  # of the term up to the month
    missing: tuple[Month, ...]  # months of the term up to this one without a record
    basis: Basis
    forecasts: tuple[Projection, ...]
    comparisons: tuple[Comparison, ...]
    bearer: Term | None  # the clause that says who pays

    @property
    def over(self) -> tuple[Comparison, ...]:
        """The forecasts that are above the budget."""
        return tuple(each for each in self.comparisons if each.over)

    @property
    def ahead(self) -> tuple[MonthCost, ...]:
        """The months to come with the costs of the first forecast."""
        return self.forecasts[0].months if self.forecasts else ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The months of the chart, past and to come."""
        return tuple(each.label for each in (*self.months, *self.ahead))

    @property
    def spent(self) -> tuple[Decimal | None, ...]:
        """The recorded costs in thousands of won, one a label; None for the months to come."""
        return tuple(_thousands(each.cost) for each in self.months) + (None,) * len(self.ahead)

    @property
    def expected(self) -> tuple[Decimal | None, ...]:
        """The costs to come in thousands of won, one a label; None for the months past."""
        return (None,) * len(self.months) + tuple(_thousands(each.cost) for each in self.ahead)


def usage(dossier: Dossier, month: Month) -> UsageFigures:
    """사용량과 요금: 과금항목마다 그 달의 사용량에 단가를 곱하고, 누계와 계약 만료일까지의 예측을 계약금액과 견줍니다.

    조항: 사용량에 따르는 단가와 금액의 제시(채팅 서버 등), 클라우드 서비스 비용을 누가 언제까지 내는지 정한 조항
    (수치규칙 cloud.cost_until). 단가는 단가표, 사용량은 사용량 기록에서 가져옵니다.

    산식
      금액 = (사용량 − 무료제공량) × 단가. 무료제공량 안이면 0원. 과금항목마다 달마다 원 미만을 절사합니다.
      단가는 그 달에 시행되는 것입니다. 달 안에서 바뀌면 사용량과 무료제공량을 그 달의 용역일수로 나누어 단가마다 곱합니다.
        종료일이 없는 단가는 다음 단가의 시작일 전날까지입니다.
      예측 = 누계 + 남은 달. 남은 달은 온전한 달 가운데 최근 3개월의 평균이며, 일부만 용역기간인 달은 일수로 나눕니다.
        온전한 달이 없으면 하루 평균 × 일수입니다. 온전한 달이 2개월 이상이면 최소제곱 직선의 추세를 함께 적습니다.
      예산은 계약금액 전체입니다. 단가의 근거가 부가가치세 별도이면 공급가액(계약금액 ÷ 1.1, 원 미만 절사)과 견주고, 포함이면
        계약금액과 견주며, 적혀 있지 않으면 둘 다와 견줍니다.

    예: 동시접속자 460명·월, 무료 100명·월, 단가 500원 → (460 − 100) × 500원 = 180,000원.
    통화 3,000분, 30일 가운데 10일 15원, 20일 10원 → 3,000 × 15 × 10 ÷ 30 + 3,000 × 10 × 20 ÷ 30 = 35,000원.
    """
    contract = dossier.contract
    until = [each for each in contract.months if each <= month]
    known = _lines(dossier, [each for each in dossier.usages if each.month in until])
    own = tuple(line for line in known if line.usage.month == month)
    costs = tuple(_month_cost(contract, each, known) for each in until)
    ahead = tuple(_month_cost(contract, each, ()) for each in contract.months if each > month)
    so_far = _sum(known)
    recorded = [each for each in costs if each.cost is not None]
    forecasts = projections(recorded, ahead, so_far, contract.months[0])
    kind = basis(part.price for line in known for part in line.charge.parts)
    return UsageFigures(
        month=month,
        lines=own,
        services=_services(own, known),
        items=_items(month, known),
        total=_sum(own),
        so_far=so_far,
        months=costs,
        missing=tuple(each for each in until if not any(line.usage.month == each for line in known)),
        basis=kind,
        forecasts=forecasts,
        comparisons=compare(contract, forecasts, kind),
        bearer=contract.term(BEARER_TERM),
    )


def _lines(dossier: Dossier, usages: Iterable[Usage]) -> list[UsageLine]:
    return [UsageLine(each, _name(dossier, each.service), charge(dossier.unit_prices, each, dossier.contract)) for each in usages]


def _name(dossier: Dossier, service: str) -> str:
    asset = dossier.asset(service)
    return asset.name if asset else service


def _month_cost(contract: Contract, month: Month, lines: Iterable[UsageLine]) -> MonthCost:
    days = contract.service.within(month)
    assert days is not None  # a month of the term has a day of service
    own = [line for line in lines if line.usage.month == month]
    return MonthCost(month, days, _sum(own) if own else None)


def _sum(lines: Iterable[UsageLine]) -> Won:
    return Won(sum(line.cost or 0 for line in lines))


def _services(own: Iterable[UsageLine], known: Iterable[UsageLine]) -> tuple[ServiceSum, ...]:
    own, known = tuple(own), tuple(known)
    found = []
    for service in dict.fromkeys(line.usage.service for line in own):
        lines = tuple(line for line in own if line.usage.service == service)
        so_far = _sum(line for line in known if line.usage.service == service)
        found.append(ServiceSum(service, lines[0].name, lines, _sum(lines), so_far))
    return tuple(found)


def _items(month: Month, known: Iterable[UsageLine]) -> tuple[ItemSum, ...]:
    known = tuple(known)
    found = []
    for service, item in dict.fromkeys((line.usage.service, line.usage.item) for line in known):
        lines = [line for line in known if (line.usage.service, line.usage.item) == (service, item)]
        own = [line for line in lines if line.usage.month == month]
        found.append(ItemSum(
            service, lines[0].name, item, lines[-1].charge.unit, _amount(own), _sum(own), _amount(lines), _sum(lines),
        ))
    return tuple(found)


def _amount(lines: Iterable[UsageLine]) -> Decimal:
    return sum((line.usage.amount for line in lines), Decimal(0))


def _thousands(cost: Won | None) -> Decimal | None:
    return None if cost is None else Decimal(cost) / 1000


def check(dossier: Dossier) -> list[Problem]:
    """Say which amounts have no price, which prices overlap or leave a hole, and whether the forecast is above the budget."""
    problems = [*price_problems(dossier.unit_prices), *usage_problems(dossier)]
    months = [each.month for each in dossier.usages if each.month in dossier.contract.months]
    if not months or any(each.stops for each in problems):
        return problems
    newest = max(months)
    over = usage(dossier, newest).over
    return problems + ([_over(dossier, newest, over)] if over else [])


def _over(dossier: Dossier, month: Month, over: tuple[Comparison, ...]) -> Problem:
    last = next(each for each in reversed(dossier.usages) if each.month == month)
    said = "; ".join(each.step for each in over)
    message = f"{words.month(month)}까지의 사용량으로 예측한 요금이 예산을 넘습니다. {said}"
    return Problem(CODE, message, last.at.at_field("사용량"), "사용량을 줄이거나 부담할 쪽과 한도를 협의합니다.", severity=Severity.WARNING)


RULE = Rule(
    CODE, "사용량과 요금",
    ("사용량에 따르는 단가와 금액의 제시", "클라우드 서비스 비용의 부담(cloud.cost_until)"), usage, check,
)
