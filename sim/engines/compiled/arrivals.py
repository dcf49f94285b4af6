"""Who arrives and which tokens appear (contract S4, R1, R4): each stream makes its next arrival when one is taken."""

from __future__ import annotations

from sim.engines.arithmetic import FAR
from sim.engines.compiled.chance import amount, arrival_second, person_key, uniform
from sim.engines.compiled.heaps import end_of_phase, join, remove_head
from sim.engines.compiled.layout import (
    BATCH,
    BATCH_SIZE,
    CELL_FIRST,
    CELL_LAST,
    CELL_MONTH,
    CELL_SIZE,
    CELL_WIDTH,
    CELLS,
    END,
    FLOATS,
    HEAD_KEY,
    HEAD_MEMBER,
    HEAD_ORDINAL,
    HEAD_TIME,
    LENGTH_A,
    LENGTH_WIDTH,
    LENGTHS,
    NEVER,
    NEXT_KEY,
    NEXT_SOURCE,
    PROCESS_AT,
    PROCESS_CLOCK,
    PROCESS_COUNT,
    PROCESS_END,
    PROCESS_FIRST,
    PROCESS_FOUND,
    PROCESS_GAP,
    PROCESS_KEY,
    PROCESS_KIND,
    PROCESS_LAST,
    PROCESS_LEFT,
    PROCESS_NUMBER,
    PROCESS_PLACE,
    PROCESS_SIZE,
    PROCESS_SIZE_STREAM,
    PROCESS_START,
    PROCESS_STOP_FIRST,
    PROCESS_STOP_LAST,
    PROCESS_STREAM,
    PROCESS_TIMES,
    PROCESS_WIDTH,
    PROCESSES,
    SEGMENT_CUMULATIVE,
    SEGMENT_RATE,
    SEGMENT_TIME,
    SOURCES_COUNT,
    STOP_FROM,
    STOP_TO,
)
from sim.engines.compiled.memory import clear
from sim.engines.compiled.parts import kernel
from sim.engines.order import Phase
from sim.kernels.jit import Memory, beyond, reals
from sim.model.tables import ProcessKind

POISSON, A_YEAR, EVEN = ProcessKind.POISSON.value, ProcessKind.A_YEAR.value, ProcessKind.EVEN.value
TIMES, RENEWAL, BACKLOG_KIND = ProcessKind.TIMES.value, ProcessKind.RENEWAL.value, ProcessKind.BACKLOG.value
ARRIVE = Phase.ARRIVE.value


@kernel
def open_process(memory: Memory, process: int) -> None:
    """Begin a stream: its first arrival is its head."""
    memory[process + PROCESS_AT] = memory[process + PROCESS_FIRST]
    memory[process + PROCESS_LEFT] = 0
    memory[process + PROCESS_CLOCK] = memory[process + PROCESS_START]
    memory[process + PROCESS_PLACE] = 0
    memory[process + PROCESS_COUNT] = 0
    memory[process + PROCESS_FOUND] = 0
    clear(memory, process + BATCH)
    if memory[process + PROCESS_KIND] == TIMES:
        memory[process + PROCESS_CLOCK] = -FAR  # no date yet
    advance(memory, process)


@kernel
def advance(memory: Memory, process: int) -> None:
    """Find the next head of a stream; ``FAR`` when it has no more."""
    last = min(memory[END], memory[process + PROCESS_END])
    while memory[process + PROCESS_FOUND] != memory[process + PROCESS_NUMBER] and _produce(memory, process, last):
        if memory[process + HEAD_TIME] < last and not _is_stopped(memory, process):
            memory[process + PROCESS_FOUND] += 1
            return
    memory[process + HEAD_TIME] = FAR


@kernel
def find_next(memory: Memory) -> None:
    """The earliest head of all streams of people, the first by name of those at the same time."""
    first = memory[PROCESSES]
    time = memory[END]
    for process in range(first, first + memory[SOURCES_COUNT] * PROCESS_WIDTH, PROCESS_WIDTH):
        if memory[process + PROCESS_KIND] != BACKLOG_KIND and memory[process + HEAD_TIME] < time:
            time = memory[process + HEAD_TIME]
            memory[NEXT_SOURCE] = process
    memory[NEXT_KEY] = end_of_phase(time, ARRIVE) if time < memory[END] else NEVER


@kernel
def _is_stopped(memory: Memory, process: int) -> bool:
    time = memory[process + HEAD_TIME]
    for window in range(memory[process + PROCESS_STOP_FIRST], memory[process + PROCESS_STOP_LAST]):
        if memory[memory[STOP_FROM] + window] <= time < memory[memory[STOP_TO] + window]:
            return True
    return False


@kernel
def _produce(memory: Memory, process: int, last: int) -> bool:
    """The next arrival of the stream as its head, whether it counts or not; False if there is none."""
    kind = memory[process + PROCESS_KIND]
    if kind == TIMES:
        return _listed(memory, process)
    if kind == RENEWAL:
        return _renewal(memory, process, last)
    return _of_batch(memory, process, kind)


