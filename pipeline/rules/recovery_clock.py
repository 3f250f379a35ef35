"""Turns one recovery clause and one chain of incidents into a clock: start, end, excluded time, limit and margin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.model.contract import ClockStart, RecoveryRule, Stage
from pipeline.model.log import Exclusion, Incident
from pipeline.model.words import duration_words
from pipeline.rules import words
from pipeline.rules.clock import Span, minutes_between, total
from pipeline.rules.recurrence import Chain

AGREED = "합의"  # the one kind of exclusion that needs a name: no agreement without somebody who agreed
HELD = "판단 보류"
NO_ARRIVAL = "도착일시 기록 없음"


@dataclass(frozen=True, slots=True)
class Excluded:
    """One exclusion under one clause: the part within the clock (None when none), and why it is refused, if it is."""

    exclusion: Exclusion
    span: Span | None
    refused: str = ""

    @property
    def minutes(self) -> int:
        """The minutes taken off; 0 when refused or outside."""
        return self.span.minutes if self.span and not self.refused else 0

    @property
    def step(self) -> str:
        """The exclusion in words."""
        if self.refused:
            recorded = duration_words(Span(self.exclusion.start, self.exclusion.end).minutes)
            return f"{self.exclusion.kind} {recorded}은 제외하지 않음: {self.refused}"
        return f"제외 {self.exclusion.kind} {self.span} = {duration_words(self.minutes)}"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clause applied to one chain; all times in minutes, None while the arrival or the recovery is still to come."""

    rule: RecoveryRule
    ids: tuple[str, ...]  # of the incidents of the chain
    start: datetime
    start_words: str
    end: datetime | None
    end_words: str  # 복구, 시험확인, 도착
    unfinished: str  # what stands where there is no end: 미복구, 시험 미확인, 미도착
    gross: int | None
    excluded: int
    exclusions: tuple[Excluded, ...]
    net: int | None
    limit: int
    margin: int | None  # negative when over; None when open or held
    met: bool | None
    held: str  # why nothing is judged, such as a fact that nobody recorded; "" for most
    due: datetime  # start + limit + excluded time
    steps: tuple[str, ...]

    @property
    def clause(self) -> str:
        """The clause that sets the limit."""
        return self.rule.clause

    @property
    def name(self) -> str:
        """The clause, with 도착 where it limits the arrival and the grade that it is for: one clause may set several limits."""
        arrival = " 도착" if self.rule.stage is Stage.ARRIVAL else ""
        return f"{self.clause}{arrival}{self._grade}"

    @property
    def applied(self) -> bool:
        """False for a reading that is printed but counts for nothing."""
        return self.rule.chosen

    @property
    def use_words(self) -> str:
        """ "적용" or "참고(적용하지 않은 해석)"."""
        return "적용" if self.applied else "참고(적용하지 않은 해석)"

    @property
    def asked(self) -> str:
        """The limit as this clock counts it: "접수 후 4시간", "통보 후 6시간 이내 도착", "도착 후 12시간 (Critical)"."""
        arrival = " 이내 도착" if self.rule.stage is Stage.ARRIVAL else ""
        return f"{self.start_words} 후 {self.limit_words}{arrival}{self._grade}"

    @property
    def _grade(self) -> str:
        return f" ({self.rule.severity})" if self.rule.severity else ""

    @property
    def over(self) -> int:
        """Minutes beyond the limit; 0 when met or open."""
        return max(0, -(self.margin or 0))

    @property
    def gross_words(self) -> str:
        """Elapsed time with nothing taken off, "미복구" while open."""
        return self.unfinished if self.gross is None else duration_words(self.gross)

    @property
    def excluded_words(self) -> str:
        """The time taken off."""
        return duration_words(self.excluded)

    @property
    def net_words(self) -> str:
        """The time that counts, "미복구" while open."""
        return self.unfinished if self.net is None else duration_words(self.net)

    @property
    def limit_words(self) -> str:
        """The limit."""
        return duration_words(self.limit)

    @property
    def margin_words(self) -> str:
        """ "여유 2시간", "초과 10분", "미복구", or why it is not judged."""
        if self.held:
            return self.held
        if self.margin is None:
            return self.unfinished
        return f"{'초과' if self.margin < 0 else '여유'} {duration_words(abs(self.margin))}"

    @property
    def verdict(self) -> str:
        """준수, 초과, 미복구 or 판단 보류."""
        if self.held:
            return HELD
        return self.unfinished if self.met is None else "준수" if self.met else "초과"

    def overdue(self, moment: datetime) -> bool:
        """True when the limit was exceeded, or is exceeded at `moment` while nothing has ended the clock."""
        return self.met is False or (self.met is None and not self.held and moment > self.due)


