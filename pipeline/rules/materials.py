"""Turns the register of materials into what is still held: received, given back, destroyed, the rest, witnesses, personal data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.model.contract import Contract, Term
from pipeline.model.dossier import Dossier
from pipeline.model.log import BackupKind
from pipeline.model.material import Material
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.rule import Rule

CODE = "R-MAT-01"
WITNESS, AT_ONCE, NOTICE = "security.disposal_witness", "disposal.at_once", "disposal.notice"


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One line of the register with what is still held of it; a negative rest is impossible and an error."""

    material: Material
    rest: int
    last: date | None  # the day on which the last piece went; None while none went
    unwitnessed: bool  # something went without a witness whom the contract asks for

    @property
    def step(self) -> str:
        """The arithmetic: "5 − 2 − 3 = 0"."""
        each = self.material
        return f"{each.received_count} − {each.returned_count} − {each.destroyed_count} = {self.rest}"


@dataclass(frozen=True, slots=True)
class MaterialSummary:
    """The register, or the lines of it that hold personal data, with sums: received = returned + destroyed + rest."""

    lines: tuple[MaterialLine, ...]
    received: int
    returned: int
    destroyed: int
    rest: int
    last: date | None  # the day on which the last piece went
    after_end: int | None  # days from the contract's last day to that day, negative before; None while something is held

    @property
    def balanced(self) -> bool:
        """True when nothing is held any more, line by line."""
        return all(line.rest == 0 for line in self.lines)

    @property
    def held(self) -> tuple[MaterialLine, ...]:
        """The lines of which something is still held."""
        return tuple(line for line in self.lines if line.rest)

    @property
    def unwitnessed(self) -> tuple[MaterialLine, ...]:
        """The lines of which something went without a witness whom the contract asks for."""
        return tuple(line for line in self.lines if line.unwitnessed)

    @property
    def gone(self) -> tuple[MaterialLine, ...]:
        """The lines of which something was destroyed."""
        return tuple(line for line in self.lines if line.material.destroyed_count)

    @property
    def given_back(self) -> tuple[MaterialLine, ...]:
        """The lines of which something was given back."""
        return tuple(line for line in self.lines if line.material.returned_count)

    @property
    def steps(self) -> tuple[str, ...]:
        """The sums as a reader can redo them."""
        return (f"인수 {self.received} − 반납 {self.returned} − 폐기 {self.destroyed} = 잔량 {self.rest}",)

    @property
    def after_end_words(self) -> str:
        """The last day against the contract's last day: 만료일 당일, 만료 4일 전, 만료 3일 후; 해당 없음 without one."""
        if self.after_end is None:
            return words.NONE
        return "만료일 당일" if self.after_end == 0 else f"만료 {abs(self.after_end)}일 {'후' if self.after_end > 0 else '전'}"


def materials(dossier: Dossier) -> MaterialSummary:
    """자료의 반납·폐기: 인수한 자료마다 반납하고 폐기한 수량을 빼어 남은 것이 없는지 봅니다.

    조항: 계약의 security.disposal_witness(예: SER-001 5) "사업 종료 시 정보보안담당자의 입회하에 완전 폐기 또는 반납해야 한다"),
    disposal.at_once와 disposal.notice(예: 위탁계약 제6조②·③ "즉시 파기하거나", "지체없이 … 그 결과를 통보").

    산식
      잔량 = 인수수량 − 반납수량 − 폐기수량. 사업이 끝난 때에는 줄마다 0이어야 합니다.
        사업이 끝났는지는 시계가 아니라 기록으로 봅니다: 만료일이나 그 뒤의 기록이 있으면 끝난 것입니다.
      반납일과 폐기일은 인수일보다 빠를 수 없습니다.
      계약에 입회 조항이 있으면 반납하거나 폐기한 줄에 입회자가 있어야 합니다.
      개인정보가 든 자료는 만료일부터 며칠 만에 없어졌는지 적습니다. '즉시'와 '지체 없이'는 날수가 아니므로 초과를 판정하지
      않고, 만료일보다 늦으면 알립니다.

    예: 인수 5부, 반납 2부, 파쇄 3부 → 5 − 2 − 3 = 0. 폐기한 4개에 입회자가 없으면 경고합니다.
    """
    return _summary(dossier.contract, dossier.materials)


def personal(dossier: Dossier) -> MaterialSummary:
    """Return the same of the lines that hold personal data."""
    return _summary(dossier.contract, (each for each in dossier.materials if each.personal))


