"""Turns tables and sentences about who must be put on the work into rows: role, grade, years, number, on site, qualification."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rfp.cards.markers import split_marker
from pipeline.rfp.fact import Row
from pipeline.rfp.facts.grids import titled_rows
from pipeline.rfp.facts.reading_lines import Line, Lines, Zone

_FIELDS = {
    "역할": re.compile(r"역할|담당(?:업무|분야)?|투입분야|직무|분야|구분|투입인력|직책|수행역할|업무구분"),
    "등급": re.compile(r"(?:기술)?등급|기술자등급|투입등급"),
    "경력": re.compile(r"경력|경력요건|필요경력|최소경력|자격및경력|경력사항기준"),
    "인원": re.compile(r"(?:투입)?인원(?:수)?|명|소요인원|최소인원"),
    "상주": re.compile(r"상주(?:여부)?|근무형태|상주구분|투입형태"),
    "자격": re.compile(r"자격|자격요건|자격조건|필수자격|요건"),
}
_NO_STAFF = re.compile(r"배점|평점|점수|성\s*명|단가|금액|연령|계수|M1|처리|위규")
_ROLE = re.compile(
    r"(?P<role>(?:[가-힣]{2,6}\s)?(?:총괄|사업|현장|유지보수|품질|보안)?\s?(?:관리자|책임자|대리인|책임기술자)(?:\s?\([A-Z]{2,3}\))?"
    r"|(?<![A-Za-z])(?:PM|PL|DBA)(?![A-Za-z])(?:\([가-힣]+\))?|(?:전담|상주|투입|참여|운영|담당|기술)\s?(?:인력|인원|요원|직원|개발자|기술자)"
    r"|(?:특급|고급|중급|초급)\s?(?:기술자|인력|개발자)|개발자|엔지니어|디자이너|사서)"
)
_GRADE = re.compile(r"특급|고급|중급|초급")
_YEARS = re.compile(r"\d{1,2}\s?년\s?이상")
_COUNT = re.compile(r"\d{1,2}\s?(?:명|인)(?:\s?이상)?(?=[을를이의과와\s,.)]|$)")
_ON_SITE = re.compile(r"비\s?상주|상주|상근")
_PLACED = re.compile(r"상주[^.]{0,24}(?:배치|운영|근무|필요|하여야|해야)")
_SKILL = re.compile(r"[^.:：]{4,80}?(?:유경험자|자격증?\s?(?:소지자|보유자)|자격을\s갖춘\s자|경력자)(?:\s?필수)?")
_CONDITIONS = re.compile(r"(?P<role>[가-힣A-Za-z\s]{0,24}?(?:담당|운영|투입|유지보수|전담)\s?인력)\s?(?:의\s)?(?:조건|요건|자격)")
_NOT = re.compile(r"평가|배점|실적|입찰|단가|M/?M|노임|하도급|연령|할\s수\s없을|휴무|위반|벌점|과태료")
_NEAR = 90  # letters between a role and what it must have
_LONGEST = 260
_BELOW = 4  # lines below a title that set conditions


def staffing_rows(lines: Lines) -> tuple[Row, ...]:
    """Return who must be put on the work, tables first; tables to be filled in are left out, each row once."""
    seen: dict[tuple[str, ...], Row] = {}
    for row in (*_of_tables(lines), *_of_sentences(lines)):
        seen.setdefault(tuple(re.sub(r"\s", "", f"{key}={value}") for key, value in row.values.items()), row)
    return tuple(seen.values())


def _of_tables(lines: Lines) -> Iterator[Row]:
    for table, _, _ in lines.tables(Zone.BODY, Zone.CARD):
        if _NO_STAFF.search(" ".join(cell.text for cell in table.cells if cell.row == 1)):
            continue
        for row in titled_rows(table, _FIELDS, ("역할",)):
            if sum(field in row.by for field in ("등급", "경력", "인원", "상주", "자격")) < 2:
                break
            values = {field: row.words(field) for field in _FIELDS if row.words(field)}
            if not row.is_total and len(values) >= 2 and values.get("역할"):
                yield Row(values, row.quote, row.place)


def _of_sentences(lines: Lines) -> Iterator[Row]:
    titled, left = "", 0
    for line in lines.body:
        text = split_marker(re.sub(r"^-\s+(?=\d+[).])", "", line.text)).text
        if len(text) > _LONGEST or _NOT.search(text):
            continue
        if (found := _CONDITIONS.search(text)) and len(text) < 40:
            titled, left = " ".join(found["role"].split()), _BELOW
            continue
        values = _values(text)
        if values is None and left and (skill := _SKILL.search(split_marker(text).text)):
            values = {"역할": titled, "자격": skill[0].strip(" ※-")}
        left -= left > 0
        if values is not None:
            yield _row(values, line)


def _row(values: dict[str, str], line: Line) -> Row:
    return Row({field: values[field] for field in _FIELDS if values.get(field)}, line.text, line.place)


def _values(text: str) -> dict[str, str] | None:
    """Return what the line demands of the role that it names first; None when it names a role and demands nothing."""
    role = _ROLE.search(text)
    if role is None:
        return None
    near = text[max(0, role.start() - 24) : role.end() + _NEAR]
    after = text[role.end() : role.end() + _NEAR]
    values = {"역할": _role(role["role"], text)}
    for field, pattern, words in (("등급", _GRADE, near), ("경력", _YEARS, after), ("인원", _COUNT, near), ("자격", _SKILL, after)):
        if found := pattern.search(words):
            values[field] = re.sub(r"^[은는이가]\s", "", found[0].strip(" -※"))
    if found := _ON_SITE.search(near):
        values["상주"] = "비상주" if found[0].startswith("비") else "상주"
    demanded = "경력" in values or "인원" in values or "자격" in values or _PLACED.search(near)
    return values if demanded else None


def _role(first: str, text: str) -> str:
    """Return the role, that which a person is chosen for (전담 직원 1명을 현장 대리인으로 선임) before what the person is."""
    chosen = re.search(r"(?P<role>(?:[가-힣]+\s)?(?:대리인|책임자|관리자|책임기술자))(?:으로|로)\s(?:선임|지정|배치)", text)
    words = (chosen["role"] if chosen else first).split()
    while len(words) > 1 and re.search(r"(?:을|를|은|는|의|에|로|한|할|된|명|인)$", words[0]) and words[0] != "현장":
        words.pop(0)
    return " ".join(words)
