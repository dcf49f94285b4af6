"""What the figures need, taken from possible sets of assumptions (worlds)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sim.report.figures.dotplot import PossibleYears
from sim.report.figures.from_result import possible_years
from sim.report.figures.spreads import Spreads
from sim.report.figures.tornado import Swing, Swings
from sim.report.target_values import unit_of_target
from sim.report.texts import LANGUAGES, Texts
from sim.report.wording import Wording
from sim.scenario.schema import Titles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.knowledge.ends import EndMean, Ends
    from sim.knowledge.uncertain import Uncertain
    from sim.scenario.schema import Target
    from sim.studies.result import Result


def spreads_of(result: Result, found: Uncertain, target: str) -> Spreads | None:
    """The years of the result and those of all worlds; None where there is nothing to show.

    A share is shown as people of the same number in both, since that number differs between worlds; each year keeps
    its own verdict.
    """
    chance = possible_years(result, target)
    values = found.outcomes(target).ravel()
    known = ~np.isnan(values)
    if not chance.values or not known.any():
        return None
    met = np.ones(int(known.sum()), dtype=bool)
    if chance.bounded:
        met = found.attained(target).ravel()[known] > 0
    shown = values[known]
    if chance.of:
        shown = _whole_people(shown, met, chance)
    order = np.lexsort((met, shown))
    both = replace(
        chance,
        values=tuple(float(round(value, 9)) for value in shown[order]),
        met=tuple(bool(one) for one in met[order]),
        chance=found.chance(target).mean if chance.bounded else float("nan"),
    )
    return Spreads(chance, both)


def _whole_people(shares: NDArray[np.float64], met: NDArray[np.bool_], data: PossibleYears) -> NDArray[np.float64]:
    """Shares as whole people of ``data.of``, on the side of the target on which the year lies."""
    people = np.floor(shares * data.of + 0.5)
    if data.at_least is not None and data.at_most is None:
        people = np.where(met, np.maximum(people, data.at_least), np.minimum(people, data.at_least - 1))
    return np.asarray(people, dtype=np.float64)


def swings_of(found: Uncertain, target_name: str) -> Swings | None:
    """The parameters that certainly go with a target, at their 10 and 90 % points; None where there are none."""
    target = next(one for one in found.targets if one.name == target_name)
    certain = [one.parameter for one in found.influences(target_name) if one.certain]
    if not certain:
        return None
    scale = 100.0 if unit_of_target(target) == "share" else 1.0
    swings = []
    for name in certain:
        one = found.ends(target_name, name)
        low, high = _range(found, one)
        swings.append(
            Swing(_titles(found, name), low, high, scale * one.at_low.mean, scale * one.at_high.mean,
                  _interval(one.at_low, scale), _interval(one.at_high, scale))
        )  # fmt: skip
    return Swings(target.titles, _unit(target), scale * float(np.nanmean(found.means(target_name))), tuple(swings))


def _unit(target: Target) -> str:
    unit = unit_of_target(target)
    return unit if unit == "share" else "kr." if unit.startswith("kr") else "number"


def _interval(one: EndMean, scale: float) -> tuple[float, float]:
    return scale * one.low, scale * one.high


def _titles(found: Uncertain, name: str) -> Titles:
    return Titles(*(Wording(found.scenario, Texts(language)).parameter(name) for language in LANGUAGES))


def _range(found: Uncertain, one: Ends) -> tuple[Titles, Titles]:
    """The 10 and 90 % points with two digits; the unit stands at the second."""
    parameter = next(parameter for parameter in found.scenario.parameters if parameter.name == one.parameter)
    low, high = (float(f"{value:.2g}") for value in (one.low, one.high))
    wordings = [Wording(found.scenario, Texts(language)) for language in LANGUAGES]
    return (
        Titles(*(words.say.share(low) if parameter.unit == "share" else words.say.number(low) for words in wordings)),
        Titles(*(words.setting(parameter, high) for words in wordings)),
    )
