"""Tokens and people who do not meet in time: a token expires, and whoever finds none goes on without one.

As many vacancies as people a year are not enough where neither waits for the other.  Tokens come at random with rate a,
each is open for 1/m in the mean, at most K are open, and people come at random with rate w, each to take one that is
open.  The number of open tokens is then a birth-death process with births a (below K) and deaths n m + w, whose steady
state is p_n = p_0 a^n / prod_{i=1..n} (i m + w); people meet none with probability p_0 (arrivals at random see time
averages, Wolff 1982).  It is the queue M/M/1 whose customers, the tokens, renege (Ancker and Gafarian 1963).  People
who come in batches, a hold for instance, meet none more often than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from sim.analysis.population import Population
from sim.scenario.cases import leaves_of
from sim.scenario.schema import YEAR, Pool, Scenario, Span

NEGLIGIBLE = 1e-12


@dataclass(frozen=True)
class Meeting:
    """A year of one pool: its tokens, the people who ask for one, and how many of these get one."""

    pool: str
    tokens: float
    wanted: float
    taken: float

    @property
    def expired(self) -> float:
        """Tokens that nobody takes."""
        return self.tokens - self.taken

    @property
    def missed(self) -> float:
        """People who meet none."""
        return self.wanted - self.taken


def share_met(come: float, wanted: float, life: float, most: float) -> float:
    """Share of people who find a token open; rates a year, ``life`` in years, at most ``most`` open."""
    if come <= 0:
        return 0.0
    weight, total, number = 1.0, 1.0, 0
    while number < most and weight > NEGLIGIBLE * total:
        number += 1
        weight *= come / (number / life + wanted)
        total += weight
    return 1 - 1 / total


def neither_waits(scenario: Scenario, pool: Pool) -> bool:
    """Whether tokens come at random and expire, and people who find none go on at once."""
    waits = [step for step in scenario.steps if step.kind == "wait" and pool.name in leaves_of(step.takes)]
    patience = [leaf for step in waits for leaf in leaves_of(step.patience)]
    at_once = bool(waits) and all(isinstance(leaf, Span) and leaf.amount == 0 for leaf in patience)
    called = {name for step in scenario.steps for pairs in leaves_of(step.meanwhile) for name, _ in pairs or ()}
    return pool.rate is not None and pool.lifetime is not None and at_once and pool.name not in called


def met(scenario: Scenario, people: Population, tokens: dict[str, float], wanted: dict[str, float]) -> dict[str, float]:
    """Share of those who ask for a token of each pool that get one: no more than there are, fewer where none waits."""
    shares = {}
    for pool in scenario.pools:
        asked, come = wanted[pool.name], tokens[pool.name]
        shares[pool.name] = min(1.0, come / asked) if asked > 0 else 1.0
        if asked > 0 and neither_waits(scenario, pool):
            life = people.average(pool.lifetime, people.seconds) / YEAR
            most = min((ceil(leaf) for leaf in leaves_of(pool.max_open) if leaf is not None), default=float("inf"))
            shares[pool.name] = share_met(come, asked, life, most) if life > 0 else 0.0
    return shares
