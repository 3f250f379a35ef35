"""Turns the faces that a document names into typefaces of the files chosen for them, and into what could not be drawn with them."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

from pipeline.document.blocks import Typesetting
from pipeline.problems import Problem, Severity
from pipeline.write.font_choice import Choice, Cut, choices, like, trusted
from pipeline.write.font_file import FontFault
from pipeline.write.pdf.faces import Font, Typeface, typeface
from pipeline.write.plain_font import plain_font

_HINT = "글꼴파일에는 본문글꼴이나 제목글꼴의 TrueType 파일(.ttf, .ttc) 가운데 문서에 넣을 수 있는 것을 적습니다"


def named_typefaces(type: Typesetting) -> tuple[Typeface, Typeface, list[Problem]]:
    """Return the faces of running text and of headings, and a warning for each font file that could not be used."""
    found = choices(type)
    faults = dict(found.faults)
    body, sans = _drawn(found.body, faults), _drawn(found.sans, faults)
    problems = [
        Problem("W-PDF-05", f"글꼴 파일 {name}을 PDF에 쓰지 못했습니다: {why}", hint=_HINT, severity=Severity.WARNING) for name, why in faults.items()
    ]
    return body, sans, problems


def _drawn(choice: Choice, faults: dict[str, str]) -> Typeface:
    """Return the typeface of a choice; where its file turns out to be damaged, one that stands in for it."""
    for offer in (choice, like(choice.asked), trusted(choice.asked)):
        if offer.face is not None or offer.regular is None:
            break
        try:
            regular = _font(offer.regular)
        except FontFault as fault:
            faults.setdefault(offer.regular.file, str(fault))
            continue
        try:
            return Typeface(regular, _font(offer.bold) if offer.bold else _heavy(regular))
        except FontFault as fault:
            faults.setdefault(offer.bold.file if offer.bold else "", str(fault))
            return Typeface(regular, _heavy(regular))
    return typeface(offer.face or trusted(choice.asked).face)


@cache
def _font(cut: Cut) -> Font:
    """Read and register one weight, once a process; raises FontFault where it is damaged."""
    from pipeline.write.pdf.identity import IdentityFont, register  # reportlab: 0.1 s, and few documents name a face

    read = IdentityFont(cut.name, io.BytesIO(plain_font(cut.data, cut.index, cut.name)))
    register(read)
    return Font.of(cut.name, read.letters(), cut.name)  # its name says which file it is


@cache
def _heavy(font: Font) -> Font:
    """Return `font` drawn with a rim, for a family without a bold weight."""
    return replace(font, heavy=True)
