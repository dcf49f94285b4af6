"""Staff and their work (contract Q9): what falls due in a stay, who does it, and when they are done."""

from __future__ import annotations

from sim.engines.arithmetic import FAR, Ints
from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import pick, uniform
from sim.engines.compiled.heaps import first_owner, join, remove_head, schedule
from sim.engines.compiled.lengths import (
    NO_STEP,
    amount,
    arithmetic,
    day_table,
    quantile,
    round_half_up,
    worked_end,
    working_end,
)
from sim.engines.compiled.memory import clear, give_back, new_record
from sim.engines.compiled.parts import kernel
from sim.engines.compiled.places import WHAT_BITS
from sim.engines.order import AWAITED, CALL, PLANNED, Owner, Phase, task_serial
from sim.kernels.jit import Memory, reals
from sim.log import codes
from sim.scenario.schema import DAY

LEAVE, WORLD, ARRIVE = Phase.LEAVE.value, Phase.WORLD.value, Phase.ARRIVE.value
FIRST_OWNER = first_owner(Owner.STAFF)
NO_FOLLOW_UP = 0
GAPS, UNTIL = 1, 2  # of follow_working
task_serial = kernel(task_serial)
staff_finish, staff_next_open = arithmetic["staff_finish"], arithmetic["staff_next_open"]


@kernel
def open_groups(memory: Memory) -> None:
    for number in range(memory[m.GROUPS_COUNT]):
        group = memory[m.GROUPS] + number * m.GROUP_WIDTH
        memory[group + m.OPENING] = -1
        clear(memory, group + m.TASK_LINE)
        for member in range(memory[group + m.STAFF_FIRST], memory[group + m.STAFF_LAST]):
            memory[memory[m.MEMBERS] + member] = 0


# --- what falls due --------------------------------------------------------------------------------------------------


