"""One participant's journey: a state machine that is woken by what it waits for (compare the reference's journey)."""

from __future__ import annotations

from sim.engines.compiled import rows
from sim.engines.compiled.chance import NO_STEP, end_of, later_bits, pick, property_value, share
from sim.engines.compiled.duties import drop_work
from sim.engines.compiled.heaps import schedule
from sim.engines.compiled.layout import (
    ASKED_GRANT,
    ASKED_MATCH,
    ASKED_SESSION,
    AT,
    CLAIM_AMOUNT,
    CLAIM_FIRST,
    CLAIM_LAST,
    CLAIM_LIST_WIDTH,
    CLAIM_RESOURCE,
    CLAIM_WIDTH,
    CLAIMS,
    DRAW_PROPERTY,
    END_CODE,
    ENTERED,
    FIRST_TASK,
    GATE,
    GATE_LINE,
    GATE_WIDTH,
    GATES,
    HELD_AT,
    HOLDS,
    IN_LINE,
    INSIDE,
    IS_FREE,
    ITEMS,
    ITEMS_AT,
    JOINED,
    LIMIT_ELSE,
    LIMIT_TARGET,
    LIMIT_VISITS,
    LIMIT_WIDTH,
    LOOP,
    MEANWHILE_FIRST,
    MEANWHILE_LAST,
    MEANWHILE_LIST_WIDTH,
    MEANWHILE_POOL,
    MEANWHILE_TARGET,
    MEANWHILE_WIDTH,
    MEANWHILES,
    MEMBER,
    NEEDS,
    NEEDS_AT,
    NO_PLACE,
    NO_SEAT,
    NO_TOKEN,
    NOW,
    NUMBER,
    ON_THE_WAY,
    ONLY_NEXT,
    ONLY_PATIENCE,
    ONLY_SHARE,
    OPEN_WORK,
    OUTCOME,
    PATIENCE_ENDS,
    PERSON_KEY,
    PLANNED,
    POOL,
    POOL_LINE,
    POOL_WIDTH,
    POOLS,
    PRIORITY,
    PROPERTIES,
    QUOTA,
    RESOURCES_COUNT,
    RISK_NAME,
    RISK_TO,
    ROUTE_KEY,
    ROUTE_LAST,
    ROUTE_LIST_WIDTH,
    ROUTE_SHARE,
    ROUTE_TIME,
    ROUTE_WIDTH,
    ROUTES,
    RUNNING,
    STANDING_IN_LINE,
    STATE,
    STATUS,
    STAY,
    STEP,
    STEP_CLAIM,
    STEP_ELSE,
    STEP_GATE,
    STEP_KIND,
    STEP_LIMIT_FIRST,
    STEP_LIMIT_LAST,
    STEP_MARK_FIRST,
    STEP_MARK_LAST,
    STEP_MEANWHILE,
    STEP_PATIENCE,
    STEP_POOL,
    STEP_PRIORITY,
    STEP_ROUTE,
    STEP_WIDTH,
    STEPS,
    STREAM_PATIENCE,
    TROUBLE_OWNER,
    TROUBLE_STEP,
    TURN,
    VISIT,
    VISITS_AT,
    WAITING_FOR_WORK,
)
from sim.engines.compiled.parts import apart, kernel
from sim.engines.compiled.people import leave
from sim.engines.compiled.places import claim, release, stand, stand_for_places
from sim.engines.compiled.remaining import remaining_patience
from sim.engines.compiled.stays import begin_stay, enter_stage, person_item
from sim.engines.order import MOST_ITEMS_AT_ONCE, Phase
from sim.kernels.jit import Memory
from sim.log import codes
from sim.model.tables import StepKind

DECISION, WAIT, EXIT = StepKind.DECISION.value, StepKind.WAIT.value, StepKind.EXIT.value
GIVE_UP = Phase.GIVE_UP.value
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
    step = memory[person + AT]
    if memory[step + STEP_KIND] != WAIT:
        enter_stage(memory, person, step, False, 0)
    else:
        walk(memory, person, memory[person + STEP], _route(memory, person, step), False, 0)


@kernel
def go_elsewhere(memory: Memory, person: int) -> None:
    """Turned away: to the `else` of the step."""
    walk(memory, person, memory[person + STEP], memory[memory[person + AT] + STEP_ELSE], False, 0)


@kernel
def be_set_up(memory: Memory, person: int) -> None:
    """The set-up is over, the stay begins."""
    begin_stay(memory, person, memory[person + AT], 0)


