"""Values that a law or a notice sets, each with the dates between which it held and whether its text was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.model.column import column, place
from pipeline.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class LawValue:
    """One dated value of a legal rule; `verified` says that the text itself was read (else it prints "(미확인)")."""

    rule: str = column("규칙", hint="delay_rate.local.service")
    value: Decimal | None = column("값", default=None)
    unit: str = column("단위", default="")
    text: str = column("내용", default="")
    law: str = column("법령", hint="지방계약법 시행규칙 제75조")
    start: date | None = column("시행일", default=None)
    end: date | None = column("종료일", default=None)
    source: str = column("출처", default="")
    verified: bool = column("확인", default=False)
    at: Location = place()

    @property
    def cited(self) -> str:
        """The law's name, with "(미확인)" when its text was not read."""
        return self.law if self.verified else f"{self.law} (미확인)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """One public holiday of the snapshot."""

    day: date = column("날짜")
    name: str = column("이름")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """All law values and the snapshot of public holidays."""

    values: tuple[LawValue, ...] = ()
    holidays: tuple[Holiday, ...] = ()

    def on(self, rule: str, day: date) -> LawValue | None:
        """Return the value of `rule` that held on `day`, or None."""
        for value in self.values:
            if value.rule == rule and (value.start is None or value.start <= day) and (value.end is None or day <= value.end):
                return value
        return None
