"""What every part of a generated pathway is made with: chance, dates, lengths, values that depend on the person."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sim.distributions import FAMILIES
from sim.distributions.family import Continuous
from tests.making.files import Table, toml

STARTS = ("2020-12-21", "2021-03-22", "2021-12-27", "2023-04-24", "2024-02-19", "2026-12-21")
LENGTH = 120  # days judged; as many again as follow-up
LAWS = {name for name, family in FAMILIES.items() if isinstance(family, Continuous)}


class Dice:
    """One pathway in the making: ``found`` are its tables."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.start = date.fromisoformat(chance.choice(STARTS))
        self.found: Table = {"format": 1, "csv": {}}
        self.resources = [f"r{i}" for i in range(chance.randint(1, 3))]
        self.pools = [f"p{i}" for i in range(chance.randint(0, 2))]
        self.gates = [f"g{i}" for i in range(chance.randint(0, 2))]
        self.staff = [f"w{i}" for i in range(chance.randint(0, 2))]
        self.budget = self.often(0.2)
        self.stages = [f"s{i}" for i in range(chance.randint(2, 5))]
        self.moody = chance.choice(self.stages)  # where the mark `mood` is surely drawn

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def days(self, *choices: int) -> str:
        return f"{self.chance.choice(choices)} days"

    def on(self, most: int = LENGTH) -> date:
        return self.start + timedelta(days=self.chance.randint(0, most))

    def dated(self, value: Callable[[], Any]) -> Any:
        """A number that may change on dates."""
        if self.often(0.6):
            return value()
        dates = sorted({self.on().isoformat() for _ in range(self.chance.randint(1, 3))})
        return {"start": value(), **{day: value() for day in dates}}

    def dates(self, number: int) -> list[date]:
        return sorted({self.on() for _ in range(number)})

    def mentions(self, name: str) -> bool:
        return (
            re.search(rf"\b{name}\b", toml({key: value for key, value in self.found.items() if key != "csv"}))
            is not None
        )

    def length(self) -> str:
        """A fixed length: mostly whole days, often nothing."""
        return str(self.chance.choice(
            ["0 days", "0 days", "1 days", "2 days", "3 days", "5 days", "7 days", "7 days", "14 days", "36 hours",
             "2 working days", "5 working days", "1 months"]
        ))  # fmt: skip

    def law(self) -> Table:
        """A random length; half of the laws have whole days only."""
        return dict(self.chance.choice([
            {"discrete": {"values": ["0 days", "1 days", "4 days"], "shares": [0.3, 0.3, 0.4]}},
            {"empirical": ["1 days", "2 days", "2 days", "7 days"]},
            {"discrete": {"values": ["1 working days", "3 working days"], "shares": [0.5, 0.5]}},
            {"exponential": "4 days"},
            {"exponential": "3 working days"},
            {"uniform": ["0 days", "6 days"]},
            {"triangular": ["0 days", "2 days", "9 days"]},
            {"lognormal": {"median": "3 days", "p90": "9 days"}},
            {"gamma": {"mean": "4 days", "cv": 0.7}, "early": {"factor": 2, "for": "2 days"}},
            {"weibull": {"shape": 0.8, "scale": "5 days"}, "early": {"factor": 0.4, "for": "3 days"}},
            {"normal": {"mean": "4 days", "sd": "2 days"}},
            {"hazard": [{"until": "3 days", "rate": "0.2 per day"}, {"rate": "0.1 per day"}]},
            {"hazard": [{"until": "4 days", "share": 0.3}, {"rate": "0.1 per day"}]},
        ]))  # fmt: skip

    def any_length(self) -> Any:
        return self.length() if self.often(0.65) else self.law()

    def personal(self, value: Callable[[], Any]) -> Any:
        """A value that may depend on the person."""
        how = self.chance.random()
        if how < 0.7:
            return value()
        if how < 0.8:
            return {"by": "level", "< 7": value(), "< 15": value(), "other": value()}
        if how < 0.9:
            return {"by": "mood", "high": value(), "other": value()}
        return {"by": "group", "a": value(), "b": value()}
