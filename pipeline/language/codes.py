"""Turns each code of a template fault into its Korean title."""

from __future__ import annotations

CODES: dict[str, str] = {
    "T-TPL-01": "서식 파일이 없음",
    "T-TPL-02": "서식 문법이 잘못됨",
    "T-TPL-03": "서식이 쓰는 이름이 없음",
    "T-TPL-04": "서식이 허용되지 않은 것을 부름",
    "T-TPL-05": "서식을 채우다가 값이 맞지 않음",
}
