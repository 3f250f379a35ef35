"""Turns every code that a run can print into its Korean title: ours and those of the parts that a build runs."""

from __future__ import annotations

from pipeline.compose.codes import CODES as COMPOSE
from pipeline.forms.codes import CODES as FORMS
from pipeline.language.codes import CODES as LANGUAGE
from pipeline.read.codes import CODES as READ
from pipeline.trace.codes import CODES as TRACE
from pipeline.write.codes import CODES as WRITE
from pipeline.write.hwpx.codes import CODES as HWPX

BUILD: dict[str, str] = {
    "B-WRK-01": "계약 폴더가 하나도 없음",
    "B-WRK-02": "없는 계약",
    "B-WRK-03": "없는 산출물",
    "B-WRK-04": "계약기간에 없는 달",
    "B-WRK-05": "없는 코드",
    "B-WRK-06": "한 번에 두 계약을 말함",
    "B-WRK-07": "거둘 파일이 없음",
    "B-WRK-08": "어느 계약의 추적표인지 알 수 없음",
    "B-WRK-09": "이 계약이 만들지 않는 묶음",
    "B-WRK-10": "만들 문서가 없음",
    "B-AGR-01": "문서끼리 사실이 다름",
    "B-AGR-02": "금액의 숫자와 한글이 다름",
    "B-ORD-01": "없는 형식",
    "B-ORD-02": "달을 읽을 수 없음",
    "B-ORD-03": "날짜를 읽을 수 없음",
    "B-ORD-04": "함께 쓸 수 없는 선택 사항",
    "B-CMP-01": "견줄 자료를 찾을 수 없음",
    "B-CMP-02": "견줄 수 없는 형식",
    "B-CMP-03": "견줄 요구사항이 없음",
    "B-CMP-04": "한쪽에 특수조건이 없어 요구사항만 견줌",
    "B-CMP-05": "거두지 않은 검토가 있어 의견을 옮기지 않음",
    "B-CMP-06": "자리에 다른 글이 있어 의견을 옮기지 않음",
    "B-PUB-01": "사람이 고친 파일이라 덮어쓰지 않음",
    "B-PUB-02": "결과 폴더를 바꾸지 못함",
    "B-DUE-01": "달력이 아닌 파일이라 덮어쓰지 않음",
    "B-VER-01": "살필 수 없는 형식",
    "F-DAT-01": "양식이 쓰는 열이 자료에 없음",
    "F-DAT-02": "자료에 채울 줄이 없음",
    "F-DAT-03": "파일 이름이 겹침",
    "F-DAT-04": "이미 있는 파일이라 덮어쓰지 않음",
    "F-DAT-05": "읽을 수 없는 자료 형식",
    "F-DAT-06": "JSON 문법이 맞지 않음",
    "F-DAT-07": "이름과 값의 목록이 아님",
    "B-SEC-01": "비밀번호가 없어 보호할 문서를 만들지 않음",
    "B-SEC-02": "쓸 수 없는 비밀번호",
    "B-SEC-03": "비밀번호 파일을 읽을 수 없음",
    "B-TBL-01": "테이블을 읽을 곳이 없음",
    "B-TBL-02": "테이블 목록이 다른 형식의 파일임",
    "B-FIN-01": "〔입력 필요〕가 남아 최종본을 만들지 않음",
}
CODES: dict[str, str] = {**READ, **LANGUAGE, **COMPOSE, **WRITE, **HWPX, **FORMS, **TRACE, **BUILD}
