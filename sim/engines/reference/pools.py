"""Pools: tokens that arrive, expire and are taken (contract Q8)."""

from __future__ import annotations

from collections import deque
from heapq import heappop, heappush

from sim.engines.order import Owner, environment
from sim.engines.reference.arrivals import arrivals
from sim.engines.reference.people import Person, State
from sim.engines.reference.places import Entry, Places, entry_of, first_of
from sim.engines.reference.plain import Phase, Row
from sim.engines.reference.shared import Shared
from sim.random_keys import person_key


class Pools:
    """Open tokens, oldest first, and the two kinds of takers of each pool."""

    def __init__(self, shared: Shared, places: Places) -> None:
        self.shared = shared
        self.places = places
        count = len(shared.t.pool_life)
        self.tokens: list[deque[int]] = [deque() for _ in range(count)]  # ordinals, oldest first; gone ones are skipped
        self.open_tokens: list[set[int]] = [set() for _ in range(count)]
        self.lines: list[list[Entry]] = [[] for _ in range(count)]
        self.takers: list[list[tuple[int, int, int, Person, int]]] = [[] for _ in range(count)]
        self.asked: list[Entry] = []

    def open(self, end: int) -> None:
        t = self.shared.t
        sources = len(t.source_to)
        for pool in range(len(self.lines)):
            initial = t.pool_initial[pool]
            later = arrivals(self.shared.chance, sources + pool, end)
            times = [0] * initial + [token.time for token in later]
            own = t.process_key[sources + pool]
            keys = [person_key(own, -1 - number, 0) for number in range(initial)] + [token.key for token in later]
            self._next_token(pool, 0, times, keys)

    def _next_token(self, pool: int, ordinal: int, times: list[int], keys: list[int]) -> None:
        if ordinal < len(times):
            owner = environment(Owner.POOL, pool)
            self.shared.call(
                times[ordinal], Phase.WORLD, owner, ordinal, lambda _: self._token(pool, ordinal, times, keys)
            )

    def _token(self, pool: int, ordinal: int, times: list[int], keys: list[int]) -> None:
        shared, t = self.shared, self.shared.t
        shared.log(-1, Row.TOKEN_IN, -1, 0, pool, ordinal)
        self.tokens[pool].append(ordinal)
        self.open_tokens[pool].add(ordinal)
        owner = environment(Owner.POOL, pool)
        life = int(shared.chance.dated(t.pool_life[pool], shared.now))
        if life >= 0:
            expires = shared.chance.end(life, shared.now, -1, t.pool_life_stream[pool], keys[ordinal], 0)
            if expires < shared.end:
                shared.call(
                    expires, Phase.EXPIRE, owner, ordinal, lambda _: self._gone(pool, ordinal, Row.TOKEN_EXPIRED)
                )
        if 0 <= self._most(pool) < len(self.open_tokens[pool]):
            shared.call(shared.now, Phase.OVERFLOW, owner, 0, lambda _: self._overflow(pool))
        if self.lines[pool] or self.takers[pool]:
            shared.ask(Phase.MATCH)
        self._next_token(pool, ordinal + 1, times, keys)

    def _gone(self, pool: int, ordinal: int, row: int) -> None:
        if ordinal in self.open_tokens[pool]:
            self.open_tokens[pool].remove(ordinal)
            self.shared.log(-1, row, -1, 0, pool, ordinal)

    def _overflow(self, pool: int) -> None:
        """Tokens above max_open are lost, newest first."""
        while len(self.open_tokens[pool]) > self._most(pool):
            newest = self.tokens[pool].pop()
            self._gone(pool, newest, Row.TOKEN_LOST)

    def _most(self, pool: int) -> int:
        """How many tokens may be open now, or -1."""
        return int(self.shared.chance.dated(self.shared.t.pool_most[pool], self.shared.now))

    def join(self, person: Person) -> None:
        heappush(self.lines[person.pool], entry_of(person))

    def enlist(self, person: Person, pool: int) -> None:
        """A person in a stage that takes tokens meanwhile: the longest, or the latest, in the stage comes first."""
        rank = -person.entered if self.shared.t.pool_last[pool] else person.entered
        heappush(self.takers[pool], (rank, person.number, person.stay, person, pool))

    def _next_open(self, pool: int) -> int:
        """The oldest open token, or the newest where that is taken first; -1 if there is none."""
        tokens, end = self.tokens[pool], self._end(pool)
        while tokens and tokens[end] not in self.open_tokens[pool]:
            del tokens[end]
        return tokens[end] if tokens else -1

    def _end(self, pool: int) -> int:
        """From which end of the open tokens one is taken."""
        return -1 if self.shared.t.pool_newest[pool] else 0

    def _first_taker(self, pool: int) -> Person | None:
        takers = self.takers[pool]
        while takers:
            person = takers[0][3]
            if person.stay == takers[0][2] and person.state == State.STAYING:
                return person
            heappop(takers)
        return None

    def match(self) -> None:
        """Serve waits first, then takers in a stage; pools in order of name, until nothing moves."""
        progress = True
        while progress:
            progress = False
            for pool in range(len(self.lines)):
                while self._serve_one(pool):
                    progress = True

    def _serve_one(self, pool: int) -> bool:
        token = self._next_open(pool)
        if token < 0:
            return False
        person = first_of(self.lines[pool])
        taker = self._first_taker(pool) if person is None else None
        taking = person or taker
        if taking is None:
            return False
        self.open_tokens[pool].remove(token)
        del self.tokens[pool][self._end(pool)]
        self.shared.log(taking.number, Row.TOKEN_TAKEN, taking.step, taking.visit, pool, token)
        if person is not None:
            self.places.admit(person)
        else:
            self.shared.call_away(taking, pool)
        return True
