"""One simulated person's way through, from the event log, in the words of the scenario."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from sim.log.events import Event
from sim.model.clocks import opening_flags
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


@dataclass(frozen=True)
class Story:
    """The way of one of the ``people`` that can be told of, counted from 0."""

    place: int
    people: int
    table: Table


def story_of(question: LoadedScenario, log: Log, place: int, texts: Texts) -> Story | None:
    """One person of a log of one replication, as a table of dates; None where nobody came and left."""
    people = tellable(log, *question.model.window)
    if not people:
        return None
    place = min(place, len(people) - 1)
    rows = tuple(_rows(question, log, people[place], Phrases(question.scenario, texts)))[:MOST]
    head = (texts("page.story.date"), texts("page.story.what"))
    note = texts("page.story.weeks") if any(day.startswith(("uge", "week")) for day, _ in rows) else ""
    title = texts("page.story.title", k=place + 1, n=texts.write.number(len(people)))
    return Story(place, len(people), Table(title, head, rows, labels=2, note=note))


def tellable(log: Log, start: int, end: int) -> list[int]:
    """Who came in the window and has left, so that neighbours end differently: of each ending the longest way first."""
    came = log.owner[(log.code == Event.ARRIVE) & (log.time >= start) & (log.time < end)]
    leaving = np.flatnonzero((log.code == Event.EXIT) & np.isin(log.owner, came))
    steps = Counter(log.owner[(log.code == Event.START) & np.isin(log.owner, log.owner[leaving])].tolist())
    endings: dict[int, list[int]] = {}
    for row in sorted(leaving, key=lambda row: (-steps[int(log.owner[row])], row)):
        endings.setdefault(int(log.step[row]), []).append(int(log.owner[row]))
    rounds = zip_longest(*endings.values())
    return [person for one in rounds for person in one if person is not None]


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
