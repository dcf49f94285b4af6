"""What a scenario rests on: its assumptions by what each is based on, counted in one way everywhere."""

from __future__ import annotations

from collections import Counter

from sim.scenario.schema import Parameter, Scenario


def assumptions(scenario: Scenario) -> tuple[Parameter, ...]:
    """What goes in: every parameter that is used, without those that only follow from others by formula."""
    return tuple(one for one in scenario.parameters if one.used and not one.formula)


def by_basis(scenario: Scenario) -> Counter[str]:
    """How many assumptions there are of each basis; those whose source speaks for another value are ``"own"``."""
    return Counter("own" if one.own else one.basis for one in assumptions(scenario))
