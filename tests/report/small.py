"""A small scenario with a result, made by hand: no file, no reader."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sim.model.build import build
from sim.scenario.schema import (
    DAY,
    Arrivals,
    Gate,
    Law,
    Resource,
    Route,
    Run,
    Scenario,
    Span,
    Status,
    Step,
    Steps,
    Target,
    Titles,
    When,
)
from sim.studies.replicate import replicate
from sim.studies.result import Result

YEARS = 2
DAYS = YEARS * 365  # 2021 and 2022


def scenario_of(*steps: Step, **parts: Any) -> Scenario:
    parts.setdefault("arrivals", (Arrivals("in", steps[0].name, rate=Steps(100 / (365 * DAY))),))
    run = Run(date(2021, 1, 1), 0, DAYS * DAY, follow_up=Span(100 * DAY, "seconds"))
    ordered = tuple(sorted(steps, key=lambda step: step.name))
    return Scenario("", "small", Titles("Lille", "Small"), Titles(), run, steps=ordered, **parts)


def course(people_each: int, seats: int, minimum: int = 0, cancelled: float = 0.0, places: int = 100) -> Scenario:
    """A course of 10 days for which people come in groups the day before a session every 50 days; then a job."""
    times = tuple(day * DAY for day in range(20, DAYS, 50))
    joins = tuple(time - DAY for time in times)
    return scenario_of(
        Step("course", "stage", Titles("Kursus", "Course"), gate="start", uses=(("place", 1),),
             lasts=Span(10 * DAY, "seconds"), route=Route(rest="job")),
        Step("job", "stage", Titles("Job", "Job"), lasts=Law("exponential", (("mean", 200.0 * DAY),)),
             route=Route(rest="done"), support="self"),
        Step("done", "exit", Titles("Slut", "Done")),
        arrivals=(Arrivals("in", "course", times=joins, size=people_each),),
        resources=(Resource("place", Steps(places), titles=Titles("Pladser", "Places")),),
        gates=(Gate("start", times, Steps(seats), Steps(minimum), cancelled=Steps(cancelled), opening_days=False,
                    titles=Titles("Holdstart", "Start")),),
        targets=(
            Target("volume", Titles("Startede", "Starts"), at_least=70, count=When("entered", ("course",))),
            Target("self", Titles("Selvforsørgende", "Self-supporting"), at_least=0.6,
                   share_of=When("entered", ("course",)), who_are=Status(), lasting=Span(3, "months"),
                   within=28 * DAY, after=When("entered", ("course",))),
        ),
    )  # fmt: skip


@cache
def result_of(people_each: int = 10, seats: int = 10, minimum: int = 0, places: int = 100) -> Result:
    return replicate(build(course(people_each, seats, minimum, places=places)), 30, seed=3)
