"""The kernel: one replication after the other, and in each always the smallest pending item (contract S1)."""

from __future__ import annotations

from sim.engines.compiled.arrivals import BACKLOG_KIND, advance, find_next, open_process
from sim.engines.compiled.chance import amount, first_round, person_key
from sim.engines.compiled.duties import finish_work, open_groups, open_staff, queue_work
from sim.engines.compiled.heaps import (
    end_of_phase,
    fill_hole,
    join,
    open_items,
    owner_of,
    remove_head,
    soonest,
    time_of,
)
from sim.engines.compiled.journey import ENDED, STRUCK, be_set_up, begin, end_stay
from sim.engines.compiled.layout import (
    ARENA_START,
    ARENA_TOP,
    ASKED_GRANT,
    ASKED_MATCH,
    ASKED_SESSION,
    BACKLOG,
    END,
    FIRST_PRESENT,
    FLOATS,
    FREE_PERSONS,
    FREE_TASKS,
    FREE_TOKENS,
    GATE_WIDTH,
    GATES,
    HEAD_KEY,
    HEAD_MEMBER,
    HEAD_ORDINAL,
    HEAP,
    HEAP_HOLE,
    IN_LINE,
    INDEX_BITS,
    INSIDE,
    KEY,
    LAST_PRESENT,
    LENGTH_KEY,
    LEVEL_CHANGES,
    LOG,
    LOG_FULL,
    LOG_ROWS,
    LOG_SIZE,
    MOST_PEOPLE,
    NEVER,
    NEXT_KEY,
    NEXT_NUMBER,
    NEXT_SOURCE,
    NO_PLACE,
    NO_SEAT,
    NO_TOKEN,
    NOW,
    NUMBER,
    PATIENCE_ENDS,
    PROCESS_INDEX,
    PROCESS_KEY,
    PROCESS_KIND,
    PROCESS_NUMBER,
    PROCESS_WIDTH,
    PROCESSES,
    ROUTE_KEY,
    ROW_ELAPSED,
    RUNNING,
    SESSION_AGAIN,
    SESSION_PLANNED,
    SETUP_ENDS,
    SOURCE_ELAPSED,
    SOURCE_ELAPSED_STREAM,
    SOURCE_INSIDE,
    SOURCE_ROW_FIRST,
    SOURCE_ROW_LAST,
    SOURCE_TO,
    SOURCE_WIDTH,
    SOURCES,
    SOURCES_COUNT,
    STAFF_OPENS_ITEM,
    STATUS,
    STAY,
    STAY_ENDS,
    STEP_WIDTH,
    STEPS,
    STEPS_COUNT,
    STREAM_LENGTH,
    STREAM_ROUTE,
    TOKEN_ARRIVES,
    TOKEN_EXPIRES,
    TOKENS_OVERFLOW,
    TOO_MANY,
    TURN,
    TURNAROUND_ENDS,
    WORK_ENDS,
    WORK_FALLS_DUE,
)
from sim.engines.compiled.memory import clear
from sim.engines.compiled.parts import apart, kernel
from sim.engines.compiled.people import count_present, is_contacted, new_person
from sim.engines.compiled.places import WHAT_BITS, change_level, end_turnaround, open_places
from sim.engines.compiled.serving import (
    answer_at_gates,
    grant,
    hold_planned,
    hold_session,
    match,
    open_gates,
    turn_away,
)
from sim.engines.compiled.stays import VERSION_BITS, version
from sim.engines.compiled.tokens import bring_token, expire, lose_tokens, open_pools
from sim.engines.order import SESSION_SHIFT, Phase
from sim.kernels.jit import Memory, address, words
from sim.log import codes

MATCH, GRANT, SESSION = Phase.MATCH.value, Phase.GRANT.value, Phase.SESSION.value
INDEX_MASK = (1 << INDEX_BITS) - 1


