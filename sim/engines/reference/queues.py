"""Standing in line: joining, patience, and lines that change on a date."""

from __future__ import annotations

from sim.engines.order import Owner, environment
from sim.engines.reference.chance import FAR, NO_STEP
from sim.engines.reference.needs import take_along
from sim.engines.reference.people import Person, State
from sim.engines.reference.places import Entry, Places
from sim.engines.reference.plain import Phase, Row
from sim.engines.reference.pools import Pools
from sim.engines.reference.properties import draw_property, limit_time
from sim.engines.reference.residual_life import remaining_patience
from sim.engines.reference.sessions import Gates
from sim.engines.reference.shared import STRUCK, TURNED_AWAY, Shared


class Queues:
    """In which line a person stands, and for how long they are willing to."""

    def __init__(self, shared: Shared, present: dict[int, Person], places: Places, gates: Gates, pools: Pools) -> None:
        self.shared = shared
        self.present = present
        self.places = places
        self.gates = gates
        self.pools = pools

    def stand_in_line(self, person: Person, waited: int) -> None:
        """Join the line of the gate, the pool or the resources that the step needs."""
        t, step = self.shared.t, person.step
        priority = t.only_priority[step]
        if priority is None:
            priority = self.shared.chance.pick(t.step_priority[step], person.props)
        person.joined = self.shared.now - waited
        person.state = State.IN_LINE
        person.turn += 1
        person.order = (priority, person.joined, person.number)
        balks = not waited and self._balks(person)
        self.shared.line[step] += 1
        self.shared.write((self.shared.now, person.number, Row.JOIN, step, person.visit, person.line, waited))
        asked, phase = self._join(person)
        person.patience, person.limited = FAR, -1
        if balks:
            self._ask_at_once(person, asked, phase)
        elif t.step_patience[step] < 0 or not self._asks_at_once(person, asked, phase):
            self._end_patience(person)

    def _balks(self, person: Person) -> bool:
        """Whether the queue is too long for the person, who then stays only if served at once (contract S5)."""
        t, chance, step = self.shared.t, self.shared.chance, person.step
        if t.step_queue[step] < 0:
            return False
        joins = chance.dated(chance.pick(t.step_queue[step], person.props), self.shared.line[step])
        return chance.uniform(t.stream_queue[step], person.key, person.visit) >= joins

    def _ask_at_once(self, person: Person, asked: list[Entry], phase: int) -> None:
        person.patience = self.shared.now
        asked.append((*person.order, person.turn, person))
        self.shared.ask(phase)

    def _join(self, person: Person) -> tuple[list[Entry], int]:
        """Stand in the line of the gate, pool or resources; whom its passes answer with no, and their phase."""
        waits_in: Gates | Pools | Places
        if person.gate >= 0:
            waits_in, phase = self.gates, Phase.SESSION
        elif person.pool >= 0:
            waits_in, phase = self.pools, Phase.MATCH
        else:
            waits_in, phase = self.places, Phase.GRANT
        waits_in.join(person)
        if phase != Phase.SESSION:
            self.shared.ask(phase)
        else:
            self.shared.ask_backfill(person.gate)
        return waits_in.asked, phase

    def _asks_at_once(self, person: Person, asked: list[Entry], phase: int) -> bool:
        """Whether the person has patience 0, answered in the next pass; else it ends later."""
        t, step = self.shared.t, person.step
        waited = self.shared.now - person.joined
        if not waited and t.only_patience[step] >= 0:
            ends = self.shared.now + t.only_patience[step]
        else:
            row = self.shared.chance.pick(t.step_patience[step], person.props)
            if waited:
                ends = remaining_patience(self.shared, person, row, waited)
            else:
                ends = self.shared.chance.end(
                    row, self.shared.now, NO_STEP, t.stream_patience[step], person.key, person.visit
                )
        if ends <= person.joined:
            self._ask_at_once(person, asked, phase)
            return True
        person.patience = max(ends, self.shared.now)
        return False

    def _end_patience(self, person: Person) -> None:
        """The line is left when patience ends, or before that by a limit that counts from an event."""
        t, step = self.shared.t, person.step
        for row in range(t.step_risk_first[step], t.step_risk_last[step]) if t.is_limited[step] else ():
            if t.risk_since[row] >= 0:
                ends = limit_time(self.shared, person, row)
                if ends < person.patience:
                    person.patience, person.limited = ends, row
        if person.patience < self.shared.end:
            turn = person.turn

            def give_up(_: object) -> None:
                if person.turn == turn:
                    self.shared.turn_away(person, Row.RENEGED, TURNED_AWAY if person.limited < 0 else STRUCK)

            self.shared.call(person.patience, Phase.RENEGE, person.number, 0, give_up)

    # --- lines that change on a date ----------------------------------------------------------------------------------

    def open(self) -> None:
        self._next_move(0)

    def _next_move(self, at: int) -> None:
        """At each date on which people or lines change, everybody in line sees anew what they wait for (Q12, Q16)."""
        if at < len(self.shared.t.move_time):
            owner = environment(Owner.LINES)
            self.shared.call(self.shared.t.move_time[at], Phase.WORLD, owner, 0, lambda _: self._move(at))

    def _move(self, at: int) -> None:
        draws = self.shared.t.moved[at]
        for _, person in sorted(self.present.items()):
            for draw in draws:
                draw_property(self.shared, person, draw, -1, 0, 0)
            if person.state == State.IN_LINE:
                self._see_anew(person)
        self.shared.ask(Phase.MATCH)
        self.shared.ask(Phase.GRANT)
        self._next_move(at + 1)

    def _see_anew(self, person: Person) -> None:
        """Who waits for something else than before goes to its line, with their time of joining and patience.

        Who waits for what has closed is sent away.
        """
        if self.shared.t.step_closes[person.step] <= self.shared.now:
            self.shared.turn_away(person, Row.SENT_AWAY)
            return
        before = person.gate, person.pool, person.wanted
        left = person.line
        waits = take_along(self.places, person, person.step)
        if before == (person.gate, person.pool, person.wanted):
            return
        person.turn += 1
        self.shared.log(person.number, Row.MOVE, person.step, person.visit, person.line, left)
        priority = self.shared.chance.pick(self.shared.t.step_priority[person.step], person.props)
        person.order = (priority, person.joined, person.number)
        if not waits:
            self.places.admit(person)
            return
        self._join(person)
        self._end_patience(person)
