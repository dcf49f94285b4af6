"""Jobs found outside the project, in the life without it and in the one after it: one at a time (contract O1 to O4)."""

from __future__ import annotations

from dataclasses import dataclass

from tests.books.ledger import Ledger, Person


@dataclass
class Life:
    """One life of a person outside, as far as its rows have told it."""

    began: int  # when its rows are written: arrival, or exit
    free_from: int | None = 0  # seconds after that; None: has a job
    job: int = 0  # on offer, the last one taken
    marks: int = 0  # drawn for it

    def check_marks(self, expected: int) -> None:
        assert self.job == 0 or self.marks == expected, "a job outside lacks a mark"


class OutsideBooks(Ledger):
    """Jobs found outside the project; a life is told at once, so its seconds count from its beginning."""

    def _life(self, person: Person, kind: str, exit_: str) -> Life:
        assert self.scenario.background is not None
        if kind == "after":
            assert person.state == "gone"
            assert self.steps[exit_].kind == "exit"
            assert self.steps[exit_].support not in ("self", "partly"), "a life after an exit that gives a job"
        life = self.lives.setdefault((person.number, kind), Life(self.now))
        assert life.began == self.now
        return life

    def _found(self, person: Person, kind: str, exit_: str, job: int, value: int) -> None:
        life = self._life(person, kind, exit_)
        life.check_marks(self.marks_outside)
        assert life.free_from is not None, "a job outside is found in another one"
        assert job > life.job
        assert value >= life.free_from
        life.job, life.marks, life.free_from = job, 0, None

    def _marked(self, person: Person, kind: str, exit_: str, job: int) -> None:
        life = self._life(person, kind, exit_)
        assert (life.job, life.free_from) == (job, None)
        life.marks += 1

    def _lost(self, person: Person, kind: str, exit_: str, job: int, value: int) -> None:
        life = self._life(person, kind, exit_)
        assert (life.job, life.free_from) == (job, None), "a job outside ends that nobody has"
        life.free_from = value

    def on_without_found(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        self._found(person, "without", name, visit, value)

    def on_without_mark(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        self._marked(person, "without", name, visit)

    def on_without_lost(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        self._lost(person, "without", name, visit, value)

    def on_after_found(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        self._found(person, "after", name, visit, value)

    def on_after_mark(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        self._marked(person, "after", name, visit)

    def on_after_lost(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        self._lost(person, "after", name, visit, value)

    def no_life_lacks_a_mark(self) -> None:
        for life in self.lives.values():
            life.check_marks(self.marks_outside)

    @property
    def marks_outside(self) -> int:
        return len(self.scenario.background.marks) if self.scenario.background else 0