@kernel
def _open(memory: Memory) -> None:
    """The starting state (phase 0): levels, then the backlog in order of number."""
    apart()
    memory[ARENA_TOP] = memory[ARENA_START]
    memory[NOW] = 0
    open_items(memory)
    for heap in (BACKLOG, NO_PLACE, NO_TOKEN, NO_SEAT):
        clear(memory, heap)
    for word in (FREE_PERSONS, FREE_TASKS, FREE_TOKENS, FIRST_PRESENT, LAST_PRESENT, NEXT_NUMBER):
        memory[word] = 0
    for word in (ASKED_MATCH, ASKED_GRANT, ASKED_SESSION):
        memory[word] = 0
    for step in range(memory[STEPS], memory[STEPS] + memory[STEPS_COUNT] * STEP_WIDTH, STEP_WIDTH):
        memory[step + INSIDE] = 0
        memory[step + IN_LINE] = 0
        memory[step + ROUTE_KEY] = first_round(memory, memory[step + STREAM_ROUTE])
        memory[step + LENGTH_KEY] = first_round(memory, memory[step + STREAM_LENGTH])
    open_places(memory)
    open_groups(memory)
    open_gates(memory)
    open_pools(memory)
    _open_sources(memory)
    _enter_backlog(memory)


@kernel
def _open_sources(memory: Memory) -> None:
    for source in range(memory[SOURCES_COUNT]):
        process = memory[PROCESSES] + source * PROCESS_WIDTH
        if memory[process + PROCESS_KIND] == BACKLOG_KIND:
            _gather(memory, source, process)
        else:
            open_process(memory, process)
    find_next(memory)


@kernel
def _gather(memory: Memory, source: int, process: int) -> None:
    """Put the backlog of one source among all the others, the longest there first."""
    entry = memory[SOURCES] + source * SOURCE_WIDTH
    first, last = memory[entry + SOURCE_ROW_FIRST], memory[entry + SOURCE_ROW_LAST]
    for ordinal in range(memory[process + PROCESS_NUMBER]):
        if first + ordinal < last and memory[entry + SOURCE_ELAPSED] < 0:
            elapsed = memory[memory[ROW_ELAPSED] + first + ordinal]
        else:
            key = person_key(memory[process + PROCESS_KEY], ordinal, 0)
            elapsed = amount(memory, memory[entry + SOURCE_ELAPSED], memory[entry + SOURCE_ELAPSED_STREAM], key, 0, 0)
        join(memory, BACKLOG, -elapsed, source, ordinal, 0, 0)


@kernel
def _enter_backlog(memory: Memory) -> None:
    while memory[BACKLOG + 1] > 0 and memory[STATUS] == RUNNING:
        head = memory[BACKLOG]
        elapsed, source, ordinal = -memory[head], memory[head + 1], memory[head + 2]
        remove_head(memory, BACKLOG)
        key = person_key(memory[memory[PROCESSES] + source * PROCESS_WIDTH + PROCESS_KEY], ordinal, 0)
        _enter(memory, source, key, ordinal, ordinal, elapsed)


@kernel
def _enter(memory: Memory, source: int, key: int, ordinal: int, member: int, elapsed: int) -> None:
    """The next participant: contacted or not, the number is used up (contract S4)."""
    number = memory[NEXT_NUMBER]
    memory[NEXT_NUMBER] = number + 1
    if number >= MOST_PEOPLE:
        memory[STATUS] = TOO_MANY
    if is_contacted(memory, number, source):
        person = new_person(memory, number, source, key, ordinal, member, elapsed)
        entry = memory[SOURCES] + source * SOURCE_WIDTH
        begin(memory, person, memory[entry + SOURCE_TO], memory[entry + SOURCE_INSIDE] == 1, elapsed)


@kernel
def _arrive(memory: Memory) -> None:
    process = memory[NEXT_SOURCE]
    memory[NOW] = time_of(memory[NEXT_KEY])
    source, key = memory[process + PROCESS_INDEX], memory[process + HEAD_KEY]
    ordinal, member = memory[process + HEAD_ORDINAL], memory[process + HEAD_MEMBER]
    advance(memory, process)
    find_next(memory)
    _enter(memory, source, key, ordinal, member, 0)


# --- always the smallest ---------------------------------------------------------------------------------------------


@kernel
def _pass_before(memory: Memory, key: int) -> bool:
    """The first pass that is asked for at this instant, if it comes before an item with that key."""
    now = memory[NOW]
    if memory[ASKED_MATCH] != 0 and end_of_phase(now, MATCH) < key:
        memory[ASKED_MATCH] = 0
        match(memory)
    elif memory[ASKED_GRANT] != 0 and end_of_phase(now, GRANT) < key:
        memory[ASKED_GRANT] = 0
        grant(memory)
    elif memory[ASKED_SESSION] != 0 and end_of_phase(now, SESSION) < key:
        memory[ASKED_SESSION] = 0
        answer_at_gates(memory)
    else:
        return False
    return True


