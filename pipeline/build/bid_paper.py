"""Turns what the books came to on paper into where they break the RFP's own rules: pages, faces, sizes, forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.build.bid_layout import Layout, Paper
from pipeline.compose.bid_names import OWN_TABLES, name_of
from pipeline.compose.bid_type import typesetting_of
from pipeline.document.faces import folded
from pipeline.model.proposal import Proposal, Volume
from pipeline.problems import Problem, Severity
from pipeline.read.proposal_paper import font_bytes
from pipeline.write import theme

TOO_LONG, WRONG_FACE, TOO_SMALL, NO_FORM = "R-BID-10", "R-BID-11", "R-BID-12", "R-BID-13"


def paper_problems(proposal: Proposal, layout: Layout, folder: Path) -> list[Problem]:
    """Return every rule of the RFP about paper that the proposal in `folder` breaks as it is laid out."""
    return [*_pages(proposal, layout), *_faces(proposal, folder), *_sizes(proposal, layout), *_forms(proposal)]


def _pages(proposal: Proposal, layout: Layout) -> Iterator[Problem]:
    limits = ((Volume.TECHNICAL, proposal.page_limit, "쪽제한"), (Volume.SUMMARY, proposal.summary_limit, "요약쪽제한"))
    for volume, limit, field in limits:
        paper = layout.books.get(volume)
        if paper is None or limit is None:
            continue
        used = body_pages(paper)
        if used > limit:
            message = f"{name_of(volume)}의 본문이 {used}쪽으로 {field} {limit}쪽을 {used - limit}쪽 넘습니다(표지, 목차, 붙임 대비표는 세지 않음)."
            yield Problem(TOO_LONG, message, proposal.at.at_field(field), "쪽수를 넘긴 절을 줄입니다.", severity=Severity.WARNING)


def body_pages(paper: Paper) -> int:
    """Return the pages from the first section to the last, without our own tables before and behind them."""
    first = min((page for anchor, page in paper.starts.items() if anchor not in OWN_TABLES), default=1)
    behind = min((page for anchor, page in paper.starts.items() if anchor in OWN_TABLES and page > first), default=paper.last + 1)
    return behind - first


def _faces(proposal: Proposal, folder: Path) -> Iterator[Problem]:
    """Yield a warning where the books are set in a face that the RFP does not allow, and a note where the PDF has to take another."""
    type = typesetting_of(proposal)
    if not (type.face or type.sans):
        return
    faces = (("본문", type.face or theme.SERIF), ("제목과 표", type.sans or theme.SANS))
    allowed = {folded(name) for name in proposal.fonts}
    if wrong := [f"{what} {face}" for what, face in faces if allowed and folded(face) not in allowed]:
        message = f"제안요청서가 정한 글꼴({', '.join(proposal.fonts)})과 다릅니다: {', '.join(wrong)}."
        hint = "본문글꼴과 제목글꼴에 정한 글꼴을 적거나 그 줄을 지웁니다."
        yield Problem(WRONG_FACE, message, proposal.at.at_field("글꼴"), hint, severity=Severity.WARNING)
    yield from _drawn(proposal, folder)


def _drawn(proposal: Proposal, folder: Path) -> Iterator[Problem]:
    from pipeline.write.font_choice import choices  # reads font files: only where a face is asked for

    found = choices(typesetting_of(proposal, font_bytes(proposal, folder)))
    others = [f"{what} {each.asked} → {each.family}" for what, each in (("본문", found.body), ("제목과 표", found.sans)) if not each.exact]
    if others:
        message = f"이 컴퓨터에 없거나 넣을 수 없는 글꼴이라 PDF는 다른 글꼴로 그립니다: {', '.join(others)}."
        hint = "그 글꼴의 TrueType 파일을 글꼴파일에 적거나, HWPX나 DOCX를 편집기에서 PDF로 저장합니다."
        yield Problem(WRONG_FACE, message, proposal.at.at_field("본문글꼴" if proposal.face else "글꼴"), hint, severity=Severity.NOTE)


def _sizes(proposal: Proposal, layout: Layout) -> Iterator[Problem]:
    least = proposal.least_size
    if least is None:
        return
    for volume, paper in layout.books.items():
        small = [size for size in paper.sizes if size < least]
        if small:
            shown = ", ".join(f"{size:g}" for size in small)
            message = f"{name_of(volume)}의 본문에 최소크기 {least.normalize():f}pt보다 작은 글자가 있습니다: {shown}pt."
            yield Problem(TOO_SMALL, message, proposal.at.at_field("최소크기"), "본문크기를 최소크기 이상으로 적거나 그 줄을 지웁니다.", severity=Severity.WARNING)


def _forms(proposal: Proposal) -> Iterator[Problem]:
    for form in proposal.forms:
        if not form.file:
            message = f"{form.number} ‘{form.name}’의 파일이 없습니다."
            yield Problem(NO_FORM, message, form.at, "forms 폴더에 서식을 두고 ‘파일’에 적습니다. 예: forms/서식1.hwpx", severity=Severity.WARNING)
