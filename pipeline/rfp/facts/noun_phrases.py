"""Turns the words before a particle or a verb into the noun phrase that ends there: 매월 백업 결과 → 백업 결과."""

from __future__ import annotations

import re

_NOUNS = re.compile(  # nouns that end as if a particle or an ending stood there
    r"(?:회의|동의|협의|합의|문의|심의|품의|결의|건의|정의|주의|논의|평가|추가|허가|인가|증가|대가|국가|단가|휴가|원가|물가|결과|효과|성과|통과|경과|초과|부과|학과"
    r"|경로|진로|도로|통로|회로|차이|길이|높이|놀이|권한|기한|제한|상한|하한|역할|분할|보고|신고|공고|광고|재고|사고|창고|기본|웹페이지|메시지|이미지|공지|통지|유지|방지|폐지|금지|토지|해지|일지"
    r"|화면|도면|측면|서면|대면|비대면|업무|분야|계약서|기록|목록|등록|수록|조례|소스|마을|가을|주간|월간|확인|승인|모든)$"
)
_ENDING = re.compile(
    r"(?:을|를|는|은|에|에서|에게|께|으로|로|이|가|까지|부터|마다|라도|며|하고|되고|받고|않고|있고|하여|되어|되여|받아|거쳐|의거|따라|통해|위해|대해|관해|대하여|관하여|의하여|해서|면|어야|해야|하여야"
    r"|다|지|하게|있게|않게|없이|도록|한|할|된|될|인한|던|위한|대한|관한|따른|따르는|통한|하거나|되거나|으나|하나|함|됨|시|후|전|중|내|이내|경우|때)$"
)
_NOUNS_OF_TIME = re.compile(r"(?:실시|게시|표시|지시|명시|제시|공시|임시|개시|상시|도시|감시|안전|이전|보전|발전|충전|오후|사후|노후|집중|비중|국내|실내|안내|사내|장내|구내|시내|관내)$")
_ADVERBS = frozenset(
    ["반드시", "즉시", "수시", "수시로", "매월", "매년", "매주", "매일", "별도", "별도의", "서면", "서면으로", "사전", "사전에", "필요", "필요시", "또한", "다만", "단", "및", "또는", "혹은", "등", "그", "이", "해당", "동", "본", "각", "각종", "모든", "기타", "상기", "당월", "후", "시", "월", "년", "연", "회", "함께", "성실히", "충실히", "신속히", "철저히", "신속하게", "모두", "항상", "상호", "직접", "최소", "최대", "최소한", "약", "추후", "향후", "관련", "제반", "일체", "전체", "정기적", "비정기적", "어느", "다음", "아래", "차기", "지체", "없이", "지체없이", "월간으로", "것", "수", "각호", "각각", "제반의", "일체의", "새로운", "동일한", "이상"]
)
_JOINS = frozenset(("및", "또는", "혹은", "등"))
_NUMBERED = re.compile(r"\d+\s*(?:일|회|주|개월|년|부|장|명|시간|분|%)|^[\d.~,()]+$|^제\d|^[-–·※]+$|[<>=|:：;→]|^[①-⑳]")
_PARTY = re.compile(r"(?:발주\S*|주관기관|계약\S*자|용역업체|수행사|사업자|사업수행자|업체|우리원|원|위탁자|수탁자|수급인|담당자|담당직원|감독관?|책임자|제안사|센터|공단|기관|위원회|당사|상호)의$")
_QUOTES = re.compile(r"[“”‘’\"'「」『』<>《》]")
GENERIC = frozenset(
    ["계획", "결과", "기록", "방안", "자료", "서류", "목록", "대장", "확인서", "보고서", "계획서", "결과서", "내역서", "명세서", "조서", "증명서", "명단", "매뉴얼", "지침서", "설명서", "소스", "산출물", "문서", "내용", "사항", "내역", "현황", "실적", "사유", "방법", "대책", "의견", "절차", "보고", "금액", "단가", "해결책", "정보", "데이터", "증빙서류", "증빙자료", "세부계획", "세부내용", "세부내역", "세부사항", "해결방안", "추진방안", "수행방안", "관리방안", "개선방안", "대응방안", "활용방안", "조치방안", "사업계획", "수행계획", "추진계획", "제출서류", "제출자료", "필요서류", "필요자료", "구비서류", "참고자료", "신청서", "기술서", "요청서", "상세내용", "조치사항", "변경사항", "요구사항", "관련사항", "특이사항", "세부방안", "구체적인방안", "최적방안", "요청자료", "제안내용", "처리방안", "지원방안", "운영방안", "구축방안", "적용방안", "대안", "문제점", "기타", "사실", "원인", "일정", "범위", "기준", "효과", "성과", "성과물", "결과물", "양식", "서식", "보완", "수정", "변경", "이를", "이", "점검", "조치", "최종결과", "결과보고", "결과보고서", "보완계획", "조치계획", "개선결과", "개선계획", "제반서류", "완료확인", "관련문서", "SW산출물", "단계별산출물", "주요산출물", "접근기록", "이행실적", "통계", "통계자료", "목록자료", "이력", "로그", "화면", "파일", "데이터베이스", "프로그램", "업무내용", "모든내용", "기술자료서류", "발표자료", "서약서", "각서", "합의서", "이력서", "동의서", "관리대장", "진행상황", "진행현황", "수행결과", "처리결과", "검토결과", "조치결과", "방안및대책", "점검사항", "지적사항", "보완사항", "변동사항", "협의결과", "선정결과", "평가결과", "심사결과", "심의결과", "분석결과", "개선사항", "결과자료", "및내용", "문제점및해결방안", "구성방안", "설계방안", "수립방안", "확보방안", "이용방안", "개발방안", "전환방안", "연계방안", "검증방안", "시험방안", "수행방법", "추진방법", "관리방법", "처리방법", "운영방법", "내부자료", "기존자료", "원본자료", "분석자료", "관련문서", "관련기록", "원시자료"]
)
_LEADS = re.compile(r"적인$|^(?:빠른|들어간|좋은|양식의|부분의|명의의|호의|사항의|주요|\[\S*\]의|별지의|붙임의|또|및|와|과|의|㉠|㉡)$")
_FRONT = re.compile(r"^(?:(?:해당|관련|각종|모든|기타|제반|별도의?|상기|동|본|그|이|전체|당월|일체의?|관련된|필요한|이와|이에|구체적인|세부적인|상세한|세부|최종|각|및|등|또는|혹은|와|과|의)\s+)+")


