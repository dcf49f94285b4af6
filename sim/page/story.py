"""One simulated person's way through, from the event log, in the words of the scenario."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from sim.log.events import Event
from sim.model.clocks import opening_flags
from sim.report.papers.blocks import Block, Grid, Paragraph
from sim.report.phrases import Phrases
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import DAY

if TYPE_CHECKING:
    from sim.loaded import LoadedScenario
    from sim.log.table import Log
    from sim.scenario.schema import Scenario

TOLD = {Event.ARRIVE: "arrive", Event.ADMIT: "admit", Event.START: "start", Event.END: "end", Event.RISK: "risk",
        Event.RENEGED: "give_up", Event.BALKED: "refused", Event.SENT_AWAY: "sent_away",
        Event.TOKEN_TAKEN: "token", Event.EXIT: "exit"}  # fmt: skip
MOST = 40  # rows


def story_blocks(question: LoadedScenario, log: Log, texts: Texts) -> list[Block]:
    """The person of a log of one replication with the longest way, as a table of dates."""
    person = _longest_way(log, *question.model.window)
    if person is None:
        return []
    rows = tuple(_rows(question, log, person, Phrases(question.scenario, texts)))[:MOST]
    head = (texts("page.story.date"), texts("page.story.what"))
    note = texts("page.story.weeks") if any(day.startswith(("uge", "week")) for day, _ in rows) else ""
    return [Paragraph(texts("page.story.words")), Grid(Table(texts("page.story"), head, rows, labels=2, note=note))]


def _longest_way(log: Log, start: int, end: int) -> int | None:
    """Who came in the window, has left, and began most stages; the first of several."""
    came = log.owner[(log.code == Event.ARRIVE) & (log.time >= start) & (log.time < end)]
    began = log.owner[(log.code == Event.START) & (log.time >= start)]
    left = log.owner[log.code == Event.EXIT]
    people, counts = np.unique(began[np.isin(began, left) & np.isin(began, came)], return_counts=True)
    return int(people[np.argmax(counts)]) if len(people) else None


def _day(scenario: Scenario, day: int, texts: Texts) -> str:
    """The date, or the week where that day is closed: what is not held to opening days has no day to be told."""
    when = scenario.run.first_day + timedelta(days=day)
    if opening_flags(scenario.calendar, scenario.run.first_day, day, day + 1)[0]:
        return texts.write.date(when)
    year, week, _ = when.isocalendar()
    return texts("page.story.week", week=week, year=year)


def _rows(question: LoadedScenario, log: Log, person: int, say: Phrases) -> Iterator[tuple[str, str]]:
    steps = question.model.names.steps
    kinds = {step.name: step.kind for step in question.scenario.steps}
    for i in np.flatnonzero(log.owner == person):
        told, step = TOLD.get(Event(int(log.code[i]))), steps[int(log.step[i])] if log.step[i] >= 0 else ""
        if told is None or (told == "admit" and log.value[i] < DAY) or (told == "admit" and kinds[step] == "wait"):
            continue
        days = say.texts.write.number(int(log.value[i]) / DAY)
        key = f"page.story.{told}.same" if told == "end" and log.value[i] < DAY else f"page.story.{told}"
        yield (
            _day(question.scenario, int(log.time[i]) // DAY, say.texts),
            say.texts(key, step=say.name(step), days=days),
        )
