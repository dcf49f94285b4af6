"""Layered drawing of a directed graph (Sugiyama, Tagawa and Toda 1981): layers by longest path, order by barycentre.

Arcs that go back are left to the caller.  An arc over several layers passes through a point in each of them, so that
no arc runs through a box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Arc = tuple[str, str]
Knot = tuple[str, ...]
"""(node,) for a box; (origin, target, layer) for a point of a long arc."""

POINT, GAP, SWEEPS = 12.0, 18.0, 12


@dataclass(frozen=True)
class Layout:
    """``rows``: the nodes of each layer from left to right; ``x``: the middle of each node; ``ways``: the horizontal
    places of an arc in the layers between its ends, from the first to the last."""

    rows: tuple[tuple[str, ...], ...]
    x: Mapping[str, float]
    ways: Mapping[Arc, tuple[float, ...]]


def layout(nodes: Sequence[str], arcs: Sequence[Arc], widths: Mapping[str, float], room: float) -> Layout:
    """Places between 0 and ``room``; ``nodes`` in an order in which every arc goes forward."""
    layer = _layers(nodes, arcs, widths, room)
    rows: list[list[Knot]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node in nodes:
        rows[layer[node]].append((node,))
    above: dict[Knot, list[Knot]] = {}
    below: dict[Knot, list[Knot]] = {}
    for origin, target in arcs:
        way: list[Knot] = [(origin,)]
        for row in range(layer[origin] + 1, layer[target]):
            way.append((origin, target, str(row)))
            rows[row].append(way[-1])
        way.append((target,))
        for a, b in pairwise(way):
            below.setdefault(a, []).append(b)
            above.setdefault(b, []).append(a)
    _order(rows, above, below)
    x = _places(rows, above, below, widths, room)
    return Layout(
        tuple(tuple(knot[0] for knot in row if len(knot) == 1) for row in rows),
        {node: x[node,] for node in nodes},
        {
            (a, b): tuple(x[a, b, str(row)] for row in range(layer[a] + 1, layer[b]))
            for a, b in arcs
        },
    )  # fmt: skip


def _layers(nodes: Sequence[str], arcs: Sequence[Arc], widths: Mapping[str, float], room: float) -> dict[str, int]:
    """The longest way to each node; where a layer is too full, its last node goes down, one without a way on first."""
    before: dict[str, list[str]] = {node: [] for node in nodes}
    for origin, target in arcs:
        before[target].append(origin)
    leading = {origin for origin, _ in arcs}
    least = dict.fromkeys(nodes, 0)
    while True:
        layer: dict[str, int] = {}
        for node in nodes:
            layer[node] = max([least[node], *(layer[one] + 1 for one in before[node])])
        for row in range(max(layer.values(), default=-1) + 1):
            here = [node for node in nodes if layer[node] == row]
            passing = sum(layer[a] < row < layer[b] for a, b in arcs)
            if len(here) > 1 and sum(widths[node] + GAP for node in here) + passing * POINT > room:
                last = max(here, key=lambda node: (node not in leading, nodes.index(node)))
                least[last] = row + 1
                break
        else:
            return layer


def _order(rows: list[list[Knot]], above: Mapping[Knot, list[Knot]], below: Mapping[Knot, list[Knot]]) -> None:
    """Sweep down and up, each layer sorted by the mean place of its neighbours."""
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        neighbours = above if down else below
        for number in range(len(rows)) if down else reversed(range(len(rows))):
            other = number - 1 if down else number + 1
            if not 0 <= other < len(rows):
                continue
            places = {knot: (i + 0.5) / len(rows[other]) for i, knot in enumerate(rows[other])}
            own = {knot: (i + 0.5) / len(rows[number]) for i, knot in enumerate(rows[number])}
            means = {knot: _mean([places[one] for one in neighbours.get(knot, ())], own[knot]) for knot in own}
            rows[number].sort(key=lambda knot: means[knot])


def _places(
    rows: list[list[Knot]],
    above: Mapping[Knot, list[Knot]],
    below: Mapping[Knot, list[Knot]],
    widths: Mapping[str, float],
    room: float,
) -> dict[Knot, float]:
    """Every knot as near as possible to the mean of its neighbours, with room between the boxes of a layer."""
    x = {knot: room / 2 for row in rows for knot in row}
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            halves = [(widths[knot[0]] + GAP if len(knot) == 1 else POINT) / 2 for knot in row]
            wanted = [_mean([x[one] for one in (*above.get(knot, ()), *below.get(knot, ()))], x[knot]) for knot in row]
            x.update(zip(row, _apart(wanted, halves, room), strict=True))
    return x


def _apart(wanted: Sequence[float], halves: Sequence[float], room: float) -> list[float]:
    """The places nearest to those wanted (least squares) in which neighbours do not overlap, within the room.

    With the widths before each taken off, places only have to ascend: pooling of adjacent violators.
    """
    offsets = [halves[0]]
    for a, b in pairwise(halves):
        offsets.append(offsets[-1] + a + b)
    blocks: list[list[float]] = []  # sum, number
    for place, offset in zip(wanted, offsets, strict=True):
        blocks.append([place - offset, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, number = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += number
    most = max(room - offsets[-1] - halves[-1], 0.0)
    level = [min(max(total / number, 0.0), most) for total, number in blocks for _ in range(int(number))]
    return [one + offset for one, offset in zip(level, offsets, strict=True)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
