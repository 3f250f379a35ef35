"""Turns the boxes, zones and lines of a ```도표 구성도 into the plan of a system and its drawn figure."""

from __future__ import annotations

import re
from difflib import get_close_matches

from pipeline.compose.chart_fields import Fields
from pipeline.compose.chart_yaml import Fault, Said
from pipeline.compose.diagrams import Diagrams
from pipeline.rules.system_plan import NO_ZONE, Link, Node, Plan

PLACE = ("이름", "설명", "구역", "바깥")
LINE = ("에서", "으로", "이름")
MOST_PLACES, MOST_LINES = 40, 80
_ARROW = re.compile(r"\s*(?:→|⇒|->|=>|—>)\s*")
_HINT = "‘- 방화벽 → 웹서버: HTTPS’처럼 적으세요"


def system(body: Fields, charts: Diagrams, title: str) -> None:
    """Draw the figure of `body`: zones from above in the order given (구역), or in that in which the boxes name them."""
    if not body.needs("상자", "상자: 아래에 ‘- {이름: 방화벽, 구역: 보안}’처럼 적으세요"):
        return
    nodes: dict[str, Node] = {}
    for said in body.items("상자"):
        one = Fields(Said(said.row, {"이름": said}) if isinstance(said.value, str) else said, PLACE, "상자", body.faults)
        name = one.text("이름") if one.needs("이름", "‘이름: 방화벽’을 적으세요") else ""
        if name in nodes:
            one.fault("T-CHT-06", f"이름이 같은 상자가 둘입니다: {name}", "선이 가리킬 수 있게 서로 다른 이름을 적으세요")
        if name:
            nodes[name] = Node(name, name, one.text("설명"), one.text("구역") or NO_ZONE, one.choice("바깥"))
    body.most("상자", nodes, MOST_PLACES)
    body.most("선", body.items("선"), MOST_LINES)
    links = [link for said in body.items("선") if (link := _link(said, nodes, body.faults))]
    if nodes and not body.faults:
        charts.system(Plan(tuple(nodes.values()), _joined(links), _zones(body, nodes)), title)


def _zones(body: Fields, nodes: dict[str, Node]) -> tuple[str, ...]:
    used = dict.fromkeys(node.zone for node in nodes.values())
    given = dict.fromkeys(body.texts("구역"))
    for row, zone in body.rows("구역"):
        if zone not in used:
            body.fault("T-CHT-06", f"상자가 없는 구역입니다: {zone}", f"상자의 구역: {', '.join(used)}", row)
    return tuple(dict.fromkeys((*given, *used)))


def _link(said: Said, nodes: dict[str, Node], faults: list[Fault]) -> Link | None:
    """Return the line that ‘가 → 나’, ‘가 → 나: 이름’ or {에서, 으로, 이름} says."""
    start, end, label = "", "", ""
    value = said.value
    if isinstance(value, dict) and not set(value) & set(LINE[:2]):
        if len(value) == 1 and all(isinstance(each.value, str) for each in value.values()):
            ((ends, told),) = value.items()
            label, value = str(told.value), ends
        else:
            faults.append(Fault(said.row, "T-CHT-05", "선을 읽을 수 없습니다", _HINT))
            return None
    if isinstance(value, dict):
        one = Fields(said, LINE, "선", faults)
        for key in LINE[:2]:
            one.needs(key, _HINT)
        start, end, label = (one.text(key) for key in LINE)
    else:
        parts = _ARROW.split(value) if isinstance(value, str) else []
        if len(parts) != 2 or not all(parts):
            faults.append(Fault(said.row, "T-CHT-05", f"선을 읽을 수 없습니다{f': {value}' if isinstance(value, str) else ''}", _HINT))
            return None
        start, end = parts
    unknown = [name for name in (start, end) if name and name not in nodes]
    for name in unknown:
        near = get_close_matches(name, nodes, 1, 0.4)
        hint = f"‘{near[0]}’입니까?" if near else f"상자의 이름: {', '.join(list(nodes)[:8])}"
        faults.append(Fault(said.row, "T-CHT-06", f"선이 없는 상자를 가리킵니다: {name}", hint))
    if start and start == end:
        faults.append(Fault(said.row, "T-CHT-06", f"선의 두 끝이 같은 상자입니다: {start}", _HINT))
        return None
    return None if unknown or not start or not end else Link(start, end, label)


def _joined(links: list[Link]) -> tuple[Link, ...]:
    """Two lines between the same boxes are drawn as one that bears both names."""
    labels: dict[tuple[str, str], list[str]] = {}
    for link in links:
        key = (link.end, link.start) if (link.end, link.start) in labels else (link.start, link.end)
        labels.setdefault(key, []).extend(filter(None, [link.label]))
    return tuple(Link(*ends, ", ".join(dict.fromkeys(names))) for ends, names in labels.items())
