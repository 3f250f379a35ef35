"""Turns the blocks of an RFP into the facts of the contract beside its requirements."""
