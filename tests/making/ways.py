"""Generated steps: a line with shares forward, loops back and ways out."""

from __future__ import annotations

from typing import Any

from tests.making.dice import Dice
from tests.making.files import Table


class Ways(Dice):
    """Generated steps: a line with shares forward, loops back and ways out."""

    def steps(self) -> None:
        """A line of steps with shares forward, loops back and ways out; ``rest`` always leads to the next one."""
        order = list(self.stages)
        for kind, most in (("d", 2), ("q", 2 if self.pools else 0)):
            for i in range(self.chance.randint(0, most)):
                order.insert(self.chance.randint(1, len(order)), f"{kind}{i}")
        self.order = [*order, "h0"] if self.pools and self.often(0.4) else order
        kinds = {"s": "stage", "d": "decision", "q": "wait"}
        makers = {"s": self.stage, "d": self.decision, "q": self.wait}
        for kind in kinds.values():
            self.found[kind] = {}
        for place, name in enumerate(order):
            self.found[kinds[name[0]]][name] = makers[name[0]](place)
        if "h0" in self.order:
            self.holding_wait()

    def later(self, place: int) -> list[str]:
        return [*self.order[place + 1 :], "out", "lost"]

    def onward(self, place: int) -> Table:
        """``next`` and ``limit`` of a step."""
        after = self.later(place)[0]
        shares: Table = {}
        for target in self.chance.sample(
            self.later(place)[1:], k=min(self.chance.randint(0, 2), len(self.later(place)) - 1)
        ):
            shares[target] = self.personal(lambda: self.chance.choice([0.1, 0.25, 0.0]))
        limit: Table = {}
        if self.order[place][0] == "s" and self.often(0.4):
            back = self.chance.choice([name for name in self.order[: place + 1] if name[0] == "s"])
            shares[back] = self.chance.choice([0.3, 0.45])
            limit = {
                "limit": {
                    back: {
                        "visits": self.personal(lambda: self.chance.randint(1, 3)),
                        "else": self.chance.choice(self.later(place)),
                    }
                }
            }
        return {"next": {**shares, after: "rest"} if shares else after} | limit

    def marks(self, name: str) -> Table:
        drawn = {
            "mood": {"high": self.personal(lambda: self.chance.choice([0.2, 0.6])), "low": "rest"},
            "hours": {"triangular": [8, 20, 37]},
        }
        names = {*self.chance.sample(sorted(drawn), self.chance.randint(1, 2))} | (
            {"mood"} if name == self.moody else set()
        )
        return {"marks": {name: drawn[name] for name in sorted(names)}}

    def uses(self) -> Any:
        listed = self.chance.sample(self.resources, min(self.chance.choice([0, 1, 1, 2, 3]), len(self.resources)))
        return listed if self.often(0.8) else {name: self.chance.randint(1, 2) for name in listed}

    def patience(self) -> Any:
        return self.chance.choice(["0 days", "0 days", "1 days", "3 days", "7 days", {"exponential": "5 days"}])

    def stay(self) -> Any:
        if self.often(0.12):
            return {**self.law(), "success": self.chance.choice([0.5, 1]), "limit": self.days(3, 7)}
        return self.personal(self.any_length)

    def stage(self, place: int) -> Table:
        found = self.onward(place) | {"lasts": self.stay()}
        if "limit" in found["lasts"]:
            found = {
                "lasts": found["lasts"],
                "next": {"found": self.later(place)[0], "not_found": self.chance.choice(self.later(place))},
            }
        if self.often(0.6):
            found["uses"] = self.uses() if self.often(0.8) else {"by": "group", "a": self.uses(), "b": self.uses()}
        if self.budget and self.often(0.4):
            found["spends"] = {"money": self.personal(lambda: self.chance.randint(0, 2))}
        if self.gates and self.often(0.4):
            gate = self.chance.choice(self.gates)
            found["gate"] = gate if self.often(0.8) else {"by": "group", "a": gate, "b": "none"}
        if self.often(0.45):
            found["patience"] = self.personal(self.patience)
        if "patience" in found or any(
            self.found["gate"][gate]["below"] == "send_away" for gate in self._gates_of(found)
        ):
            found["else"] = self.chance.choice(self.later(place))
        if self.often(0.3):
            found["priority"] = self.personal(lambda: self.chance.randint(0, 2))
        if self.often(0.25):
            found["setup"] = self.any_length()
        if self.often(0.2):
            found["starts"] = "opening days"
        if self.often(0.3) or self.order[place] == self.moody:
            found |= self.marks(self.order[place])
        if self.pools and self.often(0.35):
            found["meanwhile"] = {
                pool: self.chance.choice(self.later(place))
                for pool in self.chance.sample(self.pools, self.chance.randint(1, len(self.pools)))
            }
        if self.staff and self.often(0.5):
            found["work"] = [self.work() for _ in range(self.chance.randint(1, 2))]
        return found

    @staticmethod
    def _gates_of(stage: Table) -> list[str]:
        gate = stage.get("gate")
        return (
            [gate]
            if isinstance(gate, str)
            else [value for key, value in (gate or {}).items() if key != "by" and value != "none"]
        )

    def work(self) -> Table:
        times = ["1 hours", "2 hours", "5 hours", "0 hours", "12 hours", {"exponential": "3 hours"}]
        found: Table = {"by": self.chance.choice(self.staff), "time": self.personal(lambda: self.chance.choice(times))}
        return found | ({"ahead": self.days(0, 1, 3)} if self.often(0.5) else {})

    def decision(self, place: int) -> Table:
        return self.onward(place) | (self.marks(self.order[place]) if self.often(0.3) else {})

    def wait(self, place: int) -> Table:
        pool = self.chance.choice(self.pools)
        found = self.onward(place) | {"takes": pool if self.often(0.8) else {"by": "group", "a": pool, "b": "none"}}
        if self.often(0.7):
            found |= {"patience": self.personal(self.patience), "else": self.chance.choice(self.later(place))}
        if self.often(0.3):
            found["priority"] = self.personal(lambda: self.chance.randint(0, 2))
        return found

    def holding_wait(self) -> None:
        """A stage, a wait that holds on to its place, and a stage that needs the same place."""
        held = self.resources[:1]
        self.found["stage"]["h0"] = {"uses": self.resources[:2], "lasts": self.length(), "next": "h1"}
        self.found["wait"]["h1"] = {
            "takes": self.pools[0],
            "uses": held,
            "patience": self.patience(),
            "else": "h2",
            "next": "h2",
        }
        self.found["stage"]["h2"] = {"uses": held, "lasts": self.length(), "next": "out"}
        self.stages += ["h0", "h2"]
