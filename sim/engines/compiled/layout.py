"""The layout of the kernel's memory: a header of single words, then records of tables and state, then the arena.

A record is a run of words; the names below are places within it, so ``memory[person + VISIT]`` reads a field of the
person whose record begins at word ``person``.  A name that a table of ``sim.model.tables`` has in small letters holds
that table's entry; the others are state.  References between tables are word numbers where a comment says so.
Numbers of floats are kept in a second memory (``FLOATS``), addressed by sections of their own.
"""

from __future__ import annotations

# fmt: off

# --- header ----------------------------------------------------------------------------------------------------------

(STATUS, TROUBLE_OWNER, TROUBLE_STEP,              # what stopped the run, and who was in it
 NOW, END, KEY,                                    # time; end of the run; key of the replication
 FLOATS, LOG, LOG_SIZE, LOG_ROWS,                  # addresses; rows that fit; rows written
 ARENA_START, ARENA_TOP, ARENA_END, FREE_PERSONS, FREE_TASKS, FREE_TOKENS, PERSON_WIDTH,
 VISITS_AT, HELD_AT, NEEDS_AT,                     # where these begin within a person's record
 HEAP, HEAP_SIZE, HEAP_ROOM, HEAP_HOLE,            # pending items
 BACKLOG, BACKLOG_SIZE, BACKLOG_ROOM,              # heaps of people
 NO_PLACE, NO_PLACE_SIZE, NO_PLACE_ROOM,           # with patience 0, in line for resources
 NO_TOKEN, NO_TOKEN_SIZE, NO_TOKEN_ROOM,
 NO_SEAT, NO_SEAT_SIZE, NO_SEAT_ROOM,
 ASKED_MATCH, ASKED_GRANT, ASKED_SESSION,          # passes asked for at this instant
 NEXT_KEY, NEXT_SOURCE, NEXT_NUMBER,               # the next arrival: its key, its process; number of the participant
 FIRST_PRESENT, LAST_PRESENT, CHAIN,               # people inside, by number; the people whom a gate has picked
 SOURCE_PROPERTY, PROPERTIES_COUNT, STEPS_COUNT, RESOURCES_COUNT, POOLS_COUNT, GATES_COUNT, GROUPS_COUNT,
 SOURCES_COUNT, MOVES_COUNT, BACKFILL_COUNT, FIRST_DAY, DAYS,
 STEPS, RESOURCES, POOLS, GATES, GROUPS, MEMBERS, SOURCES, PROCESSES, CELLS,  # where records begin
 LENGTHS, CASES, CLAIMS, ROUTES, SHARES, DRAWS, MEANWHILES, DATED,
 CASE_VALUES, CUTS, SHARE_TARGETS, SHARE_LIMITS, PROPERTY_KIND, DATED_TIME, FACTOR_FIRST, FACTOR_LAST, FACTOR_TIME,
 PAUSE_START, PAUSE_END, MONTH_DAYS, WORKING_NUMBER, WORKING_DAY, OPENING_NEXT, MEMBER_PEOPLE, MEMBER_BEFORE,
 MEMBER_WINDOW, CAPACITY_TIME, CAPACITY_LEVEL, PROCESS_TIMES, SEGMENT_TIME, STOP_FROM, STOP_TO,
 SESSION_TIME, SESSION_NOMINAL, ROW_ELAPSED, ROW_PROPERTY, MOVE_TIME,
 ATOM_CUMULATIVE, ATOM_VALUE, HAZARD_AGE, HAZARD_CUMULATIVE, FACTOR_VALUE, LENGTH_P, SHARE_CUMULATIVE,  # in floats
 SEGMENT_CUMULATIVE, SEGMENT_RATE, DATED_VALUE, NUMBERS,
 OUTSIDE, OUTSIDE_OFFER, OUTSIDE_JOB,               # 1: there is a life outside; cases
 OUTSIDE_MARK_FIRST, OUTSIDE_MARK_LAST, OUTSIDE_GOES_ON,   # word numbers: of draws; of a case for each step
 OUTSIDE_OFFER_STREAM, OUTSIDE_JOB_STREAM,
 MOVE_DRAW_FIRST, MOVE_DRAW_LAST,                  # of each date: lists of draws
 HEADER_WIDTH) = range(125)

