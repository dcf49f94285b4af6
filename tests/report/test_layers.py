"""Layered drawing: arcs go down, boxes of a layer stand apart, and long arcs pass beside the boxes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sim.report.figures.layers import Layout, layout

ROOM = 700.0


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str]], dict[str, float]]:
    size = draw(st.integers(1, 12))
    nodes = [f"n{i}" for i in range(size)]
    pairs = [(a, b) for i, a in enumerate(nodes) for b in nodes[i + 1 :]]
    arcs = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=18)) if pairs else []
    widths = {node: draw(st.floats(30, 160)) for node in nodes}
    return nodes, arcs, widths


def row_of(found: Layout) -> dict[str, int]:
    return {node: number for number, row in enumerate(found.rows) for node in row}


@given(graphs())
def test_every_node_has_one_place_below_those_before_it(
    graph: tuple[list[str], list[tuple[str, str]], dict[str, float]],
) -> None:
    nodes, arcs, widths = graph
    found = layout(nodes, arcs, widths, ROOM)
    rows = row_of(found)
    assert sorted(rows) == sorted(nodes)
    assert all(rows[a] < rows[b] for a, b in arcs)
    assert all(len(found.ways[a, b]) == rows[b] - rows[a] - 1 for a, b in arcs)


@given(graphs())
def test_nothing_overlaps_and_no_arc_runs_through_a_box(
    graph: tuple[list[str], list[tuple[str, str]], dict[str, float]],
) -> None:
    nodes, arcs, widths = graph
    found = layout(nodes, arcs, widths, ROOM)
    rows = row_of(found)
    for number, row in enumerate(found.rows):
        boxes = sorted((found.x[node] - widths[node] / 2, found.x[node] + widths[node] / 2) for node in row)
        assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(boxes))
        assert all(low >= -1e-6 and high <= ROOM + 1e-6 for low, high in boxes)
        for a, b in arcs:
            if rows[a] < number < rows[b]:
                x = found.ways[a, b][number - rows[a] - 1]
                assert not any(low < x < high for low, high in boxes)


def test_a_layer_that_is_too_full_sends_an_end_down() -> None:
    found = layout(
        ["a", "b", "c", "d"], [("a", "b"), ("a", "c"), ("a", "d"), ("c", "d")], dict.fromkeys("abcd", 60.0), 130
    )
    assert row_of(found)["a"] == 0
    assert max(len(row) for row in found.rows) == 1


def test_nothing_to_draw() -> None:
    assert layout([], [], {}, ROOM).rows == ()
