"""The passes at one instant: tokens are matched, places, staff and backfill granted, sessions decided (contract S2)."""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import dated, person_key, uniform
from sim.engines.compiled.heaps import first_owner, key_of, remove_head, schedule, soonest
from sim.engines.compiled.journey import CALLED, end_stay, go_by_the_limit, go_elsewhere, go_on
from sim.engines.compiled.lengths import amount, arithmetic, day_table
from sim.engines.compiled.memory import clear
from sim.engines.compiled.parts import apart, kernel
from sim.engines.compiled.places import WHAT_BITS, backfill_of, came_before, claim, first_of, free, is_served, stand
from sim.engines.compiled.queues import ask_backfill, write_line
from sim.engines.compiled.staff_work import assign
from sim.engines.compiled.tokens import first_taker, remove_token
from sim.engines.order import Owner, Phase, session_serial
from sim.kernels.jit import Memory
from sim.log import codes
from sim.model.tables import Below

SESSION = Phase.SESSION.value
FIRST_OWNER = first_owner(Owner.GATE)
TRY_AGAIN, SEND_AWAY = Below.TRY_AGAIN.value, Below.SEND_AWAY.value
session_serial = kernel(session_serial)
next_try, moved_session = arithmetic["next_try"], arithmetic["moved_session"]
next_working_try, pure_working_end = arithmetic["next_working_try"], arithmetic["working_end"]


# --- served or turned away -------------------------------------------------------------------------------------------


@kernel
def _leave_line(memory: Memory, person: int) -> None:
    memory[person + m.TURN] += 1
    memory[person + m.STATE] = m.ON_THE_WAY
    memory[memory[person + m.AT] + m.IN_LINE] -= 1


@kernel
def admit(memory: Memory, person: int) -> None:
    """Serve the person at the head: they take what they need and go on within this item."""
    _leave_line(memory, person)
    write_line(memory, person, codes.ADMIT, memory[m.NOW] - memory[person + m.JOINED])
    claim(memory, person)
    go_on(memory, person)


@kernel
def turn_away(memory: Memory, person: int, row: int) -> None:
    """Patience, a token or a session says no; whoever stood behind may now be served."""
    _leave_line(memory, person)
    write_line(memory, person, row, memory[m.NOW] - memory[person + m.JOINED])
    if memory[person + m.GATE] >= 0:
        ask_backfill(memory, person)
    elif memory[person + m.POOL] >= 0:
        memory[m.ASKED_MATCH] = 1
    else:
        memory[m.ASKED_GRANT] = 1
    if row == codes.RENEGED and memory[person + m.LIMITED] != 0:
        go_by_the_limit(memory, person)
    else:
        go_elsewhere(memory, person)


@kernel
def _chain(memory: Memory, person: int, last: int) -> int:
    """Add a person to the chain that begins at CHAIN; returns the new last one."""
    memory[person + m.CHAINED] = 0
    if last == 0:
        memory[m.CHAIN] = person
    else:
        memory[last + m.CHAINED] = person
    return person


@kernel
def _answer(memory: Memory, asked: int) -> bool:
    """The first in line with patience 0 who was not served in this pass is turned away; False if there is nobody.

    One at a time, each with a pass of their own: whoever stood behind may now be served (contract S5).
    """
    person = first_of(memory, asked)
    if person == 0:
        return False
    remove_head(memory, asked)
    turn_away(memory, person, codes.BALKED)
    return True


# --- phase 4: tokens -------------------------------------------------------------------------------------------------


@kernel
def match(memory: Memory) -> None:
    """Serve waits first, then takers in a stage; pools in order of name, until nothing moves."""
    progress = True
    while progress:
        progress = False
        for number in range(memory[m.POOLS_COUNT]):
            pool = memory[m.POOLS] + number * m.POOL_WIDTH
            while memory[pool + m.OLDEST] != 0 and _serve_one(memory, number, pool):
                progress = memory[m.POOLS_COUNT] > 1
    if memory[m.NO_TOKEN + 1] > 0 and _answer(memory, m.NO_TOKEN):
        memory[m.ASKED_MATCH] = 1


@kernel
def _serve_one(memory: Memory, number: int, pool: int) -> bool:
    waiting = first_of(memory, pool + m.POOL_LINE)
    taking = waiting if waiting != 0 else first_taker(memory, pool)
    if taking == 0:
        return False
    token = memory[pool + (m.NEWEST if memory[pool + m.POOL_NEWEST] != 0 else m.OLDEST)]
    ordinal = memory[token + m.TOKEN_ORDINAL]
    remove_token(memory, pool, token)
    rows.of_person(memory, taking, codes.TOKEN_TAKEN, number, ordinal)
    if waiting != 0:
        admit(memory, taking)
    else:
        memory[taking + m.POOL] = number
        end_stay(memory, taking, CALLED)
    return True


