"""About how many people one replication has, for the choice of an engine."""

from __future__ import annotations

from sim.model.model import Model
from sim.model.tables import LengthKind, ProcessKind, Tables


def people(model: Model) -> float:
    """The expected number of participants, roughly: random sizes and intervals count as their medians."""
    sources = range(len(model.tables.source_to))
    return sum(_arrivals(model.tables, source, model.end) for source in sources)


def _arrivals(t: Tables, process: int, end: int) -> float:
    kind, first, last = int(t.process_kind[process]), int(t.process_first[process]), int(t.process_last[process])
    most = int(t.process_number[process])
    if kind == ProcessKind.BACKLOG:
        return most
    if kind == ProcessKind.POISSON:
        expected = float(t.segment_cumulative[t.cell_last[first:last] - 1].sum())
    elif kind == ProcessKind.RENEWAL:
        begin, until = int(t.process_start[process]), min(end, int(t.process_end[process]))
        expected = max(0, until - begin) / max(1.0, _median(t, int(t.process_gap[process])))
    else:
        times = last - first if kind == ProcessKind.TIMES else last - first - 1
        expected = times * _median(t, int(t.process_size[process]))
    return expected if most < 0 else min(expected, most)


def _median(t: Tables, row: int) -> float:
    from sim.engines.arithmetic import quantile, step_value

    kind, a, b = int(t.length_kind[row]), int(t.length_a[row]), int(t.length_b[row])
    scale = float(t.length_p[row])
    if kind == LengthKind.QUANTILE:
        return scale * quantile(t.quantiles.tolist(), a, 0.5)
    if kind == LengthKind.STEPS:
        return scale * step_value(t.atom_cumulative.tolist(), t.atom_value.tolist(), a, b, 0.5)
    return float(a)
