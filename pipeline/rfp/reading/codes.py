"""Turns each code of a problem in reading an RFP file into its Korean title, for docs/errors.md and explain."""

from __future__ import annotations

from pipeline.rfp.reading import codes_office

CODES: dict[str, str] = {
    "I-FILE-01": "RFP 파일을 열 수 없음",
    "I-FILE-02": "RFP 파일이 너무 큼",
    "I-FILE-03": "빈 파일",
    "I-FILE-04": "읽을 수 없는 형식의 파일",
    "I-FILE-05": "보안 프로그램(DRM)이나 암호로 잠긴 파일",
    "I-FILE-06": "무슨 파일인지 알 수 없음",
    "I-HWP-01": "HWP 파일이 깨짐",
    "I-HWP-02": "암호나 보안 설정이 걸린 HWP 파일",
    "I-HWP-03": "HWP 파일을 읽지 못함",
    "I-HWP-04": "HWP 파일에 글이 없음",
    "I-HWP-05": "HWP를 읽는 프로그램이 설치되지 않음",
    "I-HWP-06": "HWP 파일의 글을 다 읽지 못함",
    "I-HWP-07": "배포용 문서를 읽지 못함",
    "I-HWPX-01": "HWPX 파일이 깨짐",
    "I-HWPX-02": "암호가 걸린 HWPX 파일",
    "I-HWPX-03": "HWPX에 본문이 없거나 빠진 구역이 있음",
    "I-HWPX-04": "HWPX가 풀면 지나치게 큼",
    "I-HWPX-05": "HWPX 본문의 XML을 읽을 수 없음",
    "I-HWPX-06": "HWPX 파일에 글이 없음",
    "I-HWPX-07": "HWPX의 모양 정보를 읽지 못함",
} | codes_office.CODES
