"""pathway-lite as somebody who knows SimPy would write it by hand: the yardstick for speed."""

from __future__ import annotations

import math
import random
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

import simpy

ARRIVALS_END, END = 1095.0, 1460.0  # days
PEOPLE, SLOTS, VACANCIES = 48, 12, 18  # a year at scale 1


@dataclass
class Outputs:
    starts: int = 0
    completions: int = 0
    self_supporting: int = 0
    waits: float = 0.0
    busy: float = 0.0
    scale: int = 1

    def figures(self) -> dict[str, float]:
        return {
            "starts": self.starts,
            "completions": self.completions,
            "share": self.self_supporting / self.starts,
            "wait": self.waits / self.starts,
            "utilisation": self.busy / (SLOTS * self.scale * END),
        }


@dataclass
class Pathway:
    env: simpy.Environment
    rng: random.Random
    scale: int
    out: Outputs
    vacancies: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.caseworkers = simpy.Resource(self.env, self.scale)
        self.slots = simpy.Resource(self.env, SLOTS * self.scale)

    def take_vacancy(self) -> bool:
        if self.vacancies:
            self.vacancies.pop(0)
            return True
        return False

    def vacancy_stream(self) -> Generator[Any, Any, None]:
        while True:
            yield self.env.timeout(self.rng.expovariate(VACANCIES * self.scale / 365))
            self.env.process(self.vacancy())

    def vacancy(self) -> Generator[Any, Any, None]:
        token = object()
        self.vacancies.append(token)
        yield self.env.timeout(self.rng.expovariate(1 / 30))
        if token in self.vacancies:
            self.vacancies.remove(token)

    def person(self) -> Generator[Any, Any, None]:
        env, rng, out = self.env, self.rng, self.out
        with self.caseworkers.request() as request:
            yield request
            yield env.timeout(rng.expovariate(1 / 2))
        if rng.random() < 0.70:
            yield env.timeout(rng.lognormvariate(math.log(14) - 0.4**2 / 2, 0.4))
        asked = env.now
        with self.slots.request() as request:
            yield request
            began = env.now
            out.starts += 1
            out.waits += began - asked
            yield env.timeout(30)
            if rng.random() < 0.35:
                yield env.timeout(rng.uniform(0, 60))
            u = rng.random()
            hired = 0.15 <= u < 0.25 and self.take_vacancy()
            if u >= 0.15 and not hired:
                yield env.timeout(30)
            out.busy += env.now - began
        if u < 0.15:
            return
        out.completions += 1
        if not hired and not self.take_vacancy():
            yield env.timeout(rng.lognormvariate(math.log(45) - 0.7**2 / 2, 0.7))
            if rng.random() >= 0.6:
                return
        kept = rng.expovariate(1 / 600)
        yield env.timeout(min(kept, 91))
        if kept >= 91:
            out.self_supporting += 1

    def cohorts(self) -> Generator[Any, Any, None]:
        while self.env.now < ARRIVALS_END:
            for _ in range(12):
                self.env.process(self.person())
            yield self.env.timeout(91)

    def poisson(self) -> Generator[Any, Any, None]:
        while True:
            yield self.env.timeout(self.rng.expovariate(PEOPLE * self.scale / 365))
            if self.env.now >= ARRIVALS_END:
                return
            self.env.process(self.person())


def run(seed: int, *, cohorts: bool = True, scale: int = 1) -> dict[str, float]:
    """One replication; the outputs that pathway-lite names."""
    env = simpy.Environment()
    pathway = Pathway(env, random.Random(seed), scale, Outputs(scale=scale))
    env.process(pathway.vacancy_stream())
    env.process(pathway.cohorts() if cohorts else pathway.poisson())
    env.run(until=END)
    return pathway.out.figures()
