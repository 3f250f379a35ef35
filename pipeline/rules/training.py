"""Turns the trainings of a contract into those still to come, those given, and the share of what was asked for that was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.model.dossier import Dossier
from pipeline.model.occasion import Training
from pipeline.rules import words


@dataclass(frozen=True, slots=True)
class TrainingAccount:
    """Every training known by a day; `rate` is the share of the requested ones that were given, in per cent."""

    until: date
    open: tuple[Training, ...]  # planned or asked for, not given yet
    done: tuple[Training, ...]
    requested: tuple[Training, ...]
    fulfilled: tuple[Training, ...]  # requested and given
    rate: Decimal | None
    step: str

    def days_to(self, training: Training) -> int | None:
        """Return how many days a request waited until the training was given; None where a day is missing."""
        return None if training.requested is None or training.done is None else (training.done - training.requested).days


def training_account(dossier: Dossier, until: date) -> TrainingAccount:
    """Return the trainings as they stand at the end of `until`; what was asked for or given later is left out."""
    known = sorted((each for each in dossier.trainings if _known(each, until)), key=lambda each: (_day(each), each.id))
    done = tuple(each for each in known if each.done and each.done <= until)
    requested = tuple(each for each in known if each.requested)
    fulfilled = tuple(each for each in requested if each in done)
    rate = words.share(len(fulfilled), len(requested))
    return TrainingAccount(
        until=until,
        open=tuple(each for each in known if each not in done),
        done=done,
        requested=requested,
        fulfilled=fulfilled,
        rate=rate,
        step=f"요청 이행률 = 실시 {len(fulfilled)}건 ÷ 요청 {len(requested)}건 × 100 = {words.percent(rate)}",
    )


def _known(training: Training, until: date) -> bool:
    first = training.requested or training.planned or training.done
    return training.requested is None and training.done is None or first is None or first <= until


def _day(training: Training) -> date:
    return training.done or training.planned or training.requested or date.max
