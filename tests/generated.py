"""Random but valid scenarios over the whole language, small and rich in ties.

:func:`pathway` gives one scenario for each seed.  Most lengths are whole days, many are zero, people come in cohorts, tokens
and sessions on dates: a pathway with continuous laws alone would pass with a wrong order of events.  The scenario is
written as a file and read, so that the whole language is on the way.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sim.engines.order import Phase
from sim.log.events import Event
from sim.log.table import Log
from sim.model.build import build
from sim.model.model import Model
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

Table = dict[str, Any]
STARTS = ("2020-12-21", "2021-03-22", "2021-12-27", "2023-04-24", "2024-02-19", "2026-12-21")
LENGTH = 120  # days judged; as many again as follow-up


def pathway(seed: int) -> Scenario:
    """The scenario of a seed; the same one every time."""
    return scenario_of(tables(seed))


@cache
def model(seed: int) -> Model:
    """The model of the pathway of a seed."""
    return build(pathway(seed))


def tables(seed: int) -> Table:
    """The pathway of a seed as tables of its file; ``csv`` holds the files that it names."""
    return Maker(random.Random(seed)).tables()


def scenario_of(found: Table) -> Scenario:
    """The scenario that a file with these tables states."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in found.get("csv", {}).items():
            (Path(folder) / name).write_text(text)
        path = Path(folder) / "generated.toml"
        path.write_text(toml({key: value for key, value in found.items() if key != "csv"}))
        return replace(read(path).scenario(), path="generated.toml")


# --- TOML ------------------------------------------------------------------------------------------------------------


def toml(found: Table) -> str:
    """A file with these tables: ``found[kind][name]`` is an element, a list of tables is repeated."""
    lines = [f"{key} = {_value(value)}" for key, value in found.items() if not isinstance(value, dict | list)]
    for kind, value in found.items():
        if isinstance(value, list):
            for entry in value:
                lines += ["", f"[[{kind}]]", *_entries(entry)]
        elif isinstance(value, dict) and kind in ("run", "calendar", "set"):
            lines += ["", f"[{kind}]", *_entries(value)]
        elif isinstance(value, dict):
            for name, entry in value.items():
                lines += ["", f"[{kind}.{name}]", *_entries(entry)]
    return "\n".join(lines) + "\n"


def _entries(table: Table) -> Iterator[str]:
    return (f"{_key(key)} = {_value(value)}" for key, value in table.items())


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() else json.dumps(key)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(_entries(value)) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value)


# --- pathways --------------------------------------------------------------------------------------------------------


