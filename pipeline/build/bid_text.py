"""Turns the skeleton of a proposal into the text of its files: proposal.yaml, a Markdown file a section, an example cost.yaml."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from pipeline.build.bid_skeleton import (
    DIRECTION,
    FONT,
    LEAST_SIZE,
    LIMIT,
    MARGINS,
    SPACING,
    SUMMARY_DIRECTION,
    SUMMARY_LIMIT,
    TABLE_PLACE,
    PlannedSection,
    Skeleton,
    volume_of,
)
from pipeline.model.bid_terms import PaperRule
from pipeline.model.proposal import Direction, Volume
from pipeline.model.requirement import Item, Requirement
from pipeline.model.words import MISSING
from pipeline.rules.bid_ticks import ADDED, TICKS
from pipeline.rules.words import plain
from pipeline.trace.fingerprint import fingerprint

_PLAIN = re.compile(r"[가-힣A-Za-z0-9〔Ⅰ-Ⅻ](?:[가-힣A-Za-z0-9Ⅰ-Ⅻ ()·․ㆍ./~%〔〕-]*[가-힣A-Za-z0-9)%〕.])?")
_SIGNS = re.compile(r"[\\`*_\[\]<]|~(?=~)|&(?=#?[A-Za-z0-9]+;)")
_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+>=#])")
_MARGIN = re.compile(r"(위|아래|왼쪽|오른쪽)\s*(\d{1,2}(?:\.\d)?)(?!\d)")
_JINJA = re.compile(r"\{(?=[{%#])")


def settings_text(skeleton: Skeleton) -> str:
    """Return proposal.yaml."""
    lines = [
        "# 제안서의 설정. pipeline bid new가 만들었다. 고친 뒤에는 다시 실행해도 그대로 둔다.",
        "# 절은 이 폴더의 NN-제목.md 파일이다. 답한 글 뒤에 [[SER-001#2]]처럼 표시하면 요구사항 대비표에 쪽이 적힌다.",
        "# [[SER-001#2|대안: 까닭]], [[SER-001#2|불가: 까닭]]도 쓴다. 문단 위의 <!-- answers: SER-001#2, SER-001#3 -->은 그 문단 전체가 답이다.",
        f"제목: {scalar(skeleton.title)}",
        f"제안사: {scalar(skeleton.bidder)}",
    ]
    for name in (LIMIT, SUMMARY_LIMIT, FONT, LEAST_SIZE, DIRECTION, SUMMARY_DIRECTION, SPACING, MARGINS, TABLE_PLACE):
        rule = skeleton.rules.get(name)
        if rule:
            value = _setting(rule)
            words = _comment(" ".join(filter(None, (rule.basis and f"{rule.basis}.", rule.line, f"“{rule.quote}”"))))
            lines.append(f"{name}: {value}   # {words}" if value else f"# {name}: {_comment(rule.value)}   {words}")
    lines.append("# 더 적을 수 있는 것: 본문글꼴, 제목글꼴, 본문크기(pt), 줄간격(%), 방향, 요약방향, 여백, 글꼴파일. 없으면 위의 글꼴과 최소크기에서 정한다.")
    lines.append(f"차례근거: {scalar(skeleton.source)}")
    if skeleton.forms:
        lines += ["# 서식을 채워 forms/에 두고 파일에 그 경로를 적는다: 파일: forms/서식1.hwpx. 내지 않을 서식은 줄을 지운다.", "서식:"]
        lines += [
            f"  - {{번호: {scalar(form.number)}, 이름: {scalar(form.name)}, 파일: '', 책: {volume_of(form).value}}}" + (f"   # {_comment(form.line)}" if form.line else "")
            for form in skeleton.forms
        ]
    return "\n".join(lines) + "\n"


def _setting(rule: PaperRule) -> str:
    """Return what proposal.yaml says for a rule of the RFP; "" where its value is no setting."""
    value = rule.value
    if rule.name == FONT:
        return f"[{', '.join(map(scalar, re.split(r'; *', value)))}]"
    if rule.name == MARGINS:
        sides = ", ".join(f"{side}: {length}" for side, length in _MARGIN.findall(value))
        return f"{{{sides}}}" if sides else ""
    if rule.name in (DIRECTION, SUMMARY_DIRECTION):
        return value if value in set(Direction) else ""
    return "" if rule.name == SPACING and not value.isdecimal() else scalar(value)


def section_text(planned: PlannedSection, cards: Mapping[str, Requirement], document: str) -> str:
    """Return the Markdown file of a section; `cards` holds every requirement by id, `document` says what states them."""
    slot, earned = planned.slot, planned.earned
    head = ["---"]
    if slot.chapter:
        head.append(f"장: {scalar(slot.chapter)}" + (f"   # {_comment(slot.part)}" if slot.part else ""))
    head += [f"제목: {scalar(slot.title)}", f"책: {slot.volume.value}"]
    if earned.points is not None:
        head.append(f"배점: {plain(earned.points)}")
    if planned.pages is not None:
        head.append(f"쪽수: {planned.pages}" + (f"   # {planned.step}" if planned.step else ""))
    if earned.items:
        head.append(f"평가항목: [{', '.join(map(scalar, earned.items))}]")
    if planned.asks:
        head.append(f"요구사항: [{', '.join(map(scalar, planned.asks))}]")
    head.append("---")
    parts = ["\n".join(head)]
    if slot.method:
        parts.append(_guide(f"작성방법({slot.where})" if slot.where else "작성방법", slot.method))
    if earned.criteria:
        parts.append(_guide("평가기준", earned.criteria))
    if slot.volume is Volume.SUMMARY:
        parts.append(_guide("쓰는 법", "기술제안서의 절을 요약한다. 금액은 적지 않는다."))
    if not planned.asks:
        parts.append(MISSING)
    parts += requirement_parts(planned.asks, cards, document)
    return "\n\n".join(parts) + "\n"


def requirement_parts(asks: Iterable[str], cards: Mapping[str, Requirement], document: str) -> Iterator[str]:
    """Yield the Markdown for what a section has to answer: a heading a requirement, its sentences quoted, a blank, the marks to set.

    A key with # asks for that sentence, and what stands below it, alone: its heading says 추가.
    """
    grouped: dict[str, list[str]] = {}
    for key in asks:
        grouped.setdefault(key.partition("#")[0], []).append(key)
    for id, keys in grouped.items():
        card = cards[id]
        whole = id in keys
        items = list(card.items) if whole else _named(card.items, keys)
        yield f"## {escaped(' '.join((id, card.name)))}{'' if whole else f' {ADDED}'}"
        yield "\n>\n".join(f"> {line}" for line in _quotes(card, items, whole, document))
        yield MISSING
        marks = [(depth, item.key) for top in items for depth, item in top.walk()] or [(0, id)]
        ticks = "\n".join(f"{'  ' * depth}- [ ] [[{key}]]" for depth, key in marks)
        how = "답한 글 뒤에 아래 표시를 옮겨 적고 [x]로 바꾼다." + ("" if whole else " 그 위의 문장이나 카드에 단 표시만으로는 답이 되지 않는다.")
        yield f"<!-- {TICKS}{'' if whole else ADDED}: {how}\n{ticks}\n-->"


def cost_text(day: date, budget: str) -> str:
    """Return an example cost.yaml: every value an example, said so at its head, in 근거 and behind each line."""
    return "\n".join(
        (
            "# 예시: 아래 공수, 단가, 율, 경비는 모두 보기이다. 가격제안서를 만들기 전에 제안사의 값으로 바꾼다.",
            "# 가격은 이 파일에만 적는다. 기술제안서와 요약본의 글에 금액을 적으면 만들 때 알린다.",
            f"기준일: {day.isoformat()}   # 임금과 율을 고르는 날",
            "방식: 투입공수   # 투입공수 또는 요율제",
            "인건비:   # 분기공수는 정산 차수마다의 M/M. 월단가를 비우면 기준일의 평균임금",
            "  - {업무: 사업 총괄 관리(예시), 등급: 고급, 분기공수: [0.1, 0.1], 월단가: 5000000, 단가근거: 예시}",
            "  - {업무: 유지관리(예시), 등급: 중급, 분기공수: [0.5, 0.5], 월단가: 4000000, 단가근거: 예시}",
            "직접경비:",
            "  - {항목: 출장비(예시), 금액: 100000, 산출근거: 예시}",
            "제경비율: 1.1   # 예시: 직접인건비의 110%",
            "기술료율: 0.2   # 예시: (직접인건비 + 제경비)의 20%",
            "절사단위: 1000",
            *((f"예산: {budget}",) if budget else ("# 예산: 제안요청서의 사업비(부가가치세 포함)를 적는다. 비우면 계약금액과 견준다.",)),
            "근거: 모든 값이 예시이다. 제안 전에 바꾼다.",
            "",
        )
    )


def escaped(text: str) -> str:
    """Return `text` so that Markdown and the values of {{ }} show it as it is, on one line."""
    flat = _SIGNS.sub(lambda found: "\\" + found[0], " ".join(text.split()))
    flat = _START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", flat)
    return _JINJA.sub("{{ '{' }}", flat)


def scalar(text: str) -> str:
    """Return `text` as YAML writes it on one line, also within brackets."""
    flat = " ".join(text.split())
    return flat if _PLAIN.fullmatch(flat) and flat.lower() != "null" else "'" + flat.replace("'", "''") + "'"


def _named(items: Iterable[Item], keys: Collection[str]) -> list[Item]:
    """Return the items with these keys; one that stands below another of them comes with it."""
    found: list[Item] = []
    for item in items:
        found += [item] if item.key in keys else _named(item.items, keys)
    return found


def _quotes(card: Requirement, items: Iterable[Item], whole: bool, document: str) -> Iterator[str]:
    """Yield where the requirement stands, its definition, and its sentences as printed, deeper ones moved in."""
    sentences = [(depth, item) for top in items for depth, item in top.walk()]
    where = f"{document}({card.source.line})" if card.source.line else document
    says = whole and card.definition and (not sentences or fingerprint(card.definition) != fingerprint(card.name))
    yield escaped(f"{where}: {card.definition}" if says else where)
    for depth, item in sentences:
        if item.heads:
            yield "\u3000" * depth + escaped(f"[표머리] {item.heads}")
        for order, line in enumerate(item.text.split("\n")):
            if line.strip():
                yield "\u3000" * depth + escaped(f"{item.printed} {line}" if item.printed and not order else line)


def _guide(title: str, text: str) -> str:
    lines = [_comment(line) for line in text.split("\n") if line.strip()]
    return f"<!-- {title}: {lines[0]} -->" if len(lines) == 1 else "\n".join((f"<!-- {title}:", *lines, "-->"))


def _comment(text: str) -> str:
    """Return a text for a comment of YAML or of Markdown: on one line, with nothing that would end it or be filled."""
    return _JINJA.sub("(", " ".join(text.split())).replace("-->", "→").replace("--", "－－")