def clock(rule: RecoveryRule, chain: Chain, exclusions: tuple[Exclusion, ...], held: str = "") -> Clock:
    """Return the clock of `rule` on `chain`; `exclusions` are those of the chain's incidents.

    `held` says why the clause cannot be judged at all; without an arrival a clock that needs one holds itself.
    """
    start, start_words = clock_start(rule.start, chain.first)
    end, end_words, unfinished = _end(rule, chain)
    limit = int(rule.hours * 60)
    applied = tuple(_excluded(rule, each, start, end) for each in exclusions)
    excluded = total(each.span for each in applied if each.span and not each.refused)
    gross = None if end is None else 0 if _before_arrival(rule, start, end) else minutes_between(start, end)
    net = None if gross is None else gross - excluded
    margin = None if net is None else limit - net
    held = held or _unrecorded(rule, chain, margin)
    margin = None if held else margin
    bare = Clock(
        rule=rule, ids=chain.ids, start=start, start_words=start_words, end=end, end_words=end_words, unfinished=unfinished, gross=gross,
        excluded=excluded, exclusions=applied, net=net, limit=limit, margin=margin, met=None if margin is None else margin >= 0,
        held=held, due=start + timedelta(minutes=limit + excluded), steps=(),
    )
    return replace(bare, steps=(*chain.steps, *_arithmetic(bare)))


def clock_start(start: ClockStart, incident: Incident) -> tuple[datetime, str]:
    """Return the moment at which a clock of this kind starts for `incident`, and the event in words.

    Where the event was not recorded the clock starts earlier, at the report (never in the contractor's favour).
    """
    match start:
        case ClockStart.RECEIVED if incident.received:
            return incident.received, "접수"
        case ClockStart.REQUESTED if incident.requested:
            return max(incident.reported, incident.requested), "통보 및 유지보수요청"
        case ClockStart.ARRIVED if incident.arrived:
            return incident.arrived, "도착"
        case ClockStart.REPORTED:
            return incident.reported, "통보"
    missing = {ClockStart.RECEIVED: "접수일시", ClockStart.REQUESTED: "유지보수요청일시", ClockStart.ARRIVED: "도착일시"}
    return incident.reported, f"통보({missing[start]} 기록 없음)"


def _end(rule: RecoveryRule, chain: Chain) -> tuple[datetime | None, str, str]:
    """The moment that ends the clock, the event in words, and what stands while it is missing."""
    if rule.stage is Stage.ARRIVAL:
        return chain.first.arrived, "도착", "미도착"
    untested = chain.witnessed and chain.last.recovered
    return chain.recovered, chain.ending, "시험 미확인" if untested else "미복구"


def _before_arrival(rule: RecoveryRule, start: datetime, end: datetime) -> bool:
    """A recovery from afar, before anybody arrived, took no time of a clock that starts with the arrival."""
    return rule.start is ClockStart.ARRIVED and end < start


def _unrecorded(rule: RecoveryRule, chain: Chain, margin: int | None) -> str:
    """Why a clock that needs the arrival is not judged without it.

    A limit from the arrival that is kept even from the report is kept; one that is not may have been kept.
    """
    if chain.first.arrived is not None:
        return ""
    if rule.stage is Stage.ARRIVAL:
        return NO_ARRIVAL if chain.last.recovered else ""
    kept = margin is not None and margin >= 0
    return NO_ARRIVAL if rule.start is ClockStart.ARRIVED and not kept else ""


def _excluded(rule: RecoveryRule, exclusion: Exclusion, start: datetime, end: datetime | None) -> Excluded:
    span = Span(exclusion.start, exclusion.end).clip(start, end or datetime.max)
    if exclusion.kind not in rule.excludes:
        return Excluded(exclusion, span, f"{rule.clause}에 근거 없음")
    if exclusion.kind == AGREED and not exclusion.agreed_by:
        return Excluded(exclusion, span, "합의자 기록 없음")
    return Excluded(exclusion, span, "" if span else "복구시간 밖")


def _arithmetic(clock: Clock) -> list[str]:
    """The lines that a reader can redo by hand: start and end, every exclusion, limit and margin."""
    begin = f"{clock.start_words} {words.moment(clock.start)}"
    taken = [each.step for each in clock.exclusions] + ([] if clock.excluded else ["제외 0분"])
    if clock.end is None:
        last = f"{clock.held}: {HELD}" if clock.held else f"{words.moment(clock.due)}까지"
        return [f"{begin} → {clock.unfinished}", *taken, f"기한 {clock.limit_words}: {last}"]
    early = ", 도착 전에 복구" if _before_arrival(clock.rule, clock.start, clock.end) else ""
    lines = [f"{begin} → {clock.end_words} {words.moment(clock.end)} = {clock.gross_words}{early}", *taken]
    counted = "경과"
    if clock.excluded:
        counted = "도착시간" if clock.rule.stage is Stage.ARRIVAL else "복구시간"
        overlap = sum(each.minutes for each in clock.exclusions) > clock.excluded
        note = "(겹친 시간은 한 번만)" if overlap else ""
        lines.append(f"경과 {clock.gross_words} − 제외 {clock.excluded_words}{note} = {counted} {clock.net_words}")
    if clock.held:
        return [*lines, f"기한 {clock.limit_words}, {counted} {clock.net_words}: {clock.held}, {HELD}"]
    return [*lines, f"기한 {clock.limit_words} − {counted} {clock.net_words} = {clock.margin_words}"]
