"""People of whom a property is missing: their spells count under every value that it may have.

The likelihood of one such person is the sum, over the values, of the chance of the value times the product of the
chances of the spells given it.  The chances of values are those of the scenario (missing at random).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TypeAlias

from sim.records.seen_spells import Known, Seen
from sim.scenario.cases import Assignment, evaluate
from sim.scenario.schema import Draw, Scenario

MOST = 64
"""Ways in which what is missing of one person may be filled in; of whom there are more, nothing is counted."""

Values: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Mixture:
    """One person: what is known, and the spells under each way in which the missing properties may be filled in.

    All ways have as many spells, in the same order.
    """

    known: Known
    under: tuple[tuple[Values, tuple[Seen, ...]], ...]


def fillings(scenario: Scenario, missing: Sequence[str]) -> tuple[Values, ...]:
    """Every way to fill in some attributes; none where one of them is a number, or where there are too many ways."""
    categories = {one.name: one.categories for one in scenario.properties}
    choices = [categories[name] for name in missing]
    if not all(choices) or prod(map(len, choices)) > MOST:
        return ()
    return tuple(tuple(zip(missing, values, strict=True)) for values in product(*choices))


def chance_of(scenario: Scenario, known: Assignment, values: Values) -> float:
    """The chance of the values of missing attributes, given what is known of the person."""
    chance, given = 1.0, dict(known)
    for name in scenario.attributes:  # in the order in which they are drawn
        value = dict(values).get(name)
        if value is not None:
            chance *= _shares(_draw(scenario, name), given).get(value, 0.0)
            given[name] = value
    return chance


def _draw(scenario: Scenario, name: str) -> Draw:
    """How an attribute is drawn: as the streams say if they agree, else as the attribute itself says."""
    stated = next(one.draw for one in scenario.properties if one.name == name)
    own = [dict(stream.attributes).get(name, stated) for stream in scenario.arrivals]
    found = own[0] if own and all(draw == own[0] for draw in own) else stated
    assert found is not None  # attributes are drawn
    return found


def _shares(draw: Draw, known: Assignment) -> Mapping[str, float]:
    if draw.category:
        return {draw.category: 1.0}
    if draw.composition:
        total = sum(number for _, number in draw.composition)
        return {name: number / total for name, number in draw.composition}
    return {name: float(evaluate(value, known) or 0.0) for name, value in draw.shares}


def spells_of(mixture: Mixture) -> Iterator[Seen]:
    """Every spell under every way."""
    for _, spells in mixture.under:
        yield from spells