def _summary(contract: Contract, own: Iterable[Material]) -> MaterialSummary:
    witness = contract.term(WITNESS)
    lines = tuple(_line(each, witness) for each in own)
    held = any(line.rest for line in lines)
    last = max((line.last for line in lines if line.last), default=None)
    return MaterialSummary(
        lines=lines,
        received=sum(line.material.received_count for line in lines),
        returned=sum(line.material.returned_count for line in lines),
        destroyed=sum(line.material.destroyed_count for line in lines),
        rest=sum(line.rest for line in lines),
        last=last,
        after_end=None if held or last is None else (last - contract.end).days,
    )


def _line(each: Material, witness: Term | None) -> MaterialLine:
    rest = each.received_count - each.returned_count - each.destroyed_count
    went = each.returned_count or each.destroyed_count
    last = max((day for day in (each.returned, each.destroyed) if day), default=None)
    return MaterialLine(each, rest, last, bool(went and witness and not each.witness))


def is_over(dossier: Dossier) -> bool:
    """True when any record is dated on or after the contract's last day: only the data tell that the term is over."""
    days = [run.started.date() for run in dossier.backups if run.kind is BackupKind.DAILY]
    days += [each.day for each in (*dossier.inspections, *dossier.works)]
    days += [each.reported.date() for each in dossier.incidents]
    days += [day for each in dossier.materials for day in (each.returned, each.destroyed) if day]
    return max(days, default=dossier.contract.start) >= dossier.contract.end


def check(dossier: Dossier) -> list[Problem]:
    """Say which lines do not add up, which days cannot be, and where the witness is missing."""
    over = is_over(dossier)
    problems = [problem for line in materials(dossier).lines for problem in _problems(dossier, line, over)]
    return problems + list(_late(dossier))


def _problems(dossier: Dossier, line: MaterialLine, over: bool) -> Iterator[Problem]:
    each = line.material
    counts = {"인수수량": each.received_count, "반납수량": each.returned_count, "폐기수량": each.destroyed_count}
    negative = [label for label, count in counts.items() if count < 0]
    for label in negative:
        message = f"{each.id} {each.name}: {label}이 0보다 작습니다({counts[label]})."
        yield Problem(CODE, message, each.at.at_field(label), "0이나 그보다 큰 수를 적습니다.")
    if line.rest < 0 and not negative:
        message = f"{each.id} {each.name}: 인수한 것보다 많이 반납·폐기하였습니다({line.step})."
        yield Problem(CODE, message, each.at.at_field("폐기수량"), "인수·반납·폐기 수량을 확인합니다.")
    if line.rest > 0 and over:
        message = f"{each.id} {each.name}: 사업이 끝났는데 {line.rest}개가 남아 있습니다(인수 − 반납 − 폐기: {line.step})."
        yield Problem(CODE, message, each.at.at_field("반납수량"), "반납하거나 폐기한 수량과 날을 적습니다.")
    for label, done, count in (("반납", each.returned, each.returned_count), ("폐기", each.destroyed, each.destroyed_count)):
        if done is not None and done < each.received:
            message = f"{each.id} {each.name}: {label}일({words.day(done)})이 인수일({words.day(each.received)})보다 빠릅니다."
            yield Problem(CODE, message, each.at.at_field(f"{label}일"), f"인수한 뒤의 {label}일을 적습니다.")
        if bool(done) != bool(count):
            empty = f"{label}수량" if done else f"{label}일"
            message = f"{each.id} {each.name}: {label}{'일' if done else '수량'}은 있는데 {empty}이 없습니다."
            yield Problem(CODE, message, each.at.at_field(empty), f"{empty}을 함께 적습니다.", severity=Severity.WARNING)
    if line.unwitnessed and (term := dossier.contract.term(WITNESS)):
        what = "폐기" if each.destroyed_count else "반납"
        message = f"{each.id} {each.name}: {what}에 입회자가 없습니다. {term.clause} “{term.source.quote}”"
        hint = f"입회한 사람({term.text})을 적습니다." if term.text else "입회한 사람을 적습니다."
        yield Problem(CODE, message, each.at.at_field("입회자"), hint, severity=Severity.WARNING)


def _late(dossier: Dossier) -> Iterator[Problem]:
    """Personal data that went after the contract's last day, where a clause says at once."""
    term = dossier.contract.term(AT_ONCE)
    for line in personal(dossier).lines if term else ():
        if term and line.last is not None and line.last > dossier.contract.end:
            days = (line.last - dossier.contract.end).days
            message = (f"{line.material.id} {line.material.name}: 개인정보가 든 자료를 만료일({words.day(dossier.contract.end)}) "
                       f"{days}일 뒤({words.day(line.last)})에 없앴습니다({term.clause} ‘{term.text}’).")
            yield Problem(CODE, message, line.material.at, "늦은 까닭을 통보에 적습니다.", severity=Severity.WARNING)


RULE = Rule(CODE, "자료의 반납과 폐기", ("계약의 자료 폐기·반납 조항(예: SER-001 5))", "개인정보처리위탁 계약서 제6조"), materials, check)
