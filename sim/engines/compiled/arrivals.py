"""Who arrives and which tokens appear (contract S4, R1, R4): each stream makes its next arrival when one is taken."""

from __future__ import annotations

from sim.engines.arithmetic import FAR
from sim.engines.compiled import layout as m
from sim.engines.compiled.chance import dated, person_key, uniform
from sim.engines.compiled.heaps import end_of_phase, join, remove_head
from sim.engines.compiled.lengths import amount, arrival_second
from sim.engines.compiled.memory import clear
from sim.engines.compiled.parts import apart, kernel
from sim.engines.order import Phase
from sim.kernels.jit import Memory, beyond, reals
from sim.model.tables import ProcessKind

POISSON, A_YEAR, EVEN = ProcessKind.POISSON.value, ProcessKind.A_YEAR.value, ProcessKind.EVEN.value
TIMES, RENEWAL, BACKLOG_KIND = ProcessKind.TIMES.value, ProcessKind.RENEWAL.value, ProcessKind.BACKLOG.value
ARRIVE = Phase.ARRIVE.value


@kernel
def open_process(memory: Memory, process: int) -> None:
    """Begin a stream: its first arrival is its head."""
    memory[process + m.PROCESS_AT] = memory[process + m.PROCESS_FIRST]
    memory[process + m.PROCESS_LEFT] = 0
    memory[process + m.PROCESS_CLOCK] = memory[process + m.PROCESS_START]
    memory[process + m.PROCESS_PLACE] = 0
    memory[process + m.PROCESS_COUNT] = 0
    memory[process + m.PROCESS_FOUND] = 0
    clear(memory, process + m.BATCH)
    if memory[process + m.PROCESS_KIND] == TIMES:
        memory[process + m.PROCESS_CLOCK] = -FAR  # no date yet
    advance(memory, process)


@kernel
def advance(memory: Memory, process: int) -> None:
    """Find the next head of a stream; ``FAR`` when it has no more."""
    last = min(memory[m.END], memory[process + m.PROCESS_END])
    while memory[process + m.PROCESS_FOUND] != memory[process + m.PROCESS_NUMBER] and _produce(memory, process, last):
        if memory[process + m.HEAD_TIME] < last and not _is_stopped(memory, process):
            memory[process + m.PROCESS_FOUND] += 1
            return
    memory[process + m.HEAD_TIME] = FAR


@kernel
def find_next(memory: Memory) -> None:
    """The earliest head of all streams of people, the first by name of those at the same time."""
    first = memory[m.PROCESSES]
    time = memory[m.END]
    for process in range(first, first + memory[m.SOURCES_COUNT] * m.PROCESS_WIDTH, m.PROCESS_WIDTH):
        if memory[process + m.PROCESS_KIND] != BACKLOG_KIND and memory[process + m.HEAD_TIME] < time:
            time = memory[process + m.HEAD_TIME]
            memory[m.NEXT_SOURCE] = process
    memory[m.NEXT_KEY] = end_of_phase(time, ARRIVE) if time < memory[m.END] else m.NEVER


@kernel
def _is_stopped(memory: Memory, process: int) -> bool:
    time = memory[process + m.HEAD_TIME]
    for window in range(memory[process + m.PROCESS_STOP_FIRST], memory[process + m.PROCESS_STOP_LAST]):
        if memory[memory[m.STOP_FROM] + window] <= time < memory[memory[m.STOP_TO] + window]:
            return True
    return False


@kernel
def _produce(memory: Memory, process: int, last: int) -> bool:
    """The next arrival of the stream as its head, whether it counts or not; False if there is none."""
    kind = memory[process + m.PROCESS_KIND]
    if kind == TIMES:
        return _listed(memory, process)
    if kind == RENEWAL:
        return _renewal(memory, process, last)
    return _of_batch(memory, process, kind)


@kernel
def _set_head(memory: Memory, process: int, time: int, key: int, member: int) -> None:
    memory[process + m.HEAD_TIME] = time
    memory[process + m.HEAD_KEY] = key
    memory[process + m.HEAD_ORDINAL] = memory[process + m.PROCESS_COUNT]
    memory[process + m.HEAD_MEMBER] = member
    memory[process + m.PROCESS_COUNT] += 1


@kernel
def _renewal(memory: Memory, process: int, last: int) -> bool:
    ordinal = memory[process + m.PROCESS_COUNT]
    key = person_key(memory[process + m.PROCESS_KEY], ordinal, 0)
    gap = amount(memory, memory[process + m.PROCESS_GAP], memory[process + m.PROCESS_STREAM], key, 0, 0)
    time = clock = memory[process + m.PROCESS_CLOCK] + gap
    if memory[process + m.PROCESS_WEIGHT] >= 0 and gap < FAR:
        time = _on_weighed_clock(memory, process, clock - memory[process + m.PROCESS_START])
    if gap >= FAR or time >= last:
        return False
    memory[process + m.PROCESS_CLOCK] = clock
    _set_head(memory, process, time, key, ordinal)
    return True


@kernel
def _on_weighed_clock(memory: Memory, process: int, passed: int) -> int:
    """When so much time has passed on a clock that runs by the factors of a cell."""
    apart()
    cell = memory[process + m.PROCESS_WEIGHT]
    last = memory[memory[m.CELLS] + cell * m.CELL_WIDTH + m.CELL_LAST]
    total = reals(memory[m.FLOATS])[memory[m.SEGMENT_CUMULATIVE] + last - 1]
    return FAR if passed + 0.5 >= total else _weighed(memory, cell, (passed + 0.5) / total)


