"""Turns the work log of a contract into hours by person, kind of work and month, and the training that was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.dossier import Dossier
from pipeline.model.log import Work
from pipeline.model.occasion import Training
from pipeline.model.staff import Person
from pipeline.rules.monthly import MonthlyFigures

TRAINING = "교육"


@dataclass(frozen=True, slots=True)
class PersonTotal:
    """One person's term: hours by month (one for each month of the term) and by kind (in the order of TermPeople.kinds)."""

    person: Person
    months: tuple[Decimal, ...]
    kinds: tuple[Decimal, ...]
    total: Decimal
    days: int  # on which something was logged


@dataclass(frozen=True, slots=True)
class TermPeople:
    """Everybody's hours; every row and every column adds up to `total`."""

    people: tuple[PersonTotal, ...]
    kinds: tuple[str, ...]  # by name
    months: tuple[Decimal, ...]
    of_kinds: tuple[Decimal, ...]
    total: Decimal
    trainings: tuple[Training, ...]  # given in the term, by day
    training_works: tuple[Work, ...]  # what the work log tells of training


def term_people(dossier: Dossier, months: Sequence[MonthlyFigures]) -> TermPeople:
    """Return the hours that the months' staffing counts; the work of nobody in people.csv cannot be read at all."""
    kinds = tuple(sorted({kind for month in months for kind, _ in month.staffing.hours}))
    people = tuple(_person(person, months, kinds) for person in dossier.people)
    given = [each for each in dossier.trainings if each.done and each.done in dossier.contract.service]
    return TermPeople(
        people=people,
        kinds=kinds,
        months=tuple(month.staffing.total for month in months),
        of_kinds=tuple(sum((each.kinds[place] for each in people), Decimal(0)) for place in range(len(kinds))),
        total=sum((each.total for each in people), Decimal(0)),
        trainings=tuple(sorted(given, key=lambda each: (each.done or dossier.contract.end, each.id))),
        training_works=tuple(work for month in months for work in month.works if TRAINING in work.kind),
    )


def _person(person: Person, months: Sequence[MonthlyFigures], kinds: Sequence[str]) -> PersonTotal:
    own = [next((each for each in month.staffing.people if each.person.id == person.id), None) for month in months]
    found: dict[str, Decimal] = defaultdict(Decimal)
    for kind, hours in (pair for each in own if each for pair in each.hours):
        found[kind] += hours
    return PersonTotal(
        person=person,
        months=tuple(each.total if each else Decimal(0) for each in own),
        kinds=tuple(found[kind] for kind in kinds),
        total=sum(found.values(), Decimal(0)),
        days=sum(each.days for each in own if each),
    )