@kernel
def _set_head(memory: Memory, process: int, time: int, key: int, member: int) -> None:
    memory[process + HEAD_TIME] = time
    memory[process + HEAD_KEY] = key
    memory[process + HEAD_ORDINAL] = memory[process + PROCESS_COUNT]
    memory[process + HEAD_MEMBER] = member
    memory[process + PROCESS_COUNT] += 1


@kernel
def _renewal(memory: Memory, process: int, last: int) -> bool:
    ordinal = memory[process + PROCESS_COUNT]
    key = person_key(memory[process + PROCESS_KEY], ordinal, 0)
    gap = amount(memory, memory[process + PROCESS_GAP], memory[process + PROCESS_STREAM], key, 0, 0)
    time = memory[process + PROCESS_CLOCK] + gap
    if gap >= FAR or time >= last:
        return False
    memory[process + PROCESS_CLOCK] = time
    _set_head(memory, process, time, key, ordinal)
    return True


@kernel
def _listed(memory: Memory, process: int) -> bool:
    """``size`` at each listed time; a person is (source, date, place in the cohort)."""
    while memory[process + PROCESS_LEFT] <= 0:
        at = memory[process + PROCESS_AT]
        if at >= memory[process + PROCESS_LAST]:
            return False
        time = memory[memory[PROCESS_TIMES] + at]
        if time != memory[process + PROCESS_CLOCK]:
            memory[process + PROCESS_CLOCK] = time
            memory[process + PROCESS_PLACE] = 0
        date_key = person_key(memory[process + PROCESS_KEY], time, 0)
        size = amount(memory, memory[process + PROCESS_SIZE], memory[process + PROCESS_SIZE_STREAM], date_key, 0, 0)
        memory[process + PROCESS_LEFT] = size
        memory[process + PROCESS_AT] = at + 1
    time = memory[process + PROCESS_CLOCK]
    member = memory[process + PROCESS_PLACE]
    _set_head(memory, process, time, person_key(memory[process + PROCESS_KEY], time, member), member)
    memory[process + PROCESS_LEFT] -= 1
    memory[process + PROCESS_PLACE] = member + 1
    return True


@kernel
def _of_batch(memory: Memory, process: int, kind: int) -> bool:
    """From people who are made all at once, those of a cell or a year, and put in order of time by a heap."""
    last = memory[process + PROCESS_LAST] - (0 if kind == POISSON else 1)
    while memory[process + BATCH_SIZE] == 0:
        at = memory[process + PROCESS_AT]
        if at >= last:
            return False
        if kind == POISSON:
            _fill_cell(memory, process, memory[CELLS] + at * CELL_WIDTH)
        else:
            _fill_year(memory, process, at)
        memory[process + PROCESS_AT] = at + 1
    head = memory[process + BATCH]
    time, member, key = memory[head], memory[head + 1], memory[head + 4]
    remove_head(memory, process + BATCH)
    _set_head(memory, process, time, key, memory[process + PROCESS_COUNT] if kind == POISSON else member)
    return True


@kernel
def _fill_cell(memory: Memory, process: int, cell: int) -> None:
    """A Poisson number of people, each at the inverse of the cell's cumulative rate (contract R4)."""
    floats, source, month = reals(memory[FLOATS]), memory[process + PROCESS_KEY], memory[cell + CELL_MONTH]
    times, first, last = beyond(memory, memory[SEGMENT_TIME]), memory[cell + CELL_FIRST], memory[cell + CELL_LAST]
    cumulative, rates = beyond(floats, memory[SEGMENT_CUMULATIVE]), beyond(floats, memory[SEGMENT_RATE])
    cell_key = person_key(source, month, 0)
    for j in range(amount(memory, memory[cell + CELL_SIZE], memory[process + PROCESS_SIZE_STREAM], cell_key, 0, 0)):
        key = person_key(source, month, j)
        u = uniform(memory, memory[process + PROCESS_STREAM], key, 0, 0)
        join(memory, process + BATCH, arrival_second(times, cumulative, rates, first, last, u), j, 0, 0, key)


@kernel
def _fill_year(memory: Memory, process: int, at: int) -> None:
    """A fixed number of people, at random or evenly spread times."""
    size = memory[memory[LENGTHS] + memory[process + PROCESS_SIZE] * LENGTH_WIDTH + LENGTH_A]
    begin, until = memory[memory[PROCESS_TIMES] + at], memory[memory[PROCESS_TIMES] + at + 1]
    year = at - memory[process + PROCESS_FIRST]
    for member in range(size):
        key = person_key(memory[process + PROCESS_KEY], year, member)
        if memory[process + PROCESS_KIND] == EVEN:
            time = begin + member * (until - begin) // size
        else:
            u = uniform(memory, memory[process + PROCESS_STREAM], key, 0, 0)
            time = begin + int(u * (until - begin))
        join(memory, process + BATCH, time, member, 0, 0, key)
