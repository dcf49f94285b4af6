"""Generated places, staff, tokens, sessions and the calendar."""

from __future__ import annotations

from datetime import timedelta

from tests.making.dice import Dice
from tests.making.files import Table


class Means(Dice):
    """Generated places, staff, tokens, sessions and the calendar."""

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
