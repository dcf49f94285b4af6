"""Random but valid scenarios over the whole language, small and rich in ties.

:func:`pathway` gives one scenario for each seed.  Most lengths are whole days, many are zero, people come in cohorts,
tokens and sessions on dates: a pathway with continuous laws alone would pass with a wrong order of events.  The
scenario is written as a file and read, so that the whole language is on the way.  ``tests/making`` makes the parts.
"""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

from sim.engines.order import Phase
from sim.log.events import Event
from sim.log.table import Log
from sim.model.build import build
from sim.model.model import Model
from sim.scenario.schema import Scenario
from tests.making.around import Around
from tests.making.dice import LENGTH
from tests.making.files import Table, scenario_of, toml
from tests.making.means import Means
from tests.making.seldom import Seldom
from tests.making.ways import Ways

__all__ = ["model", "pathway", "scenario_of", "tables", "ties", "ties_by_phase", "toml"]


def pathway(seed: int) -> Scenario:
    """The scenario of a seed; the same one every time."""
    return scenario_of(tables(seed))


@cache
def model(seed: int) -> Model:
    """The model of the pathway of a seed."""
    return build(pathway(seed))


def tables(seed: int) -> Table:
    """The pathway of a seed as tables of its file; ``csv`` holds the files that it names."""
    return Maker(random.Random(seed)).tables()


class Maker(Means, Ways, Around, Seldom):
    """Makes the tables of one pathway."""

    def tables(self) -> Table:
        self.found |= {
            "run": {"start": self.start, "length": f"{LENGTH} days", "follow_up": f"{LENGTH} days", "replications": 2},
            "calendar": self.calendar(),
            "attribute": {"group": {"a": 0.3, "b": "rest"}, "level": self.level()},
            "resource": {name: self.resource() for name in self.resources},
            "staff": {name: self.staff_group() for name in self.staff},
            "pool": {name: self.pool() for name in self.pools},
            "gate": {name: self.gate() for name in self.gates},
        }
        if self.budget:
            self.found["budget"] = {"money": {"amounts": {str(self.on(20)): 6, str(self.on()): 9}}}
        self.steps()
        self.found["risk"] = self.risks()
        self.found["followup"] = self.follow_ups()
        self.found["arrivals"] = {f"a{i}": self.arrivals(i) for i in range(self.chance.randint(1, 3))}
        self.found["backlog"] = self.backlog()
        self.found["change"] = self.changes()
        self.found["exit"] = {"out": {"positive": True}} | ({"lost": {}} if self.mentions("lost") else {})
        self.seldom()
        if "lost" not in self.found["exit"] and self.mentions("lost"):
            self.found["exit"]["lost"] = {}
        self.found["report"] = self.report()
        if self.often(0.25):
            self.found["background"] = self.outside()
        return self.found


# --- ties ------------------------------------------------------------------------------------------------------------

PHASES = {
    Phase.LEAVE: (Event.END, Event.RISK, Event.OVERDUE, Event.WORK_DONE),
    Phase.WORLD: (Event.CAPACITY, Event.TURNED, Event.TOKEN_IN),
    Phase.ARRIVE: (Event.ARRIVE, Event.NOT_CONTACTED, Event.WORK_DUE),
    Phase.MATCH: (Event.TOKEN_TAKEN,),
    Phase.GRANT: (Event.ADMIT, Event.WORK_START, Event.BACKFILL),
    Phase.SESSION: (Event.SEATS,),
    Phase.RENEGE: (Event.RENEGED,),
    Phase.EXPIRE: (Event.TOKEN_EXPIRED,),
    Phase.OVERFLOW: (Event.TOKEN_LOST,),
}
PHASE_OF = {event: phase for phase, events in PHASES.items() for event in events}


def ties(log: Log) -> int:
    """Exact ties: rows beyond the first in the same phase of the same second of a replication, after time 0."""
    return ties_by_phase(log).total()


def ties_by_phase(log: Log) -> Counter[Phase]:
    """The exact ties of each phase that has any."""
    found: Counter[tuple[int, int, Phase]] = Counter()
    for replication, row in zip(log.replication.tolist(), log.rows(), strict=True):
        if row[2] in PHASE_OF and row[0] > 0:
            found[replication, row[0], PHASE_OF[Event(row[2])]] += 1
    total: Counter[Phase] = Counter()
    for (_, _, phase), count in found.items():
        total[phase] += count - 1
    return +total
