"""Staff: hours offered, work done, load of follow-ups that are not simulated one by one, and waits for work."""

from __future__ import annotations

import numpy as np

from sim.measures.civil import Floats
from sim.measures.digest import layout
from sim.measures.digest.digest import Digest
from sim.measures.figures import Figures
from sim.measures.questions import calls, mean_seconds
from sim.model.clocks import daily_windows, opening_time, people_on_duty, working_flags
from sim.scenario.schema import DAY, WEEK, Case, Staff

HOUR = 3600


def staff(figures: Figures, digest: Digest) -> None:
    """All figures of staff groups and their tasks."""
    groups = digest.model.scenario.staff
    if not groups:
        return
    names = [group.name for group in groups]
    weeks = digest.spans.seconds / WEEK
    member = _staff_of_task(digest, names)
    # by the time at which the work is finished
    work = np.einsum("rts,tg->rgs", digest.of_tasks(layout.WORK_SECONDS), member) / HOUR
    load = follow_up_hours(digest, names)
    offered = np.stack([hours_offered(digest, group) for group in groups])
    figures.add("work_hours_week", names, work, weeks)
    figures.add("load_hours_week", names, load, weeks)
    figures.add("offered_hours_week", names, offered, weeks)
    figures.add("staff_load", names, work + load, offered)
    if digest.model.names.tasks:
        _waits(figures, digest, names, member)


def _staff_of_task(digest: Digest, names: list[str]) -> Floats:
    """1 where a task is that of a group, shape (tasks, groups)."""
    groups = np.array([names.index(task.staff) for task in digest.model.names.tasks], dtype=np.int64)
    return np.asarray(groups[:, None] == np.arange(len(names)), dtype=np.float64)


def _waits(figures: Figures, digest: Digest, names: list[str], member: Floats) -> None:
    """Time from due to begun, by the time at which the work fell due, of all tasks of a group."""
    begun, waited = digest.of_tasks(layout.BEGUN), digest.of_tasks(layout.WORK_WAIT_SECONDS) / HOUR
    figures.add(
        "work_wait_mean", names, np.einsum("rts,tg->rgs", waited, member), np.einsum("rts,tg->rgs", begun, member)
    )


def hours_offered(digest: Digest, group: Staff) -> Floats:
    """Hours of the group in each span, shape (spans,): on each open day people x weekly hours / 5 (or / 7).

    A day counts where it opens; who is there on it is what the engines' staff clocks are made of.
    """
    scenario, spans = digest.model.scenario, digest.spans
    days = digest.model.end // DAY + 2
    opens, window = opening_time(group), daily_windows(group, 0, days)
    people = people_on_duty(group, working_flags(scenario.calendar, scenario.run.first_day, 0, days), 0)
    begins = np.arange(days, dtype=np.int64) * DAY + opens
    by_slice = np.bincount(spans.slice_of(begins), people * (window / HOUR), minlength=spans.slices + 2)[1:-1]
    return spans.over(by_slice.astype(np.float64))


def follow_up_hours(digest: Digest, names: list[str]) -> Floats:
    """Hours of load-only follow-ups, shape (replications, groups, spans).

    They are found from stays (contract L3, Q9): calls at random give rate x time inside x mean length, planned ones
    the number of due times strictly inside the stay.
    """
    total = np.zeros((digest.count, len(names), len(digest.spans)))
    for follow_up in digest.model.scenario.follow_ups:
        if not follow_up.queued:
            for stage in follow_up.stages:
                number = digest.metered(calls(follow_up, stage))
                seconds = 1.0 if isinstance(follow_up.time, Case) else mean_seconds(follow_up.time)
                total[:, names.index(follow_up.by)] += number * seconds
    return total / HOUR


def hours_paid(digest: Digest, group: Staff) -> Floats:
    """Hours that cost money, shape (replications or 1, spans): those offered.

    A group that only carries load-only follow-ups (nobody ever waits for it, so its size changes nothing) is not
    employed for the purpose: it is paid for the hours of the follow-ups.
    """
    scenario = digest.model.scenario
    has_tasks = any(task.staff == group.name for task in digest.model.names.tasks)
    has_load = any(item.by == group.name and not item.queued for item in scenario.follow_ups)
    if has_tasks or not has_load:
        return hours_offered(digest, group)[None]
    names = [item.name for item in scenario.staff]
    return follow_up_hours(digest, names)[:, names.index(group.name)]
