"""Turns each code of a problem in duties and exceptions into its Korean title, for docs/errors.md."""

from __future__ import annotations

NO_DUTY = "R-TRC-01"  # the code of the rule itself

CODES: dict[str, str] = {
    NO_DUTY: "의무가 없는 요구사항",
    "R-TRC-02": "의무가 없는 문장을 가리킴",
    "R-TRC-03": "의무 번호가 두 번 쓰임",
    "R-TRC-04": "의무의 기준값이 확인방식에 맞지 않음",
    "R-TRC-05": "예외 승인의 대상이 없음",
    "R-TRC-06": "사유가 없는 사람확인·해당없음",
    "R-TRC-07": "의무가 없는 산출물을 가리킴",
}
