"""Turns the requests to replace people into the problems that they have: late, too short a hand-over, an unfit successor."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.dossier import Dossier
from pipeline.problems import Location, Problem, Severity
from pipeline.rules import words
from pipeline.rules.replacement import CODE, HANDOVER, ReplacementPlan, clash, replacement_plan
from pipeline.rules.rule import Rule


def check(dossier: Dossier) -> list[Problem]:
    """Say what is wrong with each request, and once whether the clauses clash."""
    problems = [problem for request in dossier.replacements for problem in _problems(replacement_plan(dossier, request))]
    if dossier.replacements and (note := clash(dossier.contract)):
        term = dossier.contract.term(HANDOVER)
        hint = f"인수인계를 승인 전에 시작하거나 변경일 뒤까지 둘지 {dossier.contract.client.term} 담당자와 정합니다."
        problems.append(Problem(CODE, f"계약의 두 기간이 맞지 않습니다: {note}.", term.at if term else dossier.contract.at, hint, severity=Severity.NOTE))
    return problems


def _problems(plan: ReplacementPlan) -> Iterator[Problem]:
    yield from _notice(plan)
    yield from _approval(plan)
    yield from _handover(plan)
    yield from _successor(plan)
    yield from _demand(plan)


def _notice(plan: ReplacementPlan) -> Iterator[Problem]:
    request, notice = plan.replacement, plan.notice
    if notice is None or request.submitted is None or plan.strict_met:
        return
    if plan.lenient_met:
        yield _say(plan, "제출일", f"제출일이 엄격하게 센 기한({words.day(notice.nominal)})보다 늦고, 완화하여 센 기한({words.day(notice.lenient_due)}) 안입니다.",
                   "어느 쪽으로 세는지 확인합니다.", Severity.NOTE)
        return
    severity = Severity.NOTE if plan.demanded else Severity.WARNING
    yield _say(plan, "제출일", f"제출일({words.day(request.submitted)})이 변경 {plan.notice_days}일 전({notice.clause}: 엄격 {words.day(notice.nominal)}, "
               f"완화 {words.day(notice.lenient_due)})보다 늦습니다.", "변경예정일을 늦추거나 사유를 밝혀 승인을 받습니다.", severity)


def _approval(plan: ReplacementPlan) -> Iterator[Problem]:
    request = plan.replacement
    if request.approved is None:
        return
    if request.submitted and request.approved < request.submitted:
        yield _say(plan, "승인일", f"승인일({words.day(request.approved)})이 제출일({words.day(request.submitted)})보다 빠릅니다.", "두 날짜를 확인합니다.", Severity.ERROR)
    if request.approved >= request.change_day:
        yield _say(plan, "승인일", f"승인({words.day(request.approved)})을 변경({words.day(request.change_day)}) 전에 받지 않았습니다.", "변경예정일이나 승인일을 확인합니다.")
    if plan.leaving and plan.leaving.left is None:
        related = (plan.leaving.at,) if plan.leaving.at else ()
        hint = f"people.csv의 철수일에 {words.day(plan.last_day)}까지의 날을 적습니다."
        yield _say(plan, "승인일", f"승인된 교체인데 전임 {plan.leaving.id}의 철수일이 없습니다.", hint, Severity.NOTE, related)


def _handover(plan: ReplacementPlan) -> Iterator[Problem]:
    request, span = plan.replacement, plan.handover
    if span is None:
        return
    if span.days == 0:
        yield _say(plan, "인수인계종료", f"인수인계 종료일({words.day(span.end)})이 시작일({words.day(span.start)})보다 빠릅니다.", "두 날짜를 확인합니다.", Severity.ERROR)
        return
    if plan.handover_enough is False:
        yield _say(plan, "인수인계종료", f"인수인계 {span.days}일({words.span(span)})이 계약의 {plan.handover_days}일보다 짧습니다.",
                   "변경한 뒤까지 둘지 협의합니다." if plan.demanded or not plan.handover_before else
                   f"변경 전에 마치려면 {words.day(plan.handover_before.start)}에 시작합니다.")
    if span.end > request.change_day:
        yield _say(plan, "인수인계종료", f"인수인계가 변경예정일({words.day(request.change_day)}) 뒤인 {words.day(span.end)}에 끝납니다.",
                   "그때까지 전임과 후임이 함께 일하게 하거나 변경예정일을 늦춥니다.")
    apart, outgoing, incoming = [], plan.leaving, plan.successor.person
    if outgoing and outgoing.left and outgoing.left < span.end:
        apart.append(f"전임 {outgoing.id}의 철수일 {words.day(outgoing.left)}")
    if incoming and incoming.id and incoming.joined > span.start:
        apart.append(f"후임 {incoming.id}의 투입일 {words.day(incoming.joined)}")
    if apart:
        yield _say(plan, "인수인계시작", f"인수인계 기간({words.span(span)})에 두 사람이 함께 있지 않습니다({', '.join(apart)}).", "투입일, 철수일이나 인수인계 기간을 고칩니다.")


def _successor(plan: ReplacementPlan) -> Iterator[Problem]:
    request, incoming = plan.replacement, plan.successor
    if incoming.person is None:
        yield _say(plan, "후임", "후임이 누구인지 적지 않았습니다.", "후임의 인력번호나 후임성명을 적습니다.")
        return
    if request.successor == request.leaving:
        yield _say(plan, "후임", f"전임과 후임이 같은 사람({request.leaving})입니다.", "후임의 인력번호를 고칩니다.", Severity.ERROR)
    if incoming.qualification is None:
        yield _say(plan, "후임경력년수", "후임의 경력년수가 없어 요구 경력을 채우는지 알 수 없습니다.", "경력년수를 적습니다. 예: 5")
    elif incoming.qualification.met is False:
        yield _say(plan, "후임경력년수", f"후임 {incoming.person.name}: {incoming.qualification.shortfall}", "자격조건 이상을 만족하는 인력으로 정합니다.")


def _demand(plan: ReplacementPlan) -> Iterator[Problem]:
    request, forced = plan.replacement, plan.forced
    if plan.demanded and request.demanded is None:
        yield _say(plan, "요구일", "교체 요구를 받은 날이 없어 교체 기한을 셀 수 없습니다.", "요구를 받은 날을 적습니다. 예: 2019-12-20")
    if forced is not None and plan.forced_met is False:
        yield _say(plan, "변경예정일", f"변경예정일({words.day(request.change_day)})이 교체 요구의 기한({forced.clause}: {forced.words})보다 늦습니다.",
                   f"{words.day(forced.legal_due)}까지 교체합니다.")


def _say(
    plan: ReplacementPlan, field: str, message: str, hint: str, severity: Severity = Severity.WARNING, related: tuple[Location, ...] = ()
) -> Problem:
    return Problem(CODE, f"{plan.replacement.id}: {message}", plan.replacement.at.at_field(field), hint, related, severity)


RULE = Rule(CODE, "인력교체의 기한과 인수인계", ("PSR-001 1)·2)", "V-3", "민법 제157조·제161조"), replacement_plan, check)
