"""Turns what was found in an RFP into the files of a contract's data folder."""
