"""One question a session at a time; a newer one cancels the older; nothing is computed twice."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

import sim
from sim.page.jobs import Jobs, Turns
from sim.studies.growth import Cancelled, GrowingRun
from sim.studies.result import Result
from tests.studies.clinic import write_clinic

pytestmark = pytest.mark.page


@pytest.fixture
def clinic(tmp_path: Path) -> sim.Scenario:
    return sim.load(write_clinic(tmp_path))


class Gate:
    """Replaces the work of a run: it waits at the gate, asking now and then whether it is cancelled."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.entered, self.open = threading.Event(), threading.Event()
        self.asked: list[int] = []
        self.workers: dict[int, int | None] = {}
        real = GrowingRun.result

        def result(run: GrowingRun, replications: int, cancelled=lambda: False, workers=None) -> Result:  # type: ignore[no-untyped-def]
            self.asked.append(replications)
            self.workers[replications] = workers
            self.entered.set()
            while not self.open.wait(0.005):
                if cancelled():
                    raise Cancelled
            return real(run, replications)

        monkeypatch.setattr(GrowingRun, "result", result)


def test_a_newer_question_cancels_the_older_of_the_same_session(
    clinic: sim.Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, jobs, outcome = Gate(monkeypatch), Jobs(engine="reference"), []

    def older() -> None:
        with pytest.raises(Cancelled):
            jobs.answer("a", clinic, 4)
        outcome.append("cancelled")
        gate.open.set()

    thread = threading.Thread(target=older)
    thread.start()
    assert gate.entered.wait(10)
    newer = clinic.set(places=3)
    result = jobs.answer("a", newer, 4)
    thread.join(10)
    assert outcome == ["cancelled"]
    assert result.manifest.scenario_hash == newer.scenario.hash
    with pytest.raises(Cancelled):  # and a refinement of the older answer, asked for late, is refused
        jobs.answer("a", clinic, 8, first=False)


def test_sessions_do_not_cancel_each_other(clinic: sim.Scenario) -> None:
    jobs = Jobs(engine="reference")
    first = jobs.answer("a", clinic, 3)
    jobs.answer("b", clinic.set(places=5), 3)
    again = jobs.answer("a", clinic, 6, first=False)
    assert again.manifest.replications == 6
    assert first["starts" if "starts" in first.names else first.names[0]].name == again.names[0]


def test_a_refinement_makes_room_for_a_first_answer(clinic: sim.Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = Jobs(workers=2, engine="reference")
    jobs.answer("a", clinic, 1)
    gate, done = Gate(monkeypatch), []
    refinement = threading.Thread(target=lambda: done.append(jobs.answer("a", clinic, 40, first=False)))
    refinement.start()
    assert gate.entered.wait(10)
    first = threading.Thread(target=lambda: done.append(jobs.answer("b", clinic.set(places=3), 2)))
    first.start()
    while gate.asked[-1] != 2:  # the refinement has left its turn although its work is not done
        assert first.is_alive()
        threading.Event().wait(0.002)
    gate.open.set()
    first.join(10)
    refinement.join(10)
    assert [result.manifest.replications for result in done] == [2, 40]
    assert gate.workers == {2: None, 40: 1}  # and leaves the other processors to the browser meanwhile


def test_who_asks_what_another_refines_does_not_wait_for_the_refinement(
    clinic: sim.Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs(workers=2, engine="reference")
    jobs.answer("a", clinic, 1)
    gate, done = Gate(monkeypatch), []
    refinement = threading.Thread(target=lambda: done.append(jobs.answer("a", clinic, 40, first=False)))
    refinement.start()
    assert gate.entered.wait(10)
    first = threading.Thread(target=lambda: done.append(jobs.answer("b", clinic, 2)))
    first.start()
    while gate.asked[-1] != 2:
        assert first.is_alive()
        threading.Event().wait(0.002)
    gate.open.set()
    first.join(10)
    refinement.join(10)
    assert [result.manifest.replications for result in done] == [2, 40]


def test_work_of_minutes_goes_on_when_no_first_answer_is_computed() -> None:
    turns, going = Turns(), threading.Event()

    def work() -> None:
        turns.make_room()
        going.set()

    with turns.turn(urgent=True):
        thread = threading.Thread(target=work)
        thread.start()
        assert not going.is_set()
    assert going.wait(10)
    with turns.turn(urgent=False):
        turns.make_room()  # a refinement goes on beside it


def test_what_is_there_waits_for_no_turn(clinic: sim.Scenario) -> None:
    jobs = Jobs(engine="reference")
    jobs.answer("a", clinic, 3)
    with jobs._turns.turn(urgent=True):
        assert jobs.answer("b", clinic, 2).manifest.replications == 2


def test_the_same_question_is_computed_once(clinic: sim.Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = Jobs(engine="reference")
    jobs.answer("a", clinic, 5)
    monkeypatch.setattr(GrowingRun, "_extend", lambda *_: pytest.fail("computed again"))
    assert jobs.answer("b", clinic, 5).manifest.replications == 5


def test_what_is_kept_is_bounded_by_its_bytes(clinic: sim.Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also by what a run grows to after it was put there; the run that is asked for stays, however large it is."""
    jobs = Jobs(engine="reference")
    jobs.answer("a", clinic, 10)
    (one,) = jobs._runs.values()
    assert one.nbytes == one.run.nbytes == 2 * 8 * 10 * len(one.run.result(10).names)
    monkeypatch.setattr("sim.page.jobs.KEPT_BYTES", 3 * one.nbytes + 1)
    for places in range(1, 9):
        jobs.answer("a", clinic.set(places=places), 10)
        assert sum(kept.nbytes for kept in jobs._runs.values()) <= 3 * one.nbytes
    assert len(jobs._runs) == 3
    jobs.answer("a", clinic.set(places=8), 25, first=False)
    assert [kept.nbytes for kept in jobs._runs.values()] == [pytest.approx(2.5 * one.nbytes)]
    jobs.answer("a", clinic.set(places=8), 50, first=False)
    assert len(jobs._runs) == 1


def test_small_runs_are_bounded_by_their_number(clinic: sim.Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.page.jobs.KEPT_RUNS", 5)
    jobs = Jobs(engine="reference")
    for places in range(1, 9):
        jobs.answer("a", clinic.set(places=places), 1)
    assert len(jobs._runs) == 5


def test_turns_are_given_back_after_a_failure() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.turn(urgent=True):
        raise ZeroDivisionError
    with turns.turn(urgent=False):
        assert not turns.somebody_waits
