"""Turns the parts of a document into the elements of an HTML page."""
