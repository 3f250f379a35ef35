"""Turns approval boxes and signature blocks into tables whose rows stay on one page."""

from __future__ import annotations

from pipeline.document.blocks import ApprovalBox, Paragraph, ParagraphStyle, SignatureBlock
from pipeline.write.docx.paragraphs import write_paragraph
from pipeline.write.docx.story import Place
from pipeline.write.docx.tables import Frame, write_table
from pipeline.write.signing import approval_table, signature_tables


def write_approval_box(block: ApprovalBox, place: Place) -> str:
    """Return the 결재란 at the right: label down the side, roles, empty boxes, names when there are any."""
    made = approval_table(block)
    return write_table(made.table, place, Frame(made.width, made.side, keep=True))


def write_signature_block(block: SignatureBlock, place: Place) -> str:
    """Return the date, the signatories (side by side in `columns`), and the addressee in larger letters."""
    parts = []
    if block.date:
        date = Paragraph(block.date, ParagraphStyle.DATE, keep_with_next=True)
        parts.append(write_paragraph(date, place))
    for made in signature_tables(block, place.width):
        parts.append(write_table(made.table, place, Frame(made.width, made.side, "SignatureLine", keep=True)))
    if block.addressee:
        parts.append(write_paragraph(Paragraph(block.addressee, ParagraphStyle.ADDRESSEE), place))
    return "".join(parts)
