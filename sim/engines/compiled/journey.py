"""One participant's journey: a state machine that is woken by what it waits for (compare the reference's journey)."""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import pick
from sim.engines.compiled.needs import let_go, take_along
from sim.engines.compiled.parts import apart, kernel
from sim.engines.compiled.people import leave
from sim.engines.compiled.places import claim
from sim.engines.compiled.properties import draw_property, update
from sim.engines.compiled.queues import stand_in_line, write_line
from sim.engines.compiled.routes import reach, route_on
from sim.engines.compiled.staff_work import drop_work
from sim.engines.compiled.stays import begin_stay, enter_stage
from sim.engines.order import MOST_ITEMS_AT_ONCE
from sim.kernels.jit import Memory
from sim.log import codes
from sim.model.tables import StepKind

WAIT, EXIT = StepKind.WAIT.value, StepKind.EXIT.value
ENDED, STRUCK, CALLED = range(3)
"""How a stay is left."""
NOWHERE = -1


@kernel
def begin(memory: Memory, person: int, to: int, inside: bool, elapsed: int) -> None:
    """The first step of somebody who has arrived; ``elapsed`` only for the backlog."""
    walk(memory, person, NOWHERE, to, inside, elapsed)


@kernel
def go_on(memory: Memory, person: int) -> None:
    """Admitted: into the stage, or past the wait."""
    step = memory[person + m.AT]
    _note_wait(memory, person, step, memory[m.NOW] - memory[person + m.JOINED])
    if memory[step + m.STEP_KIND] != WAIT:
        let_go(memory, person, step)
        enter_stage(memory, person, step, False, 0)
    else:
        walk(memory, person, memory[person + m.STEP], route_on(memory, person, step), False, 0)


@kernel
def go_elsewhere(memory: Memory, person: int) -> None:
    """Turned away: to the `else` of the step, or where its closing sends people."""
    step = memory[person + m.AT]
    _note_wait(memory, person, step, memory[m.NOW] - memory[person + m.JOINED])
    if memory[step + m.STEP_CLOSES] <= memory[m.NOW]:
        target = memory[step + m.STEP_CLOSED_TO]
    else:
        target = pick(memory, person, memory[step + m.STEP_ELSE])
    walk(memory, person, memory[person + m.STEP], target, False, 0)


@kernel
def go_by_the_limit(memory: Memory, person: int) -> None:
    """In line for longer than a limit allows: to where its risk leads."""
    _note_wait(memory, person, memory[person + m.AT], memory[m.NOW] - memory[person + m.JOINED])
    walk(memory, person, memory[person + m.STEP], memory[memory[person + m.LIMITED] + m.RISK_TO], False, 0)


@kernel
def be_set_up(memory: Memory, person: int) -> None:
    """The set-up is over, the stay begins."""
    begin_stay(memory, person, memory[person + m.AT], 0)


@kernel
def end_stay(memory: Memory, person: int, why: int) -> None:
    """The stay is over: ENDED, unless its work is not done, STRUCK by a risk, or CALLED away by a token."""
    if why == ENDED and memory[person + m.OPEN_WORK] > 0:
        _wait_for_work(memory, person)
    else:
        walk(memory, person, memory[person + m.STEP], _leave_stage(memory, person, why), False, 0)


@kernel
def walk(memory: Memory, person: int, origin: int, target: int, inside: bool, elapsed: int) -> None:
    """From ``origin`` to ``target`` and further, step after step, until there is something to wait for."""
    while memory[m.STATUS] == m.RUNNING:
        target = reach(memory, person, origin, target)
        _count_item(memory, person)
        step = memory[m.STEPS] + target * m.STEP_WIDTH
        kind = memory[step + m.STEP_KIND]
        waits = take_along(memory, person, target, step)
        if kind == EXIT:
            leave(memory, person)
            return
        for mark in range(memory[step + m.STEP_MARK_FIRST], memory[step + m.STEP_MARK_LAST]):
            draw_property(memory, person, memory[mark], target, memory[person + m.VISIT], 0)
        if inside:
            claim(memory, person)  # more than the capacity is allowed (contract Q10)
        elif waits:
            if memory[step + m.STEP_CLOSES] > memory[m.NOW]:
                stand_in_line(memory, person, step, elapsed)
                return
            origin = target
            target = _closed(memory, person, step, elapsed)
            inside = False
            elapsed = 0
            continue
        else:
            _note_wait(memory, person, step, 0)
        if kind != WAIT:
            enter_stage(memory, person, step, inside, elapsed if inside else 0)
            return
        origin = target
        target = route_on(memory, person, step)
        inside = False
        elapsed = 0