RUNNING, LOOP, ARENA_FULL, LOG_FULL, TOO_MANY = range(5)
"""STATUS."""

CONSTANT = -(1 << 61)
"""A case above this is the value itself, the same for everybody; below, it is the number of a case less ``DEPENDS``."""
DEPENDS = 1 << 62

# --- tables ----------------------------------------------------------------------------------------------------------

(STEP_KIND, STEP_GATE, STEP_CLAIM, STEP_LENGTH, STEP_SETUP, STEP_PATIENCE, STEP_PRIORITY, STEP_ROUTE, STEP_POOL,
 STEP_MEANWHILE,                                   # cases
 STEP_QUEUE,                                       # number of a dated value, or -1
 STEP_CLOSES, STEP_CLOSED_TO,                      # time from which nobody starts; where people go then
 STEP_KEEPS,                                       # case: what is kept while waiting; -1: what is used
 STEP_FOUND, STEP_NOT_FOUND, STEP_ELSE, STEP_CALENDAR, STEP_LENGTH_FACTOR,
 STREAM_ROUTE, STREAM_LENGTH, STREAM_SUCCESS, STREAM_SETUP, STREAM_PATIENCE, STREAM_QUEUE,
 STEP_MARK_FIRST, STEP_MARK_LAST, STEP_RISK_FIRST, STEP_RISK_LAST, STEP_WORK_FIRST, STEP_WORK_LAST,
 STEP_FOLLOW_FIRST, STEP_FOLLOW_LAST, STEP_LIMIT_FIRST, STEP_LIMIT_LAST,  # word numbers of records
 STEP_SERVED_FIRST, STEP_SERVED_LAST, STEP_BEGUN_FIRST, STEP_BEGUN_LAST,  # lists of draws, as those of marks
 STEP_ENDED_FIRST, STEP_ENDED_LAST, STEP_CALLED_FIRST, STEP_CALLED_LAST,
 PAUSE_FIRST, PAUSE_LAST,                          # numbers of pauses
 ONLY_NEXT, ONLY_SHARE,                            # for everybody at all times: the target; the share table; or -1
 ONLY_SECONDS, ONLY_LAW,                           # the same for the stay: seconds; row with a quantile table; or -1
 ONLY_LIMIT, ONLY_SEARCH, ONLY_PATIENCE,           # a search: seconds of the limit, such a row; fixed patience
 IS_FREE, IS_SIMPLE,                               # 1: nobody ever stands in line; 1: nothing happens before the end
 IS_LIMITED,                                       # 1: some risk counts from an event, and so also ends a wait
 ROUTE_KEY, LENGTH_KEY,                            # first round of these draws in this replication
 INSIDE, IN_LINE,                                  # people now inside, and in line
 STEP_WIDTH) = range(60)

LENGTH_KIND, LENGTH_A, LENGTH_B, LENGTH_C, LENGTH_SCALE, LENGTH_WIDTH = range(6)  # LENGTH_SCALE: place in floats
CASE_BASE, SELECTOR_FIRST, SELECTOR_LAST, CASE_WIDTH = range(4)  # word numbers
SELECTOR_PROPERTY, SELECTOR_STRIDE, SELECTOR_CUT_FIRST, SELECTOR_CUT_LAST, SELECTOR_WIDTH = range(5)
CLAIM_FIRST, CLAIM_LAST, CLAIM_LIST_WIDTH = range(3)  # word numbers
CLAIM_RESOURCE, CLAIM_AMOUNT, CLAIM_WIDTH = range(3)
ROUTE_FIRST, ROUTE_LAST, ROUTE_LIST_WIDTH = range(3)  # word numbers
ROUTE_TIME, ROUTE_SHARE, ROUTE_WIDTH = range(3)
SHARE_FIRST, SHARE_LAST, SHARE_WIDTH = range(3)
DRAW_PROPERTY, DRAW_KIND, DRAW_VALUE, DRAW_STREAM, DRAW_WIDTH = range(5)
(RISK_NAME, RISK_LENGTH, RISK_TO, RISK_STREAM,
 RISK_SINCE,                                       # property from which on it counts, or -1: from the entry
 RISK_STRUCK_FIRST, RISK_STRUCK_LAST, RISK_WIDTH) = range(8)
