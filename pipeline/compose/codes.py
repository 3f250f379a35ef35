"""Turns each code of a composing problem into its Korean title."""

from __future__ import annotations

CODES: dict[str, str] = {
    "T-XML-01": "서식의 태그가 맞지 않음",
    "T-XML-02": "서식에 쓸 수 없는 태그",
    "T-TBL-01": "표의 칸이 맞지 않음",
    "T-FIG-01": "서식의 그림을 찾을 수 없음",
}
