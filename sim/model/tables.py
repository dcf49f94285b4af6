"""The flat tables of a model: plain numpy arrays, nothing left to interpret.

Conventions.  ``x_first[i] : x_last[i]`` is a slice of the flat arrays named beside it.  A *case* is the number of a
value that may depend on the person: ``case_selector`` finds the class of the person, ``case_value[case_base + class]``
is the value (a number of a length, a claim, a route, ...).  -1 stands for "none".  Times are seconds from the start of
the run.
"""

from __future__ import annotations

import hashlib
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Keys = NDArray[np.uint64]

NUMERIC_SCALE = 1_000_000
"""A numeric attribute or mark is kept, and logged, in millionths, rounded half up."""


class PropertyKind(IntEnum):
    """How the value that is kept of a property is read; from DATE on the time of reading counts."""

    CATEGORY = 0  # index of the category
    NUMBER = 1  # millionths; seconds of a stay or a wait
    DATE = 2  # the time of reading, in seconds; nothing is kept
    SINCE = 3  # a time in seconds, read as the seconds since then


class StepKind(IntEnum):
    STAGE = 0
    DECISION = 1
    WAIT = 2
    EXIT = 3


class LengthKind(IntEnum):
    """How a length is found: ``length_a``, ``length_b``, ``length_c`` and ``length_p`` in the comments.

    Tables hold the values of a unit law, p is the scale that they are multiplied by (contract R3).
    """

    SECONDS = 0  # a seconds
    MONTHS = 1  # a: row of month_days
    WORKING = 2  # a seconds on the working-day clock
    QUANTILE = 3  # a: offset in quantiles; p: scale; c = 1: working-day clock
    STEPS = 4  # a, b: slice of atoms; p: scale; c = 1: working-day clock
    HAZARD = 5  # a, b: slice of hazard nodes; p: scale of the ages; c: factor or -1
    SEARCH = 6  # a: length of the search, b: length of the limit; p: chance of success
    NEVER = 7
    NEXT = 8  # until the next date of a dated value; a: its number; of risks alone, on the calendar


class DrawKind(IntEnum):
    SHARES = 0  # case of a share table
    NUMBER = 1  # case of a length, in millionths
    FIXED = 2  # category
    COMPOSITION = 3  # share table in whole people: cumulative counts
    GIVEN = 4  # what the event gives: the seconds of a stay or a wait, or its time
    FIRST = 5  # the same, kept from the first such event on


class ProcessKind(IntEnum):
    """How a stream of arrivals or tokens finds its times."""

    POISSON = 0  # cells of civil months
    A_YEAR = 1  # a fixed number at random times in each period of process_times
    EVEN = 2  # a fixed number evenly spread in each period
    TIMES = 3  # listed times, `size` at each
    RENEWAL = 4  # independent intervals
    BACKLOG = 5  # all at the start


class ResourceKind(IntEnum):
    PLACES = 0
    BUDGET = 1  # consumable: never given back
    DOOR = 2  # checked at the start of a stage, never occupied


class Below(IntEnum):
    SKIP = 0
    TRY_AGAIN = 1
    SEND_AWAY = 2


