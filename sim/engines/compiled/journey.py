"""One participant's journey: a state machine that is woken by what it waits for (compare the reference's journey)."""

from __future__ import annotations

from sim.engines.arithmetic import FAR
from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import NO_STEP, dated, end_of, later_bits, pick, share, uniform
from sim.engines.compiled.heaps import schedule
from sim.engines.compiled.parts import apart, kernel, merged
from sim.engines.compiled.people import leave
from sim.engines.compiled.places import claim, release, stand, stand_for_places
from sim.engines.compiled.properties import draw_property, limit_time, update
from sim.engines.compiled.residual_life import remaining_patience
from sim.engines.compiled.staff_work import drop_work
from sim.engines.compiled.stays import begin_stay, enter_stage, person_item
from sim.engines.order import MOST_ITEMS_AT_ONCE, Phase
from sim.kernels.jit import Memory
from sim.log import codes
from sim.model.tables import StepKind

DECISION, WAIT, EXIT = StepKind.DECISION.value, StepKind.WAIT.value, StepKind.EXIT.value
RENEGE = Phase.RENEGE.value
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
        _let_go(memory, person, step)
        enter_stage(memory, person, step, False, 0)
    else:
        walk(memory, person, memory[person + m.STEP], _route(memory, person, step), False, 0)


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
        target = _reach(memory, person, origin, target)
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
                _stand_in_line(memory, person, step, elapsed)
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
        target = _route(memory, person, step)
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


# --- routes ----------------------------------------------------------------------------------------------------------


@kernel
def _reach(memory: Memory, person: int, origin: int, target: int) -> int:
    """The stage, wait or exit that is reached: limits of the step left, then decisions, evaluated on the spot."""
    visits = person + memory[m.VISITS_AT]
    while True:
        if origin >= 0:
            target = _within_limit(memory, person, origin, target)
        visit = memory[visits + target] + 1
        memory[visits + target] = visit
        step = memory[m.STEPS] + target * m.STEP_WIDTH
        if memory[step + m.STEP_KIND] != DECISION:
            return target
        for mark in range(memory[step + m.STEP_MARK_FIRST], memory[step + m.STEP_MARK_LAST]):
            draw_property(memory, person, memory[mark], target, visit, 0)
        chosen = memory[step + m.ONLY_NEXT]
        if chosen < 0:
            chosen = _choose(memory, person, step, visit)
        rows.write(memory, memory[person + m.NUMBER], codes.DECIDE, target, visit, chosen, 0)
        origin = target
        target = chosen


@kernel
def _within_limit(memory: Memory, person: int, origin: int, target: int) -> int:
    """``target``, or where its limit sends the person; the limit binds only the step that states it (contract R2)."""
    step = memory[m.STEPS] + origin * m.STEP_WIDTH
    visits = person + memory[m.VISITS_AT]
    limit = memory[step + m.STEP_LIMIT_FIRST]
    while limit < memory[step + m.STEP_LIMIT_LAST]:
        if memory[limit + m.LIMIT_TARGET] == target:
            made = memory[visits + target]
            if made >= pick(memory, person, memory[limit + m.LIMIT_VISITS]):
                rows.write(
                    memory, memory[person + m.NUMBER], codes.LIMITED, origin, memory[visits + origin], target, made
                )
                return int(pick(memory, person, memory[limit + m.LIMIT_ELSE]))
        limit += m.LIMIT_WIDTH
    return target


@kernel
def _share_in_force(memory: Memory, person: int, step: int) -> int:
    """The share table of the person's route at this time."""
    apart()
    route = memory[m.ROUTES] + pick(memory, person, memory[step + m.STEP_ROUTE]) * m.ROUTE_LIST_WIDTH
    row = memory[route + m.ROUTE_LAST] - m.ROUTE_WIDTH
    while memory[row + m.ROUTE_TIME] > memory[m.NOW]:
        row -= m.ROUTE_WIDTH
    return int(memory[row + m.ROUTE_SHARE])


@kernel
def _choose(memory: Memory, person: int, step: int, visit: int) -> int:
    """One uniform per person, step and visit, cut in the order of route names (contract R2)."""
    bits = later_bits(memory[step + m.ROUTE_KEY], memory[person + m.PERSON_KEY], visit, 0)
    table = memory[step + m.ONLY_SHARE]
    if table < 0:
        table = _share_in_force(memory, person, step)
    return share(memory, table, bits)


