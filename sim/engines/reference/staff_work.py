"""Staff with weekly hours, and the work that falls due (contract Q9)."""

from __future__ import annotations

from heapq import heappop, heappush

from sim.engines import arithmetic, calendar_time
from sim.engines.order import AWAITED, CALL, PLANNED, Owner, environment, task_serial
from sim.engines.reference.chance import FAR
from sim.engines.reference.people import Person, State, Task
from sim.engines.reference.plain import Phase, Row
from sim.engines.reference.shared import Shared

GAPS, UNTIL = 1, 2  # of follow_working

Queued = tuple[int, int, int, int, Task]  # class, due, participant, serial


class StaffWork:
    """A line of tasks for each staff group, and how many of those with the same hours are busy."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        t = shared.t
        self.lines: list[list[Queued]] = [[] for _ in t.staff_first]
        self.busy = [0] * len(t.member_people)
        self.opening = [-1] * len(t.staff_first)  # when an item for the next opening is pending

    def begin_stay(self, person: Person, end: int) -> None:
        """Schedule the work of a stay: at its beginning, or ahead of its end."""
        shared, t = self.shared, self.shared.t
        for row in range(t.step_work_first[person.step], t.step_work_last[person.step]):
            length_row = shared.chance.pick(t.work_length[row], person.props)
            length = shared.chance.amount(length_row, t.work_stream[row], person.key, person.visit)
            due = shared.now
            ahead = shared.chance.pick(t.work_ahead[row], person.props) if t.work_ahead[row] >= 0 else -1
            if ahead >= 0:
                due = max(shared.now, end - t.length_a[ahead])
            person.open_work += 1
            self._fall_due(Task(person, t.work_task[row], t.work_staff[row], 0, length, True, False), due)
        for row in range(t.step_follow_first[person.step], t.step_follow_last[person.step]):
            self._first_follow_up(person, row)

    def _first_follow_up(self, person: Person, row: int) -> None:
        """For people inside at the start, what fell due before the run is over; calls are as likely as ever."""
        every, now = self.shared.t.follow_every[row], self.shared.now
        if every < 0:
            self._next_follow_up(person, row, 0, now)
            return
        over, since = 0, person.entered
        if not self.shared.t.follow_working[row] & GAPS:
            over = max(0, -(-(now - since) // every) - 1)
            since += over * every
        while self._later(row, GAPS, since, every) < now:
            over, since = over + 1, self._later(row, GAPS, since, every)
        self._next_follow_up(person, row, over, since)

    def _later(self, row: int, which: int, since: int, seconds: int) -> int:
        """So long after a time, on working days where that is how the gaps, or the age, of a follow-up are counted."""
        t = self.shared.t
        if t.follow_working[row] & which:
            return calendar_time.working_end(t.working_day[0], t.working_number[0], t.first_day, since, seconds)
        return since + seconds

    def _next_follow_up(self, person: Person, row: int, n: int, since: int) -> None:
        """The next call (at random) or planned follow-up (at intervals) of a stay."""
        shared, t = self.shared, self.shared.t
        if t.follow_every[row] >= 0:
            due = self._later(row, GAPS, since, t.follow_every[row])
        else:
            rate = t.numbers[shared.chance.pick(t.follow_rate[row], person.props)]
            if rate <= 0:
                return
            u = shared.chance.uniform(t.follow_gap_stream[row], person.key, person.visit, n)
            gap = arithmetic.round_half_up(arithmetic.quantile(t.quantiles, 0, u) / rate)
            due = since + gap
            if t.follow_working[row] & GAPS:
                due = calendar_time.worked_end(t.working_day[0], t.working_number[0], t.first_day, since, gap)
        if t.follow_until[row] >= 0 and due >= self._later(row, UNTIL, person.entered, t.follow_until[row]):
            return
        length_row = shared.chance.pick(t.follow_length[row], person.props)
        length = shared.chance.amount(length_row, t.follow_stream[row], person.key, person.visit, n)
        call = t.follow_every[row] < 0
        task = Task(person, t.follow_task[row], t.follow_staff[row], n, length, False, call)
        self._fall_due(task, due, lambda: self._next_follow_up(person, row, n + 1, due))

    def _fall_due(self, task: Task, due: int, then: object = None) -> None:
        shared = self.shared
        task.due = due
        task.serial = task_serial(task.task, task.visit, task.n)
        if due >= shared.end:
            return

        def act(_: object) -> None:
            if task.person.stay != task.stay or task.person.state not in (State.STAYING, State.WAITING_FOR_WORK):
                return
            self._queue(task)
            if callable(then):
                then()

        shared.call(due, Phase.ARRIVE, task.person.number, task.serial, act)

    def _queue(self, task: Task) -> None:
        kind = CALL if task.call else AWAITED if task.wanted else PLANNED
        self.shared.log(task.person.number, Row.WORK_DUE, task.step, task.visit, task.task, task.n)
        task.person.tasks.append(task)
        heappush(self.lines[task.staff], (kind, task.due, task.person.number, task.serial, task))
        self.shared.ask(Phase.GRANT)

    def drop_work(self, person: Person) -> None:
        """Work not begun is dropped, except calls; work begun is finished."""
        for task in person.tasks:
            if not task.begun and not task.call:
                task.dropped = True
                self.shared.log(person.number, Row.WORK_DROPPED, task.step, task.visit, task.task, task.n)
        person.tasks = []

    def assign(self) -> bool:
        """Give waiting tasks to those on duty and free; groups in order of name."""
        progress = False
        for group in range(len(self.lines)):
            while self._assign_one(group):
                progress = True
        return progress

    def _assign_one(self, group: int) -> bool:
        line = self.lines[group]
        while line and line[0][4].dropped:
            heappop(line)
        if not line:
            return False
        task = line[0][4]
        best, finish = self._first_to_finish(group, task.length)
        if best < 0:
            self._await_opening(group, task.length)
            return False
        heappop(line)
        task.begun = True
        self.busy[best] += 1
        person = task.person
        self.shared.log(person.number, Row.WORK_START, task.step, task.visit, task.task, self.shared.now - task.due)
        self.shared.call(finish, Phase.LEAVE, person.number, task.serial, lambda _: self._done(task, best))
        return True

    def _first_to_finish(self, group: int, length: int) -> tuple[int, int]:
        """(row, time): of those free and on duty the one who finishes first, then the lowest index; -1 if none.

        Members with the same hours stand in one row of the tables and finish at the same time.  Whose hours end for
        good before the work would be done is not given it.
        """
        t, now = self.shared.t, self.shared.now
        best, finish = -1, 0
        for row in self._rows_with_somebody_free(group):
            if not calendar_time.staff_open_at(t.member_window[row], t.staff_opens[group], t.first_day, now):
                continue
            end = calendar_time.staff_finish(
                t.member_before[row], t.member_window[row], t.staff_opens[group], t.first_day, now, length
            )
            if end < FAR and (best < 0 or end < finish):
                best, finish = row, end
        return best, finish

    def _rows_with_somebody_free(self, group: int) -> list[int]:
        t = self.shared.t
        return [
            row for row in range(t.staff_first[group], t.staff_last[group]) if self.busy[row] < t.member_people[row]
        ]

    def _await_opening(self, group: int, length: int) -> None:
        """An item for the next time that a free member comes on duty who can finish the first task."""
        shared, t = self.shared, self.shared.t
        opening = -1
        for row in self._rows_with_somebody_free(group):
            clock = t.member_before[row], t.member_window[row], t.staff_opens[group], t.first_day
            time = calendar_time.staff_next_open(*clock, shared.now)
            if (opening < 0 or time < opening) and calendar_time.staff_finish(*clock, time, length) < FAR:
                opening = time
        if opening < 0 or opening >= shared.end or 0 <= self.opening[group] <= opening:
            return
        self.opening[group] = opening
        shared.call(opening, Phase.WORLD, environment(Owner.STAFF, group), 0, lambda _: self._opened(group, opening))

    def _opened(self, group: int, time: int) -> None:
        if self.opening[group] == time:
            self.opening[group] = -1
        self.shared.ask(Phase.GRANT)

    def _done(self, task: Task, row: int) -> None:
        shared, person = self.shared, task.person
        self.busy[row] -= 1
        shared.log(person.number, Row.WORK_DONE, task.step, task.visit, task.task, task.length)
        if self.lines[task.staff]:
            shared.ask(Phase.GRANT)
        if task.wanted and person.stay == task.stay:
            person.open_work -= 1
            if person.open_work == 0 and person.state == State.WAITING_FOR_WORK:
                shared.work_done(person)
