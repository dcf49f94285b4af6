"""How far a target is away, which bound would be met often, and what a volume that is met costs in waiting."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, isnan

from sim.report.phrases import Phrases
from sim.report.target_values import TargetValues
from sim.report.targets_in_words import bound_value
from sim.scenario.dated import largest
from sim.scenario.schema import Target
from sim.studies.distance import OFTEN
from sim.studies.result_view import Reading

LEAST_WAIT, LONG_WAIT = 1.0, 180.0  # days
FORTNIGHT = 14.0  # days
UNLIKE = 2.0  # times the shortest wait of a year: waits of years that differ by more are said one by one
MONTHS = 12
ROUNDING = 1e-9


def distance_in_words(reading: Reading, target: Target, say: Phrases) -> Iterator[str]:
    """``Det bedste af 600 år gav 44 pct.; 17 pct. nås i 80 ud af 100 år.``

    The best outcome is said of a target that is never met: what is met now and then has a chance that says as much.
    Nothing for a target that is met in 80 of 100 years, or that has a bound on both sides.
    """
    chance = reading.chance(target.name).mean
    if target not in reading.bounded or not chance < OFTEN:
        return
    found, write = reading.distance(target), say.texts.write
    unit = "year" if reading.yearly(target.name) else "window"
    side = "least" if target.at_most is None else "most"
    parts = []
    if chance == 0 and found.outcomes > 1:
        best = TargetValues(target, write).value(found.best)
        parts.append(say.texts(f"distance.best.{unit}", n=write.number(found.outcomes), value=best))
    if not isnan(found.often):
        bound = _kept(found.often, target, say)
        parts.append(say.texts(f"distance.often.{side}.{unit}", bound=bound, title=say.of(target)))
    if parts:
        text = "; ".join(parts)
        yield f"{text[:1].upper()}{text[1:]}."


def _kept(bound: float, target: Target, say: Phrases) -> str:
    """The bound, rounded to the side on which it is still met."""
    values = TargetValues(target, say.texts.write)
    scale = 100.0 if values.is_share else 1.0 if values.is_money else 10.0
    rounded = floor(scale * bound + ROUNDING) if target.at_most is None else ceil(scale * bound - ROUNDING)
    return bound_value(rounded / scale, target, say)


def waiting_in_words(reading: Reading, target: Target, say: Phrases) -> Iterator[str]:
    """``Prisen er ventetid: 15 i kø, 116 dage i snit.``: what keeps places filled is that people stand ready for them.

    For a count of people who enter one step, where they wait for it at least a day on average.  The time from coming to
    starting stands beside it, as the line is a part of it; where years are not alike each has its own wait.
    """
    if target.count is None or len(target.count.steps) != 1 or target.at_least is None:
        return
    (step,), write = target.count.steps, say.texts.write
    wait = reading.beside(target, f"wait_mean.{step}")
    if not wait >= LEAST_WAIT:
        return
    by_year = {year: one.mean for year, one in reading.by_year(f"wait_mean.{step}").items() if not isnan(one.mean)}
    shortest, longest = min(by_year.values(), default=0.0), max(by_year.values(), default=0.0)
    if longest > UNLIKE * shortest and longest - shortest > FORTNIGHT:
        parts = (f"{write.number(days, int(days < 10))} ({year})" for year, days in by_year.items())
        yield say.texts("distance.waiting.years", parts=say.texts.listing(list(parts)))
        return
    queue = reading.beside(target, f"queue.{step}")
    words = {"queue": write.number(queue, int(queue < 10)), "wait": write.number(wait, int(wait < 10))}
    start = reading.beside(target, "time_to_start_mean")
    ready, starts = _ready_at_pause(reading, step), reading.judged(target).mean
    paused = ready and starts > 0 and wait >= LONG_WAIT and queue >= ready / 2
    short = isnan(start) or start < wait + LEAST_WAIT
    key = "distance.waiting" if short else f"distance.waiting.{'paused' if paused else 'start'}"
    yield say.texts(key, start=write.number(start), **words)
    if paused:
        months = write.number(
            MONTHS * ready / (starts if reading.yearly(target.name) else reading.a_year(f"entries.{step}"))
        )
        yield say.texts("distance.waiting.pause", ready=write.number(ready), months=months)


def _ready_at_pause(reading: Reading, step: str) -> float:
    """How many must stand in line for a step before those who look for people pause; 0 where they never do."""
    paused = [
        largest(stream.pause_at_least) for stream in reading.scenario.arrivals if ("line", step) in stream.pause_while
    ]
    return max(paused, default=0)
