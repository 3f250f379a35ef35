"""Turns the manifests below a contract's output into what was built for it up to a month."""

from __future__ import annotations

from typing import Any

from pipeline.build import manifest
from pipeline.model.period import Month
from pipeline.workspace import Workspace

TRACEABILITY = "traceability"  # how manifests name 요구사항추적표; it is no evidence of itself
BIDS = ("제안", "가격", "제안-사본")  # folders of a bid's books: what was proposed is no deliverable of the contract


def built(workspace: Workspace, contract: str, until: Month) -> dict[str, dict[str, Any]]:
    """Return folder → manifest of all that was built for a contract up to a month, but for the traceability workbook itself."""
    folder = workspace.output / contract
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob(f"*/{manifest.NAME}")):
        if path.parent.name in BIDS:
            continue
        record = manifest.read(path.parent)
        documents = [each for each in (record or {}).get("documents", ()) if each.get("deliverable") != TRACEABILITY]
        later = bool(record and record.get("month")) and Month.parse(record["month"]) > until
        if record and documents and not later:
            found[path.parent.name] = {**record, "documents": documents}
    return found
