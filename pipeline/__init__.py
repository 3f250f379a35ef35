"""Turns structured contract data into the documents that a Korean public-sector IT-maintenance contract demands."""

__version__ = "0.1.0"
