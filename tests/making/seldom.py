"""What a generated pathway has now and then, added to a finished one: the rarer keys of the language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.making.dice import LENGTH, Dice
from tests.making.files import Table

RARE = 0.12


class Seldom(Dice):
    """Each of these is in about every eighth pathway that it fits into."""

    order: list[str]
    later: Callable[[int], list[str]]
    marks: Callable[[str], Table]

    def seldom(self) -> None:
        additions = (
            *(self.run, self.calendar_days, self.gate_until, self.pool_window, self.budget_window),
            *(self.backlog_file, self.backlog_people, self.limits, self.wait_marks, self.rates_set, self.by_source),
            *(self.route_by_group, self.meanwhile_by_group, self.setup_by_group, self.law_by_group, self.risk_by_group),
            *(self.search_by_group, self.home, self.empty_pool, self.what_it_costs, self.support, self.targets),
            self.named_values,  # late: nothing it names may be replaced
            self.changed_values,
            self.short_queues,
            self.seasons,
            self.risk_by_share,
            self.what_waiting_costs,
            self.by_durations,
            self.in_working_days,
            self.closing,
            self.limits_since,
            self.state_events,
            self.closed_days,
            self.newest_token,
            self.wait_for_a_session,
            self.holding,
            self.borrowing,
            self.risk_on_dates,
            self.been_before,
        )
        for add in additions:
            if self.often(RARE):
                add()

    def some(self, kind: str, fits: Callable[[Table], bool] = lambda _: True) -> list[Table]:
        """One of the elements of a kind that fit, if there is one."""
        found = [entry for name, entry in self.found[kind].items() if name != "h0" and fits(entry)]
        return [self.chance.choice(found)] if found else []

    def by_group(self, value: Callable[[], Any]) -> Table:
        return {"by": "group", "a": value(), "b": value()}

    # --- the whole ---------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Recruiting before reporting, or a warm-up."""
        if self.often(0.5):
            self.found["run"] |= {"recruit_from": self.start, "start": self.start + timedelta(days=30)}
        else:
            self.found["run"]["warm_up"] = "20 days"

    def calendar_days(self) -> None:
        """Further days off: every year, and once."""
        self.found["calendar"]["extra"] = [self.on().strftime("%m-%d"), "02-29", self.on().isoformat()]

    def named_values(self) -> None:
        """Parameters: a number, a length, a formula, and a choice on which something depends."""
        self.found["parameters"] = {
            "places": {"value": self.chance.randint(1, 4)},
            "more_places": {"formula": "min(places + 1, 2 * places)"},
            "stay": {"value": self.chance.choice([0, 2, 5]), "unit": "days"},
            "mode": {"value": self.chance.choice(["few", "many"]), "choices": ["few", "many"]},
        }
        for resource in self.some("resource"):
            resource["capacity"] = {"by": "$mode", "few": "$places", "many": "$more_places"}
        for stage in self.some("stage"):
            stage["setup"] = "$stay"

    def changed_values(self) -> None:
        """Parameters that change on dates: numbers, a length, a share, and a choice of gate, places and pool."""
        parameters: Table = {"rule": {"value": "one", "choices": ["one", "two"]}}
        parameters |= {
            "seats_then": {"value": 2},
            "days_then": {"value": 3, "unit": "days"},
            "high": {"value": 0.2},
            "many": {"value": 40},
            "crowd": {"value": 1},
            "talk": {"value": 1, "unit": "hours"},
            "week": {"value": 37},
        }
        self.found.setdefault("parameters", {}).update(parameters)
        gates = ["none", *(name for name, gate in self.found["gate"].items() if gate["below"] != "send_away")]

        def by_rule(one: Any, two: Any) -> Table:
            return {"by": "$rule", "one": one, "two": two}

        for stage in self.found["stage"].values():
            if "gate" in stage and not isinstance(stage["gate"], dict):
                stage["gate"] = by_rule(stage["gate"], self.chance.choice(gates))
        for stage in self.some("stage", lambda entry: entry.get("setup") != "$stay"):
            stage["uses"] = by_rule(stage.get("uses", []), self.uses())
            stage["priority"] = by_rule(0, 1)
            stage["setup"] = "$days_then"
        for wait in self.some("wait", lambda entry: "uses" not in entry and isinstance(entry.get("takes"), str)):
            wait["takes"] = by_rule(wait["takes"], self.chance.choice(["none", *self.pools]))
        for gate in self.some("gate"):
            gate["seats"] = "$seats_then"
            gate["backfill"] = by_rule(gate.get("backfill", "none"), self.chance.choice(self.resources))
        self._changed_lines(by_rule)
        self._changed_work(by_rule)
        for decision in self.some(
            "decision", lambda entry: isinstance(entry["next"], dict) and len(entry["next"]) == 2
        ):
            if all(isinstance(share, float | str) for share in decision["next"].values()):
                decision["next"] = {
                    name: "$high" if share != "rest" else share for name, share in decision["next"].items()
                }
        text = repr({name: part for name, part in self.found.items() if name != "parameters"})
        for name in sorted(parameters):
            if f"${name}'" not in text:
                del self.found["parameters"][name]
        values = {
            "rule": "two",
            "seats_then": 4,
            "days_then": 1,
            "high": 0.4,
            "many": 90,
            "crowd": 2,
            "talk": 3,
            "week": 20,
        }
        found = {name: value for name, value in values.items() if name in self.found["parameters"]}
        change: Table = {"from": self.on(20), "set": found}
        if self.often(0.5):
            change["to"] = change["from"] + timedelta(days=self.chance.randint(1, 20))
        if found:
            self.found["change"].append(change)

    def _changed_lines(self, by_rule: Callable[[Any, Any], Table]) -> None:
        """Open days, closed periods, queues and numbers a year that are other ones from the date on."""
        closed = f"{self.start + timedelta(days=9)} to {self.start + timedelta(days=12)}"
        for resource in self.some("resource"):
            resource["days"] = by_rule("all", self.chance.choice(["working", ["monday", "friday"]]))
            resource["closed"] = by_rule(["week 4"], [closed])
            resource["when_closed"] = by_rule("finish", self.chance.choice(["finish", "pause"]))
        for stage in self.some("stage", lambda entry: "else" in entry):
            stage["queue"] = by_rule({"< 2": 0.5, "other": 0.1}, 2)
        for stream in self.some("arrivals", lambda entry: "a_year" in entry):
            stream["a_year"] = "$many"

    def _changed_work(self, by_rule: Callable[[Any, Any], Table]) -> None:
        """Turnaround, other people, tokens, ways out and work that are other ones from the date on."""
        for resource in self.some("resource", lambda entry: "turnaround" in entry):
            resource["turnaround"] = "$days_then"
        for gate in self.some("gate"):
            gate["others"] = {"poisson": "$crowd"}
        for pool in self.some("pool"):
            pool |= {"lifetime": {"exponential": "$days_then"}, "max_open": "$seats_then"}
        for stage in self.some("stage", lambda entry: isinstance(entry.get("else"), str)):
            stage["else"] = by_rule(stage["else"], self.chance.choice(sorted(self.found["exit"])))
        for follow_up in self.some("followup"):
            follow_up["time"] = {"exponential": "$talk"}
        for group in self.some("staff"):
            group["hours"] = "$week"
        for stream in self.some("arrivals", lambda entry: "pause" in entry):
            stream["pause"]["at_least"] = "$seats_then"

    def closing(self) -> None:
        """Steps that close for good, to an exit."""
        for kind in ("stage", "wait"):
            for step in self.some(kind):
                step["closes"] = {"on": self.on(), "to": self.chance.choice(sorted(self.found["exit"]))}

    def wait_for_a_session(self) -> None:
        """A wait for a seat in a session instead of a token."""
        gates = [name for name, gate in self.found["gate"].items() if gate["below"] != "send_away"]
        for wait in self.some("wait", lambda entry: bool(gates) and "uses" not in entry):
            del wait["takes"]
            wait["gate"] = self.chance.choice(gates)

    def newest_token(self) -> None:
        for pool in self.some("pool"):
            pool["token"] = "newest"

    def holding(self) -> None:
        """What is kept from the stage before until this one is granted."""
        for stage in self.some("stage"):
            stage["holds"] = self.chance.sample(self.resources, 1)

    def borrowing(self) -> None:
        """A resource that may use the free units of another."""
        plain = [name for name in self.resources if "turnaround" not in self.found["resource"][name]]
        if len(plain) > 1:
            self.found["resource"][plain[0]]["borrows"] = plain[1]

    def closed_days(self) -> None:
        """Places that are closed on some days: those inside finish, pause or are sent to an exit."""
        for resource in self.some("resource"):
            resource["days"] = self.chance.choice(["working", ["monday", "tuesday", "friday"], "all"])
            resource["closed"] = [f"{self.start + timedelta(days=20)} to {self.start + timedelta(days=24)}"]
            to = {"to": self.chance.choice(sorted(self.found["exit"]))}
            policy = self.chance.choice(["finish", "pause", to])
            changes = any("'$rule'" in repr(stage.get("uses")) for stage in self.found["stage"].values())
            resource["when_closed"] = "finish" if changes else policy  # what happens inside holds for the same stages

    def risk_on_dates(self) -> None:
        """Everybody inside leaves on some dates."""
        named = repr(self.found["change"])
        for name, risk in self.found["risk"].items():
            if {"rate", "time"} & risk.keys() and not {"months", "since"} & risk.keys() and f"risk.{name}" not in named:
                for key in ("rate", "time"):
                    risk.pop(key, None)
                risk["dates"] = self.dates(3)
                return

    def in_working_days(self) -> None:
        """Series, tries, calls and rates that count working days."""
        for kind in ("arrivals", "pool", "risk", "followup"):
            for entry in self.some(kind, lambda entry: isinstance(entry.get("rate"), int | str)):
                entry["rate"] = "0.2 per working day"
        for kind in ("arrivals", "pool", "gate", "followup"):
            for entry in self.some(kind, lambda entry: "every" in entry):
                entry["every"] = self.chance.choice(["1 working day", "3 working days"])
        for gate in self.some("gate", lambda entry: "again_after" in entry):
            gate["again_after"] = self.chance.choice(["1 working day", "2 working days"])
        for follow_up in self.some("followup"):
            follow_up["for"] = "4 working days"

    def seasons(self) -> None:
        """Factors by calendar month."""
        weighed = {"rate", "every", "dates", "a_year", "between"}

        def fits(entry: Table) -> bool:
            return bool(weighed & entry.keys()) and "exactly" not in repr(entry)

        for kind, suits in (("arrivals", fits), ("pool", fits), ("risk", lambda entry: "rate" in entry)):
            for entry in self.some(kind, suits):
                entry["months"] = {str(month): self.chance.choice([0, 0.5, 2]) for month in (1, 3, 4)}

    def short_queues(self) -> None:
        """Queues of at most so many, and balking by their length."""
        queues = (0, 1, 3, {"< 1": 0.5, "< 3": 0.2, "other": 0}, {"< 2": 1, "other": 0.4})
        for kind in ("stage", "wait"):
            for step in self.some(kind, lambda entry: "else" in entry):
                step["queue"] = self.chance.choice(queues)

    def home(self) -> None:
        """A categorical attribute whose shares depend on another one, and something that depends on it."""
        by = {"by": "group", "a": 0.7, "b": 0.2}
        self.found["attribute"]["home"] = {"north": by, "south": 0.1, "west": "rest"}
        for stage in self.some("stage"):
            stage["priority"] = {"by": "home", "north": 1, "west": {"by": "group", "a": 0, "b": 2}, "other": 1}

    # --- means -------------------------------------------------------------------------------------------------------

    def gate_until(self) -> None:
        for gate in self.some("gate"):
            gate["until"] = self.on() + timedelta(days=20)

    def pool_window(self) -> None:
        for pool in self.some("pool", lambda entry: bool({"every", "rate"} & entry.keys())):
            pool |= {"from": self.on(20), "until": self.on() + timedelta(days=60)}
            if "every" in pool:
                pool["first"] = pool["from"]

    def empty_pool(self) -> None:
        """A pool that never has a token."""
        for pool in self.some("pool", lambda entry: "max_open" in entry):
            pool["max_open"] = 0

    def budget_window(self) -> None:
        for budget in self.found.get("budget", {}).values():
            budget["window"] = {"from": self.on(30), "to": self.on() + timedelta(days=60)}

    def rates_set(self) -> None:
        """Another rate, or chance of cancelling, from a date on; or a factor on the rate."""
        values: Table = {
            f"{kind}.{name}.rate": self.chance.choice([0, 30, 90])
            for kind in ("arrivals", "pool")
            for name, item in self.found[kind].items()
            if "rate" in item
        }
        values |= {f"gate.{name}.cancelled": 0.5 for name in self.found["gate"]}
        if not values:
            return
        name = self.chance.choice(sorted(values))
        self.found["change"].append({"from": self.on(), "set": {name: values[name]}})
        if name.endswith(".rate"):
            factor = self.chance.choice([0, 0.5, 2])
            self.found["change"].append({"from": self.on(), "times": {name.removesuffix(".rate"): factor}})

    # --- people ------------------------------------------------------------------------------------------------------

    def backlog_file(self) -> None:
        """People who are there at the start, from a file."""
        for backlog in self.some("backlog"):
            del backlog["people"], backlog["elapsed"]
            backlog["csv"] = "there.csv"
            rows = [f"{self.chance.choice([0, 3, 3, 8.5])},{self.chance.choice(['a', 'b', ''])}" for _ in range(4)]
            self.found["csv"]["there.csv"] = "\n".join(["elapsed_days,group", *rows]) + "\n"

    def backlog_people(self) -> None:
        for backlog in self.some("backlog", lambda entry: "people" in entry):
            backlog["attributes"] = {"group": {"a": 0.5, "b": "rest"}, "level": {"uniform": [0, 9]}}

    def been_before(self) -> None:
        """People of the backlog who have used up visits already."""
        for backlog in self.some("backlog"):
            steps = self.chance.sample(self.order, k=min(2, len(self.order)))
            backlog["visits"] = {name: self.chance.randint(0, 2) for name in steps}

    def by_source(self) -> None:
        """The stream in which somebody came decides."""
        for stage in self.some("stage"):
            stage["priority"] = {"by": "source", "a0": self.chance.randint(0, 2), "other": 1}
            if isinstance(stage["lasts"], str):
                stage["lasts"] = {"by": "source", "a0": stage["lasts"], "other": self.days(0, 1, 3)}

    # --- steps -------------------------------------------------------------------------------------------------------

    def free_routes(self, *kinds: str) -> list[tuple[int, Table]]:
        """Steps (with their place in line) of these kinds whose routes no limit or dated change names."""
        named = {key.split(".")[1] for entry in self.found["change"] for key in entry.get("times", {}) if "next" in key}
        return [
            (place, self.found[kind][name])
            for place, name in enumerate(self.order)
            for kind in kinds
            if name in self.found[kind] and name not in named and name != "h0"
            if "limit" not in self.found[kind][name] and "found" not in self.found[kind][name]["next"]
        ]

    def limits(self) -> None:
        """A decision or wait that lets nobody pass more often than so many times."""
        for place, step in self.free_routes("decision", "wait"):
            target = step["next"] if isinstance(step["next"], str) else self.chance.choice(sorted(step["next"]))
            visits = self.chance.choice([0, 1, 2, {"by": "group", "a": 1, "b": 3}])
            step["limit"] = {target: {"visits": visits, "else": self.chance.choice(self.later(place))}}

    def wait_marks(self) -> None:
        for wait in self.some("wait", lambda entry: "uses" not in entry):
            wait |= self.marks("")

    def route_by_group(self) -> None:
        """The whole table of routes depends on the person."""
        for place, step in self.free_routes("stage", "decision", "wait"):
            others = self.later(place)
            other = self.chance.choice([others[-1], {others[-1]: 0.5, others[0]: "rest"} if others[1:] else others[0]])
            step["next"] = {"by": "group", "a": step["next"], "b": other}

    def state_events(self) -> None:
        """Attributes and marks that change with a stay, a risk, or on a date."""
        group = {"by": "group", "a": {"a": 0.4, "b": "rest"}, "b": {"a": "rest", "b": 0.7}}
        stage = self.chance.choice(self.stages)
        self.found["event"] = {
            "change": {
                "when": f"{self.chance.choice(['entered', 'left', 'finished'])} {stage}",
                "set": {"group": group},
            },
            "reform": {"when": self.on(), "set": {"level": {"by": "group", "a": 12, "b": {"uniform": [0, 20]}}}},
        }
        for name in sorted(self.found["risk"])[:1]:
            self.found["event"]["harm"] = {"when": f"risk {name}", "set": {"group": "b", "level": 3}}

    def limits_since(self) -> None:
        """At most so long in all, inside stages and in line for them and for tokens."""
        waits = [name for name in self.order if name[0] == "q"]
        places = sorted({*self.chance.sample(self.stages, min(2, len(self.stages))), *waits[:1]})
        times = ("4 days", "1 months", "5 working days", self.by_group(lambda: self.days(3, 9)))
        since = self.chance.choice(["arrival", f"entering {self.chance.choice(self.stages)}"])
        self.found["risk"]["in_all"] = {"in": places, "since": since, "time": self.chance.choice(times), "to": "lost"}

    def by_durations(self) -> None:
        """Routes, lengths and claims by how long somebody has stayed, waited or been here."""
        here = ("last wait", "since arrival", f"since entering {self.chance.choice(self.stages)}")
        before = (
            "last stay",
            f"stay in {self.chance.choice(self.stages)}",
            f"wait for {self.chance.choice(self.stages)}",
        )

        def by(name: str, *values: Any) -> Table:
            return {"by": name, "< 1 days": values[0], "< 4 days": values[1], "other": values[2]}

        for place, step in self.free_routes("stage", "decision", "wait"):
            name = self.chance.choice([*here, *before])
            step["next"] = by(name, step["next"], self.later(place)[-1], self.later(place)[0])
        for stage in self.some("stage", lambda entry: isinstance(entry["lasts"], str)):
            stage["lasts"] = by(self.chance.choice(here), stage["lasts"], "2 days", "0 days")
        for stage in self.some("stage"):
            stage["priority"] = by(self.chance.choice(here), 1, 0, 2)
        for stage in self.some("stage", lambda entry: not isinstance(entry.get("uses"), dict)):
            stage["uses"] = by(self.chance.choice(before), stage.get("uses", []), self.uses(), [])

    def meanwhile_by_group(self) -> None:
        for stage in self.some("stage", lambda entry: "meanwhile" in entry):
            stage["meanwhile"] = {"by": "group", "a": stage["meanwhile"], "b": "none"}

    def setup_by_group(self) -> None:
        for stage in self.some("stage"):
            stage["setup"] = self.by_group(self.any_length)

    def law_by_group(self) -> None:
        """A property inside a law, and laws stated in another way."""
        cut = {"mean": "3 days", "sd": "3 days", "low": "1 days", "high": "6 days"}
        laws = [
            {"exponential": {"by": "group", "a": "2 days", "b": "5 days"}},
            {"normal": cut},
            {"gamma": {"shape": 2, "scale": {"by": "level", "< 12": "1 days", "other": "2 days"}}},
            {"lognormal": {"mean": "4 days", "sd": "3 days"}, "early": {"factor": 1.5, "for": "1 days"}},
            {"fixed": {"by": "group", "a": "1 days", "b": "1 months"}},
        ]
        for stage in self.some("stage", lambda entry: isinstance(entry["lasts"], str)):
            stage["lasts"] = self.chance.choice(laws)

    def risk_by_group(self) -> None:
        for risk in self.some("risk", lambda entry: isinstance(entry.get("time"), str)):
            risk["time"] = {"by": "group", "a": risk["time"], "b": "5 days"}

    def risk_by_share(self) -> None:
        """A risk stated by who leaves over a time, in place of a rate."""
        for risk in self.some("risk", lambda entry: isinstance(entry.get("rate"), str)):
            del risk["rate"]
            risk |= {"share": 0.2, "over": "9 days"}

    def search_by_group(self) -> None:
        """A stay with named ends that depends on the person."""
        for stage in self.some("stage", lambda entry: "limit" in entry["lasts"]):
            other = {"exponential": "2 days", "limit": "3 days", "success": 0.7}  # a hazard, as dated factors need it
            stage["lasts"] = {"by": "group", "a": stage["lasts"], "b": other}

    # --- what nobody in the run notices, but the measures do ----------------------------------------------------------

    def support(self) -> None:
        """Who supports themselves where."""
        for kind in ("stage", "wait", "exit"):
            for entry in self.found[kind].values():
                if self.often(0.5):
                    entry["support"] = self.chance.choice(
                        ["self", "partly", {"by": "mood", "high": "self", "other": "benefit"}]
                    )

    def what_waiting_costs(self) -> None:
        """A day in line for what is waited for; and a stage that is an outcome."""
        for wait in self.some("wait"):
            wait |= {"cost": {"per_day_in_line": 12.5}, "positive": True}
        for stage in self.some("stage"):
            stage["positive"] = True

    def what_it_costs(self) -> None:
        for stage in self.some("stage"):
            stage["cost"] = {"per_start": self.by_group(lambda: self.chance.randint(0, 900)), "per_day": 50.5}
            stage["cost"] |= {
                "per_working_day": 80,
                "per_day_in_line": self.by_group(lambda: self.chance.randint(0, 90)),
                "funder_share": 0.25,
                "funder": "state",
            }
        self.found["exit"]["out"] |= {"cost": {"per_start": 1000}, "group": "job"}
        for staff in self.found["staff"].values():
            staff["cost_per_hour"] = 300
        self.found["cost"] = {
            "room": {"per_year": 14_000, "funder_share": 0.5, "funder": "state"},
            "plan": {"amounts": {str(self.on()): 2500}},
        }
        self.found["benefit"] = {
            "monthly": {"start": 11_698, str(self.on()): 11_820},
            "refund": {"4": 0.8, "26": 0.4, "other": 0.2},
            "weeks_before": "level",
            "partly": 0.4,
            "resets_after": "10 days",
            "supplement": {"hours": "level", "wage": 300, "disregard": {"start": 20, str(self.on()): 30}},
        }

    def targets(self) -> None:
        entered, left = (f"entered {self.chance.choice(self.stages)}" for _ in range(2))
        free = ["self without benefit"] if "benefit" in self.found else []
        self.found["target"] = {
            "volume": {"count": entered, "at_least": 20},
            "supporting": {
                "share_of": left,
                "who_are": "self",
                "for": "1 months",
                "within": "14 days",
                "at_least": 0.4,
                "also": {
                    "share_of": [entered],
                    "within": ["0 days", "any"],
                    "who_are": ["self with level >= 10", *free],
                },
            },
            "reached": {"share_of": "entered a0", "reach": left, "within": f"{LENGTH} days", "at_least": 0.3},
        }
