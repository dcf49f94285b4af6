"""Which tokens are open: taken oldest (or newest) first by the first taker, expired in time, lost newest first."""

from __future__ import annotations

from sim.model.tables import NUMERIC_SCALE
from sim.scenario.schema import DATE, Span
from tests.books.ledger import Ledger, Person, value_for


class TokenBooks(Ledger):
    """Which tokens are open: taken oldest (or newest) first by the first taker, expired in time, lost newest first."""

    def on_token_in(self, thing: int, value: int) -> None:
        pool = self.names.pools[thing]
        item = self.pools[pool]
        assert value == self.token_count[pool]["in"], "tokens are numbered in order"
        assert self.now == 0 or value >= item.initial
        if value >= item.initial:
            assert not any(start <= self.now < end for start, end in item.stops)
            assert item.rate is not None or self.now in item.times, "a token on another date"
        self.token_count[pool]["in"] += 1
        self.tokens[pool][value] = self.now

    def _token_out(self, pool: str, ordinal: int, how: str) -> int:
        assert ordinal in self.tokens[pool], "a token goes that is not open"
        born = self.tokens[pool].pop(ordinal)
        self.token_count[pool][how] += 1
        counts = self.token_count[pool]
        assert counts["in"] == counts["taken"] + counts["expired"] + counts["lost"] + len(self.tokens[pool])
        return born

    def on_token_taken(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        pool = self.names.pools[thing]
        first_out = max if self.pools[pool].newest else min
        assert value == first_out(self.tokens[pool], default=None), "a token was taken that is not the first"
        if person.state == "stay":
            assert not self.lines["pool", pool], "a token was taken from a stage while somebody waits for it"
            first = min(self._takers(pool), key=lambda one: self._taking_order(one, pool))
            assert first.number == person.number, "a token went to another taker than the first"
        else:
            assert person.line == ("pool", pool)
        self._token_out(pool, value, "taken")

    def _takers(self, pool: str) -> list[Person]:
        return [
            person
            for person in self.present.values()
            if person.state == "stay" and pool in dict(value_for(self.steps[person.step].meanwhile, person.props))
        ]

    def _taking_order(self, person: Person, pool: str) -> tuple[int, int]:
        return (-person.since if self.pools[pool].serve == "last" else person.since), person.number

    def on_token_expired(self, thing: int, value: int) -> None:
        pool = self.names.pools[thing]
        born = self._token_out(pool, value, "expired")
        life = value_for(self.pools[pool].lifetime, {DATE: born * NUMERIC_SCALE})
        assert life is not None
        assert not isinstance(life, Span) or life.unit != "seconds" or self.now == born + life.amount

    def on_token_lost(self, thing: int, value: int) -> None:
        pool = self.names.pools[thing]
        most = value_for(self.pools[pool].max_open, {DATE: self.now * NUMERIC_SCALE})
        assert most is not None
        assert len(self.tokens[pool]) > most
        assert value == max(self.tokens[pool]), "not the newest token was lost"
        self._token_out(pool, value, "lost")
