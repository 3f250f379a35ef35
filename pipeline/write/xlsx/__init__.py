"""Turns the parts of a workbook into the parts of an .xlsx file."""
