"""Turns the plan of a system into its drawn diagram (구성도): boxes by zone in layers, lines between them, labels that never meet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipeline.compose.strokes import INK, LINE, PALE, fitted, letters, rectangle, width_of
from pipeline.compose.system_layout import Layout, Route, Slot, layout, place_row
from pipeline.rules.system_plan import Node, Plan

WIDTH = 640.0
GUTTER = 62.0  # the column of zone names at the left
MARGIN, BAND_PAD = 8.0, 7.0
BOX_WIDTH, LEAST_BOX, BOX_HEIGHT, LANE, GAP = 116.0, 64.0, 38.0, 9.0, 9.0
TRACK, LABEL_SIZE, LONGEST_LABEL = 14.0, 9.5, 150.0
LEAST_CHANNEL, ZONE_GAP = 18.0, 8.0
STRAIGHT = 1.5  # what stands this near above one another is joined by one stroke
SETTLING = 80  # passes in which everything moves towards what it is joined to
STIFF = 5.0  # how much more than a box a passing line keeps to its course
APART = 3.0  # the least room between two upright strokes
NEARLY = 14.0  # a bend this short is done away with where the edge of a box has room


@dataclass(slots=True)
class Segment:
    """One link between two rows: from `top` to `bottom` (x), on a track of the channel when it bends or bears a label."""

    top: float
    bottom: float
    upper: Slot
    lower: Slot
    down: bool
    label: str = ""
    track: int = -1
    label_x: float = 0.0

    @property
    def first(self) -> bool:
        """True when its upper end is a box."""
        return self.upper.node is not None

    @property
    def last(self) -> bool:
        """True when its lower end is a box."""
        return self.lower.node is not None

    @property
    def straight(self) -> bool:
        """True when no bend is needed."""
        return abs(self.top - self.bottom) < STRAIGHT

    @property
    def label_width(self) -> float:
        """How wide the label stands; 0 for none."""
        return width_of(self.label, LABEL_SIZE) + 2 if self.label else 0.0

    @property
    def reach(self) -> tuple[float, float]:
        """The stretch of its track that nothing else may use."""
        ends = [self.top, self.bottom] + ([self.label_x, self.label_x + self.label_width] if self.label else [])
        return min(ends) - 3, max(ends) + 3


def system_drawing(plan: Plan) -> tuple[list[str], float]:
    """Return the SVG elements of the diagram and its height; it is 640 wide whatever the number of boxes."""
    made = layout(plan)
    if not made.rows:
        return [], 1.0
    _place(made)
    channels = _channels(made)
    return _drawn(made, channels)


# Where everything stands


def _place(made: Layout) -> None:
    """Set widths and middles: boxes shrink together where a row is full, then everything moves towards what it is joined to."""
    left, right = GUTTER + MARGIN, WIDTH - MARGIN
    squeezed = [_squeezed(row, right - left) for row in made.rows]
    width = BOX_WIDTH
    for row, share in zip(made.rows, squeezed, strict=True):
        boxes = sum(slot.node is not None for slot in row)
        width = min(width, (right - left - share * _between(row)) / max(1, boxes))
    for row, share in zip(made.rows, squeezed, strict=True):
        for slot in row:
            slot.width = width if slot.node else LANE * share
        place_row(row, [(left + right) / 2] * len(row), left, right, GAP * share, [1.0] * len(row))
    neighbours: dict[str, list[Slot]] = defaultdict(list)
    for route in made.routes:
        for upper, lower in zip(route.slots, route.slots[1:], strict=False):
            neighbours[lower.key].append(upper)
            neighbours[upper.key].append(lower)
    for sweep in range(SETTLING):
        rows = list(zip(made.rows, squeezed, strict=True))
        for row, share in rows if sweep % 2 else reversed(rows):
            wanted = [_wanted(slot, neighbours[slot.key]) for slot in row]
            place_row(row, wanted, left, right, GAP * share, [1.0 if slot.node else STIFF for slot in row])
    moved = [slot for row in made.rows if any(neighbours[slot.key] for slot in row) for slot in row]
    if moved:  # back to the middle, as far as the frame allows
        first, last = min(slot.x - slot.width / 2 for slot in moved), max(slot.x + slot.width / 2 for slot in moved)
        for slot in moved:
            slot.x += (left + right) / 2 - (first + last) / 2


def _between(row: list[Slot]) -> float:
    """Return the room that a row's lanes and gaps ask for."""
    return sum(LANE for slot in row if slot.node is None) + (len(row) - 1) * GAP


