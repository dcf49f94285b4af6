"""A small pathway, a mapping of it, and records made from its runs."""

from __future__ import annotations

from pathlib import Path

from sim.engines import choose
from sim.records import Episode, MappingFile, read_mapping
from sim.records.observe import observe

SCENARIO = """
format = 1
[run]
start = 2021-01-01
years = 1
[attribute.group]
title = { da = "Målgruppe", en = "Target group" }
ready = 0.4
far = "rest"
[parameters.passed]
value = 0.7
low = 0.5
high = 0.9
unit = "share"
[arrivals.referred]
to = "talk"
rate = 120
[stage.talk]
title = { da = "Samtale", en = "Talk" }
lasts = { exponential = "10 days" }
next = { fit = "$passed", sent_back = "rest" }
[decision.fit]
next = { course = 0.5, work = "rest" }
[stage.course]
title = { da = "Kursus", en = "Course" }
lasts = "28 days"
next = { work = "rest" }
[stage.work]
title = { da = "Praktik", en = "Work" }
lasts = { exponential = "60 days" }
next = { course = 0.2, job = "rest" }
limit.course = { visits = 2, else = "job" }
[exit.job]
title = "Job"
[exit.sent_back]
title = "Retur"
"""

MAPPING = """
format = 1
scenario = "pathway.toml"
window = { from = 2021-01-01, until = 2021-12-31 }
[spells]
file = "forloeb.csv"
person = "Id"
step = "Aktivitet"
begin = "Fra"
end = "Til"
[spells.steps]
"Samtale" = "talk"
"Kursus" = "course"
"Praktik" = "work"
"Job" = "job"
"Retur" = "sent_back"
"Fravær" = "-"
[spells.properties]
group = { column = "Målgruppe", values = { "Jobparat" = "ready", "Aktivitetsparat" = "far" } }
"""

HEAD = "Id;Aktivitet;Fra;Til;Målgruppe\n"


def write_project(folder: Path, rows: str | bytes = HEAD, mapping: str = MAPPING, scenario: str = SCENARIO) -> Path:
    """Scenario, mapping and spell file in a folder; gives the path of the mapping."""
    (folder / "pathway.toml").write_text(scenario, encoding="utf-8")
    (folder / "forloeb.csv").write_bytes(rows if isinstance(rows, bytes) else rows.encode())
    path = folder / "map.toml"
    path.write_text(mapping, encoding="utf-8")
    return path


def recorded(mapping: MappingFile, replication: int = 0, seed: int = 1) -> tuple[Episode, ...]:
    """What would have been recorded of one replication."""
    model = mapping.scenario.model
    log = choose("reference", model, 1).run(model, seed, [replication])
    return observe(log, model, mapping)


def project(folder: Path) -> MappingFile:
    return read_mapping(write_project(folder))
