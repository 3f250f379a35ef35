"""Turns deliverables, duties, clauses and logs into occurrences: one thing, once, with each deadline that a clause sets for it."""
