"""Targets: attained or not, in each year, together, and under every alternative definition.

Counting is by entry cohort (contract C1): a person belongs to the year of the first event of ``share_of``, is followed
to the end of the run, and counts as not attained while undecided.  Joint attainment of a year takes the volume by the
entries of that year and the shares among the same entrants (C2); it is found per replication, never as a product.
"""

from __future__ import annotations

import numpy as np

from sim.measures.civil import Floats
from sim.measures.digest.digest import Digest
from sim.measures.figures import Figures
from sim.measures.judge import Definition, Judge, definitions, length_words
from sim.measures.money import has_costs
from sim.measures.registry import KPIS
from sim.measures.spans import Spans
from sim.scenario.schema import Target, When

__all__ = ["Definition", "definitions", "has_bound", "length_words", "targets"]

ROUNDING = 1e-9  # 0.6 x 5 entrants is 3, whatever floating point says


def targets(figures: Figures, digest: Digest) -> None:
    """All figures of targets.  Comes last: a target may be set for any other figure."""
    judge = Judge(digest)
    verdicts: list[tuple[Target, Floats]] = []
    for target in digest.model.scenario.targets:
        if target.count is not None:
            attained = _count(figures, digest, target, target.count)
        elif target.figure:
            attained = _figure(figures, digest.spans, target)
        else:
            attained = _share(figures, target, judge)
        if attained is not None:
            verdicts.append((target, attained))
    if verdicts:
        _add_verdicts(figures, "attained", ["joint"], _joint(digest.spans, verdicts)[:, None])


def has_bound(target: Target) -> bool:
    return target.at_least is not None or target.at_most is not None


def _count(figures: Figures, digest: Digest, target: Target, count: When) -> Floats | None:
    """Entries of each year; the window value is the mean a year (or the number in the window)."""
    number = digest.of_event(count)
    yearly = target.per == "calendar year"
    length = np.ones(len(digest.spans))
    if yearly:
        length[0] = digest.spans.years[0]
    figures.add("target", [target.name], number[:, None], length)
    if target.at_least is not None:
        short = np.maximum(target.at_least - number / length, 0.0)
        if yearly and len(digest.spans) > 1:
            short[:, 0] = short[:, 1:].mean(axis=1)
        figures.add("shortfall", [target.name], short[:, None])
    return _verdict(figures, target, target.name, number, length)


def _figure(figures: Figures, spans: Spans, target: Target) -> Floats | None:
    """A figure as it is; the window of a yearly target has the mean of a year where the figure is a sum."""
    number, length = figures.found(target.figure)
    if target.per == "calendar year" and KPIS[target.figure.partition(".")[0]].adds_up:
        length = length.copy()
        length[:, 0] = spans.years[0]
    figures.add("target", [target.name], number[:, None], length[:, None])
    return _verdict(figures, target, target.name, number, length)


def _share(figures: Figures, target: Target, judge: Judge) -> Floats | None:
    """The chosen reading first, then all readings side by side where there are several that somebody looks at."""
    readings = definitions(target) if figures.all_definitions else definitions(target)[:1]
    number = np.stack([judge.attaining(target, reading) for reading in readings], axis=1)
    entrants = np.stack([judge.cohort(reading.share_of).everybody for reading in readings], axis=1)
    figures.add("target", [target.name], number[:, :1], entrants[:, :1])
    figures.add("attaining", [target.name], number[:, :1])
    if figures.wants("undecided"):
        figures.add("undecided", [target.name], judge.undecided(target, readings[0])[:, None])
    if has_costs(judge.scenario) and figures.wants("cost_per_attained"):
        total, _ = figures.found("cost_total")
        figures.add("cost_per_attained", [target.name], total[:, None], number[:, :1])
    chosen = _verdict(figures, target, target.name, number[:, 0], entrants[:, 0])
    if len(readings) > 1:
        titles = [target.name + reading.option for reading in readings]
        if not figures.definitions_judged:
            figures.add_whole("target", titles, number[..., 0], entrants[..., 0])
            return chosen
        figures.add("target", titles, number, entrants)
        if has_bound(target):
            _add_verdicts(figures, "attained", titles, _judged(target, number, entrants))
    return chosen


# --- verdicts: 1 attained, 0 not, NaN unknown; shape (replications, things, spans) -----------------------------------


def _verdict(figures: Figures, target: Target, title: str, number: Floats, entrants: Floats) -> Floats | None:
    """The verdict on one figure, shape (replications, spans); None without a bound."""
    if not has_bound(target):
        return None
    attained = _judged(target, number[:, None], np.broadcast_to(entrants, number.shape)[:, None])
    _add_verdicts(figures, "attained", [title], attained)
    return attained[:, 0]


def _judged(target: Target, number: Floats, entrants: Floats) -> Floats:
    """Attained in each year; over the window: in every year (in the window itself where it has no whole year).

    Where there is nothing to divide by the figure is missing, so it is not known whether the target was attained.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(entrants > 0, number / entrants, np.nan)
    attained = np.ones_like(value)
    if target.at_least is not None:
        attained[value < target.at_least - ROUNDING] = 0.0
    if target.at_most is not None:
        attained[value > target.at_most + ROUNDING] = 0.0
    attained[np.isnan(value)] = np.nan
    if target.per == "calendar year" and attained.shape[-1] > 1:
        attained[..., 0] = every([attained[..., i] for i in range(1, attained.shape[-1])])
    return attained


def every(verdicts: list[Floats]) -> Floats:
    """1 if all hold, 0 if any is known to fail, NaN if it cannot be known."""
    table = np.stack(verdicts)
    result = np.where(np.isnan(table).any(axis=0), np.nan, 1.0)
    result[(table == 0).any(axis=0)] = 0.0
    return result


def _joint(spans: Spans, verdicts: list[tuple[Target, Floats]]) -> Floats:
    """All targets of a year together; targets over the window count in the window only."""
    yearly = [attained for target, attained in verdicts if target.per == "calendar year"]
    joint = np.full((verdicts[0][1].shape[0], len(spans)), np.nan)
    joint[:, 0] = every([attained[:, 0] for _, attained in verdicts])
    for i in range(1, len(spans)):
        if yearly:
            joint[:, i] = every([attained[:, i] for attained in yearly])
    return joint


def _add_verdicts(figures: Figures, kpi: str, titles: list[str], attained: Floats) -> None:
    known = ~np.isnan(attained)
    figures.add(kpi, titles, np.where(known, attained, 0.0), known.astype(np.float64))