@kernel
def end_stay(memory: Memory, person: int, why: int) -> None:
    """The stay is over: ENDED, unless its work is not done, STRUCK by a risk, or CALLED away by a token."""
    if why == ENDED and memory[person + OPEN_WORK] > 0:
        _wait_for_work(memory, person)
    else:
        walk(memory, person, memory[person + STEP], _leave_stage(memory, person, why), False, 0)


@kernel
def walk(memory: Memory, person: int, origin: int, target: int, inside: bool, elapsed: int) -> None:
    """From ``origin`` to ``target`` and further, step after step, until there is something to wait for."""
    while memory[STATUS] == RUNNING:
        target = _reach(memory, person, origin, target)
        _count_item(memory, person)
        step = memory[STEPS] + target * STEP_WIDTH
        kind = memory[step + STEP_KIND]
        waits = _take_along(memory, person, target, step)
        if kind == EXIT:
            leave(memory, person)
            return
        for mark in range(memory[step + STEP_MARK_FIRST], memory[step + STEP_MARK_LAST]):
            _draw_mark(memory, person, memory[mark], target, memory[person + VISIT])
        if inside:
            claim(memory, person)  # more than the capacity is allowed (contract Q10)
        elif waits:
            _stand_in_line(memory, person, step, elapsed)
            return
        if kind != WAIT:
            enter_stage(memory, person, step, inside, elapsed if inside else 0)
            return
        origin = target
        target = _route(memory, person, step)
        inside = False
        elapsed = 0


@kernel
def _count_item(memory: Memory, person: int) -> None:
    """One more step of the same person at the same instant (contract S1)."""
    if memory[person + ITEMS_AT] != memory[NOW]:
        memory[person + ITEMS_AT] = memory[NOW]
        memory[person + ITEMS] = 0
        return
    memory[person + ITEMS] += 1
    if memory[person + ITEMS] > MOST_ITEMS_AT_ONCE:
        memory[STATUS] = LOOP
        memory[TROUBLE_OWNER] = memory[person + NUMBER]
        memory[TROUBLE_STEP] = memory[person + STEP]


# --- routes ----------------------------------------------------------------------------------------------------------


@kernel
def _reach(memory: Memory, person: int, origin: int, target: int) -> int:
    """The stage, wait or exit that is reached: limits of the step left, then decisions, evaluated on the spot."""
    visits = person + memory[VISITS_AT]
    while True:
        if origin >= 0:
            target = _within_limit(memory, person, origin, target)
        visit = memory[visits + target] + 1
        memory[visits + target] = visit
        step = memory[STEPS] + target * STEP_WIDTH
        if memory[step + STEP_KIND] != DECISION:
            return target
        for mark in range(memory[step + STEP_MARK_FIRST], memory[step + STEP_MARK_LAST]):
            _draw_mark(memory, person, memory[mark], target, visit)
        chosen = memory[step + ONLY_NEXT]
        if chosen < 0:
            chosen = _choose(memory, person, step, visit)
        rows.write(memory, memory[person + NUMBER], codes.DECIDE, target, visit, chosen, 0)
        origin = target
        target = chosen


@kernel
def _within_limit(memory: Memory, person: int, origin: int, target: int) -> int:
    """``target``, or where its limit sends the person; the limit binds only the step that states it (contract R2)."""
    step = memory[STEPS] + origin * STEP_WIDTH
    visits = person + memory[VISITS_AT]
    limit = memory[step + STEP_LIMIT_FIRST]
    while limit < memory[step + STEP_LIMIT_LAST]:
        if memory[limit + LIMIT_TARGET] == target:
            made = memory[visits + target]
            if made >= pick(memory, person, memory[limit + LIMIT_VISITS]):
                rows.write(
                    memory, memory[person + NUMBER], codes.LIMITED, origin, memory[visits + origin], target, made
                )
                return int(memory[limit + LIMIT_ELSE])
        limit += LIMIT_WIDTH
    return target


@kernel
def _share_in_force(memory: Memory, person: int, step: int) -> int:
    """The share table of the person's route at this time."""
    apart()
    route = memory[ROUTES] + pick(memory, person, memory[step + STEP_ROUTE]) * ROUTE_LIST_WIDTH
    row = memory[route + ROUTE_LAST] - ROUTE_WIDTH
    while memory[row + ROUTE_TIME] > memory[NOW]:
        row -= ROUTE_WIDTH
    return int(memory[row + ROUTE_SHARE])