def _squeezed(row: list[Slot], room: float) -> float:
    """Return the share of their room that lanes and gaps may have where a row is too full for boxes that can be read."""
    boxes = sum(slot.node is not None for slot in row)
    return min(1.0, (room - boxes * LEAST_BOX) / max(1.0, _between(row)))


def _wanted(slot: Slot, near: list[Slot]) -> float:
    """Return the middle of what a slot is joined to; the next lane of its own line pulls a lane more than a box does."""
    weights = [STIFF if slot.node is None and each.node is None else 1.0 for each in near]
    return sum(each.x * weight for each, weight in zip(near, weights, strict=True)) / sum(weights) if near else slot.x


def _ports(made: Layout) -> dict[tuple[str, int, bool], float]:
    """Return where each route meets its boxes: (slot, number of the route, below) → x; several are spread over the edge."""
    meeting: dict[tuple[str, bool], list[tuple[float, int, Slot]]] = defaultdict(list)
    for number, route in enumerate(made.routes):
        for upper, lower in zip(route.slots, route.slots[1:], strict=False):
            meeting[upper.key, True].append((lower.x, number, upper))
            meeting[lower.key, False].append((upper.x, number, lower))
    ports = {}
    for (key, below), found in meeting.items():
        found.sort(key=lambda each: each[:2])
        slot = found[0][2]
        step = slot.width * 0.76 / len(found) if slot.node else 0.0
        for place, (_, number, _) in enumerate(found):
            ports[key, number, below] = slot.x + step * (place - (len(found) - 1) / 2)
    return ports


def _channels(made: Layout) -> list[list[Segment]]:
    """Return the segments between each row and the next, every one that bends or bears a label on a track of its own stretch."""
    ports, rows = _ports(made), made.row_of()
    channels: list[list[Segment]] = [[] for _ in made.rows[1:]]
    for number, route in enumerate(made.routes):
        first = rows[route.slots[0].key]
        for place, (upper, lower) in enumerate(zip(route.slots, route.slots[1:], strict=False)):
            segment = Segment(ports[upper.key, number, True], ports[lower.key, number, False], upper, lower, route.down)
            segment.label = _short(route.link.label) if place == _labelled(route) else ""
            channels[first + place].append(segment)
    for channel in channels:
        _straighten(channel)
        _part_ends(channel)
        _assign_tracks(channel)
        _move_labels(channel)
    return channels


def _labelled(route: Route) -> int:
    """A label stands beside the box that the line leads to, where lines to many boxes have parted."""
    return len(route.slots) - 2


def _short(label: str) -> str:
    while width_of(label, LABEL_SIZE) > LONGEST_LABEL:
        label = label.rstrip("…")[:-1] + "…"
    return label


def _straighten(channel: list[Segment]) -> None:
    """Draw out short bends by moving the end at a box along its edge, where that end stays apart from its neighbours."""
    for segment in channel:
        others = [each for each in channel if each is not segment]
        if segment.straight or abs(segment.top - segment.bottom) > NEARLY:
            continue
        if segment.last and _has_room(segment.top, segment.lower, [each.bottom for each in others]):
            segment.bottom = segment.top
        elif segment.first and _has_room(segment.bottom, segment.upper, [each.top for each in others]):
            segment.top = segment.bottom


