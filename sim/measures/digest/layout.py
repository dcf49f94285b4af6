"""Where everything stands in the memory of the digest: word numbers and widths.

The memory is [header | person at hand | tables of the model | rows | changes of benefit | cells | results | lists].
The first words of the person stand at the end of the header, so that their places are known.  *Cells* are the counters
of one replication: of each thing all counters for each of ``BINS`` slices of the window (``sim.measures.spans``), with
one before and one behind it for what lies outside.  Seconds and counts are whole, so sums are exact.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import TypeAlias

Memory: TypeAlias = MutableSequence[int]

NEVER = (1 << 63) - 1
UNSET = -(1 << 62)
"""A property that has not been drawn (as in ``sim.model.tables``)."""

# fmt: off
(NOW, SLICE,                                      # time of the row; its slice
 REPLICATION, NUMBER,                             # place in the batch; number of the person in the batch
 END,                                             # the run stops here
 SLICES, BINS, CUTS,                              # number of slices; words of a cell; first word of the cuts
 STEPS, STEP_COUNT,                               # records of steps
 RESOURCES, RESOURCE_COUNT, GATES, GATE_COUNT, POOLS, POOL_COUNT,
 SOURCE_PROPERTY,                                 # number of the property that is the arrival stream, or -1
 KINDS,                                           # who counts a row, by (code, step), of which step may be -1
 MATCHES, SOURCE_MATCHES, RISK_MATCHES,           # lists of events by (code, step), by source, and by risk
 PAIR_START,                                      # of each pair: the event it starts from
 STATUSES, STATUS_COUNT,                          # records of statuses
 RATE, RATE_CLASSES, WEEKS,                       # case of the monthly benefit or -1; property of weeks before or -1
 BILLED,                                          # word of the event from which on people are billed, or -1
 HOURS, LIMITS,                                   # property of hours or -1; hours that end benefit, by class and piece
 LATER_HOURS, LATER_AFTER,                        # property of later hours or -1; seconds before they hold
 RESETS_AFTER,                                    # seconds without benefit after which the clock begins again
 PIECES, PIECE_COUNT, PIECE_OF_BLOCK,             # ends of the pieces of time; the piece in which each block begins
 RUNGS, RUNG_COUNT,                               # seconds on benefit at which rungs end
 WORKED, WORKED_DAYS, WORKED_FIRST,               # working days before each day from the first of the tables on
 PERSON_WIDTH, RESULT_WIDTH, TEMPLATE,            # words of a person, of a result; a person of whom nothing is known
 FIRST_ENTRY, SPELL, PAIR, LAST, PROPERTY,        # where these begin in the record of the person
 HEADS, LINKS, SHARED_END, NEAR,                  # first row by person; next by row; end of shared rows
 STEP_CELLS, SOURCE_CELLS, SYSTEM_CELLS, RESOURCE_CELLS, GATE_CELLS, POOL_CELLS, TASK_CELLS, EVENT_CELLS, METER_CELLS,
 BENEFIT_CELLS, CELLS_WIDTH,                      # where the counters of this replication begin; words of all
 GROUPS, BENEFIT_CHANGES,                         # of each kind of cells: things, counters of each; changes of benefit
 RESULTS, EVERYBODY,                              # results of people: one column after the other; people of the batch
 SESSION_GATE, SESSION_SEATS, SESSION_OTHERS, SESSION_READY,
 WAITS, SPELLS,                                   # next free word of each list
 CODE, STEP, TIME, BEGAN,                         # person: the latest row that moved them
 SEEN,                                            # time of the row of arrival
 SUPPORTED,                                       # up to when support is counted within an interval; UNSET: not at all
 PERIOD_START, PERIOD_END, PERIOD_LEVEL, PERIOD_RATE, PERIOD_HOURS,   # the present period of support
 CLOCK,                                           # seconds on benefit before this period
 FREE_SECONDS,                                    # unbroken seconds without benefit before this period
 ARRIVED, SOURCE, EXIT_TIME, EXIT_STEP,           # results of the person; more follow: the events
 EVENTS) = range(92)
PERSON, RESULT, HEADER_WIDTH = CODE, ARRIVED, EVENTS

SHARED, PERSONAL, BOTH = -1, 0, 1                 # kinds of rows: of what all share, of one person, or both

# --- records of the model --------------------------------------------------------------------------------------------

(ENTRY_CODE,                                      # the event that counts as entering
 USED_FIRST, USED_LAST,                           # resources whose lines it belongs to
 SPENDS,                                          # 1: uses a budget
 METER_FIRST, METER_LAST,                         # records of meters
 SUPPORT, SUPPORT_LEVELS,                         # the case, and the level of each of its classes
 STEP_WIDTH) = range(9)

(GATE_LINE,                                       # people in line for the sessions
 GATE_WIDTH) = range(2)

(POOL_OPEN, POOL_SINCE,
 POOL_WIDTH) = range(3)

(TRACKED, TURNS, USED, TURNING, CAPACITY_NOW, LINE, SINCE,   # what is tracked; state in this replication
 LINE_SINCE,                                      # since when somebody is in line
 RESOURCE_WIDTH) = range(9)

(STATUS_LEVEL, STATUS_MARK, STATUS_AT_LEAST,      # support needed; property or -1; millionths
 STATUS_WIDTH) = range(4)

(METER_KIND, METER_CASE, METER_CELL,              # what is metered; case; number of its first cell
 METER_EVERY, METER_UNTIL,                        # seconds between planned calls; seconds of stay that count
 METER_WORKING,                                   # EVERY_WORKING and UNTIL_WORKING: these are of working days
 METER_WIDTH) = range(7)
EVERY_WORKING, UNTIL_WORKING = 1, 2
(STARTS, TIME_INSIDE, WORKING_TIME, CALL_TIME, PLANNED_CALLS, TIME_IN_LINE) = range(6)  # kinds of meters

BLOCK = 1 << 21  # seconds
WORDS_FETCHED = 8  # what a processor fetches at a time

# a case: number of properties, then for each (property, stride, number of bounds, bounds ...); instead of the property
# -1 for the date, and -2 - property for the time since what is kept of it
CASE_ROW = 3

# --- cells -----------------------------------------------------------------------------------------------------------

(ENTRIES, VISITS, PEOPLE_ENTERED, SECONDS_TO_ENTRY, REACHED,
 INSIDE_SECONDS, STAYS, STAY_SECONDS, OVERDUE, LIMITED, INSIDE_END, IN_LINE_END,
 JOINED, ADMITTED, WAIT_SECONDS, WAITED, WAITED_LONG, GAVE_UP, TURNED_AWAY, QUEUE_SECONDS,
 ADMITTED_BEFORE, WAIT_SECONDS_BEFORE, REFUSED_THEN, FIRST_REFUSAL,
 OF_STEP) = range(25)
(ARRIVALS, NOT_CONTACTED, OF_SOURCE) = range(3)
(COHORT, GONE, GONE_SECONDS, PRESENT_SECONDS, OF_SYSTEM) = range(5)
(BUSY, TURNAROUND, FREE, BLOCKED, CAPACITY, CLAIMED, OF_RESOURCE) = range(7)
(SESSIONS, HELD, CANCELLED, TOO_FEW, OWN_PEOPLE, SEATS_HELD, OTHERS_HELD, EMPTY_IN_LINE, BACKFILLED,
 OF_GATE) = range(10)
(TOKENS_IN, TAKEN, EXPIRED, LOST, OPEN_SECONDS, OF_POOL) = range(6)
(PAID, PAID_PARTLY, SAVED_PARTLY, SAVED,          # benefit: seconds by rung, class of people and piece of time
 SUPPLEMENTED,                                    # seconds in a job that does not end benefit
 EARNED_OF_PAID, EARNED_OF_SAVED,                 # hundredths of weekly hours x seconds of these, by either clock
 OF_BENEFIT) = range(8)
(PART, STAYING, BENEFIT_WIDTH) = range(3)         # seconds from changes in the piece to its end; changes of people
(WORK_SECONDS, BEGUN, WORK_WAIT_SECONDS, DROPPED, OF_TASK) = range(5)

# --- lists -----------------------------------------------------------------------------------------------------------

(WAIT_GROUP, WAIT_LENGTH, WAIT_WIDTH) = range(3)  # (replication, step, slice) in one number; seconds, more than 0
(SPELL_STATUS, SPELL_PERSON, SPELL_START, SPELL_END, SPELL_RUNNING, SPELL_WIDTH) = range(6)
# fmt: on
