"""Turns assets, addresses and connections into the plan of a system diagram: what is drawn, in which zone, joined to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.asset import Asset
from pipeline.model.dossier import Dossier
from pipeline.model.network import mask_addresses
from pipeline.rules.network import links, outside_name

OUTER, NO_ZONE = "외부", "구역 미정"


@dataclass(frozen=True, slots=True)
class Node:
    """One box: an asset, or somebody outside."""

    id: str
    name: str
    detail: str
    zone: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the diagram from a box to a box, with what flows along it."""

    start: str
    end: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a diagram draws. Every link joins two of the nodes; `zones` is their order from above, () for that which the links ask for."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...] = ()
    zones: tuple[str, ...] = ()


def system_plan(dossier: Dossier, assets: Iterable[Asset]) -> Plan:
    """Return the plan of these assets, with whoever outside is joined to one of them."""
    shown = tuple(assets)
    ids = {asset.id for asset in shown}
    drawn = [each for each in links(dossier) if ids & {each.start, each.end} and all(e in ids or outside_name(e) for e in (each.start, each.end))]
    outside = dict.fromkeys(end for each in drawn for end in (each.start, each.end) if outside_name(end))
    zones: dict[str, str] = {}
    for address in dossier.addresses:
        if address.zone:
            zones.setdefault(address.asset, address.zone)
    nodes = [Node(end, outside_name(end), "", OUTER, True) for end in outside]
    nodes += [Node(asset.id, _name(asset), _detail(asset), zones.get(asset.id, NO_ZONE)) for asset in shown]
    return Plan(tuple(nodes), _joined(Link(each.start, each.end, _label(each.text, each.bandwidth)) for each in drawn))


def _name(asset: Asset) -> str:
    return f"{asset.name} ×{asset.quantity}" if asset.quantity > 1 else asset.name


def _detail(asset: Asset) -> str:
    return f"{asset.id} {asset.model}".strip()


def _label(text: str, bandwidth: str) -> str:
    return mask_addresses(f"{text} ({bandwidth})" if text and bandwidth else text or bandwidth)


def _joined(found: Iterable[Link]) -> tuple[Link, ...]:
    """Two lines between the same boxes are drawn as one that bears both labels."""
    labels: dict[tuple[str, str], list[str]] = {}
    for link in found:
        key = (link.end, link.start) if (link.end, link.start) in labels else (link.start, link.end)
        labels.setdefault(key, [])
        if link.label and link.label not in labels[key]:
            labels[key].append(link.label)
    return tuple(Link(start, end, ", ".join(texts)) for (start, end), texts in labels.items())
