"""Turns a contract into the orders that make every document of its life, from the questions before it to its hand-over."""

from __future__ import annotations

from dataclasses import replace

from pipeline.build.contract import wanted
from pipeline.build.ordering import Order
from pipeline.compose.deliverable import Package
from pipeline.model.dossier import Dossier

BEFORE = (Package.PROJECT, Package.QUERY, Package.AGREEMENT, Package.PLEDGES, Package.START)
AFTER = (Package.OCCASION, Package.SETTLEMENT)


def lifetime(dossier: Dossier | None, asked: Order) -> list[Order]:
    """Return the orders in the order of time, each in the formats of `asked`: what comes before, every month up to the newest
    that has a log, what comes now and then, and the end when the logs reach the last month.

    What needs a password (현황) is left out without one. A contract that cannot be read gives `asked` itself, so that its problems are told.
    """
    if dossier is None:
        return [asked]
    months = [month for month in dossier.contract.months if month <= dossier.newest_month]
    ended = months[-1:] == list(dossier.contract.months[-1:])
    orders = [replace(asked, package=package) for package in BEFORE]
    orders += [replace(asked, month=month) for month in months]
    orders += [replace(asked, package=package) for package in AFTER]
    orders += [replace(asked, package=Package.STATUS)] if asked.password else []
    orders += [replace(asked, package=Package.FINISH)] if ended else []
    return [order for order in orders if order.package in wanted(dossier)]