@kernel
def _closed(memory: Memory, person: int, step: int, waited: int) -> int:
    """The step has closed: whoever comes is sent on at once."""
    apart()
    write_line(memory, person, codes.JOIN, waited)
    write_line(memory, person, codes.SENT_AWAY, waited)
    _note_wait(memory, person, step, waited)
    return int(memory[step + m.STEP_CLOSED_TO])


@kernel
def _note_wait(memory: Memory, person: int, step: int, waited: int) -> None:
    """The wait is over, also where nobody waits: what changes with it."""
    if memory[step + m.STEP_SERVED_FIRST] < memory[step + m.STEP_SERVED_LAST]:
        update(memory, person, memory[step + m.STEP_SERVED_FIRST], memory[step + m.STEP_SERVED_LAST], waited)


@kernel
def _count_item(memory: Memory, person: int) -> None:
    """One more step of the same person at the same instant (contract S1)."""
    if memory[person + m.ITEMS_AT] != memory[m.NOW]:
        memory[person + m.ITEMS_AT] = memory[m.NOW]
        memory[person + m.ITEMS] = 0
        return
    memory[person + m.ITEMS] += 1
    if memory[person + m.ITEMS] > MOST_ITEMS_AT_ONCE:
        memory[m.STATUS] = m.LOOP
        memory[m.TROUBLE_OWNER] = memory[person + m.NUMBER]
        memory[m.TROUBLE_STEP] = memory[person + m.STEP]


# --- the end of a stay -----------------------------------------------------------------------------------------------


@kernel
def _wait_for_work(memory: Memory, person: int) -> None:
    """The stay is over but its work is not done: no risk runs, what is held stays held (contract Q9)."""
    apart()
    memory[person + m.STATE] = m.WAITING_FOR_WORK
    stayed = memory[m.NOW] - memory[person + m.ENTERED]
    rows.of_person(memory, person, codes.OVERDUE, rows.NOTHING, stayed)


@kernel
def _leave_stage(memory: Memory, person: int, why: int) -> int:
    """Leave the stage by its end, a risk or a token; returns where to."""
    step = memory[person + m.AT]
    draws, stayed = step + m.STEP_ENDED_FIRST, memory[m.NOW] - memory[person + m.ENTERED]
    if why == ENDED:
        row, what = codes.END, memory[person + m.END_CODE]
    elif why == STRUCK:
        draws = memory[person + m.OUTCOME] + m.RISK_STRUCK_FIRST
        row, what = codes.RISK, memory[memory[person + m.OUTCOME] + m.RISK_NAME]
    else:
        draws = step + m.STEP_CALLED_FIRST
        row, what = codes.CALLED, memory[person + m.POOL]
    rows.of_person(memory, person, row, what, stayed)
    if memory[draws] < memory[draws + 1]:
        update(memory, person, memory[draws], memory[draws + 1], stayed)
    memory[step + m.INSIDE] -= 1
    if memory[person + m.FIRST_TASK] != 0:
        drop_work(memory, person)
    memory[person + m.OPEN_WORK] = 0
    memory[person + m.STATE] = m.ON_THE_WAY
    memory[person + m.STAY] += 1
    if why == STRUCK:
        return int(memory[memory[person + m.OUTCOME] + m.RISK_TO])
    if why == CALLED:
        return _meanwhile_target(memory, person)
    target: int = memory[person + m.PLANNED]
    return target if target >= 0 else route_on(memory, person, step)


@kernel
def _meanwhile_target(memory: Memory, person: int) -> int:
    apart()
    takes = memory[person + m.TAKES]
    row: int = memory[takes + m.MEANWHILE_FIRST]
    while row < memory[takes + m.MEANWHILE_LAST] and memory[row + m.MEANWHILE_POOL] != memory[person + m.POOL]:
        row += m.MEANWHILE_WIDTH
    return int(memory[row + m.MEANWHILE_TARGET])
