"""A proposal as its writers keep it: settings, sections of Markdown, the requirements they answer, the forms that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.problems import Location


_LEAST_PERCENT = 10  # a smaller line spacing is a factor


class Volume(StrEnum):
    """Which book a section stands in. No price may stand outside the price volume."""

    TECHNICAL = "기술"
    SUMMARY = "요약"
    PRICE = "가격"


class Side(StrEnum):
    """On which side of the chapters the table of the evaluation's items stands: before them, right after the contents, or behind."""

    FRONT = "앞"
    BACK = "뒤"


class Direction(StrEnum):
    """How the paper of a book lies."""

    PORTRAIT = "세로"
    LANDSCAPE = "가로"


class Acceptance(StrEnum):
    """What the bidder says to one sentence of the RFP (요구사항 대비표)."""

    ACCEPT = "수용"
    ALTERNATIVE = "대안"
    DECLINE = "불가"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One Markdown file: what its head says (front matter), and its text from line `line` on."""

    file: str = column("파일", default="", hint="30-유지관리 방안.md")
    title: str = column("제목", hint="유지관리 방안")
    chapter: str = column("장", default="", hint="Ⅲ. 기술 및 기능")  # as it is read: without the number, which the book gives
    volume: Volume = column("책", default=Volume.TECHNICAL, hint="기술, 요약, 가격")
    points: Decimal | None = column("배점", default=None, hint="15 — 이 절이 얻을 수 있는 점수")
    pages: Decimal | None = column("쪽수", default=None, hint="12 — 나누어 준 쪽수")
    evaluation: tuple[str, ...] = column("평가항목", default=(), hint="평가표의 항목 이름")
    asks: tuple[str, ...] = column("요구사항", default=(), hint="SER-001; MAR-005#3 — 이 절이 답할 것")
    pitch: str = column("제안포인트", default="", hint="4시간 약속을 2시간으로 — 평가항목 대비표에 한두 줄로 적힘")
    text: str = column("내용", default="")
    line: int = column("줄", default=1)
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One mark in a text: which sentence it answers, how, and where the mark stands."""

    key: str = column("요구사항", hint="SER-001#2")
    section: str = column("파일")
    acceptance: Acceptance = column("수용여부", default=Acceptance.ACCEPT)
    note: str = column("설명", default="", hint="대안이나 불가의 까닭")
    anchor: str = column("자리", default="")
    at: Location = place()

    @property
    def reason(self) -> str:
        """What is printed beside the sentence of a 대안 or 불가: "대안: 까닭"; "" for 수용."""
        return f"{self.acceptance}: {self.note}" if self.note and self.acceptance is not Acceptance.ACCEPT else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredForm:
    """One form that the RFP wants filled (서식 n호)."""

    number: str = column("번호", hint="서식 1")
    name: str = column("이름", hint="입찰참가신청서")
    file: str = column("파일", default="", hint="forms/서식1.hwpx — proposal 폴더에서 센 경로")
    volume: Volume = column("책", default=Volume.TECHNICAL)
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The margins of a book's paper in mm, as 한글 counts them: the header's and the footer's room comes on top; None leaves one as usual."""

    top: Decimal | None = column("위", default=None, hint="25", aliases=("상", "위쪽"))
    bottom: Decimal | None = column("아래", default=None, hint="15", aliases=("하", "아래쪽"))
    left: Decimal | None = column("왼쪽", default=None, hint="20", aliases=("좌",))
    right: Decimal | None = column("오른쪽", default=None, hint="20", aliases=("우",))
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The settings of a proposal (proposal.yaml) with its sections in order."""

    title: str = column("제목", hint="2019년 서울새활용플라자 정보시스템 운영 및 유지관리 제안서")
    bidder: str = column("제안사", default="")
    page_limit: int | None = column("쪽제한", default=None, hint="100 — 제안요청서의 쪽수 제한")
    summary_limit: int | None = column("요약쪽제한", default=None)
    fonts: tuple[str, ...] = column("글꼴", default=(), hint="맑은 고딕; 바탕 — 제안요청서가 정한 글꼴")
    least_size: Decimal | None = column("최소크기", default=None, hint="12 — 본문 글자의 최소 크기(pt)")
    direction: Direction = column("방향", default=Direction.PORTRAIT, hint="세로, 가로 — 종이의 방향")
    summary_direction: Direction | None = column("요약방향", default=None, hint="가로 — 요약본의 방향. 없으면 방향과 같음")
    face: str = column("본문글꼴", default="", hint="휴먼명조. 없으면 글꼴 가운데 명조 종류")
    heading_face: str = column("제목글꼴", default="", hint="맑은 고딕 — 제목과 표. 없으면 글꼴 가운데 고딕 종류")
    size: Decimal | None = column("본문크기", default=None, hint="14 — 본문과 목록의 글자 크기(pt)")
    line: Decimal | None = column("줄간격", default=None, hint="160 — 글자 크기에 대한 %")
    margins: Margins | None = column("여백", default=None, hint="{위: 25, 아래: 15, 왼쪽: 20, 오른쪽: 20}")
    font_files: tuple[str, ...] = column("글꼴파일", default=(), hint="fonts/글꼴.ttf — PDF에 넣을 글꼴. proposal 폴더에서 센 경로")
    order_source: str = column("차례근거", default="", hint="작성지침 L120, 평가표")
    scores_stand: Side = column("대비표자리", default=Side.BACK, hint="앞, 뒤 — 평가항목 대비표의 자리")
    forms: tuple[RequiredForm, ...] = column("서식", default=())
    sections: tuple[Section, ...] = column("절", default=())
    at: Location = place()

    @property
    def line_factor(self) -> Decimal | None:
        """The line spacing as a factor of the size, whether it was written as one (1.6) or in % (160)."""
        return self.line / 100 if self.line is not None and self.line >= _LEAST_PERCENT else self.line

    def volume(self, volume: Volume) -> tuple[Section, ...]:
        """Return the sections of one book, in order."""
        return tuple(section for section in self.sections if section.volume is volume)
