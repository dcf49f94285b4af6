"""What each recorded stay shows, in whole days: the data of the likelihood, equal ones counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sim.records.mixtures import Mixture, fillings
from sim.records.moves import Ways
from sim.records.schema import BEGINS_BEFORE, INCLUDED, Episode, MappingFile, Records, Spell
from sim.records.seen_spells import Known, Seen
from sim.scenario.cases import bounds_in, evaluate, reads
from sim.scenario.schema import DATE, DAY, Scenario, Step


@dataclass(frozen=True)
class SeenSpells:
    """``by_step``: step -> its spells; ``mixtures``: people whose spells depend on what is not known of them;
    ``unused``: how many spells tell nothing, by reason."""

    by_step: dict[str, Counter[Seen]]
    mixtures: Counter[Mixture]
    unused: Counter[str]


def seen_of(records: Records, ways: Mapping[str, Mapping[str, Ways]]) -> SeenSpells:
    """Equal spells, and equal people of whom something is missing, counted once each.

    ``ways``: recorded stage -> what ended the stay -> the ways on.
    """
    view, scenario = _View(records.mapping, ways), records.mapping.scenario.scenario
    found = SeenSpells({}, Counter(), view.unused)
    for episode in records.episodes:
        view.count_cut(episode)
        missing = view.missing(episode)
        under = [(values, tuple(view.of(replace(episode, properties={**episode.properties, **dict(values)}))))
                 for values in (fillings(scenario, missing) if missing else ((),))]  # fmt: skip
        if not under:
            view.unused["unknown property"] += sum(1 for _ in view.of(episode))
            continue
        # what is alike whatever is filled in needs no sum
        alike = [len(set(spells)) == 1 for spells in zip(*(spells for _, spells in under), strict=True)]
        for one, same in zip(under[0][1], alike, strict=True):
            if same:
                found.by_step.setdefault(one.step, Counter())[one] += 1
        if not all(alike):
            known = tuple(sorted(episode.properties.items()))
            apart = tuple((values, tuple(one for one, same in zip(spells, alike, strict=True) if not same))
                          for values, spells in under)  # fmt: skip
            found.mixtures[Mixture(known, apart)] += 1
    return found


class _View:
    """How one pathway, recorded as a mapping says, looks at episodes."""

    def __init__(self, mapping: MappingFile, ways: Mapping[str, Mapping[str, Ways]]) -> None:
        self.mapping, self.scenario = mapping, mapping.scenario.scenario
        self._ways = ways
        self._steps = {step.name: step for step in self.scenario.steps}
        self.unused: Counter[str] = Counter()

    def of(self, episode: Episode) -> Iterator[Seen]:
        mapping = self.mapping
        visits: Counter[str] = Counter()
        for place, spell in enumerate(episode.spells):
            visits[spell.step] += 1
            step = self._steps[spell.step]
            if step.kind != "stage":
                continue
            before = episode.spells[place - 1].step if place else ""
            following = episode.spells[place + 1].step if place + 1 < len(episode.spells) else ""
            if self._is_cut(spell) or _came_later(episode, spell):
                continue
            known = self._known(episode, spell)
            end = spell.end or episode.until
            horizon = (mapping.last - spell.begin).days if mapping.spells.included == INCLUDED[2] else 0
            yield Seen(
                spell.step, before, known, self._full(known, visits), (end - spell.begin).days, spell.end is not None,
                max(0, (_in_view(episode, mapping) - spell.begin).days), horizon, following,
            )  # fmt: skip

    def _is_cut(self, spell: Spell) -> bool:
        """Whether it had begun before the window, nobody knows when."""
        return self.mapping.spells.begins_before == BEGINS_BEFORE[1] and spell.begin <= self.mapping.first

    def count_cut(self, episode: Episode) -> None:
        cut = sum(self._is_cut(spell) and self._steps[spell.step].kind == "stage" for spell in episode.spells)
        if cut:
            self.unused["cut"] += cut
        before = sum(
            _came_later(episode, spell) and self._steps[spell.step].kind == "stage" for spell in episode.spells
        )
        if before:
            self.unused["before registration"] += before

    def missing(self, episode: Episode) -> tuple[str, ...]:
        """Attributes of a person that some spell depends on and that are not known."""
        steps = {spell.step for spell in episode.spells} & self._decisive.keys()
        names = {name for step in steps for name in self._decisive[step]}
        return tuple(sorted(names & set(self.scenario.attributes) - episode.properties.keys()))

    def _known(self, episode: Episode, spell: Spell) -> Known:
        """The properties of a person that anything after the step depends on, as far as they are known."""
        known: list[tuple[str, str | float]] = []
        for name in self._decisive[spell.step]:
            if name == DATE:
                since = (spell.begin - self.scenario.run.first_day).days * DAY
                known.append((DATE, self._period(since)))
            elif name in episode.properties:
                known.append((name, episode.properties[name]))
        return tuple(known)

    def _period(self, time: int) -> float:
        """The first bound by date after a time, so that all days between two bounds are one class."""
        return next((bound for bound in self._bounds if bound > time), float("inf"))

    @cached_property
    def _bounds(self) -> tuple[float, ...]:
        found: set[float] = set()
        for step in self.scenario.steps:
            for value in _values(self.scenario, step):
                found |= bounds_in([value]).get(DATE, set())
        return tuple(sorted(found))

    @cached_property
    def _decisive(self) -> dict[str, tuple[str, ...]]:
        """Recorded stage -> properties that its length, risks or ways on depend on."""
        found = {}
        for name in self._ways:
            steps = {name}
            for ways in self._ways[name].values():
                steps |= {part.step for some in ways.values() for way in some for part in way}
            values = [value for step in steps for value in _values(self.scenario, self._steps[step])]
            found[name] = tuple(sorted({by for value in values for by in reads(value)}))
        return found

    def _full(self, known: Known, visits: Counter[str]) -> frozenset[tuple[str, str]]:
        """Limits that are used up after the visits so far."""
        found = set()
        for step in self._steps.values():
            for limit in step.limits:
                most = evaluate(limit.visits, dict(known))
                if most is not None and visits[limit.target] >= most:
                    found.add((step.name, limit.target))
        return frozenset(found)


def _in_view(episode: Episode, mapping: MappingFile) -> date:
    """The first day on which an end of a stay of the person would have been in the records."""
    return max(mapping.first, episode.since or mapping.first)


def _came_later(episode: Episode, spell: Spell) -> bool:
    """Whether the stay had ended when the person was registered: whoever left by then is in no record, so that its
    length and its end are of people chosen by what came of them."""
    return episode.since is not None and spell.end is not None and spell.end < episode.since


def _values(scenario: Scenario, step: Step) -> list[object]:
    """Everything of a step that decides how long people stay and where they go."""
    risks = [risk.law for risk in scenario.risks if step.name in risk.stages]
    limits = [limit.visits for limit in step.limits]
    return [step.lasts, step.route.rest, *(value for _, value in step.route.shares), *risks, *limits]
