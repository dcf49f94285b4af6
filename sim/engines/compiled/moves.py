"""Lines that change on a date: whoever waits for something else than before goes to its line (contract Q12)."""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import pick
from sim.engines.compiled.heaps import first_owner, schedule
from sim.engines.compiled.needs import take_along
from sim.engines.compiled.parts import apart, kernel
from sim.engines.compiled.places import WHAT_BITS
from sim.engines.compiled.properties import draw_property
from sim.engines.compiled.queues import end_patience, join_line, write_line
from sim.engines.compiled.serving import admit, turn_away
from sim.engines.order import Owner, Phase
from sim.kernels.jit import Memory
from sim.log import codes

WORLD = Phase.WORLD.value
OWNER = first_owner(Owner.LINES)


@kernel
def plan_move(memory: Memory, at: int) -> None:
    if at < memory[m.MOVES_COUNT]:
        time = memory[memory[m.MOVE_TIME] + at]
        schedule(memory, time, WORLD, OWNER, 0, (at << WHAT_BITS) + m.LINES_CHANGE)


@kernel
def move_people(memory: Memory, at: int) -> None:
    """Everybody, in order of number, changes as the date says; who is in line sees anew what they wait for."""
    apart()
    first, last = memory[memory[m.MOVE_DRAW_FIRST] + at], memory[memory[m.MOVE_DRAW_LAST] + at]
    person = memory[m.FIRST_PRESENT]
    while person != 0:
        after = memory[person + m.NEXT]
        for place in range(first, last):
            draw_property(memory, person, memory[place], rows.NOTHING, 0, 0)
        if memory[person + m.STATE] == m.STANDING_IN_LINE:
            _see_anew(memory, person)
        person = after
    memory[m.ASKED_MATCH] = 1
    memory[m.ASKED_GRANT] = 1
    plan_move(memory, at + 1)


@kernel
def _see_anew(memory: Memory, person: int) -> None:
    """To another line, with the time of joining and the patience that they have; away from what has closed."""
    step = memory[person + m.AT]
    if memory[step + m.STEP_CLOSES] <= memory[m.NOW]:
        turn_away(memory, person, codes.SENT_AWAY)
        return
    gate, pool, wanted = memory[person + m.GATE], memory[person + m.POOL], memory[person + m.CLAIM]
    waits = take_along(memory, person, memory[person + m.STEP], step)
    if memory[person + m.GATE] == gate and memory[person + m.POOL] == pool and memory[person + m.CLAIM] == wanted:
        return
    memory[person + m.TURN] += 1
    write_line(memory, person, codes.MOVE, gate if gate >= 0 else pool)
    memory[person + m.PRIORITY] = pick(memory, person, memory[step + m.STEP_PRIORITY])
    if waits:
        join_line(memory, person)
        end_patience(memory, person)
    else:
        admit(memory, person)
