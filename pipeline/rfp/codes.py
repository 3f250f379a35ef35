"""Turns every code that reading an RFP can print into its Korean title."""

from __future__ import annotations

from pipeline.rfp.draft.codes import CODES as DRAFT
from pipeline.rfp.reading.codes import CODES as READING

CODES: dict[str, str] = {**READING, **DRAFT}
