"""Turns what an RFP says twice, or leaves out, into findings."""
