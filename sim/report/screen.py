"""The answer of a run on one screen: headline, table of targets, what lies behind, and how well it is known.

Works for any scenario: the parts that it has nothing to say about are left out.  What the terminal shows, and what a
page may show, is the same :class:`Screen`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from sim.report.numbers import DASH
from sim.report.phrases import Phrases
from sim.report.screen_lines import lines
from sim.report.table import Table
from sim.report.target_values import TargetValues
from sim.report.targets_in_words import bound_in_words
from sim.report.texts import Texts
from sim.studies.distance import OFTEN
from sim.studies.result_view import JOINT, Reading

if TYPE_CHECKING:
    from sim.scenario.schema import Target
    from sim.studies.result import Result

MOST_HEADLINES, MOST_TARGETS, MOST_EXITS = 3, 6, 4


@dataclass(frozen=True)
class Line:
    """A label and what is to be said under it; ``weight`` says what may go first where room is short."""

    label: str
    text: str
    weight: int


@dataclass(frozen=True)
class Screen:
    """The parts in the order in which they are read."""

    title: str
    question: str
    headline: str
    table: Table
    lines: tuple[Line, ...]
    computed: str


def screen_of(result: Result, texts: Texts, settings: str = "") -> Screen:
    """What a reader should see first; ``settings`` are the values given on the command line, in words."""
    reading, say = Reading(result), Phrases(result.scenario, texts)
    scenario = result.scenario
    found = [Line(label, text, weight) for label, text, weight in lines(reading, say)]
    if settings:
        found.insert(0, Line(texts("screen.label.changed"), settings, 100))
    return Screen(
        title=texts("screen.title", title=texts.title(scenario.titles, scenario.name), period=_period(reading, say)),
        question=texts.title(scenario.asks, ""),
        headline=" ".join(_headline(reading, say)),
        table=_targets(reading, say) if reading.targets else _figures(reading, say),
        lines=tuple(found),
        computed=_computed(reading, texts),
    )


def _period(reading: Reading, say: Phrases) -> str:
    """The years that are judged; the days where there is no whole year."""
    years = reading.years
    if years:
        return str(years[0]) if len(years) == 1 else f"{years[0]}{DASH}{years[-1]}"
    first, last = reading.part_years[0]
    return f"{say.texts.write.date(first)} {DASH} {say.texts.write.date(last)}"


# --- by frequency ----------------------------------------------------------------------------------------------------


def _unit(reading: Reading, target: str) -> str:
    return "year" if reading.yearly(target) else "window"


def unit_in_words(reading: Reading, target: str, say: Phrases) -> str:
    """What is counted: years, whole calendar years where parts of others are left out, or whole runs."""
    unit = _unit(reading, target)
    return say.texts("screen.unit.year.whole" if unit == "year" and reading.part_years else f"screen.unit.{unit}")


def _headline(reading: Reading, say: Phrases) -> Iterator[str]:
    """How often each target is met."""
    if not reading.targets:
        people = say.texts.write.number(_coming(reading))
        yield say.texts("screen.no_targets", people=people)
    elif not reading.bounded:
        for target in reading.targets[:MOST_HEADLINES]:
            value = TargetValues(target, say.texts.write).mean(reading.judged(target).mean)
            yield say.texts("screen.no_target_bound", title=say.of(target), value=value)
    elif len(reading.bounded) > MOST_HEADLINES:
        yield _most_met(reading, say)
    else:
        unit = ""
        for target in reading.bounded:
            yield _met(reading, target, say, named=unit == _unit(reading, target.name))
            unit = _unit(reading, target.name)


def _coming(reading: Reading) -> float:
    return sum(reading.a_year(name) for name in reading.summary.names if name.partition(".")[0] == "arrivals"
               and "@" not in name)  # fmt: skip


def _met(reading: Reading, target: Target, say: Phrases, named: bool) -> str:
    """``Startede pr. år: mindst 48 nås i 95 ud af 100 år.``; ``named``: what is counted was said just before."""
    chance, bound = reading.chance(target.name).mean, bound_in_words(target, say)
    n, unit = say.texts.write.of_hundred(chance), unit_in_words(reading, target.name, say)
    key = "screen.met"
    if isnan(chance):
        key = "screen.not_judged"
    elif chance == 0:
        key = "screen.met.never" if named else "screen.met.never.first"
    elif chance == 1:
        key = "screen.met.always"
    return say.texts(key, title=say.of(target), bound=bound, n=n, unit=unit)


def _most_met(reading: Reading, say: Phrases) -> str:
    chances = {target.name: reading.chance(target.name).mean for target in reading.bounded}
    known = {name: chance for name, chance in chances.items() if not isnan(chance)}
    if not known:
        return say.texts("screen.not_judged", title=say.of(reading.bounded[0]),
                         bound=bound_in_words(reading.bounded[0], say))  # fmt: skip
    least = reading.target(min(known, key=lambda name: known[name]))
    return say.texts("screen.most_met", k=sum(chance >= OFTEN for chance in known.values()), n=len(chances),
                     unit=unit_in_words(reading, least.name, say), title=say.of(least),
                     bound=bound_in_words(least, say),
                     least=say.texts.write.of_hundred(known[least.name]))  # fmt: skip


# --- the table -------------------------------------------------------------------------------------------------------


def _targets(reading: Reading, say: Phrases) -> Table:
    """Bound, mean, 8 of 10 years, how often; all at once in the last row."""
    t = say.texts
    shown = reading.targets[:MOST_TARGETS]
    units = {_unit(reading, target.name) for target in shown}
    unit = units.pop() if len(units) == 1 else "mixed"
    sides = {(target.at_least is not None, target.at_most is not None) for target in shown}
    side = {(True, False): "at_least", (False, True): "at_most"}.get(next(iter(sides))) if len(sides) == 1 else None
    rows = [_row(reading, target, say, plain=side is not None) for target in shown]
    if len(reading.bounded) > 1:
        chance = t.write.of_hundred(reading.chance(JOINT).mean)
        title = t("figure.joint.both" if len(reading.bounded) == 2 else "figure.joint.all")
        rows.append((title, "", "", "", chance))
    header = (t("screen.column.target"), t(f"screen.column.{side or 'bound'}"), t("screen.column.mean"),
              t(f"screen.column.{unit}"), t(f"screen.column.met.{unit}"))  # fmt: skip
    left = len(reading.targets) - len(shown)
    return Table(t("screen.more_targets", n=left) if left else "", header, tuple(rows))


def _row(reading: Reading, target: Target, say: Phrases, plain: bool) -> tuple[str, ...]:
    values = TargetValues(target, say.texts.write)
    low, high = reading.outcomes(target)
    chance = say.texts.write.of_hundred(reading.chance(target.name).mean) if target in reading.bounded else DASH
    bound = bound_in_words(target, say) or DASH
    if plain:
        bound = _alone(target, say)
    return say.of(target), bound, values.mean(reading.judged(target).mean), values.outcomes(low, high), chance


def _alone(target: Target, say: Phrases) -> str:
    """The bound without ``mindst`` or ``højst``, which stands above it."""
    key = "target.at_least" if target.at_least is not None else "target.at_most"
    return bound_in_words(target, say).removeprefix(say.texts(key, bound=""))


def _figures(reading: Reading, say: Phrases) -> Table:
    """Without a target: how many come, and where they end."""
    t, write = say.texts, say.texts.write
    ends = [name for name in reading.summary.names if name.startswith("exits.") and "@" not in name]
    ends.sort(key=lambda name: -reading.a_year(name))
    rows = [(t("screen.arrivals"), write.number(_coming(reading), 1), _yearly_span(reading, "", say))]
    for name in ends[:MOST_EXITS]:
        title = t("screen.exit", name=say.name(name.partition(".")[2]))
        rows.append((title, write.number(reading.a_year(name), 1), _yearly_span(reading, name, say)))
    unit = "year" if reading.years else "window"
    return Table("", (t("screen.column.figure"), t("screen.column.mean"), t(f"screen.column.{unit}")), tuple(rows))


def _yearly_span(reading: Reading, name: str, say: Phrases) -> str:
    if not name:
        return ""
    low, high = reading.single_years(name)
    return say.texts.write.span(low, high) if not isnan(low) else DASH


# --- how well it was computed ----------------------------------------------------------------------------------------


def _computed(reading: Reading, texts: Texts) -> str:
    """How many years were simulated, and how well the chances are known (95 % interval, half its width at the most)."""
    manifest, write = reading.result.manifest, texts.write
    chances = [reading.chance(target.name) for target in reading.bounded]
    widths = [100 * (chance.high - chance.low) / 2 for chance in chances if not isnan(chance.low)]
    if not widths:
        return texts("screen.computed.plain", runs=write.number(manifest.replications), seed=manifest.seed)
    unit = "year" if any(reading.yearly(target.name) for target in reading.bounded) else "window"
    years = manifest.replications * (len(reading.years) if unit == "year" else 1)
    return texts(f"screen.computed.{unit}", years=write.number(years), width=write.number(max(1.0, *widths)),
                 seed=manifest.seed)  # fmt: skip
