"""Turns a plan of deliverables into published files."""
