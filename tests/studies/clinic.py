"""A small scenario for studies: quick to simulate, with two targets, a formula, a choice, and two definitions."""

from __future__ import annotations

from pathlib import Path

import sim
from sim.store.replications import Store
from sim.studies.option import Option
from sim.studies.runs import Runs

CLINIC = """
format = 1
title = { da = "Klinik", en = "Clinic" }

[run]
years = 2
follow_up = "6 months"
replications = 20

[parameters.places]
value = 2
unit = "places"
low = 1
high = 12
step = 1
lever = true
basis = "assumption"
title = { da = "Pladser", en = "Places" }

[parameters.days]
value = 20
unit = "days"
low = 5
high = 40
basis = "assumption"
title = { da = "Dage", en = "Days" }

[parameters.job_days]
formula = "10 * days"
unit = "days"
basis = "assumption"
title = { da = "Dage i job", en = "Days in a job" }

[parameters.job_chance]
value = 0.5
unit = "share"
low = 0
high = 1
step = 0.1
basis = "assumption"
title = { da = "Chance for job", en = "Chance of a job" }

[parameters.line]
value = "waits"
choices = ["waits", "leaves"]
basis = "assumption"
title = { da = "Når der er fuldt", en = "When it is full" }

[parameters.wanted]
value = 22
basis = "assumption"
title = { da = "Ønsket antal", en = "Wanted" }

[attribute.group]
a = 0.5
b = "rest"

[arrivals.in]
to = "stay"
rate = 24

[resource.place]
capacity = "$places"
title = { da = "Pladser", en = "Places" }

[resource.chair]
capacity = 4
title = { da = "Stole", en = "Chairs" }

[stage.stay]
uses = ["place", "chair"]
lasts = { exponential = "$days" }
patience = { by = "$line", leaves = "0 days", other = "10000 days" }
else = "gone"
next = { job = "$job_chance", gone = "rest" }
title = { da = "Ophold", en = "Stay" }

[stage.job]
lasts = { exponential = "$job_days" }
support = "self"
next = "gone"

[exit.gone]

[target.many]
count = "entered stay"
at_least = "$wanted"
title = { da = "Startede", en = "Started" }

[target.good]
share_of = "entered stay"
who_are = "self"
for = "1 month"
within = "0 days"
after = "last day in stay"
at_least = 0.4
title = { da = "I job", en = "In a job" }

[target.good.also]
within = ["any"]
"""


def write_clinic(directory: Path, name: str = "clinic", text: str = CLINIC) -> Path:
    path = directory / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def clinic(directory: Path, **settings: float | int | str) -> Option:
    """The scenario with settings, written into a directory."""
    path = directory / "clinic.toml"
    return Option.of(sim.load(path if path.exists() else write_clinic(directory), **settings))


def runs(directory: Path | None = None, engine: str = "auto", **options: int) -> Runs:
    """Runs kept in a directory."""
    return Runs(Store(directory), engine=engine, **options)  # type: ignore[arg-type]
