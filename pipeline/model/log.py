"""What happened: incidents, excluded time, inspections, backups, requests, changes and work, as raw events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.model.period import Month
from pipeline.problems import Location


class Responsibility(StrEnum):
    """On whose account an incident goes."""

    CONTRACTOR = "계약상대자"
    CLIENT = "발주부서"
    FORCE_MAJEURE = "불가항력"
    THIRD_PARTY = "제3자"
    UNKNOWN = "조사중"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident (장애) with its raw times; every figure is computed from them."""

    id: str = column("장애번호", hint="INC-2019-001")
    assets: tuple[str, ...] = column("자산번호", hint="HW-01; SW-02")
    service: str = column("서비스", default="", hint="새활용플라자 홈페이지")
    kind: str = column("종류", hint="계약서의 장애종류 중 하나")
    title: str = column("제목")
    severity: str = column("등급", default="", hint="계약서의 장애등급 중 하나 (Critical, Major, Minor)")
    compound: bool = column("복합장애", default=False, hint="예, 아니오")
    occurred: datetime = column("발생일시", hint="2019-07-03 14:20")
    reported: datetime = column("통보일시", hint="2019-07-03 14:25")
    reported_by: str = column("통보자", default="")
    reported_how: str = column("통보방법", default="", hint="유선, 인터넷, 서면")
    requested: datetime | None = column("유지보수요청일시", default=None)
    received: datetime | None = column("접수일시", default=None)
    received_by: str = column("접수자", default="")
    arrived: datetime | None = column("도착일시", default=None)
    temporary: datetime | None = column("임시복구일시", default=None)
    recovered: datetime | None = column("복구일시", default=None)
    permanent_plan: date | None = column("항구대책일", default=None, hint="항구적 복구 해결책을 제출한 날")
    outage: bool = column("서비스중단", default=True, hint="예: 가용률에 넣음")
    symptom: str = column("증상", default="")
    impact: str = column("영향", default="")
    cause: str = column("원인", default="")
    action: str = column("조치", default="")
    prevention: str = column("예방대책", default="")
    responsibility: Responsibility = column("귀책", default=Responsibility.UNKNOWN)
    handler: str = column("처리자", default="")
    confirmed_by: str = column("확인자", default="")
    tested: datetime | None = column("시험확인일시", default=None, hint="입회하여 시험 확인한 때")
    witness: str = column("입회자", default="", hint="시험에 입회한 담당자")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A stretch of an incident that a clause may take off the clock: why, from when to when, and who agreed."""

    incident: str = column("장애번호", hint="INC-2019-001")
    kind: str = column("구분", hint="DBMS 자료복구, 불가항력, 합의, 발주부서 귀책")
    start: datetime = column("시작일시")
    end: datetime = column("종료일시")
    reason: str = column("사유", default="")
    agreed_by: str = column("합의자", default="")
    at: Location = place()


class Verdict(StrEnum):
    """What an inspection found."""

    NORMAL = "정상"
    CAUTION = "주의"
    FAULT = "이상"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One check of one asset at one inspection visit."""

    id: str = column("점검번호", hint="CHK-2019-07-01")
    day: date = column("점검일", hint="2019-07-18")
    asset: str = column("자산번호", hint="HW-01")
    item: str = column("점검항목", hint="CPU·메모리·디스크 사용률")
    method: str = column("점검방식", default="방문", hint="방문, 원격")
    measured: str = column("측정치", default="")
    verdict: Verdict = column("결과", hint="정상, 주의, 이상")
    action: str = column("조치", default="")
    inspector: str = column("점검자")
    confirmed_by: str = column("확인자", default="")
    confirmed: date | None = column("확인일", default=None)
    at: Location = place()


