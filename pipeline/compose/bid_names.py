"""Turns a book of a proposal into the names that it bears: its title, its template folder, and the place at its end."""

from __future__ import annotations

from pipeline.model.proposal import Volume

END = "end"  # the anchor at the end of a book
OWN_TABLES = ("comparison", "evaluation")  # anchors of the tables of a book that are no part of its text
OWN_HEADINGS = (*OWN_TABLES, "cost")  # anchors of headings that begin something which is no section
_NAMES = {Volume.TECHNICAL: "기술제안서", Volume.SUMMARY: "제안요약서", Volume.PRICE: "가격제안서"}
_FOLDERS = {Volume.TECHNICAL: "bid-technical", Volume.SUMMARY: "bid-summary", Volume.PRICE: "bid-price"}


def name_of(volume: Volume) -> str:
    """Return the title of a book: 기술제안서, 제안요약서, 가격제안서."""
    return _NAMES[volume]


def folder_of(volume: Volume) -> str:
    """Return the template folder of a book."""
    return _FOLDERS[volume]
