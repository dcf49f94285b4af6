"""A participant as the reference engine keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from simpy.events import Event


class State:
    ON_THE_WAY = 0  # between two items
    IN_LINE = 1
    SETTING_UP = 2
    STAYING = 3
    WAITING_FOR_WORK = 4
    GONE = 5


class Task:
    """One piece of staff work, from falling due to done."""

    __slots__ = (
        "begun",
        "call",
        "dropped",
        "due",
        "length",
        "n",
        "person",
        "serial",
        "staff",
        "stay",
        "step",
        "task",
        "visit",
        "wanted",
    )

    def __init__(self, person: Person, task: int, staff: int, n: int, length: int, wanted: bool, call: bool) -> None:
        self.person = person
        self.task = task
        self.staff = staff
        self.n = n
        self.length = length
        self.wanted = wanted  # the participant waits for it
        self.call = call
        self.stay = person.stay
        self.step = person.step
        self.visit = person.visit
        self.serial = 0
        self.due = 0
        self.begun = False
        self.dropped = False


class Person:
    """Participant: who they are, where they are and what they hold."""

    __slots__ = (
        "arrived", "draws", "end_code", "entered", "event", "gate", "held", "items", "items_at", "joined", "key",
        "limited", "line", "member", "needs", "number", "open_work", "order", "ordinal", "outcome", "patience", "pool",
        "props", "source", "state", "stay", "step", "takes", "tasks", "turn", "visit", "visits", "wanted",
    )  # fmt: skip

    def __init__(self, number: int, key: int, source: int, arrived: int, steps: int, props: list[int]) -> None:
        self.number = number
        self.key = key
        self.source = source
        self.arrived = arrived
        self.member = 0  # place in the cohort
        self.ordinal = 0  # place among all people of the source
        self.props = props
        self.visits = [0] * steps
        self.draws: list[float] = []  # of first visits
        self.held: dict[int, int] = {}  # resource -> amount
        self.wanted: Sequence[tuple[int, int]] = ()  # what the step uses
        self.needs: list[tuple[int, int]] = []  # what the line is waited for
        self.step = -1
        self.visit = 0
        self.gate = -1
        self.pool = -1
        self.takes = -1  # the list of tokens that would end the stay
        self.line = -1  # the gate or pool in whose line the person stands, -1 for resources
        self.joined = 0
        self.patience = 0  # when it ends
        self.limited = -1  # the risk that ends it, if a limit does
        self.order = (0, 0, 0)  # place in any line: priority, time of joining, number (contract Q1)
        self.turn = 0  # counts joinings: a line entry of an earlier turn is stale
        self.stay = 0  # counts stays: a task or taker of an earlier stay is stale
        self.entered = 0
        self.end_code = 0
        self.outcome = 0  # risk or pool target by which a stay was left
        self.open_work = 0
        self.tasks: list[Task] = []
        self.state = State.ON_THE_WAY
        self.event: Event | None = None
        self.items = 0
        self.items_at = -1
