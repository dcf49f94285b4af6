"""Records and priors -> what is now known of each parameter: joint draws, ranges, and how much was learnt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.given import at_least, checked, made_by
from sim.knowledge.allowed import allowed
from sim.knowledge.draws import priors_of
from sim.records.arrivals import came
from sim.records.derived import WEIGHT, shares_of_weights
from sim.records.dispersion import Dispersion
from sim.records.learnt import Learnt, LearntFrame, bounds_of, learnt_of, values_at
from sim.records.likelihood import Likelihood
from sim.records.posterior import FIRST_GUESS, GOOD_K, Posterior, sample
from sim.records.schema import Records
from sim.scenario.problems import ProblemsFound
from sim.studies.shown import Progress, Shown, told

Floats = NDArray[np.float64]

DRAWS = 500


@dataclass(frozen=True, repr=False)
class Fitted(LearntFrame, Shown):
    """``draws`` of shape (draws, parameters), equally likely, in the order of ``names``; ``learnt``: most learnt first.

    ``derived``: shares that follow from weights, which have no scale of their own.  ``doubtful``: parameters whose
    draws cannot be trusted (their importance weights are too uneven).  ``misfits``: (step, next step) -> spells that
    cannot happen in the pathway and were left out.  ``unused``: spells that tell nothing, by reason.  ``dispersions``:
    step -> how much more its outcomes vary between holds than by chance.
    """

    records: Records
    names: tuple[str, ...]
    draws: Floats
    learnt: tuple[Learnt, ...]
    derived: tuple[Learnt, ...]
    untouched: tuple[str, ...]
    doubtful: tuple[str, ...]
    misfits: dict[tuple[str, str], int]
    unused: dict[str, int]
    dispersions: dict[str, Dispersion]
    seed: int

    @property
    def told(self) -> tuple[Learnt, ...]:
        """What people are told: shares instead of the weights that they follow from; most learnt first."""
        units = {one.name: one.unit for one in self.records.mapping.scenario.scenario.parameters}
        plain = [one for one in self.learnt if not self.derived or units[one.name] != WEIGHT]
        return tuple(sorted([*plain, *self.derived], key=lambda one: (one.spread, one.name)))

    def __repr__(self) -> str:
        """How much was learnt, and nothing of any person."""
        name, people = self.records.mapping.scenario.scenario.name, len(self.records.episodes)
        return f"<Fitted to {name}: {people:,} people; {self.in_short}, seed {self.seed}>"


class Unknowns:
    """The log likelihood as a function of unknowns with standard normal priors: parameters, then hidden chances."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.loaded = records.mapping.scenario
        self.priors = allowed(priors_of(self.loaded.scenario.parameters), (self.loaded,))
        self.likelihood = Likelihood(records)
        self.came = came(records)
        self.steps = tuple(self.likelihood.seen)

    def __len__(self) -> int:
        return len(self.priors) + len(self.likelihood.hidden)

    @cached_property
    def spells(self) -> tuple[int, ...]:
        """Spells of each term."""
        counted = [sum(self.likelihood.seen[name].values()) for name in self.steps]
        mixed = (self.likelihood.mixed,) if self.likelihood.mixed else ()
        return (*counted, *mixed, *(one.people for one in self.came))

    def values(self, point: Floats) -> dict[str, float]:
        """Parameters at a point; a value is the prior's quantile at the normal probability of its coordinate."""
        return {prior.name: float(values_at(prior, at)) for prior, at in zip(self.priors, point, strict=False)}

    def terms(self, point: Floats) -> Floats:
        """One number for each step, for people whose missing properties are summed over (where there are any), and for
        each stream; very low where the values cannot stand together."""
        from scipy.special import ndtr

        hidden = ndtr(point[len(self.priors) :])
        granted = dict(zip(self.likelihood.hidden, np.clip(hidden, 1e-9, 1 - 1e-9).tolist(), strict=True))
        try:
            scenario = self.loaded.set(**self.values(point)).scenario
        except ProblemsFound:
            return np.full(len(self.spells), -1e7)
        found = self.likelihood.by_step(scenario, granted)
        mixed = (self.likelihood.of_mixtures(scenario, granted),) if self.likelihood.mixed else ()
        came = (one.log_likelihood(scenario) for one in self.came)
        return np.array([*(found[name] for name in self.steps), *mixed, *came])


@checked(records=made_by(Records, "what sim.read_records gives"), draws=at_least(1))
@told
def fit(records: Records, draws: int = DRAWS, seed: int = 1, progress: Progress | bool | None = None) -> Fitted:
    """The posterior of every parameter that the records tell something of; deterministic for a seed.

    ``draws``: how many equally likely joint draws are made.  ``progress``: True, or a function that is called with the
    evaluations of the likelihood so far, and how many are expected.  Raises TypeError and ValueError for an argument
    that cannot be used.
    """
    tell = progress if callable(progress) else None
    if tell is not None:
        tell(0, FIRST_GUESS * len(records.mapping.scenario.scenario.parameters) + draws)
    unknowns = Unknowns(records)
    posterior = sample(unknowns.terms, len(unknowns), draws, seed, tell)
    return _fitted(unknowns, posterior, seed)


def _fitted(unknowns: Unknowns, posterior: Posterior, seed: int) -> Fitted:
    names = tuple(prior.name for prior in unknowns.priors)
    touched = {place for block in posterior.blocks for place in block.unknowns if place < len(names)}
    values = np.column_stack([values_at(prior, posterior.draws[:, at]) for at, prior in enumerate(unknowns.priors)])
    told = {place: sum(unknowns.spells[term] for term in block.terms)
            for block in posterior.blocks for place in block.unknowns}  # fmt: skip
    bounds = bounds_of(unknowns.loaded.scenario.parameters)
    learnt = [
        learnt_of(unknowns.priors[place], posterior.draws[:, place], told[place], bounds[names[place]])
        for place in touched
    ]
    doubtful = [names[place] for block, k in zip(posterior.blocks, posterior.k, strict=True) if k > GOOD_K
                for place in block.unknowns if place < len(names)]  # fmt: skip
    parameters = unknowns.loaded.scenario.parameters
    return Fitted(
        unknowns.records, names, values, tuple(sorted(learnt, key=lambda one: (one.spread, one.name))),
        shares_of_weights(parameters, unknowns.priors, values, learnt, seed),
        tuple(name for place, name in enumerate(names) if place not in touched), tuple(sorted(doubtful)),
        dict(unknowns.likelihood.misfits), dict(unknowns.likelihood.unused),
        dict(unknowns.likelihood.dispersions), seed,
    )  # fmt: skip
