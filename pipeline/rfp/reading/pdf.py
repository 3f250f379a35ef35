"""Turns the bytes of a PDF (an RFP printed to PDF) into a Paper, with the tables that its ruling lines draw."""

from __future__ import annotations

import pypdfium2

from pipeline.problems import Location, Problem, Severity
from pipeline.rfp.paper import Paper
from pipeline.rfp.reading.pdf_blocks import blocks_of
from pipeline.rfp.reading.pdf_layout import Layout, layout_of
from pipeline.rfp.reading.pdf_margins import without_margins
from pipeline.rfp.reading.pdf_page import read_page
from pipeline.rfp.reading.pdf_tables import flow_of

MOST_PAGES = 700  # about ten seconds; the longest RFPs have 300
MOST_EFFORT = 6_000_000  # letters and lines; 700 pages of an RFP have two million
_ORIGINAL = "원본 한글(.hwp, .hwpx)·워드 파일을 요청"
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_FEW = 20  # letters on a page that shows a picture of text


def read_pdf(data: bytes, name: str) -> tuple[Paper | None, list[Problem]]:
    """Return the paper of a PDF; None with a problem when it cannot be read or has no letters."""
    at = Location(name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            message = "암호가 걸린 PDF입니다"
            return None, [Problem("I-PDF-02", message, at, "암호를 풀어 다시 저장하거나 " + _ORIGINAL)]
        return None, [Problem("I-PDF-01", "PDF 파일이 아니거나 깨졌습니다", at, "다시 내려받거나 " + _ORIGINAL)]
    try:
        pages = len(document)
        layouts, problems = _layouts(document, name)
    finally:
        document.close()
    if not layouts:
        return None, [*problems, Problem("I-PDF-01", "읽을 수 있는 쪽이 없습니다", at, "다시 내려받거나 " + _ORIGINAL)]
    faults = _letters(layouts, name)
    if any(fault.stops for fault in faults):
        return None, faults
    margins = without_margins(layouts)
    blocks = blocks_of(flow_of(layouts), layouts, margins)
    return Paper(name, "pdf", tuple(blocks), pages, "pdfium"), problems + faults


def _layouts(document: pypdfium2.PdfDocument, name: str) -> tuple[list[Layout], list[Problem]]:
    layouts: list[Layout] = []
    unread: list[int] = []
    effort = reached = 0
    for index in range(min(len(document), MOST_PAGES)):
        try:
            page = document[index]
            try:
                layouts.append(layout_of(read_page(page, index + 1)))
            finally:
                page.close()
        except pypdfium2.PdfiumError:
            unread.append(index + 1)
            continue
        finally:
            reached = index + 1
        effort += layouts[-1].effort
        if effort > MOST_EFFORT:
            break
    problems = []
    if len(document) > reached:
        message = f"전체 {len(document):,}쪽 가운데 앞 {reached:,}쪽만 읽었습니다"
        problems.append(
            Problem("I-PDF-04", message, Location(name), "과업 내용이 든 쪽만 남겨 나눔", severity=Severity.WARNING)
        )
    unread += [layout.number for layout in layouts if layout.cut]
    if unread:
        message = f"{_numbers(unread)}쪽을 다 읽지 못했습니다"
        problems.append(Problem("I-PDF-05", message, Location(name), _ORIGINAL, severity=Severity.WARNING))
    return layouts, problems


def _letters(layouts: list[Layout], name: str) -> list[Problem]:
    """Return what is wrong with the letters: none at all (a scan), pages without, fonts that do not tell theirs."""
    at = Location(name)
    letters = sum(layout.letters for layout in layouts)
    unknown = sum(layout.unknown for layout in layouts)
    scanned = [layout.number for layout in layouts if layout.letters < _FEW and layout.pictures > 0.5]
    if not letters or len(scanned) > 0.9 * len(layouts):
        message = "글자가 없는 PDF입니다" + (f"(스캔한 그림 {len(scanned)}쪽)" if scanned else "")
        return [Problem("I-PDF-03", message, at, "글자 인식(OCR)을 거치거나 " + _ORIGINAL)]
    if unknown > letters // 2:
        return [
            Problem(
                "I-PDF-07", "PDF 글꼴에 글자 코드가 없어 읽을 수 없습니다", at, "글자 인식(OCR)을 거치거나 " + _ORIGINAL
            )
        ]
    problems = []
    if unknown > letters // 50:
        message = f"글자 {unknown:,}개는 글꼴에 코드가 없어 읽지 못했습니다"
        problems.append(Problem("I-PDF-07", message, at, _ORIGINAL, severity=Severity.WARNING))
    if scanned:
        message = f"{_numbers(scanned)}쪽은 그림뿐이라 읽지 못했습니다"
        problems.append(
            Problem("I-PDF-06", message, at, "그 쪽을 글자 인식(OCR)하거나 " + _ORIGINAL, severity=Severity.WARNING)
        )
    return problems


def _numbers(pages: list[int]) -> str:
    """1–3, 7 …: runs of pages in short, at most ten of them."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    words = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return ", ".join(words[:10]) + (" 등" if len(words) > 10 else "")
