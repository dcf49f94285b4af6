"""Generated risks, follow-ups, people and dated changes."""

from __future__ import annotations

from datetime import timedelta

from tests.making.dice import LAWS, Dice
from tests.making.files import Table


def has_hazard(length: Table | str) -> bool:
    """Whether dated factors can multiply the hazard of a length: a law without atoms, in plain time."""
    return bool(LAWS & set(length)) and "working" not in str(length)


class Around(Dice):
    """Generated risks, follow-ups, people and dated changes."""

    def risks(self) -> Table:
        found = {}
        for i in range(self.chance.choice([0, 0, 1, 2, 3])):
            stages = self.chance.sample(self.stages, self.chance.randint(1, len(self.stages)))
            how: Table = dict(self.chance.choice([
                {"time": self.days(1, 2, 3, 7)}, {"time": self.law()}, {"rate": self.personal(lambda: "0.05 per day")},
            ]))  # fmt: skip
            found[f"x{i}"] = {"in": stages, "to": self.chance.choice(["out", "lost"])} | how
        return found

    def follow_ups(self) -> Table:
        found = {}
        for i in range(self.chance.randint(0, 2) if self.staff else 0):
            how: Table = self.chance.choice(
                [{"every": self.days(1, 3, 7)}, {"rate": self.personal(lambda: "0.3 per day")}]
            )
            stages = self.chance.sample(self.stages, self.chance.randint(1, len(self.stages)))
            entry: Table = {"in": stages, "by": self.chance.choice(self.staff)}
            entry["time"] = self.chance.choice(["1 hours", {"exponential": "2 hours"}])
            entry["queued"] = self.often(0.8)
            found[f"f{i}"] = entry | how | ({"for": self.days(3, 7)} if self.often(0.3) else {})
        return found

    def arrivals(self, number: int) -> Table:
        size = self.chance.randint(1, 5)
        sizes = {"discrete": {"values": [0, 2, 4], "shares": [0.2, 0.4, 0.4]}}
        week = {"period": "7 days", "factors": [1, 1, 1, 1, 1, 0, 0]}
        found: Table = dict(self.chance.choice([
            {"every": self.days(5, 7, 14), "size": size},
            {"every": "1 months", "first": self.on(10), "size": sizes},
            {"every": self.days(7, 14), "size": 5, "attributes": {"group": {"exactly": {"a": 2, "b": 3}}}},
            {"dates": self.dates(6), "size": size, "attributes": {"group": "a", "level": {"uniform": [0, 9]}}},
            {"dates": self.dates(6), "size": {"poisson": 3}, "attributes": {"group": {"a": 0.5, "b": "rest"}}},
            {"rate": "0.3 per day"},
            {"rate": {"start": 120, str(self.on()): 40}, "profile": week},
            {"a_year": 60},
            {"a_year": 73, "spread": "even"},
            {"between": {"uniform": ["0 days", "6 days"]}},
            {"csv": f"people{number}.csv"},
        ]))  # fmt: skip
        if "csv" in found:
            rows = [
                f"{day},{self.chance.choice(['a', 'b', ''])},{self.chance.randint(0, 30)}"
                for day in self.dates(9)
                for _ in range(2)
            ]
            self.found["csv"][found["csv"]] = "\n".join(["date,group,level", *rows]) + "\n"
        if self.often(0.2):
            found |= {"from": self.on(20), "until": self.on(20) + timedelta(days=60)}
        if self.often(0.15):
            found["number"] = 12
        if self.often(0.25):
            found["pause"] = {
                "while": [self.chance.choice(self.stages), f"line {self.chance.choice(self.stages)}"],
                "at_least": self.chance.randint(1, 4),
            }
        return found | {"to": self.order[0] if number == 0 or self.often(0.6) else self.chance.choice(self.order)}

    def report(self) -> Table:
        by = self.chance.choice([[], [], ["group"], ["source"], ["source", {"level": [3, 8]}]])
        on = {"on": sorted(self.dates(3))} if self.often(0.3) else {}
        return {"by": by} | on if by else on

    def outside(self) -> Table:
        """A life outside: jobs found often, kept for a while, by what is known at arrival."""
        known = (
            lambda value: value(),
            lambda value: {"by": "level", "< 7": value(), "other": value()},
            lambda value: {"by": "group", "a": value(), "b": value()},
        )
        found: Table = {
            "rate": self.chance.choice(known)(lambda: self.chance.choice(["0.2 per week", "0.9 per day", "0 per day"])),
            "retention": self.chance.choice(known)(self.any_length),
            "support": self.chance.choice(["self", "self", "partly", {"by": "group", "a": "self", "b": "partly"}]),
        }
        drawn = {name for kind in ("stage", "decision", "wait") for step in self.found[kind].values()
                 for name in step.get("marks", {})}  # fmt: skip
        marks: Table = {"hours": {"triangular": [8, 20, 37]}, "mood": {"high": 0.4, "low": "rest"}}
        found["marks"] = {name: marks[name] for name in sorted(marks) if name in drawn and self.often(0.6)}
        if "days_then" in self.found.get("parameters", {}):
            found["retention"] = "$days_then"  # another one from a date on
        if self.often(0.3):
            found["months"] = {str(month): self.chance.choice([0, 0.5, 1]) for month in (1, 4, 6)}
        if self.often(0.4):
            self.found["change"].append({"from": self.on(), "times": {"background.rate": 0.5}})
        return found

    def backlog(self) -> Table:
        found: Table = {}
        for i in range(self.chance.choice([0, 0, 1, 2])):
            at = self.chance.choice(self.stages)
            lines = [
                name
                for name in self.order
                if name[0] == "q" or {"uses", "gate"} & self.found["stage"].get(name, {}).keys()
            ]
            found[f"b{i}"] = {"people": self.chance.randint(1, 5), "inside": at} if self.often(0.5) or not lines else {
                "people": self.chance.randint(1, 5), "waiting_for": self.chance.choice(lines)}  # fmt: skip
            found[f"b{i}"]["elapsed"] = self.chance.choice(
                ["0 days", "2 days", "10 days", {"uniform": ["0 days", "9 days"]}]
            )
        return found

    def changes(self) -> list[Table]:
        found = []
        for _ in range(self.chance.choice([0, 1, 2, 3])):
            start = self.on()
            entry: Table = {"from": start} | (
                {"to": start + timedelta(days=self.chance.choice([1, 7, 20]))} if self.often(0.7) else {}
            )
            found.append(entry | self.chance.choice([self.sets, self.factors, self.stops, self.pauses])())
        return found

    def sets(self) -> Table:
        choices: Table = {f"resource.{name}.capacity": self.chance.randint(0, 4) for name in self.resources}
        choices |= {f"staff.{name}.people": self.chance.choice([0.5, 2]) for name in self.staff}
        choices |= {f"gate.{name}.seats": self.chance.randint(0, 5) for name in self.gates}
        choices |= {f"gate.{name}.minimum": self.chance.randint(0, 3) for name in self.gates}
        name = self.chance.choice(sorted(choices))
        return {"set": {name: choices[name]}}

    def factors(self) -> Table:
        names = [
            f"{kind}.{name}"
            for kind in ("arrivals", "pool")
            for name, item in self.found[kind].items()
            if "rate" in item
        ]
        names += [
            f"risk.{name}" for name, item in self.found["risk"].items() if "rate" in item or has_hazard(item["time"])
        ]
        names += [f"stage.{name}.length" for name in self.found["stage"]]
        names += [f"stage.{name}.hazard" for name, item in self.found["stage"].items() if has_hazard(item["lasts"])]
        for kind in ("stage", "decision", "wait"):
            for name, item in self.found[kind].items():
                if isinstance(item["next"], dict):
                    names += [
                        f"next.{name}.{target}"
                        for target, share in item["next"].items()
                        if isinstance(share, float | int)
                    ]
        name = self.chance.choice(names)
        factor = self.chance.choice([0.5, 0.8, 1] if name.startswith("next.") else [0.5, 0.8, 1, 1.3])
        return {"times": {name: factor}} | ({"ramp": "2 months"} if self.often(0.2) else {})

    def stops(self) -> Table:
        kinds = ("stage", "arrivals", "gate", "pool")
        return {"stop": [self.chance.choice([f"{kind}.{name}" for kind in kinds for name in self.found[kind]])]}

    def pauses(self) -> Table:
        return {"pause": self.chance.sample(self.stages, self.chance.randint(1, len(self.stages)))}
