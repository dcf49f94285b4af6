"""Small scenarios told by their log: a TOML text in, readable rows out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sim.engines import choose
from sim.log.events import Event
from sim.log.table import Log
from sim.model.build import build
from sim.model.model import Model
from sim.scenario.assemble import assemble
from sim.scenario.reading import read
from sim.scenario.schema import DAY, Scenario

RUN = """
[run]
start  = 2021-01-04     # a Monday
length = "400 days"
"""
OUT = "\n[exit.out]\n"
ENDS = "[exit.out]\n[exit.no]\n"


# --- pieces of scenarios ----------------------------------------------------------------------------------------------


def comes(name: str, to: str, *days: float, size: int = 1) -> str:
    """A stream of people on given days."""
    dates = ", ".join(f'"{day} days"' for day in days)
    return f'[arrivals.{name}]\nto = "{to}"\ndates = [{dates}]\nsize = {size}\n'


def stage(name: str, lasts: str = "1 day", onward: str = "out", **more: str) -> str:
    """A stage with further keys as TOML values."""
    return f'[stage.{name}]\nlasts = "{lasts}"\nnext = "{onward}"\n' + "".join(f"{k} = {v}\n" for k, v in more.items())


def resource(name: str, capacity: object = 1) -> str:
    return f"[resource.{name}]\ncapacity = {capacity}\n"


def at_once(otherwise: str = "no") -> dict[str, str]:
    """Patience 0: served at once or refused."""
    return {"patience": '"0 days"', "else": f'"{otherwise}"'}


# --- their stories ----------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """One row with names; ``day`` counts from the start of the run."""

    day: float
    who: int
    event: str
    step: str
    visit: int
    thing: str
    value: int


class Story:
    """The log of one replication, to be asked about."""

    def __init__(self, model: Model, log: Log) -> None:
        self.model, self.log = model, log
        self.rows = [self._row(*row) for row in log.rows()]

    def _row(self, time: int, who: int, code: int, step: int, visit: int, thing: int, value: int) -> Row:
        names = self.model.names
        event = Event(code)
        kinds = {
            **dict.fromkeys(("ARRIVE", "NOT_CONTACTED"), names.sources),
            **dict.fromkeys(("ATTRIBUTE", "MARK", "WITHOUT_MARK", "AFTER_MARK"), names.properties),
            **dict.fromkeys(("LIMITED", "DECIDE"), names.steps),
            **dict.fromkeys(("CLAIM", "RELEASE", "TURNED", "CAPACITY"), names.resources),
            **dict.fromkeys(("CALLED", "TOKEN_IN", "TOKEN_TAKEN", "TOKEN_EXPIRED", "TOKEN_LOST"), names.pools),
            **dict.fromkeys(("SEATS", "OTHERS", "HELD", "NOT_HELD", "CANCELLED", "BACKFILL"), names.gates),
            **dict.fromkeys(
                ("WORK_DUE", "WORK_START", "WORK_DONE", "WORK_DROPPED"), tuple(task.name for task in names.tasks)
            ),
            "RISK": names.risks,
            "END": ("plain", "found", "not_found"),
        }
        object_name = kinds[event.name][thing] if event.name in kinds and thing >= 0 else ""
        return Row(time / DAY, who, event.name, names.steps[step] if step >= 0 else "", visit, object_name, value)

    def of(self, event: str, step: str = "", thing: str = "") -> list[Row]:
        """Rows of an event, of one step or object if named."""
        return [
            row
            for row in self.rows
            if row.event == event and (not step or row.step == step) and (not thing or row.thing == thing)
        ]

    def days(self, event: str, step: str = "", thing: str = "") -> list[float]:
        return [row.day for row in self.of(event, step, thing)]

    def who(self, event: str, step: str = "", thing: str = "") -> list[int]:
        return [row.who for row in self.of(event, step, thing)]

    def starts(self, step: str) -> list[tuple[float, int]]:
        """(day, person) of each start of a stay in a step."""
        return [(row.day, row.who) for row in self.of("START", step)]

    def events(self, who: int | None = None, *names: str) -> list[str]:
        """Names of events in order, of one person if given, of some names only if given."""
        return [row.event for row in self.rows if who in (None, row.who) and (not names or row.event in names)]

    def index(self, event: str, who: int) -> int:
        """Place of a person's first row of an event."""
        return next(i for i, row in enumerate(self.rows) if (row.event, row.who) == (event, who))


def scenario(text: str, folder: Path) -> Scenario:
    """The scenario of a text; ``[run]`` and ``[exit.out]`` are added where they are missing."""
    whole = "format = 1\n" + text + ("" if "[run]" in text else RUN) + ("" if "[exit." in text else OUT)
    path = folder / "case.toml"
    path.write_text(whole)
    return assemble(read(path))


def play(text: str, folder: Path, engine: str = "reference", seed: int = 1, replication: int = 0) -> Story:
    """The story of one replication."""
    model = build(scenario(text, folder))
    return Story(model, choose(engine, model, 1).run(model, seed, [replication]))
