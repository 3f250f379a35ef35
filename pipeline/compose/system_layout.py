"""Turns the plan of a system into rows: zones below one another, longest paths downwards, lanes where a line passes a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.rules.system_plan import Link, Node, Plan

A_ROW = 5  # boxes side by side
SWEEPS = 8


@dataclass(slots=True)
class Slot:
    """One place in a row: a box, or the lane of a line that passes (`node` None). `x` is its middle, set by placing."""

    key: str
    node: Node | None
    width: float = 0.0
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Route:
    """One link from the upper of its boxes to the lower; `down` is False where the link itself points upwards."""

    link: Link
    slots: tuple[Slot, ...]
    down: bool


@dataclass(slots=True)
class Layout:
    """Rows from the top, each of one zone, and the routes between them: a route has one slot in every row that it touches."""

    rows: list[list[Slot]] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)

    def row_of(self) -> dict[str, int]:
        """Return the row in which each slot stands, by its key."""
        return {slot.key: number for number, row in enumerate(self.rows) for slot in row}


def layout(plan: Plan) -> Layout:
    """Return the rows and routes of `plan`, ordered so that few lines cross. Equal plans give equal layouts."""
    links = [link for link in plan.links if link.start != link.end]
    ranks = longest_paths([node.id for node in plan.nodes], [(link.start, link.end) for link in links])
    made = Layout()
    for zone in plan.zones or _zone_order(plan.nodes, ranks, links):
        members = [node for node in plan.nodes if node.zone == zone]
        ids = {node.id for node in members}
        inside = longest_paths(
            [node.id for node in members],
            [_downwards(link, ranks) for link in links if link.start in ids and link.end in ids],
        )
        for rank in sorted(set(inside.values())):
            level = [node for node in members if inside[node.id] == rank]
            for part in _evenly(level):
                made.rows.append([Slot(node.id, node) for node in part])
                made.zones.append(zone)
    _route(made, links)
    _untangle(made)
    return made


def longest_paths(ids: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return for each id the length of the longest path to it; edges that would close a ring are walked the other way."""
    ahead: dict[str, list[str]] = defaultdict(list)
    for start, end in edges:
        ahead[start].append(end)
    entered = {end for _, end in edges}
    order, state = [], dict.fromkeys(ids, 0)  # 0 unseen, 1 on the path, 2 done

    for root in [*(id for id in ids if id not in entered), *ids]:
        if state[root]:
            continue
        state[root] = 1
        path = [(root, iter(ahead[root]))]
        while path:
            id, rest = path[-1]
            onward = next((each for each in rest if not state[each]), None)
            if onward is None:
                state[id] = 2
                order.append(id)
                path.pop()
            else:
                state[onward] = 1
                path.append((onward, iter(ahead[onward])))
    place = {id: number for number, id in enumerate(reversed(order))}
    below: dict[str, list[str]] = defaultdict(list)
    for start, end in edges:
        upper, lower = (start, end) if place[start] < place[end] else (end, start)
        below[upper].append(lower)
    ranks = dict.fromkeys(ids, 0)
    for id in sorted(ids, key=place.__getitem__):
        for lower in below[id]:
            ranks[lower] = max(ranks[lower], ranks[id] + 1)
    return ranks


def _zone_order(nodes: Sequence[Node], ranks: Mapping[str, int], links: Sequence[Link]) -> list[str]:
    """Outside first, then by how far from it a zone begins; zones that nothing joins stand last."""
    joined = {end for link in links for end in (link.start, link.end)}
    zones = list(dict.fromkeys(node.zone for node in nodes))

    def place(zone: str) -> tuple[bool, bool, int, float, int]:
        members = [node for node in nodes if node.zone == zone]
        found = [ranks[node.id] for node in members if node.id in joined]
        inner = not any(node.outside for node in members)
        return inner, not found, min(found, default=0), sum(found) / max(1, len(found)), zones.index(zone)

    return sorted(zones, key=place)


def _downwards(link: Link, ranks: Mapping[str, int]) -> tuple[str, str]:
    return (link.start, link.end) if ranks[link.start] <= ranks[link.end] else (link.end, link.start)


def _evenly(level: list[Node]) -> list[list[Node]]:
    """Cut a level that is too wide into rows of nearly equal length; boxes of one level are never joined."""
    count = -(-len(level) // A_ROW)
    size, rest = divmod(len(level), count)
    ends = [size * number + min(number, rest) for number in range(count + 1)]
    return [level[start:end] for start, end in zip(ends, ends[1:], strict=False)]


def _route(made: Layout, links: Sequence[Link]) -> None:
    """Give every link its slots: its two boxes, and a lane in each row between."""
    rows = made.row_of()
    boxes = {slot.key: slot for row in made.rows for slot in row}
    for number, link in enumerate(links):
        down = rows[link.start] < rows[link.end]
        upper, lower = (link.start, link.end) if down else (link.end, link.start)
        lanes = []
        for row in range(rows[upper] + 1, rows[lower]):
            lanes.append(Slot(f"{number}/{row}", None))
            made.rows[row].append(lanes[-1])
        made.routes.append(Route(link, (boxes[upper], *lanes, boxes[lower]), down))


def _untangle(made: Layout) -> None:
    """Order each row by the middle of what its slots are joined to, downwards and upwards in turn."""
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for route in made.routes:
        for upper, lower in zip(route.slots, route.slots[1:], strict=False):
            above[lower.key].append(upper.key)
            below[upper.key].append(lower.key)
    for sweep in range(SWEEPS):
        neighbours, numbers = (above, range(1, len(made.rows))) if sweep % 2 == 0 else (below, range(len(made.rows) - 2, -1, -1))
        for number in numbers:
            beside = made.rows[number - 1 if sweep % 2 == 0 else number + 1]
            places = {slot.key: (place + 0.5) / len(beside) for place, slot in enumerate(beside)}
            made.rows[number] = _sorted_by(made.rows[number], neighbours, places)


def _sorted_by(row: list[Slot], neighbours: Mapping[str, list[str]], places: Mapping[str, float]) -> list[Slot]:
    wanted = {}
    for place, slot in enumerate(row):
        found = [places[key] for key in neighbours[slot.key] if key in places] if slot.key in neighbours else []
        wanted[slot.key] = sum(found) / len(found) if found else (place + 0.5) / len(row)
    return sorted(row, key=lambda slot: wanted[slot.key])


def place_row(row: Sequence[Slot], wanted: Sequence[float], left: float, right: float, gap: float, weights: Sequence[float]) -> None:
    """Set the middles of a row's slots as near to `wanted` as their order, widths and the borders allow.

    This is isotonic regression: the weighted sum of squared distances is the least that the order allows.
    """
    offsets, reach = [], 0.0
    for number, slot in enumerate(row):
        reach += slot.width / 2 + (row[number - 1].width / 2 + gap if number else 0.0)
        offsets.append(reach)
    room = max(0.0, right - left - (offsets[-1] + row[-1].width / 2 if row else 0.0))
    blocks: list[tuple[float, float, int]] = []  # weighted sum, weight, how many
    for aim, offset, weight in zip(wanted, offsets, weights, strict=True):
        block = ((aim - offset) * weight, weight, 1)
        while blocks and blocks[-1][0] / blocks[-1][1] > block[0] / block[1]:
            before = blocks.pop()
            block = (before[0] + block[0], before[1] + block[1], before[2] + block[2])
        blocks.append(block)
    starts = [total / weight for total, weight, count in blocks for _ in range(count)]
    for slot, start, offset in zip(row, starts, offsets, strict=True):
        slot.x = min(max(start, left), left + room) + offset
