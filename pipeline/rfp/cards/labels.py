"""Turns the words of a label cell or of a column title into what they announce."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from functools import lru_cache


class Label(Enum):
    """What stands beside (or below) a label of a requirement card or of a list of requirements."""

    ID = auto()
    NAME = auto()
    CLASS = auto()
    GROUP = auto()  # 요구사항 상세설명, whose own sub-labels 정의 and 세부내용 stand beside it
    DEFINITION = auto()
    DETAIL = auto()
    OUTPUT = auto()
    RELATED = auto()
    SOURCE = auto()
    OTHER = auto()  # 비고, 제약사항, 검증방법 …: ends what stood before it
    COUNT = auto()
    ORDER = auto()  # 순번, 연번: no id


HEAD = frozenset((Label.ID, Label.NAME, Label.CLASS))
BODY = frozenset((Label.DEFINITION, Label.DETAIL, Label.GROUP))

_WORDS: dict[Label, str] = {
    Label.ID: "고유번호 번호 ID 아이디 식별번호 식별자 식별ID 고유ID 고유식별번호 관리번호 코드 번호ID ID번호 고유번호ID 고유코드 식별코드"
    " 고유No REQID",
    Label.NAME: "명칭 명 제목 이름 타이틀 명칭제목 건명 기능명 기능명칭",
    Label.CLASS: "분류 구분 유형 종류 분류명 구분명 분류기준 영역 대분류 중분류 분류체계 분류코드 항목구분 항목",
    Label.GROUP: "상세설명 설명 상세 사항 사항상세설명 상세설명및내용 사항상세 항상세설명 내용설명",
    Label.DEFINITION: "정의 개요 요약 정의및개요 개요및정의 기본정의 개념",
    Label.DETAIL: "세부내용 상세내용 세부사항 상세사항 세부요건 상세요건 내용 세부설명 세부 세부요구사항 상세요구사항 세부요구 상세요구"
    " 상세설명내용 세부기능 상세기능 기능설명 세부과업내용 과업내용 세부요구내용 상세요구내용 주요내용 내역 세부내역 상세내역 서술 기술"
    " 내용상세 세부상세내용 상세세부내용 세부항목 요청내용 세부요청사항",
    Label.OUTPUT: "산출정보 산출물 결과물 산출물정보 관련산출물 산출자료 제출물 주요산출물 산출결과 산출물및결과물 제출산출물 산출내역",
    Label.RELATED: "관련요구사항 연관요구사항 관련요구사항ID 관련요구사항번호 연관 관련 연계요구사항 선행요구사항 관련요건 연관요건 관련요구"
    " 연관요구 관련사항 연관사항 관련ID 관련번호 요구사항관련 연관성 관련요구사항고유번호 선후행요구사항",
    Label.SOURCE: "출처 근거 관련근거 출처근거 근거출처 요청근거 출처및근거 원천",
    Label.OTHER: "제약사항 제약조건 검증방법 검증기준 검증 검수기준 검수방법 수용기준 수용여부 우선순위 중요도 난이도 비고 사용자 담당부서 담당자"
    " 담당 해결방안 전제조건 고려사항 평가방법 측정방법 측정기준 목표값 요청자 요청부서 요구부서 변경여부 변경이력 기타 기타사항 참고사항 참고"
    " 특이사항 필수여부 적용대상 관련법령 이행여부 판정기준 테스트방법 시험방법 특기사항 요청일자 버전 상태 작성자 작성일자 작성일 확인방법"
    " 수행방법 수행주기 관련시스템 대상시스템 적용시스템 대상업무 관련부서 유의사항 준수사항 서비스수준 제안사항 품질속성 품질특성 입력정보 제안내용",
    Label.COUNT: "건수 개수 갯수 수 사항수 항목수 총건수 요구수 건 개 수건",
    Label.ORDER: "순번 연번 NO SEQ 일련번호 순서",
}
_PREFIXES = ("제안요청", "요구사항의", "요구사항", "요청사항", "요건의", "요건", "요구", "개별", "해당", "")
_BARE = {  # what stands for itself, and the halves of labels that a page break cut
    "요구사항": Label.GROUP,
    "요구": Label.GROUP,
    "요구사": Label.GROUP,
    "요구사항상세": Label.GROUP,
    "요구사항내용": Label.GROUP,
    "요구사항상세내용": Label.GROUP,
    "요구사항세부내용": Label.DETAIL,
    "요구사항세부": Label.GROUP,
    "상세요구사항": Label.GROUP,
    "요구내용": Label.DETAIL,
    "기능요구사항명": Label.NAME,
    "요구사항약어": Label.ORDER,
    "약어": Label.ORDER,
}
_NOT_BARE = {
    "명",
    "수",
    "사항",
    "건",
    "개",
    "영역",
    "기술",
    "관련",
    "연관",
    "서술",
    "내역",
    "상세",
}  # common words: only after 요구사항
_WORD: dict[str, Label] = {word.upper(): label for label, words in _WORDS.items() for word in words.split()}
_LEFT_OUT = re.compile(
    r"[\s()\[\]{}<>「」『』【】〔〕《》〈〉:;.,*※/·ㆍ‧∙•\-–_~|'\"“”‘’#]|[□■○●◦◇◆▪▶▷❍ㅇ]|^[\dⅠ-Ⅻ①-⑳]+|^[가나다라마바사](?=[.)])"
)
_LONGEST = 26
_ABBREVIATION = re.compile(r"\((?:ID|REQ\w*|필수|선택|제목|번호|명칭|[A-Z][A-Za-z ]{2,30})\)$", re.IGNORECASE)


@lru_cache(maxsize=8192)
def label_of(text: str) -> Label | None:
    """Return what the text announces as a label, None where it is no label; white space and brackets do not matter."""
    if len(text) > 3 * _LONGEST:
        return None
    word = bare(text)
    return _known(word) or _known(bare(_ABBREVIATION.sub("", text.strip())))


def bare(text: str) -> str:
    """Return the letters of a label: full width folded, white space, brackets, colons, bullets and numbers left out."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text)).upper()


