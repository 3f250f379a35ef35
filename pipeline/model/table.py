"""The tables of a database as a table definition lists them: columns with their types, keys, words and care for personal data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.problems import Location


class PersonalData(StrEnum):
    """Whether a column holds personal data: a person says 예 or 아니오, the program never more than 의심."""

    OPEN = ""
    SUSPECTED = "의심"
    YES = "예"
    NO = "아니오"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataColumn:
    """One column of one table; the words of the table itself stand in each of its rows, or in the first."""

    table: str = column("테이블", hint="TB_MEMBER")
    table_title: str = column("테이블논리명", default="", hint="회원")
    table_text: str = column("테이블설명", default="")
    name: str = column("물리명", hint="MEM_NM")
    title: str = column("논리명", default="", hint="회원명")
    type: str = column("타입", default="", hint="VARCHAR")
    length: str = column("길이", default="", hint="50 또는 10,2")
    primary: bool = column("PK", default=False, hint="예, 아니오")
    foreign: str = column("FK", default="", hint="TB_CODE.CD")
    nullable: bool = column("NULL", default=True, hint="예: 비울 수 있음, 아니오: NOT NULL")
    default: str = column("기본값", default="")
    text: str = column("설명", default="")
    personal: PersonalData = column("개인정보", default=PersonalData.OPEN, hint="예, 아니오, 의심 — 사람이 확인하기 전에는 의심")
    encrypted: str = column("암호화", default="", hint="AES-256, 해당 없음")
    at: Location = place()

    @property
    def key(self) -> tuple[str, str]:
        """Table and column, as databases compare them: without regard to case."""
        return self.table.casefold(), self.name.casefold()

    @property
    def parents(self) -> tuple[str, ...]:
        """The columns that the foreign keys name: TABLE.COLUMN."""
        return tuple(part.strip() for part in self.foreign.split(";") if part.strip())


@dataclass(frozen=True, slots=True)
class DataTable:
    """One table with its columns in order."""

    name: str
    title: str
    text: str
    columns: tuple[DataColumn, ...]

    @property
    def primary(self) -> tuple[DataColumn, ...]:
        """The columns of the primary key."""
        return tuple(each for each in self.columns if each.primary)

    @property
    def at(self) -> Location:
        """Where its first column stands."""
        return self.columns[0].at


def tables_of(columns: Iterable[DataColumn]) -> tuple[DataTable, ...]:
    """Return the tables that the rows describe, in the order in which each is first named."""
    found: dict[str, list[DataColumn]] = {}
    for each in columns:
        found.setdefault(each.table.casefold(), []).append(each)
    return tuple(
        DataTable(rows[0].table, _first(row.table_title for row in rows), _first(row.table_text for row in rows), tuple(rows))
        for rows in found.values()
    )


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


# What a column is called when it holds data about a person: abbreviations as Korean schemas use them, whole words between _ or digits.
_NAMES: tuple[tuple[str, frozenset[str]], ...] = (
    ("성명", frozenset("nm name username flnm".split())),
    ("고유식별정보", frozenset("jumin jmn rrn ssn ihidnum rrno psprt passport frgnr drvlicense".split())),
    ("연락처", frozenset("phone tel telno mobile mbtlnum hp hpno cellphone moblphon mblno mphone fax".split())),
    ("전자우편", frozenset("email mail eml emladdr".split())),
    ("주소", frozenset("addr address adres zip zipcode postno".split())),
    ("생년월일", frozenset("birth birthday brdt brthdy bthday birthdate".split())),
    ("성별", frozenset("gender sex sexdstn".split())),
    ("비밀번호", frozenset("pw pwd passwd password pswd".split())),
    ("계좌·카드", frozenset("acnt account acct actno card cardno bankacct".split())),
    ("접속정보", frozenset("ip ipaddr cookie deviceid".split())),
)
_PEOPLE = frozenset("mem mber member user usr cust cstmr applcnt apply aplct aply rsv ctm writer wrter rgtr emp mngr recv rcv owner person psn".split())
_WORDS = re.compile(
    "성명|이름|주민(?:등록)?번호|여권번호|외국인등록번호|운전면허|휴대(?:폰|전화)|전화번호|연락처|전자우편|이메일|주소|우편번호|생년월일|생일|성별|비밀번호|"
    "계좌번호|카드번호|신청자명|회원명|사용자명|예약자명|담당자명|작성자명|수신번호|접속\\s?IP|아이피"
)
_NO_PERSON = re.compile("메일\\s?제목|(?:상품|품목|메뉴|코드|파일|기관|부서|프로그램|체험|행사|배너|소재|시설|게시판)(?:의\\s?)?(?:명|이름)")


def suspicion(each: DataColumn) -> str:
    """Return why a column may hold personal data ("" when nothing in its name or words says so); a person decides.

    A bare "name" says nothing by itself (a file has one too): it counts with a word for a person beside it, or with none at all.
    """
    said = f"{each.title} {each.text}"
    found = _WORDS.search(said)
    if found and not _NO_PERSON.search(said):
        return f"‘{found[0]}’"
    parts = [part for part in re.split(r"[_\d\W]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", each.name).casefold()) if part]
    for kind, words in _NAMES:
        hit = next((part for part in parts if part in words), "")
        if not hit or (kind == "성명" and not _of_a_person(each, parts, hit)):
            continue
        return f"{kind}({hit})"
    return ""


def _of_a_person(each: DataColumn, parts: list[str], hit: str) -> bool:
    beside = {part for part in parts if part != hit}
    return bool(_PEOPLE & beside) or not (beside or each.title or each.text)