WORK_TASK, WORK_STAFF, WORK_LENGTH, WORK_AHEAD, WORK_STREAM, WORK_WIDTH = range(6)
(FOLLOW_TASK, FOLLOW_STAFF, FOLLOW_RATE, FOLLOW_EVERY, FOLLOW_LENGTH, FOLLOW_UNTIL, FOLLOW_WORKING, FOLLOW_STREAM,
 FOLLOW_GAP_STREAM, FOLLOW_WIDTH) = range(10)
LIMIT_TARGET, LIMIT_VISITS, LIMIT_ELSE, LIMIT_WIDTH = range(4)
MEANWHILE_FIRST, MEANWHILE_LAST, MEANWHILE_LIST_WIDTH = range(3)  # word numbers
MEANWHILE_POOL, MEANWHILE_TARGET, MEANWHILE_WIDTH = range(3)
DATED_FIRST, DATED_LAST, DATED_WIDTH = range(3)

(RESOURCE_KIND, RESOURCE_TURNAROUND, CAPACITY_FIRST, CAPACITY_LAST,
 CAPACITY, USED, TURNING, TAKEN, RELEASES, PLACE_LINE, PLACE_LINE_SIZE, PLACE_LINE_ROOM, RESOURCE_WIDTH) = range(13)
(STAFF_FIRST, STAFF_LAST, STAFF_OPENS, OPENING, TASK_LINE, TASK_LINE_SIZE, TASK_LINE_ROOM, GROUP_WIDTH) = range(8)
(POOL_LIFE, POOL_LIFE_STREAM, POOL_MOST, POOL_INITIAL, POOL_LAST, POOL_NEWEST,
 TOKENS_IN, TOKENS_OPEN, OLDEST, NEWEST, POOL_LINE, POOL_LINE_SIZE, POOL_LINE_ROOM, TAKERS, TAKERS_SIZE, TAKERS_ROOM,
 POOL_PROCESS, POOL_WIDTH) = range(18)
(GATE_FIRST, GATE_LAST, GATE_SEATS, GATE_MINIMUM, GATE_CANCELLED, GATE_OTHERS, GATE_BELOW, GATE_AGAIN,
 GATE_AGAIN_WORKING, GATE_TRIES, GATE_BACKFILL, GATE_OPENING, GATE_KEY, GATE_OTHERS_STREAM, GATE_CANCELLED_STREAM,
 BEGUN, QUOTA, GATE_LINE, GATE_LINE_SIZE, GATE_LINE_ROOM, GATE_WIDTH) = range(21)
(SOURCE_TO, SOURCE_AT_LEAST, SOURCE_WATCH_FIRST, SOURCE_WATCH_LAST, SOURCE_DRAW_FIRST, SOURCE_DRAW_LAST, SOURCE_INSIDE,
 SOURCE_ELAPSED, SOURCE_ELAPSED_STREAM, SOURCE_ROW_FIRST, SOURCE_ROW_LAST, SOURCE_BEEN_FIRST, SOURCE_BEEN_LAST,
 SOURCE_WIDTH) = range(14)
WATCH_LINE, WATCH_STEP, WATCH_WIDTH = range(3)
BEEN_STEP, BEEN_VISITS, BEEN_WIDTH = range(3)
(PROCESS_KIND, PROCESS_START, PROCESS_END, PROCESS_NUMBER, PROCESS_SIZE, PROCESS_GAP, PROCESS_FIRST, PROCESS_LAST,
 PROCESS_WEIGHT, PROCESS_STOP_FIRST, PROCESS_STOP_LAST, PROCESS_KEY, PROCESS_STREAM, PROCESS_SIZE_STREAM,
 PROCESS_INDEX, PROCESS_AT, PROCESS_LEFT, PROCESS_CLOCK, PROCESS_PLACE, PROCESS_COUNT, PROCESS_FOUND,
 HEAD_TIME, HEAD_ORDINAL, HEAD_KEY, HEAD_MEMBER,
 BATCH, BATCH_SIZE, BATCH_ROOM,                    # the people of one cell or year who are still to come, by time
 PROCESS_WIDTH) = range(29)