@kernel
def begin_work(memory: Memory, person: int, step: int, end: int) -> None:
    """Schedule the work of a stay: at its beginning, or ahead of its end; and its follow-ups."""
    now = memory[m.NOW]
    for work in range(memory[step + m.STEP_WORK_FIRST], memory[step + m.STEP_WORK_LAST], m.WORK_WIDTH):
        row = pick(memory, person, memory[work + m.WORK_LENGTH])
        length = amount(
            memory, row, memory[work + m.WORK_STREAM], memory[person + m.PERSON_KEY], memory[person + m.VISIT], 0
        )
        due = now
        ahead = pick(memory, person, memory[work + m.WORK_AHEAD])
        if ahead >= 0:
            due = max(now, end - memory[memory[m.LENGTHS] + ahead * m.LENGTH_WIDTH + m.LENGTH_A])
        memory[person + m.OPEN_WORK] += 1
        kind, staff = memory[work + m.WORK_TASK], memory[work + m.WORK_STAFF]
        _fall_due(memory, person, kind, staff, 0, length, AWAITED, due, NO_FOLLOW_UP)
    for follow in range(memory[step + m.STEP_FOLLOW_FIRST], memory[step + m.STEP_FOLLOW_LAST], m.FOLLOW_WIDTH):
        every = memory[follow + m.FOLLOW_EVERY]
        if every < 0:
            _next_follow_up(memory, person, follow, 0, now)
            continue
        over, since = 0, memory[person + m.ENTERED]  # of people inside at the start, what fell due before is over
        if memory[follow + m.FOLLOW_WORKING] & GAPS == 0:
            over = max(0, -(-(now - since) // every) - 1)
            since += over * every
        while _later(memory, follow, GAPS, since, every) < now:
            over, since = over + 1, _later(memory, follow, GAPS, since, every)
        _next_follow_up(memory, person, follow, over, since)


@kernel
def _later(memory: Memory, follow: int, which: int, since: int, seconds: int) -> int:
    """So long after a time, on working days where that is how the gaps, or the age, of a follow-up are counted."""
    if memory[follow + m.FOLLOW_WORKING] & which != 0:
        return working_end(memory, NO_STEP, since, seconds)
    return since + seconds


@kernel
def _next_follow_up(memory: Memory, person: int, follow: int, n: int, since: int) -> None:
    """The next call (at random) or planned follow-up (at intervals) of a stay."""
    key, visit = memory[person + m.PERSON_KEY], memory[person + m.VISIT]
    due = _later(memory, follow, GAPS, since, max(memory[follow + m.FOLLOW_EVERY], 0))
    kind = PLANNED
    if memory[follow + m.FOLLOW_EVERY] < 0:
        floats = reals(memory[m.FLOATS])
        rate = floats[memory[m.NUMBERS] + pick(memory, person, memory[follow + m.FOLLOW_RATE])]
        if rate <= 0:
            return
        u = uniform(memory, memory[follow + m.FOLLOW_GAP_STREAM], key, visit, n)
        gap = round_half_up(quantile(floats, 0, u) / rate)
        due = worked_end(memory, since, gap) if memory[follow + m.FOLLOW_WORKING] & GAPS != 0 else since + gap
        kind = CALL
    until = memory[follow + m.FOLLOW_UNTIL]
    if until >= 0 and due >= _later(memory, follow, UNTIL, memory[person + m.ENTERED], until):
        return
    row = pick(memory, person, memory[follow + m.FOLLOW_LENGTH])
    length = amount(memory, row, memory[follow + m.FOLLOW_STREAM], key, visit, n)
    staff = memory[follow + m.FOLLOW_STAFF]
    _fall_due(memory, person, memory[follow + m.FOLLOW_TASK], staff, n, length, kind, due, follow)


@kernel
def _fall_due(
    memory: Memory, person: int, kind: int, staff: int, n: int, length: int, group: int, due: int, follow: int
) -> None:
    """A pending piece of work of the present stay; ``group`` is CALL, AWAITED or PLANNED."""
    if due >= memory[m.END]:
        return
    task = new_record(memory, m.FREE_TASKS, m.TASK_WIDTH, 0)
    memory[task + m.TASK_PERSON] = person
    memory[task + m.TASK_OWNER] = memory[person + m.NUMBER]
    memory[task + m.TASK_KIND] = kind
    memory[task + m.TASK_STAFF] = staff
    memory[task + m.TASK_N] = n
    memory[task + m.TASK_LENGTH] = length
    memory[task + m.TASK_STAY] = memory[person + m.STAY]
    memory[task + m.TASK_STEP] = memory[person + m.STEP]
    memory[task + m.TASK_VISIT] = memory[person + m.VISIT]
    memory[task + m.TASK_SERIAL] = task_serial(kind, memory[person + m.VISIT], n)
    memory[task + m.TASK_DUE] = due
    memory[task + m.TASK_CLASS] = group
    memory[task + m.TASK_DROPPED] = 0
    memory[task + m.TASK_FOLLOW] = follow
    owner, serial = memory[person + m.NUMBER], memory[task + m.TASK_SERIAL]
    schedule(memory, due, ARRIVE, owner, serial, (task << WHAT_BITS) + m.WORK_FALLS_DUE)


@kernel
def queue_work(memory: Memory, task: int) -> None:
    """Work falls due: it joins the line of its staff, unless the stay is over."""
    person = memory[task + m.TASK_PERSON]
    state = memory[person + m.STATE]
    if memory[person + m.STAY] != memory[task + m.TASK_STAY] or (state != m.STAYING and state != m.WAITING_FOR_WORK):
        give_back(memory, m.FREE_TASKS, task)
        return
    _write(memory, task, codes.WORK_DUE, memory[task + m.TASK_N])
    if memory[task + m.TASK_CLASS] != CALL:
        _add_to_person(memory, person, task)
    group = memory[m.GROUPS] + memory[task + m.TASK_STAFF] * m.GROUP_WIDTH
    owner, serial = memory[task + m.TASK_OWNER], memory[task + m.TASK_SERIAL]
    join(memory, group + m.TASK_LINE, memory[task + m.TASK_CLASS], memory[task + m.TASK_DUE], owner, serial, task)
    memory[m.ASKED_GRANT] = 1
    if memory[task + m.TASK_FOLLOW] != NO_FOLLOW_UP:
        _next_follow_up(
            memory, person, memory[task + m.TASK_FOLLOW], memory[task + m.TASK_N] + 1, memory[task + m.TASK_DUE]
        )


@kernel
def drop_work(memory: Memory, person: int) -> None:
    """Work not begun is dropped, except calls, which never are on the person's list; work begun is finished."""
    task = memory[person + m.FIRST_TASK]
    while task != 0:
        memory[task + m.TASK_DROPPED] = 1
        _write(memory, task, codes.WORK_DROPPED, memory[task + m.TASK_N])
        task = memory[task + m.TASK_NEXT]
    memory[person + m.FIRST_TASK] = 0
    memory[person + m.LAST_TASK] = 0


@kernel
def _add_to_person(memory: Memory, person: int, task: int) -> None:
    last = memory[person + m.LAST_TASK]
    memory[task + m.TASK_NEXT] = 0
    memory[task + m.TASK_PREVIOUS] = last
    if last == 0:
        memory[person + m.FIRST_TASK] = task
    else:
        memory[last + m.TASK_NEXT] = task
    memory[person + m.LAST_TASK] = task


@kernel
def _take_from_person(memory: Memory, person: int, task: int) -> None:
    after, before = memory[task + m.TASK_NEXT], memory[task + m.TASK_PREVIOUS]
    if before == 0:
        memory[person + m.FIRST_TASK] = after
    else:
        memory[before + m.TASK_NEXT] = after
    if after == 0:
        memory[person + m.LAST_TASK] = before
    else:
        memory[after + m.TASK_PREVIOUS] = before


@kernel
def _write(memory: Memory, task: int, row: int, value: int) -> None:
    step, visit, kind = memory[task + m.TASK_STEP], memory[task + m.TASK_VISIT], memory[task + m.TASK_KIND]
    rows.write(memory, memory[task + m.TASK_OWNER], row, step, visit, kind, value)


# --- who does it -----------------------------------------------------------------------------------------------------


@kernel
def assign(memory: Memory) -> None:
    """Give waiting tasks to those on duty and free; groups in order of name."""
    for number in range(memory[m.GROUPS_COUNT]):
        group = memory[m.GROUPS] + number * m.GROUP_WIDTH
        while memory[group + m.TASK_LINE_SIZE] > 0 and _assign_one(memory, number, group):
            pass


@kernel
def _assign_one(memory: Memory, number: int, group: int) -> bool:
    task = _first_task(memory, group)
    if task == 0:
        return False
    best, finish = _first_to_finish(memory, group, memory[task + m.TASK_LENGTH])
    if best < 0:
        _await_opening(memory, number, group, memory[task + m.TASK_LENGTH])
        return False
    remove_head(memory, group + m.TASK_LINE)
    if memory[task + m.TASK_CLASS] != CALL:
        _take_from_person(memory, memory[task + m.TASK_PERSON], task)
    memory[task + m.TASK_MEMBER] = best
    memory[memory[m.MEMBERS] + best] += 1
    _write(memory, task, codes.WORK_START, memory[m.NOW] - memory[task + m.TASK_DUE])
    owner, serial = memory[task + m.TASK_OWNER], memory[task + m.TASK_SERIAL]
    schedule(memory, finish, LEAVE, owner, serial, (task << WHAT_BITS) + m.WORK_ENDS)
    return True


@kernel
def _first_task(memory: Memory, group: int) -> int:
    """The task at the head of a line, 0 if it is empty; dropped ones are taken off on the way."""
    while memory[group + m.TASK_LINE_SIZE] > 0:
        task: int = memory[memory[group + m.TASK_LINE] + 4]
        if memory[task + m.TASK_DROPPED] == 0:
            return task
        remove_head(memory, group + m.TASK_LINE)
        give_back(memory, m.FREE_TASKS, task)
    return 0


@kernel
def _left_today(window: Ints, opens: int, first_day: int, now: int) -> int:
    """Seconds that a member is still on duty today, 0 if they are not on duty now; ``window``: seconds on each day."""
    day = now // DAY
    place = day - first_day
    if place < 0 or place >= len(window) or now - day * DAY < opens:
        return 0
    return max(0, opens + window[place] - (now - day * DAY))


@kernel
def _first_to_finish(memory: Memory, group: int, length: int) -> tuple[int, int]:
    """(row, time): of those free and on duty the one who finishes first, then the lowest index; -1 if none.

    Members with the same hours stand in one row and finish at the same time.  Whose hours end for good before the work
    would be done is not given it.
    """
    now, opens, first_day = memory[m.NOW], memory[group + m.STAFF_OPENS], memory[m.FIRST_DAY]
    best, finish = -1, 0
    for member in range(memory[group + m.STAFF_FIRST], memory[group + m.STAFF_LAST]):
        if memory[memory[m.MEMBERS] + member] < memory[memory[m.MEMBER_PEOPLE] + member]:
            window = day_table(memory, memory[m.MEMBER_WINDOW], member, memory[m.DAYS])
            left = _left_today(window, opens, first_day, now)
            if left > 0:
                end = now + length
                if length > left:
                    before = day_table(memory, memory[m.MEMBER_BEFORE], member, memory[m.DAYS] + 1)
                    end = staff_finish(before, window, opens, first_day, now, length)
                if end < FAR and (best < 0 or end < finish):
                    best, finish = member, end
    return best, finish


@kernel
def _await_opening(memory: Memory, number: int, group: int, length: int) -> None:
    """An item for the next time that a free member comes on duty who can finish the first task."""
    opening = -1
    opens, first_day = memory[group + m.STAFF_OPENS], memory[m.FIRST_DAY]
    for member in range(memory[group + m.STAFF_FIRST], memory[group + m.STAFF_LAST]):
        if memory[memory[m.MEMBERS] + member] < memory[memory[m.MEMBER_PEOPLE] + member]:
            window = day_table(memory, memory[m.MEMBER_WINDOW], member, memory[m.DAYS])
            before = day_table(memory, memory[m.MEMBER_BEFORE], member, memory[m.DAYS] + 1)
            time = staff_next_open(before, window, opens, first_day, memory[m.NOW])
            if (opening < 0 or time < opening) and staff_finish(before, window, opens, first_day, time, length) < FAR:
                opening = time
    if opening < 0 or opening >= memory[m.END] or 0 <= memory[group + m.OPENING] <= opening:
        return
    memory[group + m.OPENING] = opening
    schedule(memory, opening, WORLD, FIRST_OWNER + number, 0, m.STAFF_OPENS_ITEM)


@kernel
def open_staff(memory: Memory, number: int) -> None:
    group = memory[m.GROUPS] + number * m.GROUP_WIDTH
    if memory[group + m.OPENING] == memory[m.NOW]:
        memory[group + m.OPENING] = -1
    memory[m.ASKED_GRANT] = 1


@kernel
def finish_work(memory: Memory, task: int) -> int:
    """Work is done; returns the person who waited for nothing but this, else 0."""
    person = memory[task + m.TASK_PERSON]
    memory[memory[m.MEMBERS] + memory[task + m.TASK_MEMBER]] -= 1
    _write(memory, task, codes.WORK_DONE, memory[task + m.TASK_LENGTH])
    if memory[memory[m.GROUPS] + memory[task + m.TASK_STAFF] * m.GROUP_WIDTH + m.TASK_LINE_SIZE] > 0:
        memory[m.ASKED_GRANT] = 1
    give_back(memory, m.FREE_TASKS, task)
    if memory[task + m.TASK_CLASS] == AWAITED and memory[person + m.STAY] == memory[task + m.TASK_STAY]:
        memory[person + m.OPEN_WORK] -= 1
        if memory[person + m.OPEN_WORK] == 0 and memory[person + m.STATE] == m.WAITING_FOR_WORK:
            return int(person)
    return 0
