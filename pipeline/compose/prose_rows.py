"""Turns images that stand side by side, or in the cells of a table, into figures as wide as the room that each has."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compose.prose_draft import Draft
from pipeline.compose.prose_image import ImageFault
from pipeline.compose.prose_inline import Image, caption_words
from pipeline.compose.prose_pictures import picture

PADDING = 3.6  # mm of a cell, left and right together
_LARGER = 2.0  # times its own size that an image grows at the most to be as high as those beside it
_NARROWEST = 20.0  # mm: a picture beside others says nothing when it is narrower
_USUAL = (40.0, 0.75)  # width and height by width of an image that cannot be read


def row_of_pictures(images: Sequence[Image], draft: Draft) -> str:
    """Return one image as a figure, several as a table of one row without rules, equally high where nobody gave them a width."""
    if len(images) == 1:
        return figure(images[0], draft)
    widths = _widths(images, draft)
    columns = "".join(f'<col width="{width + PADDING:.1f}"/>' for width in widths)
    cells = "".join(f'<td>{figure(image, draft, width)}</td>' for image, width in zip(images, widths, strict=True))
    return f'<table class="plain">{columns}<tbody><tr>{cells}</tr></tbody></table>'


def figure(image: Image, draft: Draft, width: float = 0) -> str:
    """Return one image as a figure with its caption, `width` mm wide (0: as its pixels say) where nobody gave it one."""
    words = draft.held.shown("".join(child.content for child in image.caption)).strip()
    own = draft.target(words or f"그림 {draft.images + 1}")
    draft.caught_up(own)
    caption = caption_words(image, draft, own)
    for inset in image.marks:
        draft.answered(inset, own)
    return draft.picture(draft.held.plain(image.address).strip(), image.width or width, caption, words, image.row, own)


def _widths(images: Sequence[Image], draft: Draft) -> list[float]:
    """Return how wide (mm) each image of a row is: as asked for, the others equally high in what that leaves."""
    room = draft.room.width - PADDING * len(images)
    sizes = [natural(image, draft) for image in images]
    asked = sum(image.width for image in images)
    free, shares = room - asked, sum(wide / high for image, (wide, high) in zip(images, sizes, strict=True) if not image.width)
    least = _NARROWEST * sum(1 for image in images if not image.width)
    if free < least:
        message = f"나란히 둔 그림 {len(images)}개가 {asked + least:.0f} mm로 쪽에 들어가지 않습니다({room:.0f} mm까지)"
        draft.problem("T-PRS-10", message, images[0].row, "{폭=…}을 줄이거나 두 줄로 나누세요")
        free = least
    height = min(free / shares, max(high for _, high in sizes)) if shares else 0
    return [
        image.width or max(5.0, min(_LARGER * wide, int(height * wide / high * 10) / 10)) for image, (wide, high) in zip(images, sizes, strict=True)
    ]


def natural(image: Image, draft: Draft) -> tuple[float, float]:
    """Return how large (mm) an image would stand alone; what is wrong with it is told when it is put in."""
    try:
        made, _ = picture(draft.held.plain(image.address).strip(), 0, "", draft.folder, draft.room)
    except ImageFault:
        return _USUAL[0], _USUAL[0] * _USUAL[1]
    return made.width, made.height
