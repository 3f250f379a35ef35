"""Turns tables of outputs and sentences that demand a paper into deliverable rows, merged by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from pipeline.rfp.cards.markers import split_marker
from pipeline.rfp.fact import Row
from pipeline.rfp.facts.delivered_acts import acts_of
from pipeline.rfp.facts.delivered_lists import is_office_plan, listed_papers
from pipeline.rfp.facts.delivered_papers import STRONG, papers_of
from pipeline.rfp.facts.dues import dues_of, has_due, trigger_of
from pipeline.rfp.facts.grids import Titled, titled_rows
from pipeline.rfp.facts.reading_lines import Line, Lines, Zone
from pipeline.rfp.paper import Cell, Place, Table

_FIELDS = {
    "이름": re.compile(r"(?:주요)?산출물(?:명|종류|목록|명칭|내용|내역)?|제출(?:서류|문서|물|자료)(?:명|목록)?|보고서(?:명|종류)?|문서(?:명|제목)|서류명|납품(?:물|품목|도서)|성과품(?:명)?|제출도서"),
    "시점": re.compile(r"(?:제출|발행|작성|납품|보고)(?:시기|기한|일|시점|일정|주기|일자)|시기|비고및제출일|제출기한및방법"),
    "단계": re.compile(r"단계|사업단계|공정|작업단계|단계구분|구분"),
    "부수": re.compile(r"(?:제출|납품)?(?:부수|수량)"),
    "내용": re.compile(r"내용|주요내용|세부내용|포함내용"),
    "수신": re.compile(r"제출처|수신|수신처"),
    "비고": re.compile(r"비고"),
}
_NAMED_BY_PART = {**_FIELDS, "이름": re.compile(r"구분|항목|종류"), "단계": re.compile(r"단계|사업단계|공정|작업단계")}  # 구분 | 제출시기 | 수량
_DOCUMENT = re.compile(r"(?:문서|서류|산출물)$")
_GOES_ON = re.compile(r"(?<=[및,·])\n+")  # a narrow cell broke the name
_PAPERS = 0.5  # of the names below 구분: from so many on the table lists papers
_TIMES = {"수시": "수시", "매월": "매월", "월간": "매월", "월": "매월", "연간": "매년", "매년": "매년", "년": "매년", "연": "매년", "분기": "분기", "주간": "주간", "매주": "주간"}
_BID = re.compile(r"제안서|입찰|참가\s*(?:등록|신청)|평가|견적|투찰|개찰|낙찰")
_MARKS = re.compile(r"^[○●◯ㅇOov√✓V⊙◎■]$")
_BULLET_SPLIT = re.compile(r"\n+|(?<=\S)\s+(?=[①-⑳])")
_NO_NAME = re.compile(r"^(?:산\s*출\s*물.*|제출.*시기|연번|구분|비고|없음|해당\s*없음|기\s*타|제출\s*(?:서류|물)|-|[\d.]+)$")
_UNDER = re.compile(r"산출물|제출\s*(?:서류|물|자료)|납품물")
_ITEM = re.compile(r"^[가-힣A-Za-z·/\s()]{4,40}(?:계획|계획서|서약서|각서|보고서|사항|목록|명단|대장|내역|결과|서|계)$")
_SIGNED = re.compile(r"[가-힣]{0,8}(?:서약서|위탁계약서|보안각서)")
_FUNCTIONAL = re.compile(r"기능\s*요구|인터페이스|데이터\s*요구|장비\s*구성|테스트")  # what the system does, not what the contractor hands in
_FUNCTIONAL_ID = re.compile(r"^(?:SFR|FUN|FUR|SIR|INR|DAR|ECR|TER|PER)(?![A-Z])")
_HANDED = re.compile(r"제출|납품")
_DUTY = re.compile(r"하여야|해야|한다|할\s?것|함[.)]?$|필요|받아야|받은\s?후|본다|수\s?없|안\s?된|아니\s?된|(?:제출|제공|보고|제시|통보|반납|실시|관리|기록|정산|이용|준비)[.)]?$")
_PROPOSAL_LINES = 10  # lines that speak of a proposal: from so many on the paper asks for one
_PROPOSES = re.compile(r"제안\s?(?:서|사|업체|자|요청)")
_AGREEMENT = re.compile(r"[가-힣\s]{0,20}(?:계약서|협약서|특수\s?조건)")
_PROVISO = re.compile(r"\(?단[,\s]")  # goes on with the sentence before
_SENTENCES = re.compile(r"(?<=[다음함임것])\.\s*|(?<=[다음함임것]\.)\s+")
_EQUATED = re.compile(r"(?P<name>[가-힣]+(?:\s[가-힣]+)?)\s?\((?P<alias>[가-힣\s]{3,20})\)")
_HEADS_WITHIN = 12
_MOST = 60  # rows: beyond it a document lists its methodology, not what it wants
_LONGEST_NAME = 60
_LONGEST_SENTENCE = 800  # letters: what is longer is no sentence but a text without full stops; its start is read


@dataclass(slots=True)
class _Wanted:
    """A paper that is wanted, as one place says."""

    name: str
    words: str  # the words that say when
    quote: str
    place: Place
    clause: str
    trigger: str = ""
    copies: str = ""
    recipient: str = ""
    note: str = ""
    whole: str = ""  # the plan that it is a part of
    weight: int = 3  # how sure it is that a paper is meant; the rows of least weight go where there are too many


def deliverable_rows(lines: Lines) -> tuple[Row, ...]:
    """Return each paper once, in the order in which the document first names it, with every deadline that it gives."""
    aliases = _aliases(lines)
    merged: dict[str, list[_Wanted]] = {}
    for wanted in chain(_of_tables(lines), _of_sentences(lines), _of_lists(lines), _of_forms(lines)):
        key = _key(wanted.name)
        merged.setdefault(aliases.get(key, key), []).append(wanted)
    best = sorted(merged.values(), key=_weight, reverse=True)[:_MOST]
    kept = {id(places) for places in best}
    return tuple(_row(places, merged) for places in merged.values() if id(places) in kept)


def _weight(places: list[_Wanted]) -> int:
    timed = any(has_due(place.words) for place in places)
    return 2 * max(place.weight for place in places) + timed + (len(places) > 1)


def _aliases(lines: Lines) -> dict[str, str]:
    """Return the names that the text itself equates with another: 보안서약서(보안 각서)."""
    found: dict[str, str] = {}
    for line in lines.all:
        for match in _EQUATED.finditer(line.text):
            name, alias = match["name"].split()[-1], match["alias"]
            if STRONG.search(name) and STRONG.search(alias) and _key(name) != _key(alias) and " " not in alias.strip()[:-3].strip():
                found.setdefault(_key(alias), _key(name))
    return {alias: name for alias, name in found.items() if name not in found}


def _row(places: list[_Wanted], merged: dict[str, list[_Wanted]]) -> Row:
    first = places[0]
    whole = next((merged[_key(place.whole)] for place in places if place.whole and _key(place.whole) in merged), [])
    timed = [place for place in (*places, *whole) if has_due(place.words)] or [first]
    dues: list[dict[str, object]] = []
    for place in timed[:3]:
        dues += [_tidy(due) for due in dues_of(place.words, place.clause) if not any(_same(due, other) for other in dues)]
    dues = [due for due in dues if not re.search(r"(?:하여|에|의)$", str(due.get("기준", "")))] or [{"방식": "미정", "조항": first.clause}]
    trigger = first.trigger or trigger_of(re.sub(r"\(.*?\)", "", first.name).replace("변동", "변경"), first.words, timed[0].words)
    values = {
        "이름": next((place.name for place in places if place.name == f"{first.name}서"), first.name),
        "시점": trigger,
        "기한": dues,
        "부수": next((place.copies for place in places if place.copies), ""),
        "수신": next((place.recipient for place in places if place.recipient), ""),
        "조항": first.clause,
        "비고": next((place.note for place in places if place.note), ""),
    }
    return Row({key: value for key, value in values.items() if value not in ("", [])}, first.quote, first.place)


def _same(one: dict[str, object], two: dict[str, object]) -> bool:
    return all(one.get(key) == two.get(key) for key in ("방식", "수", "기준"))


def _tidy(due: dict[str, object]) -> dict[str, object]:
    """Return the deadline with words that begin at its event: the subject before it says nothing of the time."""
    words = str(due.get("원문", "")).split()
    while len(words) > 2 and re.search(r"(?:는|은|을|를|의|에|로|며|고|어|야|여|”)$", words[0]) and not re.search(r"\d", words[0]):
        words.pop(0)
    return due | {"원문": " ".join(words)} if words else due


def _key(name: str) -> str:
    bare = re.sub(r"\s|\(.*?\)|[·,/]", "", name)
    bare = re.sub(r"^(?:당월|해당|관련|각종|모든|기타)(?=.{4})", "", bare)
    return bare.replace("보고서", "보고")  # 착수보고 is handed in as 착수보고서


def _of_tables(lines: Lines) -> Iterator[_Wanted]:
    cards = {(card.place.block, card.place.table): card.id for card in lines.requirements.cards}
    for table, zone, above in lines.tables(Zone.BODY, Zone.CARD):
        if (len(above) < 50 and _BID.search(above)) or len(_BID.findall(" ".join(cell.text for cell in table.cells))) > 2:
            continue
        clause = cards.get((table.place.block, table.place.table), "") if zone is Zone.CARD else ""
        yield from _of_table(table, clause or _heading(lines, table) or above[:40])


def _heading(lines: Lines, table: Table) -> str:
    return next((line.heading for line in lines.all if line.place.table == table.place.table and line.table is not None), "")


def _of_table(table: Table, clause: str) -> Iterator[_Wanted]:
    fields, needed = _columns(table)
    for row in titled_rows(table, fields, needed, _HEADS_WITHIN):
        if not any(field in row.by for field in ("시점", "단계", "부수", "내용", "수신")) or (_price(table) or table.columns > 12):
            return
        cell = row.cell("이름")
        if cell is None or row.is_total or cell.row != row.row + 1:
            continue
        times = _times(table, row)
        words = " ".join(filter(None, (row.text("단계"), row.text("시점"))))
        for name in _names(cell):
            yield _Wanted(
                name, row.text("시점") if has_due(row.text("시점")) else words, row.quote, cell.place or row.place, clause,
                trigger=_of_times(times), copies=row.text("부수"), recipient=row.text("수신"), note=_note(row, times),
            )


def _columns(table: Table) -> tuple[Mapping[str, re.Pattern[str]], tuple[str, ...]]:
    """Return the titles that the table goes by and those that it must have: 구분 names the papers where a time stands beside most of them."""
    if next(titled_rows(table, _FIELDS, ("이름",), _HEADS_WITHIN), None) is None:
        needed = ("이름", "시점")
        names = [row.text("이름") for row in titled_rows(table, _NAMED_BY_PART, needed) if not row.is_total]
        papers = [name for name in names if STRONG.search(name) or _DOCUMENT.search(name)]
        if len(papers) >= _PAPERS * len(names) and len(papers) > 1:
            return _NAMED_BY_PART, needed
    return _FIELDS, ("이름",)


def _price(table: Table) -> bool:
    return any(re.search(r"단가|금액|배점|평점", cell.text) for cell in table.cells if cell.row == 1)


def _note(row: Titled, times: list[str]) -> str:
    parts = [", ".join(times) if len(times) > 1 or "분기" in times or "주간" in times else "", row.text("비고")[:120]]
    return "; ".join(part for part in parts if part)


def _times(table: Table, row: Titled) -> list[str]:
    """Return the frequencies whose column bears a mark in this row: titles 수시, 매월, 연간 stand above."""
    heads: dict[int, str] = {}
    for cell in table.cells:
        word = re.sub(r"\s", "", cell.text)
        if cell.row <= row.row and word in _TIMES:
            heads[cell.column] = _TIMES[word]
    return [heads[at + 1] for at, cell in enumerate(row.cells) if cell is not None and at + 1 in heads and _MARKS.match(cell.text.strip())]


def _of_times(times: list[str]) -> str:
    regular = [time for time in times if time in ("매월", "매년")]
    return regular[0] if regular else ("수시" if times else "")


def _names(cell: Cell) -> Iterator[str]:
    for part in _BULLET_SPLIT.split(_GOES_ON.sub(" ", cell.text)):
        name = " ".join(split_marker(part).text.split())
        if 2 <= len(name) <= _LONGEST_NAME and not _NO_NAME.match(name) and not name.endswith(("다.", "음", "함", "됨")) and re.search("[가-힣A-Za-z]", name):
            yield name


def _of_sentences(lines: Lines) -> Iterator[_Wanted]:
    cards = {(card.place.block, card.place.table): card for card in lines.requirements.cards if card.place.table}
    office = is_office_plan(lines)
    proposal = sum(bool(_PROPOSES.search(line.text)) for line in lines.all) >= _PROPOSAL_LINES and not office
    before = ""
    for line in (*lines.body, *_of_agreements(lines)):
        text = split_marker(re.sub(r"^-\s+(?=\d+[).])", "", line.text)).text
        text, before = (f"{before} {text}" if _PROVISO.match(text) else text), text
        of_bid = _BID.search(text) or (line.zone is Zone.BODY and _BID.search(line.heading))
        if line.text == line.heading or (of_bid and not (office and _HANDED.search(text))):
            continue
        card = cards.get((line.place.block, line.place.table))
        clause = card.id if card else line.heading
        if line.zone is Zone.BODY and line.table is None and _UNDER.search(line.heading) and _ITEM.match(text) and split_marker(line.text).family:
            yield _Wanted(text, line.heading, text, line.place, clause)
            continue
        functional = card is not None and bool(_FUNCTIONAL.search(card.category) or _FUNCTIONAL_ID.match(card.id))
        yield from _of_line(line, text, clause, functional, proposal)


def _of_line(line: Line, text: str, clause: str, functional: bool, proposal: bool) -> Iterator[_Wanted]:
    for sentence in [text] if "(단" in text else _SENTENCES.split(text):
        if not _DUTY.search(sentence) or (functional and not _HANDED.search(sentence)):
            continue
        sentence = sentence[:_LONGEST_SENTENCE]
        told = set()
        for name, words in papers_of(sentence, proposal):
            told.add(name)
            sure = 3 if STRONG.search(name) and _HANDED.search(words) else 2
            yield _Wanted(name, words, text, line.place, clause, recipient=_recipient(sentence), weight=sure)
        for name, words in () if functional else acts_of(sentence):
            if not any(name.startswith(other) for other in told):
                yield _Wanted(name, words, text, line.place, clause, recipient=_recipient(sentence), weight=1)


def _of_agreements(lines: Lines) -> Iterator[Line]:
    """Yield the lines of agreements among the forms: they bind as the body does."""
    binds = False
    for line in lines.all:
        if line.zone is Zone.FORM:
            if line.table is None and len(line.text) < 40 and re.search(r"(?:서|서식|각서|조건)\s*$", line.text):
                binds = _AGREEMENT.fullmatch(line.text.strip("[]【】<> ")) is not None
            elif binds:
                yield line


def _of_lists(lines: Lines) -> Iterator[_Wanted]:
    for listed in listed_papers(lines):
        line = listed.line
        yield _Wanted(listed.name, listed.words, line.text, line.place, line.heading, copies=listed.copies, note=listed.note, whole=listed.whole)


def _of_forms(lines: Lines) -> Iterator[_Wanted]:
    """Yield the pledges and agreements that stand as forms at the end: they are to be signed."""
    for line in lines.all:
        if line.zone is Zone.FORM and line.table is None and len(line.text) < 30 and _SIGNED.fullmatch(re.sub(r"\s", "", line.text)):
            yield _Wanted(" ".join(line.text.split()), "계약", line.text, line.place, "서식", trigger="계약")


def _recipient(text: str) -> str:
    found = re.search(r"[“\"'‘]?(발주기관|발주부서|발주처|발주자|주관기관|우리\s?원|위탁자|감독관?|공단|본원)[”\"'’]?(?:에게|에|으로|로|의\s*승인|담당자에게)", text)
    return found[1] if found else ""
