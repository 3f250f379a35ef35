"""Turns one recovery clause and one chain of incidents into a clock: start, end, excluded time, limit and margin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.model.contract import ClockStart, RecoveryRule
from pipeline.model.log import Exclusion, Incident
from pipeline.model.words import duration_words
from pipeline.rules import words
from pipeline.rules.clock import Span, minutes_between, total
from pipeline.rules.recurrence import Chain

AGREED = "합의"  # the one kind of exclusion that needs a name: no agreement without somebody who agreed


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
    """One recovery clause applied to one chain; all times in minutes, None while the incident is open."""

    rule: RecoveryRule
    start: datetime
    start_words: str
    end: datetime | None
    gross: int | None
    excluded: int
    exclusions: tuple[Excluded, ...]
    net: int | None
    limit: int
    margin: int | None  # negative when over
    met: bool | None
    due: datetime  # start + limit + excluded time
    steps: tuple[str, ...]

    @property
    def clause(self) -> str:
        """The clause that sets the limit."""
        return self.rule.clause

    @property
    def over(self) -> int:
        """Minutes beyond the limit; 0 when met or open."""
        return max(0, -(self.margin or 0))

    @property
    def gross_words(self) -> str:
        """Elapsed time with nothing taken off, "미복구" while open."""
        return "미복구" if self.gross is None else duration_words(self.gross)

    @property
    def excluded_words(self) -> str:
        """The time taken off."""
        return duration_words(self.excluded)

    @property
    def net_words(self) -> str:
        """The time that counts, "미복구" while open."""
        return "미복구" if self.net is None else duration_words(self.net)

    @property
    def limit_words(self) -> str:
        """The limit."""
        return duration_words(self.limit)

    @property
    def margin_words(self) -> str:
        """ "여유 2시간", "초과 10분" or "미복구"."""
        if self.margin is None:
            return "미복구"
        return f"{'초과' if self.margin < 0 else '여유'} {duration_words(abs(self.margin))}"

    @property
    def verdict(self) -> str:
        """준수, 초과 or 미복구."""
        return "미복구" if self.met is None else "준수" if self.met else "초과"

    def overdue(self, moment: datetime) -> bool:
        """True when the limit was exceeded, or is exceeded at `moment` while the incident is still open."""
        return self.met is False or (self.met is None and moment > self.due)


def clock(rule: RecoveryRule, chain: Chain, exclusions: tuple[Exclusion, ...]) -> Clock:
    """Return the clock of `rule` on `chain`; `exclusions` are those of the chain's incidents."""
    start, start_words = clock_start(rule.start, chain.first)
    end, limit = chain.recovered, int(rule.hours * 60)
    applied = tuple(_excluded(rule, each, start, end) for each in exclusions)
    excluded = total(each.span for each in applied if each.span and not each.refused)
    gross = None if end is None else minutes_between(start, end)
    net = None if gross is None else gross - excluded
    margin = None if net is None else limit - net
    bare = Clock(
        rule=rule, start=start, start_words=start_words, end=end, gross=gross, excluded=excluded, exclusions=applied,
        net=net, limit=limit, margin=margin, met=None if margin is None else margin >= 0,
        due=start + timedelta(minutes=limit + excluded), steps=(),
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
        return [f"{begin} → 미복구", *taken, f"기한 {clock.limit_words}: {words.moment(clock.due)}까지"]
    lines = [f"{begin} → 복구 {words.moment(clock.end)} = {clock.gross_words}", *taken]
    counted = "경과"
    if clock.excluded:
        counted = "복구시간"
        overlap = sum(each.minutes for each in clock.exclusions) > clock.excluded
        note = "(겹친 시간은 한 번만)" if overlap else ""
        lines.append(f"경과 {clock.gross_words} − 제외 {clock.excluded_words}{note} = 복구시간 {clock.net_words}")
    lines.append(f"기한 {clock.limit_words} − {counted} {clock.net_words} = {clock.margin_words}")
    return lines
