"""About how much one replication comes to, before a model is built: people, tokens, sessions, rows, memory.

The estimates are means without queues; they are there to refuse what could never end well, so a factor of two does not
matter.  Each amount knows the key of the file that contributes most to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sim.analysis.rows import Amount, rows_at_most, rows_expected
from sim.distributions import mean
from sim.limits import TooMuchError, in_force, memory_allowed
from sim.scenario.dated import largest
from sim.scenario.horizon import run_end
from sim.scenario.schema import DAY, YEAR, Arrivals, Factor, Gate, Law, Pool, Scenario, Staff, Steps

ROW_BYTES = 2 * 56  # seven columns, in the engine's buffer and in the log
PERSON_BYTES = 1_000
SEGMENT_BYTES = 250  # of a rate by time, while the table is made
LISTED_BYTES = 100  # of a date written out
DAY_BYTES = 16  # of a member of staff
DAYS_BEYOND = 1100  # tables by day reach this far beyond the end


@dataclass(frozen=True)
class Workload:
    """What one replication is expected to come to, by key; ``memory`` in bytes."""

    people: tuple[Amount, ...]
    tokens: tuple[Amount, ...]
    sessions: tuple[Amount, ...]
    rows: tuple[Amount, ...]
    memory: tuple[Amount, ...]


def check_workload(scenario: Scenario, logs: int = 1) -> None:
    """Raise :class:`sim.limits.TooMuchError` if a replication is expected to be beyond the limits in force.

    ``logs``: how many replications keep their log in memory.  A bound of the rows comes first: it takes no time, and
    where it is below the limits the expected number need not be known.
    """
    end, _ = run_end(scenario)
    coming = _coming(scenario, end)
    for what in ("people", "tokens", "sessions"):
        _check(scenario, what, getattr(coming, what), in_force().people)
    try:
        _check_rows(scenario, _with_rows(coming, rows_at_most(scenario, coming.people, end)), logs)
    except TooMuchError:
        _check_rows(scenario, _with_rows(coming, rows_expected(scenario, coming.people, end)), logs)


def _check_rows(scenario: Scenario, found: Workload, logs: int) -> None:
    _check(scenario, "rows", found.rows, in_force().rows)
    more = [Amount(row.key, row.expected * ROW_BYTES * (logs - 1)) for row in found.rows]
    _check(scenario, "memory", (*found.memory, *more), memory_allowed())


def _check(scenario: Scenario, what: str, amounts: Iterable[Amount], limit: float) -> None:
    amounts = tuple(amounts)
    total = math.fsum(amount.expected for amount in amounts)
    if not total <= limit:
        driver = max(amounts, key=lambda amount: amount.expected)
        raise TooMuchError(what, total, limit, driver.key, scenario.path)


def workload(scenario: Scenario) -> Workload:
    """The expected amounts of a checked scenario."""
    end, _ = run_end(scenario)
    coming = _coming(scenario, end)
    return _with_rows(coming, rows_expected(scenario, coming.people, end))


def _coming(scenario: Scenario, end: int) -> Workload:
    """Without rows of the log and what they take."""
    people = (
        *(Amount(*_arriving(stream, end)) for stream in scenario.arrivals),
        *(Amount(f"backlog.{group.name}.people", group.people) for group in scenario.backlog),
    )
    tokens = tuple(amount for pool in scenario.pools for amount in _tokens(pool, end))
    sessions = tuple(Amount(*_sessions(gate, end)) for gate in scenario.gates)
    tables = (
        *(Amount(*_segments(stream, end)) for stream in scenario.arrivals),
        *(Amount(f"arrivals.{stream.name}", LISTED_BYTES * len(stream.times)) for stream in scenario.arrivals),
        *(Amount(f"staff.{group.name}.people", _staff_days(group, end) * DAY_BYTES) for group in scenario.staff),
    )
    return Workload(people, tokens, sessions, (), tables)


def _with_rows(coming: Workload, of_people: Iterable[Amount]) -> Workload:
    rows = (*of_people, *(Amount(item.key, 3 * item.expected) for item in (*coming.tokens, *coming.sessions)))
    memory = (
        *(Amount(item.key, PERSON_BYTES * item.expected) for item in coming.people),
        *(Amount(item.key, ROW_BYTES * item.expected) for item in rows),
        *coming.memory,
    )
    return Workload(coming.people, coming.tokens, coming.sessions, rows, memory)


# --- what comes ------------------------------------------------------------------------------------------------------


def _arriving(stream: Arrivals, end: int) -> tuple[str, float]:
    begin, until = stream.start, min(stream.end, end)
    length = max(0, until - begin)
    size = mean(stream.size) if isinstance(stream.size, Law) else float(stream.size)
    if stream.rate is not None:
        profile = sum(stream.profile) / len(stream.profile) if stream.profile else 1.0
        key, people = "rate", _integral(stream.rate, stream.factor, begin, until) * profile
    elif stream.a_year is not None:
        key, people = "a_year", largest(stream.a_year) * math.ceil(length / YEAR)
    elif stream.between is not None:
        key, people = "between", length / max(1e-9, mean(stream.between))
    else:
        key, people = "size", size * sum(begin <= time < until for time in stream.times)
    return f"arrivals.{stream.name}.{key}", people if stream.number is None else min(people, stream.number)


def _tokens(pool: Pool, end: int) -> list[Amount]:
    until = min(pool.end, end)
    found = [Amount(f"pool.{pool.name}.initial", pool.initial)]
    if pool.rate is not None:
        return [*found, Amount(f"pool.{pool.name}.rate", _integral(pool.rate, pool.factor, pool.start, until))]
    return [
        *found,
        Amount(f"pool.{pool.name}.size", pool.size * sum(pool.start <= time < until for time in pool.times)),
    ]


def _integral(rate: Steps, factor: Factor | None, begin: int, until: int) -> float:
    """What a dated rate times a dated factor comes to over [begin, until)."""
    steps = factor.steps if factor else ()
    knots = sorted({begin, until, *(time for time, _ in (*rate.changes, *steps) if begin < time < until)})
    total = 0.0
    for start, end in pairwise(knots):
        at = next((value for time, value in reversed(rate.changes) if time <= start), rate.first)
        times = next((value for time, value in reversed(steps) if time <= start), 1.0)
        total += at * times * (end - start)
    return total


def _sessions(gate: Gate, end: int) -> tuple[str, float]:
    """Sessions that are tried again are counted as if none was ever held; at one time a gate decides once."""
    planned = float(sum(0 <= time < end for time in gate.times))
    if gate.below != "try_again" or gate.again_after.amount < 1:
        return f"gate.{gate.name}", planned
    after = gate.again_after.amount * (DAY if gate.again_after.unit == "working days" else 1)
    again = planned * min(gate.tries, end / after)
    return (f"gate.{gate.name}.tries", planned + again) if again > planned else (f"gate.{gate.name}", planned + again)


def _segments(stream: Arrivals, end: int) -> tuple[str, float]:
    """Bytes of the table of a rate that is multiplied by a profile."""
    if stream.rate is None or not stream.profile or stream.profile_period <= 0:
        return f"arrivals.{stream.name}.rate", 0.0
    slots = len(stream.profile) * (end / stream.profile_period + 1)
    return f"arrivals.{stream.name}.profile", SEGMENT_BYTES * slots


def _staff_days(group: Staff, end: int) -> float:
    """Days for which hours are kept: one row for all members with the same hours, however many they are."""
    rows = min(1 + 2 * len(group.people.changes), max(group.people.first, *(0, *(n for _, n in group.people.changes))))
    return rows * (end / DAY + DAYS_BEYOND)
