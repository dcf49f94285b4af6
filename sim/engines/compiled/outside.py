"""The life outside of one person, written at once: it waits for nobody and uses nothing (contract O1-O4)."""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import pick
from sim.engines.compiled.lengths import NO_STEP, end_of
from sim.engines.compiled.parts import apart, kernel
from sim.engines.compiled.properties import property_value
from sim.kernels.jit import Memory
from sim.log import codes

FOLLOWED = codes.AFTER_FOUND - codes.WITHOUT_FOUND


@kernel
def live_without(memory: Memory, person: int) -> None:
    """From arrival on, as if there were no project."""
    if memory[m.OUTSIDE] == 1:
        _lead(memory, person, 0, rows.NOTHING)


@kernel
def live_on(memory: Memory, person: int) -> None:
    """From an exit on that leaves the person on benefit."""
    if memory[m.OUTSIDE] == 1:
        step = memory[person + m.STEP]
        if pick(memory, person, memory[memory[m.OUTSIDE_GOES_ON] + step]) == 1:
            _lead(memory, person, FOLLOWED, step)


@kernel
def _lead(memory: Memory, person: int, more: int, step: int) -> None:
    """Jobs on offer come in the same sequence in both lives; whoever has no job takes the next one.

    ``more``: how much higher the codes of the rows are than those of the life without the project.
    """
    apart()
    now, end = memory[m.NOW], memory[m.END]
    number, key = memory[person + m.NUMBER], memory[person + m.PERSON_KEY]
    offer = pick(memory, person, memory[m.OUTSIDE_OFFER])
    at, free, n = max(memory[person + m.ARRIVED], 0), now, 0
    while free < end:
        n += 1
        at = end_of(memory, offer, at, NO_STEP, memory[m.OUTSIDE_OFFER_STREAM], key, n, 0, 1.0)
        if at >= end:
            return
        if at >= free:
            rows.write(memory, number, codes.WITHOUT_FOUND + more, step, n, rows.NOTHING, at - now)
            for place in range(memory[m.OUTSIDE_MARK_FIRST], memory[m.OUTSIDE_MARK_LAST]):
                draw = memory[place]
                memory[m.NOW] = at  # what depends on the date is that of the day on which the job comes
                value = property_value(memory, person, draw, n, 0)
                memory[m.NOW] = now
                rows.write(memory, number, codes.WITHOUT_MARK + more, step, n, memory[draw + m.DRAW_PROPERTY], value)
            memory[m.NOW] = at
            job = pick(memory, person, memory[m.OUTSIDE_JOB])
            memory[m.NOW] = now
            free = end_of(memory, job, at, NO_STEP, memory[m.OUTSIDE_JOB_STREAM], key, n, 0, 1.0)
            if free < end:
                rows.write(memory, number, codes.WITHOUT_LOST + more, step, n, rows.NOTHING, free - now)
