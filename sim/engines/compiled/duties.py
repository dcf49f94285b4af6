"""Staff and their work (contract Q9): what falls due in a stay, who does it, and when they are done."""

from __future__ import annotations

from sim.engines.arithmetic import FAR, Ints
from sim.engines.compiled import rows
from sim.engines.compiled.chance import amount, arithmetic, day_table, pick, quantile, round_half_up, uniform
from sim.engines.compiled.heaps import first_owner, join, remove_head, schedule
from sim.engines.compiled.layout import (
    ASKED_GRANT,
    DAYS,
    END,
    ENTERED,
    FIRST_DAY,
    FIRST_TASK,
    FLOATS,
    FOLLOW_EVERY,
    FOLLOW_GAP_STREAM,
    FOLLOW_LENGTH,
    FOLLOW_RATE,
    FOLLOW_STAFF,
    FOLLOW_STREAM,
    FOLLOW_TASK,
    FOLLOW_UNTIL,
    FOLLOW_WIDTH,
    FREE_TASKS,
    GROUP_WIDTH,
    GROUPS,
    GROUPS_COUNT,
    LAST_TASK,
    MEMBER_BEFORE,
    MEMBER_PEOPLE,
    MEMBER_WINDOW,
    MEMBERS,
    NOW,
    NUMBER,
    NUMBERS,
    OPEN_WORK,
    OPENING,
    PERSON_KEY,
    STAFF_FIRST,
    STAFF_LAST,
    STAFF_OPENS,
    STAFF_OPENS_ITEM,
    STATE,
    STAY,
    STAYING,
    STEP,
    STEP_FOLLOW_FIRST,
    STEP_FOLLOW_LAST,
    STEP_WORK_FIRST,
    STEP_WORK_LAST,
    TASK_CLASS,
    TASK_DROPPED,
    TASK_DUE,
    TASK_FOLLOW,
    TASK_KIND,
    TASK_LENGTH,
    TASK_LINE,
    TASK_LINE_SIZE,
    TASK_MEMBER,
    TASK_N,
    TASK_NEXT,
    TASK_OWNER,
    TASK_PERSON,
    TASK_PREVIOUS,
    TASK_SERIAL,
    TASK_STAFF,
    TASK_STAY,
    TASK_STEP,
    TASK_VISIT,
    TASK_WIDTH,
    VISIT,
    WAITING_FOR_WORK,
    WORK_AHEAD,
    WORK_ENDS,
    WORK_FALLS_DUE,
    WORK_LENGTH,
    WORK_STAFF,
    WORK_STREAM,
    WORK_TASK,
    WORK_WIDTH,
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
task_serial = kernel(task_serial)
staff_finish, staff_next_open = arithmetic["staff_finish"], arithmetic["staff_next_open"]


@kernel
def open_groups(memory: Memory) -> None:
    for number in range(memory[GROUPS_COUNT]):
        group = memory[GROUPS] + number * GROUP_WIDTH
        memory[group + OPENING] = -1
        clear(memory, group + TASK_LINE)
        for member in range(memory[group + STAFF_FIRST], memory[group + STAFF_LAST]):
            memory[memory[MEMBERS] + member] = 0


# --- what falls due --------------------------------------------------------------------------------------------------


@kernel
def begin_work(memory: Memory, person: int, step: int, end: int) -> None:
    """Schedule the work of a stay: at its beginning, or ahead of its end; and its follow-ups."""
    now = memory[NOW]
    for work in range(memory[step + STEP_WORK_FIRST], memory[step + STEP_WORK_LAST], WORK_WIDTH):
        row = pick(memory, person, memory[work + WORK_LENGTH])
        length = amount(memory, row, memory[work + WORK_STREAM], memory[person + PERSON_KEY], memory[person + VISIT], 0)
        due = now
        if memory[work + WORK_AHEAD] >= 0:
            due = max(now, end - memory[work + WORK_AHEAD])
        memory[person + OPEN_WORK] += 1
        kind, staff = memory[work + WORK_TASK], memory[work + WORK_STAFF]
        _fall_due(memory, person, kind, staff, 0, length, AWAITED, due, NO_FOLLOW_UP)
    for follow in range(memory[step + STEP_FOLLOW_FIRST], memory[step + STEP_FOLLOW_LAST], FOLLOW_WIDTH):
        every = memory[follow + FOLLOW_EVERY]
        if every >= 0:  # for people inside at the start, what fell due before the run is over
            passed = now - memory[person + ENTERED]
            over = max(0, -(-passed // every) - 1)
            _next_follow_up(memory, person, follow, over, memory[person + ENTERED] + over * every)
        else:
            _next_follow_up(memory, person, follow, 0, now)


@kernel
def _next_follow_up(memory: Memory, person: int, follow: int, n: int, since: int) -> None:
    """The next call (at random) or planned follow-up (at intervals) of a stay."""
    key, visit = memory[person + PERSON_KEY], memory[person + VISIT]
    due = since + memory[follow + FOLLOW_EVERY]
    kind = PLANNED
    if memory[follow + FOLLOW_EVERY] < 0:
        floats = reals(memory[FLOATS])
        rate = floats[memory[NUMBERS] + pick(memory, person, memory[follow + FOLLOW_RATE])]
        if rate <= 0:
            return
        u = uniform(memory, memory[follow + FOLLOW_GAP_STREAM], key, visit, n)
        due = since + round_half_up(quantile(floats, 0, u) / rate)
        kind = CALL
    if memory[follow + FOLLOW_UNTIL] >= 0 and due - memory[person + ENTERED] >= memory[follow + FOLLOW_UNTIL]:
        return
    length = amount(memory, memory[follow + FOLLOW_LENGTH], memory[follow + FOLLOW_STREAM], key, visit, n)
    staff = memory[follow + FOLLOW_STAFF]
    _fall_due(memory, person, memory[follow + FOLLOW_TASK], staff, n, length, kind, due, follow)


@kernel
def _fall_due(
    memory: Memory, person: int, kind: int, staff: int, n: int, length: int, group: int, due: int, follow: int
) -> None:
    """A pending piece of work of the present stay; ``group`` is CALL, AWAITED or PLANNED."""
    if due >= memory[END]:
        return
    task = new_record(memory, FREE_TASKS, TASK_WIDTH, 0)
    memory[task + TASK_PERSON] = person
    memory[task + TASK_OWNER] = memory[person + NUMBER]
    memory[task + TASK_KIND] = kind
    memory[task + TASK_STAFF] = staff
    memory[task + TASK_N] = n
    memory[task + TASK_LENGTH] = length
    memory[task + TASK_STAY] = memory[person + STAY]
    memory[task + TASK_STEP] = memory[person + STEP]
    memory[task + TASK_VISIT] = memory[person + VISIT]
    memory[task + TASK_SERIAL] = task_serial(kind, memory[person + VISIT], n)
    memory[task + TASK_DUE] = due
    memory[task + TASK_CLASS] = group
    memory[task + TASK_DROPPED] = 0
    memory[task + TASK_FOLLOW] = follow
    owner, serial = memory[person + NUMBER], memory[task + TASK_SERIAL]
    schedule(memory, due, ARRIVE, owner, serial, (task << WHAT_BITS) + WORK_FALLS_DUE)


@kernel
def queue_work(memory: Memory, task: int) -> None:
    """Work falls due: it joins the line of its staff, unless the stay is over."""
    person = memory[task + TASK_PERSON]
    state = memory[person + STATE]
    if memory[person + STAY] != memory[task + TASK_STAY] or (state != STAYING and state != WAITING_FOR_WORK):
        give_back(memory, FREE_TASKS, task)
        return
    _write(memory, task, codes.WORK_DUE, memory[task + TASK_N])
    if memory[task + TASK_CLASS] != CALL:
        _add_to_person(memory, person, task)
    group = memory[GROUPS] + memory[task + TASK_STAFF] * GROUP_WIDTH
    owner, serial = memory[task + TASK_OWNER], memory[task + TASK_SERIAL]
    join(memory, group + TASK_LINE, memory[task + TASK_CLASS], memory[task + TASK_DUE], owner, serial, task)
    memory[ASKED_GRANT] = 1
    if memory[task + TASK_FOLLOW] != NO_FOLLOW_UP:
        _next_follow_up(memory, person, memory[task + TASK_FOLLOW], memory[task + TASK_N] + 1, memory[task + TASK_DUE])


@kernel
def drop_work(memory: Memory, person: int) -> None:
    """Work not begun is dropped, except calls, which never are on the person's list; work begun is finished."""
    task = memory[person + FIRST_TASK]
    while task != 0:
        memory[task + TASK_DROPPED] = 1
        _write(memory, task, codes.WORK_DROPPED, memory[task + TASK_N])
        task = memory[task + TASK_NEXT]
    memory[person + FIRST_TASK] = 0
    memory[person + LAST_TASK] = 0


@kernel
def _add_to_person(memory: Memory, person: int, task: int) -> None:
    last = memory[person + LAST_TASK]
    memory[task + TASK_NEXT] = 0
    memory[task + TASK_PREVIOUS] = last
    if last == 0:
        memory[person + FIRST_TASK] = task
    else:
        memory[last + TASK_NEXT] = task
    memory[person + LAST_TASK] = task


@kernel
def _take_from_person(memory: Memory, person: int, task: int) -> None:
    after, before = memory[task + TASK_NEXT], memory[task + TASK_PREVIOUS]
    if before == 0:
        memory[person + FIRST_TASK] = after
    else:
        memory[before + TASK_NEXT] = after
    if after == 0:
        memory[person + LAST_TASK] = before
    else:
        memory[after + TASK_PREVIOUS] = before


@kernel
def _write(memory: Memory, task: int, row: int, value: int) -> None:
    step, visit, kind = memory[task + TASK_STEP], memory[task + TASK_VISIT], memory[task + TASK_KIND]
    rows.write(memory, memory[task + TASK_OWNER], row, step, visit, kind, value)


# --- who does it -----------------------------------------------------------------------------------------------------


@kernel
def assign(memory: Memory) -> None:
    """Give waiting tasks to those on duty and free; groups in order of name."""
    for number in range(memory[GROUPS_COUNT]):
        group = memory[GROUPS] + number * GROUP_WIDTH
        while memory[group + TASK_LINE_SIZE] > 0 and _assign_one(memory, number, group):
            pass


@kernel
def _assign_one(memory: Memory, number: int, group: int) -> bool:
    task = _first_task(memory, group)
    if task == 0:
        return False
    best, finish = _first_to_finish(memory, group, memory[task + TASK_LENGTH])
    if best < 0:
        _await_opening(memory, number, group, memory[task + TASK_LENGTH])
        return False
    remove_head(memory, group + TASK_LINE)
    if memory[task + TASK_CLASS] != CALL:
        _take_from_person(memory, memory[task + TASK_PERSON], task)
    memory[task + TASK_MEMBER] = best
    memory[memory[MEMBERS] + best] += 1
    _write(memory, task, codes.WORK_START, memory[NOW] - memory[task + TASK_DUE])
    owner, serial = memory[task + TASK_OWNER], memory[task + TASK_SERIAL]
    schedule(memory, finish, LEAVE, owner, serial, (task << WHAT_BITS) + WORK_ENDS)
    return True


@kernel
def _first_task(memory: Memory, group: int) -> int:
    """The task at the head of a line, 0 if it is empty; dropped ones are taken off on the way."""
    while memory[group + TASK_LINE_SIZE] > 0:
        task: int = memory[memory[group + TASK_LINE] + 4]
        if memory[task + TASK_DROPPED] == 0:
            return task
        remove_head(memory, group + TASK_LINE)
        give_back(memory, FREE_TASKS, task)
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
    now, opens, first_day = memory[NOW], memory[group + STAFF_OPENS], memory[FIRST_DAY]
    best, finish = -1, 0
    for member in range(memory[group + STAFF_FIRST], memory[group + STAFF_LAST]):
        if memory[memory[MEMBERS] + member] < memory[memory[MEMBER_PEOPLE] + member]:
            window = day_table(memory, memory[MEMBER_WINDOW], member, memory[DAYS])
            left = _left_today(window, opens, first_day, now)
            if left > 0:
                end = now + length
                if length > left:
                    before = day_table(memory, memory[MEMBER_BEFORE], member, memory[DAYS] + 1)
                    end = staff_finish(before, window, opens, first_day, now, length)
                if end < FAR and (best < 0 or end < finish):
                    best, finish = member, end
    return best, finish


@kernel
def _await_opening(memory: Memory, number: int, group: int, length: int) -> None:
    """An item for the next time that a free member comes on duty who can finish the first task."""
    opening = -1
    opens, first_day = memory[group + STAFF_OPENS], memory[FIRST_DAY]
    for member in range(memory[group + STAFF_FIRST], memory[group + STAFF_LAST]):
        if memory[memory[MEMBERS] + member] < memory[memory[MEMBER_PEOPLE] + member]:
            window = day_table(memory, memory[MEMBER_WINDOW], member, memory[DAYS])
            before = day_table(memory, memory[MEMBER_BEFORE], member, memory[DAYS] + 1)
            time = staff_next_open(before, window, opens, first_day, memory[NOW])
            if (opening < 0 or time < opening) and staff_finish(before, window, opens, first_day, time, length) < FAR:
                opening = time
    if opening < 0 or opening >= memory[END] or 0 <= memory[group + OPENING] <= opening:
        return
    memory[group + OPENING] = opening
    schedule(memory, opening, WORLD, FIRST_OWNER + number, 0, STAFF_OPENS_ITEM)


@kernel
def open_staff(memory: Memory, number: int) -> None:
    group = memory[GROUPS] + number * GROUP_WIDTH
    if memory[group + OPENING] == memory[NOW]:
        memory[group + OPENING] = -1
    memory[ASKED_GRANT] = 1


@kernel
def finish_work(memory: Memory, task: int) -> int:
    """Work is done; returns the person who waited for nothing but this, else 0."""
    person = memory[task + TASK_PERSON]
    memory[memory[MEMBERS] + memory[task + TASK_MEMBER]] -= 1
    _write(memory, task, codes.WORK_DONE, memory[task + TASK_LENGTH])
    if memory[memory[GROUPS] + memory[task + TASK_STAFF] * GROUP_WIDTH + TASK_LINE_SIZE] > 0:
        memory[ASKED_GRANT] = 1
    give_back(memory, FREE_TASKS, task)
    if memory[task + TASK_CLASS] == AWAITED and memory[person + STAY] == memory[task + TASK_STAY]:
        memory[person + OPEN_WORK] -= 1
        if memory[person + OPEN_WORK] == 0 and memory[person + STATE] == WAITING_FOR_WORK:
            return int(person)
    return 0