@kernel
def _weighed(memory: Memory, number: int, share: float) -> int:
    """The second in which a share of the weight of a cell is reached."""
    apart()
    floats, cell = reals(memory[m.FLOATS]), memory[m.CELLS] + number * m.CELL_WIDTH
    times, first, last = beyond(memory, memory[m.SEGMENT_TIME]), memory[cell + m.CELL_FIRST], memory[cell + m.CELL_LAST]
    cumulative, rates = beyond(floats, memory[m.SEGMENT_CUMULATIVE]), beyond(floats, memory[m.SEGMENT_RATE])
    return int(arrival_second(times, cumulative, rates, first, last, share))


@kernel
def _multiplied(memory: Memory, process: int, size: int, key: int, time: int) -> int:
    """The size of a cohort times the factor of its date; the rest by chance."""
    apart()
    u = uniform(memory, memory[process + m.PROCESS_SIZE_STREAM], key, 0, 1)
    return int(size * dated(memory, memory[process + m.PROCESS_WEIGHT], time) + u)


@kernel
def _listed(memory: Memory, process: int) -> bool:
    """``size`` at each listed time; a person is (source, date, place in the cohort)."""
    while memory[process + m.PROCESS_LEFT] <= 0:
        at = memory[process + m.PROCESS_AT]
        if at >= memory[process + m.PROCESS_LAST]:
            return False
        time = memory[memory[m.PROCESS_TIMES] + at]
        if time != memory[process + m.PROCESS_CLOCK]:
            memory[process + m.PROCESS_CLOCK] = time
            memory[process + m.PROCESS_PLACE] = 0
        date_key = person_key(memory[process + m.PROCESS_KEY], time, 0)
        size = amount(memory, memory[process + m.PROCESS_SIZE], memory[process + m.PROCESS_SIZE_STREAM], date_key, 0, 0)
        if memory[process + m.PROCESS_WEIGHT] >= 0:
            size = _multiplied(memory, process, size, date_key, time)
        memory[process + m.PROCESS_LEFT] = size
        memory[process + m.PROCESS_AT] = at + 1
    time = memory[process + m.PROCESS_CLOCK]
    member = memory[process + m.PROCESS_PLACE]
    _set_head(memory, process, time, person_key(memory[process + m.PROCESS_KEY], time, member), member)
    memory[process + m.PROCESS_LEFT] -= 1
    memory[process + m.PROCESS_PLACE] = member + 1
    return True


@kernel
def _of_batch(memory: Memory, process: int, kind: int) -> bool:
    """From people who are made all at once, those of a cell or a year, and put in order of time by a heap."""
    last = memory[process + m.PROCESS_LAST] - (0 if kind == POISSON else 1)
    while memory[process + m.BATCH_SIZE] == 0:
        at = memory[process + m.PROCESS_AT]
        if at >= last:
            return False
        if kind == POISSON:
            _fill_cell(memory, process, memory[m.CELLS] + at * m.CELL_WIDTH)
        else:
            _fill_year(memory, process, at)
        memory[process + m.PROCESS_AT] = at + 1
    head = memory[process + m.BATCH]
    time, member, key = memory[head], memory[head + 1], memory[head + 4]
    remove_head(memory, process + m.BATCH)
    _set_head(memory, process, time, key, memory[process + m.PROCESS_COUNT] if kind == POISSON else member)
    return True


@kernel
def _fill_cell(memory: Memory, process: int, cell: int) -> None:
    """A Poisson number of people, each at the inverse of the cell's cumulative rate (contract R4)."""
    floats, source, month = reals(memory[m.FLOATS]), memory[process + m.PROCESS_KEY], memory[cell + m.CELL_MONTH]
    times, first, last = beyond(memory, memory[m.SEGMENT_TIME]), memory[cell + m.CELL_FIRST], memory[cell + m.CELL_LAST]
    cumulative, rates = beyond(floats, memory[m.SEGMENT_CUMULATIVE]), beyond(floats, memory[m.SEGMENT_RATE])
    cell_key = person_key(source, month, 0)
    for j in range(amount(memory, memory[cell + m.CELL_SIZE], memory[process + m.PROCESS_SIZE_STREAM], cell_key, 0, 0)):
        key = person_key(source, month, j)
        u = uniform(memory, memory[process + m.PROCESS_STREAM], key, 0, 0)
        join(memory, process + m.BATCH, arrival_second(times, cumulative, rates, first, last, u), j, 0, 0, key)


@kernel
def _fill_year(memory: Memory, process: int, at: int) -> None:
    """A fixed number of people, at random or evenly spread times."""
    begin, until = memory[memory[m.PROCESS_TIMES] + at], memory[memory[m.PROCESS_TIMES] + at + 1]
    year = at - memory[process + m.PROCESS_FIRST]
    even, cell = memory[process + m.PROCESS_KIND] == EVEN, memory[process + m.PROCESS_WEIGHT]
    row = memory[process + m.PROCESS_SIZE]
    if cell >= 0:
        row = memory[memory[m.CELLS] + (cell + year) * m.CELL_WIDTH + m.CELL_SIZE]
    size = memory[memory[m.LENGTHS] + row * m.LENGTH_WIDTH + m.LENGTH_A]
    for member in range(size):
        key = person_key(memory[process + m.PROCESS_KEY], year, member)
        if cell >= 0:
            share = member / size if even else uniform(memory, memory[process + m.PROCESS_STREAM], key, 0, 0)
            time = _weighed(memory, cell + year, share)
        elif even:
            time = begin + member * (until - begin) // size
        else:
            u = uniform(memory, memory[process + m.PROCESS_STREAM], key, 0, 0)
            time = begin + int(u * (until - begin))
        join(memory, process + m.BATCH, time, member, 0, 0, key)
