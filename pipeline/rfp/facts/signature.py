"""Turns a signature block and the cover's contacts into the client's name, address, head, phone and mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rfp.fact import Fact
from pipeline.rfp.facts.reading_lines import Lines, Zone
from pipeline.rfp.paper import Cell, Table

_CLIENT_HEADS = frozenset(("위탁자", "발주자", "발주기관", "갑", "“갑”", "발주처"))
_CONTRACTOR_HEADS = frozenset(("수탁자", "계약상대자", "을", "“을”", "계약자", "수급인", "수탁기관"))
_ADDRESS = re.compile(r"^(?:주\s*소\s*[:：]?\s*)?((?:[가-힣]{2,7}(?:특별자치시|특별자치도|특별시|광역시|도)|[가-힣]{2}시|서울|부산|대구|인천|광주|대전|울산|세종)\s?.*\d.*)$")
_HEAD = re.compile(r"^(대표이사|이사장|대표자?|원장|총장|소장|사장|회장|시장|군수|구청장|센터장|처장|청장)\s*[:：]?\s*([가-힣](?:\s*[가-힣]){1,3})\s*(?:\(인\))?$")
_BLANK = re.compile(r"[○△◯◇]{1,}|O{2,}")
_PHONE = re.compile(r"(?<![\d-])(0\d{1,2}\s*[-)]\s*\d{3,4}\s*-\s*\d{4})(?![\d-])")
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_FAX = re.compile(r"(?i)fax|팩\s*스")
_PERSON = re.compile(r"^[김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국은편용](?:\s?[가-힣]){2}$")
_NAME_HEAD = re.compile(r"성\s*명|담\s*당\s*자|이\s*름")
_CONTACT_ABOUT = re.compile(r"담\s*당|문\s*의|연\s*락|전\s*화|Tel|TEL")
_COVER_TABLES = 6
_NOT_PEOPLE = frozenset(("연락처", "이메일", "담당자", "문의처", "전화기", "주무관"))


def signature_facts(lines: Lines) -> Iterator[Fact]:
    """Yield the client's side of the first block that both sides sign, as printed."""
    for table, _, _ in lines.tables(Zone.BODY, Zone.FORM, Zone.CARD):
        heads = {_flat(cell.text): cell for cell in table.cells if cell.row == 1}
        client = next((cell for text, cell in heads.items() if text in _CLIENT_HEADS), None)
        if client is None or not any(text in _CONTRACTOR_HEADS for text in heads):
            continue
        found = list(_signed(table, [cell for cell in table.cells if cell.row > 1 and cell.column == client.column]))
        if any(fact.field == "발주기관.명칭" for fact in found):
            yield from found
            return


def _signed(table: Table, cells: list[Cell]) -> Iterator[Fact]:
    named = False
    for cell in cells:
        for text in (line.strip() for line in cell.text.split("\n")):
            place = cell.place or table.place
            if not text or _BLANK.search(text):
                continue
            if head := _HEAD.match(text):
                yield Fact("발주기관.대표직위", head[1], text, place)
                yield Fact("발주기관.대표자", head[2], text, place)
            elif address := _ADDRESS.match(text):
                yield Fact("발주기관.주소", address[1], text, place)
            elif not named and re.fullmatch(r"[가-힣A-Za-z()㈜·\s]{3,40}", text) and not re.search(r"성\s*명|\(인\)|서명|주\s*소|상\s*호", text):
                named = True
                yield Fact("발주기관.명칭", text, text, place)


def contact_facts(lines: Lines) -> Iterator[Fact]:
    """Yield 담당자, 전화 and 전자우편 from the first table near the cover that gives them."""
    near = (table for order, (table, _, _) in enumerate(lines.tables(Zone.COVER, Zone.BODY)) if order < _COVER_TABLES)
    for table in near:
        text = " ".join(cell.text for cell in table.cells)
        if table.rows > 6 or len(text) > 700 or not _CONTACT_ABOUT.search(text) or not (_PHONE.search(text) or _MAIL.search(text)):
            continue
        yield from _contact(table)
        return


def _contact(table: Table) -> Iterator[Fact]:
    """Yield the first person of the table: one row with a phone or mail gives all three."""
    grid = table.grid()
    names = {cell.column for cell in table.cells if cell.row == 1 and _NAME_HEAD.search(cell.text)}
    for row in grid:
        cells = list({id(cell): cell for cell in row if cell is not None}.values())
        phones = [cell for cell in cells if _PHONE.search(cell.text) and not _FAX.match(cell.text.strip())]
        mails = [cell for cell in cells if _MAIL.search(cell.text)]
        if not phones and not mails:
            continue
        quote = " ".join(" ".join(cell.text.split()) for cell in cells if cell.text.strip())
        people = [cell for cell in cells if _PERSON.match(cell.text.strip()) and _flat(cell.text) not in _NOT_PEOPLE]
        person = next((cell for cell in people if cell.column in names), None) if names else (people[0] if len(people) == 1 else None)
        if person:
            yield Fact("발주기관.담당자", " ".join(person.text.split()), quote, person.place or table.place)
        if phones and (phone := _PHONE.search(phones[0].text)):
            yield Fact("발주기관.전화", phone[1], quote, phones[0].place or table.place)
        if mails and (mail := _MAIL.search(mails[0].text)):
            yield Fact("발주기관.전자우편", mail[0], quote, mails[0].place or table.place)
        return


def _flat(text: str) -> str:
    return re.sub(r"\s", "", text)
