"""Turns where a sentence stands in the requirements or the clauses into the kind of its row."""

from __future__ import annotations

from enum import StrEnum


class Tier(StrEnum):
    """What kind of row: the cumulative counts of D1 are 13 · 64, 92, 97, 108."""

    CARD = "요구사항"  # MAR-001
    ITEM = "항목"  # MAR-001#4
    BULLET = "글머리"  # MAR-001#4.1, printed ○
    TABLE = "표"  # PMR-001#1.1, printed "1"
    DEEPER = "하위"  # MHR-001#1.2.3.1
    CLAUSE = "조항"  # SC-V1#9
    SUBCLAUSE = "하위조항"  # SC-V1#9.1
