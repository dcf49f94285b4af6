"""What the page says about one result: cards, the years as dots, why, and how well it was computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import isnan
from typing import TYPE_CHECKING

from sim.measures.spans import part_years
from sim.measures.wanted import Wanted
from sim.page.no_effect import reasons, same_outcomes
from sim.report.figures.catalogue import figures_of
from sim.report.papers.answer import cards, computed
from sim.report.papers.blocks import Card, Figure
from sim.report.papers.drawn import figure_block
from sim.report.phrases import Phrases
from sim.report.screen_lines import reasons as reasons_lines
from sim.report.target_values import TargetValues
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.result_view import JOINT, Reading

if TYPE_CHECKING:
    from sim.page.levers import Levers
    from sim.scenario.schema import Scenario
    from sim.studies.result import Result

STAGES = (67, 200, 667)
"""Replications after which an answer is shown: of three years each, 201, 600 and 2,001 simulated years."""
WANTED = Wanted(
    kpis=frozenset((
        "target", "attained", "attaining", "undecided", "shortfall", "entries",
        # why a target is missed
        "sessions", "held", "cancelled", "too_few", "seats_filled", "own_people_held", "size_held",
        "seats_empty_in_line",
        "utilisation", "queue", "wait_mean", "time_to_start_mean", "staff_load", "work_hours_week",
        "balked", "balked_share", "reneged", "reneged_share", "arrived", "taken", "exit_share",
    )),
    by_year=frozenset(("target", "attained", "entries", "wait_mean")),
    definitions_judged=False,
)  # fmt: skip
"""The figures that the page looks at, those of single years only of targets."""


def wanted_of(scenario: Scenario) -> Wanted:
    """Those, and where years are only partly in the window all of them by year, also by each definition of a target:
    what is said beside a target is then of the whole years in which it is judged, as in a paper."""
    run = scenario.run
    parts = part_years(run.start + run.warm_up, run.end, run.first_day)
    return replace(WANTED, by_year=WANTED.kpis, definitions_judged=True) if parts else WANTED


@dataclass(frozen=True)
class Shown:
    """A card, what it was before the levers were moved, and whether its years are shown."""

    key: str
    card: Card
    before: str
    chosen: bool
    pictured: bool


@dataclass(frozen=True)
class Answer:
    title: str
    cards: tuple[Shown, ...]
    figure: Figure | None
    not_judged: tuple[str, ...]
    people: tuple[str, ...]  # with what holds on dates and without: year by year from it on, and in the whole period
    reasons: tuple[str, ...]
    without_effect: bool
    no_effect_reasons: tuple[str, ...]
    computed: str
    said: str  # read out when the answer arrives
    years: str
    provisional: bool


def answer(result: Result, before: Result | None, levers: Levers, last: bool) -> Answer:
    """The answer; ``before`` is that of the file as it stands, where levers were moved and it is known.

    ``last``: nothing more is going to be computed.
    """
    texts, chosen = levers.texts, levers.address.card
    reading, say = Reading(result), Phrases(result.scenario, texts)
    keys = [target.name for target in reading.bounded] + [JOINT] * (len(reading.bounded) > 1)
    pictured = [target.name for target in reading.targets]
    chosen = chosen if chosen in pictured else _usual(pictured, keys)
    shown = tuple(
        Shown(key, card, _before(before, key, texts), key == chosen, key in pictured)
        for key, card in zip(keys, cards(result, texts), strict=True)
    )
    without_effect = before is not None and same_outcomes(result, before)
    years = result.manifest.replications * max(1, len(reading.years))
    return Answer(
        title=texts.title(result.scenario.titles, result.scenario.name),
        cards=shown,
        figure=_figure(result, chosen, texts) if chosen else None,
        not_judged=tuple(_not_judged(reading, levers)),
        people=(*_from_the_year(reading, before, levers), *_people(reading, before, levers))
        if levers.understood and before is not None
        else (),
        reasons=tuple(f"{label}: {words}" for label, words, _ in reasons_lines(reading, say)),
        without_effect=without_effect,
        no_effect_reasons=reasons(levers, result) if without_effect else (),
        computed=computed(reading, texts),
        said=" ".join(f"{one.card.title}: {one.card.headline}." for one in shown),
        years=texts.write.number(years),
        provisional=not last,
    )


def _not_judged(reading: Reading, levers: Levers) -> Iterator[str]:
    """A change that ends before the first year that is judged, or begins after the last, shows in no year."""
    if not reading.years or not any(reading.yearly(target.name) for target in reading.bounded):
        return
    first, last = date(reading.years[0], 1, 1), date(reading.years[-1], 12, 31)
    for one in levers.understood:
        if (one.last is not None and one.last < first) or one.first > last:
            yield levers.texts("page.dated.not_judged", what=one.sentence,
                               years=levers.texts.listing([str(year) for year in reading.years]))  # fmt: skip


def _from_the_year(reading: Reading, before: Result, levers: Levers) -> Iterator[str]:
    """The means of the years from the first change on, beside those without it: a mean of all years hides them."""
    earlier, texts, year = Reading(before), levers.texts, min(one.first for one in levers.understood).year
    if not reading.years or not reading.years[0] < year <= reading.years[-1]:
        return
    for target in reading.bounded:
        values = TargetValues(target, texts.write)
        now, then = (known.by_year(f"target.{target.name}") for known in (reading, earlier))
        later = [label for label in now if label >= year and label in then]
        if reading.yearly(target.name) and later:
            parts = [texts("page.dated.in_year", year=label, now=values.mean(now[label].mean),
                           before=values.mean(then[label].mean)) for label in later]  # fmt: skip
            yield texts("page.dated.from_year", title=texts.title(target.titles, target.name), year=year,
                        parts=texts.listing(parts))  # fmt: skip


def _people(reading: Reading, before: Result, levers: Levers) -> Iterator[str]:
    """How many people begin what is counted, in all years together: what a closed month costs, judged or not."""
    earlier, texts = Reading(before), levers.texts
    wording = Wording(reading.scenario, texts)
    for step in dict.fromkeys(step for one in reading.targets if one.count is not None for step in one.count.steps):
        now, then = (round(one.mean(f"entries.{step}"), 1) for one in (reading, earlier))
        if isnan(now) or isnan(then):
            continue
        key = "same" if now == then else "fewer" if now < then else "more"
        yield texts(f"page.dated.people.{key}", window=wording.window, step=wording.say.name(step),
                    now=texts.write.number(now, 1), before=texts.write.number(then, 1),
                    n=texts.write.number(abs(now - then), 1))  # fmt: skip


def _usual(pictured: list[str], keys: list[str]) -> str:
    """The target whose years are shown first: the last one that can be missed, which is usually the result."""
    bounded = [name for name in pictured if name in keys]
    return (bounded or pictured or [""])[-1]


def _before(before: Result | None, key: str, texts: Texts) -> str:
    if before is None:
        return ""
    reading = Reading(before)
    chance = reading.chance(key).mean
    if isnan(chance):
        return ""
    count = texts.write.of_hundred(chance)
    if key == JOINT:
        return texts("page.before", n=count)
    target = reading.target(key)
    mean = TargetValues(target, texts.write).mean(reading.judged(target).mean)
    return texts("page.before.mean", n=count, mean=mean)


def _figure(result: Result, target: str, texts: Texts) -> Figure | None:
    drawn = next(figures_of(result, [f"dotplot.{target}"]), None)
    return None if drawn is None else figure_block(drawn, texts.lang)
