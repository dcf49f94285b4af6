"""What people carry changes on their way (``[event]``): the values they can have, and how each event moves them.

The flow arithmetic follows people over their steps and, of the properties that events change, over their values: a
category, or the law by which a number was drawn last.  Other properties stay averages over everybody.  What changes on
a date changes those who are inside on that day, and nobody who comes later, so flows do not know it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from sim.analysis.ends import add
from sim.analysis.population import Population
from sim.scenario.schema import Draw, Scenario, StateEvent

Carried = tuple[Draw | None, ...]
"""How each of the changing properties was drawn last; None: as everybody's at arrival (or, of a mark, at its step)."""


class Changing:
    """The properties that events at steps and risks change, in order of name."""

    def __init__(self, scenario: Scenario) -> None:
        self._events = [event for event in scenario.events if event.time is None]
        self.properties = sorted({name for event in self._events for name, _ in event.sets})
        self._categories = {item.name: item.categories for item in scenario.properties}
        self._attributes = {item.name for item in scenario.properties if item.draw is not None}
        self._marks = {step.name: {mark for mark, _ in step.marks} for step in scenario.steps}

    def given(self, people: Population, carried: Carried) -> Population:
        """The people of whom this is known."""
        known = zip(self.properties, carried, strict=True)
        return people.carrying({name: [(1.0, draw)] for name, draw in known if draw is not None})

    def mixed(self, people: Population, shares: dict[Carried, float]) -> Population:
        """The people of whom these shares carry this; the properties are taken as independent of each other."""
        total = sum(shares.values())
        draws: dict[str, list[tuple[float, Draw]]] = {}
        for number, name in enumerate(self.properties):
            found = [(share / total, carried[number]) for carried, share in shares.items()] if total > 0 else []
            if found and all(draw is not None for _, draw in found):  # of the others nothing is known better
                draws[name] = [(share, draw) for share, draw in found if draw is not None]
        return people.carrying(draws)

    def at_arrival(self, people: Population) -> dict[Carried, float]:
        """Shares of the people of a stream: each category by itself, of a number nothing yet."""
        values = [self._drawn(people, name) for name in self.properties]
        found: dict[Carried, float] = {}
        for combination in product(*values):
            share = 1.0
            for weight, _ in combination:
                share *= weight
            add(found, {tuple(draw for _, draw in combination): share})
        return found

    def _drawn(self, people: Population, name: str) -> list[tuple[float, Draw | None]]:
        if name not in self._attributes or not self._categories[name]:
            return [(1.0, None)]
        shares = [(people.share(name, category), category) for category in self._categories[name]]
        return [(share, Draw(category=category)) for share, category in shares if share > 0]

    def entering(self, people: Population, step: str, carried: Carried) -> dict[Carried, float]:
        """What people carry when they have begun a stay and its marks are drawn."""
        marks = self._marks[step]
        known = tuple(None if name in marks else draw for name, draw in zip(self.properties, carried, strict=True))
        return self._after(people, known, [event for event in self._events if _is(event, "entered", step)])

    def ending(self, people: Population, step: str, carried: Carried, risk: str = "") -> dict[Carried, float]:
        """What people carry after a stay that ended as planned, or by a risk, before their way on is looked for."""

        def happens(event: StateEvent) -> bool:
            if _is(event, "left", step):
                return True
            return _is(event, "risk", risk) if risk else _is(event, "finished", step)

        return self._after(people, carried, filter(happens, self._events))

    def _after(self, people: Population, carried: Carried, events: Iterable[StateEvent]) -> dict[Carried, float]:
        """Shares of what people carry after these events; each reads what those before it have changed."""
        found = {carried: 1.0}
        for name, draw in (pair for event in events for pair in event.sets):
            number, before = self.properties.index(name), found
            found = {}
            for one, weight in before.items():
                for share, value in _values(draw, self.given(people, one)):
                    add(found, {(*one[:number], value, *one[number + 1 :]): weight * share})
        return found


def _is(event: StateEvent, at: str, name: str) -> bool:
    return event.at == at and name in event.names


def _values(draw: Draw, people: Population) -> list[tuple[float, Draw]]:
    """What a draw gives these people: categories, or laws of a number, with their shares."""
    if draw.law is not None:
        return [(weight, Draw(law=law)) for weight, (law,) in people.together((draw.law,)) if law is not None]
    if draw.category:
        return [(1.0, draw)]
    return [(share, Draw(category=category)) for category, share in people.shares(draw.shares).items() if share > 0]
