"""Turns a dossier and a month into the names that templates may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from pipeline.model.dossier import Dossier
from pipeline.model.period import Month


class Late:
    """Figures whose module is loaded when a template first asks for one of them: a document asks for few. From then on
    this object is those figures, so that faults of templates name them."""

    def __init__(self, make: Callable[[], Any]) -> None:
        """`make` gives the figures, an object of a plain class without slots."""
        self._make = make

    def __getattr__(self, name: str) -> Any:
        made = self._make()
        self.__dict__ = made.__dict__
        self.__class__ = type(made)
        return getattr(self, name)


def names(dossier: Dossier, month: Month, manifests: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """Return what every template sees: the contract's nouns under their own names, the month's figures, those of the start
    and of the end, and what the duties answer.

    `manifests`: folder below the contract's output → its manifest, which tells what was handed in.
    """
    contract = dossier.contract
    late = {
        "figures": ("pipeline.rules.monthly", "monthly_figures", (dossier, month)),
        "start": ("pipeline.rules.start_up", "StartFigures", (dossier,)),
        "planned": ("pipeline.trace.planned", "Planned", (dossier,)),
        "cost": ("pipeline.rules.cost", "CostFigures", (dossier,)),
        "occasions": ("pipeline.rules.occasions", "OccasionFigures", (dossier, month)),
        "finish": ("pipeline.rules.finish_up", "FinishFigures", (dossier, manifests)),
        "finished": ("pipeline.trace.finished", "Finished", (dossier, manifests)),
        "project": ("pipeline.rules.project", "ProjectFigures", (dossier,)),
        "settlement": ("pipeline.rules.settlement", "SettlementFigures", (dossier,)),
        "procurement": ("pipeline.rules.procurement", "ProcurementFigures", (dossier,)),
        "evaluation": ("pipeline.rules.evaluation", "EvaluationFigures", (dossier,)),
        "content_calendar": ("pipeline.rules.content_calendar", "ContentCalendar", (dossier,)),
        "status": ("pipeline.rules.system_status", "StatusFigures", (dossier, month)),
    }
    return {
        "dossier": dossier,
        "contract": contract,
        "client": contract.client,
        "contractor": contract.contractor,
        "law": dossier.law,
        "month": month,
        **{name: Late(_maker(*made)) for name, made in late.items()},
    }


def _maker(module: str, figures: str, arguments: tuple[Any, ...]) -> Callable[[], Any]:
    return lambda: getattr(import_module(module), figures)(*arguments)