def phrase_before(text: str, most: int = 9) -> str:
    """Return the noun phrase that ends where the text ends, at most so many words; "" where a verb or a particle stands."""
    words = _QUOTES.sub("", _closed(text)).split()
    taken: list[str] = []
    for word in reversed(words):
        if len(taken) == most or not _belongs(word, bool(taken)):
            break
        taken.insert(0, word)
    while taken and (taken[0] in _ADVERBS or taken[0].endswith("의") and _PARTY.search(taken[0])):
        taken.pop(0)
    while len(taken) > 1 and _LEADS.search(taken[0]):
        taken.pop(0)
    while taken and taken[-1] in ("등", "및", "일체", "각"):
        taken.pop()
    name = " ".join(taken).strip(" ,·-/:：").replace("\0", " ")
    return re.sub(r"의\s내용$", " 내용", name) if name.count("(") == name.count(")") else ""


def is_generic(name: str, least: int = 3) -> bool:
    """Return True for a name that says nothing by itself (보고서, 자료, 해당 내용) or has fewer than `least` letters."""
    flat = re.sub(r"\s|\(.*?\)", "", _FRONT.sub("", name))
    return len(flat) < least or flat in GENERIC or all(part in GENERIC for part in re.split(r"(?<=\S)(?:및|와|과|,)|·", flat) if part)


def with_owner(name: str, before: str) -> str:
    """Return a bare word with what it is for (항구적인 복구를 위한 해결책) where the words before say so."""
    head = before.rstrip()
    if not head.endswith(name):
        return name
    head = _QUOTES.sub("", head[: len(head) - len(name)]).rstrip()
    if occasion := re.search(r"(?P<of>\S+(?:\s\S+)?)\s시$", head):
        what = phrase_before(occasion["of"])
        return f"{what} 시 {name}" if what else name
    found = re.search(r"(?P<of>\S+(?:\s\S+){0,5}?)(?P<join>을|를|에)\s(?P<link>위한|대한|관한|따른|따르는|필요한|대하여|대해|관하여)$", head)
    if found:
        owner = phrase_before(found["of"])
        link = {"대하여": "대한", "대해": "대한", "관하여": "관한"}.get(found["link"], found["link"])
        if owner and not re.fullmatch(r"이|그|사항|요구|내용|자료|결과|이것|다음|부분|것", owner):
            whose = re.search(rf"(\S+적인)\s{re.escape(owner)}$", found["of"])
            return f"{whose[1] + ' ' if whose else ''}{owner}{found['join']} {link} {name}"
    return name


def _belongs(word: str, inside: bool) -> bool:
    """Return True where the word may stand in a noun phrase; `inside` when a word of it follows."""
    if word in _JOINS:
        return inside or word == "등"
    bare = word.rstrip(",")
    if not bare or bare in _ADVERBS and bare not in ("관련", "월", "수시"):
        return False
    if _NUMBERED.search(bare) and not re.fullmatch(r"24시간|365일|\d+단계", bare) or bare.endswith((".", "다")):
        return False
    if word.endswith(","):
        return inside and bool(re.search(r"(?:현황|내역|서|[수공임]계|실적|결과|사항|계획|목록|명단|자료|이력|대장|처리|분석|접수|의무|\))$", bare))
    if bare.endswith("의") and not _NOUNS.search(bare):
        return inside and _PARTY.search(bare) is None
    if bare.endswith(("와", "과")) and not _NOUNS.search(bare):
        return inside
    return bool(_NOUNS.search(bare) or _NOUNS_OF_TIME.search(bare) and len(bare) > 1) or _ENDING.search(bare) is None


def _closed(text: str) -> str:
    """Return the text with the blanks in its last bracket kept together, so that the bracket is one word."""
    return re.sub(r"\s?\([^()]{1,40}\)", lambda found: found[0].replace(" ", "\0"), text)
