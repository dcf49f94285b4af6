"""Who arrives and which tokens appear: all times are known before the run (contract S4, R1, R4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sim.engines import arithmetic
from sim.engines.reference.chance import FAR, Chance
from sim.model.tables import ProcessKind
from sim.random_keys import person_key


class Arrival(NamedTuple):
    """One person or token: when, from which process, under which key, and the place in a cohort or a year."""

    time: int
    process: int
    ordinal: int
    key: int
    member: int


def participants(chance: Chance, end: int) -> tuple[list[Arrival], list[Arrival]]:
    """(backlog, arrivals), each in order of participant number: by time, source name and ordinal, backlog first."""
    backlog: list[Arrival] = []
    later: list[Arrival] = []
    for source in range(len(chance.t.source_to)):
        if chance.t.process_kind[source] == ProcessKind.BACKLOG:
            backlog.extend(_backlog(chance, source))
        else:
            later.extend(arrivals(chance, source, end))
    return sorted(backlog), sorted(later)


def _backlog(chance: Chance, source: int) -> Iterator[Arrival]:
    t = chance.t
    first, last = t.source_row_first[source], t.source_row_last[source]
    for ordinal in range(t.process_number[source]):
        key = person_key(t.process_key[source], ordinal, 0)
        if first + ordinal < last and t.source_elapsed[source] < 0:
            elapsed = t.row_elapsed[first + ordinal]
        else:
            elapsed = chance.amount(t.source_elapsed[source], t.source_elapsed_stream[source], key)
        yield Arrival(-elapsed, source, ordinal, key, ordinal)


def arrivals(chance: Chance, process: int, end: int) -> list[Arrival]:
    """Everything one process brings before ``end``, in order of time."""
    t = chance.t
    kind = t.process_kind[process]
    makers = {
        ProcessKind.POISSON: _poisson, ProcessKind.RENEWAL: _renewal, ProcessKind.TIMES: _listed,
        ProcessKind.A_YEAR: _a_year, ProcessKind.EVEN: _a_year,
    }  # fmt: skip
    found: list[Arrival] = []
    most = t.process_number[process]
    last = min(end, t.process_end[process])
    for arrival in makers[kind](chance, process, last):
        if len(found) == most:
            break
        if not _stopped(chance, process, arrival.time) and arrival.time < last:
            found.append(arrival)
    return sorted(found)


def _stopped(chance: Chance, process: int, time: int) -> bool:
    t = chance.t
    windows = range(t.process_stop_first[process], t.process_stop_last[process])
    return any(t.process_stop_from[i] <= time < t.process_stop_to[i] for i in windows)


def _poisson(chance: Chance, process: int, end: int) -> Iterator[Arrival]:
    """Cell after cell: how many, and each at the inverse of the cell's cumulative rate (contract R4)."""
    t = chance.t
    source, ordinal = t.process_key[process], 0
    for cell in range(t.process_first[process], t.process_last[process]):
        month, segments = t.cell_month[cell], (t.cell_first[cell], t.cell_last[cell])
        cell_key = person_key(source, month, 0)
        people = []
        for j in range(chance.amount(t.cell_size[cell], t.process_size_stream[process], cell_key)):
            key = person_key(source, month, j)
            u = chance.uniform(t.process_stream[process], key)
            time = arithmetic.arrival_second(t.segment_time, t.segment_cumulative, t.segment_rate, *segments, u)
            people.append((time, j, key))
        for time, _, key in sorted(people):
            yield Arrival(time, process, ordinal, key, ordinal)
            ordinal += 1


def _renewal(chance: Chance, process: int, end: int) -> Iterator[Arrival]:
    """Independent intervals; factors make the clock that they run on faster or slower."""
    t = chance.t
    clock, ordinal, cell = t.process_start[process], 0, t.process_weight[process]
    while True:
        key = person_key(t.process_key[process], ordinal, 0)
        gap = chance.amount(t.process_gap[process], t.process_stream[process], key)
        clock += gap
        time = clock
        if cell >= 0 and gap < FAR:
            time = _on_weighed_clock(chance, cell, clock - t.process_start[process])
        if gap >= FAR or time >= end:
            return
        yield Arrival(time, process, ordinal, key, ordinal)
        ordinal += 1


def _on_weighed_clock(chance: Chance, cell: int, passed: int) -> int:
    """When so much time has passed on a clock that runs by the factors of a cell."""
    total = chance.t.segment_cumulative[chance.t.cell_last[cell] - 1]
    return FAR if passed + 0.5 >= total else _weighed(chance, cell, (passed + 0.5) / total)


def _weighed(chance: Chance, cell: int, share: float) -> int:
    """The second in which a share of the weight of a cell is reached."""
    t = chance.t
    segments = (t.cell_first[cell], t.cell_last[cell])
    return arithmetic.arrival_second(t.segment_time, t.segment_cumulative, t.segment_rate, *segments, share)


def _listed(chance: Chance, process: int, end: int) -> Iterator[Arrival]:
    """``size`` at each listed time; a person is (source, date, place in the cohort)."""
    t = chance.t
    ordinal, member, previous = 0, 0, None
    for at in range(t.process_first[process], t.process_last[process]):
        time = t.process_times[at]
        if time != previous:
            previous, member = time, 0
        date_key = person_key(t.process_key[process], time, 0)
        size = chance.amount(t.process_size[process], t.process_size_stream[process], date_key)
        if t.process_weight[process] >= 0:
            u = chance.uniform(t.process_size_stream[process], date_key, 0, 1)
            size = int(size * chance.dated(t.process_weight[process], time) + u)
        for _ in range(size):
            yield Arrival(time, process, ordinal, person_key(t.process_key[process], time, member), member)
            ordinal += 1
            member += 1


def _a_year(chance: Chance, process: int, end: int) -> Iterator[Arrival]:
    """A fixed number in every period, at random or evenly spread times."""
    t = chance.t
    first, ordinal = t.process_first[process], 0
    for year in range(t.process_last[process] - first - 1):
        begin, until = t.process_times[first + year], t.process_times[first + year + 1]
        cell, even = t.process_weight[process], t.process_kind[process] == ProcessKind.EVEN
        size = t.length_a[t.cell_size[cell + year] if cell >= 0 else t.process_size[process]]
        found = []
        for member in range(size):
            key = person_key(t.process_key[process], year, member)
            if cell >= 0:
                share = member / size if even else chance.uniform(t.process_stream[process], key)
                time = _weighed(chance, cell + year, share)
            elif even:
                time = begin + member * (until - begin) // size
            else:
                u = chance.uniform(t.process_stream[process], key)
                time = begin + int(u * (until - begin))
            found.append((time, member, key))
        for time, member, key in sorted(found):
            yield Arrival(time, process, ordinal, key, member)
            ordinal += 1
