"""Staff: hours offered, work done, load of follow-ups that are not simulated one by one, and waits for work.

Load-only follow-ups are computed from stays (contract L3, Q9): calls at random give rate x time inside x mean length,
planned ones the number of due times strictly inside the stay.
"""

from __future__ import annotations

import numpy as np

from sim.log.events import Event
from sim.measures.civil import Floats, Ints, is_working_day
from sim.measures.figures import Figures
from sim.measures.journeys import Journeys
from sim.measures.properties import Properties
from sim.measures.spans import Grid, seconds_inside
from sim.scenario.schema import DAY, WEEK, FollowUp, Law, Length, Span, Staff, Steps

HOUR = 3600


def staff(figures: Figures, grid: Grid, journeys: Journeys, properties: Properties) -> None:
    """All figures of staff groups and their tasks."""
    groups = journeys.model.scenario.staff
    if not groups:
        return
    names = [group.name for group in groups]
    weeks = grid.spans.seconds / WEEK
    work = _work_done(grid, journeys, names) / HOUR
    load = follow_up_hours(grid, journeys, properties, names)
    offered = np.stack([hours_offered(grid, journeys, group) for group in groups])
    figures.add("work_hours_week", names, work, weeks)
    figures.add("load_hours_week", names, load, weeks)
    figures.add("offered_hours_week", names, offered, weeks)
    figures.add("staff_load", names, work + load, offered)
    _waits(figures, grid, journeys, names)


def _staff_of_task(journeys: Journeys, names: list[str]) -> Ints:
    return np.array([names.index(task.staff) for task in journeys.model.names.tasks], dtype=np.int64)


def _work_done(grid: Grid, journeys: Journeys, names: list[str]) -> Floats:
    """Seconds of work finished, by the time at which it is finished."""
    log = journeys.log
    rows = np.flatnonzero(log.code == Event.WORK_DONE)
    group = _staff_of_task(journeys, names)[log.object[rows]]
    slice_ = grid.spans.slice_of(log.time[rows])
    return grid.count(journeys.log_replication[rows], group, len(names), slice_, log.value[rows].astype(np.float64))


def _waits(figures: Figures, grid: Grid, journeys: Journeys, names: list[str]) -> None:
    """Time from due to begun, by the time at which the work fell due; by group and by kind of task."""
    log, tasks = journeys.log, journeys.model.names.tasks
    if not tasks:
        return
    rows = np.flatnonzero(log.code == Event.WORK_START)
    due = grid.spans.slice_of(log.time[rows] - log.value[rows])
    hours = log.value[rows] / HOUR
    replication, task = journeys.log_replication[rows], log.object[rows]
    begun = grid.count(replication, task, len(tasks), due)
    waited = grid.count(replication, task, len(tasks), due, hours)
    titles = [item.name for item in tasks]
    figures.add("task_wait_mean", titles, waited, begun)
    member = _staff_of_task(journeys, names)[:, None] == np.arange(len(names))
    figures.add(
        "work_wait_mean", names,
        np.einsum("rts,tg->rgs", waited, member), np.einsum("rts,tg->rgs", begun, member.astype(np.float64)),
    )  # fmt: skip
    dropped = np.flatnonzero(log.code == Event.WORK_DROPPED)
    slice_ = grid.spans.slice_of(log.time[dropped])
    table = grid.count(journeys.log_replication[dropped], log.object[dropped], len(tasks), slice_)
    figures.add("tasks_dropped", titles, table)


