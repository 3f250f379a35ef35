"""The lists that a plan annexes: the bodies that take part, the tasks that are maintained, and the contents that are kept current."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.column import column, place
from pipeline.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """One body that takes part (관련기관 및 부서현황): what it is to the project, who in it, and what they do."""

    name: str = column("기관", hint="정보시스템 담당관")
    relation: str = column("구분", hint="발주 부서")
    teams: tuple[str, ...] = column("담당", default=(), hint="프로젝트관리팀")
    duties: tuple[str, ...] = column("담당업무", default=())
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceScope:
    """One task of a system that is maintained (유지보수 대상 업무)."""

    number: int = column("번호", hint="1")
    system: str = column("시스템명", hint="클린재정시스템")
    task: str = column("세부업무", hint="재정공개")
    text: str = column("업무내용")
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentItem:
    """One content that is kept current: whose, how, how often, and who sees it (○)."""

    number: int = column("번호", hint="1")
    agency: str = column("기관", hint="본청")
    group: str = column("상위", hint="재정정보")
    name: str = column("하위", hint="재정규모")
    method: str = column("업데이트방법", default="", hint="DB일괄업데이트")
    cycle: str = column("횟수", default="", hint="1회/년, 일배치, 수시")
    citizens: bool = column("시민", default=False, hint="○")
    companies: bool = column("기업", default=False, hint="○")
    staff: bool = column("직원", default=False, hint="○")
    line: str = column("줄", default="")
    at: Location = place()
