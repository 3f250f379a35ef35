"""Turns the codes of HWPX problems into their Korean titles: the writer's own (01–09) and the lint's (11 and up)."""

from __future__ import annotations

WRITER_CODES: dict[str, str] = {
    "W-HWPX-01": "HWPX로 쓸 수 없는 요소",
    "W-HWPX-02": "링크로 쓸 수 없는 주소",
    "W-HWPX-03": "그리지 못한 그림",
    "W-HWPX-04": "쪽 번호가 가리키는 곳이 없음",
}

LINT_CODES: dict[str, str] = {
    "W-HWPX-11": "ZIP 묶음이 아니거나 손상된 파일",
    "W-HWPX-12": "mimetype이 첫째가 아니거나 압축되었거나 값이 다름",
    "W-HWPX-13": "꼭 있어야 할 파트가 없음",
    "W-HWPX-14": "위험하거나 겹친 ZIP 항목 이름",
    "W-HWPX-15": "지나치게 큰 파트(압축 폭탄 의심)",
    "W-HWPX-16": "XML 문법 오류",
    "W-HWPX-17": "XML 안의 DTD 또는 엔터티 선언",
    "W-HWPX-18": "container.xml이 content.hpf를 가리키지 않음",
    "W-HWPX-19": 'XML 선언에 standalone="yes"가 없음',
    "W-HWPX-20": "이름공간 선언이 빠졌거나 다름",
    "W-HWPX-21": "content.hpf의 이름공간이 다름",
    "W-HWPX-22": "content.hpf의 파일 목록과 실제 파트가 다름",
    "W-HWPX-23": "content.hpf의 읽는 순서(spine) 오류",
    "W-HWPX-24": "secCnt와 구역 수가 다름",
    "W-HWPX-31": "목록의 개수 표시(itemCnt·fontCnt)가 다름",
    "W-HWPX-32": "아이디가 겹침",
    "W-HWPX-33": "없는 아이디를 가리킴",
    "W-HWPX-34": "일곱 언어의 글꼴 목록이 갖추어지지 않음",
    "W-HWPX-35": "borderFill 아이디가 1부터가 아님",
    "W-HWPX-36": "선 굵기 표기가 다름",
    "W-HWPX-41": "구역 설정(secPr·colPr)이 첫 문단의 첫 글자 묶음에 없음",
    "W-HWPX-42": "글자(hp:t) 안에 제어 문자·탭·줄바꿈이 그대로 있음",
    "W-HWPX-43": "채우지 않은 양식 표시가 남음",
    "W-HWPX-44": "필드의 시작과 끝이 맞지 않음",
    "W-HWPX-45": "꼭 있어야 할 하위 요소가 없음",
    "W-HWPX-51": "표의 행·열 수가 실제와 다름",
    "W-HWPX-52": "표의 칸이 겹치거나 표를 벗어남",
    "W-HWPX-53": "표에 빈자리가 있음",
    "W-HWPX-54": "표의 칸에 꼭 있어야 할 것이 없음",
}

CODES: dict[str, str] = WRITER_CODES | LINT_CODES
