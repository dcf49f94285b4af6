"""What the figures need, taken from a job centre's own records and what was learnt from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.report.figures import fan, learnt, lengths, observed, occupation
from sim.report.figures.catalogue import Drawn
from sim.report.measured import points_of
from sim.report.phrases import Phrases
from sim.report.small_numbers import can_tell
from sim.report.texts import LANGUAGES, Texts
from sim.report.validation import figure_name, figure_value
from sim.report.wording import Wording
from sim.scenario.schema import Scenario, Titles

if TYPE_CHECKING:
    from sim.records.forecast import Forecast
    from sim.records.learnt import Learnt
    from sim.records.lengths import Lengths
    from sim.records.occupation import Occupation
    from sim.records.validate import Compared, Validation
    from sim.scenario.schema import Target

OF_FIT = ("learnt", "lengths")
OF_VALIDATION = ("observed", "lengths", "occupation")
"""Names of the figures of ``rengsim fit`` and ``rengsim validate``; ``lengths`` exists for each stage."""

WITHIN = (0.1, 0.5, 0.9)


def _both(words: Callable[..., str], *facts: Any) -> Titles:
    """The same words in both languages; ``words`` takes the texts of one, and the facts."""
    return Titles(*(words(Texts(language), *facts) for language in LANGUAGES))


def _parameter(texts: Texts, scenario: Scenario, name: str) -> str:
    return Wording(scenario, texts).parameter_with_unit(name)


def _points(texts: Texts, scenario: Scenario, name: str, points: tuple[float, float, float]) -> str:
    return points_of(points, name, Wording(scenario, texts))


def _figure(texts: Texts, scenario: Scenario, one: Compared) -> str:
    return figure_name(one.figure, Phrases(scenario, texts), texts)


def _value(texts: Texts, one: Compared, *values: float) -> str:
    return "–".join(figure_value(one, value, texts) for value in values)


def _target(texts: Texts, scenario: Scenario, target: Target) -> str:
    return Wording(scenario, texts).say.of(target)


def _titled(titles: Titles, name: str) -> Titles:
    return _both(lambda texts: texts.title(titles, name))


def learnt_figure(scenario: Scenario, found: Sequence[Learnt]) -> Drawn | None:
    """Ranges before and now; None where nothing was learnt."""
    if not found:
        return None
    rows = tuple(
        learnt.LearntRow(
            _both(_parameter, scenario, one.name), one.prior, one.posterior, 100 * one.spread,
            _both(_points, scenario, one.name, one.prior), _both(_points, scenario, one.name, one.posterior),
        )
        for one in found
    )  # fmt: skip
    return Drawn("learnt", learnt.LearntRows(rows), learnt.learnt, learnt.learnt_table, learnt.finding,
                 "figure.learnt.desc")  # fmt: skip


def observed_figure(scenario: Scenario, found: Validation) -> Drawn | None:
    """The most surprising figures, without those of fewer than five people; None where there are none."""
    shown = [one for one in found.compared if not one.few]
    if not shown:
        return None
    rows = tuple(
        observed.ObservedRow(
            _both(_figure, scenario, one), one.observed, (one.low, one.middle, one.high),
            _both(_value, one, one.observed), _both(_value, one, one.low, one.high), one.stands_out,
        )
        for one in shown
    )  # fmt: skip
    too_few = None if found.enough else found.replications
    data = observed.ObservedRows(rows, len(found.stand_out), len(found.compared), too_few)
    return Drawn("observed", data, observed.observed, observed.observed_table, observed.finding,
                 "figure.observed.desc")  # fmt: skip


def length_figures(scenario: Scenario, found: Sequence[Lengths]) -> Iterator[Drawn]:
    """One for each stage, by the order of the scenario."""
    titles = {step.name: step.titles for step in scenario.steps}
    for one in found:
        low, middle, high = (tuple((100 * curve).tolist()) for curve in one.model)
        data = lengths.StayCurves(
            _titled(titles[one.step], one.step), one.stays, tuple((100 * one.recorded).tolist()), low, middle, high,
            tuple(one.at_risk.tolist()),
        )  # fmt: skip
        yield Drawn(f"lengths.{one.step}", data, lengths.lengths, lengths.lengths_table, lengths.finding,
                    "figure.lengths.desc")  # fmt: skip


def occupation_figure(scenario: Scenario, found: Occupation | None) -> Drawn | None:
    """Where people are; the states with most people first.  None where nobody's beginning is known."""
    if found is None:
        return None
    titles = {step.name: _titled(step.titles, step.name) for step in scenario.steps}
    between = _both(lambda texts: texts("figure.occupation.between"))
    order = np.argsort(-found.model.mean(axis=1), kind="stable")
    states = tuple(
        occupation.StatePath(titles.get(found.states[at], between), tuple((100 * found.recorded[at]).tolist()),
                             tuple((100 * found.model[at]).tolist()))
        for at in order.tolist()
    )  # fmt: skip
    data = occupation.Occupied(states, tuple(found.at_risk.tolist()), found.people)
    return Drawn("occupation", data, occupation.occupation, occupation.occupation_table, occupation.finding,
                 "figure.occupation.desc")  # fmt: skip


def fan_figures(scenario: Scenario, found: Forecast) -> Iterator[Drawn]:
    """One for each target."""
    for one in found.targets:
        points = np.quantile(one.by_week, WITHIN, axis=0, method="inverted_cdf")
        low, middle, high = ((float(one.so_far), *line) for line in points.tolist())
        since = 0 if can_tell(one.so_far) else 1  # a figure may be handed on
        bound = one.target.bound
        title = _both(_target, scenario, one.target)
        data = fan.Fan(title, (found.now.as_of, *found.weeks)[since:], low[since:], middle[since:], high[since:], bound)
        yield Drawn(f"fan.{one.target.name}", data, fan.fan, fan.fan_table, fan.finding, "figure.fan.desc")
