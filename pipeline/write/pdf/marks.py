"""Places in a document that links, bookmarks, contents and page numbers lead to, and what becomes of them on their page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Mark:
    """A place that links, bookmarks, page numbers and the contents point to; `level` 0 keeps it out of the outline."""

    key: str
    title: str = ""
    number: str = ""  # the heading's own, with which its title begins
    level: int = 0
    page: str = ""  # the number printed on its page, known after pagination; none on a cover
