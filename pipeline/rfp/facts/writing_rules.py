"""Turns the RFP's rules for writing and handing in the proposal (조견표, 사본, 약어, 모호한 표현, 제출, 발표) into rows of 항목, 값, 원문."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.rfp.cards.markers import split_marker
from pipeline.rfp.fact import Row
from pipeline.rfp.facts.reading_lines import Line, Lines, Zone
from pipeline.rfp.paper import Table

VAGUE, TABLE, UNCHANGED, PRINCIPLE = "명확한 표현", "조견표", "제출 뒤 변경", "작성 원칙"

_OPENS = re.compile(
    r"제안서[^.]{0,14}(?:작성|규격|형식|종류|편집|제출|접수|발표|유의)|작성\s*(?:지침|요령|방법|기준)|제출\s*(?:서류|물|방법|안내|종류|일정|요령)|제안\s*(?:설명|발표)|발표\s*(?:자료|평가|방법)|제안서\s*평가"
)
_CLOSES = re.compile(
    r"효력|보상|평가\s*(?:방법|기준|항목|절차|결과|배점|요소)|배점|하도급|계약|보안|협상|선정|참가\s*자격|입찰\s*(?:방식|방법|참가)|문의|질의|질문|추진\s*일정|사업\s*(?:개요|범위|기간)|요구\s*사항|과업|목\s*[차자]|적격|동점|지식\s*재산"
)
_TITLE = 45  # letters of a line that opens or closes a part of the RFP
_HEADING = re.compile(r"(?:사항|지침|요령|방법|안내|기준)$")
_MANY_COLUMNS = 4  # a table with so many, and not one row that frames a title, holds scores or requirements, no rules
_PAPERS = re.compile(r"규\s*격|부\s*수|제출\s*(?:서류|물|형식)")
_FRONT = re.compile(r"(?:앞|첫|맨\s*앞)\s*(?:장|쪽|면|페이지|부분)|앞에|맨\s*앞")
_OF_ITEMS = re.compile(r"평가\s*항목")
_SCORES = re.compile(r"배\s*점|평가\s*(?:항목|기준)|요구\s*사항")
_SEE = re.compile(r"(?:입찰\s*)?공고[서문]?에?\s*(?:의함|따름|의한다|따른다)")
_SUBJECT = re.compile(r"제안\s*(?:서|사|내용|요약|설명|발표|업체|은|안|의\s*내용)|요약\s*(?:서|본|문)|평가용|입찰\s*서류|기술평가용|조견표")
_FOREIGN = re.compile(r"용역\s*(?:수행|완료|종료)|사업\s*(?:수행\s*중|완료|종료)|착수|계약\s*(?:체결\s*후|상대|이행)|하도급\s*계약|낙찰자|검수|수행사는|납품|유지\s*관리\s*(?:대상|업무)")
_DUTY = re.compile(r"하여야|해야|되어야|명시(?=\s*\()|명시$|한다|할\s*것|함(?=[.)\s]|$)|하되|원칙|금지|금함|않|안\s*[됨된]|불가|불허|가능|없(?:[음다]|으며)|합니다|공고[서문]에|[:：]\s*\S|권장|권고|요망|바람|바랍니다|작성$|제시$|제출(?=[.(]|$)|첨부$|부여(?=,|$)|사용\s*\*?$|기재$|표시$|제공$|제외|간주|적용|이내|\d\s*[부개]")
_VAGUE_WORDS = re.compile(r"[“\"‘'「｢]\s*([^”\"’'」｣“‘「｢]{2,16}?)\s*[”\"’'」｣]|(사용\s*가능하다|할\s*수도?\s*있다|고려하고\s*있다|가능하다고?\s*본다|검토한다|고려한다|동의한다|(?<!사용)(?<!사용 )가능하다)")
_VERB = re.compile(r"다$")
_CLEAR = re.compile(r"~|하겠다|를 한다|을 한다")  # what is asked for instead
_COPIES = re.compile(r"(?:원본|사본|부본|제안서|요약서|요약본|CD|USB|파일)[^.,]{0,14}?\s(\d{1,3}\s*[부개])|(?:원본|사본)\s*(\d{1,2}\s*부)|(\d{1,3}\s*부)(?=\s*\(원본|\s*[,및.]|$)")
_TIMES = re.compile(r"\d{1,3}\s*분(?:\s*(?:이내|내외|내))?|\d{1,2}\s*(?:명|인)(?:\s*이내|\([^)]{1,12}\)\s*이내)?")
_WHO = r"(?:업체|회사|제안사|제안업체|상호|대표자)"
_LOSS = re.compile(r"(?:건당\s*)?-?\s*\d+(?:\.\d+)?\s*점(?:\s*\([^)]{1,16}\))?")


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of rule: its name, the words that tell it, and what of them is its value."""

    name: str
    words: re.Pattern[str]
    value: re.Pattern[str] | None = None


