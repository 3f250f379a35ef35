"""What a won proposal promises: its own words on one sentence of the RFP, and where in the proposal they stand."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.column import column, place
from pipeline.model.proposal import Acceptance
from pipeline.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One answer of the proposal that won (promises.yaml): the row that it answers, how, in which words, and their place."""

    key: str = column("요구사항", hint="MAR-005#5")
    text: str = column("약속", default="", hint="통보를 받은 때부터 2시간 안에 복구를 마칩니다.")
    acceptance: Acceptance = column("수용여부", default=Acceptance.ACCEPT, hint="수용, 대안, 불가")
    note: str = column("설명", default="", hint="대안이나 불가의 까닭")
    stands: str = column("제안서", default="", hint="Ⅲ-2 유지관리 방안 (23쪽)")
    without: tuple[str, ...] = column("빼고", default=(), hint="MAR-005#5.2 — 아래의 행 가운데 이 약속이 답하지 않는 것")
    at: Location = place()
