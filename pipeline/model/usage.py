"""What metered services cost: unit prices by date, and the amounts used each month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.model.column import column, place
from pipeline.model.period import Month
from pipeline.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPrice:
    """The price of one unit of a service from one day on (원, 부가가치세 별도 여부는 근거에 적는다)."""

    service: str = column("자산번호", hint="CL-05")
    item: str = column("과금항목", hint="동시접속자, 통화분")
    unit: str = column("단위", hint="명·월, 분, GB")
    price: Decimal = column("단가", hint="990")
    free: Decimal = column("무료제공량", default=Decimal(0), hint="1000 — 달마다 값을 매기지 않는 양")
    since: date = column("시작일", hint="2023-08-01")
    until: date | None = column("종료일", default=None)
    source: str = column("근거", default="", hint="공공 요금표 2023. 8.")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How much of one metered item was used in one month."""

    month: Month = column("월", hint="2023-08")
    service: str = column("자산번호", hint="CL-05")
    item: str = column("과금항목", hint="동시접속자, 통화분")
    amount: Decimal = column("사용량", hint="1250")
    note: str = column("비고", default="")
    at: Location = place()
