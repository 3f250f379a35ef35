"""Sample duties that several tests of the calendar speak of."""

from __future__ import annotations

from pipeline.model.duty import Check, Duty

INSPECTION = Duty(id="DU-1", rows=("A-001#1",), what="정기점검을 한다", cycle="월 1회", by="그 달 안", check=Check.INSPECTION, parameters=("회수=1", "대상=전체"))
QUARTERLY = Duty(id="DU-2", rows=("A-001#2",), what="분기마다 백업한다", cycle="분기 1회", by="분기 말일까지", check=Check.QUARTERLY_BACKUP)
REPORT = Duty(id="DU-3", rows=("A-001#3",), what="보고한다", check=Check.DOCUMENT, parameters=("대상=월", "계획=월간보고서"), deliverables=("20",))
PLEDGE = Duty(id="DU-4", rows=("A-001#4",), what="서약한다", check=Check.PLEDGE, deliverables=("1c",))
YEARLY = Duty(id="DU-5", rows=("A-001#5",), what="현황을 보고한다", by="그 해 안", check=Check.YEARLY, parameters=("회수=1",), deliverables=("8",))
SOURCES = Duty(
    id="DU-6", rows=("A-001#6",), what="변경소스를 낸다", check=Check.RECORD, parameters=("기록=변경", "구분=S/W", "항목=변경소스제출일,지침서갱신일"),
    deliverables=("15",),
)
REQUESTS = Duty(id="DU-7", rows=("A-001#7",), what="요청을 처리한다", check=Check.REQUEST, deliverables=("22",))
