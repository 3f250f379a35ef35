"""Turns each code of a composing problem into its Korean title."""

from __future__ import annotations

CODES: dict[str, str] = {
    "T-XML-01": "서식의 태그가 맞지 않음",
    "T-XML-02": "서식에 쓸 수 없는 태그",
    "T-TBL-01": "표의 칸이 맞지 않음",
    "T-FIG-01": "서식의 그림을 찾을 수 없음",
    "T-PRS-01": "제안서에 HTML이 있음",
    "T-PRS-02": "쓸 수 없는 링크",
    "T-PRS-03": "그림 파일이 없음",
    "T-PRS-04": "제안서 폴더 밖의 그림",
    "T-PRS-05": "쓸 수 없는 그림 형식",
    "T-PRS-06": "CMYK 그림",
    "T-PRS-07": "그림이 너무 큼",
    "T-PRS-08": "스크립트나 바깥 자료가 든 SVG",
    "T-PRS-09": "그림 파일이 깨짐",
    "T-PRS-10": "그림의 자리나 폭이나 설명이 맞지 않음",
    "T-PRS-11": "표가 쪽보다 넓음",
    "T-PRS-12": "표의 모양이 맞지 않음",
    "T-PRS-13": "제목의 단계가 맞지 않음",
    "T-PRS-14": "빈 절이나 빈 제목",
    "T-PRS-15": "답 표시를 읽을 수 없음",
    "T-PRS-16": "수용 여부가 맞지 않음",
    "T-PRS-17": "답 표시가 자리를 잃음",
    "T-PRS-18": "재사용 문단이 없음",
    "T-PRS-19": "재사용 문단이 서로를 부름",
    "T-PRS-20": "가리키는 절이 없음",
    "T-PRS-21": "Markdown 부호가 글자로 찍힘",
    "T-PRS-22": "옆으로 찍힌 사진",
}
