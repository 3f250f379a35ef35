"""Turns each code of a problem in reading text, DOCX and PDF files into its Korean title, for docs/errors.md."""

from __future__ import annotations

CODES: dict[str, str] = {
    "I-TXT-01": "글자를 읽을 수 없는 텍스트 파일",
    "I-TXT-02": "텍스트 파일에 글이 없음",
    "I-TXT-03": "텍스트 파일이 너무 큼",
    "I-TXT-04": "텍스트 파일의 일부 글자를 읽지 못함",
    "I-DOC-01": "DOCX 파일이 아니거나 깨짐",
    "I-DOC-02": "DOCX 파일이 지나치게 큼",
    "I-DOC-03": "DOCX 본문의 XML을 읽을 수 없음",
    "I-DOC-04": "DOCX 파일에 글이 없음",
    "I-DOC-05": "DOCX의 딸린 부분을 읽지 못함",
    "I-DOC-06": "확정하지 않은 변경 내용이 있음",
    "I-PDF-01": "PDF 파일이 아니거나 깨짐",
    "I-PDF-02": "암호가 걸린 PDF",
    "I-PDF-03": "글자가 없는 PDF(스캔한 그림)",
    "I-PDF-04": "PDF를 끝까지 읽지 못함",
    "I-PDF-05": "읽지 못한 쪽이 있음",
    "I-PDF-06": "글자가 그림으로만 있는 쪽이 있음",
    "I-PDF-07": "글자 코드가 없는 PDF 글꼴",
}
