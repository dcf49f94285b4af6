"""Chance and knowledge in words: how far an answer can be trusted when the assumptions are uncertain too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import ceil, floor, isnan, sqrt
from typing import TYPE_CHECKING, Any

from sim.knowledge.allowed import cut_off
from sim.knowledge.finding_out import finding_out
from sim.report.finding_out import of_hundred, worth_lines
from sim.report.phrases import Phrases
from sim.report.table import Table
from sim.report.target_values import TargetValues
from sim.report.targets_in_words import bound_in_words
from sim.report.texts import Texts
from sim.scenario.schema import Scenario, Target
from sim.studies.result_view import JOINT, Reading

if TYPE_CHECKING:
    from sim.knowledge.priors import Prior
    from sim.knowledge.uncertain import Uncertain
    from sim.studies.result import Result

MOST_INFLUENCES = 3


def knowledge_lines(result: Result, found: Uncertain, texts: Texts) -> list[str]:
    """Sentences, the most important first; the table stands apart (:func:`knowledge_table`)."""
    reading, say = Reading(result), Phrases(result.scenario, texts)
    lines = []
    for target in reading.bounded:
        now, before = found.chance(target.name), reading.chance(target.name).mean
        lines.append(
            texts(
                "knowledge.met", title=say.of(target), bound=bound_in_words(target, say), unit=unit_of(target, texts),
                n=texts.write.of_hundred(now.mean), before=texts.write.of_hundred(before),
                low=texts.write.number(floor(100 * now.low)), high=texts.write.number(ceil(100 * now.high)),
            )
        )  # fmt: skip
    for target in reading.bounded:
        lines += worth_lines(found, target, say, unit_of(target, texts))
    for target in found.targets:
        lines += influence(found, target, say)
    return [*lines, *notes(found, say)]


def influence(found: Uncertain, target: Target, say: Phrases) -> Iterator[str]:
    """Which unknowns matter most for a target, with their direction, or that none certainly does."""
    titles = {parameter.name: parameter.titles for parameter in found.scenario.parameters}
    strongest = [one for one in found.influences(target.name) if one.certain][:MOST_INFLUENCES]
    if not strongest:
        yield say.texts("knowledge.influence.none", title=say.of(target))
        return
    parts = [
        say.texts(
            "knowledge.influence.part",
            name=say.texts.title(titles[one.parameter], one.parameter),
            sign=say.texts(f"knowledge.influence.{'more' if one.correlation > 0 else 'less'}"),
        )
        for one in strongest
    ]
    yield say.texts("knowledge.influence", title=say.of(target), parts="; ".join(parts))


def notes(found: Uncertain, say: Phrases) -> Iterator[str]:
    """How well the parts are known, what could not be together, and what was cut."""
    write, texts = say.texts.write, say.texts
    yield texts("knowledge.brackets")
    for target in found.targets:
        parts = found.split(target.name)
        if isnan(parts.knowledge) or parts.chance + parts.knowledge_high == 0:
            continue
        low, high = (v / (v + parts.chance) for v in (parts.knowledge_low, parts.knowledge_high))
        yield texts(
            "knowledge.error", runs=write.number(found.replications), title=say.of(target),
            low=write.percent(low), high=write.percent(high),
        )  # fmt: skip
    if found.impossible:
        n, worlds = write.number(found.impossible), write.number(len(found.draws))
        yield texts("knowledge.impossible", n=n, worlds=worlds)
    yield from cut_note(found.draws.priors, found.scenario, texts)
    off = [prior.name for prior in found.draws.priors if prior.median_off]
    if off:
        yield texts("knowledge.off", names=titled(off, found.scenario, texts))


def cut_note(priors: Sequence[Prior], scenario: Scenario, texts: Texts) -> Iterator[str]:
    """Which parameters are drawn only where the scenario has room for them."""
    names = cut_off(priors)
    if names:
        yield texts("knowledge.cut", names=titled(names, scenario, texts))


def titled(names: Sequence[str], scenario: Scenario, texts: Texts) -> str:
    """Titles of parameters in a row, each in quotation marks."""
    titles = {parameter.name: parameter.titles for parameter in scenario.parameters}
    return ", ".join(texts("knowledge.quoted", name=texts.title(titles[name], name)) for name in names)


def knowledge_table(result: Result, found: Uncertain, texts: Texts) -> Table:
    """For each target: a year by chance alone, a year with everything, how often it is met, how much is not knowing."""
    reading, say, write = Reading(result), Phrases(result.scenario, texts), texts.write
    rows = []
    for target in reading.targets:
        values, share = TargetValues(target, write), found.split(target.name).knowledge_share
        met = write.of_hundred(found.chance(target.name).mean) if target in reading.bounded else ""
        rows.append(
            (
                say.of(target), values.span(*reading.outcomes(target)), values.span(*found.spread(target.name)),
                met, write.percent(share),
            )
        )  # fmt: skip
    if len(reading.bounded) > 1:
        joint = texts("figure.joint.both" if len(reading.bounded) == 2 else "figure.joint.all")
        rows.append((joint, "", "", write.of_hundred(found.chance(JOINT).mean), ""))
    unit = unit_of(reading.targets[0], texts) if reading.targets else ""
    heading = texts(
        "knowledge.heading", worlds=write.number(len(found.figures.possible)),
        parameters=write.number(len(found.draws.names)),
    )  # fmt: skip
    columns = ("knowledge.column.chance", "knowledge.column.both", "knowledge.column.met", "knowledge.column.share")
    header = ("", *(texts(key, unit=unit) for key in columns))
    return Table(heading, header, tuple(rows))


def difference_lines(first: Uncertain, second: Uncertain, names: tuple[str, str], texts: Texts) -> Iterator[str]:
    """For each target that both have: the paired difference, and how likely the second is the better one."""
    from sim.knowledge.uncertain import better_in_a_year, better_on_average, difference

    say = Phrases(first.scenario, texts)
    there = {target.name for target in second.targets}
    for target in first.targets:
        if target.name not in there:
            continue
        parts, values = difference(first, second, target.name), TargetValues(target, texts.write)
        half = 1.2815515655446004 * sqrt(max(parts.knowledge, 0.0))  # 90 % quantile of the standard normal law

        def more(difference: float, values: TargetValues = values) -> str:
            if values.is_share:
                return texts("knowledge.points", value=texts.write.number(100 * difference, 1))
            return values.value(difference, True)

        year, _ = better_in_a_year(first, second, target.name)
        yield texts(
            "knowledge.difference", title=say.of(target), a=names[0], b=names[1], unit=unit_of(target, texts),
            difference=texts(f"knowledge.{'less' if parts.mean < 0 else 'more'}", value=more(abs(parts.mean))),
            error=more(parts.mean_half),
            low=more(parts.mean - half), high=more(parts.mean + half),
            year=of_hundred(year, texts),
            average=of_hundred(better_on_average(parts), texts),
        )  # fmt: skip


def knowledge_json(found: Uncertain) -> dict[str, Any]:
    """``worlds``, ``replications``, ``parameters`` with their priors, and for each target split, chance, influences."""

    def plain(values: dict[str, Any]) -> dict[str, Any]:
        return {key: None if isinstance(value, float) and isnan(value) else value for key, value in values.items()}

    bounded = [target.name for target in found.targets if f"attained.{target.name}" in _families(found)]
    return {
        "worlds": len(found.draws),
        "possible": len(found.figures.possible),
        "replications": found.replications,
        "seed": found.seed,
        "parameters": {
            prior.name: {"family": prior.family, "first": prior.first, "second": prior.second}
            for prior in found.draws.priors
        },
        "targets": {
            target.name: {
                "split": plain(asdict(found.split(target.name))),
                "p10_p90": [None if isnan(value) else value for value in found.spread(target.name)],
                "chance": plain(asdict(found.chance(target.name))) if target.name in bounded else None,
                "influences": [asdict(one) for one in found.influences(target.name)],
                "finding_out": [asdict(one) for one in finding_out(found, target.name)]
                if target.name in bounded
                else [],
            }
            for target in found.targets
        },
        "joint": plain(asdict(found.chance(JOINT))) if f"attained.{JOINT}" in _families(found) else None,
    }


def _families(found: Uncertain) -> set[str]:
    return {name.partition("@")[0] for name in found.figures.names}


def unit_of(target: Target, texts: Texts) -> str:
    return texts("screen.unit.window" if target.per == "window" else "screen.unit.year")
