"""Requirement rows, duties and evidence: who asked for what, what was done, and where the proof is."""
