"""The kernel: one replication after the other, and in each always the smallest pending item (contract S1)."""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled.arrivals import BACKLOG_KIND, advance, find_next, open_process
from sim.engines.compiled.chance import first_round, person_key
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
from sim.engines.compiled.lengths import amount
from sim.engines.compiled.memory import clear
from sim.engines.compiled.moves import move_people, plan_move
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
from sim.engines.compiled.staff_work import finish_work, open_groups, open_staff, queue_work
from sim.engines.compiled.stays import VERSION_BITS, version
from sim.engines.compiled.tokens import bring_token, expire, lose_tokens, open_pools
from sim.engines.order import SESSION_SHIFT, Phase
from sim.kernels.jit import Memory, address, words
from sim.log import codes

MATCH, GRANT, SESSION = Phase.MATCH.value, Phase.GRANT.value, Phase.SESSION.value
INDEX_MASK = (1 << m.INDEX_BITS) - 1


@kernel
def _open(memory: Memory) -> None:
    """The starting state (phase 0): levels, then the backlog in order of number."""
    apart()
    memory[m.ARENA_TOP] = memory[m.ARENA_START]
    memory[m.NOW] = 0
    open_items(memory)
    for heap in (m.BACKLOG, m.NO_PLACE, m.NO_TOKEN, m.NO_SEAT):
        clear(memory, heap)
    for word in (m.FREE_PERSONS, m.FREE_TASKS, m.FREE_TOKENS, m.FIRST_PRESENT, m.LAST_PRESENT, m.NEXT_NUMBER):
        memory[word] = 0
    for word in (m.ASKED_MATCH, m.ASKED_GRANT, m.ASKED_SESSION):
        memory[word] = 0
    for step in range(memory[m.STEPS], memory[m.STEPS] + memory[m.STEPS_COUNT] * m.STEP_WIDTH, m.STEP_WIDTH):
        memory[step + m.INSIDE] = 0
        memory[step + m.IN_LINE] = 0
        memory[step + m.ROUTE_KEY] = first_round(memory, memory[step + m.STREAM_ROUTE])
        memory[step + m.LENGTH_KEY] = first_round(memory, memory[step + m.STREAM_LENGTH])
    open_places(memory)
    open_groups(memory)
    open_gates(memory)
    open_pools(memory)
    plan_move(memory, 0)
    _open_sources(memory)
    _enter_backlog(memory)


@kernel
def _open_sources(memory: Memory) -> None:
    for source in range(memory[m.SOURCES_COUNT]):
        process = memory[m.PROCESSES] + source * m.PROCESS_WIDTH
        if memory[process + m.PROCESS_KIND] == BACKLOG_KIND:
            _gather(memory, source, process)
        else:
            open_process(memory, process)
    find_next(memory)


@kernel
def _gather(memory: Memory, source: int, process: int) -> None:
    """Put the backlog of one source among all the others, the longest there first."""
    entry = memory[m.SOURCES] + source * m.SOURCE_WIDTH
    first, last = memory[entry + m.SOURCE_ROW_FIRST], memory[entry + m.SOURCE_ROW_LAST]
    for ordinal in range(memory[process + m.PROCESS_NUMBER]):
        if first + ordinal < last and memory[entry + m.SOURCE_ELAPSED] < 0:
            elapsed = memory[memory[m.ROW_ELAPSED] + first + ordinal]
        else:
            key = person_key(memory[process + m.PROCESS_KEY], ordinal, 0)
            elapsed = amount(
                memory, memory[entry + m.SOURCE_ELAPSED], memory[entry + m.SOURCE_ELAPSED_STREAM], key, 0, 0
            )
        join(memory, m.BACKLOG, -elapsed, source, ordinal, 0, 0)


@kernel
def _enter_backlog(memory: Memory) -> None:
    while memory[m.BACKLOG + 1] > 0 and memory[m.STATUS] == m.RUNNING:
        head = memory[m.BACKLOG]
        elapsed, source, ordinal = -memory[head], memory[head + 1], memory[head + 2]
        remove_head(memory, m.BACKLOG)
        key = person_key(memory[memory[m.PROCESSES] + source * m.PROCESS_WIDTH + m.PROCESS_KEY], ordinal, 0)
        _enter(memory, source, key, ordinal, ordinal, elapsed)


@kernel
def _enter(memory: Memory, source: int, key: int, ordinal: int, member: int, elapsed: int) -> None:
    """The next participant: contacted or not, the number is used up (contract S4)."""
    number = memory[m.NEXT_NUMBER]
    memory[m.NEXT_NUMBER] = number + 1
    if number >= m.MOST_PEOPLE:
        memory[m.STATUS] = m.TOO_MANY
    if is_contacted(memory, number, source):
        person = new_person(memory, number, source, key, ordinal, member, elapsed)
        entry = memory[m.SOURCES] + source * m.SOURCE_WIDTH
        begin(memory, person, memory[entry + m.SOURCE_TO], memory[entry + m.SOURCE_INSIDE] == 1, elapsed)


