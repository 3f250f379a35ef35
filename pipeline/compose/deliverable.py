"""What a template folder says of its deliverable: turns deliverable.yaml into a checked Template."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.problems import Location


class Kind(StrEnum):
    """Whether a template makes a text document or a workbook."""

    DOCUMENT = "문서"
    WORKBOOK = "통합문서"


class Package(StrEnum):
    """Which command makes the deliverable."""

    MONTHLY = "월간"
    PLEDGES = "서약"
    AGREEMENT = "계약"
    START = "착수"
    FINISH = "완료"
    QUERY = "질의"
    OCCASION = "수시"
    STATUS = "현황"
    PROJECT = "계획"
    SETTLEMENT = "정산"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """One column of a sheet: its title, the expression that gives its value from `row`, and its look."""

    title: str = column("제목")
    value: str = column("값", hint="row.id")
    width: int = column("너비", default=12)
    look: str = column("모양", default="text", hint="text, center, number, won, percent, date, datetime")
    choices: tuple[str, ...] = column("선택", default=())
    when: str = column("조건", default="", hint="contract.severities — 거짓이면 이 열을 두지 않음")
    total: str = column("합계", default="", hint="합계 행의 수식: =SUM({열})")
    formula: str = column("수식", default="", hint="'={공수}*{월단가}' — {제목}은 같은 줄의 칸, {제목@키}는 그 키를 가진 줄의 칸")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTemplate:
    """One sheet: heading lines (templates), the expression that gives its rows, and its columns."""

    name: str = column("이름")
    when: str = column("조건", default="", hint="contract.severities — 거짓이면 이 시트를 두지 않음")
    heading: tuple[str, ...] = column("머리", default=())
    rows: str = column("행", hint="figures.ledger")
    key: str = column("키", default="", hint="row.key — 수식이 그 줄을 부르는 이름")
    columns: tuple[SheetColumn, ...] = column("열")
    freeze_columns: int = column("고정열", default=0)
    paper: str = column("용지", default="A4")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One deliverable as its folder describes it. Texts with {{ }} are filled, expressions are evaluated, in the sandbox."""

    id: str = column("식별자", default="")
    name: str = column("이름", hint="월간 유지관리 보고서")
    title: str = column("제목", default="", hint="{{ month|연월 }} 월간 유지관리 보고서")
    package: Package = column("묶음", hint="월간, 서약, 계약")
    kind: Kind = column("종류", default=Kind.DOCUMENT)
    order: int = column("순서", default=50)
    subjects: str = column("대상", default="", hint="한 건에 문서 하나: figures.assessments")
    suffix: str = column("파일꼬리", default="", hint="{{ subject.incident.id }}")
    date: str = column("작성일", default="", hint="figures.due('20').recommended_due")
    numbering: str = column("번호체계", default="보고서", hint="보고서, 계획서, 없음")
    header: str = column("머리글", default="", hint="없음, 또는 쪽마다 위에 찍을 말 (기본: 용역명)")
    landscape: bool = column("가로", default=False)
    numbered: bool = column("쪽번호", default=True)
    marking: str = column("표시", default="", hint="대외비")
    protected: bool = column("보호", default=False, hint="예: 비밀번호로 암호화하여서만 씀")
    letters: tuple[str, ...] = column("공문", default=(), hint="보고, 청구 — 이 문서를 붙임으로 보내는 공문")
    copies: int = column("부수", default=1)
    sheets: tuple[SheetTemplate, ...] = column("시트", default=())
    at: Location = place()
