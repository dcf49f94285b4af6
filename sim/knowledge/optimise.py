"""What reaches a goal at the least cost: candidates judged by one probability over chance and knowledge together.

A condition such as ``P(volume) >= 0.8`` is about a year that happens, whatever the truth about the assumptions: every
world has its own parameters and its own luck.  Candidates share worlds, so their costs are compared in pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sim.given import checked, strings, text
from sim.knowledge.allowed import allowed
from sim.knowledge.candidate_worlds import CandidateWorlds
from sim.knowledge.draws import priors_of, with_joint
from sim.knowledge.priors import Prior
from sim.knowledge.search import Judged, Search, rounds_of
from sim.knowledge.worlds import Progress
from sim.limits import default_workers
from sim.loaded import Given, LoadedScenario, Value, loaded_of
from sim.scenario.words import said
from sim.store.unfinished import unfinished
from sim.studies.asked import Asked, NotUnderstood, mean_of, parse
from sim.studies.condition import Condition, parse_condition
from sim.studies.frames import Framed, Row
from sim.studies.grid import axis_of, grid_of
from sim.studies.option import Option
from sim.studies.runs import machines_of
from sim.studies.shown import Shown, told

if TYPE_CHECKING:
    from sim.cluster.machines import Machines

WORLDS, REPLICATIONS, CONFIDENCE = 512, 6, 0.95
LEAST_WORLDS = 32


def _asked(name: str, value: object) -> None:
    """A text, or what was made of one."""
    if not isinstance(value, Asked):
        text(name, value)


def _conditions(name: str, value: object) -> None:
    """Texts such as ``P(volume) >= 0.8``, or what was made of them."""
    conditions = value if isinstance(value, list | tuple) else [value]
    strings(name, [one for one in conditions if not isinstance(one, Condition)])


@dataclass(frozen=True, repr=False)
class Optimum(Framed, Shown):
    """What was found.  ``judged`` and ``options`` are parallel; ``best`` is the place of the answer, None without one.

    With the stated confidence every option that is called feasible is, and every one that is called infeasible is not.
    """

    options: tuple[Option, ...] = field(repr=False)
    settings: tuple[Mapping[str, Value], ...]  # what each option changes of the first scenario; empty for a file
    objective: Asked
    largest: bool
    conditions: tuple[Condition, ...]
    judged: tuple[Judged, ...] = field(repr=False)
    best: int | None
    priors: tuple[Prior, ...] = field(repr=False)
    worlds: int
    replications: int
    confidence: float
    seed: int

    def rows(self) -> Iterator[Row]:
        """A row for each candidate and condition, candidates in the order in which they were given.

        Columns: ``candidate``, its place; ``option``, the scenario; each parameter that was varied; ``condition``;
        ``chance``, ``chance_low`` and ``chance_high`` of it; ``objective``, ``objective_low`` and ``objective_high``;
        ``feasible`` (missing: not settled), ``dearer`` than the best, ``best``, ``worlds``.
        """
        varied = dict.fromkeys(name for setting in self.settings for name in setting)
        found = zip(self.options, self.settings, self.judged, strict=True)
        for place, (option, setting, one) in enumerate(found):
            for condition, chance in zip(self.conditions, one.chances, strict=True):
                yield {
                    "candidate": place, "option": option.name, **{name: setting.get(name) for name in varied},
                    "condition": condition.text,
                    "chance": chance.mean, "chance_low": chance.low, "chance_high": chance.high,
                    "objective": one.cost.mean, "objective_low": one.cost.low, "objective_high": one.cost.high,
                    "feasible": one.feasible, "dearer": one.dearer, "best": place == self.best, "worlds": one.worlds,
                }  # fmt: skip

    def __repr__(self) -> str:
        """How many candidates, and the best with its objective."""
        conditions = " and ".join(one.text for one in self.conditions)
        if self.best is None:
            answer = "none meets them" if self.impossible else "not settled"
        else:
            setting = ", ".join(f"{name}={value}" for name, value in self.settings[self.best].items())
            named = setting or self.options[self.best].name
            answer = f"best {named} with {self.objective.text} {self.judged[self.best].cost.mean:.4g}"
        return f"<Optimum of {len(self.options)} candidates with {conditions}: {answer}; seed {self.seed}>"

    @property
    def rivals(self) -> tuple[int, ...]:
        """Options that may be as good as the best, or better: not certainly infeasible, not certainly dearer."""
        return tuple(
            place
            for place, one in enumerate(self.judged)
            if place != self.best and one.feasible is not False and not one.dearer
        )

    @property
    def impossible(self) -> bool:
        """Whether no option meets the conditions, with the stated confidence."""
        return all(one.feasible is False for one in self.judged)

    @property
    def nearest(self) -> int:
        """The option whose least sure probability comes nearest to its bound, or goes farthest beyond it."""

        def least(one: Judged) -> float:
            pairs = zip(self.conditions, one.chances, strict=True)
            return min((1 if at.sign == ">=" else -1) * (chance.mean - at.bound) for at, chance in pairs)

        return max(range(len(self.judged)), key=lambda place: least(self.judged[place]))


@checked(minimise=_asked, maximise=_asked, subject=_conditions)
@told
def optimise(
    *scenarios: Given,
    subject: str | Condition | Sequence[str | Condition],
    minimise: str | Asked = "",
    maximise: str | Asked = "",
    vary: Mapping[str, str | Sequence[Value]] | None = None,
    worlds: int = WORLDS,
    replications: int = REPLICATIONS,
    knowledge: bool = True,
    confidence: float = CONFIDENCE,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    progress: Progress | bool | None = None,
    joint: Sequence[Mapping[str, float]] = (),
    cluster: str | Machines | None = None,
    results: str | Path | None = None,
) -> Optimum:
    """The candidate with the least ``minimise`` (or most ``maximise``) that meets every condition of ``subject``.

    Candidates are all combinations of ``vary`` in the first scenario (``{"slots": "8..16"}``), and the scenarios beside
    it; without ``vary`` all the scenarios.  ``worlds`` possible sets of assumptions at most; ``knowledge=False`` takes
    the assumptions as they stand, so that luck alone is counted.  ``joint`` (joint draws of some parameters) and
    ``results``: as in :func:`sim.knowledge.uncertain.uncertain`.  What is varied or set is decided and keeps its value.
    Raises :class:`sim.studies.asked.NotUnderstood` (also for a condition that is not about a probability),
    :class:`sim.studies.grid.BadGrid`, :class:`sim.knowledge.worlds.NoWorldPossible` and ValueError for fewer than
    :data:`LEAST_WORLDS` worlds.
    """
    if worlds < LEAST_WORLDS:
        raise ValueError(f"at least {LEAST_WORLDS} worlds are needed, not {worlds}")
    given = _given(scenarios)
    conditions = _understood(subject, given[0])
    goal = minimise or maximise
    objective = goal if isinstance(goal, Asked) else objective_of(goal, given[0])
    options, settings = candidates(given, vary or {})
    priors = _priors(options, given, joint) if knowledge else ()
    rounds = rounds_of(worlds)
    loaded = [option.loaded for option in options if option.loaded is not None]
    with machines_of(cluster) as machines, unfinished(results) as study:
        heard = progress if callable(progress) else None
        each = CandidateWorlds(loaded, objective, conditions, priors, rounds, replications, seed, engine,
                               workers or default_workers(), heard, machines, study)  # fmt: skip
        search = Search(len(options), conditions, each.drawn, len(rounds), bool(maximise), confidence)
        judged = search.run()
    return Optimum(options, settings, objective, bool(maximise), conditions, judged, search.best(), priors, worlds,
                   replications, confidence, seed)  # fmt: skip


def candidates(
    scenarios: Sequence[LoadedScenario], vary: Mapping[str, str | Sequence[Value]]
) -> tuple[tuple[Option, ...], tuple[Mapping[str, Value], ...]]:
    """The options and what each sets; raises :class:`sim.studies.grid.BadGrid` and :class:`sim.ProblemsFound`."""
    first = Option.of(scenarios[0])
    others = tuple(Option.of(one) for one in scenarios[1:])
    if not vary:
        return (first, *others), ({},) * (1 + len(others))
    grid = grid_of(
        [
            axis_of(name, values if isinstance(values, str) else ",".join(map(str, values)), first.scenario)
            for name, values in vary.items()
        ]
    )
    from sim.studies.sweep import check_points

    check_points(first, grid)
    settings = [dict(zip([axis.name for axis in grid.axes], values, strict=True)) for values in grid.points()]
    return (*(first.set(**one) for one in settings), *others), (*settings, *({} for _ in others))


def objective_of(text: str, loaded: LoadedScenario) -> Asked:
    """What is to be small or large; raises :class:`sim.studies.asked.NotUnderstood`."""
    found = parse(text, loaded.scenario) if text else mean_of("cost_own", loaded.scenario)
    if found.kind != "mean":
        text = "{text}: a figure is meant, for example cost_own; a probability goes with --subject"
        raise NotUnderstood(said(text, text=found.text))
    return found


def _given(scenarios: Sequence[Given]) -> tuple[LoadedScenario, ...]:
    if not scenarios:
        raise ValueError("say of which scenario: sim.optimise(scenario, subject=..., minimise=...)")
    return tuple(map(loaded_of, scenarios))


def _understood(subject: str | Condition | Sequence[str | Condition], loaded: LoadedScenario) -> tuple[Condition, ...]:
    stated = [subject] if isinstance(subject, str | Condition) else subject
    conditions = tuple(parse_condition(one, loaded.scenario) if isinstance(one, str) else one for one in stated)
    check_conditions(conditions)
    return conditions


def check_conditions(conditions: Sequence[Condition]) -> None:
    """Raises :class:`sim.studies.asked.NotUnderstood` for none, or one that is not about a probability."""
    if not conditions:
        raise NotUnderstood(said("a condition is needed, for example 'P(volume) >= 0.8'"))
    for one in conditions:
        if one.asked.kind != "chance":
            text = "{text}: a probability is meant, for example 'P({figure} >= 48) >= 0.8'"
            raise NotUnderstood(said(text, text=one.text, figure=one.asked.name))


def _priors(
    options: Sequence[Option], scenarios: Sequence[LoadedScenario], joint: Sequence[Mapping[str, float]]
) -> tuple[Prior, ...]:
    """Everything uncertain that no option decides."""
    first = options[0].loaded
    assert first is not None
    values = first.parameters
    decided = {name for option in options for name in option.settings}
    for option in options[1:]:
        if option.loaded is not None:
            decided |= {name for name, value in option.loaded.parameters.items() if values.get(name, value) != value}
    parameters = first.scenario.parameters
    together = with_joint(priors_of(parameters), joint, parameters)
    priors = tuple(prior for prior in together if prior.name not in decided)
    return allowed(priors, scenarios) if priors else ()


__all__: Sequence[str] = ("Optimum", "candidates", "check_conditions", "objective_of", "optimise")
