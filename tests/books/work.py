"""Staff work: begun in order and on duty, done after its time, dropped with the person."""

from __future__ import annotations

import math

from sim.scenario.schema import DAY
from tests.books.ledger import AWAITED, CALL, PLANNED, Ledger, Person, Work, at_time


class WorkBooks(Ledger):
    """Staff work: begun in order and on duty, done after its time, dropped with the person."""

    def _class_of(self, name: str) -> int:
        if name.startswith("work."):
            return AWAITED
        item = next(one for one in self.scenario.follow_ups if name.startswith(f"followup.{one.name}."))
        return PLANNED if item.every is not None else CALL

    def on_work_due(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert person.state in ("stay", "overdue")
        assert (person.step, person.visit) == (name, visit)
        task = self.names.tasks[thing]
        key = (person.number, thing, visit, value)
        assert key not in self.works
        rank = (self._class_of(task.name), self.now, person.number, task.name, visit, value)
        self.works[key] = self.waiting[task.staff][key] = Work(rank, task.staff)
        person.work += rank[0] == AWAITED
        person.works += rank[0] == AWAITED

    def on_work_start(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        waiting = self.waiting[self.names.tasks[thing].staff]
        assert waiting, "work was begun that is not due"
        key = min(waiting, key=lambda one: waiting[one].rank)
        work = waiting.pop(key)
        assert key[:3] == (person.number, thing, visit), "work was overtaken"
        assert work.rank[1] == self.now - value, "work was overtaken"
        self.busy[work.staff] += 1
        work.state, work.began = "begun", self.now
        self.begun_works[key[:3]].append(work)
        self._on_duty(work.staff)

    def _on_duty(self, group: str) -> None:
        """Work begins only inside the daily window of open days, by no more people than there are."""
        item = self.staff[group]
        day, time = divmod(self.now, DAY)
        assert item.every_day or self._working_day(day), "work begun on a day off"
        assert not any(start <= day < end for start, end in item.closed_days), "work begun in closed weeks"
        assert item.opens <= time < item.opens + at_time(item.hours, self.now) * 3600 / (7 if item.every_day else 5), (
            "work begun out of hours"
        )
        most = max([item.people.first, *(value for _, value in item.people.changes)])
        assert at_time(item.people, day * DAY + item.opens) > 0
        assert self.busy[group] <= math.ceil(most), "more people at work than there are"

    def on_work_done(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        begun = self.begun_works[person.number, thing, visit]
        long_enough = [work for work in begun if self.now - work.began >= value]
        assert long_enough, "work took less time than it takes"
        work = max(long_enough, key=lambda one: one.began)
        begun.remove(work)
        work.state = "done"
        self.busy[work.staff] -= 1
        if person.state in ("stay", "overdue") and (person.step, person.visit) == (name, visit):
            person.work -= work.rank[0] == AWAITED

    def on_work_dropped(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        key = (person.number, thing, visit, value)
        work = self.waiting[self.names.tasks[thing].staff].pop(key)
        assert work.rank[0] != CALL, "a call stays"
        assert person.state == "on the way"
        work.state = "dropped"
