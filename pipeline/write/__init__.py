"""Turns a document into the bytes of a file format."""