# --- phase 5: places, staff, backfill --------------------------------------------------------------------------------


@kernel
def grant(memory: Memory) -> None:
    """Serve all heads that can be served.

    Nothing comes back within the pass, and whoever is served was the head of the line just looked at; so another round
    serves somebody only if that person was the head of other lines too.
    """
    again = True
    while again:
        again = _grant_places(memory)
        assign(memory)
        if memory[m.BACKFILL_COUNT] > 0:
            _backfill(memory)
    if memory[m.NO_PLACE + 1] > 0 and _answer(memory, m.NO_PLACE):
        memory[m.ASKED_GRANT] = 1


@kernel
def _grant_places(memory: Memory) -> bool:
    """One sweep over the resources in order of name: serve heads while they can be served.

    True if one of them stood in several lines.
    """
    several = False
    resource = memory[m.RESOURCES]
    last = resource + memory[m.RESOURCES_COUNT] * m.RESOURCE_WIDTH
    while resource < last:
        while memory[resource + m.PLACE_LINE_SIZE] > 0:
            person = first_of(memory, resource + m.PLACE_LINE)
            if person == 0 or not is_served(memory, person, resource):
                break
            several |= memory[person + m.NEEDS] > 1
            admit(memory, person)
        resource += m.RESOURCE_WIDTH
    return several


@kernel
def _backfill(memory: Memory) -> None:
    """Between sessions, as many people as units were released (contract Q6)."""
    apart()
    for number in range(memory[m.GATES_COUNT]):
        gate = memory[m.GATES] + number * m.GATE_WIDTH
        if memory[gate + m.QUOTA] > 0 and backfill_of(memory, gate) >= 0:
            while memory[gate + m.QUOTA] > 0 and _pick_servable(memory, gate, 1) == 1:
                memory[gate + m.QUOTA] -= 1
                person = memory[m.CHAIN]
                rows.of_person(memory, person, codes.BACKFILL, number, 0)
                admit(memory, person)


# --- phase 6: sessions -----------------------------------------------------------------------------------------------


@kernel
def answer_at_gates(memory: Memory) -> None:
    if _answer(memory, m.NO_SEAT):
        memory[m.ASKED_SESSION] = 1


@kernel
def open_gates(memory: Memory) -> None:
    for number in range(memory[m.GATES_COUNT]):
        gate = memory[m.GATES] + number * m.GATE_WIDTH
        memory[gate + m.BEGUN] = 0
        memory[gate + m.QUOTA] = 0
        clear(memory, gate + m.GATE_LINE)
        _plan_session(memory, number, gate, memory[gate + m.GATE_FIRST])


@kernel
def _plan_session(memory: Memory, number: int, gate: int, at: int) -> None:
    if at < memory[gate + m.GATE_LAST]:
        serial = session_serial(memory[memory[m.SESSION_NOMINAL] + at], 0)
        what = (at << WHAT_BITS) + m.SESSION_PLANNED
        schedule(memory, memory[memory[m.SESSION_TIME] + at], SESSION, FIRST_OWNER + number, serial, what)


@kernel
def hold_planned(memory: Memory, number: int, at: int) -> None:
    apart()
    gate = memory[m.GATES] + number * m.GATE_WIDTH
    hold_session(memory, number, gate, memory[memory[m.SESSION_NOMINAL] + at], 0)
    _plan_session(memory, number, gate, at + 1)


@kernel
def hold_session(memory: Memory, number: int, gate: int, nominal: int, tries: int) -> None:
    """A session decides: who could be served, whether it is held, and who is admitted (contract Q5).

    It does not if another of the gate, with a later date, has been moved to this time: that one decides.
    """
    apart()
    now = memory[m.NOW]
    if soonest(memory) == key_of(now, SESSION, FIRST_OWNER + number):
        return
    key = person_key(memory[gate + m.GATE_KEY], nominal, 0)
    seats = int(dated(memory, memory[gate + m.GATE_SEATS], now))
    row = int(dated(memory, memory[gate + m.GATE_OTHERS], now))
    others = min(seats, amount(memory, row, memory[gate + m.GATE_OTHERS_STREAM], key, 0, 0))
    people = _pick_servable(memory, gate, seats - others)
    chosen = memory[m.CHAIN] if people > 0 else 0
    rows.write(memory, rows.ENVIRONMENT, codes.SEATS, rows.NOTHING, 0, number, seats)
    rows.write(memory, rows.ENVIRONMENT, codes.OTHERS, rows.NOTHING, 0, number, others)
    memory[gate + m.BEGUN] = 1
    memory[gate + m.QUOTA] = 0
    chance = dated(memory, memory[gate + m.GATE_CANCELLED], now)
    cancelled = chance > 0 and uniform(memory, memory[gate + m.GATE_CANCELLED_STREAM], key, 0, 0) < chance
    held = not cancelled and people + others >= dated(memory, memory[gate + m.GATE_MINIMUM], now)
    row = codes.HELD if held else (codes.CANCELLED if cancelled else codes.NOT_HELD)
    rows.write(memory, rows.ENVIRONMENT, row, rows.NOTHING, 0, number, people)
    if held:
        while chosen != 0:
            after = memory[chosen + m.CHAINED]
            admit(memory, chosen)
            chosen = after
    else:
        _back_into_line(memory, gate, chosen)
        _not_held(memory, number, gate, nominal, tries, chosen)


