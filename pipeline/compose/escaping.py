"""Turns text into what may stand in XML: between tags, or as the quoted value of an attribute."""

from __future__ import annotations

# xml.sax.saxutils says the same, but it loads a web client: 30 ms for every command that draws or composes.


def escape(text: str) -> str:
    """Return `text` as it may stand between tags."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def quoteattr(text: str) -> str:
    """Return `text` as the value of an attribute, in the quotes that need the least escaping."""
    value = escape(text).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    if '"' not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else '"' + value.replace('"', "&quot;") + '"'
