"""Turns an RFP file of any format into a Paper."""
