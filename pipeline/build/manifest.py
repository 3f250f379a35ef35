"""Turns what was built, and from what, into manifest.json: the record that an issued month can be checked against."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.build.made import Made
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month

NAME = "manifest.json"


def manifest(dossier: Dossier, month: Month | None, made: list[Made], inputs: list[Path], root: Path) -> dict[str, Any]:
    """Return the manifest: the inputs' hashes, the calendar and rule values used, and every document with its files."""
    contract = dossier.contract
    years = {m.year for m in contract.months}
    return {
        "program": __version__,
        "contract": contract.id,
        "month": str(month) if month else None,
        "inputs": {_relative(path, root): digest(path.read_bytes()) for path in sorted(inputs)},
        "holidays": [f"{h.day} {h.name}" for h in dossier.law.holidays if h.day.year in years],
        "rules": {term.id: [str(term.value), term.unit, term.clause] for term in contract.terms if term.value is not None},
        "penalty_rate": None if contract.penalty.rate is None else str(contract.penalty.rate),
        "documents": [document(one) for one in made],
    }


def document(made: Made) -> dict[str, Any]:
    """Return what the manifest says of one document."""
    return {
        "name": made.name,
        "deliverable": made.deliverable,
        "title": made.title,
        "date": made.date.isoformat() if made.date else None,
        "missing": made.missing,
        "files": {name: digest(data) for name, data in made.files},
        "sections": [list(section) for section in made.sections],
    }


def merged(old: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    """Return `new` with the documents that `old` knows and `new` does not make (a build of some deliverables only)."""
    names = {document["name"] for document in new["documents"]}
    kept = [document for document in (old or {}).get("documents", []) if document["name"] not in names]
    return {**new, "documents": new["documents"] + kept}


def read(folder: Path) -> dict[str, Any] | None:
    """Return the manifest in `folder`, or None when there is none that can be read."""
    try:
        found = json.loads((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("documents"), list) else None


def issued(found: dict[str, Any] | None) -> dict[str, str]:
    """Return file name → hash of every file that the manifest says was written."""
    return {name: hash for document in (found or {}).get("documents", []) for name, hash in document.get("files", {}).items()}


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex."""
    return sha256(data).hexdigest()


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
