"""Places in a document that links, bookmarks, contents and page numbers lead to, and what becomes of them on their page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Mark:
    """A place that links, bookmarks, page numbers and the contents point to; `level` 0 keeps it out of the outline."""

    key: str
    anchor: str = ""
    title: str = ""
    number: str = ""  # the heading's own, with which its title begins
    level: int = 0
    sheet: int | None = None  # the place of its page among those of its stretch, known after pagination
    page: str = ""  # the number printed on its page, known when all pages are counted; none on a cover
