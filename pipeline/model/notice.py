"""The letters that a contractor sends on occasion: reports, consultations, notices and requests for consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.problems import Location


class NoticeKind(StrEnum):
    """What a letter is for."""

    REPORT = "보고"  # 특기사항, 수시 보고
    CONSULTATION = "협의"  # 소프트웨어 설치, 이전 설치 방안
    NOTICE = "통보"  # 재위탁, 변경금액
    CONSENT = "동의 신청"  # 양도, 재교부, 제3자 공개
    SUBMISSION = "자료 제출"  # 요구자료, 지정한 사항


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One letter: its day and subject, what it says line by line, what goes with it, and what came back."""

    id: str = column("번호", hint="LTR-2019-01")
    kind: NoticeKind = column("종류", hint="보고, 협의, 통보, 동의 신청, 자료 제출")
    day: date = column("시행일", hint="2019-07-05")
    title: str = column("제목", hint="서버실 이전 설치 방안 제출")
    deliverable: str = column("산출물", default="", hint="27 — deliverables.yaml의 번호")
    lines: tuple[str, ...] = column("내용", default=(), hint="이전 사유와 일정; 지원 인력 — 줄마다 세미콜론")
    enclosures: tuple[str, ...] = column("붙임", default=(), hint="이전 설치 계획표 1부")
    answer_by: date | None = column("회신요청일", default=None)
    answered: date | None = column("회신일", default=None)
    answer: str = column("회신내용", default="")
    at: Location = place()
