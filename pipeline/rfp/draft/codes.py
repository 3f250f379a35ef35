"""Turns each code of a problem in writing a contract folder into its Korean title, for docs/errors.md and `pipeline explain`."""

from __future__ import annotations

CODES: dict[str, str] = {
    "I-OUT-01": "계약 자료 폴더를 쓰지 못함",
    "I-OUT-02": "사람이 고친 기록이 새 제안요청서와 다름",
    "I-OUT-03": "사람이 만든 계약 폴더라 담지 않음",
    "I-CON-01": "요구사항도 계약 조건도 찾지 못함",
    "I-CON-02": "요구사항 표를 찾지 못함",
}
