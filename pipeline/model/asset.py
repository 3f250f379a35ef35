"""What is maintained: hardware, software and web systems, as the contract lists them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.problems import Location


class AssetClass(StrEnum):
    """Which of the contract's lists an asset stands in."""

    HARDWARE = "H/W"
    SOFTWARE = "S/W"
    WEB = "웹시스템"
    CLOUD = "클라우드"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One row of the contract's asset lists; `quantity` is 0 where the list gives words ("1 Server 4 Agent")."""

    id: str = column("자산번호", hint="HW-01")
    kind: AssetClass = column("구분", hint="H/W, S/W, 웹시스템, 클라우드")
    number: int = column("No", hint="1")
    name: str = column("항목명", hint="WEB서버")
    model: str = column("모델", default="")
    spec: str = column("주요규격", default="")
    quantity: int = column("수량", default=0)
    quantity_text: str = column("수량원문", default="")
    unit: str = column("단위", default="", hint="SET, copy")
    maker: str = column("제조사", default="")
    purpose: str = column("업무용도", default="")
    system: str = column("서비스", default="", hint="가용률을 재는 서비스 이름")
    note: str = column("비고", default="")
    at: Location = place()
