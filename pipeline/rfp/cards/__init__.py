"""Turns the blocks of an RFP into requirement cards and their summary table."""
