"""Turns duties and exceptions into the problems that a person has to put right before a trace can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from difflib import get_close_matches
from functools import cache

from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty
from pipeline.problems import Problem, Severity
from pipeline.rules.rule import Rule
from pipeline.trace.checks import CHECKS
from pipeline.trace.codes import NO_DUTY
from pipeline.trace.ledger import LOGS
from pipeline.trace.outcome import choices, log_of
from pipeline.trace.rows import Sentence, sentences
from pipeline.trace.triggered import attribute
from pipeline.trace.weave import trace

_WORDS: dict[str, tuple[str, ...]] = {
    "대상": ("전체", "H/W", "S/W", "월", "장애", "원인규명", "임시복구", "변경", "지체상금", "인력", "한번"),
    "시점": ("착수", "종료", "발생"),
    "기간": ("년", "반기", "전체"),
    "기록": tuple(LOGS),
    "기한": ("당월말", "익월일"),
}


def check(dossier: Dossier) -> list[Problem]:
    """Return every problem of duties and waivers; a contract without duties has none."""
    if not dossier.duties:
        return []
    rows = sentences(dossier)
    keys = dict.fromkeys(row.key for row in rows)
    ids = {duty.id for duty in dossier.duties}
    return [*_duties(dossier, keys), *_waivers(dossier, {*keys, *ids}), *_unserved(dossier, rows)]


def _duties(dossier: Dossier, rows: Collection[str]) -> Iterator[Problem]:
    first: dict[str, Duty] = {}
    near = _remembered(rows)
    numbers = {each.number for each in dossier.deliverables}
    clauses = {rule.id for rule in dossier.contract.recovery}
    for duty in dossier.duties:
        if duty.id in first:
            hint, related = "의무마다 다른 번호", (first[duty.id].at.at_field("번호"),)
            yield Problem(
                "R-TRC-03", f"의무 번호가 두 번 쓰였습니다: {duty.id}", duty.at.at_field("번호"), hint, related
            )
        first.setdefault(duty.id, duty)
        for key in duty.rows:
            if key not in rows:
                yield Problem("R-TRC-02", f"{duty.id}: 없는 문장입니다: {key}", duty.at.at_field("요구사항"), near(key))
        for number in duty.deliverables:
            if number not in numbers:
                yield Problem(
                    "R-TRC-07",
                    f"{duty.id}: 없는 산출물 번호입니다: {number}",
                    duty.at.at_field("산출물"),
                    "deliverables.yaml의 번호",
                )
        if duty.check in (Check.PERSON, Check.NOTHING) and not duty.reason:
            message = f"{duty.id}: {duty.check}의 사유가 없습니다"
            yield Problem(
                "R-TRC-06", message, duty.at.at_field("확인방식"), "사유를 적습니다", severity=Severity.WARNING
            )
        yield from _parameters(duty, clauses)


def _parameters(duty: Duty, clauses: Collection[str]) -> Iterator[Problem]:
    """Names that the check does not know or lacks, numbers that are none, words and columns that do not exist."""
    place, rule = duty.at.at_field("기준값"), CHECKS[duty.check]
    given = [name.strip() for name, _, _ in (each.partition("=") for each in duty.parameters)]
    for name in given:
        if name not in rule.names:
            hint = "쓸 수 있는 이름: " + (", ".join(rule.names) or "없음")
            yield Problem("R-TRC-04", f"{duty.id}: {duty.check}에 쓰지 않는 기준값입니다: {name}", place, hint)
    for name in rule.needs:
        if not duty.parameter(name):
            yield Problem(
                "R-TRC-04", f"{duty.id}: {duty.check}에 있어야 할 기준값이 없습니다: {name}", place, f"{name}=…"
            )
    if duty.parameter("회수") and not duty.parameter("회수").isdecimal():
        yield Problem("R-TRC-04", f"{duty.id}: 회수가 수가 아닙니다: {duty.parameter('회수')}", place, "회수=1")
    for name, allowed in _WORDS.items():
        if name in rule.names and duty.parameter(name) and duty.parameter(name) not in allowed:
            message = f"{duty.id}: {name}에 쓸 수 없는 말입니다: {duty.parameter(name)}"
            yield Problem("R-TRC-04", message, place, ", ".join(allowed))
    for label in _unknown_columns(duty):
        yield Problem(
            "R-TRC-04",
            f"{duty.id}: {duty.parameter('기록')} 기록에 없는 열입니다: {label}",
            place,
            "기록 파일의 열 이름",
        )
    for clause in choices(duty, "조항"):
        if clause not in clauses:
            yield Problem(
                "R-TRC-04", f"{duty.id}: 계약의 복구기한에 없는 번호입니다: {clause}", place, ", ".join(clauses)
            )


def _unknown_columns(duty: Duty) -> list[str]:
    kind = log_of(duty)
    if kind is None:
        return []
    _, _, record = LOGS[kind]
    return [label for label in choices(duty, "항목") if not attribute(record, label)]


def _waivers(dossier: Dossier, known: Collection[str]) -> Iterator[Problem]:
    near = _remembered(known)
    for waiver in dossier.waivers:
        if waiver.target not in known:
            message = f"예외 승인의 대상이 없는 번호입니다: {waiver.target}"
            yield Problem("R-TRC-05", message, waiver.at.at_field("대상"), near(waiver.target))


def _unserved(dossier: Dossier, rows: Sequence[Sentence]) -> Iterator[Problem]:
    """Rows that no duty serves, neither their own nor that of a row above or below."""
    served = {key for duty in dossier.duties for key in duty.rows}
    parents = {row.key: row.parent for row in rows}
    above: set[str] = set()
    for row in rows:
        if row.key in served or row.parent in above:
            above.add(row.key)
    below = _ancestors(served, parents)
    for row in rows:
        if row.key not in above and row.key not in below:
            message, hint = (
                f"{row.key}: 이 문장을 맡은 의무가 없습니다",
                "duties.yaml의 요구사항에 적거나, 할 일이 없으면 해당없음으로 적습니다",
            )
            yield Problem(NO_DUTY, message, row.at, hint, severity=Severity.WARNING)


def _ancestors(keys: Collection[str], parents: dict[str, str]) -> set[str]:
    found: set[str] = set()
    for key in keys:
        while (key := parents.get(key, "")) and key not in found:
            found.add(key)
    return found


def _remembered(known: Collection[str]) -> Callable[[str], str]:
    """A wrong key tends to stand in many duties; comparing it with every right one is done once."""

    @cache
    def near(key: str) -> str:
        found = get_close_matches(key, known, 1, 0.6)
        return f"혹시 {found[0]}?" if found else "requirements.yaml이나 clauses.yaml의 번호"

    return near


RULE = Rule(NO_DUTY, "요구사항 추적", ("과업지시서의 모든 요구사항과 특수조건",), trace, check)