class Maker:
    """Makes the tables of one pathway."""

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

    def tables(self) -> Table:
        self.found |= {
            "run": {"start": self.start, "length": f"{LENGTH} days", "follow_up": f"{LENGTH} days", "replications": 2},
            "calendar": self.calendar(),
            "attribute": {"group": {"a": 0.3, "b": "rest"}, "level": self.level()},
            "resource": {name: self.resource() for name in self.resources},
            "staff": {name: self.staff_group() for name in self.staff},
            "pool": {name: self.pool() for name in self.pools},
            "gate": {name: self.gate() for name in self.gates},
        }
        if self.budget:
            self.found["budget"] = {"money": {"amounts": {str(self.on(20)): 6, str(self.on()): 9}}}
        self.steps()
        self.found["risk"] = self.risks()
        self.found["followup"] = self.follow_ups()
        self.found["arrivals"] = {f"a{i}": self.arrivals(i) for i in range(self.chance.randint(1, 3))}
        self.found["backlog"] = self.backlog()
        self.found["change"] = self.changes()
        self.found["exit"] = {"out": {"positive": True}} | ({"lost": {}} if self.mentions("lost") else {})
        return self.found

    def mentions(self, name: str) -> bool:
        return (
            re.search(rf"\b{name}\b", toml({key: value for key, value in self.found.items() if key != "csv"}))
            is not None
        )

    def calendar(self) -> Table:
        closed = self.start + timedelta(days=self.chance.randint(5, 60))
        found: Table = {
            "holidays": self.chance.choice(["DK", "none"]),
            "stays": self.chance.choice(["run on", "pause"]),
        }
        if self.often(0.5):
            found["closed"] = ["week 53", f"{closed} to {closed + timedelta(days=self.chance.choice([3, 7, 14]))}"]
        return found

    def level(self) -> Table:
        uniform = {"uniform": [0, 30]}
        discrete = {"discrete": {"values": [5, 10, 20], "shares": [0.2, 0.5, 0.3]}}
        return self.chance.choice([uniform, discrete, {"by": "group", "a": uniform, "b": discrete}])

    # --- lengths ------------------------------------------------------------------------------------------------------

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

    def stay(self) -> Any:
        if self.often(0.12):
            return {**self.law(), "success": self.chance.choice([0.5, 1]), "limit": self.days(3, 7)}
        return self.personal(self.any_length)

    # --- what is scarce -----------------------------------------------------------------------------------------------

    def resource(self) -> Table:
        found: Table = {"capacity": self.dated(lambda: self.chance.choice([0, 1, 2, 3, 4, 4, 5, 6]))}
        if self.often(0.4):
            found["turnaround"] = self.chance.choice(["1 days", "2 days", "1 working days", "6 hours", "0 days"])
        if self.often(0.15):
            found["opens"] = self.on(20)
        if self.often(0.1):
            found["closes"] = self.on() + timedelta(days=60)
        return found

    def staff_group(self) -> Table:
        found: Table = {
            "people": self.dated(lambda: self.chance.choice([0.5, 1, 1, 1.5, 2])),
            "hours": self.chance.choice([10, 25, 37]),
        }
        if self.often(0.3):
            found["days"] = "all"
        if self.often(0.2):
            found["closed"] = [f"{self.start + timedelta(days=30)} to {self.start + timedelta(days=41)}"]
        if self.often(0.2):
            found["opens"] = "00:00"
        return found

    def dates(self, number: int) -> list[date]:
        return sorted({self.on() for _ in range(number)})

    def pool(self) -> Table:
        found: Table = dict(self.chance.choice([
            {"every": self.days(2, 5, 7), "size": self.chance.randint(1, 3)},
            {"dates": self.dates(9), "size": self.chance.randint(1, 2)},
            {"rate": "1 per 4 days"},
            {"rate": {"start": 60, str(self.on()): 200}},
            {"initial": 3},
        ]))  # fmt: skip
        if self.often(0.3):
            found["initial"] = self.chance.randint(0, 3)
        if self.often(0.6):
            found["lifetime"] = self.days(2, 5, 7) if self.often(0.5) else self.any_length()
        if self.often(0.5):
            found["max_open"] = self.chance.randint(0, 3)
        return found | {"serve": self.chance.choice(["first", "last"])}

    def gate(self) -> Table:
        found: Table = dict(self.chance.choice([
            {"first": self.on(5), "every": self.chance.choice(["7 days", "14 days", "5 days", "1 months"])},
            {"dates": self.dates(10)},
        ]))  # fmt: skip
        found |= {
            "seats": self.dated(lambda: self.chance.choice([0, 2, 3, 4, 5])),
            "days": self.chance.choice(["opening", "all"]),
        }
        if self.often(0.6):
            found["minimum"] = self.dated(lambda: self.chance.randint(1, 2))
        if self.often(0.4):
            found["others"] = self.chance.choice(
                [1, {"poisson": 1}, {"discrete": {"values": [0, 2], "shares": [0.5, 0.5]}}]
            )
        if self.often(0.3):
            found["cancelled"] = self.dated(lambda: self.chance.choice([0, 0.3, 0.5]))
        if self.often(0.3):
            found["at"] = "12:00"
        found["below"] = self.chance.choice(["skip", "try_again", "send_away"])
        if found["below"] == "try_again":
            found |= {"again_after": self.days(1, 2, 7), "tries": self.chance.randint(1, 2)}
        if self.often(0.5):
            found["backfill"] = self.chance.choice(self.resources)
        return found

    # --- steps --------------------------------------------------------------------------------------------------------

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

    # --- what happens besides -----------------------------------------------------------------------------------------

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
            found[f"f{i}"] = {"in": stages, "by": self.chance.choice(self.staff), "time": self.chance.choice(["1 hours", {"exponential": "2 hours"}]),
                              "queued": self.often(0.8)} | how | ({"for": self.days(3, 7)} if self.often(0.3) else {})  # fmt: skip
        return found

    def arrivals(self, number: int) -> Table:
        size = self.chance.randint(1, 5)
        found: Table = dict(self.chance.choice([
            {"every": self.days(5, 7, 14), "size": size},
            {"every": "1 months", "first": self.on(10), "size": {"discrete": {"values": [0, 2, 4], "shares": [0.2, 0.4, 0.4]}}},
            {"every": self.days(7, 14), "size": 5, "attributes": {"group": {"exactly": {"a": 2, "b": 3}}}},
            {"dates": self.dates(6), "size": size, "attributes": {"group": "a", "level": {"uniform": [0, 9]}}},
            {"dates": self.dates(6), "size": {"poisson": 3}, "attributes": {"group": {"a": 0.5, "b": "rest"}}},
            {"rate": "0.3 per day"},
            {"rate": {"start": 120, str(self.on()): 40}, "profile": {"period": "7 days", "factors": [1, 1, 1, 1, 1, 0, 0]}},
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
            f"risk.{name}" for name, item in self.found["risk"].items() if "rate" in item or LAWS & set(item["time"])
        ]
        names += [f"stage.{name}.length" for name in self.found["stage"]]
        names += [f"stage.{name}.hazard" for name, item in self.found["stage"].items() if LAWS & set(item["lasts"])]
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


LAWS = {
    "exponential",
    "uniform",
    "triangular",
    "lognormal",
    "gamma",
    "weibull",
    "normal",
    "hazard",
}  # those without atoms


# --- ties ------------------------------------------------------------------------------------------------------------

PHASES = {
    Phase.LEAVE: (Event.END, Event.RISK, Event.OVERDUE, Event.WORK_DONE),
    Phase.WORLD: (Event.CAPACITY, Event.TURNED, Event.TOKEN_IN),
    Phase.ARRIVE: (Event.ARRIVE, Event.NOT_CONTACTED, Event.WORK_DUE),
    Phase.MATCH: (Event.TOKEN_TAKEN,),
    Phase.GRANT: (Event.ADMIT, Event.WORK_START, Event.BACKFILL),
    Phase.SESSION: (Event.SEATS,),
    Phase.GIVE_UP: (Event.GIVE_UP,),
    Phase.EXPIRE: (Event.TOKEN_EXPIRED,),
    Phase.OVERFLOW: (Event.TOKEN_LOST,),
}
PHASE_OF = {event: phase for phase, events in PHASES.items() for event in events}


def ties(log: Log) -> int:
    """Exact ties: rows beyond the first that happen in the same phase of the same second of a replication, after time 0."""
    found: Counter[tuple[int, int, Phase]] = Counter()
    for replication, row in zip(log.replication.tolist(), log.rows(), strict=True):
        if row[2] in PHASE_OF and row[0] > 0:
            found[replication, row[0], PHASE_OF[Event(row[2])]] += 1
    return sum(count - 1 for count in found.values())