@kernel
def _choose(memory: Memory, person: int, step: int, visit: int) -> int:
    """One uniform per person, step and visit, cut in the order of route names (contract R2)."""
    bits = later_bits(memory[step + ROUTE_KEY], memory[person + PERSON_KEY], visit, 0)
    table = memory[step + ONLY_SHARE]
    if table < 0:
        table = _share_in_force(memory, person, step)
    return share(memory, table, bits)


@kernel
def _route(memory: Memory, person: int, step: int) -> int:
    """Where the person's route leads from the step where they are."""
    chosen: int = memory[step + ONLY_NEXT]
    if chosen >= 0:
        return chosen
    return _choose(memory, person, step, memory[person + VISIT])


@kernel
def _draw_mark(memory: Memory, person: int, draw: int, step: int, visit: int) -> None:
    apart()
    name = memory[draw + DRAW_PROPERTY]
    value = property_value(memory, person, draw, memory[person + PERSON_KEY], memory[person + MEMBER], visit)
    memory[person + PROPERTIES + name] = value
    rows.write(memory, memory[person + NUMBER], codes.MARK, step, visit, name, value)


# --- keeping, releasing, needing -------------------------------------------------------------------------------------


@kernel
def _be_at(memory: Memory, person: int, target: int, step: int) -> None:
    memory[person + STEP] = target
    memory[person + AT] = step
    memory[person + VISIT] = memory[person + memory[VISITS_AT] + target]
    memory[person + GATE] = -1
    memory[person + POOL] = -1
    memory[person + NEEDS] = 0


@kernel
def _take_along(memory: Memory, person: int, target: int, step: int) -> bool:
    """Keep what both steps use, release the rest, note what is new; True if there is a line to stand in (Q3)."""
    if memory[step + IS_FREE] != 0 and memory[person + HOLDS] == 0:
        _be_at(memory, person, target, step)
        return False
    kind = memory[step + STEP_KIND]
    wanted = memory[CLAIMS] + pick(memory, person, memory[step + STEP_CLAIM]) * CLAIM_LIST_WIDTH
    if memory[person + HOLDS] > 0:
        _release_rest(memory, person, wanted, kind == EXIT)
    _be_at(memory, person, target, step)
    if kind == EXIT:
        return False
    if kind == WAIT:
        memory[person + POOL] = pick(memory, person, memory[step + STEP_POOL])
        return bool(memory[person + POOL] >= 0)
    _note_needs(memory, person, wanted)
    memory[person + GATE] = pick(memory, person, memory[step + STEP_GATE])
    return bool(memory[person + GATE] >= 0 or memory[person + NEEDS] > 0)


@kernel
def _release_rest(memory: Memory, person: int, wanted: int, everything: bool) -> None:
    """Give back what the next step does not use, in order of name."""
    held = person + memory[HELD_AT]
    for resource in range(memory[RESOURCES_COUNT]):
        units = memory[held + resource]
        if units > 0:
            row = memory[wanted + CLAIM_FIRST]
            while row < memory[wanted + CLAIM_LAST] and not everything:
                if memory[row + CLAIM_RESOURCE] == resource:
                    units -= memory[row + CLAIM_AMOUNT]
                row += CLAIM_WIDTH
            if units > 0:
                release(memory, person, resource, units)


@kernel
def _note_needs(memory: Memory, person: int, wanted: int) -> None:
    """What is used beyond what is held; only places are ever held."""
    need = person + memory[NEEDS_AT]
    held = person + memory[HELD_AT]
    row = memory[wanted + CLAIM_FIRST]
    while row < memory[wanted + CLAIM_LAST]:
        resource = memory[row + CLAIM_RESOURCE]
        units = memory[row + CLAIM_AMOUNT] - memory[held + resource]
        if units > 0:
            memory[need] = resource
            memory[need + 1] = units
            memory[person + NEEDS] += 1
            need += 2
        row += CLAIM_WIDTH


# --- lines -----------------------------------------------------------------------------------------------------------


@kernel
def _stand_in_line(memory: Memory, person: int, step: int, waited: int) -> None:
    """Join the line of the gate, the pool or the resources that the step needs."""
    memory[person + JOINED] = memory[NOW] - waited
    memory[person + STATE] = STANDING_IN_LINE
    memory[person + TURN] += 1
    memory[person + PRIORITY] = pick(memory, person, memory[step + STEP_PRIORITY])
    memory[step + IN_LINE] += 1
    write_line(memory, person, codes.JOIN, waited)
    if memory[person + GATE] >= 0:
        stand(memory, memory[GATES] + memory[person + GATE] * GATE_WIDTH + GATE_LINE, person)
        ask_backfill(memory, person)
    elif memory[person + POOL] >= 0:
        stand(memory, memory[POOLS] + memory[person + POOL] * POOL_WIDTH + POOL_LINE, person)
        memory[ASKED_MATCH] = 1
    else:
        stand_for_places(memory, person)
        memory[ASKED_GRANT] = 1
    if memory[step + STEP_PATIENCE] != -1:
        _have_patience(memory, person, step)