def _kind(name: str, words: str, value: re.Pattern[str] | None = None) -> _Kind:
    return _Kind(name, re.compile(words), value)


_KINDS = (
    _kind("목차", r"목차[^.]{0,40}(?:준용|준수|따라|맞추|모두\s*포함|삽입|누락)|세부\s*작성\s*지침[^.]{0,20}준용"),
    _kind(TABLE, r"(?:조견표|참조표|대비표)[^.]{0,60}(?:작성|제시|명시|첨부|제출|표시|등록)|(?:작성|첨부|표시)[^.]{0,30}(?:조견표|참조표)"),
    _kind("분량과 용지", r"\d\s*(?:쪽|페이지|[Pp]age|매|장)\)?\s*[^.]{0,14}(?:이내|내외|이하|분량)|A4"),
    _kind("쪽번호", r"일련\s*번호|(?:페이지|쪽)\s*(?:번호|부여)|(?:각\s*)?장\s*별(?:로)?[^.]{0,14}(?:번호|페이지)"),
    _kind("인쇄와 제본", r"단색|흑백|컬러|칼라|색지|양면|단면|제본|좌철|철하여|바인더|밀봉|인쇄(?!물)"),
    _kind("작성 도구와 파일", r"(?:한글\s*(?:[,·(]|및|또는|파일|프로그램)|ᄒᆞᆫ글|워드|파워\s*포인트|PPT|PDF|pdf|HWP|hwp)[^.]{0,24}(?:작성|제출|제작|저장|사용하여)|템플릿|DRM|압축\s*파일|파일\s*명"),
    _kind("언어", r"한글\s*(?:로\s*)?(?:작성|사용)(?:이|을)?\s*(?:을\s*)?원칙|국문|표준어|한국어"),
    _kind("약어", r"약어"),
    _kind(VAGUE, r"모호한|불확실한\s*용어|명확한\s*용어|추상적인\s*표현|계량화(?:가|하)|[“\"‘'「｢]할\s*수도?\s*있다[”\"’'」｣]", _VAGUE_WORDS),
    _kind("입증 자료", r"객관적(?:으로)?[^.]{0,4}입증|근거\s*자료|증빙[^.]{0,20}(?:별첨|첨부|제출)|참고\s*자료\s*등을\s*첨부"),
    _kind("참고 문헌", r"참고\s*문헌"),
    _kind("해당 없음", r"해당\s*(?:사항)?\s*(?:없음|무)\s*[”\"’'」｣]|미\s?제안[”\"’']"),
    _kind(
        "제안사 표시",
        rf"(?:{_WHO}\s*(?:명|성명|이름)(?!의)|{_WHO}[을를]?\s*(?:등\s*)?(?:식별|인지|알\s*수|표시|표기)|로고|식별)(?:[^.]|\.(?=\d)){{0,60}}(?:금지|미\s*표[기시]|제외하|안\s*[되된됨]|없어야|없도록|않도록|할\s*수\s*없|감점|불가)|블라인드",
        _LOSS,
    ),
    _kind("원본과 사본", r"원본[^.]{0,60}(?:사본|부본)|(?:사본|부본)[^.]{0,60}원본|원본\s*대조\s*필?|[“‘']원본[”’']?\s*임|사실과\s*상[위이]\s*없음|(?:기술)?평가용\s*제안서"),
    _kind("제출 부수", r"(?:제안서|요약서|요약본|원본|발표\s*자료|CD|USB|파일|도서)[^.]{0,40}\d\s*(?:부|개)(?!월|별|년|서|분|의|속|안)|(?:PDF|파일)[^.]{0,20}\d\s*개", _COPIES),
    _kind("제출 방법", r"(?:전자조달|나라장터|e-?발주|전자우편|이메일|우편|인편|방문|온라인|문서로|직접(?=\s*제출))[^.]{0,40}(?:제출|등록|접수)|제출[^.]{0,30}(?:전자조달|나라장터|e-?발주|우편|방문|온라인|1회에)|제출\s*방법\s*[:：]\s*\S"),
    _kind("제출 기한", r"(?:제출|접수)\s*(?:기한|마감|기간|일시)[^.]{0,6}(?:[:：]|내|까지|이후)|제안서\s*마감\s*[:：]|기한\s*내에?\s*제출|제출[^:：]{0,20}[:：]\s*공고[서문]"),
    _kind(UNCHANGED, r"제출(?:된|후|\s후|이\s*후)?[^.]{0,60}(?:변경|수정|추가|보완|대체)[^.]{0,12}(?:할\s*수\s*없|불허|불가|안\s*[된됨])|접수된?\s*이후[^.]{0,20}(?:수정|추가)"),
    _kind("발표", r"(?:제안\s*(?:설명|발표)|제안서\s*발표|발표|설명회)[^.]{0,60}(?:\d+\s*분|PM|사업\s*관리자|책임자|직접|동영상|불허|순서|역순|요약서|자료|인원|서면|없으며)|동영상[^.]{0,20}(?:금지|불허|금함)", _TIMES),
)
_PRINCIPLE = re.compile(r"작성|기술되|기술하|기재|명시|제시|첨부|포함|표기|표시|기입|구분하여")
_PENALTY = _kind("어기면", r"감점|(?:평가|심사)\s*(?:대상)?\s*에서\s*제외|실격|불가능한?\s*것으로\s*(?:간주|판단)|없는\s*것으로\s*간주|제안[을은]?\s*무효", _LOSS)
_EFFECT = re.compile(r"동일한\s*효력|보증금")  # what a paper is worth, no rule for writing it
_NO_PENALTY = re.compile(r"최[고저상하]|평가위원\s*점수")
_NO_PRINCIPLE = re.compile(r"효력|이의를|임의로|누설|유출|반환|부담|협상|계약\s*[후을]|손해\s*배상|승인|협의|이외의\s*목적|(?:요구|요청)할\s*수|정할\s*수|따름$|따른다|견해")


