"""Turns a person's files into the dossier, each value with its place."""
