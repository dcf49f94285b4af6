"""A connection that breaks, and errors that have nothing to do with it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sim.cluster.connection import Connection
from sim.cluster.trouble import ClusterLost


class Client:
    """As much of Dask's client as a connection asks for; ``answers``: the scheduler does."""

    status = "running"
    scheduler = SimpleNamespace(identity=None)

    def __init__(self, answers: bool) -> None:
        self.answers = answers

    def sync(self, *_: object, callback_timeout: float) -> Any:
        if not self.answers:
            raise TimeoutError
        return {}


def test_any_error_is_a_lost_scheduler_when_it_does_not_answer_though_dask_has_not_noticed_yet() -> None:
    with pytest.raises(ClusterLost) as lost, Connection(Client(answers=False), "tcp://127.0.0.1:1").connected():
        raise RuntimeError("whatever Dask says while its connection breaks")
    assert (lost.value.what, lost.value.address) == ("scheduler", "tcp://127.0.0.1:1")


def test_what_a_unit_raised_stays_what_it_is_when_the_scheduler_answers() -> None:
    with pytest.raises(ZeroDivisionError), Connection(Client(answers=True), "tcp://127.0.0.1:1").connected():
        raise ZeroDivisionError
