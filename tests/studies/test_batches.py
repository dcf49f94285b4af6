"""Batches and workers: every replication once, in order, whatever the cut."""

from __future__ import annotations

import os
import signal
import time

import pytest

from sim.studies.batches import cut, put_off_interrupt


@pytest.mark.parametrize(("rows", "workers"), [(1, 1), (30_000, 1), (30_000, 4), (10**9, 3)])
def test_every_replication_is_in_exactly_one_batch(rows: int, workers: int) -> None:
    batches = cut(range(1, 101), rows, "reference", workers)
    assert [number for batch in batches for number in batch] == list(range(1, 101))


def test_long_logs_make_small_batches() -> None:
    assert [len(batch) for batch in cut(range(10), 50_000, "reference", 1)] == [2] * 5
    assert [len(batch) for batch in cut(range(3), 10**9, "reference", 1)] == [1, 1, 1]


def test_every_worker_gets_a_batch() -> None:
    assert len(cut(range(8), 1, "reference", 4)) == 4


def test_nothing_to_do_is_no_batch() -> None:
    assert cut(range(0), 1, "reference", 2) == []


def interrupt_and_note(after: list[str]) -> None:
    with put_off_interrupt():
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)
        after.append("inside")
    after.append("never")


def test_an_interrupt_waits_until_the_block_is_over() -> None:
    after: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        interrupt_and_note(after)
    assert after == ["inside"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