def _has_room(x: float, slot: Slot, ends: list[float]) -> bool:
    return abs(x - slot.x) <= slot.width * 0.44 and all(abs(x - end) >= 2 * APART for end in ends)


def _part_ends(channel: list[Segment]) -> None:
    """Join what nearly is upright, and move a box's end that stands under or over another line's, or their strokes would run together."""
    for segment in channel:
        if segment.straight and segment.last:
            segment.bottom = segment.top
        elif segment.straight and segment.first:
            segment.top = segment.bottom
    for segment in channel:
        for other in channel:
            if other is segment or abs(segment.bottom - other.top) >= APART or (segment.straight and other.straight):
                continue
            if segment.last and not segment.straight:
                segment.bottom = _free(segment.bottom, [each for each in channel if each is not segment])
            elif other.first and not other.straight:
                other.top = _free(other.top, [each for each in channel if each is not other])


def _free(x: float, others: list[Segment]) -> float:
    """Return the place nearest to `x` that is apart from every other line's ends; `x` itself where there is none near."""
    places = (x + step for step in (4, -4, 7, -7, 10, -10))
    ends = [end for each in others for end in (each.top, each.bottom)]
    return next((place for place in places if all(abs(place - end) >= APART for end in ends)), x)


def _assign_tracks(channel: list[Segment]) -> None:
    """Put each segment on the first track on which its stretch is free."""
    taken: list[list[tuple[float, float]]] = []
    for segment in sorted(channel, key=lambda each: (min(each.top, each.bottom), each.top, each.bottom)):
        segment.label_x = _beside(segment, channel)
        if segment.straight and not segment.label:
            continue
        start, end = segment.reach
        free = (number for number, stretches in enumerate(taken) if all(end < a or b < start for a, b in stretches))
        segment.track = next(free, len(taken))
        if segment.track == len(taken):
            taken.append([])
        taken[segment.track].append((start, end))


def _beside(segment: Segment, channel: list[Segment]) -> float:
    """Return where a label begins: on that side of the upper end where it lies over fewer lines, inside the frame."""
    width = segment.label_width
    right, left = segment.top + 3, segment.top - 3 - width
    ends = [end for each in channel if each is not segment for end in (each.top, each.bottom)]

    def price(start: float) -> tuple[bool, int, bool]:
        outside = start < GUTTER + 3 or start + width > WIDTH - 3
        away = (start == right) != (segment.bottom >= segment.top)  # the line runs to the other side
        return outside, sum(start - 1 < end < start + width + 1 for end in ends), away

    return min((right, left), key=price)


def _move_labels(channel: list[Segment]) -> None:
    """Move a label along its line to where no other line crosses it, when there is such a place."""
    for segment in channel:
        if not segment.label or segment.straight:
            continue
        low, high = sorted((segment.top, segment.bottom))
        crossing = [x for other in channel if other is not segment for x in _crossings(other, segment.track)]
        places = [segment.label_x, *(low + 3 + step for step in range(0, max(0, int(high - low - 6 - segment.label_width)) + 1, 4))]
        width = segment.label_width
        fits = (x for x in places if x == segment.label_x or x + width <= high - 2)
        segment.label_x = next((x for x in fits if not any(x - 1 < each < x + width + 1 for each in crossing)), segment.label_x)


def _crossings(other: Segment, track: int) -> list[float]:
    """Return where `other` crosses the band of labels above `track`."""
    if other.straight:
        return [other.top]
    return [other.top] if other.track >= track else [other.bottom]


# Drawing


