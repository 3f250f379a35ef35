"""Charges of a month, their sums, the forecast, who pays, and what the check says of prices and amounts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.contract import Source, Term
from pipeline.model.dossier import Dossier
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.model.usage import UnitPrice, Usage
from pipeline.problems import Location, Problem, Severity
from pipeline.rules.monthly import monthly_figures
from pipeline.rules.usage import check, usage
from pipeline.rules.usage_price import Basis
from tests.rules.sample import contract, day, dossier

CHAT, CALLS = "CL-1", "CL-2"
BEARER = Term(id="cloud.cost_until", name="비용 부담", clause="I 다 1)", source=Source(quote="계약 상대방이 부담을 원칙으로 함."))
SERVICES = (
    Asset(id=CHAT, kind=AssetClass.CLOUD, number=1, name="텍스트 채팅 서버"),
    Asset(id=CALLS, kind=AssetClass.CLOUD, number=2, name="비디오 채팅 서버"),
)


def price(service: str, item: str, unit: str, amount: str, free: str = "0", **changes: Any) -> UnitPrice:
    facts: dict[str, Any] = dict(service=service, item=item, unit=unit, price=Decimal(amount), free=Decimal(free), since=day("2019-05-15"),
                                 source="요금표(부가가치세 포함)", at=Location("prices.csv", 2))
    return UnitPrice(**(facts | changes))


PRICES = (price(CHAT, "동시접속자", "명·월", "500", "100"), price(CALLS, "통화분", "분", "15"), price(CALLS, "저장", "GB", "118.5"))


def used(month: int, service: str, item: str, amount: str, **changes: Any) -> Usage:
    facts: dict[str, Any] = dict(month=Month(2019, month), service=service, item=item, amount=Decimal(amount), at=Location("logs/usage.csv", 3))
    return Usage(**(facts | changes))


# May (from the 15th): 40,000 + 13,500 = 53,500. June: 180,000 + 45,000 + 4,206 (4,206.75 cut) = 229,206.
USAGES = (
    used(5, CHAT, "동시접속자", "180"), used(5, CALLS, "통화분", "900"),
    used(6, CHAT, "동시접속자", "460"), used(6, CALLS, "통화분", "3000"), used(6, CALLS, "저장", "35.5"),
)


def metered(*usages: Usage, prices: tuple[UnitPrice, ...] = PRICES, **changes: Any) -> Dossier:
    facts = {"contract": replace(contract(amount=Won(5_000_000)), terms=(BEARER,)), "assets": SERVICES}
    return dossier(unit_prices=prices, usages=usages or USAGES, **(facts | changes))


def said(given: Dossier) -> dict[str, Severity]:
    return {problem.message: problem.severity for problem in check(given)}


def one(given: Dossier) -> Problem:
    [found] = check(given)
    return found


def test_charges_of_a_month_by_service_and_item() -> None:
    june = usage(metered(), Month(2019, 6))
    assert [(each.name, each.cost, each.cost_so_far) for each in june.services] == [
        ("텍스트 채팅 서버", 180_000, 220_000), ("비디오 채팅 서버", 49_206, 62_706),
    ]
    assert [(each.item, each.amount, each.amount_so_far, each.cost_so_far) for each in june.items] == [
        ("동시접속자", 460, 640, 220_000), ("통화분", 3000, 3900, 58_500), ("저장", Decimal("35.5"), Decimal("35.5"), 4_206),
    ]
    assert (june.total, june.so_far, june.missing, june.basis) == (229_206, 282_706, (), Basis.INCLUDED)
    assert june.bearer is BEARER


def test_a_month_knows_nothing_of_later_ones() -> None:
    may = usage(metered(), Month(2019, 5))
    assert (may.total, may.so_far) == (53_500, 53_500)
    assert may.forecasts[0].steps[0] == "온전한 달이 아직 없어 하루 평균으로 셈: 53,500원 ÷ 17일 = 3,147.06원"
    assert monthly_figures(metered(), Month(2019, 5)).usage == may


def test_forecast_runs_to_the_end_of_the_term() -> None:
    [mean] = usage(metered(), Month(2019, 6)).forecasts  # one full month, six to come
    assert mean.rest == 1_375_236 and mean.total == 1_657_942  # 6 × 229,206, + 282,706


def test_chart_has_every_month_once() -> None:
    june = usage(metered(), Month(2019, 6))
    assert june.labels == ("5월", "6월", "7월", "8월", "9월", "10월", "11월", "12월")
    assert june.spent[:3] == (Decimal("53.5"), Decimal("229.206"), None)
    assert june.expected[1:3] == (None, Decimal("229.206")) and len(june.spent) == len(june.expected) == 8


def test_a_month_without_a_record_is_named_and_no_free_month() -> None:
    july = usage(metered(), Month(2019, 7))
    assert july.lines == () and july.total == 0 and july.missing == (Month(2019, 7),)
    assert july.forecasts[0].steps[0] == "온전한 달 1개월(6월)의 평균: 229,206원"


def test_contract_without_metered_services() -> None:
    found = usage(dossier(), Month(2019, 7))
    assert (found.lines, found.forecasts, found.comparisons, found.bearer) == ((), (), (), None)
    assert check(dossier()) == []


def test_good_data_has_no_problems() -> None:
    assert check(metered()) == []


def test_usage_without_a_price_names_both_places() -> None:
    problem = one(metered(used(6, CALLS, "통화 분", "10", at=Location("logs/usage.csv", 7))))
    assert problem.stops and problem.message == "2019년 6월 CL-2 ‘통화 분’: 단가가 없어 요금을 셀 수 없습니다."
    assert problem.hint == "혹시 ‘통화분’? 단가표에 있는 CL-2의 과금항목: 통화분, 저장"
    assert (problem.at.row, problem.at.field) == (7, "과금항목")
    assert {(place.file, place.row) for place in problem.related} == {("prices.csv", 2)}
    none = one(metered(used(6, "CL-9", "통화분", "10")))
    assert none.hint == "단가표에 CL-9의 단가를 적습니다." and [str(place) for place in none.related] == ["prices.csv"]


def test_days_without_a_price_stop() -> None:
    late = (price(CALLS, "통화분", "분", "15", since=day("2019-06-04")),)
    problem = one(metered(used(6, CALLS, "통화분", "10"), prices=late))
    assert problem.stops and problem.message == "2019년 6월 CL-2 ‘통화분’: 2019. 6. 1. ~ 2019. 6. 3.의 단가가 없어 요금을 셀 수 없습니다."


def test_prices_that_overlap_stop_and_holes_warn() -> None:
    first, second = price(CALLS, "통화분", "분", "15", until=day("2019-07-31")), price(CALLS, "통화분", "분", "10", since=day("2019-07-31"))
    june = used(6, CALLS, "통화분", "10")
    assert said(metered(june, prices=(first, second))) == {
        "CL-2 ‘통화분’: 단가의 기간이 겹칩니다. 2019. 5. 15. ~ 2019. 7. 31. 15원 / 2019. 7. 31. ~ 10원": Severity.ERROR
    }
    assert said(metered(june, prices=(first, replace(second, since=day("2019-08-03"))))) == {
        "CL-2 ‘통화분’: 단가가 없는 날이 있습니다. 2019. 8. 1. ~ 2019. 8. 2.": Severity.WARNING
    }


def test_a_month_outside_the_term_and_one_written_twice() -> None:
    assert said(metered(used(4, CALLS, "통화분", "10"))) == {
        "2019년 4월 CL-2 ‘통화분’: 용역기간(2019. 5. 15. ~ 2019. 12. 31.) 밖의 달입니다.": Severity.ERROR
    }
    twice = metered(used(6, CALLS, "통화분", "10"), used(6, CALLS, "통화분", "20"))
    assert one(twice).message == "2019년 6월 CL-2 ‘통화분’: 같은 달의 같은 과금항목이 두 번 적혀 있습니다." and one(twice).stops


def test_negative_numbers_stop() -> None:
    assert one(metered(used(6, CALLS, "통화분", "-10"))).message == "2019년 6월 CL-2 ‘통화분’: 사용량 -10: 0보다 작을 수 없습니다."
    wrong = metered(used(6, CALLS, "통화분", "10"), prices=(price(CALLS, "통화분", "분", "-15", "-1"),))
    assert list(said(wrong)) == [
        "CL-2 ‘통화분’: 단가 -15: 0보다 작을 수 없습니다.", "CL-2 ‘통화분’: 무료제공량 -1: 0보다 작을 수 없습니다."
    ]
    reversed_ = metered(used(6, CALLS, "통화분", "0"), prices=(price(CALLS, "통화분", "분", "15", until=day("2019-05-01")),))
    assert "CL-2 ‘통화분’: 단가의 종료일(2019. 5. 1.)이 시작일(2019. 5. 15.)보다 빠릅니다." in said(reversed_)


def test_a_forecast_above_the_budget_warns() -> None:
    small = replace(contract(amount=Won(1_650_000)), terms=(BEARER,))
    problem = one(metered(contract=small))
    assert problem.severity is Severity.WARNING and problem.at.field == "사용량"
    assert problem.message == (
        "2019년 6월까지의 사용량으로 예측한 요금이 예산을 넘습니다. "
        "계약금액(부가가치세 포함) 1,650,000원 − 최근 평균 1,657,942원 = 초과 7,942원"
    )
