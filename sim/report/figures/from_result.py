"""What the figures need, taken from the figures of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.measures.names import FigureName
from sim.report.figures.dotplot import PossibleYears
from sim.report.figures.groups import GroupShare, GroupShares
from sim.report.figures.waiting import StageWait, Waits
from sim.report.phrases import Phrases
from sim.report.target_values import unit_of_target
from sim.report.texts import Texts
from sim.scenario.schema import Titles
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.scenario.schema import Target
    from sim.studies.result import Result

ROUNDING = 1e-9
LEAST_WAIT = 0.05  # days; what rounds to 0.0 is no wait worth a row


def possible_years(result: Result, target_name: str) -> PossibleYears:
    """All simulated years of a target (or windows, where it is set for the window).

    A share is given in people who attained; whether a year met the target is judged by its own share.
    """
    reading = Reading(result)
    target = reading.target(target_name)
    numbers, people = _outcomes(result, reading, target)
    share = unit_of_target(target) == "share"
    shown = numbers if share else numbers / people
    met = met_by(numbers / people, target)
    order = np.lexsort((met, shown))
    of = reading.usual_people(target) if share and len(people) else 0.0
    bounded = f"attained.{target_name}" in reading.summary.index
    unit = "people" if share or target.count is not None else unit_of_target(target)
    return PossibleYears(
        name=target_name,
        titles=target.titles,
        values=tuple(float(round(value, 9)) for value in shown[order]),
        met=tuple(bool(one) for one in met[order]),
        chance=reading.chance(target_name).mean if bounded else float("nan"),
        at_least=_bound(target.at_least, of),
        at_most=target.at_most
        if not share
        else None
        if target.at_most is None
        else float(np.floor(target.at_most * of)),
        of=of,
        share_at_least=target.at_least if share else None,
        unit=unit if unit in ("people", "kr.") else "number",
        period="window" if target.per == "window" or not reading.years else "year",
    )


def _outcomes(result: Result, reading: Reading, target: Target) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Numerators and denominators of the single years of all replications that are kept, where there is a value."""
    sheet = result.sheet
    places = [sheet.index[name] for name in reading.outcome_columns(target) if name in sheet.index]
    numbers = np.concatenate([sheet.numerator[:, place] for place in places])
    people = np.concatenate([sheet.denominator[:, place] for place in places])
    known = people > 0
    return numbers[known], people[known]


def _bound(at_least: float | None, of: float) -> float | None:
    """The bound itself; of a share the whole number of people who are enough."""
    if at_least is None or not of:
        return at_least
    return float(np.ceil(at_least * of - ROUNDING))


def met_by(values: NDArray[np.float64], target: Target) -> NDArray[np.bool_]:
    met = np.ones(len(values), dtype=bool)
    if target.at_least is not None:
        met &= values >= target.at_least - ROUNDING
    if target.at_most is not None:
        met &= values <= target.at_most + ROUNDING
    return met


def waits(result: Result) -> Waits:
    """Waiting for each stage and each wait, in the order of the pathway."""
    from sim.report.explain import flow_order

    reading = Reading(result)
    found = []
    for step in flow_order(result.scenario):
        mean, most = reading.mean(f"wait_mean.{step.name}"), reading.mean(f"wait_p90.{step.name}")
        if step.kind not in ("stage", "wait") or not mean >= LEAST_WAIT:
            continue
        found.append(
            StageWait(
                step.titles,
                mean,
                most,
                reading.mean(f"waited_share.{step.name}"),
                reading.a_year(f"joined.{step.name}"),
                reading.mean(f"wait_p50.{step.name}"),
            )
        )
    return Waits(tuple(found))


def group_shares(result: Result, target_name: str) -> GroupShares | None:
    """The share of each group that is asked for and has people; None where fewer than two groups have."""
    reading = Reading(result)
    target = reading.target(target_name)
    says = [Phrases(result.scenario, Texts(language)) for language in ("da", "en")]
    found = []
    for grouping in result.scenario.report.by:
        for label in grouping.labels:
            name = str(FigureName("target", target_name, by=grouping.by, label=label))
            if not reading.has(name) or not reading.mean(name) >= 0:
                continue
            estimate = reading.summary[name]
            people = float(result.sheet.denominator[:, result.sheet.index[name]].mean())
            titles = Titles(*(say.group(grouping.by, label) for say in says))
            found.append(GroupShare(grouping.by, titles, estimate.mean, estimate.low, estimate.high, people))
    if len(found) < 2:
        return None
    mean = reading.mean(f"target.{target_name}")
    return GroupShares(target_name, target.titles, mean, tuple(found), target.at_least)