class BackupKind(StrEnum):
    """What a backup job covers (III-2: 데이터베이스 일일 백업, 분기별 홈페이지 데이터와 소스 백업)."""

    DAILY = "DB 일일"
    QUARTERLY = "분기 데이터·소스"
    OCCASIONAL = "비정기"
    RESTORE_TEST = "복구시험"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One run of a backup job; a re-run names the failed run."""

    id: str = column("백업번호", hint="BK-20190703-D")
    kind: BackupKind = column("구분", hint="DB 일일, 분기 데이터·소스, 비정기, 복구시험")
    target: str = column("대상")
    started: datetime = column("시작일시")
    ended: datetime | None = column("종료일시", default=None)
    size_gb: Decimal | None = column("용량GB", default=None, hint="12.4")
    succeeded: bool = column("성공", hint="예, 아니오")
    rerun_of: str = column("재수행대상", default="", hint="실패한 백업번호")
    media: str = column("매체", default="")
    media_free_gb: Decimal | None = column("매체잔여GB", default=None)
    media_state: str = column("매체상태", default="", hint="정상, 이상")
    note: str = column("비고", default="")
    at: Location = place()


class RequestStatus(StrEnum):
    """How far a service request has come."""

    RECEIVED = "접수"
    ONGOING = "진행"
    DONE = "완료"
    REJECTED = "반려"
    HELD = "보류"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRequest:
    """One request of the client (요구사항관리대장의 한 줄)."""

    id: str = column("요청번호", hint="SR-2019-001")
    requested: datetime = column("요청일시")
    requester: str = column("요청자", default="")
    kind: str = column("유형", hint="기능개선, 오류수정, 콘텐츠, 기술지원, 자료요청")
    title: str = column("제목")
    detail: str = column("내용", default="")
    source: str = column("출처", default="", hint="유선, 전자우편, 회의")
    priority: str = column("우선순위", default="보통", hint="긴급, 높음, 보통, 낮음")
    urgent: bool = column("긴급", default=False)
    supervisor_due: datetime | None = column("감독지정기한", default=None)
    handler: str = column("담당", default="")
    status: RequestStatus = column("상태", hint="접수, 진행, 완료, 반려, 보류")
    completed: datetime | None = column("완료일시", default=None)
    accepted_by: str = column("검수자", default="")
    result: str = column("처리결과", default="")
    requirement: str = column("관련요구사항", default="", hint="MAR-003#7.1")
    at: Location = place()


class ChangeKind(StrEnum):
    """What was changed."""

    SOFTWARE = "S/W"
    CONFIGURATION = "구성"
    HARDWARE = "H/W"
    PATCH = "패치"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a program, a configuration or a device."""

    id: str = column("변경번호", hint="CHG-2019-001")
    kind: ChangeKind = column("구분", hint="S/W, 구성, H/W, 패치")
    applied: datetime = column("적용일시")
    request: str = column("요청번호", default="", hint="SR-2019-001")
    incident: str = column("장애번호", default="")
    assets: tuple[str, ...] = column("자산번호", default=())
    title: str = column("제목")
    reason: str = column("사유", default="")
    before: str = column("변경전", default="")
    after: str = column("변경후", default="")
    programs: str = column("프로그램", default="")
    tables: str = column("테이블", default="")
    version: str = column("버전", default="")
    tested: date | None = column("시험일", default=None)
    test_result: str = column("시험결과", default="")
    source_submitted: date | None = column("변경소스제출일", default=None)
    manual_updated: date | None = column("지침서갱신일", default=None)
    developer: str = column("개발자", default="")
    approved_by: str = column("승인자", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One line of a person's work log."""

    id: str = column("작업번호", hint="WRK-2019-0001")
    day: date = column("작업일")
    person: str = column("인력번호", hint="P01")
    kind: str = column("구분", hint="점검, 장애조치, 백업, 기능개선, 기술지원, 교육, 관리")
    text: str = column("작업내용")
    hours: Decimal = column("시간", hint="8")
    place_name: str = column("장소", default="", hint="현장, 원격")
    related: str = column("관련번호", default="", hint="INC-2019-001")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue, risk or special matter to report in a month."""

    id: str = column("번호", hint="ISS-2019-01")
    day: date = column("등록일")
    kind: str = column("구분", default="이슈", hint="이슈, 위험, 특기사항")
    text: str = column("내용")
    action: str = column("대응", default="")
    owner: str = column("담당", default="")
    due: date | None = column("기한", default=None)
    closed: date | None = column("종결일", default=None)
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One thing planned for a month, printed in the month before as 익월 계획."""

    month: Month = column("월", hint="2019-08")
    kind: str = column("구분", hint="점검, 백업, 기능개선, 교육")
    text: str = column("내용")
    day: date | None = column("예정일", default=None)
    owner: str = column("담당", default="")
    done: date | None = column("완료일", default=None)
    at: Location = place()
