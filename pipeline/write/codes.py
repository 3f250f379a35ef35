"""Turns each code of a writer's problem into its Korean title."""

from __future__ import annotations

CODES: dict[str, str] = {
    "W-DOCX-01": "DOCX에 그릴 수 없는 요소",
    "W-DOCX-02": "DOCX에서 쓸 수 없는 링크 주소",
    "W-DOCX-03": "DOCX에 그리지 못한 그림",
    "W-DOCX-04": "쪽 번호가 가리키는 곳이 없음",
    "W-PDF-01": "PDF에 그릴 수 없는 요소",
    "W-PDF-02": "글꼴에 없는 글자",
    "W-PDF-03": "PDF에 다 그리지 못한 그림",
    "W-PDF-04": "쪽 번호가 가리키는 곳이 없음",
    "W-PDF-05": "PDF에 쓰지 못한 글꼴 파일",
    "W-HTML-01": "HTML에서 연결할 수 없는 주소",
    "W-HTML-02": "HTML에서 읽을 수 없는 그림",
    "W-HTML-03": "HTML에서 그림의 꾸밈을 뺌",
    "W-HTML-04": "쪽 번호가 가리키는 곳이 없음",
    "W-XLSX-01": "시트 이름을 고쳐 씀",
    "W-XLSX-02": "글이 길어 뒤를 자름",
    "W-XLSX-03": "XLSX가 담지 못하는 수나 날짜",
    "W-XLSX-04": "XLSX에서 연결할 수 없는 주소",
    "W-XLSX-05": "행이 너무 높음",
    "W-XLSX-06": "시트가 없음",
    "W-XLSX-07": "XLSX의 크기를 넘음",
    "W-XLSX-08": "수식이 아님",
    "W-XLSX-09": "고쳐 쓸 수 없는 통합문서",
    "W-XLSX-10": "사람이 적은 칸이라 그대로 둠",
    "W-XLSX-11": "통합문서에서 옮기지 못한 것",
}