@kernel
def _back_into_line(memory: Memory, gate: int, chosen: int) -> None:
    while chosen != 0:
        stand(memory, gate + m.GATE_LINE, chosen)
        chosen = memory[chosen + m.CHAINED]


@kernel
def _not_held(memory: Memory, number: int, gate: int, nominal: int, tries: int, chosen: int) -> None:
    below = memory[gate + m.GATE_BELOW]
    if below == TRY_AGAIN and tries < memory[gate + m.GATE_TRIES]:
        time = again = _next_try(memory, gate, nominal)
        if memory[gate + m.GATE_OPENING] != 0:
            opening = day_table(memory, memory[m.OPENING_NEXT], 0, memory[m.DAYS])
            time = moved_session(opening, memory[m.FIRST_DAY], again)
        serial = session_serial(again, tries + 1)
        schedule(memory, time, SESSION, FIRST_OWNER + number, serial, ((tries + 1) << WHAT_BITS) + m.SESSION_AGAIN)
    elif below == SEND_AWAY:
        while chosen != 0:
            after = memory[chosen + m.CHAINED]
            turn_away(memory, chosen, codes.SENT_AWAY)
            chosen = after


@kernel
def _next_try(memory: Memory, gate: int, nominal: int) -> int:
    """The nominal date of the next try."""
    after, first_day, now = memory[gate + m.GATE_AGAIN], memory[m.FIRST_DAY], memory[m.NOW]
    by_working_days = memory[gate + m.GATE_AGAIN_WORKING] != 0
    opening = day_table(memory, memory[m.OPENING_NEXT], 0, memory[m.DAYS])
    days = day_table(memory, memory[m.WORKING_DAY], 0, memory[m.DAYS])
    numbers = day_table(memory, memory[m.WORKING_NUMBER], 0, memory[m.DAYS])
    if memory[gate + m.GATE_OPENING] == 0:
        return int(pure_working_end(days, numbers, first_day, nominal, after)) if by_working_days else nominal + after
    if by_working_days:
        return int(next_working_try(opening, days, numbers, first_day, nominal, after, now))
    return int(next_try(opening, first_day, nominal, after, now))


@kernel
def _pick_servable(memory: Memory, gate: int, most: int) -> int:
    """Take the first people off the line whose whole claims are servable together; they are chained from CHAIN on."""
    first = memory[m.RESOURCES]
    for resource in range(first, first + memory[m.RESOURCES_COUNT] * m.RESOURCE_WIDTH, m.RESOURCE_WIDTH):
        memory[resource + m.TAKEN] = 0
    count = last = 0
    while count < most:
        person = first_of(memory, gate + m.GATE_LINE)
        if person == 0 or not _fits(memory, person):
            break
        needs = person + memory[m.NEEDS_AT]
        for need in range(needs, needs + 2 * memory[person + m.NEEDS], 2):
            memory[first + memory[need] * m.RESOURCE_WIDTH + m.TAKEN] += memory[need + 1]
        remove_head(memory, gate + m.GATE_LINE)
        last = _chain(memory, person, last)
        count += 1
    return count


@kernel
def _fits(memory: Memory, person: int) -> bool:
    """All it needs is free beside what is taken, and no older claim without a gate waits for it (contract Q2)."""
    needs = person + memory[m.NEEDS_AT]
    for need in range(needs, needs + 2 * memory[person + m.NEEDS], 2):
        resource = memory[m.RESOURCES] + memory[need] * m.RESOURCE_WIDTH
        if free(memory, resource) - memory[resource + m.TAKEN] < memory[need + 1]:
            return False
        in_line = first_of(memory, resource + m.PLACE_LINE)
        if in_line != 0 and came_before(memory, in_line, person):
            return False
    return True