CELL_MONTH, CELL_SIZE, CELL_FIRST, CELL_LAST, CELL_WIDTH = range(5)  # number; length row; numbers of segments

# --- what lives in the arena -----------------------------------------------------------------------------------------

(NEXT, PREVIOUS, NUMBER, PERSON_KEY, SOURCE, ARRIVED, MEMBER, ORDINAL, STATE, STEP, AT, VISIT, GATE, POOL,
 PRIORITY, JOINED, TURN, STAY, ENTERED, END_CODE, PLANNED, OUTCOME, OPEN_WORK, FIRST_TASK, LAST_TASK, ITEMS, ITEMS_AT,
 HOLDS, NEEDS, CHAINED, CLAIM, PATIENCE, LIMITED, TAKES, PROPERTIES) = range(35)
"""A person; then properties, visits of each step, units held of each resource, and pairs (resource, amount) needed.

AT: word number of the record of their STEP; CLAIM: of what they use there; PATIENCE: when it ends; LIMITED: word number
of the risk that ends it, or 0; PLANNED: where they go when the stay ends, -1 if that is only known then; TAKES: word
number of the tokens that would end it.
"""

ON_THE_WAY, STANDING_IN_LINE, SETTING_UP, STAYING, WAITING_FOR_WORK = range(5)
"""STATE of a person."""

(TASK_NEXT, TASK_PREVIOUS, TASK_PERSON, TASK_OWNER, TASK_KIND, TASK_STAFF, TASK_N, TASK_LENGTH, TASK_STAY, TASK_STEP,
 TASK_VISIT, TASK_SERIAL, TASK_DUE, TASK_CLASS, TASK_DROPPED, TASK_MEMBER, TASK_FOLLOW, TASK_WIDTH) = range(18)
(TOKEN_NEXT, TOKEN_PREVIOUS, TOKEN_ORDINAL, TOKEN_POOL, TOKEN_WIDTH) = range(5)

FREE_NEXT = 0    # of a person, task or token that has been given back: the next one that has
ITEM_WIDTH = 3   # key (time, phase, owner), serial, what
ENTRY_WIDTH = 5  # four words that order the line, and what stands in it

# --- kinds of pending items ------------------------------------------------------------------------------------------

(STAY_ENDS, RISK_STRIKES, SETUP_ENDS, PATIENCE_ENDS, WORK_FALLS_DUE, WORK_ENDS, LEVEL_CHANGES, TURNAROUND_ENDS,
 STAFF_OPENS_ITEM, TOKEN_ARRIVES, TOKEN_EXPIRES, TOKENS_OVERFLOW, SESSION_PLANNED, SESSION_AGAIN,
 LINES_CHANGE) = range(15)

# --- keys of pending items -------------------------------------------------------------------------------------------

TIME_BITS, PHASE_BITS, OWNER_BITS, PLACE_BITS, INDEX_BITS = 32, 4, 24, 2, 16
NEVER = 1 << (TIME_BITS + PHASE_BITS + OWNER_BITS + PLACE_BITS)
"""Later than the key of any item."""
LAST_OWNER = (1 << OWNER_BITS) - 1
PEOPLE = 8 << INDEX_BITS
"""Where participants begin within a key; before them come the environment's owners, by kind and rank of name."""

MOST_SECONDS, MOST_PEOPLE, MOST_NAMES = 1 << TIME_BITS, LAST_OWNER - PEOPLE, 1 << INDEX_BITS
"""What keys have room for: length of a run (136 years), participants in it, owners of one kind in the environment."""

FIRST_ROOM = 16
"""Pending items that have room in the first replication; later ones begin with the room of the one before."""
