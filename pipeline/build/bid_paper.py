"""Turns what the books came to on paper into where they break the RFP's own rules: pages, faces, sizes, forms."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.build.bid_layout import Layout, Paper
from pipeline.compose.bid_names import name_of
from pipeline.model.proposal import Proposal, Volume
from pipeline.problems import Problem, Severity
from pipeline.write import theme

TOO_LONG, WRONG_FACE, TOO_SMALL, NO_FORM = "R-BID-10", "R-BID-11", "R-BID-12", "R-BID-13"
_PDF_FACE = "나눔고딕"  # the face that the PDF embeds, whatever the others name


def paper_problems(proposal: Proposal, layout: Layout) -> list[Problem]:
    """Return every rule of the RFP about paper that the proposal breaks as it is laid out."""
    return [*_pages(proposal, layout), *_faces(proposal), *_sizes(proposal, layout), *_forms(proposal)]


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
    """Return the pages from the first chapter to the last, without our own tables behind them."""
    own = [page for anchor, page in paper.starts.items() if anchor == "comparison"]
    first = min((page for anchor, page in paper.starts.items()), default=1)
    return (min(own) - 1 if own else paper.last) - first + 1


def _faces(proposal: Proposal) -> Iterator[Problem]:
    if not proposal.fonts:
        return
    allowed, named = {name.replace(" ", "") for name in proposal.fonts}, ", ".join(proposal.fonts)
    at = proposal.at.at_field("글꼴")
    used = (("본문", theme.SERIF), ("제목과 표", theme.SANS))
    if wrong := [f"{what} {face}" for what, face in used if face.replace(" ", "") not in allowed]:
        message = f"제안요청서가 정한 글꼴({named})과 다릅니다: {', '.join(wrong)}."
        hint = "편집기에서 글꼴을 바꾸고 쪽 번호를 다시 봅니다."
        yield Problem(WRONG_FACE, message, at, hint, severity=Severity.WARNING)
    if _PDF_FACE not in allowed:
        message = f"PDF는 제안요청서가 정한 글꼴({named}) 대신 {_PDF_FACE}으로 그립니다."
        yield Problem(WRONG_FACE, message, at, "HWPX나 DOCX를 편집기에서 PDF로 저장하면 정한 글꼴이 됩니다.", severity=Severity.NOTE)


def _sizes(proposal: Proposal, layout: Layout) -> Iterator[Problem]:
    least = proposal.least_size
    if least is None:
        return
    for volume, paper in layout.books.items():
        small = [size for size in paper.sizes if size < least]
        if small:
            shown = ", ".join(f"{size:g}" for size in small)
            message = f"{name_of(volume)}의 본문에 최소크기 {least.normalize():f}pt보다 작은 글자가 있습니다: {shown}pt."
            yield Problem(TOO_SMALL, message, proposal.at.at_field("최소크기"), "작은 글자를 쓰는 문단과 목록을 고칩니다.", severity=Severity.WARNING)


def _forms(proposal: Proposal) -> Iterator[Problem]:
    for form in proposal.forms:
        if not form.file:
            message = f"{form.number} ‘{form.name}’의 파일이 없습니다."
            yield Problem(NO_FORM, message, form.at, "forms 폴더에 서식을 두고 ‘파일’에 적습니다. 예: forms/서식1.hwpx", severity=Severity.WARNING)