def _drawn(made: Layout, channels: list[list[Segment]]) -> tuple[list[str], float]:
    tops, heights, y = [], [], 0.0
    for number, zone in enumerate(made.zones):
        opens = number == 0 or made.zones[number - 1] != zone
        closes = number == len(made.zones) - 1 or made.zones[number + 1] != zone
        y += BAND_PAD if opens else 0.0
        tops.append(y)
        y += BOX_HEIGHT + (BAND_PAD if closes else 0.0)
        if number < len(channels):
            tracks = 1 + max((segment.track for segment in channels[number]), default=-1)
            heights.append(max(LEAST_CHANNEL if channels[number] else ZONE_GAP, tracks * TRACK + 9))
            y += heights[-1]
    parts = _bands(made.zones, tops)
    labels: list[str] = []
    for row, top in zip(made.rows, tops, strict=True):
        for slot in row:
            parts += [_box(slot.node, slot, top)] if slot.node else [_stroke(((slot.x, top), (slot.x, top + BOX_HEIGHT)))]
    for number, channel in enumerate(channels):
        above, below = tops[number] + BOX_HEIGHT, tops[number + 1]
        apart = made.zones[number] != made.zones[number + 1]
        first = above + (BAND_PAD if apart else 0.0)
        for segment in channel:
            parts += _segment(segment, above, below, first, labels)
    return [*parts, *labels], y + 1


def _bands(zones: list[str], tops: list[float]) -> list[str]:
    """Return the frames of the zones with their names at the left; they are drawn first, below everything."""
    parts = []
    starts = [number for number in range(len(zones)) if number == 0 or zones[number] != zones[number - 1]]
    for start, end in zip(starts, [*starts[1:], len(zones)], strict=True):
        top, bottom = tops[start] - BAND_PAD, tops[end - 1] + BOX_HEIGHT + BAND_PAD
        parts.append(rectangle(0.5, top + 0.5, WIDTH - 1, bottom - top - 1, "#FFFFFF", LINE, dashed=True))
        parts.append(rectangle(0.5, top + 0.5, GUTTER, bottom - top - 1, PALE, LINE))
        parts.append(fitted(GUTTER / 2, (top + bottom) / 2 + 4, zones[start], 11, GUTTER - 6, "middle", bold=True))
    return parts


def _box(node: Node, slot: Slot, top: float) -> str:
    left, room = slot.x - slot.width / 2, slot.width - 8
    if node.outside:
        cloud = (
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{slot.width:.1f}" height="{BOX_HEIGHT:.1f}" rx="{BOX_HEIGHT / 2:.1f}" '
            f'fill="{PALE}" stroke="{INK}" stroke-width="1"/>'
        )
        return cloud + fitted(slot.x, top + BOX_HEIGHT / 2 + 4, node.name, 11, room - 12, "middle", bold=True)
    box = rectangle(left, top, slot.width, BOX_HEIGHT, "#FFFFFF", INK)
    return (
        box + fitted(slot.x, top + 16, node.name, 11, room, "middle", bold=True)
        + fitted(slot.x, top + 30, node.detail, 9, room, "middle")
    )


def _segment(segment: Segment, above: float, below: float, first: float, labels: list[str]) -> list[str]:
    """Return the strokes of a segment, with an arrow at the box that the link leads to; its label goes to `labels`."""
    y = first + 4 + TRACK * (segment.track + 1)
    if segment.straight:
        parts = [_stroke(((segment.top, above), (segment.top, below)))]
    else:
        parts = [_stroke(((segment.top, above), (segment.top, y), (segment.bottom, y), (segment.bottom, below)))]
    if segment.last and segment.down:
        parts.append(_arrow(segment.bottom, below, -5))
    if segment.first and not segment.down:
        parts.append(_arrow(segment.top, above, 5))
    if segment.label:
        labels.append(rectangle(segment.label_x - 1, y - TRACK + 2.5, segment.label_width, TRACK - 4, "#FFFFFF"))
        labels.append(letters(segment.label_x, y - 3, segment.label, LABEL_SIZE, "start"))
    return parts


def _stroke(points: tuple[tuple[float, float], ...]) -> str:
    return f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" stroke="{INK}" stroke-width="1"/>'


def _arrow(x: float, y: float, back: float) -> str:
    return f'<polygon points="{x:.1f},{y:.1f} {x - 3:.1f},{y + back:.1f} {x + 3:.1f},{y + back:.1f}" fill="{INK}"/>'