def hours_offered(grid: Grid, journeys: Journeys, group: Staff) -> Floats:
    """Hours of the group in each span, shape (spans,): on each open day people x weekly hours / 5 (or / 7).

    A day counts where it opens; the number of people is that at opening time.
    """
    scenario = journeys.model.scenario
    days = np.arange(journeys.model.end // DAY + 2, dtype=np.int64)
    opens = days * DAY + group.opens
    is_open = np.ones(len(days), dtype=bool) if group.every_day else is_working_day(
        days, scenario.calendar, scenario.run.first_day
    )  # fmt: skip
    for start, end in group.closed:
        is_open &= ~((opens >= start) & (opens < end))
    hours = np.where(is_open, steps_at(group.people, opens) * group.hours / (7 if group.every_day else 5), 0.0)
    by_slice = np.bincount(grid.spans.slice_of(opens), hours, minlength=grid.spans.slices + 2)[1:-1]
    return grid.spans.over(by_slice.astype(np.float64))


def steps_at(steps: Steps, times: Ints) -> Floats:
    """Value of a number that changes on dates."""
    dates = np.array([time for time, _ in steps.changes], dtype=np.int64)
    values = np.array([steps.first, *(value for _, value in steps.changes)])
    return np.asarray(values[np.searchsorted(dates, times, side="right")], dtype=np.float64)


def follow_up_hours(grid: Grid, journeys: Journeys, properties: Properties, names: list[str]) -> Floats:
    """Hours of load-only follow-ups, shape (replications, groups, spans)."""
    total = np.zeros((journeys.replications, len(names), len(grid.spans)))
    for follow_up in journeys.model.scenario.follow_ups:
        if not follow_up.queued:
            total[:, names.index(follow_up.by)] += _load_of(grid, journeys, properties, follow_up)
    return total / HOUR


def hours_paid(grid: Grid, journeys: Journeys, properties: Properties, group: Staff) -> Floats:
    """Hours that cost money, shape (replications or 1, spans): those offered.

    A group that only carries load-only follow-ups (nobody ever waits for it, so its size changes nothing) is not
    employed for the purpose: it is paid for the hours of the follow-ups.
    """
    scenario = journeys.model.scenario
    has_tasks = any(task.staff == group.name for task in journeys.model.names.tasks)
    has_load = any(item.by == group.name and not item.queued for item in scenario.follow_ups)
    if has_tasks or not has_load:
        return hours_offered(grid, journeys, group)[None]
    names = [item.name for item in scenario.staff]
    return follow_up_hours(grid, journeys, properties, names)[:, names.index(group.name)]


def _load_of(grid: Grid, journeys: Journeys, properties: Properties, follow_up: FollowUp) -> Floats:
    stays = journeys.stays
    steps = [journeys.model.names.steps.index(name) for name in follow_up.stages]
    mine = np.flatnonzero(np.isin(stays.step, steps))
    began, end = stays.began[mine], stays.end[mine]
    if follow_up.first is not None:
        end = np.minimum(end, began + follow_up.first)
    shown = stays.start[mine]
    rates = None
    if follow_up.rate is not None:
        rates = properties.numbers(follow_up.rate, stays.person[mine], stays.end_row[mine])
    by_slice = np.zeros((journeys.replications, grid.spans.slices))
    for i in range(grid.spans.slices):
        opens, closes = grid.spans.cuts[i], grid.spans.cuts[i + 1]
        if rates is not None:
            calls = seconds_inside(shown, end, opens, closes) * rates
        else:
            assert follow_up.every is not None
            calls = _planned(began, shown, end, opens, closes, follow_up.every)
        by_slice[:, i] = np.bincount(stays.replication[mine], calls, minlength=journeys.replications)
    return grid.spans.over(by_slice) * mean_seconds(follow_up.time)


def _planned(began: Ints, shown: Ints, end: Ints, opens: int, closes: int, every: int) -> Floats:
    """How many of began + every, began + 2 every, ... lie in [opens, closes) and strictly inside the stay."""

    def before(time: Ints) -> Floats:
        count: Floats = np.maximum(-((began - time) // every) - 1, 0).astype(np.float64)
        return count  # of k >= 1 with began + k every < time

    upper = np.minimum(end, closes)
    lower = np.minimum(np.maximum(shown, opens), upper)
    return before(upper) - before(lower)


def mean_seconds(length: Length) -> float:
    """Mean of a length of work; work is never stated in months or working days."""
    if isinstance(length, Span):
        return float(length.amount)
    return _mean(length)


def _mean(law: Law) -> float:
    from sim.scenario.laws import mean

    return mean(law)