@kernel
def _patience_ends(memory: Memory, person: int, step: int, row: int, waited: int) -> int:
    if waited != 0:
        return remaining_patience(memory, person, step, row, waited)
    stream, key, visit = memory[step + STREAM_PATIENCE], memory[person + PERSON_KEY], memory[person + VISIT]
    return end_of(memory, row, memory[NOW], NO_STEP, stream, key, visit, 0, 1.0)


@kernel
def _have_patience(memory: Memory, person: int, step: int) -> None:
    """Patience 0 is answered at the end of the next pass; else an item ends it."""
    joined = memory[person + JOINED]
    waited = memory[NOW] - joined
    if waited == 0 and memory[step + ONLY_PATIENCE] >= 0:
        ends = joined + memory[step + ONLY_PATIENCE]
    else:
        row = pick(memory, person, memory[step + STEP_PATIENCE])
        ends = _patience_ends(memory, person, step, row, waited)
    if ends > joined:
        ends = max(ends, memory[NOW])
        what = person_item(person, memory[person + TURN], PATIENCE_ENDS)
        schedule(memory, ends, GIVE_UP, memory[person + NUMBER], 0, what)
    elif memory[person + GATE] >= 0:
        stand(memory, NO_SEAT, person)
        memory[ASKED_SESSION] = 1
    elif memory[person + POOL] >= 0:
        stand(memory, NO_TOKEN, person)
        memory[ASKED_MATCH] = 1
    else:
        stand(memory, NO_PLACE, person)
        memory[ASKED_GRANT] = 1


@kernel
def ask_backfill(memory: Memory, person: int) -> None:
    if memory[memory[GATES] + memory[person + GATE] * GATE_WIDTH + QUOTA] > 0:
        memory[ASKED_GRANT] = 1


@kernel
def write_line(memory: Memory, person: int, row: int, value: int) -> None:
    """A row about the line of the gate, or else of the pool."""
    what = memory[person + GATE] if memory[person + GATE] >= 0 else memory[person + POOL]
    rows.of_person(memory, person, row, what, value)


# --- the end of a stay -----------------------------------------------------------------------------------------------


@kernel
def _wait_for_work(memory: Memory, person: int) -> None:
    """The stay is over but its work is not done: no risk runs, what is held stays held (contract Q9)."""
    apart()
    memory[person + STATE] = WAITING_FOR_WORK
    stayed = memory[NOW] - memory[person + ENTERED]
    rows.of_person(memory, person, codes.OVERDUE, rows.NOTHING, stayed)


@kernel
def _leave_stage(memory: Memory, person: int, why: int) -> int:
    """Leave the stage by its end, a risk or a token; returns where to."""
    step = memory[person + AT]
    if why == ENDED:
        row, what = codes.END, memory[person + END_CODE]
    elif why == STRUCK:
        row, what = codes.RISK, memory[memory[person + OUTCOME] + RISK_NAME]
    else:
        row, what = codes.CALLED, memory[person + POOL]
    rows.of_person(memory, person, row, what, memory[NOW] - memory[person + ENTERED])
    memory[step + INSIDE] -= 1
    if memory[person + FIRST_TASK] != 0:
        drop_work(memory, person)
    memory[person + OPEN_WORK] = 0
    memory[person + STATE] = ON_THE_WAY
    memory[person + STAY] += 1
    if why == STRUCK:
        return int(memory[memory[person + OUTCOME] + RISK_TO])
    if why == CALLED:
        return _meanwhile_target(memory, person, step)
    target: int = memory[person + PLANNED]
    return target if target >= 0 else _route(memory, person, step)


@kernel
def _meanwhile_target(memory: Memory, person: int, step: int) -> int:
    apart()
    takes = memory[MEANWHILES] + pick(memory, person, memory[step + STEP_MEANWHILE]) * MEANWHILE_LIST_WIDTH
    row: int = memory[takes + MEANWHILE_FIRST]
    while row < memory[takes + MEANWHILE_LAST] and memory[row + MEANWHILE_POOL] != memory[person + POOL]:
        row += MEANWHILE_WIDTH
    return int(memory[row + MEANWHILE_TARGET])
