"""A small project with everything the page has levers for: places, holds that follow them, dropout, a choice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

PROJECT = """
format = 1
title = { da = "Prøveprojekt", en = "Trial project" }
asks = { da = "Hvor mange starter?", en = "How many start?" }

[run]
start = 2021-01-01
years = 2
replications = 4
follow_up = "12 months"

[parameters.mode]
value = "cohort"
choices = ["cohort", "rolling"]
choice_titles.cohort = { da = "hold", en = "holds" }
choice_titles.rolling = { da = "løbende", en = "rolling" }
lever = true
title = { da = "Optag", en = "Intake" }

[parameters.places]
value = 4
unit = "places"
low = 2
high = 12
step = 1
lever = true
source = { da = "Fundet på", en = "Made up" }
title = { da = "Pladser", en = "Places" }

[parameters.seats]
value = 4
unit = "people"
low = 2
high = 12
step = 1
lever = true
moves_with = "places"
title = { da = "Pr. hold", en = "In a hold" }

[parameters.leaving]
value = 0.02
unit = "per week"
low = 0.0
high = 0.2
lever = true
title = { da = "Frafald pr. uge", en = "Dropout a week" }

[parameters.job_chance]
value = 0.5
unit = "share"
low = 0
high = 1
title = { da = "Chance for job", en = "Chance of a job" }

[parameters.first]
value = 2021-01-04
title = { da = "Første hold", en = "First hold" }

[parameters.others]
value = 1.5
unit = "days"
title = { da = "Forberedelse <b>", en = "Preparation" }

[arrivals.people]
to = "preparation"
rate = 60

[resource.place]
capacity = "$places"
title = { da = "Pladser", en = "Places" }

[gate.hold]
first = "$first"
every = "8 weeks"
seats = "$seats"

[stage.preparation]
lasts = "$others"
next = { course = "rest" }

[stage.course]
title = { da = "Kursus", en = "Course" }
gate = { by = "$mode", cohort = "hold", rolling = "none" }
uses = ["place"]
lasts = "8 weeks"
next = { job = "$job_chance", nothing = "rest" }

[risk.dropout]
in = ["course"]
rate = "$leaving"
to = "left"

[stage.job]
support = "self"
lasts = { exponential = "200 days" }
next = { over = "rest" }

[exit.over]
positive = true

[exit.nothing]

[exit.left]

[target.volume]
title = { da = "Startede", en = "Starts" }
count = "entered course"
per = "calendar year"
at_least = 24

[target.jobs]
title = { da = "I job", en = "In a job" }
share_of = "entered course"
who_are = "self"
for = "1 month"
within = "28 days"
after = "last day in course"
per = "calendar year"
at_least = 0.5
"""


def write_project(folder: Path) -> Path:
    """The project as a file in a folder."""
    path = folder / "project.toml"
    path.write_text(PROJECT, encoding="utf-8")
    return path


MAPPING = """
format = 1
scenario = "../project.toml"
window = { from = 2021-01-01, until = 2021-09-30 }

[spells]
file = "udtraek.csv"
person = "Borger"
step = "Aktivitet"
begin = "Fra"
end = "Til"
dates = "DD-MM-YYYY"

[spells.steps]
"Kursus" = "course"
"Job" = "job"
"Stoppet" = "left"
"""


def rows() -> list[str]:
    """Twenty people on the first four holds, of whom some leave and some find a job."""
    found = ["Borger;Aktivitet;Fra;Til"]
    for person in range(20):
        begins = date(2021, 1, 4) + timedelta(weeks=8 * (person % 4))
        ends = begins + timedelta(days=14 if person % 5 == 0 else 56)
        found.append(f"hemmelig{person};Kursus;{begins:%d-%m-%Y};{ends:%d-%m-%Y}")
        if person % 5 == 0:
            found.append(f"hemmelig{person};Stoppet;{ends:%d-%m-%Y};{ends:%d-%m-%Y}")
        elif person % 2:
            found.append(f"hemmelig{person};Job;{ends:%d-%m-%Y};")
    return found


def write_records(folder: Path) -> Path:
    """A folder with records of the project and what they mean, beside its file."""
    home = folder / "registreringer"
    home.mkdir()
    (home / "egne.toml").write_text(MAPPING, encoding="utf-8")
    (home / "udtraek.csv").write_text("\n".join(rows()) + "\n", encoding="utf-8")
    return home
