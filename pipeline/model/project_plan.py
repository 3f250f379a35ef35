"""The agency's own plan of a project (사업계획, 방침서) as data: its head, its outline with the source's marks, its sums and its annexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.problems import Location


class PlanPart(StrEnum):
    """What is printed below a line of the plan from the plan's own typed values."""

    GOAL = "추진목표"
    HISTORY = "추진현황"
    SYSTEMS = "대상시스템"
    BUDGET = "예산표"
    BODIES = "추진체계도"
    PROCEDURE = "절차도"
    POINTS = "배점표"
    SCHEDULE = "추진일정"
    DEPARTMENTS = "부서현황표"
    SCOPES = "대상목록표"
    CONTENTS = "콘텐츠표"
    ASSETS = "규격표"
    LOST = "빠진그림"  # a figure or a text of the source that nobody has: a framed 〔입력 필요〕


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A rule that a line cites, and in which edition."""

    rule: str = column("규정", hint="지방자치단체 입찰시 낙찰자 결정기준")
    edition: str = column("판", default="", hint="행정안전부 예규 360호")
    day: date | None = column("날짜", default=None, hint="2011-04-29")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One line of the plan: its mark, its text with named blanks such as {소요예산}, and the lines below it.

    `refers` names an annex by its title; its number is computed ({붙임}) and `printed_reference` keeps what the source said.
    `original` are the source's words where the text was put right, `reason` says why.
    """

    text: str = column("내용")
    mark: str = column("부호", default="-", hint="□, ○, -, ->")
    items: tuple[PlanItem, ...] = column("하위", default=())
    part: PlanPart | None = column("부분", default=None, hint="예산표, 추진체계도, 절차도")
    refers: str = column("참조", default="", hint="세부산출내역서 — 붙임의 이름")
    printed_reference: str = column("원문참조", default="", hint="붙임1 — 원문에 적힌 번호")
    citations: tuple[Citation, ...] = column("인용", default=())
    original: str = column("원문", default="", hint="고쳐 적기 전의 원문")
    reason: str = column("고친까닭", default="", hint="띄어쓰기")
    note: str = column("주", default="", hint="글 아래에 ※로 적을 말")
    line: str = column("줄", default="", hint="L61")
    at: Location = place()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, PlanItem]]:
        """Yield (depth, item) for this line and all below it, in reading order."""
        yield depth, self
        for item in self.items:
            yield from item.walk(depth + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChapter:
    """One chapter; its number (Ⅰ, Ⅱ …) is its place."""

    title: str = column("제목", hint="추진목표 및 전략")
    part: PlanPart | None = column("부분", default=None, hint="추진일정 — 장 제목 바로 아래")
    items: tuple[PlanItem, ...] = column("내용", default=())
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """붙임: its number is its place in the list; `detail` stands in the list only ("(별첨)")."""

    title: str = column("이름", hint="세부산출내역서")
    detail: str = column("덧붙임", default="", hint="(별첨)")
    copies: str = column("부수", default="1부")
    separate: bool = column("별도문서", default=False)
    part: PlanPart | None = column("부분", default=None, hint="부서현황표")
    items: tuple[PlanItem, ...] = column("내용", default=())
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One line of the review before the decision: what is looked at, the choices, and those that are marked (none: 무 ■)."""

    name: str = column("항목", hint="법령 규정")
    options: tuple[str, ...] = column("선택지", default=("유",), hint="교통; 환경; 재해; 기타")
    chosen: tuple[str, ...] = column("표시", default=())
    detail: str = column("세부", default="")
    bracket: bool = column("괄호", default=True)
    original: str = column("원문", default="")
    reason: str = column("고친까닭", default="")
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGroup:
    """Lines of the review (사전 검토항목) under one head."""

    name: str = column("구분", hint="시민참여 고려사항")
    items: tuple[ReviewItem, ...] = column("항목들")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One line of the budget, in won, VAT as the plan says."""

    name: str = column("세부사업")
    account: str = column("예산과목", hint="공공운영비")
    amount: Won = column("예산액", hint="75,000,000 (원)")
    note: str = column("비고", default="")
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One line of the schedule (추진일정), by months; `end` only for a stretch."""

    name: str = column("단계", hint="계약심사 의뢰")
    start: Month = column("시작", hint="2013-01")
    end: Month | None = column("끝", default=None, hint="2014-02")
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One earlier project (추진현황) with its months and what it covered."""

    name: str = column("사업")
    start: Month = column("시작", hint="2007-05")
    end: Month = column("끝", hint="2010-02")
    label: str = column("범위이름", default="", hint="대상범위")
    scope: str = column("범위", default="")
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a procedure, in words that the source uses somewhere."""

    name: str = column("이름")
    text: tuple[str, ...] = column("내용", default=())
    line: str = column("줄", default="", hint="L141 — 말을 옮긴 곳")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A named sequence of steps; the line of the outline with the same words draws it."""

    name: str = column("이름", hint="운영관리 절차")
    steps: tuple[Step, ...] = column("단계")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """One part of the evaluation with its points, and the parts that it is made of."""

    name: str = column("이름", hint="기술")
    points: int = column("배점", hint="90")
    title: str = column("명칭", default="", hint="기술능력평가")
    judge: str = column("평가자", default="", hint="평가위원회")
    parts: tuple[Points, ...] = column("하위", default=())
    line: str = column("줄", default="")
    at: Location = place()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Points]]:
        """Yield (depth, part) for this part and all below it."""
        yield depth, self
        for part in self.parts:
            yield from part.walk(depth + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Procurement:
    """How the contractor is found."""

    method: str = column("입찰방식", default="", hint="제한경쟁 입찰")
    award: str = column("낙찰방식", default="", hint="협상에 의한 계약")
    joint: int = column("공동수급한도", default=0, hint="3 (개 업체)")
    full_marks: int = column("총점", default=100)
    points: tuple[Points, ...] = column("배점", default=())
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPlan:
    """One plan as its agency decides on it. Sums are in won; what the plan states and what its lines add up to are both kept."""

    number: str = column("문서번호", default="", hint="정보시스템담당관-508")
    approved: date | None = column("결재일", default=None, hint="2013-01-10")
    disclosure: str = column("공개여부", default="", hint="공개, 부분공개, 비공개")
    policy_number: str = column("방침번호", default="")
    approvers: tuple[str, ...] = column("결재선", hint="주무관; 프로젝트관리팀장 — 결재하는 차례")
    cooperation: tuple[str, ...] = column("협조", default=())
    sealed: str = column("머리표시", default="", hint="시 민")
    slogan: str = column("구호", default="")
    brand: str = column("상징", default="", hint="희망서울")
    subtitle: str = column("부제", default="")
    title: str = column("제목", hint="2013년 재정시스템 운영 및 유지보수 계획")
    issued: Month = column("작성월", hint="2013-01")
    organisation: str = column("작성기관", hint="정보화기획단")
    department: str = column("작성부서", default="", hint="정보시스템담당관")
    review_note: str = column("검토안내", default="")
    review: tuple[ReviewGroup, ...] = column("사전검토", default=())
    summary: str = column("요약", default="")
    project: str = column("사업명")
    start: Month = column("사업시작", hint="2013-03")
    end: Month = column("사업끝", hint="2014-02")
    systems: tuple[str, ...] = column("대상시스템", default=())
    goals: tuple[str, ...] = column("추진목표", default=())
    histories: tuple[History, ...] = column("추진현황", default=())
    budget: Won = column("소요예산", hint="129,261,000 (원)")
    previous_budget: Won | None = column("전년도예산", default=None)
    budget_lines: tuple[BudgetLine, ...] = column("예산", default=())
    procurement: Procurement = column("사업자선정", default=Procurement())
    procedures: tuple[Procedure, ...] = column("절차", default=())
    milestones: tuple[Milestone, ...] = column("추진일정", default=())
    chapters: tuple[PlanChapter, ...] = column("장", default=())
    annexes: tuple[Annex, ...] = column("붙임", default=())
    at: Location = place()

    def items(self) -> Iterator[PlanItem]:
        """Yield every line of the chapters and of the annexes, in reading order."""
        for part in (*self.chapters, *self.annexes):
            for item in part.items:
                yield from (each for _, each in item.walk())
