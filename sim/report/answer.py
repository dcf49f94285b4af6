"""The answer in plain words: what happens and why, then how sure it is; apart from it, how well it was computed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import isnan, nan
from typing import TYPE_CHECKING

from sim.analysis.cause import Cause, causes, most_seats
from sim.analysis.moved_sessions import LONG_CLOSURE
from sim.report.changes_in_words import moved_in_words
from sim.report.distance_in_words import distance_in_words, waiting_in_words
from sim.report.numbers import DASH, NBSP
from sim.report.phrases import Phrases
from sim.report.problems_in_words import warnings_in_words
from sim.report.table import Table
from sim.report.target_values import TargetValues
from sim.report.targets_in_words import after_in_words, bound_in_words, gap_in_words, when_in_words
from sim.report.texts import Texts
from sim.scenario.cases import leaves_of
from sim.scenario.schema import Target
from sim.studies.result_view import JOINT, Reading

if TYPE_CHECKING:
    from sim.studies.result import Result


BUSY_ENOUGH = 0.75  # of what there is: above that few places stand empty


def answer_lines(result: Result, texts: Texts) -> list[str]:
    """The lines of the answer, empty strings between the parts."""
    reading, say = Reading(result), Phrases(result.scenario, texts)
    noted = [texts("answer.note", text=text) for text in notes(reading, say)]
    return [*_head(reading, say), *_body(reading, say), *noted]


def _head(reading: Reading, say: Phrases) -> Iterator[str]:
    scenario = reading.scenario
    yield say.texts.title(scenario.titles, scenario.name)
    asks = say.texts.title(scenario.asks, "")
    if asks:
        yield say.texts("answer.asks", text=asks)
    yield ""


def _body(reading: Reading, say: Phrases) -> Iterator[str]:
    if not reading.scenario.targets:
        yield say.texts("answer.no_targets")
        return
    for target in reading.targets:
        yield " ".join((*_expectation(reading, target, say), *distance_in_words(reading, target, say)))
        yield from _causes(reading, target, say)
    yield ""
    yield from _chances(reading, say)
    yield from _outcomes(reading, say)


# --- what happens ----------------------------------------------------------------------------------------------------


def _expectation(reading: Reading, target: Target, say: Phrases) -> Iterator[str]:
    """``Startede pr. år: i gennemsnit 47,8 om året (2021: 47,6, ...). Der mangler 0,2 i målet på mindst 48.``"""
    mean = reading.judged(target).mean
    title, bound = say.texts.title(target.titles, target.name), bound_in_words(target, say)
    values = TargetValues(target, say.texts.write)
    if target.count is not None or target.figure:
        key = "answer.count.window" if target.per == "window" else "answer.count"
        of = _years(reading, target, say) or (when_in_words(target.count, say) if target.count else "")
        if not of:
            key = "answer.figure"
        yield say.texts(key, title=title, mean=values.mean(mean), of=of)
        yield from _shortfall(target, mean, bound, say, most_seats(reading, target))
        yield from waiting_in_words(reading, target, say)
        return
    assert target.share_of is not None
    share, of = values.mean(mean), when_in_words(target.share_of, say)
    gap, after = gap_in_words(target.within, say), after_in_words(target, say)
    yield say.texts("answer.share", title=title, mean=share, of=of, gap=gap, after=after)
    yield from _shortfall(target, mean, bound, say)
    undecided = reading.a_year(f"undecided.{target.name}")
    if undecided >= 0.05:
        yield say.texts.count("answer.undecided", round(undecided, 1))


def _years(reading: Reading, target: Target, say: Phrases) -> str:
    by_year = reading.by_year(f"target.{target.name}")
    if len(by_year) < 2:
        return ""
    parts = [
        say.texts("answer.by_year", year=year, value=TargetValues(target, say.texts.write).mean(estimate.mean))
        for year, estimate in by_year.items()
    ]
    return ", ".join(parts)


def _shortfall(
    target: Target, mean: float, bound: str, say: Phrases, most: tuple[str, float] = ("", 0.0)
) -> Iterator[str]:
    """How far the mean is from the bound; one that is both a floor and a ceiling is left to the chances.

    ``most``: a gate and what it can give at the most.  Where that is the bound, no mean can reach it.
    """
    wanted = target.at_least if target.at_most is None else target.at_most
    if wanted is None or isnan(mean) or (target.at_least is not None and target.at_most is not None):
        return
    values = TargetValues(target, say.texts.write)
    short = wanted - mean if target.at_most is None else mean - wanted
    if round(100 * short if values.is_share else short, 1 if target.count is not None else 0) <= 0:
        yield say.texts("answer.enough", bound=bound)
        return
    if most[0] and target.at_least is not None and abs(most[1] - target.at_least) < 0.05:
        yield say.texts("answer.short.most", short=values.value(short), bound=bound, gate=say.name(most[0]))
        return
    written = say.texts.write.number(100 * short) if values.is_share else values.value(short)
    side = "short" if target.at_most is None else "over"
    yield say.texts(f"answer.{'share.' if values.is_share else ''}{side}", short=written, bound=bound)


def _causes(reading: Reading, target: Target, say: Phrases) -> Iterator[str]:
    found = causes(reading, target)
    if found and not (target in reading.bounded and reading.chance(target.name).mean == 1):
        yield say.texts("cause.intro", text="; ".join(cause_in_words(cause, say) for cause in found)) + "."


def cause_in_words(cause: Cause, say: Phrases) -> str:
    """One cause with its numbers."""
    write, facts = say.texts.write, cause.facts
    words: dict[str, object] = {
        key: say.name(facts[key]) for key in ("gate", "step", "resource", "staff") if key in facts
    }
    words |= {key: write.percent(facts[key]) for key in ("utilisation", "load") if key in facts}
    words |= {key: write.number(facts[key], 1) for key in ("queue", "wanted") if key in facts}
    seats = facts.get("planned", cause.size)
    written = write.number(seats, 1)
    empty = say.texts("cause.empty.few" if seats < 1 else "cause.empty", seats=written)
    return say.texts(f"cause.{cause.kind}", seats=written, empty=empty, **words)


def places_in_words(reading: Reading, target: Target, say: Phrases) -> Iterator[str]:
    """That places stand empty while people wait for them, where people begin only at sessions and none is filled later.

    Of a count of people who enter one step, and of what this step holds; only where a quarter of it is not in use.
    """
    step = next((one for one in reading.scenario.steps if target.count and (one.name,) == target.count.steps), None)
    gates = [gate for gate in reading.scenario.gates if step and gate.name == step.gate]  # and not from a date on
    queue = reading.mean(f"queue.{step.name}") if step else nan
    if step is None or not gates or any(gate.backfill for gate in gates) or not queue >= 1:
        return
    used = {name: reading.mean(f"utilisation.{name}") for uses in leaves_of(step.uses) for name, _ in uses}
    name = max(sorted(used), key=lambda name: used[name], default="")  # what is used most limits first
    if name and 0 < used[name] < BUSY_ENOUGH:
        capacity, write = reading.mean(f"capacity.{name}"), say.texts.write
        yield say.texts("cause.places", resource=say.name(name), used=write.number(used[name] * capacity, 1),
                        capacity=write.number(capacity), gate=say.name(gates[0].name),
                        queue=write.number(queue))  # fmt: skip


def _chances(reading: Reading, say: Phrases) -> Iterator[str]:
    write, t = say.texts.write, say.texts
    for target in reading.bounded:
        key = "answer.chance" if reading.yearly(target.name) else "answer.chance.window"
        title, bound = t.title(target.titles, target.name), bound_in_words(target, say)
        chance, missing = reading.chance(target.name).mean, reading.not_judged(target.name)
        if not isnan(chance):
            yield t(key, count=write.of_hundred(chance), title=title, bound=bound)
        if missing > 0:
            unit = "" if reading.yearly(target.name) else ".window"
            part = ".never" if isnan(chance) else unit
            yield t(f"answer.not_judged{part}", title=title, bound=bound, count=write.of_hundred(missing))
    joint = reading.chance(JOINT).mean if len(reading.bounded) > 1 else nan
    if not isnan(joint):
        key = "answer.chance.joint" if reading.yearly(JOINT) else "answer.chance.joint.window"
        number = t("answer.both") if len(reading.bounded) == 2 else t("answer.all_of", n=len(reading.bounded))
        yield t(key, count=write.of_hundred(joint), number=number)
        missing = reading.not_judged(JOINT)
        if missing > 0:
            key = "answer.not_judged" if reading.yearly(JOINT) else "answer.not_judged.window"
            title = t("answer.joint")
            yield t(key, title=title[:1].upper() + title[1:], count=write.of_hundred(missing))
    if len(reading.years) > 1:
        yield from every_year(reading, say)
    yield from part_years(reading, say)


def part_years(reading: Reading, say: Phrases) -> Iterator[str]:
    """Targets of a calendar year are judged in whole ones; what that leaves out is said."""
    if not reading.part_years or all(target.per == "window" for target in reading.bounded):
        return
    write = say.texts.write
    if not reading.years:
        first, last = reading.part_years[0]
        yield say.texts("answer.no_whole_year", part=f"{write.date(first)}{NBSP}{DASH} {write.date(last)}")
        return
    years = say.texts.listing([str(year) for year in reading.years])
    outside = {say.of(target): reading.outside(target) for target in reading.targets}
    there = [
        say.texts("answer.part_years.outside", title=title, people=write.number(people, 1))
        for title, people in outside.items()
        if not isnan(people)
    ]
    closed = [write.short_dates(first, last) for first, last in _closed_outside(reading)]
    there += [say.texts("answer.part_years.closed", period=period) for period in closed]
    there += moved_in_words(say)
    key = "answer.part_years.there" if there else "answer.part_years"
    yield say.texts(key, years=years, there="; ".join(there))


def _closed_outside(reading: Reading) -> Iterator[tuple[date, date]]:
    """First and last day of long closures that lie in no whole year: no judged year shows what they do."""
    first_day = reading.scenario.run.first_day
    for opens, closes in reading.scenario.calendar.closed_days:
        first, last = first_day + timedelta(opens), first_day + timedelta(closes - 1)
        inside = any(start <= first and last <= end for start, end in reading.part_years)
        if closes - opens >= LONG_CLOSURE and inside:
            yield first, last


def every_year(reading: Reading, say: Phrases) -> Iterator[str]:
    """The window column of a yearly target says whether it was met in every year of the run."""
    t = say.texts
    titles = {target.name: t.title(target.titles, target.name) for target in reading.bounded if target.per != "window"}
    if len(reading.bounded) > 1:
        titles[JOINT] = t("answer.joint")
    parts = [
        t("answer.every_year.part", title=title, count=t.write.of_hundred(reading.mean(f"attained.{name}")))
        for name, title in titles.items()
    ]
    if parts:
        yield t("answer.every_year", years=len(reading.years), parts=", ".join(parts))


def _outcomes(reading: Reading, say: Phrases) -> Iterator[str]:
    parts: dict[str, list[str]] = {"answer.outcomes": [], "answer.outcomes.window": []}
    for target in reading.targets:
        low, high = reading.outcomes(target)
        if isnan(low):
            continue
        written = TargetValues(target, say.texts.write).outcomes(low, high)
        title = say.texts.title(target.titles, target.name)
        key = "answer.outcomes.window" if target.per == "window" or not reading.years else "answer.outcomes"
        parts[key].append(say.texts("answer.outcomes.part", title=title, low_high=written))
    for key, found in parts.items():
        if found:
            yield say.texts(key, parts=", ".join(found))


# --- how well it was computed ----------------------------------------------------------------------------------------


def precision_table(result: Result, texts: Texts) -> Table:
    """Every stated figure with its 95 % interval: the error of the computation, less with more replications."""
    reading, write, manifest = Reading(result), texts.write, result.manifest
    rows = []
    for target in reading.targets:
        estimate, title = reading.judged(target), texts.title(target.titles, target.name)
        values = TargetValues(target, write)
        rows.append((title, values.value(estimate.mean, True), values.span(estimate.low, estimate.high, True)))
    for name, title in _chance_titles(reading, texts).items():
        chance = reading.chance(name)
        written = write.span(100 * chance.low, 100 * chance.high, 1)
        key = "answer.precision.chance" if reading.yearly(name) else "answer.precision.chance.window"
        rows.append((texts(key, title=title), write.number(100 * chance.mean, 1), written))
    years = write.number(manifest.replications * max(1, len(reading.years)))
    heading = texts("answer.precision", runs=write.number(manifest.replications), years=years, seed=manifest.seed)
    return Table(heading, ("", texts("column.computed"), texts("column.interval")), tuple(rows))


def _chance_titles(reading: Reading, texts: Texts) -> dict[str, str]:
    titles = {target.name: texts.title(target.titles, target.name) for target in reading.bounded}
    if len(titles) > 1:
        titles[JOINT] = texts("answer.joint")
    return titles


def notes(reading: Reading, say: Phrases) -> Iterator[str]:
    """What a reader must know before the figures are used: people stuck, people not followed to the end, warnings."""
    if not reading.result.model.settled:
        yield say.texts("answer.unsettled")
    if reading.mean("ends_in_circular_wait") > 0:
        share, people = reading.mean("ends_in_circular_wait"), reading.mean("circular_wait")
        count = say.texts.write.of_hundred(share)
        yield say.texts("answer.circular", count=count, people=say.texts.write.number(people / share, 1))
    if not reading.part_years:  # said with them otherwise
        yield from (f"{line}." for line in moved_in_words(say))
    yield from warnings_in_words(reading.scenario.warnings, say.texts)