def speaks_of_requirements(text: str) -> bool:
    """True when the words themselves say that a requirement is meant (요구사항, 요건, Requirement)."""
    return bool(re.search(r"요\s*구|요\s*건|요\s*청\s*사\s*항|requirement", text, re.IGNORECASE))


_LIKE = (  # labels of more words than are listed: only where 요구사항 (상세, 세부) stands in them
    (
        Label.DETAIL,
        re.compile(
            r"(?:요구사항|요구|요건|기능)?(?:의)?(?:상세|세부)(?:요구사항|요구|기능|과업)?(?:내용|설명|사항|요건|항목)?(?:및\w{1,6})?"
        ),
    ),
    (Label.ID, re.compile(r"(?:요구사항|요구|요건)\w{0,5}(?:번호|ID|코드|식별자)")),
    (Label.NAME, re.compile(r"(?:요구사항|요구|요건)\w{0,5}(?:명|명칭|제목|이름)")),
    (Label.CLASS, re.compile(r"(?:요구사항|요구|요건)\w{0,5}(?:분류|구분|유형|종류)")),
    (Label.COUNT, re.compile(r"(?:요구사항|요구|요건)\w{0,3}(?:수|건수|개수|갯수|수량)")),
    (Label.OUTPUT, re.compile(r"(?:요구사항)?\w{0,4}(?:산출물|산출정보|결과물)\w{0,4}")),
    (Label.RELATED, re.compile(r"(?:관련|연관|연계|선행)\w{0,4}(?:요구사항|요건)\w{0,4}")),
    (Label.SOURCE, re.compile(r"요구사항\w{0,3}(?:출처|근거)\w{0,4}")),
    (Label.DEFINITION, re.compile(r"요구사항\w{0,3}(?:정의|개요|목적)")),
    (
        Label.OTHER,
        re.compile(
            r"요구사항\w{0,4}(?:우선순위|중요도|난이도|검증\w{0,4}|제약\w{0,4}|수용\w{0,4}|비고)|응락수준|응낙수준|필수구분"
        ),
    ),
)


def _known(word: str) -> Label | None:
    if not word or len(word) > _LONGEST:
        return None
    if word in _BARE:
        return _BARE[word]
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if (rest != word or not prefix) and rest in _WORD and not (not prefix and rest in _NOT_BARE):
            return _WORD[rest]
    return next((label for label, form in _LIKE if len(word) > 1 and form.fullmatch(word)), None)