def writing_rows(lines: Lines) -> tuple[Row, ...]:
    """Return the rules in the order of their kinds, then of the document; a line with two rules stands under both."""
    kinds = (*_KINDS, _PENALTY)
    order = {name: at for at, name in enumerate((*(kind.name for kind in kinds), PRINCIPLE))}
    rows: dict[tuple[str, str], Row] = {}
    for line, text, near in _candidates(lines):
        for name, value in _rules(text, near, line.table is None or line.table.columns == 1, kinds):
            values = {"항목": name, "값": value, "원문": text}
            rows.setdefault((name, re.sub(r"\W", "", text)), Row({key: each for key, each in values.items() if each}, line.text, line.place))
    return tuple(sorted(rows.values(), key=lambda row: order[str(row.values["항목"])]))


def table_place_rows(rules: Iterable[Row]) -> Iterator[Row]:
    """Yield the row 대비표자리 for rfp.yaml's 제안서규격 where a rule wants the table of evaluation items in front."""
    for row in rules:
        quote = str(row.values["원문"])
        if row.values["항목"] == TABLE and _FRONT.search(quote) and _OF_ITEMS.search(quote):
            yield Row({"항목": "대비표자리", "값": "앞", "원문": quote}, row.quote, row.place)
            return


def _rules(text: str, near: bool, running: bool, kinds: Iterable[_Kind]) -> Iterator[tuple[str, str]]:
    if not (near or _SUBJECT.search(text)) or not _DUTY.search(text) or (_FOREIGN.search(text) and not near):
        return
    found = [kind for kind in kinds if kind.words.search(text) and not _is_other(kind, text)]
    for kind in found:
        yield kind.name, _value(kind, text)
    if not found and near and running and _PRINCIPLE.search(text) and _SUBJECT.search(text) and not _NO_PRINCIPLE.search(text):
        yield PRINCIPLE, ""


def _is_other(kind: _Kind, text: str) -> bool:
    """True where the words of a kind speak of something else: of how scores are reckoned, of what a paper is worth."""
    return bool((kind is _PENALTY and _NO_PENALTY.search(text)) or (kind.name != UNCHANGED and _EFFECT.search(text)))


def _value(kind: _Kind, text: str) -> str:
    if kind.value is None:
        return ""
    found = [" ".join(next(filter(None, match.groups()), match[0]).split()) if match.groups() else match[0].strip() for match in kind.value.finditer(text)]
    if kind.name == VAGUE:
        found = [word for word in found if _VERB.search(word) and not _CLEAR.search(word)]
    return "; ".join(dict.fromkeys(found))


def _candidates(lines: Lines) -> Iterator[tuple[Line, str, bool]]:
    """Yield the lines of the body that may hold a rule, each with its words and whether it stands in a part on writing or handing in."""
    near, title = False, ""
    for line in lines.all:
        if line.zone is not Zone.BODY:
            near = False
            continue
        if line.table is not None and line.table.rows > 1 and line.table.columns >= _MANY_COLUMNS and not _of_papers(line.table):
            continue
        text = " ".join(split_marker(line.text).text.split())
        if len(text) <= _TITLE and (_HEADING.search(text) or not _DUTY.search(text)):
            near, title = bool(_OPENS.search(text)) or (near and not _CLOSES.search(text)), text
        elif "→" not in text:  # a row of steps orders nothing
            yield line, (f"{title}: {text}" if near and _SEE.match(text) else text), near


def _of_papers(table: Table) -> bool:
    """True for a table that says which papers are handed in, in which form and how many."""
    titles = " ".join(cell.text for cell in table.cells if cell.row == 1)
    return bool(_PAPERS.search(titles)) and not _SCORES.search(titles)
