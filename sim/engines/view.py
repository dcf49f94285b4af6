"""The tables as plain Python lists, which the reference engine reads much faster than numpy scalars."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from sim.engines.shortcuts import shortcuts
from sim.model.model import Model
from sim.model.tables import ResourceKind


def view(model: Model) -> SimpleNamespace:
    """The tables with every array as (nested) lists, and beside them what is the same for everybody."""
    tables = model.tables
    lists = {
        name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in tables._asdict().items()
    }
    t = SimpleNamespace(**lists)
    t.constant = [
        t.case_value[base] if selector == 0 else None
        for selector, base in zip(t.case_selector, t.case_base, strict=True)
    ]
    t.claims = [
        [(t.claim_resource[row], t.claim_amount[row]) for row in range(first, last)]
        for first, last in zip(t.claim_first, t.claim_last, strict=True)
    ]
    t.only_priority = [t.constant[case] for case in t.step_priority]
    t.only_gate = [t.constant[case] for case in t.step_gate]
    claims = [t.constant[case] for case in t.step_claim]
    t.only_claim = [None if claim is None else t.claims[claim] for claim in claims]
    t.is_place = [kind == ResourceKind.PLACES for kind in t.resource_kind]
    t.has_work = [
        t.step_work_first[i] < t.step_work_last[i] or t.step_follow_first[i] < t.step_follow_last[i]
        for i in range(len(t.step_kind))
    ]
    steps = range(len(t.step_kind))
    t.has_limits = [t.step_limit_first[i] < t.step_limit_last[i] for i in steps]
    for event in ("mark", "served", "begun", "ended", "called"):
        setattr(t, "marks" if event == "mark" else event, _lists(t, f"step_{event}"))
    t.struck, t.moved = _lists(t, "risk_struck"), _lists(t, "move_draw")
    for name, values in shortcuts(tables).items():
        setattr(t, name, values.tolist())
    t.first_streams, t.route_draw, t.length_draw = first_streams(t)
    t.has_outside = len(t.outside_offer) > 0
    names = model.names.properties
    t.source_property = names.index("source") if "source" in names else -1
    return t


def _lists(t: SimpleNamespace, prefix: str) -> list[list[int]]:
    """The numbers of draws that stand in each list of a table."""
    first, last, draws = (getattr(t, name) for name in (f"{prefix}_first", f"{prefix}_last", prefix))
    return [draws[begin:end] for begin, end in zip(first, last, strict=True)]


def first_streams(t: SimpleNamespace) -> tuple[list[int], list[int], list[int]]:
    """Streams of which nearly everybody needs the draw of the first visit, and the place of each step's among them.

    They are those of the routes that have a choice and of the stays that are one plain law.
    """
    streams: list[int] = []
    places: dict[str, list[int]] = {"route": [], "length": []}
    for step in range(len(t.step_kind)):
        has_route = t.step_route[step] >= 0 and t.only_next[step] < 0
        for purpose, drawn in (("route", has_route), ("length", t.only_law[step] >= 0)):
            places[purpose].append(len(streams) if drawn else -1)
            if drawn:
                streams.append(getattr(t, f"stream_{purpose}")[step])
    return streams, places["route"], places["length"]
