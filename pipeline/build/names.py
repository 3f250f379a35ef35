"""Turns a dossier and a month into the names that templates may use."""

from __future__ import annotations

from typing import Any

from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.rules.monthly import monthly_figures
from pipeline.rules.start_up import StartFigures
from pipeline.trace.planned import Planned


def names(dossier: Dossier, month: Month) -> dict[str, Any]:
    """Return what every template sees: the contract's nouns under their own names, the month's figures, those of the start, and what the duties answer."""
    contract = dossier.contract
    return {
        "dossier": dossier,
        "contract": contract,
        "client": contract.client,
        "contractor": contract.contractor,
        "law": dossier.law,
        "month": month,
        "figures": monthly_figures(dossier, month),
        "start": StartFigures(dossier),
        "planned": Planned(dossier),
    }