@kernel
def _arrive(memory: Memory) -> None:
    process = memory[m.NEXT_SOURCE]
    memory[m.NOW] = time_of(memory[m.NEXT_KEY])
    source, key = memory[process + m.PROCESS_INDEX], memory[process + m.HEAD_KEY]
    ordinal, member = memory[process + m.HEAD_ORDINAL], memory[process + m.HEAD_MEMBER]
    advance(memory, process)
    find_next(memory)
    _enter(memory, source, key, ordinal, member, 0)


# --- always the smallest ---------------------------------------------------------------------------------------------


@kernel
def _pass_before(memory: Memory, key: int) -> bool:
    """The first pass that is asked for at this instant, if it comes before an item with that key."""
    now = memory[m.NOW]
    if memory[m.ASKED_MATCH] != 0 and end_of_phase(now, MATCH) < key:
        memory[m.ASKED_MATCH] = 0
        match(memory)
    elif memory[m.ASKED_GRANT] != 0 and end_of_phase(now, GRANT) < key:
        memory[m.ASKED_GRANT] = 0
        grant(memory)
    elif memory[m.ASKED_SESSION] != 0 and end_of_phase(now, SESSION) < key:
        memory[m.ASKED_SESSION] = 0
        answer_at_gates(memory)
    else:
        return False
    return True


@kernel
def _process_world(memory: Memory, number: int, serial: int, kind: int, what: int) -> None:
    """An item of the environment; ``number`` is that of its resource, pool, gate or staff."""
    apart()
    if kind == m.TOKEN_ARRIVES:
        bring_token(memory, number)
    elif kind == m.TOKEN_EXPIRES:
        expire(memory, number, serial, what)
    elif kind == m.TOKENS_OVERFLOW:
        lose_tokens(memory, number)
    elif kind == m.LEVEL_CHANGES:
        change_level(memory, number, what)
    elif kind == m.TURNAROUND_ENDS:
        end_turnaround(memory, number, what)
    elif kind == m.STAFF_OPENS_ITEM:
        open_staff(memory, number)
    elif kind == m.SESSION_PLANNED:
        hold_planned(memory, number, what)
    elif kind == m.LINES_CHANGE:
        move_people(memory, what)
    elif kind == m.SESSION_AGAIN:
        hold_session(memory, number, memory[m.GATES] + number * m.GATE_WIDTH, serial >> SESSION_SHIFT, what)


@kernel
def _process_item(memory: Memory, item: int) -> None:
    owner, serial, word = owner_of(memory[item]), memory[item + 1], memory[item + 2]
    kind, what = word & ((1 << WHAT_BITS) - 1), word >> WHAT_BITS
    if kind <= m.PATIENCE_ENDS:
        person, number = what >> VERSION_BITS, version(what)
        if kind == m.PATIENCE_ENDS:
            if version(memory[person + m.TURN]) == number and memory[person + m.NUMBER] == owner:
                turn_away(memory, person, codes.RENEGED)
        elif kind == m.SETUP_ENDS:
            be_set_up(memory, person)
        elif version(memory[person + m.STAY]) == number and memory[person + m.NUMBER] == owner:
            end_stay(memory, person, ENDED if kind == m.STAY_ENDS else STRUCK)
    elif kind == m.WORK_FALLS_DUE:
        queue_work(memory, what)
    elif kind == m.WORK_ENDS:
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
    while memory[m.STATUS] == m.RUNNING:
        arrival = memory[m.NEXT_KEY]
        asked = memory[m.ASKED_MATCH] + memory[m.ASKED_GRANT] + memory[m.ASKED_SESSION]
        if asked != 0 and _pass_before(memory, min(soonest(memory), arrival)):
            continue
        key = fill_hole(memory)
        if arrival < key:
            _arrive(memory)
        elif key < m.NEVER:
            memory[m.NOW] = time_of(key)
            memory[m.HEAP_HOLE] = 1
            _process_item(memory, memory[m.HEAP])
        else:
            break
    if memory[m.STATUS] == m.RUNNING:
        memory[m.NOW] = memory[m.END]
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
    memory[m.FLOATS] = address(words(floats_array))
    memory[m.LOG] = address(words(log))
    memory[m.LOG_SIZE] = size
    memory[m.LOG_ROWS] = first_row[0]
    memory[m.STATUS] = m.RUNNING
    for done in range(len(keys)):
        memory[m.KEY] = keys[done]
        _run(memory)
        if memory[m.LOG_ROWS] > size > 0 and memory[m.STATUS] == m.RUNNING:
            memory[m.STATUS] = m.LOG_FULL
        if memory[m.STATUS] != m.RUNNING:
            return done
        first_row[done + 1] = memory[m.LOG_ROWS]
    return len(keys)
