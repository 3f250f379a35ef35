"""What was taken over for the work and what became of it: each item received, given back and destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.problems import Location


class Secrecy(StrEnum):
    """How a material has to be kept."""

    CONFIDENTIAL = "대외비"
    PLAIN = "일반"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One line of the register of materials (자료관리대장): pieces received, given back, destroyed.

    Pieces of one line may go both ways; `returned` and `destroyed` are the days on which the last of them went.
    """

    id: str = column("자료번호", hint="MAT-01")
    name: str = column("자료명", hint="정보시스템 구성도")
    medium: str = column("매체", default="", hint="문서, 외장 하드디스크, 파일")
    secrecy: Secrecy = column("등급", default=Secrecy.PLAIN, hint="대외비, 일반")
    personal: bool = column("개인정보", default=False, hint="예, 아니오 — 개인정보가 들었는가")
    received: date = column("인수일", hint="2019-05-15")
    received_count: int = column("인수수량", default=1, hint="2")
    returned: date | None = column("반납일", default=None)
    returned_count: int = column("반납수량", default=0, hint="2")
    destroyed: date | None = column("폐기일", default=None)
    destroyed_count: int = column("폐기수량", default=0, hint="0")
    method: str = column("폐기방법", default="", hint="파쇄, 완전 삭제")
    keeper: str = column("담당", default="")
    witness: str = column("입회자", default="", hint="반납이나 폐기에 입회한 사람")
    at: Location = place()
