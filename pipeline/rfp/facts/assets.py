"""Turns tables of hardware, software and web systems into asset rows numbered HW-01, SW-01, WEB-01."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.model.asset import AssetClass
from pipeline.rfp.fact import Row
from pipeline.rfp.facts.grids import Titled, titled_rows
from pipeline.rfp.facts.reading_lines import Lines, Zone
from pipeline.rfp.paper import Place, Table

_FIELDS = {
    "No": re.compile(r"(?i)no\.?|연번|순번|번호"),
    "구분": re.compile(r"구분|분류|유형|종류|자산구분|장비구분"),
    "항목명": re.compile(
        r"(?i)(?:도입|설치|대상|보유|주요)?(?:항목|품목|품|장비|제품|물품|자산|시스템|서버|솔루션|소프트웨어|하드웨어|구성품|[HS]W)명|품목|명칭|장비|도입장비|솔루션|구성품|자원명"
    ),
    "모델": re.compile(r"모델|모델명|모델및사양|모델및규격|제품모델|기종|제품명스[펙팩]|모델명및사양|제품명및사양|버전"),
    "주요규격": re.compile(r"(?:주요|세부|상세|요구|장비)?(?:규격|사양|스펙|성능)|규격및사양|주요규격및사양|세부내용|사양및규격"),
    "수량": re.compile(r"(?:도입|보유)?(?:수량|대수)(?:식|대|EA)?|개수"),
    "단위": re.compile(r"단위"),
    "제조사": re.compile(r"제조사|제조업체|제조원|제작사|벤더|공급사|제조회사"),
    "업무용도": re.compile(r"(?:주요|업무|사용|설치)?용도|업무"),
    "현황": re.compile(r"사용현황|서비스현황|운영현황"),
    "비고": re.compile(r"비고"),
}
_NOT_ASSETS = re.compile(r"단가|금액|총액|배점|평점|점수|인원|성명|등급|견적|공급가|합계금액|투입|산출물|제출")
_HARDWARE = re.compile(r"(?i)하드웨어|H/?W|장비|서버|네트워크|전산자원|인프라")
_SOFTWARE = re.compile(r"(?i)소프트웨어|S/?W|솔루션|라이[선센]스|license|프로그램")
_WEB = re.compile(r"웹\s*시스템|홈페이지|웹\s*사이트|웹\s*서비스|누리집")
_SOFT_THING = re.compile(r"(?i)windows|linux|oracle|tibero|mysql|postgre|license|라이[선센]스|dbms|\bos\b|운영체제|백신|솔루션|s/w|소프트웨어|\bwas\b|webtob|jeus|v3|copy|user")
_CLASS_WORD = re.compile(r"(?i)H\s*/?\s*W|S\s*/?\s*W|하드웨어|소프트웨어|상용\s*S/?W|시스템\s*S/?W|웹시스템|서버|네트워크|보안|스토리지|기타|부대장비|DB|OS|WEB|WAS|백업")
_QUANTITY = re.compile(r"^(\d{1,3}(?:,\d{3})+|\d{1,6})\s*([가-힣A-Za-z/]{0,8})\.?$")
_PREFIX = {AssetClass.HARDWARE: "HW", AssetClass.SOFTWARE: "SW", AssetClass.WEB: "WEB"}


@dataclass(slots=True)
class _Found:
    """An asset in the making."""

    kind: AssetClass
    name: str
    place: Place
    words: dict[str, list[str]] = field(default_factory=dict)
    quotes: list[str] = field(default_factory=list)


def asset_rows(lines: Lines) -> tuple[Row, ...]:
    """Return every row of every list of things to be run, kept up or delivered, each list in its own order."""
    found = [asset for table, zone, above in lines.tables(Zone.BODY, Zone.CARD) for asset in _assets(table, above)]
    counts: Counter[AssetClass] = Counter()
    rows: list[Row] = []
    for asset in found:
        counts[asset.kind] += 1
        number = counts[asset.kind]
        head = {"자산번호": f"{_PREFIX[asset.kind]}-{number:02d}", "구분": asset.kind.value, "No": number, "항목명": asset.name}
        rows.append(Row(head | _values(asset), " ".join(asset.quotes), asset.place))
    return tuple(rows)


def _assets(table: Table, above: str) -> Iterator[_Found]:
    if table.rows < 2 or table.columns < 3:
        return
    found: list[_Found] = []
    group = ""
    for row in titled_rows(table, _FIELDS, ("항목명",)):
        if not _is_list(row, table, above):
            return
        row = _shifted(row)
        group = row.text("구분") or group
        if row.is_total or not row.quote:
            continue
        if not row.text("항목명"):
            if found and not row.text("수량"):
                _add(found[-1], row)
            elif row.text("모델") or row.text("주요규격"):
                found.append(_new(row, row.text("모델") or row.text("주요규격"), above, group))
            continue
        if row.text("수량") in ("수량", "대수"):
            continue
        found.append(_new(row, row.text("항목명"), above, group))
    yield from found


def _is_list(row: Titled, table: Table, above: str) -> bool:
    """True where the titles are those of a list of things."""
    heads = [" ".join(cell.text.split()) for cell in table.cells if cell.row == 1]
    if any(_NOT_ASSETS.search(head) for head in heads):
        return False
    if "수량" in row.by:
        return any(name in row.by for name in ("모델", "주요규격", "단위", "제조사", "구분", "업무용도", "No"))
    if _WEB.search(above) and "업무용도" in row.by and len(above) < 40:
        return True
    return "제조사" in row.by and ("모델" in row.by or "주요규격" in row.by)


def _shifted(row: Titled) -> Titled:
    """Return a row that lost its first cell (a merged 구분) with its cells back in their columns."""
    column = row.by.get("수량", (0,))[0]
    group = row.by.get("구분", (-1,))[0]
    if group != 0 or column < 2 or _QUANTITY.match(row.text("수량")) or _CLASS_WORD.fullmatch(row.text("구분") or "H/W"):
        return row
    before, last = row.cells[column - 1], row.cells[-1]
    if before is None or not _QUANTITY.match(before.text.strip()) or (last is not None and last.text.strip() and len(row.cells) == column + 1):
        return row
    return replace(row, cells=(None, *row.cells[:-1]))


def _new(row: Titled, name: str, above: str, group: str) -> _Found:
    cell = row.cell("항목명") or row.cell("모델")
    made = _Found(_kind(row, name, above, group), name, (cell.place if cell is not None and cell.place else row.place))
    _add(made, row)
    return made


def _add(asset: _Found, row: Titled) -> None:
    """Add the cells of a row to an asset, those of a row that a page break cut too."""
    for name in ("주요규격", "수량", "단위", "제조사", "업무용도", "현황"):
        if text := row.words(name):
            asset.words.setdefault(name, []).append(text)
    cell = row.cell("모델")
    if cell is not None and cell.text.strip() and row.text("모델") != asset.name:
        first, *rest = [" ".join(line.split()) for line in cell.text.split("\n") if line.strip()]
        if "주요규격" in row.by:
            first, rest = " ".join([first, *rest]), []
        asset.words.setdefault("모델", []).append(first)
        if rest:
            asset.words.setdefault("주요규격", []).append(" ".join(rest))
    asset.quotes.append(row.quote)


def _kind(row: Titled, name: str, above: str, group: str) -> AssetClass:
    for words in (group, above if len(above) < 60 else ""):
        soft, hard = bool(_SOFTWARE.search(words)), bool(_HARDWARE.search(words))
        if soft != hard:
            return AssetClass.SOFTWARE if soft else AssetClass.HARDWARE
        if not soft and not hard and _WEB.search(words) and "수량" not in row.by:
            return AssetClass.WEB
    text = f"{name} {row.text('모델')} {row.text('단위')}"
    return AssetClass.SOFTWARE if _SOFT_THING.search(text) else AssetClass.HARDWARE


def _values(asset: _Found) -> dict[str, object]:
    words = {name: " ".join(texts) for name, texts in asset.words.items()}
    values: dict[str, object] = {name: words[name] for name in ("모델", "주요규격", "단위", "제조사", "업무용도") if name in words}
    if "현황" in words:
        values["주요규격"] = f"{words.get('주요규격', '')} 사용현황: {words['현황']}".strip()
    if quantity := words.get("수량"):
        found = _QUANTITY.match(quantity)
        values["수량"] = int(found[1].replace(",", "")) if found else 0
        if found is None:
            values["수량원문"] = quantity
        elif found[2]:
            values.setdefault("단위", found[2])
    return values
