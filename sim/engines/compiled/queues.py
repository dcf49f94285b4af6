"""Joining a queue, and for how long: whoever balks, reneges or meets a limit in it (contract Q1, S5, S6)."""

from __future__ import annotations

from sim.engines.arithmetic import FAR
from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import dated, pick, uniform
from sim.engines.compiled.heaps import schedule
from sim.engines.compiled.lengths import NO_STEP, end_of
from sim.engines.compiled.parts import apart, kernel, merged
from sim.engines.compiled.places import stand, stand_for_places
from sim.engines.compiled.properties import limit_time
from sim.engines.compiled.residual_life import remaining_patience
from sim.engines.compiled.stays import person_item
from sim.engines.order import Phase
from sim.kernels.jit import Memory
from sim.log import codes

RENEGE = Phase.RENEGE.value


@kernel
def stand_in_line(memory: Memory, person: int, step: int, waited: int) -> None:
    """Join the line of the gate, the pool or the resources that the step needs."""
    memory[person + m.JOINED] = memory[m.NOW] - waited
    memory[person + m.STATE] = m.STANDING_IN_LINE
    memory[person + m.TURN] += 1
    memory[person + m.PRIORITY] = pick(memory, person, memory[step + m.STEP_PRIORITY])
    memory[person + m.PATIENCE] = FAR
    memory[person + m.LIMITED] = 0
    balks = memory[step + m.STEP_QUEUE] != -1 and waited == 0 and _balks(memory, person, step)
    memory[step + m.IN_LINE] += 1
    write_line(memory, person, codes.JOIN, waited)
    join_line(memory, person)
    if balks:
        _ask_at_once(memory, person)
    elif memory[step + m.STEP_PATIENCE] != -1:
        _have_patience(memory, person, step)
    elif memory[step + m.IS_LIMITED] != 0:
        end_patience(memory, person)


@kernel
def _balks(memory: Memory, person: int, step: int) -> bool:
    """Whether the queue is too long for the person, who then stays only if served at once (contract S5)."""
    apart()
    joins = dated(memory, pick(memory, person, memory[step + m.STEP_QUEUE]), memory[step + m.IN_LINE])
    key, visit = memory[person + m.PERSON_KEY], memory[person + m.VISIT]
    return bool(uniform(memory, memory[step + m.STREAM_QUEUE], key, visit, 0) >= joins)


@kernel
def join_line(memory: Memory, person: int) -> None:
    """Stand at the gate, for the pool, or for every resource that is needed; its pass looks at once."""
    merged()
    if memory[person + m.GATE] >= 0:
        stand(memory, memory[m.GATES] + memory[person + m.GATE] * m.GATE_WIDTH + m.GATE_LINE, person)
        ask_backfill(memory, person)
    elif memory[person + m.POOL] >= 0:
        stand(memory, memory[m.POOLS] + memory[person + m.POOL] * m.POOL_WIDTH + m.POOL_LINE, person)
        memory[m.ASKED_MATCH] = 1
    else:
        stand_for_places(memory, person)
        memory[m.ASKED_GRANT] = 1


@kernel
def _patience_ends(memory: Memory, person: int, step: int, row: int, waited: int) -> int:
    if waited != 0:
        return remaining_patience(memory, person, step, row, waited)
    stream, key, visit = memory[step + m.STREAM_PATIENCE], memory[person + m.PERSON_KEY], memory[person + m.VISIT]
    return end_of(memory, row, memory[m.NOW], NO_STEP, stream, key, visit, 0, 1.0)


@kernel
def _have_patience(memory: Memory, person: int, step: int) -> None:
    """Patience 0 is answered at the end of the next pass; else an item ends it."""
    joined = memory[person + m.JOINED]
    waited = memory[m.NOW] - joined
    if waited == 0 and memory[step + m.ONLY_PATIENCE] >= 0:
        ends = joined + memory[step + m.ONLY_PATIENCE]
    else:
        row = pick(memory, person, memory[step + m.STEP_PATIENCE])
        ends = _patience_ends(memory, person, step, row, waited)
    if ends > joined:
        memory[person + m.PATIENCE] = max(ends, memory[m.NOW])
        end_patience(memory, person)
    else:
        _ask_at_once(memory, person)


@kernel
def _ask_at_once(memory: Memory, person: int) -> None:
    """Served in the next pass, or turned away at its end."""
    memory[person + m.PATIENCE] = memory[m.NOW]
    if memory[person + m.GATE] >= 0:
        stand(memory, m.NO_SEAT, person)
        memory[m.ASKED_SESSION] = 1
    elif memory[person + m.POOL] >= 0:
        stand(memory, m.NO_TOKEN, person)
        memory[m.ASKED_MATCH] = 1
    else:
        stand(memory, m.NO_PLACE, person)
        memory[m.ASKED_GRANT] = 1


@kernel
def end_patience(memory: Memory, person: int) -> None:
    """Whoever still stands in this line when their patience ends gives up, or leaves by a limit before that."""
    merged()
    if memory[memory[person + m.AT] + m.IS_LIMITED] != 0:
        _limit_patience(memory, person)
    what = person_item(person, memory[person + m.TURN], m.PATIENCE_ENDS)
    schedule(memory, memory[person + m.PATIENCE], RENEGE, memory[person + m.NUMBER], 0, what)


@kernel
def _limit_patience(memory: Memory, person: int) -> None:
    """Patience ends with the first limit that counts from an event, if that is sooner."""
    apart()
    step = memory[person + m.AT]
    for risk in range(memory[step + m.STEP_RISK_FIRST], memory[step + m.STEP_RISK_LAST], m.RISK_WIDTH):
        if memory[risk + m.RISK_SINCE] >= 0:
            ends = limit_time(memory, person, risk)
            if ends < memory[person + m.PATIENCE]:
                memory[person + m.PATIENCE] = ends
                memory[person + m.LIMITED] = risk


@kernel
def ask_backfill(memory: Memory, person: int) -> None:
    if memory[memory[m.GATES] + memory[person + m.GATE] * m.GATE_WIDTH + m.QUOTA] > 0:
        memory[m.ASKED_GRANT] = 1


@kernel
def write_line(memory: Memory, person: int, row: int, value: int) -> None:
    """A row about the line of the gate, or else of the pool."""
    what = memory[person + m.GATE] if memory[person + m.GATE] >= 0 else memory[person + m.POOL]
    rows.of_person(memory, person, row, what, value)
