"""Turns laid-out blocks into PDF pages: faces, lines of text, boxes, tables, drawings, sheets."""