@kernel
def _route(memory: Memory, person: int, step: int) -> int:
    """Where the person's route leads from the step where they are."""
    chosen: int = memory[step + m.ONLY_NEXT]
    if chosen >= 0:
        return chosen
    return _choose(memory, person, step, memory[person + m.VISIT])


# --- keeping, releasing, needing -------------------------------------------------------------------------------------


@kernel
def _be_at(memory: Memory, person: int, target: int, step: int) -> None:
    memory[person + m.STEP] = target
    memory[person + m.AT] = step
    memory[person + m.VISIT] = memory[person + memory[m.VISITS_AT] + target]
    memory[person + m.GATE] = -1
    memory[person + m.POOL] = -1
    memory[person + m.NEEDS] = 0


@kernel
def take_along(memory: Memory, person: int, target: int, step: int) -> bool:
    """Keep what both steps use, release the rest, note what is new; True if there is a line to stand in (Q3)."""
    merged()
    if memory[step + m.IS_FREE] != 0 and memory[person + m.HOLDS] == 0:
        _be_at(memory, person, target, step)
        return False
    kind = memory[step + m.STEP_KIND]
    wanted = memory[m.CLAIMS] + pick(memory, person, memory[step + m.STEP_CLAIM]) * m.CLAIM_LIST_WIDTH
    memory[person + m.CLAIM] = wanted
    if memory[person + m.HOLDS] > 0:
        kept = wanted
        if memory[step + m.STEP_KEEPS] != -1:
            kept = memory[m.CLAIMS] + pick(memory, person, memory[step + m.STEP_KEEPS]) * m.CLAIM_LIST_WIDTH
        _release_rest(memory, person, kept, kind == EXIT)
    _be_at(memory, person, target, step)
    if kind == EXIT:
        return False
    if kind == WAIT:
        memory[person + m.POOL] = pick(memory, person, memory[step + m.STEP_POOL])
        memory[person + m.GATE] = pick(memory, person, memory[step + m.STEP_GATE])
        return bool(memory[person + m.POOL] >= 0 or memory[person + m.GATE] >= 0)
    _note_needs(memory, person, wanted)
    memory[person + m.GATE] = pick(memory, person, memory[step + m.STEP_GATE])
    if memory[person + m.GATE] >= 0 or memory[person + m.NEEDS] > 0:
        return True
    _let_go(memory, person, step)
    return False


@kernel
def _let_go(memory: Memory, person: int, step: int) -> None:
    """What was kept only until the step was granted is given back."""
    if memory[step + m.STEP_KEEPS] != -1:
        _release_rest(memory, person, memory[person + m.CLAIM], False)


@kernel
def _release_rest(memory: Memory, person: int, wanted: int, everything: bool) -> None:
    """Give back what the next step does not use, in order of name."""
    merged()
    held = person + memory[m.HELD_AT]
    for resource in range(memory[m.RESOURCES_COUNT]):
        units = memory[held + resource]
        if units > 0:
            row = memory[wanted + m.CLAIM_FIRST]
            while row < memory[wanted + m.CLAIM_LAST] and not everything:
                if memory[row + m.CLAIM_RESOURCE] == resource:
                    units -= memory[row + m.CLAIM_AMOUNT]
                row += m.CLAIM_WIDTH
            if units > 0:
                release(memory, person, resource, units)


@kernel
def _note_needs(memory: Memory, person: int, wanted: int) -> None:
    """What is used beyond what is held; only places are ever held."""
    need = person + memory[m.NEEDS_AT]
    held = person + memory[m.HELD_AT]
    row = memory[wanted + m.CLAIM_FIRST]
    while row < memory[wanted + m.CLAIM_LAST]:
        resource = memory[row + m.CLAIM_RESOURCE]
        units = memory[row + m.CLAIM_AMOUNT] - memory[held + resource]
        if units > 0:
            memory[need] = resource
            memory[need + 1] = units
            memory[person + m.NEEDS] += 1
            need += 2
        row += m.CLAIM_WIDTH


# --- lines -----------------------------------------------------------------------------------------------------------


@kernel
def _stand_in_line(memory: Memory, person: int, step: int, waited: int) -> None:
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
    return target if target >= 0 else _route(memory, person, step)


@kernel
def _meanwhile_target(memory: Memory, person: int) -> int:
    apart()
    takes = memory[person + m.TAKES]
    row: int = memory[takes + m.MEANWHILE_FIRST]
    while row < memory[takes + m.MEANWHILE_LAST] and memory[row + m.MEANWHILE_POOL] != memory[person + m.POOL]:
        row += m.MEANWHILE_WIDTH
    return int(memory[row + m.MEANWHILE_TARGET])