@kernel
def _process_world(memory: Memory, number: int, serial: int, kind: int, what: int) -> None:
    """An item of the environment; ``number`` is that of its resource, pool, gate or staff."""
    apart()
    if kind == TOKEN_ARRIVES:
        bring_token(memory, number)
    elif kind == TOKEN_EXPIRES:
        expire(memory, number, serial, what)
    elif kind == TOKENS_OVERFLOW:
        lose_tokens(memory, number)
    elif kind == LEVEL_CHANGES:
        change_level(memory, number, what)
    elif kind == TURNAROUND_ENDS:
        end_turnaround(memory, number, what)
    elif kind == STAFF_OPENS_ITEM:
        open_staff(memory, number)
    elif kind == SESSION_PLANNED:
        hold_planned(memory, number, what)
    elif kind == SESSION_AGAIN:
        hold_session(memory, number, memory[GATES] + number * GATE_WIDTH, serial >> SESSION_SHIFT, what)


@kernel
def _process_item(memory: Memory, item: int) -> None:
    owner, serial, word = owner_of(memory[item]), memory[item + 1], memory[item + 2]
    kind, what = word & ((1 << WHAT_BITS) - 1), word >> WHAT_BITS
    if kind <= PATIENCE_ENDS:
        person, number = what >> VERSION_BITS, version(what)
        if kind == PATIENCE_ENDS:
            if version(memory[person + TURN]) == number and memory[person + NUMBER] == owner:
                turn_away(memory, person, codes.GIVE_UP)
        elif kind == SETUP_ENDS:
            be_set_up(memory, person)
        elif version(memory[person + STAY]) == number and memory[person + NUMBER] == owner:
            end_stay(memory, person, ENDED if kind == STAY_ENDS else STRUCK)
    elif kind == WORK_FALLS_DUE:
        queue_work(memory, what)
    elif kind == WORK_ENDS:
        person = finish_work(memory, what)
        if person != 0:
            end_stay(memory, person, ENDED)
    else:
        _process_world(memory, owner & INDEX_MASK, serial, kind, what)


@kernel
def _run(memory: Memory) -> None:
    """One replication: always the next pass, arrival or pending item, until there is none before the end.

    A pass follows every other item of its phase.  Somebody who arrives has a higher number than all who are there.
    """
    _open(memory)
    while memory[STATUS] == RUNNING:
        arrival = memory[NEXT_KEY]
        asked = memory[ASKED_MATCH] + memory[ASKED_GRANT] + memory[ASKED_SESSION]
        if asked != 0 and _pass_before(memory, min(soonest(memory), arrival)):
            continue
        key = fill_hole(memory)
        if arrival < key:
            _arrive(memory)
        elif key < NEVER:
            memory[NOW] = time_of(key)
            memory[HEAP_HOLE] = 1
            _process_item(memory, memory[HEAP])
        else:
            break
    if memory[STATUS] == RUNNING:
        memory[NOW] = memory[END]
        count_present(memory)


def replicate(
    words_array: Memory, floats_array: Memory, keys: Memory, log: Memory, first_row: Memory, size: int
) -> int:
    """The kernel itself.  Run replications with the keys given until all are done or one cannot be finished.

    All arrays are flat and contiguous.  ``log``: seven columns of ``size`` rows (0: no log is kept); ``first_row``
    says where the first replication begins and takes where each ends.  Returns how many are done; why the run stopped
    early stands in the header (STATUS).
    """
    memory = words(words_array)
    memory[FLOATS] = address(words(floats_array))
    memory[LOG] = address(words(log))
    memory[LOG_SIZE] = size
    memory[LOG_ROWS] = first_row[0]
    memory[STATUS] = RUNNING
    for done in range(len(keys)):
        memory[KEY] = keys[done]
        _run(memory)
        if memory[LOG_ROWS] > size > 0 and memory[STATUS] == RUNNING:
            memory[STATUS] = LOG_FULL
        if memory[STATUS] != RUNNING:
            return done
        first_row[done + 1] = memory[LOG_ROWS]
    return len(keys)
