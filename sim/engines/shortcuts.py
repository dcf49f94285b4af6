"""What is the same for everybody and at all times, found once so that no engine need look it up each time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.model.tables import LengthKind, StepKind, Tables

Words = NDArray[np.int64]
NO = -1
SECONDS, QUANTILE, SEARCH = int(LengthKind.SECONDS), int(LengthKind.QUANTILE), int(LengthKind.SEARCH)
AT_ONCE = (int(StepKind.STAGE), int(StepKind.EXIT))


class _Lists:
    """Tables as lists, made when they are first looked at: entry by entry they are read much faster than arrays."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def __getattr__(self, name: str) -> list[int]:
        values: list[int] = getattr(self._tables, name).tolist()
        setattr(self, name, values)
        return values


def shortcuts(tables: Tables) -> dict[str, Words]:
    """Of each step, or -1 where it depends.

    ``only_next``: the target of a route that has just one; ``only_share``: the share table; ``only_seconds`` and
    ``only_law``: the stay, a fixed length or the row of a length with a plain quantile table; ``only_limit`` and
    ``only_search``: the stay, a search with a fixed limit and the row of such a length; ``only_patience``: fixed
    seconds of patience; ``is_free``: 1 if nobody stands in line for it; ``is_simple``: 1 if nothing happens in the
    stage before its end; ``is_limited``: 1 if a risk counts from an event and so also ends a wait.
    """
    t = _Lists(tables)
    steps = range(len(t.step_kind))
    lengths = [_only_length(t, step) for step in steps]
    searches = [_only_search(t, step) for step in steps]
    columns = {
        "only_next": [_only_next(t, step) for step in steps],
        "only_share": [_only_share(t, step) for step in steps],
        "only_seconds": [seconds for seconds, _ in lengths],
        "only_law": [law for _, law in lengths],
        "only_limit": [limit for limit, _ in searches],
        "only_search": [law for _, law in searches],
        "only_patience": [_only_patience(t, step) for step in steps],
        "is_free": [int(_is_free(t, step)) for step in steps],
        "is_simple": [int(_is_simple(t, step)) for step in steps],
        "is_limited": [int(any(since >= 0 for since in _risks_since(t, step))) for step in steps],
    }
    return {name: np.array(values, dtype=np.int64) for name, values in columns.items()}


def _risks_since(t: _Lists, step: int) -> list[int]:
    return t.risk_since[t.step_risk_first[step] : t.step_risk_last[step]]


def _constant(t: _Lists, case: int) -> int | None:
    """The value of a case that is the same for everybody."""
    if case < 0 or t.case_selector[case] != 0:
        return None
    return t.case_value[t.case_base[case]]


def _only_share(t: _Lists, step: int) -> int:
    """The share table of a route that no date changes."""
    route = _constant(t, t.step_route[step])
    if route is None or t.route_last[route] - t.route_first[route] != 1:
        return NO
    return t.route_share[t.route_first[route]]


def _only_next(t: _Lists, step: int) -> int:
    """The target of a route that has just one, which needs no draw."""
    share = _only_share(t, step)
    if share < 0 or t.share_last[share] - t.share_first[share] != 1:
        return NO
    return t.share_target[t.share_first[share]]


def _only_length(t: _Lists, step: int) -> tuple[int, int]:
    """(seconds, row) of a stay that is a fixed length or drawn from a quantile table, on the plain calendar."""
    row = _only_row(t, step)
    return (NO, NO) if row is None else (_seconds(t, row), _law(t, row))


def _only_search(t: _Lists, step: int) -> tuple[int, int]:
    """(seconds of the limit, row) of a stay that is a search by a quantile table with a fixed limit."""
    row = _only_row(t, step)
    if row is None or t.length_kind[row] != SEARCH:
        return NO, NO
    limit, law = _seconds(t, t.length_b[row]), _law(t, t.length_a[row])
    return (limit, law) if limit >= 0 and law >= 0 else (NO, NO)


def _only_patience(t: _Lists, step: int) -> int:
    row = _constant(t, t.step_patience[step])
    return NO if row is None else _seconds(t, row)


def _only_row(t: _Lists, step: int) -> int | None:
    """The length of a stay that is the same for everybody and at all times, on a clock that never stands still."""
    if t.step_length_factor[step] >= 0 or t.pause_first[step] != t.pause_last[step]:
        return None
    return _constant(t, t.step_length[step])


def _seconds(t: _Lists, row: int) -> int:
    return t.length_a[row] if t.length_kind[row] == SECONDS else NO


def _law(t: _Lists, row: int) -> int:
    return row if t.length_kind[row] == QUANTILE and t.length_c[row] == 0 else NO


def _is_free(t: _Lists, step: int) -> bool:
    """A stage or exit that nobody ever stands in line for."""
    claim = _constant(t, t.step_claim[step])
    at_once = t.step_kind[step] in AT_ONCE
    uses_nothing = claim is not None and t.claim_first[claim] == t.claim_last[claim]
    return bool(at_once and uses_nothing and _constant(t, t.step_gate[step]) == NO)


def _is_simple(t: _Lists, step: int) -> bool:
    """A stay without risks, work, follow-ups and tokens."""
    risks = t.step_risk_last[step] - t.step_risk_first[step]
    work = t.step_work_last[step] - t.step_work_first[step]
    follow_ups = t.step_follow_last[step] - t.step_follow_first[step]
    return bool(risks + work + follow_ups == 0 and t.step_meanwhile[step] < 0)
