"""Turns the dossier and a template into a document."""
