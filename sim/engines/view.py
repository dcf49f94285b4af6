"""The tables as plain Python lists, which the reference engine reads much faster than numpy scalars."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from sim.model.model import Model
from sim.model.tables import ResourceKind, StepKind


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
    t.only_target = [only_target(t, route) for route in range(len(t.route_first))]
    t.is_place = [kind == ResourceKind.PLACES for kind in t.resource_kind]
    t.has_work = [
        t.step_work_first[i] < t.step_work_last[i] or t.step_follow_first[i] < t.step_follow_last[i]
        for i in range(len(t.step_kind))
    ]
    steps = range(len(t.step_kind))
    t.has_limits = [t.step_limit_first[i] < t.step_limit_last[i] for i in steps]
    t.is_free = [is_free(t, i) for i in steps]
    t.is_plain = [t.step_length_factor[i] < 0 and t.pause_first[i] == t.pause_last[i] for i in steps]
    names = model.names.properties
    t.source_property = names.index("source") if "source" in names else -1
    return t


def only_target(t: SimpleNamespace, route: int) -> int:
    """The target of a route that has just one, which needs no draw; else -1."""
    first, last = t.route_first[route], t.route_last[route]
    table = t.route_share[first]
    if last - first == 1 and t.share_last[table] - t.share_first[table] == 1:
        return int(t.share_target[t.share_first[table]])
    return -1


def is_free(t: SimpleNamespace, step: int) -> bool:
    """A stage or exit that nobody ever has to stand in line for."""
    claim = t.constant[t.step_claim[step]]
    at_once = t.step_kind[step] in (StepKind.STAGE, StepKind.EXIT)
    return at_once and t.constant[t.step_gate[step]] == -1 and claim is not None and not t.claims[claim]
