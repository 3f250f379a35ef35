"""Turns a dossier and the manifests of its built months into the thread of requirements, duties and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.model.dossier import Dossier
from pipeline.trace.thread import Trace


def trace(dossier: Dossier, until: date, manifests: Mapping[str, dict[str, Any]] | None = None) -> Trace:
    """Return the thread until `until`. `manifests`: folder below the contract's output ("2019-08") → its manifest.json."""
    raise NotImplementedError
