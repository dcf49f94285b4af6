"""What is the same for everybody and at all times, found once so that no engine need look it up each time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.model.tables import LengthKind, StepKind, Tables

Words = NDArray[np.int64]
NO = -1


def shortcuts(t: Tables) -> dict[str, Words]:
    """Of each step, or -1 where it depends.

    ``only_next``: the target of a route that has just one; ``only_share``: the share table; ``only_seconds`` and
    ``only_table``: the stay, a fixed length or a plain quantile table; ``is_free``: 1 if nobody stands in line for it;
    ``is_simple``: 1 if nothing happens in the stay before its end.
    """
    steps = range(len(t.step_kind))
    lengths = [_only_length(t, step) for step in steps]
    columns = {
        "only_next": [_only_next(t, step) for step in steps],
        "only_share": [_only_share(t, step) for step in steps],
        "only_seconds": [seconds for seconds, _ in lengths],
        "only_table": [table for _, table in lengths],
        "is_free": [int(_is_free(t, step)) for step in steps],
        "is_simple": [int(_is_simple(t, step)) for step in steps],
    }
    return {name: np.array(values, dtype=np.int64) for name, values in columns.items()}


def _constant(t: Tables, case: int) -> int | None:
    """The value of a case that is the same for everybody."""
    if case < 0 or t.case_selector[case] != 0:
        return None
    return int(t.case_value[t.case_base[case]])


def _only_share(t: Tables, step: int) -> int:
    """The share table of a route that no date changes."""
    route = _constant(t, int(t.step_route[step]))
    if route is None or t.route_last[route] - t.route_first[route] != 1:
        return NO
    return int(t.route_share[t.route_first[route]])


def _only_next(t: Tables, step: int) -> int:
    """The target of a route that has just one, which needs no draw."""
    share = _only_share(t, step)
    if share < 0 or t.share_last[share] - t.share_first[share] != 1:
        return NO
    return int(t.share_target[t.share_first[share]])


def _only_length(t: Tables, step: int) -> tuple[int, int]:
    """(seconds, table) of a stay that is a fixed length or a plain quantile table, on the plain calendar."""
    row = _constant(t, int(t.step_length[step]))
    if row is None or t.step_length_factor[step] >= 0 or t.pause_first[step] != t.pause_last[step]:
        return NO, NO
    if t.length_kind[row] == LengthKind.SECONDS:
        return int(t.length_a[row]), NO
    if t.length_kind[row] == LengthKind.QUANTILE and t.length_c[row] == 0:
        return NO, int(t.length_a[row])
    return NO, NO


def _is_free(t: Tables, step: int) -> bool:
    """A stage or exit that nobody ever stands in line for."""
    claim = _constant(t, int(t.step_claim[step]))
    at_once = t.step_kind[step] in (StepKind.STAGE, StepKind.EXIT)
    uses_nothing = claim is not None and t.claim_first[claim] == t.claim_last[claim]
    return bool(at_once and uses_nothing and _constant(t, int(t.step_gate[step])) == NO)


def _is_simple(t: Tables, step: int) -> bool:
    """A stay without risks, work, follow-ups and tokens."""
    risks = t.step_risk_last[step] - t.step_risk_first[step]
    work = t.step_work_last[step] - t.step_work_first[step]
    follow_ups = t.step_follow_last[step] - t.step_follow_first[step]
    return bool(risks + work + follow_ups == 0 and t.step_meanwhile[step] < 0)