class Tables(NamedTuple):
    # values that depend on the person
    case_selector: Ints
    case_base: Ints
    case_value: Ints
    selector_first: Ints  # selector_property, selector_stride, selector_cut_first, selector_cut_last
    selector_last: Ints
    selector_property: Ints
    selector_stride: Ints
    selector_cut_first: Ints  # cuts (millionths; seconds of the date and of durations)
    selector_cut_last: Ints
    cuts: Ints
    numbers: Floats  # plain numbers that cases point to (follow-up rates)
    # laws
    quantiles: Floats  # tables one after the other; offset 0 is the unit exponential
    atom_cumulative: Floats
    atom_value: Floats
    hazard_age: Floats
    hazard_cumulative: Floats
    factor_first: Ints  # factor_time, factor_value
    factor_last: Ints
    factor_time: Ints
    factor_value: Floats
    length_kind: Ints
    length_a: Ints
    length_b: Ints
    length_c: Ints
    length_p: Floats
    # calendar
    first_day: int  # day number of row entry 0 of every table by day
    month_days: Ints  # (months used, days)
    working_number: Ints  # (calendars, days + 1)
    working_day: Ints  # (calendars, days)
    opening_next: Ints  # (days,)
    pause_first: Ints  # of each step: pause_start, pause_end
    pause_last: Ints
    pause_start: Ints
    pause_end: Ints
    # shares and routes
    share_first: Ints  # share_cumulative, share_target
    share_last: Ints
    share_cumulative: Floats
    share_target: Ints
    route_first: Ints  # route_time, route_share: the share table in force from that time
    route_last: Ints
    route_time: Ints
    route_share: Ints
    # properties
    property_kind: Ints
    draw_property: Ints
    draw_kind: Ints
    draw_value: Ints  # case, category, or share table (composition)
    draw_stream: Keys
    # steps
    step_kind: Ints
    step_gate: Ints  # case -> gate
    step_claim: Ints  # case -> claim
    step_length: Ints  # case -> length
    step_setup: Ints  # case -> length, or -1
    step_patience: Ints  # case -> length, or -1
    step_queue: Ints  # case -> dated by the number in line: chance of joining; or -1
    step_closes: Ints  # time from which nobody starts, FOREVER for never
    step_closed_to: Ints  # where people go then, or -1
    step_keeps: Ints  # case -> claim: what is kept while waiting for it; -1: what it uses
    step_priority: Ints  # case -> number
    step_route: Ints  # case -> route
    step_found: Ints  # target of the end "found", or -1
    step_not_found: Ints
    step_else: Ints  # case -> step, or -1
    step_pool: Ints  # case -> pool
    step_meanwhile: Ints  # case -> meanwhile list, or -1
    step_calendar: Ints  # row of working_day
    step_length_factor: Ints
    step_mark_first: Ints  # step_mark: draws
    step_mark_last: Ints
    step_mark: Ints
    step_served_first: Ints  # step_served: draws when the wait is over, also where nobody waits
    step_served_last: Ints
    step_served: Ints
    step_begun_first: Ints  # step_begun: draws when the stay begins
    step_begun_last: Ints
    step_begun: Ints
    step_ended_first: Ints  # step_ended: draws when the stay ends by plan
    step_ended_last: Ints
    step_ended: Ints
    step_called_first: Ints  # step_called: draws when a token ends the stay
    step_called_last: Ints
    step_called: Ints
    step_risk_first: Ints  # risk_*
    step_risk_last: Ints
    step_work_first: Ints  # work_*
    step_work_last: Ints
    step_follow_first: Ints  # follow_*
    step_follow_last: Ints
    step_limit_first: Ints  # limit_*
    step_limit_last: Ints
    stream_route: Keys
    stream_length: Keys
    stream_success: Keys
    stream_setup: Keys
    stream_patience: Keys
    stream_queue: Keys
    claim_first: Ints  # claim_resource, claim_amount
    claim_last: Ints
    claim_resource: Ints
    claim_amount: Ints
    risk_name: Ints
    risk_length: Ints  # case -> length
    risk_to: Ints
    risk_since: Ints  # property from which on the length is counted, or -1: from the entry
    risk_stream: Keys
    risk_struck_first: Ints  # risk_struck: draws when the risk ends the stay
    risk_struck_last: Ints
    risk_struck: Ints
    work_task: Ints
    work_staff: Ints
    work_length: Ints  # case -> length
    work_ahead: Ints  # case -> length of seconds, or -1
    work_stream: Keys
    follow_task: Ints
    follow_staff: Ints
    follow_rate: Ints  # case -> number (per second), or -1
    follow_every: Ints  # seconds, or -1
    follow_length: Ints  # case -> length
    follow_until: Ints  # seconds of stay, or -1
    follow_working: Ints  # 1: time between calls is time of working days; 2: follow_until is; 3: both
    follow_stream: Keys  # of the length of the work
    follow_gap_stream: Keys  # of the time to the next call
    limit_target: Ints
    limit_visits: Ints  # case -> number
    limit_else: Ints  # case -> step
    meanwhile_first: Ints  # meanwhile_pool, meanwhile_target
    meanwhile_last: Ints
    meanwhile_pool: Ints
    meanwhile_target: Ints
    # the life outside; empty without one
    outside_offer: Ints  # one: case -> length of the time to the next job on offer
    outside_job: Ints  # one: case -> length of the job
    outside_mark: Ints  # draws at the start of a job
    outside_goes_on: Ints  # of each step: case -> 1: an exit from which on people lead it
    outside_offer_stream: Keys  # one
    outside_job_stream: Keys  # one
    move_time: Ints  # when people change, and people in line see anew what they wait for
    move_draw_first: Ints  # move_draw: draws for everybody then
    move_draw_last: Ints
    move_draw: Ints
    # resources
    resource_kind: Ints
    resource_turnaround: Ints  # dated: length or -1; -1 where there never is one
    capacity_first: Ints  # capacity_time, capacity_level; the first entry is the level at time 0
    capacity_last: Ints
    capacity_time: Ints
    capacity_level: Ints
    # staff
    staff_first: Ints  # rows of member_*
    staff_last: Ints
    staff_opens: Ints  # time of day
    member_people: Ints  # how many members are on duty at the times of the row
    member_before: Ints  # (rows, days + 1): seconds on duty before that day
    member_window: Ints  # (rows, days): seconds on duty that day
    # streams of arrivals and tokens
    process_kind: Ints
    process_start: Ints
    process_end: Ints
    process_number: Ints  # stop after so many; BACKLOG: people
    process_size: Ints  # length (a count), at each listed time
    process_gap: Ints  # RENEWAL: length
    process_first: Ints  # POISSON: cell_*; A_YEAR, EVEN, TIMES: process_times
    process_last: Ints
    process_weight: Ints  # A_YEAR, EVEN, RENEWAL: first cell of factors (with numbers of the years); TIMES: dated
    # factor on the size; or -1
    process_times: Ints
    cell_month: Ints  # civil month: year x 12 + month
    cell_size: Ints  # length (a count)
    cell_first: Ints  # segment_*: stretches of constant rate; last the end of the cell and the mean number in it
    cell_last: Ints
    segment_time: Ints
    segment_cumulative: Floats
    segment_rate: Floats
    process_stop_first: Ints  # process_stop_from, process_stop_to
    process_stop_last: Ints
    process_stop_from: Ints
    process_stop_to: Ints
    process_key: Keys  # owner key of the source or pool
    process_stream: Keys  # of times
    process_size_stream: Keys  # of sizes of cohorts and numbers in cells
    # sources: sources are processes 0 .. len(source_to) - 1, then come the pools
    source_to: Ints
    source_at_least: Ints  # pause of the search: dated, or -1
    source_watch_first: Ints  # watch_line, watch_step
    source_watch_last: Ints
    watch_line: Ints  # 1: people in line for the step; 0: people inside
    watch_step: Ints
    source_draw_first: Ints  # source_draw: draws in order
    source_draw_last: Ints
    source_draw: Ints
    source_been_first: Ints  # BACKLOG: been_step, been_visits
    source_been_last: Ints
    been_step: Ints
    been_visits: Ints  # before the run
    source_inside: Ints  # BACKLOG: 1 inside, 0 in line
    source_elapsed: Ints  # BACKLOG: length, or -1
    source_elapsed_stream: Keys
    source_row_first: Ints  # rows of a CSV: row_elapsed, row_property; or empty
    source_row_last: Ints
    row_elapsed: Ints
    row_property: Ints  # (rows, properties); UNSET where the file says nothing
    # pools
    pool_life: Ints  # dated: length, or -1
    pool_life_stream: Keys
    pool_most: Ints  # dated: max_open, or -1
    pool_initial: Ints
    pool_last: Ints  # 1: the latest in the stage is served first
    pool_newest: Ints  # 1: the newest open token is taken
    # gates
    gate_first: Ints  # session_time, session_nominal
    gate_last: Ints
    session_time: Ints
    session_nominal: Ints
    gate_seats: Ints  # dated
    gate_minimum: Ints  # dated
    gate_cancelled: Ints  # dated
    gate_others: Ints  # dated: length (a count)
    gate_below: Ints
    gate_again: Ints  # seconds, of working days where gate_again_working
    gate_again_working: Ints
    gate_tries: Ints
    gate_backfill: Ints  # dated: resource or -1
    gate_opening: Ints
    gate_key: Keys
    gate_others_stream: Keys
    gate_cancelled_stream: Keys
    dated_first: Ints  # dated_time, dated_value; the first entry holds from the beginning
    dated_last: Ints
    dated_time: Ints
    dated_value: Floats


UNSET = -(1 << 62)
"""A property that has not been drawn."""


def digest(tables: Tables) -> str:
    """First 16 hex digits of the SHA-256 of all tables, in order of name."""
    sha = hashlib.sha256()
    for name in sorted(Tables._fields):
        value = getattr(tables, name)
        sha.update(name.encode())
        sha.update(
            str(value.shape).encode() + value.tobytes() if isinstance(value, np.ndarray) else str(value).encode()
        )
    return sha.hexdigest()[:16]
