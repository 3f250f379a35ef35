"""Turns the words of a command into an Order, or says everything that is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pipeline.compose.deliverable import Package
from pipeline.model.period import Month
from pipeline.problems import Problem
from pipeline.write.formats import DOCUMENT_FORMATS


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a package or named deliverables, for a month, in some formats."""

    formats: tuple[str, ...] = ("hwpx", "docx", "pdf")
    package: Package | None = Package.MONTHLY
    deliverables: tuple[str, ...] = ()
    month: Month | None = None
    day: date | None = None
    final: bool = False
    archive: bool = False
    password: bytes = field(default=b"", repr=False)  # for protected templates; never printed, logged or stored

    @property
    def traced(self) -> bool:
        """True where the traceability workbook is among the documents: all of a month, and the end of the contract."""
        return self.package in (Package.MONTHLY, Package.FINISH) and not self.deliverables


TRACE_FORMATS = ("xlsx", *DOCUMENT_FORMATS, "csv", "json", "reqif")
CHANGES_FORMATS = ("xlsx", *DOCUMENT_FORMATS, "csv", "json")


def trace_order(month: str, formats: str) -> tuple[tuple[Month | None, tuple[str, ...]] | None, list[Problem]]:
    """Return the month and the formats of a traceability table that the words mean."""
    wanted, problems = formats_of(formats, TRACE_FORMATS)
    try:
        when = Month.parse(month) if month else None
    except ValueError:
        problems.append(Problem("B-ORD-02", f"달을 읽을 수 없습니다: {month}", hint="예: --month 2019-08"))
    return (None, problems) if problems else ((when, wanted), [])


def formats_of(words: str, known: tuple[str, ...]) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the formats that the words name, each once, and a Problem for each that is none of `known`."""
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in words.split(",") if part.strip()))
    hint = "쓸 수 있는 형식: " + ", ".join(known)
    return wanted, [Problem("B-ORD-01", f"없는 형식입니다: {name}", hint=hint) for name in wanted if name not in known]


def day_of(words: str, option: str) -> tuple[date | None, list[Problem]]:
    """Return the day that the words of an option mean; None for no words."""
    try:
        return (date.fromisoformat(words) if words else None), []
    except ValueError:
        return None, [Problem("B-ORD-03", f"날짜를 읽을 수 없습니다: {words}", hint=f"예: {option} 2019-07-31")]


def order(
    package: str, deliverables: tuple[str, ...], formats: str, month: str, day: str, final: bool = False, archive: bool = False,
    password: bytes = b"",
) -> tuple[Order | None, list[Problem]]:
    """Return the Order that the words mean; `package` is empty when deliverables are named one by one."""
    wanted, problems = formats_of(formats, DOCUMENT_FORMATS)
    if not wanted:
        problems.append(Problem("B-ORD-01", "만들 형식이 없습니다", hint="예: --format hwpx,docx,pdf"))
    on, faults = day_of(day, "--date")
    problems += faults
    when = None
    try:
        when = Month.parse(month) if month else None
    except ValueError:
        problems.append(Problem("B-ORD-02", f"달을 읽을 수 없습니다: {month}", hint="예: --month 2019-07"))
    if problems:
        return None, problems
    return Order(wanted, Package(package) if package else None, deliverables, when, on, final, archive, password), []
